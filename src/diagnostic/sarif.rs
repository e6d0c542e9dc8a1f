//! Diagnostics as SARIF 2.1.0 (OASIS), which forges and editors show beside the lines.

use serde_json::{Value, json};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::terminal::words;
use super::{Code, Diagnostic, Place, Report, json::severity};
use crate::language::messages::Catalogue;

/// The characters that need no encoding in a URI reference (RFC 3986).
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Formats a report as one SARIF log with one run.
pub fn render(report: &Report, catalogue: &Catalogue) -> String {
    let mut codes: Vec<Code> = report.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| json!({"id": code.id(), "defaultConfiguration": {"level": severity(code.severity())}}))
        .collect();
    let results: Vec<Value> = report.iter().map(|diagnostic| result(diagnostic, &codes, catalogue)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "clairevoie",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "language": catalogue.language().tag(),
            "results": results,
        }],
    });
    format!("{log:#}")
}

fn result(diagnostic: &Diagnostic, codes: &[Code], catalogue: &Catalogue) -> Value {
    let words = words(diagnostic, catalogue);
    let parts = [Some(words.message), words.expected, words.hint, words.more];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let mut result = json!({
        "ruleId": diagnostic.code.id(),
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": severity(diagnostic.code.severity()),
        "message": {"text": text},
        "locations": [location(&diagnostic.place)],
    });
    if let Some(related) = &diagnostic.related {
        result["relatedLocations"] = json!([location(related)]);
    }
    result
}

fn location(place: &Place) -> Value {
    let uri = utf8_percent_encode(&place.path, KEPT).to_string();
    let mut physical = json!({"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}});
    if let Some(at) = &place.position {
        physical["region"] = json!({"startLine": at.line, "startColumn": at.column, "endColumn": at.column + at.width});
    }
    json!({"physicalLocation": physical})
}
