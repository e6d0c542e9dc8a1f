//! Numbers, dates and hours that one of two aligned versions states and the other does not.

use std::collections::{HashMap, HashSet};
use std::mem::Discriminant;

use super::alignment::{Side, UnitBead, state_alike};
use super::sentence_alignment::SentenceBead;
use super::unit::{Kind, Unit};
use crate::language::facts::{Fact, Unmatched, Value, Weight, differences, unmatched};

/// A fact and the unit that states it.
#[derive(Debug, Clone, Copy)]
pub(super) struct LocatedFact<'a> {
    pub(super) unit: usize,
    pub(super) fact: &'a Fact,
}

/// A fact that the versions state differently, or that one lacks.
#[derive(Debug, Clone)]
pub(super) struct FactDifference<'a> {
    pub(super) french: Option<LocatedFact<'a>>,
    pub(super) english: Option<LocatedFact<'a>>,
    /// The index of its part.
    pub(super) part: usize,
}

/// The facts of a part that remain unmatched after both sides were compared.
#[derive(Debug)]
struct UnmatchedFacts<'a> {
    part: usize,
    sides: [Vec<Unmatched<'a>>; 2],
}

impl UnmatchedFacts<'_> {
    /// Returns the kinds of a side's unmatched facts: a fact of one kind may correspond to the other side's fact of
    /// that kind.
    fn kinds(&self, side: usize) -> HashSet<Discriminant<Value>> {
        self.sides[side].iter().map(Unmatched::kind).collect()
    }
}

/// Returns the facts that differ between the parts. `is_missing` returns whether a fact was already reported with a
/// sentence without counterpart; `pairs` returns the aligned sentences of a part.
pub(super) fn find<'a>(
    [french, english]: [&'a Side; 2],
    parts: &[UnitBead],
    is_missing: impl Fn(usize, usize, &Fact) -> bool,
    pairs: impl Fn(usize) -> Vec<SentenceBead>,
) -> Vec<FactDifference<'a>> {
    let mut unmatched: Vec<UnmatchedFacts<'a>> = Vec::new();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.is_pair() && !is_same(french, english, part)) {
        unmatched.extend(
            unmatched_in(french, english, part, &is_missing)
                .into_iter()
                .map(|sides| UnmatchedFacts { part: at, sides }),
        );
    }
    if unmatched.is_empty() {
        return Vec::new();
    }
    let section = |rest: &UnmatchedFacts<'_>| parts[rest.part].section;
    cancel_moved(&mut unmatched, section);
    cancel_moved(&mut unmatched, |_| 0);
    let said = said_by_section([french, english], parts);
    for rest in &mut unmatched {
        let own = section(rest);
        for side in 0..2 {
            // One side states it twice, or the other states it in other words not far away.
            let kinds = rest.kinds(1 - side);
            let is_said = |left: &Unmatched<'a>| {
                !kinds.contains(&left.kind()) && said[1 - side].get(&own).is_some_and(|all| all.contains(&left.value))
            };
            let kept: Vec<bool> = rest.sides[side].iter().map(|left| !is_said(left)).collect();
            let mut kept = kept.into_iter();
            rest.sides[side].retain(|_| kept.next() == Some(true));
        }
    }
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for rest in unmatched.into_iter().filter(|rest| rest.sides.iter().any(|side| !side.is_empty())) {
        let part = &parts[rest.part];
        // A fact is one of the values of its unit: it is found by its address, without looking at each.
        let unit = |side: &'a Side, units: &[usize], fact: &Fact| {
            let holds = |unit: &usize| side.units[*unit].facts.as_ptr_range().contains(&std::ptr::from_ref(fact));
            units.iter().copied().find(holds).unwrap_or(units[0])
        };
        let sentences = pairs(rest.part);
        let place = |side: usize, fact: &Fact| {
            let unit = if side == 0 { unit(french, &part.french, fact) } else { unit(english, &part.english, fact) };
            let holds = |pair: &SentenceBead| {
                let own = if side == 0 { &pair.french } else { &pair.english };
                own.iter().any(|sentence| sentence.unit == unit && sentence.words.contains(&fact.range().start))
            };
            sentences.iter().position(holds).unwrap_or_default()
        };
        let section = section(&rest);
        for difference in differences(rest.sides, |one, other| place(0, one).abs_diff(place(1, other))) {
            let values = (difference.french.map(|fact| fact.value), difference.english.map(|fact| fact.value));
            // A value is reported once in a section.
            if seen.insert((section, values)) {
                let french = difference.french.map(|fact| LocatedFact { unit: unit(french, &part.french, fact), fact });
                let english =
                    difference.english.map(|fact| LocatedFact { unit: unit(english, &part.english, fact), fact });
                found.push(FactDifference { french, english, part: rest.part });
            }
        }
    }
    found
}

