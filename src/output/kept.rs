//! What earlier editions need to be put back: the ledger of each, and those of their files that no tree holds any more,
//! by their hashes.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Error;
use super::disk::{at, is_gone};
use super::staging::hash;
use super::state::{self, Target};
use crate::editions::SUMS;
use crate::reuse::{Entry, Key, Ledger, PublicHash};

/// How many editions can be put back.
pub const EDITIONS: usize = 5;

/// The editions that can be put back.
#[derive(Debug)]
pub(super) struct Kept {
    folder: PathBuf,
}

impl Kept {
    pub(super) fn of(target: &Target) -> Self {
        Self { folder: target.kept() }
    }

    fn ledger_path(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{number:06}.ledger"))
    }

    fn file_path(&self, hash: Key) -> PathBuf {
        self.folder.join("files").join(hash.to_hex())
    }

    /// The numbers of the editions, the oldest first.
    pub(super) fn numbers(&self) -> Result<Vec<u32>, Error> {
        let entries = match fs::read_dir(&self.folder) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => {
                entries.and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(|cause| at(&self.folder, cause))?
            }
        };
        let number = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".ledger")?.parse().ok();
        let mut numbers: Vec<u32> = entries.into_iter().filter_map(number).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The ledger of an edition; nothing where it is not kept, or damaged.
    pub(super) fn ledger(&self, number: u32) -> Result<Option<Ledger>, Error> {
        Ok(state::read(&self.ledger_path(number))?.filter(|ledger| ledger.program.is_some()))
    }

    /// The hashes of all files of the editions that can be put back.
    pub(super) fn wanted(&self) -> Result<HashSet<Key>, Error> {
        let ledgers: Result<Vec<Option<Ledger>>, Error> =
            self.numbers()?.into_par_iter().map(|number| self.ledger(number)).collect();
        Ok(ledgers?.iter().flatten().flat_map(Ledger::files).map(|file| file.hash).collect())
    }

    /// Takes a file out of a tree; it is kept if an edition that can be put back has it.
    pub(super) fn take_over(&self, path: &Path, file: &Entry, wanted: &HashSet<Key>) -> Result<(), Error> {
        if wanted.contains(&file.hash) {
            let kept = self.file_path(file.hash);
            match fs::rename(path, &kept) {
                // Two names of one file: nothing is moved then.
                Ok(()) => {}
                Err(cause) if is_gone(&cause) && !path.exists() => return Ok(()),
                Err(cause) => return Err(at(&kept, cause)),
            }
        }
        match fs::remove_file(path) {
            Err(cause) if !is_gone(&cause) => Err(at(path, cause)),
            _ => Ok(()),
        }
    }

    /// Where the bytes of a file are, if they are still what they were.
    pub(super) fn file(&self, file: &Entry) -> Option<PathBuf> {
        let path = self.file_path(file.hash);
        (hash(&path, file.length).ok()? == file.hash).then_some(path)
    }

    /// The manifest of an edition.
    pub(super) fn manifest(ledger: &Ledger) -> Option<PublicHash> {
        ledger.get(SUMS).map(|entry| entry.sha256)
    }

    /// Notes an edition that took its place, and lets go of those before the last few, and of an earlier one of the same
    /// files.
    pub(super) fn note(&self, number: u32, ledger: &Ledger) -> Result<(), Error> {
        let files = self.folder.join("files");
        fs::create_dir_all(&files).map_err(|cause| at(&files, cause))?;
        state::write_whole(&self.folder, &self.ledger_path(number), ledger.to_text().as_bytes())?;
        let mut numbers = self.numbers()?;
        let mut old = Vec::new();
        for other in numbers.iter().filter(|other| **other != number) {
            if self.ledger(*other)?.is_none_or(|other| Self::manifest(&other) == Self::manifest(ledger)) {
                old.push(*other);
            }
        }
        numbers.retain(|number| !old.contains(number));
        old.extend(&numbers[..numbers.len().saturating_sub(EDITIONS)]);
        for number in &old {
            let path = self.ledger_path(*number);
            fs::remove_file(&path).map_err(|cause| at(&path, cause))?;
        }
        let wanted = self.wanted()?;
        let entries = fs::read_dir(&files).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        for entry in entries.map_err(|cause| at(&files, cause))? {
            let is_wanted = entry.file_name().to_str().and_then(Key::from_hex).is_some_and(|key| wanted.contains(&key));
            if !is_wanted {
                fs::remove_file(entry.path()).map_err(|cause| at(&entry.path(), cause))?;
            }
        }
        Ok(())
    }
}
