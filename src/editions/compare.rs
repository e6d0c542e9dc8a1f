//! Compares two versions of a file, value by value and section by section.

use std::sync::Arc;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diagnostic::Source;
use crate::language::Language;
use crate::model::RecordId;
use crate::model::edition::{Change, ChangeKind, Label, Part};
use crate::source::front_matter;
use crate::source::yaml::{self, Node, Value};

/// Returns the changes of a file; `None` if only comments, the order of keys or the form of the YAML changed.
pub fn compare(path: &str, before: &str, after: &str) -> Option<Change> {
    let [then, now] = [before, after].map(|text| Version::of(path, text));
    let mut parts = Vec::new();
    Walk { parts: &mut parts, language: language_of(path) }.nodes("", then.head.as_ref(), now.head.as_ref());
    sections(&then.sections, &now.sections, language_of(path), &mut parts);
    // Values that the program writes itself are not content.
    parts.retain(|part| part.at != "translates");
    if parts.is_empty() {
        return None;
    }
    let labels = labels(&parts);
    Some(Change {
        kind: ChangeKind::Changed,
        labels,
        parts,
        ..Change::whole(path, ChangeKind::Changed, title(path, after))
    })
}

/// Returns the name or title in the content of a file.
pub fn title(path: &str, text: &str) -> Option<String> {
    let Some(Node { value: Value::Mapping(entries), .. }) = Version::of(path, text).head else { return None };
    let named = |key: &str| entries.iter().find(|entry| &*entry.key == key).map(|entry| &entry.node.value);
    match named("title").or_else(|| named("name"))? {
        Value::Scalar { text, .. } => Some(text.trim().to_owned()),
        Value::Mapping(sides) => sides.iter().find_map(|side| match &side.node.value {
            Value::Scalar { text, .. } if &*side.key == "fr" => Some(text.trim().to_owned()),
            _ => None,
        }),
        Value::Null | Value::Sequence(_) => None,
    }
}

/// Returns the language of a text, from its file's name.
fn language_of(path: &str) -> Option<Language> {
    RecordId::of(path)?.language
}

/// A version of a file, divided into its parts.
struct Version {
    head: Option<Node>,
    /// Headings and texts; the first is the text before any heading.
    sections: Vec<(String, String)>,
}

impl Version {
    fn of(path: &str, text: &str) -> Self {
        let source: Arc<Source> = Source::new(path.into(), text);
        if !path.ends_with(".md") {
            let head = yaml::parse(&source, 0..text.len()).value;
            return Self { head, sections: Vec::new() };
        }
        match front_matter::split(&source).value {
            Some(halves) => Self {
                head: yaml::parse(&source, halves.yaml.clone()).value,
                sections: sections_of(&text[halves.body.clone()]),
            },
            None => Self { head: None, sections: sections_of(text) },
        }
    }
}

/// Returns the sections of a Markdown text by its headings, except headings in blocks of code.
fn sections_of(body: &str) -> Vec<(String, String)> {
    let mut sections = vec![(String::new(), String::new())];
    let mut fence: Option<&str> = None;
    for line in body.lines() {
        let start = line.trim_start();
        match fence {
            Some(mark) if start.starts_with(mark) => fence = None,
            Some(_) => {}
            None => fence = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark)),
        }
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = fence.is_none() && (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
        match (is_heading, sections.last_mut()) {
            (true, _) => sections.push((line[hashes..].trim().trim_end_matches('#').trim().to_owned(), String::new())),
            (false, Some((_, text))) => {
                text.push_str(line.trim_end());
                text.push('\n');
            }
            (false, None) => {}
        }
    }
    for (_, text) in &mut sections {
        *text = text.trim().to_owned();
    }
    sections
}

/// Compares sections: those with the same heading are the same section, and one between two unchanged headings was
/// renamed.
fn sections(then: &[(String, String)], now: &[(String, String)], language: Option<Language>, parts: &mut Vec<Part>) {
    let headings = |all: &[(String, String)]| all.iter().map(|(heading, _)| heading.clone()).collect::<Vec<_>>();
    let mut tell = |at: &str, before: Option<&str>, after: Option<&str>| {
        parts.extend(Part::new(format!("#{at}"), language, before, after));
    };
    for op in capture_diff_slices(Algorithm::Myers, &headings(then), &headings(now)) {
        let (_, old, new) = op.as_tag_tuple();
        let paired = old.len().min(new.len());
        let pairs = old.clone().zip(new.clone());
        for (one, other) in pairs {
            let ((heading, before), (own, after)) = (&then[one], &now[other]);
            if heading != own {
                tell(own, Some(heading), Some(own));
            }
            tell(own, Some(before), Some(after));
        }
        for (heading, text) in &then[old.start + paired..old.end] {
            tell(heading, Some(&format!("{heading}\n\n{text}")), None);
        }
        for (heading, text) in &now[new.start + paired..new.end] {
            tell(heading, None, Some(&format!("{heading}\n\n{text}")));
        }
    }
}

