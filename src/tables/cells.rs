//! The cells of a table.

use crate::language::date::PartialDate;
use crate::language::{Translation, marks};
use crate::model::value::{Located, Text};

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Unknown or not published.
    Empty,
    /// Words.
    Text(String),
    /// An integer.
    Number(i64),
    /// Yes or no.
    Boolean(bool),
    /// A date, with its precision.
    Date(PartialDate),
}

impl Cell {
    /// Creates a cell of words, without their language marks.
    pub fn words(text: &str) -> Self {
        Self::Text(marks::plain(text))
    }

    /// Words that may be missing.
    pub fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::words)
    }

    /// Returns a number that may be missing.
    pub fn number<T: Into<i64>>(number: Option<T>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.into()))
    }

    /// Returns the cell as it is written in a CSV file.
    pub fn written(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Boolean(value) => value.to_string(),
            Cell::Date(date) => date.to_string(),
        }
    }
}

/// Returns a text in both languages: two cells, the second empty where there is no English.
pub fn text_cells(text: Option<&Text>) -> [Cell; 2] {
    match text {
        None => [Cell::Empty, Cell::Empty],
        Some(text) => {
            let english = match &text.english {
                Translation::Given(english) => Cell::words(english),
                Translation::Missing | Translation::FrenchOnly => Cell::Empty,
            };
            [Cell::words(&text.french), english]
        }
    }
}

/// Returns some texts in French and in English, one a line; a text that is not translated has an empty line in English,
/// unless none is translated.
pub fn line_cells<'t>(texts: impl Iterator<Item = &'t Text>) -> [Cell; 2] {
    let cells: Vec<[Cell; 2]> = texts.map(|text| text_cells(Some(text))).collect();
    [0, 1].map(|side| {
        let lines: Vec<String> = cells.iter().map(|cells| cells[side].written()).collect();
        if lines.iter().all(String::is_empty) { Cell::Empty } else { Cell::Text(lines.join("\n")) }
    })
}

/// Returns a date and its precision: two cells.
pub fn date_cells(date: Option<Located<PartialDate>>) -> [Cell; 2] {
    match date {
        None => [Cell::Empty, Cell::Empty],
        Some(date) => [Cell::Date(date.value), Cell::Text(date.precision().to_owned())],
    }
}
