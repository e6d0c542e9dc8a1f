//! Compares the two versions of a text: numbers and dates, links, outline, lists, tables, notes, pictures, and
//! anything that only one version has. A difference is a warning that names both places; it may be accepted, with a
//! reason.
//!
//! The versions are first aligned, section by section, then unit by unit and sentence by sentence; every other
//! comparison works on the aligned parts.

mod addresses;
mod align;
mod alignment;
mod diagnostics;
mod fact_differences;
mod links;
mod missing;
mod same_page;
mod sentence_alignment;
mod sentences;
mod similarity;
#[cfg(test)]
mod tests;
mod unit;
mod units;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::markdown::Markdown;
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report};
use crate::language::Language;
use crate::language::facts::{Fact, Weight, unmatched};
use crate::language::modality::{Modal, modals, opposed};
use alignment::{Side, UnitBead, alignment};
use missing::{Missing, What};
use sentence_alignment::{Sentence, SentenceBead, are_plain, sentence_beads};
use unit::{Kind, Unit};

/// One version of a text, and how to find its places.
pub struct Version<'a> {
    /// The text.
    pub markdown: &'a Markdown,
    /// Returns the place of a range of its bytes.
    pub place: &'a dyn Fn(Range<usize>) -> Place,
}

/// Compares the two versions of a short text in a field of a record.
pub fn short(french: (&str, Place), english: (&str, Place)) -> Report {
    let sides = [(french.0, Language::French), (english.0, Language::English)]
        .map(|(text, language)| Side { units: vec![Unit::plain(text, language)], language });
    let (one, other) = (|_: Range<usize>| french.1.clone(), |_: Range<usize>| english.1.clone());
    let texts = [Text { text: french.0, place: &one }, Text { text: english.0, place: &other }];
    Comparison::new(texts, sides).report()
}

/// Compares two Markdown texts.
pub fn long(french: &Version<'_>, english: &Version<'_>) -> Report {
    let sides = [(french, Language::French), (english, Language::English)]
        .map(|(version, language)| Side { units: units::units(version.markdown.text(), language), language });
    let texts = [french, english].map(|version| Text { text: version.markdown.text(), place: version.place });
    Comparison::new(texts, sides).report()
}

/// Returns hints on sentences of two Markdown texts that do not oblige, permit or limit in the same way. Each text
/// is given as written, with a function that returns the place of a range of its bytes.
pub fn modality(
    french: (&str, &dyn Fn(Range<usize>) -> Place),
    english: (&str, &dyn Fn(Range<usize>) -> Place),
) -> Report {
    let sides = [(french.0, Language::French), (english.0, Language::English)]
        .map(|(text, language)| Side { units: units::units(text, language), language });
    let texts = [french, english].map(|(text, place)| Text { text, place });
    Comparison::new(texts, sides).modality()
}

/// Two aligned stretches of the versions, in plain words, with what is reported of them.
#[derive(Debug, Default)]
pub struct Row {
    /// The French; empty if only the English has it.
    pub french: String,
    /// The English; empty if only the French has it.
    pub english: String,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// The differences, including hints.
    pub differences: Vec<Diagnostic>,
}

/// Returns two Markdown texts side by side, sentence by sentence.
pub fn rows(french: &Version<'_>, english: &Version<'_>) -> Vec<Row> {
    let sides = [(french, Language::French), (english, Language::English)]
        .map(|(version, language)| Side { units: units::units(version.markdown.text(), language), language });
    let texts = [french, english].map(|version| Text { text: version.markdown.text(), place: version.place });
    Comparison::new(texts, sides).rows()
}

/// Returns the text alternatives of the pictures of a text, and where each picture is in it.
pub fn pictures(text: &str, language: Language) -> Vec<(String, Range<usize>)> {
    let is_picture = |unit: &Unit| unit.kind == Kind::Image;
    let pictures = units::units(text, language).into_iter().filter(is_picture);
    pictures.map(|unit| (unit.words.clone(), unit.range())).collect()
}

/// A version as written.
struct Text<'a> {
    text: &'a str,
    place: &'a dyn Fn(Range<usize>) -> Place,
}

/// Two aligned versions.
struct Comparison<'a> {
    texts: [Text<'a>; 2],
    sides: [Side; 2],
    parts: Vec<UnitBead>,
    /// The sentences of the parts whose sides differ in length or in number of sentences.
    sentences: HashMap<usize, Vec<SentenceBead>>,
    missing: Vec<Missing>,
}

