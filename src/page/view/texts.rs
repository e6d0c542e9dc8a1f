//! Free pages, the site map, and the page of addresses that lead nowhere.

use serde::Serialize;

use super::frame::Draft;
use super::{Body, Desk, Link, Phrase, View};
use crate::page::Page;

/// A free page.
#[derive(Debug, Serialize)]
pub struct FreePageView {
    html: Phrase,
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

/// The page of addresses that lead nowhere.
#[derive(Debug, Serialize)]
pub struct NotFound {
    home: String,
    site_map: String,
}

pub(super) fn free_page(desk: &Desk<'_>, at: usize) -> View {
    let (side, language) = desk.site.pages[at].get(desk.language);
    let view = FreePageView { html: desk.html(&side.body, language, side.source.path()) };
    let title = desk.marked(&side.title, language);
    let about = side.description.clone().unwrap_or_else(|| title.text.clone());
    let mut draft = Draft::new(Page::FreePage(at), "", title, about);
    draft.sources = desk.sources(&side.sources);
    draft.updated = desk.updated(side.updated_at);
    draft.anchors(&side.body);
    draft.with(desk, Body::FreePage(view))
}

pub(super) fn site_map(desk: &Desk<'_>) -> View {
    let site = desk.site;
    let named = |page, key: &str, children| Branch { link: desk.link(page, desk.own(desk.word(key))), children };
    let leaf = |link| Branch { link, children: Vec::new() };
    let members = desk.by_name(0..site.members.len()).into_iter().map(|at| leaf(desk.member(at))).collect();
    let days = site.changes().iter().map(|&day| {
        let words = desk.message("title-composition-on", &[("day", desk.day(day).words.into())]);
        leaf(desk.link(Page::CompositionOn(day), desk.own(words)))
    });
    let rounds = (0..site.nominations.len())
        .map(|at| leaf(desk.link(Page::Nomination(at), desk.phrase(&site.nominations[at].title))));
    let meetings = (0..site.meetings.len()).map(|at| {
        let words = desk.message("title-meeting", &[("day", desk.date(site.meetings[at].date.value).words.into())]);
        leaf(desk.link(Page::Meeting(at), desk.own(words)))
    });
    let plans = (0..site.plans.len()).rev().map(|plan| {
        let commitments = (0..site.plans[plan].commitments.len()).map(|at| leaf(desk.commitment(plan, at)));
        let commentaries = site.commentaries_on_plan(plan).iter().map(|&at| leaf(desk.commentary(at)));
        Branch {
            link: desk.link(Page::Plan(plan), desk.phrase(&site.plans[plan].title)),
            children: commitments.chain(commentaries).collect(),
        }
    });
    let free = (0..site.pages.len()).map(|at| {
        let (side, language) = site.pages[at].get(desk.language);
        leaf(desk.link(Page::FreePage(at), desk.marked(&side.title, language)))
    });
    let branches = [
        named(Page::Home, "home", Vec::new()),
        named(Page::Mandate, "title-mandate", Vec::new()),
        named(Page::Members, "title-members", members),
        named(Page::Composition, "title-composition", days.collect()),
        named(Page::Nominations, "title-nominations", rounds.collect()),
        named(Page::Operation, "title-operation", Vec::new()),
        named(Page::Meetings, "title-meetings", meetings.collect()),
        named(Page::Plans, "title-plans", plans.collect()),
        named(Page::Recommendations, "title-recommendations", Vec::new()),
        named(Page::Register, "title-register", Vec::new()),
    ];
    let search = site.has_search().then(|| named(Page::Search, "title-search", Vec::new()));
    let view = SiteMap { branches: branches.into_iter().chain(free).chain(search).collect() };
    let draft = Draft::new(Page::SiteMap, "", desk.own(desk.word("site-map")), desk.word("about-site-map"));
    draft.with(desk, Body::SiteMap(view))
}

pub(super) fn not_found(desk: &Desk<'_>) -> View {
    let view = NotFound { home: desk.href(Page::Home), site_map: desk.href(Page::SiteMap) };
    let draft = Draft::new(Page::NotFound, "", desk.own(desk.word("title-not-found")), desk.word("about-not-found"));
    draft.with(desk, Body::NotFound(view))
}
