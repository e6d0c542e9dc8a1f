//! The explanation of each code, with a wrong and a right example, for `check --explain`.

use crate::diagnostic::Code;
use crate::language::Language;

const FRENCH: &str = include_str!("../messages/explain.fr.md");
const ENGLISH: &str = include_str!("../messages/explain.en.md");

/// Returns the explanation of a code, as Markdown without its heading.
pub fn explain(code: Code, language: Language) -> Option<&'static str> {
    let all = match language {
        Language::French => FRENCH,
        Language::English => ENGLISH,
    };
    let (_, rest) = all.split_once(&format!("## {}\n", code.id()))?;
    Some(rest.split("\n## CV").next().unwrap_or(rest).trim())
}

/// Returns the title of a code: the first sentence of its explanation.
pub fn title(code: Code, language: Language) -> Option<&'static str> {
    let line = explain(code, language)?.lines().next()?;
    Some(line.split_once(". ").map_or(line.trim_end_matches('.'), |(first, _)| first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages_with_two_examples() {
        for code in Code::ALL {
            for language in Language::ALL {
                let text = explain(*code, language).unwrap_or_else(|| panic!("{} {language:?}", code.id()));
                assert_eq!(text.matches("```").count(), 4, "{} {language:?}", code.id());
            }
        }
    }
}
