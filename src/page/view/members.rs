//! The members: the list by sector, and a page for each.

use jiff::civil::Date;
use serde::Serialize;

use super::frame::FrameBuilder;
use super::searchable::SearchFacets;
use super::terms::{TermView, term_view, whole_term};
use super::timeline::{Timeline, timeline};
use super::{Body, Day, Link, Phrase, View, ViewContext};
use crate::model::holds::Holds;
use crate::model::term::Term;
use crate::model::value::Sector;
use crate::page::Page;
use crate::site::presence::Attendance;

/// The list of members.
#[derive(Debug, Serialize)]
pub struct Members {
    sectors: Vec<SectorView>,
    former: Vec<MemberLine>,
    /// Members whose terms are in the future, or not published.
    others: Vec<MemberLine>,
    timeline: Option<Timeline>,
    composition: String,
}

/// The members of a sector.
#[derive(Debug, Serialize)]
struct SectorView {
    key: &'static str,
    members: Vec<MemberLine>,
}

/// A member in a list.
#[derive(Debug, Clone, Serialize)]
pub struct MemberLine {
    link: Link,
    abbreviation: Option<String>,
    parent: Option<Phrase>,
    terms: Vec<TermView>,
}

/// A member's page.
#[derive(Debug, Serialize)]
pub struct MemberView {
    /// `organization` or `person`.
    kind: &'static str,
    abbreviation: Option<Phrase>,
    sector: &'static str,
    dissolved: Option<Day>,
    successors: Vec<Link>,
    /// The members that it succeeded.
    predecessors: Vec<Link>,
    parent: Option<Phrase>,
    url: Option<String>,
    description: Option<Phrase>,
    other_names: Vec<OtherNameView>,
    terms: Vec<TermView>,
    timeline: Option<Timeline>,
    attendance: Option<AttendanceView>,
    declarations: Vec<DeclarationView>,
    signed: Vec<Link>,
    leads: Vec<Link>,
}

/// The meetings that a member attended.
#[derive(Debug, Serialize)]
struct AttendanceView {
    present: usize,
    excused: usize,
    /// The number of meetings of which its attendance is known.
    known: usize,
    /// The number of those of which it is not published.
    unpublished: usize,
    /// The number of those that it did not attend, and where it may not have been expected.
    uncertain: usize,
    meetings: Vec<AttendedView>,
}

/// A meeting, and whether a member attended.
#[derive(Debug, Serialize)]
struct AttendedView {
    meeting: Link,
    /// `present`, `excused`, `absent`, `unpublished` or `uncertain`.
    state: &'static str,
}

/// A name that a member had.
#[derive(Debug, Serialize)]
struct OtherNameView {
    name: Phrase,
    start: Option<Day>,
    /// Its last day.
    end: Day,
}

/// An interest declared.
#[derive(Debug, Serialize)]
struct DeclarationView {
    date: Day,
    /// The end of the interest.
    end: Option<Day>,
    text: Option<Phrase>,
    /// Whether it was declared that there is no interest.
    none: bool,
}

pub(super) fn members(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let today = site.reference_date();
    let sits = |at: usize| site.members[at].terms.iter().any(|term| site.holds(term, today) != Holds::No);
    let over = |term: &Term| term.end_date.is_some_and(|end| end.latest() < today);
    let sat = |at: usize| !site.members[at].terms.is_empty() && site.members[at].terms.iter().all(over);
    let all = cx.by_name(0..site.members.len());
    let lines =
        |keep: &dyn Fn(usize) -> bool| all.iter().copied().filter(|&at| keep(at)).map(|at| line(cx, at)).collect();
    let view = Members {
        sectors: Sector::ALL
            .map(|sector| SectorView {
                key: sector.word(),
                members: lines(&|at| sits(at) && site.members[at].sector.value == sector),
            })
            .into(),
        former: lines(&|at| !sits(at) && sat(at)),
        others: lines(&|at| !sits(at) && !sat(at)),
        timeline: timeline(cx, &all),
        composition: cx.href(Page::Composition),
    };
    super::frame::committee_page(cx, Page::Members, "members").with(cx, Body::Members(view))
}

