//! What is shown at one moment: the last good tree, and what is wrong now.

use std::sync::Arc;

use crate::diagnostic::Report;
use crate::page::Route;
use crate::render::{Failure, Leaf, Tree};

/// The last good tree with the newest report.
#[derive(Debug)]
pub struct Showing {
    /// The site to show; absent until there was one without errors.
    pub tree: Option<Arc<Tree>>,
    /// What the newest edition told.
    pub report: Report,
    /// Counts editions, from 1.
    pub number: u64,
    /// How many files were parsed for the newest edition.
    pub parsed: usize,
}

/// Bytes to answer with.
#[derive(Debug)]
pub(super) struct Found {
    pub leaf: Leaf,
    pub bytes: Vec<u8>,
}

/// How a page stands against what a browser shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Changes with the page, its theme files' names aside.
    pub content: String,
    /// Changes with the theme's files.
    pub style: String,
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.content, self.style)
    }
}

impl Showing {
    /// What stands at an output path.
    pub(super) fn find(&self, output: &str) -> Option<Result<Found, Failure>> {
        let tree = self.tree.as_ref()?;
        let leaf = tree.find(output)?;
        Some(tree.render(&leaf).map(|bytes| Found { leaf, bytes }))
    }

    /// Whether there is something at an output path, without rendering it.
    pub(super) fn holds(&self, output: &str) -> bool {
        self.tree.as_ref().is_some_and(|tree| tree.find(output).is_some())
    }

    /// The page at an output path.
    pub(super) fn route(&self, output: &str) -> Option<Route> {
        match self.tree.as_ref()?.find(output)? {
            Leaf::Page(route) => Some(route),
            _ => None,
        }
    }

    /// The mark of a page's bytes.
    pub(super) fn mark(&self, bytes: &[u8]) -> Mark {
        let mut content = String::from_utf8_lossy(bytes).into_owned();
        let mut style = blake3::Hasher::new();
        if let Some(tree) = &self.tree {
            for (name, file) in tree.theme().files() {
                content = content.replace(&file.output, name);
                style.update(file.output.as_bytes());
            }
        }
        let short = |hash: blake3::Hash| hash.to_hex()[..16].to_owned();
        Mark { content: short(blake3::hash(content.as_bytes())), style: short(style.finalize()) }
    }

    /// Where a page that stood at a path has gone: the page of the same file, or of a new file with
    /// the same text.
    pub(super) fn moved(&self, before: &Showing, output: &str) -> Option<String> {
        let old_route = before.route(output)?;
        let (old, new) = (before.tree.as_ref()?, self.tree.as_ref()?);
        let source = old_route.source(old.site());
        let pages = || new.pages().routes().iter().filter(|route| route.language == old_route.language);
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
