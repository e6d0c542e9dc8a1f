//! Restores an earlier edition unchanged: its files come from the trees and from the kept files.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use rayon::prelude::*;

use super::commit::{self, Exchange};
use super::disk::hash;
use super::kept::Kept;
use super::second;
use super::staging::{Staged, Staging};
use super::state::Target;
use super::{Error, Publication, STAY, Summary, account};
use crate::editions;
use crate::render::Content;
use crate::reuse::{Ledger, PublicHash};

/// An edition that can be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEdition {
    /// Its number in the chain.
    pub number: u32,
    /// The hash of its manifest.
    pub manifest: PublicHash,
    /// Whether it is the one that is published.
    pub is_published: bool,
}

/// Returns the editions that can be restored, the oldest first.
///
/// # Errors
/// The system refuses access.
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

/// The parameters of a restoration.
pub struct Restoration<'a> {
    /// The portal's folder.
    pub root: &'a Path,
    /// The number of a kept edition.
    pub number: u32,
    /// The data that make the site an edition.
    pub publication: Publication<'a>,
    /// The files that confirmed new keys in earlier editions: paths below the site's root, and bytes.
    pub successions: &'a [(String, Vec<u8>)],
    /// The time of the files that change, in seconds since 1970.
    pub time: i64,
    /// Whether files are to be replaced one by one, though the folder could be exchanged.
    pub in_place: bool,
}

/// Publishes an earlier edition again, as a new edition that states so: the editions published since remain in the
/// chain.
///
/// # Errors
/// The edition is not kept, or some of its files are missing; the system refuses access. Nothing has
/// changed then.
pub fn restore(target: &Target, restoration: &Restoration<'_>) -> Result<Summary, Error> {
    let Restoration { root, number, publication, successions, time, in_place } = restoration;
    let _lock = target.lock()?;
    target.recover()?;
    let chain = super::chain(root)?;
    account::knows(&chain, target)?;
    let kept = Kept::of(target);
    let ledger = kept.ledger(*number)?.ok_or(Error::NotKept(*number))?;
    let earlier = &target.ledger()?;
    let mut staging = Staging::begin(target, earlier, *time)?;
    let exchanges = match in_place {
        false if second::can_exchange(target) => Exchange::Possible,
        _ => Exchange::Impossible,
    };
    let exchanges = super::begin(&mut staging, exchanges)?;
    let outcome = files(&ledger, target, &kept, &staging, *number).and_then(|mut files| {
        for (path, bytes) in *successions {
            files.push(staging.lay(path.clone(), None, Content::Bytes(bytes.clone()))?);
        }
        let staying = account::staying(&files, &staging, publication.day, publication.day.saturating_add(STAY.days()));
        // Its inputs are not those of the portal now.
        let mut now = Ledger::default();
        (now.program, now.portal, now.clean) = (ledger.program, ledger.portal.clone(), ledger.clean.clone());
        let pages = files.iter().filter(|file| file.entry.output.ends_with(".html")).count();
        let edition = commit::Edition { chain: &chain, root, build: Some(publication) };
        let summary = commit::place(files, staying, now, Summary::default(), edition, &staging, exchanges)?;
        Ok(Summary { pages, ..summary })
    });
    let ended = staging.end();
    let summary = outcome?;
    ended?;
    Ok(summary)
}

/// Stages the files of an edition, except those that account for it.
fn files(
    ledger: &Ledger,
    target: &Target,
    kept: &Kept,
    staging: &Staging<'_>,
    number: u32,
) -> Result<Vec<Staged>, Error> {
    let is_of_account = |path: &str| {
        let is_succession = path.strip_prefix(editions::SUCCESSIONS).is_some_and(|rest| rest.starts_with('/'));
        editions::is_account(path) || path == editions::STATEMENT || is_succession
    };
    ledger
        .files()
        .par_iter()
        .filter(|file| file.until.is_none() && !is_of_account(&file.output))
        .map(|file| {
            if let Some(there) = staging.kept(&file.output, |entry| entry.hash == file.hash) {
                return Ok(Staged { entry: file.clone(), ..there });
            }
            let is_same = |path: &PathBuf| {
                let is_file = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == file.length);
                is_file && hash(path, file.length).is_ok_and(|hash| hash == file.hash)
            };
            let in_second = Some(target.second().join(&*file.output)).filter(is_same);
            let from = in_second.or_else(|| kept.file(file)).ok_or(Error::NotKept(number))?;
            staging.lay_kept(file, &from)
        })
        .collect()
}
