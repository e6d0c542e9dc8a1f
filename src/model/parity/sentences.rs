//! Divides the words of a block into sentences.

use std::ops::Range;

/// Words that end with a point without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "art", "al", "approx", "av", "boul", "bur", "cf", "ch", "chap", "co", "corp", "dept", "dr", "dre", "e.g", "env",
    "etc", "ex", "fig", "i.e", "inc", "jr", "ltd", "ltée", "m", "me", "mm", "mme", "mmes", "mr", "mrs", "ms", "n",
    "no", "nos", "p", "par", "pp", "prof", "r.-v", "sec", "ss", "st", "ste", "suppl", "tél", "tel", "v", "vol", "vs",
];

/// Returns the sentences of a block's words, without the white space between them. Every word is in one of them.
pub(super) fn sentences(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(at) = next_end(words, from) {
        let mut end = at + words[at..].chars().next().map_or(1, char::len_utf8);
        // What closes with the sentence: quotation marks, brackets, more points.
        while let Some(closing) = words[end..].chars().next() {
            let after_space = matches!(closing, '\u{a0}' | ' ') && words[end..].trim_start().starts_with('»');
            if !(matches!(closing, '.' | '!' | '?' | '…' | ')' | ']' | '”' | '"' | '’' | '»') || after_space) {
                break;
            }
            end += closing.len_utf8();
        }
        from = end;
        let is_point = words[at..].starts_with('.');
        let rest = &words[end..];
        let next = rest.trim_start();
        let is_parted = next.len() < rest.len() || next.is_empty();
        let begins = next.trim_start_matches(['«', '“', '"', '(', '[', '\u{a0}', '\u{fffc}', ' ']);
        let is_begun = begins.is_empty() || begins.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if is_parted && is_begun && !(is_point && is_abbreviation(&words[start..at], begins)) {
            push(&mut found, words, start..end);
            start = end;
        }
    }
    push(&mut found, words, start..words.len());
    found
}

/// Returns where the next mark is that may end a sentence, from a position on.
fn next_end(words: &str, from: usize) -> Option<usize> {
    let rest = &words.as_bytes()[from..];
    let mark = memchr::memchr3(b'.', b'!', b'?', rest);
    let before = &rest[..mark.unwrap_or(rest.len())];
    let ellipsis = memchr::memmem::find(before, "…".as_bytes());
    ellipsis.or(mark).map(|at| from + at)
}

fn push(found: &mut Vec<Range<usize>>, words: &str, range: Range<usize>) {
    let part = &words[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    // A single mark belongs to what precedes it.
    match found.last_mut() {
        _ if start >= end => {}
        Some(last) if !words[start..end].contains(char::is_alphanumeric) => last.end = end,
        _ => found.push(start..end),
    }
}

/// Returns whether the point after these words belongs to the last of them.
fn is_abbreviation(before: &str, next: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '’' | '\'' | '«' | '“')).next();
    let word = word.unwrap_or_default();
    let lower = word.to_lowercase();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    // The number that begins an item: “2. The committee”.
    let is_number = word.len() == before.trim().len()
        && !word.is_empty()
        && word.len() <= 3
        && word.bytes().all(|b| b.is_ascii_digit());
    let is_hour = matches!(&*lower, "a.m" | "p.m") && next.starts_with(|c: char| c.is_ascii_digit());
    let takes_figure = matches!(&*lower, "no" | "nos" | "p" | "pp" | "art" | "n" | "par" | "al" | "m");
    let known = ABBREVIATIONS.contains(&&*lower);
    // « … de 12 m. Le comité » ends; « art. 12 » and « M. Tremblay » do not.
    is_initial
        || is_number
        || is_hour
        || (known && (!takes_figure || next.starts_with(|c: char| c.is_ascii_digit()) || word == "M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sentences_end_where_readers_end_them() {
        for (words, count) in [
            ("Le comité siège. Il rend un avis. Merci!", 3),
            ("Voir l’art. 12 de la loi. M. Tremblay préside.", 2),
            ("The meeting starts at 6:30 p.m. The chair opens it.", 2),
            ("Il dit : « Oui. » Puis il sort.", 2),
            ("See e.g. Section 4. It applies.", 2),
            ("Version 2.2 du site. 12 membres.", 2),
            ("2. Le comité siège.", 1),
            ("Sans point", 1),
            ("Fini… Encore ?", 2),
            ("", 0),
        ] {
            assert_eq!(sentences(words).len(), count, "{words}: {:?}", sentences(words));
        }
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_sentence(words in "[A-Za-zé0-9 .!?»«”()\u{a0}]{0,80}") {
            let found = sentences(&words);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let joined: String = found.iter().map(|range| letters(&words[range.clone()])).collect();
            prop_assert_eq!(joined, letters(&words));
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
