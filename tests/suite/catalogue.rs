//! The table of hostile and broken cases names a test for each, and each of these is there.

use std::collections::BTreeSet;
use std::fs;

use crate::portal::repository;

#[test]
fn every_case_of_the_catalogue_has_its_test() {
    let root = repository();
    let table = fs::read_to_string(root.join("tests/catalogue.md")).unwrap();
    let mut known = BTreeSet::new();
    for folder in ["tests", "src"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().flatten() {
            if entry.path().extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(entry.path()).unwrap();
                let names = text.split("fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
                known.extend(names.map(str::to_owned));
            }
        }
    }
    let is_there = |name: &str| match name.strip_prefix("fuzz:") {
        Some(target) => root.join(format!("fuzz/corpus/{target}.jsonl")).is_file(),
        None if name.starts_with("CV") => root.join(format!("tests/fixtures/{name}.txt")).is_file(),
        None => known.contains(name) || root.join("tests").join(name).exists(),
    };
    let mut cases = BTreeSet::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [case, _, proofs] = cells.as_slice() else { continue };
        if case.len() > 3 || !case.starts_with(['S', 'B', 'P', 'W']) {
            continue;
        }
        let names: Vec<&str> = proofs.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{case} is proved by nothing");
        for name in names {
            assert!(is_there(name), "{case}: {name} is not there");
        }
        cases.insert((*case).to_owned());
    }
    let all = [('S', 35), ('B', 30), ('P', 14), ('W', 15)];
    let all: BTreeSet<String> =
        all.iter().flat_map(|(group, last)| (1..=*last).map(move |at| format!("{group}{at}"))).collect();
    assert_eq!(cases, all);
}
