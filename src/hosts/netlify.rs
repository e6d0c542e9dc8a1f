//! Netlify: the files `_headers` and `_redirects`, beside the published site. Netlify compresses by itself, and
//! uses `404.html` at the root of the deployed folder for unknown addresses.

use super::comments::Comments;
use super::facts::{Facts, IMMUTABLE, PLAIN, REVALIDATED};

/// Returns the file `_headers`. Two rules that set the same header for one file would be combined, so there are
/// none.
pub(super) fn headers(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = head(facts, comments);
    let mut rule = |path: &str, headers: &[(&str, &str)]| {
        out.push_str(&format!("\n{}\n", facts.at(path)));
        headers.iter().for_each(|(name, value)| out.push_str(&format!("  {name}: {value}\n")));
    };
    let all: Vec<(&str, &str)> = facts.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    rule("*", &all);
    rule("theme/*", &[("Cache-Control", IMMUTABLE)]);
    for path in ["pagefind/fragment/*", "pagefind/index/*", "pagefind/filter/*"] {
        rule(path, &[("Cache-Control", IMMUTABLE)]);
    }
    for path in &facts.open_paths {
        let is_plain = !path.contains('.') || path.starts_with("SHA256SUMS");
        let open = ("Access-Control-Allow-Origin", "*");
        let cache = ("Cache-Control", REVALIDATED);
        let plain = ("Content-Type", &*format!("{PLAIN}; charset=utf-8"));
        let own = path.rsplit_once('.').and_then(|(_, ending)| facts.types.get(ending)).map(|own| own.value());
        match own.as_deref() {
            _ if path.ends_with('*') => rule(path, &[open, cache]),
            _ if is_plain => rule(path, &[open, cache, plain]),
            Some(own) => rule(path, &[open, cache, ("Content-Type", own)]),
            None => rule(path, &[open, cache]),
        }
    }
    out
}

/// Returns the file `_redirects`: the first matching rule applies.
pub(super) fn redirects(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = head(facts, comments);
    if !facts.redirects.is_empty() {
        out.push_str(&comments.hash("", "host-redirects"));
    }
    for (from, to) in &facts.redirects {
        // With an exclamation mark the rule precedes the page that exists there for other hosts.
        out.push_str(&format!("{} {} 301!\n", facts.href(from), facts.href(to)));
    }
    if !facts.gone.is_empty() {
        out.push_str(&comments.hash("", "host-gone"));
    }
    for address in &facts.gone {
        out.push_str(&format!("{} {}index.html 410!\n", facts.href(address), facts.href(address)));
    }
    out.push_str(&comments.hash("", "host-not-found"));
    let (english, english_page) = facts.english();
    out.push_str(&format!("{english}* {english_page} 404\n{}* {} 404\n", facts.base, facts.french_not_found()));
    out
}

fn head(facts: &Facts, comments: &Comments<'_>) -> String {
    let args = [("url", format!("{}{}", facts.origin, facts.base).into()), ("server", "Netlify".into())];
    format!("{}#\n{}", comments.lines("# ", "host-head", &args), comments.hash("", "host-netlify-install"))
}
