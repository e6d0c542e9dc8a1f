//! The rules of French, one sign after the other, in the order of the OQLF's table.

use super::{Edit, Line, NBSP, ends, is_blank, is_digit, is_face, is_letter, is_other_blank, is_space};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

pub(super) fn rules(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let Some(c) = line.char(at) else { return };
    let (previous, next) = (line.back(at, 1), line.char(at + 1));
    match c {
        '\'' if is_letter(previous) && (is_letter(next) || is_digit(next) || next == Some('«')) => {
            line.replace(at, 1, "’", edits);
        }
        '"' => match line.quotes.opens(at) {
            Some(true) => line.replace(at, 1, "«\u{a0}", edits),
            Some(false) => line.replace(at, 1, "\u{a0}»", edits),
            None => {}
        },
        '«' => match next {
            Some(c) if is_other_blank(Some(c)) => line.replace(at + 1, 1, "\u{a0}", edits),
            Some(c) if !c.is_whitespace() => line.replace(at + 1, 0, "\u{a0}", edits),
            _ => {}
        },
        '»' => match previous {
            Some(c) if is_other_blank(Some(c)) => line.replace(at - 1, 1, "\u{a0}", edits),
            Some(c) if !c.is_whitespace() => line.replace(at, 0, "\u{a0}", edits),
            _ => {}
        },
        ':' if ends(next) && !is_face(next) => before_colon(line, at, edits),
        ';' | '!' | '?' if ends(next) && is_blank(previous) && !(c == ';' && is_face(next)) => {
            let word = line.back(at, 2);
            if word.is_some_and(|c| !c.is_whitespace() && c != '«') {
                line.replace(at - 1, 1, "", edits);
            }
        }
        '%' | '$' | '¢' | '‰' if !next.is_some_and(char::is_alphanumeric) => {
            let money = c == '$' || c == '¢';
            let amount = |c: Option<char>| is_digit(c) || (money && is_letter(c));
            if is_digit(previous) {
                line.replace(at, 0, "\u{a0}", edits);
            } else if is_other_blank(previous) && amount(line.back(at, 2)) {
                line.replace(at - 1, 1, "\u{a0}", edits);
            }
        }
        'h' => hour(line, at, edits),
        ' ' | '\u{202f}' => space(line, at, edits),
        _ => {}
    }
}

/// A no-break space before a colon that ends a word; not in a time or a ratio.
fn before_colon(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let previous = line.back(at, 1);
    if is_other_blank(previous) {
        let word = line.back(at, 2);
        if word.is_some() && !is_space(word) {
            line.replace(at - 1, 1, "\u{a0}", edits);
        }
    } else if previous.is_some_and(|c| c.is_alphanumeric() || matches!(c, '»' | ')' | ']' | '”' | '…')) {
        line.replace(at, 0, "\u{a0}", edits);
    }
}

/// « 13h30 », « 8 h 5 », « 14h »: no-break spaces around the h.
fn hour(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let spaced = is_blank(line.back(at, 1));
    let digits_end = if spaced { at - 1 } else { at };
    let (count, before) = line.digits_before(digits_end);
    let hour: Option<u8> = (1..=2)
        .contains(&count)
        .then(|| line.range(digits_end - count, count))
        .and_then(|range| line.text[range].parse().ok());
    // « 10h15-11h45 »: the second hour follows the first.
    let is_range =
        before == Some('-') && line.back(digits_end, count + 2).is_some_and(|c| c == 'h' || c.is_ascii_digit());
    let is_joined = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '.' | '-' | '/')) && !is_range;
    if hour.is_none_or(|hour| hour > 24) || is_joined {
        return;
    }
    let gap = usize::from(is_blank(line.char(at + 1)));
    let (minutes, after) = line.digits_from(at + 1 + gap);
    let timed = (1..=2).contains(&minutes) && !after.is_some_and(|c| c.is_alphanumeric() || c == '$' || c == '%');
    if gap == 0 && !timed && line.char(at + 1).is_some_and(char::is_alphanumeric) {
        return;
    }
    match spaced {
        true if is_other_blank(line.back(at, 1)) => line.replace(at - 1, 1, "\u{a0}", edits),
        false => line.replace(at, 0, "\u{a0}", edits),
        _ => {}
    }
    if timed && gap == 0 {
        line.replace(at + 1, 0, "\u{a0}", edits);
    } else if timed && is_other_blank(line.char(at + 1)) && minutes_alone(line, at + 2, minutes) {
        line.replace(at + 1, 1, "\u{a0}", edits);
    }
}

/// « 8 h 5 » has minutes; « à 8 h 12 membres » is ambiguous and is not changed.
fn minutes_alone(line: &Line<'_>, at: usize, digits: usize) -> bool {
    let after = line.char(at + digits);
    !is_blank(after) || !is_digit(line.char(at + digits + 1))
}

/// Spaces that keep a number, a date or a name together.
fn space(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let next = at + 1;
    let previous = line.back(at, 1);
    let thousands = || {
        let (left, before) = line.digits_before(at);
        let (right, after) = line.digits_from(next);
        let is_group = left == 3 && matches!(before, Some(' ' | NBSP | '\u{202f}')) && is_digit(line.back(at, 5));
        let head = (1..=3).contains(&left)
            && (is_group
                || !before.is_some_and(|c| {
                    c.is_alphanumeric() || matches!(c, ',' | '.' | '-' | '/' | ' ') && is_digit(line.back(at, left + 2))
                }));
        let first = line.char(at.wrapping_sub(left));
        head && right == 3 && first != Some('0') && !after.is_some_and(|c| c.is_alphabetic() || c == '-' || c == '.')
    };
    if is_digit(previous) && is_digit(line.char(next)) && thousands() {
        return line.replace(at, 1, "\u{a0}", edits);
    }
    let day =
        is_digit(previous) || (previous == Some('r') && line.back(at, 2) == Some('e') && is_digit(line.back(at, 3)));
    if day && MONTHS.contains(&line.word(next)) {
        return line.replace(at, 1, "\u{a0}", edits);
    }
    let name = line.char(next).is_some_and(char::is_uppercase);
    let title = (previous == Some('.') && line.back(at, 2) == Some('M') && !is_letter(line.back(at, 3)))
        || (previous == Some('e')
            && line.back(at, 2) == Some('m')
            && line.back(at, 3) == Some('M')
            && !is_letter(line.back(at, 4)));
    if name && title {
        line.replace(at, 1, "\u{a0}", edits);
    }
}
