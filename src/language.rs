//! The two languages: [`Language`], the only bilingual type [`Localized`], and everything that depends on a
//! language: messages, dates, lists, sorting.

pub mod date;
pub mod facts;
pub mod letters;
pub mod lexicon;
pub mod marks;
pub mod messages;
pub mod modality;
pub mod number;
pub mod order;
pub mod typography;

use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::{Locale, locale};

/// One of the two languages of a portal. French is the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// French as written in Québec.
    French,
    /// Canadian English.
    English,
}

impl Language {
    /// Both languages, French first.
    pub const ALL: [Language; 2] = [Language::French, Language::English];

    /// Returns the ISO 639 code, as in `lang` attributes and file names.
    pub fn code(self) -> &'static str {
        match self {
            Language::French => "fr",
            Language::English => "en",
        }
    }

    /// Returns the language and country, as in `hreflang`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::French => "fr-CA",
            Language::English => "en-CA",
        }
    }

    /// Returns the name of the language in that language.
    pub fn name(self) -> &'static str {
        match self {
            Language::French => "Français",
            Language::English => "English",
        }
    }

    /// Returns the other language.
    pub fn other(self) -> Language {
        match self {
            Language::French => Language::English,
            Language::English => Language::French,
        }
    }

    /// Returns the language of a code or of a locale such as `fr_CA.UTF-8`.
    pub fn from_code(code: &str) -> Option<Language> {
        let primary = code.split(['-', '_', '.']).next()?;
        Language::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// Returns the locale for ICU4X.
    pub(crate) fn locale(self) -> Locale {
        match self {
            Language::French => locale!("fr-CA"),
            Language::English => locale!("en-CA"),
        }
    }

    /// « a, b et c » / “a, b and c”.
    pub fn join_and<T: AsRef<str>>(self, items: &[T]) -> String {
        join(ListFormatter::try_new_and(self.locale().into(), ListFormatterOptions::default()), items)
    }

    /// « a, b ou c » / “a, b or c”.
    pub fn join_or<T: AsRef<str>>(self, items: &[T]) -> String {
        join(ListFormatter::try_new_or(self.locale().into(), ListFormatterOptions::default()), items)
    }
}

fn join<T: AsRef<str>, E>(formatter: Result<ListFormatter, E>, items: &[T]) -> String {
    match formatter {
        Ok(formatter) => formatter.format(items.iter().map(AsRef::as_ref)).to_string(),
        // The compiled data contains both locales; on an error, a plain list is readable.
        Err(_) => items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "),
    }
}

/// The English side of a [`Localized`] value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Translation<T> {
    /// The English text.
    Given(T),
    /// Not translated yet: English pages show the French, marked as French.
    Missing,
    /// Never to be translated: an official name that exists in French only.
    FrenchOnly,
}

/// A value in French, and in English where it has been translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localized<T> {
    /// The original.
    pub french: T,
    /// The English side.
    pub english: Translation<T>,
}

impl<T> Localized<T> {
    /// Returns a value that exists in French only.
    pub fn french_only(french: T) -> Self {
        Self { french, english: Translation::FrenchOnly }
    }

    /// Returns the value for a reader of a language, with the language that it is in.
    pub fn get(&self, language: Language) -> (&T, Language) {
        match (language, &self.english) {
            (Language::English, Translation::Given(english)) => (english, Language::English),
            _ => (&self.french, Language::French),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_each_language_writes_them() {
        assert_eq!(Language::French.join_and(&["A", "B", "C"]), "A, B et C");
        assert_eq!(Language::English.join_and(&["A", "B"]), "A and B");
        assert_eq!(Language::French.join_or(&["A", "B", "C"]), "A, B ou C");
    }

    #[test]
    fn a_missing_translation_shows_french_as_french() {
        let text = Localized { french: "oui", english: Translation::Missing };
        assert_eq!(text.get(Language::English), (&"oui", Language::French));
    }
}
