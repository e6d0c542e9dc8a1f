//! The description of each downloadable file: its content, its size and its hash. The catalogue, the package and
//! the page of open data all use it.

use super::Made;
use crate::reuse::PublicHash;
use crate::tables::TABLES;

/// A downloadable file.
#[derive(Debug, Clone)]
pub struct Download {
    /// Which.
    pub made: Made,
    /// Its path below the site's root.
    pub path: String,
    /// Its content, in French and in English.
    pub title: [String; 2],
    /// Further explanation, in French and in English.
    pub about: [String; 2],
    /// The usual name of its format: CSV, JSON…
    pub format: &'static str,
    /// Its format in the list of the Publications Office of the European Union.
    pub file_type: &'static str,
    /// Its media type, without parameters.
    pub media_type: &'static str,
    /// Its size, in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Download {
    /// Returns the description of a file from its bytes.
    pub fn of(made: Made, bytes: &[u8]) -> Self {
        let (title, about) = words(made);
        let (format, file_type) = match made {
            Made::Table(_) => ("CSV", "CSV"),
            Made::Workbook => ("XLSX", "XLSX"),
            Made::Atom(..) => ("Atom", "ATOM"),
            Made::Calendar(_) => ("iCalendar", "ICS"),
            Made::CatalogueJson => ("JSON-LD", "JSON_LD"),
            Made::CatalogueTurtle => ("Turtle", "RDF_TURTLE"),
            Made::SiteMap | Made::SiteMapPart(_) => ("XML", "XML"),
            Made::Robots | Made::Security => ("TXT", "TXT"),
            Made::Popolo | Made::JsonFeed(_) | Made::Package | Made::DonneesQuebec => ("JSON", "JSON"),
        };
        let media_type = made.media_type().split(';').next().unwrap_or_default();
        let sha256 = PublicHash::of(bytes).to_hex();
        Self {
            made,
            path: made.output(),
            title,
            about,
            format,
            file_type,
            media_type,
            bytes: bytes.len() as u64,
            sha256,
        }
    }
}

/// Returns the title of a file and a description of its content, in French and in English.
fn words(made: Made) -> ([String; 2], [String; 2]) {
    let both = |words: [&str; 2]| words.map(str::to_owned);
    match made {
        Made::Table(at) => (both(TABLES[at].title), both(TABLES[at].about)),
        Made::Workbook => (
            both(["Toutes les tables, en un classeur", "All tables, as one workbook"]),
            both([
                "Une feuille par table, et une feuille qui explique chaque colonne.",
                "A sheet for each table, and a sheet that explains every column.",
            ]),
        ),
        Made::Popolo => (
            both(["Comité, membres, sièges et mandats (Popolo)", "Committee, members, seats and terms (Popolo)"]),
            both([
                "La norme Popolo 1.0.1, pour les outils qui la lisent.",
                "The Popolo 1.0.1 standard, for the tools that read it.",
            ]),
        ),
        Made::Atom(..) => (
            both(["Fil des modifications (Atom)", "Feed of changes (Atom)"]),
            both([
                "Tout ce qui est nouveau ou modifié, édition par édition.",
                "Everything new or changed, edition by edition.",
            ]),
        ),
        Made::JsonFeed(_) => (
            both(["Fil des modifications (JSON Feed)", "Feed of changes (JSON Feed)"]),
            both(["Le même fil, en JSON.", "The same feed, as JSON."]),
        ),
        Made::Calendar(_) => (
            both(["Calendrier", "Calendar"]),
            both([
                "Rencontres, fins de mandats, échéances et appels, pour un agenda.",
                "Meetings, ends of terms, due dates and calls, for a calendar.",
            ]),
        ),
        Made::Package => (
            both(["Description des tables (Data Package)", "Description of the tables (Data Package)"]),
            both(["Chaque fichier, colonne, clé et empreinte.", "Every file, column, key and hash."]),
        ),
        Made::CatalogueJson | Made::CatalogueTurtle => (
            both(["Catalogue (DCAT-AP)", "Catalogue (DCAT-AP)"]),
            both(["Pour les portails de données qui moissonnent.", "For the data portals that harvest."]),
        ),
        Made::DonneesQuebec => (
            both(["Fiche pour Données Québec", "Record for Québec’s open data portal"]),
            both([
                "Le jeu de données tel que Données Québec le demande.",
                "The dataset as Données Québec asks for it.",
            ]),
        ),
        Made::SiteMap | Made::SiteMapPart(_) | Made::Robots | Made::Security => (both(["", ""]), both(["", ""])),
    }
}
