//! The searchable content of a page: its own words, found by walking through its view, and the values of its
//! filters.

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::walk::{Visitor, walk};
use super::{Link, View, ViewContext};
use crate::page::Route;
use crate::reuse::keyed;

/// The properties by which a page can be found: set by the views of searchable pages.
#[derive(Debug, Clone)]
pub(super) struct SearchFacets {
    /// `committee`, `member`, `plan`…: a message `search-kind-…` names it.
    pub(super) kind: &'static str,
    /// The day that results show.
    pub(super) date: Option<String>,
    /// The values of filters, by the filter's name.
    pub(super) filters: Vec<(&'static str, String)>,
}

impl SearchFacets {
    pub(super) fn new(kind: &'static str) -> Self {
        Self { kind, date: None, filters: Vec::new() }
    }

    /// Adds the values of a filter by which the page is found.
    pub(super) fn filter<'l>(mut self, name: &'static str, links: impl IntoIterator<Item = &'l Link>) -> Self {
        self.filters.extend(links.into_iter().map(|link| (name, link.label.text.clone())));
        self
    }
}

keyed! {
    /// The searchable content of a page.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Searchable {
        /// The URL below the site's root, with a leading slash.
        pub url: String,
        /// An HTML document with the page's words and, as attributes, its title, kind and filters.
        pub html: String,
    }
}

impl Searchable {
    /// Returns the searchable content of a page; `None` for lists, for drafts, and for pages whose text is not in
    /// the reader's language.
    pub fn of(route: Route, cx: &ViewContext<'_>) -> Option<Self> {
        if route.text_language(cx.site) != cx.language {
            return None;
        }
        let view = View::of(route.page, cx);
        let facets = view.frame.search.as_ref().filter(|_| !view.frame.draft)?;
        let mut document = Document::default();
        document.attribute("filter", "kind", &cx.word(&format!("search-kind-{}", facets.kind)));
        document.attribute("meta", "title", &view.frame.title.text);
        if let Some(date) = &facets.date {
            document.attribute("meta", "date", date);
        }
        for (name, value) in &facets.filters {
            document.attribute("filter", name, value);
        }
        document.element("<h1>", &view.frame.title.text, "</h1>");
        walk(&view.page, &mut document);
        let (code, body) = (cx.language.code(), document.html);
        Some(Self {
            url: format!("/{}", route.path(cx.site)),
            html: format!("<html lang=\"{code}\"><body>{body}</body></html>"),
        })
    }
}

/// A document under construction.
#[derive(Default)]
struct Document {
    html: String,
}

impl Document {
    fn attribute(&mut self, what: &str, name: &str, value: &str) {
        self.html.push_str(&format!("<i data-pagefind-{what}=\"{name}[data-v]\" data-v=\""));
        // Writing into a string does not fail.
        let _ = escape_html(&mut self.html, value);
        self.html.push_str("\"></i>");
    }

    fn element(&mut self, open: &str, words: &str, close: &str) {
        self.html.push_str(open);
        let _ = escape_html_body_text(&mut self.html, words);
        self.html.push_str(close);
    }
}

impl Visitor for Document {
    const WANTS_HTML: bool = true;
    const WANTS_ELSEWHERE: bool = false;

    fn phrase(&mut self, text: &str, _: bool) {
        self.element("<p>", text, "</p>");
    }

    fn prose(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn heading(&mut self, id: &str, words: &str) {
        self.html.push_str("<h2 id=\"");
        let _ = escape_html(&mut self.html, id);
        self.element("\">", words, "</h2>");
    }
}
