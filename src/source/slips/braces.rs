//! Lists and mappings on one line: where they end, and typical mistakes in them.

use std::ops::Range;

use super::{Cause, Slip, key, quoted};

/// Returns where a quoted text ends, after its closing mark.
pub(super) fn closing(text: &str, at: usize, mark: char) -> Option<usize> {
    let mut characters = text[at..].char_indices().skip(1).peekable();
    while let Some((offset, c)) = characters.next() {
        match c {
            '\\' if mark == '"' => drop(characters.next()),
            c if c == mark => match characters.peek() {
                Some((_, next)) if mark == '\'' && *next == '\'' => drop(characters.next()),
                _ => return Some(at + offset + c.len_utf8()),
            },
            _ => {}
        }
    }
    None
}

/// Returns where a list or mapping ends, after its closing bracket, as YAML reads it.
pub(super) fn collection_end(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_start = true;
    let mut next = at;
    while let Some(c) = text[next..].chars().next() {
        match c {
            '"' | '\'' if is_start => {
                next = closing(text, next, c)?;
                is_start = false;
                continue;
            }
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(next + 1);
                }
            }
            '#' if text[..next].ends_with([' ', '\n']) => {
                next += text[next..].find('\n').unwrap_or(text.len() - next);
                continue;
            }
            _ => {}
        }
        is_start = matches!(c, '{' | '[' | ',' | ':') || (is_start && c.is_whitespace());
        next += c.len_utf8();
    }
    None
}

/// A part of `{key: text, …}`.
struct Part {
    /// The key with its colon.
    head: Range<usize>,
    /// The complete text.
    text: Range<usize>,
}

/// Returns the mistake of a mapping in braces on one line, from its opening brace to the end of the line.
pub(super) fn braces(text: &str, start: usize, end: usize, is_closed: bool) -> Option<Slip> {
    let inner = start + 1..if is_closed { end - 1 } else { end };
    // A mapping that contains another collection is not a pair of texts.
    if text[inner.clone()].contains(['{', '}', '[', ']']) {
        return None;
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut found: Option<(Cause, Range<usize>)> = None;
    for range in pieces(text, inner) {
        let piece = &text[range.clone()];
        let begin = range.start + piece.len() - piece.trim_start().len();
        // YAML allows a comma before the closing brace.
        if is_closed && range.end == end - 1 && piece.trim().is_empty() && !parts.is_empty() {
            continue;
        }
        match key(&text[begin..range.end]).or_else(|| quoted_key(&text[begin..range.end])) {
            Some(colon) => parts.push(Part { head: begin..begin + colon + 1, text: begin + colon + 1..range.end }),
            None => {
                let last = parts.last_mut()?;
                let stop = begin + text[begin..range.end].trim_end().len();
                found.get_or_insert((Cause::Comma, begin..stop));
                last.text.end = range.end;
            }
        }
    }
    for part in &parts {
        let written = text[part.text.clone()].trim();
        let at = part.text.start + text[part.text.clone()].len() - text[part.text.clone()].trim_start().len();
        let own = match written.chars().next() {
            Some(mark @ ('"' | '\'')) => match closing(text, at, mark).filter(|close| *close <= part.text.end) {
                Some(close) if text[close..part.text.end].trim().is_empty() => None,
                _ => Some((Cause::AfterQuote, at..at + written.len())),
            },
            Some('&' | '*' | '!' | '@' | '%' | '`' | '|' | '>') => Some((Cause::Sign, at..at + written.len())),
            _ => match (written.find(" #"), written.find(": ")) {
                (Some(hash), _) => Some((Cause::BraceHash, at + hash + 1..at + hash + 2)),
                (None, Some(colon)) => Some((Cause::BraceColon, at + colon..at + colon + 1)),
                _ => None,
            },
        };
        if found.is_none() {
            found = own;
        }
    }
    let (cause, span) = found?;
    let is_clean = |part: &Part| {
        let written = text[part.text.clone()].trim();
        !written.starts_with(['"', '\'']) || closing(text, part.text.start + 1, '"').is_some()
    };
    let fix = (is_closed && parts.iter().all(is_clean)).then(|| {
        let pairs: Vec<String> =
            parts.iter().map(|part| pair(&text[part.head.clone()], text[part.text.clone()].trim())).collect();
        (start..end, format!("{{{}}}", pairs.join(", ")))
    });
    Some(Slip { cause, span, fix })
}

/// Returns the colon after a quoted key.
fn quoted_key(piece: &str) -> Option<usize> {
    let mark = piece.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let close = closing(piece, 0, mark)?;
    piece[close..].starts_with(':').then_some(close)
}

/// Formats a key and its text, which is quoted if it was not.
fn pair(head: &str, written: &str) -> String {
    let is_quoted = |mark: char| written.starts_with(mark) && closing(written, 0, mark) == Some(written.len());
    if is_quoted('"') || is_quoted('\'') { format!("{head} {written}") } else { format!("{head} {}", quoted(written)) }
}

/// Returns the ranges between the commas of a range, ignoring those within quotation marks.
fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let (mut start, mut next, mut is_start) = (range.start, range.start, true);
    while let Some(c) = text[next..range.end].chars().next() {
        match c {
            '"' | '\'' if is_start => match closing(text, next, c).filter(|close| *close <= range.end) {
                Some(close) => {
                    (next, is_start) = (close, false);
                    continue;
                }
                None => is_start = false,
            },
            ',' => {
                pieces.push(start..next);
                start = next + 1;
                is_start = true;
            }
            c => is_start = c == ':' || (is_start && c.is_whitespace()),
        }
        next += c.len_utf8();
    }
    pieces.push(start..range.end);
    pieces
}
