//! The history of everything published: twenty editions against git, a clone that tells the same, addresses that do
//! not die, words taken out, and what was known when a text was published.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::portal::{Portal, tree};

/// Publishes on a day; gives what was said.
fn publish(portal: &Portal, day: &str, more: &[&str]) -> String {
    let answer = portal.run(&[&["publish", "--as-of", day, "--no-precompress"], more].concat());
    assert_eq!(answer.code, 0, "{day}: {}", answer.said);
    answer.said
}

fn git(portal: &Portal, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Essai", "-c", "user.email=essai@exemple.test", "-c", "core.quotepath=off"])
        .args(args)
        .current_dir(portal.root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn edition(portal: &Portal, number: usize) -> Value {
    serde_saphyr::from_str(&portal.read(&format!("editions/{number:04}.yaml"))).unwrap()
}

const FRENCH: &str = "content/plans/premier/commentary/avis.fr.md";
const ENGLISH: &str = "content/plans/premier/commentary/avis.en.md";
const ALPHA: &str = "content/members/alpha.yaml";

/// What an editor does before each of the editions after the first.
fn edits(portal: &Portal, round: usize) {
    let member = |name: &str, sector: &str| format!("name: {name}\nsector: {sector}\n");
    match round {
        1 => portal.edit(ALPHA, "Organisme Alpha", "Organisme Alpha inc."),
        2 => {
            portal.edit(FRENCH, "Le texte.", "Le texte est revu, et dit 12 choses.");
            portal.edit(ENGLISH, "The text.", "The text is revised, and says 12 things.");
        }
        3 => portal.write("content/members/gamma.yaml", member("Groupe Gamma", "civil-society")),
        4 => portal.edit(ALPHA, "2021-04-12", "2021-04-13"),
        5 => portal.edit(FRENCH, "## Constat", "## Constats"),
        6 => portal.edit(FRENCH, "Faire mieux.", "\"Faire mieux, et plus tôt.\""),
        7 => portal.write("content/meetings/2023-02-02.yaml", "date: 2023-02-02\npresent: [alpha, beta]\n"),
        8 => portal.edit("content/meetings/2023-02-02.yaml", "[alpha, beta]", "[beta]"),
        9 => portal.edit("content/committee.yaml", "maximum: 2", "maximum: 4"),
        10 => {
            let said = "- {recommendation: r1, position: under-review, date: 2023-03-01}\n";
            portal.write("content/plans/premier/responses/avis.yaml", said);
        }
        11 => {
            let text = portal.read("content/plans/premier/responses/avis.yaml");
            let more =
                "- {recommendation: r1, position: accepted, date: 2023-04-01, text: {fr: D’accord., en: Agreed.}}\n";
            portal.write("content/plans/premier/responses/avis.yaml", text + more);
        }
        12 => portal.edit(ALPHA, "Organisme Alpha inc.", "Organisme  Alpha, inc."),
        13 => {
            portal.write("content/pages/vie-privee.fr.md", "---\ntitle: Vie privée\n---\n\nRien n’est recueilli.\n");
            portal.write("content/pages/vie-privee.en.md", "---\ntitle: Privacy\n---\n\nNothing is collected.\n");
        }
        14 => portal.edit("content/plans/premier/plan.yaml", "under-way", "complete"),
        15 => portal.edit(FRENCH, "\n## Constats", "\nUn mot d’abord.\n\n## Constats"),
        16 => {
            let text = portal.read(ALPHA);
            portal.write(ALPHA, text + "corrections:\n  - {date: 2023-05-01, text: {fr: Le nom était faux., en: The name was wrong.}}\n");
        }
        17 => {
            portal.edit("content/members/gamma.yaml", "Groupe Gamma", "Groupe Gamma\nurl: https://gamma.exemple.test/")
        }
        18 => {
            portal.remove("content/meetings/2023-02-02.yaml");
            portal.edit(
                "content/portal.yaml",
                "reference_date",
                "redirects:\n  - {from: rencontres/2023-02-02/, to: rencontres/}\n  \
                 - {from: en/meetings/2023-02-02/, to: en/meetings/}\nreference_date",
            );
        }
        _ => portal.edit("content/nominations/appel-2021.yaml", "opened: 2021-02", "opened: 2021-02-10"),
    }
}

#[test]
fn twenty_editions_tell_what_git_tells() {
    let portal = Portal::small();
    git(&portal, &["init", "-q"]);
    portal.write(".gitignore", "/public/\n/.public.clairevoie/\n");
    publish(&portal, "2023-06-01", &["--no-search"]);
    git(&portal, &["add", "."]);
    git(&portal, &["commit", "-qm", "1"]);
    for round in 1..20 {
        edits(&portal, round);
        let note: &[&str] = if round % 2 == 0 { &["--note", "Mise à jour", "--note-en", "Update"] } else { &[] };
        publish(&portal, &format!("2023-06-{:02}", round + 1), &[&["--no-search"], note].concat());
        git(&portal, &["add", "."]);
        git(&portal, &["commit", "-qm", &round.to_string()]);
        let listed = edition(&portal, round + 1);
        let changes = listed["changes"].as_array().unwrap();
        let told: BTreeSet<(String, String)> = changes
            .iter()
            .map(|change| (change["kind"].as_str().unwrap().to_owned(), change["file"].as_str().unwrap().to_owned()))
            .collect();
        let status = git(&portal, &["show", "--no-renames", "--name-status", "--format=", "HEAD", "--", "content"]);
        let known: BTreeSet<(String, String)> = status
            .lines()
            .map(|line| {
                let (letter, path) = line.split_once('\t').unwrap();
                let kind = match letter {
                    "A" => "added",
                    "D" => "removed",
                    _ => "changed",
                };
                (kind.to_owned(), path.to_owned())
            })
            .collect();
        assert_eq!(told, known, "edition {}", round + 1);
        words_of_git_are_told(&portal, round, changes);
    }
    the_pages_tell_it(&portal);
    a_clone_tells_the_same(&portal);
}

/// Every word that git shows as added to a changed file is in what the edition says of that file.
fn words_of_git_are_told(portal: &Portal, round: usize, changes: &[Value]) {
    for change in changes.iter().filter(|change| change["kind"] == "changed") {
        let file = change["file"].as_str().unwrap();
        let diff = git(portal, &["show", "--word-diff=porcelain", "-U0", "--format=", "HEAD", "--", file]);
        let said: String = change["parts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| format!("{} {} ", part["at"], part["after"]))
            .collect();
        let words = |sign: char| -> Vec<&str> {
            let lines =
                diff.lines().filter(|line| line.starts_with(sign) && !line.starts_with(&format!("{sign}{sign}")));
            lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric())).collect()
        };
        // A word beside another sign than before is no new word.
        let removed = words('-');
        for word in words('+').into_iter().filter(|word| word.chars().count() > 3 && !removed.contains(word)) {
            assert!(said.contains(word), "round {round}: {word:?} of {file} is not in {said}");
        }
    }
}

fn the_pages_tell_it(portal: &Portal) {
    let all = portal.page("changements/index.html");
    assert_eq!(all.matches("Aucune raison donnée").count(), 10, "ten editions have no reason");
    assert!(all.contains("Mise à jour") && portal.page("en/changes/index.html").contains("Update"));
    let second = portal.page("changements/3/index.html");
    assert!(second.contains("<ins>") && second.contains("<del>") && second.contains("[ajouté"), "{second}");
    let typography = portal.page("changements/13/index.html");
    assert!(typography.contains("typographie"), "{typography}");
    assert!(portal.page("changements/5/index.html").contains("données"));
    assert!(portal.page("changements/17/index.html").contains("correction"));
    let member = portal.page("membres/alpha/index.html");
    assert!(
        member.contains("Historique de cette page")
            && member.contains("changements/5/#modification_members/alpha.yaml")
    );
    assert!(member.contains("Le nom était faux."), "a correction is said at its page");
    // What was at an address is found from it.
    let left = portal.page("rencontres/2023-02-02/index.html");
    assert!(left.contains("url=/comite/rencontres/") && left.contains("rel=\"canonical\""), "{left}");
    assert!(!left.contains("<script"));
}

fn a_clone_tells_the_same(portal: &Portal) {
    let clone = Portal::small();
    for folder in ["content", "editions"] {
        let _ = std::fs::remove_dir_all(clone.path(folder));
        let copied = Command::new("cp").args(["-r"]).arg(portal.path(folder)).arg(clone.root()).status().unwrap();
        assert!(copied.success());
    }
    for (portal, day) in [(portal, "2023-06-30"), (&clone, "2023-06-30")] {
        // Elsewhere than where editions were published, which keeps what their readers still need.
        let built = portal.run(&["build", "--no-search", "--as-of", day, "--out", "ailleurs"]);
        assert_eq!(built.code, 0, "{}", built.said);
    }
    assert!(tree(&portal.path("ailleurs")) == tree(&clone.path("ailleurs")));
}

#[test]
fn an_edition_is_made_of_what_changed_and_of_nothing_else() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &["--no-search"]);
    let again = publish(&portal, "2023-06-02", &["--no-search"]);
    assert!(again.contains("Le contenu n’a pas changé") && !portal.path("editions/0002.yaml").exists(), "{again}");
    // A remark, the order of keys and the form of the YAML are not content.
    portal.edit(
        ALPHA,
        "name: Organisme Alpha\nsector: civil-society\n",
        "# Remarque\nsector: civil-society\nname: \"Organisme Alpha\"\n",
    );
    let remark = publish(&portal, "2023-06-03", &["--no-search"]);
    assert!(remark.contains("Le contenu n’a pas changé"), "{remark}");
    portal.edit(ALPHA, "Organisme Alpha", "Organisme Alpha : [");
    let broken = portal.run(&["publish", "--as-of", "2023-06-04"]);
    assert_eq!(broken.code, 0, "a name between quotation marks may hold any sign: {}", broken.said);
    portal.edit(ALPHA, "civil-society", "nowhere");
    let broken = portal.run(&["publish", "--as-of", "2023-06-05"]);
    assert!(broken.code == 1 && !portal.path("editions/0003.yaml").exists(), "{}", broken.said);
}

