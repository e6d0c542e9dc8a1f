//! Free pages, the site map, and the page of unknown addresses.

use serde::Serialize;

use super::changes::edition_link;
use super::composition::period_words;
use super::frame::FrameBuilder;
use super::searchable::SearchFacets;
use super::{Body, Link, View, ViewContext};
use crate::page::Page;
use crate::prose::Prose;

/// A free page.
#[derive(Debug, Serialize)]
pub struct FreePageView<'a> {
    html: Prose<'a>,
}

/// The site map.
#[derive(Debug, Serialize)]
pub struct SiteMap {
    branches: Vec<Branch>,
}

/// A page of the site map and those below it.
#[derive(Debug, Serialize)]
struct Branch {
    link: Link,
    children: Vec<Branch>,
}

/// The page shown at addresses that do not exist.
#[derive(Debug, Serialize)]
pub struct NotFound {
    home: String,
    site_map: String,
}

pub(super) fn free_page<'a>(cx: &ViewContext<'a>, at: usize) -> View<'a> {
    let (side, language) = cx.site.pages[at].get(cx.language);
    let view = FreePageView { html: cx.html(&side.body, side.source().path()) };
    let title = cx.marked(&side.title, language);
    let about = side.description.as_ref().map_or_else(|| title.clone(), |text| cx.marked(text, language)).text;
    let mut frame = FrameBuilder::new(Page::FreePage(at), "", title, about);
    frame.sources = cx.sources(&side.sources);
    frame.corrections = cx.corrections_of(&side.corrections, language);
    frame.updated = cx.updated(side.updated_at.or(cx.site.pages[at].french.updated_at));
    frame.anchors(cx, &side.body);
    frame.search = Some(SearchFacets::new("page"));
    frame.with(cx, Body::FreePage(view))
}

pub(super) fn site_map(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let named = |page, key: &str, children| Branch { link: cx.link(page, cx.own(cx.word(key))), children };
    let leaf = |link| Branch { link, children: Vec::new() };
    let members = cx.by_name(0..site.members.len()).into_iter().map(|at| leaf(cx.member(at))).collect();
    let named_leaf = |page, key: &str| leaf(cx.link(page, cx.own(cx.word(key))));
    let periods = (0..site.periods().len()).map(|at| {
        let words = cx.message("title-composition-on", &[("period", period_words(cx, at).into())]);
        leaf(cx.link(Page::CompositionOn(site.periods()[at].first), cx.own(words)))
    });
    let composition = [(Page::Breaches, "title-breaches"), (Page::Compare, "title-compare")];
    let composition = composition.map(|(page, key)| named_leaf(page, key)).into_iter().chain(periods).collect();
    let rounds = (0..site.nominations.len())
        .map(|at| leaf(cx.link(Page::Nomination(at), cx.phrase(&site.nominations[at].title))));
    let meetings = (0..site.meetings.len()).map(|at| leaf(cx.meeting(at)));
    let plans = (0..site.plans.len()).rev().map(|plan| {
        let commitments = (0..site.plans[plan].commitments.len()).map(|at| leaf(cx.commitment(plan, at)));
        let commentaries = site.commentaries_on_plan(plan).map(|at| leaf(cx.commentary(at)));
        Branch {
            link: cx.link(Page::Plan(plan), cx.phrase(&site.plans[plan].title)),
            children: commitments.chain(commentaries).collect(),
        }
    });
    let editions = (0..site.editions().len()).rev().map(|at| leaf(edition_link(cx, at)));
    let free = (0..site.pages.len()).map(|at| {
        let (side, language) = site.pages[at].get(cx.language);
        leaf(cx.link(Page::FreePage(at), cx.marked(&side.title, language)))
    });
    let branches = [
        named(Page::Home, "home", Vec::new()),
        named(Page::Mandate, "title-mandate", Vec::new()),
        named(Page::Members, "title-members", members),
        named(Page::Composition, "title-composition", composition),
        named(Page::Nominations, "title-nominations", rounds.collect()),
        named(Page::Operation, "title-operation", vec![named_leaf(Page::Duties, "title-duties")]),
        named(Page::Ahead, "title-ahead", Vec::new()),
        named(Page::Meetings, "title-meetings", meetings.collect()),
        named(Page::Plans, "title-plans", plans.collect()),
        named(Page::Recommendations, "title-recommendations", Vec::new()),
        named(Page::OpenData, "title-open-data", Vec::new()),
        named(Page::Changes, "title-changes", editions.collect()),
        named(Page::Register, "title-register", Vec::new()),
    ];
    let search = site.has_search().then(|| named(Page::Search, "title-search", Vec::new()));
    let view = SiteMap { branches: branches.into_iter().chain(free).chain(search).collect() };
    let frame = FrameBuilder::new(Page::SiteMap, "", cx.own(cx.word("site-map")), cx.word("about-site-map"));
    frame.with(cx, Body::SiteMap(view))
}

pub(super) fn not_found(cx: &ViewContext<'_>) -> View<'static> {
    let view = NotFound { home: cx.href(Page::Home), site_map: cx.href(Page::SiteMap) };
    let frame = FrameBuilder::new(Page::NotFound, "", cx.own(cx.word("title-not-found")), cx.word("about-not-found"));
    frame.with(cx, Body::NotFound(view))
}
