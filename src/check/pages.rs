//! Checks of the rendered pages: links lead to something that exists, ids are unique, headings go down one level at
//! a time, pictures have a text alternative, tables have headers, and links describe their target.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::scan::{Found, LinkFound, scan};
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Source, Span};
use crate::page::Route;
use crate::render::Tree;

/// Words that do not describe the target of a link, in both languages.
const EMPTY_WORDS: [&str; 18] = [
    "cliquez ici",
    "cliquer ici",
    "cliquez",
    "ici",
    "lire la suite",
    "en savoir plus",
    "plus",
    "lien",
    "ce lien",
    "suite",
    "click here",
    "here",
    "read more",
    "more",
    "learn more",
    "link",
    "this link",
    "this page",
];

/// Renders every page of a tree and verifies it. `progress` is called once for each page.
pub fn pages(tree: &Tree, progress: &(dyn Fn() + Sync)) -> Report {
    let outputs: HashSet<String> = tree.leaves().into_iter().map(|(output, _)| output).collect();
    let pages: Vec<(Route, Result<Found, Box<Diagnostic>>)> = tree
        .table()
        .routes()
        .par_iter()
        .map(|&route| {
            let found = read(tree, route);
            progress();
            (route, found)
        })
        .collect();
    let mut report = Report::default();
    let mut anchors: HashMap<String, &HashSet<String>> = HashMap::with_capacity(pages.len());
    for (route, found) in &pages {
        match found {
            Ok(found) => {
                anchors.insert(Route::output(&route.path(tree.site())), &found.ids);
            }
            Err(diagnostic) => report.push((**diagnostic).clone()),
        }
    }
    let verified: Vec<Verified> = pages
        .par_iter()
        .filter_map(|(route, found)| Some((*route, found.as_ref().ok()?)))
        .map(|(route, found)| Page { tree, route, found, here: route.path(tree.site()) }.verify(&outputs, &anchors))
        .collect();
    let mut around = BTreeMap::new();
    for one in verified {
        report.extend(one.report);
        for (href, diagnostic) in one.around {
            around.entry(href).or_insert((diagnostic, 0)).1 += 1;
        }
    }
    for (diagnostic, pages) in around.into_values() {
        report.push(diagnostic.arg("others", pages - 1));
    }
    report.sort();
    report
}

/// The result of checking one page.
struct Verified {
    report: Report,
    /// The dead links outside of its own text (head, navigation, footer), which other pages have too: each is
    /// reported once.
    around: Vec<(String, Diagnostic)>,
}

fn read(tree: &Tree, route: Route) -> Result<Found, Box<Diagnostic>> {
    Ok(scan(&tree.page(route)?.html()?))
}

/// A rendered page under verification.
struct Page<'a> {
    tree: &'a Tree,
    route: Route,
    found: &'a Found,
    here: String,
}

