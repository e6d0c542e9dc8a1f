//! Runs the stages, from a snapshot to a tree, and collects the problems found. All commands that need a site use
//! it; no other code runs the stages.

use std::sync::Arc;

use crate::diagnostic::{Report, Reported, fault};
use crate::model::{Concept, Record, RecordId, Records};
use crate::render::{Theme, Tree, WhiteSpace};
use crate::reuse::Reuse;
use crate::site::{self, Options};
use crate::source::{CONTENT, Snapshot};

/// A stage, for timing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Records parsed.
    Records,
    /// Records linked into a site, and the theme loaded.
    Site,
    /// Pages and paths determined.
    Tree,
}

/// The result of the stages.
#[derive(Debug, Default)]
pub struct Edition {
    /// The records, whether or not they could be linked into a site.
    pub records: Arc<Records>,
    /// The site ready to be rendered; absent when anything forbids it.
    pub tree: Option<Arc<Tree>>,
}

/// Runs the stages. Results that `reuse` contains are not computed again; `done` is called after each stage.
///
/// The report is sorted. An internal error of the program in a stage is reported, and there is no tree then.
pub fn make(snapshot: &Snapshot, options: &Options, reuse: &Reuse, mut done: impl FnMut(Stage)) -> Reported<Edition> {
    let mut reported = fault::contain(CONTENT, || stages(snapshot, options, reuse, &mut done))
        .unwrap_or_else(|fault| Reported::new(Edition::default(), (*fault).into()));
    reported.report.sort();
    if reported.report.has_errors() {
        reported.value.tree = None;
    }
    reported
}

fn stages(snapshot: &Snapshot, options: &Options, reuse: &Reuse, done: &mut impl FnMut(Stage)) -> Reported<Edition> {
    let mut report = snapshot.report();
    if !snapshot.is_complete() {
        return Reported::new(Edition::default(), report);
    }
    let records = Arc::new(Records::read(snapshot, reuse).into(&mut report));
    done(Stage::Records);
    let (site, theme) = rayon::join(
        || site::link(&records, snapshot, options, report.has_errors(), reuse),
        || theme(&records, snapshot, reuse),
    );
    let (site, theme) = (site.into(&mut report), theme.into(&mut report));
    let portal = records.get(&RecordId::new(Concept::Portal, None)).and_then(|file| file.record.as_ref());
    if let Some(Record::Portal(portal)) = portal.filter(|_| !report.is_empty()) {
        report.retain(|diagnostic| !portal.twins.iter().any(|twin| twin.covers(diagnostic)));
    }
    done(Stage::Site);
    let tree = match (site, theme) {
        (Some(site), Some(theme)) => Tree::new(Arc::new(site), theme, reuse).into(&mut report).map(Arc::new),
        _ => None,
    };
    done(Stage::Tree);
    Reported::new(Edition { records, tree }, report)
}

/// Loads the theme of the portal.
fn theme(records: &Records, snapshot: &Snapshot, reuse: &Reuse) -> Reported<Option<Arc<Theme>>> {
    let Some(file) = records.get(&RecordId::new(Concept::Portal, None)) else { return Reported::default() };
    match &file.record {
        Some(Record::Portal(portal)) => Theme::load(&portal.theme, &file.source, WhiteSpace::Settled, snapshot, reuse),
        _ => Reported::new(None, Report::default()),
    }
}
