//! The files of a published site by output path: pages, and files of every other kind.

use std::sync::Arc;

use super::Route;
use crate::language::Language;
use crate::site::CommentaryAt;
use crate::tables::TABLES;

/// The kind of file at a path of the published site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Leaf {
    /// A page.
    Page(Route),
    /// A citation file of a commentary.
    Citation(CommentaryAt, CitationFormat),
    /// A file among the assets, by its path below them.
    Asset(Arc<str>),
    /// A static file of the theme, by the path that templates name it by.
    Theme(Arc<str>),
    /// The redirecting page at a former address, by its index in [`RouteTable::redirects`].
    Redirect(usize),
    /// A file generated from all records.
    Made(Made),
}

/// A format of citation files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitationFormat {
    /// CSL-JSON, with an item for each language.
    Csl,
    /// RIS.
    Ris,
    /// BibTeX.
    BibTex,
}

impl CitationFormat {
    /// Every form.
    pub const ALL: [CitationFormat; 3] = [CitationFormat::Csl, CitationFormat::Ris, CitationFormat::BibTex];

    /// Returns the extension of its files.
    pub fn ending(self) -> &'static str {
        match self {
            CitationFormat::Csl => "json",
            CitationFormat::Ris => "ris",
            CitationFormat::BibTex => "bib",
        }
    }

    /// Returns the media type that a host should send.
    pub fn media_type(self) -> &'static str {
        match self {
            CitationFormat::Csl => "application/json",
            CitationFormat::Ris => "application/x-research-info-systems",
            CitationFormat::BibTex => "application/x-bibtex",
        }
    }
}

/// A file generated from all records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Made {
    /// `sitemap.xml`: all addresses, or the index of its parts.
    SiteMap,
    /// A part of the site map, from 1, if one file cannot contain all addresses.
    SiteMapPart(usize),
    /// `robots.txt`
    Robots,
    /// `security.txt`
    Security,
    /// A table of the open data as CSV, by its index in [`TABLES`].
    Table(usize),
    /// All tables as one workbook.
    Workbook,
    /// Popolo, as JSON.
    Popolo,
    /// The description of the tables: a Data Package.
    Package,
    /// The catalogue (DCAT-AP) as JSON-LD.
    CatalogueJson,
    /// The catalogue as Turtle.
    CatalogueTurtle,
    /// The metadata that Données Québec requires of a dataset.
    DonneesQuebec,
    /// The newest changes as an Atom feed in a language, or an archive of older ones, from 1.
    Atom(Language, usize),
    /// The newest changes as a JSON feed in a language.
    JsonFeed(Language),
    /// The calendar in a language.
    Calendar(Language),
}

impl Made {
    /// Returns the path below the site's root.
    pub fn output(self) -> String {
        match self {
            Made::SiteMap => "sitemap.xml".to_owned(),
            Made::SiteMapPart(number) => format!("sitemap-{number}.xml"),
            Made::Robots => "robots.txt".to_owned(),
            Made::Security => ".well-known/security.txt".to_owned(),
            Made::Table(at) => TABLES[at].path(),
            Made::Workbook => "data/portail.xlsx".to_owned(),
            Made::Popolo => "data/popolo.json".to_owned(),
            Made::Package => "data/datapackage.json".to_owned(),
            Made::CatalogueJson => "data/catalogue.jsonld".to_owned(),
            Made::CatalogueTurtle => "data/catalogue.ttl".to_owned(),
            Made::DonneesQuebec => "data/donnees-quebec.json".to_owned(),
            Made::Atom(Language::French, 0) => "flux.atom".to_owned(),
            Made::Atom(Language::English, 0) => "en/feed.atom".to_owned(),
            Made::Atom(Language::French, archive) => format!("flux-{archive}.atom"),
            Made::Atom(Language::English, archive) => format!("en/feed-{archive}.atom"),
            Made::JsonFeed(Language::French) => "flux.json".to_owned(),
            Made::JsonFeed(Language::English) => "en/feed.json".to_owned(),
            Made::Calendar(Language::French) => "calendrier.ics".to_owned(),
            Made::Calendar(Language::English) => "en/calendar.ics".to_owned(),
        }
    }

    /// Returns the downloadable files: tables, workbook, Popolo, feeds and calendars; the descriptions last.
    pub fn downloads() -> impl Iterator<Item = Made> {
        let tables = (0..TABLES.len()).map(Made::Table);
        let [french, english] = Language::ALL;
        let of_languages = [
            Made::Atom(french, 0),
            Made::Atom(english, 0),
            Made::JsonFeed(french),
            Made::JsonFeed(english),
            Made::Calendar(french),
            Made::Calendar(english),
        ];
        tables.chain([Made::Workbook, Made::Popolo]).chain(of_languages)
    }

    /// The files that describe the others.
    pub const DESCRIPTIONS: [Made; 4] =
        [Made::Package, Made::CatalogueJson, Made::CatalogueTurtle, Made::DonneesQuebec];

    /// Returns the media type that a host should send.
    pub fn media_type(self) -> &'static str {
        match self {
            Made::SiteMap | Made::SiteMapPart(_) => "application/xml",
            Made::Robots | Made::Security => "text/plain; charset=utf-8",
            Made::Table(_) => "text/csv; charset=utf-8",
            Made::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Made::Popolo | Made::Package | Made::DonneesQuebec => "application/json",
            Made::CatalogueJson => "application/ld+json",
            Made::CatalogueTurtle => "text/turtle; charset=utf-8",
            Made::Atom(..) => "application/atom+xml; charset=utf-8",
            Made::JsonFeed(_) => "application/feed+json",
            Made::Calendar(_) => "text/calendar; charset=utf-8",
        }
    }
}
