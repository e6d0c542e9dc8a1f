//! What an editor types, and the result of typesetting it.

use super::*;
use proptest::prelude::*;

fn french(text: &str) -> String {
    typeset(text, Language::French).replace(NBSP, "_")
}

fn english(text: &str) -> String {
    typeset(text, Language::English).replace(NBSP, "_")
}

#[test]
fn french_follows_the_table_of_the_oqlf() {
    for (typed, set) in [
        ("Avis : oui", "Avis_: oui"),
        ("Avis: oui", "Avis_: oui"),
        ("Voilà: oui", "Voilà_: oui"),
        // With a no-break space it would look like a letter in a wrong encoding.
        ("Les lettres Â : un accent", "Les lettres Â : un accent"),
        ("Les lettres Â: un accent", "Les lettres Â: un accent"),
        ("La lettre \"Â\" et la lettre \"A\"", "La lettre \"Â\" et la lettre «_A_»"),
        ("Â...", "Â..."),
        ("l'Â'x", "l’Â'x"),
        ("à 10:30 précises", "à 10:30 précises"),
        ("Vraiment ?", "Vraiment?"),
        ("Oui ! Non ; peut-être", "Oui! Non; peut-être"),
        ("Il dit \"oui\".", "Il dit «_oui_»."),
        ("« oui » et «non»", "«_oui_» et «_non_»"),
        ("l'avis d'avril", "l’avis d’avril"),
        ("12 % ou 12%", "12_% ou 12_%"),
        ("90 000 $ et 5 millions $", "90_000_$ et 5 millions_$"),
        ("1 200 jeux, 12 345 678 octets", "1_200 jeux, 12_345_678 octets"),
        ("en 2021 200 jeux", "en 2021 200 jeux"),
        ("le 514 873-6565", "le 514 873-6565"),
        ("à 13h30 ou 8 h 5 ou 14h", "à 13_h_30 ou 8_h_5 ou 14_h"),
        ("4,5 km et 20 °C", "4,5_km et 20_°C"),
        ("Suite...", "Suite…"),
        ("Données - ce qu'il en dit", "Données – ce qu’il en dit"),
        ("le 12 mars 2021, le 1er avril", "le 12_mars 2021, le 1er_avril"),
        ("Voir https://example.org/a?b=c:d 'x' et a@b.ca ?", "Voir https://example.org/a?b=c:d 'x' et a@b.ca?"),
        ("M. Untel et Mme Unetelle", "M._Untel et Mme_Unetelle"),
        ("SGQRI 008 3.0, CAQUE0001, C-11", "SGQRI 008 3.0, CAQUE0001, C-11"),
        ("2021-2023", "2021-2023"),
        ("- un point", "- un point"),
    ] {
        assert_eq!(french(typed), set, "{typed}");
    }
}

#[test]
fn english_follows_the_canadian_conventions() {
    for (typed, set) in [
        ("Opinion : yes", "Opinion: yes"),
        ("Really ?", "Really?"),
        ("12 % of cases", "12% of cases"),
        ("$ 20", "$20"),
        ("\"Yes,\" it said.", "“Yes,” it said."),
        ("The letters \"Ã\" and \"A\"", "The letters \"Ã\" and “A”"),
        ("the members' rooms aren't", "the members’ rooms aren’t"),
        ("at 6:30 p.m.", "at 6:30_p.m."),
        ("4.5 km", "4.5_km"),
        ("open data - what", "open data – what"),
        ("see https://example.org/'a'", "see https://example.org/'a'"),
        ("wait...", "wait…"),
    ] {
        assert_eq!(english(typed), set, "{typed}");
    }
}

proptest! {
    #[test]
    fn one_look_never_misses_a_rule(text in "[a-zé0-9 .,:;!?%$«»\"'hrM\u{a0}\u{202f}()°¢-]{0,30}") {
        for language in Language::ALL {
            if !may_change(text.as_bytes(), language) {
                let runs = [run(&text, language, 0)];
                let edits = found(&Line::new(&runs, &text));
                prop_assert!(edits.is_empty(), "{:?} {:?}", text, edits);
            }
        }
    }
}

fn run(text: &str, language: Language, depth: usize) -> Run<'_> {
    Run { text: Cow::Borrowed(text), language, depth, fixed: false }
}

