//! Arbitrary bytes as a record file: located errors, or pages and exports that parse. `fmt` is idempotent and introduces
//! no error.

use clairevoie::diagnostic::Source;
use clairevoie::editing::format;
use clairevoie::source::front_matter;

use super::{choice, page, portal};

const RECORDS: [&str; 9] = [
    "content/portal.yaml",
    "content/committee.yaml",
    "content/members/alpha.yaml",
    "content/nominations/appel-2021.yaml",
    "content/plans/premier/plan.yaml",
    "content/plans/premier/responses/avis.yaml",
    "content/meetings/2022-03-15.yaml",
    "translations/members/alpha.yaml",
    "editions/0001.yaml",
];

const TEXTS: [&str; 4] = [
    "content/plans/premier/commentary/avis.fr.md",
    "content/plans/premier/commentary/avis.en.md",
    "content/pages/a-propos.fr.md",
    "translations/pages/a-propos.fr.md",
];

pub fn run(data: &[u8]) {
    if let Some((path, bytes)) = choice(data, &RECORDS) {
        journey(path, bytes);
    }
}

pub fn front_matter(data: &[u8]) {
    let Some((path, bytes)) = choice(data, &TEXTS) else { return };
    if let Ok(text) = std::str::from_utf8(bytes) {
        let source = Source::new((*path).into(), text);
        match front_matter::split(&source).value {
            Some(halves) => {
                assert!(text.get(halves.yaml.clone()).is_some() && text.get(halves.body.clone()).is_some());
                assert!(halves.yaml.end <= halves.body.start, "a part of the text is in both halves");
            }
            None => assert!(!front_matter::split(&source).report.is_empty(), "refused without a word"),
        }
    }
    journey(path, bytes);
}

fn journey(path: &str, bytes: &[u8]) {
    portal::with(&[(path, bytes)], |snapshot, made| {
        if let Some(tree) = &made.value.tree {
            page::check_sample(tree, bytes.len());
        }
        let formatted = format::format(snapshot);
        let Some(edit) = formatted.edits.iter().find(|edit| edit.path == path) else { return };
        portal::with(&[(path, edit.text.as_bytes())], |snapshot, set| {
            let again = format::format(snapshot).edits;
            assert!(again.iter().all(|edit| edit.path != path), "fmt sets again what it has set: {:?}", edit.text);
            let broken = set.report.has_errors() && !made.report.has_errors();
            assert!(!broken, "fmt breaks what was right: {:?}\n{:?}", edit.text, set.report);
        });
    });
}
