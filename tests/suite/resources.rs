//! Scarce resources and files that change underfoot: descriptors, memory, threads, watches, rights. A build ends with
//! an error that names what is missing or succeeds; what was published stays; the preview recovers by itself.
//!
//! Resources are taken away by `prlimit` (util-linux) and by the limits of a user namespace (`unshare`).

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, sleep};
use std::time::Duration;

use crate::portal::{Answer, Portal};
use crate::server::Server;

/// A command of the portal under a limit of `prlimit`, such as `--nofile=64`.
fn limited(portal: &Portal, limit: &str, args: &[&str]) -> Command {
    let mut arguments = vec![limit, env!("CARGO_BIN_EXE_clairevoie")];
    arguments.extend(args);
    portal.command_of(Path::new("prlimit"), &arguments)
}

fn ended(mut command: Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Ends what goes on beside a test, also when the test fails.
struct Ended<'a>(&'a AtomicBool);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn edit(portal: &Portal, text: &str) {
    portal.write("content/pages/a-propos.fr.md", format!("---\ntitle: À propos\n---\n\n{text}\n"));
}

#[test]
fn few_descriptors_are_enough_or_are_named() {
    let portal = Portal::small();
    portal.build();
    for (number, limit) in [64, 32, 16, 12, 8].into_iter().enumerate() {
        let before = portal.published();
        edit(&portal, &format!("Édition {number}."));
        let (code, said) = ended(limited(&portal, &format!("--nofile={limit}"), &["build", "--no-search"]));
        let is_new = portal.page("a-propos/index.html").contains(&format!("Édition {number}."));
        match code {
            Some(0) => assert!(is_new, "{limit}: {said}"),
            Some(3) => {
                assert!(said.contains("Too many open files") || said.contains("[CV109]"), "{limit}: {said}");
                assert!(portal.published() == before, "{limit}: the site changed");
            }
            _ => panic!("{limit} descriptors: {code:?} {said}"),
        }
        assert!(limit < 16 || code == Some(0), "{limit} descriptors are not enough: {said}");
    }
    let server = Server::of(limited(&portal, "--nofile=64", &["serve", "--port", "0"]));
    // More clients than descriptors: they wait, and are answered once others go.
    let clients: Vec<_> = (0..100).map(|_| server.connect()).collect();
    edit(&portal, "Pendant la disette.");
    drop(clients);
    server.until("the edit", |server| server.get("/comite/a-propos/").text().contains("disette"));
}

#[test]
fn little_memory_leaves_what_is_published() {
    let portal = Portal::small();
    portal.build();
    let before = portal.published();
    edit(&portal, "Une autre édition.");
    let mut failed = 0;
    let mut is_said = false;
    for megabytes in [20, 60, 100, 150, 220, 300, 500] {
        let (code, said) = ended(limited(&portal, &format!("--as={}", megabytes << 20), &["build", "--no-search"]));
        if code == Some(0) {
            break;
        }
        failed += 1;
        is_said |= said.contains("Mémoire insuffisante") && said.contains("ulimit -v");
        assert!(portal.published() == before, "{megabytes} MB: the site changed: {said}");
    }
    // With the least the system does not even load the program.
    assert!(failed > 0 && is_said, "memory was never short, or nothing was said of it");
    portal.build();
    assert!(portal.page("a-propos/index.html").contains("Une autre édition."));
}

#[test]
fn without_threads_of_its_own_a_build_still_ends() {
    let portal = Portal::small().without_privileges();
    let (code, said) = ended(limited(&portal, "--nproc=2", &["build", "--no-search"]));
    // Where the tests run as an ordinary user, its other processes count too.
    assert!(matches!(code, Some(0 | 3)), "{code:?} {said}");
    assert!(!said.contains("panicked"), "{said}");
    portal.run(&["build", "--no-search"]);
    assert!(portal.path("public/index.html").exists());
}

/// A record that is written in place, half of it first, while builds read it: none publishes a half.
#[test]
fn a_file_that_is_being_written_is_never_published_by_half() {
    let portal = Portal::small();
    let record = portal.read("content/members/alpha.yaml");
    let (head, tail) = record.split_once("terms:").unwrap();
    let is_over = AtomicBool::new(false);
    let path = portal.path("content/members/alpha.yaml");
    scope(|scope| {
        let _ended = Ended(&is_over);
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                use std::io::Write;
                let mut file = fs::File::create(&path).unwrap();
                file.write_all(head.as_bytes()).unwrap();
                sleep(Duration::from_micros(300));
                write!(file, "terms:{tail}").unwrap();
                drop(file);
                sleep(Duration::from_micros(900));
            }
        });
        for _ in 0..25 {
            let Answer { code, said, .. } = portal.run(&["build", "--no-search"]);
            match code {
                0 => assert!(portal.page("membres/alpha/index.html").contains("2021"), "half a record: {said}"),
                1 | 3 => assert!(said.contains("alpha.yaml"), "{said}"),
                _ => panic!("{code} {said}"),
            }
        }
    });
}

/// Files that vanish and come back while builds read them: each build succeeds or names a file.
#[test]
fn files_that_vanish_meanwhile_break_nothing() {
    let portal = Portal::small();
    portal.write("content/assets/note.txt", "une note");
    let is_over = AtomicBool::new(false);
    let paths = ["content/members/beta.yaml", "content/assets/note.txt", "content/pages/a-propos.en.md"];
    let kept: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(portal.path(path)).unwrap()).collect();
    scope(|scope| {
        let _ended = Ended(&is_over);
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                for (path, bytes) in paths.iter().zip(&kept) {
                    fs::remove_file(portal.path(path)).unwrap();
                    sleep(Duration::from_micros(500));
                    fs::write(portal.path(path), bytes).unwrap();
                }
            }
        });
        for _ in 0..25 {
            let Answer { code, said, .. } = portal.run(&["build", "--no-search"]);
            assert!(matches!(code, 0 | 1 | 3) && !said.contains("CV901"), "{code} {said}");
        }
    });
    let cold = Portal::of(portal.root(), &["content"]);
    cold.build();
    portal.build();
    assert!(portal.published() == cold.published(), "what was built meanwhile shows");
}

