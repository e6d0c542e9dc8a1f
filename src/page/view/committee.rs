//! The pages about the committee itself: first page, mandate, how it works.

use serde::Serialize;

use super::commentary::{RecommendationView, recommendation};
use super::frame::Draft;
use super::plans::{PlanLine, plan_line};
use super::{Body, Day, Desk, Link, Phrase, SourceView, View};
use crate::model::committee::ContactKind;
use crate::page::Page;
use crate::site::roster::Standing;

/// The first page.
#[derive(Debug, Serialize)]
pub struct Home {
    description: Phrase,
    founding: Vec<SourceView>,
    figures: Figures,
    plans: Vec<PlanLine>,
    commentaries: Vec<Link>,
    unanswered: Vec<RecommendationView>,
    contacts: Vec<Contact>,
    links: Links,
}

/// The committee in numbers, on the day of reference.
#[derive(Debug, Serialize)]
struct Figures {
    organizations: usize,
    places: u32,
    commitments: usize,
    recommendations: usize,
    unanswered: usize,
    rule_met: bool,
}

/// Where the first page's tiles lead.
#[derive(Debug, Serialize)]
struct Links {
    members: String,
    mandate: String,
    composition: String,
    nominations: String,
    operation: String,
    plans: String,
    recommendations: String,
}

/// A way to reach the committee.
#[derive(Debug, Serialize)]
pub struct Contact {
    value: String,
    href: String,
    note: Option<Phrase>,
}

/// The mandate.
#[derive(Debug, Serialize)]
pub struct Mandate {
    description: Phrase,
    founded: Option<Day>,
    founding: Vec<SourceView>,
    tasks: Vec<Phrase>,
    duties: Vec<DutyView>,
    contacts: Vec<Contact>,
}

/// Something the committee must do.
#[derive(Debug, Serialize)]
struct DutyView {
    text: Phrase,
    every: Option<String>,
    source: Option<String>,
}

/// How the committee works.
#[derive(Debug, Serialize)]
pub struct Operation {
    meetings: Option<Rule>,
    meetings_href: String,
    term: Option<Rule>,
    sections: Vec<SectionView>,
}

/// A rule with its rhythm.
#[derive(Debug, Serialize)]
struct Rule {
    length: String,
    mode: Option<Phrase>,
    note: Option<Phrase>,
    renewable: bool,
}

/// A rule of the committee's work.
#[derive(Debug, Serialize)]
struct SectionView {
    id: String,
    title: Phrase,
    html: Phrase,
}

/// How many commentaries the first page names.
const LATEST: usize = 5;

pub(super) fn home(desk: &Desk<'_>) -> View {
    let site = desk.site;
    let sitting = site.sitting_on(site.reference_date());
    let organizations: std::collections::BTreeSet<usize> = sitting.iter().map(|held| held.member).collect();
    let mut latest: Vec<usize> = (0..site.commentaries.len()).collect();
    latest.sort_by_key(|&at| (std::cmp::Reverse(site.commentaries[at].date.latest()), at));
    latest.truncate(LATEST);
    let asked = site.recommendations().count();
    let silent = || {
        site.recommendations().filter(|asked| {
            site.commentaries[asked.commentary].response(asked.recommendation, site.reference_date()).is_none()
        })
    };
    let view = Home {
        description: desk.phrase(&site.committee.description),
        founding: founding(desk),
        figures: Figures {
            organizations: organizations.len(),
            places: sitting.iter().map(|held| held.term.places).sum(),
            commitments: site.plans.iter().map(|plan| plan.commitments.len()).sum(),
            recommendations: asked,
            unanswered: silent().count(),
            rule_met: site.committee.seats.iter().all(|seat| site.count(seat, &sitting).against(seat) == Standing::Met),
        },
        plans: (0..site.plans.len()).rev().map(|at| plan_line(desk, at)).collect(),
        commentaries: latest.into_iter().map(|at| desk.commentary(at)).collect(),
        unanswered: silent().take(LATEST).map(|asked| recommendation(desk, asked)).collect(),
        contacts: contacts(desk),
        links: Links {
            members: desk.href(Page::Members),
            mandate: desk.href(Page::Mandate),
            composition: desk.href(Page::Composition),
            nominations: desk.href(Page::Nominations),
            operation: desk.href(Page::Operation),
            plans: desk.href(Page::Plans),
            recommendations: desk.href(Page::Recommendations),
        },
    };
    let described = site.portal.description.as_ref().unwrap_or(&site.committee.description);
    let mut draft = Draft::new(Page::Home, "home", desk.phrase(&site.portal.title), desk.phrase(described).text);
    draft.sources = desk.sources(&site.committee.sources);
    draft.with(desk, Body::Home(view))
}

