//! The configuration of a portal for any server, derived from its site, its theme and its route table.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::security;
use crate::language::Language;
use crate::page::{CitationFormat, Page, Route, RouteTable, encode, policy};
use crate::site::Site;

/// The caching of every response except files whose names change with their bytes: browsers must revalidate it, and
/// no proxy may transform it, which would look like a falsification.
pub const REVALIDATED: &str = "no-cache, no-transform";
/// The caching of files whose names change with their bytes.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable, no-transform";
/// The extensions of the index's files whose names change with their bytes.
pub const HASHED_INDEX: [&str; 4] = ["pf_fragment", "pf_index", "pf_filter", "pf_meta"];
/// The files of the account of editions, by the beginning of their names: text, whatever the extension.
pub const ACCOUNT: [&str; 2] = ["SHA256SUMS", "checkpoint"];
/// The media type of plain text.
pub const PLAIN: &str = "text/plain";

/// The facts that a server configuration needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The path of the portal on its host, from `/` to its last slash.
    pub base: String,
    /// The scheme and host of the portal, without a last slash.
    pub origin: String,
    /// The folder of the published site on the server, without a last slash.
    pub folder: String,
    /// The headers of every response, except those that depend on the file.
    pub headers: Vec<(&'static str, String)>,
    /// The types of files by their extensions.
    pub types: BTreeMap<String, MediaType>,
    /// The extensions of the files that programs of other sites may read.
    pub open: BTreeSet<String>,
    /// The paths of the files that programs of other sites may read, below the portal's root.
    pub open_paths: Vec<String>,
    /// The former addresses and their targets, below the portal's root, in decoded form.
    pub redirects: Vec<(String, String)>,
    /// The addresses of withdrawn content, below the portal's root; each is the folder of its page.
    pub gone: Vec<String>,
    /// The pages for unknown addresses, each with the folder that it applies to: below the portal's root, the
    /// English one first.
    pub not_found: [(String, String); 2],
    /// The address of the site map.
    pub site_map: String,
    /// The text of `security.txt`, where the portal has one.
    pub security: Option<String>,
}

/// A type of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaType {
    /// The type, without parameters: `text/csv`.
    pub name: String,
    /// Whether its character set is sent: it is UTF-8.
    pub has_charset: bool,
    /// Whether it is text, which compresses well.
    pub is_text: bool,
}

impl MediaType {
    fn new(name: &str, has_charset: bool) -> Self {
        let is_text = name.starts_with("text/")
            || ["json", "xml", "javascript"].iter().any(|end| name.rsplit(['/', '+']).next() == Some(*end))
            || name.ends_with("bibtex")
            || name.ends_with("research-info-systems");
        Self { name: name.to_owned(), has_charset: has_charset || name.starts_with("text/"), is_text }
    }

    fn parse(written: &str) -> Self {
        let (name, parameter) = written.split_once(';').unwrap_or((written, ""));
        Self::new(name.trim(), !parameter.is_empty())
    }

    /// Returns the value of `Content-Type`.
    pub fn value(&self) -> String {
        if self.has_charset { format!("{}; charset=utf-8", self.name) } else { self.name.clone() }
    }
}

impl Facts {
    /// Derives the facts of a site. `theme` are the names of the theme's files; `folder` is the location of the
    /// site on the server, or if it is unknown, where servers usually have the files of a host.
    pub fn of<'a>(
        site: &'a Site,
        table: &RouteTable,
        theme: impl Iterator<Item = &'a str>,
        folder: Option<&str>,
    ) -> Self {
        let base = site.base_url();
        let host = base.origin().split_once("://").map_or("", |(_, host)| host);
        let usual = format!("/var/www/{}{}", host.split(':').next().unwrap_or_default(), base.path());
        let (types, open) = types(site, table, theme);
        let [french, english] = Language::ALL;
        let not_found = [english, french].map(|language| {
            let path = |page| Route::new(page, language).path(site);
            (path(Page::Home), path(Page::NotFound))
        });
        Self {
            base: base.path().to_owned(),
            origin: base.origin().to_owned(),
            folder: folder.unwrap_or(&usual).trim_end_matches('/').to_owned(),
            headers: headers(site),
            types,
            open,
            open_paths: open_paths(table),
            redirects: table.redirects().iter().map(|one| (one.from.clone(), one.to.clone())).collect(),
            gone: gone(site),
            not_found,
            site_map: format!("{}{}sitemap.xml", base.origin(), base.path()),
            security: security::render(site),
        }
    }

    /// Returns whether the portal is at the root of its host.
    pub fn is_host_root(&self) -> bool {
        self.base == "/"
    }

    /// Returns a path below the portal's root from the host's root, decoded.
    pub fn at(&self, below: &str) -> String {
        format!("{}{below}", self.base)
    }

    /// Returns a path below the portal's root as an encoded address from the host's root.
    pub fn href(&self, below: &str) -> String {
        format!("{}{}", self.base, encode(below))
    }

    /// Returns the folder of the English pages, and the page for unknown addresses below it, from the host's root.
    pub fn english(&self) -> (String, String) {
        (self.at(&self.not_found[0].0), self.at(&self.not_found[0].1))
    }

    /// Returns the French page for unknown addresses, from the host's root.
    pub fn french_not_found(&self) -> String {
        self.at(&self.not_found[1].1)
    }

    /// Returns the extensions of types that satisfy a condition.
    pub fn endings(&self, is: impl Fn(&MediaType) -> bool) -> Vec<&str> {
        self.types.iter().filter(|(_, own)| is(own)).map(|(ending, _)| ending.as_str()).collect()
    }
}

