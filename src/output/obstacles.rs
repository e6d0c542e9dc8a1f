//! Paths that turn from a file into a folder, or back: what an earlier build left there goes first.

use std::fs;
use std::path::{Path, PathBuf};

use super::Error;
use super::disk::at;
use super::disk::hash;
use crate::reuse::{Entry, Ledger};

/// The files of an earlier build that are in the place of new files, and are no longer produced.
///
/// # Errors
/// The first path that is in the way and is not ours to remove; what the system refuses. Nothing has
/// changed then.
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

/// Makes a folder below the output, none of whose parts is a link.
///
/// # Errors
/// The link that is on the way; what the system refuses.
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

/// The file in the place of a folder of an output, or all that a folder in the place of a file holds.
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
    // A folder without any file is not one that a build leaves.
    if held.is_empty() { Err(Error::Obstructed(target)) } else { Ok(held) }
}
