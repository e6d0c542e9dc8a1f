//! `clairevoie translate status`, `clairevoie translate confirm` and `clairevoie translate accept`.

use clap::ArgMatches;

use super::portal::{self, fail};
use super::writing::{difference, failed, write};
use super::{Outcome, say_message, show};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::editing::FileEdit;
use crate::editing::acceptance::{self, Acceptable};
use crate::editing::confirmation::{self, Refusal};
use crate::language::Language;
use crate::language::messages::Catalogue;
use crate::model::{Record, RecordFile, Records};
use crate::output::sources;
use crate::reuse::Reuse;
use crate::site::staleness::copy_path;
use crate::site::{Options, Site};
use crate::source::Snapshot;

/// Runs the subcommand.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    match matches.subcommand() {
        Some(("confirm", own)) => confirm(own, words),
        Some(("accept", own)) => accept(own, words),
        Some((_, own)) => status(own, words),
        None => Err(Outcome::WrongUsage),
    }
}

fn confirm(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let snapshot = Snapshot::read(&root);
    let records = Records::read(&snapshot, &Reuse::none()).value;
    // A file may be named relative to the current folder or to the portal's.
    let named = matches.get_many::<String>("file").into_iter().flatten();
    let named: Vec<String> = named.map(|file| sources::below(&root, file).unwrap_or_else(|| file.clone())).collect();
    let all = matches.get_flag("all");
    let files = if all { confirmation::confirmable(&records) } else { named };
    if files.is_empty() {
        return fail(words, "confirm-nothing", &[], Outcome::WrongUsage);
    }
    let mut edits: Vec<FileEdit> = Vec::new();
    for file in &files {
        match confirmation::confirm(&records, file) {
            Ok(own) => edits.extend(own),
            Err(refusal) => {
                let (key, path) = match refusal {
                    Refusal::Unknown(path) => ("confirm-unknown", path),
                    Refusal::Unreadable(path) => ("confirm-unreadable", path),
                    Refusal::NoEnglish(path) => ("confirm-no-english", path),
                    Refusal::Placeholder(path) => ("confirm-placeholder", path),
                };
                return fail(words, key, &[("path", path.into())], Outcome::ContentErrors);
            }
        }
    }
    write(&root, &edits, true, words)?;
    if all {
        sources::remove(&root, &confirmation::left_behind(&snapshot)).or_else(|error| failed(error, words))?;
    }
    say_message(words, "confirm-done", &[("count", files.len().into())]);
    Ok(Outcome::Done)
}

/// Records that differences between the two versions of a file are intended, with the reason.
fn accept(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let given = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let written = given("file").unwrap_or_default();
    // A file may be named relative to the current folder or to the portal's, followed by a colon and a line number
    // as in messages.
    let (name, line_behind) = match written.split_once(':') {
        Some((name, rest)) if rest.split(':').all(|part| part.parse::<usize>().is_ok()) => {
            (name, rest.split(':').next().and_then(|line| line.parse().ok()))
        }
        _ => (written, None),
    };
    let path = sources::below(&root, name).unwrap_or_else(|| name.to_owned());
    let line = match given("line").map(str::parse::<usize>) {
        Some(Err(_)) => return fail(words, "accept-bad-line", &[], Outcome::WrongUsage),
        Some(Ok(line)) => Some(line),
        None => line_behind,
    };
    let reason = given("reason").unwrap_or_default().trim();
    if reason.is_empty() {
        return fail(words, "accept-no-reason", &[], Outcome::WrongUsage);
    }
    let options = Options { drafts: true, ..portal::options(matches, words)? };
    let (made, _) = portal::edition(&root, &options);
    let records = &made.value.records;
    let Some(file) = records.iter().find(|file| **file.source.path() == *path) else {
        return fail(words, "confirm-unknown", &[("path", path.into())], Outcome::ContentErrors);
    };
    let mut report = made.report;
    report.extend(check::languages(records));
    report.extend(check::hints(records));
    let is_there = |diagnostic: &Diagnostic| {
        let mut places = std::iter::once(&diagnostic.place).chain(&diagnostic.related);
        places.any(|place| {
            let own = place.position.as_ref().map(|position| position.line);
            *place.path == *path && line.is_none_or(|line| own == Some(line))
        })
    };
    let has_code =
        |diagnostic: &Diagnostic| given("code").is_none_or(|code| diagnostic.code.id().eq_ignore_ascii_case(code));
    let mut found: Vec<Acceptable> = Vec::new();
    for diagnostic in report.iter().filter(|diagnostic| is_there(diagnostic) && has_code(diagnostic)) {
        found.extend(Acceptable::of(diagnostic).filter(|own| !found.contains(own)));
    }
    if found.is_empty() {
        return fail(words, "accept-nothing", &[("path", path.into())], Outcome::ContentErrors);
    }
    let Some(edit) = acceptance::accept(file, &found, reason) else {
        return fail(words, "accept-no-place", &[("path", path.into())], Outcome::ContentErrors);
    };
    show(difference(&edit.path, file.source.text(), &edit.text));
    write(&root, &[edit], true, words)?;
    say_message(words, "accept-done", &[("count", found.len().into())]);
    Ok(Outcome::Done)
}

