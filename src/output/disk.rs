//! Disk operations that several parts of a publication share: creating and removing folders, linking files, and
//! waiting until everything is written.

use std::fs;
use std::io::{self, Read};
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

/// The maximum size of a file that is read completely, in bytes: many times the ledger of the largest portal.
const MOST: u64 = 1 << 30;

/// Opens a file for reading, without waiting for what is not one.
///
/// # Errors
/// The system refuses; at the path there is a folder, or no regular file, but a link, a pipe or a device.
pub(super) fn open(path: &Path) -> io::Result<fs::File> {
    let other = || io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
    let meta = fs::symlink_metadata(path)?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() {
        return Err(other());
    }
    // A pipe that takes the file's place right now is not waited for, nor is a link followed.
    #[cfg(unix)]
    let file: fs::File = {
        use rustix::fs::{Mode, OFlags};
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOFOLLOW;
        rustix::fs::open(path, flags, Mode::empty())?.into()
    };
    #[cfg(not(unix))]
    let file = fs::File::open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(other()) }
}

/// Reads a file as [`open`] opens it.
///
/// # Errors
/// Like [`open`]; the file is too large to be one of the program's.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MOST {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

/// How much of a file is loaded at once, in bytes.
const CHUNK: usize = 1 << 16;

/// Returns the hash of a file of a known length, read in parts.
pub(super) fn hash(path: &Path, length: u64) -> io::Result<Key> {
    if length <= CHUNK as u64 {
        return read(path).map(|bytes| Key::of_bytes(&bytes));
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(open(path)?)?;
    Ok(hasher.finalize().into())
}
