//! The texts of the committee and the responses to them: commentaries and recommendations.

use serde::Serialize;

use super::changes::edition_link;
use super::citation::{Citation, citation};
use super::documents::{CorrectionView, DocumentView};
use super::frame::committee_page;
use super::frame::plan_page;
use super::judges::{JudgeView, judges};
use super::searchable::SearchFacets;
use super::{Body, Day, Heading, Link, Phrase, SourceView, View, ViewContext};
use crate::model::Id;
use crate::model::holds::Holds;
use crate::page::Page;
use crate::prose::Prose;
use crate::site::recommendations::{Asked, Silence};
use crate::site::roster::holders;
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
    withdrawn: bool,
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
    /// The author, if the text is not the committee's own.
    attribution: Option<Phrase>,
    attribution_kind: Option<Phrase>,
    /// The date of its withdrawal and the reason; nothing else of it is then shown.
    withdrawn: Option<WithdrawnView>,
    /// When it is to be published: in the preview only.
    publish_on: Option<Day>,
    /// The text that it dissents from, and those that dissent from it.
    dissents_from: Option<Link>,
    dissents: Vec<DissentView>,
    /// The meetings that adopted it.
    adopted_at: Vec<Link>,
    /// The members that are responsible for what it is about, and sat on its date.
    judges: Vec<JudgeView>,
    html: Option<Prose<'a>>,
    recommendations: Vec<RecommendationView>,
    citation: Citation,
    /// Who sat on the date of the text; `None` if that date is not known to the day.
    sitting: Option<SittingView>,
}

/// The withdrawal of a text.
#[derive(Debug, Serialize)]
struct WithdrawnView {
    date: Day,
    reason: Phrase,
}

/// A text that dissents from another, and who signed it.
#[derive(Debug, Serialize)]
struct DissentView {
    link: Link,
    authors: Vec<Link>,
}

/// The members that sat, or may have, on the day of a text.
#[derive(Debug, Serialize)]
struct SittingView {
    /// The day.
    day: Day,
    /// Their number.
    count: usize,
    /// The number of those that certainly sat.
    certain: usize,
    /// The members; empty if they are too many for the page of one text.
    members: Vec<SittingMemberView>,
    /// The composition on that day.
    page: String,
    /// Who sat as known when the text was first published, if that was corrected since.
    as_published: Option<AsPublishedView>,
}

/// A member that sat, or may have.
#[derive(Debug, Serialize)]
struct SittingMemberView {
    link: Link,
    perhaps: bool,
}

/// Who sat on the day of a text, as known when it was first published.
#[derive(Debug, Serialize)]
struct AsPublishedView {
    edition: Link,
    members: Vec<PublishedMemberView>,
}

/// A member by its name at that time.
#[derive(Debug, Serialize)]
struct PublishedMemberView {
    name: Phrase,
    /// Its page, if it still has one.
    href: Option<String>,
    perhaps: bool,
}

/// A recommendation and its response, or the absence of one.
#[derive(Debug, Serialize)]
pub struct RecommendationView {
    /// Its anchor on the commentary's page, and its words.
    heading: Heading,
    text: Phrase,
    /// To whom it is addressed.
    addressee: Option<Phrase>,
    /// The commitments that it is about, if not all those of its text.
    commitments: Vec<Link>,
    commentary: Link,
    date: Option<Day>,
    /// The response in force: the newest.
    response: Option<ResponseView>,
    /// Those before it, newest first.
    earlier: Vec<ResponseView>,
    /// Whether that order is known.
    is_newest_known: bool,
    /// The due date of a response, if a rule sets one.
    due: Option<DueView>,
    /// How long it has had no response, in words.
    silence: String,
}

/// The due date of a response.
#[derive(Debug, Serialize)]
struct DueView {
    day: Day,
    /// `awaited`, `overdue`, `in-time`, `late`, `late-at-least` or `perhaps`.
    state: &'static str,
    /// The state in words.
    words: String,
}

/// A response.
#[derive(Debug, Serialize)]
struct ResponseView {
    position: &'static str,
    date: Day,
    by: Option<Phrase>,
    text: Option<Phrase>,
    documents: Vec<DocumentView>,
    corrections: Vec<CorrectionView>,
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
        withdrawn: commentary.is_withdrawn(),
    }
}

/// The maximum number of members listed on a commentary's page.
const SITTING: usize = 40;

