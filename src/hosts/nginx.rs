//! nginx (1.22 and later): locations to be included in a `server` block.
//!
//! A location that adds one header inherits none, so it repeats all of them; a regular expression is tried after
//! the longest prefix, so the English folder, which has its own page for unknown addresses, repeats those of the
//! root.

use super::comments::Comments;
use super::facts::{ACCOUNT, Facts, HASHED_INDEX, IMMUTABLE, PLAIN, REVALIDATED, pattern};

/// Returns the file.
pub(super) fn render(facts: &Facts, comments: &Comments<'_>) -> String {
    let base = facts.base.as_str();
    let args = [("url", format!("{}{base}", facts.origin).into()), ("server", "nginx".into())];
    let mut out = comments.lines("# ", "host-head", &args);
    out.push_str("#\n");
    out.push_str(&comments.hash("", "host-nginx-install"));
    out.push('\n');
    if let Some(bare) = base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        let rules = format!("{}absolute_redirect off;\nreturn 301 {base};\n", headers(facts, REVALIDATED, false));
        out.push_str(&block(&format!("location = {}", quoted(bare)), &rules));
        out.push('\n');
    }
    let mut body = comments.hash("", "host-folder");
    body.push_str(&format!("alias {};\n", quoted(&format!("{}/", facts.folder))));
    body.push_str("index index.html;\n\n");
    body.push_str(&comments.hash("", "host-relative"));
    body.push_str("absolute_redirect off;\n\n");
    body.push_str(&comments.hash("", "host-nginx-compression"));
    body.push_str("gzip_static on;\nbrotli_static on;\ngzip_vary on;\n\n");
    body.push_str(&types(facts, comments));
    body.push('\n');
    body.push_str(&comments.hash("", "host-headers"));
    body.push_str(&headers(facts, REVALIDATED, false));
    body.push('\n');
    body.push_str(&comments.hash("", "host-not-found"));
    body.push_str(&not_found(&facts.french_not_found()));
    body.push('\n');
    let (english, english_page) = facts.english();
    let below = format!("{}\n{}", not_found(&english_page), own_rules(facts, comments));
    body.push_str(&block(&format!("location ^~ {}", quoted(&english)), &below));
    body.push('\n');
    body.push_str(&own_rules(facts, comments));
    body.push('\n');
    body.push_str(&addresses(facts, comments));
    out.push_str(&block(&format!("location ^~ {}", quoted(base)), &body));
    out
}

/// Returns the rules of each folder with a page for unknown addresses.
fn own_rules(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = comments.hash("", "host-hidden");
    out.push_str(&block(r"location ~ /\.(?!well-known/)", "return 404;\n"));
    let base = pattern(&facts.base);
    let hashed = format!("^{base}(?:theme/|pagefind/.+\\.(?:{})$)", HASHED_INDEX.join("|"));
    out.push_str(&comments.hash("", "host-immutable"));
    out.push_str(&block(&format!("location ~ {}", quoted(&hashed)), &headers(facts, IMMUTABLE, false)));
    let account = format!("^{base}(?:{})[^/]*$", ACCOUNT.join("|"));
    out.push_str(&comments.hash("", "host-open"));
    let rules = format!("types {{}}\ndefault_type {PLAIN};\n{}", headers(facts, REVALIDATED, true));
    out.push_str(&block(&format!("location ~ {}", quoted(&account)), &rules));
    let endings: Vec<&str> = facts.open.iter().map(String::as_str).collect();
    let open = format!("^{base}(?:data/|.+\\.(?:{})$)", endings.join("|"));
    out.push_str(&block(&format!("location ~ {}", quoted(&open)), &headers(facts, REVALIDATED, true)));
    out
}

fn not_found(page: &str) -> String {
    // nginx returns 403 for a folder without a page; for readers it does not exist.
    format!("error_page 404 {page};\nerror_page 403 =404 {page};\n")
}

fn types(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = comments.hash("", "host-types");
    out.push_str("types {\n");
    for (ending, own) in &facts.types {
        out.push_str(&format!("    {} {ending};\n", own.name));
    }
    out.push_str("}\ndefault_type application/octet-stream;\ncharset utf-8;\n");
    let with_charset = facts.types.values().filter(|own| own.has_charset).map(|own| own.name.as_str());
    // nginx includes text/html by default, and warns about duplicates.
    let mut with_charset: Vec<&str> = with_charset.filter(|name| *name != "text/html").collect();
    with_charset.sort_unstable();
    with_charset.dedup();
    out.push_str(&format!("charset_types {};\n", with_charset.join(" ")));
    out
}

fn headers(facts: &Facts, cache: &str, is_open: bool) -> String {
    let mut out = String::new();
    let mut add = |name: &str, value: &str| out.push_str(&format!("add_header {name} {} always;\n", quoted(value)));
    facts.headers.iter().for_each(|(name, value)| add(name, value));
    add("Cache-Control", cache);
    if is_open {
        add("Access-Control-Allow-Origin", "*");
    }
    out
}

/// Returns the redirects of former addresses, and the responses for those of withdrawn content.
fn addresses(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = String::new();
    if !facts.redirects.is_empty() {
        out.push_str(&comments.hash("", "host-redirects"));
    }
    for (from, to) in &facts.redirects {
        let rules = format!("return 301 {}$is_args$args;\n", facts.href(to));
        for from in [Some(from.as_str()), from.strip_suffix('/')].into_iter().flatten() {
            out.push_str(&block(&format!("location = {}", quoted(&facts.at(from))), &rules));
        }
    }
    if !facts.gone.is_empty() {
        out.push_str(&comments.hash("", "host-gone"));
    }
    for address in &facts.gone {
        let at = facts.at(address);
        let rules = format!("error_page 410 {at}index.html;\nreturn 410;\n");
        out.push_str(&block(&format!("location = {}", quoted(&at)), &rules));
    }
    out
}

/// Returns a block with its rules indented.
fn block(head: &str, rules: &str) -> String {
    let mut out = format!("{head} {{\n");
    for line in rules.lines() {
        out.push_str(format!("    {line}").trim_end());
        out.push('\n');
    }
    out.push_str("}\n");
    out
}

/// Returns a value between quotes.
fn quoted(text: &str) -> String {
    // A backslash before anything but a quote or a backslash is literal: patterns can be read as they are.
    format!("\"{}\"", text.replace('"', "\\\""))
}
