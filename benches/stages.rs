//! Times the stages of an edit on a portal: `stages FOLDER`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use clairevoie::journey::{self, Stage};
use clairevoie::reuse::Reuse;
use clairevoie::site::Options;
use clairevoie::source::Snapshot;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?).canonicalize()?;
    let options =
        Options { as_of: None, now: "2023-06-01T12:00:00Z".parse()?, base_url: None, drafts: true, search: true };
    let path = root.join("content/plans/p1/commentary/c1.fr.md");
    let original = std::fs::read_to_string(&path)?;
    let mut snapshot = Snapshot::read(&root);
    let reuse = Reuse::in_memory();
    let mut edition = Some(journey::make(&snapshot, &options, &reuse, |_| {}));
    for round in 0..12 {
        std::fs::write(&path, format!("{original}\n\nÉdition {round}.\n"))?;
        let mut since = Instant::now();
        let mut laps = Vec::new();
        let mut lap = |name: &str| {
            laps.push(format!("{name} {:.1}", since.elapsed().as_secs_f64() * 1000.0));
            since = Instant::now();
        };
        let next = snapshot.refresh(&BTreeSet::from([path.clone()]));
        lap("refresh");
        let same = next.same_as(&snapshot);
        lap("compare");
        assert!(!same);
        let made = journey::make(&next, &options, &reuse, |stage| {
            lap(match stage {
                Stage::Records => "records",
                Stage::Site => "site",
                Stage::Tree => "tree",
            });
        });
        lap("rest");
        snapshot = next;
        drop(edition.replace(made));
        reuse.tidy();
        lap("drop");
        println!("{}", laps.join(", "));
    }
    std::fs::write(&path, original)?;
    Ok(())
}
