//! Facts and modality: ranges are in the text, a text does not differ from itself, and comparison is symmetric and
//! bounded.

use clairevoie::language::Language;
use clairevoie::language::facts::{compare, facts};
use clairevoie::language::modality::{modals, opposed};

use super::choice;

pub fn run(data: &[u8]) {
    let Some((&language, bytes)) = choice(data, &Language::ALL) else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (one, other) = text.split_once('\u{1f}').unwrap_or((text, ""));
    let (own, others) = (facts(one, language), facts(other, language));
    for (text, found) in [(one, &own), (other, &others)] {
        for fact in found {
            assert!(text.get(fact.range()).is_some_and(|said| !said.is_empty()), "{fact:?} is not in the text");
        }
        assert!(found.len() <= text.len(), "{} facts in {} bytes", found.len(), text.len());
        assert!(compare(found, found).is_empty(), "a text does not say what it says: {:?}", compare(found, found));
    }
    let (there, back) = (compare(&own, &others).len(), compare(&others, &own).len());
    assert_eq!(there, back, "from one side and from the other");
    assert!(there <= own.len() * 3 + others.len() * 3, "{there} differences");
    for (text, language) in [(one, Language::French), (other, Language::English)] {
        for modal in modals(text, language) {
            assert!(text.get(modal.range.clone()).is_some_and(|said| !said.is_empty()), "{modal:?} is not in the text");
        }
    }
    let _ = opposed(&modals(one, Language::French), &modals(other, Language::English));
}
