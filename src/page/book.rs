//! All pages of a site and their paths; two on one path is an error that names both.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Page, Route, asset_path, citation_path};
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Span};
use crate::language::Language;
use crate::site::Site;

/// What a path below the root leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// A page.
    Page(Route),
    /// A file among the assets, by its path below them.
    Asset(Box<str>),
    /// The ready citation of a commentary.
    Citation(usize),
    /// A file that the program makes (`sitemap.xml`, `robots.txt`).
    Made,
}

/// The pages of a site, in a fixed order, with their paths.
#[derive(Debug)]
pub struct Pages {
    routes: Vec<Route>,
    /// By the path in lower case, since some hosts do not tell case apart; with the path itself where
    /// it differs.
    paths: HashMap<Box<str>, (Option<Box<str>>, Claim)>,
}

/// Files that the program makes at the root, beside the pages.
pub const MADE: [&str; 2] = ["robots.txt", "sitemap.xml"];
/// The folder of the theme's files.
pub const THEME: &str = "theme/";
/// The folder of the search index.
pub const SEARCH: &str = "pagefind/";

impl Pages {
    /// The pages of a site; collisions go to the report. Those of an `earlier` site are taken over where
    /// the same pages stand at the same paths: most edits change neither.
    pub fn of(site: &Site, earlier: Option<(&Arc<Pages>, &Site)>, report: &mut Report) -> Arc<Self> {
        let routes: Vec<Route> = Language::ALL
            .into_iter()
            .flat_map(|language| list(site).map(move |page| Route::new(page, language)))
            .collect();
        if let Some((pages, before)) = earlier
            && pages.routes == routes
            && is_named_alike(&routes, before, site)
        {
            return Arc::clone(pages);
        }
        let mut book = Self { routes: Vec::new(), paths: HashMap::with_capacity(routes.len()) };
        for made in MADE {
            book.paths.insert(made.into(), (None, Claim::Made));
        }
        for &route in &routes {
            book.claim(site, Route::output(&route.path(site)), Claim::Page(route), report);
        }
        for commentary in 0..site.commentaries.len() {
            book.claim(site, citation_path(site, commentary), Claim::Citation(commentary), report);
        }
        for path in site.assets.keys() {
            book.claim(site, asset_path(path), Claim::Asset(path.clone()), report);
        }
        book.routes = routes;
        Arc::new(book)
    }

    /// Every page in every language, in a fixed order.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// What an output path leads to.
    pub fn at(&self, output: &str) -> Option<&Claim> {
        let (key, (exact, claim)) =
            self.paths.get_key_value(output).or_else(|| self.paths.get_key_value(output.to_lowercase().as_str()))?;
        (**exact.as_ref().unwrap_or(key) == *output).then_some(claim)
    }

    fn claim(&mut self, site: &Site, output: String, claim: Claim, report: &mut Report) {
        // Paths that differ by case alone collide too.
        let key: Box<str> = output.to_lowercase().into();
        let taken = match &claim {
            Claim::Page(_) if output.starts_with(THEME) || output.starts_with(SEARCH) => Some(Claim::Made),
            _ => self.paths.get(&key).map(|(_, claim)| claim.clone()),
        };
        if let Some(first) = taken {
            let (mut place, mut other) = (place(site, &claim), place_if_any(site, &first));
            if place_if_any(site, &claim).is_none() && other.is_some() {
                (place, other) = (other.take().unwrap_or(place), None);
            }
            let mut diagnostic = Diagnostic::new(Code::PathCollision, place).arg("path", output.as_str());
            diagnostic = diagnostic.arg("other", if other.is_some() { "place" } else { "none" });
            diagnostic.related = other;
            report.push(diagnostic.arg("kind", Arg::Term("term-page")));
        }
        let exact = (*key != *output).then(|| output.into());
        self.paths.entry(key).or_insert((exact, claim));
    }
}

/// Whether the same pages have the same paths in two sites, and so have the files beside them.
fn is_named_alike(routes: &[Route], one: &Site, other: &Site) -> bool {
    routes.iter().all(|route| route.names(one) == route.names(other))
        && one.commentaries.iter().zip(&other.commentaries).all(|(a, b)| a.text.french.id == b.text.french.id)
        && one.assets.keys().eq(other.assets.keys())
}

fn place(site: &Site, claim: &Claim) -> Place {
    place_if_any(site, claim).unwrap_or_else(|| Place::file(site.portal.source.path().clone()))
}

/// The place that gave a path its name: a slug, or a file.
fn place_if_any(site: &Site, claim: &Claim) -> Option<Place> {
    let (source, slug) = match claim {
        Claim::Page(route) => match route.page {
            Page::Commentary(at) => {
                let (side, _) = site.commentaries[at].text.get(route.language);
                (&side.source, side.slug.as_ref().map(|slug| slug.span))
            }
            Page::FreePage(at) => {
                let (side, _) = site.pages[at].get(route.language);
                (&side.source, side.slug.as_ref().map(|slug| slug.span))
            }
            _ => return None,
        },
        Claim::Asset(path) => return Some(Place::file(format!("content/assets/{path}"))),
        Claim::Citation(_) | Claim::Made => return None,
    };
    Some(match slug {
        Some(span) => source.place(span),
        None => source.place(Span::new(0..3)),
    })
}

/// Every page, in the order of the site map.
fn list(site: &Site) -> impl Iterator<Item = Page> + '_ {
    let plans = site.plans.iter().enumerate().flat_map(move |(plan, record)| {
        let commitments = (0..record.commitments.len()).map(move |at| Page::Commitment(plan, at));
        let commentaries = site.commentaries_on_plan(plan).iter().map(|&at| Page::Commentary(at));
        std::iter::once(Page::Plan(plan)).chain(commitments).chain(commentaries)
    });
    [Page::Home, Page::Mandate, Page::Members]
        .into_iter()
        .chain((0..site.members.len()).map(Page::Member))
        .chain([Page::Composition])
        .chain(site.changes().iter().copied().map(Page::CompositionOn))
        .chain([Page::Nominations])
        .chain((0..site.nominations.len()).map(Page::Nomination))
        .chain([Page::Operation, Page::Meetings])
        .chain((0..site.meetings.len()).map(Page::Meeting))
        .chain([Page::Plans])
        .chain(plans)
        .chain([Page::Recommendations])
        .chain((0..site.pages.len()).map(Page::FreePage))
        .chain([Page::Register])
        .chain(site.has_search().then_some(Page::Search))
        .chain([Page::SiteMap, Page::NotFound])
}
