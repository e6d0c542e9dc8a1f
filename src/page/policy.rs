//! What pages may load and do (Content Security Policy 3): it follows from what pages hold. Nothing is inline, and
//! nothing comes from another host.

use crate::site::Site;

/// How much of a page's address other sites are told: the host, and not what somebody searched for.
pub const REFERRER: &str = "strict-origin-when-cross-origin";

/// The policy that a host sends with every answer.
pub fn in_header(site: &Site) -> String {
    format!("{}; frame-ancestors 'none'", in_page(site))
}

/// The policy as a page can carry it: a browser leaves `frame-ancestors` there aside, and says so in its console.
pub fn in_page(site: &Site) -> String {
    // The search index is read by WebAssembly.
    let scripts = if site.has_search() { "script-src 'self' 'wasm-unsafe-eval'" } else { "script-src 'self'" };
    format!(
        "default-src 'none'; {scripts}; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'"
    )
}
