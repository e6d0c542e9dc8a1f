//! Whether the addresses of two links are those of one page in two languages, as far as the addresses show.

use std::collections::HashSet;

use super::addresses::{government, host_and_path, is_language_word, language, owner};
use crate::language::Language;
use crate::language::letters::unaccented;
use crate::language::lexicon::senses;

/// Returns whether two addresses are those of one page in two languages, as far as the addresses show.
pub(super) fn are_twins(french: &str, english: &str, twins: &HashSet<(String, String)>) -> bool {
    let (one, other) = (host_and_path(french), host_and_path(english));
    if french.contains("://") != english.contains("://") {
        return false;
    }
    if !french.contains("://") {
        // A file has a name in each language; a record has one name.
        return match &*one.0 {
            "asset" => other.0 == "asset" && numbers(&one.1) == numbers(&other.1),
            "mailto" => other.0 == "mailto" && are_one_domain(domain(&one.1), domain(&other.1)),
            _ => false,
        };
    }
    if one.0 != other.0 {
        // A federal site has two names, as has a site of Québec; one of each are two sites.
        let both_of_government = government(&one.0).is_some() && government(&one.0) == government(&other.0);
        let one_owner = owner(&one.0) == owner(&other.0) && !["gc.ca", "gouv.qc.ca"].contains(&owner(&one.0));
        return both_of_government
            || (one_owner && !is_other_page(&one.1, &other.1))
            || twins.contains(&(one.0, other.0));
    }
    let each_its_own = language(french) == Some(Language::French) && language(english) == Some(Language::English);
    if each_its_own {
        let (one, other) = (bare(&one.1), bare(&other.1));
        let (one, other) = (numbers(one), numbers(other));
        return one == other || one.is_empty() || other.is_empty();
    }
    NAMELESS.contains(&owner(&one.0)) || !is_other_page(&one.1, &other.1)
}

/// Returns whether two domains belong to one body: equal ones, or parts that mean the same under the same name.
fn are_one_domain(french: &str, english: &str) -> bool {
    french == english
        || owner(french) == owner(english)
        || (government(french).is_some() && government(french) == government(english))
}

fn domain(address: &str) -> &str {
    let address = address.split('?').next().unwrap_or_default();
    address.rsplit('@').next().unwrap_or_default()
}

/// Returns a path without its query and its fragment, which each language has its own.
pub(super) fn bare(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Sites whose page names are ids or are chosen by users.
pub(super) const NAMELESS: [&str; 7] =
    ["wikipedia.org", "wiktionary.org", "wikimedia.org", "twitter.com", "linkedin.com", "archive.org", "bit.ly"];

/// A name of at most this many words is short; long names differ freely between the languages.
const FEW: usize = 3;

/// Returns whether the last part of a path shares a word with the words of its link; `None` if it has no words,
/// many words, or words that the list does not contain.
pub(super) fn path_agrees(words: &str, path: &str, language: Language) -> Option<bool> {
    let named = plain_words(last_part(path));
    // The home page of a site.
    if named.iter().any(|word| ["accueil", "home", "index", "welcome"].contains(&&**word)) {
        return None;
    }
    let written = plain_words(words);
    if named.iter().any(|one| written.iter().any(|other| mean_alike((one, language), (other, language)))) {
        return Some(true);
    }
    let is_known = |word: &String| senses(word, language).1 > 0;
    let is_certain = (1..=FEW).contains(&named.len()) && named.iter().all(is_known) && written.iter().any(is_known);
    is_certain.then_some(false)
}

/// Returns the name of a page in its path, without what follows its last dot.
fn last_part(path: &str) -> &str {
    let last = bare(path).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
}

/// Returns the words of a name in lower case without accents, without those that name a language.
fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2 && !is_language_word(word));
    let plain = |word: &str| {
        let mut letters = String::new();
        unaccented(word, &mut letters);
        letters
    };
    words.map(plain).collect()
}

/// Returns whether two plain words correspond by the list, or begin alike.
fn mean_alike((one, language): (&str, Language), (other, other_language): (&str, Language)) -> bool {
    let (own, others) = (senses(one, language), senses(other, other_language));
    let shares = own.0[..own.1].iter().any(|line| others.0[..others.1].contains(line));
    shares || one == other || one.get(..4).is_some_and(|start| other.get(..4) == Some(start))
}

/// Returns the numbers of at most four digits that are separate in a path; longer ones are ids, which differ
/// between the languages.
pub(super) fn numbers(path: &str) -> Vec<&str> {
    let parts = path.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|part| (1..=4).contains(&part.len()));
    let mut all: Vec<&str> = parts.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).collect();
    all.sort_unstable();
    all
}

