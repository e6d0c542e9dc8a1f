//! The command line, in both languages.

use crate::portal::{Portal, answer};

#[test]
fn help_is_in_the_language_asked_for() {
    let portal = Portal::small();
    for (args, words) in [
        (["--lang", "fr", "--help"], ["Emploi", "Écrit le site"]),
        (["--lang=en", "build", "--help"], ["Usage:", "Folder to write into"]),
    ] {
        let help = portal.run(&args);
        assert_eq!(help.code, 0, "{}", help.said);
        assert!(words.iter().all(|word| help.wrote.contains(word)), "{}", help.wrote);
    }
}

#[test]
fn the_locale_decides_where_nothing_is_asked_and_french_where_it_says_nothing() {
    let portal = Portal::small();
    for (locale, word) in
        [("en_CA.UTF-8", "Usage:"), ("fr_CA.UTF-8", "Emploi"), ("C", "Emploi"), ("de_DE.UTF-8", "Emploi")]
    {
        let help = answer(portal.command(&["--help"]).env("LC_ALL", locale).output().unwrap());
        assert!(help.wrote.contains(word), "{locale}: {}", help.wrote);
    }
}

#[test]
fn mistakes_are_answered_in_words_and_exit_with_2() {
    let portal = Portal::small();
    for args in [
        vec!["biuld"],
        vec!["build", "--ouut", "x"],
        vec!["build", "--as-of", "juin"],
        vec!["build", "--as-of", "2023"],
        vec!["build", "--base-url", "exemple.org"],
        vec!["--lang", "de", "build"],
        vec!["build", "--out"],
        vec![],
        vec!["build", "extra"],
    ] {
        let wrong = portal.run(&args);
        assert_eq!(wrong.code, 2, "{args:?}: {}", wrong.said);
        let french = ["Commande inconnue", "Option inconnue", "ne convient pas à", "Il manque", "Emploi"];
        assert!(french.iter().any(|word| wrong.said.contains(word)), "{args:?}: {}", wrong.said);
    }
    assert!(portal.run(&["biuld"]).said.contains("«\u{a0}build\u{a0}»"));
    let odd = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"o\xff");
    let wrong = answer(portal.command(&["build", "--out"]).arg(odd).output().unwrap());
    assert!(wrong.code == 2 && wrong.said.contains("UTF-8"), "{}", wrong.said);
}

#[test]
fn files_that_are_no_text_are_not_replaced() {
    let portal = Portal::small();
    let latin = b"x\xe9\n";
    portal.write("new/.gitignore", latin);
    let answer = portal.run(&["init", "new"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    assert_eq!(std::fs::read(portal.path("new/.gitignore")).unwrap(), latin);
    portal.write("own/member.json", latin);
    let answer = portal.run(&["schema", "--out", "own"]);
    assert_ne!(answer.code, 0, "{}", answer.said);
    assert_eq!(std::fs::read(portal.path("own/member.json")).unwrap(), latin);
}

#[test]
fn the_portal_is_found_from_any_folder_below_it() {
    let portal = Portal::small();
    let output = portal.command(&["build"]).current_dir(portal.path("content/members")).output().unwrap();
    assert_eq!(answer(output).code, 0);
    assert!(portal.path("public/index.html").is_file());
}

#[test]
fn the_day_asked_for_stands_over_the_portals_own() {
    let portal = Portal::dated();
    assert_eq!(portal.run(&["build", "--as-of", "2024-06-01"]).code, 0);
    let page = portal.page("recommandations/index.html");
    assert!(page.contains("depuis 397\u{a0}jours"), "{page}");
    assert!(portal.page("membres/quebec-numerique/index.html").contains("Arrivé à échéance"));
}

#[test]
fn the_moment_that_stands_in_for_the_clock_comes_after_the_portals_day() {
    let portal = Portal::small();
    let members = |portal: &Portal| portal.page("membres/index.html");
    let built = |epoch: &str| answer(portal.command(&["build"]).env("SOURCE_DATE_EPOCH", epoch).output().unwrap());
    assert_eq!(built("1709200000").code, 0);
    assert!(members(&portal).contains("datetime=2023-06-01"), "{}", members(&portal));
    portal.edit("content/portal.yaml", "reference_date: 2023-06-01\n", "");
    assert_eq!(built("1709200000").code, 0);
    // The day itself moves, and is not on a page whose facts do not move with it.
    assert!(members(&portal).contains("datetime=\"2024-02\""), "{}", members(&portal));
    let before = portal.published();
    for wrong in ["abc", "1e9", " 5", "", "99999999999999999999"] {
        let answer = built(wrong);
        assert_eq!((answer.code, answer.said.contains("SOURCE_DATE_EPOCH")), (2, true), "{wrong:?}: {}", answer.said);
    }
    assert!(portal.published() == before);
}

#[test]
fn what_is_missing_is_named_in_the_language_asked_for() {
    let portal = Portal::small();
    for (args, words) in [
        (&["translate"][..], "Choisissez\u{a0}: status, confirm ou accept"),
        (&["build", "--out"], "Il manque une valeur à --out <DOSSIER>"),
        (&["rollback", "99999999999"], "Attendu\u{a0}: un nombre entier"),
        (&["verify", "public", "--timeout", "x"], "Attendu\u{a0}: un nombre entier"),
        (&["check", "--at", "x"], "--at"),
        (&["--lang", "en", "translate"], "Choose status, confirm or accept"),
        (&["check", "--explain", "CV000"], "CV101 à CV901"),
    ] {
        let wrong = portal.run(args);
        assert_eq!((wrong.code, wrong.said.contains(words)), (2, true), "{args:?}: {}", wrong.said);
    }
}
