//! The search index of the preview: built when a browser first requests it, and again on a request after the texts
//! changed, on a thread that no page waits for.

use std::sync::{Arc, Mutex, PoisonError};

use super::PreviewState;
use crate::reuse::Reuse;
use crate::search::{Corpus, Failure, Files};

/// An index, or the reason why it could not be built.
pub(super) type Index = Arc<Result<Files, Failure>>;

/// The index of the edition for which it was last requested.
#[derive(Debug)]
pub(super) struct Searching {
    reuse: Reuse,
    shown: Mutex<Option<(u64, Index)>>,
}

impl Searching {
    /// Creates it without an index.
    pub(super) fn new() -> Self {
        Self { reuse: Reuse::in_memory(), shown: Mutex::default() }
    }

    /// Returns the files of the index of a state. Requests wait for the first one, which builds it. `None` if the
    /// site has no search.
    pub(super) fn files(&self, state: &PreviewState) -> Option<Index> {
        // A thread that panicked leaves an older, complete index.
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, index)) = shown.as_ref().filter(|(edition, _)| *edition >= state.number) {
            return Some(Arc::clone(index));
        }
        let corpus = state.tree.as_deref().and_then(Corpus::of)?;
        let index = self.reuse.make("", &corpus, |corpus, _| corpus.build());
        *shown = Some((state.number, Arc::clone(&index)));
        Some(index)
    }
}
