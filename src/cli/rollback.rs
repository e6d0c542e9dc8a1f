//! `clairevoie editions`: lists the published editions, and which can be restored; `clairevoie rollback`: restores
//! one.

use std::path::Path;

use clap::ArgMatches;
use jiff::civil::Date;

use super::portal::{self, fail};
use super::signing::{sign, signers};
use super::{Outcome, build, say_message, show};
use crate::language::date::{Calendar, PartialDate};
use crate::language::messages::Catalogue;
use crate::model::signing_key::SigningKey;
use crate::output::{self, KeptEdition, Publication, Restoration, Signatures, Target};

/// Lists the editions, the newest first.
pub(super) fn list(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let (named, target) = build::target(matches, &root, words)?;
    let chain = build::chain(&root, words)?;
    if matches.get_flag("forget") {
        output::forget(&target).or_else(|error| build::failed(error, &named, &target, words))?;
        say_message(words, "editions-forgotten", &[]);
        return Ok(Outcome::Done);
    }
    let kept = kept(&target, &named, words)?;
    if chain.editions().is_empty() {
        say_message(words, "editions-none", &[]);
        return Ok(Outcome::Done);
    }
    let calendar = Calendar::new(words.language());
    for edition in chain.editions().iter().rev() {
        let statement = &edition.statement;
        let content = chain.content_of(statement.number);
        let own = kept.iter().find(|kept| chain.content_of(kept.number) == content);
        let state = match own {
            Some(own) if own.is_published && own.number == statement.number => "published",
            Some(own) if own.is_published => "gone",
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

/// Restores an edition: the one named, or the last one that is kept and not published now.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let signers = signers(matches, words)?;
    let (named, target) = build::target(matches, &root, words)?;
    let chain = build::chain(&root, words)?;
    let kept = kept(&target, &named, words)?;
    let published = kept.iter().find(|edition| edition.is_published).map(|edition| chain.content_of(edition.number));
    let is_other = |edition: &&KeptEdition| published != Some(chain.content_of(edition.number));
    let own = match matches.get_one::<u32>("number") {
        Some(number) if published == Some(chain.content_of(*number)) => {
            say_message(words, "rollback-already", &[("number", i64::from(*number).into())]);
            return Ok(Outcome::Done);
        }
        Some(number) => {
            let own = kept.iter().rev().find(|edition| chain.content_of(edition.number) == chain.content_of(*number));
            match own {
                Some(own) => own,
                None => {
                    let args = [("number", i64::from(*number).into())];
                    return fail(words, "rollback-not-kept", &args, Outcome::SystemFailed);
                }
            }
        }
        None => match kept.iter().rev().find(is_other) {
            Some(own) => own,
            None => return fail(words, "rollback-nothing", &[], Outcome::SystemFailed),
        },
    };
    let number = chain.content_of(own.number);
    let (Some(edition), Some(last)) = (chain.get(number), chain.last()) else {
        return fail(words, "rollback-nothing", &[], Outcome::SystemFailed);
    };
    // The keys are those of the last edition, whichever the restored one had.
    let keys: Vec<SigningKey> = last.statement.keys.iter().filter_map(|key| SigningKey::parse(key)).collect();
    let sign = |name: &str, text: &str, there: &Signatures| sign(signers.own.as_ref(), &keys, name, text, there, words);
    let today = match matches.get_one::<String>("as-of") {
        Some(day) => portal::day("--as-of", day, words)?.to_string(),
        None => portal::today(words)?,
    };
    let dates = [today.as_str(), last.statement.date.as_str()].map(|date| date.parse::<Date>().ok());
    let publication = Publication {
        // Editions are ordered by their dates.
        day: dates.into_iter().flatten().max().unwrap_or_default(),
        portal: last.statement.portal.clone(),
        history: edition.statement.history,
        keys: last.statement.keys.clone(),
        sign: signers.own.is_some().then_some(&sign),
        hand_over: None,
        without_handover: false,
        compress: false,
        restores: Some(number),
    };
    let restoration = Restoration {
        root: &root,
        number: own.number,
        publication,
        successions: &build::successions(&root),
        time: portal::clock().as_second(),
        in_place: matches.get_flag("in-place"),
    };
    let restored = output::restore(&target, &restoration);
    let summary = restored.or_else(|error| build::failed(error, &named, &target, words))?;
    let args = [
        ("number", i64::from(number).into()),
        ("own", i64::from(summary.edition.unwrap_or_default()).into()),
        ("path", named.display().to_string().into()),
        ("written", summary.written.into()),
        ("removed", summary.removed.into()),
    ];
    say_message(words, "rollback-done", &args);
    if !keys.is_empty() && signers.own.is_none() {
        say_message(words, "publish-not-signed", &[]);
    }
    Ok(Outcome::Done)
}
