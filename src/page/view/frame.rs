//! What every page has: its names and addresses for machines, its way back, the site around it.

use serde::Serialize;

use super::{Body, Day, Desk, Link, Phrase, SourceView, View};
use crate::language::Language;
use crate::model::markdown::Markdown;
use crate::page::{Page, Route, asset_path, encode};

/// What is the same on every page of one language: made once.
#[derive(Debug, Serialize)]
pub struct Chrome {
    /// The site's name.
    pub title: Phrase,
    /// The committee's name.
    pub committee: Phrase,
    /// The band on every page.
    pub notice: Option<Phrase>,
    /// The address of the first page.
    pub home: String,
    /// The main navigation.
    pub nav: Vec<NavItem>,
    /// The links of the footer to pages of the site.
    pub footer: Vec<Link>,
    /// Who publishes the site.
    pub publisher: Option<PublisherView>,
    /// The licence of the data, an SPDX id.
    pub licence: Option<String>,
    /// The host's logo.
    pub logo: Option<Logo>,
    /// The address of the search.
    pub search: Option<String>,
    /// The host's links.
    pub host_links: Vec<Link>,
    /// The committee's sources, for pages that have none of their own.
    pub sources: Vec<SourceView>,
    /// The day of reference.
    pub reference_date: Day,
}

/// An entry of the main navigation.
#[derive(Debug, Serialize)]
pub struct NavItem {
    /// What [`Frame::section`] says on the pages below it.
    pub key: &'static str,
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// Who publishes the site.
#[derive(Debug, Serialize)]
pub struct PublisherView {
    /// Its name.
    pub name: Phrase,
    /// Its site.
    pub url: Option<String>,
    /// Its mail address.
    pub email: Option<String>,
}

/// A picture that the host supplies.
#[derive(Debug, Serialize)]
pub struct Logo {
    /// Its address.
    pub src: String,
    /// What it says.
    pub alt: String,
}

/// What differs from page to page.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// `fr` or `en`.
    pub lang: &'static str,
    /// `fr-CA` or `en-CA`.
    pub tag: &'static str,
    /// The page's heading.
    pub title: Phrase,
    /// What the page says, in a sentence.
    pub description: String,
    /// The whole address that this page is known by.
    pub canonical: String,
    /// Whether search engines are to leave it out.
    pub noindex: bool,
    /// The page in each language, for machines; none where one is missing.
    pub alternates: Vec<Alternate>,
    /// The page in the other language.
    pub twin: Twin,
    /// The way from the first page to this one; the last is this page.
    pub breadcrumb: Vec<Link>,
    /// The entry of the main navigation that it stands under.
    pub section: &'static str,
    /// The pages of the same part, if it has any.
    pub menu: Vec<MenuItem>,
    /// The page's own sections, where there are enough of them to choose from.
    pub anchors: Vec<Anchor>,
    /// The menu's heading.
    pub menu_title: Option<Link>,
    /// Where its facts are found.
    pub sources: Vec<SourceView>,
    /// When it was last revised.
    pub updated: Option<Day>,
    /// Whether its text is shown in French for want of a translation.
    pub untranslated: bool,
    /// Texts of the page whose French changed since they were confirmed.
    pub stale: Vec<String>,
    /// Whether something of the page's text changed in French that no section holds.
    pub stale_elsewhere: bool,
    /// Whether it is a draft, that only the preview shows.
    pub draft: bool,
    /// The file an editor changes to change this page.
    pub source_file: String,
}

/// Where a page stands in the main navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Standing {
    /// The entry that it stands under.
    pub section: &'static str,
    /// Whether it is that entry's own page.
    pub is_its_page: bool,
}

impl Frame {
    /// Where the page stands in the main navigation.
    pub fn standing(&self) -> Standing {
        Standing { section: self.section, is_its_page: self.breadcrumb.len() == 2 }
    }
}

/// A section of the page.
#[derive(Debug, Serialize)]
pub struct Anchor {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub text: String,
}

/// A page in a language, for machines.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// `fr-CA`, `en-CA` or `x-default`.
    pub tag: &'static str,
    /// The whole address.
    pub url: String,
}

