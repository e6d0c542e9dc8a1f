//! Deployments against a target in memory that may fail at any file: whatever was there, whatever comes next, pages
//! are never without their files, and what was begun is completed by whoever deploys next.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use clairevoie::deployment::{
    self, Cause, Depth, Error, Failure, Files, Found, Listing, Options, Program, SUMS, State, Step, Tool, UNDER_WAY,
    Verify, Watch,
};
use clairevoie::reuse::PublicHash;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::portal::Portal;

/// A site: files by path, without its list.
type Site = BTreeMap<String, String>;

/// A target in memory.
#[derive(Default)]
struct Memory {
    files: RefCell<BTreeMap<String, Vec<u8>>>,
    /// How many more files can be written or removed before it fails; none fails if nothing is said.
    left: RefCell<Option<usize>>,
    /// What was written and removed, in order.
    log: RefCell<Vec<String>>,
    /// Whether it gives hashes of its files.
    has_hashes: bool,
}

impl Memory {
    fn spend(&self) -> Result<(), Failure> {
        match &mut *self.left.borrow_mut() {
            Some(0) => Err(Failure { program: Program::Rsync, cause: Cause::Interrupted, said: Vec::new() }),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// What it holds as a site, with the files of deployments themselves.
    fn texts(&self) -> Site {
        let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
        self.files.borrow().iter().map(|(path, bytes)| (path.clone(), text(bytes))).collect()
    }

    fn put(&self, path: &str, text: &str) {
        self.files.borrow_mut().insert(path.to_owned(), text.into());
    }
}

impl Tool for Memory {
    fn fetch(&self, names: &[&str], into: &Path, _: Watch<'_>) -> Result<(), Failure> {
        for name in names {
            if let Some(bytes) = self.files.borrow().get(*name) {
                fs::write(into.join(name), bytes).unwrap();
            }
        }
        Ok(())
    }

    fn send(&self, from: &Path, paths: &[String], step: Step, _: Watch<'_>) -> Result<(), Failure> {
        for path in paths {
            self.spend()?;
            self.log.borrow_mut().push(format!("{step:?} {path}"));
            self.files.borrow_mut().insert(path.clone(), fs::read(from.join(path)).unwrap());
        }
        Ok(())
    }

    fn remove(&self, paths: &[String], _: Watch<'_>) -> Result<(), Failure> {
        for path in paths {
            self.spend()?;
            self.log.borrow_mut().push(format!("remove {path}"));
            self.files.borrow_mut().remove(path);
        }
        Ok(())
    }

    fn remove_folders(&self, folders: &[String], _: Watch<'_>) -> Result<(), Failure> {
        for folder in folders {
            let below = format!("{folder}/");
            assert!(!self.files.borrow().keys().any(|path| path.starts_with(&below) && !is_foreign(path)), "{folder}");
        }
        Ok(())
    }

    fn differing(&self, _: &Path, files: &Files, depth: Depth, _: Watch<'_>) -> Result<BTreeSet<String>, Failure> {
        let is_same = |path: &str, hash: &PublicHash| {
            (depth == Depth::Read || self.has_hashes)
                && self.files.borrow().get(path).is_some_and(|bytes| hash_of(bytes) == *hash)
        };
        Ok(files.iter().filter(|(path, hash)| !is_same(path, hash)).map(|(path, _)| path.clone()).collect())
    }
}

fn hash_of(bytes: &[u8]) -> PublicHash {
    PublicHash::of(bytes)
}

/// Files of others at the target.
fn is_foreign(path: &str) -> bool {
    path.contains("foreign")
}

fn sums(site: &Site) -> String {
    site.iter().map(|(path, text)| format!("{}  {path}\n", hash_of(text.as_bytes()))).collect()
}

/// Writes a site with its list.
fn publish(site: &Site) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in site {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::write(folder.path().join(SUMS), sums(site)).unwrap();
    fs::write(folder.path().join("editions.json"), format!("[{}]", site.len())).unwrap();
    folder
}

const WATCH: Watch<'static> = Watch { on_phase: &|_| {}, on_file: &|| {}, is_stopped: &|| false };

const TODAY: Date = date(2026, 6, 15);

fn options() -> Options {
    Options { today: TODAY, until: date(2026, 7, 15), verify: Verify::Changed, repair: false, force: false }
}

fn deploy(site: &Site, target: &Memory, options: Options) -> Result<deployment::Summary, Error> {
    let folder = publish(site);
    deployment::prepare(folder.path(), target, options, WATCH)?.run(WATCH)
}

/// An edition: pages that name files of the theme by the hash of their content.
fn site(pages: &[u8], theme: &[u8], data: u8) -> Site {
    let mut site = Site::new();
    let theme: BTreeSet<String> = theme.iter().map(|kind| format!("theme/style.{kind:08x}.css")).collect();
    for path in &theme {
        site.insert(path.clone(), format!("of {path}"));
    }
    for (at, words) in pages.iter().enumerate() {
        let links: Vec<&str> = theme.iter().map(String::as_str).collect();
        // A page of no words is not there.
        if *words > 0 {
            site.insert(format!("pages/{at}/index.html"), format!("{words}\n{}", links.join("\n")));
        }
    }
    site.insert("index.html".into(), format!("home\n{}", theme.iter().cloned().collect::<Vec<_>>().join("\n")));
    site.insert("data/a.csv".into(), format!("{data}"));
    site.insert("sitemap.xml".into(), format!("{pages:?}"));
    site
}

/// Every page has all the files that it names, and those of the theme hold what their name says.
fn assert_whole_pages(target: &Memory) {
    let texts = target.texts();
    for (path, text) in texts.iter().filter(|(path, _)| path.ends_with(".html") && !is_foreign(path)) {
        for link in text.lines().skip(1) {
            assert_eq!(texts.get(link).map(String::as_str), Some(&*format!("of {link}")), "{path} has no {link}");
        }
    }
}

/// The target holds the site, what stays of earlier ones, what is of others, and nothing else.
fn assert_deployed(site: &Site, target: &Memory) {
    let mut texts = target.texts();
    for (path, text) in site {
        assert_eq!(texts.remove(path).as_ref(), Some(text), "{path}");
    }
    assert_eq!(texts.remove(SUMS), Some(sums(site)));
    assert!(texts.remove("editions.json").is_some());
    let earlier = Listing::parse(&texts.remove("SHA256SUMS.earlier").unwrap_or_default());
    assert!(earlier.is_complete && earlier.files.is_empty());
    texts.retain(|path, _| !is_foreign(path) && !earlier.kept.contains_key(path));
    assert_eq!(texts, Site::new(), "left behind");
    assert!(earlier.kept.keys().all(|path| path.starts_with("theme/") && !site.contains_key(path)));
}

fn editions() -> impl Strategy<Value = Site> {
    (prop::collection::vec(0..3_u8, 3), prop::collection::vec(0..4_u8, 0..3), 0..2_u8)
        .prop_map(|(pages, theme, data)| site(&pages, &theme, data))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn interrupted_anywhere_the_next_deployment_completes_whatever_it_brings(
        steps in prop::collection::vec((editions(), prop::option::of(0..14_usize)), 1..6),
        last in editions(),
        has_hashes: bool,
    ) {
        let target = Memory { has_hashes, ..Memory::default() };
        target.put("foreign.txt", "of others");
        target.put("pages/0/foreign.txt", "of others");
        for (site, left) in &steps {
            *target.left.borrow_mut() = *left;
            match deploy(site, &target, options()) {
                Ok(_) => assert_deployed(site, &target),
                Err(Error::Tool(failure, _)) => assert_eq!(failure.cause, Cause::Interrupted),
                Err(error) => panic!("{error:?}"),
            }
            assert_whole_pages(&target);
        }
        *target.left.borrow_mut() = None;
        deploy(&last, &target, options()).unwrap();
        assert_deployed(&last, &target);
        assert_whole_pages(&target);
        prop_assert_eq!(target.texts().iter().filter(|(path, _)| is_foreign(path)).count(), 2);
        // Then there is nothing to do.
        target.log.borrow_mut().clear();
        deploy(&last, &target, options()).unwrap();
        prop_assert_eq!(&*target.log.borrow(), &Vec::<String>::new());
        // What stayed goes once its day is past, and only then.
        let later = Options { today: date(2026, 7, 15), until: date(2026, 8, 15), ..options() };
        deploy(&last, &target, later).unwrap();
        prop_assert_eq!(&*target.log.borrow(), &Vec::<String>::new());
        deploy(&last, &target, Options { today: date(2026, 7, 16), ..later }).unwrap();
        let left: Vec<String> = target.texts().into_keys().filter(|path| !is_foreign(path)).collect();
        let mut all: Vec<String> = last.keys().cloned().collect();
        all.extend([SUMS.to_owned(), "editions.json".to_owned()]);
        all.sort();
        prop_assert_eq!(left, all);
    }
}

#[test]
fn what_pages_need_goes_up_first_and_what_leaves_goes_last() {
    let target = Memory::default();
    deploy(&site(&[1, 1, 1], &[1], 0), &target, options()).unwrap();
    target.log.borrow_mut().clear();
    deploy(&site(&[2, 0, 1], &[2], 1), &target, options()).unwrap();
    let expected = [
        "Account SHA256SUMS.deploying",
        "Assets theme/style.00000002.css",
        "Data data/a.csv",
        "Pages index.html",
        "Pages pages/0/index.html",
        "Pages pages/2/index.html",
        "Feeds sitemap.xml",
        "Account SHA256SUMS",
        "Account SHA256SUMS.earlier",
        "Chain editions.json",
        "remove pages/1/index.html",
        "remove SHA256SUMS.deploying",
    ];
    assert_eq!(*target.log.borrow(), expected);
    assert!(target.texts().contains_key("theme/style.00000001.css"));
}

#[test]
fn what_an_interrupted_deployment_changed_stays_in_doubt_however_many_follow() {
    let target = Memory { has_hashes: true, ..Memory::default() };
    let first = site(&[1, 1, 1], &[1], 0);
    deploy(&first, &target, options()).unwrap();
    // The second changes the data; the third finds them as they should be, and only gets as far as its own list.
    for (site, left) in [(site(&[1, 1, 1], &[1], 1), 2), (site(&[2, 1, 1], &[1], 1), 1)] {
        *target.left.borrow_mut() = Some(left);
        assert!(matches!(deploy(&site, &target, options()), Err(Error::Tool(..))));
    }
    assert_eq!(target.texts()["data/a.csv"], "1");
    *target.left.borrow_mut() = None;
    // The list of all files is still that of the first edition: what it says of the data is not believed.
    deploy(&first, &target, options()).unwrap();
    assert_deployed(&first, &target);
}

#[test]
fn a_damaged_folder_and_a_target_of_others_are_refused() {
    let good = site(&[1], &[1], 0);
    let folder = publish(&good);
    let empty = Memory::default();
    assert!(matches!(prepared(folder.path(), &empty, options()), Ok(Found::Nothing)));
    // A file of the same size, a file that is missing, a list that was cut off, no list.
    fs::write(folder.path().join("data/a.csv"), "9").unwrap();
    fs::remove_file(folder.path().join("pages/0/index.html")).unwrap();
    match prepared(folder.path(), &empty, options()) {
        Err(Error::Damaged(paths, State::Untouched)) => assert_eq!(paths, ["data/a.csv", "pages/0/index.html"]),
        other => panic!("{other:?}"),
    }
    fs::write(folder.path().join(SUMS), &sums(&good)[..100]).unwrap();
    assert!(matches!(prepared(folder.path(), &empty, options()), Err(Error::BadList(_))));
    fs::remove_file(folder.path().join(SUMS)).unwrap();
    assert!(matches!(prepared(folder.path(), &empty, options()), Err(Error::Unlisted(_))));
    // A site that was not deployed, another portal, and the same by the same name.
    let folder = publish(&good);
    let occupied = Memory::default();
    occupied.put("index.html", "of others");
    assert!(matches!(prepared(folder.path(), &occupied, options()), Err(Error::Occupied)));
    let forced = Options { force: true, ..options() };
    assert!(matches!(prepared(folder.path(), &occupied, forced), Ok(Found::Nothing)));
    let named = |address: &str| {
        let mut site = good.clone();
        site.insert("edition.json".into(), format!("{{\"portal\": \"{address}\"}}"));
        site
    };
    let target = Memory::default();
    deploy(&named("https://one.test/"), &target, options()).unwrap();
    let other = publish(&named("https://two.test/"));
    match prepared(other.path(), &target, options()) {
        Err(Error::OtherPortal(there, here)) => {
            assert_eq!((&*there, &*here), ("https://one.test/", "https://two.test/"));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(prepared(other.path(), &target, forced), Ok(Found::Edition)));
}

/// What is found at a target before a deployment.
fn prepared(folder: &Path, target: &Memory, options: Options) -> Result<Found, Error> {
    deployment::prepare(folder, target, options, WATCH).map(|ready| ready.found())
}

#[test]
fn an_edition_that_is_online_is_not_taken_away_by_a_folder_that_does_not_know_it() {
    let with = |editions: u32| {
        let mut chain = clairevoie::editions::Chain::default();
        for number in 1..=editions {
            let statement = chain.next("2026-11-01".into(), "https://one.test/".into(), number, Vec::new());
            chain.push(statement, PublicHash::of(&[1]));
        }
        let folder = publish(&site(&[1, 1], &[1], 0));
        fs::write(folder.path().join("editions.json"), chain.to_text()).unwrap();
        folder
    };
    let target = Memory::default();
    deployment::prepare(with(2).path(), &target, options(), WATCH).unwrap().run(WATCH).unwrap();
    let behind = with(1);
    assert!(matches!(prepared(behind.path(), &target, options()), Err(Error::Ahead)));
    let forced = Options { force: true, ..options() };
    assert!(prepared(behind.path(), &target, forced).is_ok());
    assert!(prepared(with(3).path(), &target, options()).is_ok());
}

#[test]
fn damage_at_the_target_is_found_by_reading_all_and_repaired() {
    let site = site(&[1, 1], &[1], 0);
    let target = Memory { has_hashes: true, ..Memory::default() };
    deploy(&site, &target, options()).unwrap();
    target.put("data/a.csv", "9");
    target.files.borrow_mut().remove("pages/1/index.html");
    assert!(deploy(&site, &target, options()).is_ok(), "nothing was sent, so nothing is read");
    match deploy(&site, &target, Options { verify: Verify::All, ..options() }) {
        Err(Error::Differs(paths, State::Untouched)) => assert_eq!(paths, ["data/a.csv", "pages/1/index.html"]),
        other => panic!("{other:?}"),
    }
    target.log.borrow_mut().clear();
    deploy(&site, &target, Options { repair: true, ..options() }).unwrap();
    assert_deployed(&site, &target);
    let sent = ["Data data/a.csv", "Pages pages/1/index.html"];
    assert_eq!(target.log.borrow()[1..3], sent);
}

#[test]
fn a_signature_that_was_dropped_leaves_the_target() {
    let site = site(&[1], &[1], 0);
    let target = Memory::default();
    let folder = publish(&site);
    fs::write(folder.path().join("SHA256SUMS.minisig"), "signed").unwrap();
    deployment::prepare(folder.path(), &target, options(), WATCH).unwrap().run(WATCH).unwrap();
    assert!(target.texts().contains_key("SHA256SUMS.minisig"));
    deploy(&site, &target, options()).unwrap();
    assert_deployed(&site, &target);
}

#[test]
fn the_list_of_an_edition_goes_up_only_once_its_files_were_read_back() {
    /// A target that alters what it is sent.
    struct Altering(Memory);
    impl Tool for Altering {
        fn fetch(&self, names: &[&str], into: &Path, watch: Watch<'_>) -> Result<(), Failure> {
            self.0.fetch(names, into, watch)
        }
        fn send(&self, from: &Path, paths: &[String], step: Step, watch: Watch<'_>) -> Result<(), Failure> {
            self.0.send(from, paths, step, watch)?;
            if paths.iter().any(|path| path == "index.html") {
                self.0.put("index.html", "altered");
            }
            Ok(())
        }
        fn remove(&self, paths: &[String], watch: Watch<'_>) -> Result<(), Failure> {
            self.0.remove(paths, watch)
        }
        fn remove_folders(&self, folders: &[String], watch: Watch<'_>) -> Result<(), Failure> {
            self.0.remove_folders(folders, watch)
        }
        fn differing(
            &self,
            from: &Path,
            files: &Files,
            depth: Depth,
            watch: Watch<'_>,
        ) -> Result<BTreeSet<String>, Failure> {
            self.0.differing(from, files, depth, watch)
        }
    }
    let folder = publish(&site(&[1], &[1], 0));
    let target = Altering(Memory::default());
    let ended = deployment::prepare(folder.path(), &target, options(), WATCH).unwrap().run(WATCH);
    assert!(matches!(ended, Err(Error::Differs(paths, State::Mixed)) if paths == ["index.html"]));
    let texts = target.0.texts();
    assert!(!texts.contains_key(SUMS) && texts.contains_key(UNDER_WAY));
}

#[test]
fn a_deployment_never_goes_into_sources_or_into_the_site_itself() {
    let portal = Portal::small();
    portal.build();
    let before = crate::portal::tree(portal.root());
    for place in ["content", "content/members/", ".", "public", "public/inside", "rsync:content", "rclone:public"] {
        let answer = portal.run(&["deploy", place]);
        assert!(
            answer.code == 3 && answer.said.contains("Rien n’a été changé"),
            "{place}: {} {}",
            answer.code,
            answer.said
        );
    }
    assert!(crate::portal::tree(portal.root()) == before);
}
