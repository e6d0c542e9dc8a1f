//! Positions in files: a [`Source`], a [`Span`] of its bytes, and the [`Place`] that people read.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text file of the portal, which spans refer to.
pub struct Source {
    path: Arc<str>,
    text: Box<str>,
    /// The starts of lines, computed when a place is first needed: most files never need one.
    marks: OnceLock<Box<[Mark]>>,
}

/// A range of bytes in a [`Source`], kept beside a value so that it can be pointed at later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Returns a span of two byte offsets; files are bounded far below 4 GiB when they are read.
    pub fn new(range: Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// Returns the span as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The line and column of a byte: one mark at the beginning of each line, and one every [`STEP`] bytes in a long
/// line, so that computing a column never requires counting from far away.
#[derive(Debug, Clone, Copy)]
struct Mark {
    byte: u32,
    /// From 0.
    line: u32,
    /// From 0, in characters.
    column: u32,
}

/// The maximum number of bytes of a line between two marks.
const STEP: usize = 1024;
/// How many characters of a line an excerpt shows.
const WIDTH: usize = 100;
/// How many of them precede the marked column.
const BEFORE: usize = WIDTH / 3;

impl Source {
    /// Creates a source named by its path below the root, with forward slashes.
    pub fn new(path: Arc<str>, text: impl Into<Box<str>>) -> Arc<Self> {
        Arc::new(Self { path, text: text.into(), marks: OnceLock::new() })
    }

    /// Returns the path below the root, with forward slashes.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// Returns the complete text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the place of a span: its line, its column, and an excerpt of its first line.
    ///
    /// The time needed grows neither with the length of the line nor with its number.
    pub fn place(&self, span: Span) -> Place {
        let start = self.text.floor_char_boundary((span.start as usize).min(self.text.len()));
        let (line, column) = self.position(start);
        let line_end = self.line_end(line);
        let end = self.text.floor_char_boundary((span.end as usize).clamp(start, line_end.max(start)));
        let end = start + self.text[start..end].trim_end().len();
        let width = (self.position(end).1 - column).max(1);
        let (excerpt, marked_at) = self.excerpt(line, column, line_end);
        let position = Position { line: line + 1, column: column + 1, width, excerpt: excerpt.into(), marked_at };
        Place { path: Arc::clone(&self.path), position: Some(position) }
    }

    fn marks(&self) -> &[Mark] {
        self.marks.get_or_init(|| {
            let mut marks = Vec::new();
            let (mut start, mut line) = (0, 0);
            // A final line break is followed by an empty line.
            let is_ended = self.text.is_empty() || self.text.ends_with('\n');
            for text in self.text.split_inclusive('\n').chain(is_ended.then_some("")) {
                marks.push(Mark { byte: start as u32, line, column: 0 });
                let (mut at, mut column) = (0, 0);
                while text.len() - at > STEP {
                    let next = text.floor_char_boundary(at + STEP);
                    column += text[at..next].chars().count() as u32;
                    at = next;
                    marks.push(Mark { byte: (start + at) as u32, line, column });
                }
                start += text.len();
                line += u32::from(text.ends_with('\n'));
            }
            marks.into()
        })
    }

    /// Returns the line and column of a byte that begins a character, both from 0.
    fn position(&self, at: usize) -> (usize, usize) {
        let marks = self.marks();
        let next = marks.partition_point(|mark| mark.byte as usize <= at);
        let Some(mark) = next.checked_sub(1).map(|at| marks[at]) else { return (0, 0) };
        let counted = self.text[mark.byte as usize..at].chars().count();
        (mark.line as usize, mark.column as usize + counted)
    }

    /// Returns where a line ends, without its line break.
    fn line_end(&self, line: usize) -> usize {
        let marks = self.marks();
        let next = marks.partition_point(|mark| mark.line as usize <= line);
        let end = marks.get(next).map_or(self.text.len(), |mark| mark.byte as usize);
        if self.text[..end].ends_with('\n') { end - 1 } else { end }
    }

    /// Returns the byte at which a column of a line is, or the end of the line.
    fn byte_of(&self, line: usize, column: usize, line_end: usize) -> usize {
        let marks = self.marks();
        let next = marks.partition_point(|mark| (mark.line as usize, mark.column as usize) <= (line, column));
        let Some(mark) = next.checked_sub(1).map(|at| marks[at]) else { return 0 };
        let start = mark.byte as usize;
        let rest = &self.text[start..line_end.max(start)];
        rest.char_indices().nth(column - mark.column as usize).map_or(line_end, |(at, _)| start + at)
    }

    /// Returns the excerpt of a line around a column, and the position of the column in it, in characters.
    fn excerpt(&self, line: usize, column: usize, line_end: usize) -> (String, usize) {
        let start = self.byte_of(line, 0, line_end);
        if line_end - start <= WIDTH || self.position(line_end).1 <= WIDTH {
            return (self.text[start..line_end].trim_end().to_owned(), column);
        }
        let first = column.saturating_sub(BEFORE);
        let from = self.byte_of(line, first, line_end);
        let to = self.byte_of(line, first + WIDTH, line_end);
        let dots = if to < line_end { "…" } else { "" };
        let shown = self.text[from..to].trim_end();
        if first == 0 { (format!("{shown}{dots}"), column) } else { (format!("…{shown}{dots}"), column - first + 1) }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("path", &self.path).field("length", &self.text.len()).finish()
    }
}

/// Where something is: a file, and most often a line and a column in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's path below the root, with forward slashes.
    pub path: Arc<str>,
    /// The position in the file; absent if the complete file is meant.
    pub position: Option<Position>,
}

