//! Signatures of files, as made by the tools of publishers. Those of minisign are verified here; those of OpenSSH
//! by its own tool.

use minisign_verify::{PublicKey, Signature};

use crate::model::signing_key::SigningKey;

/// Verifies a signature of OpenSSH: the key, the signed bytes, the signature. `None` if its tool is missing.
pub type SshVerify<'a> = &'a (dyn Fn(&str, &[u8], &[u8]) -> Option<bool> + Sync);

/// The result of verifying a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It is a signature of these bytes by the key.
    Sound,
    /// It did not.
    Wrong,
    /// The tool needed to verify it is missing: its name.
    Unknown(String),
}

/// Checks the signature in a file of the given name.
pub fn check(key: &SigningKey, bytes: &[u8], name: &str, signature: &[u8], ssh: SshVerify<'_>) -> Checked {
    let is_sound = |is_sound| if is_sound { Checked::Sound } else { Checked::Wrong };
    match key {
        SigningKey::Minisign(key) if name.ends_with(".minisig") => {
            let signature = std::str::from_utf8(signature).ok().and_then(|text| Signature::decode(text).ok());
            let key = PublicKey::from_base64(key).ok();
            is_sound(key.zip(signature).is_some_and(|(key, signature)| key.verify(bytes, &signature, true).is_ok()))
        }
        SigningKey::Ssh(key) if name.ends_with(".sig") => {
            ssh(key, bytes, signature).map_or_else(|| Checked::Unknown("ssh-keygen".to_owned()), is_sound)
        }
        SigningKey::Minisign(_) | SigningKey::Ssh(_) => Checked::Wrong,
    }
}
