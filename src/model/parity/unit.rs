//! The units of a text that are compared: headings, paragraphs, items, rows, notes and pictures, each with its
//! words, the numbers and dates that they state, and its links.

use std::ops::Range;

use super::sentences::sentences;
use crate::language::Language;
use crate::language::facts::{Fact, facts};

/// The kind of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading and its level.
    Heading(u8),
    /// A paragraph, or a part of one between two lists.
    Paragraph,
    /// An item of a list, or a paragraph that begins with a number or letter like an item.
    Item,
    /// A row of a table; the first contains the headers.
    Row,
    /// A footnote.
    Note,
    /// A picture; its words are its text alternative.
    Image,
}

/// Where a link leads, and where it is.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// As it is written.
    pub(super) address: Box<str>,
    /// Its words, as a range of those of the unit.
    pub(super) words: Range<usize>,
    /// Where it is in the text.
    pub(super) range: Range<usize>,
}

/// A unit of a text.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) kind: Kind,
    /// The number of its list or table, from 1; 0 if it is in none.
    pub(super) group: usize,
    /// Its words as readers see them, without markup.
    pub(super) words: String,
    /// The facts that they state, with ranges among the words.
    pub(super) facts: Vec<Fact>,
    pub(super) links: Vec<Link>,
    /// The calls of footnotes, as ranges of the text.
    pub(super) calls: Vec<Range<usize>>,
    /// The ends of the cells of a row, as offsets among the words.
    pub(super) cells: Vec<usize>,
    runs: Vec<Run>,
    range: Range<usize>,
}

/// The position of a run among the words, its length there, and its range in the text. An entity or an escape is a
/// run of its own, since it is longer in the text than among the words.
#[derive(Debug, Clone)]
struct Run {
    start: usize,
    length: usize,
    place: Range<usize>,
}

impl Unit {
    pub(super) fn new(kind: Kind, group: usize, range: Range<usize>) -> Self {
        let (words, cells) = (String::with_capacity(range.len()), Vec::new());
        let (facts, links, calls, runs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { kind, group, words, facts, links, calls, cells, runs, range }
    }

    /// Creates a unit from text without markup.
    pub(super) fn plain(text: &str, language: Language) -> Self {
        let mut unit = Self::new(Kind::Paragraph, 0, 0..text.len());
        unit.say(text, 0..text.len());
        unit.facts = facts(text, language);
        unit
    }

    /// Returns where a range of its words is in the text.
    pub(super) fn place(&self, words: Range<usize>) -> Range<usize> {
        let start = self.character(words.start).start;
        let end = if words.is_empty() { start } else { self.character(words.end - 1).end };
        start..end.max(start)
    }

    /// Returns whether it is an item of a list or a row of a table.
    pub(super) fn is_of_group(&self) -> bool {
        self.group > 0 && matches!(self.kind, Kind::Item | Kind::Row)
    }

    /// Returns where it is in the text.
    pub(super) fn range(&self) -> Range<usize> {
        match (self.runs.first(), self.runs.last()) {
            (Some(first), Some(last)) if self.kind != Kind::Image => {
                first.place.start..last.place.end.max(first.place.start)
            }
            _ => self.range.clone(),
        }
    }

    /// Returns the sentences of its words, or the cells of a row.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        if self.kind != Kind::Row {
            return sentences(&self.words);
        }
        let starts = std::iter::once(0).chain(self.cells.iter().copied());
        starts.zip(&self.cells).map(|(start, end)| start..*end).collect()
    }

    /// Returns where the character that contains an offset of the words is in the text.
    fn character(&self, at: usize) -> Range<usize> {
        let Some(first) = self.runs.first() else { return self.range.clone() };
        let run = self.runs.partition_point(|run| run.start <= at).checked_sub(1);
        // The placeholder of an address and the end of a cell are not written in the text: their range is empty.
        let Some(Run { start, length, place }) = run.map(|run| &self.runs[run]) else {
            return first.place.start..first.place.start;
        };
        if at >= start + length {
            return place.end..place.end;
        }
        // A run that differs from its source is located as a unit.
        if *length != place.len() {
            return place.clone();
        }
        place.start + at - start..place.start + at - start + 1
    }

    pub(super) fn say(&mut self, words: &str, place: Range<usize>) {
        self.runs.push(Run { start: self.words.len(), length: words.len(), place });
        self.words.push_str(words);
    }
}
