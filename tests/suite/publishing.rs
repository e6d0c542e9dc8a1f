//! From one edition to the next: what is shared, what stays, what is put back, and what a folder that cannot be
//! exchanged gets. Kills and failures at each step are in `tests/publishing`.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::process::Command;

use crate::portal::{Answer, Portal, tree};

const ABOUT: &str = "content/pages/a-propos.fr.md";
const ABOUT_PAGE: &str = "public/a-propos/index.html";

/// Publishes on a day.
pub fn publish(portal: &Portal, day: &str, more: &[&str]) -> Answer {
    let answer = portal.run(&[&["publish", "--as-of", day], more].concat());
    assert_eq!(answer.code, 0, "{day}: {}", answer.said);
    answer
}

fn inode(portal: &Portal, path: &str) -> u64 {
    fs::metadata(portal.path(path)).unwrap().ino()
}

fn seconds(portal: &Portal, path: &str) -> i64 {
    fs::metadata(portal.path(path)).unwrap().mtime()
}

/// Files of the state that are left when nothing is on its way.
fn left(portal: &Portal) -> BTreeSet<String> {
    let entries = fs::read_dir(portal.path(".public.clairevoie")).unwrap().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn an_edition_takes_its_place_as_a_whole_and_shares_what_did_not_change() {
    let portal = Portal::small();
    portal.build();
    let folder = inode(&portal, "public");
    let (index, about) = (inode(&portal, "public/mandat/index.html"), inode(&portal, ABOUT_PAGE));
    let (then, stays) = (seconds(&portal, ABOUT_PAGE), seconds(&portal, "public/mandat/index.html"));
    portal.edit(ABOUT, "Une page.", "Une pagE.");
    portal.build();
    assert_ne!(inode(&portal, "public"), folder, "the folder was exchanged");
    assert_eq!(inode(&portal, "public/mandat/index.html"), index, "a page that did not change is the same file");
    assert_ne!(inode(&portal, ABOUT_PAGE), about);
    // A host that looks at size and second must see another file.
    assert!(seconds(&portal, ABOUT_PAGE) > then);
    assert_eq!(seconds(&portal, "public/mandat/index.html"), stays);
    // What changes no file exchanges nothing.
    let folder = inode(&portal, "public");
    portal.edit("content/portal.yaml", "base_url:", "# Une remarque.\nbase_url:");
    portal.build();
    assert_eq!(inode(&portal, "public"), folder);
    // Back and forth: the second tree is the site of before, brought up to date.
    let expected = ["kept", "ledger", "lock", "next"];
    assert!(left(&portal).iter().all(|name| expected.contains(&name.as_str())), "{:?}", left(&portal));
    for text in ["Une page.", "Une pagE.", "Autre chose."] {
        let before = seconds(&portal, ABOUT_PAGE);
        portal.write(ABOUT, format!("---\ntitle: À propos\n---\n\n{text}\n"));
        portal.build();
        assert!(portal.page("a-propos/index.html").contains(text) && seconds(&portal, ABOUT_PAGE) > before);
        let cold = portal.run(&["build", "--out", "cold"]);
        assert_eq!(cold.code, 0, "{}", cold.said);
        assert!(portal.published() == tree(&portal.path("cold")), "{text}");
    }
}

#[test]
fn nothing_private_is_published_and_a_manifest_names_every_file() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &[]);
    let checked = Command::new("sha256sum")
        .args(["-c", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(portal.path("public"))
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let sums = portal.read("public/SHA256SUMS");
    let named: Vec<&str> = sums.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path).collect();
    assert!(named.is_sorted(), "by the bytes of the paths");
    let named: BTreeSet<&str> = named.into_iter().collect();
    let unnamed: Vec<String> = walkdir::WalkDir::new(portal.path("public"))
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(portal.path("public")).unwrap().to_str().unwrap().to_owned())
        .filter(|path| !named.contains(path.as_str()))
        .collect();
    assert_eq!(
        unnamed.iter().collect::<BTreeSet<_>>(),
        BTreeSet::from([&"SHA256SUMS".to_owned(), &"checkpoint".to_owned(), &"editions.json".to_owned()])
    );
    assert_eq!(portal.read("public/editions.json"), portal.read("editions/chain.json"));
}

