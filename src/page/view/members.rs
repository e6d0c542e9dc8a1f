//! The members: the list by sector, and a page for each.

use jiff::civil::Date;
use serde::Serialize;

use super::frame::FrameBuilder;
use super::searchable::SearchFacets;
use super::timeline::{Timeline, timeline};
use super::{Body, Day, Link, Phrase, View, ViewContext};
use crate::language::date::PartialDate;
use crate::model::term::{Appointment, Holds, Term};
use crate::model::value::Sector;
use crate::page::Page;

/// The list of members.
#[derive(Debug, Serialize)]
pub struct Members {
    sectors: Vec<SectorView>,
    former: Vec<MemberLine>,
    /// Members whose terms are to come, or not published.
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

/// A term.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    seat: Phrase,
    places: u32,
    start: Option<Day>,
    end: Option<Day>,
    /// When the length of the rule makes it lapse, if it has no end.
    lapse: Option<Day>,
    /// Its state on the day of the page: a word of [`TermState`](crate::site::roster::TermState).
    state: &'static str,
    act: Option<ActView>,
    representative: Option<RepresentativeView>,
}

/// The act that named a member.
#[derive(Debug, Clone, Serialize)]
struct ActView {
    text: Phrase,
    href: Option<String>,
    external: bool,
}

/// Who sits for an organization.
#[derive(Debug, Clone, Serialize)]
struct RepresentativeView {
    name: Phrase,
    role: Option<Phrase>,
}

/// A member's page.
#[derive(Debug, Serialize)]
pub struct MemberView {
    abbreviation: Option<Phrase>,
    sector: &'static str,
    parent: Option<Phrase>,
    url: Option<String>,
    description: Option<Phrase>,
    other_names: Vec<OtherNameView>,
    terms: Vec<TermView>,
    declarations: Vec<DeclarationView>,
    signed: Vec<Link>,
    leads: Vec<Link>,
}

/// A name that a member had.
#[derive(Debug, Serialize)]
struct OtherNameView {
    name: Phrase,
    /// Its last day.
    end: Day,
}

/// An interest declared.
#[derive(Debug, Serialize)]
struct DeclarationView {
    date: Day,
    text: Phrase,
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
        abbreviation: member.abbreviation.as_deref().map(|text| cx.own(text)),
        sector: member.sector.word(),
        parent: member.parent.as_ref().map(|parent| cx.phrase(parent)),
        url: member.url.clone(),
        description: member.description.as_ref().map(|text| cx.phrase(text)),
        other_names: member
            .other_names
            .iter()
            .map(|other| OtherNameView { name: cx.phrase(&other.name), end: cx.date(other.end_date.value) })
            .collect(),
        terms: member.terms.iter().rev().map(|term| term_view(cx, term, cx.site.reference_date())).collect(),
        declarations: member
            .declarations
            .iter()
            .map(|declaration| DeclarationView {
                date: cx.date(declaration.date.value),
                text: cx.phrase(&declaration.text),
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
    frame.sources = cx.sources(&member.sources);
    frame.updated = cx.updated(member.updated_at);
    frame.with(cx, Body::Member(view))
}

/// A member in a list, with the terms that hold on the day of reference (or all, if none does).
pub(super) fn line(cx: &ViewContext<'_>, at: usize) -> MemberLine {
    line_on(cx, at, cx.site.reference_date())
}

/// A member in a list, with the terms that hold on a day (or all, if none does).
pub(super) fn line_on(cx: &ViewContext<'_>, at: usize, day: Date) -> MemberLine {
    let member = &cx.site.members[at];
    let mut terms: Vec<&Term> = member.terms.iter().filter(|term| cx.site.holds(term, day) != Holds::No).collect();
    if terms.is_empty() {
        terms = member.terms.iter().collect();
    }
    MemberLine {
        link: cx.member_alone(at, day),
        abbreviation: member.abbreviation.clone(),
        parent: member.parent.as_ref().map(|parent| cx.phrase(parent)),
        terms: terms.into_iter().map(|term| term_view(cx, term, day)).collect(),
    }
}

/// A term with its state on a day.
fn term_view(cx: &ViewContext<'_>, term: &Term, day: Date) -> TermView {
    let site = cx.site;
    let seat = site.committee.seats.iter().find(|seat| seat.id.value == term.seat.value);
    let date = |date: Option<crate::model::value::Located<PartialDate>>| date.map(|date| cx.date(date.value));
    TermView {
        seat: seat.map_or_else(|| cx.own(term.seat.to_string()), |seat| cx.phrase(&seat.name)),
        places: term.places,
        start: date(term.start_date),
        end: date(term.end_date),
        lapse: site.lapse(term).map(|lapse| cx.range(lapse)),
        state: site.term_state(term, day).word(),
        act: term.appointed_by.as_ref().and_then(|act| act_view(cx, act)),
        representative: term.representative.as_ref().map(|person| RepresentativeView {
            name: cx.own(person.name.as_str()),
            role: person.role.as_ref().map(|role| cx.phrase(role)),
        }),
    }
}

fn act_view(cx: &ViewContext<'_>, act: &Appointment) -> Option<ActView> {
    Some(match act {
        Appointment::Nomination(id) => {
            let at = cx.site.nomination(id)?;
            let text = cx.phrase(&cx.site.nominations[at].title);
            ActView { text, href: Some(cx.href(Page::Nomination(at))), external: false }
        }
        Appointment::Act { text, url } => ActView { text: cx.phrase(text), href: url.clone(), external: true },
    })
}

/// The commitments that a member leads.
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
