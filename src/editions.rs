//! The editions of a portal: the changes from one to the next, computed from the content itself and not from
//! anyone's statements, in plain files of the portal's own folder.
//!
//! An edition is created by `publish`. It compares the texts of the content with the copies that the last edition
//! left in `editions/content/`, writes the changes to `editions/<number>.yaml`, and updates the copies. A clone of
//! the portal, without any earlier output, therefore has the same history.

pub mod chain;
mod compare;
mod manifest;
mod merkle;
mod sitting;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::{Report, Source};
use crate::editing::FileEdit;
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::edition::{Change, ChangeKind, Edition, Label, Part};
use crate::model::value::{Located, Text};
use crate::model::{Concept, RecordId};
use crate::page::{Page, Route, RouteTable};
use crate::reuse::PublicHash;
use crate::site::Site;
use crate::site::{addresses, history};
use crate::source::{ASSETS, CONTENT, EDITIONS, File, ReadError, Snapshot};

pub use chain::{Chain, SUCCESSIONS, is_succession, succession_path};
pub use compare::compare;
pub use manifest::{
    CHAIN, CHAIN_FILE, CHECKPOINT, EARLIER, SIGNATURES, STATEMENT, SUMS, UNDER_WAY, is_account, manifest, may_stay,
    read as read_manifest,
};

/// The files that an edition writes into the portal's folder.
#[derive(Debug)]
pub struct Made {
    /// The edition.
    pub edition: Edition,
    /// The files to be written.
    pub writes: Vec<FileEdit>,
    /// The copies of files that are gone, to be removed.
    pub removes: Vec<String>,
}

impl Made {
    /// Returns the problems of the edition's own file once it is written: a note given by hand must comply with the
    /// rules of every text.
    pub fn faults(&self) -> Report {
        let own = path(self.edition.number);
        let written = self.writes.iter().find(|write| write.path == own);
        let source = written.map(|write| Source::new(own.as_str().into(), write.text.as_str()));
        source.map(|source| history::read(&source).report).unwrap_or_default()
    }
}

/// Returns the path of the file of an edition.
pub fn path(number: u32) -> String {
    format!("{EDITIONS}/{number:04}.yaml")
}

/// Returns the path of the copy of a file of the content.
fn copy_of(path: &str) -> String {
    format!("{EDITIONS}/{path}")
}

/// Returns the texts below a folder, by their paths.
fn texts<'s>(snapshot: &'s Snapshot, folder: &'s str) -> BTreeMap<&'s str, &'s str> {
    let files = snapshot.below(folder).flat_map(|folder| folder.files());
    files
        .filter_map(|(path, file)| match file {
            File::Text(text) => Some((&**path, text.source.text())),
            File::Bytes { .. } | File::Asset(_) | File::Faulty(_) => None,
        })
        .filter(|(path, _)| path.ends_with(".yaml") || path.ends_with(".md"))
        .collect()
}

/// Builds the next edition of a site from a snapshot; `None` if no text, file or address changed since the last.
///
/// # Errors
/// The path and cause, if a file among the assets cannot be read.
pub fn next(
    snapshot: &Snapshot,
    site: &Site,
    table: &RouteTable,
    day: Date,
    note: Option<Text>,
) -> Result<Option<Made>, ReadError> {
    let shown = shown(site);
    let mut now = texts(snapshot, CONTENT);
    now.retain(|path, _| !is_of_text(path) || shown.contains(*path));
    let copies = format!("{EDITIONS}/{CONTENT}");
    let copied = texts(snapshot, &copies);
    let then: BTreeMap<&str, &str> = copied
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix(EDITIONS)?.strip_prefix('/')?, *text)))
        .collect();
    let is_first = site.editions().is_empty();
    let (files, hashes) = files(snapshot, site, is_first)?;
    let mut changes = changes(&then, &now, is_first);
    changes.extend(files);
    let (list, has_new) = addresses(site, table);
    if changes.is_empty() && !has_new && !is_first {
        return Ok(None);
    }
    let number = site.editions().iter().map(|edition| edition.number).max().unwrap_or(0) + 1;
    let date = Located { value: PartialDate::of_day(day), span: crate::diagnostic::Span::default() };
    let sitting = sitting::newly_published(site);
    let authority = is_first.then(|| site.authority().0);
    let edition = Edition { number, date, authority, note, changes, sitting };
    let mut writes = vec![
        FileEdit::new(path(number), written::edition(&edition)),
        FileEdit::new(addresses::file(), list),
        FileEdit::new(ASSET_HASHES, hashes),
    ];
    let is_new = |path: &&&str| then.get(**path) != now.get(**path);
    writes.extend(now.keys().filter(is_new).map(|path| FileEdit::new(copy_of(path), now[path])));
    let removes = then.keys().filter(|path| !now.contains_key(*path)).map(|path| copy_of(path)).collect();
    Ok(Some(Made { edition, writes, removes }))
}

