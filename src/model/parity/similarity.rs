//! How similar two stretches of text are: their lengths, and what they name, state and link to.

use std::ops::Range;

use super::addresses::{host_and_path, is_language_word};
use super::unit::Unit;
use crate::language::Language;
use crate::language::facts::Weight;
use crate::language::letters::unaccented;
use crate::language::lexicon::{SENSES, senses};

/// The number of letters of French per letter of English in texts of public administration.
const STRETCH: f64 = 1.15;
/// The variance of a translation's length per letter (Gale and Church have 6.8 for free texts; translators of
/// administrations join and split more).
const VARIANCE: f64 = 9.0;

/// A word, a number or an address that the other version should have too if it makes the same statement.
#[derive(Debug, Clone, Copy)]
struct Mark {
    keys: [u32; SENSES + 1],
    count: u8,
    weight: f32,
}

/// The features by which a stretch of text is compared.
#[derive(Debug, Clone, Default)]
pub(super) struct Features {
    /// The number of its letters and digits.
    pub(super) letters: usize,
    marks: Vec<Mark>,
    /// The keys of all marks, sorted.
    keys: Vec<u32>,
    weight: f32,
}

/// Words that do not indicate the subject of a text.
const SILENT: &[&str] = &[
    "les", "des", "une", "aux", "dans", "pour", "par", "sur", "que", "qui", "est", "sont", "ont", "ses", "son", "leur",
    "leurs", "cette", "ces", "elle", "elles", "ils", "nous", "vous", "dont", "ete", "pas", "the", "and", "for", "from",
    "that", "this", "these", "those", "which", "are", "was", "were", "has", "have", "been", "its", "their", "they",
    "will", "with", "any", "our", "your", "you", "not",
];

fn hash(kind: u8, bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5 ^ u32::from(kind), |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

impl Features {
    /// Computes the features of a range of the words of a unit.
    pub(super) fn of(unit: &Unit, range: Range<usize>, language: Language) -> Self {
        let mut features = Self::default();
        let words = &unit.words[range.clone()];
        features.letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        let mut is_first = true;
        let mut folded = String::new();
        for word in words.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()) {
            features.word(word, is_first, language, &mut folded);
            is_first = false;
        }
        for fact in unit.facts.iter().filter(|fact| range.contains(&fact.range().start)) {
            let weight = if fact.weight == Weight::Firm { 2.0 } else { 0.5 };
            for value in fact.value.parts() {
                features.mark(&[hash(1, format!("{value:?}").as_bytes())], weight);
            }
        }
        for link in unit.links.iter().filter(|link| link.words.start >= range.start && link.words.start <= range.end) {
            let (host, path) = host_and_path(&link.address);
            features.mark(&[hash(2, host.as_bytes())], 1.0);
            for part in path.split(['/', '-', '.']).filter(|part| part.len() > 2 && !is_language_word(part)) {
                features.mark(&[hash(3, part.as_bytes())], 0.5);
            }
        }
        features.keys.sort_unstable();
        features
    }

    /// Returns the features of several stretches taken together.
    pub(super) fn joined(all: &[Self]) -> Self {
        const MOST: usize = 300;
        let mut joined = Self::default();
        for features in all {
            joined.letters += features.letters;
            if joined.marks.len() < MOST {
                joined.marks.extend_from_slice(&features.marks);
                joined.keys.extend_from_slice(&features.keys);
                joined.weight += features.weight;
            }
        }
        joined.keys.sort_unstable();
        joined
    }

    fn word(&mut self, word: &str, is_first: bool, language: Language, folded: &mut String) {
        folded.clear();
        unaccented(word, folded);
        if folded.len() < 3 || SILENT.contains(&&**folded) {
            return;
        }
        let mut keys = [0; SENSES + 1];
        let (lines, count) = senses(folded, language);
        for (key, line) in keys.iter_mut().zip(&lines[..count]) {
            *key = hash(4, &line.to_le_bytes());
        }
        let mut count = count;
        // Words of one origin begin alike; a name is the same in both languages.
        let is_name = !is_first && word.starts_with(char::is_uppercase);
        if folded.len() >= 4 && folded.is_char_boundary(4) {
            keys[count] = hash(5, &folded.as_bytes()[..4]);
            count += 1;
        }
        let weight = if is_name {
            1.5
        } else if count > 1 {
            1.0
        } else {
            0.5
        };
        self.mark(&keys[..count], weight);
    }

    fn mark(&mut self, keys: &[u32], weight: f32) {
        if keys.is_empty() {
            return;
        }
        let mut own = [0; SENSES + 1];
        own[..keys.len()].copy_from_slice(keys);
        self.marks.push(Mark { keys: own, count: keys.len() as u8, weight });
        self.keys.extend_from_slice(keys);
        self.weight += weight;
    }

    /// Returns the number of its marks.
    pub(super) fn count(&self) -> usize {
        self.marks.len()
    }

    /// Returns the share of its features that are among unused marks, and marks these as used.
    fn use_up(&self, marks: &[Mark], used: &mut [bool]) -> f64 {
        let mut shared = 0.0;
        for mark in &self.marks {
            let keys = &mark.keys[..usize::from(mark.count)];
            let answers = |other: &Mark| other.keys[..usize::from(other.count)].iter().any(|key| keys.contains(key));
            let found = marks.iter().zip(&*used).position(|(other, used)| !used && answers(other));
            if let Some(at) = found {
                used[at] = true;
                shared += f64::from(mark.weight);
            }
        }
        if self.weight > 0.0 { shared / f64::from(self.weight) } else { 0.0 }
    }

    /// Returns the share of its features that others have too, from 0 to 1.
    pub(super) fn share(&self, others: &[Self]) -> f64 {
        if self.weight == 0.0 {
            return 0.0;
        }
        let is_there = |mark: &&Mark| {
            let mut keys = mark.keys[..usize::from(mark.count)].iter();
            keys.any(|key| others.iter().any(|other| other.keys.binary_search(key).is_ok()))
        };
        f64::from(self.marks.iter().filter(is_there).map(|mark| mark.weight).sum::<f32>() / self.weight)
    }
}

