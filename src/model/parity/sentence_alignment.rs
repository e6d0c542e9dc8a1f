//! Alignment of the sentences of corresponding units.

use std::ops::Range;

use super::align::{Bead, align};
use super::alignment::{MANY, SAME, Side, UnitBead};
use super::similarity::{Features, cost, length_deviation, similarity};
use super::unit::Kind;

/// A sentence of a version: its unit, and its range among the unit's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) unit: usize,
    pub(super) words: Range<usize>,
}

/// Sentences that correspond.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SentenceBead {
    pub(super) french: Vec<Sentence>,
    pub(super) english: Vec<Sentence>,
}

impl SentenceBead {
    /// Returns whether both sides have a sentence.
    pub(super) fn is_pair(&self) -> bool {
        !self.french.is_empty() && !self.english.is_empty()
    }

    /// Returns the features of its sentences of a side.
    pub(super) fn features(&self, number: usize, side: &Side) -> Vec<Features> {
        let own = if number == 0 { &self.french } else { &self.english };
        own.iter().map(|own| Features::of(&side.units[own.unit], own.words.clone(), side.language)).collect()
    }
}

/// Returns whether a part has as many sentences on both sides, of similar lengths: they then correspond one to one.
pub(super) fn are_plain(french: &Side, english: &Side, part: &UnitBead) -> bool {
    let ([one], [other]) = (&*part.french, &*part.english) else { return false };
    let (one, other) = (&french.units[*one], &english.units[*other]);
    let (own, others) = (one.sentences(), other.sentences());
    // Bytes are close enough to letters to detect an unusual length.
    let alike = |(own, answer): (&Range<usize>, &Range<usize>)| length_deviation(own.len(), answer.len()).abs() < ALIKE;
    own.len() == others.len() && (own.len() < 2 || own.iter().zip(&others).all(alike))
}

/// The maximum number of standard deviations between the lengths of a sentence and of its translation.
const ALIKE: f64 = 1.2;

/// Returns the aligned sentences of a part.
pub(super) fn sentence_beads(french: &Side, english: &Side, part: &UnitBead) -> Vec<SentenceBead> {
    let list = |side: &Side, units: &[usize]| -> Vec<Sentence> {
        let of = |unit: usize| side.units[unit].sentences().into_iter().map(move |words| Sentence { unit, words });
        units.iter().copied().flat_map(of).collect()
    };
    let (one, other) = (list(french, &part.french), list(english, &part.english));
    // Cells correspond in their order, and a single sentence to its only counterpart.
    let is_row = |side: &Side, units: &[usize]| units.iter().all(|unit| side.units[*unit].kind == Kind::Row);
    let are_cells = is_row(french, &part.french) && is_row(english, &part.english);
    if part.is_pair() && one.len() == other.len() && (are_cells || one.len() == 1) {
        let pair = |(one, other)| SentenceBead { french: vec![one], english: vec![other] };
        return one.into_iter().zip(other).map(pair).collect();
    }
    // So many sentences in one paragraph are unrealistic: they are not aligned.
    if one.len() + other.len() > 2 * MANY * 4 {
        return vec![SentenceBead { french: one, english: other }];
    }
    let letters = |side: &Side, own: &Sentence| {
        side.units[own.unit].words[own.words.clone()].chars().filter(|c| c.is_alphanumeric()).count()
    };
    let are_alike = |(own, answer): (&Sentence, &Sentence)| {
        length_deviation(letters(french, own), letters(english, answer)).abs() < ALIKE
    };
    if one.len() == other.len() && one.iter().zip(&other).all(are_alike) {
        let pair = |(one, other)| SentenceBead { french: vec![one], english: vec![other] };
        return one.into_iter().zip(other).map(pair).collect();
    }
    let of = |side: &Side, all: &[Sentence]| -> Vec<Features> {
        all.iter().map(|own| Features::of(&side.units[own.unit], own.words.clone(), side.language)).collect()
    };
    let (features, others) = (of(french, &one), of(english, &other));
    let mut beads = align(one.len(), other.len(), |own, answers| Some(cost(&features[own], &others[answers])));
    match_leftover(&mut beads, &features, &others);
    let pair = |bead: Bead| SentenceBead { french: one[bead.french].to_vec(), english: other[bead.english].to_vec() };
    beads.into_iter().map(pair).collect()
}

/// The similarity below which two sentences have nothing in common.
const NOTHING: f64 = 0.06;

/// Matches sentences without counterpart on both sides: the same statement in other words or elsewhere, unless
/// nothing is similar and the lengths are not those of a translation.
fn match_leftover(beads: &mut Vec<Bead>, french: &[Features], english: &[Features]) {
    let alone = |beads: &[Bead], is_french: bool| -> Vec<usize> {
        let is_alone = |bead: &Bead| if is_french { bead.english.is_empty() } else { bead.french.is_empty() };
        (0..beads.len()).filter(|at| is_alone(&beads[*at])).take(MANY).collect()
    };
    // Two sentences that have nothing in common and much content do not correspond.
    let mut at = 0;
    while at < beads.len() {
        let bead = beads[at].clone();
        if (bead.french.len(), bead.english.len()) == (1, 1) {
            let (one, two) = (&french[bead.french.clone()], &english[bead.english.clone()]);
            if one[0].count().min(two[0].count()) >= 4 && similarity(one, two) < NOTHING {
                beads[at].english = 0..0;
                beads.insert(at + 1, Bead { french: 0..0, english: bead.english });
                at += 1;
            }
        }
        at += 1;
    }
    let mut likely: Vec<(f64, usize, usize)> = Vec::new();
    let (own, others) = (alone(beads, true), alone(beads, false));
    for at in own {
        for other in &others {
            let (one, two) = (&french[beads[at].french.clone()], &english[beads[*other].english.clone()]);
            let apart = length_deviation(one[0].letters, two[0].letters).abs();
            let alike = similarity(one, two);
            // Sentences left on both sides were reworded, if their lengths may be those of a translation.
            if alike >= SAME - 0.15 || apart < 2.0 {
                likely.push((alike, at, *other));
            }
        }
    }
    likely.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let mut gone = vec![false; beads.len()];
    for (_, own, other) in likely {
        if !gone[own] && !gone[other] && beads[own].english.is_empty() {
            gone[other] = true;
            beads[own].english = beads[other].english.clone();
        }
    }
    let mut gone = gone.into_iter();
    beads.retain(|_| gone.next() == Some(false));
}
