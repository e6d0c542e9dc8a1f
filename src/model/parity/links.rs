//! The links of two versions laid side by side: those that one side lacks, and those that lead elsewhere.

use std::collections::{HashMap, HashSet};

use super::addresses::{government, host_and_path, is_language_word, language, neutral, owner};
use super::alignment::{Side, UnitBead};
use super::similarity::{Features, similarity};
use super::unit::Link;
use crate::language::Language;
use crate::language::letters::unaccented;
use crate::language::lexicon::senses;

/// A link and the unit that it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linked<'a> {
    pub(super) unit: usize,
    pub(super) link: &'a Link,
}

/// What is wrong with links.
#[derive(Debug, Clone)]
pub(super) enum Wrong<'a> {
    /// One side has none.
    Missing { side: Language, link: Linked<'a>, part: usize },
    /// They lead to different places.
    Replaced { french: Linked<'a>, english: Linked<'a> },
    /// It leads to the page in the other language, of a site that has both.
    OtherLanguage { side: Language, link: Linked<'a> },
}

/// The links of a part that the other side does not have, in the order of the text.
struct UnmatchedLinks<'a> {
    part: usize,
    sides: [Vec<Linked<'a>>; 2],
}

/// What is wrong with the links of two versions. `is_missing` tells of a link that it is in words reported already.
pub(super) fn wrong<'a>(
    sides: [&'a Side; 2],
    parts: &[UnitBead],
    is_missing: impl Fn(usize, &Linked<'a>) -> bool,
) -> Vec<Wrong<'a>> {
    let mut found = Vec::new();
    let mut unmatched: Vec<UnmatchedLinks<'a>> = Vec::new();
    let own = |side: usize, part: &UnitBead| -> Vec<Linked<'a>> {
        let units = if side == 0 { &part.french } else { &part.english };
        let of = |unit: usize| sides[side].units[unit].links.iter().map(move |link| Linked { unit, link });
        units.iter().copied().flat_map(of).filter(|linked| !is_missing(side, linked)).collect()
    };
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.is_pair()) {
        let links = [own(0, part), own(1, part)];
        let addresses = |side: usize| links[side].iter().map(|linked| &linked.link.address);
        if !addresses(0).eq(addresses(1)) {
            unmatched.push(UnmatchedLinks { part: at, sides: without_equal(links) });
        }
    }
    if unmatched.is_empty() {
        return other_language(sides);
    }
    let all_links = [0, 1].map(|side| -> HashSet<String> {
        let links = parts.iter().flat_map(|part| own(side, part));
        links.map(|linked| neutral(&linked.link.address)).collect()
    });
    cancel_moved(&mut unmatched, |linked, _| neutral(&linked.link.address));
    // Pages of one site that each language names in its own words.
    cancel_moved(&mut unmatched, |linked, _| host_and_path(&linked.link.address).0);
    let twins = twins(&unmatched);
    for rest in &mut unmatched {
        for (one, other) in together(rest, sides) {
            if !are_twins(&one.link.address, &other.link.address, &twins) || is_astray(sides, &one, &other) {
                found.push(Wrong::Replaced { french: one, english: other });
            }
        }
        for side in 0..2 {
            for link in std::mem::take(&mut rest.sides[side]) {
                // Linked twice by one side.
                let is_there = all_links[1 - side].contains(&neutral(&link.link.address));
                if !is_there {
                    found.push(Wrong::Missing { side: Language::ALL[side], link, part: rest.part });
                }
            }
        }
    }
    found.extend(other_language(sides));
    found
}

/// The links that are left once those with one address are taken away, then those that differ in nothing but the language.
fn without_equal(mut sides: [Vec<Linked<'_>>; 2]) -> [Vec<Linked<'_>>; 2] {
    let written = |linked: &Linked<'_>| linked.link.address.to_string();
    let bare = |linked: &Linked<'_>| neutral(&linked.link.address);
    for key in [&written as &dyn Fn(&Linked<'_>) -> String, &bare] {
        let mut waiting: HashMap<String, usize> = HashMap::new();
        for linked in &sides[1] {
            *waiting.entry(key(linked)).or_default() += 1;
        }
        let mut answered: HashMap<String, usize> = HashMap::new();
        let answer = |from: &mut HashMap<String, usize>, key: String| match from.get_mut(&key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                Some(key)
            }
            _ => None,
        };
        sides[0].retain(|linked| match answer(&mut waiting, key(linked)) {
            Some(key) => {
                *answered.entry(key).or_default() += 1;
                false
            }
            None => true,
        });
        sides[1].retain(|linked| answer(&mut answered, key(linked)).is_none());
    }
    sides
}

/// Takes away links that one part lacks and another has too much.
fn cancel_moved(unmatched: &mut [UnmatchedLinks<'_>], key_of: impl Fn(&Linked<'_>, usize) -> String) {
    let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, rest) in unmatched.iter().enumerate().filter(|(_, rest)| rest.sides[0].is_empty()) {
        for linked in &rest.sides[1] {
            waiting.entry(key_of(linked, rest.part)).or_default().push(at);
        }
    }
    let mut answered = Vec::new();
    for rest in unmatched.iter_mut().filter(|rest| rest.sides[1].is_empty()) {
        let part = rest.part;
        rest.sides[0].retain(|linked| {
            let key = key_of(linked, part);
            match waiting.get_mut(&key).and_then(Vec::pop) {
                Some(at) => {
                    answered.push((at, key));
                    false
                }
                None => true,
            }
        });
    }
    for (at, key) in answered {
        let part = unmatched[at].part;
        let own = &mut unmatched[at].sides[1];
        if let Some(place) = own.iter().position(|linked| key_of(linked, part) == key) {
            own.remove(place);
        }
    }
}

