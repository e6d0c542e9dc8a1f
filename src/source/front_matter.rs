//! Markdown files with front matter: YAML between two lines of `---`, then the text.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Reported, Source, Span};

/// The two halves of a Markdown file, as byte ranges of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halves {
    /// The YAML, without its fences.
    pub yaml: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// Splits a Markdown file into its halves; `None` if one of the two fences is missing.
pub fn split(source: &Source) -> Reported<Option<Halves>> {
    let faulty = |code, length| {
        let diagnostic = Diagnostic::new(code, source.place(Span::new(0..length)));
        Reported::new(None, diagnostic.into())
    };
    let text = source.text();
    let first = text.lines().next().unwrap_or_default();
    if first.trim_end() != "---" {
        return faulty(Code::FrontMatterMissing, first.len());
    }
    let yaml_start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = yaml_start;
    for line in text[yaml_start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Reported::clean(Some(Halves { yaml: yaml_start..at, body: at + line.len()..text.len() }));
        }
        at += line.len();
    }
    faulty(Code::FrontMatterUnclosed, first.len())
}
