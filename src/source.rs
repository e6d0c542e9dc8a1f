//! The portal as files: a [`Snapshot`] of the files on the disk at one moment, and the parsing of text files (YAML with
//! places, front matter). Records, themes and assets are read from the disk by this module only.
//!
//! A file that could not be read is part of a snapshot too, as a value: it is reported with the others, read again
//! when something happens near it, and never prevents another file from being read.

pub mod disk;
mod folder;
pub mod front_matter;
mod hygiene;
mod limits;
mod reading;
pub mod repair;
mod slips;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Report, Source};
use crate::reuse::{Key, Keyed};
use disk::Disk;
pub use folder::Folder;
use folder::bytes_of;
use limits::{Excess, FILE_LIMIT, PORTAL_LIMIT};
use reading::{Found, list, read};
pub use reading::{TEXT_LIMIT, is_debris};
pub use slips::quoted;

/// The folder of the content, below the root.
pub const CONTENT: &str = "content";
/// The folder of the portal's own theme files, below the root.
pub const THEMES: &str = "themes";
/// The folder of the copies of files whose English was confirmed, as they were then, below the root.
pub const TRANSLATIONS: &str = "translations";
/// The folder of the published editions, below the root: the changes of each, and the addresses of all.
pub const EDITIONS: &str = "editions";
/// The folders of a portal, below its root.
pub const FOLDERS: [&str; 4] = [CONTENT, THEMES, TRANSLATIONS, EDITIONS];
/// The folder of files published unchanged.
pub const ASSETS: &str = "content/assets/";

/// One file of a snapshot.
#[derive(Debug, Clone)]
pub enum File {
    /// A text, read.
    Text(Text),
    /// A file of a theme that is not text, in memory.
    Bytes {
        /// Its bytes.
        bytes: Arc<[u8]>,
        /// Their hash.
        fingerprint: Key,
    },
    /// A file among the assets: it is opened when it is needed, and never read into memory as a unit.
    Asset(Asset),
    /// Something that cannot be part of a portal, or could not be read.
    Faulty(Fault),
}

impl File {
    /// Returns the number of its bytes that are in memory.
    fn bytes(&self) -> u64 {
        match self {
            File::Text(text) => text.source.text().len() as u64,
            File::Bytes { bytes, .. } => bytes.len() as u64,
            File::Asset(_) | File::Faulty(_) => 0,
        }
    }
}

/// A text file.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text with its path.
    pub source: Arc<Source>,
    /// The hash of its bytes.
    pub fingerprint: Key,
    /// Its size and time when it was read.
    pub stamp: Asset,
}

/// The metadata of a file that is known without reading it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asset {
    /// Its size, in bytes.
    pub length: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub written: u128,
}

/// The reason why a file is not part of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The diagnostic for the editor.
    pub diagnostic: Arc<Diagnostic>,
    /// Whether the system refused to read it, so that a later attempt may succeed.
    pub is_of_system: bool,
}

/// The files of a portal at one moment, by folder. Folders that did not change are shared from one snapshot
/// to the next.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    disk: Disk,
    folders: BTreeMap<Arc<str>, Arc<Folder>>,
    /// Set when the portal is too large to be read: no file is then added.
    excess: Option<Excess>,
}

/// How long before the newest text another one may still have been in the process of being written, in nanoseconds.
const RECENT: u128 = 2_000_000_000;

impl Snapshot {
    /// Reads `content/`, `themes/`, `translations/` and `editions/` below a root.
    ///
    /// The problems of files are kept for [`Snapshot::report`]. Files that editors and systems leave behind (hidden
    /// files, backups, swap files) are ignored.
    pub fn read(root: &Path) -> Self {
        let snapshot = Self { disk: Disk::new(root), ..Self::default() };
        snapshot.with(FOLDERS.iter().map(|folder| (*folder).to_owned()))
    }

    /// Returns the snapshot after changes at some paths: only what is at and below them is read again. Paths
    /// outside of the portal's folders are ignored.
    #[must_use]
    pub fn refresh(&self, paths: &BTreeSet<PathBuf>) -> Self {
        if !self.is_complete() {
            return Self::read(self.disk.root());
        }
        let ours = paths.iter().filter_map(|path| {
            let below = path.strip_prefix(self.disk.root()).ok()?;
            let name = below.to_str()?;
            let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
            let is_ours = FOLDERS.iter().any(|top| below.starts_with(top));
            (is_ours && !reading::is_passed_over(&name)).then_some(name)
        });
        self.with(ours)
    }

