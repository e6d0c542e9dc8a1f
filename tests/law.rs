//! The law of reuse: after any steps of an editor, a build over an earlier one writes and tells what a first
//! build would, and the preview shows and tells the same. Every kind of file is edited, made, renamed, deleted,
//! broken and mended, forbidden and permitted again; the day, the options and the program change.
//!
//! `CLAIREVOIE_STEPS` and `CLAIREVOIE_SEED` ask for more steps and for others: `CLAIREVOIE_STEPS=5000 cargo test --test law`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "how many steps are taken is asked for by the environment")]

#[path = "suite/numbers.rs"]
mod numbers;
#[allow(dead_code, reason = "shared with the suite, which uses all of it")]
#[path = "suite/portal.rs"]
mod portal;
#[allow(dead_code, reason = "shared with the suite, which uses all of it")]
#[path = "suite/server.rs"]
mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::numbers::Numbers;
use crate::portal::{Answer, Portal, answer, tree};
use crate::server::Server;

/// How many steps are taken where nothing else is asked for, and how many of them one portal takes.
const STEPS: usize = 240;
const STEPS_OF_ONE: usize = 60;

/// The places where an editor changes one thing for another, all of which may stand there.
const CHOICES: &[(&str, &[&str])] = &[
    ("content/portal.yaml", &["fr: Comité d’essai", "fr: Comité d’épreuve"]),
    ("content/portal.yaml", &["reference_date: 2023-06-01", "reference_date: 2024-02-29", "# aucun jour"]),
    (
        "content/portal.yaml",
        &["https://comite.example/comite/", "https://comite.example/comite", "https://comite.example/"],
    ),
    ("content/committee.yaml", &["P4Y", "P2Y", "P1Y", "P10W"]),
    ("content/committee.yaml", &["maximum: 2", "maximum: 1"]),
    ("content/committee.yaml", &["fr: Un comité.", "fr: Un comité consultatif."]),
    ("content/committee.yaml", &["en: A committee.", "en: An advisory committee."]),
    ("content/members/alpha.yaml", &["Organisme Alpha", "Organisme Alfa", "L'organisme « A »"]),
    ("content/members/alpha.yaml", &["2021-04-12", "2021-05", "2020"]),
    ("content/members/beta.yaml", &["Ministère Bêta", "Ministère du Bêta"]),
    ("content/nominations/appel-2021.yaml", &["fr: Appel", "fr: Appel à candidatures"]),
    ("content/meetings/2022-03-15.yaml", &["fr: À distance", "fr: En ligne"]),
    ("content/plans/premier/plan.yaml", &["fr: Premier plan", "fr: Le premier plan"]),
    ("content/plans/premier/plan.yaml", &["status: under-way", "status: complete"]),
    ("content/plans/premier/commentary/avis.fr.md", &["title: Avis", "title: L’avis", "title: Un avis de 2023"]),
    ("content/plans/premier/commentary/avis.fr.md", &["date: 2023-01-15", "date: 2022-12", "date: 2021"]),
    (
        "content/plans/premier/commentary/avis.fr.md",
        &["kind: advice", "kind: advice\nstatus: draft", "kind: assessment"],
    ),
    (
        "content/plans/premier/commentary/avis.fr.md",
        &["Le texte.", "Le texte dit 12 %.", "Voir [Alpha](member:alpha).", "Voir [la note](asset:note.txt)."],
    ),
    ("content/plans/premier/commentary/avis.fr.md", &["## Constat", "## Le constat", "### Constat"]),
    ("content/plans/premier/commentary/avis.en.md", &["slug: advice", "slug: our-advice"]),
    (
        "content/plans/premier/commentary/avis.en.md",
        &["The text.", "The text says 12%.", "See [Alpha](member:alpha).", "See [the note](asset:note.txt)."],
    ),
    ("content/plans/premier/responses/avis.yaml", &["2023-03-01", "2023-04", "2020-01-01"]),
    (
        "content/pages/a-propos.fr.md",
        &[
            "Une page.",
            "Voir [l’avis](commentary:premier/avis).",
            "Le [plan](plan:premier).",
            "La page [autre](page:autre).",
        ],
    ),
    ("content/pages/a-propos.fr.md", &["title: À propos", "title: À propos du comité"]),
    ("content/pages/a-propos.en.md", &["slug: about", "slug: about-us"]),
    ("content/assets/note.txt", &["une note", "une NOTE", "une note plus longue"]),
    (
        "themes/quebec/templates/mandate.html",
        &["<p>Un</p>", "<p>Deux</p>", "{{ site.title.text }}", "{{ rien.du.tout }}"],
    ),
    ("themes/quebec/locales/fr.ftl", &["nav-mandate = Mandat", "nav-mandate = Le mandat", "# nav-mandate"]),
    ("themes/quebec/static/style.css", &["red", "blue"]),
    ("themes/quebec/static/more.js", &["1", "2"]),
    ("translations/committee.yaml", &["fr: Un comité.", "fr: Un autre comité."]),
    ("translations/pages/a-propos.fr.md", &["Une page.", "Une autre page."]),
];

