//! All pages of a site and their paths; two pages at one path are an error that names both.
//!
//! The paths below a plan are computed for each plan separately, from the names of its texts, so that most edits
//! recompute none.

use std::collections::HashMap;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::redirects::{Redirected, redirects};
use super::{
    ASSETS, CitationFormat, FEED, Leaf, Made, Page, Route, SEARCH, SITE_MAP_LIMIT, THEME, asset_path, below_plan,
    citation_of,
};
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Reported, Span};
use crate::language::Language;
use crate::model::id::Id;
use crate::reuse::Reuse;
use crate::site::{CommentaryAt, PlanNames, Site};

/// The pages of a site, in a fixed order, with their paths.
#[derive(Debug)]
pub struct RouteTable {
    routes: Vec<Route>,
    /// The claims outside plans, by their case-folded path.
    paths: HashMap<Box<str>, Claim>,
    /// The claims below each plan, by the plan's index.
    plans: Vec<Arc<PlanPaths>>,
    site_map_parts: usize,
    /// Whether the portal is at the root of its host: it then publishes the files that a host has once.
    is_host_root: bool,
    has_security: bool,
    /// The number of archives of the feeds.
    archives: usize,
    /// In the order of the former addresses.
    redirects: Vec<Redirected>,
}

/// What is at a path, with the path itself if it differs from its folded form.
#[derive(Debug)]
struct Claim {
    exact: Option<Box<str>>,
    leaf: Leaf,
}

/// The paths below one plan. They consist of ids and fixed words, so none has to be folded.
#[derive(Debug, Default)]
struct PlanPaths {
    paths: HashMap<Box<str>, Below>,
    /// Paths that two pages or files have.
    repeated: Vec<(Box<str>, Below, Below)>,
}

/// What is below a plan, regardless of the plan's index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Commitment(usize, Language),
    Commentary(usize, Language),
    Citation(usize, CitationFormat),
}

impl Below {
    fn leaf(self, plan: usize) -> Leaf {
        match self {
            Below::Commitment(at, language) => Leaf::Page(Route::new(Page::Commitment(plan, at), language)),
            Below::Commentary(at, language) => {
                Leaf::Page(Route::new(Page::Commentary(CommentaryAt { plan, at }), language))
            }
            Below::Citation(at, format) => Leaf::Citation(CommentaryAt { plan, at }, format),
        }
    }
}

impl RouteTable {
    /// Returns the pages of a site, and reports every two that have one path.
    pub fn of(site: &Site, reuse: &Reuse) -> Reported<Self> {
        let mut report = Report::default();
        let routes: Vec<Route> = Language::ALL
            .into_iter()
            .flat_map(|language| pages(site).map(move |page| Route::new(page, language)))
            .collect();
        let site_map_parts = site_map_parts(routes.len());
        let plans = site.texts().iter().zip(&site.plans).map(|(texts, plan)| {
            let commitments: Vec<Id> = plan.commitments.iter().map(|commitment| commitment.id.value.clone()).collect();
            reuse.make(plan.id.as_str(), &(Arc::clone(texts.names()), commitments), plan_paths)
        });
        let plans = plans.collect();
        let mut table = Self {
            routes: Vec::new(),
            paths: HashMap::new(),
            plans,
            site_map_parts,
            is_host_root: site.base_url().path() == "/",
            has_security: site.portal.security.is_some(),
            archives: archives(site),
            redirects: Vec::new(),
        };
        for made in table.made() {
            table.claim(site, made.output(), Leaf::Made(made), &mut report);
        }
        let is_below_plan = |page: Page| matches!(page, Page::Commitment(..) | Page::Commentary(_));
        for &route in routes.iter().filter(|route| !is_below_plan(route.page)) {
            table.claim(site, Route::output(&route.path(site)), Leaf::Page(route), &mut report);
        }
        for path in site.assets.keys() {
            table.claim(site, asset_path(path), Leaf::Asset(Arc::clone(path)), &mut report);
        }
        report.extend(table.files_as_folders(site));
        for (plan, paths) in table.plans.iter().enumerate() {
            for (output, first, second) in &paths.repeated {
                report.push(collision(site, output, &second.leaf(plan), Some(&first.leaf(plan))));
            }
        }
        table.redirects = redirects(site, &routes, |output| table.at(output)).into(&mut report);
        table.routes = routes;
        Reported::new(table, report)
    }

