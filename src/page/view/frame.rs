//! The data that every page has: its title and metadata, its breadcrumbs, and the site around it.

use serde::Serialize;

use super::changes::{ChangeLine, edition_link, history};
use super::documents::{CorrectionView, DocumentView};
use super::json_ld::json_ld;
use super::searchable::SearchFacets;
use super::{Body, Day, Link, Phrase, SourceView, View, ViewContext};
use crate::language::Language;
use crate::model::markdown::{Heading, Markdown};
use crate::page::{Page, Route};

/// The data of a frame that differ from page to page.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// `fr` or `en`.
    pub lang: &'static str,
    /// `fr-CA` or `en-CA`.
    pub tag: &'static str,
    /// The page's heading.
    pub title: Phrase,
    /// A one-sentence description of the page.
    pub description: String,
    /// The canonical URL of the page.
    pub canonical: String,
    /// Whether search engines must not index it.
    pub noindex: bool,
    /// The page in each language, for machines; empty if one is missing.
    pub alternates: Vec<Alternate>,
    /// The page in the other language.
    pub twin: Twin,
    /// The path from the first page to this one; the last entry is this page.
    pub breadcrumb: Vec<Link>,
    /// The entry of the main navigation that it belongs to.
    pub section: &'static str,
    /// The pages of the same part, if it has any.
    pub menu: Vec<MenuItem>,
    /// The sections of the page, if there are enough of them for a list.
    pub anchors: Vec<Anchor>,
    /// The menu's heading.
    pub menu_title: Option<Link>,
    /// Its attached documents.
    pub documents: Vec<DocumentView>,
    /// Its corrections, newest first.
    pub corrections: Vec<CorrectionView>,
    /// The sources of its facts.
    pub sources: Vec<SourceView>,
    /// Its changes since it was first published, newest first.
    pub history: Vec<ChangeLine>,
    /// The first edition of the site, where the page's history begins with it.
    pub first_edition: Option<Link>,
    /// The tables of the open data that contain its facts.
    pub data: Vec<DataLink>,
    /// When it was last revised.
    pub updated: Option<Day>,
    /// Whether its text is in French because there is no translation.
    pub untranslated: bool,
    /// Texts of the page whose French changed since they were confirmed.
    pub stale: Vec<String>,
    /// Whether a part of its French text outside of sections changed since the translation was confirmed.
    pub stale_elsewhere: bool,
    /// Whether it is a draft, that only the preview shows.
    pub draft: bool,
    /// The schema.org description of the page, as JSON.
    pub json_ld: Option<String>,
    /// The file an editor changes to change this page.
    pub source_file: String,
    /// The searchable properties; absent for pages that are not searched.
    #[serde(skip)]
    pub(super) search: Option<SearchFacets>,
}

/// Where a page is in the main navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct NavPosition {
    /// The entry that it belongs to.
    pub section: &'static str,
    /// Whether it is that entry's own page.
    pub is_its_page: bool,
}

impl Frame {
    /// Returns where the page is in the main navigation.
    pub fn nav_position(&self) -> NavPosition {
        NavPosition { section: self.section, is_its_page: self.breadcrumb.len() == 2 }
    }
}

impl NavPosition {
    /// Returns every position of the main navigation that a page may have.
    pub fn all() -> impl Iterator<Item = Self> {
        let sections = NAV.iter().map(|(_, key)| *key).chain([HOME, SEARCH_SECTION, NONE]);
        sections.flat_map(|section| [false, true].map(|is_its_page| Self { section, is_its_page }))
    }
}

/// Returns the frame of a page generated from the committee's record; its messages are `title-…` and `about-…`.
pub(super) fn committee_page(cx: &ViewContext<'_>, page: Page, key: &'static str) -> FrameBuilder {
    let committee = &cx.site.committee;
    let name = cx.phrase(&committee.name).text;
    let title = cx.own(cx.word(&format!("title-{key}")));
    let about = cx.message(&format!("about-{key}"), &[("committee", name.into())]);
    let mut frame = FrameBuilder::new(page, key, title, about);
    frame.sources = cx.sources(&committee.sources);
    // These pages show the texts of the committee's record; others only show figures derived from it.
    if matches!(page, Page::Mandate | Page::Composition | Page::Operation | Page::Register) {
        frame.corrections = cx.corrections(&committee.corrections);
    }
    frame.updated = cx.updated(committee.updated_at);
    frame
}

