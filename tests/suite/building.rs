//! What a build writes, leaves and removes.

use std::fs;

use clairevoie::reuse::{Key, Ledger};

use crate::portal::{Portal, answer};

/// Where a build keeps what it wrote.
const LEDGER: &str = ".public.clairevoie/ledger";

#[test]
fn every_address_of_the_design_is_published_in_both_languages() {
    let portal = Portal::dated();
    portal.build();
    let published = portal.published();
    for path in [
        "index.html",
        "en/index.html",
        "membres/index.html",
        "en/members/index.html",
        "membres/quebec-numerique/index.html",
        "en/members/quebec-numerique/index.html",
        "mandat/index.html",
        "en/mandate/index.html",
        "composition/index.html",
        "en/composition/index.html",
        "composition/2021-12-31/index.html",
        "en/composition/2021-12-31/index.html",
        "nomination/index.html",
        "en/nomination/index.html",
        "nomination/appel-2021/index.html",
        "en/nomination/appel-2021/index.html",
        "fonctionnement/index.html",
        "en/how-it-works/index.html",
        "rencontres/index.html",
        "en/meetings/index.html",
        "plans-action/index.html",
        "en/action-plans/index.html",
        "plans-action/2021-2023/index.html",
        "en/action-plans/2021-2023/index.html",
        "plans-action/2021-2023/engagements/4/index.html",
        "en/action-plans/2021-2023/commitments/4/index.html",
        "plans-action/2021-2023/commentaires/donnees-ouvertes/index.html",
        "en/action-plans/2021-2023/commentary/open-data/index.html",
        "recommandations/index.html",
        "en/recommendations/index.html",
        "plan-du-site/index.html",
        "en/site-map/index.html",
        "a-propos/index.html",
        "en/about/index.html",
        "404.html",
        "en/404.html",
        "sitemap.xml",
        "robots.txt",
    ] {
        assert!(published.contains_key(path), "{path} is missing");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let portal = Portal::demonstration();
    portal.build();
    let time = |path: &str| fs::metadata(portal.path(path)).unwrap().modified().unwrap();
    let before = (time("public/index.html"), portal.published());
    let again = portal.build();
    assert!(again.said.contains("écrits\u{a0}: 0, "), "{}", again.said);
    assert_eq!((time("public/index.html"), portal.published()), before);
}

#[test]
fn an_edit_writes_the_pages_that_show_it_and_no_other() {
    let portal = Portal::dated();
    portal.build();
    let before = portal.published();
    portal.edit("content/members/votepour-ca.yaml", "name: \"Votepour.ca\"", "name: Votepour.ca (essai)");
    portal.build();
    let after = portal.published();
    // Every commentary lists who sat on its day, and the search index knows every name.
    let is_commentary =
        |path: &str| path.contains("/commentaires/") || path.contains("/commentary/") || path.starts_with("pagefind/");
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
        .map(|(path, _)| path.as_str())
        .filter(|path| !is_commentary(path))
        .collect();
    assert_eq!(
        changed,
        [
            "SHA256SUMS",
            "a-venir/index.html",
            "composition/2021-01-01/index.html",
            "composition/2021-12-31/index.html",
            "composition/2023-01-01/index.html",
            "composition/2023-12-31/index.html",
            "composition/comparer/index.html",
            "composition/ecarts/index.html",
            "composition/index.html",
            "data/catalogue.jsonld",
            "data/catalogue.ttl",
            "data/datapackage.json",
            "data/donnees-quebec.json",
            "data/members.csv",
            "data/popolo.json",
            "data/portail.xlsx",
            "en/coming-up/index.html",
            "en/composition/2021-01-01/index.html",
            "en/composition/2021-12-31/index.html",
            "en/composition/2023-01-01/index.html",
            "en/composition/2023-12-31/index.html",
            "en/composition/breaches/index.html",
            "en/composition/compare/index.html",
            "en/composition/index.html",
            "en/members/index.html",
            "en/members/votepour-ca/index.html",
            "en/nomination/appel-2021/index.html",
            "en/register/index.html",
            "en/site-map/index.html",
            "membres/index.html",
            "membres/votepour-ca/index.html",
            "nomination/appel-2021/index.html",
            "plan-du-site/index.html",
            "registre/index.html",
        ]
    );
}

#[test]
fn what_is_no_longer_produced_is_removed_and_nothing_else() {
    let portal = Portal::demonstration();
    portal.build();
    portal.write("public/.well-known/kept.txt", "not ours");
    portal.write("public/membres/notes.txt", "not ours either");
    portal.remove("content/members/votepour-ca.yaml");
    let before = portal.published();
    let said = portal.build().said.replace('\u{a0}', " ");
    let after = portal.published();
    let removed = before.keys().filter(|path| !after.contains_key(*path)).count();
    let written = after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).count();
    let counts = format!("fichiers écrits : {written}, inchangés : {}, retirés : {removed}", after.len() - 1 - written);
    assert!(said.replace(' ', "").contains(&counts.replace(' ', "")), "{counts} in {said}");
    let gone: Vec<_> =
        before.keys().filter(|path| !after.contains_key(*path) && !path.starts_with("pagefind/")).collect();
    assert_eq!(gone, ["en/members/votepour-ca/index.html", "membres/votepour-ca/index.html"]);
    assert!(
        !portal.path("public/membres/votepour-ca").exists() && !portal.path("public/en/members/votepour-ca").exists()
    );
    assert_eq!(
        portal.read("public/.well-known/kept.txt") + &portal.read("public/membres/notes.txt"),
        "not oursnot ours either"
    );
}

