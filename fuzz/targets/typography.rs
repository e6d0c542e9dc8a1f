//! Typography keeps every letter and is idempotent.

use clairevoie::language::Language;
use clairevoie::language::typography::{ordinals, typeset};

use super::letters;

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for language in Language::ALL {
        let set = typeset(text, language);
        assert_eq!(letters(text), letters(&set), "{language:?}");
        assert_eq!(typeset(&set, language), set, "{language:?}: set again, it is another");
        for range in ordinals(&set) {
            assert!(set.get(range.clone()).is_some(), "{range:?} is no part of {set:?}");
        }
    }
}
