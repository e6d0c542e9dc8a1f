//! Words and units that imply a number: « la moitié », “dozen”, « trimestriel », “two weeks”. They may match a
//! number that the other version has in figures, but do not require one.

use super::Value;
use super::small::{LONGEST, lower};
use crate::language::Language;

/// Declares a table of words with the numbers that each may mean, in thousandths, and the list of the words.
macro_rules! amounts {
    ($list:ident, $name:ident { $($($word:literal)|+ => [$($value:literal),+],)+ }) => {
        pub(super) const $list: &[&str] = &[$($($word,)+)+];

        fn $name(word: &str) -> &'static [i64] {
            match word {
                $($($word)|+ => &[$($value),+],)+
                _ => &[],
            }
        }
    };
}

amounts!(FRENCH_AMOUNTS, french {
    "moitié" | "moitiés" | "demi" | "demie" | "demis" | "demies" => [500, 50_000, 30_000, 2_000],
    "tiers" => [333, 33_000, 33_300, 3_000],
    "quart" | "quarts" => [250, 25_000, 15_000, 4_000],
    "totalité" | "intégralité" | "intégralement" | "entièrement" | "entier" | "entière" => [100_000],
    "tous" | "toutes" | "tout" | "toute" | "ensemble" | "complet" | "complète" | "pleinement" => [100_000],
    "chaque" | "chacun" | "chacune" | "unique" | "seul" | "seule" => [1_000],
    "aucun" | "aucune" | "nul" | "nulle" | "zéro" | "rien" | "jamais" => [0],
    "double" | "doublé" | "doublée" | "doubler" | "doublement" | "paire" | "couple" => [2_000, 100_000],
    "triple" | "triplé" | "triplée" | "tripler" => [3_000],
    "quadruple" | "quadruplé" | "quadrupler" => [4_000],
    "dizaine" | "dizaines" | "décennie" | "décennies" => [10_000],
    "douzaine" | "douzaines" => [12_000],
    "quinzaine" => [15_000, 14_000, 2_000],
    "vingtaine" => [20_000],
    "trentaine" => [30_000],
    "quarantaine" => [40_000],
    "cinquantaine" => [50_000],
    "soixantaine" => [60_000],
    "centaine" | "centaines" | "siècle" | "siècles" => [100_000],
    "millier" | "milliers" => [1_000_000],
    "trimestre" | "trimestres" | "trimestriel" | "trimestrielle" | "trimestriels" => [3_000, 4_000],
    "semestre" | "semestres" | "semestriel" | "semestrielle" => [6_000, 2_000],
    "mois" | "mensuel" | "mensuelle" | "mensuels" | "mensuelles" | "mensuellement" => [1_000, 12_000],
    "bimestriel" | "bimestrielle" => [2_000, 6_000],
    "bimensuel" | "bimensuelle" => [2_000],
    "semaine" | "semaines" | "hebdomadaire" | "hebdomadaires" => [7_000, 1_000],
    "an" | "ans" | "année" | "années" | "annuel" | "annuelle" | "annuels" | "annuelles" | "annuellement" => [12_000, 1_000],
    "biennal" | "biennale" | "bisannuel" | "bisannuelle" => [2_000],
    "triennal" | "triennale" => [3_000],
    "quadriennal" | "quadriennale" => [4_000],
    "quinquennal" | "quinquennale" => [5_000],
    "jour" | "journée" | "quotidien" | "quotidienne" => [1_000, 24_000],
    "heure" => [1_000, 60_000],
});

amounts!(ENGLISH_AMOUNTS, english {
    "half" | "halves" | "halved" | "halfway" => [500, 50_000, 30_000, 2_000],
    "third" | "thirds" => [3_000, 333, 33_000, 33_300],
    "quarter" | "quarters" => [250, 25_000, 15_000, 3_000, 4_000],
    "fifth" | "fifths" => [5_000, 200, 20_000],
    "quarterly" => [3_000, 4_000],
    "all" | "every" | "whole" | "entire" | "entirely" | "fully" | "full" | "complete" | "completely" | "everyone" => [100_000, 1_000],
    "each" | "once" | "single" | "another" | "sole" => [1_000],
    "none" | "no" | "zero" | "nil" | "nothing" | "never" => [0],
    "both" | "twice" | "pair" | "couple" | "either" => [2_000],
    "double" | "doubled" | "doubles" | "doubling" => [2_000, 100_000],
    "triple" | "tripled" | "thrice" | "threefold" => [3_000],
    "quadruple" | "quadrupled" => [4_000],
    "tens" | "decade" | "decades" => [10_000],
    "dozen" | "dozens" => [12_000],
    "hundreds" | "century" | "centuries" => [100_000],
    "thousands" => [1_000_000],
    "fortnight" | "fortnightly" | "biweekly" => [14_000, 15_000, 2_000],
    "week" | "weeks" | "weekly" => [7_000, 1_000],
    "month" | "months" | "monthly" => [1_000, 12_000],
    "semiannual" | "semiannually" | "semester" | "semesters" | "semi-annually" | "half-yearly" => [6_000, 2_000],
    "year" | "years" | "yearly" | "annual" | "annually" => [12_000, 1_000],
    "biennial" | "biannual" => [2_000],
    "triennial" => [3_000],
    "day" | "daily" => [1_000, 24_000],
    "hour" | "hourly" => [1_000, 60_000],
});

