//! Words of public administration that correspond in French and English: they show what two sentences are about,
//! without a grammar of either language.
//!
//! The list is `lexicon.txt`, compiled into the program: at run time a word is looked up in a sorted table.

use super::Language;

const TEXT: &[u8] = include_bytes!("lexicon.txt");

/// How many words the list has, of both languages.
const COUNT: usize = count();

/// The hash of the beginning of a word and its language, and the number of its line.
#[allow(long_running_const_eval, reason = "the list is sorted by the compiler")]
static TABLE: [(u64, u16); COUNT] = sorted();

/// Returns whether a byte separates words.
const fn is_gap(byte: u8) -> bool {
    byte == b' ' || byte == b'\n' || byte == b'|'
}

const fn count() -> usize {
    let (mut at, mut count) = (0, 0);
    while at < TEXT.len() {
        if TEXT[at] == b'#' {
            while TEXT[at] != b'\n' {
                at += 1;
            }
        }
        if !is_gap(TEXT[at]) && is_gap(TEXT[at + 1]) {
            count += 1;
        }
        at += 1;
    }
    count
}

/// FNV-1a, 64 bits.
const BASIS: [u64; 2] = [0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4];
const PRIME: u64 = 0x0000_0100_0000_01b3;

const fn fed(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(PRIME)
}

const fn sorted() -> [(u64, u16); COUNT] {
    let mut table = [(0, 0); COUNT];
    let (mut at, mut filled, mut line, mut side) = (0, 0, 0, 0);
    let mut hash = BASIS[0];
    let mut is_open = false;
    while at < TEXT.len() {
        if TEXT[at] == b'#' {
            while TEXT[at] != b'\n' {
                at += 1;
            }
        }
        let byte = TEXT[at];
        if is_gap(byte) {
            if is_open {
                table[filled] = (hash, line);
                filled += 1;
                is_open = false;
            }
            if byte == b'|' {
                side = 1;
            } else if byte == b'\n' {
                side = 0;
                line += 1;
            }
        } else {
            if !is_open {
                hash = BASIS[side];
                is_open = true;
            }
            hash = fed(hash, byte);
        }
        at += 1;
    }
    // Shell's sort, by the gaps of Ciura.
    let gaps = [701, 301, 132, 57, 23, 10, 4, 1];
    let mut gap = 0;
    while gap < gaps.len() {
        let step = gaps[gap];
        let mut at = step;
        while at < COUNT {
            let one = table[at];
            let mut to = at;
            while to >= step && before(one, table[to - step]) {
                table[to] = table[to - step];
                to -= step;
            }
            table[to] = one;
            at += 1;
        }
        gap += 1;
    }
    table
}

const fn before(one: (u64, u16), other: (u64, u16)) -> bool {
    one.0 < other.0 || (one.0 == other.0 && one.1 < other.1)
}

/// The maximum number of lines on which a word is looked up.
pub const SENSES: usize = 3;

/// Returns the lines of the list that contain a word, found by its longest known beginning: words of the two
/// languages on one line may correspond. `word` is in lower case without accents.
pub fn senses(word: &str, language: Language) -> ([u16; SENSES], usize) {
    let mut found = ([0; SENSES], 0);
    let mut hash = BASIS[usize::from(language == Language::English)];
    // The hashes of the beginnings, shortest first; words are short.
    let mut hashes = [0; 24];
    let bytes = &word.as_bytes()[..word.len().min(hashes.len())];
    for (at, byte) in bytes.iter().enumerate() {
        hash = fed(hash, *byte);
        hashes[at] = hash;
    }
    if bytes.is_empty() || bytes.len() < word.len() {
        return found;
    }
    let whole = fed(hash, b'.');
    for hash in std::iter::once(whole).chain(hashes[..bytes.len()].iter().rev().copied()) {
        let start = TABLE.partition_point(|(own, _)| *own < hash);
        for (_, line) in TABLE[start..].iter().take_while(|(own, _)| *own == hash).take(SENSES) {
            found.0[found.1] = *line;
            found.1 += 1;
        }
        if found.1 > 0 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(french: &str, english: &str) -> bool {
        let (one, other) = (senses(french, Language::French), senses(english, Language::English));
        one.0[..one.1].iter().any(|line| other.0[..other.1].contains(line))
    }

    #[test]
    fn words_answer_each_other_by_their_beginnings() {
        for (french, english) in
            [("rencontres", "meetings"), ("membre", "members"), ("ans", "years"), ("annexe", "schedule")]
        {
            assert!(alike(french, english), "{french} {english}");
        }
        for (french, english) in [("comite", "commitment"), ("lundi", "tuesday"), ("zzz", "zzz"), ("", "")] {
            assert!(!alike(french, english), "{french} {english}");
        }
    }

    #[test]
    fn the_list_is_well_formed() {
        let text = std::str::from_utf8(TEXT).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (french, english) = line.split_once(" | ").unwrap_or_else(|| panic!("{line}"));
            for word in french.split(' ').chain(english.split(' ')) {
                let letters = word.strip_suffix('.').unwrap_or(word);
                let is_sound = letters.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                assert!(is_sound && letters.len() >= if letters == word { 3 } else { 1 }, "{line}: {word}");
            }
        }
        assert!(TABLE.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
