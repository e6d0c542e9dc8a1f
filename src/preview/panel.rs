//! What is wrong, as a panel in the page; and as the page, when there is no site to show yet.

use super::Preview;
use super::answer::OWN;
use super::bar::{attribute, opener, text};
use super::showing::Showing;
use crate::diagnostic::{Diagnostic, Place, Severity, terminal};

/// A list of diagnostics. Everything in them is written as text.
pub(super) fn fragment<'d>(preview: &Preview, diagnostics: impl Iterator<Item = &'d Diagnostic>) -> String {
    let words = &preview.words;
    let mut items = String::new();
    for diagnostic in diagnostics {
        let said = terminal::words(diagnostic, words);
        let (class, severity) = match diagnostic.code.severity() {
            Severity::Error => ("error", "severity-error"),
            Severity::Warning => ("warning", "severity-warning"),
            Severity::Hint => ("warning", "severity-hint"),
        };
        items.push_str(&format!("<li class=\"{class}\"><p class=\"message\"><b>"));
        text(&mut items, &words.text(severity));
        items.push_str(&format!(" {}</b> ", diagnostic.code.id()));
        text(&mut items, &said.message);
        items.push_str("</p>");
        for place in [Some(&diagnostic.place), diagnostic.related.as_ref()].into_iter().flatten() {
            excerpt(&mut items, preview, place);
        }
        for (label, line) in [("label-expected", said.expected), ("label-hint", said.hint)] {
            if let Some(line) = line {
                items.push_str("<p class=\"mend\"><b>");
                text(&mut items, &words.text(label));
                items.push_str("</b> ");
                text(&mut items, &line);
                items.push_str("</p>");
            }
        }
        items.push_str("</li>");
    }
    if items.is_empty() {
        items.push_str("<li>");
        text(&mut items, &words.text("preview-all-sound"));
        items.push_str("</li>");
    }
    format!("<ol class=\"diagnostics\">{items}</ol>")
}

fn excerpt(out: &mut String, preview: &Preview, place: &Place) {
    out.push_str("<p class=\"place\">");
    opener(out, preview, place);
    out.push_str("</p>");
    let Some(at) = &place.position else { return };
    let mut characters = at.excerpt.chars();
    let mut take = |count: usize| characters.by_ref().take(count).collect::<String>();
    let (before, marked) = (take(at.marked_at), take(at.width));
    let after: String = characters.collect();
    out.push_str("<pre><code>");
    text(out, &before);
    out.push_str("<mark>");
    text(out, &marked);
    out.push_str("</mark>");
    text(out, &after);
    out.push_str("</code></pre>");
}

/// The panel as a page of its own: there is no good site to show yet.
pub(super) fn page(preview: &Preview, showing: &Showing, path: &str) -> String {
    page_of(preview, showing, path, showing.report.iter())
}

/// Some diagnostics as a page of its own, which goes away by itself when they are mended.
pub(super) fn page_of<'d>(
    preview: &Preview,
    showing: &Showing,
    path: &str,
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
) -> String {
    let title = preview.words.text("preview-broken");
    let language = preview.words.language().code();
    let mut out = format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>"
    );
    text(&mut out, &title);
    out.push_str(&format!(
        "</title><link rel=\"stylesheet\" href=\"{OWN}preview.css\"></head><body class=\"broken\"><main><h1>"
    ));
    text(&mut out, &title);
    out.push_str("</h1>");
    out.push_str(&fragment(preview, diagnostics));
    out.push_str(&format!("</main><script src=\"{OWN}preview.js\" data-path=\""));
    attribute(&mut out, path);
    out.push_str(&format!(
        "\" data-seen=\"broken-{}\" data-bare data-lang=\"{language}\" defer></script></body></html>",
        showing.number
    ));
    out
}
