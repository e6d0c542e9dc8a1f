//! The tree against the disk: the only place that writes.
//!
//! Pages are rendered and staged in parallel, each dropped once written; only when all of them are
//! there does anything change in the site itself. Then each staged file is renamed into place, and
//! files of an earlier build that are no longer produced are removed. A failure before that leaves
//! the site as it was.

mod guard;
mod indexing;
mod manifest;
mod obstacles;
pub mod sources;
mod staging;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

pub use guard::{Refusal, guard};
use manifest::{Entry, Manifest};
use staging::{Staged, Staging, State};

use crate::diagnostic::Report;
use crate::edition::Inputs;
use crate::page::SEARCH;
use crate::render::{Failure, Leaf, Tree};
use crate::search::Key;

/// The file that keeps two builds from writing at once.
const LOCK: &str = ".clairevoie-lock";

/// What a build did to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files written, new or changed.
    pub written: usize,
    /// Files that were already as they should be.
    pub unchanged: usize,
    /// Files of an earlier build, removed.
    pub removed: usize,
    /// Files of an earlier build that someone changed since: left alone.
    pub kept: usize,
    /// The size of the site in bytes.
    pub bytes: u64,
    /// The search index, if the site has one.
    pub search: Option<Indexing>,
}

/// What the search index cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Indexing {
    /// Pages that can be found.
    pub pages: usize,
    /// The size of the index in bytes.
    pub bytes: u64,
    /// Whether the index of an earlier build was kept, since no indexed text changed.
    pub kept: bool,
}

/// How far a publication is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// A thread begins with a file.
    Begin,
    /// It is ready, on the same thread.
    File(&'a Leaf, &'a str),
    /// The search index is ready.
    Index,
}

/// Why nothing was published.
#[derive(Debug)]
pub enum Error {
    /// The folder is not one to write into.
    Refused(Refusal),
    /// Another build is writing there.
    Busy(PathBuf),
    /// Templates failed: what they told.
    Templates(Report),
    /// The search index could not be built: why.
    Search(String),
    /// Something that is not ours, or that someone changed, stands where a file is to go.
    Obstructed(PathBuf),
    /// The system refused: where, and why.
    System(PathBuf, io::Error),
}

/// Writes a tree into a folder that [`guard`] let through. `progress` is called at each step.
///
/// `inputs` is what the tree was made from: pages of the last build that were made from the same are
/// kept. If nothing was found wrong in it (`is_clean`), the next build may pass over everything: see
/// [`unchanged`].
///
/// # Errors
/// Templates that fail and reads or writes that the system refuses: then the site is as it was.
pub fn publish(
    tree: &Tree,
    inputs: Option<&Inputs>,
    is_clean: bool,
    out: &Path,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Summary, Error> {
    fs::create_dir_all(out).map_err(|cause| at(out, cause))?;
    let _lock = lock(out)?;
    let earlier = Manifest::read(out)?;
    let base_url = &tree.site().portal.base_url;
    let own = format!("{}{}", base_url.origin(), base_url.path());
    if let Some(other) = earlier.portal.as_ref().filter(|other| **other != own) {
        return Err(Error::Refused(Refusal::OtherPortal(out.to_owned(), other.clone())));
    }
    let staging = Staging::begin(out, &earlier)?;
    let outcome = stage_all(tree, inputs, out, &staging, progress).and_then(|mut ready| {
        let inputs = inputs.filter(|_| is_clean);
        ready.inputs = inputs.map(|inputs| (*inputs.whole(), tree.pages().routes().len()));
        commit(ready, own, out, &staging)
    });
    let ended = staging.end();
    let summary = outcome?;
    ended?;
    Ok(summary)
}

/// What the last build into a folder said of itself.
#[derive(Debug)]
pub struct Last(Manifest);

impl Last {
    /// Reads it; where there was no build, it says nothing.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn of(out: &Path) -> Result<Self, Error> {
        Manifest::read(out).map(Self)
    }

    /// What its files were made from, as [`Inputs::leaf`] tells it, if it found nothing wrong.
    pub fn made(&self) -> HashSet<blake3::Hash> {
        match self.0.inputs {
            Some(_) => self.0.iter().filter_map(|file| file.made).collect(),
            None => HashSet::new(),
        }
    }
}

