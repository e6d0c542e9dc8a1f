//! The small portal of the fixtures, with files replaced by an input. Its folder is in memory where the system has one.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clairevoie::diagnostic::{Code, Diagnostic, Report, Reported, Source, json, sarif, terminal};
use clairevoie::journey::{self, Edition};
use clairevoie::language::Language;
use clairevoie::language::messages::Catalogue;
use clairevoie::reuse::Reuse;
use clairevoie::site::Options;
use clairevoie::source::{File, Snapshot};
use tempfile::TempDir;

thread_local! {
    static PORTAL: RefCell<Portal> = RefCell::new(Portal::new());
    static WORDS: [Catalogue; 2] = Language::ALL.map(Catalogue::of_program);
}

struct Portal {
    folder: TempDir,
    snapshot: Snapshot,
    reuse: Reuse,
}

impl Portal {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
        for entry in walkdir::WalkDir::new(&base).into_iter().flatten() {
            let to = folder.path().join(entry.path().strip_prefix(&base).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        let snapshot = Snapshot::read(folder.path());
        Self { folder, snapshot, reuse: Reuse::in_memory() }
    }
}

/// Runs the whole journey with some files replaced, checks the report, and passes the result to `look`.
/// The files are restored afterwards.
pub fn with(files: &[(&str, &[u8])], look: impl FnOnce(&Snapshot, &Reported<Edition>)) {
    PORTAL.with_borrow(|portal| {
        let root = portal.folder.path();
        let paths: BTreeSet<_> = files.iter().map(|(path, _)| root.join(path)).collect();
        let before: Vec<_> = paths.iter().map(|path| (path, fs::read(path).ok())).collect();
        for (path, bytes) in files {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), bytes).unwrap();
        }
        let snapshot = portal.snapshot.refresh(&paths);
        let made = journey::make(&snapshot, &options(), &portal.reuse, |_| {});
        check_report(&made.report, &snapshot);
        look(&snapshot, &made);
        portal.reuse.tidy();
        for (path, bytes) in before {
            match bytes {
                Some(bytes) => fs::write(path, bytes).unwrap(),
                None => {
                    fs::remove_file(path).unwrap();
                    // Folders that were made for it alone go too.
                    let mut folder = path.parent();
                    while let Some(empty) = folder.filter(|folder| fs::remove_dir(folder).is_ok()) {
                        folder = empty.parent();
                    }
                }
            }
        }
    });
}

pub fn options() -> Options {
    Options { as_of: None, now: "2023-06-01T12:00:00Z".parse().unwrap(), base_url: None, drafts: true, search: false }
}

/// Checks a report: no stage panicked, every position is in its file, the terminal output has no control characters,
/// and the JSON and SARIF outputs parse.
fn check_report(report: &Report, snapshot: &Snapshot) {
    for diagnostic in report.iter() {
        assert_ne!(diagnostic.code, Code::InternalFault, "{diagnostic:?}");
        if let Some(File::Text(text)) = snapshot.get(&diagnostic.place.path) {
            check_position(diagnostic, &text.source);
        }
    }
    WORDS.with(|words| {
        for words in words {
            let said = terminal::render(report, words);
            let command = said.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
            assert_eq!(command, None, "{said}");
            serde_json::from_str::<serde_json::Value>(&json::render(report, words)).unwrap();
            serde_json::from_str::<serde_json::Value>(&sarif::render(report, words)).unwrap();
        }
    });
}

/// Checks that a diagnostic's line and column are in the text.
fn check_position(diagnostic: &Diagnostic, source: &Source) {
    let Some(at) = &diagnostic.place.position else { return };
    // The last line break is followed by an empty line.
    let line = source.text().split('\n').nth(at.line - 1);
    let line = line.unwrap_or_else(|| panic!("{diagnostic:?} is below the last line"));
    assert!(at.column <= line.chars().count() + 1, "{diagnostic:?} is beyond its line");
}
