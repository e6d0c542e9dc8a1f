//! Paths that change from a file to a folder, or vice versa: what an earlier build left there is removed first.

use std::fs;
use std::path::{Path, PathBuf};

use super::Error;
use super::disk::at;
use super::disk::hash;
use crate::reuse::{Entry, Ledger};

/// Returns the files of an earlier build that are at the place of new files and no longer generated.
///
/// # Errors
/// The first path that is in the way and was not written by a build; the system refuses access. Nothing
/// has changed then.
pub(super) fn find<'m>(
    obstructed: impl Iterator<Item = &'m str>,
    earlier: &'m Ledger,
    now: &Ledger,
    out: &Path,
) -> Result<Vec<&'m Entry>, Error> {
    let mut found = Vec::new();
    for output in obstructed {
        for path in standing(out, output)? {
            let output = path.strip_prefix(out).ok().and_then(Path::to_str).unwrap_or_default();
            let ours = earlier.get(output).filter(|file| now.get(&file.output).is_none());
            match ours.filter(|file| hash(&path, file.length).is_ok_and(|hash| hash == file.hash)) {
                Some(ours) => found.push(ours),
                None => return Err(Error::Obstructed(path)),
            }
        }
    }
    found.sort_unstable_by_key(|file| &file.output);
    found.dedup_by_key(|file| &file.output);
    Ok(found)
}

/// Creates a folder below the output, none of whose parts is a link.
///
/// # Errors
/// The link that is on the way; the system refuses access.
pub(super) fn make_folder(out: &Path, below: &Path) -> Result<(), Error> {
    let mut folder = out.to_owned();
    for part in below {
        folder.push(part);
        if fs::symlink_metadata(&folder).is_ok_and(|meta| meta.is_symlink()) {
            return Err(Error::Obstructed(folder));
        }
    }
    fs::create_dir_all(&folder).map_err(|cause| at(&folder, cause))
}

/// Returns the file at the place of a folder of an output, or all the content of a folder at the place of a file.
fn standing(out: &Path, output: &str) -> Result<Vec<PathBuf>, Error> {
    let target = out.join(output);
    let above = target.ancestors().skip(1).take_while(|above| *above != out);
    if let Some(file) = above.filter(|above| fs::metadata(above).is_ok_and(|meta| !meta.is_dir())).last() {
        return Ok(vec![file.to_owned()]);
    }
    let mut held = Vec::new();
    for entry in walkdir::WalkDir::new(&target).min_depth(1) {
        let entry = entry.map_err(|error| at(&target, error.into()))?;
        if !entry.file_type().is_dir() {
            held.push(entry.into_path());
        }
    }
    // A build leaves no folder without any file.
    if held.is_empty() { Err(Error::Obstructed(target)) } else { Ok(held) }
}
