//! The state of the preview at one moment: the last valid tree, and the present problems.

use std::sync::Arc;

use crate::diagnostic::Report;
use crate::page::{Leaf, Route};
use crate::render::Tree;
use crate::reuse::Key;

/// The last valid tree with the newest report.
#[derive(Debug)]
pub struct PreviewState {
    /// The site to show; absent until there was one without errors.
    pub tree: Option<Arc<Tree>>,
    /// The report of the newest edition.
    pub report: Report,
    /// Counts editions, from 1.
    pub number: u64,
    /// Whether the site shown is that of the newest edition, and not of an earlier one that was without errors.
    pub is_current: bool,
}

/// Identifies the content of a page in a browser, to be compared with what the server would send now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Changes with the page, except for the names of the theme's files.
    pub content: String,
    /// Changes with the theme's stylesheets.
    pub styles: String,
    /// Changes with the theme's other files.
    pub others: String,
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.content, self.styles, self.others)
    }
}

impl PreviewState {
    /// Returns the page at an output path.
    pub(super) fn route(&self, output: &str) -> Option<Route> {
        match self.tree.as_ref()?.find(output)? {
            Leaf::Page(route) => Some(route),
            Leaf::Citation(..) | Leaf::Asset(_) | Leaf::Theme(_) | Leaf::Redirect(_) | Leaf::Made(_) => None,
        }
    }

    /// Returns the mark of a page; `None` if the page fails. Its HTML is not rendered for it.
    pub(super) fn mark(&self, route: Route) -> Option<Mark> {
        let tree = self.tree.as_ref()?;
        let files = |is_style: bool| {
            let files = tree.theme().files().iter().filter(|(name, _)| name.ends_with(".css") == is_style);
            Key::of(&files.map(|(_, file)| file.output.as_str()).collect::<Vec<_>>())
        };
        let short = |key: Key| key.to_hex()[..16].to_owned();
        let content = tree.page(route).ok()?.content_key();
        Some(Mark { content: short(content), styles: short(files(true)), others: short(files(false)) })
    }

    /// Returns the new path of a page that was at a path: the page of the same file, or of a new file with the same
    /// text.
    pub(super) fn moved(&self, before: &PreviewState, output: &str) -> Option<String> {
        let old_route = before.route(output)?;
        let (old, new) = (before.tree.as_ref()?, self.tree.as_ref()?);
        let source = old_route.source(old.site());
        let pages = || new.table().routes().iter().filter(|route| route.language == old_route.language);
        let same_kind = |route: &&Route| std::mem::discriminant(&route.page) == std::mem::discriminant(&old_route.page);
        let by_file = pages().filter(same_kind).find(|route| route.source(new.site()).path() == source.path());
        let by_text = || {
            pages().filter(same_kind).find(|route| {
                let now = route.source(new.site());
                now.text() == source.text() && now.path() != source.path()
            })
        };
        by_file.or_else(by_text).map(|route| route.href(new.site()))
    }
}