#[test]
fn a_file_that_is_replaced_is_told_and_a_draft_is_not() {
    let portal = Portal::small();
    portal.write("content/assets/rapport.pdf", "%PDF-1");
    publish(&portal, "2023-06-01", &["--no-search"]);
    portal.write("content/assets/rapport.pdf", "%PDF-2");
    let draft = "---\ntitle: Projet zibeline\nkind: advice\nstatus: draft\n---\n\nTexte hermine.\n";
    portal.write("content/plans/premier/commentary/projet.fr.md", draft);
    publish(&portal, "2023-06-02", &["--no-search"]);
    let page = portal.page("changements/2/index.html");
    assert!(page.contains("content/assets/rapport.pdf") && page.contains("Empreinte du fichier"), "{page}");
    portal.write("content/plans/premier/commentary/projet.fr.md", draft.replace("hermine", "hermine blanche"));
    portal.edit(ALPHA, "Organisme Alpha", "Organisme Alpha inc.");
    publish(&portal, "2023-06-03", &["--no-search"]);
    for (path, bytes) in portal.published() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("zibeline") && !text.contains("hermine"), "{path}");
    }
    for number in 1..=3 {
        assert!(!portal.read(&format!("editions/{number:04}.yaml")).contains("projet"), "edition {number}");
    }
    assert!(!portal.path("editions/content/plans/premier/commentary/projet.fr.md").exists());
}

