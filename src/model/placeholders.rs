//! What `init` and `new` write for the editor to replace: texts that begin with [`MARKS`]. They are for nobody
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
            if MARKS.iter().any(|mark| text.contains(mark)) {
                report(node.span, cx);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| values(item, cx)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| values(&entry.node, cx)),
    }
}

/// Reports what is still to be filled in below a front matter, once.
pub fn body(start: usize, text: &str, cx: &mut Context<'_>) {
    let found = MARKS.iter().filter_map(|mark| memmem::find(text.as_bytes(), mark.as_bytes())).min();
    if let Some(at) = found {
        let length = text[at..].find('\n').unwrap_or(text.len() - at);
        report(Span::new(start + at..start + at + length), cx);
    }
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