#[test]
fn an_old_page_that_someone_changed_is_left_alone() {
    let portal = Portal::demonstration();
    portal.build();
    portal.write("public/membres/votepour-ca/index.html", "changed by hand");
    portal.remove("content/members/votepour-ca.yaml");
    let answer = portal.build();
    assert!(answer.said.contains("modifié à la main"), "{}", answer.said);
    assert_eq!(portal.page("membres/votepour-ca/index.html"), "changed by hand");
}

#[test]
fn a_path_that_turns_from_file_to_folder_and_back_is_published() {
    for args in [&["build"][..], &["build", "--in-place", "--no-search"]] {
        let portal = Portal::demonstration();
        let build = |portal: &Portal| {
            let answer = portal.run(args);
            assert_eq!(answer.code, 0, "{}", answer.said);
        };
        portal.write("content/assets/doc", "un fichier");
        portal.write("content/assets/notes/a.txt", "dans un dossier");
        build(&portal);
        portal.remove("content/assets/doc");
        fs::remove_dir_all(portal.path("content/assets/notes")).unwrap();
        portal.write("content/assets/doc/x.txt", "dans un dossier");
        portal.write("content/assets/notes", "un fichier");
        build(&portal);
        assert_eq!(portal.page("assets/doc/x.txt") + &portal.page("assets/notes"), "dans un dossierun fichier");
        // What someone put there is never taken away, and nothing else has changed then.
        portal.write("public/assets/doc/mine.txt", "à moi");
        let before = portal.published();
        fs::remove_dir_all(portal.path("content/assets/doc")).unwrap();
        portal.write("content/assets/doc", "un fichier");
        let answer = portal.run(args);
        assert_eq!((answer.code, answer.said.contains("doc/mine.txt")), (3, true), "{}", answer.said);
        assert!(portal.published() == before);
    }
}