pub(super) fn commentary<'a>(cx: &ViewContext<'a>, at: CommentaryAt) -> View<'a> {
    let commentary = cx.site.commentary(at);
    let (side, language) = commentary.text.get(cx.language);
    let plan = at.plan;
    let french = &commentary.text.french;
    let attribution = side.attribution.as_ref().or(french.attribution.as_ref());
    let is_withdrawn = commentary.is_withdrawn();
    let view = CommentaryView {
        citation: citation(cx, at),
        date: commentary.date.map(|date| cx.date(date.value)),
        kind: commentary.kind.word(),
        plan: cx.link(Page::Plan(plan), cx.phrase(&cx.site.plans[plan].title)),
        commitments: commentary.commitments.iter().map(|&at| cx.commitment(plan, at)).collect(),
        authors: commentary.authors.iter().map(|&at| cx.member(at)).collect(),
        attribution: attribution.map(|own| cx.marked(&own.author, language)),
        attribution_kind: attribution.and_then(|own| own.kind.as_ref()).map(|kind| cx.marked(kind, language)),
        withdrawn: french.withdrawn.as_ref().map(|withdrawn| WithdrawnView {
            date: cx.date(withdrawn.date.value),
            // The reason in the reader's language, if the English version states it too.
            reason: match &side.withdrawn {
                Some(own) => cx.marked(&own.reason, language),
                None => cx.marked(&withdrawn.reason, crate::language::Language::French),
            },
        }),
        publish_on: french.publish_on.filter(|_| commentary.draft).map(|date| cx.date(date.value)),
        dissents_from: commentary.dissents_from.map(|other| cx.commentary(CommentaryAt { plan, at: other })),
        dissents: commentary.dissents.iter().map(|&other| dissent(cx, CommentaryAt { plan, at: other })).collect(),
        adopted_at: cx.site.adopted_at(at).into_iter().map(|at| cx.meeting(at)).collect(),
        judges: judges(cx, plan, &commentary.commitments, cx.site.days_of(commentary)),
        html: (!is_withdrawn).then(|| cx.html(&side.body, side.source().path())),
        recommendations: match is_withdrawn {
            true => Vec::new(),
            false => commentary.recommendations(at).map(|asked| recommendation(cx, asked)).collect(),
        },
        sitting: sitting(cx, at, commentary),
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
    if is_withdrawn {
        frame.search = None;
    }
    frame.documents = match is_withdrawn {
        true => Vec::new(),
        false => cx.documents_of(&commentary.text, |side| &side.documents),
    };
    frame.corrections = cx.corrections_of(&side.corrections, language);
    frame.sources = cx.sources(side.sources.as_ref().or(french.sources.as_ref()).map_or(&[], Vec::as_slice));
    frame.updated = cx.updated(side.updated_at.or(french.updated_at));
    frame.draft = commentary.draft;
    if !is_withdrawn {
        frame.anchors(cx, &side.body);
    }
    frame.with(cx, Body::Commentary(Box::new(view)))
}

fn dissent(cx: &ViewContext<'_>, at: CommentaryAt) -> DissentView {
    let authors = cx.site.commentary(at).authors.iter().map(|&member| cx.member(member));
    DissentView { link: cx.commentary(at), authors: authors.collect() }
}

/// Returns a link to a recommendation, with its words.
pub(super) fn recommendation_link(cx: &ViewContext<'_>, asked: Asked) -> Link {
    let view = recommendation(cx, asked);
    Link { label: view.text, href: view.commentary.href }
}

/// Returns who sat on the date of a commentary.
fn sitting(cx: &ViewContext<'_>, at: CommentaryAt, commentary: &CommentaryPair) -> Option<SittingView> {
    let day = commentary.date.filter(|date| date.is_exact())?.earliest();
    if day > cx.site.reference_date() {
        return None;
    }
    let sitting = cx.site.sitting_on(day);
    let holders = holders(sitting.iter().filter(|held| held.term.is_counted()));
    let is_certain = |at: usize| holders.get(&at) == Some(&Holds::Yes);
    let member = |at: usize| SittingMemberView { link: cx.member_on(at, day), perhaps: !is_certain(at) };
    Some(SittingView {
        day: cx.day(day),
        count: holders.len(),
        certain: holders.values().filter(|holds| **holds == Holds::Yes).count(),
        page: cx.href(cx.composition_on(day)),
        members: match holders.len() {
            0..=SITTING => cx.by_name(holders.keys().copied()).into_iter().map(member).collect(),
            _ => Vec::new(),
        },
        as_published: as_published(cx, at, day),
    })
}

/// Returns who sat on the date of a text as known when it was first published, if it is known otherwise now.
fn as_published(cx: &ViewContext<'_>, at: CommentaryAt, day: jiff::civil::Date) -> Option<AsPublishedView> {
    let text = format!("{}/{}", cx.site.plans[at.plan].id, cx.site.commentary(at).text.french.id);
    let (edition, noted) = cx.site.sitting_as_published(&text, day)?;
    if noted.members == cx.site.names_on(day) {
        return None;
    }
    let member = |named: &String| {
        let id = named.trim_start_matches('?');
        let at = Id::new(id).and_then(|id| cx.site.member(&id));
        let link = at.map(|at| cx.member_on(at, day));
        PublishedMemberView {
            name: link.as_ref().map_or_else(|| cx.own(id), |link| link.label.clone()),
            href: link.map(|link| link.href),
            perhaps: named.starts_with('?'),
        }
    };
    Some(AsPublishedView { edition: edition_link(cx, edition), members: noted.members.iter().map(member).collect() })
}