/// Returns whether both sides of a part consist of sentences.
fn is_text(sides: [&Side; 2], part: &UnitBead) -> bool {
    let is_text = |side: &Side, units: &[usize]| {
        units.iter().all(|unit| matches!(side.units[*unit].kind, Kind::Paragraph | Kind::Item | Kind::Note))
    };
    is_text(sides[0], &part.french) && is_text(sides[1], &part.english)
}

impl<'a> Comparison<'a> {
    fn new(texts: [Text<'a>; 2], sides: [Side; 2]) -> Self {
        let parts = alignment(&sides[0], &sides[1]);
        let [french, english] = &sides;
        let mut missing = missing::units([french, english], &parts);
        let mut sentences = HashMap::new();
        for (at, part) in parts.iter().enumerate() {
            if part.is_pair() && is_text([french, english], part) && !are_plain(french, english, part) {
                let pairs = sentence_beads(french, english, part);
                missing.extend(missing::sentences([french, english], &parts, part, &pairs));
                sentences.insert(at, pairs);
            }
        }
        Self { texts, sides, parts, sentences, missing }
    }

    /// Reports every difference between the versions.
    fn report(&self) -> Report {
        if let Some(begun) = self.begun() {
            return begun.into();
        }
        let mut report = Report::default();
        let sides = [&self.sides[0], &self.sides[1]];
        for missing in &self.missing {
            report.push(self.missing(missing));
        }
        report.extend(self.outline());
        report.extend(self.tables());
        let mut sentences: HashMap<(usize, usize), Vec<&Range<usize>>> = HashMap::new();
        for missing in self.missing.iter().filter(|missing| missing.what == What::Sentence) {
            sentences.entry((missing.side, missing.unit)).or_default().push(&missing.words);
        }
        let is_missing = |side: usize, unit: usize, at: usize| {
            sentences.get(&(side, unit)).is_some_and(|all| all.iter().any(|words| words.contains(&at)))
        };
        let pairs = |part: usize| match self.sentences.get(&part) {
            Some(pairs) => pairs.clone(),
            None => sentence_beads(sides[0], sides[1], &self.parts[part]),
        };
        let in_missing = |side: usize, unit: usize, fact: &Fact| is_missing(side, unit, fact.range().start);
        for unlike in fact_differences::find(sides, &self.parts, in_missing, pairs) {
            report.push(self.fact_differences(&unlike));
        }
        for (side, own) in sides.into_iter().enumerate() {
            let facts =
                own.units.iter().enumerate().flat_map(|(at, unit)| unit.facts.iter().map(move |fact| (at, fact)));
            for (unit, fact) in facts.filter(|(_, fact)| fact.is_foreign) {
                report.push(self.foreign(side, unit, fact));
            }
        }
        let in_missing =
            |side: usize, linked: &links::Linked<'_>| is_missing(side, linked.unit, linked.link.words.start);
        for wrong in links::wrong(sides, &self.parts, in_missing) {
            report.push(self.wrong_link(&wrong));
        }
        report
    }

    /// Returns the parts in the order of the French, sentence by sentence, with what is reported of each.
    fn rows(&self) -> Vec<Row> {
        let mut found: Vec<(Row, [Option<Place>; 2])> = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let pairs = match self.sentences.get(&at) {
                Some(pairs) => pairs.clone(),
                None => sentence_beads(&self.sides[0], &self.sides[1], part),
            };
            let is_heading = part.french.iter().any(|unit| matches!(self.sides[0].units[*unit].kind, Kind::Heading(_)));
            for pair in pairs {
                let words = |side: usize, all: &[Sentence]| {
                    let own = all.iter().map(|own| &self.sides[side].units[own.unit].words[own.words.clone()]);
                    own.collect::<Vec<_>>().join(" ").replace('\u{fffc}', "").trim().to_owned()
                };
                let start = |side: usize, all: &[Sentence]| {
                    let first = all.first()?;
                    Some((self.texts[side].place)(self.sides[side].units[first.unit].place(first.words.clone())))
                };
                let (french, english) = (words(0, &pair.french), words(1, &pair.english));
                let starts = [start(0, &pair.french), start(1, &pair.english)];
                found.push((Row { french, english, is_heading, differences: Vec::new() }, starts));
            }
        }
        let mut report = self.report();
        report.extend(self.modality());
        let point = |place: &Place| place.position.as_ref().map(|position| (position.line, position.column));
        for diagnostic in report.iter() {
            let places: Vec<&Place> = std::iter::once(&diagnostic.place).chain(&diagnostic.related).collect();
            // The last row that begins before it, in the version that has it.
            let holds = |starts: &[Option<Place>; 2]| {
                starts
                    .iter()
                    .flatten()
                    .filter_map(|start| {
                        let place = places.iter().find(|place| place.path == start.path)?;
                        (point(start) <= point(place)).then(|| point(start))
                    })
                    .max()
            };
            let alone = |row: &Row| usize::from(row.french.is_empty() != row.english.is_empty());
            let best = (0..found.len()).filter_map(|at| Some((holds(&found[at].1)?, alone(&found[at].0), at))).max();
            if let Some((.., at)) = best {
                found[at].0.differences.push(diagnostic.clone());
            }
        }
        found.into_iter().map(|(row, _)| row).collect()
    }

