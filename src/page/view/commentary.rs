//! What the committee said, and what was answered: commentaries and recommendations.

use std::collections::BTreeSet;

use serde::Serialize;

use super::citation::{Citation, citation};
use super::frame::committee_page;
use super::frame::plan_page;
use super::searchable::SearchFacets;
use super::{Body, Day, Heading, Link, Phrase, SourceView, View, ViewContext};
use crate::page::Page;
use crate::prose::Prose;
use crate::site::recommendations::{Asked, Silence};
use crate::site::{CommentaryAt, CommentaryPair};

/// A commentary in a list.
#[derive(Debug, Serialize)]
pub struct CommentaryLine {
    link: Link,
    /// When it was adopted or published, if that is known.
    date: Option<Day>,
    kind: &'static str,
    description: Option<Phrase>,
    draft: bool,
}

/// A commentary.
#[derive(Debug, Serialize)]
pub struct CommentaryView<'a> {
    /// When it was adopted or published, if that is known.
    date: Option<Day>,
    kind: &'static str,
    plan: Link,
    commitments: Vec<Link>,
    authors: Vec<Link>,
    html: Prose<'a>,
    recommendations: Vec<RecommendationView>,
    citation: Citation,
    /// Who sat on the day of the text; nothing where that is not known to the day.
    sitting: Option<SittingView>,
}

/// The members that sat, or may have, on the day of a text.
#[derive(Debug, Serialize)]
struct SittingView {
    /// The day.
    day: Day,
    /// Their number.
    count: usize,
    /// The members; none where there are too many for the page of one text.
    members: Vec<Link>,
    /// The composition on that day.
    page: String,
}

/// A recommendation and its answer, or its silence.
#[derive(Debug, Serialize)]
pub struct RecommendationView {
    /// Its anchor on the commentary's page, and what it is.
    heading: Heading,
    text: Phrase,
    commentary: Link,
    date: Option<Day>,
    /// The answer in force: the newest.
    response: Option<ResponseView>,
    /// Those before it, newest first.
    earlier: Vec<ResponseView>,
    /// Until when an answer was due, where a rule says so.
    due: Option<DueView>,
    /// How long it has been without an answer, in words.
    silence: String,
}

/// Until when an answer was due.
#[derive(Debug, Serialize)]
struct DueView {
    day: Day,
    /// `awaited`, `overdue`, `in-time` or `late`.
    state: &'static str,
    /// The state in words.
    words: String,
}

/// An answer.
#[derive(Debug, Serialize)]
struct ResponseView {
    position: &'static str,
    date: Day,
    by: Option<Phrase>,
    text: Option<Phrase>,
    sources: Vec<SourceView>,
}

/// Every recommendation.
#[derive(Debug, Serialize)]
pub struct Recommendations {
    recommendations: Vec<RecommendationView>,
    unanswered: usize,
}

pub(super) fn commentary_line(cx: &ViewContext<'_>, at: CommentaryAt) -> CommentaryLine {
    let commentary = cx.site.commentary(at);
    let (side, language) = commentary.text.get(cx.language);
    CommentaryLine {
        link: cx.commentary(at),
        date: commentary.date.map(|date| cx.date(date.value)),
        kind: commentary.kind.word(),
        description: side.description.as_ref().map(|text| cx.marked(text, language)),
        draft: commentary.draft,
    }
}

/// How many members a commentary's page names at most.
const SITTING: usize = 40;

pub(super) fn commentary<'a>(cx: &ViewContext<'a>, at: CommentaryAt) -> View<'a> {
    let commentary = cx.site.commentary(at);
    let (side, language) = commentary.text.get(cx.language);
    let plan = at.plan;
    let view = CommentaryView {
        citation: citation(cx, at),
        date: commentary.date.map(|date| cx.date(date.value)),
        kind: commentary.kind.word(),
        plan: cx.link(Page::Plan(plan), cx.phrase(&cx.site.plans[plan].title)),
        commitments: commentary.commitments.iter().map(|&at| cx.commitment(plan, at)).collect(),
        authors: commentary.authors.iter().map(|&at| cx.member(at)).collect(),
        html: cx.html(&side.body, side.source().path()),
        recommendations: commentary.recommendations(at).map(|asked| recommendation(cx, asked)).collect(),
        sitting: sitting(cx, commentary),
    };
    let title = cx.marked(&side.title, language);
    let about = match &side.description {
        Some(text) => cx.marked(text, language).text,
        None => cx.message(
            "about-commentary",
            &[("plan", view.plan.label.text.as_str().into()), ("title", title.text.as_str().into())],
        ),
    };
    let search =
        SearchFacets { date: view.date.as_ref().map(|date| date.words.clone()), ..SearchFacets::new("commentary") };
    let mut frame = plan_page(cx, plan, Page::Commentary(at), title, about);
    frame.search = Some(
        search.filter("plan", [&view.plan]).filter("commitment", &view.commitments).filter("member", &view.authors),
    );
    let french = &commentary.text.french;
    frame.sources = cx.sources(side.sources.as_ref().or(french.sources.as_ref()).map_or(&[], Vec::as_slice));
    frame.updated = cx.updated(side.updated_at);
    frame.draft = commentary.draft;
    frame.anchors(cx, &side.body);
    frame.with(cx, Body::Commentary(view))
}

