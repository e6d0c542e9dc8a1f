//! Work is counted, not timed: how many files are read, records parsed and pages rendered, and how
//! much is allocated on the way, for a small corpus that never changes. A later change that makes
//! the work grow fails here, on however noisy a machine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "the generator is a program of its own too")]
#[path = "../benches/corpus/main.rs"]
mod corpus;

use std::alloc::System;
use std::path::Path;
use std::sync::Arc;

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
    let options = Options {
        as_of: None,
        now: "2023-06-01T12:00:00Z".parse().unwrap(),
        base_url: None,
        drafts: false,
        search: true,
    };
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

/// One test, since allocations are counted for the whole process.
#[test]
fn a_corpus_takes_the_work_that_it_took_and_no_more_than_its_pages_ask() {
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
const LEAVES: usize = 648;
const BYTES: usize = 3_850_727;
const READ: usize = 212_000;
const READ_CLEAN: usize = 147_090;
const RENDERED: usize = 416_529;
const RENDERED_BYTES: usize = 70_314_862;
