//! The maximum size of a portal: far above any real portal, and small enough to be kept in memory.
//! `docs/architecture.md` lists every limit.

use super::CONTENT;
use crate::diagnostic::{Code, Diagnostic, Place, Report};

/// The limit of the complete portal that is exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    /// More than [`FILE_LIMIT`] files.
    Files,
    /// More than [`PORTAL_LIMIT`] bytes of text.
    Bytes,
}

/// The maximum number of files of a portal, assets included.
pub(super) const FILE_LIMIT: usize = 250_000;
/// The maximum number of bytes of all files that are read into memory.
pub(super) const PORTAL_LIMIT: u64 = 1 << 30;

impl Excess {
    /// Returns the diagnostic for the editor.
    pub(super) fn report(self) -> Report {
        let diagnostic = Diagnostic::new(Code::TooMany, Place::file(CONTENT));
        let diagnostic = match self {
            Self::Files => diagnostic.arg("what", "files").arg("limit", FILE_LIMIT),
            Self::Bytes => diagnostic.arg("what", "size").arg("limit", (PORTAL_LIMIT >> 20) as usize),
        };
        diagnostic.into()
    }
}
