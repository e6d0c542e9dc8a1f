//! Work is counted, not timed: how many files are read, records parsed and pages rendered, and how
//! much is allocated on the way, for a small corpus that never changes. A later change that makes
//! the work grow fails here, on however noisy a machine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "the generator is a program of its own too")]
#[path = "../benches/corpus/main.rs"]
mod corpus;

use std::alloc::System;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use clairevoie::journey;
use clairevoie::reuse::Reuse;
use clairevoie::site::Options;
use clairevoie::source::Snapshot;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What a build of a corpus takes.
#[derive(Debug)]
struct Work {
    files: usize,
    parsed: usize,
    leaves: usize,
    bytes: usize,
    /// Allocations while records are read and linked.
    read: usize,
    /// Allocations while everything is rendered, and their bytes.
    rendered: usize,
    rendered_bytes: usize,
    /// Files parsed for the edition after one commentary changed.
    parsed_after_edit: usize,
    /// Plans linked for it.
    linked_after_edit: usize,
    /// Allocations while records are read and linked whose checks an earlier build found clean.
    read_clean: usize,
}

fn work(pairs: usize) -> Work {
    let folder = tempfile::tempdir().unwrap();
    corpus::generate(folder.path(), pairs, 20, 2).unwrap();
    // On one thread, so that nothing depends on who does what.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| count(folder.path()))
}

fn count(root: &Path) -> Work {
    let options = options();
    let snapshot = Snapshot::read(root);
    let region = Region::new(COUNTED);
    let reuse = Reuse::none();
    let made = journey::make(&snapshot, &options, &reuse, |_| {});
    let read = region.change().allocations;
    let tree = made.value.tree.as_ref().unwrap_or_else(|| panic!("{:?}", made.report));
    let pages = tree.table().routes();
    let region = Region::new(COUNTED);
    let bytes = pages.iter().map(|&route| tree.page(route).unwrap().html().unwrap().len()).sum();
    let change = region.change();
    let reuse = Reuse::after(reuse.found_clean());
    let region = Region::new(COUNTED);
    let known = journey::make(&snapshot, &options, &reuse, |_| {});
    let read_clean = region.change().allocations;
    assert!(known.value.tree.is_some());
    let (parsed_after_edit, linked_after_edit) = after_edit(root, &snapshot, &options);
    Work {
        files: snapshot.iter().count(),
        parsed: made.value.records.iter().count(),
        leaves: tree.leaves().len(),
        bytes,
        read,
        rendered: change.allocations,
        rendered_bytes: change.bytes_allocated,
        read_clean,
        parsed_after_edit,
        linked_after_edit,
    }
}