/// Returns the numbers that a word may mean, in thousandths.
pub(super) fn amounts(word: &str, language: Language) -> &'static [i64] {
    let mut space = [0; LONGEST];
    let Some(word) = lower(word, &mut space) else { return &[] };
    match language {
        Language::French => french(word),
        Language::English => english(word),
    }
}

/// Returns the value of a number with a unit, in other units: « 15 jours » are “two weeks”, “24 months” are « deux
/// ans », “90 minutes” are « 1 h 30 ».
pub(super) fn conversions(value: Value, unit: &str, language: Language) -> Vec<Value> {
    let mut found = Vec::new();
    if let Value::Time(hours, minutes) = value {
        // An hour of the day or a duration: both are written in the same way.
        let minutes_in_all = i64::from(hours) * 60 + i64::from(minutes);
        if minutes > 0 {
            found.push(Value::Number(minutes_in_all * 1000));
            found.push(Value::Number(minutes_in_all * 1000 / 60));
        }
        return found;
    }
    let Value::Number(number) = value else { return found };
    let mut times = |factor: i64| found.extend(number.checked_mul(factor).map(Value::Number));
    let mut space = [0; LONGEST];
    let unit = lower(unit, &mut space).unwrap_or_default();
    // The divisors, where the result is an integer or a half.
    let mut parted: &[i64] = &[];
    match (language, unit) {
        (Language::French, "jour" | "jours") | (Language::English, "day" | "days") => {
            parted = &[7];
            match number {
                15_000 => found.extend([2_000, 14_000].map(Value::Number)),
                8_000 => found.extend([1_000, 7_000].map(Value::Number)),
                _ => times(24),
            }
        }
        (Language::French, "semaine" | "semaines") | (Language::English, "week" | "weeks") => {
            times(7);
            if number == 2_000 {
                found.push(Value::Number(15_000));
            }
        }
        (Language::French, "mois") | (Language::English, "month" | "months") => {
            parted = &[12, 3];
        }
        (Language::French, "an" | "ans" | "année" | "années") | (Language::English, "year" | "years") => {
            times(12);
            parted = &[10, 100];
        }
        (Language::French, "décennies") | (Language::English, "decades") => times(10),
        (Language::French, "siècles") | (Language::English, "centuries") => times(100),
        (Language::English, "cents" | "cent") | (Language::French, "¢") => found.push(Value::Number(number / 100)),
        (Language::French, "$") if number < 1000 => times(100),
        (Language::French, "trimestre" | "trimestres") | (Language::English, "quarter" | "quarters") => times(3),
        (Language::French, "heure" | "heures") | (Language::English, "hour" | "hours") => {
            times(60);
            parted = &[24];
            let minutes = number * 60 / 1000;
            if let (Ok(hours), Ok(minutes)) = (u8::try_from(minutes / 60), u8::try_from(minutes % 60))
                && minutes > 0
            {
                found.push(Value::Time(hours, minutes));
            }
        }
        (Language::French, "minute" | "minutes" | "min") | (Language::English, "minute" | "minutes" | "min") => {
            found.push(Value::Number(number / 60));
            let minutes = number / 1000;
            if let (Ok(hours), Ok(minutes)) = (u8::try_from(minutes / 60), u8::try_from(minutes % 60)) {
                found.push(Value::Time(hours, minutes));
            }
        }
        _ => {}
    }
    found.extend(parted.iter().filter(|part| number % (**part * 500) == 0).map(|part| Value::Number(number / part)));
    found
}

/// Returns a share in hundreds and as a decimal: « trois quarts », “nine out of ten”. Thirds are rounded both up
/// and down.
pub(super) fn share(part: i64, whole: i64) -> Vec<Value> {
    if whole <= 0 || part <= 0 || part > whole {
        return Vec::new();
    }
    let hundredths = part.saturating_mul(100_000) / whole;
    let rounded = [hundredths, hundredths / 1000 * 1000, (hundredths / 1000 + 1) * 1000];
    let decimal = part.saturating_mul(1000) / whole;
    let mut values: Vec<Value> = rounded.into_iter().chain([decimal, decimal + 1]).map(Value::Number).collect();
    values.dedup();
    // « trois quarts d’heure »
    values.push(Value::Number(part.saturating_mul(60_000) / whole));
    values
}

/// Returns the denominator of the fraction that a word names.
pub(super) fn parts_of(word: &str) -> Option<i64> {
    Some(match word {
        "moitié" | "demi" | "demie" | "half" | "halves" => 2,
        "tiers" | "third" | "thirds" => 3,
        "quart" | "quarts" | "quarter" | "quarters" => 4,
        "cinquième" | "cinquièmes" | "fifth" | "fifths" => 5,
        "sixième" | "sixièmes" | "sixth" | "sixths" => 6,
        "huitième" | "huitièmes" | "eighth" | "eighths" => 8,
        "dixième" | "dixièmes" | "tenth" | "tenths" => 10,
        _ => return None,
    })
}