/// Parses runs from their marks, `*` for emphasis and `` ` `` for code.
fn marked(typed: &str) -> String {
    let (mut runs, mut depth, mut code) = (Vec::new(), 0, false);
    for part in typed.split_inclusive(['*', '`']) {
        let words = part.trim_end_matches(['*', '`']);
        runs.push(Run { fixed: code, ..run(words, Language::French, depth) });
        match &part[words.len()..] {
            "*" => depth = 1 - depth,
            "`" => code = !code,
            _ => continue,
        }
        runs.push(Run { fixed: true, ..run("", Language::French, 0) });
    }
    let marks: Vec<char> = typed.chars().filter(|c| "*`".contains(*c)).collect();
    typeset_runs(&mut runs);
    let mut marks = marks.into_iter();
    let shown = runs.iter().map(|run| match run.fixed && run.text.is_empty() && run.depth == 0 {
        true => marks.next().unwrap_or_default().to_string(),
        false => run.text.to_string(),
    });
    shown.collect::<String>().replace(NBSP, "_")
}

#[test]
fn marks_of_emphasis_and_code_stand_in_no_ones_way() {
    for (typed, set) in [
        ("Il dit \"*oui*\".", "Il dit «_*oui*_»."),
        ("*\"oui\"*", "*«_oui_»*"),
        ("«*mot*»", "«_*mot*_»"),
        ("l'*avis* et l'`avis`", "l’*avis* et l’`avis`"),
        ("*Avis*: oui", "*Avis*_: oui"),
        ("*Avis* : oui", "*Avis*_: oui"),
        ("*Avis :* oui", "*Avis_:* oui"),
        ("le *12* mars, *12* %", "le *12*_mars, *12*_%"),
        ("\"`a`\" et `\"`", "«_`a`_» et `\"`"),
        ("*l*'avis", "*l*’avis"),
        ("*oui* !", "*oui*!"),
        ("oui *!* non", "oui *!* non"),
    ] {
        assert_eq!(marked(typed), set, "{typed}");
    }
}

#[test]
fn what_is_not_words_is_left() {
    for typed in [
        "rapport_12h.pdf",
        "le 12h4f",
        "a%C3%A9b",
        "un écran de 27\"",
        "12'30\"",
        "clé=\"x\"",
        ".../x",
        "a...b",
        "bien ;)",
    ] {
        assert_eq!(french(typed), typed);
    }
    for typed in ["a scale of 1 : 2", "well :)", "5'10\""] {
        assert_eq!(english(typed), typed);
    }
    assert_eq!(french("de 10h15-11h45"), "de 10_h_15-11_h_45");
    assert_eq!(
        english("'open', rock 'n' roll, the '90s, 'the members' rooms.'"),
        "‘open’, rock ’n’ roll, the ’90s, ‘the members’ rooms.’"
    );
    assert_eq!(english("an 'open door"), "an 'open door");
}

proptest! {
    #[test]
    fn setting_twice_changes_nothing_more(text in "[a-zé0-9 .,:;!?%$«»\"'h\u{a0}\u{202f}()-]{0,40}") {
        for language in Language::ALL {
            let once = typeset(&text, language).into_owned();
            prop_assert_eq!(&typeset(&once, language), &once);
        }
    }

    #[test]
    fn where_runs_divide_a_line_makes_no_difference(
        // Without full stops: three dots of two runs stay three dots.
        text in "[a-zé0-9 ,:;!?%$«»\"'h\u{a0}()-]{0,30}", at in 0..30_usize, language in 0..2_usize
    ) {
        let language = Language::ALL[language];
        let cut = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
        let mut runs = [run(&text[..cut], language, 0), run(&text[cut..], language, 0)];
        typeset_runs(&mut runs);
        prop_assert_eq!(format!("{}{}", runs[0].text, runs[1].text), typeset(&text, language));
    }

    #[test]
    fn nothing_set_reads_as_a_letter_in_the_wrong_encoding(
        text in "([ÂÃâ]|â[€‚„†ˆ‰]|[a0-9 .,:;!?%$«»\"'h()—-]){0,30}"
    ) {
        let letters = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let is_letter = |letter: &[char]| {
                let letter: String = letter.iter().collect();
                let (bytes, _, has_others) = encoding_rs::WINDOWS_1252.encode(&letter);
                !has_others && std::str::from_utf8(&bytes).is_ok_and(|meant| meant.chars().count() == 1)
            };
            let twos = chars.windows(2).filter(|two| matches!(two[0], 'Â' | 'Ã') && is_letter(two)).count();
            let threes = chars.windows(3).filter(|three| three[0] == 'â' && "€‚„†ˆ‰".contains(three[1]));
            twos + threes.filter(|three| is_letter(three)).count()
        };
        for language in Language::ALL {
            prop_assert!(letters(&typeset(&text, language)) <= letters(&text), "{:?}", typeset(&text, language));
        }
    }

    #[test]
    fn no_letter_or_digit_is_lost(text in "\\PC{0,60}") {
        for language in Language::ALL {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&typeset(&text, language)), letters(&text));
        }
    }
}
