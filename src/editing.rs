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

/// The new state of a file of the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path below the portal's folder.
    pub path: String,
    /// Its content.
    pub text: String,
    /// The text that it had when it was read, for an edit of an existing file: if the file has changed since, it is
    /// not written.
    pub replaces: Option<String>,
}

impl FileEdit {
    /// Creates an edit of a file that is new, or replaces any existing one.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), replaces: None }
    }

    /// Creates an edit of a file that replaces the text that was read.
    pub fn of(source: &Source, text: String) -> Self {
        Self { path: source.path().to_string(), text, replaces: Some(source.text().to_owned()) }
    }
}
