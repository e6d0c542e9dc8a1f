//! The possible mistakes in YAML.

/// A mistake in YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Cause {
    /// A tab before the first word of a line.
    Tab,
    /// A no-break space instead of a space.
    NoBreakSpace,
    /// `name:Organisation`.
    SpaceMissing,
    /// A key more indented than those before it.
    TooDeep,
    /// A key at none of the levels of those before it.
    Unaligned,
    /// `: ` inside a text.
    Colon,
    /// `: ` inside a text that is an item of a list.
    ItemColon,
    /// A text that begins with a special character of YAML.
    Sign,
    /// Words after a closing quotation mark.
    AfterQuote,
    /// An apostrophe inside a text in single quotes.
    Apostrophe,
    /// A comma inside `{fr: …, en: …}`.
    Comma,
    /// `: ` inside `{fr: …, en: …}`.
    BraceColon,
    /// ` #` inside `{fr: …, en: …}`.
    BraceHash,
    /// A brace or bracket that is not closed.
    Unclosed,
    /// A quotation mark that is not closed.
    QuoteUnclosed,
    /// A line that is not a key with its value.
    NoKey,
    /// `-item`.
    Dash,
    /// A first key that does not begin its line, although others do.
    First,
    /// `\\` between quotation marks, where it has another meaning.
    Backslash,
}

impl Cause {
    /// Returns the keyword that messages use for it.
    pub(in crate::source) fn word(self) -> &'static str {
        match self {
            Cause::Tab => "tab",
            Cause::NoBreakSpace => "no-break-space",
            Cause::SpaceMissing => "space-missing",
            Cause::TooDeep => "too-deep",
            Cause::Unaligned => "unaligned",
            Cause::Colon | Cause::ItemColon => "colon",
            Cause::Sign => "sign",
            Cause::AfterQuote => "after-quote",
            Cause::Apostrophe => "apostrophe",
            Cause::Comma => "comma",
            Cause::BraceColon => "brace-colon",
            Cause::BraceHash => "brace-hash",
            Cause::Unclosed => "unclosed",
            Cause::QuoteUnclosed => "quote-unclosed",
            Cause::NoKey => "no-key",
            Cause::Dash => "dash",
            Cause::First => "first",
            Cause::Backslash => "backslash",
        }
    }

    /// Returns whether the fix puts the rest of the line between quotation marks.
    pub(super) fn is_quoted_to_fix(self) -> bool {
        matches!(self, Cause::Colon | Cause::Sign | Cause::AfterQuote | Cause::Apostrophe | Cause::ItemColon)
    }

    /// Returns whether it is a mistake even if the text parses.
    pub(super) fn is_certain(self) -> bool {
        matches!(self, Cause::NoBreakSpace | Cause::SpaceMissing | Cause::Comma | Cause::ItemColon)
    }
}
