//! The portal as files: a [`Snapshot`] of what stood on the disk at one moment, and how text
//! files are taken apart (YAML with places, front matter). Nothing else reads the disk.

pub mod front_matter;
mod hygiene;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Source};

/// The largest text file read, in bytes: far above any record, far below what would hurt.
pub const TEXT_LIMIT: u64 = 4 * 1024 * 1024;

/// The folder of the content, below the root.
pub const CONTENT: &str = "content";
/// The folder of the portal's own theme files, below the root.
pub const THEMES: &str = "themes";
/// The folder of the files whose English was confirmed, as they then were, below the root.
pub const TRANSLATIONS: &str = "translations";
/// The folders that make a portal, below its root.
pub const FOLDERS: [&str; 3] = [CONTENT, THEMES, TRANSLATIONS];
/// The folder of files published as they are.
pub const ASSETS: &str = "content/assets/";

/// What fingerprints a file's bytes (BLAKE3).
pub type Fingerprint = [u8; 32];

/// One file of a snapshot.
#[derive(Debug, Clone)]
pub enum File {
    /// A text, read.
    Text {
        /// The text with its path.
        source: Arc<Source>,
        /// The hash of its bytes.
        fingerprint: Fingerprint,
    },
    /// Anything else (assets, fonts, pictures), read when it is asked for.
    Binary {
        /// Where it lies.
        path: PathBuf,
        /// Its size in bytes.
        length: u64,
        /// When it was last written, in nanoseconds since 1970.
        written: u128,
    },
}

/// The files of a portal at one moment, by their path below the root.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    files: BTreeMap<Arc<str>, File>,
    refused: BTreeMap<Arc<str>, Diagnostic>,
}

/// A file or folder that could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// What could not be read.
    pub path: PathBuf,
    /// Why.
    pub cause: io::Error,
}

impl Snapshot {
    /// Reads `content/`, `themes/` and `translations/` below a root.
    ///
    /// What an editor can mend (a file that is not text, a symbolic link, a bad name) is kept for
    /// [`Snapshot::report`]. Files that editors and systems leave behind (hidden files, backups,
    /// swap files) are passed over.
    ///
    /// # Errors
    /// The path and cause of the first file or folder that the system would not let us read.
    pub fn read(root: &Path) -> Result<Self, ReadError> {
        let mut snapshot = Self::default();
        for folder in FOLDERS {
            snapshot.take(root, &root.join(folder))?;
        }
        Ok(snapshot)
    }

    /// The snapshot after something happened at some paths: only what is at and below them is read
    /// again. Paths outside of these folders are passed over.
    ///
    /// # Errors
    /// As [`Snapshot::read`].
    pub fn refresh(&self, root: &Path, paths: &BTreeSet<PathBuf>) -> Result<Self, ReadError> {
        let mut snapshot = self.clone();
        for path in paths {
            let Ok(below) = path.strip_prefix(root) else { continue };
            let name = below.to_string_lossy().replace('\\', "/");
            let is_ours = FOLDERS.iter().any(|top| below.starts_with(top));
            let is_debris = below.iter().any(|part| is_debris(&part.to_string_lossy()));
            if is_ours && !is_debris {
                snapshot.forget(&name);
                snapshot.take(root, path)?;
            }
        }
        Ok(snapshot)
    }

    /// Reads a file, or all files below a folder; one that is not there gives nothing.
    fn take(&mut self, root: &Path, top: &Path) -> Result<(), ReadError> {
        if fs::symlink_metadata(top).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(());
        }
        let mut paths = Vec::new();
        list(root, top, &mut paths, &mut self.refused)?;
        let read: Vec<_> = paths.into_par_iter().filter_map(|(name, path)| read_file(name, path).transpose()).collect();
        for item in read {
            let (name, outcome) = item?;
            match outcome {
                Ok(file) => {
                    self.files.insert(name, file);
                }
                Err(diagnostic) => {
                    self.refused.insert(name, *diagnostic);
                }
            }
        }
        Ok(())
    }

    fn forget(&mut self, name: &str) {
        let below = format!("{name}/");
        let is_gone = |path: &Arc<str>| **path == *name || path.starts_with(&below);
        // Only the keys from `name` on can be meant: no walk through the rest.
        let from = (Bound::Included(name), Bound::Unbounded);
        let near = |path: &&Arc<str>| path.starts_with(name);
        let gone: Vec<Arc<str>> = self
            .files
            .range::<str, _>(from)
            .map(|(path, _)| path)
            .take_while(near)
            .filter(|path| is_gone(path))
            .cloned()
            .collect();
        for path in gone {
            self.files.remove(&path);
        }
        self.refused.retain(|path, _| !is_gone(path));
    }

    /// What was found that cannot be part of a portal.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        self.refused.values().for_each(|refusal| report.push(refusal.clone()));
        report
    }

    /// Whether two snapshots hold the same files.
    pub fn same_as(&self, other: &Snapshot) -> bool {
        self.refused == other.refused
            && self.files.len() == other.files.len()
            && self
                .files
                .iter()
                .zip(&other.files)
                .all(|((path, file), (other_path, other_file))| path == other_path && file.same_as(other_file))
    }

    /// The files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &File)> {
        self.files.iter()
    }

    /// The files below a folder named with its trailing slash.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a Arc<str>, &'a File)> {
        self.files
            .range::<str, _>((Bound::Included(folder), Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(folder))
    }

    /// The files that could not be taken as text, which has been told.
    pub fn refused(&self) -> impl Iterator<Item = &Arc<str>> {
        self.refused.keys()
    }
}

