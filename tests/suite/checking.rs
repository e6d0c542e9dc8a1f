//! `check`, and what linking promises a reader.

use std::fs;

use crate::portal::Portal;

#[test]
fn the_demonstration_is_sound() {
    let answer = Portal::demonstration().run(&["check", "--strict"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
}

#[test]
fn check_writes_nothing() {
    let portal = Portal::demonstration();
    portal.run(&["check"]);
    assert!(!portal.path("public").exists());
}

#[test]
fn one_run_tells_every_problem_sorted() {
    let portal = Portal::demonstration();
    portal.edit("content/members/votepour-ca.yaml", "sector:", "secteur:");
    portal.edit("content/pages/a-propos.fr.md", "## Ce qu’il est", "[x](member:personne)");
    portal.edit("content/committee.yaml", "founding_date: 2021", "founding_date: 2021-13");
    let said = portal.run(&["check"]).said;
    let places: Vec<(&str, u32)> = said
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> "))
        .map(|place| {
            let mut parts = place.splitn(3, ':');
            (parts.next().unwrap(), parts.next().map_or(0, |line| line.parse().unwrap()))
        })
        .collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert!(places.len() >= 3 && places == sorted, "{said}");
}

#[test]
fn an_english_side_that_is_missing_shows_the_french_as_french() {
    let portal = Portal::demonstration();
    portal.remove("content/pages/a-propos.en.md");
    portal.build();
    let page = portal.unquoted("en/a-propos/index.html");
    assert!(
        page.contains("noindex") && page.contains("https://comite-gouvernement-ouvert.example/a-propos/"),
        "{page}"
    );
    assert!(page.contains("This page has not been translated yet") && page.contains("<h1 lang=fr>"), "{page}");
    assert!(!page.contains("hreflang=x-default"), "{page}");
    assert!(
        portal.page("a-propos/index.html").contains("(in French)")
            || portal.page("a-propos/index.html").contains("(en français)")
    );
    assert!(!portal.page("sitemap.xml").contains("/en/a-propos/"));
    assert_eq!(portal.run(&["check"]).code, 0);
}

#[test]
fn official_names_stay_french_on_english_pages() {
    let portal = Portal::demonstration();
    portal.build();
    let page = portal.unquoted("en/members/quebec-numerique/index.html");
    assert!(page.contains("<h1 lang=fr>Québec numérique</h1>"), "{page}");
    assert!(!portal.page("membres/quebec-numerique/index.html").contains("<h1 lang"));
}

#[test]
fn every_page_names_its_twin_and_itself() {
    let portal = Portal::demonstration();
    portal.build();
    for path in portal.published().into_keys().filter(|path| path.ends_with("index.html")) {
        let page = portal.unquoted(&path);
        let url = format!("https://comite-gouvernement-ouvert.example/{}", path.trim_end_matches("index.html"));
        assert!(
            page.contains(&format!("href={url} rel=canonical")) || page.contains(&format!("rel=canonical href={url}")),
            "{path}"
        );
        for tag in ["hreflang=fr-CA", "hreflang=en-CA", "hreflang=x-default", "property=og:title", "name=description"] {
            assert!(page.contains(tag), "{path}: {tag}");
        }
    }
}

/// The navigation is written once for all pages of a place in it: each must still show its own.
#[test]
fn every_page_shows_its_place_in_the_navigation() {
    let portal = Portal::demonstration();
    portal.build();
    let current = scraper::Selector::parse("nav.main-nav a[aria-current]").unwrap();
    for (path, expected) in [
        ("index.html", None),
        ("membres/index.html", Some(("/membres/", "page"))),
        ("membres/votepour-ca/index.html", Some(("/membres/", "true"))),
        ("plans-action/2021-2023/commentaires/libre-acces/index.html", Some(("/plans-action/", "true"))),
        ("en/index.html", None),
        ("en/members/index.html", Some(("/en/members/", "page"))),
        ("en/members/votepour-ca/index.html", Some(("/en/members/", "true"))),
        ("a-propos/index.html", None),
    ] {
        let page = scraper::Html::parse_document(&portal.page(path));
        let found: Vec<_> = page
            .select(&current)
            .map(|link| (link.attr("href").unwrap(), link.attr("aria-current").unwrap()))
            .collect();
        // The menu of narrow screens and that of wide ones.
        assert_eq!(found, expected.map_or(vec![], |place| vec![place; 2]), "{path}");
    }
}

#[test]
fn every_page_says_it_is_a_demonstration() {
    let portal = Portal::demonstration();
    portal.build();
    for (path, bytes) in portal.published().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes).unwrap();
        assert!(page.contains("Démonstration.") || page.contains("Demonstration."), "{path}");
    }
}

