//! What the program writes into the sources: typography, confirmations, new records, schemas.

use std::fs;

use clairevoie::diagnostic::Code;
use serde_json::Value;

use crate::portal::{Portal, repository};

const FRENCH: &str = "content/plans/premier/commentary/avis.fr.md";
const ENGLISH: &str = "content/plans/premier/commentary/avis.en.md";

fn two_sections() -> Portal {
    let portal = Portal::small();
    portal.edit(FRENCH, "Le texte.", "Le texte.\n\n## Suite\n\nLa suite.");
    portal.edit(ENGLISH, "The text.", "The text.\n\n## Next\n\nThe rest.");
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    assert_eq!(portal.run(&["check", "--strict"]).code, 0);
    portal
}

#[test]
fn only_the_english_of_the_section_that_changed_is_stale() {
    let portal = two_sections();
    portal.edit(FRENCH, "La suite.", "La suite a changé.");
    let answer = portal.run(&["check", "--strict"]);
    assert_eq!((answer.code, answer.said.matches("[CV618]").count()), (1, 1), "{}", answer.said);
    assert!(answer.said.contains("a changé depuis que l’anglais en a été confirmé\u{a0}: Suite"), "{}", answer.said);
    let status = portal.run(&["translate", "status"]);
    assert!(
        status.wrote.contains("- La suite.\n") && status.wrote.contains("+ La suite a changé."),
        "{}",
        status.wrote
    );
    assert!(status.wrote.contains("avis.en.md:") && status.wrote.contains("avis.fr.md:"), "{}", status.wrote);
    portal.build();
    let page = portal.page("en/action-plans/premier/commentary/advice/index.html");
    let notice = "The French text of this section has changed since it was translated.";
    assert_eq!(page.matches(notice).count(), 1);
    assert!(page.find("Next</a></h2>").unwrap() < page.find(notice).unwrap());
    assert!(!portal.unquoted("plans-action/premier/commentaires/avis/index.html").contains("class=stale"));
    assert_eq!(portal.run(&["translate", "confirm", ENGLISH]).code, 0);
    assert_eq!(portal.run(&["check", "--strict"]).code, 0);
}

#[test]
fn typography_and_white_space_are_no_change() {
    let portal = two_sections();
    portal.edit(FRENCH, "Le texte.", "Le  texte .");
    portal.edit(FRENCH, "La suite.", "\n\nLa\nsuite.");
    assert_eq!(portal.run(&["check", "--strict"]).code, 0);
}

#[test]
fn a_renamed_text_or_record_stays_confirmed() {
    let portal = two_sections();
    for language in ["fr", "en"] {
        let text = portal.read(&format!("content/plans/premier/commentary/avis.{language}.md"));
        portal.remove(&format!("content/plans/premier/commentary/avis.{language}.md"));
        portal.write(&format!("content/plans/premier/commentary/conseil.{language}.md"), text);
    }
    assert_eq!(portal.run(&["check", "--strict"]).code, 0);
    portal.edit("content/plans/premier/commentary/conseil.fr.md", "La suite.", "Autre chose.");
    assert_eq!(portal.run(&["check"]).said.matches("[CV618]").count(), 1);
}

#[test]
fn a_field_of_a_record_goes_stale_alone() {
    let portal = Portal::demonstration();
    portal.edit("content/committee.yaml", "compte environ dix membres", "rassemble environ dix membres");
    let answer = portal.run(&["check"]);
    assert_eq!(answer.said.matches("[CV618]").count(), 1, "{}", answer.said);
    assert!(answer.said.contains("confirmé\u{a0}: description"), "{}", answer.said);
    portal.build();
    assert!(portal.unquoted("en/mandate/index.html").contains("class=stale"));
    assert!(!portal.unquoted("en/nomination/index.html").contains("class=stale"), "the page does not show the field");
    assert!(!portal.unquoted("mandat/index.html").contains("class=stale"));
    // English that was touched is not yet English that was confirmed: a comma would be enough.
    portal.edit("content/committee.yaml", "has about ten members", "counts about ten members");
    assert_eq!(portal.run(&["check"]).said.matches("[CV618]").count(), 1);
    assert_eq!(portal.run(&["translate", "confirm", "content/committee.yaml"]).code, 0);
    assert!(!portal.run(&["check"]).said.contains("CV618"));
}