/// What the last build left, if it was made from the same inputs, found nothing wrong, and every
/// file of it still holds what was written: then there is nothing to do.
///
/// # Errors
/// What the system refuses.
pub fn unchanged(last: &Last, out: &Path, inputs: &blake3::Hash) -> Result<Option<(Summary, usize)>, Error> {
    let Last(manifest) = last;
    let Some((_, pages, found)) = manifest.inputs.filter(|(made_from, ..)| made_from == inputs) else {
        return Ok(None);
    };
    let _lock = lock(out)?;
    let files: Vec<&Entry> = manifest.iter().collect();
    let whole = |file: &&Entry| {
        let bytes = fs::read(out.join(&*file.output)).ok().filter(|bytes| blake3::hash(bytes) == file.hash)?;
        Some((bytes.len() as u64, file.output.starts_with(SEARCH)))
    };
    let Some(sizes) = files.par_iter().map(whole).collect::<Option<Vec<_>>>() else { return Ok(None) };
    let index = sizes.iter().filter(|(_, is_index)| *is_index).map(|(size, _)| size).sum();
    let summary = Summary {
        unchanged: sizes.len(),
        bytes: sizes.iter().map(|(size, _)| size).sum(),
        search: manifest.search.map(|_| Indexing { pages: found, bytes: index, kept: true }),
        ..Summary::default()
    };
    Ok(Some((summary, pages)))
}

/// All files of a site, and its search index.
struct Ready {
    files: Vec<Staged>,
    search: Option<(Indexing, Key)>,
    /// What it was made from, and its number of pages.
    inputs: Option<(blake3::Hash, usize)>,
}

