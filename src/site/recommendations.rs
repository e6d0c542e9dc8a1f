//! Recommendations and their responses. Every recommendation has a response, or the number of days without one.

use jiff::civil::Date;

use super::{CommentaryAt, CommentaryPair, Site};
use crate::diagnostic::Source;
use crate::model::response::Response;

/// A recommendation, by its location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The commentary.
    pub commentary: CommentaryAt,
    /// The recommendation, by its index in the French version.
    pub recommendation: usize,
}

/// How long a recommendation has had no response, on the reference date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// A number of days, if its date is known to the day.
    Days(i32),
    /// At least this number of days: its date is known to the month or year.
    AtLeast(i32),
    /// It cannot be counted: the month or year of its date is not over, or unknown.
    Uncounted,
    /// It has not begun: the text is dated after the reference date.
    ToCome,
}

impl CommentaryPair {
    /// Returns its recommendations; `at` is its own index.
    pub fn recommendations(&self, at: CommentaryAt) -> impl Iterator<Item = Asked> + use<> {
        let count = self.text.french.recommendations.len();
        (0..count).map(move |recommendation| Asked { commentary: at, recommendation })
    }

    /// Returns the responses to a recommendation, given by its index in the French version, up to a day: the
    /// newest, which is in force, first.
    pub fn answers(&self, recommendation: usize, day: Date) -> Vec<&Response> {
        let Some(asked) = self.text.french.recommendations.get(recommendation) else { return Vec::new() };
        let all = self.responses.iter().flat_map(|responses| responses.iter());
        let is_given =
            |response: &&Response| response.recommendation.value == asked.id.value && response.date.earliest() <= day;
        let mut answers: Vec<&Response> = all.filter(is_given).collect();
        // Of two on one day, the one written last is in force.
        answers.reverse();
        answers.sort_by_key(|response| std::cmp::Reverse(response.date.latest()));
        answers
    }

    /// Returns whether the first of some responses, as returned by [`CommentaryPair::answers`], certainly is the
    /// newest. Of two dates known to the month or the year this is unknown; of one day, it is the response written
    /// last.
    pub fn is_newest_known(answers: &[&Response]) -> bool {
        let Some((newest, others)) = answers.split_first() else { return true };
        others.iter().all(|other| {
            let is_same_day = newest.date.is_exact() && newest.date.value == other.date.value;
            is_same_day || other.date.latest() <= newest.date.earliest()
        })
    }

    /// Returns every response to its recommendations, in the order of the record.
    pub fn all_answers(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().flat_map(|answers| answers.iter())
    }

    /// Returns the file of the responses to it, if there is one.
    pub fn answers_file(&self) -> Option<&Source> {
        self.responses.as_ref().map(|answers| &**answers.source())
    }

    /// Returns whether it is withdrawn: a notice replaces its text.
    pub fn is_withdrawn(&self) -> bool {
        self.text.french.withdrawn.is_some()
    }

    /// Returns whether a recommendation had a response by a day.
    pub fn is_answered(&self, recommendation: usize, day: Date) -> bool {
        !self.answers(recommendation, day).is_empty()
    }
}

impl Site {
    /// Returns every recommendation, in the order of the commentaries.
    pub fn recommendations(&self) -> impl Iterator<Item = Asked> {
        let standing = self.commentaries().filter(|(_, commentary)| !commentary.is_withdrawn());
        standing.flat_map(|(at, commentary)| commentary.recommendations(at))
    }

    /// Returns the day until which a recommendation of a commentary should have a response, if the committee's rule
    /// sets one and the date of the recommendation is known.
    pub fn due(&self, commentary: &CommentaryPair) -> Option<Date> {
        let rule = self.committee.responses.as_ref()?.due;
        let asked = commentary.date.filter(|date| date.is_exact())?;
        Some(asked.value.plus(rule.months, rule.days).latest)
    }

    /// Returns how long a recommendation of a commentary has had no response.
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
