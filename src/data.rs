//! Files for machines, made from the site: tables and what describes them, Popolo, the catalogue, feeds, calendars,
//! citations, the site map, `security.txt`, redirects.

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