#[test]
fn the_copy_of_a_record_that_has_gone_says_nothing_of_others() {
    let portal = Portal::small();
    let member = |fr: &str, en: &str| {
        format!("name: {{fr: {fr}, en: {en}}}\nsector: civil-society\ndescription: {{fr: Un groupe., en: A group.}}\n")
    };
    portal.write("content/members/gamma.yaml", member("Gamma", "Gamma"));
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    portal.remove("content/members/gamma.yaml");
    portal.write(
        "content/members/delta.yaml",
        member("Delta", "Delta")
            .replace("Un groupe.", "Un collectif.")
            .replace("sector", "url: https://example.org/\nsector"),
    );
    assert!(!portal.run(&["check"]).said.contains("CV618"), "one field in common is no rename");
    // A record that was renamed keeps most of its fields.
    portal.write("content/members/epsilon.yaml", member("Gama", "Gamma"));
    assert_eq!(portal.run(&["check"]).said.matches("[CV618]").count(), 1);
    // A file that cannot be read for now is not one that has gone.
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    let beta = fs::read(portal.path("content/members/beta.yaml")).unwrap();
    portal.write("content/members/beta.yaml", b"name: \xff\n");
    portal.run(&["translate", "confirm", "--all"]);
    assert!(portal.path("translations/members/beta.yaml").exists());
    portal.write("content/members/beta.yaml", beta);
    // Copies of what has gone go with the next confirmation of everything.
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    assert!(!portal.path("translations/members/gamma.yaml").exists());
    assert!(portal.path("translations/members/epsilon.yaml").exists());
}

#[test]
fn a_field_is_stale_where_it_stands_and_not_wherever_the_same_words_are() {
    let portal = Portal::small();
    for id in ["alpha", "beta"] {
        let text = portal.read(&format!("content/members/{id}.yaml"));
        let text = text.lines().filter(|line| !line.starts_with("description")).collect::<Vec<_>>().join("\n");
        let about = format!("{text}\ndescription: {{fr: 'Le groupe {id}.', en: 'A group.'}}\n");
        portal.write(&format!("content/members/{id}.yaml"), about);
    }
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    portal.edit("content/members/alpha.yaml", "Le groupe alpha.", "Le nouveau groupe alpha.");
    portal.build();
    assert!(portal.unquoted("en/members/alpha/index.html").contains("class=stale"));
    assert!(!portal.unquoted("en/members/beta/index.html").contains("class=stale"));
}

#[test]
fn a_text_whose_confirmed_copy_is_lost_is_stale_as_a_whole() {
    let portal = two_sections();
    fs::remove_dir_all(portal.path("translations")).unwrap();
    assert_eq!(portal.run(&["check", "--strict"]).code, 0, "the mark alone tells that nothing changed");
    portal.edit(FRENCH, "La suite.", "La suite a changé.");
    let answer = portal.run(&["check"]);
    assert_eq!(answer.said.matches("[CV618]").count(), 1, "{}", answer.said);
    portal.build();
    let page = portal.unquoted("en/action-plans/premier/commentary/advice/index.html");
    assert_eq!(page.matches("class=stale").count(), 1);
    assert!(page.find("class=stale").unwrap() < page.find("Next</a></h2>").unwrap(), "at its head");
}

#[test]
fn a_section_that_moved_marks_the_text_and_not_its_neighbour() {
    let portal = two_sections();
    portal.edit(FRENCH, "\n\n## Suite\n\nLa suite.", "\n\n## Fin\n\nLa fin.\n\n## Suite\n\nLa suite.");
    portal.edit(ENGLISH, "\n\n## Next\n\nThe rest.", "\n\n## End\n\nThe end.\n\n## Next\n\nThe rest.");
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    // Both sections change places, and one of them changes too.
    portal.edit(
        FRENCH,
        "\n\n## Fin\n\nLa fin.\n\n## Suite\n\nLa suite.",
        "\n\n## Suite\n\nLa suite a changé.\n\n## Fin\n\nLa fin.",
    );
    portal.build();
    let page = portal.unquoted("en/action-plans/premier/commentary/advice/index.html");
    assert_eq!(page.matches("class=stale").count(), 1, "no English section is named for another");
    let at = page.find("class=stale").unwrap();
    assert!(at < page.find("Next</a></h2>").unwrap() && at < page.find("End</a></h2>").unwrap(), "at its head");
}

#[test]
fn what_stands_before_the_first_heading_is_told_where_its_words_begin() {
    let portal = two_sections();
    portal.edit(FRENCH, "## Constat", "Une introduction.\n\n## Constat");
    portal.edit(ENGLISH, "## Finding", "\nAn introduction.\n\n## Finding");
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    portal.edit(FRENCH, "Une introduction.", "Une longue introduction.");
    let answer = portal.run(&["check"]);
    let line = portal.read(ENGLISH).lines().position(|line| line == "An introduction.").unwrap() + 1;
    assert!(answer.said.contains(&format!("avis.en.md:{line}:1")), "{}", answer.said);
}

