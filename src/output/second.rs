//! The second tree: a complete site beside the published one, exchanged for it in one step.
//!
//! The two trees share equal files (hard links). After an exchange the second tree contains the site that was
//! published before; the next publication brings it up to date, so that the cost is that of the changes. No file in
//! it is ever written into: a file is replaced by another.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::Either;
use rayon::prelude::*;

use super::Error;
use super::disk::{at, remove_empty_folders, share, sync, sync_folder};
use super::kept::Kept;
use super::others::{self, Other};
use super::staging::{Staging, State};
use super::state::Target;
use crate::reuse::{Entry, Ledger};

/// The reason why the trees cannot be exchanged, so that files are replaced one by one.
#[derive(Debug)]
pub(super) enum Hindrance {
    /// The published folder is on another disk, a mount point, or on a file system without exchange.
    Impossible,
    /// Something else failed.
    Error(Error),
}

impl From<Error> for Hindrance {
    fn from(error: Error) -> Self {
        match &error {
            Error::System(_, cause) if is_impossible(cause) => Hindrance::Impossible,
            _ => Hindrance::Error(error),
        }
    }
}

/// Returns whether an error means that this is not possible here.
fn is_impossible(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::CrossesDevices | io::ErrorKind::Unsupported)
}

/// Something in the second tree, by its path below it.
struct Found {
    path: PathBuf,
    is_folder: bool,
    /// The inode of the file; absent for anything else.
    inode: Option<u64>,
}

/// Returns the complete content of the second tree. Links are not followed.
fn walk(folder: &Path, below: &Path) -> Result<Vec<Found>, Error> {
    let own = folder.join(below);
    let entries = fs::read_dir(&own).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|cause| at(&own, cause))?;
    let (mut folders, mut found) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = below.join(entry.file_name());
        let kind = entry.file_type().map_err(|cause| at(&entry.path(), cause))?;
        if kind.is_dir() {
            folders.push(path);
        } else {
            let inode = Some(inode_of(&entry)).filter(|_| kind.is_file());
            found.push(Found { path, is_folder: false, inode });
        }
    }
    if found.is_empty() && folders.is_empty() && !below.as_os_str().is_empty() {
        return Ok(vec![Found { path: below.to_owned(), is_folder: true, inode: None }]);
    }
    let deeper: Result<Vec<Vec<Found>>, Error> = folders.into_par_iter().map(|below| walk(folder, &below)).collect();
    found.extend(deeper?.into_iter().flatten());
    Ok(found)
}

#[cfg(unix)]
fn inode_of(entry: &fs::DirEntry) -> u64 {
    std::os::unix::fs::DirEntryExt::ino(entry)
}

#[cfg(not(unix))]
fn inode_of(_: &fs::DirEntry) -> u64 {
    0
}

/// Returns whether a path is the file that an inode names. The trees are on one disk.
#[cfg(unix)]
fn is_file_of(path: &Path, inode: u64) -> bool {
    use std::os::unix::fs::MetadataExt;
    inode != 0 && fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.ino() == inode)
}

#[cfg(not(unix))]
fn is_file_of(_: &Path, _: u64) -> bool {
    false
}

/// Creates the second tree's folder, with the owner, group and permissions of the published one. An existing one is
/// kept, unless these changed.
pub(super) fn make(target: &Target) -> Result<(), Hindrance> {
    let (out, second) = (target.out(), target.second());
    if let (Ok(model), Ok(own)) = (fs::metadata(out), fs::metadata(&second))
        && !is_owned_alike(&model, &own)
    {
        drop_all(target)?;
    }
    fs::create_dir_all(&second).map_err(|cause| at(&second, cause))?;
    let Ok(model) = fs::metadata(out) else { return Ok(()) };
    own_alike(&model, &second)?;
    fs::set_permissions(&second, model.permissions()).map_err(|cause| Hindrance::Error(at(&second, cause)))
}

#[cfg(unix)]
fn is_owned_alike(model: &fs::Metadata, own: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (model.uid(), model.gid()) == (own.uid(), own.gid())
}

#[cfg(not(unix))]
fn is_owned_alike(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    true
}

/// Sets the owner and the group of a folder to those of another. If the group cannot be set, the host might be
/// denied access.
#[cfg(unix)]
fn own_alike(model: &fs::Metadata, folder: &Path) -> Result<(), Hindrance> {
    use std::os::unix::fs::{MetadataExt, chown};
    let own = fs::metadata(folder).map_err(|cause| at(folder, cause))?;
    if is_owned_alike(model, &own) || chown(folder, Some(model.uid()), Some(model.gid())).is_ok() {
        return Ok(());
    }
    match own.gid() == model.gid() || chown(folder, None, Some(model.gid())).is_ok() {
        true => Ok(()),
        false => Err(Hindrance::Impossible),
    }
}

#[cfg(not(unix))]
fn own_alike(_: &fs::Metadata, _: &Path) -> Result<(), Hindrance> {
    Ok(())
}

