//! Disk operations that several parts of a publication share: creating and removing folders, linking files, and
//! waiting until everything is written.

use std::fs;
use std::io;
use std::path::Path;

use super::Error;
use crate::reuse::Key;

/// Creates the folder of a file.
pub(super) fn make_folder_of(path: &Path) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    // Most files have a folder of their own, in an existing one.
    let made = match fs::create_dir(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
        made => made,
    };
    made.map_err(|cause| at(folder, cause))
}

/// Removes a folder and its content, if it exists.
pub(super) fn clear(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(at(folder, cause)),
        _ => Ok(()),
    }
}

/// Removes the empty folders above a path, up to `top`, which is kept.
pub(super) fn remove_empty_folders(path: &Path, top: &Path) {
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|folder| *folder != top && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
}

/// Returns whether an error means that a path does not exist, or that a folder is at its place, or a file at that
/// of its folder.
pub(super) fn is_gone(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory)
}

/// Returns an error of the system with its path.
pub(super) fn at(path: &Path, cause: io::Error) -> Error {
    Error::System(path.to_owned(), cause)
}

/// Links a file at a second place; where the system does not support hard links, it is copied, with its time.
pub(super) fn share(from: &Path, to: &Path) -> Result<(), Error> {
    match fs::hard_link(from, to) {
        Err(cause) if matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::TooManyLinks) => {
            let copied = fs::metadata(from).and_then(|meta| {
                fs::copy(from, to)?;
                fs::File::options().append(true).open(to)?.set_modified(meta.modified()?)
            });
            copied.map_err(|cause| at(to, cause))
        }
        shared => shared.map_err(|cause| at(to, cause)),
    }
}

/// Waits until everything written in a folder is on the disk.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(folder)?)?)
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
pub(super) fn sync(_: &Path) -> io::Result<()> {
    rustix::fs::sync();
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits until a folder's names are on the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// How much of a file is loaded at once, in bytes.
const CHUNK: usize = 1 << 16;

/// Returns the hash of a file of a known length, read in parts.
pub(super) fn hash(path: &Path, length: u64) -> io::Result<Key> {
    if length <= CHUNK as u64 {
        return fs::read(path).map(|bytes| Key::of_bytes(&bytes));
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs::File::open(path)?)?;
    Ok(hasher.finalize().into())
}
