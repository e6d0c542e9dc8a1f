//! Ready citations of a commentary: CSL-JSON (Citation Style Language 1.0.2), which reference managers
//! import, with one item for each language that the text is written in.

use serde::Serialize;

use crate::language::Language;
use crate::model::commentary::CommentaryKind;
use crate::page::{Page, Route};
use crate::site::Site;

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    issued: Issued,
    #[serde(rename = "URL")]
    url: String,
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

/// The file.
pub fn render(site: &Site, commentary: usize) -> String {
    let pair = &site.commentaries[commentary];
    let items: Vec<Item<'_>> = Language::ALL
        .into_iter()
        .filter(|&language| pair.text.get(language).1 == language)
        .map(|language| {
            let (side, _) = pair.text.get(language);
            let date = pair.date.to_string();
            let author = match pair.authors.as_slice() {
                // A summary is the site's own text about somebody else's.
                _ if pair.kind == CommentaryKind::Summary => Vec::new(),
                [] => vec![Name { literal: site.committee.name.get(language).0 }],
                members => members.iter().map(|&at| Name { literal: site.members[at].name.get(language).0 }).collect(),
            };
            Item {
                id: format!("{}-{}-{}", site.plans[pair.plan].id, pair.text.french.id, language.code()),
                kind: "report",
                title: &side.title,
                author,
                issued: Issued { date_parts: vec![date.split('-').filter_map(|part| part.parse().ok()).collect()] },
                url: Route::new(Page::Commentary(commentary), language).url(site),
                language: language.tag(),
                container_title: site.portal.title.get(language).0,
            }
        })
        .collect();
    // The items are plain texts and numbers: there is nothing in them that JSON cannot hold.
    serde_json::to_string_pretty(&items).map(|text| text + "\n").unwrap_or_default()
}
