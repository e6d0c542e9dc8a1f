//! Advice on how a text reads: long sentences, abbreviations that are not explained. Told only when
//! it is asked for.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::languages::{markdown, plain};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{RecordFile, Records};

/// A sentence has at most so many words (plain-language guides of Québec ask for 20 to 30).
const LIMIT: usize = 30;

/// Looks at every Markdown text.
pub fn hints(records: &Records) -> Report {
    let files: Vec<_> = records.iter().collect();
    let found: Vec<Report> = files.into_par_iter().map(|file| of(file)).collect();
    found.into_iter().collect()
}

fn of(file: &RecordFile) -> Report {
    let mut report = Report::default();
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

fn is_roman(word: &str) -> bool {
    word.bytes().all(|b| b"IVXLC".contains(&b))
}