/// Returns the frame of a page below a plan, with the menu of the plan's commitments.
pub(super) fn plan_page(cx: &ViewContext<'_>, plan: usize, page: Page, title: Phrase, about: String) -> FrameBuilder {
    let record = &cx.site.plans[plan];
    let mut frame = FrameBuilder::new(page, "plans", title, about);
    frame.parents.push(cx.link(Page::Plans, cx.own(cx.word("title-plans"))));
    frame.parents.push(cx.link(Page::Plan(plan), cx.phrase(&record.title)));
    frame.menu = (0..record.commitments.len())
        .map(|at| MenuItem { link: cx.commitment(plan, at), current: page == Page::Commitment(plan, at) })
        .collect();
    frame.menu_title = Some(cx.link(Page::Plan(plan), cx.phrase(&record.title)));
    frame.updated = cx.updated(record.updated_at);
    frame
}

/// The pages of the main navigation, with their keys: a message `nav-…` names each.
pub(super) const NAV: [(Page, &str); 8] = [
    (Page::Mandate, "mandate"),
    (Page::Members, "members"),
    (Page::Composition, "composition"),
    (Page::Nominations, "nominations"),
    (Page::Operation, "operation"),
    (Page::Meetings, "meetings"),
    (Page::Plans, "plans"),
    (Page::Recommendations, "recommendations"),
];
/// The section of the first page.
pub(super) const HOME: &str = "home";
/// The section of the search.
pub(super) const SEARCH_SECTION: &str = "search";
/// The section of pages that belong to no entry.
pub(super) const NONE: &str = "";

/// A table of the open data.
#[derive(Debug, Serialize)]
pub struct DataLink {
    name: String,
    href: String,
}

/// Returns the tables that contain the facts of a page.
fn data(cx: &ViewContext<'_>, page: Page) -> Vec<DataLink> {
    let names: &[&str] = match page {
        Page::Members | Page::Member(_) => &["members", "terms"],
        Page::Composition | Page::CompositionOn(_) | Page::Breaches | Page::Compare => {
            &["composition", "seats", "terms"]
        }
        Page::Nominations | Page::Nomination(_) => &["nominations"],
        Page::Meetings | Page::Meeting(_) => &["meetings", "presence", "decisions"],
        Page::Plans | Page::Plan(_) | Page::Commitment(..) => &["plans", "commitments", "milestones"],
        Page::Commentary(_) | Page::Recommendations => &["commentary", "recommendations", "responses"],
        Page::Duties => &["duties"],
        Page::Changes | Page::Edition(_) => &["changes"],
        Page::Home
        | Page::Mandate
        | Page::Operation
        | Page::Ahead
        | Page::OpenData
        | Page::FreePage(_)
        | Page::Register
        | Page::Search
        | Page::SiteMap
        | Page::NotFound => &[],
    };
    let base = cx.site.base_url().path();
    names.iter().map(|name| DataLink { name: format!("{name}.csv"), href: format!("{base}data/{name}.csv") }).collect()
}

/// A section of the page.
#[derive(Debug, Serialize)]
pub struct Anchor {
    /// Its id.
    pub id: String,
    /// Its heading, in parts of one language each.
    pub label: Vec<Phrase>,
}

/// A page in a language, for machines.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// `fr-CA`, `en-CA` or `x-default`.
    pub tag: &'static str,
    /// The complete URL.
    pub url: String,
}

/// The page in the other language.
#[derive(Debug, Serialize)]
pub struct Twin {
    /// Its URL.
    pub href: String,
    /// Its language.
    pub lang: &'static str,
    /// Its language and country.
    pub tag: &'static str,
    /// The name of the language in that language.
    pub name: &'static str,
    /// Whether its text exists in that language.
    pub translated: bool,
}

/// An entry of a section menu.
#[derive(Debug, Serialize)]
pub struct MenuItem {
    /// The link.
    pub link: Link,
    /// Whether it is this page.
    pub current: bool,
}

