//! The problems found: a [`Report`], and a value with its report.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Code, Diagnostic, Severity};

/// The maximum number of problems of one kind reported of one file; the number of the others is reported with the
/// last.
pub const LIMIT: usize = 100;

/// A file and a kind of problem.
type Kind = (Arc<str>, Code);

/// Every problem found in a run, or in a part of it. Cheap to clone: problems are shared.
#[derive(Debug, Clone, Default)]
pub struct Report {
    diagnostics: Vec<Arc<Diagnostic>>,
    /// The number of problems reported of each kind, kept once it may reach the limit.
    counted: HashMap<Kind, usize>,
    /// How many problems of a kind were left out.
    left_out: BTreeMap<Kind, usize>,
}

impl Report {
    /// Adds a problem; of one kind in one file, [`LIMIT`] are kept and the others counted.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() >= LIMIT {
            if self.counted.is_empty() {
                for known in &self.diagnostics {
                    *self.counted.entry(kind(known)).or_default() += 1;
                }
            }
            let counted = self.counted.entry(kind(&diagnostic)).or_default();
            if *counted >= LIMIT {
                *self.left_out.entry(kind(&diagnostic)).or_default() += 1;
                return;
            }
            *counted += 1;
        }
        self.diagnostics.push(Arc::new(diagnostic));
    }

    /// Adds all problems of another report.
    pub fn extend(&mut self, other: Report) {
        if self.diagnostics.is_empty() && self.left_out.is_empty() {
            *self = other;
            return;
        }
        self.counted.clear();
        self.diagnostics.extend(other.diagnostics);
        for (kind, count) in other.left_out {
            *self.left_out.entry(kind).or_default() += count;
        }
    }

    /// Keeps the problems that satisfy a condition.
    pub fn retain(&mut self, mut keep: impl FnMut(&Diagnostic) -> bool) {
        self.counted.clear();
        self.diagnostics.retain(|diagnostic| keep(diagnostic));
    }

    /// Forgets the problems of a code that were left out.
    pub fn forget_left_out(&mut self, code: Code) {
        self.left_out.retain(|(_, left_out), _| *left_out != code);
    }

    /// Returns whether problems of a code were left out.
    pub fn has_left_out(&self, code: Code) -> bool {
        self.left_out.keys().any(|(_, left_out)| *left_out == code)
    }

    /// Sorts by file, line, column and code, removes exact repeats, and keeps [`LIMIT`] problems of one kind in one
    /// file; the last of them then states how many more there are.
    pub fn sort(&mut self) {
        for counted in self.diagnostics.iter_mut().filter(|counted| counted.more > 0) {
            Arc::make_mut(counted).more = 0;
        }
        self.diagnostics.sort_by(|a, b| (&a.place, a.code, &a.args).cmp(&(&b.place, b.code, &b.args)));
        self.diagnostics.dedup();
        self.counted.clear();
        self.cap();
        for (at, count) in self.last_of_kinds() {
            Arc::make_mut(&mut self.diagnostics[at]).more = count;
        }
    }

    /// Removes the problems beyond the limit; the problems of one file must be consecutive.
    fn cap(&mut self) {
        let mut path: Option<Arc<str>> = None;
        let mut counts: HashMap<Code, usize> = HashMap::new();
        let left_out = &mut self.left_out;
        self.diagnostics.retain(|diagnostic| {
            if path.as_ref() != Some(&diagnostic.place.path) {
                path = Some(Arc::clone(&diagnostic.place.path));
                counts.clear();
            }
            let count = counts.entry(diagnostic.code).or_default();
            *count += 1;
            if *count > LIMIT {
                *left_out.entry(kind(diagnostic)).or_default() += 1;
            }
            *count <= LIMIT
        });
    }

    /// Returns the last problem counted of each kind of which some were left out, with their number.
    fn last_of_kinds(&self) -> Vec<(usize, usize)> {
        let last =
            |kind: &Kind| self.diagnostics.iter().rposition(|one| one.code == kind.1 && one.place.path == kind.0);
        self.left_out.iter().filter_map(|(kind, count)| Some((last(kind)?, *count))).collect()
    }

    /// Returns whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Returns whether any problem forbids building a site.
    pub fn has_errors(&self) -> bool {
        let forbids = |code: Code| code.severity() == Severity::Error && !code.is_of_publication();
        self.diagnostics.iter().any(|diagnostic| forbids(diagnostic.code))
    }

    /// Returns whether a site that was built may be published: no placeholder remains in it.
    pub fn allows_publication(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.code.severity() != Severity::Error)
    }

    /// Returns how many problems are of a severity, those left out included.
    pub fn count(&self, severity: Severity) -> usize {
        let counted = self.diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == severity).count();
        let left_out = self.left_out.iter().filter(|((_, code), _)| code.severity() == severity);
        counted + left_out.map(|(_, count)| count).sum::<usize>()
    }

    /// Returns the problems, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> + Clone {
        self.diagnostics.iter().map(|diagnostic| &**diagnostic)
    }
}

fn kind(diagnostic: &Diagnostic) -> Kind {
    (Arc::clone(&diagnostic.place.path), diagnostic.code)
}

impl FromIterator<Report> for Report {
    /// Returns all reports as one, in their order.
    fn from_iter<I: IntoIterator<Item = Report>>(reports: I) -> Self {
        let mut all = Report::default();
        reports.into_iter().for_each(|report| all.extend(report));
        all
    }
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        let mut report = Report::default();
        report.push(diagnostic);
        report
    }
}

/// A value with the problems found while it was computed. Each stage returns one, so that a cached value keeps its
/// problems.
#[derive(Debug, Clone, Default)]
pub struct Reported<T> {
    /// The value; often an `Option`, absent where errors forbid it.
    pub value: T,
    /// The problems found.
    pub report: Report,
}

impl<T> Reported<T> {
    /// Creates a value without problems.
    pub fn clean(value: T) -> Self {
        Self { value, report: Report::default() }
    }

    /// Creates a value with its report.
    pub fn new(value: T, report: Report) -> Self {
        Self { value, report }
    }

    /// Returns the value, and adds its report to that of the calling stage.
    pub fn into(self, report: &mut Report) -> T {
        report.extend(self.report);
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn counted(path: &str, number: usize) -> Diagnostic {
        Diagnostic::new(Code::EmptyText, Place::file(path)).arg("n", number)
    }

    #[test]
    fn many_problems_of_one_kind_are_summed_up_and_all_are_counted() {
        let mut report = Report::default();
        for number in 0..LIMIT + 30 {
            report.push(counted("a", number));
        }
        let mut other = Report::default();
        for number in 0..LIMIT {
            other.push(counted("b", number));
        }
        report.extend(other);
        report.sort();
        assert_eq!(report.iter().len(), 2 * LIMIT);
        assert_eq!(report.count(Severity::Error), 2 * LIMIT + 30);
        let more: Vec<usize> = report.iter().map(|one| one.more).filter(|more| *more > 0).collect();
        assert_eq!(more, [30]);
        let mut twice = report.clone();
        twice.sort();
        assert!(twice.iter().eq(report.iter()), "sorting again changes nothing");
    }
}
