//! What may go wrong around a portal: files that cannot be read, links put where files were, a damaged ledger, a
//! fault of the program itself. Each is told, none is published, and the work goes on.

use std::fs;
use std::os::unix::fs::symlink;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::thread::sleep;
use std::time::Duration;

use clairevoie::diagnostic::Code;
use clairevoie::journey::{self, Stage};
use clairevoie::preview::{PreviewState, Rebuilder};
use clairevoie::reuse::{Key, Reuse};
use clairevoie::site::Options;
use clairevoie::source::Snapshot;

use crate::portal::Portal;
use crate::server::Server;

const LEDGER: &str = ".public.clairevoie/ledger";

fn options() -> Options {
    Options { as_of: None, now: "2023-06-01T12:00:00Z".parse().unwrap(), base_url: None, drafts: true, search: false }
}

fn panel(server: &Server) -> String {
    server.get("/_clairevoie/panel").text()
}

#[test]
fn an_edit_that_cannot_be_read_is_told_and_seen_once_it_can() {
    let portal = Portal::small();
    portal.write("content/assets/note.txt", "une note");
    let portal = portal.without_privileges();
    let server = Server::start(&portal, &[]);
    portal.permit("content/members/alpha.yaml", 0o000);
    portal.edit("content/portal.yaml", "Comité d’essai", "Comité d’épreuve");
    server.until("told", |server| panel(server).contains("CV109"));
    portal.permit("content/members/alpha.yaml", 0o644);
    server.until_same_as_a_build(&portal);
    // Of an asset nothing is read before it is asked for; it is told all the same.
    portal.permit("content/assets/note.txt", 0o000);
    server.until("told", |server| panel(server).contains("content/assets/note.txt"));
    let answer = portal.run(&["build"]);
    assert_eq!((answer.code, answer.said.contains("[CV109]")), (3, true), "{}", answer.said);
    portal.permit("content/assets/note.txt", 0o644);
    server.until_same_as_a_build(&portal);
}

#[test]
fn a_stage_that_fails_is_told_as_a_fault_of_the_program() {
    let portal = Portal::small();
    for stage in [Stage::Records, Stage::Site, Stage::Tree] {
        let fail = |done| assert!(done != stage, "planted");
        let made = journey::make(&Snapshot::read(portal.root()), &options(), &Reuse::none(), fail);
        let codes: Vec<Code> = made.report.iter().map(|told| told.code).collect();
        assert_eq!((codes, made.value.tree.is_some()), (vec![Code::InternalFault], false), "{stage:?}");
    }
    assert!(Code::InternalFault.is_of_system());
}

#[test]
fn the_preview_goes_on_after_a_fault_of_the_program() {
    let portal = Portal::small();
    let fails = Arc::new(AtomicBool::new(false));
    let planted = Arc::clone(&fails);
    let clock = Box::new(move || {
        assert!(!planted.load(Ordering::Relaxed), "planted");
        options().now
    });
    let mut rebuilder = Rebuilder::open(portal.root().to_owned(), options(), clock);
    let told = |state: &PreviewState| state.report.iter().any(|told| told.code == Code::InternalFault);
    let edit = |rebuilder: &mut Rebuilder, from: &str, to: &str| {
        portal.edit("content/members/alpha.yaml", from, to);
        assert!(rebuilder.refresh(&[portal.path("content/members/alpha.yaml")].into()));
        rebuilder.state()
    };
    fails.store(true, Ordering::Relaxed);
    let state = edit(&mut rebuilder, "Organisme Alpha", "Organisme Alfa");
    assert!(
        told(&state) && !state.is_current && state.tree.is_some(),
        "the last good site stays, and the fault is told"
    );
    fails.store(false, Ordering::Relaxed);
    let state = edit(&mut rebuilder, "Organisme Alfa", "Organisme Oméga");
    assert!(!told(&state) && state.is_current);
    let site = Arc::clone(state.tree.unwrap().site());
    assert!(site.members.iter().any(|member| member.name.french == "Organisme Oméga"));
}

