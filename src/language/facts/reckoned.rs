//! Numbers that result from a computation: shares, halves, units of time, words that mean a number.

use std::ops::Range;

use super::amounts::{amounts, conversions, parts_of, share};
use super::scan::Scan;
use super::words::{multiplier, ordinal};
use super::{Fact, Value, Weight};
use crate::language::Language;

impl Scan<'_> {
    /// « neuf sur dix », “one employer in two”: the share in hundreds.
    pub(super) fn out_of(&mut self, whole: i64, range: &Range<usize>) {
        let before = self.text[..range.start].trim_end();
        let is_share = match self.language {
            Language::French => before.ends_with(" sur"),
            Language::English => before.ends_with(" out of") || before.ends_with(" in") || before.ends_with(" of"),
        };
        const NEAR: usize = 40;
        let is_near = |fact: &&Fact| fact.range().end < range.start && fact.range().end + NEAR > range.start;
        let is_part = |fact: &Fact| matches!(fact.value, Value::Number(part) if part < whole);
        let part = self.last(|fact| is_share && whole <= 100_000 && is_near(&fact) && is_part(fact));
        let Some((at, Value::Number(part))) = part.map(|at| (at, self.facts[at].value)) else { return };
        // The other version may state only the share.
        if self.facts[at].weight == Weight::Firm {
            self.facts[at].weight = Weight::Loose;
        }
        if let Some(own) = self.last(|fact| fact.range() == *range && fact.weight == Weight::Firm) {
            self.facts[own].weight = Weight::Loose;
        }
        self.facts.extend(share(part, whole).into_iter().map(|value| Fact::new(value, Weight::Faint, range.clone())));
    }

    /// « articles 5 à 7 », “sections 5, 6 and 7”: the integers between the two.
    pub(super) fn between(&mut self, last: i64, range: &Range<usize>) {
        const MOST: i64 = 10_000;
        let first =
            self.last(|fact| fact.weight != Weight::Faint && fact.range().end <= range.start).map(|at| &self.facts[at]);
        let Some((Value::Number(first), end)) = first.map(|fact| (fact.value, fact.range().end)) else { return };
        let is_span = ["à", "to", "–", "-"].contains(&self.text[end..range.start].trim());
        if is_span && first % 1000 == 0 && last % 1000 == 0 && (first + 1..=first + MOST).contains(&last) {
            let middle = (first / 1000 + 1..last / 1000).map(|number| Value::Number(number * 1000));
            self.facts.extend(middle.map(|value| Fact::new(value, Weight::Faint, range.clone())));
        }
    }

    /// « 2GB », “COVID-19”: the figures may match a fact, but do not require one.
    pub(super) fn mixed(&mut self) {
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

    /// « deux heures et demie », “two and a half hours”, “a year and a half”: sets the number, and returns its
    /// values in other units.
    pub(super) fn and_a_half(&mut self) -> Vec<Value> {
        let end = self.pieces[self.at].1.start;
        let before = self.text[..end].trim_end();
        let joined = match self.language {
            Language::French => before.strip_suffix("et"),
            Language::English => before.strip_suffix("and a"),
        };
        let Some(before) = joined.map(str::trim_end) else { return Vec::new() };
        let unit = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let start = before.len() - unit.len();
        // The number is before the unit, or is the last word itself; « une heure et demie » has a number.
        let is_one = |fact: &Fact| {
            let ones: &[&str] = if self.language == Language::French { &["un", "une"] } else { &["one", "a", "an"] };
            fact.value == Value::Number(1000) && ones.contains(&&self.text[fact.range()])
        };
        let is_own = |fact: &Fact| {
            let is_number = matches!(fact.value, Value::Number(_)) && (fact.weight != Weight::Faint || is_one(fact));
            is_number && fact.range().end + 2 >= start && fact.range().end <= before.len()
        };
        let own = self.last(is_own);
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
        // “one and a half million”
        let times = multiplier(unit, self.language).map(|times| (number + 500).saturating_mul(times));
        values.extend(times.map(Value::Number));
        values.push(value);
        values
    }

    /// A word that implies a number: it may match a fact, but does not require one.
    pub(super) fn amount(&mut self, word: &str) {
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
            // « un cinquième »: the one is as certain as a three.
            let is_one = |fact: &Fact| fact.value == Value::Number(1000) && gap(fact).is_empty();
            let number = self
                .last(|fact| matches!(fact.value, Value::Number(_)) && (fact.weight != Weight::Faint || is_one(fact)));
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
}