/// Returns whether the words of a part were left untranslated: this is reported once, and not for each number in
/// them.
fn is_same(french: &Side, english: &Side, part: &UnitBead) -> bool {
    let ([one], [other]) = (&*part.french, &*part.english) else { return false };
    let (one, other) = (&french.units[*one], &english.units[*other]);
    one.kind == Kind::Image && one.words == other.words
}

/// Returns the facts that the sides of a part do not share; cell by cell in rows with the same number of cells.
fn unmatched_in<'a>(
    french: &'a Side,
    english: &'a Side,
    part: &UnitBead,
    is_missing: &impl Fn(usize, usize, &Fact) -> bool,
) -> Vec<[Vec<Unmatched<'a>>; 2]> {
    if let ([one], [other]) = (&*part.french, &*part.english) {
        let (one, other) = (&french.units[*one], &english.units[*other]);
        let is_loose = |unit: &Unit| unit.facts.iter().any(|fact| fact.weight == Weight::Loose);
        if one.kind != Kind::Row && state_alike(one, other) && !(is_loose(one) && is_loose(other)) {
            return Vec::new();
        }
        let are_rows = one.kind == Kind::Row && other.kind == Kind::Row;
        if are_rows && one.cells.len() == other.cells.len() {
            let cells = (0..one.cells.len()).map(|cell| unmatched(in_cell(one, cell), in_cell(other, cell)));
            return cells.filter(|[one, other]| !one.is_empty() || !other.is_empty()).collect();
        }
    }
    let facts = |side: usize, all: &'a Side, units: &[usize]| -> Vec<&'a Fact> {
        let of = |unit: &usize| {
            let unit = *unit;
            all.units[unit].facts.iter().filter(move |fact| !is_missing(side, unit, fact))
        };
        units.iter().flat_map(of).collect()
    };
    let sides = unmatched(facts(0, french, &part.french), facts(1, english, &part.english));
    if sides.iter().all(Vec::is_empty) { Vec::new() } else { vec![sides] }
}

fn in_cell(row: &Unit, cell: usize) -> impl Iterator<Item = &Fact> {
    let start = cell.checked_sub(1).map_or(0, |before| row.cells[before]);
    let range = start..row.cells[cell];
    row.facts.iter().filter(move |fact| range.contains(&fact.range().start))
}

/// Removes facts that one part of a group lacks and another has in excess: the words were moved. Where both sides
/// of a part have an unmatched fact of one kind, these correspond to each other, and nothing was moved.
fn cancel_moved(unmatched: &mut [UnmatchedFacts<'_>], group: impl Fn(&UnmatchedFacts<'_>) -> usize) {
    let mut waiting: HashMap<(usize, Value), Vec<usize>> = HashMap::new();
    for (at, rest) in unmatched.iter().enumerate() {
        let kinds = rest.kinds(0);
        for left in rest.sides[1].iter().filter(|left| !kinds.contains(&left.kind())) {
            waiting.entry((group(rest), left.value)).or_default().push(at);
        }
    }
    if waiting.is_empty() {
        return;
    }
    let mut answered: Vec<(usize, Value)> = Vec::new();
    for rest in unmatched.iter_mut() {
        let own = group(rest);
        let kinds = rest.kinds(1);
        let is_alone: Vec<bool> = rest.sides[0].iter().map(|left| !kinds.contains(&left.kind())).collect();
        let mut is_alone = is_alone.into_iter();
        rest.sides[0].retain(|left| {
            if is_alone.next() != Some(true) {
                return true;
            }
            let found = waiting.get_mut(&(own, left.value)).and_then(Vec::pop);
            answered.extend(found.map(|at| (at, left.value)));
            found.is_none()
        });
    }
    for (at, value) in answered {
        if let Some(place) = unmatched[at].sides[1].iter().position(|left| left.value == value) {
            unmatched[at].sides[1].remove(place);
        }
    }
}

/// Returns all values that each side states, by section.
fn said_by_section(sides: [&Side; 2], parts: &[UnitBead]) -> [HashMap<usize, HashSet<Value>>; 2] {
    let mut said = [HashMap::new(), HashMap::new()];
    for part in parts {
        for (side, units) in [&part.french, &part.english].into_iter().enumerate() {
            let all: &mut HashSet<Value> = said[side].entry(part.section).or_default();
            for fact in units.iter().flat_map(|unit| &sides[side].units[*unit].facts) {
                all.insert(fact.value);
                all.extend(fact.value.parts());
            }
        }
    }
    said
}

/// Returns whether a number is written in the notation of the other language, which makes it another number: «
/// 25,000 » is twenty-five.
pub(super) fn is_foreign(french: &Fact, english: &Fact) -> bool {
    let (Value::Number(one), Value::Number(other)) = (french.value, english.value) else { return false };
    french.weight == Weight::Firm && one > 0 && one.checked_mul(1000) == Some(other)
}