#[test]
fn a_section_added_or_taken_away_is_told() {
    let portal = two_sections();
    portal.edit(FRENCH, "La suite.", "La suite.\n\n## Fin\n\nLa fin.");
    let answer = portal.run(&["check"]);
    assert!(answer.said.contains("confirmé\u{a0}: Fin") && answer.said.contains("CV613"), "{}", answer.said);
    portal.edit(FRENCH, "\n\n## Fin\n\nLa fin.", "");
    portal.edit(FRENCH, "\n\n## Suite\n\nLa suite.", "");
    let answer = portal.run(&["check"]);
    assert!(answer.said.contains("confirmé\u{a0}: Suite") && answer.said.contains("CV613"), "{}", answer.said);
}

#[test]
fn status_names_what_is_missing_and_what_was_never_confirmed() {
    let portal = Portal::small();
    portal.remove("content/pages/a-propos.en.md");
    let status = portal.run(&["translate", "status"]);
    assert!(status.wrote.contains("manque\u{a0}: content/pages/a-propos.en.md"), "{}", status.wrote);
    assert!(status.wrote.contains(&format!("jamais confirmée\u{a0}: {ENGLISH}")), "{}", status.wrote);
    // A record tells which of its texts have no English, and whether the others were ever confirmed.
    portal.edit("content/members/alpha.yaml", "sector:", "description: {fr: Un organisme.}\nsector:");
    let status = portal.run(&["translate", "status"]);
    assert!(
        status.wrote.contains("anglais absent dans content/members/alpha.yaml\u{a0}: description"),
        "{}",
        status.wrote
    );
    assert!(status.wrote.contains("jamais confirmée\u{a0}: content/committee.yaml"), "{}", status.wrote);
    portal.edit("content/members/alpha.yaml", "{fr: Un organisme.}", "{fr: Un organisme., en: A body.}");
    assert_eq!(portal.run(&["translate", "confirm", "content/committee.yaml", "content/members/alpha.yaml"]).code, 0);
    let status = portal.run(&["translate", "status"]);
    assert!(
        !status.wrote.contains("content/committee.yaml") && !status.wrote.contains("alpha.yaml"),
        "{}",
        status.wrote
    );
    // Without the confirmed copies nothing counts as confirmed.
    std::fs::remove_dir_all(portal.path("translations")).unwrap();
    let status = portal.run(&["translate", "status"]);
    assert!(status.wrote.contains("jamais confirmée\u{a0}: content/committee.yaml"), "{}", status.wrote);
    assert_eq!(portal.run(&["translate", "confirm", "content/pages/a-propos.fr.md"]).code, 1);
    assert_eq!(portal.run(&["translate", "confirm"]).code, 2);
}

#[test]
fn fmt_sets_texts_and_keeps_everything_else() {
    let portal = Portal::small();
    let yaml = "# l'essai : \"reste\"\nname: {fr: 'L''organisme  Alpha', en: Body}\nsector:   civil-society # c'est tout\n\
                description:\n  fr: \"Ouvert de 9h à 16h30 : 12% \"   # note\n  en: >\n    The body's rooms ;\n    open at 9 a.m.\nurl: https://example.org/l'a?b=c\n\
                terms:\n  - {seat: society, start_date: 2021-04-12, appointed_by: appel-2021}\n";
    portal.write("content/members/alpha.yaml", yaml);
    portal.edit(FRENCH, "Le texte.", "L'avis : `l'code : x` [l'org](https://x.org/l'a) <https://x.org/l'b> ; 1 200 jeux ! [It's 12 %](lang:en)\n\n- d'abord\n- \"ensuite\"\n");
    let shown = portal.run(&["fmt", "--check"]);
    assert_eq!(shown.code, 1, "{}", shown.said);
    assert_eq!(portal.read("content/members/alpha.yaml"), yaml, "--check writes nothing");
    assert_eq!(portal.run(&["fmt"]).code, 0);
    let set = yaml
        .replace("'L''organisme", "'L’organisme")
        .replace("9h à 16h30 : 12% ", "9\u{a0}h à 16\u{a0}h\u{a0}30\u{a0}: 12\u{a0}% ")
        .replace("body's rooms ;", "body’s rooms;")
        .replace("9 a.m.", "9\u{a0}a.m.");
    assert_eq!(portal.read("content/members/alpha.yaml"), set);
    let text = portal.read(FRENCH);
    assert!(
        text.contains("L’avis\u{a0}: `l'code : x` [l’org](https://x.org/l'a) <https://x.org/l'b>; 1\u{a0}200 jeux! [It’s 12%](lang:en)\n\n- d’abord\n- «\u{a0}ensuite\u{a0}»\n"),
        "{text}"
    );
    assert_eq!(portal.run(&["fmt", "--check"]).code, 0, "setting twice changes nothing more");
}

