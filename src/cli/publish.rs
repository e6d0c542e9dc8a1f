//! `clairevoie publish`: a build that becomes an edition. What changed since the last is recorded in the portal's folder
//! first, then the site is written with it.

use std::path::Path;

use clap::ArgMatches;

use super::portal::{self, fail, system};
use super::{Outcome, build, say_message};
use crate::check;
use crate::diagnostic::Report;
use crate::editions::{self, Made};
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
    let next = editions::next(&snapshot, tree.site(), tree.table(), day, note(matches));
    match next.map_err(|ReadError { path, cause }| system(words, &path, &cause))? {
        Some(edition) => {
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

/// The reason given, in French and perhaps in English.
fn note(matches: &ArgMatches) -> Option<Text> {
    let given = |name: &str| matches.get_one::<String>(name).filter(|text| !text.trim().is_empty());
    let french = given("note")?.clone();
    let english = given("note-en").map_or(Translation::Missing, |text| Translation::Given(text.clone()));
    Some(Localized { french, english })
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
