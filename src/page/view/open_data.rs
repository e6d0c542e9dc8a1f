//! The page of open data: every file with its content, its columns, how to load it and how to subscribe.

use serde::Serialize;

use super::frame::{FrameBuilder, NONE};
use super::licence::Licence;
use super::searchable::SearchFacets;
use super::{Body, Day, Phrase, View, ViewContext};
use crate::language::Language;
use crate::page::{Made, Page};
use crate::tables::{Cell, Column, TABLES, Table};

/// The page of open data.
#[derive(Debug, Serialize)]
pub struct OpenData {
    licence: Option<Licence>,
    /// How to cite the data, in words.
    citation: Phrase,
    modified: Option<Day>,
    tables: Vec<TableView>,
    /// The other files.
    files: Vec<FileView>,
    feeds: Vec<FileView>,
    calendar: FileView,
    /// The absolute address of a table, for the code sample.
    example: String,
}

/// A table.
#[derive(Debug, Serialize)]
struct TableView {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    href: String,
    rows: usize,
    size: Option<String>,
    columns: Vec<ColumnView>,
    /// The first rows, exactly as in the file.
    preview: Vec<Vec<CellView>>,
}

/// A column.
#[derive(Debug, Serialize)]
struct ColumnView {
    name: &'static str,
    about: &'static str,
}

/// A cell of the first rows.
#[derive(Debug, Serialize)]
struct CellView {
    text: String,
    /// The language of its words, if it is not the page's.
    lang: Option<&'static str>,
}

/// A file that is not a table.
#[derive(Debug, Serialize)]
struct FileView {
    href: String,
    /// The key of its message.
    key: &'static str,
    media_type: &'static str,
    size: Option<String>,
}

/// How many rows and columns of a table are shown.
const ROWS: usize = 3;
const COLUMNS: usize = 6;

pub(super) fn open_data(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let href = |made: Made| format!("{}{}", site.base_url().path(), made.output());
    let side = cx.language as usize;
    let size = |made: Made| {
        let known = cx.downloads.iter().find(|download| download.made == made)?;
        let kilobytes = i64::try_from(known.bytes.div_ceil(1000)).unwrap_or_default();
        Some(cx.message("file-size", &[("kilobytes", kilobytes.into())]))
    };
    let table = |(at, table): (usize, &Table)| {
        let rows = (table.rows)(site);
        let cell = |(cell, column): (&Cell, &Column)| {
            // The name of a column of text ends with its language.
            let language = column.name.rsplit_once('_').and_then(|(_, code)| Language::from_code(code));
            let lang = language.filter(|own| *own != cx.language).map(Language::code);
            CellView { text: shortened(&cell.written()), lang }
        };
        let first = rows.iter().take(ROWS);
        let shown = first.map(|row| row.iter().zip(table.columns).take(COLUMNS).map(cell).collect());
        TableView {
            id: table.name,
            title: table.title[side],
            about: table.about[side],
            href: href(Made::Table(at)),
            rows: rows.len(),
            size: size(Made::Table(at)),
            columns: table
                .columns
                .iter()
                .map(|column| ColumnView { name: column.name, about: column.about[side] })
                .collect(),
            preview: shown.collect(),
        }
    };
    let file = |made: Made, key: &'static str| FileView {
        href: href(made),
        key,
        media_type: made.media_type(),
        size: size(made),
    };
    let publisher = site.portal.publisher.as_ref().map_or(&site.committee.name, |publisher| &publisher.name);
    let modified = site.editions().last().map(|edition| cx.date(edition.date.value));
    let page = crate::page::Route::new(Page::OpenData, cx.language).url(site);
    let date = modified.as_ref().map_or_else(|| cx.word("citation-undated"), |day| day.words.clone());
    let view = OpenData {
        licence: site.portal.licence.as_deref().map(|id| Licence::of(id, cx.language)),
        citation: cx.sentence(
            "citation-data",
            &[
                ("publisher", &[cx.phrase(publisher)]),
                ("date", &[cx.own(date)]),
                ("title", &[cx.phrase(&site.portal.title)]),
                ("url", &[cx.own(page)]),
            ],
        ),
        modified,
        tables: TABLES.iter().enumerate().map(table).collect(),
        files: vec![
            file(Made::Workbook, "workbook"),
            file(Made::Popolo, "popolo"),
            file(Made::Package, "package"),
            file(Made::CatalogueJson, "catalogue"),
            file(Made::CatalogueTurtle, "catalogue-turtle"),
            file(Made::DonneesQuebec, "donnees-quebec"),
        ],
        feeds: vec![file(Made::Atom(cx.language, 0), "atom"), file(Made::JsonFeed(cx.language), "json-feed")],
        calendar: file(Made::Calendar(cx.language), "calendar"),
        example: format!("{}{}", site.base_url().origin(), href(Made::Table(0))),
    };
    let about = cx.word("about-open-data");
    let mut frame = FrameBuilder::new(Page::OpenData, NONE, cx.own(cx.word("title-open-data")), about);
    frame.search = Some(SearchFacets::new("page"));
    frame.with(cx, Body::OpenData(view))
}

/// Returns a shortened cell.
fn shortened(text: &str) -> String {
    const LONG: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
