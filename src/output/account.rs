//! The files that account for a site: the manifest of all other files, the statement of the edition, the chain, and
//! the assets of earlier editions that are still published.

use std::fmt::Write;

use jiff::civil::Date;

use super::publication::Signatures;
use super::staging::{Staged, Staging, State};
use super::state::Target;
use super::{Error, Publication};
use crate::editions::chain::Statement;
use crate::editions::{self, Chain};
use crate::render::Content;
use crate::reuse::{Entry, Ledger, PublicHash};

/// The files that account for a site, and the edition they describe.
#[derive(Debug)]
pub(super) struct Account {
    /// The files.
    pub(super) files: Vec<Staged>,
    /// The chain with the edition that the site is, if it is one.
    pub(super) chain: Chain,
    /// Whether an edition was added to the chain.
    pub(super) is_new: bool,
    /// The files that confirm new keys, if the edition names other keys than the one before.
    pub(super) succession: Vec<(String, Vec<u8>)>,
}

/// Stages the files that account for a site. A site with the same files as the last edition is that edition; a
/// publication with others is the next one.
pub(super) fn stage(
    files: &[Staged],
    earlier: &[Entry],
    chain: &Chain,
    publication: Option<&Publication<'_>>,
    staging: &Staging<'_>,
) -> Result<Account, Error> {
    let listed: Vec<(&str, PublicHash)> = files.iter().map(|file| (&*file.entry.output, file.entry.sha256)).collect();
    let mut succession: Vec<(String, Vec<u8>)> = Vec::new();
    let manifest = |statement: Option<&Statement>, succession: &[(String, Vec<u8>)]| {
        let text = statement.map(Statement::to_text);
        let own = text.as_ref().map(|text| (editions::STATEMENT, PublicHash::of(text.as_bytes())));
        let vouching = succession.iter().map(|(path, bytes)| (path.as_str(), PublicHash::of(bytes)));
        (editions::manifest(listed.iter().copied().chain(own).chain(vouching)), text)
    };
    let last = chain.last();
    let (mut sums, mut statement) = manifest(last.map(|last| &last.statement), &[]);
    let mut chain = chain.clone();
    let is_last = |sums: &str| last.is_some_and(|last| last.manifest == PublicHash::of(sums.as_bytes()));
    let mut is_new = false;
    if let Some(publication) = publication
        && !is_last(&sums)
    {
        let next = publication.statement(&chain);
        let old = last.map(|last| &last.statement.keys).filter(|old| !old.is_empty() && **old != next.keys);
        if old.is_some() && publication.hand_over.is_none() && !publication.without_handover {
            return Err(Error::KeysWithoutHandover);
        }
        if let Some(sign) = publication.hand_over.filter(|_| last.is_some_and(|last| last.statement.keys != next.keys))
        {
            let path = editions::succession_path(next.number);
            let text = next.to_text();
            succession = sign(&path, &text, &Vec::new())?;
            succession.push((path, text.into_bytes()));
        }
        (sums, statement) = manifest(Some(&next), &succession);
        chain.push(next, PublicHash::of(sums.as_bytes()));
        is_new = true;
    }
    let mut account = vec![lay(staging, editions::SUMS, sums.clone())?];
    if let Some(statement) = statement {
        account.push(lay(staging, editions::STATEMENT, statement)?);
    }
    account.extend(of_chain(&chain, earlier, staging)?);
    for (path, bytes) in &succession {
        account.push(staging.lay(path.clone(), None, Content::Bytes(bytes.clone()))?);
    }
    account.extend(signatures(&sums, publication, staging)?);
    Ok(Account { files: account, chain, is_new, succession })
}

/// Checks that the portal's chain contains every edition that was published in this folder: an outdated clone would
/// give the same number to another edition.
///
/// # Errors
/// The first edition that the portal's chain does not contain.
pub fn knows(chain: &Chain, target: &Target) -> Result<(), Error> {
    let Ok(bytes) = super::disk::read(&target.out().join(editions::CHAIN)) else { return Ok(()) };
    // A broken chain in the published folder proves nothing; it is replaced.
    let Ok(published) = Chain::read(&String::from_utf8_lossy(&bytes)) else { return Ok(()) };
    if chain.continues(&published) {
        return Ok(());
    }
    let own = published.editions().iter().zip(chain.editions()).take_while(|(one, other)| one == other).count();
    Err(Error::Unknown(u32::try_from(own + 1).unwrap_or(u32::MAX)))
}

