//! `clairevoie build`: writes the site.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use clap::ArgMatches;

use super::portal::{self, fail, system};
use super::slowest::Slowest;
use super::{Outcome, say};
use crate::diagnostic::{Report, Severity};
use crate::edition::Inputs;
use crate::language::messages::Catalogue;
use crate::model::records::Shortcuts;
use crate::output::{self, Error, Indexing, Last, Refusal, Step, Summary};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    build(matches, words).unwrap_or_else(|outcome| outcome)
}

fn build(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let out = matches.get_one::<String>("out").map_or_else(|| root.join("public"), PathBuf::from);
    let named = out;
    let out = output::guard(&named, &root, home().as_deref()).or_else(|refusal| refused(&refusal, words))?;
    let (read, program) = rayon::join(|| portal::snapshot(&root, words), portal::program);
    let (snapshot, mut timings) = read?;
    let since = Instant::now();
    let inputs = program.and_then(|program| Inputs::of(&snapshot, &options, &program));
    // What cannot be read of it will be told when the site is written.
    let last = inputs.as_ref().and_then(|_| Last::of(&out).ok());
    if let (Some(inputs), Some(last)) = (&inputs, &last)
        && let Ok(Some((summary, pages))) = output::unchanged(last, &out, inputs.whole())
    {
        timings.push(("stage-unchanged", since.elapsed()));
        tell(&summary, &Report::default(), pages, &named, words);
        if let Some(search) = &summary.search {
            tell_search(search, Duration::ZERO, words);
        }
        say(portal::timings(&timings, words));
        return Ok(Outcome::Done);
    }
    let shortcuts = match (&inputs, last) {
        (Some(inputs), Some(last)) => Shortcuts { sound: inputs.sound(&last.made()), ..Shortcuts::default() },
        _ => Shortcuts::default(),
    };
    timings.push(("stage-inputs", since.elapsed()));
    // The program ends with the build: its memory goes back as a whole, faster than value by value.
    let mut edition = ManuallyDrop::new(portal::edition_of(&shortcuts, &snapshot, &options, &mut timings));
    // The gists of texts have been compared; pages can have their room.
    let records = std::mem::take(&mut edition.records);
    rayon::spawn(|| drop((records, snapshot)));
    portal::tell(&edition.report, words);
    let Some(tree) = &edition.tree else {
        return fail(words, "build-stopped", &[("path", shown(&named).into())], Outcome::ContentErrors);
    };
    let bar = portal::progress(tree.pages().routes().len());
    let since = Instant::now();
    let indexed = OnceLock::new();
    let slowest = matches.get_flag("timings").then(Slowest::default);
    // What was told is to be told again: only a build that found nothing wrong can be passed over.
    let is_clean = edition.report.is_empty();
    let published = output::publish(tree, inputs.as_ref(), is_clean, &out, &|step| match step {
        Step::Begin => slowest.iter().for_each(Slowest::begin),
        Step::File(leaf, output) => {
            bar.inc(1);
            slowest.iter().for_each(|slowest| slowest.end(leaf, output));
        }
        Step::Index => indexed.set(since.elapsed()).unwrap_or(()),
    });
    bar.finish_and_clear();
    timings.push(("stage-publish", since.elapsed()));
    match published {
        Ok(summary) => {
            tell(&summary, &edition.report, tree.pages().routes().len(), &named, words);
            if let Some(search) = &summary.search {
                tell_search(search, indexed.get().copied().unwrap_or_default(), words);
            }
            say(portal::timings(&timings, words));
            if let Some(slowest) = slowest {
                say(slowest.told(words));
            }
            Ok(Outcome::Done)
        }
        Err(Error::Refused(refusal)) => refused(&refusal, words),
        Err(Error::Busy(path)) => fail(words, "build-busy", &[("path", shown(&path).into())], Outcome::SystemFailed),
        Err(Error::Obstructed(path)) => {
            fail(words, "build-obstructed", &[("path", shown(&path).into())], Outcome::SystemFailed)
        }
        Err(Error::System(path, cause)) => Err(system(words, &path, &cause)),
        Err(Error::Search(detail)) => fail(words, "build-search", &[("detail", detail.into())], Outcome::SystemFailed),
        Err(Error::Templates(report)) => {
            portal::tell(&report, words);
            fail(words, "build-stopped", &[("path", shown(&named).into())], Outcome::ContentErrors)
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