    /// Reports sentences that oblige, permit or limit otherwise than their counterpart.
    fn modality(&self) -> Report {
        let mut report = Report::default();
        let [french, english] = &self.sides;
        let parts = self.parts.iter().enumerate();
        let texts = parts.filter(|(_, part)| part.is_pair() && is_text([french, english], part));
        let pairs = texts.flat_map(|(at, part)| match self.sentences.get(&at) {
            Some(pairs) => pairs.clone(),
            None => sentence_beads(french, english, part),
        });
        for pair in pairs {
            if !pair.is_pair() {
                continue;
            }
            let modals = |side: usize, all: &[Sentence]| -> Vec<(usize, Modal)> {
                let of = |sentence: &Sentence| {
                    let (unit, start) = (sentence.unit, sentence.words.start);
                    let found =
                        modals(&self.sides[side].units[unit].words[sentence.words.clone()], self.sides[side].language);
                    found.into_iter().map(move |modal| {
                        (unit, Modal { range: modal.range.start + start..modal.range.end + start, ..modal })
                    })
                };
                all.iter().flat_map(of).collect()
            };
            let (one, other) = (modals(0, &pair.french), modals(1, &pair.english));
            let bare = |all: &[(usize, Modal)]| all.iter().map(|(_, modal)| modal.clone()).collect::<Vec<_>>();
            let Some(opposed) = opposed(&bare(&one), &bare(&other)) else { continue };
            // Where sentences were joined or split, a modal on one side only proves nothing.
            let is_one = pair.french.len() == 1 && pair.english.len() == 1;
            if !is_one && (opposed.french.is_none() || opposed.english.is_none()) {
                continue;
            }
            let said = |side: usize, all: &[(usize, Modal)], own: Option<&Modal>, sentences: &[Sentence]| {
                let found = own.and_then(|own| all.iter().find(|(_, modal)| modal == own));
                match found {
                    Some((unit, modal)) => {
                        let unit = &self.sides[side].units[*unit];
                        (unit.words[modal.range.clone()].to_owned(), unit.place(modal.range.clone()))
                    }
                    None => {
                        let first = &sentences[0];
                        ("none".to_owned(), self.sides[side].units[first.unit].place(first.words.clone()))
                    }
                }
            };
            let (french, place) = said(0, &one, opposed.french.as_ref(), &pair.french);
            let (english, other_place) = said(1, &other, opposed.english.as_ref(), &pair.english);
            let diagnostic = self.at(Code::ModalityDiffers, place, other_place);
            report.push(diagnostic.arg("french", french).arg("english", english));
        }
        report
    }