#[test]
fn the_preview_changes_with_the_day() {
    let portal = Portal::small();
    portal.edit("content/portal.yaml", "reference_date: 2023-06-01\n", "");
    // A quarter of an hour before midnight in Québec.
    let before = "2023-06-02T03:45:00Z".parse::<jiff::Timestamp>().unwrap();
    let minutes = Arc::new(AtomicI64::new(0));
    let passed = Arc::clone(&minutes);
    let clock = Box::new(move || before + jiff::SignedDuration::from_mins(passed.load(Ordering::Relaxed)));
    let options = Options { now: before, ..options() };
    let mut rebuilder = Rebuilder::open(portal.root().to_owned(), options, clock);
    let day = |rebuilder: &Rebuilder| rebuilder.state().tree.unwrap().site().reference_date().to_string();
    assert_eq!((rebuilder.tick(), day(&rebuilder)), (false, "2023-06-01".to_owned()));
    minutes.store(14, Ordering::Relaxed);
    assert!(!rebuilder.tick());
    minutes.store(16, Ordering::Relaxed);
    assert_eq!((rebuilder.tick(), day(&rebuilder)), (true, "2023-06-02".to_owned()));
    assert!(!rebuilder.tick());
}

#[test]
fn a_theme_that_fails_is_told_from_the_first_moment_on() {
    let portal = Portal::small();
    let locale = fs::read_to_string(crate::portal::repository().join("themes/quebec/locales/fr.ftl")).unwrap();
    portal.write("themes/quebec/locales/fr.ftl", locale.replace("nav-mandate = ", "# "));
    let server = Server::start(&portal, &[]);
    for _ in 0..20 {
        assert!(panel(&server).contains("CV803"), "{}", panel(&server));
        sleep(Duration::from_millis(10));
    }
    portal.write("themes/quebec/locales/fr.ftl", locale);
    server.until_same_as_a_build(&portal);
}

#[test]
fn a_message_that_names_what_nobody_gives_is_reported_and_not_published() {
    let theme = crate::portal::repository().join("themes/quebec");
    let locale = fs::read_to_string(theme.join("locales/fr.ftl")).unwrap();
    let footer = fs::read_to_string(theme.join("templates/footer.html")).unwrap();
    let (own, other) = ("propre = Un { $mot }\n", "propre = A { $mot }\n");
    for (text, template, code) in [
        (locale.replace("nav-mandate = Mandat", "nav-mandate = Mandat { $rien }"), String::new(), "CV804"),
        (locale.replace("nav-mandate = Mandat", "nav-mandate = { file-size }"), String::new(), "CV804"),
        (locale.replace("nav-mandate = Mandat", "nav-mandate =\n    .titre = Mandat"), String::new(), "CV804"),
        (format!("{own}{locale}"), "{{ t(key=\"propre\") }}".to_owned(), "CV802"),
        (format!("{own}{locale}"), "{{ t(key=\"propre\", mot=\"mot\") }}".to_owned(), ""),
    ] {
        let portal = Portal::small();
        let english = fs::read_to_string(theme.join("locales/en.ftl")).unwrap();
        portal.write(
            "themes/quebec/locales/en.ftl",
            if text.starts_with(own) { other.to_owned() + &english } else { english },
        );
        portal.write("themes/quebec/locales/fr.ftl", text);
        portal.write("themes/quebec/templates/footer.html", template + &footer);
        let answer = portal.run(&["build", "--no-search"]);
        assert_eq!(answer.code, i32::from(!code.is_empty()), "{code}: {}", answer.said);
        assert!(answer.said.contains(code) && !answer.said.contains("CV901"), "{}", answer.said);
    }
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let portal = Portal::small();
    portal.build();
    // A line end would begin a line of its own in the list of the files.
    for name in [
        "content/assets/a\nb.txt",
        "content/assets/a\tb.txt",
        "content/assets/b\\..\\..\\..\\pwned.txt",
        "content/assets/a\u{202e}b.txt",
        "themes/quebec/static/b\\c.css",
    ] {
        portal.write(name, "x");
        let answer = portal.run(&["build"]);
        assert!(answer.code == 1 && answer.said.contains("[CV105]"), "{name}: {}", answer.said);
        portal.remove(name);
    }
    portal.build();
}

