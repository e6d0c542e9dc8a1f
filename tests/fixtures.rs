//! Each wrong input is a fixture: files over a small valid portal, and the messages it must give, in both
//! languages, as a reviewed snapshot. Each fixture is a test of its own: a new file is a new test.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "shared with the suite, which uses all of it")]
#[path = "suite/portal.rs"]
mod portal;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clairevoie::diagnostic::{Code, Severity};
use clairevoie::reuse::{Entry, Key, Ledger, PublicHash};
use libtest_mimic::{Arguments, Failed, Trial};

use crate::portal::{Portal, repository};

fn main() {
    let fixtures = fixtures();
    let mut trials = vec![
        trial("every_code_has_a_fixture".to_owned(), every_code_has_a_fixture),
        trial("the_base_of_the_fixtures_is_valid".to_owned(), the_base_is_valid),
    ];
    for fixture in fixtures {
        let again = fixture.clone();
        let fixed = fixture.clone();
        trials.push(trial(format!("message::{}", fixture.name), move || message(&fixture)));
        trials.push(trial(format!("site_is_kept::{}", again.name), move || site_is_kept(&again)));
        trials.push(trial(format!("fixes::{}", fixed.name), move || fixes(&fixed)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// A test that fails by panicking, as others do.
fn trial(name: String, test: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, move || {
        catch_unwind(AssertUnwindSafe(test)).map_err(|payload| {
            let text = payload.downcast_ref::<String>().cloned();
            Failed::from(
                text.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default(),
            )
        })
    })
}

#[derive(Clone)]
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
    let mut unreadable = Vec::new();
    for (path, how, body) in &fixture.files {
        match how.split_once(' ').unwrap_or((how, "")) {
            ("", _) => portal.write(path, body),
            ("removed", _) => portal.remove(path),
            ("latin-1", _) => portal.write(path, body.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<u8>>()),
            ("utf-16", _) => {
                let units = std::iter::once(0xfeff).chain(body.encode_utf16());
                portal.write(path, units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
            }
            ("prepend", _) => {
                let own = fs::read_to_string(repository().join(path)).unwrap();
                portal.write(path, body.clone() + &own);
            }
            ("append", _) => {
                let own = fs::read_to_string(repository().join(path)).unwrap();
                portal.write(path, own + body);
            }
            ("pipe", _) => {
                fs::create_dir_all(portal.path(path).parent().unwrap()).unwrap();
                let made = std::process::Command::new("mkfifo").arg(portal.path(path)).status().unwrap();
                assert!(made.success(), "{path}");
            }
            ("unreadable", _) => {
                portal.write(path, body);
                unreadable.push(path);
            }
            ("link", target) => {
                std::os::unix::fs::symlink(target.trim_start_matches("to "), portal.path(path)).unwrap();
            }
            ("times", count) => {
                // What follows the front matter, so many times.
                let (head, text) = body.rsplit_once("---\n").unwrap();
                portal.write(path, format!("{head}---\n{}", text.repeat(count.parse().unwrap())));
            }
            (size, "kB") => portal.write(path, "x".repeat(size.parse::<usize>().unwrap() * 1024)),
            other => panic!("{}: {other:?}", fixture.name),
        }
    }
    if unreadable.is_empty() {
        return portal;
    }
    let portal = portal.without_privileges();
    unreadable.into_iter().for_each(|path| portal.permit(path, 0o000));
    portal
}

fn message(fixture: &Fixture) {
    let portal = apply(fixture);
    let code = fixture.name.split('-').next().unwrap();
    let is_hint = Code::ALL.iter().any(|known| known.id() == code && known.severity() == Severity::Hint);
    let hints: &[&str] = if is_hint { &["--hints"] } else { &[] };
    let french = portal.run(&[&["check", "--lang", "fr"], hints].concat());
    let english = portal.run(&[&["check", "--lang", "en"], hints].concat());
    if let Some(code) = Code::ALL.iter().find(|known| known.id() == code) {
        assert!(french.said.contains(&format!("[{}]", code.id())), "{}: {}", fixture.name, french.said);
        let is_of_system = code.is_of_system();
        let expected = if is_of_system { 3 } else { i32::from(code.severity() == Severity::Error) };
        assert_eq!((french.code, english.code), (expected, expected), "{}", fixture.name);
    }
    // What is timed differs from run to run.
    let lasting = |said: &str| {
        said.lines()
            .filter(|line| !line.starts_with("Time") && !line.starts_with("Temps"))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    };
    let said = format!("{}\n{}\n{}", lasting(&french.said), "-".repeat(80), lasting(&english.said));
    insta::with_settings!({ snapshot_path => "fixtures/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(fixture.name.as_str(), said);
    });
}

fn every_code_has_a_fixture() {
    let named: BTreeSet<String> =
        fixtures().iter().map(|fixture| fixture.name.split('-').next().unwrap().to_owned()).collect();
    // What another site answers is no fixture (see `external`), nor is a fault of the program (see `faults`).
    let elsewhere = ["CV712", "CV901"];
    let without: Vec<&str> =
        Code::ALL.iter().map(|code| code.id()).filter(|id| !named.contains(*id) && !elsewhere.contains(id)).collect();
    assert_eq!(without, Vec::<&str>::new());
}

/// Errors leave the published site as it was.
fn site_is_kept(fixture: &Fixture) {
    let portal = apply(fixture);
    let yesterday = "the site of yesterday";
    let index = Entry {
        output: "index.html".into(),
        hash: Key::of_bytes(yesterday.as_bytes()),
        sha256: PublicHash::of(yesterday.as_bytes()),
        length: yesterday.len() as u64,
        made_from: None,
        until: None,
    };
    portal.write(".public.clairevoie/ledger", Ledger::of(vec![index]).to_text());
    portal.write("public/index.html", yesterday);
    let before = portal.published();
    let answer = portal.run(&["build"]);
    match answer.code {
        1 | 3 => assert_eq!(portal.published(), before, "{}", fixture.name),
        0 => assert_ne!(portal.published(), before, "{}", fixture.name),
        code => panic!("{}: exit {code}: {}", fixture.name, answer.said),
    }
    assert!(!portal.path(".public.clairevoie/staging").exists(), "{}", fixture.name);
}

/// Whoever obeys a hint that proposes a change loses nothing, and has one problem less.
fn fixes(fixture: &Fixture) {
    let found = |portal: &Portal| -> Vec<serde_json::Value> {
        let answer = portal.run(&["check", "--hints", "--format", "json"]);
        let mut read: serde_json::Value = serde_json::from_str(&answer.wrote).unwrap();
        read["diagnostics"].as_array_mut().map(std::mem::take).unwrap()
    };
    let is_same = |one: &serde_json::Value, other: &serde_json::Value| {
        one["code"] == other["code"] && one["message"] == other["message"] && one["place"] == other["place"]
    };
    let portal = apply(fixture);
    let before = found(&portal);
    for problem in before.iter().filter(|problem| !problem["fix"].is_null()) {
        let portal = apply(fixture);
        let path = problem["place"]["path"].as_str().unwrap();
        let fix = &problem["fix"];
        if let Some(name) = fix["rename"].as_str() {
            assert!(!portal.path(name).exists(), "{}: {name} is taken", fixture.name);
            fs::create_dir_all(portal.path(name).parent().unwrap()).unwrap();
            fs::rename(portal.path(path), portal.path(name)).unwrap();
        } else {
            let place = |name: &str| usize::try_from(fix[name].as_u64().unwrap()).unwrap();
            let (mut text, with) = (portal.read(path), fix["text"].as_str().unwrap());
            let (start, end) = (place("start"), place("end"));
            // What a slip of YAML, Markdown or encoding hid is still there; a word of the format is another one.
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let code = problem["code"].as_str().unwrap();
            let is_alert = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"].iter().any(|word| with.contains(word));
            if ["CV110", "CV111", "CV112", "CV116", "CV511"].contains(&code) && !is_alert {
                assert_eq!(letters(&text[start..end]), letters(with), "{}", fixture.name);
            }
            let was: String = text[start..end].chars().filter(char::is_ascii_digit).collect();
            let is: String = with.chars().filter(char::is_ascii_digit).collect();
            assert!(
                was.is_empty() || sorted(&was) == sorted(&is) || code == "CV205",
                "{}: {was} became {is}",
                fixture.name
            );
            text.replace_range(start..end, with);
            portal.write(path, text);
        }
        let after = found(&portal);
        assert!(!after.iter().any(|other| is_same(problem, other)), "{}: {problem:#}", fixture.name);
        let of_file = |all: &[serde_json::Value]| {
            all.iter().filter(|one| one["severity"] == "error" && one["place"]["path"] == path).count()
        };
        assert!(of_file(&after) <= of_file(&before), "{}: {problem:#}\n{after:#?}", fixture.name);
    }
}

/// The digits of a number, whatever their order: a date keeps them all.
fn sorted(digits: &str) -> Vec<char> {
    let mut digits: Vec<char> = digits.chars().collect();
    digits.sort_unstable();
    digits
}

fn the_base_is_valid() {
    let answer = Portal::small().run(&["check", "--strict"]);
    assert_eq!(answer.code, 0, "{}", answer.said);
}
