//! The daily rebuild as `docs/daily` shows it: the very script, and the very line of cron, against a repository and a
//! target of its own. Needs git, rsync and flock.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::portal::{Answer, Portal, answer, repository, tree};

/// The clock on three days: nothing is due on the second, and terms of four years have expired by the third.
const FIRST: &str = "2025-04-09";
const NEXT: &str = "2025-04-10";
const EXPIRED: &str = "2025-04-12";

/// A portal in a clone, the repository that it is a clone of, and the place where the site is read.
struct Robot {
    portal: Portal,
    away: TempDir,
}

fn succeed(output: Output) -> String {
    let answer = answer(output);
    assert_eq!(answer.code, 0, "{}", answer.said);
    answer.wrote
}

impl Robot {
    fn new() -> Self {
        let portal = Portal::small();
        portal.edit("content/portal.yaml", "reference_date: 2023-06-01\n", "");
        // Days without a response are counted, and are a fact that moves every day.
        for (language, text) in [("fr", "Faire mieux."), ("en", "Do better.")] {
            let path = format!("content/plans/premier/commentary/avis.{language}.md");
            portal.edit(&path, &format!("recommendations:\n  - {{id: r1, text: {text}}}\n"), "");
        }
        portal.write("ci/daily.sh", fs::read(daily("daily.sh")).unwrap());
        portal.write(".gitignore", "/public\n/.public.clairevoie\n/.clairevoie\n");
        let robot = Self { portal, away: tempfile::tempdir().unwrap() };
        let bare = robot.bare();
        let bare = bare.to_str().unwrap();
        for args in [
            &["init", "--quiet", "--bare", "--initial-branch=main", bare][..],
            &["init", "--quiet", "--initial-branch=main"],
            &["add", "."],
            &["-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "--quiet", "--message=x"],
            &["remote", "add", "origin", bare],
            &["push", "--quiet", "origin", "main"],
        ] {
            robot.git(args);
        }
        robot
    }

    fn bare(&self) -> PathBuf {
        self.away.path().join("depot.git")
    }

    fn target(&self) -> PathBuf {
        self.away.path().join("site")
    }

    /// A command with the clock on a day, nothing of the one who runs the tests, and the program before all others.
    fn command(&self, program: &str, day: &str) -> Command {
        let own = Path::new(env!("CARGO_BIN_EXE_clairevoie")).parent().unwrap().display().to_string();
        let noon: jiff::Timestamp = format!("{day}T16:00:00Z").parse().unwrap();
        let mut command = Command::new(program);
        command
            .current_dir(self.portal.root())
            .env("PATH", format!("{own}:/usr/local/bin:/usr/bin:/bin"))
            .env("HOME", self.away.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("LC_ALL", "C.UTF-8")
            // Compressed copies are made the same way, and slowly by a program that is not optimized.
            .env("PUBLISH", "--no-precompress")
            .env("SOURCE_DATE_EPOCH", noon.as_second().to_string());
        command
    }

    fn git(&self, args: &[&str]) -> String {
        succeed(self.command("git", FIRST).args(args).output().unwrap())
    }

    /// Runs the script on a day, in a portal.
    fn daily_in(&self, root: &Path, day: &str) -> Answer {
        let target = self.target();
        let mut command = self.command("sh", day);
        answer(command.arg(root.join("ci/daily.sh")).args([&target, &target]).output().unwrap())
    }

    fn daily(&self, day: &str) -> Answer {
        self.daily_in(self.portal.root(), day)
    }

    fn succeeds(&self, day: &str) -> Answer {
        let answer = self.daily(day);
        assert_eq!(answer.code, 0, "{day}: {}", answer.said);
        answer
    }

    /// What the repository has of the chain.
    fn chain(&self) -> String {
        let bare = self.bare();
        self.git(&["--git-dir", bare.to_str().unwrap(), "show", "main:editions/chain.json"])
    }

    fn commits(&self) -> String {
        let bare = self.bare();
        self.git(&["--git-dir", bare.to_str().unwrap(), "log", "--format=%s", "main"])
    }

    /// What the target holds, with what tells a file that was written again.
    fn online(&self) -> BTreeMap<String, (Vec<u8>, u64, i64)> {
        let with_times = |(path, bytes)| {
            let meta = fs::metadata(self.target().join(&path)).unwrap();
            (path, (bytes, meta.ino(), meta.mtime()))
        };
        tree(&self.target()).into_iter().map(with_times).collect()
    }

    /// A new clone, as shallow as those of forges.
    fn clone(&self) -> PathBuf {
        let clone = self.away.path().join("clone");
        let bare = format!("file://{}", self.bare().display());
        self.git(&["clone", "--quiet", "--depth=1", &bare, clone.to_str().unwrap()]);
        clone
    }

    fn refuse_pushes(&self) {
        let hook = self.bare().join("hooks/pre-receive");
        fs::create_dir_all(hook.parent().unwrap()).unwrap();
        fs::write(&hook, "#!/bin/sh\nexit 1\n").unwrap();
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn accept_pushes(&self) {
        fs::remove_file(self.bare().join("hooks/pre-receive")).unwrap();
    }

    fn editions(&self) -> usize {
        self.chain().matches("\"number\":").count()
    }
}

fn daily(name: &str) -> PathBuf {
    repository().join("docs/daily").join(name)
}

#[test]
fn a_day_on_which_nothing_changed_publishes_nothing_and_a_fact_that_moves_makes_one_edition() {
    let robot = Robot::new();
    robot.succeeds(FIRST);
    assert_eq!((robot.editions(), robot.commits().as_str()), (1, "Édition 1\nx\n"));
    let (chain, online) = (robot.chain(), robot.online());
    assert_eq!(online["editions.json"].0, chain.as_bytes(), "the repository has the chain that is online");
    assert_eq!(tree(&robot.target()), robot.portal.published());
    for day in [FIRST, NEXT] {
        let nothing = robot.succeeds(day);
        assert_eq!((robot.chain(), robot.commits().as_str()), (chain.clone(), "Édition 1\nx\n"), "{day}");
        assert!(robot.online() == online, "{day}: nothing was written at the target: {}", nothing.said);
    }
    robot.succeeds(EXPIRED);
    assert_eq!((robot.editions(), robot.commits().as_str()), (2, "Édition 2\nÉdition 1\nx\n"));
    let after = robot.online();
    assert_eq!(after["editions.json"].0, robot.chain().as_bytes());
    let changed = |path: &str| after[path] != online[path];
    assert!(changed("membres/alpha/index.html"), "the term of this member expired");
    assert!(!changed("a-propos/index.html"), "nothing on this page depends on the day");
}

#[test]
fn nothing_is_online_whose_chain_is_not_in_the_repository() {
    let robot = Robot::new();
    robot.succeeds(FIRST);
    let (chain, online) = (robot.chain(), robot.online());
    robot.refuse_pushes();
    // The repository refuses, twice: the site stays as it was.
    for _ in 0..2 {
        assert_ne!(robot.daily(EXPIRED).code, 0);
        assert!(robot.chain() == chain && robot.online() == online);
    }
    robot.accept_pushes();
    robot.succeeds(EXPIRED);
    assert_eq!(robot.editions(), 2, "the edition that did not get there is sent, and none is made after it");
    assert_eq!(robot.online()["editions.json"].0, robot.chain().as_bytes());
}

#[test]
fn an_edition_that_the_repository_did_not_get_gives_way_to_what_others_sent_there() {
    let robot = Robot::new();
    robot.succeeds(FIRST);
    robot.refuse_pushes();
    assert_ne!(robot.daily(EXPIRED).code, 0);
    robot.accept_pushes();
    // Meanwhile somebody publishes a text from another clone.
    let clone = robot.clone();
    fs::write(clone.join("content/pages/a-propos.fr.md"), "---\ntitle: À propos\n---\n\nUn autre texte.\n").unwrap();
    let published = robot
        .command("clairevoie", EXPIRED)
        .current_dir(&clone)
        .args(["publish", "--no-precompress"])
        .output()
        .unwrap();
    assert_eq!(answer(published).code, 0);
    let clone = clone.to_str().unwrap();
    robot.git(&["-C", clone, "add", "."]);
    robot.git(&["-C", clone, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "--quiet", "--message=y"]);
    robot.git(&["-C", clone, "push", "--quiet", "origin", "main"]);
    let chain = robot.chain();
    robot.succeeds(EXPIRED);
    assert_eq!(robot.chain(), chain, "what was published elsewhere is what is online");
    assert_eq!(robot.online()["editions.json"].0, chain.as_bytes());
    assert!(String::from_utf8_lossy(&robot.online()["a-propos/index.html"].0).contains("Un autre texte."));
}

#[test]
fn what_could_not_be_deployed_is_deployed_by_the_next_run() {
    let robot = Robot::new();
    fs::write(robot.target(), "in the way").unwrap();
    assert_ne!(robot.daily(FIRST).code, 0);
    assert_eq!(robot.editions(), 1);
    fs::remove_file(robot.target()).unwrap();
    robot.succeeds(FIRST);
    assert_eq!(robot.editions(), 1);
    assert_eq!(tree(&robot.target()), robot.portal.published());
}

#[test]
fn a_forge_that_begins_from_a_new_clone_each_day_publishes_nothing_new_either() {
    let robot = Robot::new();
    robot.succeeds(FIRST);
    let (chain, online) = (robot.chain(), robot.online());
    let clone = robot.clone();
    let answer = robot.daily_in(&clone, FIRST);
    assert_eq!(answer.code, 0, "{}", answer.said);
    assert!(robot.chain() == chain && robot.online() == online, "{}", answer.said);
    let answer = robot.daily_in(&clone, EXPIRED);
    assert_eq!((answer.code, robot.editions()), (0, 2), "{}", answer.said);
}

#[test]
fn what_a_person_wrote_in_the_working_copy_is_left_alone() {
    let robot = Robot::new();
    let text = "---\ntitle: À propos\n---\n\nPas encore envoyé.\n";
    robot.portal.write("content/pages/a-propos.fr.md", text);
    let refused = robot.daily(FIRST);
    assert!(refused.code != 0 && refused.said.contains("content/pages/a-propos.fr.md"), "{}", refused.said);
    assert_eq!(robot.portal.read("content/pages/a-propos.fr.md"), text);
    assert!(!robot.target().exists());
}

#[test]
fn an_error_of_the_content_stops_the_day_before_anything_is_sent() {
    let robot = Robot::new();
    robot.succeeds(FIRST);
    let online = robot.online();
    robot.portal.edit("content/members/alpha.yaml", "sector:", "secteur:");
    robot.git(&["-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "--quiet", "--all", "--message=y"]);
    robot.git(&["push", "--quiet", "origin", "main"]);
    let stopped = robot.daily(EXPIRED);
    assert!(stopped.code == 1 && stopped.said.contains("alpha.yaml"), "{}", stopped.said);
    assert!(robot.online() == online && robot.editions() == 1);
}

#[test]
fn the_line_of_cron_runs_and_speaks_only_of_what_failed() {
    let robot = Robot::new();
    let text = fs::read_to_string(daily("crontab")).unwrap();
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("PATH="));
    let (line, none) = (lines.next().unwrap(), lines.next());
    assert_eq!(none, None);
    let fields: Vec<&str> = line.splitn(6, ' ').collect();
    let numbers: Vec<u32> = fields[..2].iter().map(|field| field.parse().unwrap()).collect();
    // Past midnight in Québec on the machine's clock, be it universal time or that of Québec.
    assert!(numbers[0] < 60 && (5..12).contains(&numbers[1]) && fields[2..5] == ["*"; 3], "{line}");
    assert!(!line.contains('%'), "cron takes this sign for the end of a line");
    let target = robot.target().display().to_string();
    let command = fields[5]
        .replace("/srv/portail", &robot.portal.root().display().to_string())
        .replace("publication@serveur.example:/srv/www/comite", &target)
        .replace("https://comite.example/", &target);
    let run = || answer(robot.command("sh", FIRST).args(["-c", &command]).output().unwrap());
    let quiet = run();
    assert_eq!((quiet.code, quiet.wrote.as_str(), quiet.said.as_str()), (0, "", ""));
    assert_eq!(tree(&robot.target()), robot.portal.published());
    robot.portal.write("content/pages/a-propos.fr.md", "---\n---\n");
    let failed = run();
    assert!(failed.wrote.contains("a-propos.fr.md"), "{}{}", failed.wrote, failed.said);
}