#[test]
fn one_portal_never_takes_the_place_of_another() {
    let (one, other) = (Portal::demonstration(), Portal::small());
    one.build();
    let before = one.published();
    let public = one.path("public");
    let answer = other.run(&["build", "--out", public.to_str().unwrap()]);
    assert_eq!((answer.code, answer.said.contains("autre portail")), (3, true), "{}", answer.said);
    assert!(one.published() == before);
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let portal = Portal::demonstration();
    portal.write("elsewhere/letter.txt", "dear all");
    portal.write("file", "");
    std::os::unix::fs::symlink("elsewhere", portal.path("link")).unwrap();
    std::os::unix::fs::symlink("content", portal.path("linked-content")).unwrap();
    // The way may lead through what does not exist, and through links.
    let ways = ["absent/../content", "absent/..", "absent/../themes", "absent/../elsewhere", "link", "link/"];
    let ways = ways.into_iter().chain(["link/../elsewhere", "linked-content/", "linked-content/members"]);
    for out in ["content", "content/members", "themes/x", ".", "..", "/", "elsewhere", "file"].into_iter().chain(ways) {
        let answer = portal.run(&["build", "--out", out]);
        assert_eq!(answer.code, 3, "{out}: {}", answer.said);
        assert!(answer.said.starts_with("Refusé"), "{out}: {}", answer.said);
    }
    let home = portal.path("home");
    portal.write("home/.profile", "");
    let at_home = answer(portal.command(&["build", "--out", "home"]).env("HOME", &home).output().unwrap());
    assert_eq!(at_home.code, 3, "{}", at_home.said);
    assert_eq!(portal.read("elsewhere/letter.txt"), "dear all");
    assert_eq!(fs::read_dir(portal.path("elsewhere")).unwrap().count(), 1);
    assert!(!portal.path("absent").exists());
    portal.write("dots/.gitignore", "*");
    assert_eq!(portal.run(&["build", "--out", "dots"]).code, 0);
    assert_eq!(portal.run(&["build", "--out", "new/folder"]).code, 0);
    assert_eq!(portal.run(&["build", "--out", "new/folder/inside"]).code, 3);
}

#[test]
fn a_build_cut_short_is_taken_up_by_the_next() {
    let portal = Portal::demonstration();
    portal.build();
    let whole = portal.published();
    portal.write(".public.clairevoie/staging/17", "debris");
    portal.remove("public/membres/index.html");
    portal.write("public/mandat/index.html", "half");
    portal.build();
    assert_eq!(portal.published(), whole);
    assert!(!portal.path(".public.clairevoie/staging").exists());
    let hidden = fs::read_dir(portal.path("public")).unwrap().flatten();
    let hidden: Vec<_> =
        hidden.map(|entry| entry.file_name()).filter(|name| name.as_encoded_bytes()[0] == b'.').collect();
    assert!(hidden.is_empty(), "what is published holds nothing of the program's own: {hidden:?}");
}

#[test]
fn a_folder_that_another_build_holds_is_not_touched() {
    let portal = Portal::demonstration();
    portal.build();
    let lock = fs::File::open(portal.path(".public.clairevoie/lock")).unwrap();
    lock.lock().unwrap();
    let answer = portal.run(&["build"]);
    assert_eq!((answer.code, answer.said.contains("Une autre construction")), (3, true), "{}", answer.said);
}

#[test]
fn a_base_url_with_a_path_works_everywhere() {
    let portal = Portal::demonstration();
    let build = portal.run(&["build", "--base-url", "https://host.example/a/b"]);
    assert_eq!(build.code, 0, "{}", build.said);
    assert_eq!(portal.run(&["check", "--base-url", "https://host.example/a/b/"]).code, 0);
    for (path, bytes) in portal.published().into_iter().filter(|(path, _)| !path.starts_with("pagefind/")) {
        if path.ends_with(".xlsx") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("clairevoie.example") && !text.contains("gouvernement-ouvert.example"), "{path}");
        for part in text.split(" href=").skip(1).chain(text.split(" src=").skip(1)) {
            let link = part.trim_start_matches('"').split(['"', ' ', '>']).next().unwrap();
            assert!(!link.starts_with('/') || link.starts_with("/a/b/"), "{path}: {link}");
        }
    }
    // What counts at the root of a host only is its administrator's (see `hosting`).
    assert!(!portal.path("public/robots.txt").exists());
}

#[test]
fn a_theme_file_of_the_portal_stands_over_the_programs_own() {
    let portal = Portal::demonstration();
    portal.write(
        "themes/quebec/templates/not-found.html",
        "{% extends \"base.html\" %}{% block content %}<p>Notre page.</p>{% endblock content %}",
    );
    portal.build();
    assert!(portal.page("404.html").contains("Notre page.") && portal.page("index.html").contains("En chiffres"));
}

