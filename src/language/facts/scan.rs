//! From characters to facts: a text is cut into figures, words and what is between, and read
//! from left to right, the longest form first.

use std::ops::Range;

use super::amounts::{amounts, conversions, parts_of, share};
use super::pieces::{Kind, pieces};
use super::words::{may_say, meaning, money, month, multiplier, ordinal, short_month};
use super::{Fact, Value, Weight};
use crate::language::Language;

pub(super) struct Scan<'t> {
    text: &'t str,
    pub(super) language: Language,
    pieces: Vec<(Kind, Range<usize>)>,
    pub(super) at: usize,
    facts: Vec<Fact>,
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

    /// The place after white space, if there is some.
    pub(super) fn past_space(&self, at: usize) -> usize {
        if self.kind(at) == Some(Kind::Space) { at + 1 } else { at }
    }

    /// Notes a fact that ends before a piece, with what it says in other units, and goes on there.
    fn found(&mut self, value: Value, weight: Weight, end: usize) {
        let range = self.pieces[self.at].1.start..self.pieces[end - 1].1.end;
        self.facts.push(Fact::new(value, weight, range.clone()));
        let unit = self.past_space(end + usize::from(self.is(end, "-")));
        for value in conversions(value, self.piece(unit), self.language) {
            self.facts.push(Fact::new(value, Weight::Faint, range.clone()));
        }
        if let Value::Number(whole) = value {
            self.out_of(whole, &range);
        }
        self.at = end;
    }

    /// « neuf sur dix », “one employer in two”: the share in hundreds.
    fn out_of(&mut self, whole: i64, range: &Range<usize>) {
        let before = self.text[..range.start].trim_end();
        let is_share = match self.language {
            Language::French => before.ends_with(" sur"),
            Language::English => before.ends_with(" out of") || before.ends_with(" in") || before.ends_with(" of"),
        };
        const NEAR: usize = 40;
        let is_near = |fact: &&Fact| fact.range().end < range.start && fact.range().end + NEAR > range.start;
        let is_part = |fact: &Fact| matches!(fact.value, Value::Number(part) if part < whole);
        let part = self.facts.iter().rposition(|fact| is_share && whole <= 100_000 && is_near(&fact) && is_part(fact));
        let Some((at, Value::Number(part))) = part.map(|at| (at, self.facts[at].value)) else { return };
        // The other version may say the share alone.
        if self.facts[at].weight == Weight::Firm {
            self.facts[at].weight = Weight::Loose;
        }
        if let Some(own) = self.facts.iter_mut().rfind(|fact| fact.range() == *range && fact.weight == Weight::Firm) {
            own.weight = Weight::Loose;
        }
        self.facts.extend(share(part, whole).into_iter().map(|value| Fact::new(value, Weight::Faint, range.clone())));
    }

    /// « 2GB », “COVID-19”: the figures may answer, and ask for nothing.
    fn mixed(&mut self) {
        let (_, range) = self.pieces[self.at].clone();
        let word = &self.text[range.clone()];
        let is_address = word.contains("://") || word.contains('@') || word.starts_with("www.");
        let mut start = None;
        for (at, c) in word.char_indices().chain([(word.len(), ' ')]).filter(|_| !is_address) {
            match (c.is_ascii_digit(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    start = None;
                    let value = word[from..at].parse::<i64>().ok().and_then(|number| number.checked_mul(1000));
                    let place = range.start + from..range.start + at;
                    self.facts.extend(value.map(|value| Fact::new(Value::Number(value), Weight::Faint, place)));
                }
                _ => {}
            }
        }
        self.at += 1;
    }

    /// « deux heures et demie », “two and a half hours”, “a year and a half”: the number, and what it says in other units.
    fn and_a_half(&mut self) -> Vec<Value> {
        let end = self.pieces[self.at].1.start;
        let before = self.text[..end].trim_end();
        let joined = match self.language {
            Language::French => before.strip_suffix("et"),
            Language::English => before.strip_suffix("and a"),
        };
        let Some(before) = joined.map(str::trim_end) else { return Vec::new() };
        let unit = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let start = before.len() - unit.len();
        // The number stands before the unit, or is the last word itself; « une heure et demie » has one.
        let is_one = |fact: &Fact| {
            fact.value == Value::Number(1000) && ["un", "une", "one", "a", "an"].contains(&&self.text[fact.range()])
        };
        let is_own = |fact: &Fact| {
            let is_number = matches!(fact.value, Value::Number(_)) && (fact.weight != Weight::Faint || is_one(fact));
            is_number && fact.range().end + 2 >= start && fact.range().end <= before.len()
        };
        let own = self.facts.iter().rposition(is_own);
        let (number, unit) = match own.map(|at| (self.facts[at].value, self.facts[at].range())) {
            Some((Value::Number(number), range)) if range.end > start => {
                (number, self.piece(self.past_space(self.at + 1)))
            }
            Some((Value::Number(number), _)) => (number, unit),
            _ => (1000, unit),
        };
        if let Some(fact) = own.map(|at| &mut self.facts[at]) {
            fact.weight = Weight::Faint;
        }
        let value = Value::Number(number + 500);
        let mut values = conversions(value, unit, self.language);
        values.push(value);
        values
    }

    /// A word that says a number among other things: it answers, and asks for nothing.
    fn amount(&mut self, word: &str) {
        let range = self.pieces[self.at].1.clone();
        let mut values: Vec<Value> = amounts(word, self.language).iter().copied().map(Value::Number).collect();
        let after = &self.text[range.end..];
        let is_yearly = [" a year", " per year", " each year", " annually"].iter().any(|each| after.starts_with(each));
        match word {
            "once" | "Once" if is_yearly => values.push(Value::Number(12_000)),
            "twice" | "Twice" if is_yearly => values.push(Value::Number(6_000)),
            _ => {}
        }
        if parts_of(word) == Some(2) {
            values.extend(self.and_a_half());
        }
        let whole = parts_of(word).or_else(|| ordinal(word, self.language).filter(|whole| *whole > 2));
        if let Some(whole) = whole {
            // « le cinquième du budget »
            values.extend(share(1, whole));
            let gap = |fact: &Fact| self.text.get(fact.range().end..range.start).map(str::trim).unwrap_or("?");
            // « un cinquième »: one is said as surely as three.
            let is_one = |fact: &Fact| fact.value == Value::Number(1000) && gap(fact).is_empty();
            let number = self.facts.iter().rposition(|fact| {
                matches!(fact.value, Value::Number(_)) && (fact.weight != Weight::Faint || is_one(fact))
            });
            let Some((at, Value::Number(number))) = number.map(|at| (at, self.facts[at].value)) else {
                self.facts.extend(values.into_iter().map(|value| Fact::new(value, Weight::Faint, range.clone())));
                return;
            };
            let words = gap(&self.facts[at]);
            if words.is_empty() || words == "-" {
                // « trois quarts »: the number counts the parts, and nothing else.
                values.extend(share(number, whole * 1000));
                self.facts[at].weight = Weight::Faint;
            }
        }
        self.facts.extend(values.into_iter().map(|value| Fact::new(value, Weight::Faint, range.clone())));
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
        // Two groups of three after a space could be thousands; a hyphen before the last tells.
        let found = self.is(at - 2, "-") || self.is(at - 2, ".");
        found.then(|| Some((Value::Phone(number.parse().ok()?), at)))?
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
        let short = || short_month(self.piece(at + 1), self.language).filter(|_| self.is(at + 2, "."));
        let (month, dot) = match month(self.piece(at + 1), self.language) {
            Some(month) => (month, 0),
            None => (short()?, 1),
        };
        let (year, end) = self.year_after(at + 2 + dot);
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

    /// “1:30 to 3 p.m.”: the first hour is of the same half of the day.
    fn afternoon(&mut self, value: Value) {
        let start = self.pieces[self.at].1.start;
        let (Value::Time(end, _), Language::English) = (value, self.language) else { return };
        let Some(before) = self.facts.iter_mut().rfind(|fact| fact.weight != Weight::Faint) else { return };
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

    /// « 4 à 5 M$ », “from 4 to 5 million”: what multiplies the second multiplies the first.
    fn share(&mut self, times: i64) {
        let start = self.pieces[self.at].1.start;
        let Some(before) = self.facts.iter_mut().rfind(|fact| fact.weight != Weight::Faint) else { return };
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

    /// What multiplies a number that ends before a piece, and where that ends.
    fn multiplied(&self, end: usize) -> Option<(i64, usize)> {
        // “an $84-million envelope”
        let at = if self.is(end, "-") { end + 1 } else { self.past_space(end) };
        let word = Some(self.piece(at)).filter(|_| self.kind(at) == Some(Kind::Word))?;
        // “$1.4K” and “1.4K” are thousands in both.
        let is_money = (self.at > 0 && self.is(self.at - 1, "$")) || self.is(self.past_space(at + 1), "$") || word == "K";
        let times = multiplier(word, self.language).or_else(|| money(word, self.language).filter(|_| is_money))?;
        Some((times, at + 1))
    }

    /// Where « 24 heures sur 24 » ends, which English says with one number.
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

    /// A number with its thousands, its decimals and « million » after it; a span of years as two.
    fn number(&mut self) {
        let first = self.at;
        let mut written = self.piece(first).to_owned();
        let mut end = first + 1;
        let groups = |at: usize, scan: &Self| {
            let parted = match scan.language {
                Language::English if scan.is(at, ",") => true,
                // A thin space may stand beside a common one.
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
        let has_foreign_point = self.has_foreign_point(end);
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

    /// « 25,000 »: thousands parted as in English, where nothing else can be meant; their digits, and where they end.
    fn foreign_thousands(&self, at: usize) -> Option<(String, usize)> {
        let first = self.digits(at).filter(|part| self.language == Language::French && part.len() <= 3 && !part.starts_with('0'))?;
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

    /// Whether the decimals of a number that ends before a piece are parted as in the other language: « 2.5 % », “2,5%”.
    fn has_foreign_point(&self, at: usize) -> bool {
        let point = if self.language == Language::French { "." } else { "," };
        let length = self.digits(at + 1).map_or(0, str::len);
        let next = self.past_space(at + 2);
        let is_measured = self.is(next, "sur") || self.is(next, "%") || self.is(next, "$") || multiplier(self.piece(next), self.language).is_some();
        self.is(at, point) && (1..=2).contains(&length) && is_measured
    }

    fn word(&mut self) {
        let word = self.piece(self.at);
        if let Some(rest) = self.middle(word) {
            return self.month_at(rest);
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
                let unit = word.rsplit_once('-').map(|(_, unit)| unit).filter(|_| end == self.at + 1).unwrap_or_default();
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

    /// « mi-juin », “mid-June”: the month.
    fn middle(&self, word: &str) -> Option<u8> {
        let rest = word.strip_prefix("mi-").or_else(|| word.strip_prefix("mid-")).or_else(|| word.strip_prefix("Mid-"))?;
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
    let value =
        |c: char| [('I', 1), ('V', 5), ('X', 10), ('L', 50)].iter().find(|(name, _)| *name == c).map(|(_, n)| *n);
    let values: Vec<i64> = figures.chars().map(value).collect::<Option<_>>()?;
    let signed =
        values.iter().enumerate().map(|(at, value)| if values.get(at + 1) > Some(value) { -value } else { *value });
    Some(signed.sum::<i64>()).filter(|number| *number > 1 && figures.len() > 1)
}
