//! From characters to facts: a text is cut into figures, words and what stands between, and read
//! from left to right, the longest form first.

use std::ops::Range;

use super::words::{meaning, month, multiplier};
use super::{Fact, Value, Weight};
use crate::language::Language;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
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

struct Scan<'t> {
    text: &'t str,
    language: Language,
    pieces: Vec<(Kind, Range<usize>)>,
    at: usize,
    facts: Vec<Fact>,
}

pub(super) fn scan(text: &str, language: Language) -> Vec<Fact> {
    let mut scan = Scan { text, language, pieces: pieces(text), at: 0, facts: Vec::new() };
    while scan.at < scan.pieces.len() {
        match scan.pieces[scan.at].0 {
            Kind::Digits => scan.figure(),
            Kind::Word => scan.word(),
            _ => scan.at += 1,
        }
    }
    scan.facts
}

/// Cuts a text; addresses and mail addresses are one piece that says nothing.
fn pieces(text: &str) -> Vec<(Kind, Range<usize>)> {
    let mut pieces: Vec<(Kind, Range<usize>)> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let first = kind_of(c);
        let mut kind = first;
        let mut digits = first == Kind::Digits;
        let mut letters = first == Kind::Word;
        while let Some(&(at, next)) = chars.peek() {
            let inside = |c: char| c.is_alphanumeric();
            let joins = match (kind, kind_of(next)) {
                (Kind::Space, Kind::Space) => true,
                (Kind::Digits | Kind::Word | Kind::Mixed, Kind::Digits | Kind::Word) => true,
                (Kind::Word | Kind::Mixed, Kind::Mark) => {
                    ['-', '’', '\''].contains(&next)
                        && text[at + next.len_utf8()..].chars().next().is_some_and(inside)
                        && kind == Kind::Word
                }
                _ => false,
            };
            // An elided article stands before a word of its own: « l’équipe », « d’avril ».
            let elided = kind == Kind::Word && ['’', '\''].contains(&next) && end - start <= 2;
            if !joins || elided {
                break;
            }
            chars.next();
            end = at + next.len_utf8();
            digits |= next.is_ascii_digit();
            letters |= next.is_alphabetic();
            if digits && letters && kind != Kind::Space {
                kind = Kind::Mixed;
            }
        }
        if kind == Kind::Mixed {
            split_mixed(text, start..end, first == Kind::Digits, &mut pieces);
        } else {
            pieces.push((kind, start..end));
        }
    }
    without_addresses(text, pieces)
}

fn kind_of(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digits,
        c if c.is_alphabetic() => Kind::Word,
        c if c.is_whitespace() => Kind::Space,
        _ => Kind::Mark,
    }
}

