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

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use guard::{Refusal, guard};
use manifest::Manifest;

use crate::diagnostic::Report;
use crate::page::SEARCH;
use crate::render::{Failure, Leaf, Tree};
use crate::search::Key;

/// The folder, inside the output, where files wait until all of them are there.
const STAGING: &str = ".clairevoie-staging";
/// Into how many folders waiting files are put, since a folder takes one new file at a time.
const SHELVES: usize = 16;
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
/// # Errors
/// Templates that fail and reads or writes that the system refuses: then the site is as it was.
///
/// `inputs` is what the tree was made from, if nothing was found wrong in it: see [`unchanged`].
pub fn publish(
    tree: &Tree,
    inputs: Option<blake3::Hash>,
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
    let staging = out.join(STAGING);
    clear(&staging)?;
    let outcome = stage_all(tree, out, &staging, progress).and_then(|mut ready| {
        ready.inputs = inputs.map(|inputs| (inputs, tree.pages().routes().len()));
        commit(ready, own, &earlier, out, &staging)
    });
    let cleared = clear(&staging);
    let summary = outcome?;
    cleared?;
    Ok(summary)
}

/// What the last build left, if it was made from the same inputs, found nothing wrong, and every
/// file of it still holds what was written: then there is nothing to do.
///
/// # Errors
/// What the system refuses.
pub fn unchanged(out: &Path, inputs: &blake3::Hash) -> Result<Option<(Summary, usize)>, Error> {
    let manifest = Manifest::read(out)?;
    let Some((_, pages, found)) = manifest.inputs.filter(|(made_from, ..)| made_from == inputs) else {
        return Ok(None);
    };
    let _lock = lock(out)?;
    let files: Vec<(&str, &blake3::Hash)> = manifest.iter().collect();
    let whole = |(output, hash): &(&str, &blake3::Hash)| {
        let bytes = fs::read(out.join(output)).ok().filter(|bytes| blake3::hash(bytes) == **hash)?;
        Some((bytes.len() as u64, output.starts_with(SEARCH)))
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

/// A file ready to take its place.
struct Staged {
    output: String,
    hash: blake3::Hash,
    length: u64,
    /// Its name in the staging folder, unless the site already has it.
    waiting: Option<PathBuf>,
    /// Whether a folder stands in its place, or a file where its folder should be.
    obstructed: bool,
}

/// All files of a site, and its search index.
struct Ready {
    files: Vec<Staged>,
    search: Option<(Indexing, Key)>,
    /// What it was made from, and its number of pages.
    inputs: Option<(blake3::Hash, usize)>,
}

/// Stages the pages, and beside them the search index, which takes longer.
fn stage_all(tree: &Tree, out: &Path, staging: &Path, progress: &(dyn Fn(Step<'_>) + Sync)) -> Result<Ready, Error> {
    for shelf in 0..SHELVES {
        let shelf = staging.join(shelf.to_string());
        fs::create_dir_all(&shelf).map_err(|cause| at(&shelf, cause))?;
    }
    let number = AtomicUsize::new(0);
    let (pages, index) = std::thread::scope(|scope| {
        let index = scope.spawn(|| {
            let index = indexing::stage(tree, out, staging, &number);
            progress(Step::Index);
            index
        });
        let pages = stage(tree, out, staging, &number, progress);
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
    out: &Path,
    staging: &Path,
    number: &AtomicUsize,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Vec<Staged>, Error> {
    let results: Vec<Result<Staged, Error>> = tree
        .leaves()
        .into_par_iter()
        .map(|(output, leaf)| {
            progress(Step::Begin);
            let staged = stage_one(tree, &leaf, output, out, staging, number);
            if let Ok(file) = &staged {
                progress(Step::File(&leaf, &file.output));
            }
            staged
        })
        .collect();
    let mut staged = Vec::with_capacity(results.len());
    let mut templates = Report::default();
    for result in results {
        match result {
            Ok(file) => staged.push(file),
            Err(Error::Templates(report)) => templates.extend(report),
            Err(error) => return Err(error),
        }
    }
    if !templates.is_empty() {
        templates.sort();
        return Err(Error::Templates(templates));
    }
    Ok(staged)
}

fn stage_one(
    tree: &Tree,
    leaf: &Leaf,
    output: String,
    out: &Path,
    staging: &Path,
    number: &AtomicUsize,
) -> Result<Staged, Error> {
    let bytes = tree.render(leaf).map_err(|failure| match failure {
        Failure::Read(error) => Error::System(error.path, error.cause),
        Failure::Template(diagnostic) => {
            let mut report = Report::default();
            report.push(*diagnostic);
            Error::Templates(report)
        }
    })?;
    stage_bytes(output, &bytes, out, staging, number)
}

/// Lays bytes ready for their place, unless they are there already.
fn stage_bytes(
    output: String,
    bytes: &[u8],
    out: &Path,
    staging: &Path,
    number: &AtomicUsize,
) -> Result<Staged, Error> {
    let target = out.join(&output);
    let (hash, length) = (blake3::hash(bytes), bytes.len() as u64);
    let there = fs::symlink_metadata(&target);
    let obstructed = match &there {
        Ok(meta) => meta.is_dir(),
        Err(cause) => cause.kind() == io::ErrorKind::NotADirectory,
    };
    let waiting = if there.is_ok_and(|meta| holds(&target, &meta, bytes)) {
        None
    } else {
        let number = number.fetch_add(1, Ordering::Relaxed);
        let name = staging.join((number % SHELVES).to_string()).join(number.to_string());
        fs::write(&name, bytes).map_err(|cause| at(&name, cause))?;
        Some(name)
    };
    Ok(Staged { output, hash, length, waiting, obstructed })
}

/// Whether a file holds these bytes already; its size tells most that do not.
fn holds(path: &Path, meta: &fs::Metadata, bytes: &[u8]) -> bool {
    meta.is_file() && meta.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
}

/// From here on the site changes. The manifest names old and new files while it does, so that a
/// build cut short is taken up by the next one.
fn commit(ready: Ready, own: String, earlier: &Manifest, out: &Path, staging: &Path) -> Result<Summary, Error> {
    let staged = ready.files;
    let mut now = Manifest::of(staged.iter().map(|file| (file.output.clone(), file.hash)));
    now.portal = Some(own);
    now.search = ready.search.map(|(_, key)| key.0);
    let found = ready.search.map_or(0, |(cost, _)| cost.pages);
    now.inputs = ready.inputs.map(|(inputs, pages)| (inputs, pages, found));
    let mut summary = Summary {
        bytes: staged.iter().map(|file| file.length).sum(),
        search: ready.search.map(|(cost, _)| cost),
        ..Summary::default()
    };
    let in_the_way = obstacles::find(&staged, earlier, &now, out)?;
    if earlier.iter().next().is_none() {
        // Not its inputs yet: nothing is known to be whole while the site changes.
        now.write_changing(out, staging)?;
    } else {
        earlier.with(&now).write(out, staging)?;
    }
    for (output, hash) in in_the_way {
        remove(out, output, hash)?;
        summary.removed += 1;
    }
    let folders: BTreeSet<&Path> = staged
        .iter()
        .filter(|file| file.waiting.is_some())
        .filter_map(|file| Path::new(&file.output).parent())
        .collect();
    folders.into_par_iter().try_for_each(|folder| {
        let folder = out.join(folder);
        fs::create_dir_all(&folder).map_err(|cause| at(&folder, cause))
    })?;
    let renamed = staged.par_iter().map(|file| match &file.waiting {
        None => Ok(0),
        Some(waiting) => {
            let target = out.join(&file.output);
            fs::rename(waiting, &target).map(|()| 1).map_err(|cause| at(&target, cause))
        }
    });
    summary.written = renamed.try_reduce(|| 0, |one, other| Ok(one + other))?;
    summary.unchanged = staged.len() - summary.written;
    for (output, hash) in earlier.without(&now) {
        match remove(out, output, hash)? {
            Removal::Done => summary.removed += 1,
            Removal::Gone => {}
            Removal::Changed => summary.kept += 1,
        }
    }
    now.write(out, staging)?;
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
fn remove(out: &Path, output: &str, hash: &blake3::Hash) -> Result<Removal, Error> {
    let path = out.join(output);
    match fs::read(&path) {
        Err(cause) if is_gone(&cause) => return Ok(Removal::Gone),
        Err(cause) => return Err(at(&path, cause)),
        Ok(bytes) if blake3::hash(&bytes) != *hash => return Ok(Removal::Changed),
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

fn clear(staging: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(staging) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(at(staging, cause)),
        _ => Ok(()),
    }
}

fn at(path: &Path, cause: io::Error) -> Error {
    Error::System(path.to_owned(), cause)
}
