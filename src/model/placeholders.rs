//! What `init` and `new` write for the editor to replace: texts that begin with [`MARKS`] and a colon. They are for nobody
//! to read, so no site is published with one, drafts aside; the preview shows them.

use memchr::memmem;

use super::reader::Context;
use crate::diagnostic::{Code, Span};
use crate::source::yaml::{Node, Value};

/// How a text to be replaced begins, in each language.
pub const MARKS: [&str; 2] = ["À remplir", "To be filled in"];

/// Reports the values of a record that are still to be filled in.
pub fn values(node: &Node, cx: &mut Context<'_>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar { text, .. } => {
            if find(text).is_some() {
                report(node.span, cx);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| values(item, cx)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| values(&entry.node, cx)),
    }
}

/// Reports what is still to be filled in below a front matter, once.
pub fn body(start: usize, text: &str, cx: &mut Context<'_>) {
    if let Some(at) = find(text) {
        let length = text[at..].find('\n').unwrap_or(text.len() - at);
        report(Span::new(start + at..start + at + length), cx);
    }
}

/// Where a mark is, followed by its colon.
fn find(text: &str) -> Option<usize> {
    let found = MARKS.iter().flat_map(|mark| {
        let ends = memmem::find_iter(text.as_bytes(), mark.as_bytes()).map(move |at| (at, at + mark.len()));
        ends.filter(|(_, end)| text[*end..].trim_start_matches([' ', '\u{a0}']).starts_with(':')).map(|(at, _)| at)
    });
    found.min()
}

/// Whether a front matter says that its text is a draft.
pub fn is_draft(node: &Node) -> bool {
    let Value::Mapping(entries) = &node.value else { return false };
    entries.iter().any(|entry| {
        &*entry.key == "status" && matches!(&entry.node.value, Value::Scalar { text, .. } if &**text == "draft")
    })
}

fn report(span: Span, cx: &mut Context<'_>) {
    let diagnostic = cx.diagnostic(Code::Placeholder, span).arg("kind", "text");
    cx.report(diagnostic);
}