impl Page<'_> {
    fn verify(&self, outputs: &HashSet<String>, anchors: &HashMap<String, &HashSet<String>>) -> Verified {
        let mut report = Report::default();
        let mut around = BTreeMap::new();
        for id in &self.found.repeated {
            report.push(self.diagnostic(Code::DuplicateElementId, id).arg("id", id.as_str()));
        }
        self.language(&mut report);
        self.headings(&mut report);
        for image in &self.found.images_without_words {
            report.push(self.diagnostic(Code::PictureWithoutWords, image).arg("image", image.as_str()));
        }
        for _ in 0..self.found.tables_without_headers {
            report.push(self.diagnostic(Code::TableWithoutHeaders, ""));
        }
        for link in &self.found.links {
            if let Some(broken) = self.target(link, outputs, anchors, &mut report) {
                match link.in_main {
                    true => report.push(broken.arg("others", 0)),
                    false => drop(around.entry(link.href.clone()).or_insert(broken)),
                }
            }
            self.words(link, &mut report);
        }
        self.ambiguous(&mut report);
        Verified { report, around: around.into_iter().collect() }
    }

    /// Returns a diagnostic at a text in the page's source, or for the complete file.
    fn diagnostic(&self, code: Code, needle: &str) -> Diagnostic {
        let place = place_of(self.route.source(self.tree.site()), needle);
        Diagnostic::new(code, place).arg("page", format!("/{}", self.here))
    }

    /// Returns a diagnostic at the words of a link.
    fn tell_link(&self, code: Code, words: &str) -> Diagnostic {
        let text = self.route.source(self.tree.site()).text();
        let written = format!("[{words}]");
        self.diagnostic(code, if text.contains(&written) { &written } else { words })
    }

    fn language(&self, report: &mut Report) {
        let expected = self.route.language.tag();
        if self.found.language.as_deref() != Some(expected) {
            let found = self.found.language.as_deref().unwrap_or("none").to_owned();
            report.push(self.diagnostic(Code::PageLanguage, "").arg("found", found).arg("expected", expected));
        }
    }

    fn headings(&self, report: &mut Report) {
        let mut last = 0;
        for (level, words) in &self.found.headings {
            if *level > last + 1 {
                let diagnostic = self.diagnostic(Code::HeadingSkipped, words.trim());
                let levels = [("level", usize::from(*level)), ("last", usize::from(last))];
                report.push(
                    levels
                        .into_iter()
                        .fold(diagnostic, |diagnostic, (name, level)| diagnostic.arg(name, level))
                        .arg("words", words.trim()),
                );
            }
            last = *level;
        }
    }

    /// Checks the target of a link; returns the diagnostic if it does not exist.
    fn target(
        &self,
        link: &LinkFound,
        outputs: &HashSet<String>,
        anchors: &HashMap<String, &HashSet<String>>,
        report: &mut Report,
    ) -> Option<Diagnostic> {
        let base_url = self.tree.site().base_url();
        let (base, origin) = (base_url.path(), base_url.origin());
        let href = link.href.replace("&amp;", "&");
        let inside = href.strip_prefix(origin).unwrap_or(&href);
        let (path, fragment) = inside.split_once('#').map_or((inside, None), |(path, fragment)| (path, Some(fragment)));
        let path = path.split('?').next().unwrap_or_default();
        let target = match path {
            "" => Route::output(&self.here),
            path => match path.strip_prefix(base) {
                Some(path) => Route::output(&decode(path)),
                None => return None,
            },
        };
        let is_there = outputs.contains(&target);
        let broken = (!is_there).then(|| self.diagnostic(Code::BrokenLink, &href).arg("link", href.as_str()));
        if is_there
            && let (Some(fragment), Some(ids)) = (fragment, anchors.get(&target))
            && !ids.contains(decode(fragment).as_str())
        {
            let known = ids.iter().map(String::as_str).collect::<BTreeSet<_>>();
            let diagnostic = self.diagnostic(Code::BrokenAnchor, &format!("#{fragment}")).arg("link", href.as_str());
            report.push(diagnostic.nearest(fragment, known));
        }
        let is_file = target.starts_with("assets/") && link.is_anchor && !path.ends_with('/');
        if is_file && link.in_main && !link.after.trim_start().starts_with('(') && !link.words.contains('(') {
            report.push(self.tell_link(Code::FileLinkBare, link.words.trim()).arg("link", link.words.trim()));
        }
        broken
    }

    fn words(&self, link: &LinkFound, report: &mut Report) {
        let words = link.words.trim();
        if link.is_anchor && words.is_empty() && !link.labelled {
            report.push(self.diagnostic(Code::LinkWithoutWords, &link.href).arg("link", link.href.as_str()));
        }
        let said = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if link.in_main && !link.href.starts_with('#') && EMPTY_WORDS.contains(&said.as_str()) {
            report.push(self.tell_link(Code::LinkSaysNothing, words).arg("words", words));
        }
    }

    /// Reports links in the text with the same words and different targets.
    fn ambiguous(&self, report: &mut Report) {
        let mut targets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        // A sign without words, such as the link back from a footnote, has a label for screen readers.
        let is_worded = |link: &&LinkFound| link.words.chars().any(char::is_alphanumeric);
        // Links of headings to themselves may have equal words.
        let leads_on = |link: &&LinkFound| link.is_anchor && link.in_prose && !link.href.starts_with('#');
        for link in self.found.links.iter().filter(leads_on).filter(is_worded) {
            targets.entry(link.words.trim()).or_default().insert(&link.href);
        }
        for (words, places) in targets.into_iter().filter(|(words, places)| places.len() > 1 && !words.is_empty()) {
            let places = places.into_iter().map(str::to_owned).collect();
            report.push(
                self.tell_link(Code::LinkAmbiguous, words).arg("words", words).arg("targets", Arg::Choice(places)),
            );
        }
    }
}

/// Returns the place of a text in the source of its page, or the complete file.
fn place_of(source: &Source, needle: &str) -> Place {
    match source.text().find(needle).filter(|_| !needle.is_empty()) {
        Some(at) => source.place(Span::new(at..at + needle.len())),
        None => Place::file(source.path().clone()),
    }
}

/// Percent-decodes a path, once.
fn decode(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}