pub(super) fn recommendations(cx: &ViewContext<'_>) -> View<'static> {
    let all: Vec<_> = cx.site.recommendations().map(|asked| recommendation(cx, asked)).collect();
    let view =
        Recommendations { unanswered: all.iter().filter(|one| one.response.is_none()).count(), recommendations: all };
    let mut frame = committee_page(cx, Page::Recommendations, "recommendations");
    frame.sources.clear();
    frame.with(cx, Body::Recommendations(view))
}

/// Returns a recommendation, in the reader's language where it has been translated.
pub(super) fn recommendation(cx: &ViewContext<'_>, asked: Asked) -> RecommendationView {
    let commentary = cx.site.commentary(asked.commentary);
    let french = &commentary.text.french.recommendations[asked.recommendation];
    let (side, language) = commentary.text.get(cx.language);
    let text = match side.recommendations.iter().find(|own| own.id.value == french.id.value) {
        Some(own) => cx.marked(&own.text, language),
        None => cx.marked(&french.text, crate::language::Language::French),
    };
    let own = side.recommendations.iter().find(|own| own.id.value == french.id.value);
    let addressee = match own.and_then(|own| own.addressee.as_ref()) {
        Some(own) => Some(cx.marked(own, language)),
        None => french.addressee.as_ref().map(|own| cx.marked(own, crate::language::Language::French)),
    };
    let known = &cx.site.plans[asked.commentary.plan].commitments;
    let commitments = french.commitments.iter().flatten().filter_map(|id| {
        let at = known.iter().position(|commitment| commitment.id.value == id.value)?;
        Some(cx.commitment(asked.commentary.plan, at))
    });
    let today = cx.site.reference_date();
    let (key, days) = match cx.site.silence(commentary) {
        Silence::Days(days) => ("silence-days", days),
        Silence::AtLeast(days) => ("silence-at-least", days),
        Silence::Uncounted => ("silence-uncounted", 0),
        Silence::ToCome => ("silence-to-come", 0),
    };
    // A page may show several commentaries, and two plans may each have one of the same name.
    let plan = &cx.site.plans[asked.commentary.plan].id;
    let anchor = format!("recommandation_{plan}_{}_{}", commentary.text.french.id, french.id.value);
    let mut link = cx.commentary(asked.commentary);
    link.href = format!("{}#{anchor}", link.href);
    let given = commentary.answers(asked.recommendation, today);
    let due = cx.site.due(commentary).map(|due| {
        // The range of days of the first response: if one date is known to the month only, which of two is the
        // first is unknown.
        let days = || given.iter().map(|response| response.date.value);
        let first = days().map(|date| date.earliest()).min().zip(days().map(|date| date.latest()).min());
        let (state, until) = match first {
            Some((earliest, latest)) if earliest > due && earliest == latest => ("late", earliest),
            Some((earliest, _)) if earliest > due => ("late-at-least", earliest),
            // It may have been in time.
            Some((_, latest)) if latest > due => ("perhaps", due),
            Some(_) => ("in-time", due),
            None if today > due => ("overdue", today),
            None => ("awaited", due),
        };
        let days = due.until(until).map(|span| span.get_days()).unwrap_or_default();
        DueView { day: cx.day(due), state, words: cx.message(&format!("due-{state}"), &[("days", days.into())]) }
    });
    let is_newest_known = CommentaryPair::is_newest_known(&given);
    let mut answers = given.into_iter().map(|response| ResponseView {
        position: response.position.word(),
        date: cx.date(response.date.value),
        by: response.by.as_ref().map(|by| cx.phrase(by)),
        text: response.text.as_ref().map(|text| cx.phrase(text)),
        documents: cx.documents(&response.documents),
        corrections: cx.corrections(&response.corrections),
        sources: cx.sources(&response.sources),
    });
    RecommendationView {
        heading: Heading::new(anchor, cx.own(cx.word("recommendation"))),
        text,
        addressee,
        commitments: commitments.collect(),
        commentary: link,
        date: commentary.date.map(|date| cx.date(date.value)),
        response: answers.next(),
        earlier: answers.collect(),
        is_newest_known,
        due,
        silence: cx.message(key, &[("days", days.into()), ("day", cx.day(today).words.into())]),
    }
}
