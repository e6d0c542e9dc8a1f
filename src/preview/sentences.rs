//! The page that shows both versions of a text sentence by sentence, with the problems of each pair.

use serde::Serialize;

use super::pages;
use super::state::PreviewState;
use super::{OWN, Preview};
use crate::diagnostic::{Arg, Diagnostic, terminal};
use crate::language::Language;
use crate::model::parity::Row;
use crate::site::parity::side_by_side;

#[derive(Serialize)]
struct View<'a> {
    lang: &'a str,
    own: &'a str,
    path: &'a str,
    count: String,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    heading: bool,
    sides: [SideView; 2],
    differences: Vec<DifferenceView>,
}

#[derive(Serialize)]
struct SideView {
    /// The language of the words, where it is not that of the page.
    lang: Option<&'static str>,
    absent: bool,
    before: String,
    marked: Option<String>,
    after: String,
}

#[derive(Serialize)]
struct DifferenceView {
    code: &'static str,
    message: String,
    /// The command that accepts it.
    command: String,
}

/// Returns the page for the text at a path; `None` if there is no text with two versions.
pub(super) fn sentences(preview: &Preview, state: &PreviewState, path: &str) -> Option<String> {
    let (french, english) = pages::text_files(state, path)?;
    let rows = side_by_side(&french, &english);
    let count: usize = rows.iter().map(|row| row.differences.len()).sum();
    let messages = &preview.messages;
    let view = View {
        lang: messages.language().code(),
        own: OWN,
        path,
        count: messages.format("preview-differences", None, &[("count", count.into())]).unwrap_or_default(),
        rows: rows.iter().map(|row| row_view(preview, row)).collect(),
    };
    Some(preview.templates.render("sentences.html", &view))
}

fn row_view(preview: &Preview, row: &Row) -> RowView {
    let side = |words: &str, language: Language, key: &str| {
        let lang = (language != preview.messages.language()).then(|| language.code());
        let quoted =
            row.differences.iter().find_map(|diagnostic| said(diagnostic, key).or_else(|| said(diagnostic, "words")));
        let marked =
            quoted.map(|quoted| quoted.trim_end_matches('…').trim().to_owned()).filter(|quoted| !quoted.is_empty());
        let (before, marked, after) = match marked.and_then(|marked| Some((words.find(&marked)?, marked))) {
            Some((at, marked)) => (words[..at].to_owned(), Some(marked.clone()), words[at + marked.len()..].to_owned()),
            None => (words.to_owned(), None, String::new()),
        };
        SideView { lang: lang.filter(|_| !words.is_empty()), absent: words.is_empty(), before, marked, after }
    };
    let difference = |diagnostic: &Diagnostic| DifferenceView {
        code: diagnostic.code.id(),
        message: terminal::words(diagnostic, &preview.messages).message,
        command: format!(
            "clairevoie translate accept {} --code {} --reason \"…\"",
            match &diagnostic.place.position {
                Some(position) => format!("{}:{}", diagnostic.place.path, position.line),
                None => diagnostic.place.path.to_string(),
            },
            diagnostic.code.id()
        ),
    };
    RowView {
        heading: row.is_heading,
        sides: [side(&row.french, Language::French, "french"), side(&row.english, Language::English, "english")],
        differences: row.differences.iter().map(difference).collect(),
    }
}

/// Returns the words that a diagnostic quotes.
fn said<'d>(diagnostic: &'d Diagnostic, key: &str) -> Option<&'d str> {
    diagnostic.args.iter().find_map(|(name, arg)| match arg {
        Arg::Text(text) if *name == key && text != "none" => Some(text.as_str()),
        _ => None,
    })
}
