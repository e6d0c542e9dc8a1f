//! What the program has to say to an editor: the place, the cause and the mend.
//!
//! A [`Diagnostic`] holds a stable [`Code`], a [`Place`] and the arguments of its message; the
//! words are chosen only when it is rendered, so one report can be read in either language.
//! A [`Report`] gathers *every* problem of a run, and never stops at the first.

mod codes;
pub mod json;
pub mod sarif;
pub mod terminal;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use codes::{Code, Severity};

/// A file of the portal as text: the unit that places point into.
#[derive(Debug)]
pub struct Source {
    path: Arc<str>,
    text: Box<str>,
}

/// A range of bytes in a [`Source`], kept beside a value so that it can be pointed at later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of two byte offsets; files are bounded far below 4 GiB when they are read.
    pub fn new(range: Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// The span as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Source {
    /// A source named by its path below the root, with forward slashes.
    pub fn new(path: Arc<str>, text: impl Into<Box<str>>) -> Arc<Self> {
        Arc::new(Self { path, text: text.into() })
    }

    /// The path below the root, with forward slashes.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a span, with its line, column and the text of its first line.
    pub fn place(&self, span: Span) -> Place {
        let mut start = (span.start as usize).min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_text = self.text[line_start..].lines().next().unwrap_or_default();
        let line_end = line_start + line_text.len();
        let end = (span.end as usize).clamp(start, line_end.max(start));
        let width = self.text.get(start..end).unwrap_or_default().trim_end().chars().count();
        Place {
            path: Arc::clone(&self.path),
            position: Some(Position {
                line: self.text[..line_start].matches('\n').count() + 1,
                column: self.text[line_start..start].chars().count() + 1,
                width: width.max(1),
                excerpt: line_text.trim_end().into(),
            }),
        }
    }
}

/// Where something is: a file, and most often a line and a column in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's path below the root, with forward slashes.
    pub path: Arc<str>,
    /// Where in the file; absent when the file as a whole is meant.
    pub position: Option<Position>,
}

/// A line and column, counted from 1 in characters, with what stands there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// How many characters the marker covers, at least one.
    pub width: usize,
    /// The source line, without its line break.
    pub excerpt: Box<str>,
}

impl Place {
    /// A place that is a whole file.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), position: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.position {
            Some(at) => write!(f, "{}:{}:{}", self.path, at.line, at.column),
            None => f.write_str(&self.path),
        }
    }
}

/// A value that a message shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// Text shown as it is.
    Text(String),
    /// A whole number, written the language's way.
    Number(i64),
    /// Possible values, joined as « a, b ou c ».
    Choice(Vec<String>),
    /// A term of the message catalogue (`term-…`), translated with the message.
    Term(&'static str),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// One thing to tell the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is, stably.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// A second place that explains the first: the other claimant, the French side.
    pub related: Option<Place>,
    /// The arguments of the message, by name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Diagnostic {
    /// A diagnostic without arguments.
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, place, related: None, args: Vec::new() }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Adds the second place.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related = Some(place);
        self
    }

    /// Adds `nearest`, the known word closest to what was written, or `none`.
    #[must_use]
    pub fn nearest<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = nearest(written, known).unwrap_or("none").to_owned();
        self.arg("nearest", nearest)
    }
}

/// The known word closest to what was written, if it is close enough to be meant.
fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(written, word), word))
        .filter(|(distance, word)| *distance * 5 <= written.len().max(word.len()) * 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Characters that have no place in a record: controls, direction overrides, zero-width marks.
/// No-break spaces (U+00A0, U+202F) and the soft hyphen are ordinary typography.
pub fn is_deceptive(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

/// Every problem found in a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all problems of another report.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(other);
    }

    /// Sorts by file, line, column and code, and drops exact repeats.
    pub fn sort(&mut self) {
        self.diagnostics.sort_by(|a, b| (&a.place, a.code, &a.args).cmp(&(&b.place, b.code, &b.args)));
        self.diagnostics.dedup();
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether any problem forbids publication.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many problems are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.code.severity() == severity).count()
    }

    /// The problems, in the order they stand.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.diagnostics.iter()
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