#[test]
fn drafts_are_published_only_when_asked_for() {
    let portal = Portal::demonstration();
    portal.edit("content/plans/2021-2023/commentary/libre-acces.fr.md", "status: published", "status: draft");
    portal.build();
    let page = "plans-action/2021-2023/commentaires/libre-acces/index.html";
    assert!(!portal.published().contains_key(page));
    assert_eq!(portal.run(&["build", "--drafts"]).code, 0);
    assert!(portal.page(page).contains("Brouillon") && portal.page(page).contains("noindex"));
    assert!(!portal.page("sitemap.xml").contains("libre-acces"));
}

#[test]
fn too_many_sitting_is_a_warning_and_stands_on_the_page() {
    let portal = Portal::dated();
    portal.edit("content/committee.yaml", "    maximum: 8", "    maximum: 7");
    portal.edit("content/portal.yaml", "reference_date: 2023-06-01", "reference_date: 2022-06-01");
    let answer = portal.build();
    assert!(answer.said.contains("CV403"), "{}", answer.said);
    assert!(portal.page("composition/index.html").contains("1\u{a0}membre de trop"));
}

#[test]
fn a_missing_file_or_permission_names_the_path_and_exits_with_3() {
    let portal = Portal::demonstration();
    let nowhere = portal.run(&["build", "--root", "nowhere"]);
    assert_eq!((nowhere.code, nowhere.said.contains("nowhere")), (3, true), "{}", nowhere.said);
    portal.write("blocked", "a file where a folder is meant");
    let blocked = portal.run(&["build", "--out", "blocked/site"]);
    assert_eq!((blocked.code, blocked.said.contains("blocked")), (3, true), "{}", blocked.said);
}

/// Whether a build was passed over, since it would have written what is there.
fn is_passed_over(portal: &Portal, args: &[&str]) -> bool {
    let answer = portal.run(&[&["build", "--timings"], args].concat());
    assert!(answer.said.contains("Temps"), "{}", answer.said);
    answer.said.contains("comparaison")
}

#[test]
fn a_build_is_passed_over_only_when_it_would_change_nothing() {
    let portal = Portal::demonstration();
    assert!(!is_passed_over(&portal, &[]));
    let first = portal.published();
    assert!(is_passed_over(&portal, &[]));
    assert!(portal.published() == first);
    for args in [&["--as-of", "2024-01-01"][..], &["--base-url", "https://a.example/"], &["--no-search"], &["--drafts"]]
    {
        assert!(!is_passed_over(&portal, args), "{args:?}");
        assert!(!is_passed_over(&portal, &[]), "after {args:?}");
    }
    assert!(portal.published() == first, "the first options give the first site");
    // What someone did to the site, whatever it was, is mended.
    portal.write("public/index.html", "damaged");
    assert!(!is_passed_over(&portal, &[]));
    portal.remove("public/membres/index.html");
    assert!(!is_passed_over(&portal, &[]));
    let other = portal.page("index.html").replacen('a', "b", 1);
    portal.write("public/index.html", other);
    assert!(!is_passed_over(&portal, &[]), "damage of the same length");
    assert!(portal.published() == first);
    // Every kind of input counts.
    for (path, text) in [
        ("content/assets/note.txt", "une note"),
        ("content/assets/note.txt", "une note"),
        ("themes/quebec/static/more.css", "p { margin: 0 }"),
        ("translations/pages/rien.fr.md", "---\ntitle: Rien\n---\n"),
    ] {
        let is_new = fs::read_to_string(portal.path(path)).ok().as_deref() != Some(text);
        portal.write(path, text);
        assert_eq!(!is_passed_over(&portal, &[]), is_new, "{path}");
    }
    let length = fs::metadata(portal.path("content/assets/note.txt")).unwrap().modified().unwrap();
    portal.write("content/assets/note.txt", "une NOTE");
    fs::File::options().write(true).open(portal.path("content/assets/note.txt")).unwrap().set_modified(length).unwrap();
    assert!(!is_passed_over(&portal, &[]), "an asset of the same size and time is another by its bytes");
    // What was published with its chain is passed over too, and compressed copies are looked at each time.
    let portal = Portal::demonstration();
    let publish = |args: &[&str]| {
        let answer = portal.run(&[&["publish"], args].concat());
        assert_eq!(answer.code, 0, "{}", answer.said);
    };
    publish(&["--no-precompress"]);
    portal.build();
    assert!(is_passed_over(&portal, &[]));
    publish(&["--note", "Des copies"]);
    portal.build();
    assert!(!is_passed_over(&portal, &[]));
}

