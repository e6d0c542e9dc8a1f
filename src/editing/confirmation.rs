//! Confirming that an English text says what its French says: the English names the French that it
//! translates, and a copy of that French is kept in `translations/`.

use std::sync::Arc;

use super::Draft;
use crate::language::Language;
use crate::model::confirmed::{Parts, mark};
use crate::model::records::{Parsed, Records};
use crate::model::{Kind, Record};
use crate::source::{CONTENT, TRANSLATIONS};

/// The key of the front matter that names the French.
const KEY: &str = "translates:";

/// Why a file cannot be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No record has this path.
    Unknown(String),
    /// It could not be read.
    Unreadable(String),
    /// It has no English.
    NoEnglish(String),
}

/// The files to write so that a text or record counts as translated.
///
/// # Errors
/// Why it cannot be.
pub fn confirm(records: &Records, path: &str) -> Result<Vec<Draft>, Refusal> {
    let file = find(records, path).ok_or_else(|| Refusal::Unknown(path.to_owned()))?;
    let (french_kind, english_kind) = match &file.kind {
        Kind::Commentary(plan, slug, _) => (
            Kind::Commentary(plan.clone(), slug.clone(), Language::French),
            Kind::Commentary(plan.clone(), slug.clone(), Language::English),
        ),
        Kind::FreePage(slug, _) => {
            (Kind::FreePage(slug.clone(), Language::French), Kind::FreePage(slug.clone(), Language::English))
        }
        _ => {
            let unread = file.record.is_none();
            return if unread { Err(Refusal::Unreadable(path.to_owned())) } else { Ok(vec![copy(file)]) };
        }
    };
    let unreadable = |path: String| Refusal::Unreadable(path);
    let french = records.get(&french_kind).ok_or_else(|| unreadable(french_kind.path()))?;
    let english = records.get(&english_kind).ok_or_else(|| Refusal::NoEnglish(english_kind.path()))?;
    let parts = match &french.record {
        Some(Record::Commentary(record)) => record.parts(),
        Some(Record::FreePage(record)) => record.parts(),
        _ => return Err(unreadable(french_kind.path())),
    };
    let text = with_mark(english.source.text(), &mark(&parts)).ok_or_else(|| unreadable(english_kind.path()))?;
    Ok(vec![Draft { path: english_kind.path(), text }, copy(french)])
}

/// Every text and record that has English.
pub fn confirmable(records: &Records) -> Vec<String> {
    let has_english = |file: &&Arc<Parsed>| match &file.kind {
        Kind::Commentary(_, _, language) | Kind::FreePage(_, language) => *language == Language::English,
        _ => file.record.is_some(),
    };
    records.iter().filter(has_english).map(|file| file.source.path().to_string()).collect()
}

fn find<'r>(records: &'r Records, path: &str) -> Option<&'r Arc<Parsed>> {
    let wanted = path.replace('\\', "/");
    let wanted = wanted.trim_start_matches("./");
    records.iter().find(|file| **file.source.path() == *wanted || wanted.ends_with(&format!("/{}", file.source.path())))
}

/// A copy of a file where confirmed ones are kept.
fn copy(file: &Parsed) -> Draft {
    let below = file.source.path().strip_prefix(CONTENT).unwrap_or(file.source.path());
    Draft { path: format!("{TRANSLATIONS}{below}"), text: file.source.text().to_owned() }
}

/// A front matter that names its French, the rest byte for byte.
fn with_mark(text: &str, mark: &str) -> Option<String> {
    let line = format!("{KEY} {mark}");
    let head_end = text.get(3..)?.find("\n---").map(|at| at + 3)?;
    let head = &text[..head_end];
    if let Some(at) = head.find(&format!("\n{KEY}")) {
        let start = at + 1;
        let stop = text[start..].find('\n').map(|stop| start + stop)?;
        return Some(format!("{}{line}{}", &text[..start], &text[stop..]));
    }
    Some(format!("{head}\n{line}{}", &text[head_end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_put_in_or_replaced_and_nothing_else_changes() {
        let text = "---\ntitle: A # note\nslug: a\n---\n\nText.\n";
        let marked = with_mark(text, "0123").unwrap();
        assert_eq!(marked, "---\ntitle: A # note\nslug: a\ntranslates: 0123\n---\n\nText.\n");
        assert_eq!(with_mark(&marked, "4567").unwrap(), marked.replace("0123", "4567"));
    }
}
