//! Placeholders that `init` and `new` write for the editor to replace: texts that begin with one of [`MARKS`] and a
//! colon. Except in drafts, no site is published with one; the preview shows them.

use std::ops::Range;

use memchr::memmem;

use super::reader::Context;
use crate::diagnostic::{Code, Span};
use crate::source::yaml::{Node, Value};

/// How a placeholder begins, in each language.
pub const MARKS: [&str; 2] = ["À remplir", "To be filled in"];

/// Reports the placeholders within a part of a file, once per line: texts, and the remarks beside values that `new`
/// has to invent.
pub fn report(part: Range<usize>, cx: &mut Context<'_>) {
    let source = cx.source;
    let mut at = part.start;
    for line in source.text()[part].split_inclusive('\n') {
        if let Some(start) = find(line) {
            let end = line.trim_end().trim_end_matches(['"', '\'', '}', ']']).len();
            let diagnostic = cx.diagnostic(Code::Placeholder, Span::new(at + start..at + end.max(start + 1)));
            cx.report(diagnostic.arg("kind", "text"));
        }
        at += line.len();
    }
}

/// Returns whether a text contains a placeholder.
pub fn has(text: &str) -> bool {
    find(text).is_some()
}

/// Returns the position of a mark followed by its colon.
fn find(text: &str) -> Option<usize> {
    let found = MARKS.iter().flat_map(|mark| {
        let ends = memmem::find_iter(text.as_bytes(), mark.as_bytes()).map(move |at| (at, at + mark.len()));
        ends.filter(|(_, end)| text[*end..].trim_start_matches([' ', '\u{a0}']).starts_with(':')).map(|(at, _)| at)
    });
    found.min()
}

/// Returns whether a front matter declares its text a draft.
pub fn is_draft(node: &Node) -> bool {
    let Value::Mapping(entries) = &node.value else { return false };
    entries.iter().any(|entry| {
        &*entry.key == "status" && matches!(&entry.node.value, Value::Scalar { text, .. } if &**text == "draft")
    })
}
