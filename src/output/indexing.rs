//! The search index on its way to the disk: that of the last build, if no indexed text changed and
//! every file of it is as it was written, or a new one.

use std::fs;
use std::path::Path;

use super::manifest::{Entry, Manifest};
use super::staging::{Staged, Staging, State};
use super::{Error, Indexing};
use crate::page::SEARCH;
use crate::render::Tree;
use crate::search::{Corpus, Key};

/// An index ready to take its place.
pub(super) struct Index {
    pub(super) files: Vec<Staged>,
    pub(super) cost: Indexing,
    pub(super) key: Key,
}

/// Stages the index of a tree; `None` where the site has no search.
pub(super) fn stage(tree: &Tree, out: &Path, staging: &Staging<'_>) -> Result<Option<Index>, Error> {
    let Some(corpus) = Corpus::of(tree) else { return Ok(None) };
    let (key, pages) = (corpus.key(), corpus.len());
    let kept = kept(staging.earlier, key, out);
    let is_kept = kept.is_some();
    let files = match kept {
        Some(files) => files,
        None => {
            let files = corpus.build().map_err(|failure| Error::Search(failure.0))?;
            let staged = files.into_iter().map(|(output, bytes)| staging.lay(output, None, &bytes));
            staged.collect::<Result<_, _>>()?
        }
    };
    let cost = Indexing { pages, bytes: files.iter().map(|file| file.length).sum(), kept: is_kept };
    Ok(Some(Index { files, cost, key }))
}

/// The files of the last build's index, if it was made from the same texts and is whole.
fn kept(earlier: &Manifest, key: Key, out: &Path) -> Option<Vec<Staged>> {
    if earlier.search != Some(key.0) {
        return None;
    }
    let whole = |entry: &Entry| {
        let bytes = fs::read(out.join(&*entry.output)).ok()?;
        let staged = Staged { entry: entry.clone(), length: bytes.len() as u64, state: State::There };
        (blake3::hash(&bytes) == entry.hash).then_some(staged)
    };
    earlier.below(SEARCH).map(whole).collect()
}
