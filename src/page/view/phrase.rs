//! A text as templates receive it, with the language of each stretch that is not in the page's own.

use serde::Serialize;

/// A text with its language, if that is not the page's own.
///
/// Its parts are private, so that `text` always is their concatenation.
#[derive(Debug, Clone, Serialize)]
pub struct Phrase {
    /// The text, without marks: for attributes, titles and the search index.
    pub text: String,
    /// `fr` on an English page whose text is French; absent otherwise.
    pub lang: Option<&'static str>,
    /// Whether its French changed since it was confirmed.
    pub stale: bool,
    /// Its stretches, if some of its words are marked as being in another language; else empty.
    parts: Vec<Part>,
}

/// A stretch of a phrase.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Its words.
    pub text: String,
    /// Its language, if it is not the page's.
    pub lang: Option<&'static str>,
}

impl Phrase {
    /// Creates a text in one language: `lang` is set if it is not the page's.
    pub fn new(text: String, lang: Option<&'static str>) -> Self {
        Self { text, lang, stale: false, parts: Vec::new() }
    }

    /// Creates a text from stretches, with one language for the complete text.
    pub fn of_parts(parts: Vec<Part>, lang: Option<&'static str>) -> Self {
        Self { text: parts.iter().map(|part| part.text.as_str()).collect(), lang, stale: false, parts }
    }

    /// Returns this text after some words of the same language, such as a number.
    #[must_use]
    pub fn behind(mut self, words: &str) -> Self {
        self.text.insert_str(0, words);
        if let Some(first) = self.parts.first_mut() {
            match first.lang {
                None => first.text.insert_str(0, words),
                Some(_) => self.parts.insert(0, Part { text: words.to_owned(), lang: None }),
            }
        }
        self
    }

    /// Returns this text followed by another in parentheses; each keeps its language.
    #[must_use]
    pub fn with_note(self, note: Phrase) -> Self {
        let stale = self.stale || note.stale;
        if self.lang == note.lang && self.parts.is_empty() && note.parts.is_empty() {
            return Self { stale, ..Self::new(format!("{} ({})", self.text, note.text), self.lang) };
        }
        let own = |text: &str| vec![Part { text: text.to_owned(), lang: None }];
        let parts = [self.parts(), own(" ("), note.parts(), own(")")].concat();
        Self { stale, ..Self::of_parts(parts, None) }
    }

    /// Returns its stretches, each with its language.
    pub fn parts(&self) -> Vec<Part> {
        match self.parts.is_empty() {
            true => vec![Part { text: self.text.clone(), lang: self.lang }],
            false => {
                self.parts.iter().map(|part| Part { text: part.text.clone(), lang: part.lang.or(self.lang) }).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(phrase: &Phrase) -> String {
        phrase.parts.iter().map(|part| part.text.as_str()).collect()
    }

    #[test]
    fn what_is_put_before_or_behind_a_text_is_in_its_parts_too() {
        let part = |text: &str, lang| Part { text: text.to_owned(), lang };
        let mixed = || Phrase::of_parts(vec![part("Funded by ", None), part("le Fonds", Some("fr"))], None);
        let french_first = Phrase::of_parts(vec![part("Le Fonds", Some("fr")), part(" (fund)", None)], None);
        for phrase in [mixed().behind("2. "), french_first.behind("2. "), mixed().with_note(mixed())] {
            assert_eq!(said(&phrase), phrase.text);
        }
        assert_eq!(mixed().behind("2. ").text, "2. Funded by le Fonds");
        let plain = |lang| Phrase::new("A".to_owned(), lang);
        assert_eq!(plain(None).with_note(plain(None)).text, "A (A)");
        assert_eq!(said(&plain(Some("fr")).with_note(plain(None))), "A (A)");
    }
}
