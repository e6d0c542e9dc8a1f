//! Alignment of the two versions of a text: which sections correspond, then which paragraphs, items, rows and
//! pictures within them.

use std::ops::Range;

use super::align::align;
use super::similarity::{Features, cost, length_deviation, similarity};
use super::unit::{Kind, Unit};
use crate::language::Language;
use crate::language::facts::{Value, Weight};

/// One version of a text, divided into units.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) units: Vec<Unit>,
    pub(super) language: Language,
}

/// Units of the French and of the English that correspond; if one side is empty, the unit of the other has no
/// counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitBead {
    pub(super) french: Vec<usize>,
    pub(super) english: Vec<usize>,
    /// The index of its pair of sections; units of a section without counterpart belong to the pair before it.
    pub(super) section: usize,
    /// Whether its units are in sections that do not correspond.
    pub(super) is_moved: bool,
}

impl UnitBead {
    /// Returns whether both sides have a unit.
    pub(super) fn is_pair(&self) -> bool {
        !self.french.is_empty() && !self.english.is_empty()
    }
}

/// Returns the sections of a text as ranges of its units: before the first heading, then from each heading.
pub(super) fn sections(units: &[Unit]) -> Vec<Range<usize>> {
    let is_heading = |at: &usize| matches!(units[*at].kind, Kind::Heading(_));
    let mut starts: Vec<usize> = (0..units.len()).filter(is_heading).collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([units.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Returns whether two versions have the same structure, unit by unit, without unusual differences of length; most
/// pairs do.
fn are_built_alike(french: &Side, english: &Side) -> bool {
    let alike = |(one, other): (&Unit, &Unit)| {
        one.kind == other.kind
            && one.links.len() == other.links.len()
            && one.cells.len() == other.cells.len()
            && length_deviation(one.words.len(), other.words.len()).abs() < 2.0
            && state_alike(one, other)
    };
    french.units.len() == english.units.len() && french.units.iter().zip(&english.units).all(alike)
}

/// Returns whether two units certainly state the same numbers and dates, in any order.
pub(super) fn state_alike(french: &Unit, english: &Unit) -> bool {
    /// With more facts than this, units are compared as units that differ.
    const MOST: usize = 12;
    let firm = |unit: &'_ Unit| unit.facts.iter().filter(|fact| fact.weight == Weight::Firm).count();
    let count = |unit: &Unit, value: Value| {
        unit.facts.iter().filter(|fact| fact.weight == Weight::Firm && fact.value == value).count()
    };
    let values = french.facts.iter().filter(|fact| fact.weight == Weight::Firm).map(|fact| fact.value);
    let mut values = values.take(MOST + 1);
    firm(french) == firm(english)
        && firm(french) <= MOST
        && values.all(|value| count(french, value) == count(english, value))
}

/// Aligns two versions; every unit of each side is in exactly one part.
pub(super) fn alignment(french: &Side, english: &Side) -> Vec<UnitBead> {
    if are_built_alike(french, english) {
        let mut section = 0;
        let part = |at: usize| {
            section += usize::from(matches!(french.units[at].kind, Kind::Heading(_)));
            UnitBead { french: vec![at], english: vec![at], section, is_moved: false }
        };
        return (0..french.units.len()).map(part).collect();
    }
    let [one, other] = [french, english].map(features);
    let mut found = Vec::new();
    let (in_french, in_english) = (sections(&french.units), sections(&english.units));
    let of = |sections: &[Range<usize>], features: &[Features]| -> Vec<Features> {
        sections.iter().map(|section| Features::joined(&features[section.clone()])).collect()
    };
    let (section_traits, other_traits) = (of(&in_french, &one), of(&in_english, &other));
    let heads = |units: &[Unit], sections: &[Range<usize>]| -> Vec<u8> {
        let level = |section: &Range<usize>| match units.get(section.start).map(|unit| unit.kind) {
            Some(Kind::Heading(level)) => level,
            _ => 0,
        };
        sections.iter().map(level).collect()
    };
    let (levels, other_levels) = (heads(&french.units, &in_french), heads(&english.units, &in_english));
    let beads = align(in_french.len(), in_english.len(), |own, others| {
        let apart = match (own.len(), others.len()) {
            (1, 1) if (levels[own.start] == 0) != (other_levels[others.start] == 0) => 2.0,
            (1, 1) => f64::from(levels[own.start].abs_diff(other_levels[others.start])) * 0.7,
            (2, 2) => return None,
            (0, _) | (_, 0) => 2.0,
            (own, others) => 3.0 * (own.max(others) - 1) as f64,
        };
        Some(apart + section_cost(&section_traits[own], &other_traits[others]))
    });
    for (section, bead) in beads.into_iter().enumerate() {
        let units = |sections: &[Range<usize>], bead: &Range<usize>| match bead.is_empty() {
            true => 0..0,
            false => sections[bead.start].start..sections[bead.end - 1].end,
        };
        let (own, others) = (units(&in_french, &bead.french), units(&in_english, &bead.english));
        let pair = Pair { sides: [french, english], features: [&one, &other], section };
        pair.align(own, others, &mut found);
    }
    reorder(&mut found, [&one, &other], &french.units);
    match_moved(&mut found, [french, english], [&one, &other]);
    join(&mut found, [french, english], [&one, &other]);
    found
}

fn features(side: &Side) -> Vec<Features> {
    side.units.iter().map(|unit| Features::of(unit, 0..unit.words.len(), side.language)).collect()
}

/// Like [`cost`], for complete sections: lengths have less weight, and what the sections name has more.
fn section_cost(french: &[Features], english: &[Features]) -> f64 {
    let [one, other] = [french, english].map(|side| side.iter().map(|features| features.letters).sum::<usize>());
    if french.is_empty() || english.is_empty() {
        return 5.0;
    }
    let length = (length_deviation(one, other).abs() / 2.0).min(3.0);
    // A heading alone has too few words to be compared.
    let known = |side: &[Features]| side.iter().map(Features::count).sum::<usize>();
    let telling = (known(french).min(known(english)) as f64 / 8.0).min(1.0);
    length + 8.0 * telling * (1.0 - (similarity(french, english) / 0.4).min(1.0))
}

/// Two sections that correspond.
struct Pair<'a> {
    sides: [&'a Side; 2],
    features: [&'a [Features]; 2],
    section: usize,
}

impl Pair<'_> {
    /// Adds their parts.
    fn align(&self, own: Range<usize>, others: Range<usize>, parts: &mut Vec<UnitBead>) {
        let within = |range: &Range<usize>, bead: Range<usize>| range.start + bead.start..range.start + bead.end;
        let beads = align(own.len(), others.len(), |french, english| {
            let (french, english) = (within(&own, french), within(&others, english));
            let kinds = self.kinds(french.clone(), english.clone())?;
            Some(kinds + cost(&self.features[0][french], &self.features[1][english]))
        });
        parts.extend(beads.into_iter().map(|bead| UnitBead {
            french: within(&own, bead.french).collect(),
            english: within(&others, bead.english).collect(),
            section: self.section,
            is_moved: false,
        }));
    }

    /// Returns the cost of matching units of different kinds; `None` if one cannot be the translation of the other.
    fn kinds(&self, french: Range<usize>, english: Range<usize>) -> Option<f64> {
        let (one, other) = (&self.sides[0].units[french], &self.sides[1].units[english]);
        let (Some(first), Some(second)) = (one.first(), other.first()) else {
            // Pictures are often left out.
            return Some(if one.iter().chain(other).any(|unit| unit.kind == Kind::Image) { -2.0 } else { 0.0 });
        };
        let is_text = |unit: &Unit| matches!(unit.kind, Kind::Paragraph | Kind::Item | Kind::Note);
        if one.len() + other.len() > 2 {
            let all_text = one.iter().chain(other).all(is_text);
            let items = one.iter().chain(other).filter(|unit| unit.kind == Kind::Item).count();
            return all_text.then_some(items as f64 * 0.8);
        }
        Some(match (first.kind, second.kind) {
            (one, other) if one == other => 0.0,
            (Kind::Heading(one), Kind::Heading(other)) => 0.7 * f64::from(one.abs_diff(other)),
            (Kind::Image, _) | (_, Kind::Image) => return None,
            (Kind::Paragraph, Kind::Item) | (Kind::Item, Kind::Paragraph) => 0.8,
            (Kind::Heading(_), _) | (_, Kind::Heading(_)) => 3.0,
            _ => 3.0,
        })
    }
}

/// The similarity below which units at the same position may correspond to others.
const UNLIKE: f64 = 0.25;

/// Matches similar units of one section and kind that are in a different order, such as the points of a list.
fn reorder(parts: &mut [UnitBead], features: [&[Features]; 2], units: &[Unit]) {
    let mut by_group: std::collections::BTreeMap<(usize, bool), Vec<usize>> = std::collections::BTreeMap::new();
    let alike = |one: usize, other: usize| similarity(&features[0][one..=one], &features[1][other..=other]);
    for (at, part) in parts.iter().enumerate() {
        if let ([one], [other]) = (&*part.french, &*part.english)
            && matches!(units[*one].kind, Kind::Item | Kind::Paragraph | Kind::Row)
            && alike(*one, *other) < UNLIKE
        {
            by_group.entry((part.section, units[*one].kind == Kind::Paragraph)).or_default().push(at);
        }
    }
    for group in by_group.into_values().filter(|group| (2..=MANY / 4).contains(&group.len())) {
        let pairs = |at: &usize| (parts[*at].french[0], parts[*at].english[0]);
        let (own, others): (Vec<usize>, Vec<usize>) = group.iter().map(pairs).unzip();
        let mut likely: Vec<(f64, usize, usize)> = Vec::new();
        for (at, one) in own.iter().enumerate() {
            likely.extend(others.iter().enumerate().map(|(to, other)| (alike(*one, *other), at, to)));
        }
        likely.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let (mut answer, mut taken) = (vec![None; own.len()], vec![false; own.len()]);
        for (similarity, at, to) in &likely {
            if answer[*at].is_none() && !taken[*to] && *similarity >= SAME {
                (answer[*at], taken[*to]) = (Some(*to), true);
            }
        }
        // The others keep their order.
        let mut free = (0..own.len()).filter(|to| !taken[*to]).collect::<Vec<_>>().into_iter();
        for (at, part) in group.iter().enumerate() {
            if let Some(to) = answer[at].or_else(|| free.next()) {
                parts[*part].english = vec![others[to]];
            }
        }
    }
}

/// The similarity from which units at different positions are considered the same.
pub(super) const SAME: f64 = 0.42;
/// With more units without counterpart than this, none is searched for elsewhere.
pub(super) const MANY: usize = 120;

/// Matches units that are in a different order, or in another section.
fn match_moved(parts: &mut Vec<UnitBead>, sides: [&Side; 2], features: [&[Features]; 2]) {
    let alone = |parts: &[UnitBead], is_french: bool| -> Vec<usize> {
        let is_alone = |part: &UnitBead| if is_french { part.english.is_empty() } else { part.french.is_empty() };
        (0..parts.len()).filter(|at| is_alone(&parts[*at])).take(MANY).collect()
    };
    let (french, english) = (alone(parts, true), alone(parts, false));
    let mut likely: Vec<(f64, usize, usize)> = Vec::new();
    for own in &french {
        for other in &english {
            let (one, two) = (parts[*own].french[0], parts[*other].english[0]);
            let same =
                std::mem::discriminant(&sides[0].units[one].kind) == std::mem::discriminant(&sides[1].units[two].kind);
            let apart = length_deviation(features[0][one].letters, features[1][two].letters).abs();
            let alike = similarity(&features[0][one..=one], &features[1][two..=two]);
            let is_near = parts[*own].section == parts[*other].section;
            // Within one section a lower similarity is enough; few words prove little.
            let is_enough = alike >= if is_near { SAME - 0.1 } else { SAME } && apart < 3.0;
            // A picture is matched with a picture and a row with a row: their differences are reported of their
            // words.
            let are_pictures = matches!(sides[0].units[one].kind, Kind::Image | Kind::Row) && same && is_near;
            if are_pictures
                || same
                    && is_enough
                    && features[0][one].count().min(features[1][two].count()) >= if is_near { 1 } else { 3 }
            {
                likely.push((alike, *own, *other));
            }
        }
    }
    likely.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let mut taken = vec![false; parts.len()];
    for (_, own, other) in likely {
        if taken[own] || taken[other] {
            continue;
        }
        (taken[own], taken[other]) = (true, true);
        parts[own].is_moved = parts[own].section != parts[other].section;
        parts[own].english = std::mem::take(&mut parts[other].english);
    }
    parts.retain(|part| !part.french.is_empty() || !part.english.is_empty());
}

/// Adds a paragraph or item to the part of its section that contains it among other words: a list that became a
/// sentence.
fn join(parts: &mut Vec<UnitBead>, sides: [&Side; 2], features: [&[Features]; 2]) {
    const SAID: f64 = 0.5;
    const SURELY_SAID: f64 = 0.7;
    let letters = |side: usize, units: &[usize]| units.iter().map(|unit| features[side][*unit].letters).sum::<usize>();
    let is_text = |side: usize, unit: usize| matches!(sides[side].units[unit].kind, Kind::Paragraph | Kind::Item);
    let pairs: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].is_pair()).collect();
    let alone: Vec<usize> = (0..parts.len()).filter(|at| !parts[*at].is_pair()).collect();
    // That many indicate that text is missing, not that it was joined.
    for at in alone.into_iter().take(MANY) {
        let side = usize::from(parts[at].french.is_empty());
        let [own, none] =
            if side == 0 { [&parts[at].french, &parts[at].english] } else { [&parts[at].english, &parts[at].french] };
        let ([unit], []) = (&**own, &**none) else { continue };
        let unit = *unit;
        if !is_text(side, unit) {
            continue;
        }
        // Other units of its section that are longer than their own counterpart.
        let says = |part: &UnitBead| {
            let [own, others] = if side == 0 { [&part.french, &part.english] } else { [&part.english, &part.french] };
            let length_deviation = length_deviation(letters(0, &part.french), letters(1, &part.english));
            let is_longer = if side == 0 { length_deviation < -1.0 } else { length_deviation > 1.0 };
            // An item of a list whose counterpart is a list was not joined.
            let is_list = own.iter().chain([&unit]).all(|unit| sides[side].units[*unit].kind == Kind::Item)
                && others.iter().all(|unit| sides[1 - side].units[*unit].kind == Kind::Item);
            let others: Vec<Features> = others.iter().map(|other| features[1 - side][*other].clone()).collect();
            let share = features[side][unit].share(&others);
            let is_known = features[side][unit].count() >= 3 && share >= SURELY_SAID;
            !is_list && (is_known || (is_longer && share >= SAID))
        };
        let section = parts[at].section;
        let near = pairs.iter().copied().find(|near| parts[*near].section == section && says(&parts[*near]));
        if let Some(near) = near {
            parts[at].french.clear();
            parts[at].english.clear();
            let units = if side == 0 { &mut parts[near].french } else { &mut parts[near].english };
            units.push(unit);
            units.sort_unstable();
        }
    }
    parts.retain(|part| !part.french.is_empty() || !part.english.is_empty());
}
