//! The action plans, and their commitments.

use serde::Serialize;

use super::commentary::{CommentaryLine, RecommendationView, commentary_line, recommendation};
use super::frame::{FrameBuilder, plan_page};
use super::judges::{JudgeView, judges};
use super::nominations::StepView;
use super::searchable::SearchFacets;
use super::{Body, Day, Heading, Link, Phrase, SourceView, View, ViewContext};
use crate::language::date::DateRange;
use crate::model::commitment::{Commitment, Lead, Milestone, Reached, Status};
use crate::page::Page;
use crate::site::CommentaryAt;
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

/// The number of commitments of a status.
#[derive(Debug, Serialize)]
struct StatusCount {
    /// None for those whose status is not published.
    status: Option<&'static str>,
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

/// The milestones reached, and all.
#[derive(Debug, Serialize)]
struct MilestonesView {
    done: u32,
    /// Those without a status.
    unknown: u32,
    total: u32,
}

/// A milestone that is listed by name.
#[derive(Debug, Serialize)]
struct MilestoneView {
    heading: Heading,
    number: String,
    title: Phrase,
    due: Option<Day>,
    status: Option<&'static str>,
    /// When it was reached, or its state assessed.
    date: Option<Day>,
    /// `overdue` if it was due before the reference date and is not reached; `due-passed` if it has no status.
    overdue: Option<&'static str>,
    evidence: Vec<SourceView>,
}

/// A commitment.
#[derive(Debug, Serialize)]
pub struct CommitmentView {
    number: String,
    external_id: Option<Phrase>,
    plan: Link,
    description: Option<Phrase>,
    pillar: Option<Phrase>,
    leads: Vec<LeadView>,
    start: Option<Day>,
    end: Option<Day>,
    status: Option<&'static str>,
    /// When the state was assessed.
    assessed: Option<Day>,
    milestones: Option<MilestonesView>,
    note: Option<Phrase>,
    /// The milestones that are listed by name.
    named: Vec<MilestoneView>,
    /// The members of the committee that lead it while they sit.
    judges: Vec<JudgeView>,
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

pub(super) fn plans(cx: &ViewContext<'_>) -> View<'static> {
    let view = Plans { plans: (0..cx.site.plans.len()).rev().map(|at| plan_line(cx, at)).collect() };
    let committee = cx.phrase(&cx.site.committee.name).text;
    let about = cx.message("about-plans", &[("committee", committee.into())]);
    let mut frame = FrameBuilder::new(Page::Plans, "plans", cx.own(cx.word("title-plans")), about);
    frame.sources = cx.site.plans.iter().flat_map(|plan| cx.sources(&plan.sources)).collect();
    frame.with(cx, Body::Plans(view))
}

pub(super) fn plan_line(cx: &ViewContext<'_>, at: usize) -> PlanLine {
    let plan = &cx.site.plans[at];
    PlanLine {
        link: cx.link(Page::Plan(at), cx.phrase(&plan.title)),
        start: cx.date(plan.start_date.value),
        end: plan.end_date.map(|date| cx.date(date.value)),
        commitments: plan.commitments.len(),
        statuses: statuses(&plan.commitments),
    }
}

fn statuses(commitments: &[Commitment]) -> Vec<StatusCount> {
    let count = |status| commitments.iter().filter(|commitment| commitment.status == status).count();
    let all = Status::ALL.map(Some).into_iter().chain([None]);
    let counts = all.map(|status| StatusCount { status: status.map(Status::word), count: count(status) });
    counts.filter(|status| status.count > 0).collect()
}

pub(super) fn plan(cx: &ViewContext<'_>, at: usize) -> View<'static> {
    let plan = &cx.site.plans[at];
    let lines = plan.commitments.iter().enumerate().map(|(commitment, record)| CommitmentLine {
        number: record.id.to_string(),
        title: cx.link(Page::Commitment(at, commitment), cx.phrase(&record.title)),
        start: record.start_date.map(|date| cx.date(date.value)),
        end: record.end_date.map(|date| cx.date(date.value)),
        status: record.status.map(Status::word),
        milestones: milestones(record),
    });
    let view = PlanView {
        description: plan.description.as_ref().map(|text| cx.phrase(text)),
        start: cx.date(plan.start_date.value),
        end: plan.end_date.map(|date| cx.date(date.value)),
        url: plan.url.clone(),
        steps: super::nominations::steps(cx, &plan.steps),
        pillars: plan.pillars.iter().map(|pillar| cx.phrase(&pillar.name)).collect(),
        statuses: statuses(&plan.commitments),
        commitments: lines.collect(),
        commentaries: cx.site.commentaries_on_plan(at).map(|at| commentary_line(cx, at)).collect(),
    };
    let title = cx.phrase(&plan.title);
    let about = match &plan.description {
        Some(text) => cx.phrase(text).text,
        None => title.text.clone(),
    };
    let mut frame = plan_page(cx, at, Page::Plan(at), title, about);
    frame.parents.pop();
    let own = cx.link(Page::Plan(at), frame.title.clone());
    frame.search = Some(SearchFacets::new("plan").filter("plan", [&own]));
    frame.documents = cx.documents(&plan.documents);
    frame.corrections = cx.corrections(&plan.corrections);
    frame.sources = cx.sources(&plan.sources);
    frame.with(cx, Body::Plan(view))
}

pub(super) fn commitment(cx: &ViewContext<'_>, plan: usize, at: usize) -> View<'static> {
    let record = &cx.site.plans[plan];
    let commitment = &record.commitments[at];
    let about: Vec<CommentaryAt> = cx.site.commentaries_on_commitment(plan, at).collect();
    let recommendations = about.iter().filter(|&&at| !cx.site.commentary(at).is_withdrawn());
    let recommendations = recommendations.flat_map(|&at| cx.site.commentary(at).recommendations(at));
    let is_about = |asked: &Asked| {
        let french = &cx.site.commentary(asked.commentary).text.french;
        let own = french.recommendations[asked.recommendation].commitments.as_ref();
        own.is_none_or(|own| own.iter().any(|id| id.value == commitment.id.value))
    };
    let recommendations = recommendations.filter(is_about);
    let pillar =
        commitment.pillar.as_ref().and_then(|id| record.pillars.iter().find(|pillar| pillar.id.value == id.value));
    let today = cx.site.reference_date();
    let view = CommitmentView {
        number: commitment.id.to_string(),
        external_id: commitment.external_id.as_deref().map(|id| cx.own(id)),
        plan: cx.link(Page::Plan(plan), cx.phrase(&record.title)),
        description: commitment.description.as_ref().map(|text| cx.phrase(text)),
        pillar: pillar.map(|pillar| cx.phrase(&pillar.name)),
        leads: commitment.lead.iter().map(|lead| lead_view(cx, lead)).collect(),
        start: commitment.start_date.map(|date| cx.date(date.value)),
        end: commitment.end_date.map(|date| cx.date(date.value)),
        status: commitment.status.map(Status::word),
        assessed: commitment.assessed.map(|date| cx.date(date.value)),
        milestones: milestones(commitment),
        note: commitment.note.as_ref().map(|note| cx.phrase(note)),
        named: commitment.named_milestones().iter().map(|milestone| milestone_view(cx, milestone)).collect(),
        judges: judges(cx, plan, &[at], DateRange::of_day(today)),
        commentaries: about.iter().map(|&at| commentary_line(cx, at)).collect(),
        recommendations: recommendations.map(|asked| recommendation(cx, asked)).collect(),
        previous: at.checked_sub(1).map(|at| cx.commitment(plan, at)),
        next: (at + 1 < record.commitments.len()).then(|| cx.commitment(plan, at + 1)),
    };
    let title = cx.phrase(&commitment.title);
    let number = commitment.id.to_string();
    let said = cx.message(
        "about-commitment",
        &[
            ("number", number.into()),
            ("title", title.text.as_str().into()),
            ("plan", view.plan.label.text.as_str().into()),
        ],
    );
    let members: Vec<Link> = commitment.lead.iter().filter_map(|lead| lead_of(cx, lead)).collect();
    let search = SearchFacets::new("commitment").filter("plan", [&view.plan]);
    let search = search.filter("commitment", [&cx.commitment(plan, at)]).filter("member", &members);
    let mut frame = plan_page(cx, plan, Page::Commitment(plan, at), title, said);
    frame.search = Some(search);
    frame.documents = cx.documents(&commitment.documents);
    frame.sources = cx.sources(&commitment.sources);
    frame.with(cx, Body::Commitment(view))
}

fn milestones(commitment: &Commitment) -> Option<MilestonesView> {
    let Reached { done, unknown, total } = commitment.milestones.as_ref()?.count();
    (total > 0).then_some(MilestonesView { done, unknown, total })
}

fn milestone_view(cx: &ViewContext<'_>, milestone: &Milestone) -> MilestoneView {
    let state = milestone.status.map(|status| status.value);
    let is_over = matches!(state, Some(Status::Complete | Status::Abandoned));
    let title = cx.phrase(&milestone.title);
    MilestoneView {
        heading: Heading::new(format!("jalon_{}", milestone.id.value), title.clone()),
        number: milestone.id.to_string(),
        title,
        due: milestone.due.map(|due| cx.date(due.value)),
        status: state.map(Status::word),
        date: milestone.date.map(|date| cx.date(date.value)),
        overdue: milestone
            .due
            .filter(|due| !is_over && due.latest() < cx.site.reference_date())
            .map(|_| if state.is_some() { "overdue" } else { "due-passed" }),
        evidence: cx.sources(&milestone.evidence),
    }
}

fn lead_view(cx: &ViewContext<'_>, lead: &Lead) -> LeadView {
    match (lead, lead_of(cx, lead)) {
        (_, Some(link)) => LeadView { name: link.label, href: Some(link.href) },
        (Lead::Named(name), None) => LeadView { name: cx.phrase(name), href: None },
        (Lead::Member(id), None) => LeadView { name: cx.own(id.to_string()), href: None },
    }
}

/// Returns the member that leads, if it is a member.
fn lead_of(cx: &ViewContext<'_>, lead: &Lead) -> Option<Link> {
    match lead {
        Lead::Named(_) => None,
        Lead::Member(id) => cx.site.member(id).map(|at| cx.member(at)),
    }
}