    /// Returns every page in every language, in a fixed order.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Returns the files that are generated from the complete site.
    pub fn made(&self) -> impl Iterator<Item = Made> + use<> {
        // The site map's long files come first, so that no thread waits for them at the end.
        let parts = (1..=self.site_map_parts).map(Made::SiteMapPart);
        let archives = Language::ALL.into_iter().flat_map({
            let archives = self.archives;
            move |language| (1..=archives).map(move |number| Made::Atom(language, number))
        });
        let of_host = [(true, Made::Robots), (self.has_security, Made::Security)];
        let is_host_root = self.is_host_root;
        let of_host = of_host.into_iter().filter(move |(is_asked, _)| *is_asked && is_host_root).map(|(_, made)| made);
        let own = [Made::SiteMap].into_iter().chain(parts).chain(of_host);
        own.chain(Made::downloads()).chain(archives).chain(Made::DESCRIPTIONS)
    }

    /// Returns what is at an output path; `None` for a file of the theme.
    pub fn at(&self, output: &str) -> Option<Leaf> {
        let below = self.plans.iter().enumerate().find_map(|(plan, paths)| Some(paths.paths.get(output)?.leaf(plan)));
        let below = below.or_else(|| {
            let (key, claim) = self.paths.get_key_value(output).or_else(|| self.paths.get_key_value(&*fold(output)))?;
            (**claim.exact.as_ref().unwrap_or(key) == *output).then(|| claim.leaf.clone())
        });
        below.or_else(|| self.redirect_at(output))
    }

    /// Returns the addresses that others may link to: pages, data and assets; without the citations, which belong
    /// to their pages, the search, the page of unknown addresses, and the editions, whose number only grows.
    pub fn addresses(&self, site: &Site) -> Vec<String> {
        let is_lasting = |route: &&Route| !matches!(route.page, Page::Search | Page::NotFound | Page::Edition(_));
        let pages = self.routes.iter().filter(is_lasting).map(|route| route.path(site));
        let made = Made::downloads().chain(Made::DESCRIPTIONS).map(Made::output);
        pages.chain(made).chain(site.assets.keys().map(|path| asset_path(path))).collect()
    }

    /// Returns the number of archives of the feeds.
    pub fn archives(&self) -> usize {
        self.archives
    }

    /// Returns the redirects, in the order of their addresses.
    pub fn redirects(&self) -> &[Redirected] {
        &self.redirects
    }

    /// Returns the pages among them, each with its output path.
    pub fn redirect_leaves(&self) -> impl Iterator<Item = (String, Leaf)> {
        let pages = self.redirects.iter().enumerate().filter(|(_, redirect)| redirect.is_page());
        pages.map(|(at, redirect)| (Route::output(&redirect.from), Leaf::Redirect(at)))
    }

    /// Returns the redirect at an output path.
    fn redirect_at(&self, output: &str) -> Option<Leaf> {
        let path = output.strip_suffix("index.html").unwrap_or(output);
        let at = self.redirects.binary_search_by(|redirect| redirect.from.as_str().cmp(path)).ok()?;
        self.redirects[at].is_page().then_some(Leaf::Redirect(at))
    }

    fn claim(&mut self, site: &Site, output: String, leaf: Leaf, report: &mut Report) {
        let key = fold(&output);
        let is_reserved = matches!(leaf, Leaf::Page(_)) && [THEME, SEARCH].iter().any(|own| output.starts_with(own));
        let taken = self.paths.get(&key).map(|claim| &claim.leaf);
        if is_reserved || taken.is_some() {
            report.push(collision(site, &output, &leaf, taken));
        }
        let exact = (*key != *output).then(|| output.into());
        self.paths.entry(key).or_insert(Claim { exact, leaf });
    }

    /// Reports assets where one is a file at the place of another's folder, on hosts that ignore case.
    fn files_as_folders(&self, site: &Site) -> Report {
        let mut report = Report::default();
        for path in site.assets.keys() {
            let output = fold(&asset_path(path));
            let above =
                output.match_indices('/').map(|(at, _)| &output[..at]).filter(|above| above.starts_with(ASSETS));
            for file in above.filter_map(|above| self.paths.get(above)) {
                report.push(collision(site, &output, &Leaf::Asset(Arc::clone(path)), Some(&file.leaf)));
            }
        }
        report
    }
}

/// Returns the number of archives of the feeds, which contain the entries older than the newest.
fn archives(site: &Site) -> usize {
    site.change_count().saturating_sub(FEED) / FEED
}

/// Returns the number of parts of the site map; 0 if one file contains all addresses.
fn site_map_parts(routes: usize) -> usize {
    if routes > SITE_MAP_LIMIT { routes.div_ceil(SITE_MAP_LIMIT) } else { 0 }
}

/// Returns a path as a host sees it that ignores case and the composition of accents.
fn fold(path: &str) -> Box<str> {
    if path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return path.into();
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(&path.to_lowercase()).into()
}

