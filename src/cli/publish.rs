//! `clairevoie publish`: a build that becomes an edition. The changes since the last one are first recorded in the
//! portal's folder, then the site is written with it.

use std::path::Path;

use clap::ArgMatches;
use jiff::civil::Date;

use super::portal::{self, fail, system};
use super::signing::{sign, sign_as, signers};
use super::{Outcome, build, say_message};
use crate::check;
use crate::diagnostic::Report;
use crate::editions::{self, Made};
use crate::language::date::{Calendar, PartialDate};
use crate::language::messages::Catalogue;
use crate::language::{Localized, Translation};
use crate::model::signing_key::SigningKey;
use crate::model::value::Text;
use crate::output::{self, Error, Found, Publication, Signatures, sources};
use crate::site;
use crate::source::{ReadError, Snapshot};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let note = note(matches, words)?;
    let signers = signers(matches, words)?;
    let (named, target) = build::target(matches, &root, words)?;
    let failed = |error: Error| build::failed::<Found>(error, &named, &target, words);
    // From here on no other publication can add to the history or the chain.
    let found = target.hold().or_else(failed)?;
    let chain = build::chain(&root, words)?;
    output::knows(&chain, &target).or_else(|error| build::failed(error, &named, &target, words))?;
    let (snapshot, program) = rayon::join(|| Snapshot::read(&root), portal::program);
    let made = portal::edition_of(&snapshot, &options, &build::reuse(&found, program), &mut Vec::new());
    let mut report = made.report;
    // No edition is recorded of a site that cannot be written: all its pages are first rendered and checked.
    let tree = made.value.tree.filter(|_| report.allows_publication());
    let Some(tree) = tree else { return stopped(&report, words) };
    report.extend(check::pages(&tree, &|| {}));
    report.sort();
    if !report.allows_publication() {
        return stopped(&report, words);
    }
    let day = site::publication_day(&tree.site().portal, &options);
    let base_url = options.base_url.as_ref().unwrap_or(&tree.site().portal.base_url.value);
    let address = format!("{}{}", base_url.origin(), base_url.path());
    if let Some(last) = chain.last() {
        // A trial at another address is not an edition of the portal.
        if options.base_url.is_some() && last.statement.portal != address {
            let args = [("address", address.into()), ("last", last.statement.portal.as_str().into())];
            return fail(words, "publish-elsewhere", &args, Outcome::WrongUsage);
        }
        if day.to_string() < last.statement.date {
            return earlier(day, &last.statement.date, words);
        }
    }
    let next = editions::next(&snapshot, tree.site(), tree.table(), day, note);
    let last = tree.site().editions().last().map_or(0, |last| last.number);
    let number = match next.map_err(|ReadError { path, cause }| system(words, &path, &cause))? {
        Some(edition) => {
            // Editions are ordered by their dates, which feeds and the history rely on.
            let last = tree.site().editions().last().map(|last| last.date.value);
            if let Some(last) = last.filter(|last| day < last.earliest()) {
                return earlier(day, &last.to_string(), words);
            }
            let faults = edition.faults();
            if !faults.allows_publication() {
                return stopped(&faults, words);
            }
            write(&root, &edition, words)?;
            let changed = edition.edition.changes.len();
            let number = i64::from(edition.edition.number);
            say_message(words, "publish-edition", &[("number", number.into()), ("changed", changed.into())]);
            edition.edition.number
        }
        None => {
            say_message(words, "publish-nothing", &[]);
            last
        }
    };
    let keys: Vec<SigningKey> = tree.site().portal.signing_keys.iter().map(|key| key.value.clone()).collect();
    let sign = |name: &str, text: &str, there: &Signatures| sign(signers.own.as_ref(), &keys, name, text, there, words);
    let hand_over = |name: &str, text: &str, _: &Signatures| sign_as(signers.old.as_ref(), name, text, words);
    let publication = Publication {
        day,
        portal: address,
        history: number,
        keys: keys.iter().map(SigningKey::to_string).collect(),
        sign: signers.own.is_some().then_some(&sign),
        hand_over: signers.old.is_some().then_some(&hand_over),
        compress: !matches.get_flag("no-precompress"),
        without_handover: matches.get_flag("without-handover"),
        restores: None,
    };
    let outcome = build::write(matches, Some((publication, found)), words)?;
    if !keys.is_empty() && signers.own.is_none() {
        say_message(words, "publish-not-signed", &[]);
    }
    Ok(outcome)
}

/// Reports an edition dated before the last one.
fn earlier<T>(day: Date, last: &str, words: &Catalogue) -> Result<T, Outcome> {
    let calendar = Calendar::new(words.language());
    let last = PartialDate::parse(last).map_or_else(|| last.to_owned(), |last| calendar.words(last));
    let args = [("day", calendar.words(PartialDate::of_day(day)).into()), ("last", last.into())];
    fail(words, "publish-earlier", &args, Outcome::WrongUsage)
}

fn stopped(report: &Report, words: &Catalogue) -> Result<Outcome, Outcome> {
    portal::print_report(report, words);
    fail(words, "publish-stopped", &[], portal::outcome(report))
}

/// Returns the reason given, in French and optionally in English. English alone is refused: French is required.
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
        Error::Refused(_)
        | Error::Busy(_)
        | Error::Mixed(_)
        | Error::Pages(_)
        | Error::Search(_)
        | Error::Unsigned(_)
        | Error::Unknown(_)
        | Error::BrokenChain(_)
        | Error::KeysWithoutHandover
        | Error::NotKept(_) => Outcome::SystemFailed,
    };
    sources::write(root, &edition.writes, true).map_err(failed)?;
    sources::remove(root, &edition.removes).map_err(failed)
}
