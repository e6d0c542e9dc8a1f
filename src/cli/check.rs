//! `clairevoie check`: everything that can be verified, without writing.

use std::path::Path;
use std::time::Instant;

use clap::ArgMatches;
use jiff::civil::Date;

use super::portal::{self, fail};
use super::{Outcome, say, say_message, show};
use crate::check;
use crate::diagnostic::{Code, Report, Severity, json, sarif};
use crate::editing::FileEdit;
use crate::language::date::{Calendar, PartialDate};
use crate::language::messages::Catalogue;
use crate::model::Records;
use crate::output::sources;
use crate::render::Tree;

/// The file with the responses of other sites, below the portal's folder.
const ANSWERS: &str = ".clairevoie/links.json";

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    match matches.get_one::<String>("explain") {
        Some(code) if code.is_empty() => Ok(list_codes(words)),
        Some(code) => explain(code, words),
        None => verify(matches, words),
    }
}

/// Lists every code with its message.
fn list_codes(words: &Catalogue) -> Outcome {
    for code in Code::ALL {
        let title = check::explain::title(*code, words.language()).unwrap_or_default();
        show(format!("{}  {title}", code.id()));
    }
    Outcome::Done
}

fn explain(written: &str, words: &Catalogue) -> Result<Outcome, Outcome> {
    let code = Code::ALL.iter().find(|code| code.id().eq_ignore_ascii_case(written));
    match code.and_then(|code| check::explain::explain(*code, words.language())) {
        Some(text) => {
            show(text);
            Ok(Outcome::Done)
        }
        None => {
            let ids = || Code::ALL.iter().map(|code| code.id());
            let [first, last] = [ids().min(), ids().max()].map(Option::unwrap_or_default);
            let args = [("value", written.into()), ("first", first.into()), ("last", last.into())];
            fail(words, "usage-unknown-code", &args, Outcome::WrongUsage)
        }
    }
}

fn verify(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let options = portal::options(matches, words)?;
    let until = matches.get_one::<String>("until").map(|text| portal::day("--until", text, words)).transpose()?;
    let (made, mut timings) = portal::edition(&root, &options);
    let (edition, mut report) = (made.value, made.report);
    let reference = edition.tree.as_ref().map(|tree| tree.site().reference_date());
    if let (Some(reference), Some(until)) = (reference, until)
        && until < reference
    {
        let calendar = Calendar::new(words.language());
        let args = [("until", until), ("day", reference)];
        let args = args.map(|(name, day)| (name, calendar.words(PartialDate::of_day(day)).into()));
        return fail(words, "usage-until-past", &args, Outcome::WrongUsage);
    }
    let mut pages = 0;
    let since = Instant::now();
    report.extend(check::languages(&edition.records));
    if matches.get_flag("hints") {
        report.extend(check::hints(&edition.records));
    }
    if matches.get_flag("external") {
        report.extend(external(&root, &edition.records, options.now.as_second(), words));
    }
    if let Some(tree) = &edition.tree {
        report.extend(check::host(tree.site()));
        pages = tree.table().routes().len();
        let bar = portal::progress(pages);
        report.extend(check::pages(tree, &|| bar.inc(1)));
        bar.finish_and_clear();
    }
    timings.push(("stage-check", since.elapsed()));
    report.sort();
    print(&report, matches, words);
    if let (Some(tree), Some(until)) = (&edition.tree, until) {
        ahead(tree, until, matches, words);
    }
    let is_strict = matches.get_flag("strict") && report.count(Severity::Warning) > 0;
    if !report.allows_publication() || is_strict {
        let errors = [("errors", report.count(Severity::Error).into())];
        return fail(words, "check-failed", &errors, portal::outcome(&report));
    }
    let warnings = report.count(Severity::Warning);
    say_message(words, "check-done", &[("pages", pages.into()), ("warnings", warnings.into())]);
    if matches.get_flag("timings") {
        say(portal::timings(&timings, words));
    }
    Ok(Outcome::Done)
}

/// Lists the events up to a day, in the order of their days: for people, or as JSON, one object per line.
fn ahead(tree: &Tree, until: Date, matches: &ArgMatches, words: &Catalogue) {
    let coming = tree.ahead(until, words.language());
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        coming.iter().for_each(|line| show(serde_json::to_string(line).unwrap_or_default()));
        return;
    }
    let day = Calendar::new(words.language()).words(PartialDate::of_day(until));
    let head = if coming.is_empty() { "ahead-none" } else { "ahead-head" };
    say_message(words, head, &[("day", day.into())]);
    for line in coming {
        say(format!("  {}  {} – {}\n              {}", line.day, line.event, line.about, line.place));
    }
}

/// Requests the links to other sites, and stores the responses beside the content.
fn external(root: &Path, records: &Records, now: i64, words: &Catalogue) -> Report {
    let links = check::external::links(records);
    let mut answers =
        sources::read(root, ANSWERS).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let bar = portal::progress_of(links.len(), 0);
    let report = check::external::external(&links, &mut answers, now, &|| bar.inc(1));
    bar.finish_and_clear();
    let text = serde_json::to_string_pretty(&answers).unwrap_or_default();
    let kept = sources::write(root, &[FileEdit::new(ANSWERS, text)], true);
    if kept.is_err() {
        // The report is valid; only the requests will have to be repeated.
        say(words.text("external-unkept"));
    }
    report
}

/// Prints the report: for people on standard error, for programs on standard output.
fn print(report: &Report, matches: &ArgMatches, words: &Catalogue) {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => show(json::render(report, words)),
        Some("sarif") => show(sarif::render(report, words)),
        _ => portal::print_report(report, words),
    }
}
