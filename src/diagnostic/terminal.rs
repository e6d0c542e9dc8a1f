//! Diagnostics as a person reads them in a terminal: message, place, the line with a marker,
//! what was expected, and what to type instead.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::{Arg, Diagnostic, Place, Report, Severity};
use crate::language::messages::{self, Catalogue};

/// Renders a whole report, one blank line between diagnostics.
pub fn render(report: &Report, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    for diagnostic in report {
        out.push_str(&render_one(diagnostic, catalogue));
        out.push('\n');
    }
    out
}

/// The words of a diagnostic, in the language of the catalogue.
#[derive(Debug)]
pub struct Words {
    /// What is wrong.
    pub message: String,
    /// What was expected, where that says more.
    pub expected: Option<String>,
    /// What to type instead.
    pub hint: Option<String>,
}

/// The words of a diagnostic.
pub fn words(diagnostic: &Diagnostic, catalogue: &Catalogue) -> Words {
    let args: Vec<_> = diagnostic
        .args
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Arg::Text(text) => messages::Value::from(text.as_str()),
                Arg::Number(number) => messages::Value::from(*number),
                Arg::Choice(words) => catalogue.language().any_of(words).into(),
                Arg::Term(key) => catalogue.text(key).into(),
            };
            (*name, value)
        })
        .collect();
    let id = diagnostic.code.id();
    Words {
        message: catalogue.format(id, None, &args).unwrap_or_else(|| id.to_owned()),
        expected: catalogue.format(id, Some("expected"), &args),
        hint: catalogue.format(id, Some("hint"), &args),
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
    out
}

fn excerpt(out: &mut String, place: &Place, gutter: usize, arrow: &str) {
    let _ = writeln!(out, "{:gutter$}{arrow} {place}", "");
    let Some(at) = &place.position else { return };
    // What cannot be seen, or would change the reading order of the terminal, is shown as a mark.
    let seen = |c| {
        if c == '\t' {
            ' '
        } else if crate::diagnostic::is_deceptive(c) {
            '\u{fffd}'
        } else {
            c
        }
    };
    let (excerpt, column) = window(&at.excerpt.chars().map(seen).collect::<String>(), at.column - 1);
    let before: String = excerpt.chars().take(column).collect();
    let marked: String = excerpt.chars().skip(column).take(at.width).collect();
    let _ = writeln!(out, "{:gutter$} |", "");
    let _ = writeln!(out, "{:gutter$} | {}", at.line, excerpt);
    let _ =
        writeln!(out, "{:gutter$} | {:indent$}{}", "", "", "^".repeat(marked.width().max(1)), indent = before.width());
}

/// At most 100 characters of a long line, around the column.
fn window(line: &str, column: usize) -> (String, usize) {
    const WIDTH: usize = 100;
    if line.chars().count() <= WIDTH {
        return (line.to_owned(), column);
    }
    let from = column.saturating_sub(WIDTH / 3);
    let mut shown: String = line.chars().skip(from).take(WIDTH).collect();
    if line.chars().count() > from + WIDTH {
        shown.push('…');
    }
    if from == 0 { (shown, column) } else { (format!("…{shown}"), column - from + 1) }
}
