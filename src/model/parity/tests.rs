//! Random texts of both languages against each other.

use super::*;
use crate::diagnostic::{Arg, Diagnostic, Source};
use crate::model::markdown::arbitrary;
use crate::model::reader::Context;
use proptest::prelude::*;
use std::sync::Arc;

/// The codes reported of two texts.
fn compared(french: &str, english: &str) -> Vec<Code> {
    reported(french, english).iter().map(|diagnostic| diagnostic.code).collect()
}

/// What is reported of the links of two texts: those that lead to different places, French first; which side lacks one;
/// which leads to the page in the other language.
fn links(french: &str, english: &str) -> Vec<String> {
    let told = |diagnostic: &Diagnostic| {
        let arg = |key: &str| {
            diagnostic.args.iter().find(|(name, _)| *name == key).map(|(_, arg)| match arg {
                Arg::Text(text) => text.clone(),
                other => format!("{other:?}"),
            })
        };
        match diagnostic.code {
            Code::LinksDiffer if arg("kind").is_some_and(|kind| kind == "replaced") => {
                Some(format!("{} / {}", arg("french")?, arg("english")?))
            }
            Code::LinksDiffer => Some(format!("{} lacks {}", arg("missing")?, arg("link")?)),
            Code::OtherLanguagePage => Some(format!("{}: other {}", arg("language")?, arg("link")?)),
            _ => None,
        }
    };
    reported(french, english).iter().filter_map(told).collect()
}

/// What is reported of two texts; every place must be in its text.
fn reported(french: &str, english: &str) -> Report {
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
    report
}

#[test]
fn each_link_is_told_once_with_what_is_wrong_of_it() {
    let with = |french: &str, english: &str| {
        links(&format!("Voir le [calendrier]({french})."), &format!("See the [calendar]({english})."))
    };
    for (french, english, expected) in [
        // The words say where one of them should lead.
        ("https://rncan.gc.ca/calendrier", "https://nrcan.gc.ca/calendar", false),
        ("https://rncan.gc.ca/calendrier", "https://nrcan.gc.ca/consultation", true),
        ("https://rncan.gc.ca/consultation", "https://nrcan.gc.ca/calendar", true),
        ("https://rncan.gc.ca/2021/calendrier", "https://nrcan.gc.ca/2021/consultation", false),
        ("https://rncan.gc.ca/2021/calendrier", "https://nrcan.gc.ca/2022/consultation", true),
        ("https://fr.wikipedia.org/wiki/calendrier", "https://en.wikipedia.org/wiki/consultation", false),
        ("page:calendrier", "page:consultation", true),
    ] {
        let all = if expected { vec![format!("{french} / {english}")] } else { Vec::new() };
        assert_eq!(with(french, english), all, "{french} {english}");
    }
    let english_page = "https://www.canada.ca/en/services.html";
    let one_page =
        |french: &str, english: &str| links(&french.replace('U', english_page), &english.replace('U', english_page));
    assert_eq!(one_page("Voir [la page](U).", "See [it](U)."), [format!("fr: other {english_page}")]);
    for french in ["Voir [la page en anglais](U).", "Voir [la page](U) (en anglais)."] {
        assert!(one_page(french, "See [it](U).").is_empty(), "{french}");
    }
    for (french, english, expected) in [
        // Of three links the second leads elsewhere, though each side has both addresses.
        (
            "Voir [un](https://a.org/x), [deux](https://a.org/x) et [trois](https://b.net/y).",
            "See [one](https://a.org/x), [two](https://b.net/y) and [three](https://b.net/y).",
            &["https://a.org/x / https://b.net/y"][..],
        ),
        // Linked once more by one side.
        ("Voir [un](https://a.org/x) et [deux](https://a.org/x).", "See [one](https://a.org/x) and two.", &[]),
        // One link moved to another sentence, beside one that the other side lacks.
        (
            "Un [lien](https://a.org/x) ici.\n\nRien là, vraiment.",
            "A link here.\n\nNothing [there](https://b.net/y), [really](https://a.org/x).",
            &["fr lacks https://b.net/y"],
        ),
        // A site that the text itself links to in both languages, and one that it does not.
        (
            "Voir [la page](https://a.org/en/x) et [l’autre](https://a.org/fr/y).",
            "See [the page](https://a.org/en/x) and [the other](https://a.org/fr/y).",
            &["fr: other https://a.org/en/x", "en: other https://a.org/fr/y"],
        ),
        ("Voir [la page](https://a.org/en/x).", "See [the page](https://a.org/en/x).", &[]),
        // A government's page in French alone.
        ("Voir [la page](https://www.canada.ca/fr/x.html).", "See [the page](https://www.canada.ca/fr/x.html).", &[]),
    ] {
        assert_eq!(links(french, english), expected, "{french}\n{english}");
    }
}

