//! What one version has and the other lacks: sections, titles, paragraphs, items, rows, notes, pictures, sentences.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::alignment::{Side, UnitBead, sections};
use super::sentence_alignment::{Sentence, SentenceBead};
use super::similarity::{Features, cost, length_deviation, share_beside, similarity};
use super::unit::{Kind, Unit};
use crate::language::facts::Weight;

/// Something without counterpart, and where it would be in the other version.
#[derive(Debug, Clone)]
pub(super) struct Missing {
    pub(super) what: What,
    /// Which version has it: 0 for the French.
    pub(super) side: usize,
    /// How many consecutive ones there are.
    pub(super) count: usize,
    /// Its first unit, and its sentence in that unit.
    pub(super) unit: usize,
    pub(super) words: Range<usize>,
    /// Where it would be, in bytes of the other text.
    pub(super) stands: Range<usize>,
}

/// The kind of what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A heading with everything below it.
    Section,
    /// A heading alone.
    Heading,
    Paragraph,
    Sentence,
    Item,
    /// A list with all its items.
    List,
    Row,
    Table,
    Note,
    Image,
}

/// The minimum number of letters and digits of a sentence or paragraph whose absence is reported.
const LETTERS: usize = 14;
const WORDS: usize = 3;
/// The score from which the absence of a sentence is reported.
const LIKELY: f64 = 0.9;
/// The minimum number of standard deviations by which the part must be too long.
const LONGER: f64 = 0.35;

/// Returns the units that only one version has.
pub(super) fn units(sides: [&Side; 2], parts: &[UnitBead]) -> Vec<Missing> {
    let mut found: Vec<Missing> = Vec::new();
    let alone = |at: usize| -> Option<(usize, usize)> {
        match (&*parts[at].french, &*parts[at].english) {
            ([unit], []) => Some((0, *unit)),
            ([], [unit]) => Some((1, *unit)),
            _ => None,
        }
    };
    // Marks the units without counterpart, to recognize complete sections, lists and tables.
    let mut is_alone = sides.map(|side| vec![false; side.units.len()]);
    for (side, unit) in (0..parts.len()).filter_map(alone) {
        is_alone[side][unit] = true;
    }
    let wholes = [0, 1].map(|side| Wholes::of(&sides[side].units, &is_alone[side]));
    // The last unit of each side before a part, from which the place in the other version is derived.
    let mut last: [Option<usize>; 2] = [None, None];
    let mut passed = 0;
    let mut at = 0;
    while at < parts.len() {
        for part in parts[passed..at].iter().filter(|part| !part.is_moved) {
            last = [part.french.last().copied().or(last[0]), part.english.last().copied().or(last[1])];
        }
        passed = at;
        let Some((side, unit)) = alone(at) else {
            at += 1;
            continue;
        };
        let all = &sides[side].units;
        let stands = stands(sides[1 - side], last[1 - side]);
        let words = 0..all[unit].words.len();
        let mut missing = Missing { what: What::Paragraph, side, count: 1, unit, words, stands };
        if let Some(section) = wholes[side].section(unit) {
            missing.what = What::Section;
            found.push(missing);
            while at < parts.len() && alone(at).is_some_and(|(own, unit)| own == side && section.contains(&unit)) {
                at += 1;
            }
            continue;
        }
        let is_whole = wholes[side].has_group(&all[unit]);
        missing.what = match all[unit].kind {
            Kind::Heading(_) => What::Heading,
            Kind::Paragraph => What::Paragraph,
            Kind::Item if is_whole => What::List,
            Kind::Item => What::Item,
            Kind::Row if is_whole => What::Table,
            Kind::Row => What::Row,
            Kind::Note => What::Note,
            Kind::Image => What::Image,
        };
        // Consecutive ones of the same kind are one problem.
        let mut next = at + 1;
        let follows = |(own, other): (usize, usize)| {
            own == side && all[other].kind == all[unit].kind && all[other].group == all[unit].group
        };
        let runs = matches!(missing.what, What::Paragraph | What::Item | What::List | What::Row | What::Table);
        while runs && next < parts.len() && alone(next).is_some_and(follows) {
            next += 1;
        }
        missing.count = next - at;
        at = next;
        if is_worth_telling(&all[unit]) {
            found.push(missing);
        }
    }
    found
}

fn is_worth_telling(unit: &Unit) -> bool {
    let is_text = matches!(unit.kind, Kind::Paragraph);
    if is_text && is_formula(&unit.words) {
        return false;
    }
    let states = !unit.links.is_empty() || unit.facts.iter().any(|fact| fact.weight == Weight::Firm);
    !is_text || states || (letters(&unit.words) >= LETTERS && unit.words.split_whitespace().count() >= WORDS)
}

fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The sections, lists and tables of a version that the other lacks completely.
struct Wholes {
    /// The sections with a heading and more, as ranges of units.
    sections: Vec<Range<usize>>,
    /// The lists and tables of more than one unit.
    groups: HashSet<usize>,
}

impl Wholes {
    fn of(units: &[Unit], is_alone: &[bool]) -> Self {
        let is_whole = |section: &Range<usize>| {
            let has_heading = units.get(section.start).is_some_and(|unit| matches!(unit.kind, Kind::Heading(_)));
            has_heading && section.len() > 1 && is_alone[section.clone()].iter().all(|alone| *alone)
        };
        let mut counts: HashMap<usize, (usize, bool)> = HashMap::new();
        for (unit, alone) in units.iter().zip(is_alone).filter(|(unit, _)| unit.is_of_group()) {
            let (count, all_alone) = counts.entry(unit.group).or_insert((0, true));
            (*count, *all_alone) = (*count + 1, *all_alone && *alone);
        }
        let groups = counts.into_iter().filter(|(_, (count, all_alone))| *count > 1 && *all_alone);
        Self {
            sections: sections(units).into_iter().filter(is_whole).collect(),
            groups: groups.map(|(group, _)| group).collect(),
        }
    }

    /// Returns the section that contains a unit, if the complete section has no counterpart.
    fn section(&self, unit: usize) -> Option<&Range<usize>> {
        let at = self.sections.partition_point(|section| section.end <= unit);
        self.sections.get(at).filter(|section| section.contains(&unit))
    }

    /// Returns whether the complete list or table of a unit has no counterpart.
    fn has_group(&self, unit: &Unit) -> bool {
        unit.is_of_group() && self.groups.contains(&unit.group)
    }
}

/// Returns where something would be in the version that lacks it: after the unit that precedes it there, or at the
/// beginning.
fn stands(side: &Side, before: Option<usize>) -> Range<usize> {
    let at = match before {
        Some(unit) => side.units[unit].range().end,
        None => side.units.first().map_or(0, |unit| unit.range().start),
    };
    at..at
}

/// Returns the sentences of a part that only one version has.
pub(super) fn sentences(
    sides: [&Side; 2],
    parts: &[UnitBead],
    part: &UnitBead,
    pairs: &[SentenceBead],
) -> Vec<Missing> {
    let mut found = Vec::new();
    let total =
        |side: usize, units: &[usize]| units.iter().map(|unit| letters(&sides[side].units[*unit].words)).sum::<usize>();
    let [french, english] = [total(0, &part.french), total(1, &part.english)];
    let whole = length_deviation(french, english);
    for (at, pair) in pairs.iter().enumerate() {
        let (side, sentence) = match (&*pair.french, &*pair.english) {
            ([sentence], []) => (0, sentence),
            ([], [sentence]) => (1, sentence),
            _ => continue,
        };
        let own = &sides[side].units[sentence.unit];
        let words = &own.words[sentence.words.clone()];
        let is_long = letters(words) >= LETTERS && words.split_whitespace().count() >= WORDS;
        if !is_long || is_formula(words) {
            continue;
        }
        // Without the sentence, the lengths must match better than with it.
        let own_letters = letters(words);
        let without = if side == 0 {
            length_deviation(french - own_letters, english)
        } else {
            length_deviation(french, english - own_letters)
        };
        let by = if side == 0 { whole } else { -whole };
        let is_longer = without.abs() < whole.abs() && by > LONGER;
        let others = if side == 0 { &part.english } else { &part.french };
        let features = Features::of(own, sentence.words.clone(), sides[side].language);
        // Few of its words are on the other side, apart from those that correspond to its neighbours.
        let beside: Vec<Features> =
            pairs.iter().filter(|pair| pair.is_pair()).flat_map(|pair| pair.features(side, sides[side])).collect();
        let share = share_beside(&features, &beside, &whole_of(sides[1 - side], others));
        let is_alone = share < 0.4 && (by >= 1.0 || features.count() >= 4);
        let is_likely = by - 2.0 * share + neighbours(sides, pairs, at, side) >= LIKELY;
        if is_longer
            && is_alone
            && is_likely
            && !is_joined(sides, pairs, at, side)
            && !is_said(&features, sides, parts, part, side)
        {
            let stands = sentence_stands(sides, pairs, at, 1 - side).unwrap_or_else(|| {
                let start = others.first().map_or(0, |unit| sides[1 - side].units[*unit].range().start);
                start..start
            });
            let (unit, words) = (sentence.unit, sentence.words.clone());
            found.push(Missing { what: What::Sentence, side, count: 1, unit, words, stands });
        }
    }
    found
}

/// Returns the features of some units.
fn whole_of(side: &Side, units: &[usize]) -> Vec<Features> {
    let own = units.iter().map(|unit| &side.units[*unit]);
    own.map(|unit| Features::of(unit, 0..unit.words.len(), side.language)).collect()
}