    /// Reports a translation that is only begun: it is far shorter, and much of what the French states is missing.
    /// This is reported once, instead of each missing number, link and list.
    fn begun(&self) -> Option<Diagnostic> {
        const FEW: usize = 3;
        const SHOWN: usize = 6;
        let length = |side: usize| self.texts[side].text.split_whitespace().count();
        if length(1) * 2 >= length(0) || self.missing.iter().all(|missing| missing.side == 1) {
            return None;
        }
        let facts = |side: usize| self.sides[side].units.iter().flat_map(|unit| &unit.facts);
        let [unanswered, _] = unmatched(facts(0), facts(1));
        let firm = unanswered.iter().filter(|left| left.fact.weight == Weight::Firm);
        let unanswered: HashSet<*const Fact> = firm.map(|left| std::ptr::from_ref(left.fact)).collect();
        let mut shown: Vec<String> = Vec::new();
        let facts = self.sides[0].units.iter().flat_map(|unit| unit.facts.iter().map(move |fact| (unit, fact)));
        for (unit, fact) in facts.filter(|(_, fact)| unanswered.contains(&std::ptr::from_ref(*fact))) {
            let words = self.texts[0].text.get(unit.place(fact.range()));
            shown.extend(words.map(str::to_owned).filter(|words| !shown.contains(words)));
            if shown.len() > SHOWN {
                break;
            }
        }
        if shown.len() <= FEW {
            return None;
        }
        if shown.len() > SHOWN {
            shown.truncate(SHOWN);
            shown.push("…".to_owned());
        }
        // The place is where the words begin.
        let start = |side: usize| {
            let text = self.texts[side].text;
            text.len() - text.trim_start().len()
        };
        let (from, to) = (start(0), start(1));
        let diagnostic = Diagnostic::new(Code::FactsDiffer, (self.texts[1].place)(to..to));
        let diagnostic = diagnostic.arg("french", shown.join(", ")).arg("english", "begun");
        Some(diagnostic.related((self.texts[0].place)(from..from)))
    }

    /// Reports headings whose levels differ, only where the difference changes, since one heading at a wrong level
    /// shifts those after it; and headings whose counterpart is not a heading.
    fn outline(&self) -> Report {
        // The first level is that of the page's title, which no text contains.
        let of_page = |level: u8| "#".repeat(level.max(2).into());
        let mut report = Report::default();
        let mut before = 0;
        for part in self.parts.iter().filter(|part| part.is_pair()) {
            let [one, other] =
                [(0, part.french[0]), (1, part.english[0])].map(|(side, unit)| &self.sides[side].units[unit]);
            let diagnostic =
                |kind: &'static str| self.at(Code::OutlineDiffers, one.range(), other.range()).arg("kind", kind);
            match (one.kind, other.kind) {
                (Kind::Heading(level), Kind::Heading(other_level)) => {
                    let apart = i16::from(level) - i16::from(other_level);
                    if apart != before && apart != 0 {
                        report.push(
                            diagnostic("level")
                                .arg("french", "#".repeat(level.into()))
                                .arg("english", "#".repeat(other_level.into())),
                        );
                    }
                    before = apart;
                }
                (Kind::Heading(level), _) if part.french.len() == 1 && part.english.len() == 1 => {
                    report.push(
                        diagnostic("lost")
                            .arg("missing", "en")
                            .arg("words", diagnostics::shortened(&one.words))
                            .arg("level", of_page(level)),
                    );
                }
                (_, Kind::Heading(level)) if part.french.len() == 1 && part.english.len() == 1 => {
                    report.push(
                        diagnostic("lost")
                            .arg("missing", "fr")
                            .arg("words", diagnostics::shortened(&other.words))
                            .arg("level", of_page(level)),
                    );
                }
                _ => {}
            }
            if part.is_moved && matches!(one.kind, Kind::Heading(_)) {
                report.push(diagnostic("moved").arg("words", diagnostics::shortened(&other.words)));
            }
        }
        report
    }

    /// Reports tables that differ in their number of columns, at their first row.
    fn tables(&self) -> Report {
        let mut report = Report::default();
        let mut told = 0;
        for part in self.parts.iter().filter(|part| part.is_pair()) {
            let [one, other] =
                [(0, part.french[0]), (1, part.english[0])].map(|(side, unit)| &self.sides[side].units[unit]);
            if one.kind == Kind::Row
                && other.kind == Kind::Row
                && one.cells.len() != other.cells.len()
                && one.group != told
            {
                told = one.group;
                let diagnostic = self.at(Code::ShapesDiffer, one.range(), other.range()).arg("kind", "columns");
                let count = |unit: &Unit| Arg::Text(unit.cells.len().to_string());
                report.push(diagnostic.arg("french", count(one)).arg("english", count(other)));
            }
        }
        report
    }

    /// Returns a diagnostic at a place of each text.
    fn at(&self, code: Code, french: Range<usize>, english: Range<usize>) -> Diagnostic {
        Diagnostic::new(code, (self.texts[1].place)(english)).related((self.texts[0].place)(french))
    }
}
