//! Two versions of a text against each other: what one says and the other does not.

use std::collections::HashMap;

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
/// Facts are compared as a whole wherever they stand, since word order differs; then in parts (a
/// span of days is written « du 12 au 14 mars » and “March 12 to 14”); then against words.
pub fn compare<'a>(french: &'a [Fact], english: &'a [Fact]) -> Vec<Difference<'a>> {
    let mut sides = [open(french), open(english)];
    cancel(&mut sides, |fact| fact.weight != Weight::Faint, |one, other| one == other);
    for side in &mut sides {
        *side = side.iter().flat_map(|open| parts(*open)).collect();
    }
    cancel(&mut sides, |_| true, |one, other| one == other);
    cancel(&mut sides, |_| true, alike);
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

/// Takes away what both sides say.
fn cancel(sides: &mut [Vec<Open<'_>>; 2], counts: impl Fn(&Fact) -> bool, same: impl Fn(Value, Value) -> bool) {
    let [french, english] = sides;
    let mut answered = vec![false; english.len()];
    // The surer answers first, so that a figure is not left for a word's sake.
    let mut order: Vec<usize> = (0..english.len()).filter(|&at| counts(english[at].fact)).collect();
    order.sort_by_key(|&at| english[at].fact.weight);
    let mut by_value: HashMap<Value, Vec<usize>> = HashMap::new();
    for &at in order.iter().rev() {
        by_value.entry(english[at].value).or_default().push(at);
    }
    french.retain(|open| {
        if !counts(open.fact) {
            return true;
        }
        let exact = by_value.get_mut(&open.value).and_then(|places| {
            while let Some(at) = places.pop() {
                if !answered[at] {
                    return Some(at);
                }
            }
            None
        });
        let found = exact
            .filter(|_| same(open.value, open.value))
            .or_else(|| order.iter().copied().find(|&at| !answered[at] && same(open.value, english[at].value)));
        if let Some(at) = found {
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

/// “9 to 11 a.m.” says its first hour as a number.
fn alike(one: Value, other: Value) -> bool {
    match (one, other) {
        (Value::Time(hour, 0), Value::Number(number)) | (Value::Number(number), Value::Time(hour, 0)) => {
            let hour = i64::from(hour);
            number == hour * 1000 || number == (hour - 12) * 1000
        }
        _ => one == other,
    }
}

/// Pairs what is left on each side by kind, in order, each fact once; what has no counterpart stands
/// alone.
fn pair<'a>(mut french: Vec<&'a Fact>, mut english: Vec<&'a Fact>) -> Vec<Difference<'a>> {
    french.dedup();
    english.dedup();
    let kind = |fact: &Fact| std::mem::discriminant(&fact.value);
    let mut differences: Vec<Difference<'a>> = Vec::new();
    for fact in french {
        let counterpart = english.iter().position(|other| kind(other) == kind(fact)).map(|at| english.remove(at));
        differences.push(Difference { french: Some(fact), english: counterpart });
    }
    differences.extend(english.into_iter().map(|fact| Difference { french: None, english: Some(fact) }));
    differences
}
