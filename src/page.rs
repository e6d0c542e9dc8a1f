//! What exists on the site, and where: [`Page`], [`Route`], and the [`Pages`] of a site.
//!
//! [`Route`] alone knows URLs, output paths, languages and twins.

mod book;
pub mod view;

pub use book::{Claim, Pages, SEARCH, THEME};

use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diagnostic::{Place, Source, Span};
use crate::language::Language;
use crate::site::{Resolved, Site};

/// A page in both its languages, by the places of what it shows in the [`Site`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Page {
    /// The first page.
    Home,
    /// The members, by sector.
    Members,
    /// A member.
    Member(usize),
    /// What the committee is to do.
    Mandate,
    /// The composition rule, and how it is met.
    Composition,
    /// The composition on a day of the past.
    CompositionOn(Date),
    /// How members are named.
    Nominations,
    /// A nomination round.
    Nomination(usize),
    /// How the committee works.
    Operation,
    /// The meetings.
    Meetings,
    /// A meeting.
    Meeting(usize),
    /// The action plans.
    Plans,
    /// An action plan.
    Plan(usize),
    /// A plan and a commitment of it.
    Commitment(usize, usize),
    /// A commentary.
    Commentary(usize),
    /// Every recommendation.
    Recommendations,
    /// A free page.
    FreePage(usize),
    /// Mandate, composition, members and nomination on one sheet.
    Register,
    /// The search in all pages.
    Search,
    /// A list of all pages.
    SiteMap,
    /// What is shown at an address that leads nowhere.
    NotFound,
}

/// A page in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// The language it is asked for in; its text may be French for want of a translation.
    pub language: Language,
}

