//! What the program has to say to an editor: the place, the cause and the fix.
//!
//! A [`Diagnostic`] holds a stable [`Code`], a [`Place`] and the arguments of its message; the
//! words are chosen only when it is rendered, so one report can be read in either language.
//! A [`Report`] gathers *every* problem of a run, and never stops at the first. A stage of the journey
//! gives a [`Reported`] value: what was found wrong travels with what it was found in.

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
    /// Text shown as it is.
    Text(String),
    /// A whole number, written the language's way.
    Number(i64),
    /// Possible values, joined as « a, b ou c ».
    Choice(Vec<String>),
    /// Values that are all there, joined as « a, b et c ».
    List(Vec<String>),
    /// A date in ISO 8601, written in words; what is none stays as it is.
    Date(String),
    /// A text in French and in English.
    Both([String; 2]),
    /// A term of the message catalogue (`term-…`), translated with the message.
    Term(&'static str),
    /// Words of the format, each with what it means in the language of the message (`gloss-…`), joined likewise.
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

/// One thing to say to the editor.
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
    /// How many more of the same kind there are in the same file, that are not reported one by one.
    pub more: usize,
    /// What the hint proposes, as a change that can be made without thought.
    pub fix: Option<Fix>,
}

/// A change that a hint proposes. It loses nothing of what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Other text in the place of a span of the file.
    Replace(Span, String),
    /// Another path for the file, which no file has.
    Rename(String),
}

impl Diagnostic {
    /// A diagnostic without arguments.
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

    /// Adds `nearest`, the known word that was meant by what was written, or `none`.
    #[must_use]
    pub fn nearest<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = suggestion::nearest(written, known).unwrap_or("none").to_owned();
        self.arg("nearest", nearest)
    }

    /// As [`Diagnostic::nearest`], where what was written is a whole span of the file: its replacement is the fix.
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

/// Characters that have no place in a record: controls, direction marks, characters that are not shown
/// (Unicode TR 36 and TR 39, and the `Default_Ignorable_Code_Point` property).
///
/// No-break spaces (U+00A0, U+202F) and the soft hyphen are ordinary typography; the joiners and the
/// selectors that emoji are made of (U+200D, U+FE0F) are let through.
pub fn is_deceptive(c: char) -> bool {
    match c {
        '\t' | '\n' | ' '..='~' | '\u{a0}'..='\u{61b}' => false,
        '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control(),
    }
}
