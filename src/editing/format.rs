//! The typography of the sources: what an editor typed is set as each language asks, in place;
//! everything else (comments, order, quoting) stays byte for byte.
//!
//! Of a record, the values under `fr` and `en` are texts; of a Markdown file, its words and the
//! texts of its front matter. Code, addresses and identifiers are never touched. A change that
//! would alter anything but typography is not made.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::Draft;
use crate::diagnostic::{Report, Source};
use crate::language::Language;
use crate::language::typography::typeset_after;
use crate::model::confirmed::bare;
use crate::model::markdown::{OPTIONS, Target};
use crate::model::records::Parsed;
use crate::model::{Kind, Records};
use crate::source::front_matter;
use crate::source::yaml::{self, Node, Value};

/// The texts of a front matter, which stand in the file's own language.
const TEXTS: [&str; 4] = ["title", "description", "text", "note"];

/// A change of a file: a range of its bytes, and what stands there instead.
type Change = (Range<usize>, String);

/// The files whose typography is to change, as they are to be.
pub fn format(records: &Records) -> Vec<Draft> {
    records.iter().filter_map(|file| of(file)).collect()
}

fn of(file: &Parsed) -> Option<Draft> {
    let source = &file.source;
    let mut unheard = Report::default();
    let mut changes: Vec<Change> = Vec::new();
    match &file.kind {
        Kind::Commentary(_, _, language) | Kind::FreePage(_, language) => {
            let halves = front_matter::split(source, &mut unheard)?;
            let node = yaml::parse(source, halves.yaml.clone(), &mut unheard)?;
            head(&node, *language, source, &mut changes);
            body(source, halves.body.clone(), *language, &mut changes);
        }
        _ => {
            let node = yaml::parse(source, 0..source.text().len(), &mut unheard)?;
            values(&node, None, source, &mut changes);
        }
    }
    let text = applied(source.text(), changes)?;
    is_same(file, &text).then(|| Draft { path: source.path().to_string(), text })
}

/// The text with its changes; `None` where there are none.
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

/// Whether a file still says the same: it reads as before, typography aside.
fn is_same(file: &Parsed, text: &str) -> bool {
    let is_markdown = matches!(file.kind, Kind::Commentary(..) | Kind::FreePage(..));
    let read = |source: &Arc<Source>| {
        let mut unheard = Report::default();
        let (head, body) = if is_markdown {
            let halves = front_matter::split(source, &mut unheard)?;
            (halves.yaml, bare(&source.text()[halves.body]))
        } else {
            (0..source.text().len(), String::new())
        };
        Some((yaml::parse(source, head, &mut unheard)?, body))
    };
    match (read(&file.source), read(&Source::new(Arc::clone(file.source.path()), text))) {
        (Some((before, old)), Some((after, new))) => same(&before, &after) && old == new,
        _ => false,
    }
}

fn same(before: &Node, after: &Node) -> bool {
    match (&before.value, &after.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar { text: one, .. }, Value::Scalar { text: other, .. }) => bare(one) == bare(other),
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

/// The texts of a front matter.
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

/// The values of a record under `fr` and `en`.
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

/// A scalar as it is written: plain and block texts as they stand, quoted ones between their quotes.
fn scalar(node: &Node, language: Language, source: &Source, changes: &mut Vec<Change>) {
    let range = node.span.range();
    let Some(written) = source.text().get(range.clone()) else { return };
    let inner = match written.as_bytes().first() {
        // Escapes are another alphabet: a text in double quotes that has any is left.
        Some(b'"') if written.contains('\\') => return,
        Some(b'"' | b'\'') if written.len() >= 2 => range.start + 1..range.end - 1,
        Some(b'|' | b'>') => {
            let Some(line) = written.find('\n') else { return };
            range.start + line + 1..range.end
        }
        _ => range.clone(),
    };
    let text = &source.text()[inner.clone()];
    let is_single = written.starts_with('\'');
    // In single quotes an apostrophe is written twice.
    let typed = if is_single { text.replace("''", "'") } else { text.to_owned() };
    let mut set = markdown(&typed, language);
    if is_single {
        set = set.replace('\'', "''");
    }
    if written.starts_with('"') && set.contains('"') && set.matches('"').count() != typed.matches('"').count() {
        return;
    }
    changes.push((inner, set));
}

/// A text that may hold Markdown.
fn markdown(text: &str, language: Language) -> String {
    let mut changes = Vec::new();
    words(text, 0, language, &mut changes);
    applied(text, changes).unwrap_or_else(|| text.to_owned())
}

fn body(source: &Source, part: Range<usize>, language: Language, changes: &mut Vec<Change>) {
    words(&source.text()[part.clone()], part.start, language, changes);
}

/// The words of a Markdown text, where they are written as they read.
fn words(text: &str, start: usize, language: Language, changes: &mut Vec<Change>) {
    let mut languages = vec![language];
    let mut links = Vec::new();
    let mut silent = 0_usize;
    let mut before = None;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let marked = match Target::parse(&dest_url) {
                    Ok(Target::Language(language)) => Some(language),
                    _ => None,
                };
                let is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                languages.extend(marked);
                silent += usize::from(is_address);
                links.push((marked.is_some(), is_address));
            }
            Event::End(TagEnd::Link) => {
                let (marked, is_address) = links.pop().unwrap_or_default();
                if marked {
                    languages.pop();
                }
                silent -= usize::from(is_address);
            }
            Event::Start(Tag::CodeBlock(_)) => silent += 1,
            Event::End(TagEnd::CodeBlock) => silent -= 1,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => before = None,
            Event::SoftBreak | Event::HardBreak => before = Some(' '),
            Event::Code(words) => before = words.chars().next_back(),
            // What is escaped in the source is not written as it reads: it stays.
            Event::Text(words) if silent == 0 => {
                let written = &text[range.clone()];
                if *written == *words {
                    let language = languages.last().copied().unwrap_or(language);
                    let set = typeset_after(before, written, language);
                    if *set != *written {
                        changes.push((range.start + start..range.end + start, set.into_owned()));
                    }
                }
                before = words.chars().next_back().or(before);
            }
            Event::Text(words) => before = words.chars().next_back().or(before),
            _ => {}
        }
    }
}
