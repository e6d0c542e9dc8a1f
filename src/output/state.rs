//! The state that the program keeps of a published site, beside the site's folder and never in it: ledgers, a lock,
//! staged files, the second tree, and the data to restore earlier editions.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use tempfile::NamedTempFile;

use super::Error;
use super::disk::{at, clear, hash};
use crate::editions::{STATEMENT, SUMS, read_manifest};
use crate::reuse::{Entry, Key, Ledger, PublicHash};

/// The file that prevents two builds from writing at the same time.
const LOCK: &str = "lock";
/// The ledger of the published site.
pub(super) const LEDGER: &str = "ledger";
/// The ledger of the site that is about to be published.
pub(super) const COMING: &str = "ledger.next";
/// The folder of staged files.
const STAGING: &str = "staging";
/// The folder of the second tree: the site before the published one, which becomes the next one.
const TREE: &str = "next";
/// The folder of the data to restore earlier editions.
const KEPT: &str = "kept";

/// A folder that a site is published in, with the folder of its state.
#[derive(Debug, Clone)]
pub struct Target {
    out: PathBuf,
    state: PathBuf,
}

/// The state of a published site before a build.
#[derive(Debug)]
pub struct Found {
    /// The ledger that was written with the site; empty where nothing was built.
    pub ledger: Ledger,
    stamp: [Option<(SystemTime, u64)>; 2],
    lock: Option<fs::File>,
}

/// Returns the folder of the state of a published folder: beside it, named after it. `None` for the root of a disk.
pub(super) fn state_of(out: &Path) -> Option<PathBuf> {
    Some(out.parent()?.join(format!(".{}.clairevoie", out.file_name()?.to_string_lossy())))
}

impl Target {
    pub(super) fn new(out: &Path) -> Option<Self> {
        Some(Self { out: out.to_owned(), state: state_of(out)? })
    }

    /// Returns the published folder.
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// Returns whether a site exists already.
    pub fn is_there(&self) -> bool {
        self.out.exists()
    }

    /// Returns the folder of the state.
    pub(super) fn state(&self) -> &Path {
        &self.state
    }

    pub(super) fn staging(&self) -> PathBuf {
        self.state.join(STAGING)
    }

    /// Returns the second tree.
    pub(super) fn second(&self) -> PathBuf {
        self.state.join(TREE)
    }

    pub(super) fn kept(&self) -> PathBuf {
        self.state.join(KEPT)
    }

    /// Returns the state of the published site before a build.
    ///
    /// # Errors
    /// The system refuses access.
    pub fn found(&self) -> Result<Found, Error> {
        let stamp = self.stamp();
        Ok(Found { ledger: self.ledger()?, stamp, lock: None })
    }

    /// Like [`Target::found`], but the folder stays locked from here on until it is published in.
    ///
    /// # Errors
    /// Another build is writing there; the system refuses access.
    pub fn hold(&self) -> Result<Found, Error> {
        let lock = self.lock()?;
        Ok(Found { lock: Some(lock), ..self.found()? })
    }

    /// Returns the ledger of the published site and the lock that protects it: that of `found`, unless another
    /// build published since.
    pub(super) fn found_still(&self, found: Found) -> Result<(Ledger, fs::File), Error> {
        let lock = match found.lock {
            Some(lock) => lock,
            None => self.lock()?,
        };
        let ledger = if found.stamp == self.stamp() { found.ledger } else { self.ledger()? };
        Ok((ledger, lock))
    }

    /// Modification time and size of the ledgers: they differ when another build has written one.
    fn stamp(&self) -> [Option<(SystemTime, u64)>; 2] {
        [LEDGER, COMING].map(|name| {
            let meta = fs::metadata(self.state.join(name)).ok()?;
            Some((meta.modified().ok()?, meta.len()))
        })
    }

    /// Returns the ledger written with the published site; empty if nothing was built. Of a damaged ledger only the
    /// list of the program's files is used.
    ///
    /// # Errors
    /// The system refuses access.
    pub(super) fn ledger(&self) -> Result<Ledger, Error> {
        let (own, coming) = (self.read(LEDGER)?, self.read(COMING)?);
        Ok(match coming {
            Some(coming) if is_of(&coming, &self.out) && !own.as_ref().is_some_and(|own| is_of(own, &self.out)) => {
                coming
            }
            Some(_) | None => match own.filter(|own| !own.files().is_empty()) {
                Some(own) => own,
                None => adopted(&self.out),
            },
        })
    }

