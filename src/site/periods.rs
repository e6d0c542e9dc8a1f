//! The periods of the composition: ranges of days, past and announced, on which it is the same. Each day since the
//! beginning belongs to exactly one.
//!
//! A period begins on a day on which something changes: a term certainly or perhaps begins or ends, or exceeds its
//! length; a representative or a name changes; another rule applies. A day on which nothing changes in effect
//! begins none.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Site;
use super::roster::{Count, Standing};
use crate::language::date::DateRange;
use crate::model::holds::Holds;
use crate::model::member::Member;
use crate::model::seat::Seat;
use crate::model::term::{Representative, Term};

/// Consecutive days on which the composition is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: Date,
    /// Its last day; `None` for the last period, which no known event ends.
    pub last: Option<Date>,
}

impl Period {
    /// Returns whether a day belongs to it.
    pub fn holds(&self, day: Date) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }
}

/// The periods, and the number of places of each seat held in each.
#[derive(Debug, Default)]
pub(super) struct Periods {
    pub(super) all: Vec<Period>,
    /// By seat, then by period.
    pub(super) counts: Vec<Vec<Count>>,
}

impl Site {
    /// Between which days a period began. The founding of the committee, which begins the first one, may be known to
    /// the month or the year.
    pub fn began(&self, period: Period) -> DateRange {
        let is_first = self.periods().first().is_some_and(|first| first.first == period.first);
        let founding = self.committee.founding_date.filter(|date| is_first && date.earliest() == period.first);
        let latest = founding.map_or(period.first, |date| date.latest());
        DateRange { earliest: period.first, latest: period.last.map_or(latest, |last| latest.min(last)) }
    }
}

impl Periods {
    /// Computes the periods of a site.
    pub(super) fn of(site: &Site) -> Self {
        let mut firsts: BTreeSet<Date> = BTreeSet::new();
        let begun = site.founded().unwrap_or(Date::MIN);
        for member in &site.members {
            for term in &member.terms {
                let days = turns_of(site, member, term);
                firsts.extend(days.into_iter().filter(|day| *day >= begun && changes(site, member, term, *day)));
            }
        }
        for seat in &site.committee.seats {
            let days = seat.rules.iter().flat_map(|rule| Holds::turns(rule.start_date, rule.end_date));
            firsts.extend(days.filter(|day| *day >= begun && is_another_rule(seat, *day)));
        }
        // The committee exists from its first day, whoever sits.
        if let Some(founded) = site.founded().filter(|_| !firsts.is_empty() || has_terms(site)) {
            firsts.insert(founded);
        }
        // From the day on which the committee certainly exists, vacancies are certain.
        if let Some(exists) =
            site.committee.founding_date.map(|date| date.latest()).filter(|day| *day > begun && !firsts.is_empty())
        {
            let sitting = site.sitting_on(exists);
            let lacks =
                |seat: &Seat| matches!(site.standing(seat, site.count(seat, &sitting), exists), Standing::Below(_));
            firsts.extend(site.committee.seats.iter().any(lacks).then_some(exists));
        }
        let firsts: Vec<Date> = firsts.into_iter().collect();
        let last = |at: usize| firsts.get(at + 1).and_then(|next: &Date| next.yesterday().ok());
        let all: Vec<Period> = firsts.iter().enumerate().map(|(at, &first)| Period { first, last: last(at) }).collect();
        let counts = counts(site, &firsts);
        Self { all, counts }
    }
}

fn has_terms(site: &Site) -> bool {
    site.members.iter().any(|member| !member.terms.is_empty())
}

/// Returns the days on which the state of a term may change.
fn turns_of(site: &Site, member: &Member, term: &Term) -> Vec<Date> {
    let own = Holds::turns(term.start_date, term.end_date);
    let lapse = site.lapse(term).into_iter().flat_map(|last| [last.earliest, last.latest]);
    let people = term.representatives.iter().flat_map(|person| Holds::turns(person.start_date, person.end_date));
    let names = member.other_names.iter().flat_map(|other| Holds::turns(other.start_date, Some(other.end_date)));
    own.chain(lapse.filter_map(|day| day.tomorrow().ok())).chain(people).chain(names).collect()
}

