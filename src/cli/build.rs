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
use crate::editions::chain::Broken;
use crate::editions::{CHAIN_FILE, Chain, SUCCESSIONS, is_succession};
use crate::language::messages::Catalogue;
use crate::output::{
    self, Build, Error, Found, Indexing, Inputs, Publication, Refusal, Step, Summary, Target, sources,
};
use crate::reuse::{Key, Reuse};
use crate::site::{self, Options};
use crate::source::{EDITIONS, ReadError, Snapshot};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    write(matches, None, words)
}

/// Writes the site, as an edition if a publication is given; `found` is the state of the folder.
pub(super) fn write(
    matches: &ArgMatches,
    publication: Option<(Publication<'_>, Found)>,
    words: &Catalogue,
) -> Result<Outcome, Outcome> {
    let (publication, held) = publication.unzip();
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let (named, target) = target(matches, &root, words)?;
    let chain = chain(&root, words)?;
    let successions = successions(&root);
    let job = Job {
        root: &root,
        named: &named,
        target: &target,
        options: &options,
        successions: &successions,
        publication,
        time: portal::clock().as_second(),
        in_place: matches.get_flag("in-place"),
        words,
    };
    let mut timings = Vec::new();
    let since = Instant::now();
    let (snapshot, program) = rayon::join(|| Snapshot::read(&root), portal::program);
    timings.push(("stage-snapshot", since.elapsed()));
    let since = Instant::now();
    let inputs = Inputs::of(&snapshot, &options, program);
    let inputs = inputs.map_err(|ReadError { path, cause }| system(words, &path, &cause))?;
    let found = held.map_or_else(|| target.found(), Ok).or_else(|error| failed(error, &named, &target, words))?;
    let is_plain = job.publication.is_none();
    let unchanged = if is_plain { output::unchanged(&found, &target, &inputs, &chain) } else { Ok(None) };
    if let Some(summary) = unchanged.or_else(|error| failed(error, &named, &target, words))? {
        timings.push(("stage-unchanged", since.elapsed()));
        job.summarize(&summary, &Report::default(), Duration::ZERO);
        if matches.get_flag("timings") {
            say(portal::timings(&timings, words));
        }
        return Ok(Outcome::Done);
    }
    timings.push(("stage-inputs", since.elapsed()));
    let slowest = matches.get_flag("timings").then(Slowest::default);
    job.run(snapshot, program, &inputs, found, slowest, timings)
}

/// Creates the cache from the checks that the last build of the same program recorded.
pub(super) fn reuse(found: &Found, program: Option<Key>) -> Reuse {
    let is_same_program = found.ledger.program == program && program.is_some();
    Reuse::after(if is_same_program { found.ledger.clean.clone() } else { HashSet::new() })
}

/// Returns the output folder, as named on the command line and as the checked target.
pub(super) fn target(matches: &ArgMatches, root: &Path, words: &Catalogue) -> Result<(PathBuf, Target), Outcome> {
    let named = matches.get_one::<String>("out").map_or_else(|| root.join("public"), PathBuf::from);
    let target = output::guard(&named, root, home().as_deref()).or_else(|refusal| refused(&refusal, words))?;
    Ok((named, target))
}

/// Returns the chain of published editions from the portal's own folder; a broken chain is refused.
pub(super) fn chain(root: &Path, words: &Catalogue) -> Result<Chain, Outcome> {
    output::chain(root).or_else(|error| match error {
        Error::BrokenChain(broken) => chain_broken(&broken, words),
        Error::System(path, cause) => Err(system(words, &path, &cause)),
        _ => Err(Outcome::SystemFailed),
    })
}

/// Reads the files that confirmed new keys in earlier editions. Nothing else in that folder is published, least of
/// all a secret key that someone put there.
pub(super) fn successions(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = sources::read_folder(&root.join(EDITIONS), SUCCESSIONS);
    files.retain(|(path, _)| is_succession(path));
    files
}

fn chain_broken<T>(broken: &Broken, words: &Catalogue) -> Result<T, Outcome> {
    let (line, edition) = match *broken {
        Broken::Form(line) => (line, 0),
        Broken::Number(edition) | Broken::Link(edition) => (edition as usize + 1, edition),
    };
    let args = [("path", CHAIN_FILE.into()), ("line", line.into()), ("edition", i64::from(edition).into())];
    fail(words, "chain-broken", &args, Outcome::ContentErrors)
}

/// The number of files from which a bar shows the progress of compression: a file takes about ten milliseconds.
const SLOW: usize = 100;

/// A build in progress.
struct Job<'a> {
    root: &'a Path,
    /// The output as it was named.
    named: &'a Path,
    target: &'a Target,
    options: &'a Options,
    successions: &'a [(String, Vec<u8>)],
    publication: Option<Publication<'a>>,
    /// Now, in seconds since 1970.
    time: i64,
    in_place: bool,
    words: &'a Catalogue,
}

