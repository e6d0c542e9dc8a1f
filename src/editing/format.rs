//! Corrects the typography of the sources in place, by the rules of each language, after the repairs that have only
//! one solution ([`repair`]); everything else (comments, order, quoting) is unchanged byte for byte.
//!
//! In a record, the values under `fr` and `en` are texts; in a Markdown file, its words and the texts of its front
//! matter are. Code, addresses and identifiers are never changed. A file is not changed if the result would differ
//! in anything but typography.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::FileEdit;
use crate::diagnostic::{Report, Source};
use crate::language::Language;
use crate::model::RecordId;
use crate::model::confirmed::normalized;
use crate::model::markdown::OPTIONS;
use crate::model::phrasing::WordRuns;
use crate::source::repair::{self, Repaired};
use crate::source::yaml::{self, Node, Style, Value};
use crate::source::{ASSETS, CONTENT, Snapshot, front_matter};

/// The texts of a front matter, which are in the file's own language.
const TEXTS: [&str; 4] = ["title", "description", "text", "note"];

/// A change of a file: a range of its bytes, and its replacement.
type Change = (Range<usize>, String);

/// The result of `fmt` on a portal's records.
#[derive(Debug, Default)]
pub struct Formatted {
    /// The files that are to change, as they are to be.
    pub edits: Vec<FileEdit>,
    /// The paths among them of files that were repaired: texts that needed quotation marks, letters in another
    /// encoding.
    pub repaired: BTreeSet<String>,
    /// Why other files could not be parsed, and were not changed.
    pub skipped: Report,
}

/// Repairs problems that have only one solution, and corrects the typography, in every file of records.
pub fn format(snapshot: &Snapshot) -> Formatted {
    let mut formatted = Formatted::default();
    let files = snapshot.below(CONTENT).filter(|folder| !format!("{}/", folder.path()).starts_with(ASSETS));
    for (path, file) in files.flat_map(|folder| folder.files()) {
        let Some(id) = RecordId::of(path) else { continue };
        let Repaired { before, source, left } = repair::repair(snapshot.disk(), path, file, id.concept.is_text());
        let is_repaired = source.text() != before;
        let text = if left.is_empty() { of(&id, &source) } else { None };
        formatted.skipped.extend(left);
        if is_repaired {
            formatted.repaired.insert(path.to_string());
        }
        if is_repaired || text.is_some() {
            let text = text.unwrap_or_else(|| source.text().to_owned());
            formatted.edits.push(FileEdit { path: path.to_string(), text, replaces: Some(before) });
        }
    }
    formatted
}

/// Returns the text of a file with its typography corrected, if that changes it.
fn of(id: &RecordId, source: &Arc<Source>) -> Option<String> {
    let mut changes: Vec<Change> = Vec::new();
    match id.language {
        Some(language) => {
            let halves = front_matter::split(source).value?;
            let node = yaml::parse(source, halves.yaml.clone()).value?;
            head(&node, language, source, &mut changes);
            body(source, halves.body.clone(), language, &mut changes);
        }
        None => {
            let node = yaml::parse(source, 0..source.text().len()).value?;
            values(&node, None, source, &mut changes);
        }
    }
    let text = applied(source.text(), changes)?;
    is_same(id, source, &text).then_some(text)
}

/// Returns the text with the changes; `None` if there are none.
fn applied(text: &str, mut changes: Vec<Change>) -> Option<String> {
    changes.retain(|(range, with)| text.get(range.clone()).is_some_and(|old| old != with));
    changes.sort_by_key(|(range, _)| range.start);
    if changes.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len() + changes.len() * 4);
    let mut last = 0;
    for (range, with) in changes {
        if range.start < last {
            continue;
        }
        out.push_str(&text[last..range.start]);
        out.push_str(&with);
        last = range.end;
    }
    out.push_str(&text[last..]);
    Some(out)
}

/// Returns whether a file has the same meaning: it parses to the same values, except for typography.
fn is_same(id: &RecordId, source: &Arc<Source>, text: &str) -> bool {
    let is_markdown = id.concept.is_text();
    let read = |source: &Arc<Source>| {
        let (head, body) = if is_markdown {
            let halves = front_matter::split(source).value?;
            (halves.yaml, structure(&source.text()[halves.body]))
        } else {
            (0..source.text().len(), Vec::new())
        };
        Some((yaml::parse(source, head).value?, body))
    };
    match (read(source), read(&Source::new(Arc::clone(source.path()), text))) {
        (Some((before, old)), Some((after, new))) => same(&before, &after) && old == new,
        _ => false,
    }
}

/// Returns the words of a Markdown text and each mark between them. Typography changes neither.
fn structure(text: &str) -> Vec<String> {
    let (mut parts, mut words) = (Vec::new(), String::new());
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Text(part) => words.push_str(&part),
            Event::SoftBreak => words.push(' '),
            mark => parts.extend([normalized(&std::mem::take(&mut words)), normalized(&format!("{mark:?}"))]),
        }
    }
    parts.push(normalized(&words));
    parts
}

fn same(before: &Node, after: &Node) -> bool {
    match (&before.value, &after.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar { text: one, .. }, Value::Scalar { text: other, .. }) => normalized(one) == normalized(other),
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.key == other.key && same(&one.node, &other.node))
        }
        _ => false,
    }
}

