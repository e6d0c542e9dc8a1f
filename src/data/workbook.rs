//! All tables as one workbook (Office Open XML): a sheet for each, and a first one that explains every column.

use std::borrow::Cow;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::language::date::PartialDate;
use crate::site::Site;
use crate::tables::{Cell, Kind, TABLES, Table};

/// The maximum width of a column, in characters.
const WIDEST: usize = 60;
/// The maximum length of a text in a cell of a workbook.
const LONGEST: usize = 32_767;
/// The end of a truncated text; the CSV file of the table has the complete text.
const CUT: &str = " […]";

/// Returns the file; empty if it cannot be generated, which only the limits of a workbook could cause.
pub fn render(site: &Site) -> Vec<u8> {
    workbook(site).unwrap_or_default()
}

fn workbook(site: &Site) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Independent of the moment and the machine: the same records give the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top);
    let words = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    explain(book.add_worksheet(), &head, &words)?;
    for table in TABLES {
        let sheet = book.add_worksheet();
        sheet.set_name(table.name)?;
        lay_out(sheet)?;
        let mut widths: Vec<usize> = table.columns.iter().map(|column| column.name.chars().count()).collect();
        for (at, column) in (0..).zip(table.columns) {
            sheet.write_string_with_format(0, at, column.name, &head)?;
        }
        for (number, row) in (1..).zip((table.rows)(site)) {
            for (at, cell) in (0..).zip(&row) {
                write(sheet, number, at, cell, (&day, &words))?;
                let longest = cell.written().lines().map(|line| line.chars().count()).max().unwrap_or(0);
                let width = &mut widths[usize::from(at)];
                *width = (*width).max(longest).min(WIDEST);
            }
        }
        for (at, width) in (0..).zip(widths) {
            sheet.set_column_width(at, width as f64 + 2.0)?;
        }
    }
    book.save_to_buffer()
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    (day, words): (&Format, &Format),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(row, at, shortened(text), words)?;
        }
        Cell::Number(number) => {
            sheet.write_number(row, at, *number as f64)?;
        }
        Cell::Boolean(value) => {
            sheet.write_boolean(row, at, *value)?;
        }
        // A spreadsheet knows exact dates only: a month or a year remains text, so that no day is invented.
        Cell::Date(date) => match excel_day(*date) {
            Some(date) => drop(sheet.write_datetime_with_format(row, at, &date, day)?),
            None => drop(sheet.write_string_with_format(row, at, date.to_string(), words)?),
        },
    }
    Ok(())
}

/// Returns a text that fits in a cell: truncated beyond [`LONGEST`] characters, with a sign that it is.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.chars().take(LONGEST - CUT.chars().count()).chain(CUT.chars()).collect()),
    }
}

/// Returns a day as spreadsheets count them, from 1900 on.
fn excel_day(date: PartialDate) -> Option<ExcelDateTime> {
    let day = date.earliest();
    let year = u16::try_from(day.year()).ok().filter(|year| date.is_exact() && *year >= 1900)?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

/// Sets the layout of a sheet: its header row is frozen and printed on each page, which is as wide as the sheet.
fn lay_out(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Writes the sheet that explains every table and column, in both languages.
fn explain(sheet: &mut Worksheet, head: &Format, words: &Format) -> Result<(), XlsxError> {
    sheet.set_name("lisez-moi")?;
    lay_out(sheet)?;
    for (at, (title, width)) in
        (0..).zip([("table", 20.0), ("column", 28.0), ("type", 10.0), ("français", 60.0), ("English", 60.0)])
    {
        sheet.write_string_with_format(0, at, title, head)?;
        sheet.set_column_width(at, width)?;
    }
    let mut row = 1;
    let mut line = |cells: [&str; 5], format: &Format| -> Result<(), XlsxError> {
        for (at, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(row, at, cell, format)?;
        }
        row += 1;
        Ok(())
    };
    for table in TABLES {
        let Table { name, about: [french, english], .. } = table;
        line([name, "", "", french, english], head)?;
        for column in table.columns {
            let kind = match column.kind {
                Kind::Text => "text",
                Kind::Integer => "integer",
                Kind::Boolean => "boolean",
                Kind::Date => "date",
            };
            line([name, column.name, kind, column.about[0], column.about[1]], words)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_says_that_it_was_cut() {
        let whole = "é".repeat(LONGEST);
        assert_eq!(shortened(&whole), whole);
        let cut = shortened(&(whole + "é")).into_owned();
        assert!(cut.chars().count() == LONGEST && cut.ends_with(CUT));
    }
}
