//! The second tree: a whole site beside the published one, which takes its place in one step.
//!
//! The two trees share the files that are alike (hard links). After an exchange the second tree holds the site that
//! was published before; it is brought up to date at the next publication, so that the cost is that of what changed.
//! Nothing in it is ever written into: a file is replaced by another.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::Error;
use super::disk::{at, is_gone, remove_empty_folders, share, sync, sync_folder};
use super::kept::Kept;
use super::others::{self, Other};
use super::staging::{Staging, State};
use super::state::Target;
use crate::reuse::{Entry, Ledger};

/// Why the trees cannot be exchanged, so that files are replaced one by one.
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

/// Whether a refusal means that this cannot be done here at all.
fn is_impossible(cause: &io::Error) -> bool {
    use io::ErrorKind as K;
    matches!(cause.kind(), K::CrossesDevices | K::Unsupported | K::ResourceBusy | K::InvalidInput)
}

/// Brings the second tree up to the site that is to be published. `now` is that site's ledger, `states` says where
/// each of its files is; `others` are taken along.
pub(super) fn assemble(
    target: &Target,
    staging: &Staging<'_>,
    now: &Ledger,
    states: &[State],
    others: &[Other],
    kept: &Kept,
) -> Result<(), Hindrance> {
    let second = target.second();
    if staging.is_first() {
        carry_all(others, target.out(), &second)?;
        return Ok(());
    }
    let earlier = match target.second_ledger()? {
        Some(earlier) => earlier,
        None => {
            target.drop_second()?;
            Ledger::default()
        }
    };
    fs::create_dir_all(&second).map_err(|cause| at(&second, cause))?;
    target.begin_second()?;
    // A file that both trees have alike is the same file.
    let is_shared = |entry: &Entry, state: &State| {
        *state == State::There && earlier.get(&entry.output).is_some_and(|old| old.hash == entry.hash)
    };
    let stays = |old: &&Entry| {
        let at = now.files().binary_search_by(|file| file.output.cmp(&old.output));
        at.is_ok_and(|at| is_shared(&now.files()[at], &states[at]))
    };
    let leaving: Vec<&Entry> = earlier.files().iter().filter(|old| !stays(old)).collect();
    let wanted = if leaving.is_empty() { HashSet::new() } else { kept.wanted()? };
    leaving.par_iter().try_for_each(|old| kept.take_over(&second.join(&*old.output), old, &wanted))?;
    for other in others::noted(target)? {
        remove(&second.join(&other))?;
        remove_empty_folders(&second.join(&other), &second);
    }
    for old in &leaving {
        remove_empty_folders(&second.join(&*old.output), &second);
    }
    let coming: Vec<(&Entry, &State)> =
        now.files().iter().zip(states).filter(|(entry, state)| !is_shared(entry, state)).collect();
    let folders: BTreeSet<&Path> = coming.iter().filter_map(|(entry, _)| Path::new(&*entry.output).parent()).collect();
    let made = folders.into_par_iter().try_for_each(|folder| fs::create_dir_all(second.join(folder)));
    made.map_err(|cause| at(&second, cause))?;
    coming.into_par_iter().try_for_each(|(entry, state)| {
        let to = second.join(&*entry.output);
        match state {
            State::There => share(&target.out().join(&*entry.output), &to),
            State::Waiting { number, .. } => fs::rename(staging.shelf(*number), &to).map_err(|cause| at(&to, cause)),
            State::Placed => Ok(()),
        }
    })?;
    carry_all(others, target.out(), &second)?;
    Ok(())
}

fn carry_all(others: &[Other], out: &Path, second: &Path) -> Result<(), Error> {
    others.iter().try_for_each(|other| others::carry(other, out, second))
}

/// Removes a file, a link, or a folder that is empty, if it is there.
fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(cause) if is_gone(&cause) => {
            let _ = fs::remove_dir(path);
            Ok(())
        }
        done => done.map_err(|cause| at(path, cause)),
    }
}

/// Puts the second tree in the place of the published folder, when all of it is on the disk.
pub(super) fn exchange(target: &Target) -> Result<(), Hindrance> {
    let (out, second) = (target.out(), target.second());
    let parent = out.parent().unwrap_or(out);
    same_rights(out, &second)?;
    sync(target.state()).map_err(|cause| at(target.state(), cause))?;
    let moved = match fs::symlink_metadata(out) {
        Ok(_) => swap(&second, out),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => fs::rename(&second, out),
        Err(cause) => Err(cause),
    };
    moved.map_err(|cause| at(out, cause))?;
    // The exchange is done; that it is on the disk too is all that can still fail.
    sync_folder(parent).map_err(|cause| Hindrance::Error(at(parent, cause)))
}

/// A folder with the rights of another, if that one is there.
fn same_rights(model: &Path, folder: &Path) -> Result<(), Error> {
    match fs::metadata(model) {
        Ok(meta) => fs::set_permissions(folder, meta.permissions()).map_err(|cause| at(folder, cause)),
        Err(_) => Ok(()),
    }
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

/// Whether two folders beside each other can be exchanged here: tried with two that are empty.
pub(super) fn can_exchange(target: &Target) -> bool {
    let (one, other) = (target.staging().join("a"), target.staging().join("b"));
    let made = fs::create_dir(&one).and_then(|()| fs::create_dir(&other));
    let works = made.and_then(|()| swap(&one, &other)).is_ok();
    let _ = fs::remove_dir(&one).and(fs::remove_dir(&other));
    works && is_on_one_disk(target)
}

/// Whether the published folder, if it is there, is on the disk of the folder of the state.
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
