//! Former addresses, and where they lead now: those that the portal lists, and those of past days of the
//! composition, which lead to the period that contains the day. The citations of a text are redirected with it.

use std::collections::{BTreeMap, HashSet};

use super::{CitationFormat, Leaf, Page, Route, SEARCH, citation_of, citation_path, word};
use crate::diagnostic::{Code, Diagnostic, Report, Reported, suggestion};
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::id::Id;
use crate::site::Site;
use crate::source::quoted;

/// A former address, and its redirect target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirected {
    /// The former path, below the site's root.
    pub from: String,
    /// The path that it leads to.
    pub to: String,
}

impl Redirected {
    /// Returns the language of the former address.
    pub fn language(&self) -> Language {
        if self.from.starts_with(super::ENGLISH) { Language::English } else { Language::French }
    }

    /// Returns whether a redirect page can be written at the address; others need a rule of the host.
    pub fn is_page(&self) -> bool {
        self.from.is_empty() || self.from.ends_with('/') || self.from.ends_with(".html")
    }
}

/// The files at the root of a site that account for its editions. They are named in `editions`, which this layer
/// may not import.
const ACCOUNT: [&str; 4] = ["SHA256SUMS", "edition.json", "editions.json", "checkpoint"];
/// The maximum length of a file name in a file system, in bytes.
const LONGEST: usize = 255;

