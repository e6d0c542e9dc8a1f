//! The words of a site: marked words of the other language, numbers with their nouns, notices, and what is not known.

use std::io::Write;
use std::process::{Command, Stdio};

use scraper::{ElementRef, Html, Selector};

use crate::portal::{Portal, repository};

/// The published pages in a language, by path.
fn pages(portal: &Portal, is_english: bool) -> Vec<(String, Html)> {
    let published = portal.published().into_iter();
    let pages = published.filter(|(path, _)| path.ends_with(".html") && path.starts_with("en/") == is_english);
    pages.map(|(path, bytes)| (path, Html::parse_document(&String::from_utf8(bytes).unwrap()))).collect()
}

/// The language that an element says it is in, or the nearest around it.
fn language(element: ElementRef<'_>) -> String {
    let own = |element: ElementRef<'_>| element.value().attr("lang").map(str::to_owned);
    own(element).or_else(|| element.ancestors().filter_map(ElementRef::wrap).find_map(own)).unwrap_or_default()
}

#[test]
fn french_names_on_english_pages_are_marked_as_french() {
    let portal = Portal::demonstration();
    portal.build();
    let names = [
        "Secrétariat du Conseil du trésor",
        "Fonds de recherche du Québec",
        "Gouvernement du Québec",
        "Données Québec",
        "Université de Sherbrooke",
        "Secrétariat à la communication gouvernementale",
    ];
    let mut seen = 0;
    for (path, page) in pages(&portal, true) {
        for element in page.select(&Selector::parse("body *").unwrap()) {
            let own: String =
                element.children().filter_map(|child| child.value().as_text().map(|text| &**text)).collect();
            for name in names.iter().filter(|name| own.contains(**name)) {
                seen += 1;
                assert!(language(element).starts_with("fr"), "{path}: {name} in {}", element.html());
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn words_are_marked_in_every_field_and_the_marks_are_nowhere_to_be_seen() {
    let portal = Portal::small();
    let marked = |what: &str| format!("{what} [mots](lang:fr) end");
    portal.edit("content/plans/premier/plan.yaml", "en: Open}", &format!("en: \"{}\"}}", marked("Open")));
    portal.edit("content/plans/premier/plan.yaml", "en: First plan}", &format!("en: \"{}\"}}", marked("First")));
    portal.edit("content/committee.yaml", "en: A committee.}", &format!("en: \"{}\"}}", marked("A committee")));
    portal.edit("content/committee.yaml", "en: Society}", &format!("en: \"{}\"}}", marked("Society")));
    portal.edit("content/portal.yaml", "en: Trial Committee}", &format!("en: \"{}\"}}", marked("Trial")));
    portal.edit(
        "content/plans/premier/commentary/avis.en.md",
        "title: Advice",
        &format!("title: \"{}\"", marked("Advice")),
    );
    portal.edit(
        "content/members/alpha.yaml",
        "name: Organisme Alpha",
        "name: {fr: Organisme Alpha, en: \"Body [mots](lang:fr) end\"}",
    );
    portal.edit("content/members/alpha.yaml", "sector:", "parent: {fr: Université, en: \"[mots](lang:fr)\"}\nsector:");
    portal.build();
    for (path, bytes) in portal.published() {
        assert!(!String::from_utf8_lossy(&bytes).contains("(lang:"), "{path}");
    }
    let menu = portal.unquoted("en/action-plans/premier/commitments/1/index.html");
    assert!(menu.contains("1. Open <span lang=fr>mots</span> end"), "{menu}");
    let mut seen = 0;
    for (path, page) in pages(&portal, true) {
        for element in page.select(&Selector::parse("body *").unwrap()) {
            let own: String =
                element.children().filter_map(|child| child.value().as_text().map(|text| &**text)).collect();
            // The first rows of the data are shown as they stand in the files, which hold no marks.
            if own.contains("mots") && element.value().name() != "td" {
                seen += 1;
                assert!(language(element) == "fr", "{path}: {}", element.html());
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn the_english_notice_is_on_english_pages_and_on_no_other() {
    let portal = Portal::small();
    portal.edit(
        "content/portal.yaml",
        "base_url:",
        "english_notice: {text: For those whom the law names., url: https://www.quebec.ca/en/}\nbase_url:",
    );
    portal.build();
    for is_english in [false, true] {
        for (path, page) in pages(&portal, is_english) {
            let has = page.html().contains("For those whom the law names.");
            assert_eq!(has, is_english, "{path}");
        }
    }
}

#[test]
fn numbers_agree_with_their_nouns() {
    let portal = Portal::small();
    portal.build();
    let figures = |path: &str| {
        let page = Html::parse_document(&portal.page(path));
        let figure = Selector::parse(".figures > div").unwrap();
        page.select(&figure)
            .map(|figure| figure.text().collect::<String>().trim().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let french = figures("index.html");
    assert!(french.contains("engagement suivi1") && french.contains("membres2"), "{french}");
    let english = figures("en/index.html");
    assert!(english.contains("commitment followed1"), "{english}");
}

#[test]
fn what_cannot_be_told_is_never_shown_as_met() {
    let portal = Portal::demonstration();
    portal.build();
    for (path, page) in pages(&portal, false) {
        assert!(page.select(&Selector::parse(".status-met").unwrap()).next().is_none(), "{path}");
        assert!(!page.html().contains("mailto:"), "{path}");
    }
    let composition = portal.page("composition/index.html");
    assert_eq!(
        composition.matches("status-unknown").count() - composition.matches("undated").count(),
        composition.matches("Ne peut être confirmé").count()
            + composition.matches("présence au comité non confirmée").count()
    );
    let home = portal.page("index.html");
    assert_eq!(home.matches("aucun n’est confirmé").count(), 2, "the home page is no surer than the composition");
    // Nothing in the content gives a day that no source gives.
    let members = std::fs::read_dir(repository().join("content/members")).unwrap().flatten();
    for member in members {
        assert!(!std::fs::read_to_string(member.path()).unwrap().contains("start_date"), "{member:?}");
    }
    let page = portal.page("plans-action/2021-2023/commentaires/donnees-ouvertes/index.html");
    assert!(page.contains("Date non publiée") && page.contains("Démonstration de Clairevoie (s.\u{a0}d.)"), "{page}");
    assert!(!page.contains("qui siégeaient"), "who sat on a day that is not known");
    let citation = portal.page("data/citations/2021-2023/donnees-ouvertes.json");
    assert!(
        citation.contains("\"webpage\"")
            && citation.contains("Démonstration de Clairevoie")
            && !citation.contains("issued"),
        "{citation}"
    );
}

#[test]
fn a_rule_is_added_to_the_style_and_an_original_is_written_out() {
    let portal = Portal::small();
    portal.write("themes/quebec/static/added.css", ".lead { color: rebeccapurple; }\n");
    portal.build();
    let style = portal.published().into_iter().find(|(path, _)| path.starts_with("theme/style.")).unwrap().1;
    let style = String::from_utf8(style).unwrap();
    assert!(style.contains(".breadcrumb") && style.trim_end().ends_with(".lead { color: rebeccapurple; }"), "{style}");
    let list = portal.run(&["theme"]);
    assert!(
        list.wrote.contains("  templates/footer.html\n") && list.wrote.contains("* static/added.css"),
        "{}",
        list.wrote
    );
    assert_eq!(portal.run(&["theme", "templates/footer.html"]).code, 0);
    let original = std::fs::read_to_string(repository().join("themes/quebec/templates/footer.html")).unwrap();
    assert_eq!(portal.read("themes/quebec/templates/footer.html"), original);
    assert_eq!(portal.run(&["theme", "templates/footer.html"]).code, 1, "what is there is never written over");
    let wrong = portal.run(&["theme", "templates/fotter.html"]);
    assert!(wrong.code == 2 && wrong.said.contains("templates/footer.html"), "{}", wrong.said);
    assert_eq!(portal.run(&["theme", "../../../etc/passwd"]).code, 2);
}

#[test]
fn new_asks_in_a_terminal() {
    let portal = Portal::small();
    let program = env!("CARGO_BIN_EXE_clairevoie");
    // A pseudo-terminal, as `script` (util-linux) gives it.
    let mut child = Command::new("script")
        .args(["-qec", &format!("{program} --lang fr new member gamma"), "/dev/null"])
        .current_dir(portal.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script is part of every Debian");
    child
        .stdin
        .take()
        .unwrap()
        .write_all("Gamma, société : d’essai\n\nnulle-part\nstate\nhier\n2022-05\n".as_bytes())
        .unwrap();
    let answer = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&answer.stdout);
    assert!(
        said.contains("Nom officiel") && said.contains("pas dans la liste") && said.contains("pas une date"),
        "{said}"
    );
    let record = portal.read("content/members/gamma.yaml");
    assert!(record.contains("fr: \"Gamma, société : d’essai\"") && !record.contains("  en: \"To be"), "{record}");
    assert!(record.contains("seat: state") && record.contains("sector: public-body"), "{record}");
    assert!(record.contains("    start_date: 2022-05\n"), "{record}");
}