#[test]
fn what_each_shape_says_is_compared() {
    use Code::{FactsDiffer, OutlineDiffers};
    for (french, english, expected) in [
        // What follows an address is read as what is before it.
        (
            "Voir <https://a.org/x>. Le plan a 12 pages.",
            "See <https://a.org/x>. The plan has 13 pages.",
            &[FactsDiffer][..],
        ),
        ("Le **plan** a 12 *longues* pages.", "The plan has 12 long pages.", &[]),
        ("La clé `end_date` a 12 lettres.", "The key `end_date` has 12 letters.", &[]),
        // Numbers are read as the language of their words writes them.
        ("Le texte dit [a budget of 1,200](lang:en).", "The text says a budget of 1,200.", &[]),
        ("Le texte dit [a budget of 1,200](lang:en).", "The text says a budget of 1,300.", &[FactsDiffer]),
        // What an item begins with is none of its facts.
        ("(1) Le plan a 12 pages.", "(a) The plan has 12 pages.", &[]),
        ("(1) Le plan a 12 pages.", "(a) The plan has 13 pages.", &[FactsDiffer]),
        // A number that another sentence of the section says, and one that none says.
        (
            "Le plan compte 12 pages.\n\nIl est fort long pour un plan.",
            "The plan has many pages.\n\nWith 12 pages it is rather long for a plan.",
            &[],
        ),
        (
            "Le plan compte 12 pages.\n\nIl est fort long pour un plan.",
            "The plan has many pages.\n\nWith 12 pages and 7 tables it is rather long.",
            &[FactsDiffer],
        ),
        ("## Constat\n\nLe texte.", "Finding\n\nThe text.", &[OutlineDiffers]),
        ("Constat\n\nLe texte.", "## Finding\n\nThe text.", &[OutlineDiffers]),
        ("## Constat\n\nLe texte.", "### Finding\n\nThe text.", &[OutlineDiffers]),
    ] {
        let codes = compared(french, english);
        let own: Vec<Code> = codes.into_iter().filter(|code| [FactsDiffer, OutlineDiffers].contains(code)).collect();
        assert_eq!(own, expected, "{french}\n{english}");
    }
    // A picture whose words were not translated is reported of its words alone.
    let picture = "Une carte :\n\n![Les 1 200 plages](asset:a.png)";
    assert!(!compared(picture, picture).contains(&FactsDiffer));
}

#[test]
fn a_fact_in_words_of_another_language_is_told_where_it_stands() {
    let told = reported("Il dit [only 12 pages](lang:en) en tout.", "It says only 13 pages in all.");
    let places: Vec<(usize, usize)> = told
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::FactsDiffer)
        .flat_map(|diagnostic| [Some(&diagnostic.place), diagnostic.related.as_ref()])
        .filter_map(|place| place?.position.as_ref().map(|position| (position.line, position.column)))
        .collect();
    assert_eq!(places, [(1, 14), (1, 14)]);
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
