//! How many elements one Markdown text may have: far above any text for readers, and few enough that reading, comparing
//! and rendering it stay within seconds. `benches/limits` measures a text at each limit.

use pulldown_cmark::Tag;

/// The maximum number of headings of a text.
const HEADINGS: usize = 20_000;
/// The maximum number of links and pictures of a text.
const LINKS: usize = 20_000;
/// The maximum number of notes of a text.
const NOTES: usize = 10_000;
/// The maximum number of table cells of a text, including header cells.
const CELLS: usize = 100_000;

/// The maximum number of lines of a text.
const LINES: usize = 200_000;
/// The maximum number of characters of a text that may be marks: each may begin an element, which takes half a kilobyte.
const MARKS: usize = 500_000;

/// A limit that a text exceeds: the term for what it limits, and its value.
pub(super) type Limit = (&'static str, usize);

/// Returns the first byte beyond the limits that hold before a text is parsed, if it exceeds one.
pub(super) fn beyond(text: &str) -> Option<(usize, Limit)> {
    let (mut lines, mut marks) = (0, 0);
    text.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'\n' => lines += 1,
            b'`' | b'*' | b'_' | b'[' | b'|' | b'&' | b'\\' | b'<' | b'~' => marks += 1,
            _ => return None,
        }
        match (lines > LINES, marks > MARKS) {
            (true, _) => Some((at, ("lines", LINES))),
            (_, true) => Some((at, ("marks", MARKS))),
            (false, false) => None,
        }
    })
}

/// The elements of a text counted so far.
#[derive(Debug, Default)]
pub(super) struct Counts {
    headings: usize,
    links: usize,
    notes: usize,
    cells: usize,
}

impl Counts {
    /// Counts an element. Returns the term for its kind and the limit when it is the first one beyond it.
    pub(super) fn add(&mut self, tag: &Tag<'_>) -> Option<Limit> {
        let (count, word, limit) = match tag {
            Tag::Heading { .. } => (&mut self.headings, "headings", HEADINGS),
            Tag::Link { .. } | Tag::Image { .. } => (&mut self.links, "links", LINKS),
            Tag::FootnoteDefinition(_) => (&mut self.notes, "notes", NOTES),
            Tag::TableCell => (&mut self.cells, "cells", CELLS),
            _ => return None,
        };
        *count += 1;
        (*count == limit + 1).then_some((word, limit))
    }
}