#[test]
fn a_file_that_is_renamed_needs_a_redirect_and_days_of_the_composition_need_none() {
    let portal = Portal::small();
    portal.edit(ALPHA, "2021-04-12", "2021-05-10");
    publish(&portal, "2023-06-01", &["--no-search"]);
    assert!(!portal.page("composition/2021-05-10/index.html").contains("http-equiv"));
    portal.edit(ALPHA, "2021-05-10", "2021-05-20");
    publish(&portal, "2023-06-02", &["--no-search"]);
    // The period began on another day than was thought: its old address leads to the one that the day belongs to.
    let old = portal.page("composition/2021-05-10/index.html");
    assert!(old.contains("http-equiv") && old.contains("url=/comite/composition/2021-04-30/"), "{old}");
    let text = portal.read("content/members/beta.yaml");
    portal.remove("content/members/beta.yaml");
    portal.write("content/members/ministere-beta.yaml", text);
    portal.edit("content/committee.yaml", "[beta]", "[ministere-beta]");
    let refused = portal.run(&["build", "--no-search"]);
    assert_eq!((refused.code, refused.said.matches("[CV305]").count()), (1, 2), "{}", refused.said);
    assert!(refused.said.contains("{from: membres/beta/, to: membres/ministere-beta/}"), "{}", refused.said);
    portal.edit(
        "content/portal.yaml",
        "reference_date",
        "redirects:\n  - {from: membres/beta/, to: membres/ministere-beta/}\n  \
         - {from: en/members/beta/, to: en/members/ministere-beta/}\nreference_date",
    );
    publish(&portal, "2023-06-03", &["--no-search"]);
    let page = portal.page("en/members/beta/index.html");
    assert!(page.contains("lang=\"en-CA\"") && page.contains("url=/comite/en/members/ministere-beta/"), "{page}");
    assert!(!portal.page("sitemap.xml").contains("membres/beta/"), "an address that was left is not in the site map");
}

