//! Slugs, ids and file names to output paths: below the root, unique on file systems that ignore case or Unicode
//! normalization, valid on Windows, and resolved back to the same file.

use std::collections::HashMap;

use clairevoie::model::Id;
use clairevoie::page::{Leaf, asset_path, encode};
use percent_encoding::percent_decode_str;

use super::{choice, portal};

/// Names that are devices on Windows, whatever follows a dot.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

pub fn run(data: &[u8]) {
    let Some((kind, bytes)) = choice(data, &[0, 1, 2]) else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let suggested = Id::suggestion(text);
    assert!(suggested.is_empty() || suggested.len() > 100 || Id::new(&suggested).is_some(), "{suggested:?} is no id");
    assert_eq!(percent_decode_str(&encode(text)).decode_utf8().as_deref(), Ok(text), "an address does not lead back");
    let quoted = serde_json::to_string(text).unwrap();
    let is_name = !text.is_empty()
        && text.len() < 200
        && !text.contains('\0')
        && text.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let (path, file) = match kind {
        0 => (
            "content/pages/a-propos.fr.md".to_owned(),
            format!("---\ntitle: À propos\nslug: {quoted}\n---\n\nUn mot.\n"),
        ),
        1 if is_name => (format!("content/assets/{text}"), "un fichier".to_owned()),
        2 if is_name && !text.contains('/') => {
            (format!("content/pages/{text}.fr.md"), "---\ntitle: Une page\n---\n".to_owned())
        }
        _ => return,
    };
    portal::with(&[(&path, file.as_bytes())], |_, made| {
        let Some(tree) = &made.value.tree else { return };
        let mut known = HashMap::new();
        for (output, leaf) in tree.leaves() {
            let is_asset = matches!(leaf, Leaf::Asset(_));
            for part in output.split('/') {
                assert!(!matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']), "{output:?} leads elsewhere");
                // The name of an asset is its editor's: who writes it on Windows cannot write another.
                assert!(is_asset || fits_windows(part), "{output:?} is no path on Windows");
            }
            assert!(tree.find(&output).is_some(), "{output:?} is not found at its path");
            if let Some(other) = known.insert(folded(&output), output.clone()) {
                panic!("{output:?} and {other:?} are one file on some systems");
            }
        }
        if *kind == 1 && text == text.trim() {
            // What systems and editors put beside files while they are open is meant to be.
            let is_debris = text.split('/').any(clairevoie::source::is_debris);
            assert!(
                is_debris || tree.find(&asset_path(text)).is_some() || !made.report.is_empty(),
                "{text:?} is passed over in silence"
            );
        }
    });
}

fn fits_windows(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    !part.ends_with(['.', ' '])
        && !part.contains(|c: char| c < ' ' || "<>:\"|?*".contains(c))
        && !DEVICES.contains(&stem.to_lowercase().as_str())
}

fn folded(path: &str) -> String {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&path.to_lowercase()).into_owned()
}
