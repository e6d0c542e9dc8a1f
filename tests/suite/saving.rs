//! How editors and their tools save: the catalogue's group W as a whole. What is served afterwards is what a cold build
//! writes; memory, descriptors and threads do not grow with edits.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::portal::Portal;
use crate::server::Server;

const PAGE: &str = "content/pages/a-propos.fr.md";

fn text(number: usize) -> String {
    format!("---\ntitle: À propos\n---\n\nÉdition {number}.\n")
}

/// The steps that each editor takes to save a file.
#[test]
fn each_editor_saves_in_its_own_way() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    server.until_same_as_a_build(&portal);
    let folder = "content/pages";
    let rename = |from: &str, to: &str| fs::rename(portal.path(from), portal.path(to)).unwrap();
    type Way<'a> = (&'a str, &'a dyn Fn(&str));
    let ways: [Way<'_>; 6] = [
        ("vim", &|text| {
            portal.write(&format!("{folder}/4913"), "");
            portal.remove(&format!("{folder}/4913"));
            rename(PAGE, &format!("{PAGE}~"));
            portal.write(PAGE, text);
            portal.remove(&format!("{PAGE}~"));
        }),
        ("emacs", &|text| {
            let lock = portal.path(&format!("{folder}/.#a-propos.fr.md"));
            symlink("editor@machine.123:1700000000", &lock).unwrap();
            portal.write(&format!("{folder}/#a-propos.fr.md#"), text);
            rename(PAGE, &format!("{PAGE}~"));
            portal.write(PAGE, text);
            portal.remove(&format!("{folder}/#a-propos.fr.md#"));
            fs::remove_file(&lock).unwrap();
        }),
        ("vs code", &|text| {
            fs::File::create(portal.path(PAGE)).unwrap();
            portal.write(PAGE, text);
        }),
        ("helix", &|text| {
            let backup = format!("{folder}/.a-propos.fr.md.Xk3.bck");
            rename(PAGE, &backup);
            portal.write(PAGE, text);
            portal.remove(&backup);
        }),
        ("gedit", &|text| {
            let aside = format!("{folder}/.goutputstream-4K2X");
            portal.write(&aside, text);
            rename(&aside, PAGE);
        }),
        ("word processor", &|text| {
            let lock = format!("{folder}/.~lock.a-propos.fr.md#");
            portal.write(&lock, ",editor,machine");
            portal.write(&format!("{folder}/~$propos.fr.md"), "x");
            portal.write(PAGE, text);
            portal.remove(&lock);
            portal.remove(&format!("{folder}/~$propos.fr.md"));
        }),
    ];
    for (number, (way, save)) in ways.iter().enumerate() {
        let before = server.rebuilds();
        save(&text(number));
        server.until_same_as_a_build(&portal);
        sleep(Duration::from_millis(100));
        let made = server.rebuilds() - before;
        assert!((1..=2).contains(&made), "{way}: {made} rebuilds\n{}", server.said());
        assert!(server.get("/comite/a-propos/").text().contains(&format!("Édition {number}.")), "{way}");
    }
}

#[test]
fn a_checkout_of_hundreds_of_files_and_the_way_back() {
    let portal = Portal::small();
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false"];
        let done = Command::new("git").args(identity).args(args).current_dir(portal.root()).output().unwrap();
        assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    let write = |name: &str| {
        for number in 0..500 {
            let member = format!("name: {name} {number}\nsector: civil-society\n");
            portal.write(&format!("content/members/m{number}.yaml"), member);
        }
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "content"]);
    git(&["commit", "-q", "-m", "a"]);
    git(&["checkout", "-q", "-b", "other"]);
    write("Organisme");
    git(&["add", "content"]);
    git(&["commit", "-q", "-m", "b"]);
    let server = Server::start(&portal, &[]);
    git(&["checkout", "-q", "main"]);
    server.until_same_as_a_build(&portal);
    git(&["checkout", "-q", "other"]);
    server.until_same_as_a_build(&portal);
    write("Regroupement");
    git(&["stash", "-q"]);
    server.until_same_as_a_build(&portal);
    git(&["stash", "pop", "-q"]);
    server.until_same_as_a_build(&portal);
}