/// How many files are parsed and how many plans linked after one commentary changed, in memory.
fn after_edit(root: &Path, snapshot: &Snapshot, options: &Options) -> (usize, usize) {
    let reuse = Reuse::in_memory();
    let before = journey::make(snapshot, options, &reuse, |_| {}).value;
    let path = root.join("content/plans/p0/commentary/c0.fr.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text + "\nUne phrase de plus.\n").unwrap();
    let after = journey::make(&snapshot.refresh(&[path].into()), options, &reuse, |_| {}).value;
    let files = before.records.iter().zip(after.records.iter());
    let (old, new) = (before.tree.unwrap(), after.tree.unwrap());
    let plans = old.site().texts().iter().zip(new.site().texts());
    (
        files.filter(|(one, other)| !Arc::ptr_eq(one, other)).count(),
        plans.filter(|(one, other)| !Arc::ptr_eq(one, other)).count(),
    )
}

/// Fails where a number is more than a tenth above what it was; to be lowered when it falls.
fn within(what: &str, found: usize, known: usize) {
    assert!(found * 10 <= known * 11, "{what}: {found}, and {known} when it was last looked at");
}

/// Allocations are counted for the whole process: one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// What each stage allocates for one text of many elements: to read and link, to render the page, to set its
/// typography, and to tell what changed in it.
fn stages_of(text: &str) -> [(&'static str, usize); 4] {
    let folder = tempfile::tempdir().unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    for entry in walkdir::WalkDir::new(&base).into_iter().flatten() {
        let to = folder.path().join(entry.path().strip_prefix(&base).unwrap());
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(to).unwrap(),
            false => drop(std::fs::copy(entry.path(), to).unwrap()),
        }
    }
    let french = format!("---\ntitle: À propos\n---\n\n{text}");
    for (path, head) in [("fr", "title: À propos"), ("en", "title: About\nslug: about")] {
        let page = format!("---\n{head}\n---\n\n{text}");
        std::fs::write(folder.path().join(format!("content/pages/a-propos.{path}.md")), page).unwrap();
    }
    let snapshot = Snapshot::read(folder.path());
    let region = Region::new(COUNTED);
    let made = journey::make(&snapshot, &options(), &Reuse::none(), |_| {});
    let linked = region.change().bytes_allocated;
    let tree = made.value.tree.as_ref().unwrap_or_else(|| panic!("{:?}", made.report));
    let region = Region::new(COUNTED);
    let page = tree.find("a-propos/index.html").unwrap();
    assert!(tree.content(&page).is_ok());
    let rendered = region.change().bytes_allocated;
    let region = Region::new(COUNTED);
    drop(clairevoie::editing::format::format(&snapshot));
    let formatted = region.change().bytes_allocated;
    let region = Region::new(COUNTED);
    drop(clairevoie::editions::compare("content/pages/a-propos.fr.md", &french, &format!("{french}\nUn mot.\n")));
    let compared = region.change().bytes_allocated;
    [("reading", linked), ("rendering", rendered), ("typography", formatted), ("history", compared)]
}

/// No stage takes the work of the square of its input: what a stage allocates at most doubles with the text.
#[test]
fn twice_the_input_is_twice_the_work() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let many = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let shapes: [(&str, &dyn Fn(usize) -> String); 9] = [
        ("paragraphs", &|count| many(count, &|at| format!("Le paragraphe {at} du texte.\n\n"))),
        ("one paragraph", &|count| many(count, &|at| format!("Le mot {at} est dit. "))),
        ("headings", &|count| many(count, &|at| format!("## Titre {at}\n\nUn mot.\n\n"))),
        ("equal headings", &|count| many(count, &|_| "## Titre\n\nUn mot.\n\n".to_owned())),
        ("links", &|count| many(count, &|at| format!("Voir [le lien {at}](https://a.example/{at}).\n\n"))),
        ("notes", &|count| many(count, &|at| format!("Mot[^n{at}].\n\n[^n{at}]: Une note.\n\n"))),
        ("items", &|count| many(count, &|at| format!("- élément {at}\n"))),
        ("rows", &|count| "| a | b |\n|---|---|\n".to_owned() + &many(count, &|at| format!("| mot | {at} |\n"))),
        ("emphasis", &|count| many(count, &|at| format!("*mot* **{at}** "))),
    ];
    // What there is without the text does not count.
    let base = pool.install(|| stages_of("Un mot.\n"));
    for (shape, text) in shapes {
        let [one, two] = [2_000, 4_000].map(text).map(|text| pool.install(|| stages_of(&text)));
        for (((stage, one), (_, two)), (_, base)) in one.into_iter().zip(two).zip(base) {
            let growth = two.saturating_sub(base) as f64 / one.saturating_sub(base).max(1) as f64;
            println!("{shape}, {stage}: {growth:.2}");
            assert!(growth < 2.5, "{stage} allocates {growth:.2} times as much for twice as many {shape}");
        }
    }
}

fn options() -> Options {
    Options { as_of: None, now: "2023-06-01T12:00:00Z".parse().unwrap(), base_url: None, drafts: false, search: true }
}

#[test]
fn a_corpus_takes_the_work_that_it_took_and_no_more_than_its_pages_ask() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (small, large) = (work(100), work(400));
    println!("{small:#?}");
    assert_eq!((small.files, small.parsed), (FILES, FILES));
    assert_eq!(small.leaves, LEAVES);
    assert_eq!(
        (small.parsed_after_edit, small.linked_after_edit),
        (1, 1),
        "an edit parses one file, and links its plan"
    );
    within("bytes written", small.bytes, BYTES);
    within("allocations to read and link", small.read, READ);
    within("allocations to read what is known to be clean", small.read_clean, READ_CLEAN);
    within("allocations to render", small.rendered, RENDERED);
    within("bytes allocated to render", small.rendered_bytes, RENDERED_BYTES);
    let pages = large.leaves as f64 / small.leaves as f64;
    for (what, one, other) in [
        ("reading", small.read, large.read),
        ("rendering", small.rendered, large.rendered),
        ("bytes of rendering", small.rendered_bytes, large.rendered_bytes),
    ] {
        let growth = other as f64 / one as f64;
        println!("{what}: {growth:.2} times for {pages:.2} times the pages");
        assert!(growth < pages * 1.1, "{what} grew {growth:.2} times for {pages:.2} times the pages");
    }
}

const FILES: usize = 226;
const LEAVES: usize = 651;
const BYTES: usize = 3_850_727;
const READ: usize = 212_000;
const READ_CLEAN: usize = 147_090;
const RENDERED: usize = 459_027;
const RENDERED_BYTES: usize = 70_314_862;