/// The page in the other language.
#[derive(Debug, Serialize)]
pub struct Twin {
    /// Its address.
    pub href: String,
    /// Its language.
    pub lang: &'static str,
    /// Its language and country.
    pub tag: &'static str,
    /// The language's own name.
    pub name: &'static str,
    /// Whether its text is there in that language.
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

/// What a view says of its frame; the rest follows from the page.
#[derive(Debug)]
pub(super) struct Draft {
    pub page: Page,
    pub title: Phrase,
    pub description: String,
    pub section: &'static str,
    pub parents: Vec<Link>,
    pub menu: Vec<MenuItem>,
    pub menu_title: Option<Link>,
    pub anchors: Vec<Anchor>,
    pub sources: Vec<SourceView>,
    pub updated: Option<Day>,
    pub draft: bool,
}

impl Draft {
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
            sources: Vec::new(),
            updated: None,
            draft: false,
        }
    }

    /// The sections of a text, where there are at least three.
    pub(super) fn anchors(&mut self, text: &Markdown) {
        let sections = text.headings().iter().filter(|heading| heading.level == 2);
        let anchors: Vec<_> =
            sections.map(|heading| Anchor { id: heading.id.clone(), text: heading.text.clone() }).collect();
        if anchors.len() >= 3 {
            self.anchors = anchors;
        }
    }

    /// Completes the frame and joins it to its body.
    pub(super) fn with(self, desk: &Desk<'_>, page: Body) -> View {
        let (site, language) = (desk.site, desk.language);
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
            breadcrumb.push(desk.link(Page::Home, desk.own(desk.word("home"))));
            breadcrumb.extend(self.parents);
            breadcrumb.push(Link { label: self.title.clone(), href: route.href(site) });
        }
        let twin = route.twin();
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
                name: match twin.language {
                    Language::French => "Français",
                    Language::English => "English",
                },
                translated: twin.text_language(site) == twin.language,
            },
            breadcrumb,
            section: self.section,
            menu: self.menu,
            menu_title: self.menu_title,
            anchors: self.anchors,
            sources: self.sources,
            updated: self.updated.or_else(|| desk.updated(None)).filter(|_| is_page),
            untranslated,
            stale: desk.noted.borrow().iter().cloned().collect(),
            stale_elsewhere: !untranslated
                && matches!(self.page, Page::Commentary(_) | Page::FreePage(_))
                && site.stale(route.source(site).path()).is_some_and(|stale| stale.elsewhere),
            draft: self.draft,
            source_file: route.source(site).path().to_string(),
        };
        View { frame, page }
    }
}

impl Chrome {
    /// What is the same on every page of the desk's language.
    pub fn of(desk: &Desk<'_>) -> Self {
        let portal = &desk.site.portal;
        let nav = [
            (Page::Mandate, "mandate"),
            (Page::Members, "members"),
            (Page::Composition, "composition"),
            (Page::Nominations, "nominations"),
            (Page::Operation, "operation"),
            (Page::Meetings, "meetings"),
            (Page::Plans, "plans"),
            (Page::Recommendations, "recommendations"),
        ];
        let free_pages = (0..desk.site.pages.len()).map(|at| {
            let (side, language) = desk.site.pages[at].get(desk.language);
            desk.link(Page::FreePage(at), desk.marked(&side.title, language))
        });
        let register = desk.link(Page::Register, desk.own(desk.word("title-register")));
        let site_map = desk.link(Page::SiteMap, desk.own(desk.word("site-map")));
        Self {
            title: desk.phrase(&portal.title),
            committee: desk.phrase(&desk.site.committee.name),
            notice: portal.notice.as_ref().map(|notice| desk.phrase(notice)),
            home: desk.href(Page::Home),
            nav: nav
                .map(|(page, key)| NavItem { key, label: desk.word(&format!("nav-{key}")), href: desk.href(page) })
                .into(),
            footer: free_pages.chain([register, site_map]).collect(),
            publisher: portal.publisher.as_ref().map(|publisher| PublisherView {
                name: desk.phrase(&publisher.name),
                url: publisher.url.clone(),
                email: publisher.email.clone(),
            }),
            licence: portal.licence.clone(),
            logo: portal.host.logo.as_ref().map(|logo| Logo {
                src: format!("{}{}", desk.site.base_url().path(), encode(&asset_path(&logo.value))),
                alt: portal.host.logo_alt.as_ref().map(|alt| desk.phrase(alt).text).unwrap_or_default(),
            }),
            search: desk.site.has_search().then(|| desk.href(Page::Search)),
            host_links: portal
                .host
                .links
                .iter()
                .map(|link| Link { label: desk.phrase(&link.label), href: desk.phrase(&link.url).text })
                .collect(),
            sources: desk.sources(&desk.site.committee.sources),
            reference_date: desk.day(desk.site.reference_date()),
        }
    }
}
