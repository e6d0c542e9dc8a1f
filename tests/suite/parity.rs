//! A corpus of pairs of texts: planted drifts, each with the code that must tell it, and faithful
//! pairs with the differences that two languages have by nature, which must stay silent. All of
//! them are commentaries of one portal, checked in one run.

use std::collections::BTreeMap;
use std::fs;

use scraper::{ElementRef, Html, Selector};

use crate::portal::{Portal, repository};
use crate::server::Server;

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

/// `fmt` sets what an accepted difference quotes: it stays accepted.
#[test]
fn an_accepted_difference_stays_accepted_when_fmt_sets_it() {
    let portal = Portal::small();
    portal.edit("content/plans/premier/commentary/avis.fr.md", "Le texte.", "Le texte à 13h30.");
    let accepted = "title: Advice\naccepted_differences: [{code: CV611, reason: L’heure est inutile., about: '13h30'}]";
    portal.edit("content/plans/premier/commentary/avis.en.md", "title: Advice", accepted);
    assert_eq!(portal.run(&["check", "--strict"]).code, 0);
    assert_eq!(portal.run(&["fmt"]).code, 0);
    assert!(portal.read("content/plans/premier/commentary/avis.fr.md").contains("13\u{a0}h\u{a0}30"));
    let answer = portal.run(&["check", "--strict"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
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

const TEXT: &str = "content/plans/premier/commentary/avis.en.md";

/// A portal whose advice has these words in each language.
fn with_words(french: &str, english: &str) -> Portal {
    let portal = Portal::small();
    let french_path = "content/plans/premier/commentary/avis.fr.md";
    for (path, words) in [(french_path, french), (TEXT, english)] {
        let text = portal.read(path);
        let end = text.rfind("---\n").unwrap() + 4;
        portal.write(path, format!("{}\n{words}\n", &text[..end]));
    }
    portal
}

#[test]
fn a_command_accepts_what_a_message_reports() {
    let portal = with_words("Le plan a 12 pages et 3 annexes.", "The plan has 13 pages and 4 appendices.");
    let before = portal.run(&["check", "--strict"]);
    assert_eq!(before.code, 1, "{}", before.said);
    let place = before.said.lines().find_map(|line| line.trim().strip_prefix("--> ")).unwrap().to_owned();
    let done = portal.run(&["translate", "accept", &place, "--reason", "Deux mises en pages: \"A\" et B"]);
    assert_eq!(done.code, 0, "{}", done.said);
    assert!(done.said.contains("2 différences acceptées"), "{}", done.said);
    let after = portal.run(&["check", "--strict"]);
    assert_eq!(after.code, 0, "{}\n{}", after.said, portal.read(TEXT));
    // Once more there is nothing to accept, and an entry that is not needed any more is reported.
    assert_eq!(portal.run(&["translate", "accept", TEXT, "--reason", "x"]).code, 1);
    portal.edit(TEXT, "13 pages", "12 pages");
    assert!(portal.run(&["check"]).said.contains("CV416"));
}

#[test]
fn an_acceptance_is_put_nowhere_where_it_would_break_the_file() {
    let portal = with_words("Le plan a 12 pages.", "The plan has 13 pages.");
    portal.edit(TEXT, "title: ", "accepted_differences: [{code: CV612, reason: Autre.}]\ntitle: ");
    let before = portal.read(TEXT);
    let refused = portal.run(&["translate", "accept", TEXT, "--reason", "Voulu."]);
    assert_eq!((refused.code, portal.read(TEXT)), (1, before), "{}", refused.said);
    assert!(refused.said.contains("accepted_differences"), "{}", refused.said);
    for args in [&["translate", "accept", TEXT][..], &["translate", "accept", TEXT, "--line", "x", "--reason", "y"]] {
        assert_eq!(portal.run(args).code, 2, "{args:?}");
    }
}

#[test]
fn twins_are_said_once_for_the_portal() {
    let portal = with_words(
        "La loi 25 s’applique au [site](https://un.example.org/a).",
        "Law 64 applies to the [site](https://two.example.com/b).",
    );
    let told = portal.run(&["check"]).said;
    assert!(told.contains("CV611") && told.contains("CV612"), "{told}");
    portal.edit(
        "content/portal.yaml",
        "title:",
        "twins:\n  - {fr: loi 25, en: Law 64}\n  - {fr: un.example.org, en: two.example.com}\ntitle:",
    );
    let told = portal.run(&["check", "--strict"]);
    assert_eq!(told.code, 0, "{}", told.said);
    // What is not said there stays reported.
    portal.edit(TEXT, "Law 64", "Law 65");
    assert!(portal.run(&["check"]).said.contains("CV611"));
}

#[test]
fn a_hint_is_accepted_and_asks_nothing_where_hints_are_not_asked_for() {
    let portal = with_words("Les membres doivent déclarer leurs intérêts.", "Members may declare their interests.");
    assert!(portal.run(&["check", "--hints"]).said.contains("CV621"));
    assert!(!portal.run(&["check"]).said.contains("CV621"));
    let done = portal.run(&["translate", "accept", TEXT, "--code", "CV621", "--reason", "Voulu."]);
    assert_eq!(done.code, 0, "{}", done.said);
    for args in [&["check", "--hints"][..], &["check"]] {
        let told = portal.run(args).said;
        assert!(!told.contains("CV621") && !told.contains("CV416"), "{args:?}: {told}");
    }
}

/// The rows of the preview's page of sentences, as their words.
fn rows(server: &Server, path: &str) -> Option<Vec<String>> {
    let reply = server.get(&format!("/_clairevoie/sentences?path={}", path.replace('/', "%2F")));
    let page = Html::parse_document(&reply.text());
    let words =
        |element: ElementRef<'_>| element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    (reply.status == 200).then(|| page.select(&Selector::parse("tbody tr").unwrap()).map(words).collect())
}

#[test]
fn the_preview_lays_both_versions_of_a_text_side_by_side_with_what_is_told_of_them() {
    let portal = with_words(
        "Le plan a 12 pages. Il a plus d’une annexe.",
        "The plan has 13 pages. It has more than one appendix.",
    );
    portal.write("content/pages/a-propos.fr.md", "---\ntitle: À propos\n---\n\nLe comité a 7 membres.\n");
    portal.write("content/pages/a-propos.en.md", "---\ntitle: About\n---\n\nThe committee has 8 members.\n");
    let server = Server::start(&portal, &["--lang", "fr"]);
    let text = "/comite/plans-action/premier/commentaires/avis/";
    let found = rows(&server, text).unwrap();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert_eq!(found[0], "Le plan a 12 pages. The plan has 13 pages.");
    assert!(found[1].contains("CV611") && found[1].contains("translate accept content/plans/premier"), "{found:#?}");
    assert_eq!(found[2], "Il a plus d’une annexe. It has more than one appendix.");
    let found = rows(&server, "/comite/a-propos/").unwrap();
    assert!(
        found[0] == "Le comité a 7 membres. The committee has 8 members." && found[1].contains("CV611"),
        "{found:#?}"
    );
    assert_eq!(rows(&server, "/comite/mandat/"), None, "no text with two versions");
    // What is accepted is no longer told.
    portal.edit(TEXT, "title:", "accepted_differences: [{code: CV611, reason: Une autre mise en page.}]\ntitle:");
    server.until("accepted", |server| rows(server, text).is_some_and(|rows| rows.len() == 2));
}
