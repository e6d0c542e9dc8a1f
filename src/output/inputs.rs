//! The key of all inputs of a site: if it is the same as that of the last build, the build can be skipped.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::records::read_file;
use crate::model::{Concept, Record, RecordId};
use crate::reuse::Key;
use crate::site::{self, Options};
use crate::source::{File, ReadError, Snapshot};

/// The key of everything, and the keys of the assets.
#[derive(Debug)]
pub struct Inputs {
    /// The hash of the program, the options, the date used as today, and the bytes of every file; `None` if the
    /// portal's record cannot be read.
    pub whole: Option<Key>,
    /// The assets by their bytes, by their path below the root.
    pub assets: BTreeMap<Arc<str>, Key>,
}

impl Inputs {
    /// Computes the key of a build's inputs.
    ///
    /// # Errors
    /// The path and cause, if an asset that existed no longer does or cannot be read.
    pub fn of(snapshot: &Snapshot, options: &Options, program: Option<Key>) -> Result<Self, ReadError> {
        let id = RecordId::new(Concept::Portal, None);
        let portal = match snapshot.get(&id.path()) {
            Some(File::Text(text)) => read_file(&id, text).record,
            _ => None,
        };
        let day = match &portal {
            Some(Record::Portal(portal)) => Some(site::reference_date(portal, options)),
            _ => None,
        };
        // All values of the options, with the date instead of the moment.
        let Options { as_of: _, now: _, base_url, drafts, search } = options;
        let base_url = base_url.as_ref().map(|url| format!("{}{}", url.origin(), url.path()));
        let (whole, assets) = snapshot.whole_key(&(program, day, base_url, *drafts, *search))?;
        Ok(Self { whole: Some(whole).filter(|_| day.is_some() && program.is_some()), assets })
    }
}
