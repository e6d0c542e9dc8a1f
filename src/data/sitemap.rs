//! `sitemap.xml` (sitemaps.org 0.9, with language alternates): every page that is at its own address and in its own
//! language. If one file cannot contain all addresses, it lists its parts.

use crate::language::Language;
use crate::page::{Made, Page, Route, RouteTable, SITE_MAP_LIMIT};
use crate::site::Site;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Returns the file: the addresses, or the list of its parts. No character of a path must be escaped in XML: ids
/// and slugs are plain, and the base URL is validated.
pub fn render(site: &Site, table: &RouteTable) -> String {
    let mut parts = table.made().filter(|made| matches!(made, Made::SiteMapPart(_))).peekable();
    if parts.peek().is_none() {
        return addresses(site, listed(site, table));
    }
    let base = site.base_url();
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for part in parts {
        out.push_str(&format!("<sitemap><loc>{}{}{}</loc></sitemap>\n", base.origin(), base.path(), part.output()));
    }
    out + "</sitemapindex>\n"
}

/// Returns a part of the site map, counted from 1: each covers the same number of pages, some of which are not
/// listed.
pub fn part(site: &Site, table: &RouteTable, number: usize) -> String {
    let pages = table.routes().iter().skip((number - 1) * SITE_MAP_LIMIT).take(SITE_MAP_LIMIT);
    addresses(site, pages.copied().filter(|route| is_listed(site, *route)))
}

fn addresses(site: &Site, routes: impl Iterator<Item = Route>) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for route in routes {
        let urls = Language::ALL.map(|language| Route::new(route.page, language).url(site));
        out.push_str("<url><loc>");
        out.push_str(&urls[route.language as usize]);
        out.push_str("</loc>");
        if route.twin().text_language(site) == route.twin().language {
            for (language, url) in Language::ALL.into_iter().zip(&urls) {
                alternate(&mut out, language.tag(), url);
            }
            alternate(&mut out, "x-default", &urls[Language::French as usize]);
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// Returns the pages to be found by search engines.
fn listed(site: &Site, table: &RouteTable) -> impl Iterator<Item = Route> {
    table.routes().iter().copied().filter(|route| is_listed(site, *route))
}

fn is_listed(site: &Site, route: Route) -> bool {
    let draft = matches!(route.page, Page::Commentary(at) if site.commentary(at).draft);
    route.page != Page::NotFound && !draft && route.text_language(site) == route.language
}

fn alternate(out: &mut String, tag: &str, url: &str) {
    out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
    out.push_str(tag);
    out.push_str("\" href=\"");
    out.push_str(url);
    out.push_str("\"/>");
}
