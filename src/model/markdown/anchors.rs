//! The anchors of headings.

use std::collections::{HashMap, HashSet};

use crate::model::id::Id;

/// The anchors of a page, each unique.
#[derive(Debug)]
pub(super) struct Anchors {
    taken: HashSet<String>,
    /// The next number to append to an anchor that is already taken.
    next: HashMap<String, usize>,
}

impl Default for Anchors {
    /// Reserves `main`, the page's own anchor and target of the skip link. Other ids of templates contain an
    /// underscore, which anchors never do.
    fn default() -> Self {
        Self { taken: HashSet::from(["main".to_owned()]), next: HashMap::new() }
    }
}

impl Anchors {
    /// Returns an anchor generated from a heading's words, unique on the page.
    pub(super) fn make(&mut self, text: &str) -> String {
        let base = Some(Id::simplified(text)).filter(|id| !id.is_empty()).unwrap_or_else(|| "section".to_owned());
        if self.taken.insert(base.clone()) {
            return base;
        }
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}-{next}");
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
