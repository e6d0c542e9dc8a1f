//! `clairevoie check`: everything that can be verified, without writing.

use std::time::Instant;

use clap::ArgMatches;

use super::portal::{self, fail};
use super::{Outcome, say};
use crate::check;
use crate::language::messages::Catalogue;

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    verify(matches, words).unwrap_or_else(|outcome| outcome)
}

fn verify(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let (edition, mut timings) = portal::edition(&root, &options, words)?;
    let mut report = edition.report.clone();
    let mut pages = 0;
    if let Some(tree) = &edition.tree {
        pages = tree.pages().routes().len();
        let bar = portal::progress(pages);
        let since = Instant::now();
        report.extend(check::check(tree, &|| bar.inc(1)));
        bar.finish_and_clear();
        timings.push(("stage-check", since.elapsed()));
        report.sort();
    }
    portal::tell(&report, words);
    if report.has_errors() || (matches.get_flag("strict") && !report.is_empty()) {
        return fail(words, "check-failed", &[], Outcome::ContentErrors);
    }
    say(words.format("check-done", None, &[("pages", pages.into())]).unwrap_or_default());
    say(portal::timings(&timings, words));
    Ok(Outcome::Done)
}
