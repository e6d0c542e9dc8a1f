//! `clairevoie verify`: checks a published site, in a folder or at an address, with its manifest and its chain.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use indicatif::ProgressBar;

use super::portal::{self, fail};
use super::{Outcome, say, say_message, show};
use crate::language::date::{Calendar, PartialDate};
use crate::language::messages::Catalogue;
use crate::model::signing_key::SigningKey;
use crate::verification::{self, AtAddress, Finding, InFolder, Known, Limits, Seen, Source, Verified};

/// The time limit for one response of a host.
const ANSWER: Duration = Duration::from_secs(60);
/// The maximum size of a file of a site, in bytes.
const FILE: u64 = 1 << 30;
/// How many faults of a kind are listed individually.
const SHOWN: usize = 20;
/// The number of files from which a progress bar is shown.
const LONG: usize = 500;

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let site = matches.get_one::<String>("site").map_or("", String::as_str);
    let known = known(matches, words)?;
    let source: Box<dyn Source> = if site.starts_with("http://") || site.starts_with("https://") {
        let seconds = *matches.get_one::<u64>("timeout").unwrap_or(&600);
        let limits = Limits { time: Duration::from_secs(seconds), answer: ANSWER, file: FILE };
        Box::new(AtAddress::new(site, limits, Instant::now()))
    } else {
        let folder = PathBuf::from(site);
        if !folder.is_dir() {
            return fail(words, "verify-no-folder", &[("path", site.into())], Outcome::SystemFailed);
        }
        Box::new(InFolder(folder))
    };
    let bar = std::sync::OnceLock::new();
    let verified = verification::verify(&*source, &known, &verification::ssh_verify, &|count| match count {
        Some(count) => drop(bar.set(portal::progress_of(count, LONG))),
        None => bar.get().into_iter().for_each(|bar: &ProgressBar| bar.inc(1)),
    });
    bar.get().into_iter().for_each(ProgressBar::finish_and_clear);
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => show(json(&verified)),
        _ => tell(&verified, site, words),
    }
    Ok(verified.findings.first().map_or(Outcome::Done, |gravest| Outcome::NotVerified(gravest.exit_code())))
}

fn known(matches: &ArgMatches, words: &Catalogue) -> Result<Known, Outcome> {
    let mut known = Known::default();
    if let Some(text) = matches.get_one::<String>("since") {
        match Seen::parse(text) {
            Some(seen) => known.since = Some(seen),
            None => return fail(words, "verify-bad-since", &[("value", text.as_str().into())], Outcome::WrongUsage),
        }
    }
    for text in matches.get_many::<String>("key").into_iter().flatten() {
        match SigningKey::parse(text) {
            Some(key) => known.keys.push(key),
            None => return fail(words, "verify-bad-key", &[("value", text.as_str().into())], Outcome::WrongUsage),
        }
    }
    Ok(known)
}

/// Prints the result, for people.
fn tell(verified: &Verified, site: &str, words: &Catalogue) {
    let mut said: Vec<(&str, usize)> = Vec::new();
    for finding in &verified.findings {
        let name = finding.name();
        match said.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None => said.push((name, 1)),
        }
        if said.iter().any(|(other, count)| *other == name && *count > SHOWN) {
            continue;
        }
        let detail = match finding {
            Finding::Unreadable(_, why) => why.clone(),
            _ => String::new(),
        };
        let subject = Some(finding.subject()).filter(|subject| !subject.is_empty());
        let args = [("subject", subject.unwrap_or_else(|| "none".to_owned()).into()), ("detail", detail.into())];
        say_message(words, &format!("verify-{name}"), &args);
    }
    for (name, count) in said.iter().filter(|(_, count)| *count > SHOWN) {
        let what = words.text(&format!("verify-kind-{name}"));
        say_message(words, "verify-more", &[("count", (count - SHOWN).into()), ("what", what.into())]);
    }
    if !verified.findings.is_empty() {
        say("");
    }
    let edition = verified.edition.as_ref();
    let date = edition.and_then(|edition| PartialDate::parse(&edition.statement.date));
    let date = date.map_or_else(String::new, |date| Calendar::new(words.language()).words(date));
    let args = [
        ("site", site.into()),
        ("verified", if verified.findings.is_empty() { "yes" } else { "no" }.into()),
        ("files", verified.sound.into()),
        ("earlier", verified.earlier.into()),
        ("edition", i64::from(edition.map_or(0, |edition| edition.statement.number)).into()),
        ("date", date.into()),
        ("signed", verified.signed_by.clone().unwrap_or_else(|| "no".to_owned()).into()),
    ];
    say_message(words, "verify-result", &args);
    if let Some(edition) = edition {
        say_message(words, "verify-token", &[("token", edition.token().into())]);
    }
}

/// Returns the result, for programs.
fn json(verified: &Verified) -> String {
    let findings: Vec<serde_json::Value> = verified
        .findings
        .iter()
        .map(|finding| {
            let detail = match finding {
                Finding::Unreadable(_, why) => Some(why),
                _ => None,
            };
            serde_json::json!({"kind": finding.name(), "subject": finding.subject(), "detail": detail, "exit_code": finding.exit_code()})
        })
        .collect();
    let edition = verified.edition.as_ref();
    let value = serde_json::json!({
        "verified": verified.findings.is_empty(),
        "findings": findings,
        "files": verified.sound,
        "earlier_files": verified.earlier,
        "edition": edition.map(|edition| edition.statement.number),
        "date": edition.map(|edition| &edition.statement.date),
        "token": edition.map(crate::editions::chain::Edition::token),
        "signed_by": verified.signed_by,
    });
    serde_json::to_string_pretty(&value).unwrap_or_default()
}