/// Compares two versions of the values of a record.
struct Walk<'p> {
    parts: &'p mut Vec<Part>,
    /// The language of the file, if it has one.
    language: Option<Language>,
}

impl Walk<'_> {
    fn nodes(&mut self, at: &str, then: Option<&Node>, now: Option<&Node>) {
        match (then.map(|node| &node.value), now.map(|node| &node.value)) {
            (Some(Value::Mapping(_)), Some(Value::Mapping(_)) | None) | (None, Some(Value::Mapping(_))) => {
                self.mappings(at, then, now);
            }
            (Some(Value::Sequence(one)), Some(Value::Sequence(other))) => self.lists(at, one, other),
            (Some(Value::Sequence(one)), None) => self.lists(at, one, &[]),
            (None, Some(Value::Sequence(other))) => self.lists(at, &[], other),
            (one, other) => {
                let [before, after] = [one, other].map(|value| value.map(said).filter(|text| !text.is_empty()));
                self.leaf(at, before.as_deref(), after.as_deref());
            }
        }
    }

    fn mappings(&mut self, at: &str, then: Option<&Node>, now: Option<&Node>) {
        let entries = |node: Option<&Node>| match node.map(|node| &node.value) {
            Some(Value::Mapping(entries)) => entries.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        let mut keys = entries(then);
        keys.extend(entries(now));
        let mut seen = std::collections::HashSet::new();
        keys.retain(|key| seen.insert(key.clone()));
        for key in keys {
            let [one, other] = [then, now].map(|node| child(node?, &key));
            let below = if at.is_empty() { key.to_string() } else { format!("{at}.{key}") };
            self.nodes(&below, one, other);
        }
    }

    /// Compares lists: items with the same content are the same; those between two unchanged items are compared in
    /// their order.
    fn lists(&mut self, at: &str, then: &[Node], now: &[Node]) {
        let texts = |items: &[Node]| items.iter().map(|item| said(&item.value)).collect::<Vec<_>>();
        for op in capture_diff_slices(Algorithm::Myers, &texts(then), &texts(now)) {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let (_, old, new) = op.as_tag_tuple();
            let paired = old.len().min(new.len());
            for (one, other) in old.clone().zip(new.clone()) {
                self.nodes(&format!("{at}[{}]", other + 1), Some(&then[one]), Some(&now[other]));
            }
            for (one, item) in then.iter().enumerate().take(old.end).skip(old.start + paired) {
                self.nodes(&format!("{at}[{}]", one + 1), Some(item), None);
            }
            for (other, item) in now.iter().enumerate().take(new.end).skip(new.start + paired) {
                self.nodes(&format!("{at}[{}]", other + 1), None, Some(item));
            }
        }
    }

    fn leaf(&mut self, at: &str, before: Option<&str>, after: Option<&str>) {
        let (at, side) = match at.rsplit_once('.') {
            Some((above, code)) if Language::from_code(code).is_some() => (above, Language::from_code(code)),
            _ => (at, None),
        };
        // In the front matter of a text, words are in its language, and ids and dates in none.
        let own = self
            .language
            .filter(|_| ["title", "description", "text", "reason", "addressee"].iter().any(|key| at.ends_with(key)));
        self.parts.extend(Part::new(at.to_owned(), side.or(own), before, after));
    }
}

fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Mapping(entries) => entries.iter().find(|entry| &*entry.key == key).map(|entry| &entry.node),
        Value::Null | Value::Scalar { .. } | Value::Sequence(_) => None,
    }
}

/// Returns a value on one line.
fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Scalar { text, .. } => text.trim().to_owned(),
        Value::Sequence(items) => items.iter().map(|item| said(&item.value)).collect::<Vec<_>>().join(", "),
        Value::Mapping(entries) => {
            let entry = |entry: &yaml::Entry| format!("{}: {}", entry.key, said(&entry.node.value));
            entries.iter().map(entry).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Returns whether a part is a date, a number, an id or an address, and not words.
fn is_data(part: &Part) -> bool {
    let key = part.at.rsplit('.').next().unwrap_or_default();
    let key = key.split('[').next().unwrap_or_default();
    let is_of_words = [
        "name",
        "abbreviation",
        "parent",
        "title",
        "description",
        "text",
        "note",
        "reason",
        "role",
        "by",
        "author",
        "addressee",
        "guests",
        "lead",
        "agenda",
    ];
    part.language.is_none() && !part.at.starts_with('#') && !is_of_words.contains(&key)
}

/// Returns the kinds of a change; a label never hides an entry.
fn labels(parts: &[Part]) -> Vec<Label> {
    let letters = |text: &Option<String>| -> String {
        text.iter().flat_map(|text| text.chars()).filter(|c| c.is_alphanumeric()).collect()
    };
    let mut labels = Vec::new();
    if parts.iter().any(|part| part.at.starts_with("corrections") && part.after.is_some()) {
        labels.push(Label::Correction);
    }
    if parts.iter().all(|part| letters(&part.before) == letters(&part.after)) {
        labels.push(Label::Typography);
    } else if parts.iter().all(is_data) {
        labels.push(Label::Data);
    }
    labels
}