/// Pages are set as they are made: `fmt` changes the sources, and nothing of what is published.
#[test]
fn what_is_published_is_the_same_before_and_after_fmt() {
    let portal = Portal::small();
    let french = "## Réunion de 13h30\n\nVoir [la réunion](#reunion-de-13-h-30) : l\\'avis, \\\"Oui\\\" et fin\\... à 10h15.\n\n\
                  Voir [l'avis], [l'autre][], [un tiers][l'avis] et [pas d'avis].\n\nmot **!** a **;** b _!_ c __;__ d *oui* !\n\n\
                  - l'un : \"oui\"\n\n[l'avis]: https://exemple.org/a\n[l'autre]: https://exemple.org/b\n";
    let english = "## Meeting of 13h30\n\nSee [the meeting](#meeting-of-13h30): it\\'s \"so\" and 5 **%** of it ; done.\n\n\
                   See [it's], [it's too][], [a third][it's] and [it's not].\n\nword **!** a **;** b _!_ c __;__ d *yes* !\n\n\
                   - one's \"own\"\n\n[it's]: https://exemple.org/a\n[it's too]: https://exemple.org/b\n";
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{text}");
    portal.write("content/pages/a-propos.fr.md", page("À propos", french));
    portal.write("content/pages/a-propos.en.md", page("About", english));
    let made = || {
        let answer = portal.run(&["build"]);
        assert_eq!(answer.code, 0, "{}", answer.said);
        ["public/a-propos/index.html", "public/en/a-propos/index.html"].map(|path| portal.read(path))
    };
    let before = made();
    assert_eq!(portal.run(&["fmt"]).code, 0);
    let set = portal.read("content/pages/a-propos.fr.md");
    assert!(set.contains("- l’un\u{a0}: «\u{a0}oui\u{a0}»") && set.contains("l\\'avis"), "{set}");
    let after = made();
    for (before, after) in before.iter().zip(&after) {
        let main = |page: &str| page.split("<main").nth(1).unwrap_or_default().to_owned();
        assert_eq!(main(before), main(after));
    }
    assert_eq!(portal.run(&["fmt", "--check"]).code, 0);
}

/// Set, `[l'avis]` would be the name of an address that is written with a curved apostrophe.
#[test]
fn a_text_whose_marks_typography_would_change_is_left() {
    let portal = Portal::small();
    let page = "---\ntitle: À propos\n---\n\nVoir [l'avis].\n\n[l’avis]: https://exemple.org/a\n";
    portal.write("content/pages/a-propos.fr.md", page);
    assert_eq!(portal.run(&["fmt"]).code, 0);
    assert_eq!(portal.read("content/pages/a-propos.fr.md"), page);
}

/// What YAML reads as it was meant is no slip, however unusual, and stays as it is written.
#[test]
fn what_yaml_reads_as_it_was_meant_is_left() {
    for description in [
        "description: {fr: Un groupe, en: A group,}\n",
        "description: {fr: Un groupe, \"en\": A group}\n",
        "\"description\":\n  \"fr\": |\n    - Bilan: 2025\n  \"en\": |\n    - Report: 2025\n",
        "description:\n  fr:\n    |\n    - Bilan: 2025\n  en: |\n    - Report: 2025\n",
        "description:\n  fr:\n    \"Les membres\n    avis:non\"\n  en: The members notice:no\n",
        "description: {fr: \"Un groupe, grand: oui\", 'en': 'A group, large: yes'}\n",
    ] {
        let portal = Portal::small();
        let yaml = format!(
            "name: Organisme Alpha\nsector: civil-society\n{description}terms:\n  - \"seat\": society\n    start_date: 2021-04-12\n    \
             appointed_by: appel-2021\n"
        );
        portal.write("content/members/alpha.yaml", &yaml);
        let answer = portal.run(&["check"]);
        assert!(answer.code == 0 && !answer.said.contains("[CV110]"), "{description}: {}", answer.said);
        assert_eq!(portal.run(&["fmt"]).code, 0);
        let apart = |text: &str| text.replace(['\u{a0}', ' '], "");
        assert_eq!(apart(&portal.read("content/members/alpha.yaml")), apart(&yaml));
        assert_eq!(portal.run(&["check"]).code, 0);
    }
}

