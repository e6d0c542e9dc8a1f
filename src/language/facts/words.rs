//! The words for numbers, months and days of the week.

use super::{Value, Weight};
use crate::language::Language;

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH_DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const ENGLISH_DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const FRENCH_NUMBERS: [(&str, i64); 24] = [
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("seize", 16),
    ("dix-sept", 17),
    ("dix-huit", 18),
    ("dix-neuf", 19),
    ("vingt", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("cent", 100),
    ("mille", 1000),
];
const ENGLISH_NUMBERS: [(&str, i64); 25] = [
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("hundred", 100),
    ("thousand", 1000),
];
/// Words that say a number among other things.
const FRENCH_FAINT: [(&str, i64); 13] = [
    ("un", 1),
    ("une", 1),
    ("neuf", 9),
    ("demi", 500),
    ("premier", 1),
    ("première", 1),
    ("deuxième", 2),
    ("second", 2),
    ("seconde", 2),
    ("troisième", 3),
    ("quatrième", 4),
    ("cinquième", 5),
    ("douzaine", 12),
];
const ENGLISH_FAINT: [(&str, i64); 10] = [
    ("one", 1),
    ("a", 1),
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("both", 2),
    ("twice", 2),
    ("dozen", 12),
];

/// The longest word of the tables, in bytes.
const LONGEST: usize = 12;

/// A word in lower case, where it is short enough to stand in a table. Accented capitals stay:
/// words in capitals say no number.
struct Lower {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Lower {
    fn of(word: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST];
        let own = bytes.get_mut(..word.len())?;
        own.copy_from_slice(word.as_bytes());
        own.make_ascii_lowercase();
        Some(Self { bytes, length: word.len() })
    }

    fn as_str(&self) -> &str {
        // Only ASCII letters changed, each for one of its own size.
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// The month of a word, from 1; English months take a capital.
pub(super) fn month(word: &str, language: Language) -> Option<u8> {
    if !(3..=LONGEST).contains(&word.len()) {
        return None;
    }
    let place = match language {
        Language::French => {
            let word = Lower::of(word)?;
            FRENCH_MONTHS.iter().position(|month| *month == word.as_str())
        }
        Language::English if word.as_bytes()[0].is_ascii_uppercase() => {
            ENGLISH_MONTHS.iter().position(|month| *month == word)
        }
        Language::English => None,
    };
    place.and_then(|at| u8::try_from(at + 1).ok())
}

/// What a word says that is no figure.
pub(super) fn meaning(word: &str, language: Language) -> Option<(Value, Weight)> {
    if word.len() > LONGEST {
        // « quarante-deux » is the one kind of long word that says a number.
        let found = word.contains('-').then(|| compound(&word.to_lowercase(), numbers(language))).flatten()?;
        return Some((Value::Number(found * 1000), Weight::Loose));
    }
    if let Some(month) = month(word, language) {
        // “May” and “March” are verbs too, « mars » is a planet.
        let weight = if [3, 5].contains(&month) { Weight::Faint } else { Weight::Loose };
        return Some((Value::Month(month), weight));
    }
    let lower = Lower::of(word)?;
    let word = lower.as_str();
    let (days, faint): (_, &[_]) = match language {
        Language::French => (FRENCH_DAYS, &FRENCH_FAINT),
        Language::English => (ENGLISH_DAYS, &ENGLISH_FAINT),
    };
    let plain = word.strip_suffix('s').unwrap_or(word);
    let is_day = plain.ends_with("di") || plain.ends_with("che") || plain.ends_with("day");
    if is_day && let Some(at) = days.iter().position(|day| *day == plain) {
        return Some((Value::Weekday(u8::try_from(at + 1).ok()?), Weight::Loose));
    }
    let find = |list: &[(&str, i64)]| list.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
    let numbers = numbers(language);
    if let Some(number) = find(numbers).or_else(|| compound(word, numbers)) {
        return Some((Value::Number(number * 1000), Weight::Loose));
    }
    match (language, word) {
        (Language::French, "midi") | (Language::English, "noon") => Some((Value::Time(12, 0), Weight::Faint)),
        (Language::French, "minuit") | (Language::English, "midnight") => Some((Value::Time(0, 0), Weight::Faint)),
        _ => find(faint).map(|number| (Value::Number(number * 1000), Weight::Faint)),
    }
}

fn numbers(language: Language) -> &'static [(&'static str, i64)] {
    match language {
        Language::French => &FRENCH_NUMBERS,
        Language::English => &ENGLISH_NUMBERS,
    }
}

/// « vingt-deux », “twenty-two”: a ten and a unit.
fn compound(word: &str, numbers: &[(&str, i64)]) -> Option<i64> {
    let (tens, unit) = word.split_once('-')?;
    let find = |part: &str| numbers.iter().find(|(name, _)| *name == part).map(|(_, number)| *number);
    let (tens, unit) = (find(tens)?, find(unit).or(["neuf", "nine"].contains(&unit).then_some(9))?);
    ((20..100).contains(&tens) && unit < 20).then_some(tens + unit)
}

/// « million », “billion”: what a figure before it is to be multiplied by.
pub(super) fn multiplier(word: &str, language: Language) -> Option<i64> {
    let lower = Lower::of(word)?;
    Some(match (language, lower.as_str()) {
        (_, "million" | "millions" | "m" | "m$") => 1_000_000,
        (Language::French, "milliard" | "milliards" | "g$") => 1_000_000_000,
        (Language::English, "billion" | "billions") => 1_000_000_000,
        (Language::English, "thousand") | (Language::French, "mille" | "k$") => 1_000,
        _ => return None,
    })
}
