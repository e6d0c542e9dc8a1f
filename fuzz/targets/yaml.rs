//! YAML: a located error, or values that parse to the same when serialized, also with an independent parser.

use clairevoie::diagnostic::Source;
use clairevoie::source::yaml::{self, Node, Value};

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let source = Source::new("t.yaml".into(), text);
    let parsed = yaml::parse(&source, 0..text.len());
    let Some(node) = parsed.value else {
        assert!(!parsed.report.is_empty() || text.trim().is_empty(), "refused without a word");
        return;
    };
    is_within(&node, text);
    if parsed.report.has_errors() {
        return;
    }
    let mut written = String::new();
    write(&node, &mut written);
    let again = Source::new("t.yaml".into(), written.as_str());
    let read = yaml::parse(&again, 0..written.len()).value;
    let read = read.unwrap_or_else(|| panic!("what was read does not read when written: {written}"));
    assert!(same(&node, &read), "{node:?}\n{read:?}");
    if let Ok(other) = serde_saphyr::from_str::<serde_json::Value>(&written) {
        agrees(&node, &other);
    }
}

fn is_within(node: &Node, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{:?} is no part of the text", node.span);
    match &node.value {
        Value::Null | Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter().for_each(|item| is_within(item, text)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| is_within(&entry.node, text)),
    }
}

/// Writes a value in the one form that needs no judgement: in braces and brackets, every text between double quotes.
fn write(node: &Node, out: &mut String) {
    match &node.value {
        Value::Null => out.push('~'),
        Value::Scalar { text, .. } => quote(text, out),
        Value::Sequence(items) => {
            out.push('[');
            items.iter().for_each(|item| {
                write(item, out);
                out.push_str(", ");
            });
            out.push(']');
        }
        Value::Mapping(entries) => {
            out.push('{');
            entries.iter().for_each(|entry| {
                let start = out.len();
                quote(&entry.key, out);
                // YAML 1.2.2, 7.4.2: a key of more than 1,024 characters must be announced.
                if out.len() - start > 1_000 {
                    out.insert_str(start, "? ");
                }
                out.push_str(": ");
                write(&entry.node, out);
                out.push_str(", ");
            });
            out.push('}');
        }
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' | '\u{a0}'..='\u{d7ff}' => out.push(c),
            _ => out.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    out.push('"');
}

fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar { text: one, .. }, Value::Scalar { text: other, .. }) => one == other,
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.key == other.key && same(&one.node, &other.node))
        }
        _ => false,
    }
}

/// Another reader finds the same texts.
fn agrees(node: &Node, other: &serde_json::Value) {
    match (&node.value, other) {
        (Value::Scalar { text, .. }, serde_json::Value::String(found)) => assert_eq!(&**text, found),
        (Value::Sequence(items), serde_json::Value::Array(found)) => {
            assert_eq!(items.len(), found.len());
            items.iter().zip(found).for_each(|(item, found)| agrees(item, found));
        }
        (Value::Mapping(entries), serde_json::Value::Object(found)) => {
            assert_eq!(entries.len(), found.len());
            entries.iter().for_each(|entry| agrees(&entry.node, &found[&*entry.key]));
        }
        (Value::Null, serde_json::Value::Null) => {}
        _ => panic!("{node:?} and {other:?}"),
    }
}