/// Takes the links of a part that stand for each other: those of one host, then of one owner, then those whose words are
/// alike, or that are alone on both sides.
fn together<'a>(rest: &mut UnmatchedLinks<'a>, sides: [&Side; 2]) -> Vec<(Linked<'a>, Linked<'a>)> {
    const ALIKE: f64 = 0.3;
    let host = |linked: &Linked<'_>| host_and_path(&linked.link.address).0;
    let words = |side: usize, linked: &Linked<'_>| {
        Features::of(&sides[side].units[linked.unit], linked.link.words.clone(), sides[side].language)
    };
    let one_host = |one: &Linked<'_>, other: &Linked<'_>, _: bool| host(one) == host(other);
    let one_owner = |one: &Linked<'_>, other: &Linked<'_>, _: bool| owner(&host(one)) == owner(&host(other));
    let alike = |one: &Linked<'_>, other: &Linked<'_>, are_alone: bool| {
        are_alone || similarity(&[words(0, one)], &[words(1, other)]) >= ALIKE
    };
    /// Beyond so many links they stand for each other in their order.
    const MOST: usize = 100;
    if rest.sides.iter().any(|side| side.len() > MOST) {
        let [french, english] = &mut rest.sides;
        let count = french.len().min(english.len());
        return french.drain(..count).zip(english.drain(..count)).collect();
    }
    let mut pairs = Vec::new();
    for answers in [&one_host as &dyn Fn(&Linked<'_>, &Linked<'_>, bool) -> bool, &one_owner, &alike] {
        let are_alone = rest.sides.iter().all(|side| side.len() == 1);
        let [french, english] = &mut rest.sides;
        french.retain(|one| match english.iter().position(|other| answers(one, other, are_alone)) {
            Some(at) => {
                pairs.push((*one, english.remove(at)));
                false
            }
            None => true,
        });
    }
    pairs
}

/// Hosts that always go together in a text: twins, unless one of them is on both sides.
fn twins(unmatched: &[UnmatchedLinks<'_>]) -> HashSet<(String, String)> {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    for rest in unmatched {
        for (one, other) in rest.sides[0].iter().zip(&rest.sides[1]) {
            let pair = (host_and_path(&one.link.address).0, host_and_path(&other.link.address).0);
            if pair.0 != pair.1 {
                *seen.entry(pair).or_default() += 1;
            }
        }
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(pair, _)| pair).collect()
}

