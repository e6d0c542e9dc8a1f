//! The pages about the committee itself: first page, mandate, how it works.

use std::collections::BTreeSet;

use serde::Serialize;

use super::account::{AccountView, ComingLine, accounts, coming_lines};
use super::changes::{ChangeLine, news};
use super::commentary::{RecommendationView, recommendation};
use super::frame::{FrameBuilder, HOME, committee_page};
use super::plans::{PlanLine, plan_line};
use super::searchable::SearchFacets;
use super::{Body, Day, Heading, Link, Phrase, SourceView, View, ViewContext};
use crate::model::committee::ContactKind;
use crate::model::holds::Holds;
use crate::model::seat::TermLength;
use crate::page::Page;
use crate::prose::Prose;

/// The first page.
#[derive(Debug, Serialize)]
pub struct Home {
    description: Phrase,
    founding: Vec<SourceView>,
    figures: Figures,
    plans: Vec<PlanLine>,
    commentaries: Vec<Link>,
    unanswered: Vec<RecommendationView>,
    /// The changes of the newest edition.
    news: Vec<ChangeLine>,
    /// The next events.
    coming: Vec<ComingLine>,
    /// The duties that can be counted.
    duties: Vec<AccountView>,
    contacts: Vec<Contact>,
    links: Links,
}

/// The committee in numbers, on the reference date.
#[derive(Debug, Serialize)]
struct Figures {
    organizations: usize,
    /// How many of these surely sit.
    certain_organizations: usize,
    places: u32,
    /// The number of those that certainly are held.
    certain: u32,
    commitments: usize,
    recommendations: usize,
    unanswered: usize,
}

/// The link targets of the tiles on the first page.
#[derive(Debug, Serialize)]
struct Links {
    members: String,
    mandate: String,
    composition: String,
    nominations: String,
    operation: String,
    plans: String,
    recommendations: String,
    duties: String,
    ahead: String,
    changes: String,
}

/// A contact detail of the committee.
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
    /// The page on which they are counted.
    duties_href: String,
    contacts: Vec<Contact>,
}

/// A duty of the committee.
#[derive(Debug, Serialize)]
struct DutyView {
    text: Phrase,
    every: Option<String>,
    source: Option<String>,
}

/// How the committee works.
#[derive(Debug, Serialize)]
pub struct Operation<'a> {
    meetings: Option<Rule>,
    meetings_href: String,
    term: Option<Rule>,
    /// Seats with another length of terms.
    seat_terms: Vec<SeatTermView>,
    /// The time limit for responses to recommendations.
    answers: Option<AnswersView>,
    sections: Vec<SectionView<'a>>,
    /// The page on which the duties are counted, if there are any.
    duties_href: Option<String>,
}

/// How long terms on a seat last.
#[derive(Debug, Serialize)]
struct SeatTermView {
    seat: Phrase,
    /// In words; `None` if no length is set.
    length: Option<String>,
    renewable: Option<bool>,
}

/// The time limit for responses to recommendations.
#[derive(Debug, Serialize)]
struct AnswersView {
    due: String,
    source: Option<String>,
    page: String,
}

/// A rule with its interval.
#[derive(Debug, Serialize)]
struct Rule {
    length: String,
    mode: Option<Phrase>,
    note: Option<Phrase>,
    renewable: bool,
}

/// A rule of the committee's work.
#[derive(Debug, Serialize)]
struct SectionView<'a> {
    heading: Heading,
    html: Prose<'a>,
}

/// The number of commentaries listed on the first page.
const LATEST: usize = 5;

pub(super) fn home(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let sitting = site.sitting_on(site.reference_date());
    // Observers attend without occupying a place.
    let holding = || sitting.iter().filter(|held| held.term.is_counted());
    let organizations: BTreeSet<usize> = holding().map(|held| held.member).collect();
    let certain: BTreeSet<usize> = holding().filter(|held| held.holds == Holds::Yes).map(|held| held.member).collect();
    let asked = site.recommendations().count();
    let silent = || {
        site.recommendations()
            .filter(|asked| !site.commentary(asked.commentary).is_answered(asked.recommendation, site.reference_date()))
    };
    let view = Home {
        description: cx.phrase(&site.committee.description),
        founding: founding(cx),
        figures: Figures {
            organizations: organizations.len(),
            certain_organizations: certain.len(),
            certain: site.committee.seats.iter().map(|seat| site.count(seat, &sitting).certain).sum(),
            places: site.committee.seats.iter().map(|seat| site.count(seat, &sitting).possible).sum(),
            commitments: site.plans.iter().map(|plan| plan.commitments.len()).sum(),
            recommendations: asked,
            unanswered: silent().count(),
        },
        plans: (0..site.plans.len()).rev().map(|at| plan_line(cx, at)).collect(),
        commentaries: latest(cx),
        unanswered: silent().take(LATEST).map(|asked| recommendation(cx, asked)).collect(),
        news: news(cx, LATEST),
        coming: coming_lines(cx).into_iter().take(LATEST).collect(),
        duties: accounts(cx),
        contacts: contacts(cx),
        links: Links {
            members: cx.href(Page::Members),
            mandate: cx.href(Page::Mandate),
            composition: cx.href(Page::Composition),
            nominations: cx.href(Page::Nominations),
            operation: cx.href(Page::Operation),
            plans: cx.href(Page::Plans),
            recommendations: cx.href(Page::Recommendations),
            duties: cx.href(Page::Duties),
            ahead: cx.href(Page::Ahead),
            changes: cx.href(Page::Changes),
        },
    };
    let described = site.portal.description.as_ref().unwrap_or(&site.committee.description);
    let mut frame = FrameBuilder::new(Page::Home, HOME, cx.phrase(&site.portal.title), cx.phrase(described).text);
    frame.sources = cx.sources(&site.committee.sources);
    frame.with(cx, Body::Home(view))
}