/// Who sat on the day of a commentary.
fn sitting(cx: &ViewContext<'_>, commentary: &CommentaryPair) -> Option<SittingView> {
    let day = commentary.date.filter(|date| date.is_exact())?.earliest();
    if day > cx.site.reference_date() {
        return None;
    }
    let sitting: BTreeSet<usize> = cx.site.sitting_on(day).iter().map(|held| held.member).collect();
    Some(SittingView {
        day: cx.day(day),
        count: sitting.len(),
        page: cx.href(cx.composition_on(day)),
        members: match sitting.len() {
            0..=SITTING => cx.by_name(sitting).into_iter().map(|at| cx.member_on(at, day)).collect(),
            _ => Vec::new(),
        },
    })
}

pub(super) fn recommendations(cx: &ViewContext<'_>) -> View<'static> {
    let all: Vec<_> = cx.site.recommendations().map(|asked| recommendation(cx, asked)).collect();
    let view =
        Recommendations { unanswered: all.iter().filter(|one| one.response.is_none()).count(), recommendations: all };
    let mut frame = committee_page(cx, Page::Recommendations, "recommendations");
    frame.sources.clear();
    frame.with(cx, Body::Recommendations(view))
}

/// A recommendation, in the reader's language where it has been translated.
pub(super) fn recommendation(cx: &ViewContext<'_>, asked: Asked) -> RecommendationView {
    let commentary = cx.site.commentary(asked.commentary);
    let french = &commentary.text.french.recommendations[asked.recommendation];
    let (side, language) = commentary.text.get(cx.language);
    let text = match side.recommendations.iter().find(|own| own.id.value == french.id.value) {
        Some(own) => cx.marked(&own.text, language),
        None => cx.marked(&french.text, crate::language::Language::French),
    };
    let (key, days) = match cx.site.silence(commentary) {
        Silence::Days(days) => ("silence-days", days),
        Silence::AtLeast(days) => ("silence-at-least", days),
        Silence::Uncounted => ("silence-uncounted", 0),
        Silence::ToCome => ("silence-to-come", 0),
    };
    // Several commentaries may be on one page, and two plans may have one of the same name.
    let plan = &cx.site.plans[asked.commentary.plan].id;
    let anchor = format!("recommandation_{plan}_{}_{}", commentary.text.french.id, french.id.value);
    let mut link = cx.commentary(asked.commentary);
    link.href = format!("{}#{anchor}", link.href);
    let today = cx.site.reference_date();
    let given = commentary.answers(asked.recommendation, today);
    let due = cx.site.due(commentary).map(|due| {
        let first = given.iter().map(|response| response.date.latest()).min();
        let (state, until) = match first {
            Some(first) if first > due => ("late", first),
            Some(_) => ("in-time", due),
            None if today > due => ("overdue", today),
            None => ("awaited", due),
        };
        let days = due.until(until).map(|span| span.get_days()).unwrap_or_default();
        DueView { day: cx.day(due), state, words: cx.message(&format!("due-{state}"), &[("days", days.into())]) }
    });
    let mut answers = given.into_iter().map(|response| ResponseView {
        position: response.position.word(),
        date: cx.date(response.date.value),
        by: response.by.as_ref().map(|by| cx.phrase(by)),
        text: response.text.as_ref().map(|text| cx.phrase(text)),
        sources: cx.sources(&response.sources),
    });
    RecommendationView {
        heading: Heading::new(anchor, cx.own(cx.word("recommendation"))),
        text,
        commentary: link,
        date: commentary.date.map(|date| cx.date(date.value)),
        response: answers.next(),
        earlier: answers.collect(),
        due,
        silence: cx.message(key, &[("days", days.into())]),
    }
}
