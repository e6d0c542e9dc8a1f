//! What the committee said, and what was answered: commentaries and recommendations.

use serde::Serialize;

use super::committee::committee_page;
use super::plans::plan_page;
use super::{Body, Day, Desk, Link, Phrase, SourceView, View};
use crate::model::commentary::CommentaryKind;
use crate::page::{Page, Route, citation_path};
use crate::site::recommendations::{Asked, Silence};

/// A commentary in a list.
#[derive(Debug, Serialize)]
pub struct CommentaryLine {
    link: Link,
    date: Day,
    kind: &'static str,
    description: Option<Phrase>,
    draft: bool,
}

/// A commentary.
#[derive(Debug, Serialize)]
pub struct CommentaryView {
    date: Day,
    kind: &'static str,
    plan: Link,
    commitments: Vec<Link>,
    authors: Vec<Link>,
    html: Phrase,
    recommendations: Vec<RecommendationView>,
    permanent: String,
    citation: String,
    citation_file: String,
    /// The members that sat, or may have, on its day (the last it can mean, up to the day of
    /// reference); none where there are too many for the page of one text.
    sitting: Vec<Link>,
    sitting_on: Day,
    sitting_count: usize,
    /// The composition on that day.
    sitting_page: String,
}

/// A recommendation and its answer, or its silence.
#[derive(Debug, Serialize)]
pub struct RecommendationView {
    /// Its anchor on the commentary's page.
    pub(super) anchor: String,
    pub(super) text: Phrase,
    commentary: Link,
    date: Day,
    pub(super) response: Option<ResponseView>,
    /// How long it has been without an answer, in words.
    silence: String,
}

/// An answer.
#[derive(Debug, Serialize)]
pub(super) struct ResponseView {
    position: &'static str,
    date: Day,
    pub(super) text: Option<Phrase>,
    sources: Vec<SourceView>,
}

/// Every recommendation.
#[derive(Debug, Serialize)]
pub struct Recommendations {
    recommendations: Vec<RecommendationView>,
    unanswered: usize,
}

pub(super) fn commentary_line(desk: &Desk<'_>, at: usize) -> CommentaryLine {
    let commentary = &desk.site.commentaries[at];
    let (side, language) = commentary.text.get(desk.language);
    CommentaryLine {
        link: desk.commentary(at),
        date: desk.date(commentary.date.value),
        kind: commentary.kind.word(),
        description: side.description.as_ref().map(|text| desk.marked(text, language)),
        draft: commentary.draft,
    }
}

/// How many members a commentary's page names at most.
const SITTING: usize = 40;

pub(super) fn commentary(desk: &Desk<'_>, at: usize) -> View {
    let commentary = &desk.site.commentaries[at];
    let (side, language) = commentary.text.get(desk.language);
    let count = commentary.text.french.recommendations.len();
    let plan = commentary.plan;
    let authors: Vec<Link> = commentary.authors.iter().map(|&at| desk.member(at)).collect();
    let signed = match authors.as_slice() {
        [] => desk.phrase(&desk.site.committee.name).text,
        authors => desk.language.all_of(&authors.iter().map(|link| link.label.text.as_str()).collect::<Vec<_>>()),
    };
    let permanent = Route::new(Page::Commentary(at), desk.language).url(desk.site);
    let day = commentary.date.latest().min(desk.site.reference_date());
    let sitting: std::collections::BTreeSet<usize> = desk.site.sitting_on(day).iter().map(|held| held.member).collect();
    // A summary is the site's own text about somebody else's.
    let is_summary = commentary.kind == CommentaryKind::Summary;
    let citation = desk.message(
        if is_summary { "citation-summary" } else { "citation" },
        &[
            ("authors", signed.into()),
            ("date", desk.calendar.words(commentary.date.value).into()),
            ("title", side.title.as_str().into()),
            ("site", desk.phrase(&desk.site.portal.title).text.into()),
            ("url", permanent.as_str().into()),
        ],
    );
    let view = CommentaryView {
        permanent,
        citation,
        citation_file: format!("{}{}", desk.site.base_url().path(), citation_path(desk.site, at)),
        sitting_count: sitting.len(),
        sitting_page: desk.href(desk.composition_on(day)),
        sitting: match sitting.len() {
            0..=SITTING => desk.by_name(sitting).into_iter().map(|at| desk.member(at)).collect(),
            _ => Vec::new(),
        },
        sitting_on: desk.day(day),
        date: desk.date(commentary.date.value),
        kind: commentary.kind.word(),
        plan: desk.link(Page::Plan(plan), desk.phrase(&desk.site.plans[plan].title)),
        commitments: commentary.commitments.iter().map(|&at| desk.commitment(plan, at)).collect(),
        authors,
        html: desk.html(&side.body, language, side.source.path()),
        recommendations: (0..count)
            .map(|place| recommendation(desk, Asked { commentary: at, recommendation: place }))
            .collect(),
    };
    let title = desk.marked(&side.title, language);
    let about = match &side.description {
        Some(text) => text.clone(),
        None => desk.message(
            "about-commentary",
            &[("plan", view.plan.label.text.as_str().into()), ("title", title.text.as_str().into())],
        ),
    };
    let mut draft = plan_page(desk, plan, Page::Commentary(at), title, about);
    let french = &commentary.text.french;
    draft.sources = desk.sources(side.sources.as_ref().or(french.sources.as_ref()).map_or(&[], Vec::as_slice));
    draft.updated = desk.updated(side.updated_at);
    draft.draft = commentary.draft;
    draft.anchors(&side.body);
    draft.with(desk, Body::Commentary(view))
}

pub(super) fn recommendations(desk: &Desk<'_>) -> View {
    let all: Vec<_> = desk.site.recommendations().map(|asked| recommendation(desk, asked)).collect();
    let view =
        Recommendations { unanswered: all.iter().filter(|one| one.response.is_none()).count(), recommendations: all };
    let mut draft = committee_page(desk, Page::Recommendations, "recommendations");
    draft.sources.clear();
    draft.with(desk, Body::Recommendations(view))
}

/// A recommendation, in the reader's language where it has been translated.
pub(super) fn recommendation(desk: &Desk<'_>, asked: Asked) -> RecommendationView {
    let commentary = &desk.site.commentaries[asked.commentary];
    let french = &commentary.text.french.recommendations[asked.recommendation];
    let (side, language) = commentary.text.get(desk.language);
    let text = match side.recommendations.iter().find(|own| own.id.value == french.id.value) {
        Some(own) => desk.marked(&own.text, language),
        None => desk.marked(&french.text, crate::language::Language::French),
    };
    let (key, days) = match desk.site.silence(commentary) {
        Silence::Days(days) => ("silence-days", days),
        Silence::AtLeast(days) => ("silence-at-least", days),
        Silence::Uncounted => ("silence-uncounted", 0),
    };
    // Several commentaries may stand on one page, and two plans may have one of the same name.
    let plan = &desk.site.plans[commentary.plan].id;
    let anchor = format!("recommandation_{plan}_{}_{}", commentary.text.french.id, french.id.value);
    let mut link = desk.commentary(asked.commentary);
    link.href = format!("{}#{anchor}", link.href);
    RecommendationView {
        anchor,
        text,
        commentary: link,
        date: desk.date(commentary.date.value),
        response: commentary.response(asked.recommendation, desk.site.reference_date()).map(|response| ResponseView {
            position: response.position.word(),
            date: desk.date(response.date.value),
            text: response.text.as_ref().map(|text| desk.phrase(text)),
            sources: desk.sources(&response.sources),
        }),
        silence: desk.message(key, &[("days", days.into())]),
    }
}
