//! Random texts of both languages, compared with each other.

use super::*;
use crate::diagnostic::{Arg, Diagnostic, Source};
use crate::model::markdown::arbitrary;
use crate::model::reader::Context;
use proptest::prelude::*;
use std::sync::Arc;

/// Returns the codes reported of two texts.
fn compared(french: &str, english: &str) -> Vec<Code> {
    reported(french, english).iter().map(|diagnostic| diagnostic.code).collect()
}

/// Returns what is reported of the links of two texts: those that lead to different places, French first; those
/// that one side lacks; those that lead to the page in the other language.
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

/// Returns what is reported of two texts; every place must be in its text.
fn reported(french: &str, english: &str) -> Report {
    let sources = [Source::new("a.fr.md".into(), french), Source::new("a.en.md".into(), english)];
    let read = |source: &Arc<Source>, language| {
        let length = source.text().len();
        Markdown::of_file(0..length, language, &mut Context::new(source)).unwrap()
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
    // The rows contain every word of the units, whatever the texts are.
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
        // The words state where one of them should lead.
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
        // The second of three links leads elsewhere, though each side has both addresses.
        (
            "Voir [un](https://a.org/x), [deux](https://a.org/x) et [trois](https://b.net/y).",
            "See [one](https://a.org/x), [two](https://b.net/y) and [three](https://b.net/y).",
            &["https://a.org/x / https://b.net/y"][..],
        ),
        // One side links to it once more.
        ("Voir [un](https://a.org/x) et [deux](https://a.org/x).", "See [one](https://a.org/x) and two.", &[]),
        // A link moved to another sentence, beside one that the other side lacks.
        (
            "Un [lien](https://a.org/x) ici.\n\nRien là, vraiment.",
            "A link here.\n\nNothing [there](https://b.net/y), [really](https://a.org/x).",
            &["fr lacks https://b.net/y"],
        ),
        // A site that the text itself links to in both languages, and one that it links to in one.
        (
            "Voir [la page](https://a.org/en/x) et [l’autre](https://a.org/fr/y).",
            "See [the page](https://a.org/en/x) and [the other](https://a.org/fr/y).",
            &["fr: other https://a.org/en/x", "en: other https://a.org/fr/y"],
        ),
        ("Voir [la page](https://a.org/en/x).", "See [the page](https://a.org/en/x).", &[]),
        // A page of a government in French only.
        ("Voir [la page](https://www.canada.ca/fr/x.html).", "See [the page](https://www.canada.ca/fr/x.html).", &[]),
    ] {
        assert_eq!(links(french, english), expected, "{french}\n{english}");
    }
}

/// Returns the rows of two texts: the words of both sides, with a sign before those of headings.
fn laid_beside(french: &str, english: &str) -> Vec<String> {
    let sources = [Source::new("a.fr.md".into(), french), Source::new("a.en.md".into(), english)];
    let texts = [(&sources[0], Language::French), (&sources[1], Language::English)].map(|(source, language)| {
        Markdown::of_file(0..source.text().len(), language, &mut Context::new(source)).unwrap()
    });
    let one = |range: Range<usize>| sources[0].place(texts[0].span(range));
    let other = |range: Range<usize>| sources[1].place(texts[1].span(range));
    let found = rows(&Version { markdown: &texts[0], place: &one }, &Version { markdown: &texts[1], place: &other });
    let row = |row: Row| {
        let codes: Vec<&str> = row.differences.iter().map(|diagnostic| diagnostic.code.id()).collect();
        format!("{}{} | {} {}", if row.is_heading { "# " } else { "" }, row.french, row.english, codes.join(" "))
    };
    found.into_iter().map(|one| row(one).trim_end().to_owned()).collect()
}

