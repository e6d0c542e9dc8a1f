//! CSV by RFC 4180: commas, CRLF, UTF-8 without a byte order mark, the names of the columns in the first row.

use csv::{Terminator, WriterBuilder};

use super::{Cell, Table};
use crate::site::Site;

/// Returns the file of a table.
pub fn render(table: &Table, site: &Site) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory does not fail, and every row has a cell for each column.
    let mut write = |row: Vec<String>| drop(writer.write_record(&row));
    write(table.columns.iter().map(|column| column.name.to_owned()).collect());
    for row in (table.rows)(site) {
        debug_assert_eq!(row.len(), table.columns.len(), "{}", table.name);
        write(row.iter().map(Cell::written).collect());
    }
    writer.into_inner().unwrap_or_default()
}
