//! Reads mappings field by field: a missing, mistyped or unknown field is reported once, at its place, and reading
//! continues.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Arg, Code, Diagnostic, Fix, Report, Reported, Source, Span, suggestion};
use crate::language::marks;
use crate::source::quoted;
use crate::source::yaml::{Entry, Node, Style, Value};

/// A file being read, with the problems found so far.
#[derive(Debug)]
pub struct Context<'a> {
    /// The file being read.
    pub source: &'a Arc<Source>,
    report: Report,
    /// The key whose value is being read.
    key: &'static str,
}

/// Examples of the entries of some keys, for messages about a value of the wrong type.
const EXAMPLES: &[(&str, &str)] = &[
    ("accepted", "- {code: CV406, reason: {fr: …, en: …}}"),
    ("corrections", "- {date: 2026-04-12, text: {fr: …, en: …}}"),
    ("decisions", "- text: {fr: …, en: …}"),
    ("declarations", "- {date: 2026-04-12, text: {fr: …, en: …}}"),
    ("documents", "- {title: {fr: …, en: …}, file: assets/…}"),
    ("evidence", "- url: https://…"),
    ("milestones", "{done: 4, total: 5}"),
    ("minutes", "{adopted: 2026-04-12}"),
    ("other_names", "- {name: …, end_date: 2026-04-12}"),
    ("recommendations", "- {id: r1, text: …}"),
    ("sources", "- url: https://…"),
    ("terms", "- {seat: …, start_date: 2026-04-12}"),
    ("votes", "{for: 5, against: 0, abstained: 0}"),
    ("withdrawn", "{date: 2026-04-12, reason: …}"),
];

impl<'a> Context<'a> {
    /// Begins reading a file, with an empty report.
    pub fn new(source: &'a Arc<Source>) -> Self {
        Self { source, report: Report::default(), key: "" }
    }

    /// Returns a value with all the problems found on the way.
    pub fn reported<T>(self, value: T) -> Reported<T> {
        Reported::new(value, self.report)
    }

    /// Adds the problems found by another stage, and returns its value.
    pub fn take<T>(&mut self, reported: Reported<T>) -> T {
        reported.into(&mut self.report)
    }

    /// Adds the problems found by a comparison.
    pub fn extend(&mut self, report: Report) {
        self.report.extend(report);
    }

    /// Returns a diagnostic at a span of the file, to be completed and passed to [`Context::report`].
    pub fn diagnostic(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::new(code, self.source.place(span))
    }

    /// Reports a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// Reports a value that is not of the expected type; `expected` is the id of a term of the messages (`term-…`).
    pub fn wrong_type(&mut self, node: &Node, expected: &'static str) {
        let found = match node.value {
            Value::Null => "term-nothing",
            Value::Scalar { .. } => "term-scalar",
            Value::Sequence(_) => "term-list",
            Value::Mapping(_) => "term-mapping",
        };
        let example =
            EXAMPLES.iter().find(|(key, _)| *key == self.key && matches!(expected, "term-list" | "term-mapping"));
        // A single value in brackets cannot become a list of mappings.
        let proposal = self.retyped(node, expected).filter(|_| example.is_none());
        let mut diagnostic = self
            .diagnostic(Code::WrongType, node.span)
            .arg("expected", Arg::Term(expected))
            .arg("found", Arg::Term(found))
            .arg("kind", expected.trim_start_matches("term-"))
            .arg("example", example.map_or("none", |(_, example)| example))
            .arg("proposal", proposal.clone().unwrap_or_else(|| "none".to_owned()));
        if let Some(with) = proposal {
            diagnostic = diagnostic.fixed_by(Fix::Replace(node.span, with));
        }
        self.report(diagnostic);
    }

