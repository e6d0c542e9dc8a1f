//! The search page: a form, and the data that its script needs to answer in the reader's language.

use serde::Serialize;

use super::frame::FrameBuilder;
use super::{Body, View, ViewContext};
use crate::page::{Page, SEARCH};

/// The search.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The address of the index's entry.
    bundle: String,
    site_map: String,
    /// The label of each filter, by its name in the index.
    filters: Vec<Filter>,
}

/// A filter.
#[derive(Debug, Serialize)]
struct Filter {
    name: &'static str,
    label: String,
}

/// The filters, in the order that they are shown.
const FILTERS: [&str; 4] = ["kind", "plan", "commitment", "member"];

pub(super) fn search(cx: &ViewContext<'_>) -> View<'static> {
    let view = SearchView {
        bundle: format!("{}{SEARCH}pagefind.js", cx.site.base_url().path()),
        site_map: cx.href(Page::SiteMap),
        filters: FILTERS.map(|name| Filter { name, label: cx.word(&format!("search-filter-{name}")) }).into(),
    };
    let frame = FrameBuilder::new(Page::Search, "search", cx.own(cx.word("title-search")), cx.word("about-search"));
    frame.with(cx, Body::Search(view))
}
