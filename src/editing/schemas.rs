//! JSON Schemas of the records, with descriptions in both languages, for editors that complete and
//! check YAML as it is typed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::FileEdit;
use crate::model::{Concept, Record, Records};
use crate::source::CONTENT;

/// Returns the files of a folder of schemas. Where a record names another, the existing ids of the portal are
/// offered.
pub fn schemas(folder: &str, records: &Records) -> Vec<FileEdit> {
    let folder = folder.trim_end_matches('/');
    let offered = offered(records);
    let schemas = Concept::ALL.iter().filter_map(|concept| concept.schema());
    schemas.map(|(name, text)| FileEdit::new(format!("{folder}/{name}.json"), with_ids(text, &offered))).collect()
}

/// Returns the ids of a portal by the keys that take them.
fn offered(records: &Records) -> BTreeMap<&'static str, Vec<String>> {
    let mut offered: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for file in records.iter() {
        let own = || file.id.id.iter().map(|id| id.as_str().to_owned());
        match &file.record {
            Some(Record::Committee(committee)) => {
                let seats = committee.seats.iter().map(|seat| seat.id.value.as_str().to_owned());
                offered.entry("seat").or_default().extend(seats);
            }
            Some(Record::Member(_)) => {
                for key in ["members", "present", "authors", "lead"] {
                    offered.entry(key).or_default().extend(own());
                }
            }
            Some(Record::Nomination(_)) => offered.entry("appointed_by").or_default().extend(own()),
            Some(
                Record::Portal(_)
                | Record::Meeting(_)
                | Record::Plan(_)
                | Record::Commentary(_)
                | Record::Response(_)
                | Record::FreePage(_),
            )
            | None => {}
        }
    }
    offered
}

/// Returns a schema that offers ids: any other id remains valid, since it may be that of a record about to be
/// written.
fn with_ids(text: &str, offered: &BTreeMap<&'static str, Vec<String>>) -> String {
    let Ok(mut schema) = serde_json::from_str::<Value>(text) else { return text.to_owned() };
    if offered.is_empty() || !offer(&mut schema, offered) {
        return text.to_owned();
    }
    format!("{schema:#}\n")
}

fn offer(schema: &mut Value, offered: &BTreeMap<&'static str, Vec<String>>) -> bool {
    let mut is_changed = false;
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                for (key, value) in properties.iter_mut() {
                    let Some(ids) = offered.get(key.as_str()) else { continue };
                    let target = if value.get("items").is_some() { value.get_mut("items") } else { Some(value) };
                    if let Some(Value::Object(target)) = target {
                        is_changed = true;
                        let description = target.remove("description");
                        let before = Value::Object(std::mem::take(target));
                        target.extend(description.map(|text| ("description".to_owned(), text)));
                        target.insert("anyOf".to_owned(), serde_json::json!([{"enum": ids}, before]));
                    }
                }
            }
            for value in map.values_mut() {
                is_changed |= offer(value, offered);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| is_changed |= offer(item, offered)),
        _ => {}
    }
    is_changed
}

/// Returns the settings for VS Code to use the schemas of a folder; those of front matter are for other editors.
pub fn settings(folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    let yaml = Concept::ALL.iter().filter(|concept| !concept.is_text());
    let schemas: serde_json::Map<String, Value> = yaml
        .filter_map(|concept| {
            let pattern = concept.pattern()?.replace("<plan>", "*").replace("<id>", "*");
            Some((format!("./{folder}/{}.json", concept.schema()?.0), format!("{CONTENT}/{pattern}").into()))
        })
        .collect();
    format!("{:#}", serde_json::json!({"yaml.schemas": schemas}))
}