/// « 1er », “2nd”, « 18h30 », “6pm”, “5M”: figures with a known ending; anything else is an identifier.
fn split_mixed(text: &str, range: Range<usize>, begins_with_digits: bool, pieces: &mut Vec<(Kind, Range<usize>)>) {
    const ENDINGS: [&str; 26] = [
        "er", "re", "e", "es", "ers", "res", "st", "nd", "rd", "th", "h", "am", "pm", "a", "p", "m", "km", "kg", "cm",
        "mm", "ha", "ko", "mo", "go", "kb", "mb",
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
    if begins_with_digits && (is_hour || (parts.len() == 2 && known(&parts[1]))) {
        for part in parts {
            let kind =
                if text[part.clone()].starts_with(|c: char| c.is_ascii_digit()) { Kind::Digits } else { Kind::Word };
            pieces.push((kind, part));
        }
    } else {
        pieces.push((Kind::Mixed, range));
    }
}

/// Makes one silent piece of what stands between two spaces and is an address.
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

impl<'t> Scan<'t> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).map(|(kind, _)| *kind)
    }

    fn piece(&self, at: usize) -> &'t str {
        self.pieces.get(at).map_or("", |(_, range)| &self.text[range.clone()])
    }

    fn is(&self, at: usize, mark: &str) -> bool {
        self.piece(at) == mark
    }

    fn digits(&self, at: usize) -> Option<&'t str> {
        (self.kind(at) == Some(Kind::Digits)).then(|| self.piece(at))
    }

    /// The place after white space, if there is some.
    fn past_space(&self, at: usize) -> usize {
        if self.kind(at) == Some(Kind::Space) { at + 1 } else { at }
    }

    /// Notes a fact that ends before a piece, and goes on there.
    fn found(&mut self, value: Value, weight: Weight, end: usize) {
        let range = self.pieces[self.at].1.start..self.pieces[end - 1].1.end;
        self.facts.push(Fact { value, range, weight });
        self.at = end;
    }

    fn figure(&mut self) {
        let found = self.iso_date().or_else(|| self.phone()).or_else(|| self.day_and_month()).or_else(|| self.time());
        match found {
            Some((value, end)) => self.found(value, Weight::Firm, end),
            None => self.number(),
        }
    }

    /// `2021-03-01`
    fn iso_date(&self) -> Option<(Value, usize)> {
        let at = self.at;
        let (year, month, day) = (self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?);
        let shaped =
            year.len() == 4 && month.len() == 2 && day.len() == 2 && self.is(at + 1, "-") && self.is(at + 3, "-");
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        let sound = shaped && (1..=12).contains(&month) && (1..=31).contains(&day);
        sound.then(|| (Value::Date { year: year.parse().ok(), month, day: Some(day) }, at + 5))
    }

    /// `514 873-6565`, `1 800 555-0199`, `514-873-6565`
    fn phone(&self) -> Option<(Value, usize)> {
        let mut at = self.at;
        let mut number = String::new();
        if self.is(at, "1") {
            at += 2;
        }
        for length in [3, 3, 4] {
            let part = self.digits(at).filter(|part| part.len() == length)?;
            number.push_str(part);
            let joined = self.is(at + 1, "-") || self.is(at + 1, ".") || self.kind(at + 1) == Some(Kind::Space);
            if length == 3 && !joined {
                return None;
            }
            at += if length == 3 { 2 } else { 1 };
        }
        // Two groups of three after a space could be thousands; a hyphen before the last tells.
        let told = self.is(at - 2, "-") || self.is(at - 2, ".");
        told.then(|| Some((Value::Phone(number.parse().ok()?), at)))?
    }

    /// « 12 mars 2021 », « 1er mars », “1 March 2021”
    fn day_and_month(&self) -> Option<(Value, usize)> {
        let day: u8 = self.digits(self.at)?.parse().ok().filter(|day| (1..=31).contains(day))?;
        let mut at = self.at + 1;
        if self.is(at, "er") {
            at += 1;
        }
        if self.kind(at) != Some(Kind::Space) {
            return None;
        }
        let month = month(self.piece(at + 1), self.language)?;
        let (year, end) = self.year_after(at + 2);
        Some((Value::Date { year, month, day: Some(day) }, end))
    }

    /// A year after a month or day, with or without a comma.
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let comma = usize::from(self.language == Language::English && self.is(at, ","));
        let place = at + comma + 1;
        match self.digits(place).filter(|year| year.len() == 4 && self.kind(place - 1) == Some(Kind::Space)) {
            Some(year) => (year.parse().ok(), place + 1),
            None => (None, at),
        }
    }

    /// « 18 h 30 », “6:30 p.m.”, `18:30`
    fn time(&self) -> Option<(Value, usize)> {
        let hour: u8 = self.digits(self.at).filter(|hour| hour.len() <= 2)?.parse().ok().filter(|hour| *hour <= 24)?;
        let minutes = |at: usize| self.digits(at).filter(|part| part.len() <= 2).and_then(|part| part.parse().ok());
        let mut at = self.at + 1;
        if self.language == Language::French {
            let h = self.past_space(at);
            if self.piece(h).eq_ignore_ascii_case("h") {
                let after = self.past_space(h + 1);
                return Some(match minutes(after).filter(|minutes: &u8| *minutes < 60) {
                    Some(minutes) => (Value::Time(hour, minutes), after + 1),
                    None => (Value::Time(hour, 0), h + 1),
                });
            }
        }
        let mut minute = None;
        if self.is(at, ":") {
            minute = minutes(at + 1).filter(|minutes| *minutes < 60 && self.piece(at + 1).len() == 2);
            at += 2;
            minute?;
        }
        let half = self.past_space(at);
        let word = self.piece(half).to_lowercase();
        let dotted = self.is(half + 1, ".") && self.piece(half + 2).eq_ignore_ascii_case("m");
        let after = match word.as_str() {
            "a" | "p" if dotted => half + 3 + usize::from(self.is(half + 3, ".")),
            "am" | "pm" => half + 1,
            _ => return minute.map(|minute| (Value::Time(hour, minute), at)),
        };
        let hour = match (word.starts_with('p'), hour) {
            (true, 1..=11) => hour + 12,
            (false, 12) => 0,
            _ => hour,
        };
        Some((Value::Time(hour, minute.unwrap_or(0)), after))
    }

    /// A number with its thousands, its decimals and « million » after it; a span of years as two.
    fn number(&mut self) {
        let first = self.at;
        let mut written = self.piece(first).to_owned();
        let mut end = first + 1;
        let groups = |at: usize, scan: &Self| {
            let parted = match scan.language {
                Language::English if scan.is(at, ",") => true,
                _ => scan.kind(at) == Some(Kind::Space) && scan.piece(at).chars().count() == 1,
            };
            parted.then(|| scan.digits(at + 1).filter(|group| group.len() == 3)).flatten()
        };
        if written.len() <= 3 && !written.starts_with('0') {
            while let Some(group) = groups(end, self) {
                written.push_str(group);
                end += 2;
            }
        }
        let points: &[&str] = match self.language {
            Language::French => &[",", "."],
            Language::English => &["."],
        };
        let mut decimals = "";
        if points.contains(&self.piece(end))
            && let Some(part) = self.digits(end + 1)
        {
            decimals = part;
            end += 2;
        }
        let Some(mut value) = thousandths(&written, decimals) else {
            self.at = end;
            return;
        };
        let word = self.past_space(end);
        if let Some(times) = multiplier(self.piece(word), self.language).filter(|_| self.kind(word) == Some(Kind::Word))
        {
            value = value.saturating_mul(times);
            end = word + 1;
        }
        self.found(Value::Number(value), Weight::Firm, end);
        // « 2021–22 » is 2021 and 2022.
        let is_year = written.len() == 4 && decimals.is_empty();
        if is_year
            && ["-", "–"].contains(&self.piece(end))
            && let Some(short) = self.digits(end + 1).filter(|part| part.len() == 2)
            && let (Ok(century), Ok(short)) = (written[..2].parse::<i64>(), short.parse::<i64>())
        {
            self.at = end + 1;
            self.found(Value::Number((century * 100 + short) * 1000), Weight::Firm, end + 2);
        }
    }

    fn word(&mut self) {
        let word = self.piece(self.at);
        if let Some(month) = month(word, self.language) {
            return self.month(month);
        }
        if let Some(number) = roman(word, self.language) {
            return self.found(Value::Number(number * 1000), Weight::Loose, self.at + 1);
        }
        match meaning(word, self.language) {
            Some((value, weight)) => self.found(value, weight, self.at + 1),
            None => self.at += 1,
        }
    }

    /// “March 1, 2021”, « mars 2021 », or a month alone.
    fn month(&mut self, month: u8) {
        let at = self.at;
        let spaced = self.kind(at + 1) == Some(Kind::Space);
        if self.language == Language::English
            && let Some(day) = self.digits(at + 2).filter(|day| spaced && day.len() <= 2)
            && let Some(day) = day.parse().ok().filter(|day| (1..=31).contains(day))
        {
            let ending = usize::from(["st", "nd", "rd", "th"].contains(&self.piece(at + 3)));
            let (year, end) = self.year_after(at + 3 + ending);
            return self.found(Value::Date { year, month, day: Some(day) }, Weight::Firm, end);
        }
        match self.year_after(at + 1) {
            (Some(year), end) => self.found(Value::Date { year: Some(year), month, day: None }, Weight::Firm, end),
            _ => match meaning(self.piece(at), self.language) {
                Some((value, weight)) => self.found(value, weight, at + 1),
                None => self.at += 1,
            },
        }
    }
}

fn thousandths(whole: &str, decimals: &str) -> Option<i64> {
    let whole: i64 = whole.parse().ok()?;
    let decimals: String = decimals.chars().chain("000".chars()).take(3).collect();
    whole.checked_mul(1000)?.checked_add(decimals.parse().ok()?)
}

/// « XXe »: a century in Roman figures, which English writes “20th”.
fn roman(word: &str, language: Language) -> Option<i64> {
    let first = word.bytes().next().filter(|_| language == Language::French)?;
    let figures = word.strip_suffix('e').filter(|_| b"IVXL".contains(&first))?;
    let value =
        |c: char| [('I', 1), ('V', 5), ('X', 10), ('L', 50)].iter().find(|(name, _)| *name == c).map(|(_, n)| *n);
    let values: Vec<i64> = figures.chars().map(value).collect::<Option<_>>()?;
    let signed =
        values.iter().enumerate().map(|(at, value)| if values.get(at + 1) > Some(value) { -value } else { *value });
    Some(signed.sum::<i64>()).filter(|number| *number > 1 && figures.len() > 1)
}