#[test]
fn words_can_be_taken_out_of_the_history_and_cannot_be_changed_in_it() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &["--no-search"]);
    portal.edit(ALPHA, "    appointed_by", "    representative: {name: Personne Inventée}\n    appointed_by");
    publish(&portal, "2023-06-02", &["--no-search"]);
    assert!(portal.page("changements/2/index.html").contains("Personne Inventée"));
    portal.edit("editions/0002.yaml", "after: \"Personne Inventée\"", "after: \"Quelqu’un d’autre\"");
    assert!(portal.run(&["check"]).said.contains("[CV307]"));
    portal.edit("editions/0002.yaml", "after: \"Quelqu’un d’autre\"", "withdrawn: \"À la demande de la personne.\"");
    portal.edit(ALPHA, "    representative: {name: Personne Inventée}\n", "");
    let said = publish(&portal, "2023-06-03", &["--no-search"]);
    assert!(!said.contains("CV307"), "{said}");
    let page = portal.page("changements/2/index.html");
    assert!(!page.contains("Inventée") && page.contains("À la demande de la personne."), "{page}");
}

#[test]
fn who_sat_on_the_day_of_a_text_is_shown_as_known_now_and_as_known_then() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &["--no-search"]);
    let page = "plans-action/premier/commentaires/avis/index.html";
    assert!(!portal.page(page).contains("a été corrigée"));
    // Beta had left before the text: it was found out later.
    portal.edit(
        "content/members/beta.yaml",
        "start_date: 2021-04-12",
        "start_date: 2021-04-12\n    end_date: 2022-12-31",
    );
    publish(&portal, "2023-06-02", &["--no-search"]);
    let page = portal.page(page);
    let (now, then) = page.split_once("a été corrigée").unwrap();
    let now = now.rsplit_once("class=\"sitting\"").unwrap().1;
    assert!(!now.contains("Ministère Bêta") && then.contains("Ministère Bêta"), "{page}");
}

#[test]
fn what_is_to_come_is_told_day_by_day() {
    let portal = Portal::small();
    portal.write("content/meetings/2023-09-15.yaml", "date: 2023-09-15\n");
    portal.edit("content/members/beta.yaml", "start_date: 2021-04-12", "start_date: 2021-04-12\n    end_date: 2023-12");
    let told = portal.run(&["check", "--until", "2025-12-31"]).said;
    let at = |text: &str| told.find(text).unwrap_or_else(|| panic!("{text} is not in {told}"));
    assert!(at("2023-09-15  Rencontre") < at("2023-12  Dernier jour du mandat"));
    assert!(at("2023-12  Dernier jour") < at("2025-04-11  Fin prévue du mandat"), "{told}");
    assert!(told.contains("content/members/beta.yaml:6:15"), "{told}");
    assert!(!portal.run(&["check", "--until", "2023-06-30"]).said.contains("2023-09-15"));
    portal.build();
    assert!(portal.page("a-venir/index.html").contains("Rencontre du 15\u{a0}septembre 2023"));
}

#[test]
fn a_note_that_no_text_may_be_is_refused_before_anything_is_written() {
    let portal = Portal::small();
    assert_eq!(portal.run(&["publish", "--as-of", "2026-06-15"]).code, 0);
    portal.edit("content/pages/a-propos.fr.md", "Une page.", "Une page revue.");
    let before = tree(&portal.path("editions"));
    let answer = portal.run(&["publish", "--as-of", "2026-06-16", "--note", "=1+1"]);
    assert!(answer.code != 0 && answer.said.contains("CV214"), "{}", answer.said);
    assert_eq!(tree(&portal.path("editions")), before);
    assert_eq!(portal.run(&["publish", "--as-of", "2026-06-16", "--note", "Un ajout"]).code, 0);
}

