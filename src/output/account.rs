//! The files that account for a site: the manifest of all others, what the edition says of itself, the chain, and the
//! assets of earlier editions that are still there.

use std::fmt::Write;
use std::fs;

use jiff::civil::Date;

use super::staging::{Staged, Staging, State};
use super::state::Target;
use super::{Error, Publication};
use crate::editions::chain::Statement;
use crate::editions::{self, Chain};
use crate::page::SEARCH;
use crate::render::Content;
use crate::reuse::{Entry, Ledger, PublicHash};

/// The folder of the theme's files, whose names change with their bytes.
const THEME: &str = "theme/";

/// What accounts for a site, and what it says.
#[derive(Debug)]
pub(super) struct Account {
    /// The files.
    pub(super) files: Vec<Staged>,
    /// The chain with the edition that the site is, if it is one.
    pub(super) chain: Chain,
    /// Whether the chain was made longer.
    pub(super) is_new: bool,
    /// What vouches for new keys, if the edition names others than the one before.
    pub(super) succession: Vec<(String, Vec<u8>)>,
}

/// Stages what accounts for the files of a site. A site whose files are those of the last edition is that edition; a
/// publication of others is the next one.
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
        if let Some(sign) = publication.hand_over.filter(|_| last.is_some_and(|last| last.statement.keys != next.keys))
        {
            let path = editions::succession_path(next.number);
            let text = next.to_text();
            succession = sign(&path, &text)?;
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

/// Makes sure that the portal's chain knows every edition that was published here: a clone that is behind would give
/// the same number to another edition.
///
/// # Errors
/// The first edition that the portal's chain does not know.
pub fn knows(chain: &Chain, target: &Target) -> Result<(), Error> {
    let Ok(bytes) = fs::read(target.out().join(editions::CHAIN)) else { return Ok(()) };
    // What is broken there says nothing; it is replaced.
    let Ok(published) = Chain::read(&String::from_utf8_lossy(&bytes)) else { return Ok(()) };
    if chain.continues(&published) {
        return Ok(());
    }
    let own = published.editions().iter().zip(chain.editions()).take_while(|(one, other)| one == other).count();
    Err(Error::Unknown(u32::try_from(own + 1).unwrap_or(u32::MAX)))
}

/// Stages the chain, its checkpoint, and the manifest of the assets of earlier editions, where there are any.
pub(super) fn of_chain(chain: &Chain, earlier: &[Entry], staging: &Staging<'_>) -> Result<Vec<Staged>, Error> {
    let mut files = Vec::new();
    if let Some(last) = chain.last() {
        files.push(lay(staging, editions::CHAIN, chain.to_text())?);
        files.push(lay(staging, editions::CHECKPOINT, chain.checkpoint(editions::origin(&last.statement.portal)))?);
    }
    if !earlier.is_empty() {
        files.push(lay(staging, editions::EARLIER, earlier_manifest(earlier))?);
    }
    Ok(files)
}

fn lay(staging: &Staging<'_>, output: &str, text: String) -> Result<Staged, Error> {
    staging.lay(output.to_owned(), None, Content::Bytes(text.into_bytes()))
}

/// The signatures of a manifest: those that the publisher's own tool makes now, and those that are there already and
/// were made of the same bytes.
fn signatures(sums: &str, publication: Option<&Publication<'_>>, staging: &Staging<'_>) -> Result<Vec<Staged>, Error> {
    let mut made = match publication.and_then(|publication| publication.sign) {
        Some(sign) => sign(editions::SUMS, sums)?,
        None => Vec::new(),
    };
    let earlier = staging.earlier.get(editions::SUMS);
    if earlier.is_some_and(|earlier| earlier.sha256 == PublicHash::of(sums.as_bytes())) {
        for name in editions::SIGNATURES {
            let is_made = made.iter().any(|(own, _)| own == name);
            if let Some(bytes) = staging.published(name).filter(|_| !is_made) {
                made.push((name.to_owned(), bytes));
            }
        }
    }
    made.into_iter().map(|(name, bytes)| staging.lay(name, None, Content::Bytes(bytes))).collect()
}

/// The assets of earlier editions that stay: those whose names change with their bytes, which a page that is still
/// open may name. What leaves now stays until `until`; what left before, until the day that was set then.
pub(super) fn staying(files: &[Staged], staging: &Staging<'_>, today: Date, until: Date) -> Vec<Staged> {
    let now = Ledger::of(files.iter().map(|file| file.entry.clone()).collect());
    let is_asset = |entry: &&Entry| {
        let name = entry.output.rsplit('/').next().unwrap_or_default();
        let is_hashed = [".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter"].iter().any(|end| name.ends_with(end));
        let is_of_search = entry.output.starts_with(SEARCH) && is_hashed;
        entry.output.starts_with(THEME) || is_of_search
    };
    // A compressed copy goes with its file.
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

/// The manifest of the assets of earlier editions, by their last days.
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
