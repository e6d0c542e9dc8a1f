//! SHA-256, which identifies files publicly: the hash that `sha256sum` prints.

use std::fmt;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// How much of a file is loaded at once, in bytes.
const PART: usize = 1 << 16;

/// The SHA-256 hash of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicHash([u8; 32]);

impl PublicHash {
    /// Returns the hash of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Returns the hash of everything that a reader returns, read in parts.
    ///
    /// # Errors
    /// The error of the reader.
    pub fn of_reader(mut reader: impl Read) -> io::Result<Self> {
        let mut hasher = Sha256::new();
        let mut part = vec![0; PART];
        loop {
            match reader.read(&mut part)? {
                0 => return Ok(Self(hasher.finalize().into())),
                count => hasher.update(&part[..count]),
            }
        }
    }

    /// Returns the hash as 64 lower-case hexadecimal digits.
    pub fn to_hex(self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
    }

    /// Parses 64 hexadecimal digits in lower case.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let mut hash = [0; 32];
        if digits.len() != 2 * hash.len() {
            return None;
        }
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? << 4 | value(pair[1])?;
        }
        Some(Self(hash))
    }

    /// Returns the 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Wraps a hash that was computed elsewhere.
impl From<[u8; 32]> for PublicHash {
    fn from(hash: [u8; 32]) -> Self {
        Self(hash)
    }
}

impl fmt::Display for PublicHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for PublicHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicHash({})", &self.to_hex()[..8])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_and_is_that_of_others() {
        let hash = PublicHash::of(b"abc");
        assert_eq!(hash.to_hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(
            (PublicHash::from_hex(&hash.to_hex()), PublicHash::of_reader(&b"abc"[..]).ok()),
            (Some(hash), Some(hash))
        );
        assert_eq!((PublicHash::from_hex("ba"), PublicHash::from_hex(&"G".repeat(64))), (None, None));
    }
}
