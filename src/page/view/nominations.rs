//! How members are appointed: the rounds, and a page for each.

use serde::Serialize;

use super::frame::FrameBuilder;
use super::frame::committee_page;
use super::searchable::SearchFacets;
use super::{Body, Day, Link, Phrase, View, ViewContext};
use crate::model::nomination::{Nomination, Step};
use crate::model::term::Appointment;
use crate::page::Page;

/// The list of rounds.
#[derive(Debug, Serialize)]
pub struct Nominations {
    rounds: Vec<RoundLine>,
    /// Members appointed by an act other than a round.
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
    /// Whether candidates may apply on the reference date.
    is_open: bool,
    closed: Option<Day>,
}

/// A round.
#[derive(Debug, Serialize)]
pub struct NominationView {
    description: Option<Phrase>,
    opened: Day,
    closed: Option<Day>,
    is_open: bool,
    seats: Option<u32>,
    applications: Option<u32>,
    seat: Option<Phrase>,
    criteria: Vec<Phrase>,
    /// The reasons for choosing those who were appointed.
    reasons: Vec<Phrase>,
    selection_committee: Option<Phrase>,
    /// The member that appointed those who were chosen.
    by: Option<Link>,
    steps: Vec<StepView>,
    named: Vec<Link>,
    /// Members that hold the same seat from the same day, appointed without the round.
    beside: Vec<Link>,
}

/// A step of a round, with its date.
#[derive(Debug, Serialize)]
pub(super) struct StepView {
    date: Option<Day>,
    text: Phrase,
}

pub(super) fn steps(cx: &ViewContext<'_>, steps: &[Step]) -> Vec<StepView> {
    steps
        .iter()
        .map(|step| StepView { date: step.date.map(|date| cx.date(date.value)), text: cx.phrase(&step.text) })
        .collect()
}

pub(super) fn nominations(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let mut rounds: Vec<usize> = (0..site.nominations.len()).collect();
    rounds.sort_by_key(|&at| std::cmp::Reverse(site.nominations[at].opened.earliest()));
    let by_act = cx.by_name((0..site.members.len()).filter(|&at| {
        site.members[at].terms.iter().any(|term| matches!(term.appointed_by, Some(Appointment::Act { .. })))
    }));
    let view = Nominations {
        rounds: rounds
            .into_iter()
            .map(|at| {
                let round = &site.nominations[at];
                RoundLine {
                    link: cx.link(Page::Nomination(at), cx.phrase(&round.title)),
                    opened: cx.date(round.opened.value),
                    applications: round.applications,
                    seats: round.seats,
                    is_open: is_open(cx, round),
                    closed: round.closed.map(|date| cx.date(date.value)),
                }
            })
            .collect(),
        by_act: by_act.into_iter().map(|at| cx.member(at)).collect(),
        term: site.committee.term.as_ref().map(|rule| cx.duration(rule.length)),
    };
    committee_page(cx, Page::Nominations, "nominations").with(cx, Body::Nominations(view))
}

/// Returns whether a call certainly is open on the reference date: it has begun, and its end is known and in the
/// future.
fn is_open(cx: &ViewContext<'_>, round: &Nomination) -> bool {
    let today = cx.site.reference_date();
    round.opened.latest() <= today && round.closed.is_some_and(|closed| today <= closed.earliest())
}

/// Returns the view of a round, for its page and the register.
pub(super) fn nomination_view(cx: &ViewContext<'_>, at: usize) -> NominationView {
    let site = cx.site;
    let round = &site.nominations[at];
    let seat = round.seat.as_ref().and_then(|id| site.committee.seats.iter().find(|seat| seat.id.value == id.value));
    let named = cx.by_name((0..site.members.len()).filter(|&member| {
        site.members[member]
            .terms
            .iter()
            .any(|term| matches!(&term.appointed_by, Some(Appointment::Nomination(id)) if id.value == round.id))
    }));
    let beside = cx.by_name((0..site.members.len()).filter(|member| site.sits_beside(round, &named, *member)));
    NominationView {
        is_open: is_open(cx, round),
        description: round.description.as_ref().map(|text| cx.phrase(text)),
        opened: cx.date(round.opened.value),
        closed: round.closed.map(|date| cx.date(date.value)),
        seats: round.seats,
        applications: round.applications,
        seat: seat.map(|seat| cx.phrase(&seat.name)),
        criteria: round.criteria.iter().map(|criterion| cx.phrase(criterion)).collect(),
        reasons: round.reasons.iter().map(|reason| cx.phrase(reason)).collect(),
        selection_committee: round.selection_committee.as_ref().map(|text| cx.phrase(text)),
        by: round.by.as_ref().and_then(|id| site.member(&id.value)).map(|at| cx.member(at)),
        steps: steps(cx, &round.steps),
        named: named.into_iter().map(|member| cx.member(member)).collect(),
        beside: beside.into_iter().map(|member| cx.member(member)).collect(),
    }
}

pub(super) fn nomination(cx: &ViewContext<'_>, at: usize) -> View<'static> {
    let view = nomination_view(cx, at);
    let round = &cx.site.nominations[at];
    let title = cx.phrase(&round.title);
    let about = match &round.description {
        Some(text) => cx.phrase(text).text,
        None => title.text.clone(),
    };
    let mut frame = FrameBuilder::new(Page::Nomination(at), "nominations", title, about);
    frame.search = Some(SearchFacets { date: Some(view.opened.words.clone()), ..SearchFacets::new("nomination") });
    frame.parents.push(cx.link(Page::Nominations, cx.own(cx.word("title-nominations"))));
    frame.documents = cx.documents(&round.documents);
    frame.corrections = cx.corrections(&round.corrections);
    frame.sources = cx.sources(&round.sources);
    frame.updated = cx.updated(round.updated_at);
    frame.with(cx, Body::Nomination(view))
}
