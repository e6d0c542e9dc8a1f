//! Ids: what a record is called in its file's name, in references and in addresses.

use std::fmt;
use std::sync::Arc;

use crate::language::letters::plain;
use crate::reuse::Keyed;

/// A record's id: lower-case ASCII letters, digits and single hyphens between them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The maximum length of an id, in characters.
    pub const LONGEST: usize = 100;

    /// Creates an id; `None` if the text is not a valid one.
    pub fn new(text: &str) -> Option<Self> {
        let sound = !text.is_empty()
            && text.len() <= Self::LONGEST
            && text
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        (sound && !is_device(text)).then(|| Self(text.into()))
    }

    /// Creates the id of a commitment or a milestone that is a number in parts, such as `1.2`: digits and single
    /// dots.
    pub fn numbered(text: &str) -> Option<Self> {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (text.len() <= Self::LONGEST && text.contains('.') && text.split('.').all(is_number)).then(|| Self(text.into()))
    }

    /// Returns the id that a text was probably meant as.
    pub fn suggested(text: &str) -> Self {
        Self(Self::suggestion(text).into())
    }

    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns an id that the text was probably meant as; empty if it has no letter or digit.
    pub fn suggestion(text: &str) -> String {
        let mut id = Self::simplified(text);
        // All characters are ASCII.
        if id.len() > Self::LONGEST {
            let whole = id[..Self::LONGEST].rfind('-').unwrap_or(Self::LONGEST);
            id.truncate(whole);
        }
        // What remains may be the name of a device.
        if is_device(&id) {
            id.push_str("-1");
        }
        id
    }

    /// Returns whether the text would be a valid id if Windows did not reserve the name.
    pub fn is_reserved(text: &str) -> bool {
        is_device(&Self::simplified(text))
    }

    /// Returns the text in lower case without accents, with every run of other characters replaced by a hyphen.
    pub fn simplified(text: &str) -> String {
        let mut id = String::new();
        for c in text.chars().flat_map(char::to_lowercase) {
            match plain(c) {
                Some(plain) => id.push_str(plain),
                None if c.is_ascii_alphanumeric() => id.push(c),
                None if !id.ends_with('-') && !id.is_empty() => id.push('-'),
                None => {}
            }
        }
        id.truncate(id.trim_end_matches('-').len());
        id
    }
}

/// Returns whether Windows takes a name for a device, whatever follows a dot: no file or folder can have it there.
/// The list is that of Microsoft, “Naming Files, Paths, and Namespaces”.
fn is_device(name: &str) -> bool {
    let is_numbered =
        |start: &str| name.strip_prefix(start).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    ["con", "prn", "aux", "nul"].contains(&name) || is_numbered("com") || is_numbered("lpt")
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Keyed for Id {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        (*self.0).feed(hasher);
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_device_of_windows_is_no_id() {
        for name in ["con", "prn", "aux", "nul", "com1", "lpt0"] {
            assert!(Id::new(name).is_none() && Id::new(&Id::suggestion(name)).is_some(), "{name}");
        }
        for name in ["cons", "com", "com10", "con-1", "auxiliaire"] {
            assert!(Id::new(name).is_some(), "{name}");
        }
        assert_eq!(Id::simplified("Aux"), "aux", "an anchor is no file");
    }

    #[test]
    fn an_id_is_suggested_from_the_letters_and_digits() {
        for (text, id) in [
            ("Québec Numérique", "quebec-numerique"),
            (" -- L’œuvre, 2e éd. (2023) -- ", "l-oeuvre-2e-ed-2023"),
            ("Con", "con-1"),
            ("con.", "con-1"),
            ("…", ""),
            (&format!("Con {}", "a".repeat(100)), "con-1"),
        ] {
            assert_eq!(Id::suggestion(text), id);
        }
    }

    #[test]
    fn a_number_in_parts_is_digits_between_single_dots() {
        for number in ["1.2", "1.10.3", "0.0"] {
            assert_eq!(Id::numbered(number).unwrap().as_str(), number);
        }
        for text in ["", ".", "..", "1", "1.", ".1", "1..2", "1.a", "a.1", "1.2-3", "../1.2", "1.2/3", "1.²"] {
            assert_eq!(Id::numbered(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_has_at_most_a_hundred_characters() {
        assert!(Id::new(&"a".repeat(100)).is_some() && Id::new(&"a".repeat(101)).is_none());
        let longest = format!("1.{}", "2".repeat(98));
        assert!(Id::numbered(&longest).is_some() && Id::numbered(&(longest + "2")).is_none());
    }

    proptest! {
        #[test]
        fn a_suggested_id_is_an_id(text in "\\PC{0,80}|[a-z -]{90,120}") {
            let suggestion = Id::suggestion(&text);
            prop_assert!(suggestion.is_empty() || Id::new(&suggestion).is_some(), "{suggestion}");
        }

        #[test]
        fn an_id_is_safe_in_a_path(text in "[a-zA-Z0-9./\\\\%-]{0,20}") {
            if let Some(id) = Id::new(&text) {
                prop_assert!(!id.as_str().contains(['.', '/', '\\', '%']) && id.as_str() == text);
            }
        }
    }
}
