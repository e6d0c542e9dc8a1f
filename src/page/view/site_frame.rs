//! The data common to all pages of one language: the site's names, its navigation, its footer.

use serde::Serialize;

use super::frame::NAV;
use super::licence::Licence;
use super::{Day, Link, Phrase, ViewContext};
use crate::language::Language;
use crate::page::{Made, Page, asset_path, encode, policy};

/// The data common to all pages of one language, computed once.
#[derive(Debug, Serialize)]
pub struct SiteFrame {
    /// The site's name.
    pub title: Phrase,
    /// The committee's name.
    pub committee: Phrase,
    /// The notice on every page.
    pub notice: Option<Phrase>,
    /// Who may consult the English pages; on those only.
    pub english_notice: Option<EnglishNoticeView>,
    /// The address of the first page.
    pub home: String,
    /// The main navigation.
    pub nav: Vec<NavItem>,
    /// The links of the footer to pages of the site.
    pub footer: Vec<Link>,
    /// Who publishes the site.
    pub publisher: Option<PublisherView>,
    /// The contact for questions about the site itself.
    pub contact: Option<ContactView>,
    /// The licence of the site's content.
    pub licence: Option<Licence>,
    /// The host's logo.
    pub logo: Option<Logo>,
    /// The address of the search.
    pub search: Option<String>,
    /// The host's links.
    pub host_links: Vec<Link>,
    /// The feeds that pages link to.
    pub feeds: Vec<FeedLink>,
    /// The reference date, if the portal fixes it. One that is not fixed is only shown where it matters, so that a
    /// new day changes no page whose facts are the same.
    pub reference_date: Option<Day>,
    /// The policy in the page itself, on a host that sends no headers.
    pub policy: Option<String>,
    /// The referrer policy.
    pub referrer: &'static str,
}

/// The contact for questions about the site itself.
#[derive(Debug, Serialize)]
pub struct ContactView {
    email: Option<String>,
    url: Option<String>,
    note: Option<Phrase>,
}

/// A feed that pages link to.
#[derive(Debug, Serialize)]
pub struct FeedLink {
    href: String,
    media_type: &'static str,
    title: String,
}

/// An entry of the main navigation.
#[derive(Debug, Serialize)]
pub struct NavItem {
    /// The value of [`Frame::section`] on the pages below it.
    pub key: &'static str,
    /// Its words.
    pub label: String,
    /// Its URL.
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
    /// Its URL.
    pub src: String,
    /// Its text alternative.
    pub alt: String,
}

/// The notice of English pages.
#[derive(Debug, Serialize)]
pub struct EnglishNoticeView {
    /// Its words.
    text: Phrase,
    /// A page with more information.
    url: Option<String>,
}

impl SiteFrame {
    /// Computes the data common to all pages of the context's language.
    pub fn of(cx: &ViewContext<'_>) -> Self {
        let portal = &cx.site.portal;
        let free_pages = (0..cx.site.pages.len()).map(|at| {
            let (side, language) = cx.site.pages[at].get(cx.language);
            cx.link(Page::FreePage(at), cx.marked(&side.title, language))
        });
        let register = cx.link(Page::Register, cx.own(cx.word("title-register")));
        let open_data = cx.link(Page::OpenData, cx.own(cx.word("title-open-data")));
        let changes = cx.link(Page::Changes, cx.own(cx.word("title-changes")));
        let site_map = cx.link(Page::SiteMap, cx.own(cx.word("site-map")));
        Self {
            title: cx.phrase(&portal.title),
            committee: cx.phrase(&cx.site.committee.name),
            english_notice: portal
                .english_notice
                .as_ref()
                .filter(|_| cx.language == Language::English)
                .map(|notice| EnglishNoticeView { text: cx.own(notice.text.as_str()), url: notice.url.clone() }),
            notice: portal.notice.as_ref().map(|notice| cx.phrase(notice)),
            home: cx.href(Page::Home),
            nav: NAV
                .map(|(page, key)| NavItem { key, label: cx.word(&format!("nav-{key}")), href: cx.href(page) })
                .into(),
            footer: free_pages.chain([register, open_data, changes, site_map]).collect(),
            publisher: portal.publisher.as_ref().map(|publisher| PublisherView {
                name: cx.phrase(&publisher.name),
                url: publisher.url.clone(),
                email: publisher.email.clone(),
            }),
            contact: portal.contact.as_ref().map(|contact| ContactView {
                email: contact.email.clone(),
                url: contact.url.clone(),
                note: contact.note.as_ref().map(|note| cx.phrase(note)),
            }),
            licence: portal.licence.as_deref().map(|id| Licence::of(id, cx.language)),
            logo: portal.host.logo.as_ref().map(|logo| Logo {
                src: format!("{}{}", cx.site.base_url().path(), encode(&asset_path(&logo.value))),
                alt: portal.host.logo_alt.as_ref().map(|alt| cx.phrase(alt).text).unwrap_or_default(),
            }),
            search: cx.site.has_search().then(|| cx.href(Page::Search)),
            host_links: portal
                .host
                .links
                .iter()
                .map(|link| Link { label: cx.phrase(&link.label), href: cx.phrase(&link.url).text })
                .collect(),
            feeds: [(Made::Atom(cx.language, 0), "Atom"), (Made::JsonFeed(cx.language), "JSON Feed")]
                .map(|(made, format)| FeedLink {
                    href: format!("{}{}", cx.site.base_url().path(), made.output()),
                    media_type: made.media_type().split(';').next().unwrap_or_default(),
                    title: format!("{} ({format})", cx.word("title-changes")),
                })
                .into(),
            reference_date: portal.reference_date.as_ref().map(|_| cx.day(cx.site.reference_date())),
            policy: portal.host.is_without_headers().then(|| policy::in_page(cx.site)),
            referrer: policy::REFERRER,
        }
    }
}
