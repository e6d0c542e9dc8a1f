//! JSON Schemas of the records, with descriptions in both languages, for editors that complete and
//! check YAML as it is typed.

use super::Draft;

macro_rules! schemas {
    ($($name:literal),*) => {
        /// The schemas, by name.
        const SCHEMAS: &[(&str, &str)] = &[$(($name, include_str!(concat!("../schema/", $name, ".json")))),*];
    };
}

schemas!("portal", "committee", "member", "nomination", "meeting", "plan", "responses", "commentary", "page");

/// What each schema is for, as the YAML extension of VS Code wants it (`yaml.schemas`).
const PATTERNS: [(&str, &str); 7] = [
    ("portal", "content/portal.yaml"),
    ("committee", "content/committee.yaml"),
    ("member", "content/members/*.yaml"),
    ("nomination", "content/nominations/*.yaml"),
    ("meeting", "content/meetings/*.yaml"),
    ("plan", "content/plans/*/plan.yaml"),
    ("responses", "content/plans/*/responses/*.yaml"),
];

/// The files of a folder of schemas.
pub fn schemas(folder: &str) -> Vec<Draft> {
    let folder = folder.trim_end_matches('/');
    SCHEMAS
        .iter()
        .map(|(name, text)| Draft { path: format!("{folder}/{name}.json"), text: (*text).to_owned() })
        .collect()
}

/// The settings that make VS Code use the schemas of a folder.
pub fn settings(folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    let schemas: serde_json::Map<String, serde_json::Value> =
        PATTERNS.iter().map(|(name, pattern)| (format!("./{folder}/{name}.json"), (*pattern).into())).collect();
    format!("{:#}", serde_json::json!({"yaml.schemas": schemas}))
}
