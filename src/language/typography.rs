//! Typography: replaces what an editor types on an ordinary keyboard by the signs that each language requires.
//!
//! French follows the OQLF's table (Vitrine linguistique, « Espacement avant et après les principaux signes de
//! ponctuation »), English the Canadian conventions. Addresses are never changed, and a second pass changes
//! nothing.

mod english;
mod french;
mod line;
mod ordinals;
mod quotes;

use std::borrow::Cow;
use std::ops::Range;

use line::Line;
pub use ordinals::ordinals;

use super::Language;

/// No-break space.
pub(crate) const NBSP: char = '\u{a0}';
/// Narrow no-break space.
const NNBSP: char = '\u{202f}';

/// The maximum number of passes over a text.
const ROUNDS: usize = 4;

/// A stretch of a line's words, as inline markup divides them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'t> {
    /// The words.
    pub text: Cow<'t, str>,
    /// Their language.
    pub language: Language,
    /// The number of marks of emphasis and links around it.
    pub depth: usize,
    /// Whether they must not change: code, an address, an escape, the end of a line.
    pub fixed: bool,
}

/// A change to a text.
#[derive(Debug, PartialEq, Eq)]
struct Edit {
    /// The range replaced, in bytes of the complete line; empty for an insertion.
    range: Range<usize>,
    /// The replacement.
    with: &'static str,
    /// The index of its run.
    run: usize,
}

/// The characters that follow `â` when the UTF-8 of a typographic mark or sign was read as Windows-1252 (`â€™` for
/// `’`): those of the second byte. No French or English text has one of them there.
pub const GARBLED_SECONDS: [char; 6] = ['€', '‚', '„', '†', 'ˆ', '‰'];

/// Returns a text with the typography of a language.
pub fn typeset(text: &str, language: Language) -> Cow<'_, str> {
    let mut runs = [Run { text: Cow::Borrowed(text), language, depth: 0, fixed: false }];
    typeset_runs(&mut runs);
    let [Run { text, .. }] = runs;
    text
}

