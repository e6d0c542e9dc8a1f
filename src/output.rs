//! The tree against the disk: the only place that writes.
//!
//! Pages are rendered and staged in parallel, each dropped once written; only when all of them are
//! there does anything change in the site itself. Then each staged file is renamed into place, and
//! files of an earlier build that are no longer produced are removed. A failure before that leaves
//! the site as it was. What the program keeps for the next build lies beside the site, not in it.

mod guard;
mod indexing;
mod inputs;
mod obstacles;
pub mod sources;
mod staging;
mod state;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

pub use guard::{Refusal, guard};
pub use inputs::Inputs;
use staging::{InTheWay, Staged, Staging, State, hash};
pub use state::Target;

use crate::diagnostic::Report;
use crate::page::{Leaf, SEARCH};
use crate::render::{Content, Failure, Tree};
use crate::reuse::{Entry, Key, Ledger, Site};
use crate::source::ASSETS;

/// What a build did to the disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files written, new or changed.
    pub written: usize,
    /// Files that were already as they should be.
    pub unchanged: usize,
    /// Files of an earlier build, removed.
    pub removed: usize,
    /// The addresses of pages among them, below the site's root: nothing answers there any more.
    pub gone: Vec<Box<str>>,
    /// Files of an earlier build that someone changed since: left alone.
    pub kept: Vec<Box<str>>,
    /// The size of the site in bytes.
    pub bytes: u64,
    /// The number of its pages.
    pub pages: usize,
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
    /// Pages failed: what is to be reported.
    Pages(Report),
    /// The search index could not be built: why.
    Search(String),
    /// Something that is not ours, or that someone changed, is in the place of a file to be written.
    Obstructed(PathBuf),
    /// A file of the sources changed since it was read.
    Changed(PathBuf),
    /// The system refused: where, and why.
    System(PathBuf, io::Error),
}

/// What is known of a build, beside its tree.
#[derive(Debug)]
pub struct Build<'a> {
    /// The portal's folder.
    pub root: &'a Path,
    /// The key of the program.
    pub program: Option<Key>,
    /// What all was made from.
    pub inputs: &'a Inputs,
    /// The checks that found nothing, for the next build.
    pub clean: HashSet<Key>,
    /// Whether nothing at all was found: then the next build of the same inputs has nothing to do.
    pub is_clean: bool,
}

/// Publishes a tree in a folder. `earlier` is what the last build left there; `progress` is called at each step.
///
/// # Errors
/// Pages that fail and reads or writes that the system refuses: then the site is as it was.
pub fn publish(
    tree: &Tree,
    build: Build<'_>,
    target: &Target,
    earlier: &Ledger,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Summary, Error> {
    let out = target.out();
    fs::create_dir_all(out).map_err(|cause| at(out, cause))?;
    let _lock = target.lock()?;
    let own = identity(tree, build.root);
    if let Some((_, address)) = earlier.portal.as_ref().filter(|other| other.0 != own.0 && other.1 != own.1) {
        return Err(Error::Refused(Refusal::OtherPortal(out.to_owned(), address.clone())));
    }
    let staging = Staging::begin(target, earlier)?;
    let outcome = stage_all(tree, &build, &staging, progress).and_then(|ready| {
        let (indexed, search) = ready.search.map_or((None, None), |(cost, key)| (Some(cost), Some(key)));
        let pages = tree.table().routes().len();
        let site = build.inputs.whole.filter(|_| build.is_clean);
        let found = indexed.map_or(0, |cost| cost.pages);
        let mut now = Ledger::default();
        (now.program, now.portal, now.search, now.clean) = (build.program, Some(own), search, build.clean);
        now.site = site.map(|inputs| Site { inputs, pages, indexed: found });
        commit(ready.files, now, target, &staging).map(|summary| Summary { pages, search: indexed, ..summary })
    });
    let ended = staging.end();
    let summary = outcome?;
    ended?;
    Ok(summary)
}

/// What tells portals apart that are published in one folder: where they lie, and their address.
fn identity(tree: &Tree, root: &Path) -> (String, String) {
    let base_url = &tree.site().portal.base_url.value;
    let folder = guard::real(root).display().to_string().replace('\n', " ");
    (folder, format!("{}{}", base_url.origin(), base_url.path()))
}

/// What the last build left, if it was made from the same inputs, found nothing wrong, and every
/// file of it still holds what was written: then there is nothing to do.
///
/// # Errors
/// What the system refuses.
pub fn unchanged(ledger: &Ledger, target: &Target, inputs: &Inputs) -> Result<Option<Summary>, Error> {
    let Some(site) = ledger.site.as_ref().filter(|site| Some(site.inputs) == inputs.whole) else { return Ok(None) };
    let _lock = target.lock()?;
    let is_whole = |file: &Entry| {
        let path = target.out().join(&*file.output);
        fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() == file.length)
            && hash(&path, file.length).is_ok_and(|hash| hash == file.hash)
    };
    if !ledger.files().par_iter().all(is_whole) {
        return Ok(None);
    }
    let index = ledger.below(SEARCH).map(|file| file.length).sum();
    Ok(Some(Summary {
        unchanged: ledger.files().len(),
        bytes: ledger.files().iter().map(|file| file.length).sum(),
        pages: site.pages,
        search: ledger.search.map(|_| Indexing { pages: site.indexed, bytes: index, kept: true }),
        ..Summary::default()
    }))
}

