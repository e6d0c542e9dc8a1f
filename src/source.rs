//! The portal as files: a [`Snapshot`] of what stood on the disk at one moment, and how text
//! files are taken apart (YAML with places, front matter). Nothing else reads the disk.

pub mod front_matter;
mod hygiene;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
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
    },
}

/// The files of a portal at one moment, by their path below the root.
#[derive(Debug, Default)]
pub struct Snapshot {
    files: BTreeMap<Arc<str>, File>,
    refused: BTreeSet<Arc<str>>,
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
    /// Reads `content/` and `themes/` below a root.
    ///
    /// What an editor can mend (a file that is not text, a symbolic link, a bad name) goes to the
    /// report. Files that editors and systems leave behind (hidden files, backups, swap files)
    /// are passed over.
    ///
    /// # Errors
    /// The path and cause of the first file or folder that the system would not let us read.
    pub fn read(root: &Path, report: &mut Report) -> Result<Self, ReadError> {
        let mut paths = Vec::new();
        for folder in [CONTENT, THEMES] {
            let top = root.join(folder);
            if top.is_dir() {
                list(root, &top, &mut paths, report)?;
            }
        }
        let read: Vec<_> = paths.into_par_iter().map(|(name, path)| read_file(name, path)).collect();
        let (mut files, mut refused) = (BTreeMap::new(), BTreeSet::new());
        for item in read {
            let (name, outcome) = item?;
            match outcome {
                Ok(file) => {
                    files.insert(name, file);
                }
                Err(diagnostic) => {
                    refused.insert(name);
                    report.push(*diagnostic);
                }
            }
        }
        Ok(Self { files, refused })
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
        self.refused.iter()
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

    /// The file's bytes.
    ///
    /// # Errors
    /// The path and cause, when a file that was there is gone or unreadable.
    pub fn bytes(&self) -> Result<Vec<u8>, ReadError> {
        match self {
            File::Text { source, .. } => Ok(source.text().as_bytes().to_vec()),
            File::Binary { path, .. } => std::fs::read(path).map_err(|cause| ReadError { path: path.clone(), cause }),
        }
    }
}

/// Lists the files to read below a folder, in the order of their names.
fn list(root: &Path, top: &Path, paths: &mut Vec<(Arc<str>, PathBuf)>, report: &mut Report) -> Result<(), ReadError> {
    let walk = WalkDir::new(top).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_debris(&entry.file_name().to_string_lossy())) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(top).to_owned();
            let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("symbolic links form a loop"));
            ReadError { path, cause }
        })?;
        let path = entry.path();
        let below = path.strip_prefix(root).unwrap_or(path);
        let shown = below.to_string_lossy().replace('\\', "/");
        if entry.path_is_symlink() {
            report.push(Diagnostic::new(Code::SymbolicLink, Place::file(shown)));
        } else if entry.file_type().is_file() {
            if below.to_str().is_none() || shown.chars().any(char::is_control) {
                report
                    .push(Diagnostic::new(Code::BadFileName, Place::file(shown.replace(char::is_control, "\u{fffd}"))));
            } else {
                paths.push((shown.into(), path.to_owned()));
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

fn read_file(name: Arc<str>, path: PathBuf) -> Result<Outcome, ReadError> {
    let failed = |cause| ReadError { path: path.clone(), cause };
    let length = std::fs::metadata(&path).map_err(failed)?.len();
    let is_text = !name.starts_with(ASSETS)
        && matches!(
            Path::new(&*name).extension().and_then(|e| e.to_str()),
            Some("yaml" | "yml" | "md" | "html" | "ftl" | "css" | "js" | "svg" | "txt")
        );
    if !is_text {
        return Ok((name, Ok(File::Binary { path, length })));
    }
    if length > TEXT_LIMIT {
        let diagnostic = Diagnostic::new(Code::TooLarge, Place::file(Arc::clone(&name)))
            .arg("size", Arg::Number((length / 1024) as i64))
            .arg("limit", Arg::Number((TEXT_LIMIT / 1024) as i64));
        return Ok((name, Err(Box::new(diagnostic))));
    }
    let bytes = std::fs::read(&path).map_err(failed)?;
    let fingerprint = *blake3::hash(&bytes).as_bytes();
    let outcome = hygiene::text(&name, bytes)
        .map(|text| File::Text { source: Source::new(Arc::clone(&name), text), fingerprint });
    Ok((name, outcome))
}
