//! Functions common to `publish` and `rollback`: the publisher's own tool signs, and its signature is checked with
//! the keys that the portal states.

use std::path::PathBuf;

use clap::ArgMatches;

use super::Outcome;
use super::portal::fail;
use crate::language::messages::Catalogue;
use crate::model::signing_key::SigningKey;
use crate::output::{Error, Signatures};
use crate::verification::{self, Checked, SignError, Signer};

/// The tools that sign an edition.
pub(super) struct Signers {
    pub(super) own: Option<Signer>,
    /// The tool with a key of the last edition, for the statement of the first edition with other keys.
    pub(super) old: Option<Signer>,
}

/// Returns the tools given on the command line.
pub(super) fn signers(matches: &ArgMatches, words: &Catalogue) -> Result<Signers, Outcome> {
    let key = |name: &str| matches.get_one::<String>(name).map(PathBuf::from);
    let signer = |key: Option<PathBuf>| match matches.get_one::<String>("sign").map(String::as_str) {
        Some("minisign") => Ok(Some(Signer::Minisign(key))),
        Some(_) => match key {
            Some(key) => Ok(Some(Signer::Ssh(key))),
            None => fail(words, "usage-sign-key", &[], Outcome::WrongUsage),
        },
        None if key.is_some() => fail(words, "usage-sign", &[], Outcome::WrongUsage),
        None => Ok(None),
    };
    // A rollback has no handover of keys.
    let old = matches.try_contains_id("handover-key").is_ok().then(|| key("handover-key")).flatten();
    Ok(Signers { own: signer(key("sign-key"))?, old: if old.is_some() { signer(old)? } else { None } })
}

/// Signs a text with a tool of the publisher.
pub(super) fn sign_as(signer: Option<&Signer>, name: &str, text: &str, words: &Catalogue) -> Result<Signatures, Error> {
    let Some(signer) = signer else { return Ok(Vec::new()) };
    signer.sign(name, text).map(|signature| vec![signature]).map_err(|error| {
        let (why, detail) = match error {
            SignError::Missing(tool) => ("missing", tool.to_owned()),
            SignError::Refused(tool) => ("refused", tool.to_owned()),
            SignError::System(cause) => ("system", cause.to_string()),
        };
        unsigned(words, why, &detail)
    })
}

fn unsigned(words: &Catalogue, why: &str, detail: &str) -> Error {
    let args = [("why", why.into()), ("detail", detail.into())];
    Error::Unsigned(words.format("publish-unsigned-why", None, &args).unwrap_or_default())
}

/// Signs the manifest, and checks that the signature is by a key of the portal: readers check it with those.
pub(super) fn sign(
    signer: Option<&Signer>,
    keys: &[SigningKey],
    name: &str,
    text: &str,
    there: &Signatures,
    words: &Catalogue,
) -> Result<Signatures, Error> {
    let is_sound = |signatures: &Signatures| {
        let all = keys.iter().flat_map(|key| signatures.iter().map(move |(name, signature)| (key, name, signature)));
        let check = |(key, name, signature): (&SigningKey, &String, &Vec<u8>)| {
            verification::check(key, text.as_bytes(), name, signature, &verification::ssh_verify) == Checked::Sound
        };
        all.into_iter().any(check)
    };
    // An existing valid signature is kept.
    if is_sound(there) {
        return Ok(there.clone());
    }
    let made = sign_as(signer, name, text, words)?;
    if is_sound(&made) { Ok(made) } else { Err(unsigned(words, "key", "")) }
}