/// Creates folders below the second tree, each after its parents.
fn make_folders(second: &Path, files: &[(&Entry, &State)]) -> Result<(), Hindrance> {
    let model = fs::metadata(second).map_err(|cause| at(second, cause))?;
    let of_file = |entry: &Entry| Path::new(&*entry.output).ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>();
    let folders: BTreeSet<PathBuf> = files.iter().flat_map(|(entry, _)| of_file(entry)).collect();
    for folder in folders.iter().filter(|folder| !folder.as_os_str().is_empty()) {
        let path = second.join(folder);
        match fs::create_dir(&path) {
            Ok(()) => own_alike(&model, &path)?,
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(Hindrance::Error(at(&path, cause))),
        }
    }
    Ok(())
}

/// Brings the second tree to the state of the site to be published. `now` is that site's ledger, `states` is where
/// each of its files is; `others` are carried over. Anything else in the tree, from an interrupted publication or
/// from other programs, is removed.
pub(super) fn assemble(
    target: &Target,
    staging: &Staging<'_>,
    now: &Ledger,
    states: &[State],
    others: &[Other],
    kept: &Kept,
) -> Result<(), Hindrance> {
    let (out, second) = (target.out(), target.second());
    if staging.is_first() {
        carry_all(others, out, &second)?;
        return Ok(());
    }
    make(target)?;
    // A file is kept if it is the very file of the published site, which was checked.
    let stays = |found: &Found| {
        let path = found.path.to_str()?;
        let at = now.files().binary_search_by(|file| (*file.output).cmp(path)).ok()?;
        let is_same = states[at] == State::There && is_file_of(&out.join(path), found.inode?);
        is_same.then_some(at)
    };
    let (staying, leaving): (Vec<usize>, Vec<Found>) =
        walk(&second, Path::new(""))?.into_par_iter().partition_map(|found| match stays(&found) {
            Some(at) => Either::Left(at),
            None => Either::Right(found),
        });
    leave(&second, &leaving, kept)?;
    let staying: HashSet<usize> = staying.into_iter().collect();
    let all = now.files().iter().zip(states).enumerate();
    let coming: Vec<(&Entry, &State)> = all.filter(|(at, _)| !staying.contains(at)).map(|(_, file)| file).collect();
    make_folders(&second, &coming)?;
    coming.into_par_iter().try_for_each(|(entry, state)| {
        let to = second.join(&*entry.output);
        match state {
            State::There => share(&out.join(&*entry.output), &to),
            State::Waiting { number, .. } => fs::rename(staging.shelf(*number), &to).map_err(|cause| at(&to, cause)),
            State::Placed => Ok(()),
        }
    })?;
    carry_all(others, out, &second)?;
    Ok(())
}

/// Removes things from the second tree; files that an edition that can be restored contains are kept.
fn leave(second: &Path, leaving: &[Found], kept: &Kept) -> Result<(), Error> {
    let wanted = if leaving.is_empty() { HashSet::new() } else { kept.wanted()? };
    leaving.par_iter().try_for_each(|found| {
        let path = second.join(&found.path);
        match found.is_folder {
            true => fs::remove_dir(&path).map_err(|cause| at(&path, cause)),
            false => kept.take_over(&path, found.inode.is_some(), &wanted),
        }
    })?;
    for found in leaving {
        remove_empty_folders(&second.join(&found.path), second);
    }
    Ok(())
}

/// Removes the second tree. Files needed by editions that can be restored are kept.
pub(super) fn drop_all(target: &Target) -> Result<(), Error> {
    let second = target.second();
    if second.exists() {
        leave(&second, &walk(&second, Path::new(""))?, &Kept::of(target))?;
    }
    target.drop_second()
}

fn carry_all(others: &[Other], out: &Path, second: &Path) -> Result<(), Error> {
    others.iter().try_for_each(|other| others::carry(other, out, second))
}

/// Replaces the published folder by the second tree, once all of it is on the disk.
pub(super) fn exchange(target: &Target) -> Result<(), Hindrance> {
    let (out, second) = (target.out(), target.second());
    let parent = out.parent().unwrap_or(out);
    sync(target.state()).map_err(|cause| at(target.state(), cause))?;
    let moved = match fs::symlink_metadata(out) {
        Ok(_) => swap(&second, out),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => fs::rename(&second, out),
        Err(cause) => Err(cause),
    };
    moved.map_err(|cause| match cause.kind() {
        // A mount point, or a file system without exchange.
        io::ErrorKind::ResourceBusy | io::ErrorKind::InvalidInput => Hindrance::Impossible,
        _ => at(out, cause).into(),
    })?;
    // The exchange is done; only writing it to the disk can still fail.
    sync_folder(parent).map_err(|cause| Hindrance::Error(at(parent, cause)))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Returns whether two folders beside each other can be exchanged here: tried with two that are empty.
pub(super) fn can_exchange(target: &Target) -> bool {
    let (one, other) = (target.staging().join("a"), target.staging().join("b"));
    let made = fs::create_dir(&one).and_then(|()| fs::create_dir(&other));
    let works = made.and_then(|()| swap(&one, &other)).is_ok();
    let _ = fs::remove_dir(&one).and(fs::remove_dir(&other));
    works && is_on_one_disk(target)
}

/// Returns whether the published folder, if it is there, is on the disk of the folder of the state.
#[cfg(unix)]
fn is_on_one_disk(target: &Target) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|meta| meta.dev());
    !target.is_there() || device(target.out()) == device(target.state())
}

#[cfg(not(unix))]
fn is_on_one_disk(_: &Target) -> bool {
    true
}
