//! Reading mappings field by field: what is missing, mistyped or unknown is reported once, where it
//! is found, and reading goes on.

use std::sync::Arc;

use crate::diagnostic::{Arg, Code, Diagnostic, Report, Reported, Source, Span};
use crate::source::yaml::{Entry, Node, Value};

/// A file being read, with what was found wrong in it so far.
#[derive(Debug)]
pub struct Context<'a> {
    /// The file being read.
    pub source: &'a Arc<Source>,
    report: Report,
}

impl<'a> Context<'a> {
    /// Begins to read a file; nothing was found wrong yet.
    pub fn new(source: &'a Arc<Source>) -> Self {
        Self { source, report: Report::default() }
    }

    /// A value with everything found wrong on the way to it.
    pub fn reported<T>(self, value: T) -> Reported<T> {
        Reported::new(value, self.report)
    }

    /// Adds what another stage found wrong, and gives its value.
    pub fn take<T>(&mut self, reported: Reported<T>) -> T {
        reported.into(&mut self.report)
    }

    /// Adds what a comparison found wrong.
    pub fn extend(&mut self, report: Report) {
        self.report.extend(report);
    }

    /// A diagnostic at a span of the file, to be completed and given to [`Context::report`].
    pub fn diagnostic(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::new(code, self.source.place(span))
    }

    /// Tells a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// Tells that a value is of another kind than expected (a `term-…` of the messages).
    pub fn wrong_type(&mut self, node: &Node, expected: &'static str) {
        let found = match node.value {
            Value::Null => "term-nothing",
            Value::Scalar { .. } => "term-scalar",
            Value::Sequence(_) => "term-list",
            Value::Mapping(_) => "term-mapping",
        };
        let diagnostic = self.diagnostic(Code::WrongType, node.span);
        self.report(diagnostic.arg("expected", Arg::Term(expected)).arg("found", Arg::Term(found)));
    }

    /// A list of values, each read by `read`.
    pub fn list<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&Node, &mut Context<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match &node.value {
            // All items are read, so that every problem in them is reported.
            Value::Sequence(items) => {
                let read: Vec<_> = items.iter().map(|item| read(item, self)).collect();
                read.into_iter().collect()
            }
            _ => {
                self.wrong_type(node, "term-list");
                None
            }
        }
    }
}

/// The fields of a mapping, asked for one by one.
#[derive(Debug)]
pub struct Fields<'n, 'c, 'a> {
    entries: &'n [Entry],
    span: Span,
    asked: Vec<&'static str>,
    cx: &'c mut Context<'a>,
}

impl<'n, 'c, 'a> Fields<'n, 'c, 'a> {
    /// The fields of a node that must be a mapping.
    pub fn of(node: &'n Node, cx: &'c mut Context<'a>) -> Option<Self> {
        match &node.value {
            Value::Mapping(entries) => Some(Self { entries, span: node.span, asked: Vec::new(), cx }),
            _ => {
                cx.wrong_type(node, "term-mapping");
                None
            }
        }
    }

    /// A field that must be there. `None` if it is missing or could not be read.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Context<'a>) -> Option<T>,
    ) -> Option<T> {
        self.required_or(key, Code::MissingKey, read)
    }

    /// A field that must be there, whose absence has a code of its own.
    pub fn required_or<T>(
        &mut self,
        key: &'static str,
        absent: Code,
        read: impl FnOnce(&Node, &mut Context<'a>) -> Option<T>,
    ) -> Option<T> {
        match self.find(key) {
            Some(entry) if !matches!(entry.node.value, Value::Null) => read(&entry.node, self.cx),
            found => {
                let span = found.map_or(Span { start: self.span.start, end: self.span.start }, |entry| entry.key_span);
                let diagnostic = self.cx.diagnostic(absent, span).arg("key", key);
                self.cx.report(diagnostic);
                None
            }
        }
    }

    /// A field that may be left out, or left blank. `Some(None)` if it is; `None` if it is there
    /// and could not be read.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Context<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.find(key) {
            Some(entry) if !matches!(entry.node.value, Value::Null) => read(&entry.node, self.cx).map(Some),
            _ => Some(None),
        }
    }

    /// A list that may be left out: then it is empty.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(&Node, &mut Context<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.optional(key, |node, cx| cx.list(node, read)).map(Option::unwrap_or_default)
    }

    /// Where a field is, or the whole mapping if it is absent.
    pub fn span_of(&self, key: &str) -> Span {
        self.entries.iter().find(|entry| &*entry.key == key).map_or(self.span, |entry| entry.node.span)
    }

    /// What to tell problems to that concern several fields.
    pub fn context(&mut self) -> &mut Context<'a> {
        self.cx
    }

    /// Tells the keys that were never asked for. To be called last.
    pub fn finish(self) {
        for entry in self.entries.iter().filter(|entry| !self.asked.contains(&&*entry.key)) {
            let diagnostic = self
                .cx
                .diagnostic(Code::UnknownKey, entry.key_span)
                .arg("key", &*entry.key)
                .arg("known", Arg::Choice(self.asked.iter().map(|key| (*key).to_owned()).collect()))
                .nearest(&entry.key, self.asked.iter().copied());
            self.cx.report(diagnostic);
        }
    }

    fn find(&mut self, key: &'static str) -> Option<&'n Entry> {
        self.asked.push(key);
        self.entries.iter().find(|entry| &*entry.key == key)
    }
}

/// The text of a node that must be a scalar, white space around it removed.
pub fn scalar<'n>(node: &'n Node, cx: &mut Context<'_>, expected: &'static str) -> Option<&'n str> {
    match &node.value {
        Value::Scalar { text, .. } if text.trim().is_empty() => {
            let diagnostic = cx.diagnostic(Code::EmptyText, node.span);
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
