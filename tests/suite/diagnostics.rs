//! Each wrong input is a fixture: files over a small sound portal, and the messages it must give,
//! in both languages, as a reviewed snapshot. A new file is a new test.

use std::collections::BTreeSet;
use std::fs;

use clairevoie::diagnostic::{Code, Severity};

use crate::portal::{Portal, repository};

struct Fixture {
    name: String,
    files: Vec<(String, String, String)>,
}

/// Fixtures are one text each: `=== path`, or `=== path (how)`, before each file.
fn fixtures() -> Vec<Fixture> {
    let mut fixtures: Vec<Fixture> = fs::read_dir(repository().join("tests/fixtures"))
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|kind| kind == "txt"))
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            let files = text.split("=== ").skip(1).map(|part| {
                let (head, body) = part.split_once('\n').unwrap();
                let (path, how) = head.split_once(" (").unwrap_or((head, ""));
                (path.to_owned(), how.trim_end_matches(')').to_owned(), body.to_owned())
            });
            Fixture { name: entry.path().file_stem().unwrap().to_str().unwrap().to_owned(), files: files.collect() }
        })
        .collect();
    fixtures.sort_by(|a, b| a.name.cmp(&b.name));
    fixtures
}

fn apply(fixture: &Fixture) -> Portal {
    let portal = Portal::small();
    for (path, how, body) in &fixture.files {
        match how.split_once(' ').unwrap_or((how, "")) {
            ("", _) => portal.write(path, body),
            ("removed", _) => portal.remove(path),
            ("latin-1", _) => portal.write(path, body.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<u8>>()),
            ("prepend", _) => {
                let own = fs::read_to_string(repository().join(path)).unwrap();
                portal.write(path, body.clone() + &own);
            }
            ("append", _) => {
                let own = fs::read_to_string(repository().join(path)).unwrap();
                portal.write(path, own + body);
            }
            ("link", target) => {
                std::os::unix::fs::symlink(target.trim_start_matches("to "), portal.path(path)).unwrap();
            }
            (size, "kB") => portal.write(path, "x".repeat(size.parse::<usize>().unwrap() * 1024)),
            other => panic!("{}: {other:?}", fixture.name),
        }
    }
    portal
}

#[test]
fn every_wrong_input_gives_its_message_in_both_languages() {
    for fixture in fixtures() {
        let portal = apply(&fixture);
        let code = fixture.name.split('-').next().unwrap();
        let is_hint = Code::ALL.iter().any(|known| known.id() == code && known.severity() == Severity::Hint);
        let hints: &[&str] = if is_hint { &["--hints"] } else { &[] };
        let french = portal.run(&[&["check", "--lang", "fr"], hints].concat());
        let english = portal.run(&[&["check", "--lang", "en"], hints].concat());
        if let Some(code) = Code::ALL.iter().find(|known| known.id() == code) {
            assert!(french.said.contains(&format!("[{}]", code.id())), "{}: {}", fixture.name, french.said);
            let expected = i32::from(code.severity() == Severity::Error);
            assert_eq!((french.code, english.code), (expected, expected), "{}", fixture.name);
        }
        // What is timed, and where the portal lies, differ from run to run.
        let lasting = |said: &str| {
            said.lines()
                .filter(|line| !line.starts_with("Time") && !line.starts_with("Temps"))
                .map(|line| format!("{line}\n"))
                .collect::<String>()
        };
        let said = format!("{}\n{}\n{}", lasting(&french.said), "-".repeat(80), lasting(&english.said));
        insta::with_settings!({ snapshot_path => "../fixtures/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(fixture.name.as_str(), said);
        });
    }
}

#[test]
fn every_code_has_a_fixture() {
    let named: BTreeSet<String> =
        fixtures().iter().map(|fixture| fixture.name.split('-').next().unwrap().to_owned()).collect();
    // What another site answers is no fixture: see `external`.
    let without: Vec<&str> =
        Code::ALL.iter().map(|code| code.id()).filter(|id| !named.contains(*id) && *id != "CV712").collect();
    assert_eq!(without, Vec::<&str>::new());
}

#[test]
fn errors_leave_the_published_site_as_it_was() {
    for fixture in fixtures() {
        let portal = apply(&fixture);
        portal.write("public/.clairevoie", "clairevoie 1\n");
        portal.write("public/index.html", "the site of yesterday");
        let before = portal.published();
        let answer = portal.run(&["build"]);
        match answer.code {
            1 => assert_eq!(portal.published(), before, "{}", fixture.name),
            0 => assert_ne!(portal.published(), before, "{}", fixture.name),
            code => panic!("{}: exit {code}: {}", fixture.name, answer.said),
        }
        assert!(!portal.path("public/.clairevoie-staging").exists(), "{}", fixture.name);
    }
}

#[test]
fn the_base_of_the_fixtures_is_sound() {
    let answer = Portal::small().run(&["check", "--strict"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
}