/// Returns whether the state of a term differs between a day and the one before it.
fn changes(site: &Site, member: &Member, term: &Term, day: Date) -> bool {
    let Ok(before) = day.yesterday() else { return true };
    let held = [before, day].map(|day| site.holds(term, day));
    if held == [Holds::No, Holds::No] {
        return false;
    }
    let said = |day: Date| (site.term_state(term, day), member.name_on(day));
    let people = |day: Date| -> Vec<(*const Representative, Holds)> {
        term.representatives_on(day).map(|(person, holds)| (std::ptr::from_ref(person), holds)).collect()
    };
    held[0] != held[1] || said(before) != said(day) || people(before) != people(day)
}

fn is_another_rule(seat: &Seat, day: Date) -> bool {
    day.yesterday().map_or(true, |before| seat.rules_on(before) != seat.rules_on(day))
}

/// Counts the places of each seat that are held in each period; the terms of each member are evaluated once, on the
/// days on which they may change.
fn counts(site: &Site, firsts: &[Date]) -> Vec<Vec<Count>> {
    let seats = &site.committee.seats;
    // The differences at the first day of each period: of places certainly held, and of places certainly or perhaps
    // held.
    let mut steps = vec![vec![(0i64, 0i64); firsts.len() + 1]; seats.len()];
    for member in &site.members {
        let mut of_seats: BTreeMap<usize, Vec<&Term>> = BTreeMap::new();
        for term in member.terms.iter().filter(|term| term.is_counted()) {
            let seat = seats.iter().position(|seat| seat.id.value == term.seat.value);
            seat.into_iter().for_each(|seat| of_seats.entry(seat).or_default().push(term));
        }
        for (seat, terms) in of_seats {
            let mut days: Vec<Date> = terms.iter().flat_map(|term| turns_of(site, member, term)).collect();
            days.extend(site.founded().or_else(|| firsts.first().copied()));
            days.sort();
            days.dedup();
            for (at, &day) in days.iter().enumerate() {
                let from = firsts.partition_point(|first| *first < day);
                let to = days.get(at + 1).map_or(firsts.len(), |next| firsts.partition_point(|first| first < next));
                let counts = terms.iter().map(|term| Count::of(term.places, site.holds(term, day)));
                let count = counts.fold(Count::default(), Count::or);
                let (certain, possible) = (i64::from(count.certain), i64::from(count.possible));
                steps[seat][from].0 += certain;
                steps[seat][from].1 += possible;
                steps[seat][to].0 -= certain;
                steps[seat][to].1 -= possible;
            }
        }
    }
    let running = |steps: Vec<(i64, i64)>| {
        let mut sums = (0i64, 0i64);
        let counts = steps.into_iter().take(firsts.len()).map(|(certain, possible)| {
            sums = (sums.0 + certain, sums.1 + possible);
            let number = |sum: i64| u32::try_from(sum).unwrap_or_default();
            Count { certain: number(sums.0), possible: number(sums.1) }
        });
        counts.collect()
    };
    steps.into_iter().map(running).collect()
}

impl Site {
    /// Returns the periods of the composition, in their order.
    pub fn periods(&self) -> &[Period] {
        &self.index.periods.all
    }

    /// Returns the index of the period that a day belongs to; `None` before the first.
    pub fn period_of(&self, day: Date) -> Option<usize> {
        self.periods().partition_point(|period| period.first <= day).checked_sub(1)
    }

    /// Returns how many places of a seat are held in a period, both given by their indices.
    pub fn count_in(&self, seat: usize, period: usize) -> Count {
        self.index.periods.counts[seat][period]
    }

    /// Returns how the occupation of a seat compares with its rule in a period, both given by their indices.
    pub fn standing_in(&self, seat: usize, period: usize) -> Standing {
        self.standing(&self.committee.seats[seat], self.count_in(seat, period), self.periods()[period].first)
    }
}
