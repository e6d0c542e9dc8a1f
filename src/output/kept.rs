//! The data kept to restore earlier editions: the ledger of each, and those of their files that are no longer in a
//! tree, by their hashes.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::NamedTempFile;

use super::Error;
use super::disk::hash;
use super::disk::{at, clear, is_gone, open};
use super::state::{self, Target};
use crate::editions::SUMS;
use crate::reuse::{Entry, Key, Ledger, PublicHash};

/// The maximum number of editions that can be restored.
pub const EDITIONS: usize = 5;

/// The editions that can be restored.
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

    /// Returns the numbers of the editions, the oldest first.
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

    /// Returns the ledger of an edition; `None` if it is not kept, or damaged.
    pub(super) fn ledger(&self, number: u32) -> Result<Option<Ledger>, Error> {
        Ok(state::read(&self.ledger_path(number))?.filter(|ledger| ledger.program.is_some()))
    }

    /// Returns the hashes of all files of the editions that can be restored.
    pub(super) fn wanted(&self) -> Result<HashSet<Key>, Error> {
        let ledgers: Result<Vec<Option<Ledger>>, Error> =
            self.numbers()?.into_par_iter().map(|number| self.ledger(number)).collect();
        Ok(ledgers?.iter().flatten().flat_map(Ledger::files).map(|file| file.hash).collect())
    }

    /// Removes a file, or anything else, from a tree; a file is kept if an edition that can be restored contains
    /// it.
    pub(super) fn take_over(&self, path: &Path, is_file: bool, wanted: &HashSet<Key>) -> Result<(), Error> {
        if is_file && !wanted.is_empty() {
            let length = fs::symlink_metadata(path).map_err(|cause| at(path, cause))?.len();
            let own = hash(path, length).map_err(|cause| at(path, cause))?;
            if wanted.contains(&own) {
                let place = self.place_of(own)?;
                // Nothing is moved if both paths are names of one file.
                fs::rename(path, &place).map_err(|cause| at(&place, cause))?;
            }
        }
        match fs::remove_file(path) {
            Err(cause) if !is_gone(&cause) => Err(at(path, cause)),
            _ => Ok(()),
        }
    }

    /// Keeps a file that is about to be replaced or removed, if an edition that can be restored contains it.
    pub(super) fn keep(&self, path: &Path, file: &Entry, wanted: &HashSet<Key>) -> Result<(), Error> {
        if !wanted.contains(&file.hash) || !hash(path, file.length).is_ok_and(|hash| hash == file.hash) {
            return Ok(());
        }
        let place = self.place_of(file.hash)?;
        if hash(&place, file.length).is_ok_and(|hash| hash == file.hash) {
            return Ok(());
        }
        // A copy that is cut short must not be taken for the file.
        let folder = place.parent().unwrap_or(&self.folder);
        let copied = NamedTempFile::with_prefix_in(".", folder).and_then(|mut aside| {
            let mut from = open(path)?;
            io::copy(&mut from, &mut aside)?;
            aside.as_file().set_permissions(from.metadata()?.permissions())?;
            aside.persist(&place).map_err(|error| error.error)
        });
        copied.map(drop).map_err(|cause| at(&place, cause))
    }

    /// Returns where a file of a hash is kept, and creates its folder.
    fn place_of(&self, hash: Key) -> Result<PathBuf, Error> {
        let place = self.file_path(hash);
        let folder = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(|cause| at(folder, cause))?;
        Ok(place)
    }

    /// Returns where the bytes of a file are, if they are unchanged.
    pub(super) fn file(&self, file: &Entry) -> Option<PathBuf> {
        let path = self.file_path(file.hash);
        (hash(&path, file.length).ok()? == file.hash).then_some(path)
    }

    /// Returns the manifest of an edition.
    pub(super) fn manifest(ledger: &Ledger) -> Option<PublicHash> {
        ledger.get(SUMS).map(|entry| entry.sha256)
    }

    /// Records an edition that is about to be published.
    pub(super) fn note(&self, number: u32, ledger: &Ledger, target: &Target) -> Result<(), Error> {
        fs::create_dir_all(&self.folder).map_err(|cause| at(&self.folder, cause))?;
        target.write_whole(&self.ledger_path(number), ledger.to_text().as_bytes())
    }

    /// Removes the editions before the last few, those of the given numbers, and the files that no edition needs.
    pub(super) fn tidy(&self, superseded: &[u32]) -> Result<(), Error> {
        let (mut old, numbers): (Vec<u32>, Vec<u32>) =
            self.numbers()?.into_iter().partition(|number| superseded.contains(number));
        old.extend(&numbers[..numbers.len().saturating_sub(EDITIONS)]);
        if old.is_empty() {
            return Ok(());
        }
        for number in &old {
            let path = self.ledger_path(*number);
            fs::remove_file(&path).map_err(|cause| at(&path, cause))?;
        }
        let wanted = self.wanted()?;
        let files = self.folder.join("files");
        let entries = match fs::read_dir(&files) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries.and_then(Iterator::collect::<io::Result<Vec<_>>>),
        };
        for entry in entries.map_err(|cause| at(&files, cause))? {
            let is_wanted = entry.file_name().to_str().and_then(Key::from_hex).is_some_and(|key| wanted.contains(&key));
            if !is_wanted {
                fs::remove_file(entry.path()).map_err(|cause| at(&entry.path(), cause))?;
            }
        }
        Ok(())
    }

    /// Removes all editions that could be restored, and their files.
    pub(super) fn forget(&self) -> Result<(), Error> {
        clear(&self.folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_that_was_cut_short_is_replaced_by_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept { folder: folder.path().join("kept") };
        let (text, path) = (b"a page of an edition".as_slice(), folder.path().join("page.html"));
        fs::write(&path, text).unwrap();
        let (hash, sha256, length) = (Key::of_bytes(text), PublicHash::of(text), text.len() as u64);
        let file = Entry { output: "page.html".into(), hash, sha256, length, made_from: None, until: None };
        let place = kept.place_of(hash).unwrap();
        fs::write(&place, "a page").unwrap();
        kept.keep(&path, &file, &HashSet::from([hash])).unwrap();
        assert_eq!(fs::read(&place).unwrap(), text);
        assert_eq!(fs::metadata(&place).unwrap().permissions(), fs::metadata(&path).unwrap().permissions());
        // A file that someone changed is not one of the edition.
        fs::write(&path, "another page of an edition").unwrap();
        fs::remove_file(&place).unwrap();
        kept.keep(&path, &file, &HashSet::from([hash])).unwrap();
        assert!(!place.exists());
    }
}
