//! Messages in Fluent: one [`Catalogue`] per language, from one or more resources, of which later ones override
//! earlier ones. A message missing in one language is found by [`missing`].

mod uses;

use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::parser::ParserError;
use unic_langid::LanguageIdentifier;

use super::date::{Calendar, PartialDate};
use super::{Language, number};
use uses::Entries;
pub use uses::Wrong;

/// The value of a message's argument.
pub type Value<'a> = FluentValue<'a>;

/// The messages of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    entries: Entries,
    /// The hash of the text of its resources.
    hasher: blake3::Hasher,
}

/// A line that Fluent could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// First byte of the faulty part.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Fluent's own words (English).
    pub message: String,
}

impl Catalogue {
    /// Returns an empty catalogue.
    pub fn new(language: Language) -> Self {
        let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        // Fluent requires a plain function: there is one for each language.
        bundle.set_formatter(Some(match language {
            Language::French => |value, _| write_number(value, Language::French),
            Language::English => |value, _| write_number(value, Language::English),
        }));
        Self { language, bundle, entries: Entries::new(), hasher: blake3::Hasher::new() }
    }

    /// Returns the messages of the program itself: diagnostics, commands, progress.
    pub fn of_program(language: Language) -> Self {
        let text = match language {
            Language::French => include_str!("../messages/fr.ftl"),
            Language::English => include_str!("../messages/en.ftl"),
        };
        let mut catalogue = Self::new(language);
        let errors = catalogue.add(text);
        debug_assert!(errors.is_empty(), "{errors:?}");
        catalogue
    }

    /// Formats a date (ISO 8601, to the day, the month or the year) in words; any other text is returned unchanged.
    pub fn date(&self, iso: &str) -> String {
        PartialDate::parse(iso).map_or_else(|| iso.to_owned(), |date| Calendar::new(self.language).words(date))
    }

    /// Adds a resource; its messages replace those already defined.
    pub fn add(&mut self, text: &str) -> Vec<SyntaxError> {
        self.hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
        let (text, too_deep) = uses::without_too_deep(text);
        let too_deep = too_deep.into_iter();
        let mut found: Vec<SyntaxError> = too_deep
            .map(|at| SyntaxError { start: at, end: at + 1, message: "Nested too deeply".to_owned() })
            .collect();
        let (resource, errors) = match FluentResource::try_new(text.into_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        self.entries.extend(resource.entries().filter_map(uses::of));
        self.bundle.add_resource_overriding(resource);
        // What is wrong elsewhere has no place in a text that lacks entries.
        if found.is_empty() {
            let error = |error: ParserError| SyntaxError {
                start: error.pos.start,
                end: error.pos.end,
                message: error.kind.to_string(),
            };
            found.extend(errors.into_iter().map(error));
        }
        found
    }

    /// Returns what the messages refer to and does not exist, by message or term. The variables of a message are those
    /// that the same message has in `own`, in either language; of a message that is in neither, any may be given.
    pub fn wrong(&self, own: &[Catalogue; 2]) -> Vec<(String, Wrong)> {
        uses::wrong(&self.entries, |key| {
            let known = own.iter().filter_map(|catalogue| catalogue.entries.get(key));
            let variables: Vec<BTreeSet<String>> =
                known.filter(|uses| uses.has_text).map(|uses| uses.variables.clone()).collect();
            (!variables.is_empty()).then(|| variables.into_iter().flatten().collect())
        })
    }

    /// Returns the key of the catalogue: the hash of all resources added.
    pub fn key(&self) -> [u8; 32] {
        *self.hasher.finalize().as_bytes()
    }

    /// Returns the catalogue's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns a message without arguments, or its key if there is no such message.
    pub fn text(&self, key: &str) -> String {
        self.format(key, None, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// Formats a message, or an attribute of it, with its arguments; `None` if it does not exist.
    pub fn format(&self, key: &str, attribute: Option<&str>, args: &[(&str, Value<'_>)]) -> Option<String> {
        let (text, errors) = self.formatted(key, attribute, args)?;
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        text
    }

    /// Like [`Self::format`] without an attribute, for messages that templates request.
    ///
    /// # Errors
    /// A description of what Fluent could not resolve, or of the missing message.
    pub fn try_format(&self, key: &str, args: &[(&str, Value<'_>)]) -> Result<String, String> {
        let missing = || format!("no message `{key}`");
        match self.formatted(key, None, args).ok_or_else(missing)? {
            (text, errors) if errors.is_empty() => text.ok_or_else(missing),
            (_, errors) => {
                let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Err(format!("message `{key}`: {}", errors.join(", ")))
            }
        }
    }

    /// Returns the text, `None` if it is empty, and what Fluent could not resolve in it.
    fn formatted(
        &self,
        key: &str,
        attribute: Option<&str>,
        args: &[(&str, Value<'_>)],
    ) -> Option<(Option<String>, Vec<FluentError>)> {
        let message = self.bundle.get_message(key)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        // No-break spaces are part of the message.
        let text = text.trim_matches([' ', '\n']);
        Some(((!text.is_empty()).then(|| text.to_owned()), errors))
    }
}

fn write_number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        // Messages are only given integers.
        FluentValue::Number(number) => Some(number::whole(number.value as i64, language)),
        _ => None,
    }
}

/// Returns the keys of `one` that `other` lacks.
pub fn missing<'a>(one: &'a Catalogue, other: &'a Catalogue) -> Vec<&'a str> {
    let messages = one.entries.keys().filter(|key| !key.starts_with('-'));
    messages.filter(|key| !other.entries.contains_key(*key)).map(String::as_str).collect()
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Catalogue({:?}, {} messages)", self.language, self.entries.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn the_program_speaks_both_languages_alike() {
        let [french, english] = Language::ALL.map(Catalogue::of_program);
        // The keywords of the format are English: only French explains them.
        let own: Vec<&str> = missing(&french, &english).into_iter().filter(|key| !key.starts_with("gloss-")).collect();
        assert_eq!(own, Vec::<&str>::new());
        assert_eq!(missing(&english, &french), Vec::<&str>::new());
        for code in Code::ALL {
            assert!(french.entries.contains_key(code.id()), "{} has no message", code.id());
        }
    }

    #[test]
    fn numbers_are_grouped_as_each_language_groups_them() {
        for (language, expected) in [(Language::French, "1\u{a0}200"), (Language::English, "1,200")] {
            let mut catalogue = Catalogue::new(language);
            catalogue.add("n = { $n }");
            assert_eq!(catalogue.format("n", None, &[("n", 1200.into())]).as_deref(), Some(expected));
        }
    }
}
