//! The marker of an output folder: which files of it are ours, and what each held.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::Path;

use super::{Error, at};

/// The file that marks an output folder as ours.
pub(super) const MARKER: &str = ".clairevoie";

const HEADING: &str = "clairevoie 1";

/// What begins the line of the search index's key.
const SEARCH_KEY: &str = "search ";

/// Output paths with the hash of their bytes (BLAKE3).
#[derive(Debug, Default)]
pub(super) struct Manifest {
    files: BTreeMap<String, blake3::Hash>,
    /// What the search index among them was made from.
    pub(super) search: Option<blake3::Hash>,
}

impl Manifest {
    pub(super) fn of(files: impl Iterator<Item = (String, blake3::Hash)>) -> Self {
        Self { files: files.collect(), search: None }
    }

    /// The manifest of the last build; empty where there was none. A line that cannot be read is
    /// passed over: a file that it named is then not ours to remove.
    pub(super) fn read(out: &Path) -> Result<Self, Error> {
        let path = out.join(MARKER);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(cause) => return Err(at(&path, cause)),
        };
        let files = text.lines().skip(1).filter_map(|line| {
            let (hash, output) = line.split_once(' ')?;
            let sound = output.split('/').all(|part| !part.is_empty() && part != "..") && !output.contains('\\');
            Some((output.to_owned(), blake3::Hash::from_hex(hash).ok()?)).filter(|_| sound)
        });
        let search = text.lines().nth(1).and_then(|line| line.strip_prefix(SEARCH_KEY));
        Ok(Self { files: files.collect(), search: search.and_then(|hex| blake3::Hash::from_hex(hex).ok()) })
    }

    /// Written aside and renamed, so that it is never half there.
    pub(super) fn write(&self, out: &Path, staging: &Path) -> Result<(), Error> {
        let mut text = format!("{HEADING}\n");
        if let Some(key) = &self.search {
            text.push_str(SEARCH_KEY);
            text.push_str(&key.to_hex());
            text.push('\n');
        }
        for (output, hash) in &self.files {
            text.push_str(&hash.to_hex());
            text.push(' ');
            text.push_str(output);
            text.push('\n');
        }
        let waiting = staging.join("manifest");
        fs::write(&waiting, text).map_err(|cause| at(&waiting, cause))?;
        let path = out.join(MARKER);
        fs::rename(&waiting, &path).map_err(|cause| at(&path, cause))
    }

    /// Both, the other's hash standing where both name a file.
    pub(super) fn with(&self, other: &Self) -> Self {
        let files = self.files.iter().chain(&other.files).map(|(output, hash)| (output.clone(), *hash));
        // While the site changes, no index is whole.
        Self { files: files.collect(), search: None }
    }

    /// The files below a folder.
    pub(super) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a blake3::Hash)> {
        let from = (Bound::Included(folder), Bound::Unbounded);
        let below = self.files.range::<str, _>(from).take_while(move |(output, _)| output.starts_with(folder));
        below.map(|(output, hash)| (output.as_str(), hash))
    }

    /// The files that the other does not name.
    pub(super) fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a str, &'a blake3::Hash)> {
        self.files
            .iter()
            .filter(|(output, _)| !other.files.contains_key(*output))
            .map(|(output, hash)| (output.as_str(), hash))
    }
}