    /// Returns the snapshot after another attempt to read the files that the system refused.
    #[must_use]
    pub fn retry(&self) -> Self {
        if !self.is_complete() {
            return Self::read(self.disk.root());
        }
        self.with(self.unread().map(|path| path.to_string()))
    }

    /// Returns whether all files are present; `false` if the portal is too large to be read.
    pub fn is_complete(&self) -> bool {
        self.excess.is_none()
    }

    /// Returns whether the system refused to read something.
    pub fn has_unread(&self) -> bool {
        self.unread().next().is_some()
    }

    fn unread(&self) -> impl Iterator<Item = &Arc<str>> {
        self.iter().filter(|(_, file)| matches!(file, File::Faulty(fault) if fault.is_of_system)).map(|(path, _)| path)
    }

    /// Returns the same files, with everything at and below some paths read again.
    fn with(&self, paths: impl Iterator<Item = String>) -> Self {
        let mut folders = self.folders.clone();
        let mut changed: BTreeMap<Arc<str>, BTreeMap<Arc<str>, File>> = BTreeMap::new();
        let mut found: Vec<Found> = Vec::new();
        for path in paths {
            forget(&path, &mut folders, &mut changed);
            list(&self.disk, &path, &mut found);
        }
        let known = || folders.values().map(|folder| (folder.files.len(), folder.bytes));
        let opened = || changed.values().map(|files| (files.len(), bytes_of(files)));
        let (count, bytes) = known().chain(opened()).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        if count + found.len() > FILE_LIMIT {
            return Self { excess: Some(Excess::Files), ..self.clone() };
        }
        let Some(files) = read(&self.disk, found, PORTAL_LIMIT.saturating_sub(bytes)) else {
            return Self { excess: Some(Excess::Bytes), ..self.clone() };
        };
        for (path, file) in files {
            let folder: Arc<str> = path.rsplit_once('/').map_or("", |(folder, _)| folder).into();
            open(folder, &folders, &mut changed).insert(path, file);
        }
        for (path, files) in changed {
            match files.is_empty() {
                true => folders.remove(&path),
                false => folders.insert(Arc::clone(&path), Arc::new(Folder::new(path, files))),
            };
        }
        Self { disk: self.disk.clone(), folders, excess: None }
    }

