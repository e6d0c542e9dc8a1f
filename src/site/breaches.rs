//! Breaches of the composition rule, with their first and last day: too few or too many members sitting, terms past
//! their length.

use jiff::civil::Date;

use super::Site;
use super::roster::{Margin, Standing};
use crate::diagnostic::Code;
use crate::language::date::DateRange;
use crate::model::acceptance::{self, Acceptance};
use crate::model::holds::Holds;
use crate::model::term::Term;

/// A range of days on which a rule of the composition was not complied with.
#[derive(Debug)]
pub struct Breach<'a> {
    /// The kind of breach.
    pub kind: BreachKind,
    /// The seat, by its index in the committee's record.
    pub seat: usize,
    /// Its first day, as a range if it is not known exactly.
    pub from: DateRange,
    /// Whether that was inferred, as the beginning of the term was.
    pub is_deduced: bool,
    /// Its last day; none where nothing that is known ends it.
    pub until: Option<Date>,
    /// Whether it is in the future on the reference date.
    pub to_come: bool,
    /// The reason why it is accepted.
    pub accepted: Option<&'a Acceptance>,
}

/// The kind of a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreachKind {
    /// The number of places vacant below the minimum.
    Below(Margin),
    /// The number of places above the maximum.
    Above(Margin),
    /// The records do not show whether the rule was complied with.
    Unknown,
    /// A member's term exceeds its length, and no renewal is published.
    Lapsed(usize),
    /// It may exceed its length: the day on which the term began is unknown.
    PerhapsLapsed(usize),
}

/// The members that joined and those that left.
#[derive(Debug, Default)]
pub struct Changes {
    /// Members that did not sit before, and certainly do now.
    pub came: Vec<usize>,
    /// Members that certainly sat before, and do not now.
    pub left: Vec<usize>,
    /// Members that did not sit before, and may now.
    pub perhaps_came: Vec<usize>,
    /// Members that may have sat before, and do not now.
    pub perhaps_left: Vec<usize>,
}

impl Site {
    /// Returns every breach of the rule, oldest first.
    pub fn breaches(&self) -> Vec<Breach<'_>> {
        let mut all: Vec<Breach<'_>> =
            (0..self.committee.seats.len()).flat_map(|seat| self.breaches_of(seat)).chain(self.lapses()).collect();
        all.sort_by_key(|breach| (breach.from.latest, breach.seat));
        all
    }

    /// Returns the breaches of a seat's rule, with consecutive periods joined.
    fn breaches_of(&self, seat: usize) -> Vec<Breach<'_>> {
        let mut found: Vec<Breach<'_>> = Vec::new();
        for (at, period) in self.periods().iter().enumerate() {
            let kind = match self.standing_in(seat, at) {
                Standing::Met => continue,
                Standing::Below(missing) => BreachKind::Below(missing),
                Standing::Above(extra) => BreachKind::Above(extra),
                Standing::Unknown => BreachKind::Unknown,
            };
            let follows = |last: &Breach<'_>| last.until.and_then(|day| day.tomorrow().ok()) == Some(period.first);
            match found.last_mut().filter(|last| last.kind == kind && follows(last)) {
                Some(last) => last.until = period.last,
                None => found.push(Breach {
                    kind,
                    seat,
                    from: match kind {
                        BreachKind::Unknown => self.began(*period),
                        BreachKind::Below(_)
                        | BreachKind::Above(_)
                        | BreachKind::Lapsed(_)
                        | BreachKind::PerhapsLapsed(_) => DateRange::of_day(period.first),
                    },
                    is_deduced: false,
                    until: period.last,
                    to_come: period.first > self.reference_date(),
                    accepted: None,
                }),
            }
        }
        // An acceptance covers today's state, or that on its last day: never a breach that was over before.
        let today = self.reference_date();
        for breach in &mut found {
            let covers = |one: &&Acceptance| {
                let day = one.until.map_or(today, |until| until.latest().min(today));
                Some(one.code) == code_of(breach.kind)
                    && breach.from.latest <= day
                    && breach.until.is_none_or(|last| last >= day)
            };
            breach.accepted = self.committee.seats[seat].accepted.iter().find(covers);
        }
        found
    }

    /// Returns the terms that exceed their length, or will.
    fn lapses(&self) -> impl Iterator<Item = Breach<'_>> {
        let terms = self.members.iter().enumerate();
        let terms = terms.flat_map(|(at, member)| member.terms.iter().map(move |term| (at, term)));
        terms.filter_map(|(member, term)| self.lapse_of(member, term))
    }

    fn lapse_of<'a>(&'a self, member: usize, term: &'a Term) -> Option<Breach<'a>> {
        let last = self.lapse(term)?;
        let from = last.day_after();
        let may_go_on = from.earliest <= self.reference_date() && self.reference_date() < from.latest;
        Some(Breach {
            kind: if may_go_on { BreachKind::PerhapsLapsed(member) } else { BreachKind::Lapsed(member) },
            seat: self.committee.seats.iter().position(|seat| seat.id.value == term.seat.value)?,
            from,
            is_deduced: term.start_deduced.is_some(),
            until: None,
            to_come: from.earliest > self.reference_date(),
            accepted: acceptance::find(&term.accepted, Code::TermLapsed, from.latest.max(self.reference_date())),
        })
    }

    /// Returns the changes at the beginning of a period, given by its index.
    pub fn came_and_left(&self, period: usize) -> Changes {
        let day = self.periods()[period].first;
        let before = day.yesterday().unwrap_or(day);
        self.difference(before, day)
    }

    /// Returns which members joined between one day and another, and which left.
    fn difference(&self, one: Date, other: Date) -> Changes {
        let mut changes = Changes::default();
        for (at, member) in self.members.iter().enumerate() {
            let sits = |day: Date| member.terms.iter().map(|term| self.holds(term, day)).max().unwrap_or(Holds::No);
            match (sits(one), sits(other)) {
                (Holds::No, Holds::Yes) => changes.came.push(at),
                (Holds::No, Holds::Perhaps) => changes.perhaps_came.push(at),
                (Holds::Yes, Holds::No) => changes.left.push(at),
                (Holds::Perhaps, Holds::No) => changes.perhaps_left.push(at),
                // A member that may sit may have sat before, or not yet.
                (Holds::No, Holds::No) | (Holds::Yes | Holds::Perhaps, Holds::Yes | Holds::Perhaps) => {}
            }
        }
        changes
    }
}

/// Returns the code of the diagnostic that reports a kind of breach.
fn code_of(kind: BreachKind) -> Option<Code> {
    match kind {
        BreachKind::Below(_) => Some(Code::TooFewSitting),
        BreachKind::Above(_) => Some(Code::TooManySitting),
        BreachKind::Lapsed(_) | BreachKind::PerhapsLapsed(_) => Some(Code::TermLapsed),
        BreachKind::Unknown => None,
    }
}