fn plan_paths((names, commitments): &(Arc<PlanNames>, Vec<Id>), _: &Reuse) -> PlanPaths {
    let mut all = PlanPaths::default();
    let mut claim = |output: String, below: Below| match all.paths.get(&*output) {
        Some(first) => all.repeated.push((output.into(), *first, below)),
        None => {
            all.paths.insert(output.into(), below);
        }
    };
    let plan = &names.id;
    for language in Language::ALL {
        let output = |page: Page, own: &Id| Route::output(&below_plan(page, language, plan, own));
        for (at, id) in commitments.iter().enumerate() {
            claim(output(Page::Commitment(0, at), id), Below::Commitment(at, language));
        }
        for (at, (_, slugs)) in names.texts.iter().enumerate() {
            let page = Page::Commentary(CommentaryAt { plan: 0, at });
            claim(output(page, &slugs[language as usize]), Below::Commentary(at, language));
        }
    }
    for (at, (id, _)) in names.texts.iter().enumerate() {
        for format in CitationFormat::ALL {
            claim(citation_of(plan, id, format), Below::Citation(at, format));
        }
    }
    all
}

/// Returns the diagnostic for two claims of one path; the one with a place in the content is named first.
fn collision(site: &Site, output: &str, leaf: &Leaf, first: Option<&Leaf>) -> Diagnostic {
    let own = place(site, leaf);
    let other = first.and_then(|first| place(site, first));
    let (place, other) = match (own, other) {
        (Some(own), other) => (own, other),
        (None, Some(other)) => (other, None),
        (None, None) => (Place::file(site.portal.source().path().clone()), None),
    };
    let mut diagnostic = Diagnostic::new(Code::PathCollision, place).arg("path", output);
    diagnostic = diagnostic.arg("other", if other.is_some() { "place" } else { "none" });
    diagnostic.related = other;
    diagnostic.arg("kind", Arg::Term("term-page"))
}

/// Returns the place that determines a path: a slug, or a file.
fn place(site: &Site, leaf: &Leaf) -> Option<Place> {
    let (source, slug, head) = match leaf {
        Leaf::Page(route) => match route.page {
            Page::Commentary(at) => {
                let (side, _) = site.commentary(at).text.get(route.language);
                (side.source(), side.slug.as_ref().map(|slug| slug.span), side.head)
            }
            Page::FreePage(at) => {
                let (side, _) = site.pages[at].get(route.language);
                (side.source(), side.slug.as_ref().map(|slug| slug.span), side.title.span)
            }
            // These are at addresses of the portal's own, or have the ids of their files.
            _ => return None,
        },
        Leaf::Asset(path) => return Some(Place::file(format!("content/assets/{path}"))),
        Leaf::Citation(..) | Leaf::Theme(_) | Leaf::Redirect(_) | Leaf::Made(_) => return None,
    };
    Some(match slug {
        Some(span) => source.place(span),
        None => source.place(Span { start: head.start, end: head.start }),
    })
}

/// Returns every page, in the order of the site map.
fn pages(site: &Site) -> impl Iterator<Item = Page> + '_ {
    let plans = site.plans.iter().enumerate().flat_map(move |(plan, record)| {
        let commitments = (0..record.commitments.len()).map(move |at| Page::Commitment(plan, at));
        let commentaries = site.commentaries_on_plan(plan).map(Page::Commentary);
        std::iter::once(Page::Plan(plan)).chain(commitments).chain(commentaries)
    });
    [Page::Home, Page::Mandate, Page::Members]
        .into_iter()
        .chain((0..site.members.len()).map(Page::Member))
        .chain([Page::Composition])
        .chain(site.periods().iter().map(|period| Page::CompositionOn(period.first)))
        .chain([Page::Breaches, Page::Compare, Page::Nominations])
        .chain((0..site.nominations.len()).map(Page::Nomination))
        .chain([Page::Operation, Page::Duties, Page::Ahead, Page::Meetings])
        .chain((0..site.meetings.len()).map(Page::Meeting))
        .chain([Page::Plans])
        .chain(plans)
        .chain([Page::Recommendations, Page::OpenData, Page::Changes])
        .chain((0..site.editions().len()).map(Page::Edition))
        .chain((0..site.pages.len()).map(Page::FreePage))
        .chain([Page::Register])
        .chain(site.has_search().then_some(Page::Search))
        .chain([Page::SiteMap, Page::NotFound])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_of_a_site_map_holds_too_many_addresses() {
        let parts = [0, 50_000, 50_001, 100_000, 100_001].map(site_map_parts);
        assert_eq!(parts, [0, 0, 2, 2, 3]);
    }
}
