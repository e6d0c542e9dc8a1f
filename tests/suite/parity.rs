//! A corpus of pairs of texts: planted drifts, each with the code that must tell it, and faithful
//! pairs with the differences that two languages have by nature, which must stay silent. All of
//! them are commentaries of one portal, checked in one run.

use std::collections::BTreeMap;
use std::fs;

use crate::portal::{Portal, repository};

struct Case {
    name: String,
    french: String,
    english: String,
}

fn corpus(file: &str) -> Vec<Case> {
    let text = fs::read_to_string(repository().join("tests/fixtures/parity").join(file)).unwrap();
    let cases = text.split("=== ").skip(1).map(|part| {
        let (name, rest) = part.split_once('\n').unwrap();
        let (french, english) = rest.split_once("\n--- en\n").unwrap();
        Case { name: name.to_owned(), french: french.trim().to_owned(), english: english.trim().to_owned() }
    });
    cases.collect()
}

/// The codes told of each case, by its number.
fn told(cases: &[Case]) -> BTreeMap<usize, Vec<String>> {
    let portal = Portal::small();
    portal.write(
        "content/plans/premier/plan.yaml",
        "title: {fr: Plan, en: Plan}\nstart_date: 2021\ncommitments:\n  - {id: 1, title: {fr: Un, en: One}}\n  - {id: 2, title: {fr: Deux, en: Two}}\n",
    );
    for (at, case) in cases.iter().enumerate() {
        let head = "date: 2023-01-15\nkind: advice\n";
        let path = |language: &str| format!("content/plans/premier/commentary/cas-{at}.{language}.md");
        portal.write(&path("fr"), format!("---\ntitle: Cas\n{head}---\n\n{}\n", case.french));
        portal.write(&path("en"), format!("---\ntitle: Case\n---\n\n{}\n", case.english));
    }
    let answer = portal.run(&["check", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&answer.wrote).unwrap();
    let mut told: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for diagnostic in document["diagnostics"].as_array().unwrap() {
        let path = diagnostic["place"]["path"].as_str().unwrap();
        let number = path.split("cas-").nth(1).and_then(|rest| rest.split('.').next());
        let number = number.unwrap_or_else(|| panic!("{diagnostic:#}")).parse().unwrap();
        told.entry(number).or_default().push(diagnostic["code"].as_str().unwrap().to_owned());
    }
    told
}

#[test]
fn planted_drifts_are_told_and_faithful_pairs_are_not() {
    let (drifts, faithful) = (corpus("drifts.txt"), corpus("faithful.txt"));
    assert!(drifts.len() >= 60 && faithful.len() >= 60);
    let found = told(&drifts);
    let none = Vec::new();
    let missed: Vec<_> = drifts
        .iter()
        .enumerate()
        .filter(|(at, case)| !found.get(at).unwrap_or(&none).iter().any(|code| case.name.starts_with(code.as_str())))
        .map(|(at, case)| format!("{}: {:?}", case.name, found.get(&at)))
        .collect();
    let found = told(&faithful);
    let false_alarms: Vec<_> = found.iter().map(|(at, codes)| format!("{}: {codes:?}", faithful[*at].name)).collect();
    println!(
        "drifts: {} planted, {} told; faithful pairs: {}, {} silent",
        drifts.len(),
        drifts.len() - missed.len(),
        faithful.len(),
        faithful.len() - false_alarms.len()
    );
    assert!(missed.is_empty() && false_alarms.is_empty(), "missed: {missed:#?}\nfalse: {false_alarms:#?}");
}

#[test]
fn a_difference_that_is_meant_is_accepted_with_a_reason() {
    let portal = Portal::small();
    let path = "content/plans/premier/commentary/avis.en.md";
    portal.edit(path, "The text.", "The text of 12 pages.");
    assert!(portal.run(&["check"]).said.contains("CV611"));
    assert_eq!(portal.run(&["check", "--strict"]).code, 1);
    let accepted = |about: &str| {
        format!(
            "title: Advice\naccepted_differences: [{{code: CV611, reason: La version anglaise est plus longue.{about}}}]"
        )
    };
    portal.edit(path, "title: Advice", &accepted(", about: '13'"));
    assert!(portal.run(&["check"]).said.contains("CV611"), "accepted about something else");
    portal.edit(path, ", about: '13'", ", about: '12'");
    let answer = portal.run(&["check", "--strict"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    portal.edit(path, "reason: La version anglaise est plus longue., ", "");
    assert!(portal.run(&["check"]).said.contains("CV202"), "a reason is asked for");
}

#[test]
fn records_are_compared_field_by_field() {
    let portal = Portal::small();
    portal.edit("content/members/alpha.yaml", "sector:", "description: {fr: Depuis 1998., en: Since 1989.}\nsector:");
    let answer = portal.run(&["check"]);
    assert!(
        answer.said.contains("le texte français dit «\u{a0}1998\u{a0}», et le texte anglais «\u{a0}1989\u{a0}»"),
        "{}",
        answer.said
    );
    portal.edit(
        "content/members/alpha.yaml",
        "sector:",
        "accepted_differences: [{code: CV611, reason: Essai.}]\nsector:",
    );
    assert_eq!(portal.run(&["check", "--strict"]).code, 0);
}
