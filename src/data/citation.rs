//! Citation files of a commentary: CSL-JSON (Citation Style Language 1.0.2), which reference managers import, with
//! one item for each language that the text is written in.

use serde::Serialize;

use crate::page::CitationFormat;
use crate::page::view::{Citation, ViewContext, citation};
use crate::site::CommentaryAt;

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL")]
    url: &'a str,
    language: &'static str,
    #[serde(rename = "container-title")]
    container_title: &'a str,
}

#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    date_parts: Vec<Vec<i32>>,
}

/// Returns the file; `contexts` are those of readers of each language.
pub fn render(contexts: &[ViewContext<'_>; 2], at: CommentaryAt, format: CitationFormat) -> String {
    let site = contexts[0].site;
    let pair = &site.commentary(at).text;
    let written = contexts.iter().filter(|cx| pair.get(cx.language).1 == cx.language);
    let named = format!("{}-{}", site.plans[at.plan].id, pair.french.id);
    let citations: Vec<(String, Citation)> =
        written.map(|cx| (format!("{named}-{}", cx.language.code()), citation(cx, at))).collect();
    match format {
        CitationFormat::Csl => csl(&citations),
        CitationFormat::Ris => citations.iter().map(|(_, citation)| ris(citation)).collect(),
        CitationFormat::BibTex => citations.iter().map(|(id, citation)| bibtex(id, citation)).collect(),
    }
}

/// Returns a text on one line: a line break would begin another tag in RIS.
fn on_one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Formats as RIS: one tag of two letters per line.
fn ris(citation: &Citation) -> String {
    let kind = if citation.kind == "report" { "RPRT" } else { "ELEC" };
    let mut out = format!("TY  - {kind}\r\nTI  - {}\r\n", on_one_line(&citation.title.text));
    for author in &citation.authors {
        let author = on_one_line(author);
        // BibTeX reads a name with a comma as already inverted.
        out.push_str(&format!("AU  - {author},\r\n"));
    }
    if let Some(date) = &citation.date {
        let mut parts = date.iso.split('-');
        let year = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        out.push_str(&format!("PY  - {year}\r\nDA  - {}\r\n", [&[year], rest.as_slice()].concat().join("/")));
    }
    out.push_str(&format!(
        "T2  - {}\r\nUR  - {}\r\nLA  - {}\r\nER  - \r\n\r\n",
        on_one_line(&citation.site),
        citation.url,
        citation.tag
    ));
    out
}

/// Formats as BibTeX, in UTF-8 as biber reads it; braces keep the names of bodies together.
fn bibtex(id: &str, citation: &Citation) -> String {
    let kind = if citation.kind == "report" { "techreport" } else { "misc" };
    let authors: Vec<String> = citation.authors.iter().map(|author| format!("{{{}}}", braced(author))).collect();
    let mut out = format!("@{kind}{{{id},\n  title = {{{}}},\n", braced(&citation.title.text));
    if !authors.is_empty() {
        out.push_str(&format!("  author = {{{}}},\n", authors.join(" and ")));
    }
    if let Some(date) = &citation.date {
        out.push_str(&format!("  year = {{{}}},\n  date = {{{}}},\n", &date.iso[..4.min(date.iso.len())], date.iso));
    }
    let site = braced(&citation.site);
    out.push_str(&format!(
        "  institution = {{{site}}},\n  url = {{{}}},\n  langid = {{{}}}\n}}\n\n",
        citation.url, citation.tag
    ));
    out
}

/// Returns a text in braces: its own braces are kept in pairs, and special characters of TeX are escaped.
fn braced(text: &str) -> String {
    let escaped = |c: char| match c {
        '{' | '}' | '%' | '#' | '&' | '$' | '_' => format!("\\{c}"),
        '\\' => "\\textbackslash{}".to_owned(),
        '~' => "\\textasciitilde{}".to_owned(),
        '^' => "\\textasciicircum{}".to_owned(),
        c => c.to_string(),
    };
    on_one_line(text).chars().map(escaped).collect()
}

/// Formats as CSL-JSON, with an item for each citation.
fn csl(citations: &[(String, Citation)]) -> String {
    let items: Vec<Item<'_>> = citations
        .iter()
        .map(|(id, citation)| Item {
            id: id.clone(),
            kind: citation.kind,
            title: &citation.title.text,
            author: citation.authors.iter().map(|name| Name { literal: name }).collect(),
            issued: citation.date.as_ref().map(|date| Issued {
                date_parts: vec![date.iso.split('-').filter_map(|part| part.parse().ok()).collect()],
            }),
            url: &citation.url,
            language: citation.tag,
            container_title: &citation.site,
        })
        .collect();
    // The items are plain texts and numbers: serializing them to JSON cannot fail.
    serde_json::to_string_pretty(&items).map(|text| text + "\n").unwrap_or_default()
}
