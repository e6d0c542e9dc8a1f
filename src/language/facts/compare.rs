//! Two versions of a text against each other: what one says and the other does not.

use std::collections::{HashMap, VecDeque};

use super::{Fact, Value, Weight};

/// Something that the two versions do not say alike; at least one side is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<'a> {
    /// What the French says.
    pub french: Option<&'a Fact>,
    /// What the English says.
    pub english: Option<&'a Fact>,
}

/// A fact, or a part of one, that has not been answered yet.
#[derive(Debug, Clone, Copy)]
struct Open<'a> {
    value: Value,
    fact: &'a Fact,
}

/// What the French and the English do not say alike.
///
/// Facts are compared as a whole wherever they are, since word order differs; then in parts (a
/// span of days is written « du 12 au 14 mars » and “March 12 to 14”); then against words.
pub fn compare<'a>(french: &'a [Fact], english: &'a [Fact]) -> Vec<Difference<'a>> {
    let mut sides = [open(french), open(english)];
    cancel(&mut sides, |fact| fact.weight != Weight::Faint, itself);
    for side in &mut sides {
        *side = side.iter().flat_map(|open| parts(*open)).collect();
    }
    cancel(&mut sides, |_| true, itself);
    cancel(&mut sides, |_| true, hours);
    let firm =
        |side: &[Open<'a>]| side.iter().filter(|open| open.fact.weight == Weight::Firm).map(|o| o.fact).collect();
    let [french, english] = &sides;
    let mut differences = pair(firm(french), firm(english));
    // What is said in words may be said otherwise, unless both say something of one kind.
    let loose = |side: &[Open<'a>], kind: Value| -> Vec<&'a Fact> {
        let same = |open: &&Open<'a>| std::mem::discriminant(&open.value) == std::mem::discriminant(&kind);
        side.iter().filter(same).filter(|open| open.fact.weight == Weight::Loose).map(|open| open.fact).collect()
    };
    for kind in [Value::Number(0), Value::Month(0), Value::Weekday(0)] {
        let (french, english) = (loose(french, kind), loose(english, kind));
        differences.extend(
            french.into_iter().zip(english).map(|(one, other)| Difference { french: Some(one), english: Some(other) }),
        );
    }
    differences
}

fn open(facts: &[Fact]) -> Vec<Open<'_>> {
    facts.iter().map(|fact| Open { value: fact.value, fact }).collect()
}

/// The day, month and year of a date.
fn parts(open: Open<'_>) -> Vec<Open<'_>> {
    let Value::Date { year, month, day } = open.value else { return vec![open] };
    let number = |number: i64| Open { value: Value::Number(number * 1000), fact: open.fact };
    [
        Some(Open { value: Value::Month(month), fact: open.fact }),
        day.map(|day| number(day.into())),
        year.map(|year| number(year.into())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Takes away what both sides say. `alike` are the values that answer a value, in any order.
fn cancel(sides: &mut [Vec<Open<'_>>; 2], counts: impl Fn(&Fact) -> bool, alike: impl Fn(Value) -> [Option<Value>; 2]) {
    let [french, english] = sides;
    let mut answered = vec![false; english.len()];
    // The surer answers first, so that a figure is not left for a word's sake.
    let mut order: Vec<usize> = (0..english.len()).filter(|&at| counts(english[at].fact)).collect();
    order.sort_by_key(|&at| english[at].fact.weight);
    let mut by_value: HashMap<Value, Vec<(usize, usize)>> = HashMap::new();
    for (rank, &at) in order.iter().enumerate().rev() {
        by_value.entry(english[at].value).or_default().push((rank, at));
    }
    french.retain(|open| {
        if !counts(open.fact) {
            return true;
        }
        let waiting = |value: &Value| by_value.get(value).and_then(|places| places.last()).copied();
        let exact = waiting(&open.value).map(|_| open.value);
        let other =
            || alike(open.value).into_iter().flatten().min_by_key(|value| waiting(value).map_or(usize::MAX, |w| w.0));
        let found = exact.or_else(other).and_then(|value| by_value.get_mut(&value)?.pop());
        if let Some((_, at)) = found {
            answered[at] = true;
        }
        found.is_none()
    });
    let mut at = 0;
    english.retain(|_| {
        at += 1;
        !answered[at - 1]
    });
}

/// Nothing but the value itself.
fn itself(_: Value) -> [Option<Value>; 2] {
    [None; 2]
}

/// “9 to 11 a.m.” says its first hour as a number.
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

/// Pairs what is left on each side by kind, in order, each fact once; what has no counterpart is
/// alone.
fn pair<'a>(mut french: Vec<&'a Fact>, mut english: Vec<&'a Fact>) -> Vec<Difference<'a>> {
    french.dedup();
    english.dedup();
    let kind = |fact: &Fact| std::mem::discriminant(&fact.value);
    let mut by_kind: HashMap<_, VecDeque<usize>> = HashMap::new();
    for (at, fact) in english.iter().enumerate() {
        by_kind.entry(kind(fact)).or_default().push_back(at);
    }
    let mut is_paired = vec![false; english.len()];
    let mut differences: Vec<Difference<'a>> = Vec::new();
    for fact in french {
        let counterpart = by_kind.get_mut(&kind(fact)).and_then(VecDeque::pop_front);
        if let Some(at) = counterpart {
            is_paired[at] = true;
        }
        differences.push(Difference { french: Some(fact), english: counterpart.map(|at| english[at]) });
    }
    let alone = english.into_iter().zip(is_paired).filter(|(_, is_paired)| !is_paired);
    differences.extend(alone.map(|(fact, _)| Difference { french: None, english: Some(fact) }));
    differences
}
