//! Apache (2.4): the same rules for the site's own folder (`.htaccess`) and for a `<Directory>` of a virtual host.
//!
//! `.htaccess` contains only directives of the class `FileInfo`: a directive of a class that the host forbids, such
//! as `Options`, makes every page an error 500, and `<IfModule>` does not prevent it.

use super::comments::Comments;
use super::facts::{ACCOUNT, Facts, HASHED_INDEX, IMMUTABLE, PLAIN, REVALIDATED, pattern};

/// The encodings of precompressed files, the preferred one first, with their extensions.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// Returns the file `.htaccess`.
pub(super) fn in_folder(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = head(facts, comments, "host-apache-install");
    out.push_str(&rules(facts, comments));
    out
}

/// Directives for a `<VirtualHost>`.
pub(super) fn in_virtual_host(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = head(facts, comments, "host-vhost-install");
    out.push_str(&comments.hash("", "host-folder"));
    match facts.base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        Some(bare) => out.push_str(&format!("Alias {} {}\n", quoted(bare), quoted(&facts.folder))),
        None => out.push_str(&format!("DocumentRoot {}\n", quoted(&facts.folder))),
    }
    let mut body = comments.hash("", "host-vhost-options");
    body.push_str("Options FollowSymLinks\nAllowOverride None\nRequire all granted\n\n");
    body.push_str(&rules(facts, comments));
    out.push_str(&format!("<Directory {}>\n", quoted(&facts.folder)));
    for line in body.lines() {
        out.push_str(format!("    {line}").trim_end());
        out.push('\n');
    }
    out.push_str("</Directory>\n");
    out
}

fn head(facts: &Facts, comments: &Comments<'_>, install: &str) -> String {
    let args = [("url", format!("{}{}", facts.origin, facts.base).into()), ("server", "Apache".into())];
    format!("{}#\n{}\n", comments.lines("# ", "host-head", &args), comments.hash("", install))
}

fn rules(facts: &Facts, comments: &Comments<'_>) -> String {
    let parts =
        [types(facts, comments), headers(facts, comments), not_found(facts, comments), rewriting(facts, comments)];
    parts.join("\n")
}

fn types(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = comments.hash("", "host-types");
    for (ending, own) in &facts.types {
        out.push_str(&format!("AddType {} .{ending}\n", quoted(&own.value())));
    }
    let account = ACCOUNT.join("|");
    out.push_str(&format!(
        "<FilesMatch \"^(?:{account})[^/]*$\">\n    ForceType \"{PLAIN}; charset=utf-8\"\n</FilesMatch>\n"
    ));
    out.push_str(&comments.hash("", "host-apache-languages"));
    out.push_str("RemoveLanguage .br .en .fr\n");
    let texts = facts.endings(|own| own.is_text).join("|");
    for (encoding, ending) in ENCODINGS {
        out.push_str(&format!(
            "<FilesMatch \"\\.(?:{texts})\\.{ending}$\">\n    RemoveLanguage .{ending}\n    RemoveType .{ending}\n    \
             AddEncoding {encoding} .{ending}\n</FilesMatch>\n"
        ));
    }
    out
}

fn headers(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = comments.hash("", "host-headers");
    // A header that the host sets only for successful responses would be sent twice.
    let mut set = |name: &str, value: &str, when: &str| {
        out.push_str(&format!("Header onsuccess unset {name}\nHeader always set {name} {}{when}\n", quoted(value)));
    };
    facts.headers.iter().for_each(|(name, value)| set(name, value, ""));
    set("Cache-Control", REVALIDATED, "");
    let base = pattern(&facts.base);
    let is_served = "%{REQUEST_STATUS} -lt 400";
    let hashed = HASHED_INDEX.join("|");
    out.push_str(&comments.hash("", "host-immutable"));
    out.push_str(&format!(
        "Header always set Cache-Control \"{IMMUTABLE}\" \"expr={is_served} && \
         %{{REQUEST_URI}} =~ m#^{base}(?:theme/|pagefind/.+\\.(?:{hashed})(?:\\.br|\\.gz)?$)#\"\n"
    ));
    let endings: Vec<&str> = facts.open.iter().map(String::as_str).collect();
    let (endings, account) = (endings.join("|"), ACCOUNT.join("|"));
    out.push_str(&comments.hash("", "host-open"));
    out.push_str(&format!(
        "Header always set Access-Control-Allow-Origin \"*\" \"expr=%{{REQUEST_URI}} =~ \
         m#^{base}(?:data/|(?:{account})[^/]*$|.+\\.(?:{endings})(?:\\.br|\\.gz)?$)#\"\n"
    ));
    let texts = facts.endings(|own| own.is_text).join("|");
    out.push_str(&comments.hash("", "host-vary"));
    out.push_str(&format!(
        "Header merge Vary Accept-Encoding \"expr=%{{REQUEST_FILENAME}} =~ m#\\.(?:{texts})(?:\\.br|\\.gz)?$#\"\n"
    ));
    out
}

