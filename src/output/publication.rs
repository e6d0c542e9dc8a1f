//! What makes a site an edition.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Error;
use crate::editions::Chain;
use crate::editions::chain::Statement;

/// Makes the signatures of a file, given by its name and its text: the names of their files, and their bytes.
pub type Sign<'a> = &'a (dyn Fn(&str, &str) -> Result<Vec<(String, Vec<u8>)>, Error> + Sync);

/// What makes a site an edition.
#[derive(Clone)]
pub struct Publication<'a> {
    /// The day.
    pub day: Date,
    /// The address of the portal.
    pub portal: String,
    /// The last edition of its content.
    pub history: u32,
    /// The public keys that the portal states.
    pub keys: Vec<String>,
    /// How signatures are made, if they are.
    pub sign: Option<Sign<'a>>,
    /// How a key of the last edition vouches for other keys, if it does.
    pub hand_over: Option<Sign<'a>>,
    /// Whether files are compressed.
    pub compress: bool,
    /// How many days assets of earlier editions stay.
    pub stay: i64,
    /// The edition that is put back.
    pub restores: Option<u32>,
}

impl Publication<'_> {
    /// What the next edition says of itself.
    pub(super) fn statement(&self, chain: &Chain) -> Statement {
        let next = chain.next(self.day.to_string(), self.portal.clone(), self.history, self.keys.clone());
        Statement { restores: self.restores, ..next }
    }

    /// The last day of assets that are of earlier editions from now on.
    pub(super) fn last_day(&self) -> Date {
        self.day.saturating_add(self.stay.days())
    }
}