#[test]
fn what_was_told_is_told_by_every_build() {
    let portal = Portal::demonstration();
    portal.build();
    portal.write("content/notes.txt", "de trop");
    for _ in 0..2 {
        assert!(portal.build().said.contains("[CV106]"));
    }
    portal.remove("content/notes.txt");
    portal.build();
    std::os::unix::fs::symlink("portal.yaml", portal.path("content/lien.yaml")).unwrap();
    let answer = portal.run(&["build"]);
    assert!(answer.code == 1 && answer.said.contains("[CV104]"), "{}", answer.said);
}

#[test]
fn a_page_is_made_again_only_for_what_it_shows() {
    let portal = Portal::dated();
    portal.build();
    let path = "plans-action/2021-2023/commentaires/libre-acces/index.html";
    // A page that would be written anew shows it: it no longer holds what is put in its place, with
    // the hash and the length that the ledger is told of it.
    let plant = || {
        let planted = portal.page(path).replace("<title>", "<title>Gardée ");
        portal.write(&format!("public/{path}"), &planted);
        let ledger = Ledger::from_text(&portal.read(LEDGER)).unwrap();
        let mut files = ledger.files().to_vec();
        let entry = files.iter_mut().find(|file| *file.output == *path).unwrap();
        (entry.hash, entry.length) = (Key::of_bytes(planted.as_bytes()), planted.len() as u64);
        portal.write(LEDGER, ledger.with_files(files).to_text());
    };
    plant();
    portal.edit("content/plans/2021-2023/commentary/donnees-ouvertes.fr.md", "\n## ", "\nUn mot de plus.\n\n## ");
    portal.build();
    assert!(portal.page(path).contains("Gardée "), "a word in another text makes no page but its own");
    portal.edit("content/plans/2021-2023/commentary/libre-acces.en.md", "\n## ", "\nA word more.\n\n## ");
    portal.build();
    assert!(portal.page(path).contains("Gardée "), "the French page shows nothing of the English text");
    portal.edit("content/plans/2021-2023/commentary/libre-acces.fr.md", "\n## ", "\nUn mot de plus.\n\n## ");
    portal.build();
    assert!(!portal.page(path).contains("Gardée "), "its own text was edited");
    for (edited, from, to) in [
        (
            "content/portal.yaml",
            "en: \"Open Government Committee – demonstration\"",
            "en: Committee on Open Government",
        ),
        ("content/members/votepour-ca.yaml", "name: \"Votepour.ca\"", "name: Votepour.ca (essai)"),
    ] {
        plant();
        portal.edit(edited, from, to);
        portal.build();
        let is_shown = from.starts_with("name");
        assert_eq!(!portal.page(path).contains("Gardée "), is_shown, "{edited}");
    }
    // A page that someone changed is never kept.
    portal.write(&format!("public/{path}"), "changée");
    portal.edit("content/plans/2021-2023/commentary/donnees-ouvertes.fr.md", "Un mot de plus.", "Deux mots de plus.");
    portal.build();
    assert!(!portal.page(path).contains("changée"));
}

