//! Diagnostics for programs, as JSON: `{"diagnostics": [...], "errors": n, "warnings": n}`.

use serde_json::{Value, json};

use super::terminal::words;
use super::{Diagnostic, Fix, Place, Report, Severity};
use crate::language::messages::Catalogue;

/// Formats a report as one JSON document. Places count lines and columns from 1, in characters.
pub fn render(report: &Report, catalogue: &Catalogue) -> String {
    let diagnostics: Vec<Value> = report.iter().map(|diagnostic| one(diagnostic, catalogue)).collect();
    let document = json!({
        "diagnostics": diagnostics,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
    });
    format!("{document:#}")
}

fn one(diagnostic: &Diagnostic, catalogue: &Catalogue) -> Value {
    let words = words(diagnostic, catalogue);
    json!({
        "code": diagnostic.code.id(),
        "severity": severity(diagnostic.code.severity()),
        "message": words.message,
        "expected": words.expected,
        "hint": words.hint,
        "more": diagnostic.more,
        "place": place(&diagnostic.place),
        "fix": diagnostic.fix.as_ref().map(fix),
        "related": diagnostic.related.as_ref().map(place),
    })
}

/// Formats a change that can be applied automatically: bytes of the file as it is read (UTF-8, line ends of one
/// kind, no byte order mark), or another name for it.
fn fix(fix: &Fix) -> Value {
    match fix {
        Fix::Replace(span, text) => json!({"start": span.range().start, "end": span.range().end, "text": text}),
        Fix::Rename(path) => json!({"rename": path}),
    }
}

fn place(place: &Place) -> Value {
    json!({
        "path": &*place.path,
        "line": place.position.as_ref().map(|at| at.line),
        "column": place.position.as_ref().map(|at| at.column),
        "width": place.position.as_ref().map(|at| at.width),
    })
}

/// `error`, `warning` or `note`.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}
