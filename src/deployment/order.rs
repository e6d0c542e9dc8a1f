//! The order in which the files of a site are sent, by their paths: what pages need precedes them, and the lists of
//! all files follow.

use crate::language::Language;
use crate::page::{Made, SEARCH, THEME, asset_path};

pub use crate::editions::{EARLIER, SIGNATURES, STATEMENT as EDITION, SUMS, UNDER_WAY};
/// The files of the chain of editions and of its checkpoint.
pub const CHAIN: [&str; 2] = [crate::editions::CHAIN, crate::editions::CHECKPOINT];

/// A group of files that are sent together, in the order of the groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Theme, parts of the search index, pictures and documents: everything that must exist before what refers to
    /// it.
    Assets,
    /// The files of the search whose names never change, and which name the parts of the index.
    Search,
    /// Open data and citations.
    Data,
    /// Pages.
    Pages,
    /// Site map, feeds and calendars, which link to pages.
    Feeds,
    /// The list of all files with its signature, and the statement of the edition.
    Account,
    /// The chain of editions.
    Chain,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Step; 7] =
        [Step::Assets, Step::Search, Step::Data, Step::Pages, Step::Feeds, Step::Account, Step::Chain];

    /// Returns the step that a file belongs to. A compressed copy belongs to the step of its original.
    pub fn of(path: &str) -> Self {
        let whole = path;
        let path = original(path);
        let name = path.rsplit('/').next().unwrap_or(path);
        let of_language = |language| Made::JsonFeed(language).output() == path;
        let is_account = path == EDITION || path == SUMS || path == EARLIER || SIGNATURES.contains(&path);
        if (is_account || CHAIN.contains(&path)) && whole != path {
            // The account itself is never sent compressed.
            Step::Feeds
        } else if is_account {
            Step::Account
        } else if CHAIN.contains(&path) {
            Step::Chain
        } else if path.starts_with(SEARCH) && !is_hashed(path) {
            Step::Search
        } else if is_passing(path) || path.starts_with(&asset_path("")) {
            Step::Assets
        } else if path.ends_with(".html") {
            Step::Pages
        } else if path.starts_with("data/") {
            Step::Data
        } else if path.ends_with(".atom")
            || path.ends_with(".ics")
            || (name.starts_with("sitemap") && name.ends_with(".xml"))
            || path == Made::Robots.output()
            || Language::ALL.into_iter().any(of_language)
        {
            Step::Feeds
        } else {
            // An unknown file may be needed by a page.
            Step::Assets
        }
    }

    /// Returns the keyword of the step in data and messages.
    pub fn word(self) -> &'static str {
        match self {
            Step::Assets => "assets",
            Step::Search => "search",
            Step::Data => "data",
            Step::Pages => "pages",
            Step::Feeds => "feeds",
            Step::Account => "account",
            Step::Chain => "chain",
        }
    }
}

/// Returns the path without the ending of a compressed copy.
pub(super) fn original(path: &str) -> &str {
    path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")).unwrap_or(path)
}

/// Returns whether a path is in the theme or the search, whose files pages load and which must be sent before them.
fn is_passing(path: &str) -> bool {
    path.starts_with(THEME) || path.starts_with(SEARCH)
}

/// Returns whether the name of a file changes with its content, so that it can be cached permanently.
pub fn is_hashed(path: &str) -> bool {
    let path = original(path);
    let mut parts = path.rsplit('/').next().unwrap_or(path).rsplit('.');
    if path.starts_with(THEME) {
        // style.0a1b2c3d.css, or font.0a1b2c3d where there is no ending.
        let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        return parts.by_ref().take(2).any(is_hash);
    }
    path.starts_with(SEARCH) && parts.next().is_some_and(|ending| ending.starts_with("pf_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_needs_goes_up_before_it() {
        let in_order = [
            "theme/style.0a1b2c3d.css",
            "pagefind/pagefind-entry.json",
            "data/membres.csv",
            "membres/index.html",
            "sitemap.xml",
            "SHA256SUMS",
            "editions.json",
        ];
        assert_eq!(in_order.map(Step::of), Step::ALL);
        for (path, step) in [
            ("pagefind/fragment/fr_0a.pf_fragment", Step::Assets),
            ("pagefind/pagefind.fr_0a.pf_meta", Step::Assets),
            ("pagefind/wasm.fr.pagefind", Step::Search),
            ("assets/plan.pdf", Step::Assets),
            ("assets/notice.html", Step::Assets),
            ("favicon.ico", Step::Assets),
            ("index.html.br", Step::Pages),
            ("theme/style.0a1b2c3d.css.gz", Step::Assets),
            ("404.html", Step::Pages),
            ("en/feed.json", Step::Feeds),
            ("flux-2.atom", Step::Feeds),
            ("calendrier.ics", Step::Feeds),
            ("edition.json", Step::Account),
            ("SHA256SUMS.minisig", Step::Account),
            ("checkpoint", Step::Chain),
            ("edition.json.gz", Step::Feeds),
        ] {
            assert_eq!(Step::of(path), step, "{path}");
        }
    }

    #[test]
    fn a_name_with_the_hash_of_its_content_is_known() {
        for path in ["theme/style.0a1b2c3d.css", "theme/a/b.0a1b2c3d.svg.br", "pagefind/index/fr_1.pf_index"] {
            assert!(is_hashed(path), "{path}");
        }
        for path in ["theme/style.css", "pagefind/pagefind.js", "assets/x.0a1b2c3d.pdf", "index.html"] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