/// Files that may be made, over what is there.
const NEW: &[(&str, &str)] = &[
    ("content/members/gamma.yaml", "name: Organisme Gamma\nsector: civil-society\n"),
    (
        "content/members/a-delta.yaml",
        "name: {fr: Delta, en: Delta}\nsector: public-body\nterms:\n  - {seat: society, start_date: 2022}\n",
    ),
    ("content/meetings/2022-11-02.yaml", "date: 2022-11-02\n"),
    ("content/nominations/appel-2022.yaml", "title: {fr: Second appel, en: Second call}\nopened: 2022-02\n"),
    ("content/plans/second/plan.yaml", "title: {fr: Second plan, en: Second plan}\nstart_date: 2023\n"),
    ("content/plans/second/commentary/note.fr.md", "---\ntitle: Note\ndate: 2023-05\nkind: advice\n---\n\nUne note.\n"),
    (
        "content/plans/premier/commentary/suite.fr.md",
        "---\ntitle: Suite\ndate: 2023-05-01\nkind: advice\nauthors: [alpha]\n---\n\n[Avis](commentary:premier/avis)\n",
    ),
    ("content/plans/premier/commentary/suite.en.md", "---\ntitle: Next\n---\n\n[Advice](commentary:premier/avis)\n"),
    ("content/plans/premier/responses/suite.yaml", "[]\n"),
    ("content/pages/autre.fr.md", "---\ntitle: Autre\nslug: autre\n---\n\n[Bêta](member:beta)\n"),
    ("content/pages/membres.fr.md", "---\ntitle: Membres\n---\n"),
    ("content/assets/dossier/b.txt", "b"),
    ("content/assets/.cachee", "c"),
    ("content/notes.txt", "de trop"),
    (
        "themes/quebec/templates/mandate.html",
        "{% extends \"base.html\" %}{% block content %}<p>Un</p>{% endblock content %}",
    ),
    ("themes/quebec/locales/fr.ftl", include_str!("../themes/quebec/locales/fr.ftl")),
    ("themes/quebec/static/style.css", "body { color: red }"),
    ("themes/quebec/static/more.js", "console.log(1)"),
    ("translations/members/alpha.yaml", "name: Organisme Alpha\n"),
];

/// Texts that break a file.
const BROKEN: &[&str] = &[
    "name: [\n",
    "---\ntitle: x\n",
    "",
    "\u{fffd}",
    "{% if %}",
    "a: 1\na: 2\n",
    "---\ntitle: *\n---\n[a](member:rien)\n",
];

/// The options of a build or a preview.
#[derive(Debug, Clone, Default)]
struct Options {
    args: Vec<&'static str>,
    epoch: Option<&'static str>,
    drafts: bool,
    search: bool,
    other_program: bool,
}

type Files = BTreeMap<String, Vec<u8>>;

/// A portal with all that an editor can change, and what is asked of the program.
struct Day {
    portal: Portal,
    numbers: Numbers,
    options: Options,
    /// The files as they were at the start, and before the last step.
    first: Files,
    before: Files,
    /// What was done, for the one who reads of a failure.
    steps: Vec<String>,
}

fn sources(portal: &Portal) -> Files {
    let all = ["content", "themes", "translations"].into_iter().flat_map(|top| {
        let walk = walkdir::WalkDir::new(portal.path(top)).into_iter().flatten();
        walk.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect::<Vec<_>>()
    });
    let path = |at: &Path| at.strip_prefix(portal.root()).unwrap().to_str().unwrap().to_owned();
    all.map(|at| (path(&at), fs::read(&at).unwrap_or_default())).collect()
}

