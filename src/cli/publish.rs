//! `clairevoie publish`: a build that becomes an edition. What changed since the last is recorded in the portal's folder
//! first, then the site is written with it.

use std::path::Path;

use clap::ArgMatches;

use super::portal::{self, fail, system};
use super::{Outcome, build, say_message};
use crate::check;
use crate::diagnostic::Report;
use crate::editions::{self, Made};
use crate::language::date::{Calendar, PartialDate};
use crate::language::messages::Catalogue;
use crate::language::{Localized, Translation};
use crate::model::value::Text;
use crate::output::{Error, sources};
use crate::reuse::Reuse;
use crate::site;
use crate::source::{ReadError, Snapshot};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let note = note(matches, words)?;
    let snapshot = Snapshot::read(&root);
    let made = portal::edition_of(&snapshot, &options, &Reuse::none(), &mut Vec::new());
    let mut report = made.report;
    // An edition is not recorded of a site that cannot be written: all its pages are made, and read, before.
    let tree = made.value.tree.filter(|_| report.allows_publication());
    let Some(tree) = tree else { return stopped(&report, words) };
    report.extend(check::pages(&tree, &|| {}));
    report.sort();
    if !report.allows_publication() {
        return stopped(&report, words);
    }
    let day = site::publication_day(&tree.site().portal, &options);
    let next = editions::next(&snapshot, tree.site(), tree.table(), day, note);
    match next.map_err(|ReadError { path, cause }| system(words, &path, &cause))? {
        Some(edition) => {
            // The order of the editions is the order of their days: feeds and the history are read so.
            let last = tree.site().editions().last().map(|last| last.date.value);
            if let Some(last) = last.filter(|last| day < last.earliest()) {
                let calendar = Calendar::new(words.language());
                let args =
                    [("day", calendar.words(PartialDate::of_day(day)).into()), ("last", calendar.words(last).into())];
                return fail(words, "publish-earlier", &args, Outcome::WrongUsage);
            }
            let faults = edition.faults();
            if !faults.allows_publication() {
                return stopped(&faults, words);
            }
            write(&root, &edition, words)?;
            let changed = edition.edition.changes.len();
            let number = i64::from(edition.edition.number);
            say_message(words, "publish-edition", &[("number", number.into()), ("changed", changed.into())]);
        }
        None => say_message(words, "publish-nothing", &[]),
    }
    build::run(matches, words)
}

fn stopped(report: &Report, words: &Catalogue) -> Result<Outcome, Outcome> {
    portal::print_report(report, words);
    fail(words, "publish-stopped", &[], portal::outcome(report))
}

/// The reason given, in French and perhaps in English. English alone is refused: French comes first.
fn note(matches: &ArgMatches, words: &Catalogue) -> Result<Option<Text>, Outcome> {
    let given = |name: &str| matches.get_one::<String>(name).filter(|text| !text.trim().is_empty()).cloned();
    match (given("note"), given("note-en")) {
        (Some(french), english) => {
            Ok(Some(Localized { french, english: english.map_or(Translation::Missing, Translation::Given) }))
        }
        (None, Some(_)) => fail(words, "usage-note-in-french", &[], Outcome::WrongUsage),
        (None, None) => Ok(None),
    }
}

/// Writes the edition into the portal's folder.
fn write(root: &Path, edition: &Made, words: &Catalogue) -> Result<(), Outcome> {
    let failed = |error: Error| match error {
        Error::System(path, cause) => system(words, &path, &cause),
        Error::Obstructed(path) | Error::Changed(path) => {
            say_message(words, "build-obstructed", &[("path", path.display().to_string().into())]);
            Outcome::SystemFailed
        }
        Error::Refused(_) | Error::Busy(_) | Error::Pages(_) | Error::Search(_) => Outcome::SystemFailed,
    };
    sources::write(root, &edition.writes, true).map_err(failed)?;
    sources::remove(root, &edition.removes).map_err(failed)
}
