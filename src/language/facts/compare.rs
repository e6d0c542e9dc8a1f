//! Compares the facts of two versions of a text: those that one states and the other does not.

use std::collections::HashMap;
use std::mem::Discriminant;

use super::{Fact, Value, Weight};

/// A fact that the two versions state differently, or that one lacks; at least one side is present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<'a> {
    /// The fact of the French.
    pub french: Option<&'a Fact>,
    /// The fact of the English.
    pub english: Option<&'a Fact>,
}

/// A fact, or a part of one, that the other side does not state.
#[derive(Debug, Clone, Copy)]
pub struct Unmatched<'a> {
    /// The value that is not stated: that of the fact, or the day, month or year of its date.
    pub value: Value,
    /// The fact.
    pub fact: &'a Fact,
}

impl Unmatched<'_> {
    /// Returns the kind of the fact: two facts of one kind may be one fact stated differently.
    pub fn kind(&self) -> Discriminant<Value> {
        std::mem::discriminant(&self.value)
    }
}

/// Returns the facts that the French states and the English does not, and vice versa. Words that have other
/// meanings require no match.
///
/// Facts are first compared as units regardless of position, since word order differs; then in parts (a period of
/// days is written « du 12 au 14 mars » and “March 12 to 14”); then with words.
pub fn unmatched<'a>(
    french: impl IntoIterator<Item = &'a Fact>,
    english: impl IntoIterator<Item = &'a Fact>,
) -> [Vec<Unmatched<'a>>; 2] {
    let mut sides = [open(french), open(english)];
    cancel(&mut sides, |fact| fact.weight != Weight::Faint, itself);
    for side in &mut sides {
        *side = side.iter().flat_map(|open| parts(*open)).collect();
    }
    cancel(&mut sides, |_| true, itself);
    cancel(&mut sides, |_| true, hours);
    for side in &mut sides {
        side.retain(|open| open.fact.weight != Weight::Faint);
    }
    sides
}

/// Pairs the unmatched facts of each side into differences: facts of one kind together, `near` returning the
/// distance between two; words that the other side may word otherwise count only against a fact of their kind.
pub fn differences<'a>(sides: [Vec<Unmatched<'a>>; 2], near: impl Fn(&Fact, &Fact) -> usize) -> Vec<Difference<'a>> {
    let [french, english] = sides.map(|mut side| {
        side.dedup_by(|one, other| std::ptr::eq(one.fact, other.fact));
        side
    });
    let mut pairs: Vec<(usize, bool, usize, usize, usize)> = Vec::new();
    /// With more pairs than this, each fact is reported alone.
    const MOST: usize = 10_000;
    let is_bounded = french.len().saturating_mul(english.len()) <= MOST;
    for (at, one) in french.iter().enumerate().filter(|_| is_bounded) {
        for (other_at, other) in english.iter().enumerate().filter(|(_, other)| one.kind() == other.kind()) {
            let is_loose = (one.fact.weight == Weight::Loose) != (other.fact.weight == Weight::Loose);
            pairs.push((near(one.fact, other.fact), is_loose, at.abs_diff(other_at), at, other_at));
        }
    }
    pairs.sort_unstable();
    let (mut taken, mut taken_other) = (vec![false; french.len()], vec![false; english.len()]);
    let mut found: Vec<(usize, Difference<'a>)> = Vec::new();
    for (_, _, _, at, other) in pairs {
        if !taken[at] && !taken_other[other] {
            (taken[at], taken_other[other]) = (true, true);
            let difference = Difference { french: Some(french[at].fact), english: Some(english[other].fact) };
            found.push((at, difference));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    let mut found: Vec<Difference<'a>> = found.into_iter().map(|(_, difference)| difference).collect();
    let is_alone = |(left, taken): &(&Unmatched<'a>, &bool)| !**taken && left.fact.weight == Weight::Firm;
    let alone = french.iter().zip(&taken).filter(is_alone);
    found.extend(alone.map(|(left, _)| Difference { french: Some(left.fact), english: None }));
    let alone = english.iter().zip(&taken_other).filter(is_alone);
    found.extend(alone.map(|(left, _)| Difference { french: None, english: Some(left.fact) }));
    found
}

/// Returns the facts that the French and the English state differently.
pub fn compare<'a>(french: &'a [Fact], english: &'a [Fact]) -> Vec<Difference<'a>> {
    differences(unmatched(french, english), |_, _| 0)
}

fn open<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<Unmatched<'a>> {
    facts.into_iter().map(|fact| Unmatched { value: fact.value, fact }).collect()
}

/// Returns the day, month and year of a date.
fn parts(open: Unmatched<'_>) -> Vec<Unmatched<'_>> {
    open.value.parts().into_iter().map(|value| Unmatched { value, fact: open.fact }).collect()
}

/// Removes the facts that both sides state. `alike` returns the values that match a value, in any order.
fn cancel(
    sides: &mut [Vec<Unmatched<'_>>; 2],
    counts: impl Fn(&Fact) -> bool,
    alike: impl Fn(Value) -> [Option<Value>; 2],
) {
    let [french, english] = sides;
    let mut answered = vec![false; english.len()];
    // Facts of greater certainty are matched first, so that a figure is not left unmatched because of a word.
    let mut order: Vec<usize> = (0..english.len()).filter(|&at| counts(english[at].fact)).collect();
    order.sort_by_key(|&at| english[at].fact.weight);
    let mut by_value: HashMap<Value, Vec<(usize, usize)>> = HashMap::new();
    for (rank, &at) in order.iter().enumerate().rev() {
        by_value.entry(english[at].value).or_default().push((rank, at));
    }
    let mut own: Vec<usize> = (0..french.len()).filter(|&at| counts(french[at].fact)).collect();
    own.sort_by_key(|&at| french[at].fact.weight);
    let mut answers = vec![false; french.len()];
    for at in own {
        let value = french[at].value;
        let waiting = |value: &Value| by_value.get(value).and_then(|places| places.last()).copied();
        let exact = waiting(&value).map(|_| value);
        let other =
            || alike(value).into_iter().flatten().min_by_key(|value| waiting(value).map_or(usize::MAX, |w| w.0));
        let found = exact.or_else(other).and_then(|value| by_value.get_mut(&value)?.pop());
        if let Some((_, other)) = found {
            (answers[at], answered[other]) = (true, true);
        }
    }
    let mut keep = answers.iter();
    french.retain(|_| keep.next() == Some(&false));
    let mut keep = answered.iter();
    english.retain(|_| keep.next() == Some(&false));
}

/// Only the value itself.
fn itself(_: Value) -> [Option<Value>; 2] {
    [None; 2]
}

/// The first hour of “9 to 11 a.m.” is written as a plain number.
fn hours(value: Value) -> [Option<Value>; 2] {
    match value {
        Value::Time(hour, 0) => {
            let hour = i64::from(hour);
            [Some(Value::Number(hour * 1000)), Some(Value::Number((hour - 12) * 1000))]
        }
        Value::Number(number) if number % 1000 == 0 => {
            let time = |hour: i64| u8::try_from(hour).ok().map(|hour| Value::Time(hour, 0));
            [time(number / 1000), time(number / 1000 + 12)]
        }
        _ => [None; 2],
    }
}
