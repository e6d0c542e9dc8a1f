//! Ready citations of a commentary: CSL-JSON (Citation Style Language 1.0.2), which reference managers
//! import, with one item for each language that the text is written in.

use serde::Serialize;

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

/// The file; `contexts` are those of readers of each language.
pub fn render(contexts: &[ViewContext<'_>; 2], at: CommentaryAt) -> String {
    let site = contexts[0].site;
    let pair = &site.commentary(at).text;
    let written = contexts.iter().filter(|cx| pair.get(cx.language).1 == cx.language);
    let named = format!("{}-{}", site.plans[at.plan].id, pair.french.id);
    let citations: Vec<(String, Citation)> =
        written.map(|cx| (format!("{named}-{}", cx.language.code()), citation(cx, at))).collect();
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
    // The items are plain texts and numbers: there is nothing in them that JSON cannot hold.
    serde_json::to_string_pretty(&items).map(|text| text + "\n").unwrap_or_default()
}
