//! `robots.txt` (RFC 9309): everything may be read, and where the site map is.

use crate::site::Site;

/// The file.
pub fn render(site: &Site) -> String {
    let base = site.base_url();
    format!("User-agent: *\nAllow: /\n\nSitemap: {}{}sitemap.xml\n", base.origin(), base.path())
}
