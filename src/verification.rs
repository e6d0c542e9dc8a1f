//! Verifies a published site: its files with its manifest, the manifest with the chain of editions, the chain with
//! an edition that a reader saw before, and the signature with the keys.
//!
//! The site is in a folder or at an address ([`Source`]); every fault found is returned, and nothing is written.
//! Whoever can change all files of a host can also change the manifest: only a signature, or an edition seen
//! before, reveals that.

mod files;
mod finding;
mod folder;
mod remote;
mod signature;
mod tools;

use std::io;

pub use finding::Finding;
use finding::rank;
pub use folder::InFolder;
pub use remote::{AtAddress, Limits};
pub use signature::{Checked, SshVerify, check};
pub use tools::{SignError, Signer, ssh_verify};

use crate::editions::chain::{self, Edition};
use crate::editions::{self, CHAIN, CHECKPOINT, Chain, EARLIER, SIGNATURES, STATEMENT, SUMS};
use crate::model::signing_key::SigningKey;
use crate::reuse::PublicHash;

/// The maximum size of a file that accounts for others, in bytes.
const ACCOUNT_LIMIT: u64 = 64 << 20;

/// The maximum number of keys of an edition that are tried: a hostile chain may list many.
const MOST_KEYS: usize = 16;

/// Where a site is.
pub trait Source: Sync {
    /// Returns the bytes of a file of at most `limit` bytes; `None` if there is no such file.
    ///
    /// # Errors
    /// The file is larger, or the system or the host refused.
    fn read(&self, path: &str, limit: u64) -> io::Result<Option<Vec<u8>>>;

    /// Compares a file with its known hash. `has_copy` states whether the host has a compressed copy of it, which
    /// is another file and proves nothing about this one.
    fn file(&self, path: &str, hash: PublicHash, has_copy: bool) -> FileState;

    /// Returns the paths of all files; `None` if they cannot be listed.
    ///
    /// # Errors
    /// The system refuses access.
    fn list(&self) -> io::Result<Option<Vec<String>>>;
}

/// The state of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// It is unchanged.
    Same,
    /// It is not.
    Altered,
    /// The host has it unchanged, but something in transit changes it: a cache, or a server that rewrites pages.
    AlteredInTransit,
    /// It is not there.
    Missing,
    /// It could not be read, for this reason.
    Unreadable(String),
}

/// An edition that a reader saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    number: Option<u32>,
    hash: PublicHash,
}

impl Seen {
    /// Parses `12:3f2a…` (printed at the end of a verification), or the hash of an edition or of its manifest
    /// alone.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, hash) = match text.strip_prefix("sha256:").unwrap_or(text).split_once(':') {
            Some((number, hash)) => (Some(number.parse().ok()?), hash),
            None => (None, text.strip_prefix("sha256:").unwrap_or(text)),
        };
        Some(Self { number, hash: PublicHash::from_hex(hash.strip_prefix("sha256:").unwrap_or(hash))? })
    }

    fn is(&self, edition: &Edition) -> bool {
        edition.hash() == self.hash || edition.manifest == self.hash
    }
}

/// What a reader knows before the verification.
#[derive(Debug, Default)]
pub struct Known {
    /// An edition that was seen before.
    pub since: Option<Seen>,
    /// The keys that the reader trusts, whatever the site states.
    pub keys: Vec<SigningKey>,
}

/// The result of a verification.
#[derive(Debug, Default)]
pub struct Verified {
    /// The faults, the most serious first.
    pub findings: Vec<Finding>,
    /// The number of files that match the manifest.
    pub sound: usize,
    /// The number of files of earlier editions that are still published.
    pub earlier: usize,
    /// The edition of the site.
    pub edition: Option<Edition>,
    /// The key that signed it.
    pub signed_by: Option<String>,
}

