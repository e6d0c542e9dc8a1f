//! Words of the other language inside a text: `[Secrétariat du Conseil du trésor](lang:fr)`. In Markdown they are
//! read by the parser of prose; this module reads them in the texts of records, which are not Markdown.

use super::Language;

/// The characters between marked words and their language.
const OPEN: &str = "](lang:";

/// Returns the words of a text in order, each stretch with its language if one is marked.
pub fn stretches(text: &str) -> Vec<(&str, Option<Language>)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, words, language, after)) = next(rest) {
        if !before.is_empty() {
            found.push((before, None));
        }
        found.push((words, Some(language)));
        rest = after;
    }
    if !rest.is_empty() || found.is_empty() {
        found.push((rest, None));
    }
    found
}

/// Returns whether a text may contain marks.
pub fn has(text: &str) -> bool {
    text.contains(OPEN)
}

/// Returns a text without its marks.
pub fn plain(text: &str) -> String {
    stretches(text).into_iter().map(|(words, _)| words).collect()
}

/// Returns the first mark: the text before it, its words, their language, and the text after it.
fn next(text: &str) -> Option<(&str, &str, Language, &str)> {
    let mut from = 0;
    loop {
        let middle = from + text[from..].find(OPEN)?;
        let end = text[middle..].find(')').map(|length| middle + length)?;
        let language = Language::from_code(&text[middle + OPEN.len()..end]);
        match (text[..middle].rfind('['), language) {
            (Some(start), Some(language)) if start >= from && start + 1 < middle => {
                return Some((&text[..start], &text[start + 1..middle], language, &text[end + 1..]));
            }
            _ => from = middle + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_are_told_apart_and_the_rest_stays() {
        let french = Some(Language::French);
        for (text, found) in [
            ("a", vec![("a", None)]),
            ("", vec![("", None)]),
            ("The [SCT](lang:fr).", vec![("The ", None), ("SCT", french), (".", None)]),
            ("[a](lang:fr) and [b](lang:fr)", vec![("a", french), (" and ", None), ("b", french)]),
            ("[a](lang:de) [](lang:fr) [b] (lang:fr)", vec![("[a](lang:de) [](lang:fr) [b] (lang:fr)", None)]),
            ("x](lang:fr) [a](lang:fr)", vec![("x](lang:fr) ", None), ("a", french)]),
        ] {
            assert_eq!(stretches(text), found, "{text}");
        }
        assert_eq!(plain("The [SCT](lang:fr)."), "The SCT.");
    }
}
