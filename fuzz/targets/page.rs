//! Published files, read by independent parsers. In a page: no script, handler, embedded content or dangerous address;
//! one `main` and one `footer` in the body; unique ids.

use std::collections::HashSet;
use std::sync::LazyLock;

use clairevoie::page::Leaf;
use clairevoie::render::{Content, Tree};
use scraper::{Html, Selector};

static ANY: LazyLock<Selector> = LazyLock::new(|| Selector::parse("*").unwrap());
static MAIN: LazyLock<Selector> = LazyLock::new(|| Selector::parse("main").unwrap());
static FOOTER: LazyLock<Selector> = LazyLock::new(|| Selector::parse("body > footer").unwrap());

/// Elements that a page of ours never has.
const FOREIGN: [&str; 9] = ["style", "iframe", "object", "embed", "base", "applet", "frame", "math", "marquee"];
/// Attributes that name an address.
const ADDRESSES: [&str; 7] = ["href", "src", "action", "formaction", "poster", "data", "xlink:href"];
/// One in so many files of a tree is looked at, others for another input.
const SAMPLE: usize = 12;

/// Checks one in [`SAMPLE`] files of a tree; the number chooses which.
pub fn check_sample(tree: &Tree, number: usize) {
    for (at, (output, leaf)) in tree.leaves().into_iter().enumerate() {
        if !(at + number).is_multiple_of(SAMPLE) || matches!(leaf, Leaf::Theme(_) | Leaf::Asset(_)) {
            continue;
        }
        let content = tree.content(&leaf).unwrap_or_else(|_| panic!("{output} cannot be made"));
        let Content::Bytes(bytes) = content else { continue };
        check(&output, &bytes);
    }
}

/// Parses a file as its extension says; panics if it does not parse.
pub fn check(output: &str, bytes: &[u8]) {
    match output.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => drop(parsed(output, std::str::from_utf8(bytes).unwrap())),
        "json" | "jsonld" => drop(serde_json::from_slice::<serde_json::Value>(bytes).unwrap()),
        "xml" | "atom" => drop(roxmltree::Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap()),
        "csv" => {
            let mut reader = csv::Reader::from_reader(bytes);
            for row in reader.records() {
                row.unwrap_or_else(|error| panic!("{output}: {error}"));
            }
        }
        _ => {}
    }
}

/// Parses a page and checks its elements, attributes, ids and landmarks.
pub fn parsed(output: &str, html: &str) -> Html {
    let document = Html::parse_document(html);
    let mut ids = HashSet::new();
    for element in document.select(&ANY) {
        let name = element.value().name();
        assert!(!FOREIGN.contains(&name), "{output}: <{name}>");
        if name == "script" {
            let is_ours = element.attr("src").is_some_and(|src| !src.contains("//"))
                || element.attr("type") == Some("application/ld+json");
            assert!(is_ours, "{output}: a script");
            if element.attr("type") == Some("application/ld+json") {
                let text: String = element.text().collect();
                serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{output}: {error}"));
            }
        }
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{output}: {attribute}");
            assert!(!ADDRESSES.contains(&attribute) || is_safe(value), "{output}: {attribute}={value:?}");
            if attribute == "id" {
                assert!(ids.insert(value.to_owned()), "{output}: the id {value:?} twice");
                assert!(!value.is_empty() && !value.contains(char::is_whitespace), "{output}: the id {value:?}");
            }
        }
    }
    if html.contains("<main") {
        let mains: Vec<_> = document.select(&MAIN).collect();
        assert_eq!(mains.len(), 1, "{output}: main is not in its place");
        let outer = mains[0].ancestors().filter_map(|node| node.value().as_element().map(|element| element.name()));
        assert!(
            outer.clone().all(|name| ["div", "body", "html"].contains(&name)),
            "{output}: main is in another element"
        );
        // A page that leads on to another has no frame.
        let footers = usize::from(!html.contains("http-equiv=\"refresh\""));
        assert_eq!(document.select(&FOOTER).count(), footers, "{output}: the footer is not in its place");
    }
    document
}

/// Whether a browser, which passes over ends of lines and what it cannot see, does nothing with an address but go there.
fn is_safe(address: &str) -> bool {
    let seen: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let seen = seen.trim_start_matches(|c: char| c <= ' ');
    let end = seen.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.')).unwrap_or(seen.len());
    let has_scheme = seen[end..].starts_with(':') && seen.starts_with(|c: char| c.is_ascii_alphabetic());
    !has_scheme || ["http", "https", "mailto", "tel"].contains(&seen[..end].to_ascii_lowercase().as_str())
}
