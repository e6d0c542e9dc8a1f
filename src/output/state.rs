//! What the program keeps of a published site, beside the site's folder and never in it: the ledger, a lock,
//! and files on their way.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Error, at};
use crate::reuse::Ledger;

/// The file that keeps two builds from writing at once.
const LOCK: &str = "lock";
/// The file that says what an earlier build wrote.
pub(super) const LEDGER: &str = "ledger";
/// The folder where files wait.
const STAGING: &str = "staging";

/// A folder that a site is published in, with the folder of its state.
#[derive(Debug, Clone)]
pub struct Target {
    out: PathBuf,
    state: PathBuf,
}

/// The folder of the state that belongs to a published folder: beside it, under its name. Nothing for the
/// root of a disk.
pub(super) fn state_of(out: &Path) -> Option<PathBuf> {
    Some(out.parent()?.join(format!(".{}.clairevoie", out.file_name()?.to_string_lossy())))
}

impl Target {
    pub(super) fn new(out: &Path) -> Option<Self> {
        Some(Self { out: out.to_owned(), state: state_of(out)? })
    }

    /// The published folder.
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// Whether a site is there already.
    pub fn is_there(&self) -> bool {
        self.out.exists()
    }

    pub(super) fn staging(&self) -> PathBuf {
        self.state.join(STAGING)
    }

    /// What the last build left; empty where there was none. Of a damaged ledger nothing is taken but which
    /// files are ours.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn ledger(&self) -> Result<Ledger, Error> {
        let path = self.state.join(LEDGER);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Ledger::from_text(&text).unwrap_or_else(|_| Ledger::salvaged(&text))),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Ledger::default()),
            Err(cause) => Err(at(&path, cause)),
        }
    }

    /// Writes the ledger as a whole: it is never half there.
    pub(super) fn write(&self, ledger: &Ledger) -> Result<(), Error> {
        let path = self.state.join(LEDGER);
        let written = NamedTempFile::new_in(&self.state).and_then(|mut file| {
            file.write_all(ledger.to_text().as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|error| error.error)
        });
        written.map(drop).map_err(|cause| at(&path, cause))
    }

    /// Locks the folder for as long as the lock is held.
    pub(super) fn lock(&self) -> Result<fs::File, Error> {
        fs::create_dir_all(&self.state).map_err(|cause| at(&self.state, cause))?;
        if fs::symlink_metadata(&self.state).is_ok_and(|meta| !meta.is_dir()) {
            return Err(Error::Obstructed(self.state.clone()));
        }
        let path = self.state.join(LOCK);
        let file = fs::File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|cause| at(&path, cause))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(self.out.clone())),
            Err(fs::TryLockError::Error(cause)) => Err(at(&path, cause)),
        }
    }
}
