//! The words for numbers, months and days of the week.

use super::amounts::{ENGLISH_AMOUNTS, FRENCH_AMOUNTS};
use super::small::{LONGEST, lower};
use super::{Value, Weight};
use crate::language::Language;

/// Declares a table of words with the value of each, and the list of the words.
macro_rules! table {
    ($list:ident, $name:ident -> $kind:ty { $($($word:literal)|+ => $value:expr,)+ }) => {
        const $list: &[&str] = &[$($($word,)+)+];

        fn $name(word: &str) -> Option<$kind> {
            Some(match word {
                $($($word)|+ => $value,)+
                _ => return None,
            })
        }
    };
}

/// Returns the month of a word, from 1; English months take a capital.
pub(super) fn month(word: &str, language: Language) -> Option<u8> {
    match language {
        Language::French => french_month(lower(word, &mut [0; LONGEST])?),
        Language::English => english_month(word),
    }
}

table!(ENGLISH_MONTHS, english_month -> u8 {
    "January" => 1,
    "February" => 2,
    "March" => 3,
    "April" => 4,
    "May" => 5,
    "June" => 6,
    "July" => 7,
    "August" => 8,
    "September" => 9,
    "October" => 10,
    "November" => 11,
    "December" => 12,
});

table!(FRENCH_MONTHS, french_month -> u8 {
    "janvier" => 1,
    "février" => 2,
    "mars" => 3,
    "avril" => 4,
    "mai" => 5,
    "juin" => 6,
    "juillet" => 7,
    "août" => 8,
    "septembre" => 9,
    "octobre" => 10,
    "novembre" => 11,
    "décembre" => 12,
});

table!(FRENCH_DAYS, french_day -> u8 {
    "lundi" | "lundis" => 1,
    "mardi" | "mardis" => 2,
    "mercredi" | "mercredis" => 3,
    "jeudi" | "jeudis" => 4,
    "vendredi" | "vendredis" => 5,
    "samedi" | "samedis" => 6,
    "dimanche" | "dimanches" => 7,
});

table!(ENGLISH_DAYS, english_day -> u8 {
    "monday" | "mondays" => 1,
    "tuesday" | "tuesdays" => 2,
    "wednesday" | "wednesdays" => 3,
    "thursday" | "thursdays" => 4,
    "friday" | "fridays" => 5,
    "saturday" | "saturdays" => 6,
    "sunday" | "sundays" => 7,
});

/// Returns the day of the week of a word, Monday being 1.
fn weekday(word: &str, language: Language) -> Option<u8> {
    match language {
        Language::French => french_day(word),
        Language::English => english_day(word),
    }
}

/// Returns the number that a word always means.
fn number(word: &str, language: Language) -> Option<i64> {
    match language {
        Language::French => french_number(word),
        Language::English => english_number(word),
    }
}

table!(FRENCH_NUMBERS, french_number -> i64 {
    "deux" => 2,
    "trois" => 3,
    "quatre" => 4,
    "cinq" => 5,
    "six" => 6,
    "sept" => 7,
    "huit" => 8,
    "dix" => 10,
    "onze" => 11,
    "douze" => 12,
    "treize" => 13,
    "quatorze" => 14,
    "quinze" => 15,
    "seize" => 16,
    "dix-sept" => 17,
    "dix-huit" => 18,
    "dix-neuf" => 19,
    "vingt" => 20,
    "trente" => 30,
    "quarante" => 40,
    "cinquante" => 50,
    "soixante" => 60,
    "cent" => 100,
    "mille" => 1000,
});

table!(ENGLISH_NUMBERS, english_number -> i64 {
    "two" => 2,
    "three" => 3,
    "four" => 4,
    "five" => 5,
    "six" => 6,
    "seven" => 7,
    "eight" => 8,
    "nine" => 9,
    "ten" => 10,
    "eleven" => 11,
    "twelve" => 12,
    "thirteen" => 13,
    "fourteen" => 14,
    "fifteen" => 15,
    "sixteen" => 16,
    "seventeen" => 17,
    "eighteen" => 18,
    "nineteen" => 19,
    "twenty" => 20,
    "thirty" => 30,
    "forty" => 40,
    "fifty" => 50,
    "sixty" => 60,
    "seventy" => 70,
    "eighty" => 80,
    "ninety" => 90,
    "hundred" => 100,
    "thousand" => 1000,
});