impl File {
    /// The file's size in bytes.
    pub fn length(&self) -> u64 {
        match self {
            File::Text { source, .. } => source.text().len() as u64,
            File::Binary { length, .. } => *length,
        }
    }

    /// Whether two files hold the same bytes, as far as can be told without reading them.
    fn same_as(&self, other: &File) -> bool {
        match (self, other) {
            (File::Text { fingerprint: one, .. }, File::Text { fingerprint: two, .. }) => one == two,
            (File::Binary { length, written, .. }, File::Binary { length: length_2, written: written_2, .. }) => {
                (length, written) == (length_2, written_2)
            }
            _ => false,
        }
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// The path and cause, when a file that was there is gone or unreadable.
    pub fn bytes(&self) -> Result<Vec<u8>, ReadError> {
        match self {
            File::Text { source, .. } => Ok(source.text().as_bytes().to_vec()),
            File::Binary { path, .. } => fs::read(path).map_err(|cause| ReadError { path: path.clone(), cause }),
        }
    }
}

/// Lists the files to read at or below a path, in the order of their names.
fn list(
    root: &Path,
    top: &Path,
    paths: &mut Vec<(Arc<str>, PathBuf)>,
    refused: &mut BTreeMap<Arc<str>, Diagnostic>,
) -> Result<(), ReadError> {
    let walk = WalkDir::new(top).follow_root_links(false).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_debris(&entry.file_name().to_string_lossy())) {
        let entry = match entry {
            Ok(entry) => entry,
            // Gone between the listing and the look: it is simply not there.
            Err(error) if error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(top).to_owned();
                let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("symbolic links form a loop"));
                return Err(ReadError { path, cause });
            }
        };
        let path = entry.path();
        let below = path.strip_prefix(root).unwrap_or(path);
        let shown: Arc<str> = below.to_string_lossy().replace('\\', "/").into();
        if entry.path_is_symlink() {
            refused.insert(Arc::clone(&shown), Diagnostic::new(Code::SymbolicLink, Place::file(shown)));
        } else if entry.file_type().is_file() {
            if below.to_str().is_none() || shown.chars().any(char::is_control) {
                let shown: Arc<str> = shown.replace(char::is_control, "\u{fffd}").into();
                let diagnostic = Diagnostic::new(Code::BadFileName, Place::file(Arc::clone(&shown)));
                refused.insert(shown, diagnostic.arg("suggestion", "none"));
            } else {
                paths.push((shown, path.to_owned()));
            }
        }
    }
    Ok(())
}

/// Hidden files, and what editors leave while or after they save.
pub fn is_debris(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with('#') && name.ends_with('#')
        || [".swp", ".swo", ".swx", ".tmp", ".bak", ".bck", ".orig", "~"].iter().any(|end| name.ends_with(end))
        || ["4913", "Thumbs.db", "desktop.ini"].contains(&name)
}

type Outcome = (Arc<str>, Result<File, Box<Diagnostic>>);

/// Reads a file; `None` if it went away meanwhile.
fn read_file(name: Arc<str>, path: PathBuf) -> Result<Option<Outcome>, ReadError> {
    match try_read(&name, &path) {
        Ok(outcome) => Ok(Some((name, outcome))),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(ReadError { path, cause }),
    }
}

const TEXT_KINDS: [&str; 9] = ["yaml", "yml", "md", "html", "ftl", "css", "js", "svg", "txt"];

fn try_read(name: &Arc<str>, path: &Path) -> io::Result<Result<File, Box<Diagnostic>>> {
    let is_text = !name.starts_with(ASSETS)
        && path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| TEXT_KINDS.contains(&kind));
    if !is_text {
        let metadata = fs::metadata(path)?;
        let length = metadata.len();
        let written = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let written = written.map_or(0, |time| time.as_nanos());
        return Ok(Ok(File::Binary { path: path.to_owned(), length, written }));
    }
    let file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    // Its length is known: it is not asked for again. One that grows meanwhile is never cut short.
    let mut bytes = Vec::with_capacity(length.min(TEXT_LIMIT) as usize);
    if length <= TEXT_LIMIT {
        file.take(TEXT_LIMIT + 1).read_to_end(&mut bytes)?;
    }
    let length = length.max(bytes.len() as u64);
    if length > TEXT_LIMIT {
        let diagnostic = Diagnostic::new(Code::TooLarge, Place::file(Arc::clone(name)))
            .arg("size", Arg::Number((length / 1024) as i64))
            .arg("limit", Arg::Number((TEXT_LIMIT / 1024) as i64));
        return Ok(Err(Box::new(diagnostic)));
    }
    let fingerprint = *blake3::hash(&bytes).as_bytes();
    Ok(hygiene::text(name, bytes).map(|text| File::Text { source: Source::new(Arc::clone(name), text), fingerprint }))
}