/// Watches that run out, at the start and later: the setting is named, and edits are seen by looking for them.
#[test]
fn without_watches_changes_are_looked_for() {
    for watches in [3, 8] {
        let portal = Portal::small();
        let mut command = Command::new("unshare");
        let script = format!("echo {watches} > /proc/sys/user/max_inotify_watches && exec \"$0\" serve --port 0");
        command.args(["--user", "--map-root-user", "sh", "-c", &script, env!("CARGO_BIN_EXE_clairevoie")]);
        command.current_dir(portal.root()).env("LC_ALL", "fr_CA.UTF-8");
        let server = Server::of(command);
        for number in 0..12 {
            fs::create_dir_all(portal.path(&format!("content/assets/dossier-{number}"))).unwrap();
        }
        server.until("named", |server| server.said().contains("fs.inotify.max_user_watches"));
        portal.edit("content/members/alpha.yaml", "Organisme Alpha", "Organisme Alfa");
        server.until("the edit", |server| server.get("/comite/membres/alpha/").text().contains("Organisme Alfa"));
    }
}

#[test]
fn a_folder_that_loses_its_rights_is_named_and_comes_back() {
    let portal = Portal::small().without_privileges();
    let server = Server::start(&portal, &[]);
    server.until_same_as_a_build(&portal);
    portal.permit("content/members", 0o000);
    server.until("told", |server| server.get("/_clairevoie/panel").text().contains("content/members"));
    assert_eq!(server.get("/comite/membres/alpha/").status, 200, "the last good site stays");
    let answer = portal.run(&["build", "--out", "other"]);
    assert!(answer.code == 3 && answer.said.contains("content/members"), "{}", answer.said);
    assert!(!portal.path("other").exists());
    portal.permit("content/members", 0o755);
    server.until_same_as_a_build(&portal);
}

/// Clients that ask for a large file and do not read it: it is sent piece by piece, and no connection holds all of it.
#[test]
fn clients_that_do_not_read_take_no_memory() {
    use std::io::Write;
    let portal = Portal::small();
    portal.write("content/assets/film.bin", "");
    let film = fs::File::options().write(true).open(portal.path("content/assets/film.bin")).unwrap();
    film.set_len(40 << 20).unwrap();
    let server = Server::start(&portal, &[]);
    assert_eq!(server.get("/comite/").status, 200);
    let memory = || {
        let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().strip_suffix(" kB").unwrap().parse::<usize>().unwrap()
    };
    let before = memory();
    let clients: Vec<_> = (0..100)
        .map(|_| {
            let mut client = server.connect();
            client.write_all(b"GET /comite/assets/film.bin HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            client
        })
        .collect();
    server.until("answered beside them", |server| server.get("/comite/").status == 200);
    sleep(Duration::from_millis(300));
    let after = memory();
    // In kilobytes; a copy of the file for each would be four gigabytes.
    assert!(after < before + 400_000, "{before} kB before, {after} kB with {} clients", clients.len());
}

/// However many clients ask at the same time, only so many pages are rendered at the same time.
#[test]
fn many_clients_at_once_are_answered_by_few_threads() {
    use std::io::{Read, Write};
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    let mut clients: Vec<_> = (0..300).map(|_| server.connect()).collect();
    for client in &mut clients {
        client.write_all(b"GET /comite/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    }
    for client in &mut clients {
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    }
    let threads = fs::read_dir(format!("/proc/{}/task", server.id())).unwrap().count();
    // Those of the runtime and of the stages come with the processor's cores.
    let cores = std::thread::available_parallelism().unwrap().get();
    assert!(threads <= 32 + 3 * cores + 8, "{threads} threads");
}

/// More than a portal may hold is refused with the limit, before all of it is in memory, and the preview comes back
/// once what is too much is gone.
#[test]
fn a_portal_too_large_is_refused_and_comes_back() {
    let portal = Portal::small();
    let font = |number: usize| format!("themes/quebec/static/f{number}.woff2");
    for number in 0..66 {
        portal.write(&font(number), "");
        fs::File::options().write(true).open(portal.path(&font(number))).unwrap().set_len(16 << 20).unwrap();
    }
    let answer = portal.run(&["build"]);
    assert!(
        answer.code == 1 && answer.said.contains("[CV122]") && answer.said.contains("1\u{a0}024"),
        "{}",
        answer.said
    );
    assert_eq!(answer.said.matches("erreur[").count(), 1, "{}", answer.said);
    let server = Server::start(&portal, &["--lang", "fr"]);
    assert!(server.get("/comite/").text().contains("CV122"));
    for number in 0..66 {
        portal.remove(&font(number));
    }
    server.until("the site", |server| server.get("/comite/a-propos/").status == 200);
    // Too much that comes later is reported too; the last good site stays.
    for number in 0..66 {
        portal.write(&font(number), "");
        fs::File::options().write(true).open(portal.path(&font(number))).unwrap().set_len(16 << 20).unwrap();
    }
    server.until_for(Duration::from_secs(90), "reported", |server| {
        server.get("/_clairevoie/panel").text().contains("CV122")
    });
    assert_eq!(server.get("/comite/a-propos/").status, 200);
}
