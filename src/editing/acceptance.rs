//! Accepts differences between two versions, by adding entries to `accepted_differences` that identify the
//! difference and give the reason.

use std::sync::Arc;

use super::FileEdit;
use super::entries::with_item;
use crate::diagnostic::{Arg, Diagnostic, Source};
use crate::model::RecordFile;
use crate::source::front_matter;
use crate::source::quoted;

/// A difference to accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptable {
    /// The code of the difference.
    pub code: &'static str,
    /// The words that distinguish it from others of its code.
    pub about: String,
}

impl Acceptable {
    /// Returns the difference that a diagnostic reports, if it can be accepted.
    pub fn of(diagnostic: &Diagnostic) -> Option<Self> {
        if !diagnostic.code.is_of_parity() {
            return None;
        }
        let said = |name: &str| {
            diagnostic.args.iter().find_map(|(own, arg)| match arg {
                Arg::Text(text) if *own == name && text != "none" && !text.is_empty() => Some(text.as_str()),
                _ => None,
            })
        };
        // An ellipsis was added by the message.
        let about = ["words", "link", "english", "french", "found"].into_iter().find_map(said)?;
        Some(Self { code: diagnostic.code.id(), about: about.trim_end_matches('…').trim_end().to_owned() })
    }
}

/// Returns the file with entries that accept differences, for a reason; `None` if they cannot be added: the list is
/// written in brackets, or the file does not parse.
pub fn accept(file: &RecordFile, differences: &[Acceptable], reason: &str) -> Option<FileEdit> {
    let mut source = Arc::clone(&file.source);
    for difference in differences {
        let part = match file.id.concept.is_text() {
            true => front_matter::split(&source).value?.yaml,
            false => 0..source.text().len(),
        };
        let item = [
            format!("code: {}", difference.code),
            format!("about: {}", quoted(&difference.about)),
            format!("reason: {}", quoted(reason)),
        ];
        let text = with_item(&source, part, "accepted_differences", &item)?;
        source = Source::new(Arc::clone(file.source.path()), text);
    }
    Some(FileEdit::of(&file.source, source.text().to_owned()))
}
