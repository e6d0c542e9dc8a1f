//! The search index: kept while no indexed text changed, whole or built again, left out on demand.

use std::collections::BTreeMap;
use std::fs;

use crate::portal::Portal;
use crate::server::Server;

fn index(portal: &Portal) -> BTreeMap<String, Vec<u8>> {
    portal.published().into_iter().filter(|(path, _)| path.starts_with("pagefind/")).collect()
}

#[test]
fn an_index_is_kept_while_no_indexed_text_changed() {
    let portal = Portal::demonstration();
    assert!(portal.build().said.contains("pages indexées"));
    let first = index(&portal);
    // A comment and an address are no indexed texts.
    portal.edit("content/members/votepour-ca.yaml", "name: \"Votepour.ca\"", "# essai\nname: Votepour.ca");
    assert!(portal.build().said.contains("index gardé"));
    assert!(index(&portal) == first);
    portal.edit("content/members/votepour-ca.yaml", "name: Votepour.ca", "name: Votepour.ca (essai)");
    assert!(!portal.build().said.contains("index gardé"));
    assert!(index(&portal) != first);
}

#[test]
fn a_damaged_index_is_built_again() {
    let portal = Portal::demonstration();
    portal.build();
    let first = index(&portal);
    let (path, _) = first.iter().next_back().unwrap();
    portal.write(&format!("public/{path}"), "damaged");
    assert!(!portal.build().said.contains("index gardé"), "a file that was changed");
    assert!(index(&portal) == first);
    let (gone, _) = first.iter().next().unwrap();
    fs::remove_file(portal.path(&format!("public/{gone}"))).unwrap();
    assert!(!portal.build().said.contains("index gardé"), "a file that is gone");
    assert!(index(&portal) == first);
}

#[test]
fn without_search_nothing_of_it_is_left() {
    let portal = Portal::demonstration();
    portal.build();
    assert_eq!(portal.run(&["build", "--no-search"]).code, 0);
    for (path, bytes) in portal.published() {
        assert!(!path.starts_with("pagefind/") && !path.starts_with("recherche/"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains("header-search") || path.ends_with(".css"), "{path}");
    }
}

#[test]
fn the_preview_answers_with_the_index_of_a_build() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    portal.build();
    for (path, bytes) in index(&portal) {
        assert!(server.get(&format!("/comite/{path}")).body == bytes, "{path}");
    }
}

#[test]
fn drafts_and_untranslated_texts_are_not_found() {
    let portal = Portal::small();
    portal.write(
        "content/plans/premier/commentary/brouillon.fr.md",
        "---\ntitle: Brouillon\ndate: 2022\nkind: advice\nstatus: draft\n---\nTexte.\n",
    );
    portal.remove("content/plans/premier/commentary/avis.en.md");
    assert_eq!(portal.run(&["build", "--drafts"]).code, 0);
    let counts: serde_json::Value = serde_json::from_str(&portal.page("pagefind/pagefind-entry.json")).unwrap();
    let count = |language: &str| counts["languages"][language]["page_count"].as_u64().unwrap();
    assert_eq!(count("fr"), count("en") + 1, "the commentary that has no English, and not the draft");
}
