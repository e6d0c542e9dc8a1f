//! The days on which each member sat, across its terms, and the meetings that it attended.

use jiff::civil::Date;

use super::{CommentaryAt, Resolved, Site};
use crate::language::date::DateRange;
use crate::model::holds::Holds;
use crate::model::markdown::Reference;
use crate::model::meeting::{Decision, MeetingStatus};
use crate::model::term::Term;

/// Consecutive days on which a member sat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub first: Date,
    /// The last day; `None` if no known event ends it.
    pub last: Option<Date>,
    /// Whether it certainly sat, or may have.
    pub is_certain: bool,
    /// Whether the first day was inferred: it is that of a term whose beginning was.
    pub is_first_deduced: bool,
    /// Whether the last day was inferred.
    pub is_last_deduced: bool,
}

/// The attendance of a member at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attendance {
    /// It was there.
    Present,
    /// It excused itself.
    Excused,
    /// It sat on the committee that day, and is not among those present.
    Absent,
    /// The attendance is not published.
    Unpublished,
    /// It is not among those present, and it is not certain that it sat as more than an observer.
    Uncertain,
}

impl Attendance {
    /// Returns the keyword that templates use for it.
    pub fn word(self) -> &'static str {
        match self {
            Attendance::Present => "present",
            Attendance::Excused => "excused",
            Attendance::Absent => "absent",
            Attendance::Unpublished => "unpublished",
            Attendance::Uncertain => "uncertain",
        }
    }
}

impl Site {
    /// Returns when a member sat, or may have, in the order of the days.
    pub fn stretches(&self, member: usize) -> Vec<Stretch> {
        let terms = &self.members[member].terms;
        let holds = |day: Date| terms.iter().map(|term| self.holds(term, day)).max().unwrap_or(Holds::No);
        let mut found: Vec<Stretch> = Vec::new();
        for period in self.periods() {
            let is_certain = match holds(period.first) {
                Holds::No => continue,
                Holds::Perhaps => false,
                Holds::Yes => true,
            };
            let follows = |last: &Stretch| last.last.and_then(|day| day.tomorrow().ok()) == Some(period.first);
            match found.last_mut().filter(|last| last.is_certain == is_certain && follows(last)) {
                Some(last) => last.last = period.last,
                None => found.push(Stretch {
                    first: period.first,
                    last: period.last,
                    is_certain,
                    is_first_deduced: false,
                    is_last_deduced: false,
                }),
            }
        }
        for stretch in &mut found {
            let (first, last) = (stretch.first, stretch.last);
            let next = last.and_then(|last| last.tomorrow().ok());
            stretch.is_first_deduced = self.is_deduced(terms, first);
            stretch.is_last_deduced = next.is_some_and(|next| self.is_deduced(terms, next));
        }
        found
    }

    /// Whether the terms that begin on a day, or had ended by it, were all inferred to.
    fn is_deduced(&self, terms: &[Term], day: Date) -> bool {
        // Of a date known to the month, the days are bounds, which nobody inferred.
        let is_turn = |turn: DateRange| turn == DateRange::of_day(day);
        let turns = terms.iter().flat_map(|term| {
            let start = term.start_date.map(|date| (DateRange::from(date.value), &term.start_deduced));
            let end = term.end_date.map(|date| (DateRange::from(date.value).day_after(), &term.end_deduced));
            let lapse = self.lapse(term).map(|last| (last.day_after(), &term.start_deduced));
            [start, end, lapse].into_iter().flatten()
        });
        let mut turns = turns.filter(|(turn, _)| is_turn(*turn)).peekable();
        turns.peek().is_some() && turns.all(|(_, deduced)| deduced.is_some())
    }

    /// The meetings that were held while a member sat, or may have, or at which it is said to have been; oldest first.
    pub fn attendance(&self, member: usize) -> Vec<(usize, Attendance)> {
        let id = &self.members[member].id;
        let stretches = self.stretches(member);
        let sat = |day: Date| stretches.iter().any(|one| one.first <= day && one.last.is_none_or(|last| day <= last));
        // A member that may not have sat, or only observed, is not reported as absent.
        let was_due = |day: Date| {
            let mut terms = self.members[member].terms.iter().filter(|term| term.is_counted());
            terms.any(|term| self.holds(term, day) == Holds::Yes)
        };
        let held = |at: &usize| self.meetings[*at].status_on(self.reference_date()) == MeetingStatus::Held;
        let attended = |at: usize| {
            let meeting = &self.meetings[at];
            let attendance = if meeting.present.iter().any(|present| present.value == *id) {
                Attendance::Present
            } else if meeting.excused.iter().any(|excused| excused.value == *id) {
                Attendance::Excused
            } else if !sat(meeting.date.earliest()) {
                return None;
            } else if meeting.present.is_empty() {
                Attendance::Unpublished
            } else if !was_due(meeting.date.earliest()) {
                Attendance::Uncertain
            } else {
                Attendance::Absent
            };
            Some((at, attendance))
        };
        (0..self.meetings.len()).filter(held).filter_map(attended).collect()
    }

    /// The commentary that a decision adopted, where it is shown.
    pub fn adopted_by(&self, decision: &Decision) -> Option<CommentaryAt> {
        let (plan, id) = decision.commentary.as_ref()?.value.clone();
        match self.resolve(&Reference::Commentary(plan, id))? {
            Resolved::Commentary(at) => Some(at),
            _ => None,
        }
    }

    /// The meetings that adopted a commentary, in their order.
    pub fn adopted_at(&self, commentary: CommentaryAt) -> Vec<usize> {
        let plan = &self.plans[commentary.plan].id;
        let id = &self.commentary(commentary).text.french.id;
        let adopts = |at: &usize| {
            let texts = self.meetings[*at].decisions.iter().filter_map(|decision| decision.commentary.as_ref());
            texts.into_iter().any(|text| text.value.0 == *plan && text.value.1 == *id)
        };
        (0..self.meetings.len()).filter(adopts).collect()
    }

    /// Returns the members that sat on a meeting's day and are neither present nor excused, if the attendance is
    /// published.
    pub fn absent(&self, meeting: usize) -> Vec<usize> {
        let meeting = &self.meetings[meeting];
        if meeting.present.is_empty() {
            return Vec::new();
        }
        let named = |at: usize| {
            let id = &self.members[at].id;
            meeting.present.iter().chain(&meeting.excused).any(|named| named.value == *id)
        };
        let sitting = self.sitting_on(meeting.date.earliest());
        let surely = sitting.iter().filter(|held| held.holds == Holds::Yes && held.term.is_counted());
        let mut absent: Vec<usize> = surely.map(|held| held.member).filter(|at| !named(*at)).collect();
        absent.dedup();
        absent
    }
}
