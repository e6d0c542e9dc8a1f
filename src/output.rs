//! Writes a tree to the disk: the only module that writes.
//!
//! Pages are rendered and staged in parallel, each freed once written. Only when all of them are written to the
//! disk does the published folder change, from one complete site to the next in one step ([`second`]). Where
//! folders cannot be exchanged, each file is replaced in one step ([`in_place`]). A failure before that leaves the
//! site unchanged. Data kept for the next build are stored beside the site, not in it.

mod account;
mod commit;
mod compress;
mod disk;
mod guard;
mod in_place;
mod indexing;
mod inputs;
mod kept;
mod obstacles;
mod others;
mod publication;
mod rendering;
mod restore;
mod second;
pub mod sources;
mod staging;
mod state;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;

pub use account::knows;
use commit::Exchange;
use disk::hash;
pub use guard::{Refusal, guard};
pub use inputs::Inputs;
pub use kept::EDITIONS;
use kept::Kept;
pub use publication::{Publication, Sign, Signatures};
pub use restore::{KeptEdition, Restoration, editions, restore};
use second::Hindrance;
use staging::Staging;
pub use state::{Found, Target};

use crate::diagnostic::Report;
use crate::editions::chain::{Broken, Statement};
use crate::editions::{CHAIN, CHAIN_FILE, Chain, STATEMENT};
use crate::page::{Leaf, SEARCH};
use crate::render::Tree;
use crate::reuse::{Entry, Key, Ledger, Site};
use crate::source::Snapshot;

/// What a build changed on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files written, new or changed.
    pub written: usize,
    /// Files that needed no change.
    pub unchanged: usize,
    /// Files of an earlier build, removed.
    pub removed: usize,
    /// The addresses of the pages among them, below the site's root: they no longer exist.
    pub gone: Vec<Box<str>>,
    /// Files of an earlier build that someone changed since: they are not removed.
    pub kept: Vec<Box<str>>,
    /// The size of the site in bytes.
    pub bytes: u64,
    /// The number of its pages.
    pub pages: usize,
    /// The search index, if the site has one.
    pub search: Option<Indexing>,
    /// The compressed copies among the files, and their size in bytes.
    pub compressed: (usize, u64),
    /// The files of earlier editions that are still published.
    pub staying: usize,
    /// Whether files were replaced one by one, since the folder cannot be exchanged.
    pub in_place: bool,
    /// The place in the chain of the edition that the site is, if it is one.
    pub edition: Option<u32>,
    /// Whether it added an edition to the chain.
    pub is_new_edition: bool,
}

/// The cost of the search index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Indexing {
    /// Pages that can be found.
    pub pages: usize,
    /// The size of the index in bytes.
    pub bytes: u64,
    /// Whether the index of an earlier build was kept, since no indexed text changed.
    pub kept: bool,
}

/// The progress of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// A thread begins with a file.
    Begin,
    /// The file is rendered, on the same thread.
    File(&'a Leaf, &'a str),
    /// The search index is ready.
    Index,
    /// This number of files is about to be compressed.
    Compress(usize),
    /// One of them was compressed.
    Compressed,
    /// All files are ready, and the site is about to change.
    Place,
}

/// The reason why nothing was published.
#[derive(Debug)]
pub enum Error {
    /// The folder must not be written into.
    Refused(Refusal),
    /// Another build is writing there.
    Busy(PathBuf),
    /// Pages failed; the report contains the reasons.
    Pages(Report),
    /// The search index could not be built: why.
    Search(String),
    /// Something not written by a build, or changed by someone, is at the place of a file to be written.
    Obstructed(PathBuf),
    /// A file of the sources changed since it was read.
    Changed(PathBuf),
    /// The publisher's signing tool made no signature, for this reason.
    Unsigned(String),
    /// The published site has editions that the portal's own folder does not contain, from this one on.
    Unknown(u32),
    /// The portal's chain is broken.
    BrokenChain(Broken),
    /// The edition states other keys than the last one, and no signature by a key of the last one confirms them.
    KeysWithoutHandover,
    /// The edition to be restored is not kept, or some of its files are missing.
    NotKept(u32),
    /// The system refused: the path, and the cause.
    System(PathBuf, io::Error),
    /// Files were being replaced one by one: the folder has files of two sites until the next build.
    Mixed(Box<Error>),
}

/// The inputs of a build other than its tree.
pub struct Build<'a> {
    /// The portal's folder.
    pub root: &'a Path,
    /// The files that the site was generated from.
    pub snapshot: &'a Snapshot,
    /// The key of the program.
    pub program: Option<Key>,
    /// The key of all inputs.
    pub inputs: &'a Inputs,
    /// The checks that found nothing, for the next build.
    pub clean: HashSet<Key>,
    /// Whether no problem was found: the next build of the same inputs can then be skipped.
    pub is_clean: bool,
    /// The files that confirmed new keys in earlier editions: paths below the site's root, and bytes.
    pub successions: &'a [(String, Vec<u8>)],
    /// The data that make the site an edition; `None` for a plain build.
    pub publication: Option<Publication<'a>>,
    /// The day of the publication, in the portal's time zone.
    pub day: Date,
    /// The time of the files that change, in seconds since 1970.
    pub time: i64,
    /// Whether files are to be replaced one by one, though the folder could be exchanged.
    pub in_place: bool,
}

