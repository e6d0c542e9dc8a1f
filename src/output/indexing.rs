//! Stages the search index: that of the last build, if no indexed text changed and all its files are unchanged, or
//! a new one.

use super::staging::{Staged, Staging};
use super::{Error, Indexing};
use crate::page::SEARCH;
use crate::render::{Content, Tree};
use crate::reuse::Key;
use crate::search::Corpus;

/// An index that is ready for publication.
pub(super) struct Index {
    pub(super) files: Vec<Staged>,
    pub(super) cost: Indexing,
    pub(super) key: Key,
}

/// Stages the index of a tree; `None` if the site has no search.
pub(super) fn stage(tree: &Tree, program: Option<Key>, staging: &Staging<'_>) -> Result<Option<Index>, Error> {
    let Some(corpus) = Corpus::of(tree) else { return Ok(None) };
    let (key, pages) = (Key::of(&(program, &corpus)), corpus.len());
    let kept = kept(staging, key);
    let is_kept = kept.is_some();
    let files = match kept {
        Some(files) => files,
        None => {
            let files = corpus.build().map_err(|failure| Error::Search(failure.0))?;
            let staged = files.into_iter().map(|(output, bytes)| staging.lay(output, None, Content::Bytes(bytes)));
            staged.collect::<Result<_, _>>()?
        }
    };
    let cost = Indexing { pages, bytes: files.iter().map(|file| file.entry.length).sum(), kept: is_kept };
    Ok(Some(Index { files, cost, key }))
}

/// Returns the files of the last build's index, if it was made from the same texts and is complete.
fn kept(staging: &Staging<'_>, key: Key) -> Option<Vec<Staged>> {
    if staging.earlier.search != Some(key) {
        return None;
    }
    // Without compressed copies, which are generated from these files, and without the files of earlier indexes.
    let own = staging.earlier.below(SEARCH).filter(|entry| entry.until.is_none() && entry.made_from.is_none());
    own.map(|entry| staging.kept(&entry.output, |_| true)).collect()
}
