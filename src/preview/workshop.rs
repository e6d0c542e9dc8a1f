//! Where editions are made, one after the other, each from what the last one left unchanged.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Showing;
use crate::diagnostic::Report;
use crate::edition::Edition;
use crate::model::records::Shortcuts;
use crate::render::Tree;
use crate::site::Options;
use crate::source::{ReadError, Snapshot};

/// The newest snapshot and edition, and the last good tree.
#[derive(Debug)]
pub struct Workshop {
    root: PathBuf,
    options: Options,
    snapshot: Snapshot,
    edition: Edition,
    good: Option<Arc<Tree>>,
    /// The edition before, dropped when there is time.
    retired: Option<Edition>,
    number: u64,
}

impl Workshop {
    /// Makes the first edition, without the comparison of both languages, which asks as much as all the
    /// rest and changes no page: see [`Workshop::complete`].
    ///
    /// # Errors
    /// The path and cause, when the system does not let the portal be read.
    pub fn open(root: PathBuf, options: Options) -> Result<Self, ReadError> {
        let snapshot = Snapshot::read(&root)?;
        let shortcuts = Shortcuts { compares_later: true, ..Shortcuts::default() };
        let edition = Edition::with(&shortcuts, &snapshot, None, &options, |_| {});
        let good = edition.tree.clone();
        Ok(Self { root, options, snapshot, edition, good, retired: None, number: 1 })
    }

    /// The portal's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What is to be shown.
    pub fn showing(&self) -> Showing {
        Showing {
            tree: self.good.clone(),
            report: self.edition.report.clone(),
            number: self.number,
            parsed: self.edition.records.parsed(),
        }
    }

    /// Reads again what is at and below some paths; whether a new edition came of it.
    ///
    /// # Errors
    /// As [`Workshop::open`]; the last edition stays.
    pub fn refresh(&mut self, paths: &BTreeSet<PathBuf>) -> Result<bool, ReadError> {
        let snapshot = self.snapshot.refresh(&self.root, paths)?;
        Ok(self.take(snapshot))
    }

    /// Reads everything again; whether a new edition came of it.
    ///
    /// # Errors
    /// As [`Workshop::open`]; the last edition stays.
    pub fn reread(&mut self) -> Result<bool, ReadError> {
        let snapshot = Snapshot::read(&self.root)?;
        Ok(self.take(snapshot))
    }

    /// Compares both languages of every text; what is told now and was not before.
    pub fn complete(&mut self) -> Report {
        let next = Edition::make(&self.snapshot, Some(&self.edition), &self.options, |_| {});
        let before = std::mem::replace(&mut self.edition, next);
        // Both are sorted, and what was told before is told now.
        let mut known = before.report.iter().peekable();
        let mut news = Report::default();
        for told in self.edition.report.iter().filter(|told| known.next_if_eq(told).is_none()) {
            news.push(told.clone());
        }
        if let Some(tree) = &self.edition.tree {
            self.good = Some(Arc::clone(tree));
        }
        self.number += u64::from(!news.is_empty());
        news
    }

    /// Lets go of what is no longer needed, once the newest edition is shown.
    pub(super) fn tidy(&mut self) {
        self.retired = None;
    }

    fn take(&mut self, snapshot: Snapshot) -> bool {
        if snapshot.same_as(&self.snapshot) {
            return false;
        }
        self.snapshot = snapshot;
        let next = Edition::make(&self.snapshot, Some(&self.edition), &self.options, |_| {});
        self.retired = Some(std::mem::replace(&mut self.edition, next));
        if let Some(tree) = &self.edition.tree {
            self.good = Some(Arc::clone(tree));
        }
        self.number += 1;
        true
    }
}