    /// Returns the same value in the form expected, if it is unambiguous.
    fn retyped(&self, node: &Node, expected: &str) -> Option<String> {
        let written = self.source.text().get(node.span.range())?.trim();
        match (expected, &node.value) {
            ("term-list", Value::Scalar { .. }) if !written.contains(['\n', ',', ':', '#']) => {
                Some(format!("[{written}]"))
            }
            ("term-number", Value::Scalar { text, .. }) => {
                // Separators between groups of three digits; `1.5` is not an integer.
                let is_sign = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '\'');
                let groups: Vec<&str> = text.trim().split(is_sign).collect();
                let are_digits = groups.iter().flat_map(|group| group.bytes()).all(|byte| byte.is_ascii_digit());
                let (first, others) = groups.split_first()?;
                let are_threes = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
                (are_digits && are_threes && !others.is_empty()).then(|| groups.concat())
            }
            ("term-text", Value::Sequence(_)) if written.starts_with('[') && !written.contains('\n') => {
                Some(quoted(written))
            }
            _ => None,
        }
    }

    /// Reads a list of values, each with `read`.
    pub fn list<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&Node, &mut Context<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match &node.value {
            // All items are read, so that every problem in them is reported.
            Value::Sequence(items) => {
                let key = self.key;
                let mut read_item = |item| {
                    self.key = key;
                    read(item, self)
                };
                let read: Vec<_> = items.iter().map(&mut read_item).collect();
                read.into_iter().collect()
            }
            _ => {
                self.wrong_type(node, "term-list");
                None
            }
        }
    }
}

/// The fields of a mapping, read one by one.
#[derive(Debug)]
pub struct Fields<'n, 'c, 'a> {
    entries: &'n [Entry],
    span: Span,
    asked: Vec<&'static str>,
    /// The required keys that are missing, each with the code and the place of its diagnostic.
    missing: Vec<(&'static str, Code, Span)>,
    cx: &'c mut Context<'a>,
}

impl<'n, 'c, 'a> Fields<'n, 'c, 'a> {
    /// Returns the fields of a node; reports a node that is not a mapping.
    pub fn of(node: &'n Node, cx: &'c mut Context<'a>) -> Option<Self> {
        match &node.value {
            Value::Mapping(entries) => {
                // No record has more keys.
                const MOST: usize = 24;
                Some(Self { entries, span: node.span, asked: Vec::with_capacity(MOST), missing: Vec::new(), cx })
            }
            _ => {
                cx.wrong_type(node, "term-mapping");
                None
            }
        }
    }

    /// Reads a required field. `None` if it is missing or could not be read.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Context<'a>) -> Option<T>,
    ) -> Option<T> {
        self.required_or(key, Code::MissingKey, read)
    }

    /// Reads a required field whose absence has a code of its own.
    pub fn required_or<T>(
        &mut self,
        key: &'static str,
        absent: Code,
        read: impl FnOnce(&Node, &mut Context<'a>) -> Option<T>,
    ) -> Option<T> {
        match self.find(key) {
            Some(entry) if !matches!(entry.node.value, Value::Null) => {
                self.cx.key = key;
                read(&entry.node, self.cx)
            }
            found => {
                let span = found.map_or(Span { start: self.span.start, end: self.span.start }, |entry| entry.key_span);
                self.missing.push((key, absent, span));
                None
            }
        }
    }

    /// Reads an optional field. `Some(None)` if it is missing or blank; `None` if it is present and could not be
    /// read.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Context<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.find(key) {
            Some(entry) if !matches!(entry.node.value, Value::Null) => {
                self.cx.key = key;
                read(&entry.node, self.cx).map(Some)
            }
            _ => Some(None),
        }
    }

    /// Reads an optional list; empty if it is missing.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(&Node, &mut Context<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.optional(key, |node, cx| cx.list(node, read)).map(Option::unwrap_or_default)
    }

    /// Reports, at the place of another field, that a field optional on its own is missing beside that field.
    pub fn is_missing(&mut self, key: &'static str, at: Span) {
        self.missing.push((key, Code::MissingKey, at));
    }

    /// Returns the place of a field, or of the complete mapping if the field is missing.
    pub fn span_of(&self, key: &str) -> Span {
        self.entries.iter().find(|entry| &*entry.key == key).map_or(self.span, |entry| entry.node.span)
    }

    /// Returns the context, to report problems that concern several fields.
    pub fn context(&mut self) -> &mut Context<'a> {
        self.cx
    }

    /// Reports the keys that were never read, and those that are missing; an unknown key that was meant as a
    /// missing one is reported once. Must be called last.
    pub fn finish(self) {
        let Self { entries, asked, mut missing, cx, .. } = self;
        // A key that is present was not meant a second time.
        let given: BTreeSet<&str> = entries.iter().map(|entry| &*entry.key).collect();
        let absent: Vec<&str> = asked.iter().copied().filter(|key| !given.contains(key)).collect();
        for entry in entries.iter().filter(|entry| !asked.contains(&&*entry.key)) {
            let meant = suggestion::nearest(&entry.key, missing.iter().map(|(key, ..)| *key));
            let diagnostic = match meant.and_then(|key| missing.iter().position(|(own, ..)| *own == key)) {
                Some(at) => {
                    let (key, ..) = missing.remove(at);
                    let diagnostic = cx.diagnostic(Code::MissingKey, entry.key_span).arg("key", key);
                    let diagnostic = diagnostic.arg("instead", &*entry.key);
                    diagnostic.fixed_by(Fix::Replace(entry.key_span, key.to_owned()))
                }
                None => cx
                    .diagnostic(Code::UnknownKey, entry.key_span)
                    .arg("key", &*entry.key)
                    .arg("known", Arg::Choice(asked.iter().map(|key| (*key).to_owned()).collect()))
                    .nearest_at(entry.key_span, &entry.key, absent.iter().copied()),
            };
            cx.report(diagnostic);
        }
        for (key, code, span) in missing {
            let diagnostic = cx.diagnostic(code, span).arg("key", key).arg("instead", "none").arg("kind", "field");
            cx.report(diagnostic);
        }
    }

    fn find(&mut self, key: &'static str) -> Option<&'n Entry> {
        self.asked.push(key);
        self.entries.iter().find(|entry| &*entry.key == key)
    }
}