/// Returns how far two lengths are from those of a translation, in standard deviations: positive if the French is
/// too long.
pub(super) fn length_deviation(french: usize, english: usize) -> f64 {
    let french = french as f64 / STRETCH;
    let english = english as f64;
    // A difference of a few letters is insignificant in a short text.
    let mean = f64::midpoint(french, english) + 6.0;
    (french - english) / (mean * VARIANCE).sqrt()
}

/// Returns how similar stretches are, from 0 to 1.
pub(super) fn similarity(french: &[Features], english: &[Features]) -> f64 {
    let share = |own: &[Features], others: &[Features]| {
        let weight: f64 = own.iter().map(|features| f64::from(features.weight)).sum();
        let shared: f64 = own.iter().map(|features| features.share(others) * f64::from(features.weight)).sum();
        if weight > 0.0 { shared / weight } else { 0.0 }
    };
    f64::midpoint(share(french, english), share(english, french))
}

/// Returns the cost of features of joined parts that are not found in the text that these are taken to translate.
fn orphans(parts: &[Features], whole: &Features) -> f64 {
    /// A part with more marks than this is not searched word by word.
    const MOST: usize = 80;
    let orphan = |count: usize, share: f64| if count < 2 { 1.0 } else { 6.0 * (1.0 - (share / 0.4).min(1.0)) };
    let shares: Vec<f64> = parts.iter().map(|part| part.share(std::slice::from_ref(whole))).collect();
    if whole.marks.len() > MOST {
        return parts.iter().zip(shares).map(|(part, share)| orphan(part.count(), share)).sum();
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|one, other| shares[*other].total_cmp(&shares[*one]));
    let mut used = vec![false; whole.marks.len()];
    order.into_iter().map(|at| &parts[at]).map(|part| orphan(part.count(), part.use_up(&whole.marks, &mut used))).sum()
}

/// Returns the share of the features of a stretch that are in others and do not correspond to the neighbours of the
/// stretch.
pub(super) fn share_beside(own: &Features, beside: &[Features], others: &[Features]) -> f64 {
    let marks: Vec<Mark> = others.iter().flat_map(|other| other.marks.iter().copied()).collect();
    let mut used = vec![false; marks.len()];
    for features in beside {
        features.use_up(&marks, &mut used);
    }
    own.use_up(&marks, &mut used)
}

/// The similarity from which two stretches certainly have the same content.
const SURE: f64 = 0.45;
/// The cost of leaving a stretch without a counterpart.
const ALONE: f64 = 4.0;

/// Returns the cost of taking stretches for each other's translation; if they are, it is lower than that of leaving
/// them without counterpart.
pub(super) fn cost(french: &[Features], english: &[Features]) -> f64 {
    let letters = |side: &[Features]| side.iter().map(|features| features.letters).sum::<usize>();
    let (one, other) = (letters(french), letters(english));
    match (french.len(), english.len()) {
        (0, _) => return ALONE + (other as f64 / 60.0).min(3.0),
        (_, 0) => return ALONE + (one as f64 / 70.0).min(3.0),
        _ => {}
    }
    let apart = length_deviation(one, other);
    let length = (apart * apart / 2.0).min(8.0);
    let similarity = (similarity(french, english) / SURE).min(1.0);
    let unlike = 6.0 * (1.0 - similarity);
    // Joined or split: each part must have its counterpart.
    let parts = french.len().max(english.len());
    let joined = match (french.len(), english.len()) {
        (1, 1) => 0.0,
        (2, 2) => 4.0,
        _ => {
            let (many, whole) = if french.len() > 1 { (french, english) } else { (english, french) };
            1.2 * (parts - 1) as f64 + orphans(many, &whole[0])
        }
    };
    length + unlike + joined
}