/// Lists what is missing, outdated or never confirmed, with the changes of the French since.
fn status(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = Options { drafts: true, ..portal::options(matches, words)? };
    let (made, _) = portal::edition(&root, &options);
    let Some(tree) = &made.value.tree else {
        portal::print_report(&made.report, words);
        return Err(portal::outcome(&made.report));
    };
    let (mut missing, mut unconfirmed) = (0_usize, 0_usize);
    for french in made.value.records.iter().filter(|file| file.id.language == Some(Language::French)) {
        let english = french.id.in_language(Language::English);
        let path = [("path", english.path().into())];
        match state(&made.value.records, french) {
            State::Missing => {
                missing += 1;
                show(words.format("status-missing", None, &path).unwrap_or_default());
            }
            State::Unconfirmed => {
                unconfirmed += 1;
                show(words.format("status-unconfirmed", None, &path).unwrap_or_default());
            }
            State::Confirmed => {}
        }
    }
    let snapshot = Snapshot::read(&root);
    for file in made.value.records.iter().filter(|file| file.id.language.is_none()) {
        let without: Vec<&str> =
            file.fields.iter().filter(|field| field.english.is_none()).map(|field| field.key.as_str()).collect();
        if !without.is_empty() {
            missing += without.len();
            let args = [("path", file.id.path().into()), ("fields", words.language().join_and(&without).into())];
            show(words.format("status-missing-fields", None, &args).unwrap_or_default());
        }
        // A confirmed text has a copy: without one, changes of the French are not noticed.
        let is_confirmed = copy_path(&file.id.path()).is_some_and(|copy| snapshot.get(&copy).is_some());
        if file.fields.iter().any(|field| field.english.is_some()) && !is_confirmed {
            unconfirmed += 1;
            let path = [("path", file.id.path().into())];
            show(words.format("status-unconfirmed", None, &path).unwrap_or_default());
        }
    }
    let stale = show_stale(tree.site(), words);
    let args = [("missing", missing.into()), ("unconfirmed", unconfirmed.into()), ("stale", stale.into())];
    say_message(words, "status-done", &args);
    Ok(Outcome::Done)
}

/// How far a text is translated.
enum State {
    Missing,
    Unconfirmed,
    Confirmed,
}

fn state(records: &Records, french: &RecordFile) -> State {
    let english = records.get(&french.id.in_language(Language::English)).and_then(|file| file.record.as_ref());
    let translates = match english {
        None => return State::Missing,
        Some(Record::Commentary(record)) => record.translates.is_some(),
        Some(Record::FreePage(record)) => record.translates.is_some(),
        // Other records contain both languages.
        Some(_) => true,
    };
    if translates { State::Confirmed } else { State::Unconfirmed }
}

/// Shows every change of the French since it was confirmed; returns their number.
fn show_stale(site: &Site, words: &Catalogue) -> usize {
    let mut count = 0;
    for change in site.all_stale().iter().flat_map(|(_, stale)| &stale.changes) {
        count += 1;
        let args = [
            ("english", change.english.to_string().into()),
            ("french", change.french.to_string().into()),
            ("about", change.about.as_str().into()),
        ];
        show(words.format("status-stale", None, &args).unwrap_or_default());
        show(difference("", &change.then, &change.now));
    }
    count
}
