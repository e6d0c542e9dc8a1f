//! How members are named: the rounds, and a page for each.

use serde::Serialize;

use super::committee::committee_page;
use super::frame::Draft;
use super::{Body, Day, Desk, Link, Phrase, View};
use crate::model::nomination::{Nomination, Step};
use crate::model::term::{Appointment, Term};
use crate::page::Page;

/// The list of rounds.
#[derive(Debug, Serialize)]
pub struct Nominations {
    rounds: Vec<RoundLine>,
    /// Members named by an act that is no round.
    by_act: Vec<Link>,
    term: Option<String>,
}

/// A round in a list.
#[derive(Debug, Serialize)]
struct RoundLine {
    link: Link,
    opened: Day,
    applications: Option<u32>,
    seats: Option<u32>,
}

/// A round.
#[derive(Debug, Serialize)]
pub struct NominationView {
    description: Option<Phrase>,
    opened: Day,
    closed: Option<Day>,
    seats: Option<u32>,
    applications: Option<u32>,
    seat: Option<Phrase>,
    criteria: Vec<Phrase>,
    selection_committee: Option<Phrase>,
    steps: Vec<StepView>,
    named: Vec<Link>,
    /// Members that hold the same seat from the same day without the round.
    beside: Vec<Link>,
}

/// What happened when.
#[derive(Debug, Serialize)]
pub(super) struct StepView {
    date: Option<Day>,
    text: Phrase,
}

pub(super) fn steps(desk: &Desk<'_>, steps: &[Step]) -> Vec<StepView> {
    steps
        .iter()
        .map(|step| StepView { date: step.date.map(|date| desk.date(date.value)), text: desk.phrase(&step.text) })
        .collect()
}

pub(super) fn nominations(desk: &Desk<'_>) -> View {
    let site = desk.site;
    let mut rounds: Vec<usize> = (0..site.nominations.len()).collect();
    rounds.sort_by_key(|&at| std::cmp::Reverse(site.nominations[at].opened.earliest()));
    let by_act = desk.by_name((0..site.members.len()).filter(|&at| {
        site.members[at].terms.iter().any(|term| matches!(term.appointed_by, Some(Appointment::Act { .. })))
    }));
    let view = Nominations {
        rounds: rounds
            .into_iter()
            .map(|at| {
                let round = &site.nominations[at];
                RoundLine {
                    link: desk.link(Page::Nomination(at), desk.phrase(&round.title)),
                    opened: desk.date(round.opened.value),
                    applications: round.applications,
                    seats: round.seats,
                }
            })
            .collect(),
        by_act: by_act.into_iter().map(|at| desk.member(at)).collect(),
        term: site.committee.term.as_ref().map(|rule| desk.duration(rule.length)),
    };
    committee_page(desk, Page::Nominations, "nominations").with(desk, Body::Nominations(view))
}

/// A round, for its page and the register.
pub(super) fn nomination_view(desk: &Desk<'_>, at: usize) -> NominationView {
    let site = desk.site;
    let round = &site.nominations[at];
    let seat = round.seat.as_ref().and_then(|id| site.committee.seats.iter().find(|seat| seat.id.value == id.value));
    let named = desk.by_name((0..site.members.len()).filter(|&member| {
        site.members[member]
            .terms
            .iter()
            .any(|term| matches!(&term.appointed_by, Some(Appointment::Nomination(id)) if id.value == round.id))
    }));
    let beside = desk.by_name((0..site.members.len()).filter(|member| sits_beside(desk, round, &named, *member)));
    NominationView {
        description: round.description.as_ref().map(|text| desk.phrase(text)),
        opened: desk.date(round.opened.value),
        closed: round.closed.map(|date| desk.date(date.value)),
        seats: round.seats,
        applications: round.applications,
        seat: seat.map(|seat| desk.phrase(&seat.name)),
        criteria: round.criteria.iter().map(|criterion| desk.phrase(criterion)).collect(),
        selection_committee: round.selection_committee.as_ref().map(|text| desk.phrase(text)),
        steps: steps(desk, &round.steps),
        named: named.into_iter().map(|member| desk.member(member)).collect(),
        beside: beside.into_iter().map(|member| desk.member(member)).collect(),
    }
}

/// Whether a member holds the round's seat by an act of its own, from the day that the round's do.
fn sits_beside(desk: &Desk<'_>, round: &Nomination, named: &[usize], member: usize) -> bool {
    let members = &desk.site.members;
    let on_seat = |term: &Term| round.seat.as_ref().is_some_and(|seat| seat.value == term.seat.value);
    let start = |term: &Term| term.start_date.map(|date| date.value);
    members[member].terms.iter().filter(|term| on_seat(term)).any(|own| {
        matches!(own.appointed_by, Some(Appointment::Act { .. }))
            && named.iter().flat_map(|&at| &members[at].terms).any(|term| on_seat(term) && start(term) == start(own))
    })
}

pub(super) fn nomination(desk: &Desk<'_>, at: usize) -> View {
    let view = nomination_view(desk, at);
    let round = &desk.site.nominations[at];
    let title = desk.phrase(&round.title);
    let about = match &round.description {
        Some(text) => desk.phrase(text).text,
        None => title.text.clone(),
    };
    let mut draft = Draft::new(Page::Nomination(at), "nominations", title, about);
    draft.parents.push(desk.link(Page::Nominations, desk.own(desk.word("title-nominations"))));
    draft.sources = desk.sources(&round.sources);
    draft.updated = desk.updated(round.updated_at);
    draft.with(desk, Body::Nomination(view))
}
