//! What stands at the paths of a published site: pages, and files of every other kind.

use std::sync::Arc;

use super::Route;
use crate::site::CommentaryAt;

/// What is at a path of the published site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Leaf {
    /// A page.
    Page(Route),
    /// The ready citation of a commentary.
    Citation(CommentaryAt),
    /// A file among the assets, by its path below them.
    Asset(Arc<str>),
    /// A static file of the theme, by the path that templates name it by.
    Theme(Arc<str>),
    /// The page at an address that was left, by its place in [`RouteTable::redirects`].
    Redirect(usize),
    /// A file that the program makes of the whole site.
    Made(Made),
}

/// A file that the program makes of the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Made {
    /// `sitemap.xml`: all addresses, or the list of its parts.
    SiteMap,
    /// A part of the site map, from 1, where one file cannot hold all addresses.
    SiteMapPart(usize),
    /// `robots.txt`
    Robots,
}

impl Made {
    /// The path below the site's root.
    pub fn output(self) -> String {
        match self {
            Made::SiteMap => "sitemap.xml".to_owned(),
            Made::SiteMapPart(number) => format!("sitemap-{number}.xml"),
            Made::Robots => "robots.txt".to_owned(),
        }
    }
}