#[test]
fn assets_are_published_as_they_are() {
    let portal = Portal::demonstration();
    let bytes: Vec<u8> = (0..=255).collect();
    portal.write("content/assets/dossier/procès verbal.pdf", &bytes);
    portal.edit(
        "content/pages/a-propos.fr.md",
        "## Ce qu’il est",
        "[le procès-verbal](<asset:dossier/procès verbal.pdf>)",
    );
    portal.build();
    assert_eq!(fs::read(portal.path("public/assets/dossier/procès verbal.pdf")).unwrap(), bytes);
    let page = portal.page("a-propos/index.html");
    assert!(page.contains("/assets/dossier/proc%C3%A8s%20verbal.pdf") && page.contains("(PDF, 1\u{a0}ko)"), "{page}");
    assert_eq!(portal.run(&["check"]).code, 0);
}

#[test]
fn what_comes_after_the_day_of_reference_has_not_happened() {
    let portal = Portal::small();
    portal.write("content/meetings/2030-01-01.yaml", "date: 2030-01-01\n");
    portal.write(
        "content/plans/premier/responses/avis.yaml",
        "- {recommendation: r1, position: accepted, date: 2030-01-01}\n",
    );
    portal.write(
        "content/members/gamma.yaml",
        "name: Gamma\nsector: civil-society\nterms: [{seat: society, start_date: 2030}]\n",
    );
    portal.build();
    let meetings = portal.page("rencontres/index.html");
    assert!(meetings.find("Rencontres à venir") < meetings.find("Rencontre du 1"), "{meetings}");
    assert!(portal.page("recommandations/index.html").contains("Aucune réponse connue"));
    let members = portal.page("membres/index.html");
    assert!(members.contains("à venir") && !members.contains("Anciens membres"), "{members}");
}

#[test]
fn links_that_are_sound_are_not_told() {
    let portal = Portal::small();
    portal.write("content/assets/carte.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    for (language, words) in [("fr", ["Suite", "Carte"]), ("en", ["Next", "Map"])] {
        let [first, second] = words;
        let path = format!("content/pages/a-propos.{language}.md");
        let text = portal.read(&path);
        portal.write(&path, format!("{text}\n\n{first}[^1]. {first}[^2]. {first}[^1].\n\n[![{second}](asset:carte.svg)](https://example.org/carte)\n\n[^1]: {first} 1.\n\n[^2]: {first} 2.\n"));
    }
    portal.edit(
        "content/pages/a-propos.fr.md",
        "Suite[^1]",
        "[Membres](https://example.org/comite/membres/?tri=nom) Suite[^1]",
    );
    portal.edit(
        "content/pages/a-propos.en.md",
        "Next[^1]",
        "[Members](https://example.org/comite/en/members/?tri=nom) Next[^1]",
    );
    let answer = portal.run(&["check", "--hints"]);
    for code in ["CV701", "CV707", "CV709"] {
        assert!(!answer.said.contains(code), "{}", answer.said);
    }
}

#[test]
fn a_dead_link_that_every_page_has_is_told_once_with_their_number() {
    let portal = Portal::small();
    let sound = portal.run(&["check"]).said.replace('\u{a0}', " ");
    let pages: usize = sound.split(" pages vérifiées").next().unwrap().rsplit(' ').next().unwrap().parse().unwrap();
    portal.run(&["theme", "templates/footer.html"]);
    let footer = portal.read("themes/quebec/templates/footer.html");
    portal.write(
        "themes/quebec/templates/footer.html",
        footer.replace("</nav>", "<a href=\"/comite/nulle-part/\">Nulle part</a></nav>"),
    );
    let said = portal.run(&["check"]).said.replace('\u{a0}', " ");
    let told: Vec<&str> = said.lines().filter(|line| line.contains("nulle-part")).collect();
    assert_eq!(told.len(), 1, "{said}");
    let others = format!(" et {} autres pages)", pages - 1);
    assert!(told[0].contains("CV701") && told[0].contains(&others), "{pages} pages: {}", told[0]);
}