fn start(seed: u64) -> Day {
    let portal = Portal::small();
    portal.write("content/meetings/2022-03-15.yaml", "date: 2022-03-15\nmode: {fr: À distance, en: Online}\n");
    portal.write(
        "content/plans/premier/responses/avis.yaml",
        "- {recommendation: r1, position: accepted, date: 2023-03-01}\n",
    );
    portal.write("content/assets/note.txt", "une note");
    for (path, text) in NEW.iter().filter(|(path, _)| path.starts_with("themes/")) {
        portal.write(path, text);
    }
    for path in ["content/committee.yaml", "content/pages/a-propos.fr.md"] {
        assert_eq!(portal.run(&["translate", "confirm", path]).code, 0);
    }
    let portal = portal.without_privileges();
    let first = sources(&portal);
    Day {
        numbers: Numbers(seed | 1),
        options: Options::default(),
        before: first.clone(),
        first,
        steps: Vec::new(),
        portal,
    }
}

impl Day {
    /// Puts files back as they were, and permits all.
    fn put_back(&self, files: &Files) {
        for path in sources(&self.portal).keys() {
            self.portal.permit(path, 0o644);
        }
        let now = sources(&self.portal);
        for path in now.keys().filter(|path| !files.contains_key(*path)) {
            self.portal.remove(path);
        }
        for (path, bytes) in files.iter().filter(|(path, bytes)| now.get(*path) != Some(*bytes)) {
            let _ = fs::remove_dir_all(self.portal.path(path));
            self.portal.write(path, bytes);
        }
    }

    /// Takes a step; gives what it was. After a broken state it is often taken back.
    fn step(&mut self, was_broken: bool) -> String {
        let back = match (was_broken, self.numbers.below(10)) {
            (true, 0..4) => Some(self.before.clone()),
            (true, 4..6) | (false, 0) => Some(self.first.clone()),
            _ => None,
        };
        if let Some(files) = back {
            self.put_back(&files);
            return "put back".to_owned();
        }
        self.before = sources(&self.portal);
        let paths: Vec<String> = self.before.keys().cloned().collect();
        let path = self.numbers.of(&paths).clone();
        match self.numbers.below(20) {
            0..10 => self.choose(),
            10 | 11 => {
                let (path, text) = *self.numbers.of(NEW);
                self.make(path, text.as_bytes())
            }
            12 => {
                let text = *self.numbers.of(BROKEN);
                self.make(&path, text.as_bytes())
            }
            13 | 14 => self.line(&path),
            15 => self.rename(&path, &paths),
            16 => {
                self.portal.remove(&path);
                format!("delete {path}")
            }
            17 => {
                self.portal.permit(&path, 0o000);
                format!("forbid {path}")
            }
            _ => self.ask(),
        }
    }

    fn choose(&mut self) -> String {
        let (path, texts) = *self.numbers.of(CHOICES);
        let Ok(text) = fs::read_to_string(self.portal.path(path)) else { return format!("no {path}") };
        let other = *self.numbers.of(texts);
        let found = texts.iter().filter(|own| text.contains(**own)).max_by_key(|own| own.len());
        let Some(own) = found else { return format!("nothing to choose in {path}") };
        self.portal.write(path, text.replacen(own, other, 1));
        format!("{path}: {own:?} becomes {other:?}")
    }

    fn make(&self, path: &str, bytes: &[u8]) -> String {
        let at = self.portal.path(path);
        let is_in_the_way = at.parent().unwrap().ancestors().any(|folder| folder.is_file()) || at.is_dir();
        if !is_in_the_way {
            self.portal.write(path, bytes);
        }
        format!("write {path}: {:?}", String::from_utf8_lossy(bytes))
    }

    /// A line goes, or comes twice, or another is put in.
    fn line(&mut self, path: &str) -> String {
        let text = String::from_utf8_lossy(&self.before[path]).into_owned();
        let mut lines: Vec<&str> = text.lines().collect();
        let at = self.numbers.below(lines.len() + 1);
        match (self.numbers.below(3), lines.get(at).copied()) {
            (0, Some(_)) => drop(lines.remove(at)),
            (1, Some(line)) => lines.insert(at, line),
            _ => lines.insert(at, "Une ligne de plus."),
        }
        self.make(path, (lines.join("\n") + "\n").as_bytes())
    }

