//! The pages and files of the site, and their addresses: [`Page`], [`Route`], [`Leaf`], and the [`RouteTable`] of a
//! site.
//!
//! Only [`Route`] knows URLs, output paths, languages and the two versions of a page.

mod downloads;
mod leaf;
pub mod policy;
mod redirects;
mod route_table;
mod sources;
pub mod view;

pub use downloads::Download;
pub use leaf::{CitationFormat, Leaf, Made};
pub use redirects::Redirected;
pub use route_table::RouteTable;

use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::language::Language;
use crate::model::id::Id;
use crate::site::{CommentaryAt, Resolved, Site};

/// The folder of the theme's files.
pub const THEME: &str = "theme/";
/// The folder of the search index.
pub const SEARCH: &str = "pagefind/";
/// The folder of the files published unchanged.
const ASSETS: &str = "assets/";
/// The folder of the machine-readable files.
const DATA: &str = "data/";
/// The maximum number of addresses in one file of a site map (sitemaps.org 0.9).
pub const SITE_MAP_LIMIT: usize = 50_000;
/// The number of entries in a feed, and in each of its archives.
pub const FEED: usize = 50;
/// The prefix of the paths of English pages.
const ENGLISH: &str = "en/";

/// A page in both its languages; the numbers are indices of what it shows in the [`Site`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Page {
    /// The first page.
    Home,
    /// The members, by sector.
    Members,
    /// A member.
    Member(usize),
    /// The committee's mandate.
    Mandate,
    /// The composition rule, and the present composition.
    Composition,
    /// The composition in a period, identified by its first day.
    CompositionOn(Date),
    /// The periods in which the composition broke its rule.
    Breaches,
    /// Past compositions, with two dates side by side.
    Compare,
    /// How members are appointed.
    Nominations,
    /// A nomination round.
    Nomination(usize),
    /// How the committee works.
    Operation,
    /// The duties of the committee, and how often each was done.
    Duties,
    /// Upcoming events.
    Ahead,
    /// The meetings.
    Meetings,
    /// A meeting.
    Meeting(usize),
    /// The action plans.
    Plans,
    /// An action plan.
    Plan(usize),
    /// A plan and a commitment of it, by their indices.
    Commitment(usize, usize),
    /// A commentary.
    Commentary(CommentaryAt),
    /// Every recommendation.
    Recommendations,
    /// The open data: every file, and how to use it.
    OpenData,
    /// The list of the changes of every edition.
    Changes,
    /// An edition, by its index.
    Edition(usize),
    /// A free page.
    FreePage(usize),
    /// Mandate, composition, members and nomination on one page.
    Register,
    /// The search page.
    Search,
    /// A list of all pages.
    SiteMap,
    /// The page shown at an address that does not exist.
    NotFound,
}

impl Page {
    /// The pages that every site has exactly once.
    const SINGLE: [Page; 19] = [
        Page::Home,
        Page::Members,
        Page::Mandate,
        Page::Composition,
        Page::Breaches,
        Page::Compare,
        Page::Nominations,
        Page::Operation,
        Page::Duties,
        Page::Ahead,
        Page::Meetings,
        Page::Plans,
        Page::Recommendations,
        Page::OpenData,
        Page::Changes,
        Page::Register,
        Page::Search,
        Page::SiteMap,
        Page::NotFound,
    ];
}

/// A page in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// The language requested; the text may be French because there is no translation.
    pub language: Language,
}