pub(super) fn member(cx: &ViewContext<'_>, at: usize) -> View<'static> {
    let member = &cx.site.members[at];
    let view = MemberView {
        kind: member.kind.word(),
        abbreviation: member.abbreviation.as_deref().map(|text| cx.own(text)),
        sector: member.sector.word(),
        dissolved: member.dissolution_date.map(|date| cx.date(date.value)),
        successors: links(cx, member.successors.iter().filter_map(|id| cx.site.member(&id.value))),
        predecessors: links(
            cx,
            (0..cx.site.members.len())
                .filter(|&other| cx.site.members[other].successors.iter().any(|id| id.value == member.id)),
        ),
        parent: member.parent.as_ref().map(|parent| cx.phrase(parent)),
        url: member.url.clone(),
        description: member.description.as_ref().map(|text| cx.phrase(text)),
        other_names: member
            .other_names
            .iter()
            .map(|other| OtherNameView {
                name: cx.phrase(&other.name),
                start: other.start_date.map(|date| cx.date(date.value)),
                end: cx.date(other.end_date.value),
            })
            .collect(),
        terms: member.terms.iter().rev().map(|term| whole_term(cx, term)).collect(),
        timeline: timeline(cx, &[at]),
        attendance: attendance(cx, at),
        declarations: member
            .declarations
            .iter()
            .map(|declaration| DeclarationView {
                date: cx.date(declaration.date.value),
                end: declaration.end_date.map(|date| cx.date(date.value)),
                text: declaration.text.as_ref().map(|text| cx.phrase(text)),
                none: declaration.none,
            })
            .collect(),
        signed: cx.site.signed_by(at).into_iter().map(|at| cx.commentary(at)).collect(),
        leads: leads(cx, at),
    };
    let name = cx.phrase(&member.name);
    let committee = cx.phrase(&cx.site.committee.name).text;
    let about = cx.message("about-member", &[("member", name.text.as_str().into()), ("committee", committee.into())]);
    let mut frame = FrameBuilder::new(Page::Member(at), "members", name, about);
    frame.search = Some(SearchFacets::new("member").filter("member", [&cx.member(at)]));
    frame.parents.push(cx.link(Page::Members, cx.own(cx.word("title-members"))));
    frame.corrections = cx.corrections(&member.corrections);
    frame.sources = cx.sources(&member.sources);
    frame.updated = cx.updated(member.updated_at);
    frame.with(cx, Body::Member(view))
}

/// Returns a member for a list, with the terms that apply on the reference date (or all, if none does).
pub(super) fn line(cx: &ViewContext<'_>, at: usize) -> MemberLine {
    line_on(cx, at, cx.site.reference_date())
}

/// Returns a member for a list, with the terms that apply on a day (or all, if none does).
pub(super) fn line_on(cx: &ViewContext<'_>, at: usize, day: Date) -> MemberLine {
    let member = &cx.site.members[at];
    let mut terms: Vec<&Term> = member.terms.iter().filter(|term| cx.site.holds(term, day) != Holds::No).collect();
    if terms.is_empty() {
        terms = member.terms.iter().collect();
    }
    MemberLine {
        link: cx.member_alone(at, day),
        abbreviation: member.abbreviation_on(day).map(str::to_owned),
        parent: member.parent.as_ref().map(|parent| cx.phrase(parent)),
        terms: terms.into_iter().map(|term| term_view(cx, term, day)).collect(),
    }
}

/// Links to members, in the order of their names.
fn links(cx: &ViewContext<'_>, members: impl IntoIterator<Item = usize>) -> Vec<Link> {
    cx.by_name(members).into_iter().map(|at| cx.member(at)).collect()
}

/// Returns the meetings that a member attended, newest first; `None` if no meeting was held while it sat.
fn attendance(cx: &ViewContext<'_>, member: usize) -> Option<AttendanceView> {
    let all = cx.site.attendance(member);
    if all.is_empty() {
        return None;
    }
    let is_published = |at: usize| !cx.site.meetings[at].present.is_empty();
    let count = |wanted: Attendance| all.iter().filter(|(_, attendance)| *attendance == wanted).count();
    let meetings =
        all.iter().rev().map(|(at, attendance)| AttendedView { meeting: cx.meeting(*at), state: attendance.word() });
    Some(AttendanceView {
        present: count(Attendance::Present),
        excused: count(Attendance::Excused),
        // Who excused itself is known also where those present are not.
        known: all.iter().filter(|(at, state)| *state != Attendance::Uncertain && is_published(*at)).count(),
        unpublished: count(Attendance::Unpublished),
        uncertain: count(Attendance::Uncertain),
        meetings: meetings.collect(),
    })
}

/// Returns the commitments that a member leads.
fn leads(cx: &ViewContext<'_>, member: usize) -> Vec<Link> {
    let id = &cx.site.members[member].id;
    let mut links = Vec::new();
    for (plan, record) in cx.site.plans.iter().enumerate() {
        for (at, commitment) in record.commitments.iter().enumerate() {
            let leads = |lead: &crate::model::commitment::Lead| matches!(lead, crate::model::commitment::Lead::Member(lead) if lead.value == *id);
            if commitment.lead.iter().any(leads) {
                links.push(cx.commitment(plan, at));
            }
        }
    }
    links
}