/// Another folder takes the place of the portal's: a clone made anew, a version put back.
#[test]
fn another_folder_in_the_place_of_the_portals_is_watched() {
    let portal = Portal::small();
    let root = portal.path("portal");
    let copy = |to: &std::path::Path| {
        let done = std::process::Command::new("cp").arg("-r").arg(portal.path("content")).arg(to).status().unwrap();
        assert!(done.success());
    };
    fs::create_dir_all(&root).unwrap();
    copy(&root);
    let mut command = portal.command(&["serve", "--port", "0", "--root"]);
    command.arg(&root);
    let server = Server::of(command);
    server.until("served", |server| server.get("/comite/a-propos/").text().contains("Une page."));
    let page = |text: &str| format!("---\ntitle: À propos\n---\n\n{text}\n");
    for (turn, text) in ["Une autre.", "Une troisième."].iter().enumerate() {
        let next = portal.path(&format!("next{turn}"));
        fs::create_dir_all(&next).unwrap();
        copy(&next);
        match turn {
            0 => fs::rename(&root, portal.path("old")).unwrap(),
            _ => fs::remove_dir_all(&root).unwrap(),
        }
        fs::rename(&next, &root).unwrap();
        server.until("the folder is seen", |server| server.get("/comite/a-propos/").text().contains("Une page."));
        fs::write(root.join("content/pages/a-propos.fr.md"), page(text)).unwrap();
        server.until("an edit in it is seen", |server| server.get("/comite/a-propos/").text().contains(text));
        let again = format!("{text} Encore.");
        fs::write(root.join("content/pages/a-propos.fr.md"), page(&again)).unwrap();
        server.until("another edit is seen", |server| server.get("/comite/a-propos/").text().contains(&again));
    }
}

#[test]
fn the_folder_of_the_portal_goes_away_and_comes_back() {
    let portal = Portal::small();
    portal.write("there/content/portal.yaml", "");
    fs::remove_dir_all(portal.path("there/content")).unwrap();
    fs::rename(portal.path("content"), portal.path("there/content")).unwrap();
    let server = Server::of({
        let mut command = portal.command(&["serve", "--port", "0"]);
        command.current_dir(portal.path("there"));
        command
    });
    fs::rename(portal.path("there"), portal.path("aside")).unwrap();
    sleep(Duration::from_millis(200));
    assert_eq!(server.get("/comite/a-propos/").status, 200, "the last good site stays");
    fs::rename(portal.path("aside"), portal.path("there")).unwrap();
    sleep(Duration::from_millis(200));
    portal.write("there/content/pages/a-propos.fr.md", text(7));
    server.until("the edit", |server| server.get("/comite/a-propos/").text().contains("Édition 7."));
}

#[test]
fn a_binary_file_of_the_theme_of_the_same_size_and_time_is_seen_by_looking() {
    let portal = Portal::small();
    let font = "themes/quebec/static/font.woff2";
    portal.write(font, "aaaa");
    let server = Server::start(&portal, &["--poll"]);
    server.until_same_as_a_build(&portal);
    let time = fs::metadata(portal.path(font)).unwrap().modified().unwrap();
    portal.write(font, "bbbb");
    fs::File::options().write(true).open(portal.path(font)).unwrap().set_modified(time).unwrap();
    server.until_same_as_a_build(&portal);
}

/// Saves without a pause, many of them while the preview rebuilds: the last one is served, and nothing grows.
#[test]
fn many_saves_in_a_row_leave_the_last_one_and_nothing_behind() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    let save = |number: usize| portal.write(PAGE, text(number));
    (0..200).for_each(save);
    server.until("the last one", |server| server.get("/comite/a-propos/").text().contains("Édition 199."));
    let before = used(&server);
    for number in 200..1_000 {
        save(number);
        if number % 20 == 0 {
            // A page is that of one edition, as a whole.
            let page = server.get("/comite/a-propos/");
            let text = page.text();
            assert_eq!((page.status, text.matches("Édition ").count()), (200, 1), "{text}");
            assert!(text.trim_end().ends_with("</html>") && text.contains("<footer"), "{text}");
        }
        sleep(Duration::from_micros(700));
    }
    server.until("the last one", |server| server.get("/comite/a-propos/").text().contains("Édition 999."));
    server.until("connections closed", |server| used(server).0 <= before.0 + 2);
    let after = used(&server);
    assert!(after.1 <= before.1 + 2, "threads: {before:?}, {after:?}");
    // In kilobytes: what 800 editions would hold if each left a page behind is far more.
    assert!(after.2 <= before.2 + 24_000, "memory: {before:?}, {after:?}");
}

/// Open descriptors, threads, and resident memory in kilobytes.
fn used(server: &Server) -> (usize, usize, usize) {
    let folder = format!("/proc/{}", server.id());
    let count = |name: &str| fs::read_dir(format!("{folder}/{name}")).unwrap().count();
    let status = fs::read_to_string(format!("{folder}/status")).unwrap();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok());
    (count("fd"), count("task"), memory.unwrap())
}

/// A preview that nobody edits rebuilds nothing, also where builds write beside it.
#[test]
fn builds_beside_the_preview_are_no_edits() {
    let portal = Portal::small();
    let server = Server::start(&portal, &[]);
    server.until_same_as_a_build(&portal);
    let before = server.rebuilds();
    for number in 0..5 {
        portal.build();
        portal.run(&["build", "--out", &format!("out-{number}")]);
    }
    sleep(Duration::from_millis(500));
    assert_eq!(server.rebuilds(), before, "{}", server.said());
}