/// Returns whether two paths of one site certainly are those of different pages: other numbers, or short names that
/// mean something else.
fn is_other_page(french: &str, english: &str) -> bool {
    let (one, other) = (numbers(bare(french)), numbers(bare(english)));
    if !one.is_empty() && !other.is_empty() {
        return one != other;
    }
    let (one, other) = (plain_words(last_part(french)), plain_words(last_part(english)));
    let is_short = |words: &[String], language: Language| {
        (1..=FEW).contains(&words.len()) && words.iter().all(|word| senses(word, language).1 > 0)
    };
    let alike =
        |one: &String| other.iter().any(|other| mean_alike((one, Language::French), (other, Language::English)));
    is_short(&one, Language::French) && is_short(&other, Language::English) && !one.iter().any(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_site_are_told_apart() {
        let none = HashSet::new();
        for (french, english, expected) in [
            ("https://nrcan.gc.ca/a", "https://rncan.gc.ca/b", true),
            ("https://example.org/rapport-2021", "https://example.org/report-2022", false),
            ("https://example.org/consultation", "https://example.org/calendar", false),
            ("https://example.org/calendrier", "https://example.org/schedule", true),
            ("https://example.org/nous", "https://example.org/about", true),
            ("https://example.org/a", "https://example.com/a", false),
            ("mailto:info@example.org", "mailto:hello@example.org", true),
            ("asset:rapport.pdf", "asset:report.pdf", true),
            ("asset:rapport-2021.pdf", "asset:report-2022.pdf", false),
            ("asset:rapport-2021.pdf", "asset:report-2021.pdf", true),
            ("asset:a.pdf", "mailto:info@example.org", false),
            ("mailto:info@example.org", "asset:a.pdf", false),
            ("mailto:info@example.org", "https://example.org/", false),
            ("member:alpha", "member:beta", false),
            ("mailto:info@example.org", "mailto:info@example.com", false),
            ("https://fr.example.org/a", "https://en.example.org/b", true),
            // Two sites of one body: their pages may be twins.
            ("https://donnees.example.org/calendrier", "https://data.example.org/schedule", true),
            ("https://donnees.example.org/consultation", "https://data.example.org/calendar", false),
            ("mailto:info@canada.ca", "mailto:info@justice.gc.ca", true),
            ("mailto:info@canada.ca", "mailto:info@quebec.ca", false),
            ("mailto:info@donnees.example.org", "mailto:info@data.example.org", true),
            // One address for each language, or only on one side.
            ("https://example.org/fr/consultation", "https://example.org/en/calendar", true),
            ("https://example.org/fr/consultation", "https://example.org/calendar", false),
            ("https://example.org/consultation", "https://example.org/en/calendar", false),
            ("https://example.org/fr/rapport-2021", "https://example.org/en/report-2021", true),
            ("https://example.org/fr/rapport-2021", "https://example.org/en/report-2022", false),
            // Long names, and words that the list does not contain, prove nothing.
            ("https://example.org/consultation-calendrier-rapport-plan", "https://example.org/calendar", true),
            ("https://example.org/qwzx", "https://example.org/calendar", true),
            ("https://example.org/consultation", "https://example.org/qwzx", true),
        ] {
            assert_eq!(are_twins(french, english, &none), expected, "{french} {english}");
        }
        let twins = HashSet::from([("exemple.org".to_owned(), "sample.com".to_owned())]);
        assert!(are_twins("https://exemple.org/a", "https://sample.com/b", &twins));
    }

    #[test]
    fn numbers_of_a_path_are_its_years_and_not_its_ids() {
        for (path, expected) in [
            ("/2021/rapport-12/a12345-7.pdf", &["12", "2021", "7"][..]),
            ("/nouvelles/123456/", &[]),
            ("/n1234/1234n/", &[]),
            ("/a%2021", &[]),
        ] {
            assert_eq!(numbers(path), expected, "{path}");
        }
        assert_eq!((bare("/a?b#c"), bare("/a#c?b"), bare("/a")), ("/a", "/a", "/a"));
    }

    #[test]
    fn a_path_agrees_with_the_words_of_its_link_or_does_not_or_says_nothing() {
        for (words, path, expected) in [
            ("le calendrier", "/fr/calendrier.html", Some(true)),
            ("le calendrier", "/calendrier/?page=2", Some(true)),
            ("les calendriers", "/calendar", Some(true)),
            ("la réunion", "/reunion-2021", Some(true)),
            ("le calendrier", "/consultation", Some(false)),
            // The home page, words that the list does not contain, and long names.
            ("le calendrier", "/consultation/index.html", None),
            ("le calendrier", "/qwzx", None),
            ("le qwzx", "/consultation", None),
            ("le calendrier", "/consultation-rapport-comite-plan", None),
            ("le calendrier", "/", None),
        ] {
            assert_eq!(path_agrees(words, path, Language::French), expected, "{words} {path}");
        }
    }
}
