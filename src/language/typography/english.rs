//! The rules of Canadian English.

use super::{Edit, Line, ends, is_blank, is_digit, is_face, is_letter, is_other_blank, is_space};

pub(super) fn rules(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let Some(c) = line.char(at) else { return };
    let (previous, next) = (line.back(at, 1), line.char(at + 1));
    match c {
        '\'' => single(line, at, edits),
        '"' => match line.quotes.opens(at) {
            Some(true) => line.replace(at, 1, "“", edits),
            Some(false) => line.replace(at, 1, "”", edits),
            None => {}
        },
        ':' | ';' | '!' | '?' if ends(next) && is_blank(previous) => {
            let word = line.back(at, 2);
            let is_ratio = c == ':' && is_digit(word) && is_digit(line.char(at + 2));
            let is_face = matches!(c, ':' | ';') && is_face(next);
            if !is_ratio && !is_face && word.is_some_and(|c| !c.is_whitespace() && c != '»') && !is_space(word) {
                line.replace(at - 1, 1, "", edits);
            }
        }
        '%' if is_blank(previous) && is_digit(line.back(at, 2)) => line.replace(at - 1, 1, "", edits),
        '$' if is_blank(next) && is_digit(line.char(at + 2)) && !is_digit(previous) => {
            line.replace(at + 1, 1, "", edits)
        }
        ' ' | '\u{202f}' if is_other_blank(Some(c)) && is_digit(previous) => {
            let half =
                matches!(next, Some('a' | 'p')) && line.char(at + 2) == Some('.') && line.char(at + 3) == Some('m');
            if half {
                line.replace(at, 1, "\u{a0}", edits);
            }
        }
        _ => {}
    }
}

/// An apostrophe, or a quotation mark of words quoted in single marks; an unpaired one is not changed.
fn single(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let (previous, next) = (line.back(at, 1), line.char(at + 1));
    let begins = previous.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '“' | '"'));
    let is_elided = |at: usize| line.char(at + 1) == Some('n') && line.char(at + 2) == Some('\'');
    let with = match begins {
        true if is_digit(next) || is_elided(at) => "’",
        true if is_letter(next) && line.quotes.encloses(at) => "‘",
        false if is_letter(previous) => "’",
        false if line.quotes.encloses(at) && !next.is_some_and(char::is_alphanumeric) => "’",
        _ => return,
    };
    line.replace(at, 1, with, edits);
}
