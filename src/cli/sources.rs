//! The commands that write into a portal's sources: `init`, `new`, `schema`, `fmt`, `translate`.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use similar::{ChangeTag, TextDiff};

use super::portal::{self, fail, system};
use super::{Outcome, say, show};
use crate::editing::confirmation::{self, Refusal};
use crate::editing::samples::{self, Sample};
use crate::editing::{Draft, format, schemas};
use crate::language::Language;
use crate::language::messages::{Catalogue, Value};
use crate::model::records::{Kind, Shortcuts};
use crate::model::{Record, Records};
use crate::output::{self, sources};
use crate::page::is_taken;
use crate::source::{ReadError, Snapshot};

/// `clairevoie init DIR`: a first portal.
pub(super) fn init(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    let folder = PathBuf::from(matches.get_one::<String>("folder").map_or(".", String::as_str));
    let today = match portal::today(words) {
        Ok(today) => today,
        Err(outcome) => return outcome,
    };
    let mut drafts = samples::portal(&today, words.language());
    // A folder that is already a repository keeps what it ignores.
    drafts.retain(|draft| draft.path != ".gitignore" || sources::read(&folder, ".gitignore").is_none());
    let written = write(&folder, &drafts, false, words);
    if written == Outcome::Done {
        say(words.format("init-done", None, &[("path", folder.display().to_string().into())]).unwrap_or_default());
    }
    written
}

/// `clairevoie new KIND ID`: a record with its fields explained.
pub(super) fn new(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    let root = match portal::root(matches, words) {
        Ok(root) => root,
        Err(outcome) => return outcome,
    };
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let (kind, id) = (text("kind"), text("id"));
    let bad = |key: &str, args: &[(&str, Value)]| {
        fail::<()>(words, key, args, Outcome::WrongUsage).err().unwrap_or(Outcome::WrongUsage)
    };
    let today = match portal::today(words) {
        Ok(today) => today,
        Err(outcome) => return outcome,
    };
    let sample = Sample::ALL.iter().find(|(word, _)| *word == kind).map(|(_, sample)| *sample);
    let Some(drafts) = sample.and_then(|sample| sample.files(id, &today, words.language())) else {
        let key = if sample == Some(Sample::Commentary) { "new-bad-commentary" } else { "new-bad-id" };
        let suggestion = crate::model::value::Id::suggestion(id);
        return bad(key, &[("id", id.into()), ("suggestion", suggestion.into())]);
    };
    if sample == Some(Sample::Meeting)
        && crate::language::date::PartialDate::parse(id).is_none_or(|date| !date.is_exact())
    {
        return bad("new-bad-meeting", &[("id", id.into())]);
    }
    if sample == Some(Sample::Page) && is_taken(id) {
        return bad("new-taken", &[("id", id.into())]);
    }
    let plan = id.split_once('/').map_or("", |(plan, _)| plan);
    if sample == Some(Sample::Commentary) && sources::read(&root, &format!("content/plans/{plan}/plan.yaml")).is_none()
    {
        return bad("new-no-plan", &[("plan", plan.into())]);
    }
    let written = write(&root, &drafts, false, words);
    if written == Outcome::Done {
        for draft in &drafts {
            show(&draft.path);
        }
    }
    written
}

/// `clairevoie schema [--out DIR]`: JSON Schemas for editors of YAML.
pub(super) fn schema(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    let folder = matches.get_one::<String>("out").map_or("schemas", String::as_str);
    let written = write(Path::new(""), &schemas::schemas(folder), true, words);
    if written == Outcome::Done {
        say(words.format("schema-done", None, &[("path", folder.into())]).unwrap_or_default());
        show(schemas::settings(folder));
    }
    written
}

/// `clairevoie fmt [--check]`: the typography of the sources.
pub(super) fn fmt(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    let (root, records, _) = match records(matches, words) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let drafts = format::format(&records);
    let count = [("count", drafts.len().into())];
    if !matches.get_flag("check") {
        let written = write(&root, &drafts, true, words);
        if written == Outcome::Done {
            drafts.iter().for_each(|draft| show(&draft.path));
            say(words.format("fmt-done", None, &count).unwrap_or_default());
        }
        return written;
    }
    for draft in &drafts {
        let before =
            records.iter().find(|file| **file.source.path() == *draft.path).map_or("", |file| file.source.text());
        show(difference(&draft.path, before, &draft.text));
    }
    say(words.format("fmt-checked", None, &count).unwrap_or_default());
    if drafts.is_empty() { Outcome::Done } else { Outcome::ContentErrors }
}

/// `clairevoie translate status` and `clairevoie translate confirm`.
pub(super) fn translate(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    match matches.subcommand() {
        Some(("confirm", own)) => confirm(own, words),
        Some((_, own)) => status(own, words),
        None => Outcome::WrongUsage,
    }
}

