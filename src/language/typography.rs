//! Typography: what an editor types on an ordinary keyboard, set as each language asks.
//!
//! French follows the OQLF's table (Vitrine linguistique, « Espacement avant et après les principaux
//! signes de ponctuation »), English the Canadian conventions. Addresses are never touched, and
//! setting twice changes nothing more.

mod english;
mod french;
mod line;
mod ordinals;
mod quotes;

use std::borrow::Cow;
use std::ops::Range;

use line::Line;
pub use ordinals::ordinals;

use super::Language;

/// No-break space.
pub(crate) const NBSP: char = '\u{a0}';
/// Narrow no-break space.
const NNBSP: char = '\u{202f}';

/// How often a text is gone through at most.
const ROUNDS: usize = 4;

/// A stretch of a line's words, as inline markup divides them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'t> {
    /// The words.
    pub text: Cow<'t, str>,
    /// Their language.
    pub language: Language,
    /// Inside how many marks of emphasis and links they stand.
    pub depth: usize,
    /// Whether they stay as they are: code, an address, an escape, the end of a line.
    pub fixed: bool,
}

/// A change to a text.
#[derive(Debug, PartialEq, Eq)]
struct Edit {
    /// What is replaced, in bytes of the whole line; empty where something is put in.
    range: Range<usize>,
    /// What stands there instead.
    with: &'static str,
    /// The run that it belongs to.
    run: usize,
}

/// A text set in a language.
pub fn typeset(text: &str, language: Language) -> Cow<'_, str> {
    let mut runs = [Run { text: Cow::Borrowed(text), language, depth: 0, fixed: false }];
    typeset_runs(&mut runs);
    let [Run { text, .. }] = runs;
    text
}