/// Returns whether a path is that of an account of the editions, or of its signatures and compressed copies.
fn is_of_account(path: &str) -> bool {
    ACCOUNT.iter().any(|own| path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/'])))
}

/// Returns the redirects of a site, in the order of their addresses; reports a published address that leads
/// nowhere. `at` returns what is at an output path; `routes` are the pages.
pub(super) fn redirects(site: &Site, routes: &[Route], at: impl Fn(&str) -> Option<Leaf>) -> Reported<Vec<Redirected>> {
    let mut report = Report::default();
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let source = site.portal.source();
    let is_there = |path: &str| at(&Route::output(path)).is_some();
    let named: HashSet<&str> = site.portal.redirects.iter().map(|redirect| redirect.from.as_str()).collect();
    // A folder cannot have the name of an existing file, or of the page of another redirect.
    let is_below_file = |path: &str| {
        path.match_indices('/').map(|(end, _)| &path[..end]).any(|above| {
            at(above).is_some() || is_of_account(above) || above.ends_with(".html") && named.contains(above)
        })
    };
    // The path of the portal on its host, with which addresses copied from a browser begin.
    let base = site.base_url().path().trim_start_matches('/');
    let below =
        |path: &str| path.strip_prefix(base).filter(|below| !base.is_empty() && !below.is_empty()).map(str::to_owned);
    let copied = |path: &str| below(path).filter(|_| !is_there(path));
    // Follows redirects to the final page. No page is renamed more than 100 times.
    const HOPS: usize = 100;
    let next: BTreeMap<&str, &str> =
        site.portal.redirects.iter().map(|redirect| (redirect.from.as_str(), redirect.to.as_str())).collect();
    let onwards = |to: &str| {
        let ends = std::iter::successors(Some(to), |at| next.get(at).copied()).take(HOPS);
        ends.skip(1).find(|at| is_there(at)).map(str::to_owned)
    };
    for redirect in &site.portal.redirects {
        let (from, to) = (&redirect.from, &redirect.to);
        let mut proposal = None;
        let refused = if let Some(below) = copied(from) {
            proposal = Some(below);
            Some(("base", from))
        } else if let Some(below) = copied(to) {
            proposal = Some(below);
            Some(("base", to))
        } else if is_there(from) {
            Some(("page", from))
        } else if is_of_account(from) || from.starts_with(SEARCH) || is_below_file(from) {
            Some(("file", from))
        } else if from.split('/').any(|part| part.len() > LONGEST) {
            Some(("long", from))
        } else if all.contains_key(&from.value) {
            Some(("twice", from))
        } else if !is_there(to) {
            proposal = onwards(to);
            Some((if proposal.is_some() { "onwards" } else { "nowhere" }, to))
        } else {
            None
        };
        match refused {
            Some((why, path)) => {
                let diagnostic = Diagnostic::new(Code::BadRedirect, source.place(path.span)).arg("why", why);
                report.push(diagnostic.arg("path", path.as_str()).arg("proposal", proposal.unwrap_or_default()));
            }
            None => drop(all.insert(from.value.clone(), to.value.clone())),
        }
    }
    let citations: Vec<_> =
        all.iter().filter_map(|(from, to)| citations(site, from, at(&Route::output(to))?)).collect();
    for (from, to) in citations.into_iter().flatten() {
        if !is_there(&from) {
            all.entry(from).or_insert(to);
        }
    }
    let mut gone = Vec::new();
    for (path, place) in site.addresses().iter() {
        if is_there(path) || all.contains_key(path) {
            continue;
        }
        match period(site, path) {
            Some(to) => drop(all.insert(path.to_owned(), to)),
            None => gone.push((path, place)),
        }
    }
    if !gone.is_empty() {
        let new = new_pages(site, routes);
        for (path, place) in gone {
            let proposal = proposal(path, &new).unwrap_or_else(|| "none".to_owned());
            let diagnostic = Diagnostic::new(Code::AddressGone, place).arg("path", path);
            // In a flow mapping a comma, a brace or a blank would end the path or change it.
            let is_plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
            let diagnostic = diagnostic.arg("from", if is_plain { path.to_owned() } else { quoted(path) });
            report.push(diagnostic.arg("proposal", proposal));
        }
    }
    Reported::new(all.into_iter().map(|(from, to)| Redirected { from, to }).collect(), report)
}

/// Returns the citation files of a text whose page moved, each with its replacement. They are named by the id of
/// the text, which is the last part of its French address unless the text has another slug.
fn citations(site: &Site, from: &str, to: Leaf) -> Option<[(String, String); 3]> {
    let Leaf::Page(Route { page: Page::Commentary(at), language: Language::French }) = to else { return None };
    let mut parts = from.trim_end_matches('/').split('/');
    let [plans, plan, texts, id] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    let own = |page| word(page, Language::French);
    let (plan, id) = (Id::new(plan)?, Id::new(id)?);
    (plans == own(Page::Plans) && texts == own(Page::Commentary(at)) && parts.next().is_none())
        .then(|| CitationFormat::ALL.map(|one| (citation_of(&plan, &id, one), citation_path(site, at, one))))
}

/// Returns the page of the period that contains the day in an address of the composition.
fn period(site: &Site, path: &str) -> Option<String> {
    Language::ALL.into_iter().find_map(|language| {
        let folder = Route::new(Page::Composition, language).path(site);
        let day = path.strip_prefix(&folder)?.strip_suffix('/')?;
        let day = PartialDate::parse(day).filter(|date| date.is_exact())?.earliest();
        let page = site.period_of(day).map_or(Page::Composition, |at| Page::CompositionOn(site.periods()[at].first));
        Some(Route::new(page, language).path(site))
    })
}

/// Returns the paths of pages that were not published before.
fn new_pages(site: &Site, routes: &[Route]) -> Vec<String> {
    let published: HashSet<&str> = site.addresses().paths().collect();
    let all = routes.iter().map(|route| route.path(site));
    all.filter(|path| !published.contains(path.as_str())).collect()
}

/// Returns the likely replacement of an address: the only new page next to it, or one whose name is nearly the
/// same.
fn proposal(path: &str, new: &[String]) -> Option<String> {
    let folder = |path: &str| path.trim_end_matches('/').rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let own = folder(path);
    let beside: Vec<&String> = new.iter().filter(|other| folder(other) == own).collect();
    match beside.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        several => suggestion::nearest(path, several.iter().map(|other| other.as_str())).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editions;

    #[test]
    fn every_file_that_an_edition_writes_at_the_root_is_reserved() {
        let own = [editions::SUMS, editions::EARLIER, editions::UNDER_WAY, editions::STATEMENT, editions::CHAIN];
        for name in own.into_iter().chain([editions::CHECKPOINT]).chain(editions::SIGNATURES) {
            assert!(is_of_account(name) && is_of_account(&format!("{name}/old/")), "{name}");
        }
        assert!(!is_of_account("editions/") && !is_of_account("checkpoints"));
    }
}