fn confirm(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    let (root, records, snapshot) = match records(matches, words) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    // A file may be named from here or from the portal's folder.
    let named = matches.get_many::<String>("file").into_iter().flatten();
    let named: Vec<String> = named.map(|file| sources::below(&root, file).unwrap_or_else(|| file.clone())).collect();
    let all = matches.get_flag("all");
    let files = if all { confirmation::confirmable(&records) } else { named };
    if files.is_empty() {
        return fail::<()>(words, "confirm-nothing", &[], Outcome::WrongUsage).err().unwrap_or(Outcome::WrongUsage);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for file in &files {
        match confirmation::confirm(&records, file) {
            Ok(own) => drafts.extend(own),
            Err(refusal) => {
                let (key, path) = match refusal {
                    Refusal::Unknown(path) => ("confirm-unknown", path),
                    Refusal::Unreadable(path) => ("confirm-unreadable", path),
                    Refusal::NoEnglish(path) => ("confirm-no-english", path),
                };
                let args = [("path", path.into())];
                return fail::<()>(words, key, &args, Outcome::ContentErrors).err().unwrap_or(Outcome::ContentErrors);
            }
        }
    }
    let mut written = write(&root, &drafts, true, words);
    if written == Outcome::Done && all {
        let left = confirmation::left_behind(&snapshot);
        written = outcome(sources::remove(&root, &left), words);
    }
    if written == Outcome::Done {
        say(words.format("confirm-done", None, &[("count", files.len().into())]).unwrap_or_default());
    }
    written
}

/// What is missing, stale or never confirmed, with the French difference since.
fn status(matches: &ArgMatches, words: &Catalogue) -> Outcome {
    let root = match portal::root(matches, words) {
        Ok(root) => root,
        Err(outcome) => return outcome,
    };
    let options = match portal::options(matches, words) {
        Ok(options) => crate::site::Options { drafts: true, ..options },
        Err(outcome) => return outcome,
    };
    let edition = match portal::edition(&root, &options, words) {
        Ok((edition, _)) => edition,
        Err(outcome) => return outcome,
    };
    let Some(tree) = &edition.tree else {
        portal::tell(&edition.report, words);
        return Outcome::ContentErrors;
    };
    let (mut missing, mut unconfirmed) = (0_usize, 0_usize);
    for file in edition.records.iter() {
        let english = match &file.kind {
            Kind::Commentary(plan, slug, Language::French) => {
                Kind::Commentary(plan.clone(), slug.clone(), Language::English)
            }
            Kind::FreePage(slug, Language::French) => Kind::FreePage(slug.clone(), Language::English),
            _ => continue,
        };
        let translates = match edition.records.get(&english).and_then(|file| file.record.as_ref()) {
            None => {
                missing += 1;
                show(words.format("status-missing", None, &[("path", english.path().into())]).unwrap_or_default());
                continue;
            }
            Some(Record::Commentary(record)) => record.translates.is_some(),
            Some(Record::FreePage(record)) => record.translates.is_some(),
            Some(_) => true,
        };
        if !translates {
            unconfirmed += 1;
            show(words.format("status-unconfirmed", None, &[("path", english.path().into())]).unwrap_or_default());
        }
    }
    let mut stale = 0_usize;
    for (_, one) in tree.site().all_stale() {
        for change in &one.changes {
            stale += 1;
            let args = [
                ("english", change.english.to_string().into()),
                ("french", change.french.to_string().into()),
                ("about", change.about.as_str().into()),
            ];
            show(words.format("status-stale", None, &args).unwrap_or_default());
            show(difference("", &change.then, &change.now));
        }
    }
    let args = [("missing", missing.into()), ("unconfirmed", unconfirmed.into()), ("stale", stale.into())];
    say(words.format("status-done", None, &args).unwrap_or_default());
    Outcome::Done
}

fn records(matches: &ArgMatches, words: &Catalogue) -> Result<(PathBuf, Records, Snapshot), Outcome> {
    let root = portal::root(matches, words)?;
    let snapshot = Snapshot::read(&root).map_err(|ReadError { path, cause }| system(words, &path, &cause))?;
    let records = Records::read(&snapshot, None, &Shortcuts::default());
    Ok((root, records, snapshot))
}

fn write(root: &Path, drafts: &[Draft], replace: bool, words: &Catalogue) -> Outcome {
    outcome(sources::write(root, drafts, replace), words)
}

fn outcome(done: Result<(), output::Error>, words: &Catalogue) -> Outcome {
    match done {
        Ok(()) => Outcome::Done,
        Err(output::Error::System(path, cause)) if cause.kind() == std::io::ErrorKind::AlreadyExists => {
            say(words.format("write-exists", None, &[("path", path.display().to_string().into())]).unwrap_or_default());
            Outcome::ContentErrors
        }
        Err(output::Error::System(path, cause)) => system(words, &path, &cause),
        Err(_) => Outcome::SystemFailed,
    }
}

/// The lines that differ, those before with a minus and those after with a plus; no-break spaces are
/// shown, since they cannot be seen.
fn difference(path: &str, before: &str, after: &str) -> String {
    let visible = |text: &str| text.replace(['\u{a0}', '\u{202f}'], "⍽");
    let (before, after) = (visible(before), visible(after));
    let mut out = if path.is_empty() { String::new() } else { format!("{path}\n") };
    for change in TextDiff::from_lines(&before, &after).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        out.push_str(&format!("  {sign} {}\n", change.value().trim_end()));
    }
    out.trim_end().to_owned()
}
