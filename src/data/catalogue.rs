//! The catalogue of the open data by DCAT-AP 3.0.1: one graph, written as JSON-LD and as Turtle.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::language::{Language, Translation, marks};
use crate::page::{Download, Made, Page, Route};
use crate::site::Site;

const PREFIXES: [(&str, &str); 8] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A node of the graph with its properties.
#[derive(Debug, Clone)]
struct Node {
    /// Its IRI; `None` for a blank node.
    iri: Option<String>,
    kind: &'static str,
    says: Vec<(&'static str, Object)>,
}

#[derive(Debug, Clone)]
enum Object {
    Iri(String),
    Words(String, &'static str),
    Typed(String, &'static str),
    Plain(String),
    Node(Box<Node>),
}

impl Node {
    fn new(iri: impl Into<Option<String>>, kind: &'static str) -> Self {
        Self { iri: iri.into(), kind, says: Vec::new() }
    }

    fn say(mut self, what: &'static str, object: Object) -> Self {
        self.says.push((what, object));
        self
    }

    fn both(mut self, what: &'static str, words: &[String; 2]) -> Self {
        for (text, language) in words.iter().zip(["fr", "en"]) {
            if !text.is_empty() {
                self.says.push((what, Object::Words(text.clone(), language)));
            }
        }
        self
    }
}

fn node(iri: String, kind: &'static str) -> Object {
    Object::Node(Box::new(Node::new(iri, kind)))
}

/// Returns the resources of the catalogue, each with an IRI.
fn graph(site: &Site, downloads: &[Download]) -> Vec<Node> {
    let root = format!("{}{}", site.base_url().origin(), site.base_url().path());
    let page = Route::new(Page::OpenData, Language::French).url(site);
    let publisher_iri = format!("{root}#publisher");
    let both = |text: &crate::model::value::Text| -> [String; 2] {
        let english = match &text.english {
            Translation::Given(english) => marks::plain(english),
            Translation::Missing | Translation::FrenchOnly => String::new(),
        };
        [marks::plain(&text.french), english]
    };
    let name = site.portal.publisher.as_ref().map_or(&site.committee.name, |publisher| &publisher.name);
    let publisher = Node::new(publisher_iri.clone(), "foaf:Agent").both("foaf:name", &both(name));
    let languages = ["FRA", "ENG"].map(|code| {
        node(format!("http://publications.europa.eu/resource/authority/language/{code}"), "dct:LinguisticSystem")
    });
    let licence = site.portal.licence.as_deref().map(licence);
    let title = both(&site.portal.title);
    let described = both(site.portal.description.as_ref().unwrap_or(&site.committee.description));
    let mut catalog = Node::new(format!("{root}data/catalogue"), "dcat:Catalog").both("dct:title", &title);
    catalog = catalog.both("dct:description", &described).say("dct:publisher", Object::Iri(publisher_iri.clone()));
    for language in &languages {
        catalog = catalog.say("dct:language", language.clone());
    }
    let issued = site.editions().first().map(|edition| edition.date.value.to_string());
    let modified = site.editions().last().map(|edition| edition.date.value.to_string());
    let day = |date: &Option<String>| date.clone().map(|date| Object::Typed(date, "xsd:date"));
    let mut datasets = Vec::new();
    for download in downloads.iter().filter(|download| !matches!(download.made, Made::Atom(..) | Made::JsonFeed(_))) {
        let iri = format!("{root}{}", download.path);
        let mut dataset = Node::new(format!("{iri}#dataset"), "dcat:Dataset").both("dct:title", &download.title);
        dataset = dataset.both("dct:description", &download.about);
        dataset = dataset.say("dct:publisher", Object::Iri(publisher_iri.clone()));
        dataset = dataset.say("dct:identifier", Object::Plain(identifier(site, download)));
        dataset = dataset.say(
            "dct:accrualPeriodicity",
            node("http://publications.europa.eu/resource/authority/frequency/IRREG".to_owned(), "dct:Frequency"),
        );
        for language in &languages {
            dataset = dataset.say("dct:language", language.clone());
        }
        for (what, date) in [("dct:issued", &issued), ("dct:modified", &modified)] {
            if let Some(day) = day(date) {
                dataset = dataset.say(what, day);
            }
        }
        for (text, language) in
            [("transparence", "fr"), ("gouvernement ouvert", "fr"), ("transparency", "en"), ("open government", "en")]
        {
            dataset = dataset.say("dcat:keyword", Object::Words(text.to_owned(), language));
        }
        if let Some(email) = contact(site) {
            let contact = Node::new(None, "vcard:Kind").both("vcard:fn", &both(name));
            let contact = contact.say("vcard:hasEmail", Object::Iri(format!("mailto:{email}")));
            dataset = dataset.say("dcat:contactPoint", Object::Node(Box::new(contact)));
        }
        dataset = dataset.say("dcat:distribution", Object::Iri(format!("{iri}#distribution")));
        catalog = catalog.say("dcat:dataset", Object::Iri(format!("{iri}#dataset")));
        datasets.push(dataset);
        datasets.push(distribution(download, &iri, &page, licence.as_ref(), &modified));
    }
    [catalog, publisher].into_iter().chain(datasets).collect()
}

/// Returns the permanent identifier of a dataset, independent of its address.
fn identifier(site: &Site, download: &Download) -> String {
    let (authority, year) = site.authority();
    format!("tag:{authority},{year}:{}", download.path)
}

fn licence(id: &str) -> Node {
    let (iri, title) = match id {
        "CC-BY-4.0" => ("https://creativecommons.org/licenses/by/4.0/".to_owned(), "Creative Commons Attribution"),
        "CC-BY-SA-4.0" => {
            ("https://creativecommons.org/licenses/by-sa/4.0/".to_owned(), "Creative Commons Attribution Share-Alike")
        }
        "CC0-1.0" => ("https://creativecommons.org/publicdomain/zero/1.0/".to_owned(), "Creative Commons CCZero"),
        other => (format!("https://spdx.org/licenses/{other}.html"), "SPDX"),
    };
    let title = if title == "SPDX" { id } else { title };
    Node::new(iri, "dct:LicenseDocument").say("dct:title", Object::Plain(title.to_owned()))
}

fn distribution(download: &Download, iri: &str, page: &str, licence: Option<&Node>, modified: &Option<String>) -> Node {
    let media =
        Node::new(format!("http://www.iana.org/assignments/media-types/{}", download.media_type), "dct:MediaType");
    let media = media.say("rdfs:label", Object::Plain(download.media_type.to_owned()));
    let format = Node::new(
        format!("http://publications.europa.eu/resource/authority/file-type/{}", download.file_type),
        "dct:MediaTypeOrExtent",
    );
    let format = format.say("rdfs:label", Object::Plain(download.format.to_owned()));
    let checksum = Node::new(None, "spdx:Checksum")
        .say("spdx:algorithm", Object::Iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256".to_owned()))
        .say("spdx:checksumValue", Object::Typed(download.sha256.clone(), "xsd:hexBinary"));
    let mut own = Node::new(format!("{iri}#distribution"), "dcat:Distribution")
        .both("dct:title", &download.title)
        .say("dcat:accessURL", Object::Iri(page.to_owned()))
        .say("dcat:downloadURL", Object::Iri(iri.to_owned()))
        .say("dcat:mediaType", Object::Node(Box::new(media)))
        .say("dct:format", Object::Node(Box::new(format)))
        .say("dcat:byteSize", Object::Typed(download.bytes.to_string(), "xsd:nonNegativeInteger"))
        .say("spdx:checksum", Object::Node(Box::new(checksum)));
    if let Some(licence) = licence {
        own = own.say("dct:license", Object::Node(Box::new(licence.clone())));
    }
    if let Some(modified) = modified {
        own = own.say("dct:modified", Object::Typed(modified.clone(), "xsd:date"));
    }
    own
}

/// Returns the mail address for questions on the data: the portal's own, or its publisher's.
fn contact(site: &Site) -> Option<&String> {
    let portal = site.portal.contact.as_ref().and_then(|contact| contact.email.as_ref());
    portal.or_else(|| site.portal.publisher.as_ref().and_then(|publisher| publisher.email.as_ref()))
}

/// Returns the catalogue as JSON-LD.
pub fn json_ld(site: &Site, downloads: &[Download]) -> String {
    let context: Map<String, Value> = PREFIXES.iter().map(|(name, iri)| ((*name).to_owned(), json!(iri))).collect();
    let all: Vec<Value> = graph(site, downloads).iter().map(to_json).collect();
    let document = json!({"@context": context, "@graph": all});
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

fn to_json(node: &Node) -> Value {
    let mut map = Map::new();
    if let Some(iri) = &node.iri {
        map.insert("@id".to_owned(), json!(iri));
    }
    map.insert("@type".to_owned(), json!(node.kind));
    let mut values: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (what, object) in &node.says {
        values.entry(what).or_default().push(match object {
            Object::Iri(iri) => json!({"@id": iri}),
            Object::Words(text, language) => json!({"@value": text, "@language": language}),
            Object::Typed(text, kind) => json!({"@value": text, "@type": kind}),
            Object::Plain(text) => json!(text),
            Object::Node(node) => to_json(node),
        });
    }
    map.extend(values.into_iter().map(|(what, all)| (what.to_owned(), Value::Array(all))));
    Value::Object(map)
}

/// Returns the catalogue as Turtle.
pub fn turtle(site: &Site, downloads: &[Download]) -> String {
    let mut out = String::new();
    for (name, iri) in PREFIXES {
        // Writing into a string does not fail.
        let _ = writeln!(out, "@prefix {name}: <{iri}> .");
    }
    for node in graph(site, downloads) {
        let subject = node.iri.as_ref().map(|iri| format!("<{}>", iri_escaped(iri))).unwrap_or_else(|| "[]".to_owned());
        let _ = write!(out, "\n{subject} a {}", node.kind);
        says(&mut out, &node, 1);
        out.push_str(" .\n");
        named_inside(&mut out, &node);
    }
    out
}

/// Writes the nested nodes that have an IRI as separate subjects.
fn named_inside(out: &mut String, node: &Node) {
    for (_, object) in &node.says {
        if let Object::Node(inner) = object {
            if let Some(iri) = &inner.iri {
                let _ = write!(out, "<{}> a {}", iri_escaped(iri), inner.kind);
                says(out, inner, 1);
                out.push_str(" .\n");
            }
            named_inside(out, inner);
        }
    }
}

fn says(out: &mut String, node: &Node, depth: usize) {
    for (what, object) in &node.says {
        let _ = write!(out, " ;\n{}{what} ", "    ".repeat(depth));
        match object {
            Object::Iri(iri) => drop(write!(out, "<{}>", iri_escaped(iri))),
            Object::Words(text, language) => drop(write!(out, "{}@{language}", quoted(text))),
            Object::Typed(text, kind) => drop(write!(out, "{}^^{kind}", quoted(text))),
            Object::Plain(text) => out.push_str(&quoted(text)),
            Object::Node(inner) => match &inner.iri {
                Some(iri) => drop(write!(out, "<{}>", iri_escaped(iri))),
                None => {
                    let _ = write!(out, "[ a {}", inner.kind);
                    says(out, inner, depth + 1);
                    out.push_str(" ]");
                }
            },
        }
    }
}

/// Returns a Turtle string: the escapes of JSON are valid in it, except for `/`, which neither needs to escape.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Escapes the characters that an IRI in angle brackets must not contain.
fn iri_escaped(iri: &str) -> String {
    iri.chars()
        .map(|c| match c {
            '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '\0'..=' ' => format!("%{:02X}", c as u32),
            c => c.to_string(),
        })
        .collect()
}

/// Returns the dataset as Données Québec requires it: one, with a resource for each file.
pub fn donnees_quebec(site: &Site, downloads: &[Download]) -> String {
    let root = format!("{}{}", site.base_url().origin(), site.base_url().path());
    let text = |text: &crate::model::value::Text| marks::plain(&text.french);
    let publisher = site.portal.publisher.as_ref();
    let resources: Vec<Value> = downloads
        .iter()
        .filter(|download| matches!(download.made, Made::Table(_) | Made::Workbook | Made::Popolo))
        .map(|download| {
            let is_csv = matches!(download.made, Made::Table(_));
            let csv = |yes: &str| if is_csv { yes.to_owned() } else { "n/a".to_owned() };
            json!({
                "name": download.title[0],
                "description": download.about[0],
                "url": format!("{root}{}", download.path),
                "format": download.format,
                "mimetype": download.media_type,
                "resource_type": "donnees",
                "taille_entier": download.bytes,
                "hash": download.sha256,
                "relidi_condon_valinc": csv("oui"),
                "relidi_condon_nombre": csv("oui"),
                "relidi_condon_boolee": csv("oui"),
                "relidi_condon_datheu": csv("oui"),
                "relidi_confic_utf8": "oui",
                "relidi_confic_separateur_virgule": csv("oui"),
                "relidi_confic_pascom": csv("oui"),
                "relidi_confic_epsg": "n/a",
            })
        })
        .collect();
    let licence = match site.portal.licence.as_deref() {
        Some("CC-BY-4.0") => Some("cc-by"),
        Some("CC-BY-SA-4.0") => Some("cc-by-sa"),
        Some("CC0-1.0") => Some("cc-zero"),
        Some(other) => Some(other),
        None => None,
    };
    let tags = ["transparence", "gouvernement ouvert", "comité"].map(|tag| json!({"name": tag}));
    let document = json!({
        "name": crate::model::id::Id::suggestion(&text(&site.portal.title)),
        "title": text(&site.portal.title),
        "notes": text(site.portal.description.as_ref().unwrap_or(&site.committee.description)),
        "license_id": licence,
        "language": "FR",
        "update_frequency": "irregular",
        "extras_organisation_principale": "gouvernement-du-quebec",
        "methodologie": format!("{}", Route::new(Page::OpenData, Language::French).url(site)),
        "temporal": site.committee.founding_date.map(|date| date.value.to_string()),
        "url": root,
        "author": publisher.map(|publisher| text(&publisher.name)),
        "author_email": contact(site),
        "tags": tags,
        "groups": [{"name": "gouvernement-finances"}],
        "resources": resources,
    });
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}