    /// Reports the files that cannot be part of a portal.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.extend(self.excess.map(Excess::report).unwrap_or_default());
        for (_, file) in self.iter() {
            if let File::Faulty(fault) = file {
                report.push(Diagnostic::clone(&fault.diagnostic));
            }
        }
        report
    }

    /// Returns whether two snapshots contain the same files, as far as this is known without reading assets.
    pub fn same_as(&self, other: &Snapshot) -> bool {
        let keys = |snapshot: &'_ Snapshot| snapshot.folders.values().map(|folder| folder.key).collect::<Vec<_>>();
        self.excess == other.excess && keys(self) == keys(other)
    }

    /// Returns the portal's folder on the disk.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Returns the folder at a path, given without its trailing slash.
    pub fn folder(&self, path: &str) -> Option<&Arc<Folder>> {
        self.folders.get(path)
    }

    /// Returns the folders, by path.
    pub fn folders(&self) -> impl Iterator<Item = &Arc<Folder>> {
        self.folders.values()
    }

    /// Returns the files, by folder.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &File)> {
        self.folders.values().flat_map(|folder| &folder.files)
    }

    /// Returns the folders at and below a path, given without its trailing slash.
    pub fn below<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Arc<Folder>> {
        let is_below = move |folder: &&Arc<Folder>| is_at_or_below(folder.path(), path);
        self.folders
            .range::<str, _>((Bound::Included(path), Bound::Unbounded))
            .map(|(_, folder)| folder)
            .take_while(move |folder| folder.path().starts_with(path))
            .filter(is_below)
    }

    /// Returns the file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        let (folder, _) = path.rsplit_once('/')?;
        self.folders.get(folder)?.files.get(path)
    }

    /// Returns a text that was written again since it was read: it may have been read half-written.
    ///
    /// Only texts written within [`RECENT`] of the newest one are checked.
    pub fn changed(&self) -> Option<PathBuf> {
        let texts = || {
            self.iter().filter_map(|(path, file)| match file {
                File::Text(text) => Some((path, text.stamp)),
                _ => None,
            })
        };
        let newest = texts().map(|(_, stamp)| stamp.written).max()?;
        let recent = texts().filter(|(_, stamp)| stamp.written + RECENT >= newest);
        recent.map(|(path, stamp)| (self.disk.path(path), stamp)).find_map(|(path, stamp)| {
            let is_same = std::fs::symlink_metadata(&path).is_ok_and(|now| reading::stamp(&now) == stamp);
            (!is_same).then_some(path)
        })
    }

    /// Returns the key of all files, by their bytes, and of a value `beside` them; and the keys of the assets, by
    /// path. Assets are read in streams for it.
    ///
    /// # Errors
    /// The path and cause, if an asset that existed no longer does or cannot be read.
    pub fn whole_key(&self, beside: &dyn Keyed) -> Result<(Key, BTreeMap<Arc<str>, Key>), ReadError> {
        let assets: Vec<&Arc<str>> =
            self.iter().filter(|(_, file)| matches!(file, File::Asset(_))).map(|(path, _)| path).collect();
        let keys: Result<Vec<_>, ReadError> = assets
            .par_iter()
            .map(|path| {
                let mut hasher = blake3::Hasher::new();
                let hashed =
                    self.disk.open(path).and_then(|file| hasher.update_reader(file).map(|hasher| hasher.finalize()));
                let cause = |cause| ReadError { path: self.disk.path(path), cause };
                hashed.map(|hash| (Arc::clone(path), Key::from(hash))).map_err(cause)
            })
            .collect();
        let assets: BTreeMap<Arc<str>, Key> = keys?.into_iter().collect();
        let files: Vec<(&str, Key)> = self
            .iter()
            .map(|(path, file)| (&**path, assets.get(path).copied().unwrap_or_else(|| Key::of(file))))
            .collect();
        Ok((Key::of(&(files, beside)), assets))
    }
}

/// A file or folder that could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// The path that could not be read.
    pub path: PathBuf,
    /// Why.
    pub cause: io::Error,
}

/// The cache key of a text: its path and the hash of its bytes.
impl Keyed for Text {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        (&**self.source.path(), self.fingerprint).feed(hasher);
    }
}

impl Keyed for File {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        match self {
            File::Text(text) => (0_usize, text.fingerprint).feed(hasher),
            File::Bytes { fingerprint, .. } => (1_usize, fingerprint).feed(hasher),
            File::Asset(Asset { length, written }) => {
                (2_usize, length, (written >> 64) as u64, *written as u64).feed(hasher);
            }
            // Few portals have any: formatting the diagnostic costs little.
            File::Faulty(fault) => (3_usize, format!("{:?}", fault.diagnostic)).feed(hasher),
        }
    }
}

/// Removes what is at and below a path.
fn forget(
    path: &str,
    folders: &mut BTreeMap<Arc<str>, Arc<Folder>>,
    changed: &mut BTreeMap<Arc<str>, BTreeMap<Arc<str>, File>>,
) {
    let from = (Bound::Included(path), Bound::Unbounded);
    let near = folders.range::<str, _>(from).map(|(folder, _)| folder).take_while(|folder| folder.starts_with(path));
    let gone: Vec<Arc<str>> = near.filter(|folder| is_at_or_below(folder, path)).cloned().collect();
    for folder in gone {
        folders.remove(&folder);
    }
    changed.retain(|folder, _| !is_at_or_below(folder, path));
    let Some((folder, _)) = path.rsplit_once('/') else { return };
    let is_known = folders.get(folder).is_some_and(|folder| folder.files.contains_key(path));
    if is_known || changed.contains_key(folder) {
        open(folder.into(), folders, changed).remove(path);
    }
}

fn is_at_or_below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns the files of a folder, to be changed.
fn open<'c>(
    folder: Arc<str>,
    folders: &BTreeMap<Arc<str>, Arc<Folder>>,
    changed: &'c mut BTreeMap<Arc<str>, BTreeMap<Arc<str>, File>>,
) -> &'c mut BTreeMap<Arc<str>, File> {
    let known = || folders.get(&folder).map(|folder| folder.files.clone()).unwrap_or_default();
    changed.entry(Arc::clone(&folder)).or_insert_with(known)
}
