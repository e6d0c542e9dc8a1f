//! Members that assess their own work: those that lead what the committee assesses while they sit on it, and those
//! that appointed other members.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{CommentaryPair, Site};
use crate::language::date::DateRange;
use crate::model::commitment::Lead;
use crate::model::holds::Holds;
use crate::model::term::{Appointment, Term};

/// A member that is responsible for what is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Responsible {
    /// The member, by its index.
    pub member: usize,
    /// Whether it certainly sat on the day.
    pub is_certain: bool,
    /// Whether it appointed others that sat on the day.
    pub names_others: bool,
}

/// A member that leads what the committee assesses, on one day.
#[derive(Debug)]
pub struct Assessed {
    /// The member, by its place.
    pub member: usize,
    /// Whether it surely sits on the day.
    pub is_certain: bool,
    /// The commitments that it leads: their plans and their places in these, in that order.
    pub commitments: Vec<(usize, usize)>,
}

impl Site {
    /// Returns the members that lead some commitments of a plan and sat, or may have sat, on a day known to be in
    /// `days`. A member that sat both on the first and the last of them certainly sat.
    pub fn responsible(&self, plan: usize, commitments: &[usize], days: DateRange) -> Vec<Responsible> {
        let leads: BTreeSet<usize> = commitments
            .iter()
            .flat_map(|&at| &self.plans[plan].commitments[at].lead)
            .filter_map(|lead| match lead {
                Lead::Member(id) => self.member(&id.value),
                Lead::Named(_) => None,
            })
            .collect();
        if leads.is_empty() {
            return Vec::new();
        }
        let naming = self.naming(days.latest);
        let surely = |at: usize| {
            let holds = |term, day| self.holds(term, day) == Holds::Yes;
            self.members[at].terms.iter().any(|term| holds(term, days.earliest) && holds(term, days.latest))
        };
        let perhaps = |at: usize| {
            let holds = |term, day| self.holds(term, day) != Holds::No;
            let begins = |term: &Term| term.start_date.is_some_and(|start| start.earliest() <= days.latest);
            let terms = &self.members[at].terms;
            // A term that begins and ends between the two includes neither.
            let within =
                |term: &Term| begins(term) && term.start_date.is_some_and(|start| days.earliest <= start.latest());
            terms.iter().any(|term| holds(term, days.earliest) || holds(term, days.latest) || within(term))
        };
        let responsible = leads.into_iter().filter(|&at| perhaps(at)).map(|member| Responsible {
            member,
            is_certain: surely(member),
            names_others: naming.contains(&member),
        });
        responsible.collect()
    }

    /// Returns the members that appointed others that sit, or may sit, on a day.
    pub fn naming(&self, day: Date) -> BTreeSet<usize> {
        let named_by = |act: &Appointment| match act {
            Appointment::Act { by, .. } => by.as_ref().and_then(|id| self.member(&id.value)),
            Appointment::Nomination(id) => {
                let round = &self.nominations[self.nomination(&id.value)?];
                round.by.as_ref().and_then(|id| self.member(&id.value))
            }
        };
        self.sitting_on(day)
            .iter()
            .filter_map(|held| {
                let by = named_by(held.term.appointed_by.as_ref()?)?;
                (by != held.member).then_some(by)
            })
            .collect()
    }

    /// Returns the range in which a text was written: that of its date, or else from the founding of the committee
    /// until now.
    pub fn days_of(&self, commentary: &CommentaryPair) -> DateRange {
        let today = self.reference_date();
        match commentary.date {
            Some(date) => {
                DateRange { earliest: date.earliest(), latest: date.latest().min(today.max(date.earliest())) }
            }
            None => DateRange { earliest: self.founded().unwrap_or(today).min(today), latest: today },
        }
    }

    /// The members that lead commitments and sit on the committee on a day, or may, with what they lead.
    pub fn assessed_members(&self, day: Date) -> Vec<Assessed> {
        let day = DateRange::of_day(day);
        let mut all: BTreeMap<usize, Assessed> = BTreeMap::new();
        for plan in 0..self.plans.len() {
            for at in 0..self.plans[plan].commitments.len() {
                for one in self.responsible(plan, &[at], day) {
                    let new = || Assessed { member: one.member, is_certain: one.is_certain, commitments: Vec::new() };
                    all.entry(one.member).or_insert_with(new).commitments.push((plan, at));
                }
            }
        }
        all.into_values().collect()
    }
}