/// Returns the parts of URLs, in both languages.
fn word(page: Page, language: Language) -> &'static str {
    let (french, english) = match page {
        Page::Members | Page::Member(_) => ("membres", "members"),
        Page::Mandate => ("mandat", "mandate"),
        Page::Composition | Page::CompositionOn(_) => ("composition", "composition"),
        Page::Breaches => ("ecarts", "breaches"),
        Page::Compare => ("comparer", "compare"),
        Page::Nominations | Page::Nomination(_) => ("nomination", "nomination"),
        Page::Operation => ("fonctionnement", "how-it-works"),
        Page::Duties => ("obligations", "obligations"),
        Page::Ahead => ("a-venir", "coming-up"),
        Page::Meetings | Page::Meeting(_) => ("rencontres", "meetings"),
        Page::Plans | Page::Plan(_) => ("plans-action", "action-plans"),
        Page::Commitment(..) => ("engagements", "commitments"),
        Page::Commentary(_) => ("commentaires", "commentary"),
        Page::Recommendations => ("recommandations", "recommendations"),
        Page::OpenData => ("donnees-ouvertes", "open-data"),
        Page::Changes | Page::Edition(_) => ("changements", "changes"),
        Page::Register => ("registre", "register"),
        Page::Search => ("recherche", "search"),
        Page::SiteMap => ("plan-du-site", "site-map"),
        Page::Home | Page::FreePage(_) | Page::NotFound => ("", ""),
    };
    match language {
        Language::French => french,
        Language::English => english,
    }
}

/// Returns whether a free page of this name would be at an address reserved by the portal, in French or in English:
/// its pages, its English version, its files.
pub fn is_taken(slug: &str) -> bool {
    let mut folders = [THEME, SEARCH, ASSETS, DATA, ENGLISH].into_iter().map(|folder| folder.trim_end_matches('/'));
    let mut words = Page::SINGLE.iter().flat_map(|page| Language::ALL.map(|language| word(*page, language)));
    folders.any(|folder| folder == slug) || words.any(|word| word == slug)
}

/// Joins parts to a path below the root of a language.
fn path_of(language: Language, parts: &[&str]) -> String {
    let mut path = String::with_capacity(64);
    path.push_str(if language == Language::English { ENGLISH } else { "" });
    for part in parts {
        path.push_str(part);
        path.push('/');
    }
    path
}

/// Returns the path of a page of a plan: a commitment, by its id, or a commentary, by its slug in the language.
fn below_plan(page: Page, language: Language, plan: &Id, own: &Id) -> String {
    path_of(language, &[word(Page::Plans, language), plan.as_str(), word(page, language), own.as_str()])
}

/// Returns the path of the citation file of a commentary, named by its plan and its id.
fn citation_of(plan: &Id, commentary: &Id, format: CitationFormat) -> String {
    format!("{DATA}citations/{plan}/{commentary}.{}", format.ending())
}

impl Route {
    /// Returns a page in a language.
    pub fn new(page: Page, language: Language) -> Self {
        Self { page, language }
    }

    /// Returns the same page in the other language.
    pub fn twin(self) -> Self {
        Self { page: self.page, language: self.language.other() }
    }

    /// Returns the URL below the site's root, without a leading slash: `membres/banq/`, `en/`, `404.html`.
    pub fn path(self, site: &Site) -> String {
        let own = word(self.page, self.language);
        let path = |parts: &[&str]| path_of(self.language, parts);
        match self.page {
            Page::Home => path(&[]),
            Page::NotFound => path(&[]) + "404.html",
            Page::Members
            | Page::Mandate
            | Page::Composition
            | Page::Nominations
            | Page::Operation
            | Page::Duties
            | Page::Ahead
            | Page::Meetings
            | Page::Plans
            | Page::Recommendations
            | Page::OpenData
            | Page::Changes
            | Page::Register
            | Page::Search
            | Page::SiteMap => path(&[own]),
            Page::Edition(at) => path(&[own, &site.editions()[at].number.to_string()]),
            Page::Breaches | Page::Compare => path(&[word(Page::Composition, self.language), own]),
            Page::CompositionOn(day) => path(&[own, &day.to_string()]),
            Page::Member(at) => path(&[own, site.members[at].id.as_str()]),
            Page::Nomination(at) => path(&[own, site.nominations[at].id.as_str()]),
            Page::Meeting(at) => path(&[own, site.meetings[at].id.as_str()]),
            Page::Plan(at) => path(&[own, site.plans[at].id.as_str()]),
            Page::Commitment(plan, at) => {
                let plan = &site.plans[plan];
                below_plan(self.page, self.language, &plan.id, &plan.commitments[at].id)
            }
            Page::Commentary(at) => {
                let (side, _) = site.commentary(at).text.get(self.language);
                let slug = side.slug.as_ref().map_or(&side.id, |slug| &slug.value);
                below_plan(self.page, self.language, &site.plans[at.plan].id, slug)
            }
            Page::FreePage(at) => {
                let (side, _) = site.pages[at].get(self.language);
                path(&[side.slug.as_ref().map_or(&side.id, |slug| &slug.value).as_str()])
            }
        }
    }