/// Sets the runs of a line or paragraph, each seen beside the others; those that change become owned.
pub fn typeset_runs(runs: &mut [Run<'_>]) {
    // One rule may make room for another: mostly the second round finds nothing more.
    for _ in 0..ROUNDS {
        let edits = edits(runs);
        if edits.is_empty() {
            break;
        }
        apply(runs, &edits);
    }
}

fn apply(runs: &mut [Run<'_>], edits: &[Edit]) {
    let mut start = 0;
    for (at, run) in runs.iter_mut().enumerate() {
        let end = start + run.text.len();
        let mut own = edits.iter().filter(|edit| edit.run == at).peekable();
        if own.peek().is_some() {
            let mut set = String::with_capacity(run.text.len() + 8);
            let mut last = 0;
            for edit in own {
                set.push_str(&run.text[last..edit.range.start - start]);
                set.push_str(edit.with);
                last = edit.range.end - start;
            }
            set.push_str(&run.text[last..]);
            run.text = Cow::Owned(set);
        }
        start = end;
    }
}

/// What is to be changed in a line, in its order.
fn edits(runs: &[Run<'_>]) -> Vec<Edit> {
    if !runs.iter().any(|run| !run.fixed && may_change(run.text.as_bytes(), run.language))
        && !runs.windows(2).any(may_join)
    {
        return Vec::new();
    }
    let text = match runs {
        [run] => Cow::Borrowed(&*run.text),
        runs => Cow::Owned(runs.iter().map(|run| &*run.text).collect::<String>()),
    };
    found(&Line::new(runs, &text))
}

fn found(line: &Line<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in (0..line.chars.len()).filter(|at| !line.silent[*at]) {
        common(line, at, &mut edits);
        match line.runs[line.owners[at]].language {
            Language::French => french::rules(line, at, &mut edits),
            Language::English => english::rules(line, at, &mut edits),
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup_by(|next, first| next.range.start < first.range.end || next == first);
    edits
}

/// Whether a space at the edge of two runs may hold what stands on both sides together.
fn may_join(pair: &[Run<'_>]) -> bool {
    let before = pair[0].text.bytes().next_back();
    pair[1].text.starts_with(' ') && before.is_none_or(|byte| byte.is_ascii_digit() || b"re.".contains(&byte))
}

/// Whether any rule can apply, told from the bytes alone: most texts are left after one look.
fn may_change(text: &[u8], language: Language) -> bool {
    let mut previous = b' ';
    for (at, &byte) in text.iter().enumerate() {
        // The last byte of a space: U+0020, U+00A0 and U+202F.
        let after_space = matches!(previous, b' ' | 0xa0 | 0xaf);
        let next = text.get(at + 1).copied().unwrap_or(b' ');
        let follows = |ending: &[u8]| text[..at].ends_with(ending);
        let found = match byte {
            b'\'' | b'"' => true,
            // « and »: the second byte of U+00AB and U+00BB; only a no-break space belongs inside.
            0xab => follows(b"\xc2") && language == Language::French && !text[at + 1..].starts_with(b"\xc2\xa0"),
            0xbb => follows(b"\xc2") && language == Language::French && !follows(b"\xc2\xa0\xc2"),
            b':' if language == Language::French => {
                previous != 0xa0 && (next.is_ascii_whitespace() || next >= 0x80 || b")]\"".contains(&next))
            }
            b':' | b';' | b'!' | b'?' => after_space,
            b'%' | b'$' => previous.is_ascii_digit() || after_space || next == b' ' || next == 0xc2 || next == 0xe2,
            b'.' => previous == b'.',
            b'-' => previous == b' ' && next == b' ',
            b' ' | 0xaf => {
                previous.is_ascii_digit()
                    || previous == 0x80
                    || (follows(b"er") && at >= 3 && text[at - 3].is_ascii_digit())
                    || follows(b"Mme")
                    || follows(b"M.")
            }
            b'h' => previous.is_ascii_digit() || after_space,
            // ¢ and °, and the last byte of ‰.
            0xa2 | 0xb0 => true,
            _ => false,
        };
        if found {
            return true;
        }
        previous = byte;
    }
    false
}

fn is_space(c: Option<char>) -> bool {
    c.is_some_and(char::is_whitespace)
}

/// A space on one line, breaking or not.
fn is_blank(c: Option<char>) -> bool {
    matches!(c, Some(' ' | NBSP | NNBSP))
}

/// A space that should be a no-break space.
fn is_other_blank(c: Option<char>) -> bool {
    matches!(c, Some(' ' | NNBSP))
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphabetic)
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

/// Whether a punctuation mark ends its word here: a space, a closing mark or the end follows.
fn ends(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | '»' | '”' | '"' | '…'))
}

/// Whether dots between these stand for a range or a path rather than for what is left out.
fn is_joined(before: Option<char>, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    (is_word(before) && is_word(after)) || before == Some('/') || after == Some('/')
}

/// Whether a colon or semicolon is the eyes of a face.
fn is_face(after: Option<char>) -> bool {
    matches!(after, Some(')' | '('))
}

const UNITS: [&str; 25] = [
    "km", "kg", "cm", "mm", "m", "g", "ha", "L", "mL", "ko", "Ko", "Mo", "Go", "To", "kB", "MB", "GB", "TB", "min",
    "s", "MW", "kW", "kWh", "°C", "°",
];

/// What both languages ask.
fn common(line: &Line<'_>, at: usize, edits: &mut Vec<Edit>) {
    let (c, next) = (line.char(at), line.char(at + 1));
    match c {
        Some('.')
            if next == Some('.')
                && line.char(at + 2) == Some('.')
                && line.back(at, 1) != Some('.')
                && line.char(at + 3) != Some('.')
                && !is_joined(line.back(at, 1), line.char(at + 3)) =>
        {
            line.replace(at, 3, "…", edits);
        }
        // An aside, not a list's mark at the start of a line.
        Some('-') if line.back(at, 1) == Some(' ') && next == Some(' ') => {
            let aside = line.back(at, 2).is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit());
            if aside && !is_digit(line.char(at + 2)) {
                line.replace(at, 1, "–", edits);
            }
        }
        // A number and its unit stay together.
        Some(' ' | NNBSP) if is_digit(line.back(at, 1)) && UNITS.contains(&line.word(at + 1)) => {
            line.replace(at, 1, "\u{a0}", edits);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
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

    /// Runs with their marks, `*` for emphasis and `` ` `` for code.
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
        fn no_letter_or_digit_is_lost(text in "\\PC{0,60}") {
            for language in Language::ALL {
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                prop_assert_eq!(letters(&typeset(&text, language)), letters(&text));
            }
        }
    }
}
