//! Who judges whom: the members that are responsible for what the committee assesses while they sit on it, and those
//! that named members of it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{CommentaryPair, Site};
use crate::model::commitment::Lead;
use crate::model::holds::Holds;
use crate::model::term::Appointment;

/// A member that is responsible for what is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Responsible {
    /// The member, by its place.
    pub member: usize,
    /// Whether it surely sat on the day.
    pub is_certain: bool,
    /// Whether it named others that sat on the day.
    pub names_others: bool,
}

impl Site {
    /// The members that lead some commitments of a plan and sat on a day, or may have.
    pub fn responsible(&self, plan: usize, commitments: &[usize], day: Date) -> Vec<Responsible> {
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
        let naming = self.naming(day);
        let held = |at: usize| self.members[at].terms.iter().map(|term| self.holds(term, day)).max();
        let responsible = leads.into_iter().filter_map(|member| match held(member) {
            None | Some(Holds::No) => None,
            Some(holds) => {
                Some(Responsible { member, is_certain: holds == Holds::Yes, names_others: naming.contains(&member) })
            }
        });
        responsible.collect()
    }

    /// The members that named others that sit, or may, on a day.
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

    /// The day on which who assesses is looked at: that of the text, if it is known, or the day of reference.
    pub fn day_of(&self, commentary: &CommentaryPair) -> Date {
        let day = commentary.date.filter(|date| date.is_exact()).map(|date| date.earliest());
        day.unwrap_or(self.reference_date())
    }

    /// The commitments that somebody leads who sits on the committee: by plan, in their order.
    pub fn assessed_members(&self, day: Date) -> Vec<(usize, Vec<(usize, usize)>)> {
        let mut all: std::collections::BTreeMap<usize, Vec<(usize, usize)>> = std::collections::BTreeMap::new();
        for plan in 0..self.plans.len() {
            for at in 0..self.plans[plan].commitments.len() {
                for one in self.responsible(plan, &[at], day) {
                    all.entry(one.member).or_default().push((plan, at));
                }
            }
        }
        all.into_iter().collect()
    }
}
