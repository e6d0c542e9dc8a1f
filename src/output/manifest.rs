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

/// What begins the line of the portal's address.
const PORTAL: &str = "portal ";
/// What begins the line of the search index's key.
const SEARCH_KEY: &str = "search ";
/// What begins the line of the inputs that the whole was made from.
const INPUTS: &str = "inputs ";

/// Output paths with the hash of their bytes (BLAKE3).
#[derive(Debug, Default)]
pub(super) struct Manifest {
    files: BTreeMap<String, blake3::Hash>,
    /// The address that the portal's own record gives it, so that no other portal takes its place.
    pub(super) portal: Option<String>,
    /// What the search index among them was made from.
    pub(super) search: Option<blake3::Hash>,
    /// What everything was made from, if nothing was found wrong in it, with the number of pages and
    /// of those that can be found.
    pub(super) inputs: Option<(blake3::Hash, usize, usize)>,
}

impl Manifest {
    pub(super) fn of(files: impl Iterator<Item = (String, blake3::Hash)>) -> Self {
        Self { files: files.collect(), ..Self::default() }
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
        let said = |key: &str| text.lines().skip(1).take(3).find_map(|line| line.strip_prefix(key));
        let portal = said(PORTAL).map(str::to_owned);
        let search = said(SEARCH_KEY).and_then(|hex| blake3::Hash::from_hex(hex).ok());
        let inputs = said(INPUTS).and_then(|line| {
            let mut parts = line.split(' ');
            let hash = blake3::Hash::from_hex(parts.next()?).ok()?;
            Some((hash, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
        });
        Ok(Self { files: files.collect(), portal, search, inputs })
    }

    /// Written aside and renamed, so that it is never half there.
    pub(super) fn write(&self, out: &Path, staging: &Path) -> Result<(), Error> {
        self.write_as(out, staging, true)
    }

    /// The same while the site changes, when nothing in it is known to be whole.
    pub(super) fn write_changing(&self, out: &Path, staging: &Path) -> Result<(), Error> {
        self.write_as(out, staging, false)
    }

    fn write_as(&self, out: &Path, staging: &Path, is_whole: bool) -> Result<(), Error> {
        let mut text = format!("{HEADING}\n");
        if let Some(portal) = &self.portal {
            text.push_str(&format!("{PORTAL}{portal}\n"));
        }
        if let Some(key) = self.search.as_ref().filter(|_| is_whole) {
            text.push_str(SEARCH_KEY);
            text.push_str(&key.to_hex());
            text.push('\n');
        }
        if let Some((hash, pages, found)) = self.inputs.as_ref().filter(|_| is_whole) {
            text.push_str(&format!("{INPUTS}{} {pages} {found}\n", hash.to_hex()));
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
        // While the site changes, nothing in it is known to be whole.
        Self { files: files.collect(), portal: other.portal.clone(), ..Self::default() }
    }

    /// A file by its path.
    pub(super) fn get(&self, output: &str) -> Option<(&str, &blake3::Hash)> {
        self.files.get_key_value(output).map(|(output, hash)| (output.as_str(), hash))
    }

    /// Every file.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &blake3::Hash)> {
        self.files.iter().map(|(output, hash)| (output.as_str(), hash))
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
