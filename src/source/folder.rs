//! The files of one folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Asset, File};
use crate::reuse::{Key, Keyed};

/// The files of one folder, without those of subfolders.
#[derive(Debug, Clone)]
pub struct Folder {
    path: Arc<str>,
    pub(super) files: BTreeMap<Arc<str>, File>,
    pub(super) key: Key,
    /// The number of bytes of its files that are in memory.
    pub(super) bytes: u64,
}

/// Returns the number of bytes of some files that are in memory.
pub(super) fn bytes_of(files: &BTreeMap<Arc<str>, File>) -> u64 {
    files.values().map(File::bytes).sum()
}

impl Folder {
    pub(super) fn new(path: Arc<str>, files: BTreeMap<Arc<str>, File>) -> Self {
        let key = Key::of(&(&*path, &files));
        let bytes = bytes_of(&files);
        Self { path, files, key, bytes }
    }

    /// Returns its path, without a trailing slash.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// Returns whether it contains an asset, given by its complete path.
    pub fn has_asset(&self, path: &str) -> bool {
        matches!(self.files.get(path), Some(File::Asset(_)))
    }

    /// Returns its assets, by their complete paths.
    pub fn assets(&self) -> impl Iterator<Item = (&Arc<str>, &Asset)> {
        self.files.iter().filter_map(|(path, file)| match file {
            File::Asset(asset) => Some((path, asset)),
            _ => None,
        })
    }

    /// Returns its files, by their complete paths.
    pub fn files(&self) -> &BTreeMap<Arc<str>, File> {
        &self.files
    }
}

/// The cache key of a folder: that of its files, with the metadata of assets.
impl Keyed for Folder {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.key.feed(hasher);
    }
}
