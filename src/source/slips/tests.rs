use proptest::prelude::*;

use super::*;

/// Returns the cause of the first mistake, and the text with its fix.
fn slip(text: &str) -> (Cause, String) {
    let slip = before(text, text.len()).unwrap_or_else(|| panic!("{text}"));
    let mut fixed = text.to_owned();
    if let Some((range, with)) = slip.fix {
        fixed.replace_range(range, &with);
    }
    (slip.cause, fixed)
}

#[test]
fn each_slip_is_known_for_what_it_is() {
    for (text, cause, fixed) in [
        ("name:Organisme A\nsector: x\n", Cause::SpaceMissing, "name: Organisme A\nsector: x\n"),
        ("name: A\n sector: x\n", Cause::TooDeep, ""),
        ("terms:\n  - seat: a\n   start_date: 2021\n", Cause::Unaligned, ""),
        ("name: A\n\tsector: x\n", Cause::Tab, ""),
        ("terms:\n\u{a0} - seat: a\n", Cause::NoBreakSpace, "terms:\n  - seat: a\n"),
        ("name:\u{a0}A\n", Cause::NoBreakSpace, "name: A\n"),
        ("name\u{a0}: A\n", Cause::NoBreakSpace, "name: A\n"),
        ("terms:\n-seat: a\n", Cause::Dash, "terms:\n- seat: a\n"),
        (" name: A\nsector: x\n", Cause::First, "name: A\nsector: x\n"),
        ("path: \"C:\\Docs\"\n", Cause::Backslash, "path: 'C:\\Docs'\n"),
        ("title: Avis : les données\n", Cause::Colon, "title: \"Avis : les données\"\n"),
        ("title: L'essai : \"test\"\n", Cause::Colon, "title: 'L''essai : \"test\"'\n"),
        ("mandate:\n  - Recherche\u{a0}: climat\n", Cause::ItemColon, "mandate:\n  - \"Recherche\u{a0}: climat\"\n"),
        ("mandate:\n- Bilan: 2025\n", Cause::ItemColon, "mandate:\n- \"Bilan: 2025\"\n"),
        ("title: [Projet] Avis\n", Cause::Sign, "title: \"[Projet] Avis\"\n"),
        ("title: @nom\n", Cause::Sign, "title: \"@nom\"\n"),
        ("name: > x\n", Cause::Sign, "name: \"> x\"\n"),
        ("name: \"Ouranos\" inc.\n", Cause::AfterQuote, "name: '\"Ouranos\" inc.'\n"),
        ("title: \"Dire \"oui\" et non\"\n", Cause::AfterQuote, "title: 'Dire \"oui\" et non'\n"),
        ("title: 'L'avis'\n", Cause::Apostrophe, "title: \"L'avis\"\n"),
        ("title: \"abc\nname: x\n", Cause::QuoteUnclosed, ""),
        (
            "text: {fr: Recherche, veille et climat., en: Research}\n",
            Cause::Comma,
            "text: {fr: \"Recherche, veille et climat.\", en: \"Research\"}\n",
        ),
        (
            "text: {fr: Consortium: climat, en: x}\n",
            Cause::BraceColon,
            "text: {fr: \"Consortium: climat\", en: \"x\"}\n",
        ),
        ("text: {fr: avis #12, en: x}\n", Cause::BraceHash, "text: {fr: \"avis #12\", en: \"x\"}\n"),
        ("commitments: [1, 2\nkind: advice\n", Cause::Unclosed, ""),
        ("name: A\nsans clé\n", Cause::NoKey, ""),
    ] {
        let (found, with) = slip(text);
        assert_eq!(found, cause, "{text}");
        assert_eq!(with, if fixed.is_empty() { text } else { fixed });
    }
}

#[test]
fn what_is_right_has_no_slip() {
    let text = "# remarque\nname: {fr: Un comité., en: \"A, b: c\"}\nurl: https://example.org/a:b\nterms:\n  - seat: a\n    \
                note: |\n      a: b : c\n      - [x\n    places: 2 # deux\n  - {seat: b, start_date: 2021-04-12}\nlist: [1, 2]\nat:\n  - mailto:bureau@example.org\n  - tel:+14185551234\n\
                long: du texte\n  qui continue\nlast: 'L''avis'\nlong: un texte\n  voir:page\n  ceci\u{a0}et cela\nempty:\ncommitments:\n- id: 1\n  title: x\n";
    assert_eq!(before(text, text.len()), None);
    assert_eq!(silent(text, |_| false), None);
}

proptest! {
    /// Whatever texts contain, a file in which they are quoted or in a block below `|` or `>` has no mistake.
    #[test]
    fn quoted_texts_and_blocks_are_never_slips(
        texts in proptest::collection::vec((0..4_usize, proptest::collection::vec("[aé:\u{a0}#\\-\"'{}, \t*&]{0,9}", 1..4)), 1..5)
    ) {
        let mut text = String::from("list:\n");
        for (style, lines) in &texts {
            let one = lines.join(" ");
            let block: String = lines.iter().map(|line| format!("      {}\n", line.trim_start())).collect();
            text.push_str(&match style {
                0 => format!("  - text: '{}'\n", one.replace('\'', "''")),
                1 => format!("  - text: \"{}\"\n", one.replace('\\', "\\\\").replace('"', "\\\"")),
                2 => format!("  - text: |\n{block}    note: x\n"),
                _ => format!("  - text: >-\n{block}    note: x\n"),
            });
        }
        prop_assert_eq!(silent(&text, |_| false), None, "{}", text);
    }
}
