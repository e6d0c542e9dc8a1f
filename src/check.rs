//! What is verified on the rendered pages: every link inside the site leads to a page or file that
//! exists, every fragment to an element, and no element's id stands twice.

use std::collections::{HashMap, HashSet};

use lol_html::errors::RewritingError;
use lol_html::{HtmlRewriter, Settings, element};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Place, Report, Source, Span};
use crate::page::Route;
use crate::render::{Failure, Leaf, Tree};

/// Renders every page of a tree and verifies it. `progress` is called once for each page.
pub fn check(tree: &Tree, progress: &(dyn Fn() + Sync)) -> Report {
    let outputs: HashSet<String> = tree.leaves().into_iter().map(|(output, _)| output).collect();
    let pages: Vec<(Route, Result<Found, Box<Diagnostic>>)> = tree
        .pages()
        .routes()
        .par_iter()
        .map(|&route| {
            let found = read(tree, route);
            progress();
            (route, found)
        })
        .collect();
    let mut report = Report::default();
    let mut anchors: HashMap<String, &HashSet<String>> = HashMap::new();
    for (route, found) in &pages {
        match found {
            Ok(found) => {
                anchors.insert(Route::output(&route.path(tree.site())), &found.ids);
            }
            Err(diagnostic) => report.push((**diagnostic).clone()),
        }
    }
    for (route, found) in &pages {
        if let Ok(found) = found {
            verify(tree, *route, found, &outputs, &anchors, &mut report);
        }
    }
    report.sort();
    report
}

/// What a page holds that can be wrong.
#[derive(Default)]
struct Found {
    ids: HashSet<String>,
    repeated: Vec<String>,
    links: Vec<String>,
}

fn read(tree: &Tree, route: Route) -> Result<Found, Box<Diagnostic>> {
    let bytes = match tree.render(&Leaf::Page(route)) {
        Ok(bytes) => bytes,
        Err(Failure::Template(diagnostic)) => return Err(diagnostic),
        Err(Failure::Read(_)) => Vec::new(),
    };
    let mut found = Found::default();
    // Our own pages are whole UTF-8 documents: the parser has nothing to refuse in them.
    let parsed = scan(&bytes, &mut found);
    debug_assert!(parsed.is_ok(), "{route:?}");
    Ok(found)
}

fn scan(bytes: &[u8], found: &mut Found) -> Result<(), RewritingError> {
    let settings = Settings::new().append_element_content_handler(element!("*", |element| {
        if let Some(id) = element.get_attribute("id")
            && !found.ids.insert(id.clone())
        {
            found.repeated.push(id);
        }
        found.links.extend(element.get_attribute("href").or_else(|| element.get_attribute("src")));
        Ok(())
    }));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(bytes)?;
    rewriter.end()
}

fn verify(
    tree: &Tree,
    route: Route,
    found: &Found,
    outputs: &HashSet<String>,
    anchors: &HashMap<String, &HashSet<String>>,
    report: &mut Report,
) {
    let site = tree.site();
    let source = route.source(site);
    let here = route.path(site);
    for id in &found.repeated {
        let diagnostic = Diagnostic::new(Code::DuplicateElementId, place_of(source, id));
        report.push(diagnostic.arg("id", id.as_str()).arg("page", format!("/{here}")));
    }
    let (base, origin) = (site.base_url().path(), site.base_url().origin());
    for link in &found.links {
        let link = link.replace("&amp;", "&");
        let inside = link.strip_prefix(origin).unwrap_or(&link);
        let (path, fragment) = inside.split_once('#').map_or((inside, None), |(path, fragment)| (path, Some(fragment)));
        let target = match path {
            "" => Route::output(&here),
            path => match path.strip_prefix(base) {
                Some(path) => Route::output(&decode(path)),
                None => continue,
            },
        };
        if !outputs.contains(&target) {
            let diagnostic = Diagnostic::new(Code::BrokenLink, place_of(source, &link));
            report.push(diagnostic.arg("link", link.as_str()).arg("page", format!("/{here}")));
        } else if let (Some(fragment), Some(ids)) = (fragment, anchors.get(&target))
            && !ids.contains(decode(fragment).as_str())
        {
            let needle = format!("#{fragment}");
            let diagnostic = Diagnostic::new(Code::BrokenAnchor, place_of(source, &needle)).arg("link", link.as_str());
            let known = ids.iter().map(String::as_str).collect::<std::collections::BTreeSet<_>>();
            report.push(diagnostic.arg("page", format!("/{here}")).nearest(fragment, known));
        }
    }
}

/// Where a text stands in the source of its page, or the whole file.
fn place_of(source: &Source, needle: &str) -> Place {
    match source.text().find(needle) {
        Some(at) => source.place(Span::new(at..at + needle.len())),
        None => Place::file(source.path().clone()),
    }
}

/// Percent-decodes a path, once.
fn decode(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}