#[test]
fn what_others_put_there_is_taken_along_from_edition_to_edition() {
    let portal = Portal::small();
    portal.build();
    portal.write("public/robots-notes.txt", "à la main");
    portal.write("public/.well-known/acme/jeton", "jeton");
    fs::create_dir_all(portal.path("public/depot-vide")).unwrap();
    std::os::unix::fs::symlink("robots-notes.txt", portal.path("public/lien")).unwrap();
    for text in ["un", "deux", "trois"] {
        portal.edit(ABOUT, "Une page.", "Une page. Une page.");
        portal.write("content/assets/note.txt", text);
        portal.build();
        assert_eq!(portal.page("robots-notes.txt") + &portal.page(".well-known/acme/jeton"), "à la mainjeton");
        assert!(portal.path("public/depot-vide").is_dir());
        assert_eq!(fs::read_link(portal.path("public/lien")).unwrap().to_str(), Some("robots-notes.txt"));
    }
    // What they take away is gone for good.
    portal.remove("public/robots-notes.txt");
    fs::remove_dir_all(portal.path("public/.well-known")).unwrap();
    for text in ["quatre", "cinq", "six"] {
        portal.write("content/assets/note.txt", text);
        portal.build();
        assert!(!portal.path("public/robots-notes.txt").exists() && !portal.path("public/.well-known").exists());
    }
}

#[test]
fn a_damaged_file_is_mended_and_its_damage_never_comes_back() {
    let portal = Portal::small();
    portal.build();
    portal.write("content/assets/note.txt", "un");
    portal.build();
    let sound = portal.page("mandat/index.html");
    // In place: the second tree holds the same file.
    portal.write("public/mandat/index.html", "abîmé");
    for text in ["deux", "trois", "quatre"] {
        portal.write("content/assets/note.txt", text);
        portal.build();
        assert_eq!(portal.page("mandat/index.html"), sound, "{text}");
    }
}

