//! The list of all addresses ever published: it is kept in the portal's folder, so that a removed address is
//! noticed.

use std::sync::Arc;

use crate::diagnostic::{Place, Source, Span};
use crate::source::{EDITIONS, File, Snapshot};

/// The addresses of earlier editions, in the order of their file.
#[derive(Debug, Default)]
pub struct Addresses {
    source: Option<Arc<Source>>,
    all: Vec<(Box<str>, Span)>,
}

/// Returns the path of their file: one path per line, below the site's root; lines that begin with `#` are
/// comments.
pub fn file() -> String {
    format!("{EDITIONS}/addresses.txt")
}

impl Addresses {
    /// Reads them from a portal.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let Some(File::Text(text)) = snapshot.get(&file()) else { return Self::default() };
        let mut all = Vec::new();
        let mut start = 0;
        for line in text.source.text().split_inclusive('\n') {
            let path = line.trim();
            if !path.is_empty() && !path.starts_with('#') {
                let from = start + line.find(path).unwrap_or(0);
                all.push((path.trim_start_matches('/').into(), Span::new(from..from + path.len())));
            }
            start += line.len();
        }
        Self { source: Some(Arc::clone(&text.source)), all }
    }

    /// Returns the paths, each with its place in the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Place)> {
        self.all.iter().filter_map(|(path, span)| Some((&**path, self.source.as_ref()?.place(*span))))
    }

    /// Returns the paths alone.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(path, _)| &**path)
    }
}
