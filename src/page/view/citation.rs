//! How a commentary is cited: in words on its page, and in the file that reference managers import.

use serde::Serialize;

use super::{Day, Phrase, ViewContext};
use crate::language::Language;
use crate::model::commentary::CommentaryKind;
use crate::page::{Page, Route, citation_path};
use crate::site::CommentaryAt;

/// A citation.
#[derive(Debug, Serialize)]
pub struct Citation {
    /// The title.
    pub title: Phrase,
    /// Who wrote it; nobody where the site sums up somebody else's text.
    pub authors: Vec<String>,
    /// When it was adopted or published.
    pub date: Day,
    /// The name of the site.
    pub site: String,
    /// Its permanent address.
    pub url: String,
    /// The language and country of its text.
    pub tag: &'static str,
    /// The whole citation in words.
    pub words: String,
    /// The address of the citation file.
    pub file: String,
}

/// The citation of a commentary for a reader of the context's language.
pub fn citation(cx: &ViewContext<'_>, at: CommentaryAt) -> Citation {
    let commentary = cx.site.commentary(at);
    let (side, language) = commentary.text.get(cx.language);
    let committee = || cx.phrase(&cx.site.committee.name).text;
    // A summary is the site's own text about somebody else's.
    let is_summary = commentary.kind == CommentaryKind::Summary;
    let signed: Vec<String> = match commentary.authors.as_slice() {
        [] => vec![committee()],
        members => members.iter().map(|&at| cx.phrase(&cx.site.members[at].name).text).collect(),
    };
    let title = cx.marked(&side.title, language);
    let date = cx.date(commentary.date.value);
    let site = cx.phrase(&cx.site.portal.title).text;
    let url = Route::new(Page::Commentary(at), cx.language).url(cx.site);
    let words = cx.message(
        if is_summary { "citation-summary" } else { "citation" },
        &[
            ("authors", cx.language.join_and(&signed).into()),
            ("date", date.words.as_str().into()),
            ("title", title.text.as_str().into()),
            ("site", site.as_str().into()),
            ("url", url.as_str().into()),
        ],
    );
    Citation {
        authors: if is_summary { Vec::new() } else { signed },
        file: format!("{}{}", cx.site.base_url().path(), citation_path(cx.site, at)),
        tag: Language::tag(language),
        title,
        date,
        site,
        url,
        words,
    }
}