#[test]
fn sentences_are_laid_beside_those_that_answer_them() {
    let french = "## Constat\n\nLe **plan** a 12 *longues* pages. Il parle d’eau. Il est clair.\n\n-un premier point\n-un second point\n\n1) Le comité siège.\n";
    let english = "## Finding\n\nThe plan has 13 long pages. It speaks of water. It is clear.\n\n- a first point\n- a second point\n\n1) The committee sits.\n";
    assert_eq!(
        laid_beside(french, english),
        [
            "# Constat | Finding",
            "Le plan a 12 longues pages. | The plan has 13 long pages. CV611",
            "Il parle d’eau. | It speaks of water.",
            "Il est clair. | It is clear.",
            "-un premier point | a first point",
            "-un second point | a second point",
            "Le comité siège. | The committee sits.",
        ]
    );
    let alone =
        laid_beside("Le plan est là.\n\nVoici une phrase que rien ne traduit au loin.\n", "The plan is there.\n");
    assert_eq!(alone[0], "Le plan est là. | The plan is there.");
    assert!(alone[1].starts_with("Voici une phrase que rien ne traduit au loin. |  CV"), "{alone:?}");
}

#[test]
fn a_title_that_is_none_in_the_other_version_is_told_as_such() {
    let kinds = |french: &str, english: &str| {
        let told = reported(french, english);
        let kind = |diagnostic: &Diagnostic| {
            let own = diagnostic.args.iter().filter(|(name, _)| ["kind", "missing"].contains(name));
            let words = own.map(|(_, arg)| match arg {
                Arg::Text(text) => text.clone(),
                other => format!("{other:?}"),
            });
            words.collect::<Vec<_>>().join(" ")
        };
        let own = told.iter().filter(|diagnostic| diagnostic.code == Code::OutlineDiffers);
        own.map(kind).collect::<Vec<_>>()
    };
    let (french, english) = (
        "Le rapport annuel du comité\n\nIl y a 12 réunions.",
        "The annual report of the committee\n\nThere are 12 meetings.",
    );
    assert_eq!(kinds(&format!("## {french}"), english), ["lost en"]);
    assert_eq!(kinds(french, &format!("## {english}")), ["lost fr"]);
    assert_eq!(kinds(&format!("## {french}"), &format!("### {english}")), ["level"]);
    assert!(kinds(&format!("## {french}"), &format!("## {english}")).is_empty());
}

#[test]
fn what_each_shape_says_is_compared() {
    use Code::{FactsDiffer, OutlineDiffers};
    for (french, english, expected) in [
        // The words after an address are read like those before it.
        (
            "Voir <https://a.org/x>. Le plan a 12 pages.",
            "See <https://a.org/x>. The plan has 13 pages.",
            &[FactsDiffer][..],
        ),
        ("Le **plan** a 12 *longues* pages.", "The plan has 12 long pages.", &[]),
        ("La clé `end_date` a 12 lettres.", "The key `end_date` has 12 letters.", &[]),
        // Numbers are read in the notation of the language of their words.
        ("Le texte dit [a budget of 1,200](lang:en).", "The text says a budget of 1,200.", &[]),
        ("Le texte dit [a budget of 1,200](lang:en).", "The text says a budget of 1,300.", &[FactsDiffer]),
        // The number of an item is not one of its facts.
        ("(1) Le plan a 12 pages.", "(a) The plan has 12 pages.", &[]),
        ("(1) Le plan a 12 pages.", "(a) The plan has 13 pages.", &[FactsDiffer]),
        // A number that another sentence of the section states, and one that none states.
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
    // A picture whose words were not translated is reported once, without its numbers.
    let picture = "Une carte :\n\n![Les 1,200 plages](asset:a.png)";
    assert!(!compared(picture, picture).contains(&FactsDiffer));
    // Nor is a number reported that is written in the notation of its own language.
    let marked = compared("Le texte dit [a budget of 1,200](lang:en).", "The text says a budget of 1,200.");
    assert!(!marked.contains(&Code::ForeignNumber), "{marked:?}");
}

#[test]
fn a_fact_in_words_of_another_language_is_told_where_it_stands() {
    let told = reported("Il dit [only 12 pages](lang:en) en tout.", "It says only 13 pages in all.");
    let places: Vec<(usize, usize, usize)> = told
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::FactsDiffer)
        .flat_map(|diagnostic| [Some(&diagnostic.place), diagnostic.related.as_ref()])
        .filter_map(|place| place?.position.as_ref().map(|position| (position.line, position.column, position.width)))
        .collect();
    assert_eq!(places, [(1, 14, 2), (1, 14, 2)]);
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

/// Generates sentences, headings, lists and tables with numbers, dates, duties and links in either language.
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
