//! `clairevoie publish`: a build that becomes an edition. What changed since the last is recorded in the portal's folder
//! first, then the site is written with it.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::portal::{self, fail, system};
use super::{Outcome, build, say_message};
use crate::check;
use crate::diagnostic::Report;
use crate::editions::{self, Made};
use crate::language::date::{Calendar, PartialDate};
use crate::language::messages::Catalogue;
use crate::language::{Localized, Translation};
use crate::model::signing_key::SigningKey;
use crate::model::value::Text;
use crate::output::{self, Error, Publication, sources};
use crate::reuse::Reuse;
use crate::site;
use crate::source::{ReadError, Snapshot};
use crate::verification::{self, Checked, SignError, Signer};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let note = note(matches, words)?;
    let (named, target) = build::target(matches, &root, words)?;
    let chain = build::chain(&root, words)?;
    output::knows(&chain, &target).or_else(|error| build::failed(error, &named, &target, words))?;
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
    let last = tree.site().editions().last().map_or(0, |last| last.number);
    let number = match next.map_err(|ReadError { path, cause }| system(words, &path, &cause))? {
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
            edition.edition.number
        }
        None => {
            say_message(words, "publish-nothing", &[]);
            last
        }
    };
    let keys: Vec<SigningKey> = tree.site().portal.signing_keys.iter().map(|key| key.value.clone()).collect();
    let signers = signers(matches, words)?;
    let sign = |name: &str, text: &str| sign(signers.own.as_ref(), &keys, name, text, words);
    let hand_over = |name: &str, text: &str| sign_as(signers.old.as_ref(), name, text, words);
    let portal = &tree.site().portal;
    let base_url = options.base_url.as_ref().unwrap_or(&portal.base_url.value);
    let publication = Publication {
        day,
        portal: format!("{}{}", base_url.origin(), base_url.path()),
        history: number,
        keys: keys.iter().map(SigningKey::to_string).collect(),
        sign: signers.own.is_some().then_some(&sign),
        hand_over: signers.old.is_some().then_some(&hand_over),
        compress: !matches.get_flag("no-precompress"),
        stay: STAY,
        restores: None,
    };
    let outcome = build::write(matches, Some(publication), words)?;
    if !keys.is_empty() && signers.own.is_none() {
        say_message(words, "publish-not-signed", &[]);
    }
    Ok(outcome)
}

/// The tools that sign an edition.
struct Signers {
    own: Option<Signer>,
    /// With a key of the last edition, for what the first with other keys says of itself.
    old: Option<Signer>,
}

fn signers(matches: &ArgMatches, words: &Catalogue) -> Result<Signers, Outcome> {
    let key = |name: &str| matches.get_one::<String>(name).map(PathBuf::from);
    let signer = |key: Option<PathBuf>| match matches.get_one::<String>("sign").map(String::as_str) {
        Some("minisign") => Ok(Some(Signer::Minisign(key))),
        Some(_) => match key {
            Some(key) => Ok(Some(Signer::Ssh(key))),
            None => fail(words, "usage-sign-key", &[], Outcome::WrongUsage),
        },
        None if key.is_some() => fail(words, "usage-sign", &[], Outcome::WrongUsage),
        None => Ok(None),
    };
    let old = key("handover-key");
    Ok(Signers { own: signer(key("sign-key"))?, old: if old.is_some() { signer(old)? } else { None } })
}

/// Signs a text with a tool of the publisher.
fn sign_as(
    signer: Option<&Signer>,
    name: &str,
    text: &str,
    words: &Catalogue,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let Some(signer) = signer else { return Ok(Vec::new()) };
    signer.sign(name, text).map(|signature| vec![signature]).map_err(|error| {
        let (why, detail) = match error {
            SignError::Missing(tool) => ("missing", tool.to_owned()),
            SignError::Refused(tool) => ("refused", tool.to_owned()),
            SignError::System(cause) => ("system", cause.to_string()),
        };
        unsigned(words, why, &detail)
    })
}

fn unsigned(words: &Catalogue, why: &str, detail: &str) -> Error {
    let args = [("why", why.into()), ("detail", detail.into())];
    Error::Unsigned(words.format("publish-unsigned-why", None, &args).unwrap_or_default())
}

/// Signs the manifest, and makes sure that a key of the portal did: readers hold it against those.
fn sign(
    signer: Option<&Signer>,
    keys: &[SigningKey],
    name: &str,
    text: &str,
    words: &Catalogue,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let made = sign_as(signer, name, text, words)?;
    let is_of = |key: &SigningKey| {
        made.iter().any(|(name, signature)| {
            verification::check(key, text.as_bytes(), name, signature, &verification::ssh_verify) == Checked::Sound
        })
    };
    if keys.iter().any(is_of) { Ok(made) } else { Err(unsigned(words, "key", "")) }
}

/// How many days assets of earlier editions stay, for pages that are still open.
pub(super) const STAY: i64 = 30;

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
        Error::Refused(_)
        | Error::Busy(_)
        | Error::Pages(_)
        | Error::Search(_)
        | Error::Unsigned(_)
        | Error::Unknown(_)
        | Error::NotKept(_) => Outcome::SystemFailed,
    };
    sources::write(root, &edition.writes, true).map_err(failed)?;
    sources::remove(root, &edition.removes).map_err(failed)
}