pub(super) fn mandate(desk: &Desk<'_>) -> View {
    committee_page(desk, Page::Mandate, "mandate").with(desk, Body::Mandate(mandate_view(desk)))
}

/// What the mandate says, for its page and the register.
pub(super) fn mandate_view(desk: &Desk<'_>) -> Mandate {
    let committee = &desk.site.committee;
    Mandate {
        description: desk.phrase(&committee.description),
        founded: committee.founding_date.map(|date| desk.date(date.value)),
        founding: founding(desk),
        tasks: committee.mandate.iter().map(|task| desk.phrase(task)).collect(),
        duties: committee
            .duties
            .iter()
            .map(|duty| DutyView {
                text: desk.phrase(&duty.text),
                every: duty.every.map(|every| desk.every(every)),
                source: duty.source.clone(),
            })
            .collect(),
        contacts: contacts(desk),
    }
}

pub(super) fn operation(desk: &Desk<'_>) -> View {
    let committee = &desk.site.committee;
    let phrase = |text: &Option<_>| text.as_ref().map(|text| desk.phrase(text));
    let view = Operation {
        meetings: committee.meetings.as_ref().map(|rule| Rule {
            length: desk.every(rule.every),
            mode: phrase(&rule.mode),
            note: phrase(&rule.note),
            renewable: false,
        }),
        meetings_href: desk.href(Page::Meetings),
        term: committee.term.as_ref().map(|rule| Rule {
            length: desk.duration(rule.length),
            mode: None,
            note: phrase(&rule.note),
            renewable: rule.renewable,
        }),
        sections: committee
            .sections
            .iter()
            .map(|section| SectionView {
                id: section.id.to_string(),
                title: desk.phrase(&section.title),
                html: desk.prose(&section.body, &format!("{}_", section.id.value)),
            })
            .collect(),
    };
    committee_page(desk, Page::Operation, "operation").with(desk, Body::Operation(view))
}

/// The frame of a page that the committee's record makes; its words are `title-…` and `about-…`.
pub(super) fn committee_page(desk: &Desk<'_>, page: Page, key: &'static str) -> Draft {
    let committee = &desk.site.committee;
    let name = desk.phrase(&committee.name).text;
    let title = desk.own(desk.word(&format!("title-{key}")));
    let about = desk.message(&format!("about-{key}"), &[("committee", name.into())]);
    let mut draft = Draft::new(page, key, title, about);
    draft.sources = desk.sources(&committee.sources);
    draft.updated = desk.updated(committee.updated_at);
    draft
}

/// The sources that date the committee's beginning: they may differ, and both are shown.
fn founding(desk: &Desk<'_>) -> Vec<SourceView> {
    desk.sources(&desk.site.committee.sources).into_iter().filter(|source| source.date.is_some()).collect()
}

fn contacts(desk: &Desk<'_>) -> Vec<Contact> {
    let details = desk.site.committee.contact_details.iter();
    details
        .map(|detail| Contact {
            value: detail.value.clone(),
            href: match detail.kind {
                ContactKind::Email => format!("mailto:{}", detail.value),
                ContactKind::Voice => format!("tel:{}", detail.value),
            },
            note: detail.note.as_ref().map(|note| desk.phrase(note)),
        })
        .collect()
}
