//! The action plans, and their commitments.

use serde::Serialize;

use super::commentary::{CommentaryLine, RecommendationView, commentary_line, recommendation};
use super::frame::{Draft, MenuItem};
use super::nominations::StepView;
use super::{Body, Day, Desk, Link, Phrase, View};
use crate::model::commitment::{Commitment, Lead, Status};
use crate::page::Page;
use crate::site::recommendations::Asked;

/// The list of plans.
#[derive(Debug, Serialize)]
pub struct Plans {
    plans: Vec<PlanLine>,
}

/// A plan in a list.
#[derive(Debug, Serialize)]
pub struct PlanLine {
    link: Link,
    start: Day,
    end: Option<Day>,
    commitments: usize,
    statuses: Vec<StatusCount>,
}

/// How many commitments have come how far.
#[derive(Debug, Serialize)]
struct StatusCount {
    status: &'static str,
    count: usize,
}

/// A plan.
#[derive(Debug, Serialize)]
pub struct PlanView {
    description: Option<Phrase>,
    start: Day,
    end: Option<Day>,
    url: Option<String>,
    steps: Vec<StepView>,
    pillars: Vec<Phrase>,
    statuses: Vec<StatusCount>,
    commitments: Vec<CommitmentLine>,
    commentaries: Vec<CommentaryLine>,
}

/// A commitment in a list.
#[derive(Debug, Serialize)]
struct CommitmentLine {
    number: String,
    title: Link,
    start: Option<Day>,
    end: Option<Day>,
    status: Option<&'static str>,
    milestones: Option<MilestonesView>,
}

/// Milestones reached, of all.
#[derive(Debug, Serialize)]
struct MilestonesView {
    done: u32,
    total: u32,
}

