//! Generates machine-readable files from the site: tables and their descriptions, Popolo, the catalogue, feeds,
//! calendars, citations, the site map, `security.txt`, redirects.

pub mod calendar;
pub mod catalogue;
pub mod citation;
pub mod feeds;
pub mod package;
pub mod popolo;
pub mod redirect;
pub mod robots;
pub mod security;
pub mod sitemap;
pub mod workbook;