#[test]
fn no_link_is_followed_out_of_the_portal() {
    let portal = Portal::small();
    portal.write("elsewhere/secret.txt", "CANARY");
    portal.write("elsewhere/index.html", "CANARY");
    portal.write("content/assets/a.txt", "à nous");
    portal.write("content/assets/b/c.txt", "à nous");
    let server = Server::start(&portal, &[]);
    let asked = ["/comite/assets/a.txt", "/comite/assets/b/c.txt", "/comite/assets/b/secret.txt"];
    portal.remove("content/assets/a.txt");
    symlink(portal.path("elsewhere/secret.txt"), portal.path("content/assets/a.txt")).unwrap();
    fs::remove_dir_all(portal.path("content/assets/b")).unwrap();
    symlink(portal.path("elsewhere"), portal.path("content/assets/b")).unwrap();
    server.until("told", |server| panel(server).matches("erreur CV104").count() == 2);
    for target in asked {
        assert!(!server.get(target).text().contains("CANARY"), "{target}");
    }
    let answer = portal.run(&["build"]);
    assert!(answer.code == 1 && answer.said.matches("[CV104]").count() == 2, "{}", answer.said);
    // A folder of the portal may be a link no more than one within it.
    for folder in ["content", "translations", "themes"] {
        let portal = Portal::small();
        let aside = portal.path("aside");
        fs::create_dir_all(portal.path(folder)).unwrap();
        fs::rename(portal.path(folder), &aside).unwrap();
        symlink(&aside, portal.path(folder)).unwrap();
        let answer = portal.run(&["build", "--root", "."]);
        assert!(answer.code == 1 && answer.said.contains("[CV104]"), "{folder}: {}", answer.said);
    }
}

