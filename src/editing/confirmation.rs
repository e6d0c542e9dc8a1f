//! Confirms that an English text corresponds to its French: the mark of the French is written into the English, and
//! a copy of that French is stored in `translations/`.

use std::ops::Range;
use std::sync::Arc;

use super::FileEdit;
use crate::diagnostic::Source;
use crate::language::Language;
use crate::model::confirmed::{Parts, mark};
use crate::model::placeholders;
use crate::model::{Record, RecordFile, RecordId, Records};
use crate::site::staleness::copy_path;
use crate::source::yaml::{self, Entry, Node, Value};
use crate::source::{CONTENT, File, Snapshot, TRANSLATIONS, front_matter};

/// The key of the front matter that names the French.
const KEY: &str = "translates";

/// Why a file cannot be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No record has this path.
    Unknown(String),
    /// It could not be read.
    Unreadable(String),
    /// It has no English.
    NoEnglish(String),
    /// Something in it is still to be filled in.
    Placeholder(String),
}

/// Returns the files to write so that a text or record counts as translated.
///
/// # Errors
/// The reason why it cannot be confirmed.
pub fn confirm(records: &Records, path: &str) -> Result<Vec<FileEdit>, Refusal> {
    let file = find(records, path).ok_or_else(|| Refusal::Unknown(path.to_owned()))?;
    if !file.id.concept.is_text() {
        if placeholders::has(file.source.text()) {
            return Err(Refusal::Placeholder(path.to_owned()));
        }
        let unread = file.record.is_none();
        return if unread { Err(Refusal::Unreadable(path.to_owned())) } else { Ok(vec![copy(file)]) };
    }
    let [french_id, english_id] = Language::ALL.map(|language| file.id.in_language(language));
    let unreadable = |id: &RecordId| Refusal::Unreadable(id.path());
    let french = records.get(&french_id).ok_or_else(|| unreadable(&french_id))?;
    let english = records.get(&english_id).ok_or_else(|| Refusal::NoEnglish(english_id.path()))?;
    let parts = match &french.record {
        Some(Record::Commentary(record)) => record.parts(),
        Some(Record::FreePage(record)) => record.parts(),
        _ => return Err(unreadable(&french_id)),
    };
    if let Some(file) = [french, english].into_iter().find(|file| placeholders::has(file.source.text())) {
        return Err(Refusal::Placeholder(file.source.path().to_string()));
    }
    let text = with_mark(&english.source, &mark(&parts)).ok_or_else(|| unreadable(&english_id))?;
    Ok(vec![FileEdit::of(&english.source, text), copy(french)])
}

/// Returns every text and record that has English.
pub fn confirmable(records: &Records) -> Vec<String> {
    let is_written = |file: &&Arc<RecordFile>| !placeholders::has(file.source.text());
    let has_english = |file: &&Arc<RecordFile>| match file.id.language {
        Some(language) => language == Language::English,
        None => file.record.is_some(),
    };
    records.iter().filter(is_written).filter(has_english).map(|file| file.source.path().to_string()).collect()
}

/// Returns the confirmed copies whose file is no longer in the content; a file that cannot be read is still there.
pub fn left_behind(snapshot: &Snapshot) -> Vec<String> {
    let is_there = |copy: &str| snapshot.get(&format!("{CONTENT}{}", &copy[TRANSLATIONS.len()..])).is_some();
    let copies = snapshot.below(TRANSLATIONS).flat_map(|folder| folder.files());
    let texts = copies.filter(|(_, file)| matches!(file, File::Text(_))).map(|(path, _)| path);
    texts.filter(|path| !is_there(path)).map(|path| path.to_string()).collect()
}

fn find<'r>(records: &'r Records, path: &str) -> Option<&'r Arc<RecordFile>> {
    let wanted = path.replace('\\', "/");
    let wanted = wanted.trim_start_matches("./");
    records.iter().find(|file| **file.source.path() == *wanted)
}

/// Returns the copy of a file in the folder of confirmed copies.
fn copy(file: &RecordFile) -> FileEdit {
    let path = file.source.path();
    FileEdit::new(copy_path(path).unwrap_or_else(|| path.to_string()), file.source.text())
}

/// Returns a text with the mark of its French in its front matter, and otherwise unchanged.
fn with_mark(source: &Arc<Source>, mark: &str) -> Option<String> {
    let (head, node) = head(source)?;
    let Value::Mapping(entries) = &node.value else { return None };
    let text = source.text();
    let insert = |range: Range<usize>, with: &str| format!("{}{with}{}", &text[..range.start], &text[range.end..]);
    let marked = match entries.iter().find(|entry| &*entry.key == KEY) {
        Some(entry) => match &entry.node.value {
            Value::Scalar { .. } => insert(entry.node.span.range(), mark),
            _ => {
                let colon = text[entry.key_span.range().end..].find(':')? + entry.key_span.range().end + 1;
                insert(colon..colon, &format!(" {mark}"))
            }
        },
        None if text[node.span.range()].starts_with('{') => {
            let at = node.span.range().start + 1;
            insert(at..at, &format!("{KEY}: {mark}, "))
        }
        None => {
            let first = entries.first()?.key_span.range().start;
            let indent = &text[text[..first].rfind('\n')? + 1..first];
            insert(head.end..head.end, &format!("{indent}{KEY}: {mark}\n"))
        }
    };
    // Whatever the form of the front matter, it must have the same values as before, and the mark.
    let after = Source::new(Arc::clone(source.path()), marked.as_str());
    let Value::Mapping(read) = self::head(&after)?.1.value else { return None };
    let is_marked = |entry: &Entry| matches!(&entry.node.value, Value::Scalar { text, .. } if &**text == mark);
    let others = entries.iter().filter(|entry| &*entry.key != KEY).count();
    let sound = read.iter().any(|entry| &*entry.key == KEY && is_marked(entry)) && read.len() == others + 1;
    sound.then_some(marked)
}

/// Returns the place of the front matter, and its values.
fn head(source: &Arc<Source>) -> Option<(Range<usize>, Node)> {
    let head = front_matter::split(source).value?.yaml;
    let node = yaml::parse(source, head.clone()).value?;
    Some((head, node))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_put_in_or_replaced_and_nothing_else_changes() {
        let marked = |text: &str| with_mark(&Source::new("a.en.md".into(), text), "0123456789abcdef");
        for (text, expected) in [
            ("---\ntitle: A # note\n---\n\nT.\n", "---\ntitle: A # note\ntranslates: 0123456789abcdef\n---\n\nT.\n"),
            ("---\ntranslates: old # why\ntitle: A\n---\n", "---\ntranslates: 0123456789abcdef # why\ntitle: A\n---\n"),
            ("---\n\"translates\": 'old'\ntitle: A\n---\n", "---\n\"translates\": 0123456789abcdef\ntitle: A\n---\n"),
            ("---\ntitle: A\ntranslates:\n---\n", "---\ntitle: A\ntranslates: 0123456789abcdef\n---\n"),
            ("---\n{title: A, slug: a}\n---\n", "---\n{translates: 0123456789abcdef, title: A, slug: a}\n---\n"),
            ("---\n  title: A\n---\n", "---\n  title: A\n  translates: 0123456789abcdef\n---\n"),
            (
                "---\ntitle: |\n  translates: no\n---\n",
                "---\ntitle: |\n  translates: no\ntranslates: 0123456789abcdef\n---\n",
            ),
        ] {
            assert_eq!(marked(text).as_deref(), Some(expected), "{text}");
        }
    }
}
