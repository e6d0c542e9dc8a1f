//! `robots.txt` (RFC 9309): it allows everything and names the site map.

use crate::site::Site;

/// Returns the file.
pub fn render(site: &Site) -> String {
    let base = site.base_url();
    format!("User-agent: *\nAllow: /\n\nSitemap: {}{}sitemap.xml\n", base.origin(), base.path())
}