#[test]
fn fmt_sets_every_way_of_writing_a_text() {
    let portal = Portal::small();
    let yaml = "name: {fr: Alpha, en: Alpha}\nsector: civil-society\nterms:\n  - {seat: society, start_date: 2021-04-12, appointed_by: appel-2021}\n\
                description:\n  fr: |\n    \"Un\" mot ;\n    l'autre.\n\n    d'**avril** à \"*mai*\" !\n\n        l'code : reste\n\n    - l'un\n      et d'autres\n  en: >-\n    > It's quoted ;\n    > isn't it ?\n\n    It's \"not\".\n";
    portal.write("content/members/alpha.yaml", yaml);
    portal.write("content/members/beta.yaml", yaml.replace("  fr: |\n    \"Un\" mot ;\n    l'autre.\n\n    d'**avril** à \"*mai*\" !\n\n        l'code : reste\n\n    - l'un\n      et d'autres\n", "  fr: 'L''un\n\n    d''eux : \"oui\"'\n"));
    let answer = portal.run(&["fmt"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    let set = yaml
        .replace("\"Un\" mot ;\n    l'autre", "«\u{a0}Un\u{a0}» mot;\n    l’autre")
        .replace("d'**avril** à \"*mai*\" !", "d’**avril** à «\u{a0}*mai*\u{a0}»!")
        .replace("l'un\n      et d'autres", "l’un\n      et d’autres")
        .replace("It's quoted ;\n    > isn't it ?", "It’s quoted;\n    > isn’t it?")
        .replace("It's \"not\"", "It’s “not”");
    assert_eq!(portal.read("content/members/alpha.yaml"), set);
    let beta = portal.read("content/members/beta.yaml");
    assert!(beta.contains("  fr: 'L’un\n\n    d’eux\u{a0}: «\u{a0}oui\u{a0}»'\n"), "{beta}");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay_as_they_are() {
    let portal = Portal::small();
    let typed = portal.read(FRENCH).replace("Le texte.", "L'avis : oui.").replace('\n', "\r\n");
    portal.write(FRENCH, format!("\u{feff}{typed}"));
    assert_eq!(portal.run(&["fmt"]).code, 0);
    let set = typed.replace("L'avis :", "L’avis\u{a0}:");
    assert_eq!(portal.read(FRENCH), format!("\u{feff}{set}"));
    assert_eq!(portal.run(&["translate", "confirm", FRENCH]).code, 0);
    assert_eq!(portal.run(&["check", "--strict"]).code, 0);
}

#[test]
fn what_is_written_keeps_permissions_links_and_is_named_from_anywhere() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let portal = Portal::small();
    portal.edit(FRENCH, "Le texte.", "L'avis.");
    fs::set_permissions(portal.path(FRENCH), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(portal.run(&["fmt"]).code, 0);
    assert!(portal.read(FRENCH).contains("L’avis."));
    assert_eq!(fs::metadata(portal.path(FRENCH)).unwrap().permissions().mode() & 0o777, 0o640);
    let from_within = portal
        .command(&["translate", "confirm", "avis.fr.md"])
        .current_dir(portal.path("content/plans/premier/commentary"))
        .output();
    assert_eq!(from_within.unwrap().status.code(), Some(0));
    assert!(portal.read(ENGLISH).contains("translates: "));
    symlink(portal.path("nowhere"), portal.path("content/members/gamma.yaml")).unwrap();
    let nothing_left = portal.run(&["new", "page", "#"]);
    assert!(nothing_left.code == 2 && nothing_left.said.contains("Par exemple\u{a0}: page"), "{}", nothing_left.said);
    assert_eq!(portal.run(&["new", "member", "gamma"]).code, 1, "a link that leads nowhere is someone's");
    assert!(!portal.path("nowhere").exists());
}

#[test]
fn the_page_is_set_as_the_sources_would_be() {
    let typed = Portal::small();
    typed.edit(FRENCH, "Le texte.", "L'avis : 12 % à 18h30 ; le 1er avril, 1 200 jeux !");
    typed.build();
    let page = typed.page("plans-action/premier/commentaires/avis/index.html");
    assert!(
        page.contains("L’avis\u{a0}: 12\u{a0}% à 18\u{a0}h\u{a0}30; le 1<sup>er</sup>\u{a0}avril, 1\u{a0}200 jeux!"),
        "{page}"
    );
    typed.run(&["fmt"]);
    typed.build();
    assert_eq!(typed.page("plans-action/premier/commentaires/avis/index.html"), page);
}

#[test]
fn new_records_and_a_first_portal_pass_the_check_once_filled_in() {
    let folder = Portal::small();
    for language in ["fr", "en"] {
        let root = format!("premier-{language}");
        let run = |args: &[&str]| folder.run(&[&["--root", root.as_str(), "--lang", language], args].concat());
        assert_eq!(folder.run(&["init", &root, "--lang", language]).code, 0);
        let only_to_be_filled_in = |what: &str| {
            let check = run(&["check", "--strict"]);
            let codes = check.said.matches("[CV").count();
            assert_eq!((check.code, codes), (1, check.said.matches("[CV119]").count()), "{what}: {}", check.said);
        };
        only_to_be_filled_in("init");
        let build = run(&["build", "--out", &format!("{root}/public")]);
        assert_eq!((build.code, folder.path(&format!("{root}/public")).exists()), (1, false), "{}", build.said);
        for [kind, id] in [
            ["member", "alpha"],
            ["nomination", "appel"],
            ["meeting", "2022-03-15"],
            ["plan", "plan-a"],
            ["commitment", "plan-a/2"],
            ["commentary", "plan-a/avis"],
            ["recommendation", "plan-a/avis"],
            ["recommendation", "plan-a/avis"],
            ["response", "plan-a/avis"],
            ["page", "contact"],
        ] {
            let answer = run(&["new", kind, id]);
            assert_eq!(answer.code, 0, "{}", answer.said);
            if kind == "commentary" {
                let text = folder.read(&format!("{root}/content/plans/plan-a/commentary/avis.fr.md"));
                assert!(text.contains("status: draft"), "{text}");
                folder.edit(&format!("{root}/content/plans/plan-a/commentary/avis.fr.md"), "draft", "published");
            }
            only_to_be_filled_in(kind);
            let is_entry = ["commitment", "recommendation"].contains(&kind);
            assert!(is_entry || run(&["new", kind, id]).code == 1, "a record is never written over");
        }
        assert_eq!(run(&["new", "commitment", "plan-a/2"]).code, 2);
        assert_eq!(run(&["fmt", "--check"]).code, 0, "samples are set as they should be");
        fill_in(&folder.path(&root));
        let check = run(&["check", "--strict"]);
        assert_eq!(check.code, 0, "{}", check.said);
        assert_eq!(run(&["build", "--out", &format!("{root}/public")]).code, 0);
        assert_eq!(folder.run(&["init", &root]).code, 1);
    }
    let other = portal_words("premier-en", &folder);
    assert!(other.iter().all(|line| !line.contains('é')), "{other:?}");
}

/// Puts words in the place of all that is to be filled in.
fn fill_in(root: &std::path::Path) {
    for entry in walkdir::WalkDir::new(root.join("content")).into_iter().flatten() {
        if let Ok(text) = std::fs::read_to_string(entry.path()) {
            let text = text.replace("https://example.org/", "https://comite.example/");
            let text = text.replace("À remplir\u{a0}: ", "Le texte\u{a0}: ").replace("To be filled in: ", "The text: ");
            std::fs::write(entry.path(), text).unwrap();
        }
    }
}

#[test]
fn what_would_leave_a_portal_that_fails_is_not_begun() {
    let folder = Portal::small();
    folder.write("depot/.gitignore", "*.bak\n");
    folder.write("depot/README.md", "À nous.\n");
    assert_eq!(folder.run(&["init", "depot"]).code, 0);
    assert_eq!(folder.read("depot/.gitignore"), "*.bak\n/public\n/.public.clairevoie\n/.clairevoie\n");
    assert_eq!(folder.read("depot/README.md"), "À nous.\n");
    assert!(folder.read("depot/.vscode/settings.json").contains("content/members/*.yaml"));
    let run = |args: &[&str]| folder.run(&[&["--root", "depot"], args].concat());
    for id in ["membres", "members", "recherche", "en", "theme", "assets", "pagefind", "register"] {
        let answer = run(&["new", "page", id]);
        assert_eq!((answer.code, answer.said.contains("Choisissez un autre nom")), (2, true), "{id}: {}", answer.said);
    }
    for kind in ["commentary", "commitment"] {
        let answer = run(&["new", kind, "aucun/avis"]);
        assert_eq!((answer.code, answer.said.contains("new plan aucun")), (2, true), "{}", answer.said);
    }
    assert_eq!(run(&["new", "plan", "plan-a"]).code, 0);
    for (kind, told) in [("response", "new commentary plan-a/avis"), ("recommendation", "new commentary plan-a/avis")] {
        let answer = run(&["new", kind, "plan-a/avis"]);
        assert_eq!((answer.code, answer.said.contains(told)), (2, true), "{}", answer.said);
    }
    assert_eq!(run(&["new", "commentary", "plan-a/avis"]).code, 0);
    let answer = run(&["new", "response", "plan-a/avis"]);
    assert_eq!((answer.code, answer.said.contains("new recommendation plan-a/avis")), (2, true), "{}", answer.said);
}

#[test]
fn schemas_offer_the_ids_of_the_portal() {
    let portal = Portal::small();
    let schemas = portal.command(&["schema"]).current_dir(portal.path("")).output().unwrap();
    assert!(schemas.status.success());
    let member: serde_json::Value = serde_json::from_str(&portal.read("schemas/member.json")).unwrap();
    let seat = &member["properties"]["terms"]["items"]["properties"]["seat"]["anyOf"][0]["enum"];
    assert_eq!(seat, &serde_json::json!(["society", "state"]));
    let meeting: serde_json::Value = serde_json::from_str(&portal.read("schemas/meeting.json")).unwrap();
    assert_eq!(meeting["properties"]["present"]["items"]["anyOf"][0]["enum"], serde_json::json!(["alpha", "beta"]));
}

#[test]
fn fmt_repairs_what_has_one_answer_shows_it_and_says_what_it_left() {
    let portal = Portal::small();
    let comma = "description: {fr: Recherche, veille et climat., en: Research.}\n";
    portal.edit("content/members/alpha.yaml", "sector:", &format!("{comma}sector:"));
    portal.write("content/members/gamma.yaml", b"name: Organisme \xc9t\xe9 : suite\r\nsector: civil-society\r\n");
    portal.write("content/members/delta.yaml", "name: Delta\nsans cl\u{e9}\n");
    let before = portal.read("content/members/delta.yaml");
    let check = portal.run(&["fmt", "--check"]);
    assert_eq!(check.code, 1);
    assert!(
        check.wrote.contains("+ description: {fr: \"Recherche, veille et climat.\", en: \"Research.\"}"),
        "{}",
        check.wrote
    );
    let answer = portal.run(&["fmt"]);
    assert_eq!(answer.code, 1, "a file was left");
    assert!(answer.wrote.contains("+ name: \"Organisme Été : suite\""), "{}", answer.wrote);
    assert!(
        answer.said.contains("content/members/delta.yaml:2:1") && answer.said.contains("laissé tel quel"),
        "{}",
        answer.said
    );
    assert_eq!(portal.read("content/members/delta.yaml"), before);
    assert!(portal.read("content/members/gamma.yaml").ends_with("\r\n"), "line ends stay");
    portal.remove("content/members/delta.yaml");
    assert_eq!(portal.run(&["fmt"]).code, 0);
    assert_eq!(portal.run(&["check"]).code, 0);
}

/// The comments of the English portal.
fn portal_words(root: &str, portal: &Portal) -> Vec<String> {
    let texts = ["content/portal.yaml", "content/members/alpha.yaml", "content/plans/plan-a/plan.yaml"];
    let lines = texts
        .iter()
        .flat_map(|path| portal.read(&format!("{root}/{path}")).lines().map(str::to_owned).collect::<Vec<_>>());
    lines
        .filter(|line| {
            line.starts_with("# ") && !line.contains("fr:") && !line.contains("name: Nom") && !line.contains("parent: ")
        })
        .collect()
}

/// A YAML file as JSON, by a reader that is not ours.
fn json(text: &str) -> Option<Value> {
    serde_saphyr::from_str::<Value>(text).ok()
}

fn schema(portal: &Portal, name: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&portal.read(&format!("schemas/{name}.json"))).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// The schema of a path of the content, and the part of a file that it is about.
fn schema_of<'t>(path: &str, text: &'t str) -> Option<(&'static str, &'t str)> {
    let parts: Vec<&str> = path.split('/').collect();
    let head = || text.strip_prefix("---\n").and_then(|rest| rest.split("\n---").next());
    Some(match parts.as_slice() {
        ["content", "portal.yaml"] => ("portal", text),
        ["content", "committee.yaml"] => ("committee", text),
        ["content", "members", _] => ("member", text),
        ["content", "nominations", _] => ("nomination", text),
        ["content", "meetings", _] => ("meeting", text),
        ["content", "plans", _, "plan.yaml"] => ("plan", text),
        ["content", "plans", _, "responses", _] => ("responses", text),
        ["content", "plans", _, "commentary", _] => ("commentary", head()?),
        ["content", "pages", _] => ("page", head()?),
        _ => return None,
    })
}

#[test]
fn schemas_accept_every_record_of_the_demonstration() {
    let portal = Portal::demonstration();
    assert_eq!(portal.run(&["schema"]).code, 0);
    let mut seen = 0;
    for entry in
        walkdir::WalkDir::new(portal.path("content")).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(portal.root()).unwrap().to_str().unwrap().to_owned();
        let text = portal.read(&path);
        let Some((name, part)) = schema_of(&path, &text) else { continue };
        let value = json(part).unwrap_or_else(|| panic!("{path}"));
        let errors: Vec<String> = schema(&portal, name).iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn schemas_refuse_the_wrong_fixtures_that_a_schema_can_see() {
    let portal = Portal::small();
    portal.run(&["schema"]);
    // What a file holds besides its YAML, what two keys say together, or whether a licence is on a list, no schema sees.
    let beyond = ["CV203-address-for-telephone", "CV204-empty-body", "CV206-licence", "CV207-id-in-link"];
    let mut seen = 0;
    for entry in fs::read_dir(repository().join("tests/fixtures")).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let (Some(code), Some(stem)) = (name.get(..5), name.strip_suffix(".txt")) else { continue };
        let about_fields = Code::ALL.iter().any(|known| known.id() == code && ("CV201".."CV211").contains(&known.id()));
        if !about_fields || beyond.contains(&stem) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let mut refused = false;
        for part in text.split("=== ").skip(1) {
            let (head, body) = part.split_once('\n').unwrap();
            let path = head.split(' ').next().unwrap();
            if let Some((name, part)) = schema_of(path, body) {
                refused |= json(part).is_none_or(|value| !schema(&portal, name).is_valid(&value));
            }
        }
        assert!(refused, "{stem} passes its schema");
        seen += 1;
    }
    assert!(seen >= 10, "{seen}");
}

#[test]
fn every_key_that_a_reader_knows_is_in_its_schema_and_described_in_both_languages() {
    let portal = Portal::small();
    portal.run(&["schema"]);
    for (name, path) in [
        ("portal", "content/portal.yaml"),
        ("committee", "content/committee.yaml"),
        ("member", "content/members/alpha.yaml"),
        ("plan", "content/plans/premier/plan.yaml"),
        ("nomination", "content/nominations/appel-2021.yaml"),
    ] {
        let text = portal.read(path);
        portal.write(path, format!("{text}\ncle_inconnue: 1\n"));
        let answer: Value = serde_json::from_str(&portal.run(&["check", "--format", "json"]).wrote).unwrap();
        let told = answer["diagnostics"].as_array().unwrap().iter().find(|told| told["code"] == "CV201").unwrap();
        let known = told["expected"].as_str().unwrap().replace(" ou ", ", ");
        let schema: Value = serde_json::from_str(&portal.read(&format!("schemas/{name}.json"))).unwrap();
        let properties = schema["properties"].as_object().unwrap();
        for key in known.split(", ").map(|key| key.trim().trim_matches(['«', '»', '\u{a0}'])) {
            let about = properties.get(key).unwrap_or_else(|| panic!("{name}: {key}"))["description"].as_str().unwrap();
            assert!(about.contains(" | "), "{name}.{key}");
        }
        portal.write(path, text);
    }
}

#[test]
fn sarif_reads_as_sarif() {
    let portal = Portal::small();
    portal.edit(ENGLISH, "The text.", "The text of 12 pages.");
    portal.edit("content/members/alpha.yaml", "2021-04-12", "2021-02-30");
    let answer = portal.run(&["check", "--format", "sarif"]);
    let log: serde_sarif::sarif::Sarif = serde_json::from_str(&answer.wrote).unwrap();
    let results = log.runs[0].results.as_ref().unwrap();
    assert!(results.iter().any(|result| result.rule_id.as_deref() == Some("CV205")));
    let region = results[0].locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
    assert!(region.region.as_ref().unwrap().start_line.unwrap() > 1);
}

/// A confirmed copy is part of what a page is made from, its body too.
#[test]
fn what_is_done_to_a_confirmed_copy_is_seen_by_the_next_build() {
    let portal = two_sections();
    let copy = format!("translations/{}", FRENCH.strip_prefix("content/").unwrap());
    // Sections that only change places are told of by nobody while the copy is there.
    portal.edit(FRENCH, "\n\n## Suite\n\nLa suite.", "\n\n## Fin\n\nLa fin.\n\n## Suite\n\nLa suite.");
    portal.edit(ENGLISH, "\n\n## Next\n\nThe rest.", "\n\n## End\n\nThe end.\n\n## Next\n\nThe rest.");
    assert_eq!(portal.run(&["translate", "confirm", "--all"]).code, 0);
    let (fin, suite) = ("\n\n## Fin\n\nLa fin.", "\n\n## Suite\n\nLa suite.");
    portal.edit(FRENCH, &format!("{fin}{suite}"), &format!("{suite}{fin}"));
    assert!(!portal.build().said.contains("[CV"));
    let swapped = portal.read(&copy);
    portal.write(&copy, swapped.replace("La fin.", "La toute fin."));
    let answer = portal.build();
    assert!(answer.said.contains("[CV618]"), "the copy is no longer what was confirmed: {}", answer.said);
    portal.write(&copy, &swapped);
    assert!(!portal.build().said.contains("[CV"));
    // A notice on a section, one on the whole text while the copy cannot be found, and back.
    portal.edit(FRENCH, "La suite.", "La suite a changé.");
    portal.build();
    for text in [swapped.replace("La fin.", "La toute fin."), swapped] {
        portal.write(&copy, text);
        portal.build();
        assert_eq!(portal.run(&["build", "--out", "cold"]).code, 0);
        assert!(portal.published() == crate::portal::tree(&portal.path("cold")));
        std::fs::remove_dir_all(portal.path("cold")).unwrap();
    }
}