/// Publishes a tree in a folder. `found` is the state of the folder before the build; `progress` is called at each
/// step.
///
/// # Errors
/// Pages that fail, and reads or writes that the system refuses; the site is then unchanged.
pub fn publish(
    tree: &Tree,
    build: Build<'_>,
    target: &Target,
    found: Found,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Summary, Error> {
    let (earlier, _lock) = target.found_still(found)?;
    let earlier = &earlier;
    target.recover()?;
    // Read under the lock: another publication may have added an edition.
    let chain = chain(build.root)?;
    let own = identity(tree, build.root);
    if let Some((_, address)) = earlier.portal.as_ref().filter(|other| other.0 != own.0 && other.1 != own.1) {
        return Err(Error::Refused(Refusal::OtherPortal(target.out().to_owned(), address.clone())));
    }
    let told = disk::read(&target.out().join(STATEMENT)).ok();
    let told = told.and_then(|bytes| Statement::read(&String::from_utf8_lossy(&bytes)));
    if let Some(told) = told.filter(|told| earlier.portal.is_none() && told.portal != own.1 && !told.portal.is_empty())
    {
        return Err(Error::Refused(Refusal::OtherPortal(target.out().to_owned(), told.portal)));
    }
    let mut staging = Staging::begin(target, earlier, build.time)?;
    let exchanges = match build.in_place {
        false if second::can_exchange(target) => Exchange::Possible,
        _ => Exchange::Impossible,
    };
    let exchanges = begin(&mut staging, exchanges)?;
    let outcome = rendering::stage_all(tree, &build, &staging, progress).and_then(|ready| {
        if let Some(path) = build.snapshot.changed() {
            return Err(Error::Changed(path));
        }
        let (indexed, search) = ready.search.map_or((None, None), |(cost, key)| (Some(cost), Some(key)));
        let pages = tree.table().routes().len();
        let site = build.inputs.whole.filter(|_| build.is_clean);
        let found = indexed.map_or(0, |cost| cost.pages);
        let mut now = Ledger::default();
        (now.program, now.portal, now.search, now.clean) = (build.program, Some(own), search, build.clean.clone());
        now.site = site.map(|inputs| Site { inputs, pages, indexed: found });
        let summary = commit::complete(ready.files, now, &build, &chain, &staging, exchanges, progress)?;
        Ok(Summary { pages, search: indexed, ..summary })
    });
    let ended = staging.end();
    let summary = outcome?;
    ended?;
    Ok(summary)
}

/// Determines whether the second tree is filled during the build, and creates it if so.
fn begin(staging: &mut Staging<'_>, exchanges: Exchange) -> Result<Exchange, Error> {
    if exchanges == Exchange::Impossible {
        return Ok(exchanges);
    }
    staging.place_if_first()?;
    if !staging.is_first() {
        return Ok(exchanges);
    }
    let target = staging.target();
    second::drop_all(target)?;
    match second::make(target) {
        Ok(()) => Ok(exchanges),
        Err(Hindrance::Error(error)) => Err(error),
        Err(Hindrance::Impossible) => {
            staging.place_each();
            Ok(Exchange::Impossible)
        }
    }
}

/// Returns the chain of published editions from the portal's own folder; an empty one if it has none.
///
/// # Errors
/// The chain is broken; the system refuses access.
pub fn chain(root: &Path) -> Result<Chain, Error> {
    let path = root.join(CHAIN_FILE);
    match disk::read(&path) {
        Ok(bytes) => Chain::read(&String::from_utf8_lossy(&bytes)).map_err(Error::BrokenChain),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Chain::default()),
        Err(cause) => Err(disk::at(&path, cause)),
    }
}

/// How many days assets of earlier editions are kept, for pages that are still open.
pub const STAY: i64 = 30;

/// Deletes the editions that could be restored, with their files, so that no withdrawn content is kept.
///
/// # Errors
/// Another build is writing there; the system refuses access.
pub fn forget(target: &Target) -> Result<(), Error> {
    let _lock = target.lock()?;
    Kept::of(target).forget()?;
    second::drop_all(target)
}

/// Returns what distinguishes portals published in one folder: their location, and their address.
fn identity(tree: &Tree, root: &Path) -> (String, String) {
    let base_url = &tree.site().portal.base_url.value;
    let folder = guard::real(root).display().to_string().replace('\n', " ");
    (folder, format!("{}{}", base_url.origin(), base_url.path()))
}

/// Returns the summary of the last build if it was made from the same inputs, found no problem, and all its files
/// are unchanged: the build can then be skipped.
///
/// # Errors
/// The system refuses access.
pub fn unchanged(found: &Found, target: &Target, inputs: &Inputs, chain: &Chain) -> Result<Option<Summary>, Error> {
    let ledger = &found.ledger;
    let Some(site) = ledger.site.as_ref().filter(|site| Some(site.inputs) == inputs.whole) else { return Ok(None) };
    let _lock = target.lock()?;
    target.recover()?;
    disk::clear(&target.staging())?;
    let is_told = match ledger.get(CHAIN) {
        Some(told) => told.hash == Key::of_bytes(chain.to_text().as_bytes()),
        None => chain.last().is_none(),
    };
    // A publication has files that a plain build does not generate.
    let is_plain =
        |file: &Entry| file.until.is_none() && !file.output.ends_with(".br") && !file.output.ends_with(".gz");
    if !is_told || !ledger.files().iter().all(is_plain) {
        return Ok(None);
    }
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
