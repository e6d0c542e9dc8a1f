//! Random texts of both languages against each other.

use super::*;
use crate::diagnostic::Source;
use crate::model::markdown::arbitrary;
use crate::model::reader::Context;
use proptest::prelude::*;
use std::sync::Arc;

/// The codes reported of two texts; every place must be in its text.
fn compared(french: &str, english: &str) -> Vec<Code> {
    let sources = [Source::new("a.fr.md".into(), french), Source::new("a.en.md".into(), english)];
    let read = |source: &Arc<Source>, language| {
        let length = source.text().len();
        Markdown::of_file(0..length, language, &mut Context::new(source))
    };
    let texts = [read(&sources[0], Language::French), read(&sources[1], Language::English)];
    let place = |side: usize| {
        let (source, text) = (Arc::clone(&sources[side]), &texts[side]);
        move |range: Range<usize>| {
            assert!(text.text().get(range.clone()).is_some(), "{range:?} of {:?}", text.text());
            source.place(text.span(range))
        }
    };
    let (one, other) = (place(0), place(1));
    let french = Version { markdown: &texts[0], place: &one };
    let english = Version { markdown: &texts[1], place: &other };
    let report = long(&french, &english);
    // The rows hold every word that the units have, whatever the texts are.
    let rows = rows(&french, &english);
    assert!(rows.len() <= 1 + french.markdown.text().len() + english.markdown.text().len());
    modality((texts[0].text(), &one), (texts[1].text(), &other));
    report.iter().map(|diagnostic| diagnostic.code).collect()
}

proptest! {
    #[test]
    fn no_pair_makes_the_comparison_fail(
        french in prop_oneof![arbitrary::text(), "\\PC{0,160}", words()],
        english in prop_oneof![arbitrary::text(), "\\PC{0,160}", words()],
    ) {
        compared(&french, &english);
    }

    #[test]
    fn a_text_has_everything_that_it_has_itself(text in prop_oneof![arbitrary::text(), words()]) {
        let codes = compared(&text, &text);
        let structure = [Code::OutlineDiffers, Code::ShapesDiffer, Code::WordsMissing, Code::LinksDiffer];
        prop_assert!(!codes.iter().any(|code| structure.contains(code)), "{:?} of {:?}", codes, text);
    }
}

/// Sentences, headings, lists and tables of words that say numbers, dates, duties and links in either language.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "le comité",
        "the committee",
        "doit",
        "must not",
        "deux",
        "trois quarts",
        "half",
        "et demi",
        "1 200",
        "1,200",
        "2.5 %",
        "18 h 30",
        "6:30 p.m.",
        "12 mars 2021",
        "March 12, 2021",
        "1.4K",
        "2GB",
        "mi-juin",
        "III",
        "sur 10",
        "out of ten",
        "2/5",
        "[mots](https://example.org/fr/a)",
        "[words](https://example.org/en/b)",
        "[x] (https://a.org)",
        "**gras**",
        "“oui”",
        "« non »",
        "é\u{a0}à",
        "M. Untel",
        "p. 12",
        "[^1]",
        "![carte](asset:a.png)",
        ". Puis",
        "! Then",
        "25,000",
        "\u{2009}",
    ]);
    let line = prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "));
    let block =
        (prop::sample::select(vec!["", "", "## ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n| ", "#### "]), line)
            .prop_map(|(start, line)| format!("{start}{line}"));
    prop::collection::vec(block, 0..8).prop_map(|blocks| blocks.join("\n\n"))
}
