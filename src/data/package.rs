//! The Data Package (version 2) that describes the CSV files: every column, key and hash. Only fields that version
//! 1 has too are used, for tools that support no other version.

use serde_json::{Value, json};

use crate::language::marks;
use crate::page::{Download, Made};
use crate::site::Site;
use crate::tables::{Kind, TABLES, Table};

/// Returns the file.
pub fn render(site: &Site, downloads: &[Download]) -> String {
    let resources: Vec<Value> = downloads.iter().filter_map(resource).collect();
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "portail",
        "title": marks::plain(&site.portal.title.french),
        "homepage": format!("{}{}", site.base_url().origin(), site.base_url().path()),
        "resources": resources,
    });
    if let (Some(map), Some(licence)) = (package.as_object_mut(), &site.portal.licence) {
        map.insert(
            "licenses".to_owned(),
            json!([{"name": licence, "path": format!("https://spdx.org/licenses/{licence}.html")}]),
        );
    }
    if let (Some(map), Some(text)) = (package.as_object_mut(), &site.portal.description) {
        map.insert("description".to_owned(), json!(marks::plain(&text.french)));
    }
    serde_json::to_string_pretty(&package).map(|text| text + "\n").unwrap_or_default()
}

fn resource(download: &Download) -> Option<Value> {
    let Made::Table(at) = download.made else { return None };
    let table: &Table = &TABLES[at];
    let fields = table.columns.iter().map(|column| {
        let mut field = json!({
            "name": column.name,
            "title": column.name,
            "description": format!("{} / {}", column.about[0], column.about[1]),
            "type": match column.kind {
                // A year or a month is not a date for a program that reads it: the text shows its precision.
                Kind::Text | Kind::Date => "string",
                Kind::Integer => "integer",
                Kind::Boolean => "boolean",
            },
        });
        let constraints = match column.kind {
            Kind::Date => Some(json!({"pattern": "[0-9]{4}(-[0-9]{2}){0,2}"})),
            _ if table.key.contains(&column.name) => Some(json!({"required": true})),
            Kind::Text | Kind::Integer | Kind::Boolean => None,
        };
        if let (Some(map), Some(constraints)) = (field.as_object_mut(), constraints) {
            map.insert("constraints".to_owned(), constraints);
        }
        field
    });
    let foreign = table
        .foreign
        .iter()
        .map(|(column, other, key)| json!({"fields": [column], "reference": {"resource": other, "fields": [key]}}));
    Some(json!({
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "title": format!("{} / {}", table.title[0], table.title[1]),
        "description": format!("{} / {}", table.about[0], table.about[1]),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": download.bytes,
        "hash": format!("sha256:{}", download.sha256),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
        "schema": {
            "fields": fields.collect::<Vec<_>>(),
            "primaryKey": table.key,
            "foreignKeys": foreign.collect::<Vec<_>>(),
        },
    }))
}
