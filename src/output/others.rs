//! Files of others in a published folder: they are carried over from one site to the next, and never overwritten.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Error;
use super::disk::at;
use crate::reuse::Ledger;

/// Something that no build wrote, by its path below the published folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Other {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
}

/// The kind of such a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    File,
    Link,
    /// An empty folder.
    Folder,
}

/// Returns everything in a published folder for which `is_ours` returns false, sorted by path.
///
/// # Errors
/// Something that is neither a file nor a folder nor a link, and cannot be carried over; the system
/// refuses access.
pub(super) fn find(out: &Path, is_ours: &(dyn Fn(&str) -> bool + Sync)) -> Result<Vec<Other>, Error> {
    if !out.exists() {
        return Ok(Vec::new());
    }
    let mut found = find_below(out, Path::new(""), is_ours)?;
    found.sort_unstable();
    Ok(found)
}

fn find_below(out: &Path, below: &Path, is_ours: &(dyn Fn(&str) -> bool + Sync)) -> Result<Vec<Other>, Error> {
    let folder = out.join(below);
    let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|cause| at(&folder, cause))?;
    if entries.is_empty() && !below.as_os_str().is_empty() {
        return Ok(vec![Other { path: below.to_owned(), kind: Kind::Folder }]);
    }
    let (mut folders, mut found) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = below.join(entry.file_name());
        let kind = entry.file_type().map_err(|cause| at(&entry.path(), cause))?;
        if kind.is_dir() {
            folders.push(path);
        } else if kind.is_symlink() {
            found.push(Other { path, kind: Kind::Link });
        } else if !kind.is_file() {
            return Err(Error::Obstructed(entry.path()));
        } else if !path.to_str().is_some_and(is_ours) {
            found.push(Other { path, kind: Kind::File });
        }
    }
    let deeper: Result<Vec<Vec<Other>>, Error> =
        folders.into_par_iter().map(|folder| find_below(out, &folder, is_ours)).collect();
    found.extend(deeper?.into_iter().flatten());
    Ok(found)
}

/// Returns the first of them at the path of a file to be published, at that of its folder, or below it.
pub(super) fn obstacle<'o>(others: &'o [Other], now: &Ledger) -> Option<&'o Path> {
    let in_the_way = |other: &Other| {
        let Some(path) = other.path.to_str() else { return false };
        let is_above = match other.kind {
            Kind::File | Kind::Link => now.below(&format!("{path}/")).next().is_some(),
            Kind::Folder => false,
        };
        is_above || Path::new(path).ancestors().filter_map(Path::to_str).any(|part| now.get(part).is_some())
    };
    others.iter().find(|other| in_the_way(other)).map(|other| &*other.path)
}

/// Adds it to another tree: a file is linked, or copied if it cannot be linked.
pub(super) fn carry(other: &Other, out: &Path, tree: &Path) -> Result<(), Error> {
    let (from, to) = (out.join(&other.path), tree.join(&other.path));
    let folder = to.parent().unwrap_or(tree);
    fs::create_dir_all(folder).map_err(|cause| at(folder, cause))?;
    match other.kind {
        Kind::Folder => fs::create_dir_all(&to).map_err(|cause| at(&to, cause)),
        Kind::Link => {
            let target = fs::read_link(&from).map_err(|cause| at(&from, cause))?;
            link_to(target.as_os_str(), &to).map_err(|cause| at(&to, cause))
        }
        Kind::File => super::disk::share(&from, &to),
    }
}

#[cfg(unix)]
fn link_to(target: &OsStr, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, to)
}

#[cfg(not(unix))]
fn link_to(_: &OsStr, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