    /// Completes an interrupted publication: if the trees were exchanged, the ledgers are moved accordingly. Must
    /// be called under the lock.
    pub(super) fn recover(&self) -> Result<(), Error> {
        let Some(coming) = self.read(COMING)? else { return Ok(()) };
        if is_of(&coming, &self.out) { self.follow() } else { self.forget(COMING) }
    }

    /// Writes the ledger of the site that is about to be published.
    pub(super) fn announce(&self, ledger: &Ledger) -> Result<(), Error> {
        self.write_as(COMING, ledger)
    }

    /// Completes an exchange of the trees by moving the ledger accordingly.
    pub(super) fn follow(&self) -> Result<(), Error> {
        rename(&self.state.join(COMING), &self.state.join(LEDGER))
    }

    /// Removes the second tree and its ledgers.
    pub(super) fn drop_second(&self) -> Result<(), Error> {
        self.forget(COMING)?;
        clear(&self.second())
    }

    /// Writes the ledger of the published site atomically.
    pub(super) fn write(&self, ledger: &Ledger) -> Result<(), Error> {
        self.write_as(LEDGER, ledger)
    }

    /// Writes a file of the state aside, and moves it to its place when it is on the disk. A file left aside by an
    /// interruption is removed with the other staged files.
    pub(super) fn write_whole(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let aside = self.staging();
        fs::create_dir_all(&aside).map_err(|cause| at(&aside, cause))?;
        let written = NamedTempFile::new_in(&aside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(path).map_err(|error| error.error)
        });
        written.map(drop).map_err(|cause| at(path, cause))
    }

    fn write_as(&self, name: &str, ledger: &Ledger) -> Result<(), Error> {
        self.write_whole(&self.state.join(name), ledger.to_text().as_bytes())
    }

    fn read(&self, name: &str) -> Result<Option<Ledger>, Error> {
        read(&self.state.join(name))
    }

    fn forget(&self, name: &str) -> Result<(), Error> {
        let path = self.state.join(name);
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(at(&path, cause)),
            _ => Ok(()),
        }
    }

    /// Locks the folder for as long as the lock is held.
    pub(super) fn lock(&self) -> Result<fs::File, Error> {
        fs::create_dir_all(&self.state).map_err(|cause| at(&self.state, cause))?;
        if fs::symlink_metadata(&self.state).is_ok_and(|meta| !meta.is_dir()) {
            return Err(Error::Obstructed(self.state.clone()));
        }
        // Content withdrawn from the site may remain here for a while.
        keep_private(&self.state).map_err(|cause| at(&self.state, cause))?;
        let path = self.state.join(LOCK);
        if fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_file()) {
            return Err(Error::Obstructed(path));
        }
        let file = fs::File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|cause| at(&path, cause))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(self.out.clone())),
            Err(fs::TryLockError::Error(cause)) => Err(at(&path, cause)),
        }
    }
}

/// Builds a ledger from a site without one: the files that its manifest lists and whose hashes match are the
/// program's; their inputs are unknown.
fn adopted(out: &Path) -> Ledger {
    let text = super::disk::read(&out.join(SUMS)).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let listed = if out.join(STATEMENT).is_file() { read_manifest(&text).unwrap_or_default() } else { Vec::new() };
    let own = |(output, sha256): &(String, PublicHash)| {
        let path = out.join(output);
        let length = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?.len();
        let is_same = PublicHash::of_reader(super::disk::open(&path).ok()?).ok()? == *sha256;
        let hash = hash(&path, length).ok().filter(|_| is_same)?;
        Some(Entry { output: output.as_str().into(), hash, sha256: *sha256, length, made_from: None, until: None })
    };
    Ledger::of(listed.par_iter().filter_map(own).collect())
}

/// Returns whether a ledger was written with the site in a folder: they must agree on the manifest, which lists
/// every file.
fn is_of(ledger: &Ledger, folder: &Path) -> bool {
    let manifest = super::disk::read(&folder.join(SUMS)).map(|bytes| Key::of_bytes(&bytes));
    ledger.get(SUMS).is_some_and(|entry| manifest.is_ok_and(|hash| hash == entry.hash))
}

/// Reads a ledger; from a damaged one, only the list of the program's files.
pub(super) fn read(path: &Path) -> Result<Option<Ledger>, Error> {
    match super::disk::read(path) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            Ok(Some(Ledger::from_text(&text).unwrap_or_else(|_| Ledger::salvaged(&text))))
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(at(path, cause)),
    }
}

/// Restricts a folder to its owner.
#[cfg(unix)]
fn keep_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> io::Result<()> {
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(|cause| at(to, cause))
}