/// Whether two addresses are those of one page in two languages, as far as they tell.
fn are_twins(french: &str, english: &str, twins: &HashSet<(String, String)>) -> bool {
    let (one, other) = (host_and_path(french), host_and_path(english));
    if french.contains("://") != english.contains("://") {
        return false;
    }
    if !french.contains("://") {
        // A file of each language has a name of its own; records have one name.
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

/// Whether two domains are of one body: the same, or parts that mean the same under the same name.
fn are_one_domain(french: &str, english: &str) -> bool {
    french == english
        || owner(french) == owner(english)
        || (government(french).is_some() && government(french) == government(english))
}

fn domain(address: &str) -> &str {
    let address = address.split('?').next().unwrap_or_default();
    address.rsplit('@').next().unwrap_or_default()
}

/// A path without what is asked for in it, nor the place in the page: each language has pages and ids of its own.
fn bare(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Sites whose pages have the names that their readers give them, or ids.
const NAMELESS: [&str; 7] =
    ["wikipedia.org", "wiktionary.org", "wikimedia.org", "twitter.com", "linkedin.com", "archive.org", "bit.ly"];

/// Whether one of two links surely leads elsewhere than its words say, and the other where they say.
fn is_astray(sides: [&Side; 2], french: &Linked<'_>, english: &Linked<'_>) -> bool {
    let agrees = |side: usize, linked: &Linked<'_>| {
        let words = sides[side].units[linked.unit].words.get(linked.link.words.clone()).unwrap_or_default();
        path_agrees(words, &host_and_path(&linked.link.address).1, sides[side].language)
    };
    let is_web = |linked: &Linked<'_>| {
        linked.link.address.contains("://") && !NAMELESS.contains(&owner(&host_and_path(&linked.link.address).0))
    };
    // One day or number in both: one page.
    let number = |linked: &Linked<'_>| numbers(bare(&linked.link.address)).join(" ");
    let is_one_page = !number(french).is_empty() && number(french) == number(english);
    is_web(french)
        && is_web(english)
        && !is_one_page
        && matches!((agrees(0, french), agrees(1, english)), (Some(true), Some(false)) | (Some(false), Some(true)))
}

/// At most so many words of an address name a page shortly; each language has its own long names.
const FEW: usize = 3;

/// Whether the last part of a path shares a word with those of its link; unknown where it has no words, many words, or
/// words that the list does not know.
fn path_agrees(words: &str, path: &str, language: Language) -> Option<bool> {
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

/// The name of a page in its path, without what is behind its last point.
fn last_part(path: &str) -> &str {
    let last = bare(path).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
}

/// The words of a name in small letters without accents; those that name a language left out.
fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2 && !is_language_word(word));
    let plain = |word: &str| {
        let mut letters = String::new();
        unaccented(word, &mut letters);
        letters
    };
    words.map(plain).collect()
}

/// Whether two plain words answer each other by the list, or begin alike.
fn mean_alike((one, language): (&str, Language), (other, other_language): (&str, Language)) -> bool {
    let (own, others) = (senses(one, language), senses(other, other_language));
    let shares = own.0[..own.1].iter().any(|line| others.0[..others.1].contains(line));
    shares || one == other || one.get(..4).is_some_and(|start| other.get(..4) == Some(start))
}

/// The numbers of at most four digits that stand alone in a path; longer ones are ids, which each language has for itself.
fn numbers(path: &str) -> Vec<&str> {
    let parts = path.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|part| (1..=4).contains(&part.len()));
    let mut all: Vec<&str> = parts.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).collect();
    all.sort_unstable();
    all
}

/// Whether two paths of one site certainly are of different pages: other numbers, or short names that mean something else.
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

/// Links that lead to a page in the other language, of a site that has both: one of a government, or one that the text
/// itself links to in both.
fn other_language<'a>(sides: [&'a Side; 2]) -> Vec<Wrong<'a>> {
    let mut both: HashMap<String, HashSet<Language>> = HashMap::new();
    let every = |side: usize| {
        let units = sides[side].units.iter().enumerate();
        units.flat_map(|(unit, own)| own.links.iter().map(move |link| Linked { unit, link }))
    };
    for linked in every(0).chain(every(1)) {
        if let Some(language) = language(&linked.link.address) {
            both.entry(host_and_path(&linked.link.address).0).or_default().insert(language);
        }
    }
    let mut found = Vec::new();
    for (side, own) in Language::ALL.into_iter().enumerate() {
        let in_english: HashSet<&str> = every(1 - side).map(|linked| &*linked.link.address).collect();
        for linked in every(side) {
            let address = &*linked.link.address;
            let leads_away = language(address).is_some_and(|language| language != own);
            if !leads_away || !in_english.contains(address) {
                continue;
            }
            let host = host_and_path(address).0;
            let has_both = government(&host).is_some() && own == Language::French
                || both.get(&host).is_some_and(|all| all.len() > 1);
            if has_both && !says_so(&sides[side].units[linked.unit].words, linked.link, own) {
                found.push(Wrong::OtherLanguage { side: own, link: linked });
            }
        }
    }
    found
}

/// Whether the words tell that the page is in the other language: « (en anglais) ».
fn says_so(words: &str, link: &Link, language: Language) -> bool {
    let names: &[&str] = match language {
        Language::French => &["anglais", "english"],
        Language::English => &["french", "français"],
    };
    let own = words.get(link.words.clone()).unwrap_or_default();
    // What stands in brackets behind the link.
    let after = words.get(link.words.end..).unwrap_or_default().trim_start();
    let note = after.strip_prefix(['(', '[']).and_then(|rest| rest.split([')', ']']).next()).unwrap_or_default();
    let says = |text: &str| {
        let text = text.to_lowercase();
        names.iter().any(|name| text.contains(name))
    };
    says(own) || says(note)
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
            ("member:alpha", "member:beta", false),
        ] {
            assert_eq!(are_twins(french, english, &none), expected, "{french} {english}");
        }
    }
}
