//! The Content Security Policy (level 3) of the pages. Nothing on them is inline, and nothing is loaded from
//! another host.

use crate::site::Site;

/// The referrer policy: other sites receive only the host, and not a visitor's search.
pub const REFERRER: &str = "strict-origin-when-cross-origin";

/// Returns the policy that a host sends with every response.
pub fn in_header(site: &Site) -> String {
    format!("{}; frame-ancestors 'none'", in_page(site))
}

/// Returns the policy for a `meta` element, without `frame-ancestors`, which browsers ignore there with a console
/// warning.
pub fn in_page(site: &Site) -> String {
    // The search index is read by WebAssembly.
    let scripts = if site.has_search() { "script-src 'self' 'wasm-unsafe-eval'" } else { "script-src 'self'" };
    format!(
        "default-src 'none'; {scripts}; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'"
    )
}
