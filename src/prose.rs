//! Converts Markdown to HTML: references become links, headings get their anchors, tables and footnotes the
//! structure that a screen reader needs. Everything is escaped; raw HTML never gets here.

mod writer;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::language::messages::Catalogue;
use crate::model::markdown::Markdown;

/// The target of a link on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Destination {
    /// The `href`.
    pub href: String,
    /// The text after the link's words: « (PDF, 142 Ko) ».
    pub note: Option<String>,
    /// Whether headings there are in another language than the text, so that a fragment would not match.
    pub other_headings: bool,
}

/// A text with all inputs of its HTML. Serialized for a template it is its HTML; in the compact form that cache
/// keys are computed from, it is these inputs.
#[derive(Debug)]
pub struct Prose<'a> {
    /// The text.
    pub markdown: &'a Markdown,
    /// The theme's messages in the language of the text.
    pub messages: &'a Catalogue,
    /// The target of each reference, in the order of [`Markdown::references`].
    pub destinations: Vec<Destination>,
    /// The sections marked as changed in French: 0 before the first heading, then from 1.
    pub stale: Vec<usize>,
    /// The prefix of every id of the text, if several texts are on one page.
    pub prefix: String,
    /// The code of the text's language, if that is not the page's.
    pub lang: Option<&'static str>,
}

impl Prose<'_> {
    /// Returns the text as HTML.
    pub fn html(&self) -> String {
        writer::write(self)
    }
}

impl Serialize for Prose<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            let mut fields = serializer.serialize_struct("Prose", 2)?;
            fields.serialize_field("text", &self.html())?;
            fields.serialize_field("lang", &self.lang)?;
            return fields.end();
        }
        // All fields: a change of an omitted one would not be noticed.
        let Self { markdown, messages, destinations, stale, prefix, lang } = self;
        (markdown.text(), markdown.language().code(), messages.key(), destinations, stale, prefix, lang)
            .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::language::Language;
    use crate::model::markdown::arbitrary;
    use crate::model::reader::Context;
    use proptest::prelude::*;

    fn render(text: &str) -> String {
        let source = Source::new("t.md".into(), text);
        let mut messages = Catalogue::new(Language::French);
        messages.add("footnote-call = renvoi\nfootnote-back = retour\nfootnotes = notes\ntable = tableau\nexternal-link = autre site\n");
        let markdown = Markdown::of_file(0..text.len(), Language::French, &mut Context::new(&source)).unwrap();
        let destinations = markdown.references().iter().map(|(reference, _)| Destination {
            href: format!("/{reference:?}"),
            note: None,
            other_headings: false,
        });
        let destinations = destinations.collect();
        Prose {
            markdown: &markdown,
            messages: &messages,
            destinations,
            stale: Vec::new(),
            prefix: String::new(),
            lang: None,
        }
        .html()
    }

    #[test]
    fn tables_name_their_headers() {
        let html = render("| A | B |\n|---|--:|\n| 1 | 2 |\n");
        assert!(html.contains("<th scope=\"col\">A</th><th scope=\"col\" class=\"end\">B</th>"), "{html}");
        assert!(html.contains("<tr><td>1</td><td class=\"end\">2</td></tr>"), "{html}");
    }

    #[test]
    fn a_heading_leads_to_itself_unless_a_link_is_in_it() {
        let html = render(
            "## Le *premier* [draft](lang:en)\n\n## Voir [ici](https://example.org/)\n\n## Note[^a]\n\n[^a]: n\n",
        );
        let linked = "><a class=\"section-link\" href=\"#le-premier-draft\">Le <em>premier</em> <span lang=\"en\">draft</span></a></h2>";
        assert!(html.contains(linked), "{html}");
        assert!(html.contains("id=\"voir-ici\">Voir <a href=\"https://example.org/\""), "{html}");
        assert!(html.contains("id=\"note\">Note<sup") && !html.contains("</a></a>"), "{html}");
    }

    #[test]
    fn footnotes_are_numbered_by_their_calls_and_lead_back() {
        let html = render("b[^b] a[^a] b[^b]\n\n[^a]: un\n\n[^b]: deux\n");
        let (first, second) = (html.find("note_1").unwrap(), html.find("deux").unwrap());
        assert!(first < second && html.find("deux").unwrap() < html.find("un</p>").unwrap(), "{html}");
        assert!(html.contains("href=\"#appel_1-2\""), "{html}");
    }

    #[test]
    fn what_describes_a_picture_is_set_and_holds_no_markup() {
        let html = render("![L'avis du **1er** avril : \"oui\"](asset:a.png) \"*mot*\" le 1er < 2e");
        assert!(html.contains("alt=\"L’avis du 1er\u{a0}avril\u{a0}: «\u{a0}oui\u{a0}»\""), "{html}");
        assert!(html.contains("«\u{a0}<em>mot</em>\u{a0}» le 1<sup>er</sup> &lt; 2<sup>e</sup>"), "{html}");
        let html = render("![Logo de [BAnQ](member:a), [open](lang:en)](asset:a.png)");
        assert!(html.contains("alt=\"Logo de BAnQ, open\""), "{html}");
    }

    #[test]
    fn a_note_may_stand_in_a_list_item_or_a_definition() {
        let html = render("- Le taux est de 5 %[^1].\n  [^1]: L'avis.\n- Deux.\n");
        assert!(
            html.contains("5\u{a0}%<sup") && html.contains("<p>L’avis.") && html.contains("<li>Deux.</li>"),
            "{html}"
        );
        let html = render("terme\n: L'avis 2e[^a]\n  [^a]: le 1er\n");
        assert!(html.contains("L’avis 2<sup>e</sup>") && html.contains("le 1<sup>er</sup>"), "{html}");
        assert!(render("Mandat\n:voilà\n\t- premier point").contains("premier point"));
    }

    proptest! {
        #[test]
        fn nothing_that_is_written_becomes_markup(text in "[<>\"'&a-z\\[\\]()!|`*_\n :/.-]{0,120}") {
            let html = render(&text).to_lowercase();
            prop_assert!(!html.contains("<script") && !html.contains("javascript:"));
        }

        #[test]
        fn no_text_makes_the_writer_fail(text in prop_oneof![arbitrary::text(), "\\PC{0,200}"]) {
            let html = render(&text);
            let alt = scraper::Selector::parse("[alt*='<a '], [alt*='<span'], [alt*='<sup']").unwrap();
            prop_assert_eq!(scraper::Html::parse_fragment(&html).select(&alt).count(), 0, "{}", html);
        }
    }
}