/// Stages the chain, its checkpoint, and the manifest of the assets of earlier editions, if there are any.
pub(super) fn of_chain(chain: &Chain, earlier: &[Entry], staging: &Staging<'_>) -> Result<Vec<Staged>, Error> {
    let mut files = Vec::new();
    if chain.last().is_some() {
        files.push(lay(staging, editions::CHAIN, chain.to_text())?);
        files.push(lay(staging, editions::CHECKPOINT, chain.checkpoint())?);
    }
    if !earlier.is_empty() {
        files.push(lay(staging, editions::EARLIER, earlier_manifest(earlier))?);
    }
    Ok(files)
}

fn lay(staging: &Staging<'_>, output: &str, text: String) -> Result<Staged, Error> {
    staging.lay(output.to_owned(), None, Content::Bytes(text.into_bytes()))
}

/// Stages the signatures of a manifest: those that the publisher's tool makes now, and existing ones that were made
/// of the same bytes.
fn signatures(sums: &str, publication: Option<&Publication<'_>>, staging: &Staging<'_>) -> Result<Vec<Staged>, Error> {
    let earlier = staging.earlier.get(editions::SUMS);
    let is_same = earlier.is_some_and(|earlier| earlier.sha256 == PublicHash::of(sums.as_bytes()));
    let there = editions::SIGNATURES.iter().filter(|_| is_same);
    let there: Signatures = there.filter_map(|name| Some(((*name).to_owned(), staging.published(name)?))).collect();
    let made = match publication.and_then(|publication| publication.sign) {
        Some(sign) => sign(editions::SUMS, sums, &there)?,
        None => there,
    };
    made.into_iter().map(|(name, bytes)| staging.lay(name, None, Content::Bytes(bytes))).collect()
}

/// Returns the assets of earlier editions to keep: styles, scripts and fonts, whose names change with their bytes,
/// and which a page still open in a browser may load. Nothing with words is kept: withdrawn content is removed. An
/// asset removed now is kept until `until`; one removed before, until the day set then.
pub(super) fn staying(files: &[Staged], staging: &Staging<'_>, today: Date, until: Date) -> Vec<Staged> {
    let now = Ledger::of(files.iter().map(|file| file.entry.clone()).collect());
    let is_asset = |entry: &&Entry| editions::may_stay(&entry.output);
    // A compressed copy is kept with its file.
    let original = |entry: &Entry| {
        let copy = entry.output.strip_suffix(".br").or_else(|| entry.output.strip_suffix(".gz"));
        copy.is_some_and(|original| now.get(original).is_some())
    };
    let is_gone = |entry: &&Entry| now.get(&entry.output).is_none() && !original(entry);
    let leaving = staging.earlier.files().iter().filter(is_asset).filter(is_gone);
    leaving
        .filter_map(|entry| {
            let entry = Entry { until: entry.until.or(Some(until)), ..entry.clone() };
            let until = entry.until.filter(|until| *until >= today)?;
            let there = staging.kept(&entry.output, |_| true)?;
            Some(Staged { entry: Entry { until: Some(until), ..there.entry }, state: State::There })
        })
        .collect()
}

/// Returns the manifest of the assets of earlier editions, by their last days.
fn earlier_manifest(earlier: &[Entry]) -> String {
    let mut days: Vec<Date> = earlier.iter().filter_map(|entry| entry.until).collect();
    days.sort_unstable();
    days.dedup();
    let mut text = String::new();
    for day in days {
        // Writing into a string does not fail.
        let _ = writeln!(text, "# until {day}");
        let of_day = earlier.iter().filter(|entry| entry.until == Some(day));
        text += &editions::manifest(of_day.map(|entry| (&*entry.output, entry.sha256)));
    }
    text
}
