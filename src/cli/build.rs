//! `clairevoie build`: writes the site.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use clap::ArgMatches;

use super::portal::{self, fail, system};
use super::{Outcome, say};
use crate::diagnostic::{Report, Severity};
use crate::language::messages::Catalogue;
use crate::output::{self, Error, Indexing, Refusal, Step, Summary};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    build(matches, words).unwrap_or_else(|outcome| outcome)
}

fn build(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let out = matches.get_one::<String>("out").map_or_else(|| root.join("public"), PathBuf::from);
    output::guard(&out, &root, home().as_deref()).or_else(|refusal| refused(&refusal, words))?;
    let (edition, mut timings) = portal::edition(&root, &options, words)?;
    portal::tell(&edition.report, words);
    let Some(tree) = &edition.tree else {
        return fail(words, "build-stopped", &[("path", shown(&out).into())], Outcome::ContentErrors);
    };
    let bar = portal::progress(tree.pages().routes().len());
    let since = Instant::now();
    let indexed = OnceLock::new();
    let published = output::publish(tree, &out, &|step| match step {
        Step::File => bar.inc(1),
        Step::Index => indexed.set(since.elapsed()).unwrap_or(()),
    });
    bar.finish_and_clear();
    timings.push(("stage-publish", since.elapsed()));
    match published {
        Ok(summary) => {
            tell(&summary, &edition.report, tree.pages().routes().len(), &out, words);
            if let Some(search) = &summary.search {
                tell_search(search, indexed.get().copied().unwrap_or_default(), words);
            }
            say(portal::timings(&timings, words));
            Ok(Outcome::Done)
        }
        Err(Error::Refused(refusal)) => refused(&refusal, words),
        Err(Error::Busy(path)) => fail(words, "build-busy", &[("path", shown(&path).into())], Outcome::SystemFailed),
        Err(Error::System(path, cause)) => Err(system(words, &path, &cause)),
        Err(Error::Search(detail)) => fail(words, "build-search", &[("detail", detail.into())], Outcome::SystemFailed),
        Err(Error::Templates(report)) => {
            portal::tell(&report, words);
            fail(words, "build-stopped", &[("path", shown(&out).into())], Outcome::ContentErrors)
        }
    }
}

fn tell(summary: &Summary, report: &Report, pages: usize, out: &Path, words: &Catalogue) {
    let args = [
        ("path", shown(out).into()),
        ("pages", pages.into()),
        ("written", summary.written.into()),
        ("unchanged", summary.unchanged.into()),
        ("removed", summary.removed.into()),
        ("kilobytes", (summary.bytes.div_ceil(1000) as i64).into()),
        ("warnings", report.count(Severity::Warning).into()),
    ];
    say(words.format("build-done", None, &args).unwrap_or_default());
    if summary.kept > 0 {
        say(words.format("build-kept", None, &[("count", summary.kept.into())]).unwrap_or_default());
    }
}

fn tell_search(search: &Indexing, took: Duration, words: &Catalogue) {
    let args = [
        ("pages", search.pages.into()),
        ("kilobytes", (search.bytes.div_ceil(1000) as i64).into()),
        ("time", portal::milliseconds(took).into()),
        ("kept", if search.kept { "yes" } else { "no" }.into()),
    ];
    say(words.format("build-searched", None, &args).unwrap_or_default());
}

fn refused<T>(refusal: &Refusal, words: &Catalogue) -> Result<T, Outcome> {
    let (key, path) = match refusal {
        Refusal::InsideContent(path) => ("refused-inside-content", path),
        Refusal::InsideOutput(path) => ("refused-inside-output", path),
        Refusal::HoldsMore(path) => ("refused-holds-more", path),
        Refusal::NotOurs(path) => ("refused-not-ours", path),
        Refusal::NotAFolder(path) => ("refused-not-a-folder", path),
    };
    fail(words, key, &[("path", shown(path).into())], Outcome::SystemFailed)
}

fn home() -> Option<PathBuf> {
    std::env::home_dir()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
