//! The comments of configurations: messages of the program, wrapped, each line after a comment sign.

use crate::language::messages::{Catalogue, Value};

/// The maximum number of characters in a comment line, without its comment sign.
const WIDTH: usize = 96;

/// The comments in one language.
#[derive(Debug)]
pub struct Comments<'a> {
    words: &'a Catalogue,
}

impl<'a> Comments<'a> {
    /// Comments in the language of a catalogue.
    pub fn new(words: &'a Catalogue) -> Self {
        Self { words }
    }

    /// Returns a message as separate lines, each after `before`.
    pub fn lines(&self, before: &str, key: &str, args: &[(&str, Value<'_>)]) -> String {
        let text = self.words.format(key, None, args).unwrap_or_default();
        let mut out = String::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split(' ') {
                if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
                    push(&mut out, before, &line);
                    line.clear();
                }
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
            push(&mut out, before, &line);
        }
        out
    }

    /// Returns a message without arguments after the comment sign of most servers.
    pub fn hash(&self, indent: &str, key: &str) -> String {
        self.lines(&format!("{indent}# "), key, &[])
    }

    /// Returns a message without a comment sign.
    pub fn text(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.words.format(key, None, args).unwrap_or_default()
    }
}

fn push(out: &mut String, before: &str, line: &str) {
    out.push_str(format!("{before}{line}").trim_end());
    out.push('\n');
}
