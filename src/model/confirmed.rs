//! The French that an English text was confirmed against, and what changed since: section by section of a text,
//! field by field of a record. Differences of white space and typography are ignored.

use std::collections::{HashMap, HashSet};

use super::commentary::Commentary;
use super::free_page::FreePage;
use super::markdown::Markdown;
use super::value::Located;
use crate::diagnostic::{Source, Span};
use crate::language::Language;
use crate::source::yaml::{Node, Value};

/// A part of a text whose translation can become outdated on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part it is.
    pub name: PartName,
    /// Its words.
    pub text: String,
    /// Its place in the file.
    pub span: Span,
}

/// Which part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PartName {
    /// The title.
    Title,
    /// The description.
    Description,
    /// The recommendation with an id.
    Recommendation(String),
    /// The text before the first heading (0), or below a heading, counted from 1.
    Section(usize),
}

/// A text that can be divided into parts.
pub trait Parts {
    /// Returns its parts, in order.
    fn parts(&self) -> Vec<Part>;
    /// Returns the mark of the French that it was confirmed against, from its front matter.
    fn translates(&self) -> Option<&str>;
}

impl Parts for Commentary {
    fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part { name: PartName::Title, text: self.title.value.clone(), span: self.title.span }];
        parts.extend(description(self.description.as_ref()));
        parts.extend(self.recommendations.iter().map(|one| Part {
            name: PartName::Recommendation(one.id.to_string()),
            text: one.text.clone(),
            span: one.id.span,
        }));
        parts.extend(sections(&self.body));
        parts
    }

    fn translates(&self) -> Option<&str> {
        self.translates.as_deref()
    }
}

impl Parts for FreePage {
    fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part { name: PartName::Title, text: self.title.value.clone(), span: self.title.span }];
        parts.extend(description(self.description.as_ref()));
        parts.extend(sections(&self.body));
        parts
    }

    fn translates(&self) -> Option<&str> {
        self.translates.as_deref()
    }
}

fn description(text: Option<&Located<String>>) -> Option<Part> {
    text.map(|text| Part { name: PartName::Description, text: text.value.clone(), span: text.span })
}

/// Divides a body into sections: the text before the first heading, then one for each heading.
fn sections(body: &Markdown) -> Vec<Part> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(body.headings().iter().map(|heading| heading.range.start)).collect();
    let ends = starts.iter().skip(1).copied().chain([body.text().len()]);
    let ranges = starts.iter().copied().zip(ends);
    ranges
        .enumerate()
        .map(|(at, (start, end))| {
            let text = &body.text()[start..end];
            // Its first line that is not blank.
            let first = start + text.len() - text.trim_start().len();
            let shown = first..first + text.trim().lines().next().unwrap_or_default().len();
            Part { name: PartName::Section(at), text: text.trim().to_owned(), span: body.span(shown) }
        })
        .collect()
}

/// Returns the text without white space and with quotation marks, apostrophes, dashes and ellipses in one form, so
/// that texts that differ only in these are equal.
pub fn normalized(text: &str) -> String {
    let mut normalized = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '’' | '‘' => normalized.push('\''),
            '«' | '»' | '“' | '”' => normalized.push('"'),
            '–' | '—' | '‑' => normalized.push('-'),
            '…' => normalized.push_str("..."),
            '\u{ad}' => {}
            c => normalized.push(c),
        }
    }
    normalized
}

/// Returns the mark of a French text for the front matter of its English: the first sixteen hexadecimal digits of a
/// BLAKE3 hash of the normalized parts.
pub fn mark(parts: &[Part]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        let text = normalized(&part.text);
        if let PartName::Recommendation(id) = &part.name {
            hasher.update(id.as_bytes());
        }
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// A part of which the French changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The part as it is now; `None` if it was removed.
    pub now: Option<Part>,
    /// The part as it was; `None` if it is new.
    pub then: Option<Part>,
}

/// Returns the parts that differ between the confirmed French and the present one.
pub fn changes(then: &[Part], now: &[Part]) -> Vec<Change> {
    let mut known: HashMap<(bool, String), usize> = HashMap::new();
    let key = |part: &Part| (matches!(part.name, PartName::Section(_)), normalized(&part.text));
    for part in then {
        *known.entry(key(part)).or_default() += 1;
    }
    let mut take = |part: &Part| match known.get_mut(&key(part)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let changed: Vec<&Part> = now.iter().filter(|part| !take(part)).collect();
    let mut gone: Vec<&Part> =
        then.iter().filter(|part| known.get(&key(part)).is_some_and(|count| *count > 0)).collect();
    let mut changes = Vec::new();
    for part in changed {
        let same = gone.iter().position(|old| old.name == part.name);
        let then = same.map(|at| gone.remove(at).clone());
        changes.push(Change { now: Some(part.clone()), then });
    }
    changes.extend(gone.into_iter().map(|part| Change { now: None, then: Some(part.clone()) }));
    changes
}

/// Returns whether the sections that did not change are still at their former positions.
pub fn same_order(then: &[Part], now: &[Part]) -> bool {
    let sections = |parts: &[Part]| -> Vec<String> {
        parts
            .iter()
            .filter(|part| matches!(part.name, PartName::Section(_)))
            .map(|part| normalized(&part.text))
            .collect()
    };
    let (then, now) = (sections(then), sections(now));
    let moved = |(at, text): (usize, &String)| then.get(at) != Some(text) && then.contains(text);
    then.len() == now.len() && !now.iter().enumerate().any(moved)
}

/// A field of a record in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its keys, without positions in lists: `terms.representative.role`.
    pub key: String,
    /// The French and its place.
    pub french: (String, Span),
    /// The English and its place, if there is any.
    pub english: Option<(String, Span)>,
}