fn not_found(facts: &Facts, comments: &Comments<'_>) -> String {
    let (english, english_page) = facts.english();
    let mut out = comments.hash("", "host-not-found");
    let french = facts.french_not_found();
    out.push_str(&format!("ErrorDocument 404 {french}\nErrorDocument 403 {french}\n"));
    out.push_str(&format!(
        "<If \"%{{REQUEST_URI}} =~ m#^{}#\">\n    ErrorDocument 404 {english_page}\n    \
         ErrorDocument 403 {english_page}\n</If>\n",
        pattern(&english)
    ));
    for address in &facts.gone {
        let at = facts.at(address);
        out.push_str(&format!("<If \"%{{REQUEST_URI}} == '{at}'\">\n    ErrorDocument 410 {at}index.html\n</If>\n"));
    }
    out
}

fn rewriting(facts: &Facts, comments: &Comments<'_>) -> String {
    let mut out = format!("RewriteEngine On\nRewriteBase {}\n", facts.base);
    out.push_str(&comments.hash("", "host-hidden"));
    out.push_str("RewriteRule \"(?:^|/)\\.(?!well-known(?:/|$))\" - [R=404,L]\n");
    if !facts.redirects.is_empty() {
        out.push_str(&comments.hash("", "host-redirects"));
    }
    for (from, to) in &facts.redirects {
        // The address of a folder, with or without its slash.
        let from = pattern(from).strip_suffix('/').map_or_else(|| pattern(from), |bare| format!("{bare}/?"));
        // A digit after a percent sign would refer to a match of a condition.
        let to = format!("{}{}", facts.origin, facts.href(to).replace('%', "\\%"));
        out.push_str(&format!("RewriteRule {} {} [R=301,NE,L]\n", quoted(&format!("^{from}$")), quoted(&to)));
    }
    if !facts.gone.is_empty() {
        out.push_str(&comments.hash("", "host-gone"));
    }
    for address in &facts.gone {
        out.push_str(&format!("RewriteRule {} - [G]\n", quoted(&format!("^{}$", pattern(address)))));
    }
    // Apache makes every redirect absolute, with the scheme of the request that it receives: behind a server that
    // terminates HTTPS, this would be wrong. So all redirects contain the portal's own scheme.
    out.push_str(&comments.hash("", "host-apache-folders"));
    let (base, origin) = (facts.base.as_str(), facts.origin.as_str());
    out.push_str("RewriteOptions AllowNoSlash\n");
    // For the portal's own folder Apache returns the path on the disk, which begins with a slash.
    for (from, to) in [("^/.*[^/]$", ""), ("^([^/](?:.*[^/])?)$", "$1/")] {
        out.push_str("RewriteCond %{REQUEST_FILENAME} -d\n");
        out.push_str(&format!("RewriteRule \"{from}\" \"{origin}{base}{to}\" [R=301,L]\n"));
    }
    out.push_str(&comments.hash("", "host-apache-compression"));
    out.push_str("RewriteCond %{REQUEST_FILENAME} -d\nRewriteRule \"^(.*/)?$\" \"$1index.html\"\n");
    let texts = facts.endings(|own| own.is_text).join("|");
    for (encoding, ending) in ENCODINGS {
        out.push_str(&format!(
            "RewriteCond %{{HTTP:Accept-Encoding}} \"\\b{encoding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))\"\n\
             RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             RewriteRule \"^(.+\\.(?:{texts}))$\" \"$1.{ending}\" [E=no-gzip:1,E=no-brotli:1,L]\n"
        ));
    }
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}