#[test]
fn a_site_built_over_and_over_is_the_site_built_once() {
    let portal = Portal::demonstration();
    portal.build();
    let (french, english) = (
        "content/plans/2021-2023/commentary/libre-acces.fr.md",
        "content/plans/2021-2023/commentary/libre-acces.en.md",
    );
    let translated = fs::read_to_string(portal.path(english)).unwrap();
    let title = translated.lines().find(|line| line.starts_with("title: ")).unwrap();
    let edits: [(&str, &str, &str); 11] = [
        (french, "## État à la fin", "Un mot de plus.\n\n## État à la fin"),
        (french, "title: \"Évaluation du comité\u{a0}: libre accès", "title: Le libre accès"),
        (english, title, "title: Another title"),
        (french, "status: published", "status: draft"),
        (french, "status: draft", "status: published"),
        ("content/members/votepour-ca.yaml", "name: \"Votepour.ca\"", "name: Votepour.ca (essai)"),
        ("content/committee.yaml", "P2Y", "P3Y"),
        ("content/members/votepour-ca.yaml", "name: Votepour.ca (essai)", "name: \"Votepour.ca\""),
        ("content/pages/a-propos.fr.md", "## ", "## De plus, "),
        ("content/portal.yaml", "reference_date: 2023-06-01", "reference_date: 2023-07-01"),
        ("content/committee.yaml", "P3Y", "P2Y"),
    ];
    for (path, from, to) in edits {
        portal.edit(path, from, to);
        portal.build();
        assert_eq!(portal.run(&["build", "--out", "cold"]).code, 0);
        assert!(portal.published() == crate::portal::tree(&portal.path("cold")), "{path}");
        fs::remove_dir_all(portal.path("cold")).unwrap();
        assert!(portal.run(&["build"]).code == 0);
    }
}

/// A check that found nothing is not run again on what it read; it is run again when any of that changed.
#[test]
fn a_check_that_found_nothing_is_run_again_when_it_may_find_something() {
    let portal = Portal::small();
    let folder = "content/plans/premier/commentary";
    let (french, english) = (format!("{folder}/avis.fr.md"), format!("{folder}/avis.en.md"));
    for (path, language) in [(&french, "fr"), (&english, "en")] {
        let text = portal.read(path).replace("slug: advice", "slug: second-advice");
        portal.write(&format!("{folder}/second.{language}.md"), text + "\n[Alpha](member:alpha)\n");
    }
    portal.write("content/assets/a.txt", "a");
    for (path, words) in [(&french, "Le texte."), (&english, "The text.")] {
        portal.edit(path, words, &format!("{words}\n\n[a](asset:a.txt)"));
    }
    let clean = portal.build();
    assert!(!clean.said.contains("[CV"), "{}", clean.said);
    let told = |code: &str| portal.run(&["build"]).said.contains(code);
    portal.edit(&french, "Le texte.", "Le texte dit 12 %.");
    assert!(told("CV6"), "one side of a clean pair was edited");
    // A build that told something is no ground to stand on: the next tells it again.
    portal.edit(&format!("{folder}/second.fr.md"), "Le texte.", "Le texte, encore.");
    assert!(told("12"), "another text was edited meanwhile");
    portal.edit(&french, "Le texte dit 12 %.", "Le texte.");
    assert!(!told("[CV"));
    portal.edit(&format!("{folder}/second.fr.md"), "Le texte, encore.", "Le texte.");
    assert!(!told("[CV"));
    portal.remove("content/assets/a.txt");
    assert!(told("a.txt"), "what a clean text links to went away");
}

/// A composition of the past says how terms stood then, and not how they stand today.
#[test]
fn a_past_composition_is_of_its_own_day() {
    let portal = Portal::small();
    portal.edit("content/committee.yaml", "length: P4Y", "length: P1Y");
    let term = "  - seat: society\n    start_date: 2020-04-12\n    end_date: 2021-03-31\n";
    portal.edit("content/members/alpha.yaml", "terms:\n", &format!("terms:\n{term}"));
    portal.edit("content/committee.yaml", "founding_date: 2021-04", "founding_date: 2020-01");
    portal.build();
    let (then, now) = (portal.page("composition/2021-04-12/index.html"), portal.page("composition/index.html"));
    assert!(now.contains("status-lapsed") && !then.contains("status-lapsed"), "{then}");
    assert!(!then.contains("status-ended"), "{then}");
}

#[test]
fn a_build_names_the_addresses_that_are_gone() {
    let portal = Portal::small();
    portal.build();
    portal.edit("content/plans/premier/commentary/avis.en.md", "slug: advice", "slug: new-advice");
    let answer = portal.build();
    assert!(answer.said.contains("/en/action-plans/premier/commentary/advice/"), "{}", answer.said);
    assert!(!portal.build().said.contains("/advice/"));
}