/// The part of a frame that a view determines; the rest is derived from the page.
#[derive(Debug)]
pub(super) struct FrameBuilder {
    pub page: Page,
    pub title: Phrase,
    pub description: String,
    pub section: &'static str,
    pub parents: Vec<Link>,
    pub menu: Vec<MenuItem>,
    pub menu_title: Option<Link>,
    pub anchors: Vec<Anchor>,
    pub documents: Vec<DocumentView>,
    pub corrections: Vec<CorrectionView>,
    pub sources: Vec<SourceView>,
    pub updated: Option<Day>,
    pub draft: bool,
    pub search: Option<SearchFacets>,
}

impl FrameBuilder {
    pub(super) fn new(page: Page, section: &'static str, title: Phrase, description: String) -> Self {
        Self {
            page,
            title,
            description,
            section,
            parents: Vec::new(),
            menu: Vec::new(),
            menu_title: None,
            anchors: Vec::new(),
            documents: Vec::new(),
            corrections: Vec::new(),
            sources: Vec::new(),
            updated: None,
            draft: false,
            search: None,
        }
    }

    /// Adds the sections of a text, if there are at least three.
    pub(super) fn anchors(&mut self, cx: &ViewContext<'_>, text: &Markdown) {
        let sections: Vec<_> = text.headings().iter().filter(|heading| heading.level == 2).collect();
        if sections.len() < 3 {
            return;
        }
        let label = |heading: &Heading| {
            let own = |language: Option<Language>| language.unwrap_or(text.language());
            heading.runs.iter().map(|(language, words)| cx.marked(words, own(*language))).collect()
        };
        self.anchors =
            sections.into_iter().map(|heading| Anchor { id: heading.id.to_string(), label: label(heading) }).collect();
    }

    /// Completes the frame and combines it with its body.
    pub(super) fn with<'a>(self, cx: &ViewContext<'_>, page: Body<'a>) -> View<'a> {
        let (site, language) = (cx.site, cx.language);
        let route = Route::new(self.page, language);
        let text_language = route.text_language(site);
        let untranslated = text_language != language;
        let is_page = self.page != Page::NotFound;
        let french = Route::new(self.page, Language::French);
        let both = route.twin().text_language(site) == language.other() && !untranslated;
        let mut alternates = Vec::new();
        if is_page && both {
            let routes = Language::ALL.map(|language| Route::new(self.page, language));
            alternates.extend(routes.map(|route| Alternate { tag: route.language.tag(), url: route.url(site) }));
            alternates.push(Alternate { tag: "x-default", url: french.url(site) });
        }
        let mut breadcrumb = Vec::new();
        if self.page != Page::Home {
            breadcrumb.push(cx.link(Page::Home, cx.own(cx.word("home"))));
            breadcrumb.extend(self.parents);
            breadcrumb.push(Link { label: self.title.clone(), href: route.href(site) });
        }
        let crumbs = breadcrumb.clone();
        let page_name = self.title.text.clone();
        let twin = route.twin();
        let files = if site.editions().is_empty() { Vec::new() } else { route.sources(site) };
        let first_edition = (!files.is_empty()).then(|| edition_link(cx, 0));
        let history = history(cx, &files);
        let frame = Frame {
            lang: language.code(),
            tag: language.tag(),
            title: self.title,
            description: self.description,
            canonical: if untranslated { french.url(site) } else { route.url(site) },
            noindex: untranslated || !is_page || self.draft,
            alternates,
            twin: Twin {
                href: twin.href(site),
                lang: twin.language.code(),
                tag: twin.language.tag(),
                name: twin.language.name(),
                translated: twin.text_language(site) == twin.language,
            },
            breadcrumb,
            section: self.section,
            menu: self.menu,
            menu_title: self.menu_title,
            anchors: self.anchors,
            documents: self.documents,
            corrections: self.corrections,
            sources: self.sources,
            data: data(cx, self.page),
            history,
            first_edition,
            updated: self.updated.or_else(|| cx.updated(None)).filter(|_| is_page),
            untranslated,
            stale: Vec::new(),
            stale_elsewhere: !untranslated
                && matches!(self.page, Page::Commentary(_) | Page::FreePage(_))
                && site.stale(route.source(site).path()).is_some_and(|stale| stale.elsewhere),
            draft: self.draft,
            json_ld: is_page.then(|| json_ld(cx, self.page, &page_name, &crumbs)),
            source_file: route.source(site).path().to_string(),
            search: self.search,
        };
        View { frame, page }
    }
}