/// Stages the pages, and beside them the search index, which takes longer.
fn stage_all(
    tree: &Tree,
    inputs: Option<&Inputs>,
    out: &Path,
    staging: &Staging<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Ready, Error> {
    let (pages, index) = std::thread::scope(|scope| {
        let index = scope.spawn(|| {
            let index = indexing::stage(tree, out, staging);
            progress(Step::Index);
            index
        });
        let pages = stage(tree, inputs, staging, progress);
        let panicked = |_| Err(Error::Search("panic".to_owned()));
        (pages, index.join().unwrap_or_else(panicked))
    });
    let mut files = pages?;
    let search = index?.map(|index| {
        files.extend(index.files);
        (index.cost, index.key)
    });
    Ok(Ready { files, search, inputs: None })
}

fn stage(
    tree: &Tree,
    inputs: Option<&Inputs>,
    staging: &Staging<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Vec<Staged>, Error> {
    let failed = Mutex::new(Vec::new());
    let staged: Vec<Option<Staged>> = tree
        .leaves()
        .into_par_iter()
        .map(|(output, leaf)| {
            progress(Step::Begin);
            match stage_one(tree, &leaf, output, inputs, staging) {
                Ok(file) => {
                    progress(Step::File(&leaf, &file.entry.output));
                    Some(file)
                }
                Err(error) => {
                    failed.lock().unwrap_or_else(PoisonError::into_inner).push(error);
                    None
                }
            }
        })
        .collect();
    let mut templates = Report::default();
    for error in failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        match error {
            Error::Templates(report) => templates.extend(report),
            error => return Err(error),
        }
    }
    if !templates.is_empty() {
        templates.sort();
        return Err(Error::Templates(templates));
    }
    // In place: every one is there.
    Ok(staged.into_iter().flatten().collect())
}

fn stage_one(
    tree: &Tree,
    leaf: &Leaf,
    output: String,
    inputs: Option<&Inputs>,
    staging: &Staging<'_>,
) -> Result<Staged, Error> {
    let made = inputs.and_then(|inputs| inputs.leaf(tree.site(), leaf));
    if let Some(kept) = made.as_ref().and_then(|made| staging.kept(&output, made)) {
        return Ok(kept);
    }
    let bytes = tree.render(leaf).map_err(|failure| match failure {
        Failure::Read(error) => Error::System(error.path, error.cause),
        Failure::Template(diagnostic) => {
            let mut report = Report::default();
            report.push(*diagnostic);
            Error::Templates(report)
        }
    })?;
    staging.lay(output, made, &bytes)
}

/// From here on the site changes. The manifest names old and new files while it does, so that a
/// build cut short is taken up by the next one.
fn commit(ready: Ready, own: String, out: &Path, staging: &Staging<'_>) -> Result<Summary, Error> {
    let (earlier, mut staged) = (staging.earlier, ready.files);
    let mut summary = Summary {
        bytes: staged.iter().map(|file| file.length).sum(),
        search: ready.search.map(|(cost, _)| cost),
        ..Summary::default()
    };
    staged.par_sort_unstable_by(|one, other| one.entry.output.cmp(&other.entry.output));
    let (files, states): (Vec<Entry>, Vec<State>) = staged.into_iter().map(|file| (file.entry, file.state)).unzip();
    let mut now = Manifest::of(files);
    now.portal = Some(own);
    now.search = ready.search.map(|(_, key)| key.0);
    let found = ready.search.map_or(0, |(cost, _)| cost.pages);
    now.inputs = ready.inputs.map(|(inputs, pages)| (inputs, pages, found));
    let waiting = || now.iter().zip(&states).filter(|(_, state)| matches!(state, State::Waiting { .. }));
    let obstructed = now.iter().zip(&states).filter_map(|(file, state)| match state {
        State::Waiting { obstructed: true, .. } => Some(&*file.output),
        _ => None,
    });
    let in_the_way = obstacles::find(obstructed, earlier, &now, out)?;
    if earlier.iter().next().is_none() {
        // Not its inputs yet: nothing is known to be whole while the site changes.
        now.write_changing(staging)?;
    } else {
        earlier.with(&now).write(staging)?;
    }
    for file in in_the_way {
        remove(out, file)?;
        summary.removed += 1;
    }
    let folders: BTreeSet<&Path> = waiting().filter_map(|(file, _)| Path::new(&*file.output).parent()).collect();
    folders.into_par_iter().try_for_each(|folder| {
        let folder = out.join(folder);
        fs::create_dir_all(&folder).map_err(|cause| at(&folder, cause))
    })?;
    summary.written = staging.settle(now.files(), &states)?;
    summary.unchanged = states.len() - summary.written;
    for file in earlier.without(&now) {
        match remove(out, file)? {
            Removal::Done => summary.removed += 1,
            Removal::Gone => {}
            Removal::Changed => summary.kept += 1,
        }
    }
    now.write(staging)?;
    Ok(summary)
}

/// What became of a file that is no longer produced.
enum Removal {
    Done,
    /// It was not there any more.
    Gone,
    /// Someone changed it: it stays.
    Changed,
}

/// Removes a file of an earlier build, and the folders it leaves empty; not one that was changed.
fn remove(out: &Path, file: &Entry) -> Result<Removal, Error> {
    let path = out.join(&*file.output);
    match fs::read(&path) {
        Err(cause) if is_gone(&cause) => return Ok(Removal::Gone),
        Err(cause) => return Err(at(&path, cause)),
        Ok(bytes) if blake3::hash(&bytes) != file.hash => return Ok(Removal::Changed),
        Ok(_) => fs::remove_file(&path).map_err(|cause| at(&path, cause))?,
    }
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(Removal::Done)
}

/// Whether a path leads nowhere, or its place was taken by a folder or its folder's by a file.
fn is_gone(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory)
}

fn lock(out: &Path) -> Result<fs::File, Error> {
    let path = out.join(LOCK);
    let file = fs::File::create(&path).map_err(|cause| at(&path, cause))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(out.to_owned())),
        Err(fs::TryLockError::Error(cause)) => Err(at(&path, cause)),
    }
}

fn at(path: &Path, cause: io::Error) -> Error {
    Error::System(path.to_owned(), cause)
}
