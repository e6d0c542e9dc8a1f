//! Who sits on a day. The composition rule is evaluated for any day; because dates may be partial, a count has two
//! bounds, and only what is certain counts as a breach of the rule.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Site;
use crate::language::date::DateRange;
use crate::model::holds::Holds;
use crate::model::nomination::Nomination;
use crate::model::seat::{Seat, SeatRule, TermLength};
use crate::model::term::{Appointment, Term};

/// A term that includes, or may include, a day.
#[derive(Debug, Clone, Copy)]
pub struct Sitting<'a> {
    /// The member, by its index in [`Site::members`].
    pub member: usize,
    /// The term.
    pub term: &'a Term,
    /// How certainly the term includes the day.
    pub holds: Holds,
}

/// The number of places of a seat held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// The number of places certainly held.
    pub certain: u32,
    /// The number of places held, or perhaps held.
    pub possible: u32,
}

impl Count {
    /// Returns the places of a term that includes a day, or may.
    pub(super) fn of(places: u32, holds: Holds) -> Self {
        match holds {
            Holds::No => Self::default(),
            Holds::Perhaps => Self { certain: 0, possible: places },
            Holds::Yes => Self { certain: places, possible: places },
        }
    }

    /// Combines two terms of one member on one seat that share a day because one renews the other: the places are
    /// the same.
    pub(super) fn or(self, other: Self) -> Self {
        Self { certain: self.certain.max(other.certain), possible: self.possible.max(other.possible) }
    }

    /// Adds the counts of several members.
    fn and(self, other: Self) -> Self {
        Self { certain: self.certain + other.certain, possible: self.possible + other.possible }
    }
}

/// How the occupation of a seat compares with its rule on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Certainly within its bounds.
    Met,
    /// Within its bounds or not: the dates or renewals that decide it are unknown.
    Unknown,
    /// Certainly below the minimum, by this number of places.
    Below(Margin),
    /// Certainly above the maximum, by this number of places.
    Above(Margin),
}

/// How many are missing, or too many: a range if dates are unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margin {
    /// The minimum number.
    pub least: u32,
    /// The maximum number.
    pub most: u32,
}

/// The state of a term on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermState {
    /// It has not begun.
    Future,
    /// It is over.
    Ended,
    /// It has no end, and certainly exceeds the length that the rule sets.
    Lapsed,
    /// It has no end, and may exceed the length that the rule sets.
    PerhapsLapsed,
    /// It may include the day: its beginning is unknown.
    Undated,
    /// It may include the day: a date is known to the month or year only.
    Perhaps,
    /// It includes the day.
    Sitting,
}

impl TermState {
    /// Returns the keyword that templates use for it.
    pub fn word(self) -> &'static str {
        match self {
            TermState::Future => "future",
            TermState::Ended => "ended",
            TermState::Lapsed => "lapsed",
            TermState::PerhapsLapsed => "perhaps-lapsed",
            TermState::Undated => "undated",
            TermState::Perhaps => "perhaps",
            TermState::Sitting => "sitting",
        }
    }

    /// Returns whether it exceeds the length that the rule sets, or may.
    pub fn is_lapsed_or_may_be(self) -> bool {
        matches!(self, TermState::Lapsed | TermState::PerhapsLapsed)
    }
}

impl Count {
    /// Compares the count with the rules that may apply on a day: unknown if the result differs between them.
    pub fn against_all(self, rules: &[&SeatRule]) -> Standing {
        let mut standings = rules.iter().map(|rule| self.against(rule));
        let first = standings.next().unwrap_or(Standing::Unknown);
        if standings.all(|standing| standing == first) { first } else { Standing::Unknown }
    }

    /// Compares the count with a rule.
    pub fn against(self, rule: &SeatRule) -> Standing {
        if self.possible < rule.minimum {
            Standing::Below(Margin { least: rule.minimum - self.possible, most: rule.minimum - self.certain })
        } else if self.certain > rule.maximum {
            Standing::Above(Margin { least: self.certain - rule.maximum, most: self.possible - rule.maximum })
        } else if self.certain < rule.minimum || self.possible > rule.maximum {
            Standing::Unknown
        } else {
            Standing::Met
        }
    }
}

/// Returns the members that hold some places, each with its most certain term.
pub fn holders<'s>(held: impl Iterator<Item = &'s Sitting<'s>>) -> BTreeMap<usize, Holds> {
    let mut holders = BTreeMap::new();
    for held in held {
        let holds = holders.entry(held.member).or_insert(held.holds);
        *holds = held.holds.max(*holds);
    }
    holders
}

impl Site {
    /// Returns the first day on which the committee may have existed.
    pub fn founded(&self) -> Option<Date> {
        self.committee.founding_date.map(|date| date.earliest())
    }

