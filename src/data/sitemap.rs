//! `sitemap.xml` (sitemaps.org 0.9, with language alternates): every page that stands under its
//! own address, in its own language.

use crate::language::Language;
use crate::page::{Page, Pages, Route};
use crate::site::Site;

/// The most addresses that the protocol lets one file hold.
pub const LIMIT: usize = 50_000;

/// The file. Paths hold nothing that XML would need escaped: ids and slugs are plain, and the base
/// URL is checked.
pub fn render(site: &Site, pages: &Pages) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for &route in listed(site, pages).iter().take(LIMIT) {
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

/// The pages to be found by search engines.
fn listed(site: &Site, pages: &Pages) -> Vec<Route> {
    let stands = |route: &&Route| {
        let draft = matches!(route.page, Page::Commentary(at) if site.commentaries[at].draft);
        route.page != Page::NotFound && !draft && route.text_language(site) == route.language
    };
    pages.routes().iter().filter(stands).copied().collect()
}

fn alternate(out: &mut String, tag: &str, url: &str) {
    out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
    out.push_str(tag);
    out.push_str("\" href=\"");
    out.push_str(url);
    out.push_str("\"/>");
}
