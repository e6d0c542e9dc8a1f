//! Comparison of two versions: positions are in the texts, the number of differences is bounded by their size, and
//! nothing is missing from a text compared with itself.

use std::ops::Range;
use std::sync::Arc;

use clairevoie::diagnostic::{Code, Diagnostic, Place, Source, Span};
use clairevoie::language::Language;
use clairevoie::model::markdown::Markdown;
use clairevoie::model::parity::{self, Version};
use clairevoie::model::reader::Context;

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (french, english) = text.split_once('\u{1f}').unwrap_or((text, text));
    let sides = [("t.fr.md", french, Language::French), ("t.en.md", english, Language::English)]
        .map(|(path, text, language)| (Source::new(path.into(), text), language));
    let read = |(source, language): &(_, Language)| {
        let source: &std::sync::Arc<Source> = source;
        Markdown::of_file(0..source.text().len(), *language, &mut Context::new(source))
    };
    let [Some(french), Some(english)] = sides.each_ref().map(read) else { return };
    let places = sides.each_ref().map(|(source, _)| placer(source));
    let versions = [(&french, &places[0]), (&english, &places[1])].map(|(markdown, place)| Version { markdown, place });
    let report = parity::long(&versions[0], &versions[1]);
    let size = french.text().len() + english.text().len();
    assert!(report.iter().count() <= size + 2, "{} differences in {size} bytes", report.iter().count());
    let is_missing = |diagnostic: &&Diagnostic| {
        matches!(diagnostic.code, Code::WordsMissing | Code::OutlineDiffers | Code::ShapesDiffer)
    };
    if french.text() == english.text() {
        let missing: Vec<&Diagnostic> = report.iter().filter(is_missing).collect();
        assert!(missing.is_empty(), "a text lacks what it has itself: {missing:?}");
    }
    for row in parity::rows(&versions[0], &versions[1]) {
        assert!(row.differences.len() <= size + 2);
    }
    drop(parity::modality((french.text(), versions[0].place), (english.text(), versions[1].place)));
    let short = |at: usize| (sides[at].0.text(), Place::file("t.yaml"));
    drop(parity::short(short(0), short(1)));
}

/// Gives places, and sees that what is asked for is in the text.
fn placer(source: &Arc<Source>) -> impl Fn(Range<usize>) -> Place {
    let source = Arc::clone(source);
    move |range| {
        assert!(source.text().get(range.clone()).is_some(), "{range:?} is no part of {}", source.path());
        source.place(Span::new(range))
    }
}
