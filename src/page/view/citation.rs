//! The citation of a commentary: in words on its page, and as files for reference managers.

use serde::Serialize;

use super::{Day, Phrase, ViewContext};
use crate::language::Language;
use crate::model::commentary::CommentaryKind;
use crate::page::{CitationFormat, Page, Route, citation_path};
use crate::site::CommentaryAt;

/// A citation.
#[derive(Debug, Serialize)]
pub struct Citation {
    /// The title.
    pub title: Phrase,
    /// Its authors; for a summary of another's text, the publisher of the site.
    pub authors: Vec<String>,
    /// When it was adopted or published, if that is known.
    pub date: Option<Day>,
    /// The kind of work, in the terms of CSL.
    pub kind: &'static str,
    /// The name of the site.
    pub site: String,
    /// Its permanent address.
    pub url: String,
    /// The language and country of its text.
    pub tag: &'static str,
    /// The complete citation in words.
    pub words: Phrase,
    /// The citation files.
    pub files: Vec<CitationFile>,
}

/// A file that reference managers import.
#[derive(Debug, Serialize)]
pub struct CitationFile {
    /// Its URL.
    pub href: String,
    /// Its format: CSL-JSON, RIS or BibTeX.
    pub format: &'static str,
}

/// Returns the citation of a commentary for a reader of the context's language.
pub fn citation(cx: &ViewContext<'_>, at: CommentaryAt) -> Citation {
    let commentary = cx.site.commentary(at);
    let (side, language) = commentary.text.get(cx.language);
    // A summary is the site's own text about another author's.
    let is_summary = commentary.kind == CommentaryKind::Summary;
    let attribution = side.attribution.as_ref().or(commentary.text.french.attribution.as_ref());
    let signed: Vec<Phrase> = match (commentary.authors.as_slice(), attribution) {
        ([], Some(own)) => vec![cx.marked(&own.author, language)],
        ([], None) => vec![cx.phrase(&cx.site.committee.name)],
        (members, _) => members.iter().map(|&at| cx.phrase(&cx.site.members[at].name)).collect(),
    };
    let title = cx.marked(&side.title, language);
    // The date is that of the text summarized: a summary has no date of its own.
    let date = commentary.date.filter(|_| !is_summary).map(|date| cx.date(date.value));
    let publisher = cx.site.portal.publisher.as_ref().map(|publisher| cx.phrase(&publisher.name));
    let site = cx.phrase(&cx.site.portal.title);
    let url = Route::new(Page::Commentary(at), cx.language).url(cx.site);
    let day = date.as_ref().map_or_else(|| cx.word("citation-undated"), |date| date.words.clone());
    let words = cx.sentence(
        if is_summary { "citation-summary" } else { "citation" },
        &[
            ("authors", &signed),
            ("date", &[cx.own(day)]),
            ("publisher", &[publisher.clone().unwrap_or_else(|| site.clone())]),
            ("title", std::slice::from_ref(&title)),
            ("site", std::slice::from_ref(&site)),
            ("url", &[cx.own(url.as_str())]),
        ],
    );
    let authors = if is_summary { publisher.into_iter().collect() } else { signed };
    Citation {
        authors: authors.into_iter().map(|author| author.text).collect(),
        kind: if is_summary { "webpage" } else { "report" },
        files: CitationFormat::ALL
            .map(|format| CitationFile {
                href: format!("{}{}", cx.site.base_url().path(), citation_path(cx.site, at, format)),
                format: match format {
                    CitationFormat::Csl => "CSL-JSON",
                    CitationFormat::Ris => "RIS",
                    CitationFormat::BibTex => "BibTeX",
                },
            })
            .into(),
        tag: Language::tag(language),
        title,
        date,
        site: site.text,
        url,
        words,
    }
}