#[test]
fn assets_of_earlier_editions_stay_for_thirty_days() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &[]);
    let style = |portal: &Portal| {
        let page = portal.unquoted("index.html");
        page.split("theme/style.").nth(1).unwrap().split(".css").next().unwrap().to_owned()
    };
    let first = format!("public/theme/style.{}.css", style(&portal));
    portal.write("themes/quebec/static/style.css", "body { color: red }");
    publish(&portal, "2023-06-02", &[]);
    assert!(portal.path(&first).exists() && !first.contains(&style(&portal)));
    let listed = portal.read("public/SHA256SUMS.earlier");
    assert!(listed.starts_with("# until 2023-07-02\n") && listed.contains("theme/style."), "{listed}");
    let answer = portal.run(&["verify", "public"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    // Its day does not move when other editions follow.
    portal.edit(ABOUT, "Une page.", "Une page de plus.");
    publish(&portal, "2023-06-20", &[]);
    assert!(portal.path(&first).exists());
    assert!(portal.read("public/SHA256SUMS.earlier").contains("# until 2023-07-02\n"));
    publish(&portal, "2023-07-02", &[]);
    assert!(portal.path(&first).exists(), "on its last day");
    publish(&portal, "2023-07-03", &[]);
    assert!(!portal.path(&first).exists());
    assert_eq!(portal.run(&["verify", "public"]).code, 0);
}

#[test]
fn compressed_copies_are_the_files_again_and_never_older() {
    let portal = Portal::small();
    let said = publish(&portal, "2023-06-01", &[]).said;
    assert!(said.contains("Copies compressées"), "{said}");
    let same = |path: &str| {
        let bytes = fs::read(portal.path(&format!("public/{path}"))).unwrap();
        let (mut brotli, mut gzip) = (Vec::new(), Vec::new());
        let open = |ending: &str| fs::File::open(portal.path(&format!("public/{path}.{ending}"))).unwrap();
        brotli::BrotliDecompress(&mut open("br"), &mut brotli).unwrap();
        flate2::read::GzDecoder::new(open("gz")).read_to_end(&mut gzip).unwrap();
        assert!(brotli == bytes && gzip == bytes, "{path}");
    };
    let (kept, changed) = (inode(&portal, "public/mandat/index.html.br"), inode(&portal, &format!("{ABOUT_PAGE}.br")));
    let files = portal.published();
    let originals: Vec<&String> = files.keys().filter(|path| files.contains_key(&format!("{path}.br"))).collect();
    assert!(
        [".html", ".css", ".js", ".json", ".xml"].iter().all(|end| originals.iter().any(|path| path.ends_with(end)))
    );
    originals.into_iter().for_each(|path| same(path));
    portal.edit(ABOUT, "Une page.", "Une page de plus.");
    publish(&portal, "2023-06-01", &[]);
    same("a-propos/index.html");
    assert_eq!(inode(&portal, "public/mandat/index.html.br"), kept);
    assert_ne!(inode(&portal, &format!("{ABOUT_PAGE}.br")), changed);
    // A build in a folder that holds an edition renews them too; one in another folder makes none.
    portal.edit(ABOUT, "Une page de plus.", "Une autre page.");
    assert_eq!(portal.run(&["build"]).code, 0);
    same("a-propos/index.html");
    let has_copies = |folder: &str| tree(&portal.path(folder)).keys().any(|path| path.ends_with(".br"));
    assert_eq!(portal.run(&["build", "--out", "ailleurs"]).code, 0);
    publish(&portal, "2023-06-01", &["--no-precompress"]);
    assert_eq!((has_copies("ailleurs"), has_copies("public")), (false, false));
}

#[test]
fn an_earlier_edition_is_put_back_in_one_command() {
    let portal = Portal::small();
    let texts = ["Une page.", "Une deuxième.", "Une troisième.", "Une quatrième."];
    let mut sites = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        portal.write(ABOUT, format!("---\ntitle: À propos\n---\n\n{text}\n"));
        portal.write("content/pages/autre.fr.md", format!("---\ntitle: Autre\n---\n\nPage {at}.\n"));
        publish(&portal, &format!("2023-06-0{}", at + 1), &["--no-precompress"]);
        sites.push(portal.published());
    }
    let is_account = |path: &String| clairevoie::editions::is_account(path) || path == "edition.json";
    let same = |one: &std::collections::BTreeMap<String, Vec<u8>>| {
        let mut now = portal.published();
        let mut then = one.clone();
        now.retain(|path, _| !is_account(path) && !path.starts_with("pagefind/"));
        then.retain(|path, _| !is_account(path) && !path.starts_with("pagefind/"));
        now == then
    };
    let listed = portal.run(&["editions"]);
    assert!(listed.wrote.lines().next().unwrap().contains("— publiée ici"), "{}", listed.wrote);
    assert_eq!(listed.wrote.matches("peut être rétablie").count(), 3, "{}", listed.wrote);
    let before = seconds(&portal, ABOUT_PAGE);
    let back = portal.run(&["rollback", "--as-of", "2023-06-05"]);
    assert_eq!(back.code, 0, "{}", back.said);
    assert!(same(&sites[2]) && seconds(&portal, ABOUT_PAGE) > before, "{}", back.said);
    let answer = portal.run(&["verify", "public"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    // Further back, by its number, and to the last again; the chain tells all of it.
    assert_eq!(portal.run(&["rollback", "1", "--as-of", "2023-06-05"]).code, 0);
    assert!(same(&sites[0]));
    assert_eq!(portal.run(&["rollback", "4", "--as-of", "2023-06-05"]).code, 0);
    assert!(same(&sites[3]));
    let chain = portal.read("editions/chain.json");
    let restored: Vec<&str> = chain.split("\"restores\":").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(restored, ["3", "1", "4"], "{chain}");
    assert_eq!(portal.run(&["verify", "public"]).code, 0);
    // What is not kept is not put back, and nothing changes.
    let before = portal.published();
    let refused = portal.run(&["rollback", "40"]);
    assert!(refused.code == 3 && refused.said.contains("n’est plus conservée"), "{}", refused.said);
    assert!(portal.published() == before);
    // A publication goes on from there.
    publish(&portal, "2023-06-09", &["--no-precompress"]);
    assert_eq!(portal.run(&["verify", "public"]).code, 0);
}

#[test]
fn only_the_last_editions_are_kept_and_nothing_of_others() {
    let portal = Portal::small();
    for at in 1..=9 {
        portal.write(ABOUT, format!("---\ntitle: À propos\n---\n\nTexte {at}.\n"));
        publish(&portal, &format!("2023-06-0{at}"), &["--no-search", "--no-precompress"]);
    }
    let listed = portal.run(&["editions"]).wrote;
    assert_eq!((listed.lines().count(), listed.matches("peut être rétablie").count()), (9, 4), "{listed}");
    for number in ["5", "8", "6", "9"] {
        assert_eq!(portal.run(&["rollback", number]).code, 0, "{number}");
        assert!(portal.page("a-propos/index.html").contains(&format!("Texte {number}.")), "{number}");
    }
    let ledgers = fs::read_dir(portal.path(".public.clairevoie/kept")).unwrap().count();
    assert_eq!(ledgers, 6, "five ledgers, and the folder of files");
}

#[test]
fn a_folder_that_is_not_exchanged_gets_file_by_file_what_another_gets_at_once() {
    let portal = Portal::small();
    let folder = |portal: &Portal| inode(portal, "place");
    let build = |args: &[&str]| {
        let answer = portal.run(&[&["build", "--out", "place", "--in-place"], args].concat());
        assert!(answer.code == 0 && answer.said.contains("un à un"), "{}", answer.said);
    };
    fs::create_dir_all(portal.path("place")).unwrap();
    let first = folder(&portal);
    build(&[]);
    portal.write("place/note.txt", "à la main");
    portal.edit(ABOUT, "Une page.", "Une autre page.");
    portal.write("content/pages/autre.fr.md", "---\ntitle: Autre\n---\n\nDu texte.\n");
    build(&[]);
    portal.remove("content/pages/autre.fr.md");
    portal.write("content/pages/a-propos.fr.md", "---\ntitle: À propos\n---\n\nEncore.\n");
    build(&[]);
    assert_eq!(folder(&portal), first, "the folder is the same");
    portal.build();
    let mut place = tree(&portal.path("place"));
    assert_eq!(place.remove("note.txt").as_deref(), Some("à la main".as_bytes()));
    assert!(place == portal.published());
    // From there to exchanges and back.
    let answer = portal.run(&["build", "--out", "place"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    portal.edit(ABOUT, "Encore.", "Une page.");
    assert_eq!(portal.run(&["build", "--out", "place"]).code, 0);
    assert_ne!(folder(&portal), first);
    assert_eq!(portal.read("place/note.txt"), "à la main");
}

#[test]
fn a_publication_that_was_cut_short_after_the_exchange_is_ended_by_the_next() {
    let portal = Portal::small();
    portal.build();
    let old = fs::read(portal.path(".public.clairevoie/ledger")).unwrap();
    portal.edit(ABOUT, "Une page.", "Une autre page.");
    portal.build();
    let whole = portal.published();
    // As a kill right after the exchange leaves it: the ledger has not followed.
    let state = |name: &str| portal.path(&format!(".public.clairevoie/{name}"));
    let new = fs::read(state("ledger")).unwrap();
    fs::write(state("ledger.next"), &new).unwrap();
    fs::write(state("ledger"), &old).unwrap();
    let again = portal.build();
    assert!(again.said.contains("écrits\u{a0}: 0, "), "{}", again.said);
    assert!(portal.published() == whole && !state("ledger.next").exists());
    // After a first publication there is no other.
    fs::rename(state("ledger"), state("ledger.next")).unwrap();
    portal.build();
    assert!(portal.published() == whole);
    // Right before it: the ledger of what was to come is not relied on.
    fs::write(state("ledger.next"), &old).unwrap();
    portal.edit(ABOUT, "Une autre page.", "Une page.");
    portal.build();
    assert!(portal.page("a-propos/index.html").contains("Une page."));
    assert!(!state("ledger.next").exists() && !state("staging").exists());
}

#[test]
fn what_lies_in_the_second_tree_never_comes_online() {
    let portal = Portal::small();
    portal.build();
    portal.edit(ABOUT, "Une page.", "Une autre page.");
    portal.build();
    portal.write("ailleurs/index.html", "À MOI");
    let second = |path: &str| portal.path(&format!(".public.clairevoie/next/{path}"));
    fs::write(second("intrus.html"), "intrus").unwrap();
    fs::create_dir_all(second("vide/encore")).unwrap();
    // A file of the same name and size, and a link in the place of a folder.
    let page = fs::read(second("mandat/index.html")).unwrap();
    fs::remove_file(second("mandat/index.html")).unwrap();
    fs::write(second("mandat/index.html"), vec![b'x'; page.len()]).unwrap();
    fs::remove_dir_all(second("membres")).unwrap();
    std::os::unix::fs::symlink(portal.path("ailleurs"), second("membres")).unwrap();
    portal.edit(ABOUT, "Une autre page.", "Une page.");
    portal.build();
    let cold = portal.run(&["build", "--out", "cold"]);
    assert_eq!(cold.code, 0, "{}", cold.said);
    assert!(portal.published() == tree(&portal.path("cold")));
    assert!(!portal.path("public/vide").exists() && !portal.path("public/membres").is_symlink());
    assert_eq!(portal.read("ailleurs/index.html"), "À MOI");
}

#[test]
fn a_plain_build_takes_nothing_away_from_an_edition() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &["--no-search"]);
    let style = portal.published().into_keys().find(|path| path.ends_with(".css")).unwrap();
    portal.write("themes/quebec/static/style.css", "body { color: red }");
    let answer = portal.run(&["build", "--no-search", "--as-of", "2023-06-02"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    let now = portal.published();
    assert!(now.contains_key(&style) && now.contains_key("index.html.br") && now.contains_key("SHA256SUMS.earlier"));
}

#[test]
fn editions_replaced_file_by_file_can_be_put_back() {
    let portal = Portal::small();
    let options = ["--no-search", "--no-precompress", "--in-place"];
    for (at, text) in ["Un texte.", "Deux textes.", "Trois textes."].iter().enumerate() {
        portal.write(ABOUT, format!("---\ntitle: À propos\n---\n\n{text}\n"));
        publish(&portal, &format!("2023-06-0{}", at + 1), &options);
    }
    for (number, text) in [("1", "Un texte."), ("2", "Deux textes."), ("3", "Trois textes.")] {
        let answer = portal.run(&["rollback", number, "--in-place"]);
        assert!(answer.code == 0 && portal.page("a-propos/index.html").contains(text), "{number}: {}", answer.said);
        assert_eq!(portal.run(&["verify", "public"]).code, 0);
    }
    // What was withdrawn can be forgotten.
    assert_eq!(portal.run(&["editions", "--forget"]).code, 0);
    assert_eq!(portal.run(&["rollback", "1"]).code, 3);
    let state = tree(&portal.path(".public.clairevoie"));
    assert!(!state.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Un texte.")));
}

#[test]
fn the_rights_of_the_published_folder_stay() {
    let portal = Portal::small();
    portal.build();
    portal.permit("public", 0o750);
    for text in ["Un.", "Deux.", "Trois."] {
        portal.write(ABOUT, format!("---\ntitle: À propos\n---\n\n{text}\n"));
        portal.build();
        assert_eq!(fs::metadata(portal.path("public")).unwrap().mode() & 0o7777, 0o750);
    }
    assert_eq!(fs::metadata(portal.path(".public.clairevoie")).unwrap().mode() & 0o777, 0o700);
}

#[test]
fn a_secret_beside_the_editions_is_not_published() {
    let portal = Portal::small();
    portal.write("editions/keys/minisign.key", "SECRET");
    portal.write("editions/keys/000001.json.key", "SECRET");
    portal.build();
    assert!(!portal.published().values().any(|bytes| String::from_utf8_lossy(bytes).contains("SECRET")));
}

#[test]
fn a_new_day_changes_only_what_counts_days() {
    let days = ["2026-11-26", "2026-11-27"];
    let sites = |portal: &Portal| {
        let yaml = portal.read("content/portal.yaml");
        let moving: String =
            yaml.lines().filter(|line| !line.starts_with("reference_date")).map(|line| format!("{line}\n")).collect();
        portal.write("content/portal.yaml", moving);
        days.map(|day| {
            let answer = portal.run(&["build", "--no-search", "--as-of", day, "--out", day]);
            assert_eq!(answer.code, 0, "{}", answer.said);
            tree(&portal.path(day))
        })
    };
    let [one, other] = sites(&Portal::demonstration());
    assert!(one == other, "no fact of the demonstration moves from one day to the next");
    let [one, other] = sites(&Portal::of(&crate::portal::repository().join("examples/comite-invente"), &["content"]));
    let changed: Vec<&String> = other.keys().filter(|path| one.get(*path) != other.get(*path)).collect();
    let pages = || changed.iter().filter(|path| path.ends_with(".html"));
    assert!(pages().count() > 4 && pages().count() * 10 < other.len(), "{changed:?}");
    for path in pages() {
        let page = String::from_utf8_lossy(&other[*path]).replace('\u{a0}', " ");
        assert!(
            page.contains("27 novembre 2026") || page.contains("November 27, 2026"),
            "{path} changed, and does not say of which day it is"
        );
    }
}

#[test]
fn a_site_whose_state_is_lost_is_known_by_its_own_manifest() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &["--no-precompress"]);
    let before = portal.published();
    fs::remove_dir_all(portal.path(".public.clairevoie")).unwrap();
    publish(&portal, "2023-06-01", &["--no-precompress"]);
    assert!(portal.published() == before);
    // A ledger that was emptied is none.
    portal.write(".public.clairevoie/ledger", "");
    portal.edit(ABOUT, "Une page.", "Une autre page.");
    publish(&portal, "2023-06-02", &["--no-precompress"]);
    assert!(portal.page("a-propos/index.html").contains("Une autre page."));
    assert_eq!(portal.run(&["verify", "public"]).code, 0);
    // What the manifest does not name is nobody's to write over, and another portal's site is not taken.
    fs::remove_dir_all(portal.path(".public.clairevoie")).unwrap();
    portal.write("public/nouvelle/index.html", "à la main");
    portal.write("content/pages/nouvelle.fr.md", "---\ntitle: Nouvelle\n---\n\nDu texte.\n");
    let answer = portal.run(&["build"]);
    assert!(answer.code == 3 && portal.page("nouvelle/index.html") == "à la main", "{}", answer.said);
    portal.remove("content/pages/nouvelle.fr.md");
    portal.edit("content/portal.yaml", "https://comite.example/comite/", "https://autre.example/");
    fs::remove_dir_all(portal.path(".public.clairevoie")).unwrap();
    let answer = portal.run(&["build"]);
    assert!(answer.code == 3 && answer.said.contains("autre portail"), "{}", answer.said);
}

#[test]
fn a_folder_of_a_group_that_cannot_be_given_is_filled_where_it_is() {
    let portal = Portal::small().without_privileges();
    // The host's own group, to which whoever publishes does not belong, and which alone lets the host in.
    let (out, group) = (portal.path("public"), 0);
    let owner = fs::metadata(portal.root()).unwrap().uid();
    assert_ne!(owner, 0, "this test needs root, to act as another user");
    fs::create_dir(&out).unwrap();
    std::os::unix::fs::chown(&out, Some(owner), Some(group)).unwrap();
    portal.permit("public", 0o2770);
    for text in ["Une page.", "Une pagE."] {
        portal.write(ABOUT, format!("---\ntitle: À propos\n---\n\n{text}\n"));
        let folder = inode(&portal, "public");
        let answer = portal.run(&["build"]);
        assert_eq!(answer.code, 0, "{}", answer.said);
        assert!(answer.said.contains("remplacés un à un"), "{}", answer.said);
        assert!(portal.page("a-propos/index.html").contains(text));
        assert_eq!((inode(&portal, "public"), fs::metadata(&out).unwrap().gid()), (folder, group));
        // Nothing of a second tree is left behind.
        assert!(!left(&portal).contains("next"), "{:?}", left(&portal));
    }
    let cold = portal.run(&["build", "--out", "cold"]);
    assert_eq!(cold.code, 0, "{}", cold.said);
    assert!(portal.published() == tree(&portal.path("cold")));
}

#[test]
fn the_ledger_that_counts_is_that_of_the_site_that_is_there() {
    const LEDGERS: [&str; 2] = [".public.clairevoie/ledger", ".public.clairevoie/ledger.next"];
    let portal = Portal::small();
    let page = "public/autre/index.html";
    let write = || {
        for (language, title) in [("fr", "Autre"), ("en", "Other")] {
            let path = format!("content/pages/autre.{language}.md");
            portal.write(&path, format!("---\ntitle: {title}\n---\n\nUne page.\n"));
        }
    };
    let remove =
        || ["fr", "en"].iter().for_each(|language| portal.remove(&format!("content/pages/autre.{language}.md")));
    portal.build();
    let first = portal.read(LEDGERS[0]);
    write();
    portal.build();
    let (second, bytes) = (portal.read(LEDGERS[0]), portal.read(page));
    // Cut short when the trees were exchanged and the ledgers not: what is there is ours, and goes.
    portal.write(LEDGERS[0], &first);
    portal.write(LEDGERS[1], &second);
    remove();
    portal.build();
    assert!(!portal.path(page).exists() && !portal.path(LEDGERS[1]).exists());
    // Cut short before the exchange: what the other edition would have had there is someone else's, and stays.
    portal.write(LEDGERS[1], &second);
    portal.write(page, &bytes);
    portal.build();
    assert_eq!(portal.read(page), bytes);
    assert!(portal.path("public/index.html").exists());
}
