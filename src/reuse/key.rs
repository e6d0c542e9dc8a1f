//! Cache keys: hashes that identify inputs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Source;
use crate::language::Language;

/// The BLAKE3 hash of a complete input: equal for equal inputs, different for different ones.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key([u8; 32]);

impl Key {
    /// Returns the key of an input.
    pub fn of<I: Keyed + ?Sized>(input: &I) -> Self {
        let mut hasher = blake3::Hasher::new();
        input.feed(&mut hasher);
        Self(*hasher.finalize().as_bytes())
    }

    /// Returns the key of bytes that are the complete input.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Returns the key of a value in its compact serialized form. Values that are costly to compute, such as the
    /// HTML of a text, are represented in it by their inputs.
    pub fn of_value<T: serde::Serialize + ?Sized>(value: &T) -> Self {
        let mut hasher = blake3::Hasher::new();
        // Writing into a hash cannot fail, and every value of a page can be serialized.
        let written = postcard::to_io(value, std::io::BufWriter::new(&mut hasher)).map(drop);
        debug_assert!(written.is_ok(), "{written:?}");
        Self(*hasher.finalize().as_bytes())
    }

    /// Returns the key as 64 hexadecimal digits.
    pub fn to_hex(self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }

    /// Parses 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        blake3::Hash::from_hex(text).ok().map(|hash| Self(*hash.as_bytes()))
    }
}

/// Wraps a hash of the complete input as its key.
impl From<[u8; 32]> for Key {
    fn from(hash: [u8; 32]) -> Self {
        Self(hash)
    }
}

impl From<blake3::Hash> for Key {
    fn from(hash: blake3::Hash) -> Self {
        Self(*hash.as_bytes())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", &self.to_hex()[..8])
    }
}

/// A value that has a cache key. Every part of it must be fed: a change of an omitted part would not be noticed.
pub trait Keyed {
    /// Feeds the complete value. Two different values never feed the same bytes: what has a length feeds it first.
    fn feed(&self, hasher: &mut blake3::Hasher);
}

/// Declares a struct and feeds all its fields, so that an added field is fed too.
macro_rules! keyed {
    ($(#[$meta:meta])* $vis:vis struct $name:ident $(<$($life:lifetime),*>)? { $($(#[$doc:meta])* $field_vis:vis $field:ident: $kind:ty,)* }) => {
        $(#[$meta])*
        $vis struct $name $(<$($life),*>)? { $($(#[$doc])* $field_vis $field: $kind,)* }

        impl $(<$($life),*>)? $crate::reuse::Keyed for $name $(<$($life),*>)? {
            fn feed(&self, hasher: &mut blake3::Hasher) {
                let Self { $($field),* } = self;
                $($crate::reuse::Keyed::feed($field, hasher);)*
            }
        }
    };
}
pub(crate) use keyed;

impl Keyed for Key {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        hasher.update(&self.0);
    }
}

impl Keyed for str {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        hasher.update(&(self.len() as u64).to_le_bytes()).update(self.as_bytes());
    }
}

impl Keyed for String {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.as_str().feed(hasher);
    }
}

impl Keyed for u64 {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        hasher.update(&self.to_le_bytes());
    }
}

impl Keyed for usize {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        (*self as u64).feed(hasher);
    }
}

impl Keyed for bool {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        hasher.update(&[u8::from(*self)]);
    }
}

impl Keyed for Date {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        hasher.update(&self.year().to_le_bytes()).update(&self.month().to_le_bytes()).update(&self.day().to_le_bytes());
    }
}

impl Keyed for Language {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.code().feed(hasher);
    }
}

/// The cache key of a file: its path and its text.
impl Keyed for Source {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.path().feed(hasher);
        self.text().feed(hasher);
    }
}

impl<T: Keyed + ?Sized> Keyed for &T {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        (**self).feed(hasher);
    }
}

impl<T: Keyed + ?Sized> Keyed for Arc<T> {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        (**self).feed(hasher);
    }
}

impl<T: Keyed> Keyed for Option<T> {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.is_some().feed(hasher);
        if let Some(value) = self {
            value.feed(hasher);
        }
    }
}

impl<T: Keyed> Keyed for [T] {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.len().feed(hasher);
        self.iter().for_each(|item| item.feed(hasher));
    }
}

impl<T: Keyed> Keyed for Vec<T> {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.as_slice().feed(hasher);
    }
}

impl<K: Keyed, V: Keyed> Keyed for BTreeMap<K, V> {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.len().feed(hasher);
        for (key, value) in self {
            key.feed(hasher);
            value.feed(hasher);
        }
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)+) => {
        $(impl<$($name: Keyed),+> Keyed for ($($name,)+) {
            #[allow(non_snake_case, reason = "the names of the types")]
            fn feed(&self, hasher: &mut blake3::Hasher) {
                let ($($name,)+) = self;
                $($name.feed(hasher);)+
            }
        })+
    };
}
tuples! { A B; A B C; A B C D; A B C D E; }

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The same bytes divided differently are another input.
        #[test]
        fn different_inputs_have_different_keys(one in prop::collection::vec("[ab]{0,2}", 0..4), other in prop::collection::vec("[ab]{0,2}", 0..4)) {
            prop_assert_eq!(one == other, Key::of(&one) == Key::of(&other));
            let pairs = |list: &[String]| (list.first().cloned(), list.to_vec());
            prop_assert_eq!(one == other, Key::of(&pairs(&one)) == Key::of(&pairs(&other)));
        }
    }
}