/// A commitment.
#[derive(Debug, Serialize)]
pub struct CommitmentView {
    number: String,
    external_id: Option<String>,
    plan: Link,
    description: Option<Phrase>,
    pillar: Option<Phrase>,
    leads: Vec<LeadView>,
    start: Option<Day>,
    end: Option<Day>,
    status: Option<&'static str>,
    milestones: Option<MilestonesView>,
    note: Option<Phrase>,
    commentaries: Vec<CommentaryLine>,
    recommendations: Vec<RecommendationView>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A body that leads a commitment.
#[derive(Debug, Serialize)]
struct LeadView {
    name: Phrase,
    href: Option<String>,
}

pub(super) fn plans(desk: &Desk<'_>) -> View {
    let view = Plans { plans: (0..desk.site.plans.len()).rev().map(|at| plan_line(desk, at)).collect() };
    let committee = desk.phrase(&desk.site.committee.name).text;
    let about = desk.message("about-plans", &[("committee", committee.into())]);
    let mut draft = Draft::new(Page::Plans, "plans", desk.own(desk.word("title-plans")), about);
    draft.sources = desk.site.plans.iter().flat_map(|plan| desk.sources(&plan.sources)).collect();
    draft.with(desk, Body::Plans(view))
}

pub(super) fn plan_line(desk: &Desk<'_>, at: usize) -> PlanLine {
    let plan = &desk.site.plans[at];
    PlanLine {
        link: desk.link(Page::Plan(at), desk.phrase(&plan.title)),
        start: desk.date(plan.start_date.value),
        end: plan.end_date.map(|date| desk.date(date.value)),
        commitments: plan.commitments.len(),
        statuses: statuses(&plan.commitments),
    }
}

fn statuses(commitments: &[Commitment]) -> Vec<StatusCount> {
    let count = |status| commitments.iter().filter(|commitment| commitment.status == Some(status)).count();
    let counts = Status::ALL.map(|status| StatusCount { status: status.word(), count: count(status) });
    counts.into_iter().filter(|status| status.count > 0).collect()
}

pub(super) fn plan(desk: &Desk<'_>, at: usize) -> View {
    let plan = &desk.site.plans[at];
    let lines = plan.commitments.iter().enumerate().map(|(commitment, record)| CommitmentLine {
        number: record.id.to_string(),
        title: desk.link(Page::Commitment(at, commitment), desk.phrase(&record.title)),
        start: record.start_date.map(|date| desk.date(date.value)),
        end: record.end_date.map(|date| desk.date(date.value)),
        status: record.status.map(Status::word),
        milestones: milestones(record),
    });
    let view = PlanView {
        description: plan.description.as_ref().map(|text| desk.phrase(text)),
        start: desk.date(plan.start_date.value),
        end: plan.end_date.map(|date| desk.date(date.value)),
        url: plan.url.clone(),
        steps: super::nominations::steps(desk, &plan.steps),
        pillars: plan.pillars.iter().map(|pillar| desk.phrase(&pillar.name)).collect(),
        statuses: statuses(&plan.commitments),
        commitments: lines.collect(),
        commentaries: desk.site.commentaries_on_plan(at).iter().map(|&at| commentary_line(desk, at)).collect(),
    };
    let title = desk.phrase(&plan.title);
    let about = match &plan.description {
        Some(text) => desk.phrase(text).text,
        None => title.text.clone(),
    };
    let mut draft = plan_page(desk, at, Page::Plan(at), title, about);
    draft.parents.pop();
    draft.sources = desk.sources(&plan.sources);
    draft.with(desk, Body::Plan(view))
}

pub(super) fn commitment(desk: &Desk<'_>, plan: usize, at: usize) -> View {
    let record = &desk.site.plans[plan];
    let commitment = &record.commitments[at];
    let about = desk.site.commentaries_on_commitment(plan, at);
    let recommendations = about.iter().flat_map(|&commentary| {
        let count = desk.site.commentaries[commentary].text.french.recommendations.len();
        (0..count).map(move |recommendation| Asked { commentary, recommendation })
    });
    let pillar =
        commitment.pillar.as_ref().and_then(|id| record.pillars.iter().find(|pillar| pillar.id.value == id.value));
    let view = CommitmentView {
        number: commitment.id.to_string(),
        external_id: commitment.external_id.clone(),
        plan: desk.link(Page::Plan(plan), desk.phrase(&record.title)),
        description: commitment.description.as_ref().map(|text| desk.phrase(text)),
        pillar: pillar.map(|pillar| desk.phrase(&pillar.name)),
        leads: commitment.lead.iter().map(|lead| lead_view(desk, lead)).collect(),
        start: commitment.start_date.map(|date| desk.date(date.value)),
        end: commitment.end_date.map(|date| desk.date(date.value)),
        status: commitment.status.map(Status::word),
        milestones: milestones(commitment),
        note: commitment.note.as_ref().map(|note| desk.phrase(note)),
        commentaries: about.iter().map(|&at| commentary_line(desk, at)).collect(),
        recommendations: recommendations.map(|asked| recommendation(desk, asked)).collect(),
        previous: at.checked_sub(1).map(|at| desk.commitment(plan, at)),
        next: (at + 1 < record.commitments.len()).then(|| desk.commitment(plan, at + 1)),
    };
    let title = desk.phrase(&commitment.title);
    let number = commitment.id.to_string();
    let said = desk.message(
        "about-commitment",
        &[
            ("number", number.into()),
            ("title", title.text.as_str().into()),
            ("plan", view.plan.label.text.as_str().into()),
        ],
    );
    let mut draft = plan_page(desk, plan, Page::Commitment(plan, at), title, said);
    draft.sources = desk.sources(&commitment.sources);
    draft.with(desk, Body::Commitment(view))
}

/// The frame of a page below a plan, with the menu of the plan's commitments.
pub(super) fn plan_page(desk: &Desk<'_>, plan: usize, page: Page, title: Phrase, about: String) -> Draft {
    let record = &desk.site.plans[plan];
    let mut draft = Draft::new(page, "plans", title, about);
    draft.parents.push(desk.link(Page::Plans, desk.own(desk.word("title-plans"))));
    draft.parents.push(desk.link(Page::Plan(plan), desk.phrase(&record.title)));
    draft.menu = (0..record.commitments.len())
        .map(|at| MenuItem { link: desk.commitment(plan, at), current: page == Page::Commitment(plan, at) })
        .collect();
    draft.menu_title = Some(desk.link(Page::Plan(plan), desk.phrase(&record.title)));
    draft.updated = desk.updated(record.updated_at);
    draft
}

fn milestones(commitment: &Commitment) -> Option<MilestonesView> {
    commitment.milestones.map(|milestones| MilestonesView { done: milestones.done, total: milestones.total })
}

fn lead_view(desk: &Desk<'_>, lead: &Lead) -> LeadView {
    match lead {
        Lead::Named(name) => LeadView { name: desk.phrase(name), href: None },
        Lead::Member(id) => match desk.site.member(id) {
            Some(at) => {
                let link = desk.member(at);
                LeadView { name: link.label, href: Some(link.href) }
            }
            None => LeadView { name: desk.own(id.to_string()), href: None },
        },
    }
}
