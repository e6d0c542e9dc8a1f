//! What the program writes into a portal's sources when an editor asks for it: typography, the
//! confirmation of translations, new records, a first portal, schemas. Everything here is text
//! from text; [`crate::output`] writes it.

pub mod confirmation;
pub mod format;
pub mod samples;
pub mod schemas;

/// A file of the sources as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its path below the portal's folder.
    pub path: String,
    /// Its text.
    pub text: String,
}
