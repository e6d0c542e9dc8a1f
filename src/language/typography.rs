//! Typography: what an editor types on an ordinary keyboard, set as each language asks.
//!
//! French follows the OQLF's table (Vitrine linguistique, « Espacement avant et après les principaux
//! signes de ponctuation »), English the Canadian conventions. Addresses are never touched, and
//! setting twice changes nothing more.

mod english;
mod french;

use std::borrow::Cow;
use std::ops::Range;

use super::Language;

/// No-break space.
pub(crate) const NBSP: char = '\u{a0}';
/// Narrow no-break space.
const NNBSP: char = '\u{202f}';

/// How often a text is gone through at most.
const ROUNDS: usize = 4;

/// A change to a text.
#[derive(Debug, PartialEq, Eq)]
struct Edit {
    /// What is replaced, in bytes of the text; empty where something is put in.
    range: Range<usize>,
    /// What stands there instead.
    with: &'static str,
}

/// A text set in a language.
pub fn typeset(text: &str, language: Language) -> Cow<'_, str> {
    typeset_after(None, text, language)
}

/// A text set in a language, that follows a character in the same line.
pub fn typeset_after(before: Option<char>, text: &str, language: Language) -> Cow<'_, str> {
    let mut set = Cow::Borrowed(text);
    // One rule may make room for another: mostly the second round finds nothing more.
    for _ in 0..ROUNDS {
        let edits = edits(before, &set, language);
        if edits.is_empty() {
            break;
        }
        set = Cow::Owned(apply(&set, &edits));
    }
    set
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut set = String::with_capacity(text.len() + edits.len() * 2);
    let mut last = 0;
    for edit in edits {
        set.push_str(&text[last..edit.range.start]);
        set.push_str(edit.with);
        last = edit.range.end;
    }
    set.push_str(&text[last..]);
    set
}

/// Where the endings of French ordinals stand, that are to be raised: « 1er », « 2e », « XXe ».
pub fn ordinals(text: &str) -> Vec<Range<usize>> {
    const ENDINGS: [&str; 6] = ["er", "re", "ers", "res", "es", "e"];
    let mut found = Vec::new();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut start = 0;
    for word in text.split(|c: char| !is_word(c)) {
        let end = start + word.len();
        for ending in ENDINGS {
            let Some(number) = word.strip_suffix(ending).filter(|number| !number.is_empty()) else { continue };
            let figures = number.bytes().all(|b| b.is_ascii_digit());
            let roman = number.len() > 1 && number.bytes().all(|b| b"IVXL".contains(&b));
            if figures || roman {
                found.push(end - ending.len()..end);
                break;
            }
        }
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// What is to be changed in a text, in its order.
fn edits(before: Option<char>, text: &str, language: Language) -> Vec<Edit> {
    if !may_change(text.as_bytes(), language) {
        return Vec::new();
    }
    let line = Line::new(before, text);
    let mut edits = Vec::new();
    for at in 0..line.chars.len() {
        if line.silent[at] {
            continue;
        }
        common(&line, at, &mut edits);
        match language {
            Language::French => french::rules(&line, at, &mut edits),
            Language::English => english::rules(&line, at, &mut edits),
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup_by(|next, first| next.range.start < first.range.end || next == first);
    edits
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

/// A text as characters, with those of addresses marked.
struct Line<'t> {
    text: &'t str,
    before: Option<char>,
    chars: Vec<(usize, char)>,
    silent: Vec<bool>,
}

impl<'t> Line<'t> {
    fn new(before: Option<char>, text: &'t str) -> Self {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut silent = vec![false; chars.len()];
        if text.contains("://") || text.contains('@') || text.contains("www.") {
            let mut start = 0;
            for end in 0..=chars.len() {
                if end == chars.len() || chars[end].1.is_whitespace() {
                    let from = chars.get(start).map_or(text.len(), |(at, _)| *at);
                    let to = chars.get(end).map_or(text.len(), |(at, _)| *at);
                    let word = &text[from..to];
                    if word.contains("://") || word.contains('@') || word.starts_with("www.") {
                        silent[start..end].fill(true);
                    }
                    start = end + 1;
                }
            }
        }
        Self { text, before, chars, silent }
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    /// The character so many places before one.
    fn back(&self, at: usize, steps: usize) -> Option<char> {
        match at.checked_sub(steps) {
            Some(at) => self.char(at),
            None if at + 1 == steps => self.before,
            None => None,
        }
    }

    /// The bytes of so many characters from a place.
    fn range(&self, at: usize, count: usize) -> Range<usize> {
        let start = self.chars.get(at).map_or(self.text.len(), |(start, _)| *start);
        start..self.chars.get(at + count).map_or(self.text.len(), |(end, _)| *end)
    }

    fn replace(&self, at: usize, count: usize, with: &'static str, edits: &mut Vec<Edit>) {
        edits.push(Edit { range: self.range(at, count), with });
    }

    /// The word that begins at a place.
    fn word(&self, at: usize) -> &'t str {
        let start = self.range(at, 0).start;
        let rest = &self.text[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '°').unwrap_or(rest.len());
        &rest[..end]
    }

    /// The digits that end right before a place: how many, and what stands before them.
    fn digits_before(&self, at: usize) -> (usize, Option<char>) {
        let mut count = 0;
        while self.back(at, count + 1).is_some_and(|c| c.is_ascii_digit()) && count < at {
            count += 1;
        }
        (count, self.back(at, count + 1))
    }

    /// How many digits begin at a place, and what follows them.
    fn digits_from(&self, at: usize) -> (usize, Option<char>) {
        let count = self.chars[at.min(self.chars.len())..].iter().take_while(|(_, c)| c.is_ascii_digit()).count();
        (count, self.char(at + count))
    }
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
                && line.char(at + 3) != Some('.') =>
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

    #[test]
    fn the_endings_of_ordinals_are_found() {
        let raised = |text: &str| ordinals(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(raised("le 1er avril, la 2e fois, les 3es, au XXe siècle, la 1re"), ["er", "e", "es", "e", "re"]);
        assert_eq!(raised("Le CAQUE0001e, Ce, 12h, vers, l’ère, 4G"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn one_look_never_misses_a_rule(text in "[a-zé0-9 .,:;!?%$«»\"'hrM\u{a0}\u{202f}()°¢-]{0,30}") {
            for language in Language::ALL {
                if !may_change(text.as_bytes(), language) {
                    let line = Line::new(None, &text);
                    let mut edits = Vec::new();
                    for at in 0..line.chars.len() {
                        common(&line, at, &mut edits);
                        match language {
                            Language::French => french::rules(&line, at, &mut edits),
                            Language::English => english::rules(&line, at, &mut edits),
                        }
                    }
                    prop_assert!(edits.is_empty(), "{:?} {:?}", text, edits);
                }
            }
        }
    }

    #[test]
    fn what_stands_before_a_text_counts() {
        assert_eq!(typeset_after(Some('t'), " : suite", Language::French), "\u{a0}: suite");
        assert_eq!(typeset_after(Some('l'), "'avis", Language::French), "’avis");
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
        fn no_letter_or_digit_is_lost(text in "\\PC{0,60}") {
            for language in Language::ALL {
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                prop_assert_eq!(letters(&typeset(&text, language)), letters(&text));
            }
        }
    }
}
