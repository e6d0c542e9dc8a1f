//! Caddy (2.6 and later): directives for a site block.
//!
//! Everything is in one `route`, so that directives run in the order in which they are written. Missing files are
//! handled before types are set, so that the error page keeps its own type.

use super::comments::Comments;
use super::facts::{ACCOUNT, Facts, HASHED_INDEX, IMMUTABLE, MediaType, PLAIN, REVALIDATED, pattern};

/// Returns the file.
pub(super) fn render(facts: &Facts, comments: &Comments<'_>) -> String {
    let args = [("url", format!("{}{}", facts.origin, facts.base).into()), ("server", "Caddy".into())];
    let mut out = comments.lines("# ", "host-head", &args);
    out.push_str("#\n");
    out.push_str(&comments.hash("", "host-caddy-install"));
    out.push('\n');
    let head = match facts.base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        Some(bare) => {
            out.push_str(&format!("handle {bare} {{\n{}", indented("\t", &headers(facts, comments))));
            out.push_str(&format!("\tredir * {}/ 301\n}}\n", bare));
            format!("handle_path {bare}/*")
        }
        None => "handle".to_owned(),
    };
    let parts = [
        format!("{}root * {}\n", comments.hash("", "host-folder"), quoted(&facts.folder)),
        headers(facts, comments),
        addresses(facts, comments),
        not_found(facts, comments),
        files(facts, comments),
    ];
    out.push_str(&format!("{head} {{\n\troute {{\n{}\t}}\n}}\n", indented("\t\t", &parts.join("\n"))));
    out
}

fn headers(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = comments.hash("", "host-headers");
    out.push_str("header {\n");
    for (name, value) in &facts.headers {
        out.push_str(&format!("\t{name} {}\n", quoted(value)));
    }
    out.push_str(&format!("\tCache-Control {}\n}}\n", quoted(REVALIDATED)));
    out.push_str(&comments.hash("", "host-vary"));
    // Caddy sends it for a compressed file only; deferred, it is sent once.
    out.push_str("header {\n\tVary Accept-Encoding\n\tdefer\n}\n");
    out
}

/// Returns the redirects of former addresses, and the responses for those of withdrawn content.
fn addresses(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = String::new();
    if !facts.redirects.is_empty() {
        out.push_str(&comments.hash("", "host-redirects"));
    }
    for (at, (from, to)) in facts.redirects.iter().enumerate() {
        // In a path, braces refer to a value of Caddy, and a percent sign begins an encoded character.
        let from = pattern(from).strip_suffix('/').map_or_else(|| pattern(from), |bare| format!("{bare}/?"));
        let (from, to) = (quoted(&format!("^/{from}$")), quoted(&facts.href(to)));
        out.push_str(&format!("@left{at} path_regexp {from}\nredir @left{at} {to} 301\n"));
    }
    if !facts.gone.is_empty() {
        let paths: Vec<String> = facts.gone.iter().map(|path| quoted(&format!("/{path}"))).collect();
        out.push_str(&comments.hash("", "host-gone"));
        out.push_str(&format!("@gone path {}\n", paths.join(" ")));
        out.push_str("handle @gone {\n\trewrite * {path}index.html\n");
        out.push_str(&indented("\t", &server(Some(410))));
        out.push_str("}\n");
    }
    out
}

fn not_found(facts: &Facts, comments: &Comments<'_>) -> String {
    let [(english, english_page), (_, french_page)] = &facts.not_found;
    let mut out = comments.hash("", "host-not-found");
    out.push_str(&format!("map {{path}} {{clairevoie_not_found}} {{\n\t~^/{english} /{english_page}\n"));
    out.push_str(&format!("\tdefault /{french_page}\n}}\n"));
    out.push_str(&comments.hash("", "host-hidden"));
    out.push_str("@hidden {\n\tpath_regexp /\\.\n\tnot path /.well-known/*\n}\n");
    out.push_str("@bare {\n\tpath */\n\tnot file {path}index.html\n}\n");
    out.push_str("@absent {\n\tnot path */\n\tnot file {path} {path}/index.html\n}\n");
    for matcher in ["hidden", "bare", "absent"] {
        out.push_str(&format!("handle @{matcher} {{\n\trewrite * {{clairevoie_not_found}}\n"));
        out.push_str(&indented("\t", &server(Some(404))));
        out.push_str("}\n");
    }
    out
}

fn files(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = comments.hash("", "host-types");
    let mut types: Vec<&MediaType> = facts.types.values().collect();
    types.sort_by(|one, other| one.name.cmp(&other.name));
    types.dedup();
    for (at, own) in types.into_iter().enumerate() {
        let endings = facts.endings(|other| other == own);
        let paths: Vec<String> = endings.iter().map(|ending| format!("*.{ending}")).collect();
        out.push_str(&format!("@type{at} path {}\n", paths.join(" ")));
        out.push_str(&format!("header @type{at} Content-Type {}\n", quoted(&own.value())));
    }
    let account = ACCOUNT.map(|name| format!("/{name}*")).join(" ");
    out.push_str(&format!("@account path {account}\nheader @account Content-Type \"{PLAIN}; charset=utf-8\"\n"));
    out.push_str("@pages path */\nheader @pages Content-Type \"text/html; charset=utf-8\"\n");
    let hashed = HASHED_INDEX.join("|");
    out.push_str(&comments.hash("", "host-immutable"));
    out.push_str(&format!("@immutable path_regexp \"^/(?:theme/|pagefind/.+\\.(?:{hashed})$)\"\n"));
    out.push_str(&format!("header @immutable Cache-Control {}\n", quoted(IMMUTABLE)));
    let open: Vec<String> = facts.open.iter().map(|ending| format!("*.{ending}")).collect();
    out.push_str(&comments.hash("", "host-open"));
    out.push_str(&format!("@open path /data/* {account} {}\n", open.join(" ")));
    out.push_str("header @open Access-Control-Allow-Origin *\n");
    out.push_str(&comments.hash("", "host-compression"));
    out.push_str(&server(None));
    out
}

fn server(status: Option<u16>) -> String {
    let status = status.map_or_else(String::new, |status| format!("\tstatus {status}\n"));
    format!("file_server {{\n\tprecompressed br gzip\n{status}}}\n")
}

fn indented(indent: &str, text: &str) -> String {
    text.lines().map(|line| format!("{}\n", format!("{indent}{line}").trim_end())).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}