    /// Returns whether a term includes a day: never before the committee existed; perhaps if the term exceeds its
    /// length, or may, and no renewal is published.
    pub fn holds(&self, term: &Term, day: Date) -> Holds {
        match self.founded() {
            Some(founded) if day < founded => Holds::No,
            _ => match term.holds_on(day) {
                // It is unknown whether the term was renewed.
                Holds::Yes if self.lapse(term).is_some_and(|last| last.earliest < day) => Holds::Perhaps,
                holds => holds,
            },
        }
    }

    /// Compares the count of a seat with the rules that may apply on a day. Until the committee certainly existed,
    /// vacancies are unknown.
    pub fn standing(&self, seat: &Seat, count: Count, day: Date) -> Standing {
        let may_be_before = self.committee.founding_date.is_some_and(|founding| day < founding.latest());
        match count.against_all(&seat.rules_on(day)) {
            Standing::Below(_) if may_be_before => Standing::Unknown,
            standing => standing,
        }
    }

    /// Returns whether a member sat, or may have, on some day between two, both included.
    pub fn may_sit_between(&self, member: usize, from: Date, to: Date) -> bool {
        let is_there = self.founded().is_none_or(|founded| to >= founded);
        is_there
            && self.members[member].terms.iter().any(|term| {
                term.start_date.is_none_or(|start| start.earliest() <= to)
                    && term.end_date.is_none_or(|end| from <= end.latest())
            })
    }

    /// Returns the terms that include, or may include, a day, by member.
    pub fn sitting_on(&self, day: Date) -> Vec<Sitting<'_>> {
        let terms =
            self.members.iter().enumerate().flat_map(|(at, member)| member.terms.iter().map(move |term| (at, term)));
        terms
            .map(|(member, term)| Sitting { member, term, holds: self.holds(term, day) })
            .filter(|sitting| sitting.holds != Holds::No)
            .collect()
    }

    /// Counts the places of a seat that are held by the terms given.
    pub fn count(&self, seat: &Seat, sitting: &[Sitting<'_>]) -> Count {
        let mine = sitting.iter().filter(|held| held.term.is_counted() && held.term.seat.value == seat.id.value);
        let mut of_members: BTreeMap<usize, Count> = BTreeMap::new();
        for held in mine {
            let count = of_members.entry(held.member).or_default();
            *count = count.or(Count::of(held.term.places, held.holds));
        }
        of_members.into_values().fold(Count::default(), Count::and)
    }

    /// Returns the length of a term: as stated by itself, or by its seat, or by the committee.
    pub fn length(&self, term: &Term) -> Option<TermLength> {
        let seat = || self.committee.seats.iter().find(|seat| seat.id.value == term.seat.value)?.term.as_ref();
        let of_seat = || seat().map(|rule| rule.length);
        let of_committee = || self.committee.term.as_ref().map(|rule| TermLength::For(rule.length));
        term.length.or_else(of_seat).or_else(of_committee)
    }

    /// Returns the range of the last day of a term without an end, by the length that the rule sets; `None` if the
    /// term has an end, or no length is set, or the day cannot be determined. Two years from April 1, 2021 end on
    /// March 31, 2023.
    pub fn lapse(&self, term: &Term) -> Option<DateRange> {
        let TermLength::For(length) = self.length(term)? else { return None };
        match term.end_date {
            Some(_) => None,
            None => Some(term.start_date?.plus(length.months, length.days).day_before()),
        }
    }

    /// Returns the state of a term on a day.
    pub fn term_state(&self, term: &Term, day: Date) -> TermState {
        let lapse = self.lapse(term);
        match self.holds(term, day) {
            Holds::No if term.start_date.is_some_and(|start| start.earliest() > day) => TermState::Future,
            Holds::No => TermState::Ended,
            _ if lapse.is_some_and(|lapse| lapse.latest < day) => TermState::Lapsed,
            _ if lapse.is_some_and(|last| last.earliest < day) => TermState::PerhapsLapsed,
            Holds::Perhaps if term.start_date.is_none() => TermState::Undated,
            Holds::Perhaps => TermState::Perhaps,
            Holds::Yes => TermState::Sitting,
        }
    }

    /// Returns whether a member holds the seat of a nomination round by an act of its own, from the same day as
    /// those that the round appointed (`named`).
    pub fn sits_beside(&self, round: &Nomination, named: &[usize], member: usize) -> bool {
        if named.contains(&member) {
            return false;
        }
        let on_seat = |term: &Term| round.seat.as_ref().is_some_and(|seat| seat.value == term.seat.value);
        let start = |term: &Term| term.start_date.map(|date| date.value);
        let of_round: Vec<_> =
            named.iter().flat_map(|&at| &self.members[at].terms).filter(|term| on_seat(term)).collect();
        self.members[member].terms.iter().filter(|term| on_seat(term)).any(|own| {
            matches!(own.appointed_by, Some(Appointment::Act { .. }))
                && own.start_date.is_some()
                && self.holds(own, self.reference_date()) != Holds::No
                && of_round.iter().any(|term| start(term) == start(own))
        })
    }
}