/// The file that keeps the hashes of the assets, as `sha256sum` writes them.
const ASSET_HASHES: &str = "editions/assets.txt";

/// Returns the changes of files among the assets, and the hashes of all.
fn files(snapshot: &Snapshot, site: &Site, is_first: bool) -> Result<(Vec<Change>, String), ReadError> {
    let kept = match snapshot.get(ASSET_HASHES) {
        Some(File::Text(text)) => Some(text.source.text()),
        Some(File::Bytes { .. } | File::Asset(_) | File::Faulty(_)) | None => None,
    };
    let then: BTreeMap<&str, &str> = kept
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, path)| (path, hash))
        .collect();
    let mut now: BTreeMap<&str, String> = BTreeMap::new();
    for path in site.assets.keys() {
        let hash = PublicHash::of_reader(site.open_asset(path)?);
        let hash = hash.map_err(|cause| ReadError { path: path.to_string().into(), cause })?;
        now.insert(path, hash.to_hex());
    }
    let all: BTreeSet<&str> = then.keys().copied().chain(now.keys().copied()).collect();
    let changed = all.into_iter().filter_map(|path| {
        let (before, after) = (then.get(path).copied(), now.get(path).map(String::as_str));
        let part = Part::new("sha256".to_owned(), None, before, after)?;
        let kind = match (before, after) {
            (None, _) => ChangeKind::Added,
            (Some(_), None) => ChangeKind::Removed,
            (Some(_), Some(_)) => ChangeKind::Changed,
        };
        let whole = Change::whole(&format!("{ASSETS}{path}"), kind, Some(path.to_owned()));
        // Without the hashes of the last edition, the changes since are unknown.
        let is_known = !is_first && kept.is_some();
        is_known.then(|| Change { parts: vec![part], labels: vec![Label::Data], ..whole })
    });
    let changes = changed.collect();
    Ok((changes, now.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect()))
}

/// Returns whether a file is a text on a plan, or the responses to one: these may be drafts, or have a future
/// publication date.
fn is_of_text(path: &str) -> bool {
    RecordId::of(path).is_some_and(|id| matches!(id.concept, Concept::Commentary | Concept::Response))
}

/// Returns the files of the texts that the public sees, and of the responses to them; drafts are excluded.
fn shown(site: &Site) -> BTreeSet<String> {
    let published = site.commentaries().filter(|(_, commentary)| !commentary.draft);
    published.flat_map(|(at, _)| Route::new(Page::Commentary(at), Language::French).sources(site)).collect()
}

/// Returns the changes between two sets of texts, by file. Every text of a first edition is new, so it lists none.
fn changes(then: &BTreeMap<&str, &str>, now: &BTreeMap<&str, &str>, is_first: bool) -> Vec<Change> {
    let mut paths: Vec<&str> = then.keys().chain(now.keys()).copied().collect();
    paths.sort_unstable();
    paths.dedup();
    let changed = |path: &&str| then.get(*path) != now.get(*path);
    let change = |path: &str| match (then.get(path), now.get(path)) {
        (None, Some(text)) => (!is_first).then(|| Change::whole(path, ChangeKind::Added, compare::title(path, text))),
        (Some(text), None) => Some(Change::whole(path, ChangeKind::Removed, compare::title(path, text))),
        (Some(before), Some(after)) => compare(path, before, after),
        (None, None) => None,
    };
    paths.into_iter().filter(changed).filter_map(change).collect()
}

/// Returns the list of the addresses of a site and all published before, and whether one of them is new.
fn addresses(site: &Site, table: &RouteTable) -> (String, bool) {
    let mut all: std::collections::BTreeSet<String> = site.addresses().paths().map(str::to_owned).collect();
    let before = all.len();
    all.extend(table.addresses(site));
    let has_new = all.len() > before;
    // The first page's path is empty.
    let line = |path: String| if path.is_empty() { "/\n".to_owned() } else { path + "\n" };
    let head = "# Adresses publiées : une par ligne. Écrit par « clairevoie publish »; à conserver avec le contenu.\n\
                # Published addresses, one a line. Written by “clairevoie publish”; to be kept with the content.\n";
    (head.to_owned() + &all.into_iter().map(line).collect::<String>(), has_new)
}
