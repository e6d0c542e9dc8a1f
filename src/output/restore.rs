//! An earlier edition put back as it was: its files from the trees and from what is kept of it.

use std::path::Path;

use super::commit::{Exchange, commit};
use super::kept::Kept;
use super::second;
use super::staging::{Staged, Staging, hash};
use super::state::Target;
use super::{Error, Publication, Summary, account, sources};
use crate::editing::FileEdit;
use crate::editions::{self, Chain};
use crate::reuse::{Entry, Ledger, PublicHash};

/// An edition that can be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEdition {
    /// Its place in the chain.
    pub number: u32,
    /// Its manifest.
    pub manifest: PublicHash,
    /// Whether it is the one that is published.
    pub is_published: bool,
}

/// The editions that can be put back, the oldest first.
///
/// # Errors
/// What the system refuses.
pub fn editions(target: &Target) -> Result<Vec<KeptEdition>, Error> {
    let (kept, published) = (Kept::of(target), target.ledger()?);
    let mut editions = Vec::new();
    for number in kept.numbers()? {
        if let Some(manifest) = kept.ledger(number)?.as_ref().and_then(Kept::manifest) {
            editions.push(KeptEdition { number, manifest, is_published: Kept::manifest(&published) == Some(manifest) });
        }
    }
    Ok(editions)
}

/// Publishes an earlier edition again. The chain gets an edition that says so: what was published since is not denied.
///
/// # Errors
/// The edition is not kept, or not whole any more; what the system refuses. Nothing has changed then.
pub fn restore(
    target: &Target,
    root: &Path,
    number: u32,
    chain: &Chain,
    publication: &Publication<'_>,
    time: i64,
) -> Result<Summary, Error> {
    let _lock = target.lock()?;
    target.recover()?;
    let kept = Kept::of(target);
    let ledger = kept.ledger(number)?.ok_or(Error::NotKept(number))?;
    let earlier = &target.ledger()?;
    let staging = Staging::begin(target, earlier, time)?;
    let exchanges = if second::can_exchange(target) { Exchange::Possible } else { Exchange::Impossible };
    let outcome = files(&ledger, target, &kept, &staging, number).and_then(|mut files| {
        account::knows(chain, target)?;
        let until = publication.last_day();
        let staying = account::staying(&files, &staging, publication.day, until);
        let manifest = ledger.get(editions::SUMS).ok_or(Error::NotKept(number))?.sha256;
        let mut chain = chain.clone();
        chain.push(publication.statement(&chain), manifest);
        let lasting: Vec<Entry> = staying.iter().map(|file| file.entry.clone()).collect();
        files.extend(account::of_chain(&chain, &lasting, &staging)?);
        files.extend(staying);
        sources::write(root, &[FileEdit::new(editions::CHAIN_FILE.to_owned(), chain.to_text())], true)?;
        // What it was made from is not what the portal says now.
        let mut now = Ledger::default();
        (now.program, now.portal, now.clean) = (ledger.program, ledger.portal.clone(), ledger.clean.clone());
        let (summary, now) = commit(files, now, Summary::default(), target, &staging, exchanges)?;
        let edition = chain.last().map(|last| last.statement.number);
        if let Some(own) = edition {
            kept.note(own, &now, target)?;
        }
        Ok(Summary {
            edition,
            pages: now.files().iter().filter(|file| file.output.ends_with(".html")).count(),
            ..summary
        })
    });
    let ended = staging.end();
    let summary = outcome?;
    ended?;
    Ok(summary)
}

/// The files of an edition, but for those that account for it among others.
fn files(
    ledger: &Ledger,
    target: &Target,
    kept: &Kept,
    staging: &Staging<'_>,
    number: u32,
) -> Result<Vec<Staged>, Error> {
    let second = target.second_ledger()?.unwrap_or_default();
    let is_own = |file: &&Entry| {
        file.until.is_none() && ![editions::CHAIN, editions::CHECKPOINT, editions::EARLIER].contains(&&*file.output)
    };
    ledger
        .files()
        .iter()
        .filter(is_own)
        .map(|file| {
            if let Some(there) = staging.kept(&file.output, |entry| entry.hash == file.hash) {
                return Ok(Staged { entry: file.clone(), ..there });
            }
            let in_second = second.get(&file.output).filter(|entry| entry.hash == file.hash);
            let in_second = in_second.map(|_| target.second().join(&*file.output));
            let in_second = in_second.filter(|path| hash(path, file.length).is_ok_and(|hash| hash == file.hash));
            let from = in_second.or_else(|| kept.file(file)).ok_or(Error::NotKept(number))?;
            staging.lay_kept(file, &from)
        })
        .collect()
}