/// Returns the text of a node that must be a scalar, without surrounding white space.
pub fn scalar<'n>(node: &'n Node, cx: &mut Context<'_>, expected: &'static str) -> Option<&'n str> {
    match &node.value {
        Value::Scalar { text, .. } if text.trim().is_empty() => {
            let diagnostic = cx.diagnostic(Code::EmptyText, node.span).arg("kind", "field");
            cx.report(diagnostic);
            None
        }
        Value::Scalar { text, .. } => Some(text.trim()),
        _ => {
            cx.wrong_type(node, expected);
            None
        }
    }
}

/// Returns the text of a node that must be a sentence or a name. YAML takes what follows ` #` on its line as a
/// comment: it would be lost silently, so it is reported.
pub fn sentence<'n>(node: &'n Node, cx: &mut Context<'_>) -> Option<&'n str> {
    let text = code(node, cx)?;
    if let Value::Scalar { style: Style::Plain, .. } = node.value {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let line = cx.source.text()[end..].lines().next().unwrap_or_default().trim_end();
        if line.trim_start().starts_with('#') {
            let whole = Span::new(start..end + line.len());
            let written = quoted(&cx.source.text()[whole.range()]);
            let hash = Span::new(end..end + line.len());
            let diagnostic = cx.diagnostic(Code::TextCut, hash).arg("proposal", written.as_str());
            cx.report(diagnostic.fixed_by(Fix::Replace(whole, written)));
            return None;
        }
    }
    Some(text)
}

/// Returns the text of a node that goes into the data and is not a sentence: an abbreviation, a number of an
/// external register.
pub fn code<'n>(node: &'n Node, cx: &mut Context<'_>) -> Option<&'n str> {
    let text = scalar(node, cx, "term-text")?;
    // The data contain the words without their language marks.
    let words = if marks::has(text) { Cow::Owned(marks::plain(text)) } else { Cow::Borrowed(text) };
    if is_formula(&words) {
        let first = words.chars().next().unwrap_or_default();
        let diagnostic = cx.diagnostic(Code::RunsInSpreadsheet, node.span).arg("sign", first.to_string());
        cx.report(diagnostic);
        return None;
    }
    Some(text)
}

/// Returns whether a spreadsheet would run a text as a formula. No escape character works in every program, so no
/// text that goes into the data may begin so (OWASP, CSV injection). A dash or a plus before a space is not a
/// formula.
fn is_formula(text: &str) -> bool {
    let mut signs = text.chars();
    match signs.next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => signs.next().is_some_and(|c| !c.is_whitespace()),
        _ => false,
    }
}
