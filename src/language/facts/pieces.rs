//! Divides a text into figures, words and what is between them.

use std::ops::Range;

use super::words::money;
use crate::language::Language;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits.
    Digits,
    /// Letters, with the hyphens and apostrophes inside.
    Word,
    /// Letters and digits together: an identifier.
    Mixed,
    /// White space of any kind.
    Space,
    /// Any other character.
    Mark,
}

/// Divides a text into pieces; a web or mail address is one piece without facts.
pub(super) fn pieces(text: &str) -> Vec<(Kind, Range<usize>)> {
    // Assumes words of seven letters with spaces: more capacity than most texts need.
    let mut pieces: Vec<(Kind, Range<usize>)> = Vec::with_capacity(text.len() / 4 + 4);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        match kind_of(first) {
            Kind::Space => {
                at = text.len() - text[at..].trim_start().len();
                pieces.push((Kind::Space, start..at));
            }
            Kind::Mark => pieces.push((Kind::Mark, start..at)),
            begins => {
                let (kind, end) = word(text, start, begins);
                at = end;
                match kind {
                    Kind::Mixed => split_mixed(text, start..end, begins == Kind::Digits, &mut pieces),
                    kind => pieces.push((kind, start..end)),
                }
            }
        }
    }
    without_addresses(text, pieces)
}

/// Returns the kind of the figures and letters that begin at a position, and where they end.
fn word(text: &str, start: usize, begins: Kind) -> (Kind, usize) {
    let mut kind = begins;
    let mut end = start;
    loop {
        if kind == Kind::Word {
            end = past_letters(text.as_bytes(), end);
        }
        let Some(next) = text[end..].chars().next() else { break };
        let after = end + next.len_utf8();
        match (kind, kind_of(next)) {
            (Kind::Digits, Kind::Word) | (Kind::Word, Kind::Digits) => kind = Kind::Mixed,
            (_, Kind::Digits | Kind::Word) => {}
            (Kind::Word, Kind::Mark) => {
                // An elided article is separate from its word: « l’équipe », « d’avril ».
                let joins = match next {
                    '-' => true,
                    '’' | '\'' => end - start > 2,
                    _ => false,
                };
                if !joins || !text[after..].starts_with(char::is_alphanumeric) {
                    break;
                }
            }
            _ => break,
        }
        end = after;
    }
    (kind, end)
}

/// Returns the end of a run of the letters of most words, without decoding characters.
fn past_letters(bytes: &[u8], mut at: usize) -> usize {
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
        }
        match bytes[at..] {
            // « à » to « ÿ », except × and ÷
            [0xc3, second, ..] if second != 0x97 && second != 0xb7 => at += 2,
            _ => return at,
        }
    }
}

fn kind_of(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digits,
        // Most characters are in these ranges, and need no look-up in Unicode's tables.
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' => Kind::Word,
        ' ' | '\n' | '\u{a0}' => Kind::Space,
        '!'..='/' | ':'..='@' | '’' | '«' | '»' => Kind::Mark,
        c if c.is_alphabetic() => Kind::Word,
        c if c.is_whitespace() => Kind::Space,
        _ => Kind::Mark,
    }
}

/// « 1er », “2nd”, « 18h30 », “6pm”, “5M”: figures with a known ending; anything else is an identifier.
fn split_mixed(text: &str, range: Range<usize>, begins_with_digits: bool, pieces: &mut Vec<(Kind, Range<usize>)>) {
    const ENDINGS: [&str; 39] = [
        "º", "er", "re", "e", "es", "ers", "res", "st", "nd", "rd", "th", "h", "am", "pm", "a", "p", "m", "km", "kg",
        "cm", "mm", "ha", "ko", "mo", "go", "to", "kb", "mb", "gb", "tb", "g", "mg", "l", "ml", "w", "kw", "mw", "kwh",
        "gwh",
    ];
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut was_digit = None;
    for (at, c) in text[range.clone()].char_indices() {
        let is_digit = c.is_ascii_digit();
        if was_digit.is_some_and(|was| was != is_digit) {
            parts.push(start..range.start + at);
            start = range.start + at;
        }
        was_digit = Some(is_digit);
    }
    parts.push(start..range.end);
    let known = |part: &Range<usize>| ENDINGS.contains(&text[part.clone()].to_lowercase().as_str());
    let is_hour = parts.len() == 3 && text[parts[1].clone()].eq_ignore_ascii_case("h");
    // “$250K”, “the 1990s”
    let is_money = text[..range.start].ends_with('$') || text[range.end..].starts_with('$');
    let other = |part: &Range<usize>| match &text[part.clone()] {
        "s" => part.start - range.start == 4,
        "K" | "M" | "k" => true,
        letter => is_money && money(letter, Language::English).is_some(),
    };
    let ends = |part: &Range<usize>| known(part) || other(part);
    if begins_with_digits && (is_hour || (parts.len() == 2 && ends(&parts[1]))) {
        for part in parts {
            let kind =
                if text[part.clone()].starts_with(|c: char| c.is_ascii_digit()) { Kind::Digits } else { Kind::Word };
            pieces.push((kind, part));
        }
    } else {
        pieces.push((Kind::Mixed, range));
    }
}

/// Merges an address between two spaces into one piece without facts.
fn without_addresses(text: &str, pieces: Vec<(Kind, Range<usize>)>) -> Vec<(Kind, Range<usize>)> {
    if !text.contains("://") && !text.contains('@') && !text.contains("www.") {
        return pieces;
    }
    let mut kept: Vec<(Kind, Range<usize>)> = Vec::with_capacity(pieces.len());
    for group in pieces.chunk_by(|(one, _), (other, _)| (*one == Kind::Space) == (*other == Kind::Space)) {
        let (Some((_, first)), Some((_, last))) = (group.first(), group.last()) else { continue };
        let whole = first.start..last.end;
        let words = &text[whole.clone()];
        if words.contains("://") || words.contains('@') || words.starts_with("www.") {
            kept.push((Kind::Mixed, whole));
        } else {
            kept.extend_from_slice(group);
        }
    }
    kept
}
