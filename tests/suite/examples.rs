//! The invented committee: it is built and checked, says on each page that it is invented, and uses every key of the
//! format.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::portal::{Portal, repository};

fn example() -> Portal {
    Portal::of(&repository().join("examples/comite-invente"), &["content", "translations"])
}

#[test]
fn the_example_is_sound_and_says_on_each_page_that_it_is_invented() {
    let portal = example();
    let check = portal.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.said);
    let told: BTreeSet<&str> =
        check.said.split("avertissement[").skip(1).filter_map(|rest| rest.split(']').next()).collect();
    assert_eq!(told, BTreeSet::from(["CV406", "CV417"]), "{}", check.said);
    let build = portal.run(&["build", "--no-search"]);
    assert_eq!(build.code, 0, "{}", build.said);
    let mut pages = 0;
    for (path, bytes) in portal.published() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // The page at an address that was left leads on at once.
        if path.ends_with(".html") && !text.contains("http-equiv=\"refresh\"") {
            assert!(text.contains("invent"), "{path}");
            assert!(text.contains("class=\"band\""), "{path}");
            pages += 1;
        }
    }
    assert!(pages > 200, "{pages}");
}

/// The keys that a schema knows, with the keys that lead to them; what several keys may hold is named once.
fn keys(schema: &Value, whole: &Value, above: &str, found: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return keys(&whole["definitions"][name], whole, above, found);
    }
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        found.insert(format!("{above}{key}"));
        keys(value, whole, &format!("{above}{key}."), found);
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        keys(one, whole, above, found);
    }
    if schema["items"].is_object() {
        keys(&schema["items"], whole, above, found);
    }
}

/// The keys that a record uses, likewise.
fn used(value: &Value, above: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                found.insert(format!("{above}{key}"));
                used(value, &format!("{above}{key}."), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| used(item, above, found)),
        _ => {}
    }
}

#[test]
fn the_example_uses_every_key_of_the_format() {
    let portal = example();
    let mut missing = Vec::new();
    for (name, matches) in [
        ("portal", &(|path: &str| path.ends_with("portal.yaml")) as &dyn Fn(&str) -> bool),
        ("committee", &|path| path.ends_with("committee.yaml")),
        ("member", &|path| path.contains("/members/")),
        ("nomination", &|path| path.contains("/nominations/")),
        ("meeting", &|path| path.contains("/meetings/")),
        ("plan", &|path| path.ends_with("plan.yaml")),
        ("responses", &|path| path.contains("/responses/")),
        ("commentary", &|path| path.contains("/commentary/")),
        ("page", &|path| path.contains("/pages/")),
    ] {
        let text = fs::read_to_string(repository().join(format!("src/schema/{name}.json"))).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        let (mut known, mut found) = (BTreeSet::new(), BTreeSet::new());
        keys(&schema, &schema, "", &mut known);
        for entry in walkdir::WalkDir::new(portal.path("content")).into_iter().flatten() {
            let path = entry.path().to_str().unwrap();
            if !entry.file_type().is_file() || path.contains("/assets/") || !matches(path) {
                continue;
            }
            let text = fs::read_to_string(path).unwrap();
            let head = text.strip_prefix("---\n").and_then(|rest| rest.split("\n---").next());
            used(&serde_saphyr::from_str(head.unwrap_or(&text)).unwrap(), "", &mut found);
        }
        // It shows what is in French only, which the first would forbid; the others are shown with meetings.
        let is_left = |key: &&String| *key == "missing_translation" || key.contains("documents.file.");
        missing.extend(known.difference(&found).filter(|key| !is_left(key)).map(|key| format!("{name}: {key}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
