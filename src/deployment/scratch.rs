//! Files of the deployment itself, in a temporary folder that is removed with it: the lists given to tools, and
//! what was fetched from the target. It also reads the local folder. Nothing is written anywhere else.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::listing::Files;
use crate::reuse::PublicHash;

/// A temporary folder.
#[derive(Debug)]
pub(super) struct Scratch(TempDir);

impl Scratch {
    /// Creates a temporary folder.
    pub(super) fn new() -> io::Result<Self> {
        tempfile::Builder::new().prefix("clairevoie-deploy-").tempdir().map(Self)
    }

    /// Returns a folder in it, created if needed.
    pub(super) fn folder(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.0.path().join(name);
        fs::create_dir_all(&path)?;
        Ok(path)
    }

    /// Writes paths to a file, each followed by this byte, and returns the file's path.
    pub(super) fn list<'a>(&self, paths: impl IntoIterator<Item = &'a str>, end: u8) -> io::Result<PathBuf> {
        let path = self.0.path().join("paths");
        let mut out = io::BufWriter::new(File::create(&path)?);
        for one in paths {
            out.write_all(one.as_bytes())?;
            out.write_all(&[end])?;
        }
        out.flush()?;
        Ok(path)
    }
}

/// Writes a file.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)
}

/// Reads a file; `None` if it does not exist.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

/// Returns those files that are missing in a folder, or have other content.
pub(super) fn damaged(folder: &Path, files: &Files) -> Vec<String> {
    let is_damaged = |path: &str, hash: &PublicHash| hash_of(&folder.join(path)).ok() != Some(*hash);
    files.par_iter().filter(|(path, hash)| is_damaged(path, hash)).map(|(path, _)| path.clone()).collect()
}

/// Returns the SHA-256 of a file that is no link.
fn hash_of(path: &Path) -> io::Result<PublicHash> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    PublicHash::of_reader(File::open(path)?)
}
