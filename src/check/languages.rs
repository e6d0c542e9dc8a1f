//! Reports passages that are evidently in the other language, and English that repeats the French.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use whatlang::{Detector, Lang};

use crate::diagnostic::{Code, Diagnostic, Place, Report, Span};
use crate::language::Language;
use crate::language::letters::unaccented;
use crate::language::lexicon::senses;
use crate::model::accepted::{self, Judge};
use crate::model::markdown::Markdown;
use crate::model::parity;
use crate::model::{Record, RecordFile, Records};

/// The minimum number of words of a passage: shorter ones are names and titles.
const WORDS: usize = 8;
/// The minimum confidence of the detector.
const CONFIDENCE: f64 = 0.9;

/// Function words that exist in only one of the languages.
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

/// Checks every text of the records.
pub fn languages(records: &Records) -> Report {
    let detector = Detector::with_allowlist(vec![Lang::Fra, Lang::Eng]);
    let files: Vec<&Arc<RecordFile>> = records.iter().collect();
    let found: Vec<Report> = files.into_par_iter().map(|file| of(file, records, &detector)).collect();
    found.into_iter().collect()
}

fn of(file: &RecordFile, records: &Records, detector: &Detector) -> Report {
    let mut report = Report::default();
    match (file.id.language, markdown(file)) {
        (Some(language), Some(text)) => {
            let french = (language == Language::English).then(|| records.get(&file.id.in_language(Language::French)));
            let originals = french.flatten().and_then(|file| Some(passages(markdown(file)?, file, Language::French)));
            let passages = passages(text, file, language);
            passages.iter().for_each(|passage| quotes(passage, &mut report));
            judge(passages, &originals.unwrap_or_default(), detector, &mut report);
            pictures(text, file, language, &mut report);
        }
        _ => fields(file, detector, &mut report),
    }
    let unneeded = accepted::unneeded(&report, &file.accepted, Judge::Language);
    let mut report = accepted::without(report, &file.accepted);
    report.extend(unneeded);
    report
}

pub(super) fn markdown(file: &RecordFile) -> Option<&Markdown> {
    match file.record.as_ref()? {
        Record::Commentary(record) => Some(&record.body),
        Record::FreePage(record) => Some(&record.body),
        _ => None,
    }
}

/// Returns the paragraphs of a text, as plain words.
fn passages(text: &Markdown, file: &RecordFile, language: Language) -> Vec<Passage> {
    let passage = |range: Range<usize>| Passage {
        words: plain(&text.text()[range.clone()]),
        place: file.source.place(text.span(range)),
        language,
    };
    text.passages().into_iter().map(passage).collect()
}

/// Reports quotation marks of the other language; “ ” within « » are those of a nested quotation.
fn quotes(passage: &Passage, report: &mut Report) {
    let (open, close) = match passage.language {
        Language::French => ('“', '”'),
        Language::English => ('«', '»'),
    };
    let mut depth = 0_usize;
    for (at, c) in passage.words.char_indices() {
        match c {
            '«' if passage.language == Language::French => depth += 1,
            '»' if passage.language == Language::French => depth = depth.saturating_sub(1),
            c if c == open && depth == 0 => {
                let rest = &passage.words[at..];
                let end = rest.find(close).map_or(rest.len(), |end| end + close.len_utf8());
                // A quotation in the other language has the marks of that language.
                let (own, other) = match passage.language {
                    Language::French => count(&rest[..end], &FRENCH, &ENGLISH),
                    Language::English => count(&rest[..end], &ENGLISH, &FRENCH),
                };
                if other > own {
                    continue;
                }
                let words: String = rest[..end].chars().take(60).collect();
                let diagnostic = Diagnostic::new(Code::ForeignQuotes, passage.place.clone());
                report.push(diagnostic.arg("language", passage.language.code()).arg("words", words));
                return;
            }
            _ => {}
        }
    }
}

/// A text alternative is reported only if at least this many of its words are known words of the other language, and no
/// function word is of its own.
const PICTURE: usize = 3;

