//! The endings of French ordinals.

use std::ops::Range;

/// Returns the endings of French ordinals to be set as superscripts: « 1er », « 2e », « XXe ».
pub fn ordinals(text: &str) -> Vec<Range<usize>> {
    const ENDINGS: [&str; 6] = ["er", "re", "ers", "res", "es", "e"];
    let mut found = Vec::new();
    // Most texts have no ordinal: a figure directly before the first letter of an ending is rare.
    let may_end = |pair: &[u8]| (pair[0].is_ascii_digit() || b"IVXL".contains(&pair[0])) && b"er".contains(&pair[1]);
    if !text.as_bytes().windows(2).any(may_end) {
        return found;
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_endings_of_ordinals_are_found() {
        let raised = |text: &str| ordinals(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(raised("le 1er avril, la 2e fois, les 3es, au XXe siècle, la 1re"), ["er", "e", "es", "e", "re"]);
        assert_eq!(raised("Le CAQUE0001e, Ce, 12h, vers, l’ère, 4G"), Vec::<String>::new());
    }
}
