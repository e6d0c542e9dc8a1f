//! Formats diagnostics for a terminal: message, place, the line with a marker, what was expected, and what to type
//! instead.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::{Arg, Diagnostic, Place, Report, Severity};
use crate::language::Language;
use crate::language::messages::{self, Catalogue};

/// Formats a complete report, with one blank line between diagnostics.
pub fn render(report: &Report, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    for diagnostic in report.iter() {
        out.push_str(&render_one(diagnostic, catalogue));
        out.push('\n');
    }
    safe(&out)
}

/// The words of a diagnostic, in the language of the catalogue.
#[derive(Debug)]
pub struct Words {
    /// The problem.
    pub message: String,
    /// What was expected, if that adds information.
    pub expected: Option<String>,
    /// What to type instead.
    pub hint: Option<String>,
    /// How many more there are of the kind in the file, where not all are reported.
    pub more: Option<String>,
}

/// Returns the words of a diagnostic.
pub fn words(diagnostic: &Diagnostic, catalogue: &Catalogue) -> Words {
    let args: Vec<_> = diagnostic
        .args
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Arg::Text(text) => messages::Value::from(text.as_str()),
                Arg::Number(number) => messages::Value::from(*number),
                Arg::Choice(words) => catalogue.language().join_or(words).into(),
                Arg::List(words) => catalogue.language().join_and(words).into(),
                Arg::Date(date) => catalogue.date(date).into(),
                Arg::Both([french, english]) => match catalogue.language() {
                    Language::French => french.as_str().into(),
                    Language::English => english.as_str().into(),
                },
                Arg::Term(key) => catalogue.text(key).into(),
                Arg::Words(words) => {
                    let glossed: Vec<String> = words.iter().map(|word| glossed(word, catalogue)).collect();
                    catalogue.language().join_or(&glossed).into()
                }
            };
            (*name, value)
        })
        .collect();
    let id = diagnostic.code.id();
    Words {
        message: catalogue.format(id, None, &args).unwrap_or_else(|| id.to_owned()),
        expected: catalogue.format(id, Some("expected"), &args),
        hint: catalogue.format(id, Some("hint"), &args),
        more: (diagnostic.more > 0)
            .then(|| catalogue.format("report-more", None, &[("count", diagnostic.more.into())]))
            .flatten(),
    }
}

/// Returns a keyword of the format with its meaning, if the language of the catalogue is not English.
fn glossed(word: &str, catalogue: &Catalogue) -> String {
    match catalogue.format(&format!("gloss-{word}"), None, &[]) {
        Some(meaning) => format!("{word} ({meaning})"),
        None => word.to_owned(),
    }
}

fn render_one(diagnostic: &Diagnostic, catalogue: &Catalogue) -> String {
    let words = words(diagnostic, catalogue);
    let severity = match diagnostic.code.severity() {
        Severity::Error => catalogue.text("severity-error"),
        Severity::Warning => catalogue.text("severity-warning"),
        Severity::Hint => catalogue.text("severity-hint"),
    };
    let gutter = [Some(&diagnostic.place), diagnostic.related.as_ref()]
        .into_iter()
        .flatten()
        .filter_map(|place| place.position.as_ref())
        .map(|at| at.line.to_string().len())
        .max()
        .unwrap_or(1);
    let mut out = format!("{severity}[{}] {}\n", diagnostic.code.id(), words.message);
    excerpt(&mut out, &diagnostic.place, gutter, "-->");
    if let Some(place) = &diagnostic.related {
        excerpt(&mut out, place, gutter, ":::");
    }
    for (label, text) in [("label-expected", words.expected), ("label-hint", words.hint)] {
        if let Some(text) = text {
            let label = catalogue.text(label);
            let _ = writeln!(out, "{:gutter$} = {label} {text}", "");
        }
    }
    if let Some(more) = words.more {
        let _ = writeln!(out, "{:gutter$} = {more}", "");
    }
    out
}

fn excerpt(out: &mut String, place: &Place, gutter: usize, arrow: &str) {
    let _ = writeln!(out, "{:gutter$}{arrow} {place}", "");
    let Some(at) = &place.position else { return };
    let shown: String = at.excerpt.chars().map(|c| if c == '\t' { ' ' } else { visible(c) }).collect();
    let before: String = shown.chars().take(at.marked_at).collect();
    let marked: String = shown.chars().skip(at.marked_at).take(at.width).collect();
    let _ = writeln!(out, "{:gutter$} |", "");
    let _ = writeln!(out, "{:gutter$} | {}", at.line, shown);
    let _ =
        writeln!(out, "{:gutter$} | {:indent$}{}", "", "", "^".repeat(marked.width().max(1)), indent = before.width());
}

/// Replaces a character that is invisible, controls a terminal or changes its reading order by a visible mark.
fn visible(c: char) -> char {
    if crate::diagnostic::is_deceptive(c) { '\u{fffd}' } else { c }
}

/// Returns a text that is safe to show in a terminal, whatever file name or value it quotes.
pub fn safe(text: &str) -> String {
    text.chars().map(visible).collect()
}
