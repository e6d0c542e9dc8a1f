//! The rules of Canadian English where they differ from what is typed.

use super::{Edit, Line, ends, is_blank, is_digit, is_letter, is_other_blank, is_space};

pub(super) fn rules(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let Some(c) = line.char(at) else { return };
    let (previous, next) = (line.back(at, 1), line.char(at + 1));
    match c {
        '\'' if is_letter(previous) => line.replace(at, 1, "’", edits),
        '"' => {
            let opens = previous.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
            match (opens, next) {
                (true, Some(c)) if !c.is_whitespace() => line.replace(at, 1, "“", edits),
                (false, _) => line.replace(at, 1, "”", edits),
                _ => {}
            }
        }
        ':' | ';' | '!' | '?' if ends(next) && is_blank(previous) && at > 0 => {
            let word = line.back(at, 2);
            if word.is_some_and(|c| !c.is_whitespace() && c != '»') && !is_space(word) {
                line.replace(at - 1, 1, "", edits);
            }
        }
        '%' if is_blank(previous) && is_digit(line.back(at, 2)) && at > 0 => line.replace(at - 1, 1, "", edits),
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
