//! Problems reported to an editor: the place, the cause and the fix.
//!
//! A [`Diagnostic`] contains a stable [`Code`], a [`Place`] and the arguments of its message; the words are chosen
//! only when it is rendered, so one report can be read in either language. A [`Report`] collects *every* problem of
//! a run, and never stops at the first. Each stage returns a [`Reported`] value: the value together with the
//! problems found in it.

mod codes;
pub mod fault;
pub mod json;
mod place;
mod report;
pub mod sarif;
pub mod suggestion;
pub mod terminal;

pub use codes::{Code, Severity};
pub use place::{Place, Position, Source, Span};
pub use report::{LIMIT, Report, Reported};

/// A value that a message shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// Text shown unchanged.
    Text(String),
    /// An integer, written in the notation of the language.
    Number(i64),
    /// Possible values, joined as « a, b ou c ».
    Choice(Vec<String>),
    /// Values that all apply, joined as « a, b et c ».
    List(Vec<String>),
    /// A date in ISO 8601, written in words; any other text is unchanged.
    Date(String),
    /// A text in French and in English.
    Both([String; 2]),
    /// A term of the message catalogue (`term-…`), translated with the message.
    Term(&'static str),
    /// Keywords of the format, each with its meaning in the language of the message (`gloss-…`), joined likewise.
    Words(Vec<&'static str>),
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

/// One problem to report to the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code of the problem.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// A second place that explains the first: the other claimant, the French side.
    pub related: Option<Place>,
    /// The arguments of the message, by name.
    pub args: Vec<(&'static str, Arg)>,
    /// The number of further problems of the same kind in the same file, which are not reported one by one.
    pub more: usize,
    /// The fix that the hint proposes, if it can be applied automatically.
    pub fix: Option<Fix>,
}

/// A change that a hint proposes. It never loses written content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// A replacement for a span of the file.
    Replace(Span, String),
    /// Another path for the file, which is not in use.
    Rename(String),
}

impl Diagnostic {
    /// Returns a diagnostic without arguments.
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, place, related: None, args: Vec::new(), more: 0, fix: None }
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

    /// Adds `nearest`, the known word that the written one was meant as, or `none`.
    #[must_use]
    pub fn nearest<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = suggestion::nearest(written, known).unwrap_or("none").to_owned();
        self.arg("nearest", nearest)
    }

    /// Like [`Diagnostic::nearest`], for a word that is a complete span of the file: replacing the span is the fix.
    #[must_use]
    pub fn nearest_at<'a>(mut self, span: Span, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = suggestion::nearest(written, known);
        self.fix = nearest.map(|word| Fix::Replace(span, word.to_owned()));
        self.arg("nearest", nearest.unwrap_or("none").to_owned())
    }

    /// Adds the change that the hint proposes.
    #[must_use]
    pub fn fixed_by(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// Returns whether a character is not allowed in a record: controls, direction marks, invisible characters (Unicode
/// TR 36 and TR 39, and the `Default_Ignorable_Code_Point` property).
///
/// No-break spaces (U+00A0, U+202F) and the soft hyphen are ordinary typography; the joiner and the selector used
/// in emoji (U+200D, U+FE0F) are allowed.
pub fn is_deceptive(c: char) -> bool {
    match c {
        '\t' | '\n' | ' '..='~' | '\u{a0}'..='\u{34e}' | '\u{350}'..='\u{61b}' => false,
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control(),
    }
}