    fn rename(&mut self, path: &str, paths: &[String]) -> String {
        let folder = path.rsplit_once('/').unwrap().0;
        let (to, from) = match self.numbers.below(4) {
            // A folder with all that it holds.
            0 if folder.matches('/').count() > 1 => (format!("{folder}-2"), folder.to_owned()),
            1 => (self.numbers.of(paths).clone(), path.to_owned()),
            2 => (path.replacen('.', "-2.", 1), path.to_owned()),
            _ => (format!("{folder}/autre.yaml"), path.to_owned()),
        };
        let _ = fs::rename(self.portal.path(&from), self.portal.path(&to));
        format!("rename {from} to {to}")
    }

    fn ask(&mut self) -> String {
        let numbers = &mut self.numbers;
        let days: [&[&str]; 4] =
            [&[], &["--as-of", "2022-01-01"], &["--as-of", "2024-02-29"], &["--as-of", "2030-01-01"]];
        let addresses: [&[&str]; 3] = [&[], &[], &["--base-url", "https://autre.example/a/"]];
        self.options = Options {
            args: [*numbers.of(&days), *numbers.of(&addresses)].concat(),
            epoch: *numbers.of(&[None, Some("1685604600"), Some("1709200000")]),
            drafts: numbers.below(2) == 0,
            search: numbers.below(4) == 0,
            other_program: numbers.below(2) == 0,
        };
        format!("{:?}", self.options)
    }

    fn build(&self, out: &str, drafts: bool, other_program: bool) -> Answer {
        let mut args = vec!["build", "--root", ".", "--out", out];
        args.extend(&self.options.args);
        args.extend(drafts.then_some("--drafts"));
        args.extend((!self.options.search).then_some("--no-search"));
        let mut command = match other_program {
            true => self.portal.command_of(&self.portal.path("other-program"), &args),
            false => self.portal.command(&args),
        };
        answer(self.at_its_time(&mut command).output().unwrap())
    }

    fn at_its_time<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        // Where neither the portal nor an option names the day, the moment does.
        command.env("SOURCE_DATE_EPOCH", self.options.epoch.unwrap_or("1685604600"))
    }

    /// A build in an empty folder.
    fn cold(&self, drafts: bool) -> (Answer, Files) {
        for folder in ["cold", ".cold.clairevoie"] {
            let _ = fs::remove_dir_all(self.portal.path(folder));
        }
        let answer = self.build("cold", drafts, false);
        let files = tree(&self.portal.path("cold"));
        (answer, files)
    }

    fn serve(&self) -> Server {
        let args: Vec<&str> =
            self.options.args.iter().copied().chain((!self.options.search).then_some("--no-search")).collect();
        let mut command = self.portal.command(&[&["serve", "--root", ".", "--port", "0"], &args[..]].concat());
        self.at_its_time(&mut command);
        Server::of(command)
    }

    fn failed(&self, what: &str) -> ! {
        panic!("{what}\nafter:\n{}", self.steps.join("\n"));
    }
}

/// The diagnostics of what a build said: code and message.
fn told(said: &str) -> Vec<String> {
    let heads = said.lines().filter_map(|line| {
        let rest = line.strip_prefix("erreur[").or_else(|| line.strip_prefix("avertissement["))?;
        let (code, message) = rest.split_once("] ")?;
        Some(format!("{code} {message}"))
    });
    let mut told: Vec<String> = heads.collect();
    told.sort();
    told
}

/// The diagnostics of the preview's panel, likewise.
fn shown(panel: &str) -> Vec<String> {
    let heads = panel.split("<p class=\"message\"><b>").skip(1).filter_map(|part| {
        let (head, rest) = part.split_once("</b> ")?;
        let code = head.rsplit(' ').next()?;
        let message = rest.split("</p>").next()?;
        Some(format!("{code} {message}"))
    });
    let unescaped = heads.map(|text| {
        [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#x27;", "'"),
            ("&#39;", "'"),
            ("&#x2F;", "/"),
            ("&amp;", "&"),
        ]
        .into_iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
    });
    let mut shown: Vec<String> = unescaped.collect();
    shown.sort();
    shown
}

/// The first file in which two sites differ.
fn difference(one: &Files, other: &Files) -> Option<String> {
    one.keys().chain(other.keys()).find(|path| one.get(*path) != other.get(*path)).cloned()
}

