//! The records as rows and columns: the source of the CSV files, the workbook, the package that describes them and
//! the page of open data. A table is a list of columns, each explained in both languages, and a function from the
//! site to its rows; nothing else is written by hand.

mod cells;
mod committee;
mod csv;
mod meetings;
mod members;
mod plans;

use crate::site::Site;

pub use cells::{Cell, date_cells, line_cells, text_cells};
pub use csv::render;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, ids, addresses.
    Text,
    /// An integer.
    Integer,
    /// Yes or no.
    Boolean,
    /// A date with its precision: a year, a month or a day (ISO 8601).
    Date,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the file.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Its description, in French and in English.
    pub about: [&'static str; 2],
}

/// A table: one file, and one sheet.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name: that of its file without the extension.
    pub name: &'static str,
    /// Its title, in French and in English.
    pub title: [&'static str; 2],
    /// What a row represents, in French and in English.
    pub about: [&'static str; 2],
    /// Its columns.
    pub columns: &'static [Column],
    /// The primary key.
    pub key: &'static [&'static str],
    /// The columns that refer to a row of another table: the column, the table, its column.
    pub foreign: &'static [(&'static str, &'static str, &'static str)],
    /// Returns its rows, each with a cell for every column.
    pub rows: fn(&Site) -> Vec<Vec<Cell>>,
}

impl Table {
    /// Returns the path of its CSV file below the site's root.
    pub fn path(&self) -> String {
        format!("data/{}.csv", self.name)
    }
}

/// Every table, in the order of the workbook.
pub const TABLES: &[Table] = &[
    members::MEMBERS,
    members::NAMES,
    members::TERMS,
    members::REPRESENTATIVES,
    members::DECLARATIONS,
    committee::SEATS,
    committee::SEAT_RULES,
    committee::COMPOSITION,
    committee::DUTIES,
    meetings::NOMINATIONS,
    meetings::MEETINGS,
    meetings::PRESENCE,
    meetings::DECISIONS,
    meetings::VOTES,
    plans::PLANS,
    plans::COMMITMENTS,
    plans::MILESTONES,
    plans::COMMENTARY,
    plans::RECOMMENDATIONS,
    plans::RESPONSES,
    plans::CHANGES,
];

macro_rules! columns {
    ($($name:literal $kind:ident $french:literal $english:literal;)*) => {
        &[$($crate::tables::Column { name: $name, kind: $crate::tables::Kind::$kind, about: [$french, $english] }),*]
    };
}
use columns;