table!(FRENCH_FAINT, french_faint -> Value {
    "midi" => Value::Time(12, 0),
    "minuit" => Value::Time(0, 0),
    "un" | "une" | "premier" | "première" => Value::Number(1000),
    "second" | "seconde" => Value::Number(2000),
    "neuf" => Value::Number(9000),
});

table!(ENGLISH_FAINT, english_faint -> Value {
    "noon" => Value::Time(12, 0),
    "midnight" => Value::Time(0, 0),
    "one" | "a" | "first" => Value::Number(1000),
    "second" => Value::Number(2000),
});

/// Returns a value that a word may have among other meanings: a number in thousandths, or an hour.
fn faint(word: &str, language: Language) -> Option<Value> {
    let known = match language {
        Language::French => french_faint(word),
        Language::English => english_faint(word),
    };
    known.or_else(|| {
        is_ordinal(word, language).then(|| ordinal(word, language))?.map(|number| Value::Number(number * 1000))
    })
}

/// Returns whether a word has the ending of an ordinal.
fn is_ordinal(word: &str, language: Language) -> bool {
    match language {
        Language::French => word.ends_with("ième") || word.ends_with("ièmes"),
        Language::English => word.ends_with("th"),
    }
}

/// The shapes of words in the tables, as bits for their first and last byte and their length: few other words share
/// a bit.
type Shapes = [u64; 64];

const fn shape(bytes: &[u8]) -> usize {
    let (first, last) = (bytes[0].to_ascii_lowercase(), bytes[bytes.len() - 1].to_ascii_lowercase());
    (first as usize * 31 + last as usize * 7 + bytes.len() * 131) % 4096
}

const fn shapes(lists: &[&[&str]]) -> Shapes {
    let mut shapes = [0; 64];
    let mut list = 0;
    while list < lists.len() {
        let mut word = 0;
        while word < lists[list].len() {
            let shape = shape(lists[list][word].as_bytes());
            shapes[shape / 64] |= 1 << (shape % 64);
            word += 1;
        }
        list += 1;
    }
    shapes
}

const SHORT_MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"];
static FRENCH_SHAPES: Shapes = shapes(&[FRENCH_MONTHS, FRENCH_DAYS, FRENCH_NUMBERS, FRENCH_FAINT, FRENCH_AMOUNTS]);
static ENGLISH_SHAPES: Shapes =
    shapes(&[ENGLISH_MONTHS, ENGLISH_DAYS, ENGLISH_NUMBERS, ENGLISH_FAINT, ENGLISH_AMOUNTS, SHORT_MONTHS]);

/// Returns whether a word may be in the tables, judged by its first and last letters and its length: most are not.
pub(super) fn may_say(word: &str, language: Language) -> bool {
    let bytes = word.as_bytes();
    let shapes = match language {
        Language::French => &FRENCH_SHAPES,
        Language::English => &ENGLISH_SHAPES,
    };
    let (first, length) = (bytes[0], bytes.len());
    let shape = shape(bytes);
    if length <= LONGEST && shapes[shape / 64] & (1 << (shape % 64)) != 0 {
        return true;
    }
    // Ordinals end so.
    let last = match language {
        Language::French => matches!(bytes[length - 1], b'e' | b's') && is_ordinal(word, language),
        Language::English => bytes[length - 1] == b'h' && is_ordinal(word, language),
    };
    let is_roman = || language == Language::French && length > 2 && b"IVXL".contains(&first);
    last || is_roman() || bytes.contains(&b'-')
}

/// Returns the value of a word that is not a figure.
pub(super) fn meaning(word: &str, language: Language) -> Option<(Value, Weight)> {
    if word.len() > LONGEST {
        return None;
    }
    if let Some(month) = month(word, language) {
        // “May” and “March” are verbs too, « mars » is a planet.
        let weight = if [3, 5].contains(&month) { Weight::Faint } else { Weight::Loose };
        return Some((Value::Month(month), weight));
    }
    let mut space = [0; LONGEST];
    let word = lower(word, &mut space)?;
    if let Some(day) = weekday(word, language) {
        return Some((Value::Weekday(day), Weight::Loose));
    }
    match number(word, language) {
        Some(number) => Some((Value::Number(number * 1000), Weight::Loose)),
        None => faint(word, language).map(|value| (value, Weight::Faint)),
    }
}