/// A line and column, counted from 1 in characters, with an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// How many characters are marked, at least one.
    pub width: usize,
    /// The source line without its break, or a part of it around the column where it is long.
    pub excerpt: Box<str>,
    /// The character of the excerpt at which the column is, from 0.
    pub marked_at: usize,
}

impl Place {
    /// Creates the place of a complete file.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), position: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A name that ends a line would put words of its own below.
        let path = self.path.replace(['\n', '\r'], "\u{fffd}");
        match &self.position {
            Some(at) => write!(f, "{path}:{}:{}", at.line, at.column),
            None => f.write_str(&path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(text: &str, range: Range<usize>) -> Position {
        Source::new("t".into(), text).place(Span::new(range)).position.unwrap()
    }

    #[test]
    fn the_end_of_a_text_and_empty_lines_have_their_places() {
        let at = |text, at| {
            let position = place(text, at..at + 1);
            (position.line, position.column, position.width)
        };
        assert_eq!(at("", 0), (1, 1, 1));
        assert_eq!(at("a", 1), (1, 2, 1));
        assert_eq!(at("a\n", 2), (2, 1, 1));
        assert_eq!(at("a\n\nb", 2), (2, 1, 1));
        assert_eq!(at("é\nb", 1), (1, 1, 1), "inside a character");
    }

    #[test]
    fn a_long_line_is_shown_around_its_mark() {
        let text = format!("{}x{}", "é".repeat(5000), "à".repeat(5000));
        let position = place(&text, 10_000..10_001);
        assert_eq!((position.line, position.column, position.width), (1, 5001, 1));
        assert_eq!(position.excerpt.chars().nth(position.marked_at), Some('x'));
        assert!(position.excerpt.starts_with("…é") && position.excerpt.ends_with("à…"));
        assert_eq!(position.excerpt.chars().count(), WIDTH + 2);
    }

    proptest! {
        /// Lines and columns are those obtained by counting from the start.
        #[test]
        fn places_are_counted_right(lines in prop::collection::vec("[aé]{0,3000}", 0..4), at in 0..9000_usize, end in 0..9000_usize) {
            let text = lines.join("\n");
            let source = Source::new("t".into(), text.as_str());
            let position = source.place(Span::new(at..end)).position.unwrap();
            let start = text.floor_char_boundary(at);
            let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
            prop_assert_eq!(position.line, text[..start].matches('\n').count() + 1);
            prop_assert_eq!(position.column, text[line_start..start].chars().count() + 1);
            let line = text[line_start..].lines().next().unwrap_or_default();
            let wanted = text.floor_char_boundary(end.clamp(start, (line_start + line.len()).max(start)));
            prop_assert_eq!(position.width, text[start..wanted].trim_end().chars().count().max(1));
            prop_assert_eq!(position.excerpt.chars().nth(position.marked_at), text[start..].chars().next().filter(|c| *c != '\n'));
        }
    }
}
