//! A site in a folder.

use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;

use super::{FileState, Source};
use crate::reuse::PublicHash;

/// A site in a folder.
#[derive(Debug)]
pub struct InFolder(pub PathBuf);

impl InFolder {
    /// Opens a file of the folder, if it is one: links are not followed, since a host may not follow them either.
    fn open(&self, path: &str) -> io::Result<Option<fs::File>> {
        let path = self.0.join(path);
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() => fs::File::open(&path).map(Some),
            Ok(_) => Ok(None),
            Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(cause) => Err(cause),
        }
    }
}

impl Source for InFolder {
    fn read(&self, path: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(file) = self.open(path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(Some(bytes)) }
    }

    fn file(&self, path: &str, hash: PublicHash, _: bool) -> FileState {
        let found = self.open(path).and_then(|file| file.map(PublicHash::of_reader).transpose());
        match found {
            Ok(Some(found)) if found == hash => FileState::Same,
            Ok(Some(_)) => FileState::Altered,
            Ok(None) => FileState::Missing,
            Err(cause) => FileState::Unreadable(cause.to_string()),
        }
    }

    fn list(&self) -> io::Result<Option<Vec<String>>> {
        let mut paths = Vec::new();
        for entry in walkdir::WalkDir::new(&self.0).sort_by_file_name() {
            let entry = entry?;
            if !entry.file_type().is_dir() {
                let path = entry.path().strip_prefix(&self.0).unwrap_or(entry.path());
                let path = path.to_string_lossy();
                paths.push(if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() });
            }
        }
        Ok(Some(paths))
    }
}
