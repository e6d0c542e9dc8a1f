//! What the committee said, and what was answered: commentaries and recommendations.

use serde::Serialize;

use super::committee::committee_page;
use super::plans::plan_page;
use super::{Body, Day, Desk, Link, Phrase, SourceView, View};
use crate::page::Page;
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
}

/// A recommendation and its answer, or its silence.
#[derive(Debug, Serialize)]
pub struct RecommendationView {
    /// Its anchor on the commentary's page.
    anchor: String,
    text: Phrase,
    commentary: Link,
    date: Day,
    response: Option<ResponseView>,
    /// How long it has been without an answer, in words.
    silence: String,
}

/// An answer.
#[derive(Debug, Serialize)]
struct ResponseView {
    position: &'static str,
    date: Day,
    text: Option<Phrase>,
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

pub(super) fn commentary(desk: &Desk<'_>, at: usize) -> View {
    let commentary = &desk.site.commentaries[at];
    let (side, language) = commentary.text.get(desk.language);
    let count = commentary.text.french.recommendations.len();
    let plan = commentary.plan;
    let view = CommentaryView {
        date: desk.date(commentary.date.value),
        kind: commentary.kind.word(),
        plan: desk.link(Page::Plan(plan), desk.phrase(&desk.site.plans[plan].title)),
        commitments: commentary.commitments.iter().map(|&at| desk.commitment(plan, at)).collect(),
        authors: commentary.authors.iter().map(|&at| desk.member(at)).collect(),
        html: desk.html(&side.body, language),
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
    draft.updated = desk.updated(side.updated_at.or(Some(commentary.date)));
    draft.draft = commentary.draft;
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
        response: commentary.response(asked.recommendation).map(|response| ResponseView {
            position: response.position.word(),
            date: desk.date(response.date.value),
            text: response.text.as_ref().map(|text| desk.phrase(text)),
            sources: desk.sources(&response.sources),
        }),
        silence: desk.message(key, &[("days", days.into())]),
    }
}
