//! Formats an edition as YAML that people can read, and that git compares line by line.

use std::fmt::Write;

use crate::language::Translation;
use crate::model::edition::{Edition, Part};
use crate::model::value::Text;

/// Returns the content of the file of an edition.
pub(super) fn edition(edition: &Edition) -> String {
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = writeln!(out, "# Écrit par « clairevoie publish ». Written by “clairevoie publish”.");
    let _ = writeln!(out, "number: {}\ndate: {}", edition.number, edition.date.value);
    if let Some(authority) = &edition.authority {
        let _ = writeln!(out, "authority: {}", quoted(authority));
    }
    if let Some(note) = &edition.note {
        text(&mut out, "", "note", note);
    }
    list(&mut out, "changes", !edition.changes.is_empty());
    for change in &edition.changes {
        let _ = writeln!(out, "  - file: {}\n    kind: {}", change.file, change.kind.word());
        if let Some(title) = &change.title {
            let _ = writeln!(out, "    title: {}", quoted(title));
        }
        let labels: Vec<&str> = change.labels.iter().map(|label| label.word()).collect();
        if !labels.is_empty() {
            let _ = writeln!(out, "    labels: [{}]", labels.join(", "));
        }
        if !change.parts.is_empty() {
            let _ = writeln!(out, "    parts:");
            change.parts.iter().for_each(|one| part(&mut out, one));
        }
    }
    list(&mut out, "sitting", !edition.sitting.is_empty());
    for sitting in &edition.sitting {
        let members: Vec<String> = sitting.members.iter().map(|member| quoted(member)).collect();
        let _ = writeln!(out, "  - text: {}\n    day: {}", sitting.text, sitting.day);
        let _ = writeln!(out, "    members: [{}]", members.join(", "));
    }
    out
}

fn list(out: &mut String, key: &str, has_items: bool) {
    let _ = writeln!(out, "{key}:{}", if has_items { "" } else { " []" });
}

fn text(out: &mut String, indent: &str, key: &str, text: &Text) {
    let _ = writeln!(out, "{indent}{key}:\n{indent}  fr: {}", quoted(&text.french));
    if let Translation::Given(english) = &text.english {
        let _ = writeln!(out, "{indent}  en: {}", quoted(english));
    }
}

fn part(out: &mut String, part: &Part) {
    let _ = writeln!(out, "      - at: {}", quoted(&part.at));
    if let Some(language) = part.language {
        let _ = writeln!(out, "        language: {}", language.code());
    }
    let _ = writeln!(out, "        hash: {}", part.hash);
    if let Some(withdrawn) = &part.withdrawn {
        let _ = writeln!(out, "        withdrawn: {}", quoted(withdrawn));
        return;
    }
    for (key, text) in [("before", &part.before), ("after", &part.after)] {
        if let Some(text) = text {
            let _ = writeln!(out, "        {key}: {}", quoted(text));
        }
    }
}

/// Returns a quoted text on one line: the escapes of JSON are valid in YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
