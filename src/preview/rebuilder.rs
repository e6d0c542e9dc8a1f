//! Builds editions one after the other, each reusing what did not change since the last one.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::PreviewState;
use crate::diagnostic::{Diagnostic, Report, Reported, fault};
use crate::journey::{self, Edition};
use crate::model::Record;
use crate::model::{Concept, RecordId};
use crate::render::Tree;
use crate::reuse::Reuse;
use crate::site::{Options, reference_date};
use crate::source::{CONTENT, Snapshot};

/// Returns the present moment: that of the clock, or a fixed one.
pub type Clock = Box<dyn Fn() -> Timestamp + Send>;

/// The newest snapshot and edition, and the last valid tree.
pub struct Rebuilder {
    root: PathBuf,
    options: Options,
    clock: Clock,
    reuse: Reuse,
    snapshot: Snapshot,
    edition: Reported<Edition>,
    good: Option<Arc<Tree>>,
    /// Editions that are no longer shown, to be dropped when there is time.
    retired: Vec<(Snapshot, Reported<Edition>)>,
    /// Counts editions, from 1.
    number: u64,
    /// Whether all checks have been run.
    is_complete: bool,
}

impl Rebuilder {
    /// Builds the first edition, without the checks that take as long as everything else and change no page: see
    /// [`Rebuilder::complete`].
    pub fn open(root: PathBuf, options: Options, clock: Clock) -> Self {
        let reuse = Reuse::in_memory();
        reuse.defer_checks(true);
        let snapshot = Snapshot::read(&root);
        let edition = journey::make(&snapshot, &options, &reuse, |_| {});
        let is_complete = reuse.defer_checks(false) == 0;
        let good = edition.value.tree.clone();
        Self { root, options, clock, reuse, snapshot, edition, good, retired: Vec::new(), number: 1, is_complete }
    }

    /// Returns the state to be shown.
    pub fn state(&self) -> PreviewState {
        PreviewState {
            tree: self.good.clone(),
            report: self.edition.report.clone(),
            number: self.number,
            is_current: self.edition.value.tree.is_some(),
        }
    }

    /// Reads again what is at and below some paths, and what could not be read before; returns whether a new
    /// edition was built.
    pub fn refresh(&mut self, paths: &BTreeSet<PathBuf>) -> bool {
        self.take(|own| {
            let snapshot = own.snapshot.refresh(paths);
            if own.snapshot.has_unread() { snapshot.retry() } else { snapshot }
        })
    }

    /// Reads everything again; returns whether a new edition was built.
    pub fn reread(&mut self) -> bool {
        self.take(|own| Snapshot::read(&own.root))
    }

    /// Tries again to read what could not be read, and checks whether the date changed; returns whether a new
    /// edition was built. To be called periodically.
    pub fn tick(&mut self) -> bool {
        if self.is_another_day() {
            self.make(self.snapshot.clone());
            return true;
        }
        self.snapshot.has_unread() && self.take(|own| own.snapshot.retry())
    }

    /// Returns whether something could not be read, so that another attempt is worthwhile soon.
    pub fn has_unread(&self) -> bool {
        self.snapshot.has_unread()
    }

    /// Runs the deferred checks, and returns their report.
    pub fn complete(&mut self) -> Report {
        let mut news = Report::default();
        if self.is_complete {
            return news;
        }
        let known: BTreeSet<String> = self.edition.report.iter().map(|diagnostic| format!("{diagnostic:?}")).collect();
        self.make(self.snapshot.clone());
        let is_new = |diagnostic: &&Diagnostic| !known.contains(&format!("{diagnostic:?}"));
        self.edition.report.iter().filter(is_new).for_each(|diagnostic| news.push(diagnostic.clone()));
        news
    }

    /// Drops what is no longer needed, once the newest edition is shown.
    pub(super) fn tidy(&mut self) {
        self.retired.clear();
        self.reuse.tidy();
    }

    fn take(&mut self, read: impl FnOnce(&Self) -> Snapshot) -> bool {
        match fault::contain(CONTENT, || read(self)) {
            Ok(snapshot) if snapshot.same_as(&self.snapshot) => return false,
            Ok(snapshot) => self.make(snapshot),
            Err(fault) => self.fail(*fault),
        }
        true
    }

    /// Reports an internal error of the program; the next change triggers another attempt.
    fn fail(&mut self, fault: Diagnostic) {
        self.edition.report.push(fault);
        self.edition.value.tree = None;
        self.number += 1;
    }

    fn make(&mut self, snapshot: Snapshot) {
        let made = fault::contain(CONTENT, || {
            let options = Options { now: (self.clock)(), ..self.options.clone() };
            let next = journey::make(&snapshot, &options, &self.reuse, |_| {});
            (options, next)
        });
        let next = match made {
            Ok((options, next)) => {
                self.options = options;
                next
            }
            Err(fault) => return self.fail(*fault),
        };
        let before = (std::mem::replace(&mut self.snapshot, snapshot), std::mem::replace(&mut self.edition, next));
        self.retired.push(before);
        if let Some(tree) = &self.edition.value.tree {
            self.good = Some(Arc::clone(tree));
        }
        self.number += 1;
        self.is_complete = true;
    }

    /// Returns whether today's date differs from that of the newest edition.
    fn is_another_day(&self) -> bool {
        let portal = self.edition.value.records.get(&RecordId::new(Concept::Portal, None));
        let Some(Record::Portal(portal)) = portal.and_then(|file| file.record.as_ref()) else { return false };
        let now = Options { now: (self.clock)(), ..self.options.clone() };
        reference_date(portal, &now) != reference_date(portal, &self.options)
    }
}

impl std::fmt::Debug for Rebuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rebuilder").field("root", &self.root).field("number", &self.number).finish_non_exhaustive()
    }
}