/// Returns whether the other version contains a sentence among other words: in the same part, or in a part of the
/// section that is too long for its own counterpart.
fn is_said(sentence: &Features, sides: [&Side; 2], parts: &[UnitBead], part: &UnitBead, side: usize) -> bool {
    const SAID: f64 = 0.6;
    const SURELY_SAID: f64 = 0.7;
    let other = 1 - side;
    let letters =
        |side: usize, units: &[usize]| units.iter().map(|unit| letters(&sides[side].units[*unit].words)).sum::<usize>();
    parts.iter().filter(|near| near.section == part.section && sentence.count() >= 2).any(|near| {
        let length_deviation = length_deviation(letters(0, &near.french), letters(1, &near.english));
        let is_longer = if side == 0 { length_deviation < -0.8 } else { length_deviation > 0.8 };
        let units = if other == 0 { &near.french } else { &near.english };
        let enough = if std::ptr::eq(near, part) || is_longer { SAID } else { SURELY_SAID };
        sentence.share(&whole_of(sides[other], units)) >= enough
    })
}

/// Returns whether words are the closing formula of a letter, which each language has its own words for (« Veuillez
/// agréer… », “Sincerely,”), or the translation of what a picture shows in the other language (« Traduction : … »).
fn is_formula(words: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "traduction :",
        "translation:",
        "veuillez agréer",
        "veuillez recevoir",
        "je vous prie d",
        "nous vous prions d",
        "recevez, m",
        "sincerely",
        "yours ",
    ];
    let lower = words.to_lowercase().replace('’', "'").replace('\u{a0}', " ");
    BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
}

/// Returns whether a neighbour was joined with a sentence in the other version: there it is longer than its own
/// counterpart, and as long as both together.
fn is_joined(sides: [&Side; 2], pairs: &[SentenceBead], at: usize, side: usize) -> bool {
    let count = |pair: &SentenceBead, side: usize| {
        let own = if side == 0 { &pair.french } else { &pair.english };
        own.iter().map(|own| letters(&sides[side].units[own.unit].words[own.words.clone()])).sum::<usize>()
    };
    let own = count(&pairs[at], side);
    let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|near| pairs.get(near));
    near.filter(|pair| pair.is_pair()).any(|pair| {
        let (french, english) = (count(pair, 0), count(pair, 1));
        let before = length_deviation(french, english);
        let after =
            if side == 0 { length_deviation(french + own, english) } else { length_deviation(french, english + own) };
        after.abs() + 0.3 < before.abs()
    })
}

/// Returns how much the neighbours of a sentence support its absence: positive where they are closely translated,
/// negative where a neighbour does not certainly match its own counterpart, or is the shorter of the two.
fn neighbours(sides: [&Side; 2], pairs: &[SentenceBead], at: usize, side: usize) -> f64 {
    /// The similarity below which a text is freely translated.
    const CLOSE: f64 = 0.6;
    /// The cost above which two sentences do not certainly correspond.
    const SURE: f64 = 0.8;
    let features = |pair: &SentenceBead| [pair.features(0, sides[0]), pair.features(1, sides[1])];
    let letters = |features: &[Features]| features.iter().map(|features| features.letters).sum::<usize>();
    let both: Vec<[Vec<Features>; 2]> = pairs.iter().filter(|pair| pair.is_pair()).map(features).collect();
    let mut alike: Vec<f64> = both.iter().map(|[french, english]| similarity(french, english)).collect();
    alike.sort_by(f64::total_cmp);
    let mut score = 2.0 * (alike.get(alike.len() / 2).copied().unwrap_or_default() - CLOSE);
    let near: Vec<&SentenceBead> =
        [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|near| pairs.get(near)).collect();
    let paired: Vec<[Vec<Features>; 2]> =
        near.iter().filter(|pair| pair.is_pair()).map(|pair| features(pair)).collect();
    let shorter = paired.iter().map(|[french, english]| {
        let length_deviation = length_deviation(letters(french), letters(english));
        if side == 0 { -length_deviation } else { length_deviation }
    });
    score -= 0.5 * shorter.fold(0.0, f64::max);
    let is_sure = !paired.is_empty() && paired.iter().all(|[french, english]| cost(french, english) <= SURE);
    score -= if is_sure { 0.0 } else { 0.4 };
    score - if paired.len() < near.len() { 0.4 } else { 0.0 }
}

fn sentence_stands(sides: [&Side; 2], pairs: &[SentenceBead], at: usize, other: usize) -> Option<Range<usize>> {
    let last = |pair: &SentenceBead| -> Option<Sentence> {
        if other == 0 { pair.french.last().cloned() } else { pair.english.last().cloned() }
    };
    let before = pairs[..at].iter().rev().find_map(last)?;
    let end = sides[other].units[before.unit].place(before.words).end;
    Some(end..end)
}
