//! YAML as a tree of nodes with their places. Scalars keep the text as written: the field that reads a word (`no`,
//! `012`, `2021-04`) decides its meaning, so nothing is altered by parsing.
//!
//! Records use a simple subset of YAML. Anchors, aliases, tags, directives and further documents are refused
//! explicitly, which also excludes alias bombs; nesting is limited.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span as YamlSpan};

use super::slips::{self, Slip};
use crate::diagnostic::{Code, Diagnostic, Fix, Report, Reported, Source, Span, is_deceptive};

/// The maximum depth of nested collections; records need six levels.
const DEPTH: usize = 32;

/// The maximum length of a proposal shown in a hint.
const SHOWN: usize = 120;

/// A value and its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its value.
    pub value: Value,
    /// Where it is.
    pub span: Span,
}

/// The value of a node.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing written: `key:` or `~`.
    Null,
    /// Text as written, after quotes and escapes.
    Scalar {
        /// The text.
        text: Box<str>,
        /// How it was written.
        style: Style,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values, in the order of the file.
    Mapping(Vec<Entry>),
}

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// Between apostrophes.
    Single,
    /// Between quotation marks.
    Double,
    /// Below a `|` or `>`, indented.
    Block,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: Box<str>,
    /// Where the key is.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// Adds the spans of quoted and block scalars, in source order: nothing inside one is a mistake.
    fn marked(&self, spans: &mut Vec<Span>) {
        match &self.value {
            Value::Scalar { style: Style::Single | Style::Double | Style::Block, .. } => spans.push(self.span),
            Value::Null | Value::Scalar { .. } => {}
            Value::Sequence(items) => items.iter().for_each(|item| item.marked(spans)),
            Value::Mapping(entries) => entries.iter().for_each(|entry| entry.node.marked(spans)),
        }
    }
}

/// Parses the YAML part of a source; with syntax errors or refused features there is no node.
pub fn parse(source: &Arc<Source>, part: std::ops::Range<usize>) -> Reported<Option<Node>> {
    let text = &source.text()[part.clone()];
    let mut options = Options::default();
    options.emit_comments = false;
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = DEPTH;
    options.block_nesting_limit = DEPTH;
    let mut builder = Builder {
        source,
        offset: part.start,
        report: Report::default(),
        stack: Vec::new(),
        root: None,
        documents: 0,
        refused: false,
    };
    for item in Parser::new_from_str_with_options(text, options) {
        match item {
            Ok((event, span)) => {
                let span = builder.span(span);
                builder.event(event, span);
                if builder.refused {
                    return Reported::new(None, builder.report);
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                builder.syntax_error(text, error.kind(), at, &error.info());
                return Reported::new(None, builder.report);
            }
        }
    }
    let mut marked = Vec::new();
    builder.root.iter().for_each(|root| root.marked(&mut marked));
    let is_marked = |at: usize| {
        let at = at + part.start;
        let before = marked.partition_point(|span| span.start as usize <= at);
        before.checked_sub(1).is_some_and(|last| at < marked[last].end as usize)
    };
    if let Some(slip) = slips::silent(text, is_marked) {
        builder.slip(text, slip);
        return Reported::new(None, builder.report);
    }
    let root = builder.root.filter(|node| !matches!(node.value, Value::Null));
    if root.is_none() {
        builder.report.push(Diagnostic::new(Code::EmptyFile, source.place(Span::new(part.start..part.start))));
    }
    Reported::new(root, builder.report)
}

struct Builder<'s> {
    source: &'s Arc<Source>,
    offset: usize,
    report: Report,
    stack: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    refused: bool,
}

/// A collection that is not closed yet.
struct Open {
    start: Span,
    kind: Kind,
}

enum Kind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, key: Option<(Box<str>, Span)> },
}