/// Reports pictures whose text alternative was left in the other language: it is too short to be checked like a
/// passage, and it is not a name.
fn pictures(text: &Markdown, file: &RecordFile, language: Language, report: &mut Report) {
    let other = if language == Language::French { Language::English } else { Language::French };
    for (words, range) in parity::pictures(text.text(), language) {
        let known = |language: Language| {
            let (own, foreign) =
                if language == Language::French { (&FRENCH[..], &ENGLISH[..]) } else { (&ENGLISH[..], &FRENCH[..]) };
            let mut folded = String::new();
            let listed = |word: &&str| {
                folded.clear();
                unaccented(word, &mut folded);
                senses(&folded, language).1 > 0
            };
            let listed = words.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3).filter(listed).count();
            (count(&words, own, foreign).0, listed)
        };
        let ((own, own_listed), (others, others_listed)) = (known(language), known(other));
        let is_left =
            others > 0 && own == 0 && others + others_listed >= PICTURE && others + others_listed > own_listed + 1;
        if is_left && words.split_whitespace().count() > PICTURE {
            let diagnostic = Diagnostic::new(Code::WrongLanguage, file.source.place(text.span(range)));
            report.push(diagnostic.arg("found", other.code()).arg("expected", language.code()));
        }
    }
}

/// Returns words without addresses, code, and text marked as being in the other language.
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

/// Checks the values of a record that are, or should be, written in both languages.
fn fields(file: &RecordFile, detector: &Detector, report: &mut Report) {
    let paragraphs = |(text, span): &(String, Span), language: Language| -> Vec<Passage> {
        let place = file.source.place(*span);
        let paragraphs = text.split("\n\n").filter(|part| !part.contains("://"));
        paragraphs.map(|part| Passage { words: plain(part), place: place.clone(), language }).collect()
    };
    for field in &file.fields {
        let french = paragraphs(&field.french, Language::French);
        let english = field.english.as_ref().map(|english| paragraphs(english, Language::English));
        judge(english.unwrap_or_default(), &french, detector, report);
        judge(french, &[], detector, report);
    }
}

/// Returns whether words contain a Canadian postal code: « G1R 5G8 ».
fn has_postal_code(words: &str) -> bool {
    let is_shaped = |word: &str, letters: [bool; 3]| {
        let is_letter = |(c, letter): (char, bool)| if letter { c.is_ascii_uppercase() } else { c.is_ascii_digit() };
        word.chars().count() == 3 && word.chars().zip(letters).all(is_letter)
    };
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut pairs = words.windows(2);
    pairs.any(|pair| is_shaped(pair[0], [true, false, true]) && is_shaped(pair[1], [false, true, false]))
}

/// Reports passages that repeat an original, or that are in the other language.
fn judge(passages: Vec<Passage>, originals: &[Passage], detector: &Detector, report: &mut Report) {
    let originals: HashMap<&str, &Passage> =
        originals.iter().rev().map(|original| (original.words.trim(), original)).collect();
    for passage in passages {
        let words = passage.words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
        // A postal address is the same in both languages.
        if words < WORDS || has_postal_code(&passage.words) {
            continue;
        }
        if let Some(original) = originals.get(passage.words.trim()) {
            let start: Vec<&str> = passage.words.split_whitespace().take(WORDS).collect();
            let diagnostic =
                Diagnostic::new(Code::SameWords, passage.place).arg("words", format!("{}…", start.join(" ")));
            report.push(diagnostic.related(original.place.clone()));
            continue;
        }
        // Names of bodies influence letter statistics, but not function words: these are counted first, and few
        // passages need the detector.
        let (own, other) = match passage.language {
            Language::French => (&FRENCH[..], &ENGLISH[..]),
            Language::English => (&ENGLISH[..], &FRENCH[..]),
        };
        let (own, other) = count(&passage.words, own, other);
        if own * 2 >= other {
            continue;
        }
        let detected = detector.detect(&passage.words).filter(|info| info.confidence() >= CONFIDENCE);
        let Some(info) = detected else { continue };
        let found = if info.lang() == Lang::Fra { Language::French } else { Language::English };
        if found != passage.language {
            let diagnostic = Diagnostic::new(Code::WrongLanguage, passage.place);
            report.push(diagnostic.arg("found", found.code()).arg("expected", passage.language.code()));
        }
    }
}

/// Returns how many words of a text are in each of two lists.
fn count(text: &str, one: &[&str], other: &[&str]) -> (usize, usize) {
    let (mut ones, mut others) = (0, 0);
    let longest = FRENCH.iter().chain(&ENGLISH).map(|word| word.len()).max().unwrap_or_default();
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| (1..=longest).contains(&word.len()));
    for word in words.map(str::to_lowercase) {
        ones += usize::from(one.contains(&&*word));
        others += usize::from(other.contains(&&*word));
    }
    (ones, others)
}