/// Returns the localized fields of a record.
pub fn fields(node: &Node) -> Vec<Field> {
    let mut fields = Vec::new();
    gather(node, "", &mut fields);
    fields
}

fn gather(node: &Node, key: &str, fields: &mut Vec<Field>) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| gather(item, key, fields)),
        Value::Mapping(entries) => {
            let side = |language: Language| {
                let entry = entries.iter().find(|entry| &*entry.key == language.code())?;
                match &entry.node.value {
                    Value::Scalar { text, .. } => Some((text.to_string(), entry.node.span)),
                    _ => None,
                }
            };
            match side(Language::French) {
                Some(french) => fields.push(Field { key: key.to_owned(), french, english: side(Language::English) }),
                None => {
                    for entry in entries {
                        let below = if key.is_empty() { entry.key.to_string() } else { format!("{key}.{}", entry.key) };
                        gather(&entry.node, &below, fields);
                    }
                }
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

/// Returns the fields whose French changed since it was confirmed, each with the French confirmed then.
///
/// A field is matched to a confirmed one by its key and its English. If the English was edited since, it is matched
/// if it is the only field of its key, or if it shares most of its English words. A field stays outdated until it
/// is confirmed.
pub fn stale<'f>(then: &[Field], now: &'f [Field]) -> Vec<(&'f Field, String)> {
    let mut confirmed: HashMap<&str, Vec<Kept<'_>>> = HashMap::new();
    for field in then {
        if let Some((english, _)) = &field.english {
            let kept =
                Kept { french: &field.french.0, english: normalized(english), words: words(english), is_known: false };
            confirmed.entry(&field.key).or_default().push(kept);
        }
    }
    let mut stale = Vec::new();
    let mut edited = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (at, field) in now.iter().enumerate() {
        let (Some((english, _)), Some(known)) = (&field.english, confirmed.get_mut(field.key.as_str())) else {
            continue;
        };
        *counts.entry(&field.key).or_default() += 1;
        let english = normalized(english);
        let french = normalized(&field.french.0);
        let mut same = known.iter_mut().filter(|kept| kept.english == english).peekable();
        let Some(first) = same.peek().map(|kept| kept.french) else {
            edited.push((at, field));
            continue;
        };
        let mut current = false;
        for kept in same {
            kept.is_known = true;
            current |= normalized(kept.french) == french;
        }
        if !current {
            stale.push((at, field, first));
        }
    }
    for (at, field) in edited {
        let Some(known) = confirmed.get_mut(field.key.as_str()) else { continue };
        let alone = known.len() == 1 && counts.get(field.key.as_str()) == Some(&1);
        let own = words(field.english.as_ref().map_or("", |(english, _)| english));
        let shared = |kept: &Kept<'_>| kept.words.intersection(&own).count();
        let like = known.iter_mut().filter(|kept| !kept.is_known).max_by_key(|kept| shared(kept));
        let like = like.filter(|kept| alone || shared(kept) * 2 > kept.words.len().max(own.len()));
        if let Some(kept) = like {
            kept.is_known = true;
            if normalized(kept.french) != normalized(&field.french.0) {
                stale.push((at, field, kept.french));
            }
        }
    }
    stale.sort_by_key(|(at, ..)| *at);
    stale.into_iter().map(|(_, field, french)| (field, french.to_owned())).collect()
}

/// A field as it was when confirmed.
struct Kept<'a> {
    french: &'a str,
    english: String,
    words: HashSet<String>,
    /// Whether a present field was matched to it.
    is_known: bool,
}

fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Returns whether most of a record's fields also are in the confirmed ones: the record is then a copy under
/// another name.
pub fn is_copy(then: &[Field], now: &[Field]) -> bool {
    let english = |field: &Field| field.english.as_ref().map(|(english, _)| (field.key.clone(), normalized(english)));
    let known: HashSet<(String, String)> = then.iter().filter_map(english).collect();
    let own: Vec<(String, String)> = now.iter().filter_map(english).collect();
    own.iter().filter(|field| known.contains(field)).count() * 2 > own.len()
}

/// Returns a name of a part for the editor: its id if it is a recommendation, else its first words, such as the
/// heading of a section.
pub fn named(part: &Part, source: &Source) -> String {
    let first = part.text.lines().next().unwrap_or_default().trim_start_matches('#').trim();
    let short: String = first.chars().take(60).collect();
    match &part.name {
        PartName::Recommendation(id) => id.clone(),
        _ if short.is_empty() => source.path().to_string(),
        _ if short.len() < first.len() => format!("{short}…"),
        _ => short,
    }
}