/// Returns the headers of every response: what browsers must not do with it.
fn headers(site: &Site) -> Vec<(&'static str, String)> {
    // Only names that every current browser knows: an unknown one causes a warning in its console.
    let refused =
        ["accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb"];
    vec![
        ("Content-Security-Policy", policy::in_header(site)),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("X-Frame-Options", "DENY".to_owned()),
        ("Referrer-Policy", policy::REFERRER.to_owned()),
        ("Permissions-Policy", refused.map(|name| format!("{name}=()")).join(", ")),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// Returns the types of all files by their extensions, and the extensions of open data and feeds.
fn types<'a>(
    site: &'a Site,
    table: &RouteTable,
    theme: impl Iterator<Item = &'a str>,
) -> (BTreeMap<String, MediaType>, BTreeSet<String>) {
    let mut types = BTreeMap::new();
    let guessed = |name: &str| MediaType::parse(mime_guess::from_path(name).first_or_octet_stream().essence_str());
    for name in theme.chain(site.assets.keys().map(|path| &**path)) {
        if let Some(ending) = ending(name) {
            types.insert(ending.to_ascii_lowercase(), guessed(name));
        }
    }
    for name in ["index.html", "pagefind.js", "pagefind-entry.json", "page.txt"] {
        types.insert(ending(name).unwrap_or_default().to_owned(), guessed(name));
    }
    // The index is fetched as bytes.
    for ending in HASHED_INDEX.iter().chain(&["pagefind"]) {
        types.insert((*ending).to_owned(), MediaType::new("application/octet-stream", false));
    }
    // Signatures of the account of editions, and its files of earlier editions.
    for ending in ["minisig", "sig", "earlier"] {
        types.insert(ending.to_owned(), MediaType::new(PLAIN, true));
    }
    let mut open = BTreeSet::new();
    for made in table.made() {
        let output = made.output();
        if let Some(ending) = ending(&output) {
            types.insert(ending.to_owned(), MediaType::parse(made.media_type()));
            let is_for_search_engines = matches!(ending, "xml" | "txt");
            if !is_for_search_engines {
                open.insert(ending.to_owned());
            }
        }
    }
    for format in CitationFormat::ALL {
        types.insert(format.ending().to_owned(), MediaType::parse(format.media_type()));
        open.insert(format.ending().to_owned());
    }
    // Two types have one extension: `.json` is served as JSON, also for a feed or a catalogue item.
    types.insert("json".to_owned(), MediaType::new("application/json", false));
    (types, open)
}

/// Returns the paths that programs of other sites may read, for hosts that match paths but not extensions: data,
/// feeds, calendars, account.
fn open_paths(table: &RouteTable) -> Vec<String> {
    let data = "data/";
    let made = table.made().map(|made| made.output());
    let feeds = made.filter(|path| !path.starts_with(data) && !path.ends_with(".xml") && !path.ends_with(".txt"));
    let account = ["SHA256SUMS", "SHA256SUMS.minisig", "SHA256SUMS.sig", "SHA256SUMS.earlier", "checkpoint"];
    let account = account.into_iter().chain(["edition.json", "editions.json"]).map(str::to_owned);
    [format!("{data}*")].into_iter().chain(feeds).chain(account).collect()
}

/// Returns a regular expression that matches a text only.
pub fn pattern(text: &str) -> String {
    let special = r"\.+*?()|[]{}^$";
    text.chars().flat_map(|c| special.contains(c).then_some('\\').into_iter().chain([c])).collect()
}

fn ending(name: &str) -> Option<&str> {
    let file = name.rsplit('/').next()?;
    file.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.bytes().all(is_of_ending))
}

fn is_of_ending(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// Returns the addresses of withdrawn texts, in both languages.
fn gone(site: &Site) -> Vec<String> {
    let withdrawn = site.commentaries().filter(|(_, commentary)| commentary.is_withdrawn());
    let addresses = withdrawn
        .flat_map(|(at, _)| Language::ALL.map(|language| Route::new(Page::Commentary(at), language).path(site)));
    addresses.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_set_is_told_of_text() {
        for (written, value, is_text) in [
            ("text/csv; charset=utf-8", "text/csv; charset=utf-8", true),
            ("text/css", "text/css; charset=utf-8", true),
            ("application/atom+xml; charset=utf-8", "application/atom+xml; charset=utf-8", true),
            ("application/ld+json", "application/ld+json", true),
            ("image/svg+xml", "image/svg+xml", true),
            ("image/png", "image/png", false),
            ("application/pdf", "application/pdf", false),
        ] {
            let own = MediaType::parse(written);
            assert_eq!((own.value().as_str(), own.is_text), (value, is_text));
        }
    }

    #[test]
    fn an_ending_is_that_of_the_file_and_not_of_its_folder() {
        assert_eq!(ending("a.b/c"), None);
        assert_eq!(ending("assets/x.tar.gz"), Some("gz"));
        assert_eq!(ending("odd.\"x"), None);
    }
}
