//! Mistakes with single characters: no-break spaces, backslashes.

use super::{Cause, Slip, quoted};

/// Finds a no-break space between a key and its colon, as in French typography.
pub(super) fn space_before_colon(text: &str, start: usize) -> Option<Slip> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')?;
    let gap = text[end..].len() - text[end..].trim_start_matches(['\u{a0}', '\u{202f}']).len();
    let is_key = is_keyword(&text[..end]) && gap > 0 && text[end + gap..].starts_with(':');
    let span = start + end..start + end + gap;
    is_key.then(|| Slip { cause: Cause::NoBreakSpace, span: span.clone(), fix: Some((span, String::new())) })
}

/// Returns whether a word may be a key of the format: these are in lower case.
pub(super) fn is_keyword(word: &str) -> bool {
    let word = word.trim_end_matches(' ');
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Finds a list item whose text contains a colon: YAML reads its first words as a key, which no key of the format
/// can be.
pub(super) fn text_with_colon(text: &str, start: usize) -> Option<Slip> {
    let written = text.trim_end();
    let colon = written.find(": ")?;
    let is_text = written.starts_with(char::is_alphabetic) && !is_keyword(&written[..colon]);
    let whole = start..start + written.len();
    let span = start + colon..start + colon + 1;
    is_text.then(|| Slip { cause: Cause::ItemColon, span, fix: Some((whole, quoted(written))) })
}

/// Finds a backslash between quotation marks that does not begin a YAML escape.
pub(super) fn backslash(text: &str, start: usize, end: usize) -> Option<Slip> {
    let inner = &text[start + 1..end - 1];
    let mut characters = inner.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c != '\\' {
            continue;
        }
        let (_, escaped) = characters.next()?;
        if !"0abtnvfre \"/\\N_LPxuU\t\n".contains(escaped) {
            // An escaped quotation mark is unambiguous; a letter given by its number is not.
            let plain = inner.replace("\\\"", "\"").replace('\'', "''");
            let is_coded = ["\\u", "\\x", "\\U"].iter().any(|code| {
                let behind = inner.match_indices(code).map(|(at, _)| &inner[at + 2..]);
                behind.into_iter().any(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
            });
            let fix = (!is_coded).then(|| (start..end, format!("'{plain}'")));
            return Some(Slip { cause: Cause::Backslash, span: start + 1 + at..start + 2 + at, fix });
        }
    }
    None
}

/// Finds a no-break space among white space.
pub(super) fn no_break_space(white: &str, start: usize) -> Option<Slip> {
    let is_it = |c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\u{3000}');
    let (at, c) = white.char_indices().find(|(_, c)| is_it(*c))?;
    let span = start + at..start + at + c.len_utf8();
    Some(Slip { cause: Cause::NoBreakSpace, span: span.clone(), fix: Some((span, " ".to_owned())) })
}

/// Returns the text between the first and the last mark, in which further marks are those of a quotation: `"Dire
/// "oui" et non"`. In a text such as `"A" et "B"` the marks belong to the text.
pub(super) fn within_marks(written: &str) -> &str {
    let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let opens = |inner: &&str| inner.find('"').is_some_and(|at| at == 0 || inner[..at].ends_with([' ', '(', '\u{a0}']));
    inner.filter(opens).unwrap_or(written)
}
