//! What is compared of a text: its headings, paragraphs, items, rows, notes and pictures, each with its words, the numbers
//! and dates that they state, and its links.

use std::ops::Range;

use super::sentences::sentences;
use crate::language::Language;
use crate::language::facts::{Fact, facts};

/// What a unit is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading and its level.
    Heading(u8),
    /// A paragraph, or a part of one between two lists.
    Paragraph,
    /// An item of a list, or a paragraph that begins with a number or letter as one does.
    Item,
    /// A row of a table; the first holds the heads.
    Row,
    /// A footnote.
    Note,
    /// A picture, whose words are read in its place.
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
    /// Which list or table it is part of, counted from 1; 0 for none.
    pub(super) group: usize,
    /// Its words, as they are read.
    pub(super) words: String,
    /// What they state, at places among the words.
    pub(super) facts: Vec<Fact>,
    pub(super) links: Vec<Link>,
    /// The calls of footnotes, at places of the text.
    pub(super) calls: Vec<Range<usize>>,
    /// Where the cells of a row end, among the words.
    pub(super) cells: Vec<usize>,
    runs: Vec<Run>,
    range: Range<usize>,
}

/// Where a run of words begins among the words, how long it is there, and where it is in the text. An entity or an
/// escape is a run of its own, since it is longer in the text than among the words.
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

    /// A text without marks of its own.
    pub(super) fn plain(text: &str, language: Language) -> Self {
        let mut unit = Self::new(Kind::Paragraph, 0, 0..text.len());
        unit.say(text, 0..text.len());
        unit.facts = facts(text, language);
        unit
    }

    /// Where a range of its words is in the text.
    pub(super) fn place(&self, words: Range<usize>) -> Range<usize> {
        let start = self.character(words.start).start;
        let end = if words.is_empty() { start } else { self.character(words.end - 1).end };
        start..end.max(start)
    }

    /// Whether it is an item of a list or a row of a table.
    pub(super) fn is_of_group(&self) -> bool {
        self.group > 0 && matches!(self.kind, Kind::Item | Kind::Row)
    }

    /// Where it is in the text.
    pub(super) fn range(&self) -> Range<usize> {
        match (self.runs.first(), self.runs.last()) {
            (Some(first), Some(last)) if self.kind != Kind::Image => {
                first.place.start..last.place.end.max(first.place.start)
            }
            _ => self.range.clone(),
        }
    }

    /// The sentences of its words; the cells of a row.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        if self.kind != Kind::Row {
            return sentences(&self.words);
        }
        let starts = std::iter::once(0).chain(self.cells.iter().copied());
        starts.zip(&self.cells).map(|(start, end)| start..*end).collect()
    }

    /// Where the character that begins at a place of the words, or holds it, is in the text.
    fn character(&self, at: usize) -> Range<usize> {
        let Some(first) = self.runs.first() else { return self.range.clone() };
        let run = self.runs.partition_point(|run| run.start <= at).checked_sub(1);
        // What stands among the words for an address or the end of a cell is written nowhere: it is a point.
        let Some(Run { start, length, place }) = run.map(|run| &self.runs[run]) else {
            return first.place.start..first.place.start;
        };
        if at >= start + length {
            return place.end..place.end;
        }
        // A run that is not written as it reads stands for itself as a whole.
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
