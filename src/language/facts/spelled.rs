//! Numbers spelled out in several words: « quatre-vingt-dix-sept », “three thousand four hundred”.

use super::pieces::Kind;
use super::scan::Scan;
use super::words::{Numeral, numeral};
use super::{Value, Weight};
use crate::language::Language;

/// The value of a number read so far.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// The sum of the parts completed by thousands, millions and billions.
    closed: i64,
    /// The part below a thousand read so far.
    open: i64,
}

impl Sum {
    /// Adds a word, if it can follow what was read.
    fn take(self, numeral: Numeral, language: Language) -> Option<Self> {
        let Self { closed, open } = self;
        match numeral {
            Numeral::Small(20) if language == Language::French && open % 100 == 4 => {
                Some(Self { open: open + 76, ..self })
            }
            Numeral::Small(number) | Numeral::Ordinal(number) => {
                let rest = open % 100;
                let fits = match rest {
                    0 => true,
                    // « soixante-dix », « quatre-vingt-onze »
                    60 | 80 if language == Language::French => number < 20,
                    10 if language == Language::French => (7..10).contains(&number),
                    70 | 90 if language == Language::French => (7..10).contains(&number),
                    _ => rest % 10 == 0 && rest > 10 && number < 10,
                };
                fits.then_some(Self { open: open + number, ..self })
            }
            Numeral::Scale(100) => {
                let times = open.max(1);
                (times < 10).then_some(Self { open: times * 100, ..self })
            }
            Numeral::Scale(scale) => {
                let is_next = closed == 0 || (closed % scale.saturating_mul(1000) == 0 && open > 0);
                is_next.then_some(Self { closed: closed.saturating_add(open.max(1).saturating_mul(scale)), open: 0 })
            }
            Numeral::And => None,
        }
    }
}

impl Scan<'_> {
    /// Reads a number in several words from the current position: returns its value, how certain it is, and where
    /// it ends.
    pub(super) fn spelled(&self) -> Option<(Value, Weight, usize)> {
        let (mut sum, mut words, mut weight) = (Sum::default(), 0, Weight::Loose);
        // The sum and the end of what was read up to a complete number.
        let (mut done, mut end) = (sum, self.at);
        let mut after_and = false;
        let mut at = self.at;
        'pieces: while self.kind(at) == Some(Kind::Word) {
            for (place, part) in self.piece(at).split('-').enumerate() {
                let found = match numeral(part, self.language) {
                    Some(found) => found,
                    // “two-year”: the number, and the unit that it counts.
                    None if words == 1 && place == 1 && at == self.at => {
                        let weight = if sum.open == 1 { Weight::Faint } else { weight };
                        return Some((Value::Number(sum.total()), weight, at + 1));
                    }
                    None => break 'pieces,
                };
                if found == Numeral::And {
                    after_and = words > 0;
                    continue;
                }
                if after_and && !sum.joins(found, self.language) {
                    break 'pieces;
                }
                let Some(next) = sum.take(found, self.language) else { break 'pieces };
                (sum, words, after_and) = (next, words + 1, false);
                if let Numeral::Ordinal(_) = found {
                    weight = Weight::Faint;
                }
            }
            if !after_and {
                (done, end) = (sum, at + 1);
            }
            at = self.past_space(at + 1);
            // “one thousand, two hundred”
            if self.language == Language::English && sum.closed > 0 && self.is(at, ",") {
                at = self.past_space(at + 1);
            }
        }
        (words > 1 && end > self.at && done.total() > 0).then(|| (Value::Number(done.total()), weight, end))
    }
}

impl Sum {
    /// Returns whether a word can follow « et » or “and”: « vingt et un », “two hundred and six”.
    fn joins(self, numeral: Numeral, language: Language) -> bool {
        match language {
            Language::French => {
                self.open % 100 >= 20 && matches!(numeral, Numeral::Small(1 | 11) | Numeral::Ordinal(1 | 11))
            }
            Language::English => self.open % 100 == 0,
        }
    }

    /// In thousandths.
    fn total(self) -> i64 {
        self.closed.saturating_add(self.open).saturating_mul(1000)
    }
}