/// What the lines of an answer say that must be equal: all but times, counts of files, and what of another site is gone.
fn lasting(said: &str) -> String {
    let is_lasting = |line: &&str| {
        !["Temps", "Site écrit", "Recherche", "Ces adresses", "Rien n’a été écrit"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    said.lines().filter(is_lasting).map(|line| format!("{}\n", line.replace("public", "cold"))).collect()
}

fn check(day: &Day, server: &Server) -> bool {
    let (cold, written) = day.cold(day.options.drafts);
    let warm = day.build("public", day.options.drafts, day.options.other_program);
    if (warm.code, lasting(&warm.said)) != (cold.code, lasting(&cold.said)) {
        day.failed(&format!(
            "a build over another tells {}\n{}\na first one {}\n{}",
            warm.code, warm.said, cold.code, cold.said
        ));
    }
    if cold.code == 0
        && let Some(path) = difference(&day.portal.published(), &written)
    {
        day.failed(&format!("{path} is not what a first build writes"));
    }
    let (cold, mut written) = day.cold(true);
    // What accounts for the files of an edition is written with it, and has no place in a preview.
    written.retain(|path, _| !path.starts_with("pagefind/") && !clairevoie::editions::is_account(path));
    let since = Instant::now();
    loop {
        // A page whose template fails is not rendered before it is asked for, and shows then what failed.
        let early = |told: Vec<String>| told.into_iter().filter(|told| !told.starts_with("CV802")).collect::<Vec<_>>();
        let panel = early(shown(&server.get("/_clairevoie/panel").text()));
        let base = ["https://autre.example", "https://comite.example"];
        let differs = (cold.code == 0).then(|| served_otherwise(server, &written, &base)).flatten();
        match (panel == early(told(&cold.said)), differs) {
            (true, None) => return cold.code != 0,
            (is_told, differs) if since.elapsed() > Duration::from_secs(8) => {
                let (told, said) = (format!("{panel:#?}"), server.said());
                day.failed(&format!(
                    "the preview tells alike: {is_told}, differs in {differs:?}\n{told}\na build tells\n{}\n{said}",
                    cold.said
                ));
            }
            _ => sleep(Duration::from_millis(4)),
        }
    }
}

/// The first path that is served otherwise than it was built.
fn served_otherwise(server: &Server, written: &Files, origins: &[&str]) -> Option<String> {
    let sitemap = String::from_utf8_lossy(&written["sitemap.xml"]).into_owned();
    let first = sitemap.split("<loc>").nth(1)?.split('<').next()?.to_owned();
    let base = origins.iter().find_map(|origin| first.strip_prefix(origin))?;
    written.iter().find_map(|(path, bytes)| {
        let target = path.strip_suffix("index.html").unwrap_or(path);
        (server.page(&format!("{base}{target}")).as_ref() != Some(bytes)).then(|| path.clone())
    })
}

#[test]
fn after_any_steps_all_is_as_if_made_for_the_first_time() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let steps = number("CLAIREVOIE_STEPS").map_or(STEPS, |steps| steps as usize);
    let first_seed = number("CLAIREVOIE_SEED").unwrap_or(1);
    let portals = steps.div_ceil(STEPS_OF_ONE);
    let (mut taken, mut broken) = (0, 0);
    for at in 0..portals {
        let seed = (first_seed + at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut day = start(seed);
        let program = fs::read(env!("CARGO_BIN_EXE_clairevoie")).unwrap();
        // A program with another byte at its end does the same, and is another.
        day.portal.write("other-program", [&program[..], b"\0"].concat());
        day.portal.permit("other-program", 0o755);
        let mut server = day.serve();
        let mut was_broken = check(&day, &server);
        assert!(!was_broken, "{}", day.cold(true).0.said);
        for _ in 0..STEPS_OF_ONE.min(steps - taken) {
            let asked = format!("{:?}", day.options);
            let step = day.step(was_broken);
            day.steps.push(step);
            if format!("{:?}", day.options) != asked {
                server = day.serve();
            }
            was_broken = check(&day, &server);
            taken += 1;
            broken += usize::from(was_broken);
        }
    }
    println!("{taken} steps, of which {broken} left the portal broken");
    assert!(broken * 2 < taken, "a broken portal shows nothing of its pages");
}
