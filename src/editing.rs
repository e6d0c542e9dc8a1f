//! The changes that the program makes to a portal's sources on request: typography, the confirmation of
//! translations, new records, a first portal, schemas. Everything here computes text from text; [`crate::output`]
//! writes it.

pub mod acceptance;
pub mod confirmation;
pub mod entries;
pub mod format;
pub mod samples;
pub mod schemas;

use crate::diagnostic::Source;

/// A file of the sources as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path below the portal's folder.
    pub path: String,
    /// Its content.
    pub text: String,
    /// The text that it had when it was read, for an edit of a file that is there: if it has changed since, it is
    /// left alone.
    pub replaces: Option<String>,
}

impl FileEdit {
    /// A file that is new, or replaces whatever is there.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), replaces: None }
    }

    /// A file that replaces the text that was read.
    pub fn of(source: &Source, text: String) -> Self {
        Self { path: source.path().to_string(), text, replaces: Some(source.text().to_owned()) }
    }
}