#[test]
fn nothing_is_removed_through_a_link() {
    let portal = Portal::small();
    portal.write("content/members/gamma.yaml", "name: Gamma\nsector: civil-society\n");
    assert_eq!(portal.run(&["build", "--in-place", "--no-search"]).code, 0);
    portal.write("elsewhere/mine.txt", "MINE");
    fs::rename(portal.path("public/membres/gamma"), portal.path("elsewhere/gamma")).unwrap();
    symlink(portal.path("elsewhere/gamma"), portal.path("public/membres/gamma")).unwrap();
    portal.remove("content/members/gamma.yaml");
    let answer = portal.run(&["build", "--in-place", "--no-search"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
    assert!(portal.path("elsewhere/gamma/index.html").is_file());
}

/// Links that lead nowhere or in a circle, and names that are no text, are reported; nothing is lost in silence.
#[test]
fn links_to_nowhere_and_names_that_are_no_text_are_reported() {
    let odd = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes;
    let portal = Portal::small();
    symlink("nowhere.yaml", portal.path("content/members/gamma.yaml")).unwrap();
    fs::create_dir_all(portal.path("content/assets")).unwrap();
    symlink("circle", portal.path("content/assets/circle")).unwrap();
    symlink(".", portal.path("content/assets/self")).unwrap();
    let answer = portal.run(&["check"]);
    assert!(answer.code == 1 && answer.said.matches("[CV104]").count() == 3, "{}", answer.said);
    for name in [&b"a\xff.yaml"[..], b"a\nb.yaml"] {
        let portal = Portal::small();
        fs::write(portal.path("content/members").join(odd(name)), "name: Gamma\nsector: civil-society\n").unwrap();
        let answer = portal.run(&["check"]);
        assert!(answer.code == 1 && answer.said.contains("[CV105]"), "{name:?}: {}", answer.said);
        assert!(!answer.said.contains("a\nb"), "{}", answer.said);
    }
}

/// What the program reads beside the sources is a file, or is named: a pipe would be waited for.
#[test]
fn pipes_links_and_devices_at_the_place_of_its_own_files_are_named_and_not_waited_for() {
    let of_portal = ["editions/chain.json"];
    let of_site = ["public/edition.json", "public/editions.json", "public/SHA256SUMS", ".public.clairevoie/ledger"];
    for path in of_portal.into_iter().chain(of_site) {
        let kinds: &[&str] = if of_portal.contains(&path) { &["pipe", "device"] } else { &["pipe"] };
        for kind in kinds {
            let portal = Portal::small();
            let published = portal.run(&["publish", "--no-search", "--as-of", "2023-06-01"]);
            assert_eq!(published.code, 0, "{}", published.said);
            portal.remove(path);
            match *kind {
                "pipe" => {
                    assert!(std::process::Command::new("mkfifo").arg(portal.path(path)).status().unwrap().success());
                }
                _ => symlink("/dev/zero", portal.path(path)).unwrap(),
            }
            let mut child =
                portal.command(&["build", "--no-search"]).stderr(std::process::Stdio::piped()).spawn().unwrap();
            let since = std::time::Instant::now();
            let status = loop {
                match child.try_wait().unwrap() {
                    Some(status) => break status,
                    None if since.elapsed() > Duration::from_secs(60) => {
                        child.kill().unwrap();
                        panic!("{kind} at {path}: waited for");
                    }
                    None => sleep(Duration::from_millis(20)),
                }
            };
            let mut said = String::new();
            std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
            if of_portal.contains(&path) {
                assert!(
                    status.code() == Some(3) && said.contains("n’est pas un fichier ordinaire"),
                    "{kind} {path}: {said}"
                );
                assert!(said.contains(path), "{said}");
            }
        }
    }
}

#[test]
fn nothing_is_written_through_a_link() {
    let portal = Portal::small();
    portal.write("elsewhere/kept.txt", "MINE");
    portal.build();
    // The state of the output.
    fs::remove_file(portal.path(".public.clairevoie/lock")).unwrap();
    symlink(portal.path("elsewhere/kept.txt"), portal.path(".public.clairevoie/lock")).unwrap();
    portal.run(&["build"]);
    fs::remove_dir_all(portal.path(".public.clairevoie")).unwrap();
    // A folder of the output.
    fs::remove_dir_all(portal.path("public/membres")).unwrap();
    symlink(portal.path("elsewhere"), portal.path("public/membres")).unwrap();
    portal.run(&["build"]);
    // The copies of what was confirmed.
    symlink(portal.path("elsewhere"), portal.path("translations")).unwrap();
    portal.run(&["translate", "confirm", "content/committee.yaml"]);
    let found: Vec<_> =
        fs::read_dir(portal.path("elsewhere")).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert_eq!((found, portal.read("elsewhere/kept.txt").as_str()), (vec!["kept.txt".into()], "MINE"));
}

#[test]
fn what_was_written_by_hand_is_not_overwritten() {
    let portal = Portal::small();
    portal.build();
    let before = portal.published();
    portal.write("public/nouvelle/index.html", "à la main");
    portal.write("content/pages/nouvelle.fr.md", "---\ntitle: Nouvelle\n---\n\nDu texte.\n");
    let answer = portal.run(&["build"]);
    assert!(answer.code == 3 && answer.said.contains("nouvelle"), "{}", answer.said);
    assert_eq!(portal.page("nouvelle/index.html"), "à la main");
    portal.remove("public/nouvelle/index.html");
    assert!(portal.published() == before, "nothing else has changed");
    portal.build();
    assert!(portal.page("nouvelle/index.html").contains("Du texte."));
}

#[test]
fn a_damaged_ledger_hides_no_damage() {
    let portal = Portal::small();
    portal.build();
    let (whole, ledger) = (portal.published(), portal.read(LEDGER));
    let lines: Vec<&str> = ledger.lines().collect();
    for kept in [0, 1, 4, 20, lines.len() - 1] {
        portal.write(LEDGER, lines[..kept].join("\n") + "\n");
        portal.remove("public/membres/index.html");
        portal.write("public/mandat/index.html", "damaged");
        let answer = portal.run(&["build"]);
        // What the ledger no longer names as ours is not ours to overwrite.
        if answer.code == 3 {
            assert!(answer.said.contains("mandat") || answer.said.starts_with("Refusé"), "{}", answer.said);
            fs::remove_dir_all(portal.path("public")).unwrap();
            portal.build();
        }
        assert!(portal.published() == whole, "{kept}: {}", answer.said);
    }
}

#[test]
fn a_newer_program_makes_all_anew() {
    let portal = Portal::small();
    let program = fs::read(env!("CARGO_BIN_EXE_clairevoie")).unwrap();
    // A message of which only the search index shows anything.
    let (from, to) = ("search-kind-member = Membres".as_bytes(), "search-kind-member = Nombres".as_bytes());
    let mut newer = program.clone();
    let places: Vec<usize> = memchr::memmem::find_iter(&program, from).collect();
    assert!(!places.is_empty(), "the theme is part of the program");
    for at in places {
        newer[at..at + to.len()].copy_from_slice(to);
    }
    portal.write("newer", newer);
    portal.permit("newer", 0o755);
    portal.build();
    let newer = |out: &str| portal.command_of(&portal.path("newer"), &["build", "--out", out]).output().unwrap();
    assert!(newer("public").status.success() && newer("cold").status.success());
    assert!(portal.published() == crate::portal::tree(&portal.path("cold")));
}

#[test]
fn an_asset_is_never_held_as_a_whole() {
    const LENGTH: u64 = 600 << 20;
    let portal = Portal::small();
    portal.write("content/assets/film.bin", "");
    fs::File::options().write(true).open(portal.path("content/assets/film.bin")).unwrap().set_len(LENGTH).unwrap();
    let mut most = 0;
    for step in ["published", "kept", "removed"] {
        if step == "removed" {
            portal.remove("content/assets/film.bin");
        }
        let mut child = portal.command(&["build", "--no-search"]).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
            let peak =
                status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
            most = most.max(peak.unwrap_or(0_u64));
            sleep(Duration::from_millis(2));
        }
        assert!(child.wait().unwrap().success(), "{step}");
    }
    assert!(most > 0 && most < 300 << 10, "{most} kB");
    assert!(!portal.path("public/assets/film.bin").exists());
}

#[test]
fn open_streams_keep_nobody_out() {
    use std::io::Write;
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    let streams: Vec<_> = (0..400)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET /_clairevoie/events?path=/comite/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            stream
        })
        .collect();
    assert_eq!(server.get("/comite/").status, 200);
    // Who is refused leaves its place to others.
    let mut refused = server.connect();
    refused.write_all(b"GET /_clairevoie/events?path=/comite/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut refused, &mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    drop(streams);
    server.until("free again", |server| {
        let mut stream = server.connect();
        stream.write_all(b"GET /_clairevoie/events?path=/comite/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut start = [0; 12];
        std::io::Read::read_exact(&mut stream, &mut start).is_ok() && start.ends_with(b"200")
    });
}

#[test]
fn an_asset_whose_name_is_composed_otherwise_is_served() {
    let portal = Portal::small();
    portal.write("content/assets/e\u{301}te\u{301}.txt", "décomposé");
    let server = Server::start(&portal, &[]);
    let reply = server.get("/comite/assets/e%CC%81te%CC%81.txt");
    assert_eq!((reply.status, reply.text().as_str()), (200, "décomposé"));
    // Two names that a system may take for one are told.
    portal.write("content/assets/\u{e9}t\u{e9}.txt", "composé");
    let answer = portal.run(&["build"]);
    assert!(answer.code == 1 && answer.said.contains("[CV304]"), "{}", answer.said);
}

#[test]
fn names_that_differ_by_case_alone_are_told() {
    for (one, other) in [("doc.txt", "Doc.txt"), ("a/doc.txt", "A/x.txt"), ("doc", "Doc/x.txt")] {
        let portal = Portal::small();
        portal.write(&format!("content/assets/{one}"), "1");
        portal.write(&format!("content/assets/{other}"), "2");
        let answer = portal.run(&["build"]);
        let expected = if one == "a/doc.txt" { 0 } else { 1 };
        assert_eq!(answer.code, expected, "{one} {other}: {}", answer.said);
    }
}

#[test]
fn every_leaf_is_found_at_its_path() {
    let portal = Portal::demonstration();
    portal.write("content/assets/a/été.txt", "a");
    let made = journey::make(&Snapshot::read(portal.root()), &options(), &Reuse::none(), |_| {});
    let tree = made.value.tree.unwrap();
    for (output, leaf) in tree.leaves() {
        assert_eq!(tree.find(&output), Some(leaf), "{output}");
    }
    let keys: Vec<Key> = tree.table().routes().iter().map(|&route| tree.page(route).unwrap().key()).collect();
    let mut different = keys.clone();
    different.sort_unstable();
    different.dedup();
    assert_eq!(keys.len(), different.len(), "no two pages are made from the same");
}
