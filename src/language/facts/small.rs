//! Words in lower case, as in the tables of words.

/// The longest word of the tables, in bytes.
pub(super) const LONGEST: usize = 15;

/// Returns a word in lower case, if it is short enough to be in the tables. Accented capitals are kept: words in
/// capitals state no number.
pub(super) fn lower<'a>(word: &'a str, space: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(word);
    }
    let own = &mut space[..word.len()];
    own.copy_from_slice(word.as_bytes());
    own.make_ascii_lowercase();
    // Only ASCII letters changed, each to one of the same size.
    std::str::from_utf8(own).ok()
}
