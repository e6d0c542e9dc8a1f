//! Hints on the readability of a text: long sentences, unexplained abbreviations, duties and permissions that the
//! other version states differently. Reported only on request.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::languages::{markdown, plain};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::language::Language;
use crate::model::accepted::{self, Accepted, Judge};
use crate::model::parity;
use crate::model::{RecordFile, Records};

/// The maximum number of words of a sentence (plain-language guides of Québec recommend 20 to 30).
const LIMIT: usize = 30;

/// Checks every Markdown text.
pub fn hints(records: &Records) -> Report {
    let files: Vec<_> = records.iter().collect();
    let found: Vec<Report> = files.into_par_iter().map(|file| of(file, records)).collect();
    found.into_iter().collect()
}

fn of(file: &RecordFile, records: &Records) -> Report {
    let mut report = modality(file, records);
    let Some(text) = markdown(file) else { return report };
    let mut told = BTreeSet::new();
    for range in text.passages() {
        let written = &text.text()[range.clone()];
        let words = plain(written);
        let place = file.source.place(text.span(range.clone()));
        for sentence in words.split_inclusive(['.', '!', '?', ';']) {
            let count = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
            if count > LIMIT {
                let diagnostic = Diagnostic::new(Code::LongSentence, place.clone()).arg("words", count);
                report.push(diagnostic.arg("limit", LIMIT));
            }
        }
        for word in words.split(|c: char| !c.is_alphanumeric()) {
            let is_abbreviation = (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
            let explained = |text: &str| text.contains(&format!("({word}")) || text.contains(&format!("{word} ("));
            if is_abbreviation && !is_roman(word) && !explained(text.text()) && told.insert(word.to_owned()) {
                let at = written.find(word).map_or(range.start, |at| range.start + at);
                let span: Span = text.span(at..at + word.len());
                report.push(Diagnostic::new(Code::Abbreviation, file.source.place(span)).arg("abbreviation", word));
            }
        }
    }
    report
}

/// Reports what the two versions of a text, or of the fields of a record, oblige, permit or limit differently; at
/// the place of the English.
fn modality(file: &RecordFile, records: &Records) -> Report {
    let mut report = Report::default();
    let mut accepted: Vec<Accepted> = file.accepted.to_vec();
    match (file.id.language, markdown(file)) {
        (Some(Language::English), Some(english)) => {
            let french = records.get(&file.id.in_language(Language::French));
            if let Some((french, text)) = french.and_then(|french| Some((french, markdown(french)?))) {
                let place = |range: Range<usize>| french.source.place(text.span(range));
                let other = |range: Range<usize>| file.source.place(english.span(range));
                report = parity::modality((text.text(), &place), (english.text(), &other));
                accepted.extend(french.accepted.iter().cloned());
            }
        }
        (None, _) => {
            for field in &file.fields {
                let Some((english, span)) = &field.english else { continue };
                let place = |_: Range<usize>| file.source.place(field.french.1);
                let other = |_: Range<usize>| file.source.place(*span);
                report.extend(parity::modality((&field.french.0, &place), (english, &other)));
            }
        }
        _ => return report,
    }
    let unneeded = accepted::unneeded(&report, &accepted, Judge::Hints);
    let mut report = accepted::without(report, &accepted);
    report.extend(unneeded);
    report
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|b| b"IVXLC".contains(&b))
}
