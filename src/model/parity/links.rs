//! The links of two aligned versions: those that one side lacks, and those that lead elsewhere.

use std::collections::{HashMap, HashSet};

use super::addresses::{government, host_and_path, language, neutral, owner};
use super::alignment::{Side, UnitBead};
use super::same_page::{NAMELESS, are_twins, bare, numbers, path_agrees};
use super::similarity::{Features, similarity};
use super::unit::Link;
use crate::language::Language;

/// A link and the unit that it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linked<'a> {
    pub(super) unit: usize,
    pub(super) link: &'a Link,
}

/// A difference between links.
#[derive(Debug, Clone)]
pub(super) enum Wrong<'a> {
    /// One side lacks the link.
    Missing { side: Language, link: Linked<'a>, part: usize },
    /// The two links lead to different places.
    Replaced { french: Linked<'a>, english: Linked<'a> },
    /// It leads to the page in the other language, of a site that has both.
    OtherLanguage { side: Language, link: Linked<'a> },
}

/// The links of a part that the other side does not have, in the order of the text.
struct UnmatchedLinks<'a> {
    part: usize,
    sides: [Vec<Linked<'a>>; 2],
}

/// Returns the differences between the links of two versions. `is_missing` returns whether a link is in words
/// already reported.
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
    // Pages of one site that has names in each language.
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
                // One side links to it twice.
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

/// Returns the links that remain after removal of those with equal addresses, then of those whose addresses differ
/// only in the language.
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

/// Removes links that one part lacks and another has in excess.
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

/// Removes and returns the links of a part that correspond to each other: those of one host, then of one owner,
/// then those whose words are similar, or that are the only one on each side.
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
    /// With more links than this, they are matched in their order.
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

/// Returns the pairs of different hosts that occur more than once at the same position of the two sides.
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

/// Returns whether one of two links certainly leads elsewhere than its words state, and the other to where they
/// state.
fn is_astray(sides: [&Side; 2], french: &Linked<'_>, english: &Linked<'_>) -> bool {
    let agrees = |side: usize, linked: &Linked<'_>| {
        let words = sides[side].units[linked.unit].words.get(linked.link.words.clone()).unwrap_or_default();
        path_agrees(words, &host_and_path(&linked.link.address).1, sides[side].language)
    };
    let is_web = |linked: &Linked<'_>| {
        linked.link.address.contains("://") && !NAMELESS.contains(&owner(&host_and_path(&linked.link.address).0))
    };
    // The same day or number in both: the same page.
    let number = |linked: &Linked<'_>| numbers(bare(&linked.link.address)).join(" ");
    let is_one_page = !number(french).is_empty() && number(french) == number(english);
    is_web(french)
        && is_web(english)
        && !is_one_page
        && matches!((agrees(0, french), agrees(1, english)), (Some(true), Some(false)) | (Some(false), Some(true)))
}

/// Returns links that lead to a page in the other language, of a site that has both: one of a government, or one
/// that the text itself links to in both.
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

/// Returns whether the words state that the page is in the other language: « (en anglais) ».
fn says_so(words: &str, link: &Link, language: Language) -> bool {
    let names: &[&str] = match language {
        Language::French => &["anglais", "english"],
        Language::English => &["french", "français"],
    };
    let own = words.get(link.words.clone()).unwrap_or_default();
    // The text in brackets after the link.
    let after = words.get(link.words.end..).unwrap_or_default().trim_start();
    let note = after.strip_prefix(['(', '[']).and_then(|rest| rest.split([')', ']']).next()).unwrap_or_default();
    let says = |text: &str| {
        let text = text.to_lowercase();
        names.iter().any(|name| text.contains(name))
    };
    says(own) || says(note)
}