impl Builder<'_> {
    fn span(&self, span: YamlSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(range.start + self.offset..range.end + self.offset)
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refuse("term-second-document", span);
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.refuse("term-alias", span),
            Event::Scalar(_, _, anchor, _) if anchor != 0 => self.refuse("term-anchor", span),
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) if anchor != 0 => {
                self.refuse("term-anchor", span);
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, _, Some(_))
            | Event::MappingStart(_, _, Some(_)) => {
                self.refuse("term-tag", span);
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span),
            Event::SequenceStart(..) => self.stack.push(Open { start: span, kind: Kind::Sequence(Vec::new()) }),
            Event::MappingStart(..) => {
                self.stack.push(Open { start: span, kind: Kind::Mapping { entries: Vec::new(), key: None } });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        if style == Style::Double {
            self.hidden(text, span);
        }
        if let Some(Open { kind: Kind::Mapping { key: key @ None, .. }, .. }) = self.stack.last_mut() {
            *key = Some((text.into(), span));
            return;
        }
        let value = match text {
            "" | "~" | "null" if style == Style::Plain => Value::Null,
            _ => Value::Scalar { text: text.into(), style },
        };
        self.add(Node { value, span });
    }

    /// Reports an invisible character written as an escape, which the check of the file's own characters cannot
    /// see.
    fn hidden(&mut self, text: &str, span: Span) {
        if let Some(character) = text.chars().find(|&c| is_deceptive(c)) {
            let diagnostic = Diagnostic::new(Code::HiddenCharacter, self.source.place(span));
            self.report.push(diagnostic.arg("character", format!("U+{:04X}", u32::from(character))));
        }
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.stack.pop() else { return };
        let value = match open.kind {
            Kind::Sequence(nodes) => Value::Sequence(nodes),
            Kind::Mapping { entries, .. } => {
                self.duplicates(&entries);
                Value::Mapping(entries)
            }
        };
        self.add(Node { value, span: Span { start: open.start.start, end: span.end.max(open.start.end) } });
    }

    fn duplicates(&mut self, entries: &[Entry]) {
        let mut sorted: Vec<_> = entries.iter().collect();
        sorted.sort_by(|a, b| (&a.key, a.key_span.start).cmp(&(&b.key, b.key_span.start)));
        for pair in sorted.windows(2).filter(|pair| pair[0].key == pair[1].key) {
            let [first, second] = [pair[0], pair[1]].map(|entry| self.source.place(entry.key_span));
            self.report.push(Diagnostic::new(Code::DuplicateKey, second).arg("key", &*pair[1].key).related(first));
        }
    }

    fn add(&mut self, node: Node) {
        match self.stack.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(Kind::Sequence(nodes)) => nodes.push(node),
            Some(Kind::Mapping { entries, key }) => match key.take() {
                Some((key, key_span)) => entries.push(Entry { key, key_span, node }),
                None => self.refuse("term-complex-key", node.span),
            },
        }
    }

    fn refuse(&mut self, feature: &'static str, span: Span) {
        self.refused = true;
        let text = &self.source.text()[self.offset..];
        let is_of_text = matches!(feature, "term-anchor" | "term-alias" | "term-tag");
        let sign = slips::before(text, (span.end as usize).saturating_sub(self.offset)).filter(|_| is_of_text);
        // A text that begins with the sign of such a feature usually was meant as a text.
        if let Some(slip) = sign {
            return self.slip(text, slip);
        }
        let place = self.source.place(span);
        let diagnostic =
            Diagnostic::new(Code::YamlFeature, place).arg("feature", crate::diagnostic::Arg::Term(feature));
        self.report.push(diagnostic.arg("kind", feature));
    }

    /// Reports a mistake in a text, which begins at the builder's offset.
    fn slip(&mut self, text: &str, slip: Slip) {
        let moved = |range: &Range<usize>| Span::new(range.start + self.offset..range.end + self.offset);
        let sign = text[slip.span.clone()].chars().next().unwrap_or_default();
        let proposal = slip.fix.as_ref().filter(|(_, with)| with.trim().chars().count() > 1);
        // A shortened text would be copied as it is shown.
        let shown = proposal.filter(|(_, with)| with.chars().count() <= SHOWN && !with.contains('\n'));
        let hidden = if slip.fix.is_some() { "long" } else { "none" };
        let proposal = shown.map_or_else(|| hidden.to_owned(), |(_, with)| with.clone());
        let mut diagnostic = Diagnostic::new(Code::YamlSyntax, self.source.place(moved(&slip.span)))
            .arg("cause", slip.cause.word())
            .arg("sign", sign.to_string())
            .arg("proposal", proposal);
        if let Some((range, with)) = slip.fix {
            diagnostic = diagnostic.fixed_by(Fix::Replace(moved(&range), with));
        }
        self.report.push(diagnostic);
    }

    fn syntax_error(&mut self, text: &str, kind: &ErrorKind, at: usize, info: &str) {
        let end_of_line = |at: usize| text[at..].find('\n').map_or(text.len(), |length| at + length);
        let mut line_end = end_of_line(at);
        // A tab at the start of the next line is found while this one is read.
        if text[line_end..].trim_start_matches(['\n', ' ']).starts_with('\t') {
            line_end = end_of_line((line_end + 1).min(text.len()));
        }
        let is_too_deep = matches!(kind, ErrorKind::RecursionLimitExceeded);
        if let Some(slip) = slips::before(text, line_end).filter(|_| !is_too_deep) {
            return self.slip(text, slip);
        }
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        let span = Span::new(at + self.offset..end + self.offset);
        let diagnostic = Diagnostic::new(Code::YamlSyntax, self.source.place(span));
        let cause = if is_too_deep { "depth" } else { "other" };
        self.report.push(diagnostic.arg("cause", cause).arg("detail", info).arg("proposal", "none"));
    }
}
