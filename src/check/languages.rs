//! Passages that are evidently in the other language, and English that is the French again.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use whatlang::{Detector, Lang};

use crate::diagnostic::{Code, Diagnostic, Place, Report, Source, Span};
use crate::language::Language;
use crate::model::markdown::Markdown;
use crate::model::records::Parsed;
use crate::model::{Kind, Record, Records, accepted};
use crate::source::yaml::{self, Node, Value};

/// How many words a passage has at least: shorter ones are names and titles.
const WORDS: usize = 8;
/// How sure the detector must be.
const CONFIDENCE: f64 = 0.9;

/// Words that only one of the languages builds its sentences with.
const FRENCH: [&str; 22] = [
    "le", "la", "les", "des", "du", "une", "est", "et", "dans", "pour", "que", "qui", "aux", "par", "sur", "pas", "ce",
    "cette", "ont", "sont", "ses", "il",
];
const ENGLISH: [&str; 20] = [
    "the", "of", "and", "to", "in", "is", "that", "for", "with", "by", "are", "was", "this", "has", "have", "its",
    "from", "which", "be", "it",
];

/// A passage of a text.
struct Passage {
    words: String,
    place: Place,
    language: Language,
}

/// Looks at every text of the records.
pub fn languages(records: &Records) -> Report {
    let detector = Detector::with_allowlist(vec![Lang::Fra, Lang::Eng]);
    let files: HashMap<&str, &Arc<Parsed>> = records.iter().map(|file| (&**file.source.path(), file)).collect();
    let found: Vec<Report> = records
        .iter()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|file| {
            let mut report = Report::default();
            let french = french_of(file, &files);
            match (&file.kind, markdown(file)) {
                (Kind::Commentary(_, _, language) | Kind::FreePage(_, language), Some(text)) => {
                    let passages = passages(text, file, *language);
                    let originals =
                        french.and_then(|file| Some(self::passages(markdown(file)?, file, Language::French)));
                    judge(passages, &originals.unwrap_or_default(), &detector, &mut report);
                }
                _ => record(file, &detector, &mut report),
            }
            accepted::without(report, &file.accepted)
        })
        .collect();
    let mut report = Report::default();
    for one in found {
        report.extend(one);
    }
    report
}

/// The French side of an English text.
fn french_of<'a>(file: &Parsed, files: &HashMap<&str, &'a Arc<Parsed>>) -> Option<&'a Arc<Parsed>> {
    let kind = match &file.kind {
        Kind::Commentary(plan, slug, Language::English) => {
            Kind::Commentary(plan.clone(), slug.clone(), Language::French)
        }
        Kind::FreePage(slug, Language::English) => Kind::FreePage(slug.clone(), Language::French),
        _ => return None,
    };
    files.get(kind.path().as_str()).copied()
}

pub(super) fn markdown(file: &Parsed) -> Option<&Markdown> {
    match file.record.as_ref()? {
        Record::Commentary(record) => Some(&record.body),
        Record::FreePage(record) => Some(&record.body),
        _ => None,
    }
}

/// The paragraphs of a text, as plain words.
fn passages(text: &Markdown, file: &Parsed, language: Language) -> Vec<Passage> {
    let passage = |span: &Span| Passage {
        words: plain(&text.text()[span.range()]),
        place: file.source.place(text.span(span.range())),
        language,
    };
    file.gist_of(text).blocks.iter().map(passage).collect()
}

/// Words without addresses, code, and what is marked as being in the other language.
pub(super) fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for (at, part) in markdown.split('`').enumerate() {
        if at % 2 == 1 {
            continue;
        }
        let mut rest = part;
        while let Some((before, after)) = rest.split_once("](") {
            let (target, after) = after.split_once(')').unwrap_or((after, ""));
            match before.rfind('[') {
                Some(open) if target.starts_with("lang:") => out.push_str(&before[..open]),
                _ => out.push_str(before),
            }
            rest = after;
        }
        out.push_str(rest);
    }
    out
}

/// The localized values of a record, read again for their places.
fn record(file: &Parsed, detector: &Detector, report: &mut Report) {
    let Some(node) = yaml::parse(&file.source, 0..file.source.text().len()).value else { return };
    walk(&node, &file.source, detector, report);
}

fn walk(node: &Node, source: &Source, detector: &Detector, report: &mut Report) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| walk(item, source, detector, report)),
        Value::Mapping(entries) => {
            let side = |language: Language| {
                let entry = entries.iter().find(|entry| &*entry.key == language.code())?;
                let Value::Scalar { text, .. } = &entry.node.value else { return None };
                let place = source.place(Span::new(entry.node.span.range()));
                let paragraphs = text.split("\n\n").filter(|part| !part.contains("://"));
                Some(
                    paragraphs
                        .map(|part| Passage { words: plain(part), place: place.clone(), language })
                        .collect::<Vec<_>>(),
                )
            };
            let (french, english) = (side(Language::French), side(Language::English));
            if let Some(french) = french {
                judge(english.unwrap_or_default(), &french, detector, report);
                judge(french, &[], detector, report);
            }
            entries.iter().for_each(|entry| walk(&entry.node, source, detector, report));
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

/// Whether words hold a Canadian postal code: « G1R 5G8 ».
fn has_postal_code(words: &str) -> bool {
    let is_shaped = |word: &str, letters: [bool; 3]| {
        let is_letter = |(c, letter): (char, bool)| if letter { c.is_ascii_uppercase() } else { c.is_ascii_digit() };
        word.chars().count() == 3 && word.chars().zip(letters).all(is_letter)
    };
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut pairs = words.windows(2);
    pairs.any(|pair| is_shaped(pair[0], [true, false, true]) && is_shaped(pair[1], [false, true, false]))
}

/// Tells passages that repeat an original, or that are in the other language.
fn judge(passages: Vec<Passage>, originals: &[Passage], detector: &Detector, report: &mut Report) {
    for passage in passages {
        let words = passage.words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
        // A postal address is the same in both languages.
        if words < WORDS || has_postal_code(&passage.words) {
            continue;
        }
        if let Some(original) = originals.iter().find(|original| original.words.trim() == passage.words.trim()) {
            let start: Vec<&str> = passage.words.split_whitespace().take(WORDS).collect();
            let diagnostic =
                Diagnostic::new(Code::SameWords, passage.place).arg("words", format!("{}…", start.join(" ")));
            report.push(diagnostic.related(original.place.clone()));
            continue;
        }
        let Some(info) = detector.detect(&passage.words).filter(|info| info.confidence() >= CONFIDENCE) else {
            continue;
        };
        let found = if info.lang() == Lang::Fra { Language::French } else { Language::English };
        // Names of bodies weigh on letters, not on the words that hold a sentence together.
        let (own, other) = match passage.language {
            Language::French => (&FRENCH[..], &ENGLISH[..]),
            Language::English => (&ENGLISH[..], &FRENCH[..]),
        };
        if found != passage.language && count(&passage.words, own) * 2 < count(&passage.words, other) {
            let diagnostic = Diagnostic::new(Code::WrongLanguage, passage.place);
            report.push(diagnostic.arg("found", found.code()).arg("expected", passage.language.code()));
        }
    }
}

fn count(text: &str, words: &[&str]) -> usize {
    let own = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    own.filter(|word| words.contains(&word.to_lowercase().as_str())).count()
}