/// Applies typographic rules to the runs of a line or paragraph, considering neighbouring runs; those that change
/// become owned.
pub fn typeset_runs(runs: &mut [Run<'_>]) {
    // A rule may create the conditions of another: the second round mostly finds nothing.
    for _ in 0..ROUNDS {
        let edits = edits(runs);
        if edits.is_empty() {
            break;
        }
        apply(runs, &edits);
    }
}

/// Applies changes, which are in the order of the runs.
fn apply(runs: &mut [Run<'_>], edits: &[Edit]) {
    let mut start = 0;
    let mut left = edits;
    for (at, run) in runs.iter_mut().enumerate() {
        let end = start + run.text.len();
        let (own, others) = left.split_at(left.iter().take_while(|edit| edit.run == at).count());
        left = others;
        if !own.is_empty() {
            let mut set = String::with_capacity(run.text.len() + 8);
            let mut last = 0;
            for edit in own {
                set.push_str(&run.text[last..edit.range.start - start]);
                set.push_str(edit.with);
                last = edit.range.end - start;
            }
            set.push_str(&run.text[last..]);
            run.text = Cow::Owned(set);
        }
        start = end;
    }
    debug_assert!(left.is_empty(), "changes are in the order of the runs");
}

/// Returns the changes to a line, in its order.
fn edits(runs: &[Run<'_>]) -> Vec<Edit> {
    if !runs.iter().any(|run| !run.fixed && may_change(run.text.as_bytes(), run.language))
        && !runs.windows(2).any(may_join)
    {
        return Vec::new();
    }
    let text = match runs {
        [run] => Cow::Borrowed(&*run.text),
        runs => Cow::Owned(runs.iter().map(|run| &*run.text).collect::<String>()),
    };
    found(&Line::new(runs, &text))
}

fn found(line: &Line<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in (0..line.chars.len()).filter(|at| !line.silent[*at]) {
        common(line, at, &mut edits);
        match line.runs[line.owners[at]].language {
            Language::French => french::rules(line, at, &mut edits),
            Language::English => english::rules(line, at, &mut edits),
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup_by(|next, first| next.range.start < first.range.end || next == first);
    edits
}

/// Returns whether a space at the edge of two runs may be a no-break space for what is on both sides.
fn may_join(pair: &[Run<'_>]) -> bool {
    let before = pair[0].text.bytes().next_back();
    pair[1].text.starts_with(' ') && before.is_none_or(|byte| byte.is_ascii_digit() || b"re.".contains(&byte))
}

/// The pairs of bytes at which a rule may begin, as one bit for each kind of pair: the first bytes here, the second
/// ones in [`SECOND`]. Two neighbours that share no bit are skipped.
const FIRST: [u8; 256] = marked([
    &[],
    // The last byte of a space: U+0020, U+00A0 and U+202F.
    b" \xa0\xaf",
    b"0123456789",
    b"\x80",
    b".",
    b"M",
    b"\xc2",
]);

/// The second bytes of the pairs of [`FIRST`].
const SECOND: [u8; 256] = marked([
    b"'\":%$",
    b";!?-h",
    b" \xafhe",
    // The last byte of U+202F, and of ‰.
    b"\xaf\xb0",
    b".",
    b"m.",
    // « » ¢ °
    b"\xab\xbb\xa2\xb0",
]);

const fn marked(kinds: [&[u8]; 7]) -> [u8; 256] {
    let mut marks = [0; 256];
    let mut kind = 0;
    while kind < kinds.len() {
        let mut at = 0;
        while at < kinds[kind].len() {
            marks[kinds[kind][at] as usize] |= 1 << kind;
            at += 1;
        }
        kind += 1;
    }
    marks
}

/// Returns whether any rule may apply, judged by the bytes alone: most texts need no further check.
fn may_change(text: &[u8], language: Language) -> bool {
    let mut previous = b' ';
    text.iter().enumerate().any(|(at, &byte)| {
        // The first kind begins anywhere.
        let pairs = (FIRST[usize::from(previous)] | 1) & SECOND[usize::from(byte)];
        previous = byte;
        pairs != 0 && may_begin(text, at, language)
    })
}

/// Returns whether a rule may apply at one of the pairs; `at` is the position of its second byte.
fn may_begin(text: &[u8], at: usize, language: Language) -> bool {
    let previous = if at == 0 { b' ' } else { text[at - 1] };
    let after_space = matches!(previous, b' ' | 0xa0 | 0xaf);
    let next = text.get(at + 1).copied().unwrap_or(b' ');
    match text[at] {
        // Only a no-break space is correct inside « and ».
        0xab => language == Language::French && !text[at + 1..].starts_with(b"\xc2\xa0"),
        0xbb => language == Language::French && !text[..at].ends_with(b"\xc2\xa0\xc2"),
        b':' if language == Language::French => {
            // « à » ends with the same byte as the no-break space.
            !text[..at].ends_with(b"\xc2\xa0")
                && (next.is_ascii_whitespace() || next >= 0x80 || b")]\"".contains(&next))
        }
        b':' | b';' | b'!' | b'?' => after_space,
        b'%' | b'$' => previous.is_ascii_digit() || after_space || next == b' ' || next == 0xc2 || next == 0xe2,
        b'.' => previous == b'.' || next == b' ',
        b'-' => previous == b' ' && next == b' ',
        b'e' => text[at..].starts_with(b"er "),
        b'm' => text[at..].starts_with(b"me "),
        // An apostrophe or quote, a figure before a space or « h », a narrow space, ¢, ° or ‰.
        _ => true,
    }
}

fn is_space(c: Option<char>) -> bool {
    c.is_some_and(char::is_whitespace)
}

/// Returns whether a character is a space within a line, breaking or not.
fn is_blank(c: Option<char>) -> bool {
    matches!(c, Some(' ' | NBSP | NNBSP))
}

/// Returns whether a character is a space that should be a no-break space.
fn is_other_blank(c: Option<char>) -> bool {
    matches!(c, Some(' ' | NNBSP))
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphabetic)
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

/// Returns whether a punctuation mark ends its word here: a space, a closing mark or the end follows.
fn ends(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | '»' | '”' | '"' | '…'))
}

/// Returns whether dots between these characters are a range or a path rather than an ellipsis.
fn is_joined(before: Option<char>, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    (is_word(before) && is_word(after)) || before == Some('/') || after == Some('/')
}

/// Returns whether a colon or semicolon is part of an emoticon.
fn is_face(after: Option<char>) -> bool {
    matches!(after, Some(')' | '('))
}

const UNITS: [&str; 25] = [
    "km", "kg", "cm", "mm", "m", "g", "ha", "L", "mL", "ko", "Ko", "Mo", "Go", "To", "kB", "MB", "GB", "TB", "min",
    "s", "MW", "kW", "kWh", "°C", "°",
];

/// The rules common to both languages.
fn common(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let (c, next) = (line.char(at), line.char(at + 1));
    match c {
        Some('.')
            if next == Some('.')
                && line.char(at + 2) == Some('.')
                && line.back(at, 1) != Some('.')
                && line.char(at + 3) != Some('.')
                && !is_joined(line.back(at, 1), line.char(at + 3)) =>
        {
            line.replace(at, 3, "…", edits);
        }
        // A dash for an aside, not the mark of a list at the start of a line.
        Some('-') if line.back(at, 1) == Some(' ') && next == Some(' ') => {
            let aside = line.back(at, 2).is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit());
            if aside && !is_digit(line.char(at + 2)) {
                line.replace(at, 1, "–", edits);
            }
        }
        // A number and its unit are kept together.
        Some(' ' | NNBSP) if is_digit(line.back(at, 1)) && UNITS.contains(&line.word(at + 1)) => {
            line.replace(at, 1, "\u{a0}", edits);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
