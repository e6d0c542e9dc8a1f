//! Dates, hours and telephone numbers that begin with figures.

use super::pieces::Kind;
use super::scan::Scan;
use super::words::{month, short_month};
use super::{Value, Weight};
use crate::language::Language;

impl Scan<'_> {
    /// `2021-03-01`
    pub(super) fn iso_date(&self) -> Option<(Value, usize)> {
        let at = self.at;
        let (year, month, day) = (self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?);
        let shaped =
            year.len() == 4 && month.len() == 2 && day.len() == 2 && self.is(at + 1, "-") && self.is(at + 3, "-");
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        let sound = shaped && (1..=12).contains(&month) && (1..=31).contains(&day);
        sound.then(|| (Value::Date { year: year.parse().ok(), month, day: Some(day) }, at + 5))
    }

    /// `514 873-6565`, `1 800 555-0199`, `514-873-6565`
    pub(super) fn phone(&self) -> Option<(Value, usize)> {
        let mut at = self.at;
        let mut number = String::new();
        if self.is(at, "1") {
            at += 2;
        }
        for length in [3, 3, 4] {
            let part = self.digits(at).filter(|part| part.len() == length)?;
            number.push_str(part);
            if length == 4 {
                at += 1;
                break;
            }
            // “(514) 873-6565”
            let closed = usize::from(self.is(at + 1, ")") && number.len() == 3);
            let joined = |at: usize| self.is(at, "-") || self.is(at, ".") || self.kind(at) == Some(Kind::Space);
            if !joined(at + 1 + closed) {
                return None;
            }
            at += 2 + closed;
        }
        // Two groups of three digits after a space could be thousands; a hyphen or a point before the last group
        // decides.
        let found = self.is(at - 2, "-") || self.is(at - 2, ".");
        found.then(|| Some((Value::Phone(number.parse().ok()?), at)))?
    }

    /// « 12 mars 2021 », « 1er mars », “1 March 2021”
    pub(super) fn day_and_month(&self) -> Option<(Value, usize)> {
        let day: u8 = self.digits(self.at)?.parse().ok().filter(|day| (1..=31).contains(day))?;
        let mut at = self.at + 1;
        if self.is(at, "er") {
            at += 1;
        }
        if self.kind(at) != Some(Kind::Space) {
            return None;
        }
        let short = || short_month(self.piece(at + 1), self.language).filter(|_| self.is(at + 2, "."));
        let (month, dot) = match month(self.piece(at + 1), self.language) {
            Some(month) => (month, 0),
            None => (short()?, 1),
        };
        let (year, end) = self.year_after(at + 2 + dot);
        Some((Value::Date { year, month, day: Some(day) }, end))
    }

    /// Returns a year after a month or day, with or without a comma.
    pub(super) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let comma = usize::from(self.language == Language::English && self.is(at, ","));
        let place = at + comma + 1;
        match self.digits(place).filter(|year| year.len() == 4 && self.kind(place - 1) == Some(Kind::Space)) {
            Some(year) => (year.parse().ok(), place + 1),
            None => (None, at),
        }
    }

    /// « 18 h 30 », “6:30 p.m.”, `18:30`
    pub(super) fn time(&self) -> Option<(Value, usize)> {
        let hour: u8 = self.digits(self.at).filter(|hour| hour.len() <= 2)?.parse().ok().filter(|hour| *hour <= 24)?;
        let minutes = |at: usize| self.digits(at).filter(|part| part.len() <= 2).and_then(|part| part.parse().ok());
        let mut at = self.at + 1;
        // « 1 heure 30 minutes », “1 hour and 30 minutes”
        if ["heure", "heures", "hour", "hours"].contains(&self.piece(self.past_space(at))) {
            let next = self.past_space(self.past_space(at) + 1);
            let next = if ["et", "and"].contains(&self.piece(next)) { self.past_space(next + 1) } else { next };
            let minute = minutes(next).filter(|minutes: &u8| *minutes < 60)?;
            let unit = self.past_space(next + 1);
            let is_told = ["minute", "minutes", "min"].contains(&self.piece(unit));
            return is_told.then_some((Value::Time(hour, minute), unit + 1));
        }
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
            // “1:20,000” is a scale.
            let is_scale = self.is(at + 2, ",") && self.digits(at + 3).is_some();
            minute = minutes(at + 1).filter(|minutes| *minutes < 60 && self.piece(at + 1).len() == 2 && !is_scale);
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

    /// “1:30 to 3 p.m.”: the first hour is in the same half of the day.
    pub(super) fn afternoon(&mut self, value: Value) {
        let start = self.pieces[self.at].1.start;
        let (Value::Time(end, _), Language::English) = (value, self.language) else { return };
        let Some(before) = self.last(|fact| fact.weight != Weight::Faint) else { return };
        let before = &mut self.facts[before];
        let (hour, minutes) = match before.value {
            Value::Time(hour @ 1..=11, minutes) => (hour, minutes),
            Value::Number(number @ 1_000..=11_000) if number % 1_000 == 0 => ((number / 1_000) as u8, 0),
            _ => return,
        };
        let is_bare = self.text[before.range()].bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
        let joint = self.text[before.range().end..start].trim();
        let is_between = || self.text[..before.range().start].trim_end().ends_with("between");
        let is_hour = matches!(before.value, Value::Time(..)) || joint != "and" || is_between();
        if is_bare && is_hour && ["to", "and", "until", "–", "-"].contains(&joint) {
            let later = if end >= hour + 12 { hour + 12 } else { hour };
            before.value = Value::Time(later, minutes);
        }
    }
}
