//! JSON Schemas of the records, with descriptions in both languages, for editors that complete and
//! check YAML as it is typed.

use super::FileEdit;
use crate::model::Concept;
use crate::source::CONTENT;

/// The files of a folder of schemas.
pub fn schemas(folder: &str) -> Vec<FileEdit> {
    let folder = folder.trim_end_matches('/');
    let schemas = Concept::ALL.iter().filter_map(|concept| concept.schema());
    schemas.map(|(name, text)| FileEdit::new(format!("{folder}/{name}.json"), text)).collect()
}

/// The settings that make VS Code use the schemas of a folder; those of front matter are for other editors.
pub fn settings(folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    let yaml = Concept::ALL.iter().filter(|concept| !concept.is_text());
    let schemas: serde_json::Map<String, serde_json::Value> = yaml
        .filter_map(|concept| {
            let pattern = concept.pattern()?.replace("<plan>", "*").replace("<id>", "*");
            Some((format!("./{folder}/{}.json", concept.schema()?.0), format!("{CONTENT}/{pattern}").into()))
        })
        .collect();
    format!("{:#}", serde_json::json!({"yaml.schemas": schemas}))
}
