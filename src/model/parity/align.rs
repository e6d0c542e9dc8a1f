//! Alignment of two sequences: which parts of one correspond to which parts of the other, at the lowest total cost.
//!
//! The method is that of Gale and Church (1993); the cost function is the caller's. The work grows with the length
//! of the sequences and not with its square: parts farther from the diagonal than a width are not tried.

use std::ops::Range;

/// Parts of the French that correspond to parts of the English; one of the two may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bead {
    pub(super) french: Range<usize>,
    pub(super) english: Range<usize>,
}

/// How many parts of each side may correspond to each other in one bead.
const SHAPES: [(usize, usize); 8] = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3)];

/// The minimum distance from the diagonal within which parts are tried; `NARROW` in long sequences.
const WIDTH: usize = 24;
const NARROW: usize = 8;
/// The number of parts from which a sequence is long.
const MANY: usize = 400;

/// Returns the beads that align two sequences of these lengths. `cost` returns the cost of a bead, or `None` if no
/// bead of that shape is possible.
pub(super) fn align(
    french: usize,
    english: usize,
    mut cost: impl FnMut(Range<usize>, Range<usize>) -> Option<f64>,
) -> Vec<Bead> {
    if french == 0 || english == 0 {
        let alone = |count: usize, bead: fn(usize) -> Bead| (0..count).map(bead).collect::<Vec<_>>();
        return match french {
            0 => alone(english, |at| Bead { french: 0..0, english: at..at + 1 }),
            _ => alone(french, |at| Bead { french: at..at + 1, english: 0..0 }),
        };
    }
    // Short sequences are tried completely; of long ones, a strip along the diagonal.
    let width = if french.max(english) > MANY { NARROW } else { WIDTH.max(french.abs_diff(english).min(2 * WIDTH)) };
    let middle = |at: usize| at * english / french;
    let row =
        |at: usize| middle(at).saturating_sub(width)..(middle(at) + width + english / french + 1).min(english + 1);
    // The lowest total cost up to each pair of positions, and the shape of the bead that ends there.
    let mut best: Vec<Vec<(f64, u8)>> = Vec::with_capacity(french + 1);
    for at in 0..=french {
        let columns = row(at);
        best.push(vec![(f64::INFINITY, 0); columns.len()]);
        for other in columns.clone() {
            let mut found = if (at, other) == (0, 0) { (0.0, 0) } else { (f64::INFINITY, 0) };
            for (shape, (own, others)) in SHAPES.into_iter().enumerate() {
                let (Some(from), Some(from_other)) = (at.checked_sub(own), other.checked_sub(others)) else { continue };
                let before = row(from);
                if !before.contains(&from_other) {
                    continue;
                }
                let so_far = best[from][from_other - before.start].0;
                if so_far >= found.0 {
                    continue;
                }
                let Some(own_cost) = cost(from..at, from_other..other) else { continue };
                if so_far + own_cost < found.0 {
                    found = (so_far + own_cost, shape as u8);
                }
            }
            best[at][other - columns.start] = found;
        }
    }
    let mut beads = Vec::new();
    let (mut at, mut other) = (french, english);
    while (at, other) != (0, 0) {
        let (cost, shape) = best[at][other - row(at).start];
        // No path reaches this position: the remaining parts are left without counterpart.
        let (own, others) = if cost.is_finite() { SHAPES[usize::from(shape)] } else { (at.min(1), other.min(1)) };
        beads.push(Bead { french: at - own..at, english: other - others..other });
        (at, other) = (at - own, other - others);
        if !row(at).contains(&other) {
            beads.extend((0..at).rev().map(|at| Bead { french: at..at + 1, english: 0..0 }));
            beads.extend((0..other).rev().map(|other| Bead { french: 0..0, english: other..other + 1 }));
            break;
        }
    }
    beads.reverse();
    beads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letters correspond to themselves; leaving one out costs less than matching it to another.
    fn letters(french: &str, english: &str) -> Vec<(String, String)> {
        let (one, other) = (french.as_bytes(), english.as_bytes());
        let cost = |french: Range<usize>, english: Range<usize>| match (french.len(), english.len()) {
            (1, 1) => Some(if one[french.start] == other[english.start] { 0.0 } else { 5.0 }),
            (1, 0) | (0, 1) => Some(2.0),
            _ => None,
        };
        let beads = align(one.len(), other.len(), cost);
        beads.into_iter().map(|bead| (french[bead.french].to_owned(), english[bead.english].to_owned())).collect()
    }

    #[test]
    fn what_is_missing_stands_alone() {
        let pairs = letters("abcd", "abd");
        assert_eq!(pairs[2], ("c".to_owned(), String::new()));
        assert_eq!(letters("", "ab").len(), 2);
    }

    proptest! {
        #[test]
        fn every_part_is_in_one_bead(one in "[a-d]{0,60}", other in "[a-d]{0,200}") {
            let pairs = letters(&one, &other);
            let joined: (String, String) = pairs.into_iter().unzip();
            prop_assert_eq!(joined, (one, other));
        }
    }

    #[test]
    fn where_nothing_answers_anything_each_part_stands_once_in_its_order() {
        for (french, english) in [(3_000, 6_000), (6_000, 3_000), (3_000, 3_000), (3, 5)] {
            let beads = align(french, english, |_, _| None);
            let all = |side: fn(&Bead) -> Range<usize>| beads.iter().flat_map(side).collect::<Vec<_>>();
            assert_eq!(all(|bead| bead.french.clone()), (0..french).collect::<Vec<_>>(), "{french} and {english}");
            assert_eq!(all(|bead| bead.english.clone()), (0..english).collect::<Vec<_>>(), "{french} and {english}");
        }
    }

    #[test]
    fn long_sequences_are_not_squared() {
        let mut asked = 0_usize;
        let count = 3_000;
        align(count, count, |_, _| {
            asked += 1;
            Some(1.0)
        });
        assert!(asked <= count * SHAPES.len() * (2 * NARROW + 3), "{asked}");
    }
}