/// Corrects the texts of a front matter.
fn head(node: &Node, language: Language, source: &Source, changes: &mut Vec<Change>) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| head(item, language, source, changes)),
        Value::Mapping(entries) => {
            for entry in entries {
                match (&entry.node.value, &*entry.key) {
                    (Value::Scalar { .. }, key) if TEXTS.contains(&key) => {
                        scalar(&entry.node, language, source, changes)
                    }
                    (Value::Scalar { .. }, "fr") => scalar(&entry.node, Language::French, source, changes),
                    (Value::Scalar { .. }, "en") => scalar(&entry.node, Language::English, source, changes),
                    (Value::Scalar { .. }, _) => {}
                    _ => head(&entry.node, language, source, changes),
                }
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

/// Corrects the values of a record under `fr` and `en`.
fn values(node: &Node, language: Option<Language>, source: &Source, changes: &mut Vec<Change>) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| values(item, language, source, changes)),
        Value::Mapping(entries) => {
            for entry in entries {
                let own = Language::ALL.into_iter().find(|language| language.code() == &*entry.key);
                values(&entry.node, own, source, changes);
            }
        }
        Value::Scalar { .. } => {
            if let Some(language) = language {
                scalar(node, language, source, changes);
            }
        }
        Value::Null => {}
    }
}

/// Corrects a scalar as written: its words without quotation marks and indentation.
fn scalar(node: &Node, language: Language, source: &Source, changes: &mut Vec<Change>) {
    let Value::Scalar { style, .. } = &node.value else { return };
    let range = node.span.range();
    let Some(written) = source.text().get(range.clone()) else { return };
    let inner = match style {
        // Escapes differ from the text: a text in double quotes with any is not changed.
        Style::Double if written.contains('\\') => return,
        Style::Double | Style::Single if written.len() >= 2 => range.start + 1..range.end - 1,
        _ => range.clone(),
    };
    let line = source.text()[..range.start].rfind('\n').map_or(0, |at| at + 1);
    // The words of a block begin after its indentation; elsewhere white space at the start of a line has no
    // meaning.
    let indentation = if *style == Style::Block { range.start - line } else { usize::MAX };
    let typed = Typed::read(&source.text()[inner.clone()], inner.start, indentation, *style == Style::Single);
    let mut set = Vec::new();
    words(&typed.text, 0, language, &mut set);
    for (range, words) in set {
        let words = match style {
            Style::Single => words.replace('\'', "''"),
            Style::Double if words.contains('"') => continue,
            _ => words,
        };
        changes.push((typed.place(range.start)..typed.place(range.end), words));
    }
}

/// The words of a scalar after parsing, with the position of each in the source.
struct Typed {
    text: String,
    /// Where stretches begin, in the text and in the source.
    stretches: Vec<(usize, usize)>,
}

impl Typed {
    /// Reads words that begin at a position, without the indentation of each following line; an apostrophe may be
    /// written twice.
    fn read(written: &str, start: usize, indentation: usize, doubled: bool) -> Self {
        let mut typed = Self { text: String::with_capacity(written.len()), stretches: Vec::new() };
        let mut at = start;
        for (number, line) in written.split_inclusive('\n').enumerate() {
            let blanks = line.bytes().take_while(|byte| *byte == b' ' || (*byte == b'\t' && indentation == usize::MAX));
            let indent = if number == 0 { 0 } else { blanks.take(indentation).count() };
            typed.stretches.push((typed.text.len(), at + indent));
            let mut rest = &line[indent..];
            while let Some(pair) = rest.find("''").filter(|_| doubled) {
                typed.text.push_str(&rest[..pair + 1]);
                rest = &rest[pair + 2..];
                typed.stretches.push((typed.text.len(), at + line.len() - rest.len()));
            }
            typed.text.push_str(rest);
            at += line.len();
        }
        typed
    }

    fn place(&self, at: usize) -> usize {
        let next = self.stretches.partition_point(|(start, _)| *start <= at);
        next.checked_sub(1).map_or(at, |found| at - self.stretches[found].0 + self.stretches[found].1)
    }
}

fn body(source: &Source, part: Range<usize>, language: Language, changes: &mut Vec<Change>) {
    words(&source.text()[part.clone()], part.start, language, changes);
}

/// Corrects the words of a Markdown text, where they are written as they are read.
fn words(text: &str, start: usize, language: Language, changes: &mut Vec<Change>) {
    let mut words = WordRuns::new(language);
    let mut named = 0;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        if WordRuns::<Range<usize>>::ends(&event) {
            changes.extend(set(&mut words, start));
        }
        match &event {
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                named += usize::from(named > 0 || is_named_by_words(*link_type));
            }
            Event::End(TagEnd::Link | TagEnd::Image) if named > 0 => named -= 1,
            _ => {}
        }
        // Escaped text differs from its source, and words that name the address of a link also occur below: both
        // are not changed.
        let is_escaped = text[..range.start].ends_with('\\');
        let place = match &event {
            Event::Text(read)
                if named == 0 && !is_escaped && text.get(range.clone()).is_some_and(|written| *written == **read) =>
            {
                Some(range)
            }
            _ => None,
        };
        words.take(&event, place);
    }
    changes.extend(set(&mut words, start));
}

/// Returns whether the words of a link are the name of its address: `[words]`, `[words][]`.
fn is_named_by_words(kind: LinkType) -> bool {
    use LinkType::{Collapsed, CollapsedUnknown, Shortcut, ShortcutUnknown};
    matches!(kind, Collapsed | CollapsedUnknown | Shortcut | ShortcutUnknown)
}

fn set(words: &mut WordRuns<'_, Range<usize>>, start: usize) -> impl Iterator<Item = Change> {
    words.set().filter_map(move |stretch| match stretch.text {
        Cow::Owned(text) => Some((stretch.place.start + start..stretch.place.end + start, text)),
        Cow::Borrowed(_) => None,
    })
}
