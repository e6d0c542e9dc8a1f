//! New entries of a list within a record: a recommendation of a commentary, a commitment of a plan. The rest of the
//! file is unchanged byte for byte.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Source;
use crate::source::yaml::{self, Node, Value};

/// Returns the text with an item added at the end of the list at a key; with the key itself if it is missing.
///
/// `part` is the YAML of the text. `item` is the lines of the item, the first of which begins its first key. `None`
/// if the text does not parse, or if the list is written in brackets and is not empty.
pub fn with_item(source: &Arc<Source>, part: Range<usize>, key: &str, item: &[String]) -> Option<String> {
    let text = source.text();
    let node = yaml::parse(source, part.clone()).value?;
    let Value::Mapping(entries) = &node.value else { return None };
    let lines = |indentation: usize| {
        let lines = item.iter().enumerate();
        lines
            .map(|(at, line)| format!("{}{}{line}\n", " ".repeat(indentation), if at == 0 { "- " } else { "  " }))
            .collect::<String>()
    };
    let put = |at: usize, new: &str| {
        let gap = if at == 0 || text[..at].ends_with('\n') { "" } else { "\n" };
        format!("{}{gap}{new}{}", &text[..at], &text[at..])
    };
    // A text below `|` ends at the start of the line that follows it.
    let line_end = |at: usize| match text[..at].ends_with('\n') {
        true => at,
        false => text[at..].find('\n').map_or(text.len(), |length| at + length + 1),
    };
    match entries.iter().find(|entry| &*entry.key == key) {
        None => Some(put(part.end, &format!("{key}:\n{}", lines(2)))),
        Some(entry) => match &entry.node.value {
            Value::Sequence(items) if !items.is_empty() => {
                let start = items[0].span.range().start;
                let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
                let before = &text[line_start..start];
                // Only spaces and the dash precede an item of a block list.
                (before.trim() == "-").then(|| {
                    let indentation = before.len() - before.trim_start().len();
                    put(line_end(end(items.last().unwrap_or(&entry.node))), &lines(indentation))
                })
            }
            Value::Sequence(_) | Value::Null => {
                let key_start = entry.key_span.range().start;
                let at = line_end(entry.key_span.range().end);
                Some(format!("{}{key}:\n{}{}", &text[..key_start], lines(2), &text[at..]))
            }
            Value::Scalar { .. } | Value::Mapping(_) => None,
        },
    }
}

/// Returns where the last value in a node ends.
fn end(node: &Node) -> usize {
    let below = match &node.value {
        Value::Null | Value::Scalar { .. } => None,
        Value::Sequence(items) => items.last().map(end),
        Value::Mapping(entries) => entries.last().map(|entry| end(&entry.node)),
    };
    below.unwrap_or(0).max(if below.is_none() { node.span.range().end } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_put_after_the_last_and_nothing_else_changes() {
        let item = ["id: r2".to_owned(), "text: \"x\"".to_owned()];
        for (before, after) in [
            ("a: 1\n", Some("a: 1\nlist:\n  - id: r2\n    text: \"x\"\n")),
            ("a: 1", Some("a: 1\nlist:\n  - id: r2\n    text: \"x\"\n")),
            ("list: []\na: 1\n", Some("list:\n  - id: r2\n    text: \"x\"\na: 1\n")),
            (
                "list:\n- {id: r1, text: y} # un\n# fin\nb: 2\n",
                Some("list:\n- {id: r1, text: y} # un\n- id: r2\n  text: \"x\"\n# fin\nb: 2\n"),
            ),
            (
                "list:\n    - id: r1\n      sources:\n        - url: y\nb: 2\n",
                Some("list:\n    - id: r1\n      sources:\n        - url: y\n    - id: r2\n      text: \"x\"\nb: 2\n"),
            ),
            (
                "list:\n  - id: r1\n    text: >\n      un\n      deux\nb: 2\n",
                Some("list:\n  - id: r1\n    text: >\n      un\n      deux\n  - id: r2\n    text: \"x\"\nb: 2\n"),
            ),
            ("list: [{id: r1}]\n", None),
        ] {
            let source = Source::new("x.yaml".into(), before);
            assert_eq!(with_item(&source, 0..before.len(), "list", &item).as_deref(), after, "{before}");
        }
    }
}