/// The parts of URLs, in both languages.
fn word(page: Page, language: Language) -> &'static str {
    let (french, english) = match page {
        Page::Members | Page::Member(_) => ("membres", "members"),
        Page::Mandate => ("mandat", "mandate"),
        Page::Composition | Page::CompositionOn(_) => ("composition", "composition"),
        Page::Nominations | Page::Nomination(_) => ("nomination", "nomination"),
        Page::Operation => ("fonctionnement", "how-it-works"),
        Page::Meetings | Page::Meeting(_) => ("rencontres", "meetings"),
        Page::Plans | Page::Plan(_) => ("plans-action", "action-plans"),
        Page::Commitment(..) => ("engagements", "commitments"),
        Page::Commentary(_) => ("commentaires", "commentary"),
        Page::Recommendations => ("recommandations", "recommendations"),
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

/// Whether a free page of this name would stand at an address of the portal's own, in French or in
/// English: its pages, its English side, its files.
pub fn is_taken(slug: &str) -> bool {
    const OWN: [Page; 10] = [
        Page::Members,
        Page::Mandate,
        Page::Composition,
        Page::Nominations,
        Page::Operation,
        Page::Meetings,
        Page::Plans,
        Page::Recommendations,
        Page::Register,
        Page::Search,
    ];
    let folders = [THEME, SEARCH, "assets/", "en/"].map(|folder| folder.trim_end_matches('/'));
    let mut pages = OWN.into_iter().chain([Page::SiteMap]);
    folders.contains(&slug) || pages.any(|page| Language::ALL.into_iter().any(|language| word(page, language) == slug))
}

impl Route {
    /// A page in a language.
    pub fn new(page: Page, language: Language) -> Self {
        Self { page, language }
    }

    /// The same page in the other language.
    pub fn twin(self) -> Self {
        Self { page: self.page, language: self.language.other() }
    }

    /// The URL below the site's root, without a leading slash: `membres/banq/`, `en/`, `404.html`.
    pub fn path(self, site: &Site) -> String {
        let mut path = match self.language {
            Language::French => String::new(),
            Language::English => "en/".to_owned(),
        };
        let mut push = |part: &str| {
            if !part.is_empty() {
                path.push_str(part);
                path.push('/');
            }
        };
        let own = word(self.page, self.language);
        let names = self.names(site);
        match self.page {
            Page::CompositionOn(day) => [own, &day.to_string()].into_iter().for_each(&mut push),
            Page::Commitment(..) | Page::Commentary(_) => {
                [word(Page::Plans, self.language), names[0], own, names[1]].into_iter().for_each(&mut push);
            }
            _ => [own, names[0]].into_iter().for_each(&mut push),
        }
        if self.page == Page::NotFound {
            path.push_str("404.html");
        }
        path
    }

    /// The ids and slugs in its path, in their order: those of two sites that agree in them for all pages
    /// are the same paths.
    fn names(self, site: &Site) -> [&str; 2] {
        match self.page {
            Page::Member(at) => [site.members[at].id.as_str(), ""],
            Page::Nomination(at) => [site.nominations[at].id.as_str(), ""],
            Page::Meeting(at) => [site.meetings[at].id.as_str(), ""],
            Page::Plan(at) => [site.plans[at].id.as_str(), ""],
            Page::Commitment(plan, at) => {
                let plan = &site.plans[plan];
                [plan.id.as_str(), plan.commitments[at].id.as_str()]
            }
            Page::Commentary(at) => {
                let commentary = &site.commentaries[at];
                let (side, _) = commentary.text.get(self.language);
                let slug = side.slug.as_ref().map_or(&side.id, |slug| &slug.value);
                [site.plans[commentary.plan].id.as_str(), slug.as_str()]
            }
            Page::FreePage(at) => {
                let (side, _) = site.pages[at].get(self.language);
                [side.slug.as_ref().map_or(&side.id, |slug| &slug.value).as_str(), ""]
            }
            _ => ["", ""],
        }
    }

    /// The URL from the host's root: `/a/b/membres/banq/`.
    pub fn href(self, site: &Site) -> String {
        format!("{}{}", site.base_url().path(), self.path(site))
    }

    /// The whole URL, as canonical links and the site map give it.
    pub fn url(self, site: &Site) -> String {
        format!("{}{}", site.base_url().origin(), self.href(site))
    }

    /// The file of a URL below the root: a folder's `index.html`.
    pub fn output(path: &str) -> String {
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// The file that an editor changes to change the page.
    pub fn source(self, site: &Site) -> &Source {
        match self.page {
            Page::Home | Page::Search | Page::SiteMap | Page::NotFound => &site.portal.source,
            Page::Member(at) => &site.members[at].source,
            Page::Nomination(at) => &site.nominations[at].source,
            Page::Meeting(at) => &site.meetings[at].source,
            Page::Plan(at) | Page::Commitment(at, _) => &site.plans[at].source,
            Page::Commentary(at) => &site.commentaries[at].text.get(self.language).0.source,
            Page::FreePage(at) => &site.pages[at].get(self.language).0.source,
            _ => &site.committee.source,
        }
    }

    /// Where in its file a page is made: its title, or the entry that it shows.
    pub fn place(self, site: &Site) -> Place {
        let source = self.source(site);
        match self.page {
            Page::Member(at) => source.place(site.members[at].name.span),
            Page::Commitment(plan, at) => source.place(site.plans[plan].commitments[at].id.span),
            Page::Commentary(at) => source.place(site.commentaries[at].text.get(self.language).0.title.span),
            Page::Meeting(at) => source.place(site.meetings[at].date.span),
            _ => source.place(Span::default()),
        }
    }

    /// The language the page's own text is in: French where a text has no English yet.
    pub fn text_language(self, site: &Site) -> Language {
        match self.page {
            Page::Commentary(at) => site.commentaries[at].text.get(self.language).1,
            Page::FreePage(at) => site.pages[at].get(self.language).1,
            _ => self.language,
        }
    }
}

impl Resolved {
    /// The page of what a reference points to; an asset has none.
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

/// The URL below the root of a file among the assets.
pub fn asset_path(path: &str) -> String {
    format!("assets/{path}")
}

/// The URL below the root of a commentary's ready citation.
pub fn citation_path(site: &Site, commentary: usize) -> String {
    let pair = &site.commentaries[commentary];
    format!("data/citations/{}/{}.json", site.plans[pair.plan].id, pair.text.french.id)
}

/// A path as it stands in a URL: what is not plain is percent-encoded (RFC 3986).
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
