//! The root of the tree of all editions (RFC 6962, section 2.1), and the checkpoint that names it (C2SP
//! tlog-checkpoint): with it, witnesses elsewhere can attest that editions were only ever added.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::reuse::PublicHash;

/// Returns the root of the tree over some leaves.
pub fn root(leaves: &[Vec<u8>]) -> PublicHash {
    match leaves {
        [] => PublicHash::of(b""),
        [leaf] => PublicHash::of(&[b"\0", leaf.as_slice()].concat()),
        leaves => {
            // The greatest power of two below the number of leaves.
            let left = leaves.len().next_power_of_two() / 2;
            let (left, right) = leaves.split_at(left);
            PublicHash::of(&[&b"\x01"[..], root(left).bytes(), root(right).bytes()].concat())
        }
    }
}

/// Returns the text of a checkpoint, without signatures: `origin` is the name of the tree.
pub fn checkpoint(origin: &str, leaves: &[Vec<u8>]) -> String {
    format!("{origin}\n{}\n{}\n", leaves.len(), BASE64_STANDARD.encode(root(leaves).bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The roots of the trees of the test vectors of RFC 6962's first implementation.
    #[test]
    fn roots_are_those_of_others() {
        let leaves: [&[u8]; 4] = [b"", b"\0", b"\x10", b"\x20\x21"];
        let root = |count: usize| root(&leaves[..count].iter().map(|leaf| leaf.to_vec()).collect::<Vec<_>>()).to_hex();
        assert_eq!(root(0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(root(1), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(root(2), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assert_eq!(root(3), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
        assert_eq!(root(4), "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }
}
