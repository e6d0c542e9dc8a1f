//! The diagnostics of differences: the French words, the English words, and the places.

use std::ops::Range;

use super::Comparison;
use super::fact_differences::{FactDifference, LocatedFact, is_foreign};
use super::links::Wrong;
use super::missing::{Missing, What};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::language::Language;
use crate::language::facts::Fact;

/// Returns the beginning of words that are too long for a message.
pub(super) fn shortened(words: &str) -> String {
    const MOST: usize = 60;
    let words = words.replace('\u{fffc}', " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MOST) {
        None => words,
        Some((end, _)) => {
            let end = words[..end].rfind(' ').filter(|at| *at > 0).unwrap_or(end);
            format!("{}…", words[..end].trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

impl Comparison<'_> {
    /// Returns the diagnostic for something that only one version has.
    pub(super) fn missing(&self, missing: &Missing) -> Diagnostic {
        let own = &self.sides[missing.side].units[missing.unit];
        let place = match missing.what {
            What::Sentence => own.place(missing.words.clone()),
            _ => own.range(),
        };
        let (french, english) =
            if missing.side == 0 { (place, missing.stands.clone()) } else { (missing.stands.clone(), place) };
        let (code, kind) = match missing.what {
            What::Section => (Code::OutlineDiffers, "section"),
            What::Heading => (Code::OutlineDiffers, "heading"),
            What::Paragraph => (Code::WordsMissing, "paragraph"),
            What::Sentence => (Code::WordsMissing, "sentence"),
            What::Item => (Code::ShapesDiffer, "item"),
            What::List => (Code::ShapesDiffer, "list"),
            What::Row => (Code::ShapesDiffer, "row"),
            What::Table => (Code::ShapesDiffer, "table"),
            What::Note => (Code::ShapesDiffer, "footnote"),
            What::Image => (Code::LinksDiffer, "image"),
        };
        let lacking = Language::ALL[1 - missing.side];
        self.at(code, french, english)
            .arg("kind", kind)
            .arg("missing", lacking.code())
            .arg("count", missing.count)
            .arg("words", shortened(&own.words[missing.words.clone()]))
    }

    /// Returns the diagnostic for a number, a date or an hour that differs between the versions.
    pub(super) fn fact_differences(&self, unlike: &FactDifference<'_>) -> Diagnostic {
        if let (Some(french), Some(english)) = (unlike.french, unlike.english) {
            for (side, own, other) in [(0, french, english), (1, english, french)] {
                if is_foreign(own.fact, other.fact) && self.has_three_decimals(side, own) {
                    return self.foreign(side, own.unit, own.fact);
                }
            }
        }
        let said = |side: usize, said: Option<LocatedFact<'_>>| -> (String, Range<usize>) {
            let Some(said) = said else {
                // What one side lacks has no place of its own: the place is that of its counterpart.
                let part = &self.parts[unlike.part];
                let units = if side == 0 { &part.french } else { &part.english };
                let start = units.first().map_or(0, |unit| self.sides[side].units[*unit].range().start);
                return ("none".to_owned(), start..start);
            };
            let place = self.sides[side].units[said.unit].place(said.fact.range());
            (self.texts[side].text.get(place.clone()).unwrap_or_default().to_owned(), place)
        };
        let ((one, french), (other, english)) = (said(0, unlike.french), said(1, unlike.english));
        self.at(Code::FactsDiffer, french, english).arg("french", one).arg("english", other)
    }

    /// Returns whether a number is written as thousands are in the other language: « 12,500 ».
    fn has_three_decimals(&self, side: usize, said: LocatedFact<'_>) -> bool {
        let place = self.sides[side].units[said.unit].place(said.fact.range());
        let written = self.texts[side].text.get(place).unwrap_or_default();
        let decimals = written.rsplit_once([',', '.']).map(|(_, decimals)| decimals);
        decimals.is_some_and(|decimals| decimals.len() == 3 && decimals.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Returns the diagnostic for a number written in the notation of the other language.
    pub(super) fn foreign(&self, side: usize, unit: usize, fact: &Fact) -> Diagnostic {
        let place = self.sides[side].units[unit].place(fact.range());
        let written = self.texts[side].text.get(place.clone()).unwrap_or_default();
        let language = Language::ALL[side];
        let has_thousands = written
            .rsplit([',', '.'])
            .next()
            .is_some_and(|last| last.chars().take(4).filter(char::is_ascii_digit).count() == 3);
        let proposal = match (language, has_thousands) {
            (Language::French, true) => written.replace(',', "\u{a0}"),
            (Language::French, false) => written.replace('.', ","),
            (Language::English, _) => written.replace(',', "."),
        };
        Diagnostic::new(Code::ForeignNumber, (self.texts[side].place)(place))
            .arg("language", language.code())
            .arg("number", written)
            .arg("proposal", proposal)
    }

    /// Returns the diagnostic for a link that the other version lacks, or that leads elsewhere.
    pub(super) fn wrong_link(&self, wrong: &Wrong<'_>) -> Diagnostic {
        match wrong {
            Wrong::Missing { side, link, part } => {
                let own = usize::from(*side == Language::English);
                let part = &self.parts[*part];
                let units = if own == 0 { &part.english } else { &part.french };
                let there = units.first().map_or(0..0, |unit| self.sides[1 - own].units[*unit].range());
                let here = link.link.range.clone();
                let (french, english) = if own == 0 { (here, there) } else { (there, here) };
                self.at(Code::LinksDiffer, french, english)
                    .arg("kind", "link")
                    .arg("missing", Language::ALL[1 - own].code())
                    .arg("count", 1)
                    .arg("link", &*link.link.address)
                    .arg(
                        "words",
                        match shortened(&self.sides[own].units[link.unit].words[link.link.words.clone()]) {
                            // An address between angle brackets has no other words.
                            words if words.is_empty() => link.link.address.to_string(),
                            words => words,
                        },
                    )
            }
            Wrong::Replaced { french, english } => self
                .at(Code::LinksDiffer, french.link.range.clone(), english.link.range.clone())
                .arg("kind", "replaced")
                .arg("missing", "none")
                .arg("count", 1)
                .arg("french", &*french.link.address)
                .arg("english", &*english.link.address),
            Wrong::OtherLanguage { side, link } => {
                let own = usize::from(*side == Language::English);
                Diagnostic::new(Code::OtherLanguagePage, (self.texts[own].place)(link.link.range.clone()))
                    .arg("language", side.code())
                    .arg("link", Arg::Text(link.link.address.to_string()))
            }
        }
    }
}
