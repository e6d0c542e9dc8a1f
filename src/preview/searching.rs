//! The search index of the preview: built when a browser first asks for it and again when it asks
//! after the texts changed, on a thread that no page waits for.

use std::sync::{Arc, Mutex, PoisonError};

use super::Showing;
use crate::search::{Corpus, Failure, Files, Key};

/// The newest index.
#[derive(Debug, Default)]
pub(super) struct Searching {
    newest: Mutex<Newest>,
}

#[derive(Debug, Default)]
struct Newest {
    /// The edition that it was last compared with.
    edition: u64,
    key: Option<Key>,
    files: Arc<Files>,
}

impl Searching {
    /// The files of the index of what is shown; who asks waits, the first also builds.
    ///
    /// # Errors
    /// What the index could not be built for.
    pub(super) fn files(&self, showing: &Showing) -> Result<Arc<Files>, Failure> {
        // What a thread that panicked left is an older index, whole.
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if newest.edition < showing.number {
            match showing.tree.as_deref().and_then(Corpus::of) {
                Some(corpus) if newest.key == Some(corpus.key()) => {}
                Some(corpus) => {
                    let key = corpus.key();
                    newest.files = Arc::new(corpus.build()?);
                    newest.key = Some(key);
                }
                None => *newest = Newest::default(),
            }
            newest.edition = showing.number;
        }
        Ok(Arc::clone(&newest.files))
    }
}
