//! Extracts facts from a text: it is divided into figures, words and what is between them, and read from left to
//! right, the longest form first.

use std::ops::Range;

use super::amounts::{amounts, conversions, share};
use super::pieces::{Kind, pieces};
use super::words::{may_say, meaning, money, month, multiplier, short_month};
use super::{Fact, Value, Weight};
use crate::language::Language;

pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) language: Language,
    pub(super) pieces: Vec<(Kind, Range<usize>)>,
    pub(super) at: usize,
    pub(super) facts: Vec<Fact>,
}

pub(super) fn scan(text: &str, language: Language) -> Vec<Fact> {
    let mut scan = Scan { text, language, pieces: pieces(text), at: 0, facts: Vec::new() };
    while scan.at < scan.pieces.len() {
        match scan.pieces[scan.at].0 {
            Kind::Digits => scan.figure(),
            Kind::Word => scan.word(),
            Kind::Mixed => scan.mixed(),
            _ => scan.at += 1,
        }
    }
    scan.facts
}

impl<'t> Scan<'t> {
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).map(|(kind, _)| *kind)
    }

    pub(super) fn piece(&self, at: usize) -> &'t str {
        self.pieces.get(at).map_or("", |(_, range)| &self.text[range.clone()])
    }

    pub(super) fn is(&self, at: usize, mark: &str) -> bool {
        self.piece(at) == mark
    }

    pub(super) fn digits(&self, at: usize) -> Option<&'t str> {
        (self.kind(at) == Some(Kind::Digits)).then(|| self.piece(at))
    }

    /// Returns the position after white space, if there is some.
    pub(super) fn past_space(&self, at: usize) -> usize {
        if self.kind(at) == Some(Kind::Space) { at + 1 } else { at }
    }

    /// Returns the last fact that satisfies a condition, among those read shortly before; earlier facts are
    /// irrelevant here.
    pub(super) fn last(&self, is_asked: impl Fn(&Fact) -> bool) -> Option<usize> {
        const NEAR: usize = 32;
        let from = self.facts.len().saturating_sub(NEAR);
        self.facts[from..].iter().rposition(is_asked).map(|at| from + at)
    }

    /// Records a fact that ends before a piece, with its values in other units, and continues there.
    fn found(&mut self, value: Value, weight: Weight, end: usize) {
        let range = self.pieces[self.at].1.start..self.pieces[end - 1].1.end;
        self.facts.push(Fact::new(value, weight, range.clone()));
        let unit = self.past_space(end + usize::from(self.is(end, "-")));
        for value in conversions(value, self.piece(unit), self.language) {
            self.facts.push(Fact::new(value, Weight::Faint, range.clone()));
        }
        if let Value::Number(whole) = value {
            self.out_of(whole, &range);
            self.between(whole, &range);
            let before = self.text[..range.start].trim_end();
            let is_each = before.ends_with(" aux") || before.ends_with("tous les") || before.ends_with("every");
            // « aux six mois »: twice a year.
            if is_each && ["mois", "months"].contains(&self.piece(unit)) && whole > 0 && 12_000 % whole == 0 {
                self.facts.push(Fact::new(Value::Number(12_000 / whole * 1000), Weight::Faint, range.clone()));
            }
        }
        self.at = end;
    }

    fn figure(&mut self) {
        let found = self.iso_date().or_else(|| self.phone()).or_else(|| self.day_and_month()).or_else(|| self.time());
        match found {
            Some((value, end)) => {
                self.afternoon(value);
                self.found(value, Weight::Firm, end);
            }
            None => self.number(),
        }
    }

    /// « 4 à 5 M$ », “from 4 to 5 million”: the multiplier of the second number applies to the first.
    fn share(&mut self, times: i64) {
        let start = self.pieces[self.at].1.start;
        let Some(before) = self.last(|fact| fact.weight != Weight::Faint) else { return };
        let before = &mut self.facts[before];
        let Value::Number(value @ 0..1_000_000) = before.value else { return };
        let is_bare = self.text[before.range()].bytes().all(|byte| byte.is_ascii_digit() || b",.".contains(&byte));
        let is_span = match self.text[before.range().end..start].trim_matches(|c: char| c.is_whitespace() || c == '$') {
            "à" | "ou" | "to" | "or" | "-" | "–" => true,
            "et" | "and" => {
                let head = self.text[..before.range().start].trim_end_matches(|c: char| c.is_whitespace() || c == '$');
                head.ends_with("entre") || head.ends_with("between")
            }
            _ => false,
        };
        if is_bare && is_span {
            before.value = Value::Number(value.saturating_mul(times));
        }
    }

    /// Returns the multiplier of a number that ends before a piece, and where it ends.
    fn multiplied(&self, end: usize) -> Option<(i64, usize)> {
        // “an $84-million envelope”
        let at = if self.is(end, "-") { end + 1 } else { self.past_space(end) };
        let word = Some(self.piece(at)).filter(|_| self.kind(at) == Some(Kind::Word))?;
        // “1.4K” are thousands, and “2.1M” millions, without a sign of money.
        let is_joined =
            at == end && (["K", "M"].contains(&word) || (word == "k" && self.language == Language::English));
        let is_money = (self.at > 0 && self.is(self.at - 1, "$")) || self.is(self.past_space(at + 1), "$") || is_joined;
        let times = multiplier(word, self.language).or_else(|| money(word, self.language).filter(|_| is_money))?;
        Some((times, at + 1))
    }

    /// « 2/5 », “1/5th”: a share of something, and where it ends.
    fn fraction(&self, written: &str, end: usize) -> Option<(Vec<Value>, usize)> {
        let (part, whole): (i64, i64) = (written.parse().ok()?, self.digits(end + 1)?.parse().ok()?);
        let is_date = self.is(end + 2, "/") || self.is(end + 2, "-");
        let is_share = self.is(end, "/") && (1..whole).contains(&part) && (2..=12).contains(&whole) && !is_date;
        let ending = usize::from(["th", "ths", "rd", "rds", "e"].contains(&self.piece(end + 2)));
        is_share.then(|| (share(part, whole), end + 2 + ending))
    }

    /// Returns where « 24 heures sur 24 » ends, which English writes with one number.
    fn repeated(&self, end: usize) -> Option<usize> {
        let unit = self.past_space(end);
        let on = self.past_space(unit + 1);
        let again = self.past_space(on + 1);
        let is_same = self.language == Language::French
            && self.kind(unit) == Some(Kind::Word)
            && self.is(on, "sur")
            && self.digits(again) == self.digits(self.at);
        is_same.then_some(again + 1)
    }

    /// Reads a number with its thousands, its decimals and « million » after it; a range of years as two numbers.
    fn number(&mut self) {
        let first = self.at;
        let mut written = self.piece(first).to_owned();
        let mut end = first + 1;
        let groups = |at: usize, scan: &Self| {
            let parted = match scan.language {
                Language::English if scan.is(at, ",") => true,
                // A thin space may be next to an ordinary one.
                _ => scan.kind(at) == Some(Kind::Space) && scan.piece(at).chars().count() <= 2 && !scan.is(at, "  "),
            };
            parted.then(|| scan.digits(at + 1).filter(|group| group.len() == 3)).flatten()
        };
        if written.len() <= 3 && !written.starts_with('0') {
            while let Some(group) = groups(end, self) {
                written.push_str(group);
                end += 2;
            }
        }
        let foreign = self.foreign_thousands(first);
        if let Some((digits, after)) = &foreign {
            (written, end) = (digits.clone(), *after);
        }
        let points: &[&str] = match self.language {
            Language::French => &[",", "."],
            Language::English => &["."],
        };
        let mut decimals = "";
        let mut is_foreign = foreign.is_some();
        // « 1 315,40 »: thousands and decimals as in French.
        let is_parted = end > first + 1 && self.kind(first + 1) == Some(Kind::Space);
        let has_decimals = self.is(end, ",") && self.digits(end + 1).is_some_and(|decimals| decimals.len() == 2);
        let has_foreign_point =
            self.has_foreign_point(end) || (self.language == Language::English && is_parted && has_decimals);
        if (points.contains(&self.piece(end)) || has_foreign_point)
            && let Some(part) = self.digits(end + 1)
        {
            decimals = part;
            end += 2;
            is_foreign |= has_foreign_point;
        }
        let Some(mut value) = thousandths(&written, decimals) else {
            self.at = end;
            return;
        };
        if let Some((times, after)) = self.multiplied(end) {
            value = value.saturating_mul(times);
            end = after;
            self.share(times);
        }
        // « les années 90 »
        let is_decade = self.language == Language::French && written.len() == 2 && written.ends_with('0') && first > 1;
        if is_decade && self.is(first - 2, "années") {
            value += if value < 30_000 { 2_000_000 } else { 1_900_000 };
        }
        if let Some((values, after)) = self.fraction(&written, end) {
            let range = self.pieces[first].1.start..self.pieces[after - 1].1.end;
            self.facts.extend(values.into_iter().map(|value| Fact::new(value, Weight::Faint, range.clone())));
            self.at = after;
            return;
        }
        let repeated = self.repeated(end);
        let weight = match repeated {
            Some(_) => Weight::Loose,
            // “($000)”: thousands of dollars.
            None if value == 0 && written.len() > 1 => Weight::Faint,
            None => Weight::Firm,
        };
        end = repeated.unwrap_or(end);
        let count = self.facts.len();
        self.found(Value::Number(value), weight, end);
        self.facts[count].is_foreign = is_foreign;
        // « 2021–22 » is 2021 and 2022.
        let is_year = written.len() == 4 && decimals.is_empty();
        if is_year
            && ["-", "–", "/"].contains(&self.piece(end))
            && let Some(short) = self.digits(end + 1).filter(|part| part.len() == 2)
            && let (Ok(century), Ok(short)) = (written[..2].parse::<i64>(), short.parse::<i64>())
        {
            self.at = end + 1;
            self.found(Value::Number((century * 100 + short) * 1000), Weight::Firm, end + 2);
        }
    }

    /// « 25,000 »: thousands separated as in English, where no other reading is possible; returns the digits, and
    /// where they end.
    fn foreign_thousands(&self, at: usize) -> Option<(String, usize)> {
        let first = self
            .digits(at)
            .filter(|part| self.language == Language::French && part.len() <= 3 && !part.starts_with('0'))?;
        let (mut digits, mut end) = (first.to_owned(), at + 1);
        let mut groups = Vec::new();
        while let Some(group) = self.digits(end + 1).filter(|group| self.is(end, ",") && group.len() == 3) {
            digits.push_str(group);
            groups.push(group);
            end += 2;
        }
        let is_sure = groups.len() > 1 || groups == ["000"] || (groups.len() == 1 && at > 0 && self.is(at - 1, "$"));
        is_sure.then_some((digits, end))
    }

    /// Returns whether the decimals of a number that ends before a piece use the separator of the other language: «
    /// 2.5 % », “2,5%”.
    fn has_foreign_point(&self, at: usize) -> bool {
        let point = if self.language == Language::French { "." } else { "," };
        let length = self.digits(at + 1).map_or(0, str::len);
        let next = self.past_space(at + 2);
        let is_measured = (self.is(next, "sur") && self.digits(self.past_space(next + 1)).is_some())
            || self.is(next, "%")
            || self.is(next, "$")
            || multiplier(self.piece(next), self.language).is_some();
        self.is(at, point) && (1..=2).contains(&length) && is_measured
    }

    fn word(&mut self) {
        let word = self.piece(self.at);
        if let Some(rest) = self.middle(word) {
            return self.month_at(rest);
        }
        if let Some(number) = self.roman_number(word) {
            return self.found(Value::Number(number * 1000), Weight::Faint, self.at + 1);
        }
        if !may_say(word, self.language) {
            self.at += 1;
            return;
        }
        if let Some(month) = month(word, self.language) {
            return self.month_at(month);
        }
        if let Some(number) = roman(word, self.language) {
            return self.found(Value::Number(number * 1000), Weight::Loose, self.at + 1);
        }
        if let Some((month, day)) = self.short_date() {
            let (year, end) = self.year_after(self.at + 4);
            return self.found(Value::Date { year, month, day: Some(day) }, Weight::Firm, end);
        }
        let meant = meaning(word, self.language);
        let is_number = matches!(meant, Some((Value::Number(_), _))) || (meant.is_none() && word.contains('-'));
        let spelled = if is_number { self.spelled() } else { None };
        match spelled.or(meant.map(|(value, weight)| (value, weight, self.at + 1))) {
            Some((value, weight, end)) => {
                if end == self.at + 1 {
                    self.amount(word);
                }
                // “a three-day outage”
                let unit =
                    word.rsplit_once('-').map(|(_, unit)| unit).filter(|_| end == self.at + 1).unwrap_or_default();
                let range = self.pieces[self.at].1.clone();
                let others = conversions(value, unit, self.language);
                self.facts.extend(others.into_iter().map(|value| Fact::new(value, Weight::Faint, range.clone())));
                self.found(value, weight, end);
            }
            None => {
                // “half-hour”, « demi-journée »
                let first = word.split('-').next().filter(|first| first.len() > 2).unwrap_or(word);
                self.amount(if amounts(word, self.language).is_empty() { first } else { word });
                self.at += 1;
            }
        }
    }

    /// « chapitre III », “Part II”: each language may write it in figures.
    fn roman_number(&self, word: &str) -> Option<i64> {
        if !word.bytes().all(|byte| b"IVXL".contains(&byte)) {
            return None;
        }
        const NUMBERED: [&str; 14] = [
            "chapitre", "chapter", "annexe", "appendix", "titre", "title", "partie", "part", "tome", "volume",
            "section", "phase", "schedule", "division",
        ];
        let before = self.at.checked_sub(2).map(|at| self.piece(at).to_lowercase());
        let is_numbered = before.is_some_and(|before| NUMBERED.contains(&&*before));
        (is_numbered || word.len() > 1).then(|| roman_value(word)).flatten()
    }

    /// « mi-juin », “mid-June”: the month.
    fn middle(&self, word: &str) -> Option<u8> {
        let rest =
            word.strip_prefix("mi-").or_else(|| word.strip_prefix("mid-")).or_else(|| word.strip_prefix("Mid-"))?;
        month(rest, self.language)
    }

    /// “Sept. 5”
    fn short_date(&self) -> Option<(u8, u8)> {
        let day = self.digits(self.at + 3).filter(|day| day.len() <= 2)?.parse().ok()?;
        let is_dotted = self.is(self.at + 1, ".") && self.kind(self.at + 2) == Some(Kind::Space);
        let month = short_month(self.piece(self.at), self.language)?;
        (self.language == Language::English && is_dotted && (1..=31).contains(&day)).then_some((month, day))
    }

    /// “March 1, 2021”, « mars 2021 », or a month alone.
    fn month_at(&mut self, month: u8) {
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
                None => self.found(Value::Month(month), Weight::Loose, at + 1),
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
    roman_value(figures).filter(|number| *number > 1 && figures.len() > 1)
}

fn roman_value(figures: &str) -> Option<i64> {
    let value =
        |c: char| [('I', 1), ('V', 5), ('X', 10), ('L', 50)].iter().find(|(name, _)| *name == c).map(|(_, n)| *n);
    let values: Vec<i64> = figures.chars().map(value).collect::<Option<_>>()?;
    let signed =
        values.iter().enumerate().map(|(at, value)| if values.get(at + 1) > Some(value) { -value } else { *value });
    Some(signed.sum::<i64>()).filter(|number| *number > 0)
}
