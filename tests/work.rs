//! Work is counted, not timed: how many files are read, records parsed and pages rendered, and how
//! much is allocated on the way, for a small corpus that never changes. A later change that makes
//! the work grow fails here, on however noisy a machine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "the generator is a program of its own too")]
#[path = "../benches/corpus/main.rs"]
mod corpus;

use std::alloc::System;
use std::path::Path;

use clairevoie::edition::{Edition, Inputs};
use clairevoie::model::records::Shortcuts;
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
    /// Allocations while records are read and linked whose texts are known to be sound.
    read_sound: usize,
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
    let snapshot = Snapshot::read(root).unwrap();
    let region = Region::new(COUNTED);
    let edition = Edition::make(&snapshot, None, &options, |_| {});
    let read = region.change().allocations;
    let tree = edition.tree.as_ref().unwrap_or_else(|| panic!("{:?}", edition.report));
    let leaves = tree.leaves();
    let region = Region::new(COUNTED);
    let bytes = leaves.iter().map(|(_, leaf)| tree.render(leaf).unwrap().len()).sum();
    let change = region.change();
    let path = root.join("content/plans/p0/commentary/c0.fr.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text + "\nUne phrase de plus.\n").unwrap();
    let edited = snapshot.refresh(root, &[path].into()).unwrap();
    let next = Edition::make(&edited, Some(&edition), &options, |_| {});
    let inputs = Inputs::of(&snapshot, &options, &blake3::hash(b"")).unwrap();
    let made = leaves.iter().filter_map(|(_, leaf)| inputs.leaf(tree.site(), leaf)).collect();
    let shortcuts = Shortcuts { sound: inputs.sound(&made), ..Shortcuts::default() };
    let region = Region::new(COUNTED);
    let known = Edition::with(&shortcuts, &snapshot, None, &options, |_| {});
    let read_sound = region.change().allocations;
    assert!(known.tree.is_some());
    Work {
        files: snapshot.iter().count(),
        parsed: edition.records.parsed(),
        leaves: leaves.len(),
        bytes,
        read,
        rendered: change.allocations,
        rendered_bytes: change.bytes_allocated,
        read_sound,
        parsed_after_edit: next.records.parsed(),
    }
}

/// Fails where a number is more than a tenth above what it was; to be lowered when it falls.
fn within(what: &str, found: usize, known: usize) {
    assert!(found * 10 <= known * 11, "{what}: {found}, and {known} when it was last looked at");
    assert!(found * 10 >= known * 7, "{what} fell to {found} from {known}: write the new number here");
}

/// One test, since allocations are counted for the whole process.
#[test]
fn a_corpus_takes_the_work_that_it_took_and_no_more_than_its_pages_ask() {
    let (small, large) = (work(100), work(400));
    println!("{small:#?}");
    assert_eq!((small.files, small.parsed), (FILES, FILES));
    assert_eq!(small.leaves, LEAVES);
    assert_eq!(small.parsed_after_edit, 1, "an edit parses one file");
    within("bytes written", small.bytes, BYTES);
    within("allocations to read and link", small.read, READ);
    within("allocations to read what is known to be sound", small.read_sound, READ_SOUND);
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
const LEAVES: usize = 399;
const BYTES: usize = 3_432_232;
const READ: usize = 91_828;
const READ_SOUND: usize = 54_037;
const RENDERED: usize = 322_213;
const RENDERED_BYTES: usize = 65_318_601;