impl Verified {
    fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

/// Verifies a site. `ssh` checks the signatures of OpenSSH; `progress` is called with the number of files, and then
/// once for each.
pub fn verify(
    source: &dyn Source,
    known: &Known,
    ssh: SshVerify<'_>,
    progress: &(dyn Fn(Option<usize>) + Sync),
) -> Verified {
    let mut verified = Verified::default();
    let read = |path: &str, verified: &mut Verified| match source.read(path, ACCOUNT_LIMIT) {
        Ok(bytes) => bytes,
        Err(cause) => {
            verified.add(Finding::Unreadable(path.to_owned(), cause.to_string()));
            None
        }
    };
    let sums = read(SUMS, &mut verified);
    let before = verified.findings.len();
    let chain = read(CHAIN, &mut verified).map(|bytes| Chain::read(&String::from_utf8_lossy(&bytes)));
    let chain = chain.and_then(|chain| match chain {
        Ok(chain) => Some(chain),
        Err(broken) => {
            verified.add(Finding::BrokenChain(match broken {
                chain::Broken::Form(line) => line,
                chain::Broken::Number(number) | chain::Broken::Link(number) => number as usize + 1,
            }));
            None
        }
    });
    let is_chain_known = verified.findings.len() == before;
    // Without a chain, an edition that was seen before is missing from it.
    let none = Chain::default();
    if is_chain_known {
        of_chain(chain.as_ref().unwrap_or(&none), known, &mut verified);
    }
    if let Some(chain) = &chain {
        let checkpoint = read(CHECKPOINT, &mut verified).unwrap_or_default();
        let checkpoint = String::from_utf8_lossy(&checkpoint);
        // Signatures of witnesses may follow after a blank line.
        let rest = checkpoint.strip_prefix(&*chain.checkpoint());
        let is_named = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'));
        if !is_named {
            verified.add(Finding::WrongCheckpoint);
        }
    }
    let Some(sums) = sums else {
        if verified.findings.is_empty() {
            verified.add(Finding::NoManifest(None));
        }
        return verified;
    };
    let text = String::from_utf8_lossy(&sums);
    let listed = match editions::read_manifest(&text) {
        Ok(listed) => listed,
        Err(line) => {
            verified.add(Finding::NoManifest(Some(line)));
            return verified;
        }
    };
    let manifest = PublicHash::of(&sums);
    if is_chain_known {
        verified.edition = edition_of(manifest, chain.as_ref(), &mut verified);
    }
    // The manifest lists the statement of the edition, so that a signature of the manifest covers the chain.
    if let Some(edition) = &verified.edition {
        let statement = source
            .read(STATEMENT, ACCOUNT_LIMIT)
            .ok()
            .flatten()
            .map(|bytes| edition.statement.to_text().into_bytes() == bytes);
        let is_listed = listed.iter().any(|(path, _)| path == STATEMENT);
        if statement != Some(true) || !is_listed {
            verified.add(Finding::WrongStatement);
        }
    }
    let signatures = SIGNATURES.map(|name| (name, read(name, &mut verified)));
    of_signature(&sums, &signatures, known, ssh, &mut verified);
    if let Some(chain) = &chain {
        successions(chain, source, known, ssh, &mut verified);
    }
    let earlier = read(EARLIER, &mut verified).unwrap_or_default();
    let earlier = editions::read_manifest(&String::from_utf8_lossy(&earlier)).unwrap_or_default();
    files::check(source, &listed, &earlier, &mut verified, progress);
    // The most serious first; those of one kind by their paths.
    verified.findings.sort_by_key(|finding| (rank(finding), finding.subject()));
    verified
}

/// Checks that the chain contains an edition that was seen before.
fn of_chain(chain: &Chain, known: &Known, verified: &mut Verified) {
    let Some(seen) = &known.since else { return };
    if chain.editions().iter().any(|edition| seen.is(edition)) {
        return;
    }
    let there = seen.number.and_then(|number| chain.get(number));
    let last = chain.last().map_or(0, |last| last.statement.number);
    match (seen.number, there) {
        (Some(number), Some(_)) => verified.add(Finding::Forked(number)),
        (Some(number), None) => verified.add(Finding::Truncated(format!("{number} > {last}"))),
        // Without its number, it is unknown whether a missing edition was removed or replaced.
        (None, _) => verified.add(Finding::Truncated(seen.hash.to_hex())),
    }
}

/// Returns the edition of a manifest: the last one of the chain.
fn edition_of(manifest: PublicHash, chain: Option<&Chain>, verified: &mut Verified) -> Option<Edition> {
    let last = chain.and_then(Chain::last);
    if let Some(last) = last.filter(|last| last.manifest == manifest) {
        return Some(last.clone());
    }
    let earlier = chain.and_then(|chain| chain.editions().iter().rfind(|edition| edition.manifest == manifest));
    verified.add(match earlier {
        Some(earlier) => Finding::Outdated(earlier.statement.number),
        None => Finding::NotAnEdition,
    });
    None
}

/// Checks the signature with the keys that the reader trusts, or if there are none, with those of the edition.
fn of_signature(
    sums: &[u8],
    signatures: &[(&str, Option<Vec<u8>>)],
    known: &Known,
    ssh: SshVerify<'_>,
    verified: &mut Verified,
) {
    let stated = verified.edition.iter().flat_map(|edition| &edition.statement.keys);
    let stated: Vec<SigningKey> = stated.filter_map(|key| SigningKey::parse(key)).collect();
    let keys: Vec<&SigningKey> = match known.keys.is_empty() {
        true => stated.iter().collect(),
        false => known.keys.iter().collect(),
    };
    if keys.is_empty() {
        return;
    }
    let mut unchecked = None;
    let mut is_there = false;
    for (name, signature) in signatures {
        let Some(signature) = signature else { continue };
        is_there = true;
        for key in keys.iter().take(MOST_KEYS) {
            match signature::check(key, sums, name, signature, ssh) {
                Checked::Sound => {
                    verified.signed_by = Some(key.to_string());
                    return;
                }
                Checked::Wrong => {}
                Checked::Unknown(tool) => unchecked = Some(tool),
            }
        }
    }
    verified.add(match (is_there, unchecked) {
        (false, _) => Finding::Unsigned,
        (true, Some(tool)) => Finding::Unchecked(tool),
        (true, None) => Finding::WrongSignature,
    });
}

/// Follows the keys through the chain: if an edition names other keys than the one before, one of the earlier keys
/// must have signed its statement.
fn successions(chain: &Chain, source: &dyn Source, known: &Known, ssh: SshVerify<'_>, verified: &mut Verified) {
    // A reader who trusts a later edition needs no succession before it.
    let start = known.since.as_ref().and_then(|seen| chain.editions().iter().position(|edition| seen.is(edition)));
    for pair in chain.editions()[start.unwrap_or_default()..].windows(2) {
        let [before, after] = pair else { continue };
        let (old, new) = (&before.statement.keys, &after.statement.keys);
        if old.is_empty() || old == new {
            continue;
        }
        let path = editions::succession_path(after.statement.number);
        let vouched = SIGNATURES.iter().filter_map(|name| name.strip_prefix(SUMS)).any(|ending| {
            let name = format!("{path}{ending}");
            let signature = source.read(&name, ACCOUNT_LIMIT).ok().flatten();
            signature.is_some_and(|signature| {
                let text = after.statement.to_text();
                let keys = old.iter().take(MOST_KEYS).filter_map(|key| SigningKey::parse(key));
                keys.into_iter()
                    .any(|key| signature::check(&key, text.as_bytes(), &name, &signature, ssh) == Checked::Sound)
            })
        });
        if !vouched {
            verified.add(Finding::KeysReplaced(after.statement.number));
        }
    }
}

/// Returns whether a file that is not in the manifest belongs to an edition.
fn is_of_account(path: &str) -> bool {
    editions::is_account(path) || path == STATEMENT
}
