//! The search page: a form and what its script needs to answer in the reader's language.

use serde::Serialize;

use super::frame::Draft;
use super::{Body, Desk, View};
use crate::page::{Page, SEARCH};

/// The search.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The address of the index's entry.
    bundle: String,
    site_map: String,
    /// The words for each filter, by its name in the index.
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

pub(super) fn search(desk: &Desk<'_>) -> View {
    let view = SearchView {
        bundle: format!("{}{SEARCH}pagefind.js", desk.site.base_url().path()),
        site_map: desk.href(Page::SiteMap),
        filters: FILTERS.map(|name| Filter { name, label: desk.word(&format!("search-filter-{name}")) }).into(),
    };
    let draft = Draft::new(Page::Search, "search", desk.own(desk.word("title-search")), desk.word("about-search"));
    draft.with(desk, Body::Search(view))
}