impl Job<'_> {
    fn run(
        &self,
        snapshot: Snapshot,
        program: Option<Key>,
        inputs: &Inputs,
        found: Found,
        slowest: Option<Slowest>,
        mut timings: Timings,
    ) -> Result<Outcome, Outcome> {
        let words = self.words;
        let reuse = reuse(&found, program);
        // The program ends with the build: freeing the memory value by value would be slower.
        let snapshot = ManuallyDrop::new(snapshot);
        let made = ManuallyDrop::new(portal::edition_of(&snapshot, self.options, &reuse, &mut timings));
        portal::print_report(&made.report, words);
        let tree = made.value.tree.as_ref().filter(|_| made.report.allows_publication());
        let Some(tree) = tree else { return stopped(&made.report, self.named, self.target, words) };
        let bar = portal::progress(tree.table().routes().len());
        let since = Instant::now();
        let indexed = OnceLock::new();
        let (compressing, compressed) = (OnceLock::new(), OnceLock::new());
        let build = Build {
            root: self.root,
            snapshot: &snapshot,
            program,
            inputs,
            clean: reuse.found_clean(),
            is_clean: made.report.is_empty(),
            successions: self.successions,
            publication: self.publication.clone(),
            day: site::publication_day(&tree.site().portal, self.options),
            time: self.time,
            in_place: self.in_place,
        };
        let published = output::publish(tree, build, self.target, found, &|step| match step {
            Step::Begin => slowest.iter().for_each(Slowest::begin),
            Step::File(leaf, output) => {
                bar.inc(1);
                slowest.iter().for_each(|slowest| slowest.end(leaf, output));
            }
            Step::Index => indexed.set(since.elapsed()).unwrap_or(()),
            Step::Compress(count) => {
                bar.finish_and_clear();
                compressing.get_or_init(|| (portal::progress_of(count, SLOW), Instant::now()));
            }
            Step::Compressed => compressing.get().into_iter().for_each(|(bar, _)| bar.inc(1)),
            Step::Place => compressing.get().into_iter().for_each(|(bar, since)| {
                bar.finish_and_clear();
                compressed.set(since.elapsed()).unwrap_or(());
            }),
        });
        bar.finish_and_clear();
        timings.push(("stage-publish", since.elapsed()));
        let summary = published.or_else(|error| failed(error, self.named, self.target, words))?;
        self.summarize(&summary, &made.report, indexed.get().copied().unwrap_or_default());
        if let Some(number) = summary.edition.filter(|_| self.publication.is_some()) {
            let args = [
                ("number", i64::from(number).into()),
                ("new", if summary.is_new_edition { "yes" } else { "no" }.into()),
            ];
            say_message(words, "publish-chain", &args);
        }
        if summary.compressed.0 > 0 {
            let (files, bytes) = summary.compressed;
            let time = compressed.get().copied().unwrap_or_default();
            let args = [
                ("files", files.into()),
                ("kilobytes", (bytes.div_ceil(1000) as i64).into()),
                ("time", portal::milliseconds(time).into()),
            ];
            say_message(words, "build-compressed", &args);
        }
        if let Some(slowest) = slowest {
            say(portal::timings(&timings, words));
            say(slowest.summary(words));
        }
        Ok(Outcome::Done)
    }

    /// Reports the result.
    fn summarize(&self, summary: &Summary, report: &Report, indexed: Duration) {
        print_summary(summary, report, self.named, self.words);
        if let Some(search) = &summary.search {
            print_search(search, indexed, self.words);
        }
    }
}

/// Reports that the build stopped before anything was written.
fn stopped<T>(report: &Report, named: &Path, target: &Target, words: &Catalogue) -> Result<T, Outcome> {
    let there = if target.is_there() { "yes" } else { "no" };
    fail(words, "build-stopped", &[("path", shown(named).into()), ("there", there.into())], portal::outcome(report))
}

/// Reports why nothing was published.
pub(super) fn failed<T>(error: Error, named: &Path, target: &Target, words: &Catalogue) -> Result<T, Outcome> {
    let said = |key: &str, path: &Path| fail(words, key, &[("path", shown(path).into())], Outcome::SystemFailed);
    match error {
        Error::Refused(refusal) => refused(&refusal, words),
        Error::Busy(path) => said("build-busy", &path),
        Error::Obstructed(path) => said("build-obstructed", &path),
        Error::Changed(path) => said("build-changed", &path),
        Error::System(path, cause) => Err(system(words, &path, &cause)),
        Error::Mixed(cause) => {
            let outcome = failed(*cause, named, target, words);
            say_message(words, "build-mixed", &[("path", shown(named).into())]);
            outcome
        }
        Error::Search(detail) => fail(words, "build-search", &[("detail", detail.into())], Outcome::SystemFailed),
        Error::Unsigned(detail) => fail(words, "publish-unsigned", &[("detail", detail.into())], Outcome::SystemFailed),
        Error::BrokenChain(broken) => chain_broken(&broken, words),
        Error::KeysWithoutHandover => fail(words, "publish-without-handover", &[], Outcome::SystemFailed),
        Error::Unknown(number) => {
            fail(words, "publish-unknown-edition", &[("number", i64::from(number).into())], Outcome::SystemFailed)
        }
        Error::NotKept(number) => {
            fail(words, "rollback-not-kept", &[("number", i64::from(number).into())], Outcome::SystemFailed)
        }
        Error::Pages(report) => {
            portal::print_report(&report, words);
            stopped(&report, named, target, words)
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
    if summary.in_place {
        say_message(words, "build-in-place", &[("path", shown(out).into())]);
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
    path.display().to_string().replace(['\n', '\r'], "\u{fffd}")
}
