//! Recommendations and their answers. Silence is counted: every recommendation has an answer, or
//! the number of days without one.

use jiff::civil::Date;

use super::{CommentaryAt, CommentaryPair, Site};
use crate::model::response::Response;

/// A recommendation, by where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The commentary.
    pub commentary: CommentaryAt,
    /// The recommendation, by its place in the French side.
    pub recommendation: usize,
}

/// How long a recommendation has been without an answer, on the day of reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// So many days, the day it was made being known.
    Days(i32),
    /// So many days or more: it was made within a month or a year.
    AtLeast(i32),
    /// It cannot be counted: the month or year in which it was made is not over, or not known.
    Uncounted,
    /// It has not begun: the text is dated later than the day of reference.
    ToCome,
}

impl CommentaryPair {
    /// Its recommendations, `at` being its own place.
    pub fn recommendations(&self, at: CommentaryAt) -> impl Iterator<Item = Asked> + use<> {
        let count = self.text.french.recommendations.len();
        (0..count).map(move |recommendation| Asked { commentary: at, recommendation })
    }

    /// The answer to a recommendation, given by its place in the French side, as far as one was given
    /// by a day.
    pub fn response(&self, recommendation: usize, day: Date) -> Option<&Response> {
        let id = &self.text.french.recommendations.get(recommendation)?.id.value;
        self.responses
            .as_ref()?
            .iter()
            .find(|response| response.recommendation.value == *id && response.date.earliest() <= day)
    }
}

impl Site {
    /// Every recommendation, in the order of the commentaries.
    pub fn recommendations(&self) -> impl Iterator<Item = Asked> {
        self.commentaries().flat_map(|(at, commentary)| commentary.recommendations(at))
    }

    /// How long a recommendation of a commentary has been without an answer.
    pub fn silence(&self, commentary: &CommentaryPair) -> Silence {
        let Some(date) = commentary.date else { return Silence::Uncounted };
        let asked = date.latest();
        if date.earliest() > self.reference_date() {
            return Silence::ToCome;
        }
        match asked.until(self.reference_date()).map(|span| span.get_days()) {
            Ok(days) if days >= 0 && date.is_exact() => Silence::Days(days),
            Ok(days) if days >= 0 => Silence::AtLeast(days),
            _ => Silence::Uncounted,
        }
    }
}
