//! Letters without their accents, for addresses and lists of words.

/// Returns the unaccented letters of an accented lower-case letter.
pub fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' | 'í' => "i",
        'ô' | 'ö' | 'ó' => "o",
        'ù' | 'û' | 'ü' | 'ú' => "u",
        'ÿ' => "y",
        'ñ' => "n",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

/// Appends a word in lower case without accents.
pub fn unaccented(word: &str, to: &mut String) {
    for c in word.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => to.push_str(letters),
            None => to.push(c),
        }
    }
}
