//! The feed entries of each edition, in one language; Atom and JSON Feed use the same.

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::ViewContext;
use super::changes::{anchor, edition_link, named};
use super::history::{field, pieces};
use crate::language::Language;
use crate::model::edition::{Change, ChangeKind, Part};
use crate::model::markdown::Markdown;
use crate::page::{Page, Route};
use crate::site::{Pair, Sourced};

/// An entry of a feed.
#[derive(Debug)]
pub struct FeedEntry {
    /// Its permanent id, a `tag:` URI (RFC 4151) that does not depend on the portal's address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The URL of what it is about.
    pub url: String,
    /// When the edition was published (RFC 3339).
    pub updated: String,
    /// The language of the title where it is not the feed's.
    pub language: Option<&'static str>,
    /// What kind of record, and of change.
    pub categories: Vec<String>,
    /// The content as HTML with absolute addresses.
    pub html: String,
}

/// Returns the entries of all editions, newest first: at most `most`, after `skip`.
pub fn feed_entries(cx: &ViewContext<'_>, skip: usize, most: usize) -> Vec<FeedEntry> {
    let (authority, year) = cx.site.authority();
    let tag = format!("tag:{authority},{year}:");
    let editions = cx.site.editions().iter().enumerate().rev();
    let places = editions.flat_map(|(at, edition)| match edition.changes.is_empty() {
        true => vec![(at, None)],
        false => edition.changes.iter().map(|change| (at, Some(change))).collect(),
    });
    places.skip(skip).take(most).map(|(at, change)| entry(cx, &tag, at, change)).collect()
}

fn entry(cx: &ViewContext<'_>, tag: &str, at: usize, change: Option<&Change>) -> FeedEntry {
    let edition = &cx.site.editions()[at];
    let updated = cx.site.moment(edition.date.earliest());
    let language = cx.language.code();
    let page = Route::new(Page::Edition(at), cx.language).url(cx.site);
    let Some(change) = change else {
        let title = edition_link(cx, at).label.text;
        let said = if at == 0 { cx.word("first-edition") } else { cx.word("no-text-changed") };
        let mut html = String::new();
        paragraph(&mut html, &said);
        let id = format!("{tag}edition/{}/{language}", edition.number);
        let categories = vec!["edition".to_owned()];
        return FeedEntry { id, title, url: page, updated, language: None, categories, html };
    };
    let (title, target) = named(cx, change);
    let url = match target.filter(|_| change.kind != ChangeKind::Removed) {
        Some(target) => Route::new(target, cx.language).url(cx.site),
        None => format!("{page}#{}", anchor(change)),
    };
    let kind = cx.word(&format!("change-{}", change.kind.word()));
    let file = change.file.trim_start_matches("content/");
    let mut categories = vec![file.split('/').next().unwrap_or_default().trim_end_matches(".yaml").to_owned()];
    categories.push(change.kind.word().to_owned());
    categories.extend(change.labels.iter().map(|label| label.word().to_owned()));
    let html = absolute(cx, &url, &content(cx, at, change, target));
    FeedEntry {
        id: format!("{tag}edition/{}/{file}/{language}", edition.number),
        title: format!("{} ({kind})", title.text),
        url,
        updated,
        language: title.lang,
        categories,
        html,
    }
}

/// Returns the reason, the differences, and the complete text of a new commentary.
fn content(cx: &ViewContext<'_>, at: usize, change: &Change, target: Option<Page>) -> String {
    let mut html = String::new();
    match &cx.site.editions()[at].note {
        Some(note) => paragraph(&mut html, &format!("{} {}", cx.word("reason-given"), cx.phrase(note).text)),
        None => paragraph(&mut html, &cx.word("no-reason")),
    }
    if !change.parts.is_empty() {
        html.push_str("<dl>");
        change.parts.iter().for_each(|part| difference(cx, &mut html, part));
        html.push_str("</dl>");
    }
    // What the edition published, not what it became since.
    let is_same = || !cx.site.changes_of(&change.file).any(|(edition, _)| edition > at);
    if change.kind == ChangeKind::Added && is_same() {
        match target {
            Some(Page::Commentary(at)) if !cx.site.commentary(at).is_withdrawn() => {
                body(cx, &mut html, &cx.site.commentary(at).text, &change.file, |side| &side.body);
            }
            Some(Page::FreePage(at)) => body(cx, &mut html, &cx.site.pages[at], &change.file, |side| &side.body),
            _ => {}
        }
    }
    html
}

/// The text of a file, marked where it is not in the feed's language.
fn body<T>(cx: &ViewContext<'_>, html: &mut String, text: &Pair<T>, file: &str, of: fn(&T) -> &Markdown) {
    let sides = [Some((&text.french, Language::French)), text.english.as_ref().map(|side| (side, Language::English))];
    let is_of_file = |side: &Sourced<T>| &**side.source().path() == file;
    for (side, language) in sides.into_iter().flatten().filter(|(side, _)| is_of_file(side)) {
        let words = cx.html(of(side), side.source().path()).html();
        if language == cx.language {
            html.push_str(&words);
        } else {
            html.push_str(&format!("<div lang=\"{}\">{words}</div>", language.tag()));
        }
    }
}

fn difference(cx: &ViewContext<'_>, html: &mut String, part: &Part) {
    let language = part.language.map(Language::name).map(|name| format!(" ({name})")).unwrap_or_default();
    html.push_str("<dt>");
    text(html, &format!("{}{language}", field(cx, &part.at)));
    html.push_str("</dt><dd>");
    match &part.withdrawn {
        Some(reason) => text(html, &format!("{} {reason}", cx.word("part-withdrawn"))),
        None => {
            let (before, after) = (part.before.as_deref(), part.after.as_deref());
            for piece in pieces(before.unwrap_or_default(), after.unwrap_or_default()) {
                let (open, close) = match piece.kind {
                    "added" => ("<ins>", "</ins>"),
                    "removed" => ("<del>", "</del>"),
                    _ => ("", ""),
                };
                html.push_str(open);
                text(html, if piece.kind == "cut" { " […] " } else { &piece.text });
                html.push_str(close);
            }
        }
    }
    html.push_str("</dd>");
}

fn paragraph(html: &mut String, words: &str) {
    html.push_str("<p>");
    text(html, words);
    html.push_str("</p>");
}

fn text(html: &mut String, words: &str) {
    // Writing into a string does not fail.
    let _ = escape_html_body_text(html, words);
}

/// Returns the HTML with complete URLs: a feed reader is not at the site.
fn absolute(cx: &ViewContext<'_>, url: &str, html: &str) -> String {
    let (mut origin, mut page) = (String::new(), String::new());
    let _ = escape_html(&mut origin, cx.site.base_url().origin());
    let _ = escape_html(&mut page, url.split('#').next().unwrap_or_default());
    let complete = |tag: &str| {
        tag.replace("href=\"#", &format!("href=\"{page}#"))
            .replace("href=\"/", &format!("href=\"{origin}/"))
            .replace("src=\"/", &format!("src=\"{origin}/"))
    };
    // Addresses are in tags; what a text quotes stays as it is written. A tag ends at the first sign of its end: within
    // attributes it is escaped.
    let mut out = String::with_capacity(html.len());
    let mut parts = html.split('<');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        out.push('<');
        out.push_str(&complete(tag));
        if tag.len() < part.len() {
            out.push('>');
        }
        out.push_str(text);
    }
    out
}
