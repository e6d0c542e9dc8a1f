//! The data that make a site an edition.

use jiff::civil::Date;

use super::Error;
use crate::editions::Chain;
use crate::editions::chain::Statement;

/// Signatures: the names of their files, and their bytes.
pub type Signatures = Vec<(String, Vec<u8>)>;

/// Makes the signatures of a file from its name, its text, and its existing signatures.
pub type Sign<'a> = &'a (dyn Fn(&str, &str, &Signatures) -> Result<Vec<(String, Vec<u8>)>, Error> + Sync);

/// The data that make a site an edition.
#[derive(Clone)]
pub struct Publication<'a> {
    /// The day.
    pub day: Date,
    /// The address of the portal.
    pub portal: String,
    /// The number of the last edition in the history of changes.
    pub history: u32,
    /// The public keys that the portal states.
    pub keys: Vec<String>,
    /// The function that makes signatures, if there are any.
    pub sign: Option<Sign<'a>>,
    /// How a key of the last edition signs a statement with other keys, if it does.
    pub hand_over: Option<Sign<'a>>,
    /// Whether files are compressed.
    pub compress: bool,
    /// Whether other keys may be stated although no key of the last edition confirms them.
    pub without_handover: bool,
    /// The edition that is restored.
    pub restores: Option<u32>,
}

impl Publication<'_> {
    /// Returns the statement of the next edition.
    pub(super) fn statement(&self, chain: &Chain) -> Statement {
        let next = chain.next(self.day.to_string(), self.portal.clone(), self.history, self.keys.clone());
        Statement { restores: self.restores, ..next }
    }
}