/// All files of a site, and its search index.
struct Ready {
    files: Vec<Staged>,
    search: Option<(Indexing, Key)>,
}

/// Stages the pages, and beside them the search index, which takes longer.
fn stage_all(
    tree: &Tree,
    build: &Build<'_>,
    staging: &Staging<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Ready, Error> {
    let (pages, index) = std::thread::scope(|scope| {
        let index = scope.spawn(|| {
            let index = indexing::stage(tree, build.program, staging);
            progress(Step::Index);
            index
        });
        let pages = stage(tree, build, staging, progress);
        let panicked = |_| Err(Error::Search("panic".to_owned()));
        (pages, index.join().unwrap_or_else(panicked))
    });
    let mut files = pages?;
    let search = index?.map(|index| {
        files.extend(index.files);
        (index.cost, index.key)
    });
    Ok(Ready { files, search })
}

fn stage(
    tree: &Tree,
    build: &Build<'_>,
    staging: &Staging<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Vec<Staged>, Error> {
    let failed = Mutex::new(Vec::new());
    let staged: Vec<Option<Staged>> = tree
        .leaves()
        .into_par_iter()
        .map(|(output, leaf)| {
            progress(Step::Begin);
            match stage_one(tree, &leaf, output, build, staging) {
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
    let mut pages = Report::default();
    for error in failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        match error {
            Error::Pages(report) => pages.extend(report),
            error => return Err(error),
        }
    }
    if !pages.is_empty() {
        pages.sort();
        return Err(Error::Pages(pages));
    }
    // In place: every one is there.
    Ok(staged.into_iter().flatten().collect())
}

/// Stages one file. A page that was made from the same is kept, and so is an asset with the same bytes.
fn stage_one(
    tree: &Tree,
    leaf: &Leaf,
    output: String,
    build: &Build<'_>,
    staging: &Staging<'_>,
) -> Result<Staged, Error> {
    let failed = |diagnostic: Box<crate::diagnostic::Diagnostic>| Error::Pages((*diagnostic).into());
    match leaf {
        Leaf::Page(route) => {
            let page = tree.page(*route).map_err(failed)?;
            let key = page.key();
            let is_same = |entry: &Entry| entry.made_from == Some(key) && staging.earlier.program == build.program;
            if let Some(kept) = staging.kept(&output, is_same) {
                return Ok(kept);
            }
            let html = page.html().map_err(failed)?;
            staging.lay(output, build.program.map(|_| key), Content::Bytes(html))
        }
        Leaf::Asset(path) => {
            let key = build.inputs.assets.get(&*format!("{ASSETS}{path}"));
            if let Some(kept) = staging.kept(&output, |entry| Some(&entry.hash) == key) {
                return Ok(kept);
            }
            lay(tree, leaf, output, staging)
        }
        Leaf::Citation(..) | Leaf::Theme(_) | Leaf::Redirect(_) | Leaf::Made(_) => lay(tree, leaf, output, staging),
    }
}

fn lay(tree: &Tree, leaf: &Leaf, output: String, staging: &Staging<'_>) -> Result<Staged, Error> {
    match tree.content(leaf) {
        Ok(content) => staging.lay(output, None, content),
        Err(Failure::Read(error)) => Err(Error::System(error.path, error.cause)),
        Err(Failure::Template(diagnostic)) => Err(Error::Pages((*diagnostic).into())),
    }
}

/// From here on the site changes. The ledger names old and new files while it does, so that a
/// build cut short is taken up by the next one.
fn commit(mut staged: Vec<Staged>, now: Ledger, target: &Target, staging: &Staging<'_>) -> Result<Summary, Error> {
    let (earlier, out) = (staging.earlier, target.out());
    staged.par_sort_unstable_by(|one, other| one.entry.output.cmp(&other.entry.output));
    let (files, states): (Vec<Entry>, Vec<State>) = staged.into_iter().map(|file| (file.entry, file.state)).unzip();
    let mut summary = Summary { bytes: files.iter().map(|file| file.length).sum(), ..Summary::default() };
    let now = now.with_files(files);
    let waiting = |wanted: InTheWay| {
        now.files().iter().zip(&states).filter_map(move |(file, state)| match state {
            State::Waiting { in_the_way, .. } if *in_the_way == wanted => Some(&*file.output),
            _ => None,
        })
    };
    if let Some(foreign) = waiting(InTheWay::Foreign).next() {
        return Err(Error::Obstructed(out.join(foreign)));
    }
    let in_the_way = obstacles::find(waiting(InTheWay::Obstacle), earlier, &now, out)?;
    target.write(&earlier.changing(&now))?;
    for file in in_the_way {
        remove(out, file)?;
        summary.removed += 1;
    }
    let all = waiting(InTheWay::Nothing).chain(waiting(InTheWay::Obstacle));
    let folders: BTreeSet<&Path> = all.filter_map(|output| Path::new(output).parent()).collect();
    folders.into_par_iter().try_for_each(|folder| obstacles::make_folder(out, folder))?;
    summary.written = staging.settle(now.files(), &states)?;
    summary.unchanged = states.len() - summary.written;
    for file in earlier.without(&now) {
        match remove(out, file)? {
            Removal::Done => {
                summary.removed += 1;
                summary.gone.extend(file.output.strip_suffix("index.html").map(|address| format!("/{address}").into()));
            }
            Removal::Gone => {}
            Removal::Changed => summary.kept.push(file.output.clone()),
        }
    }
    target.write(&now)?;
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
    match hash(&path, file.length) {
        Err(cause) if is_gone(&cause) => return Ok(Removal::Gone),
        Err(cause) => return Err(at(&path, cause)),
        Ok(hash) if hash != file.hash => return Ok(Removal::Changed),
        Ok(_) => fs::remove_file(&path).map_err(|cause| at(&path, cause))?,
    }
    remove_empty_folders(&path, out);
    Ok(Removal::Done)
}

/// Removes the folders above a path that are empty, up to one that stays.
fn remove_empty_folders(path: &Path, top: &Path) {
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|folder| *folder != top && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
}

/// Whether a path leads nowhere, or its place was taken by a folder or its folder's by a file.
fn is_gone(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory)
}

fn at(path: &Path, cause: io::Error) -> Error {
    Error::System(path.to_owned(), cause)
}