/// Returns the newest commentaries, without the withdrawn ones.
fn latest(cx: &ViewContext<'_>) -> Vec<Link> {
    let stands = |at: &crate::site::CommentaryAt| !cx.site.commentary(*at).is_withdrawn();
    let newest = cx.site.newest_commentaries(LATEST * 2).into_iter().filter(stands);
    newest.take(LATEST).map(|at| cx.commentary(at)).collect()
}

pub(super) fn mandate(cx: &ViewContext<'_>) -> View<'static> {
    let mut frame = committee_page(cx, Page::Mandate, "mandate");
    frame.search = Some(SearchFacets::new("committee"));
    frame.with(cx, Body::Mandate(mandate_view(cx)))
}

/// Returns the view of the mandate, for its page and the register.
pub(super) fn mandate_view(cx: &ViewContext<'_>) -> Mandate {
    let committee = &cx.site.committee;
    Mandate {
        description: cx.phrase(&committee.description),
        founded: committee.founding_date.map(|date| cx.date(date.value)),
        founding: founding(cx),
        tasks: committee.mandate.iter().map(|task| cx.phrase(task)).collect(),
        duties: committee
            .duties
            .iter()
            .map(|duty| DutyView {
                text: cx.phrase(&duty.text),
                every: duty.every.map(|every| cx.every(every)),
                source: duty.source.clone(),
            })
            .collect(),
        duties_href: cx.href(Page::Duties),
        contacts: contacts(cx),
    }
}

pub(super) fn operation<'a>(cx: &ViewContext<'a>) -> View<'a> {
    let committee = &cx.site.committee;
    let phrase = |text: &Option<_>| text.as_ref().map(|text| cx.phrase(text));
    let view = Operation {
        meetings: committee.meetings.as_ref().map(|rule| Rule {
            length: cx.every(rule.every),
            mode: phrase(&rule.mode),
            note: phrase(&rule.note),
            renewable: false,
        }),
        meetings_href: cx.href(Page::Meetings),
        duties_href: (!committee.duties.is_empty()).then(|| cx.href(Page::Duties)),
        term: committee.term.as_ref().map(|rule| Rule {
            length: cx.duration(rule.length),
            mode: None,
            note: phrase(&rule.note),
            renewable: rule.renewable,
        }),
        seat_terms: committee
            .seats
            .iter()
            .filter_map(|seat| {
                let rule = seat.term.as_ref()?;
                let length = match rule.length {
                    TermLength::For(length) => Some(cx.duration(length)),
                    TermLength::Unlimited => None,
                };
                Some(SeatTermView { seat: cx.phrase(&seat.name), length, renewable: rule.renewable })
            })
            .collect(),
        answers: committee.responses.as_ref().map(|rule| AnswersView {
            due: cx.duration(rule.due),
            source: rule.source.clone(),
            page: cx.href(Page::Recommendations),
        }),
        sections: committee
            .sections
            .iter()
            .map(|section| SectionView {
                heading: Heading::new(section.id.as_str(), cx.phrase(&section.title)),
                html: cx.prose(&section.body, &format!("{}_", section.id.value)),
            })
            .collect(),
    };
    let mut frame = committee_page(cx, Page::Operation, "operation");
    frame.search = Some(SearchFacets::new("committee"));
    frame.with(cx, Body::Operation(view))
}

/// Returns the sources of the committee's founding date: they may differ, and all are shown.
fn founding(cx: &ViewContext<'_>) -> Vec<SourceView> {
    cx.sources(&cx.site.committee.sources).into_iter().filter(|source| source.date.is_some()).collect()
}

fn contacts(cx: &ViewContext<'_>) -> Vec<Contact> {
    let details = cx.site.committee.contact_details.iter();
    details
        .map(|detail| Contact {
            value: detail.value.clone(),
            href: match detail.kind {
                ContactKind::Email => format!("mailto:{}", detail.value),
                ContactKind::Voice => format!("tel:{}", detail.value),
            },
            note: detail.note.as_ref().map(|note| cx.phrase(note)),
        })
        .collect()
}
