//! The marker of an output folder: which files of it are ours, and what each held.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::staging::Staging;
use super::{Error, at};

/// The file that marks an output folder as ours.
pub(super) const MARKER: &str = ".clairevoie";

const HEADING: &str = "clairevoie 2";
/// The heading of markers whose lines tell no inputs of single files.
const OLDER: &str = "clairevoie 1";
/// What stands for inputs that a file has not.
const NONE: &str = "-";

/// What begins the line of the portal's address.
const PORTAL: &str = "portal ";
/// What begins the line of the search index's key.
const SEARCH_KEY: &str = "search ";
/// What begins the line of the inputs that the whole was made from.
const INPUTS: &str = "inputs ";

/// A file of a site.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its path.
    pub(super) output: Box<str>,
    /// The hash of its bytes (BLAKE3).
    pub(super) hash: blake3::Hash,
    /// What it was made from, where that is less than everything.
    pub(super) made: Option<blake3::Hash>,
}

/// The files of a site, sorted by their paths.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    files: Vec<Entry>,
    /// The address that the portal's own record gives it, so that no other portal takes its place.
    pub(super) portal: Option<String>,
    /// What the search index among them was made from.
    pub(super) search: Option<blake3::Hash>,
    /// What everything was made from, if nothing was found wrong in it, with the number of pages and
    /// of those that can be found.
    pub(super) inputs: Option<(blake3::Hash, usize, usize)>,
}

impl Manifest {
    /// A site's files, sorted by their paths already.
    pub(super) fn of(files: Vec<Entry>) -> Self {
        Self { files, ..Self::default() }
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
        let is_older = text.lines().next() == Some(OLDER);
        let files = text.lines().skip(1).filter_map(|line| {
            let (hash, rest) = line.split_once(' ')?;
            let (made, output) = if is_older { (NONE, rest) } else { rest.split_once(' ')? };
            let sound = output.split('/').all(|part| !part.is_empty() && part != "..") && !output.contains('\\');
            let entry = Entry {
                output: output.into(),
                hash: blake3::Hash::from_hex(hash).ok()?,
                made: blake3::Hash::from_hex(made).ok(),
            };
            Some(entry).filter(|_| sound)
        });
        let mut files: Vec<Entry> = files.collect();
        files.sort_unstable_by(|one, other| one.output.cmp(&other.output));
        files.dedup_by(|next, first| next.output == first.output);
        let said = |key: &str| text.lines().skip(1).take(3).find_map(|line| line.strip_prefix(key));
        let portal = said(PORTAL).map(str::to_owned);
        let search = said(SEARCH_KEY).and_then(|hex| blake3::Hash::from_hex(hex).ok());
        let inputs = said(INPUTS).and_then(|line| {
            let mut parts = line.split(' ');
            let hash = blake3::Hash::from_hex(parts.next()?).ok()?;
            Some((hash, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
        });
        Ok(Self { files, portal, search, inputs })
    }

    /// Written aside and renamed, so that it is never half there.
    pub(super) fn write(&self, staging: &Staging<'_>) -> Result<(), Error> {
        self.write_as(staging, true)
    }

    /// The same while the site changes, when nothing in it is known to be whole.
    pub(super) fn write_changing(&self, staging: &Staging<'_>) -> Result<(), Error> {
        self.write_as(staging, false)
    }

    fn write_as(&self, staging: &Staging<'_>, is_whole: bool) -> Result<(), Error> {
        staging.write(MARKER, |file| {
            writeln!(file, "{HEADING}")?;
            if let Some(portal) = &self.portal {
                writeln!(file, "{PORTAL}{portal}")?;
            }
            if let Some(key) = self.search.as_ref().filter(|_| is_whole) {
                writeln!(file, "{SEARCH_KEY}{}", key.to_hex())?;
            }
            if let Some((hash, pages, found)) = self.inputs.as_ref().filter(|_| is_whole) {
                writeln!(file, "{INPUTS}{} {pages} {found}", hash.to_hex())?;
            }
            for entry in &self.files {
                let made = entry.made.as_ref().map(blake3::Hash::to_hex);
                let made = made.as_ref().map_or(NONE, |made| made.as_str());
                writeln!(file, "{} {made} {}", entry.hash.to_hex(), entry.output)?;
            }
            Ok(())
        })
    }

    /// Both, the other's entry standing where both name a file.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut files: Vec<Entry> = self.without(other).chain(&other.files).cloned().collect();
        files.sort_unstable_by(|one, other| one.output.cmp(&other.output));
        // While the site changes, nothing in it is known to be whole.
        Self { files, portal: other.portal.clone(), ..Self::default() }
    }

    /// A file by its path.
    pub(super) fn get(&self, output: &str) -> Option<&Entry> {
        self.files.binary_search_by(|file| (*file.output).cmp(output)).ok().map(|at| &self.files[at])
    }

    /// Every file.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.files.iter()
    }

    /// Every file, as a slice.
    pub(super) fn files(&self) -> &[Entry] {
        &self.files
    }

    /// The files below a folder.
    pub(super) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Entry> {
        let first = self.files.partition_point(|file| *file.output < *folder);
        self.files[first..].iter().take_while(move |file| file.output.starts_with(folder))
    }

    /// The files that the other does not name.
    pub(super) fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Entry> {
        self.files.iter().filter(|file| other.get(&file.output).is_none())
    }
}
