//! Publication where folders cannot be exchanged: each file is replaced in one step, pages after the files that
//! they load, and files no longer generated are removed last. An interrupted publication leaves files of both
//! sites; the next one completes it.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::Error;
use super::disk::hash;
use super::disk::{at, is_gone, remove_empty_folders};
use super::kept::Kept;
use super::obstacles;
use super::sources::link_on_the_way;
use super::staging::{InTheWay, Staging, State};
use super::state::Target;
use crate::editions;
use crate::reuse::{Entry, Key, Ledger};

/// Replaces what changed, and removes what is no longer generated. The ledger lists old and new files while the
/// site changes, so that the next publication completes an interrupted one. `record` is called before anything
/// changes.
pub(super) fn settle(
    target: &Target,
    staging: &Staging<'_>,
    now: &Ledger,
    states: &[State],
    record: &dyn Fn(&Ledger) -> Result<(), Error>,
) -> Result<(), Error> {
    let (earlier, out) = (staging.earlier, target.out());
    fs::create_dir_all(out).map_err(|cause| at(out, cause))?;
    let waiting = |wanted: InTheWay| {
        now.files().iter().zip(states).filter_map(move |(file, state)| match state {
            State::Waiting { in_the_way, .. } if *in_the_way == wanted => Some(&*file.output),
            _ => None,
        })
    };
    let in_the_way = obstacles::find(waiting(InTheWay::Obstacle), earlier, now, out)?;
    record(now)?;
    // No file takes its place before its bytes are on the disk: a loss of power would leave empty pages.
    let staged = target.staging();
    super::disk::sync(&staged).map_err(|cause| at(&staged, cause))?;
    let wanted = Kept::of(target).wanted()?;
    target.write(&earlier.changing(now))?;
    replace(target, staging, now, states, (in_the_way, &wanted)).map_err(|cause| Error::Mixed(Box::new(cause)))
}

/// Replaces the files one by one.
fn replace(
    target: &Target,
    staging: &Staging<'_>,
    now: &Ledger,
    states: &[State],
    (in_the_way, wanted): (Vec<&Entry>, &HashSet<Key>),
) -> Result<(), Error> {
    let (earlier, out) = (staging.earlier, target.out());
    let kept = Kept::of(target);
    for file in in_the_way {
        kept.keep(&out.join(&*file.output), file, wanted)?;
        remove(out, file)?;
    }
    let coming = now.files().iter().zip(states).filter(|(_, state)| **state != State::There);
    let folders: BTreeSet<&Path> = coming.filter_map(|(file, _)| Path::new(&*file.output).parent()).collect();
    folders.into_par_iter().try_for_each(|folder| obstacles::make_folder(out, folder))?;
    let moved = |rank: u8| {
        let of_kind = now.files().par_iter().zip(states).filter(|(file, _)| self::rank(&file.output) == rank);
        of_kind.try_for_each(|(file, state)| match state {
            State::There => Ok(()),
            State::Placed => place(&target.second().join(&*file.output), &out.join(&*file.output)),
            State::Waiting { number, .. } => {
                if let Some(old) = earlier.get(&file.output) {
                    kept.keep(&out.join(&*file.output), old, wanted)?;
                }
                let (shelf, second) = (staging.shelf(*number), target.second().join(&*file.output));
                // It may have been moved for an exchange that then was impossible.
                let from = if shelf.exists() { shelf } else { second };
                place(&from, &out.join(&*file.output))
            }
        })
    };
    (0..3).try_for_each(moved)?;
    for file in earlier.without(now) {
        kept.keep(&out.join(&*file.output), file, wanted)?;
        remove(out, file)?;
    }
    super::disk::sync(out).map_err(|cause| at(out, cause))?;
    target.write(now)
}

/// Returns the order in which a file is replaced: first what pages load, then pages and their compressed copies,
/// then the files that account for the site.
fn rank(output: &str) -> u8 {
    let file = output.strip_suffix(".br").or_else(|| output.strip_suffix(".gz")).unwrap_or(output);
    if editions::is_account(file) || file == editions::STATEMENT { 2 } else { u8::from(file.ends_with(".html")) }
}

/// Removes a file of an earlier build, and the folders it leaves empty; not one that was changed, nor one that a link
/// leads to.
fn remove(out: &Path, file: &Entry) -> Result<(), Error> {
    let path = out.join(&*file.output);
    if link_on_the_way(out, &file.output).is_some() {
        return Ok(());
    }
    match hash(&path, file.length) {
        Err(cause) if is_gone(&cause) => return Ok(()),
        Err(cause) => return Err(at(&path, cause)),
        Ok(hash) if hash != file.hash => return Ok(()),
        Ok(_) => fs::remove_file(&path).map_err(|cause| at(&path, cause))?,
    }
    remove_empty_folders(&path, out);
    Ok(())
}

/// Moves a file to its place; if that is on another disk, it is first copied next to it.
fn place(from: &Path, to: &Path) -> Result<(), Error> {
    match fs::rename(from, to) {
        Err(cause) if cause.kind() == io::ErrorKind::CrossesDevices => carry(from, to),
        moved => moved.map_err(|cause| at(to, cause)),
    }
}

fn carry(from: &Path, to: &Path) -> Result<(), Error> {
    let folder = to.parent().unwrap_or(to);
    let copied = tempfile::NamedTempFile::with_prefix_in(".", folder).and_then(|mut aside| {
        let mut from = fs::File::open(from)?;
        let meta = from.metadata()?;
        io::copy(&mut from, &mut aside)?;
        aside.as_file().set_permissions(meta.permissions())?;
        aside.as_file().set_modified(meta.modified()?)?;
        aside.persist(to).map_err(|error| error.error)
    });
    copied.map(drop).map_err(|cause| at(to, cause))
}
