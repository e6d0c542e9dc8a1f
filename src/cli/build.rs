//! `clairevoie build`: writes the site.

use std::collections::HashSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use clap::ArgMatches;

use super::portal::{self, Timings, fail, system};
use super::slowest::Slowest;
use super::{Outcome, say, say_message};
use crate::diagnostic::{Report, Severity};
use crate::language::messages::Catalogue;
use crate::output::{self, Build, Error, Indexing, Inputs, Refusal, Step, Summary, Target};
use crate::reuse::{Key, Ledger, Reuse};
use crate::site::Options;
use crate::source::{ReadError, Snapshot};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let named = matches.get_one::<String>("out").map_or_else(|| root.join("public"), PathBuf::from);
    let target = output::guard(&named, &root, home().as_deref()).or_else(|refusal| refused(&refusal, words))?;
    let job = Job { root: &root, named: &named, target: &target, options: &options, words };
    let mut timings = Vec::new();
    let since = Instant::now();
    let (snapshot, program) = rayon::join(|| Snapshot::read(&root), portal::program);
    timings.push(("stage-snapshot", since.elapsed()));
    let since = Instant::now();
    let inputs = Inputs::of(&snapshot, &options, program);
    let inputs = inputs.map_err(|ReadError { path, cause }| system(words, &path, &cause))?;
    let ledger = target.ledger().or_else(|error| job.failed(error))?;
    if let Some(summary) = output::unchanged(&ledger, &target, &inputs).or_else(|error| job.failed(error))? {
        timings.push(("stage-unchanged", since.elapsed()));
        job.summarize(&summary, &Report::default(), Duration::ZERO);
        if matches.get_flag("timings") {
            say(portal::timings(&timings, words));
        }
        return Ok(Outcome::Done);
    }
    timings.push(("stage-inputs", since.elapsed()));
    let slowest = matches.get_flag("timings").then(Slowest::default);
    job.run(snapshot, program, &inputs, &ledger, slowest, timings)
}

/// A build on its way.
struct Job<'a> {
    root: &'a Path,
    /// The output as it was named.
    named: &'a Path,
    target: &'a Target,
    options: &'a Options,
    words: &'a Catalogue,
}

impl Job<'_> {
    fn run(
        &self,
        snapshot: Snapshot,
        program: Option<Key>,
        inputs: &Inputs,
        ledger: &Ledger,
        slowest: Option<Slowest>,
        mut timings: Timings,
    ) -> Result<Outcome, Outcome> {
        let words = self.words;
        let is_same_program = ledger.program == program && program.is_some();
        let reuse = Reuse::after(if is_same_program { ledger.clean.clone() } else { HashSet::new() });
        // The program ends with the build: its memory goes back as a whole, faster than value by value.
        let made = ManuallyDrop::new(portal::edition_of(&snapshot, self.options, &reuse, &mut timings));
        let _snapshot = ManuallyDrop::new(snapshot);
        portal::print_report(&made.report, words);
        let tree = made.value.tree.as_ref().filter(|_| made.report.allows_publication());
        let Some(tree) = tree else { return self.stopped(&made.report) };
        let bar = portal::progress(tree.table().routes().len());
        let since = Instant::now();
        let indexed = OnceLock::new();
        let build =
            Build { root: self.root, program, inputs, clean: reuse.found_clean(), is_clean: made.report.is_empty() };
        let published = output::publish(tree, build, self.target, ledger, &|step| match step {
            Step::Begin => slowest.iter().for_each(Slowest::begin),
            Step::File(leaf, output) => {
                bar.inc(1);
                slowest.iter().for_each(|slowest| slowest.end(leaf, output));
            }
            Step::Index => indexed.set(since.elapsed()).unwrap_or(()),
        });
        bar.finish_and_clear();
        timings.push(("stage-publish", since.elapsed()));
        let summary = published.or_else(|error| self.failed(error))?;
        self.summarize(&summary, &made.report, indexed.get().copied().unwrap_or_default());
        if let Some(slowest) = slowest {
            say(portal::timings(&timings, words));
            say(slowest.summary(words));
        }
        Ok(Outcome::Done)
    }

    /// The build stopped before anything was written.
    fn stopped<T>(&self, report: &Report) -> Result<T, Outcome> {
        let there = if self.target.is_there() { "yes" } else { "no" };
        let args = [("path", shown(self.named).into()), ("there", there.into())];
        fail(self.words, "build-stopped", &args, portal::outcome(report))
    }

    fn failed<T>(&self, error: Error) -> Result<T, Outcome> {
        let words = self.words;
        let said = |key: &str, path: &Path| fail(words, key, &[("path", shown(path).into())], Outcome::SystemFailed);
        match error {
            Error::Refused(refusal) => refused(&refusal, words),
            Error::Busy(path) => said("build-busy", &path),
            Error::Obstructed(path) => said("build-obstructed", &path),
            Error::Changed(path) => said("write-changed", &path),
            Error::System(path, cause) => Err(system(words, &path, &cause)),
            Error::Search(detail) => fail(words, "build-search", &[("detail", detail.into())], Outcome::SystemFailed),
            Error::Pages(report) => {
                portal::print_report(&report, words);
                self.stopped(&report)
            }
        }
    }

    /// Says what was done.
    fn summarize(&self, summary: &Summary, report: &Report, indexed: Duration) {
        print_summary(summary, report, self.named, self.words);
        if let Some(search) = &summary.search {
            print_search(search, indexed, self.words);
        }
    }
}

