//! The layer rules of the design: a layer imports only what stands left of it in the journey of
//! the data, and the outside world is reached only where it belongs.

use std::fs;

use crate::portal::repository;

/// The layers, from left to right; `diagnostic` and `language` may be used by all.
const LAYERS: [&str; 16] = [
    "language",
    "diagnostic",
    "source",
    "model",
    "site",
    "prose",
    "page",
    "data",
    "render",
    "edition",
    "search",
    "check",
    "editing",
    "output",
    "preview",
    "cli",
];

fn sources() -> Vec<(String, String)> {
    let src = repository().join("src");
    walkdir::WalkDir::new(&src)
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|kind| kind == "rs"))
        .map(|entry| {
            (
                entry.path().strip_prefix(&src).unwrap().to_str().unwrap().to_owned(),
                fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect()
}

/// The lines of a file before its unit tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split("#[cfg(test)]").next().unwrap_or_default().lines()
}

#[test]
fn a_layer_imports_only_what_stands_left_of_it() {
    for (path, text) in sources() {
        let layer = path.split(['/', '.']).next().unwrap();
        let Some(own) = LAYERS.iter().position(|name| *name == layer) else {
            assert!(["main", "lib"].contains(&layer), "{path} is in no layer");
            continue;
        };
        let code: String =
            code(&text).filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for part in code.split("crate::").skip(1) {
            let used = part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            let used = LAYERS.iter().position(|name| *name == used).unwrap_or_else(|| panic!("{path} uses {used}"));
            // Messages are in a language, and diagnostics are told in messages: these two stand together.
            assert!(used <= own.max(1), "{path} ({layer}) uses {}", LAYERS[used]);
        }
    }
}

#[test]
fn the_disk_the_clock_and_the_environment_are_reached_only_where_they_belong() {
    let allowed = |path: &str, word: &str| match word {
        "std::fs" | "fs::" => path.starts_with("output") || path.starts_with("source"),
        // Where the lines of a text begin is found when it is first asked for.
        "OnceLock" => ["cli/build.rs", "model/markdown.rs", "diagnostic/place.rs"].contains(&path),
        "thread_local" => path == "cli/slowest.rs",
        "std::env" => path.starts_with("cli") || path == "main.rs",
        "SystemTime" | "Instant" | "::now()" => path.starts_with("cli") || path.starts_with("preview/watch"),
        _ => false,
    };
    for (path, text) in sources() {
        for word in [
            "std::fs",
            "std::env",
            "SystemTime",
            "Instant",
            "::now()",
            "static mut",
            "unsafe {",
            "lazy_static",
            "OnceLock",
        ] {
            assert!(!code(&text).any(|line| line.contains(word)) || allowed(&path, word), "{path} reaches for {word}");
        }
    }
}

#[test]
fn files_can_be_read_at_one_sitting() {
    for (path, text) in sources() {
        assert!(text.lines().count() <= 420, "{path} has {} lines", text.lines().count());
    }
}