/// « million », “billion”: returns the factor of the number before it.
pub(super) fn multiplier(word: &str, language: Language) -> Option<i64> {
    Some(match (language, lower(word, &mut [0; LONGEST])?) {
        (_, "million" | "millions") => 1_000_000,
        (Language::French, "milliard" | "milliards") | (Language::English, "billion" | "billions") => 1_000_000_000,
        (Language::English, "thousand") | (Language::French, "mille") => 1_000,
        _ => return None,
    })
}

/// « k$ », “$5M”: the letter beside an amount of money.
pub(super) fn money(letter: &str, language: Language) -> Option<i64> {
    Some(match (language, letter) {
        (_, "k" | "K") => 1_000,
        (_, "M" | "m") => 1_000_000,
        (Language::French, "G") | (Language::English, "B" | "b" | "bn") => 1_000_000_000,
        _ => return None,
    })
}

/// A word of a number that is spelled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// Below a hundred.
    Small(i64),
    /// « cent », “hundred”, and larger ones.
    Scale(i64),
    /// « et », “and”.
    And,
    /// « sixième », “sixth”: it ends its number.
    Ordinal(i64),
}

/// Returns the role of a word within a number.
pub(super) fn numeral(word: &str, language: Language) -> Option<Numeral> {
    let mut space = [0; LONGEST];
    let word = lower(word, &mut space)?;
    Some(match (language, word) {
        (Language::French, "et") | (Language::English, "and") => Numeral::And,
        (Language::French, "un" | "une") | (Language::English, "one" | "a") => Numeral::Small(1),
        (Language::French, "neuf") => Numeral::Small(9),
        (Language::French, "vingts") => Numeral::Small(20),
        (Language::French, "cent" | "cents") | (Language::English, "hundred") => Numeral::Scale(100),
        _ => match (multiplier(word, language), number(word, language)) {
            (Some(scale), _) => Numeral::Scale(scale),
            (_, Some(number)) => Numeral::Small(number),
            _ => Numeral::Ordinal(ordinal(word, language)?),
        },
    })
}

/// « sixième », “sixth”; not “first”, which has other meanings.
pub(super) fn ordinal(word: &str, language: Language) -> Option<i64> {
    match language {
        Language::French => {
            let stem = word.strip_suffix("ième").or_else(|| word.strip_suffix("ièmes"))?;
            Some(match stem {
                "un" => 1,
                "cinqu" => 5,
                "neuv" => 9,
                stem => french_number(stem).or_else(|| {
                    ["quatre", "onze", "douze", "treize", "quatorze", "quinze", "seize", "trente", "quarante"]
                        .into_iter()
                        .chain(["cinquante", "soixante"])
                        .find(|word| word.strip_suffix('e') == Some(stem))
                        .and_then(french_number)
                })?,
            })
        }
        Language::English => Some(match word {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            "fifth" => 5,
            "eighth" => 8,
            "ninth" => 9,
            "twelfth" => 12,
            word => match word.strip_suffix("ieth") {
                Some(stem) => english_number(&format!("{stem}y"))?,
                None => english_number(word.strip_suffix("th")?)?,
            },
        }),
    }
}

/// Returns the month of an abbreviation, given without its point.
pub(super) fn short_month(word: &str, language: Language) -> Option<u8> {
    Some(match (language, word) {
        (Language::French, "janv") | (Language::English, "Jan") => 1,
        (Language::French, "févr") | (Language::English, "Feb") => 2,
        (Language::English, "Mar") => 3,
        (Language::French, "avr") | (Language::English, "Apr") => 4,
        (Language::French, "juill") => 7,
        (Language::English, "Aug") => 8,
        (Language::French, "sept") | (Language::English, "Sept" | "Sep") => 9,
        (Language::French, "oct") | (Language::English, "Oct") => 10,
        (Language::French, "nov") | (Language::English, "Nov") => 11,
        (Language::French, "déc") | (Language::English, "Dec") => 12,
        _ => return None,
    })
}
