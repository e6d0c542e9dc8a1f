//! A public key that signs editions, in the format of minisign or of OpenSSH.

use std::fmt;

use crate::model::reader::{Context, scalar};
use crate::model::value::Located;
use crate::source::yaml::Node;

/// A public key. The secret key belongs to the publisher and is never read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningKey {
    /// The line of a minisign key: `RW…`, 56 characters.
    Minisign(String),
    /// The line of an OpenSSH key: its type and its bytes, without the comment.
    Ssh(String),
}

/// The types of OpenSSH keys that can sign.
const SSH_KINDS: [&str; 7] = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
];

impl SigningKey {
    /// Parses a key as its tool writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let is_base64 = |text: &str| {
            text.len().is_multiple_of(4)
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        };
        let mut parts = text.split_ascii_whitespace();
        match (parts.next()?, parts.next()) {
            (kind, Some(bytes)) if SSH_KINDS.contains(&kind) && bytes.starts_with("AAAA") && is_base64(bytes) => {
                Some(Self::Ssh(format!("{kind} {bytes}")))
            }
            (key, None) if key.starts_with("RW") && key.len() == 56 && is_base64(key) => {
                Some(Self::Minisign(key.to_owned()))
            }
            _ => None,
        }
    }
}

impl fmt::Display for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minisign(key) | Self::Ssh(key) => f.write_str(key),
        }
    }
}

/// Reads a key in a record.
pub(super) fn signing_key(node: &Node, cx: &mut Context<'_>) -> Option<Located<SigningKey>> {
    let written = scalar(node, cx, "term-signing-key")?;
    let Some(value) = SigningKey::parse(written) else {
        cx.wrong_type(node, "term-signing-key");
        return None;
    };
    Some(Located { value, span: node.span })
}