fn print_summary(summary: &Summary, report: &Report, out: &Path, words: &Catalogue) {
    let args = [
        ("path", shown(out).into()),
        ("pages", summary.pages.into()),
        ("written", summary.written.into()),
        ("unchanged", summary.unchanged.into()),
        ("removed", summary.removed.into()),
        ("kilobytes", (summary.bytes.div_ceil(1000) as i64).into()),
        ("warnings", report.count(Severity::Warning).into()),
    ];
    say_message(words, "build-done", &args);
    if !summary.gone.is_empty() {
        const SHOWN: usize = 20;
        let shown = &summary.gone[..summary.gone.len().min(SHOWN)];
        let args = [("addresses", shown.join(", ").into()), ("more", (summary.gone.len() - shown.len()).into())];
        say_message(words, "build-gone", &args);
    }
    if !summary.kept.is_empty() {
        let paths = words.language().join_and(&summary.kept);
        say_message(words, "build-kept", &[("count", summary.kept.len().into()), ("paths", paths.into())]);
    }
}

fn print_search(search: &Indexing, took: Duration, words: &Catalogue) {
    let args = [
        ("pages", search.pages.into()),
        ("kilobytes", (search.bytes.div_ceil(1000) as i64).into()),
        ("time", portal::milliseconds(took).into()),
        ("kept", if search.kept { "yes" } else { "no" }.into()),
    ];
    say_message(words, "build-searched", &args);
}

fn refused<T>(refusal: &Refusal, words: &Catalogue) -> Result<T, Outcome> {
    let mut other = String::new();
    let (key, path) = match refusal {
        Refusal::OtherPortal(path, address) => {
            other.clone_from(address);
            ("refused-other-portal", path)
        }
        Refusal::InsideContent(path) => ("refused-inside-content", path),
        Refusal::InsideOutput(path) => ("refused-inside-output", path),
        Refusal::HoldsMore(path) => ("refused-holds-more", path),
        Refusal::NotOurs(path) => ("refused-not-ours", path),
        Refusal::NotAFolder(path) => ("refused-not-a-folder", path),
    };
    fail(words, key, &[("path", shown(path).into()), ("other", other.into())], Outcome::SystemFailed)
}

fn home() -> Option<PathBuf> {
    std::env::home_dir()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