    /// Returns the URL from the host's root: `/a/b/membres/banq/`.
    pub fn href(self, site: &Site) -> String {
        format!("{}{}", site.base_url().path(), self.path(site))
    }

    /// Returns the complete URL, as used by canonical links and the site map.
    pub fn url(self, site: &Site) -> String {
        format!("{}{}", site.base_url().origin(), self.href(site))
    }

    /// Returns the file of a URL below the root: a folder's `index.html`.
    pub fn output(path: &str) -> String {
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// Returns the language of the page's own text: French if a text has no English yet.
    pub fn text_language(self, site: &Site) -> Language {
        match self.page {
            Page::Commentary(at) => site.commentary(at).text.get(self.language).1,
            Page::FreePage(at) => site.pages[at].get(self.language).1,
            Page::Home
            | Page::Members
            | Page::Member(_)
            | Page::Mandate
            | Page::Composition
            | Page::CompositionOn(_)
            | Page::Breaches
            | Page::Compare
            | Page::Nominations
            | Page::Nomination(_)
            | Page::Operation
            | Page::Duties
            | Page::Ahead
            | Page::Meetings
            | Page::Meeting(_)
            | Page::Plans
            | Page::Plan(_)
            | Page::Commitment(..)
            | Page::Recommendations
            | Page::OpenData
            | Page::Changes
            | Page::Edition(_)
            | Page::Register
            | Page::Search
            | Page::SiteMap
            | Page::NotFound => self.language,
        }
    }
}

impl Resolved {
    /// Returns the page that a reference points to; `None` for an asset.
    pub fn page(&self) -> Option<Page> {
        Some(match *self {
            Resolved::Member(at) => Page::Member(at),
            Resolved::Plan(at) => Page::Plan(at),
            Resolved::Commitment(plan, at) => Page::Commitment(plan, at),
            Resolved::Commentary(at) => Page::Commentary(at),
            Resolved::Meeting(at) => Page::Meeting(at),
            Resolved::Page(at) => Page::FreePage(at),
            Resolved::Asset(_) => return None,
        })
    }
}

/// Returns the URL below the root of a file among the assets.
pub fn asset_path(path: &str) -> String {
    format!("{ASSETS}{path}")
}

/// Returns the URL below the root of a commentary's citation file.
pub fn citation_path(site: &Site, commentary: CommentaryAt, format: CitationFormat) -> String {
    citation_of(&site.plans[commentary.plan].id, &site.commentary(commentary).text.french.id, format)
}

/// Returns a path for a URL, percent-encoded where it must be (RFC 3986).
pub fn encode(path: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(path, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_path_in_a_url_is_plain_and_reads_back(path in "\\PC{0,40}") {
            let encoded = encode(&path);
            prop_assert!(encoded.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>&?#".contains(&b)));
            prop_assert_eq!(percent_encoding::percent_decode_str(&encoded).decode_utf8_lossy(), path);
        }

        #[test]
        fn an_output_path_is_a_file_below_the_root(parts in prop::collection::vec("[a-z0-9]{1,8}(-[a-z0-9]{1,4})?", 0..4)) {
            let path: String = parts.iter().map(|part| format!("{part}/")).collect();
            let output = Route::output(&path);
            prop_assert!(output.ends_with("index.html") && !output.starts_with('/') && !output.split('/').any(|part| part == ".."));
        }
    }
}
