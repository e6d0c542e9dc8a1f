//! `clairevoie editions`: the editions that were published, and which can be put back; `clairevoie rollback`: puts one
//! back.

use std::path::Path;

use clap::ArgMatches;

use super::portal::{self, fail};
use super::publish::STAY;
use super::{Outcome, build, say_message, show};
use crate::editions::Chain;
use crate::editions::chain::Edition;
use crate::language::date::{Calendar, PartialDate};
use crate::language::messages::Catalogue;
use crate::output::{self, KeptEdition, Publication, Target};

/// Lists the editions, the newest first.
pub(super) fn list(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let (named, target) = build::target(matches, &root, words)?;
    let chain = build::chain(&root, words)?;
    let kept = kept(&target, &named, words)?;
    if chain.editions().is_empty() {
        say_message(words, "editions-none", &[]);
        return Ok(Outcome::Done);
    }
    let calendar = Calendar::new(words.language());
    for edition in chain.editions().iter().rev() {
        let statement = &edition.statement;
        let own = kept.iter().find(|kept| kept.manifest == edition.manifest);
        let state = match own {
            Some(own) if own.is_published => "published",
            Some(_) => "kept",
            None => "gone",
        };
        let date = PartialDate::parse(&statement.date).map(|date| calendar.words(date));
        let args = [
            ("number", i64::from(statement.number).into()),
            ("date", date.unwrap_or_else(|| statement.date.clone()).into()),
            ("history", i64::from(statement.history).into()),
            ("restores", i64::from(statement.restores.unwrap_or(0)).into()),
            ("state", state.into()),
            ("hash", edition.hash().to_hex()[..12].to_owned().into()),
        ];
        show(words.format("editions-line", None, &args).unwrap_or_default());
    }
    Ok(Outcome::Done)
}

fn kept(target: &Target, named: &Path, words: &Catalogue) -> Result<Vec<KeptEdition>, Outcome> {
    output::editions(target).or_else(|error| build::failed(error, named, target, words))
}

/// Puts an edition back: the one that is named, or the last one before that which is published.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let (named, target) = build::target(matches, &root, words)?;
    let chain = build::chain(&root, words)?;
    let kept = kept(&target, &named, words)?;
    let published = kept.iter().find(|edition| edition.is_published);
    // The site of before is the last one of the chain whose files are not those that are published.
    let is_other = |edition: &&Edition| published.is_none_or(|published| published.manifest != edition.manifest);
    let number = match matches.get_one::<u32>("number") {
        Some(number) => Some(*number),
        None => chain.editions().iter().rev().find(is_other).map(|edition| edition.statement.number),
    };
    let Some(number) = number.filter(|_| !kept.is_empty()) else {
        return fail(words, "rollback-nothing", &[], Outcome::SystemFailed);
    };
    let edition = chain.get(number);
    if edition.is_some_and(|edition| published.is_some_and(|published| published.manifest == edition.manifest)) {
        say_message(words, "rollback-already", &[("number", i64::from(number).into())]);
        return Ok(Outcome::Done);
    }
    let own = kept.iter().find(|kept| edition.is_some_and(|edition| edition.manifest == kept.manifest));
    let (Some(publication), Some(own)) = (publication(&chain, number, words)?, own) else {
        return fail(words, "rollback-not-kept", &[("number", i64::from(number).into())], Outcome::SystemFailed);
    };
    let time = portal::clock().as_second();
    let restored = output::restore(&target, &root, own.number, &chain, &publication, time);
    let summary = restored.or_else(|error| build::failed(error, &named, &target, words))?;
    let args = [
        ("number", i64::from(number).into()),
        ("own", i64::from(summary.edition.unwrap_or_default()).into()),
        ("path", named.display().to_string().into()),
        ("written", summary.written.into()),
        ("removed", summary.removed.into()),
    ];
    say_message(words, "rollback-done", &args);
    Ok(Outcome::Done)
}

/// What the edition that puts another back says of itself.
fn publication(chain: &Chain, number: u32, words: &Catalogue) -> Result<Option<Publication<'static>>, Outcome> {
    let Some(edition) = chain.get(number) else { return Ok(None) };
    let today = portal::today(words)?;
    let Ok(day) = today.parse() else { return Ok(None) };
    Ok(Some(Publication {
        day,
        portal: edition.statement.portal.clone(),
        history: edition.statement.history,
        keys: edition.statement.keys.clone(),
        sign: None,
        hand_over: None,
        compress: false,
        stay: STAY,
        restores: Some(number),
    }))
}