#[test]
fn without_the_hashes_of_the_last_edition_no_asset_is_said_to_be_new() {
    let portal = Portal::small();
    portal.write("content/assets/carte.txt", "Carte");
    assert_eq!(portal.run(&["publish", "--as-of", "2026-06-15"]).code, 0);
    std::fs::remove_file(portal.root().join("editions/assets.txt")).unwrap();
    portal.edit("content/pages/a-propos.fr.md", "Une page.", "Une page revue.");
    assert_eq!(portal.run(&["publish", "--as-of", "2026-06-16"]).code, 0);
    assert!(!portal.read("editions/0002.yaml").contains("carte.txt"));
    assert!(portal.read("editions/assets.txt").contains("carte.txt"));
}

#[test]
fn what_publish_cannot_record_truly_is_refused_before_anything_is_written() {
    let portal = Portal::small();
    publish(&portal, "2026-06-15", &["--no-search"]);
    portal.edit("content/pages/a-propos.fr.md", "Une page.", "Une page revue.");
    let before = tree(&portal.path("editions"));
    for (args, said) in [
        (["--as-of", "2026-06-14", "--note", "Un jour plus tôt"], "15 juin 2026"),
        (["--as-of", "2026-06-16", "--note-en", "English only"], "--note"),
    ] {
        let answer = portal.run(&[&["publish", "--no-search"], &args[..]].concat());
        assert!(answer.code != 0 && answer.said.replace('\u{a0}', " ").contains(said), "{}", answer.said);
        assert_eq!(tree(&portal.path("editions")), before);
    }
    let answer = portal.run(&["check", "--at", "2026-01-01", "--until", "2025-12-31"]);
    assert!(answer.code != 0 && answer.said.replace('\u{a0}', " ").contains("31 décembre 2025"), "{}", answer.said);
}

#[test]
fn an_asset_of_any_name_that_is_renamed_can_be_redirected_as_the_hint_says() {
    let portal = Portal::small();
    portal.write("content/assets/Plan, été 2021.txt", "Plan");
    publish(&portal, "2026-06-15", &["--no-search"]);
    portal.remove("content/assets/Plan, été 2021.txt");
    portal.write("content/assets/plan été.txt", "Plan");
    let said = portal.run(&["check"]).said;
    let start = said.find("- {from: \"assets/Plan, été 2021.txt\", to: ").expect(&said);
    let hint = said[start..].split('}').next().unwrap();
    let to = hint.rsplit("to: ").next().unwrap();
    let line = hint.replace(to, "assets/plan été.txt}");
    portal.edit("content/portal.yaml", "reference_date", &format!("redirects:\n  {line}\nreference_date"));
    publish(&portal, "2026-06-16", &["--no-search"]);
}

#[test]
fn files_of_like_names_have_their_own_anchors_and_feeds_lead_to_sections_of_pages() {
    let portal = Portal::small();
    publish(&portal, "2026-06-15", &["--no-search"]);
    for name in ["a b.txt", "a-b.txt", "a_b.txt", "a/b.txt"] {
        portal.write(&format!("content/assets/{name}"), "x");
    }
    portal.edit("content/plans/premier/commentary/avis.fr.md", "Le texte.", "Le texte est revu.");
    let path = "content/plans/premier/commentary/";
    portal.write(&format!("{path}neuf.fr.md"), "---\ntitle: Neuf\nkind: advice\n---\n\n## Une section\n\nUn texte.\n");
    portal.write(&format!("{path}neuf.en.md"), "---\ntitle: New\n---\n\n## A section\n\nA text.\n");
    let said = publish(&portal, "2026-06-16", &["--no-search"]);
    assert!(!said.contains("CV703"), "{said}");
    let page = portal.unquoted("changements/2/index.html");
    let ids: Vec<&str> = page.split("id=modification_assets/").skip(1).collect();
    assert_eq!(ids.len(), 4, "{page}");
    let feed = String::from_utf8(portal.published()["flux.atom"].clone()).unwrap();
    assert!(feed.contains("/neuf/#une-section"), "{feed}");
    assert!(!feed.contains("href=&quot;#") && !feed.contains("href=\"#"), "{feed}");
}

#[test]
fn the_history_of_a_large_portal_is_read_back() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &["--no-search"]);
    let path = "editions/0001.yaml";
    let text = portal.read(path);
    // What the program wrote itself may be longer than what an editor would.
    portal.write(path, format!("{text}{}", "# remarque\n".repeat(450_000)));
    let answer = portal.run(&["check"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
}
