//! Finds what a sentence obliges, permits, limits or denies: « doit », “may not”, « au moins », “only”. Two
//! versions of a rule must agree in this; a difference is a hint, since each language has other wordings.

mod words;

use std::ops::Range;

use super::Language;
use words::{ENGLISH, ENGLISH_WEAK, FRENCH, FRENCH_WEAK};

/// How an action or an amount is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modality {
    /// « doit », “must”.
    Must,
    /// « ne peut », “may not”, “must not”.
    MustNot,
    /// « peut », “may”.
    May,
    /// « au moins », “at least”.
    AtLeast,
    /// « au plus », “no more than”.
    AtMost,
    /// « seulement », “only”.
    Only,
    /// « toujours », “always”.
    Always,
    /// « jamais », “never”.
    Never,
    /// Any other denial.
    Not,
}

/// One or several words that express a modality, and their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modal {
    /// The modality.
    pub modality: Modality,
    /// Where they are, in bytes of the text.
    pub range: Range<usize>,
    /// Whether the other version must express it too; other words may match, but do not require a match.
    pub is_sure: bool,
}

/// Two sentences that oblige, permit or limit otherwise; at least one side is present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opposed {
    /// The modality of the French.
    pub french: Option<Modal>,
    /// The modality of the English.
    pub english: Option<Modal>,
}

use Modality::{Always, AtLeast, AtMost, May, Must, MustNot, Never, Not, Only};

/// Returns the modalities of a sentence, in its order. The work grows with its length.
pub fn modals(text: &str, language: Language) -> Vec<Modal> {
    let words = words(text);
    let (table, weak) = if language == Language::French { (FRENCH, FRENCH_WEAK) } else { (ENGLISH, ENGLISH_WEAK) };
    let mut found: Vec<Modal> = Vec::new();
    let mut at = 0;
    // The position of a French denial that is not closed yet.
    let mut denied: Option<usize> = None;
    while at < words.len() {
        let (word, range) = &words[at];
        let matches = |(pattern, _): &&(&[&str], Modality)| {
            pattern.iter().enumerate().all(|(next, word)| words.get(at + next).is_some_and(|(own, _)| own == word))
        };
        // “May 14” is a day.
        let is_month = word == "may" && language == Language::English && text[range.clone()].starts_with('M') && at > 0;
        let sure = table.iter().filter(|_| !is_month).filter(matches).max_by_key(|(pattern, _)| pattern.len());
        let other = weak.iter().filter(|_| !is_month).filter(matches).max_by_key(|(pattern, _)| pattern.len());
        let longer = |own: &&(&[&str], Modality)| other.is_none_or(|(pattern, _)| own.0.len() >= pattern.len());
        let is_sure = sure.filter(longer).is_some();
        let known = sure.filter(longer).or(other);
        if language == Language::French {
            match &**word {
                "ne" | "n" => denied = Some(at),
                "pas" | "point" | "guère" | "rien" | "personne" | "ni" if denied.is_some() => {
                    let start = denied.take().map_or(range.start, |open| words[open].1.start);
                    if found.last().is_none_or(|last| last.range.start < start || last.modality != MustNot) {
                        found.push(Modal { modality: Not, range: start..range.end, is_sure: true });
                    }
                }
                "que" | "qu" if denied.is_some_and(|open| at - open <= 6) => {
                    let start = denied.take().map_or(range.start, |open| words[open].1.start);
                    // « ne peut que »: a limit, and no denial.
                    if let Some(last) =
                        found.last_mut().filter(|last| last.range.start >= start && last.modality == MustNot)
                    {
                        last.modality = May;
                    }
                    found.push(Modal { modality: Only, range: start..range.end, is_sure: true });
                }
                _ => {}
            }
        }
        let Some((pattern, modality)) = known else {
            at += 1;
            continue;
        };
        let end = at + pattern.len();
        let mut modal = Modal { modality: *modality, range: range.start..words[end - 1].1.end, is_sure };
        match language {
            Language::French => {
                let open = denied.filter(|open| at - open <= 2);
                if let (Some(open), Must | May) = (open, modal.modality) {
                    let has_pas = words[end..].iter().take(3).any(|(word, _)| word == "pas");
                    // « ne doit pas » is a prohibition, « il n’est pas nécessaire » is not.
                    modal.modality = MustNot;
                    modal.range.start = words[open].1.start;
                    // « Aucun membre ne peut »: one denial.
                    if let Some(last) = found.last().filter(|last| {
                        last.modality == Not && text[last.range.clone()].to_lowercase().starts_with("aucun")
                    }) {
                        modal.range.start = last.range.start;
                        found.pop();
                    }
                    if !has_pas && *modality == Must {
                        modal.modality = Not;
                    }
                } else if *modality == Must && is_freed(&words[..at]) {
                    modal.modality = Not;
                    if let Some(last) = found.last().filter(|last| last.modality == Not) {
                        modal.range.start = last.range.start;
                        found.pop();
                    }
                }
            }
            Language::English => {
                let next = words.get(end).map(|(word, _)| &**word);
                let before = &words[at.saturating_sub(2)..at];
                let is_denied = next == Some("not")
                    || before.iter().any(|(word, _)| matches!(&**word, "not" | "no" | "don't" | "doesn't" | "isn't"));
                if let (Must | May, true) = (modal.modality, is_denied) {
                    modal.is_sure = true;
                    let frees = *modality == Must && next != Some("not");
                    modal.modality = if frees { Not } else { MustNot };
                    // The denial is reported as part of it.
                    if let Some(last) =
                        found.last().filter(|last| last.modality == Not && last.range.end + 12 > range.start)
                    {
                        modal.range.start = last.range.start;
                        found.pop();
                    }
                    if next == Some("not") {
                        modal.range.end = words[end].1.end;
                        found.push(modal);
                        at = end + 1;
                        continue;
                    }
                } else if word.ends_with("n't") {
                    modal.modality = Not;
                }
            }
        }
        found.push(modal);
        at = end;
    }
    found
}

/// Returns whether « pas » shortly precedes: « n’est pas obligatoire ».
fn is_freed(before: &[(String, Range<usize>)]) -> bool {
    before.iter().rev().take(2).any(|(word, _)| word == "pas")
}

/// Returns the words of a text in lower case, and their ranges.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                // “don’t” and “can’t” are one word; « n’est » is two words.
                let is_english = matches!(c, '’' | '\'')
                    && text[at + c.len_utf8()..].starts_with('t')
                    && text[from..at].ends_with('n');
                if is_english && !text[at + c.len_utf8() + 1..].starts_with(char::is_alphanumeric) {
                    let end = at + c.len_utf8() + 1;
                    let word = text[from..at].to_lowercase();
                    let whole = if word == "can" { "cannot".to_owned() } else { "not".to_owned() };
                    if word.ends_with("mustn") || word.ends_with("can") {
                        found.push((if word == "mustn" { "cannot".to_owned() } else { whole }, from..end));
                    } else {
                        found.push(("not".to_owned(), from..end));
                    }
                    start = None;
                } else {
                    found.push((text[from..at].to_lowercase(), from..at));
                    start = None;
                }
            }
            _ => {}
        }
    }
    // The “t” of a contraction already taken as one word is not a word.
    found.dedup_by(|one, other| one.0 == "t" && one.1.start < other.1.end);
    found
}

/// Pairs that contradict each other.
const OPPOSITES: [(Modality, Modality); 6] =
    [(Must, May), (Must, MustNot), (May, MustNot), (AtLeast, AtMost), (Always, Never), (Must, Not)];

/// Returns how two corresponding sentences differ in what they oblige, permit or limit: contradictions first, then
/// modalities of one side only.
pub fn opposed(french: &[Modal], english: &[Modal]) -> Option<Opposed> {
    let (mut one, mut other) = (french.to_vec(), english.to_vec());
    one.retain(|modal| match other.iter().position(|own| own.modality == modal.modality) {
        Some(at) => {
            other.remove(at);
            false
        }
        None => true,
    });
    // A denial may be reported with its verb on one side, and separately on the other.
    for (denial, with) in
        [(Not, MustNot), (MustNot, Not), (Not, Never), (Never, Not), (MustNot, Never), (Never, MustNot)]
    {
        while let (Some(at), Some(to)) = (
            one.iter().position(|modal| modal.modality == denial),
            other.iter().position(|modal| modal.modality == with),
        ) {
            one.remove(at);
            other.remove(to);
        }
    }
    for (first, second) in OPPOSITES.into_iter().chain(OPPOSITES.map(|(one, other)| (other, one))) {
        let french = one.iter().find(|modal| modal.modality == first);
        let english = other.iter().find(|modal| modal.modality == second);
        if let (Some(french), Some(english)) = (french, english)
            && (french.is_sure || english.is_sure)
        {
            return Some(Opposed { french: Some(french.clone()), english: Some(english.clone()) });
        }
    }
    let sure = |modal: &&Modal| modal.is_sure;
    let french = one.iter().find(sure);
    let english = other.iter().find(sure);
    match (french, english) {
        (None, None) | (Some(_), Some(_)) => None,
        (french, english) => Some(Opposed { french: french.cloned(), english: english.cloned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, language: Language) -> Vec<Modality> {
        modals(text, language).into_iter().filter(|modal| modal.is_sure).map(|modal| modal.modality).collect()
    }

    #[test]
    fn what_is_obliged_permitted_and_denied_is_read() {
        for (text, expected) in [
            ("Le membre doit signer.", vec![Must]),
            ("Il ne doit pas signer.", vec![MustNot]),
            ("Nul ne peut siéger sans serment.", vec![MustNot]),
            ("Il peut siéger.", vec![May]),
            ("Il n’est pas obligatoire de signer.", vec![Not]),
            ("Il ne siège que le lundi.", vec![Only]),
            ("au moins deux, au plus trois", vec![AtLeast, AtMost]),
            ("Ce n’est pas vrai.", vec![Not]),
        ] {
            assert_eq!(said(text, Language::French), expected, "{text}");
        }
        for (text, expected) in [
            ("The member must sign.", vec![Must]),
            ("They may not sit.", vec![MustNot]),
            ("They can’t sit.", vec![MustNot]),
            ("They do not have to sign.", vec![Not]),
            ("They may sit at all times.", vec![May, Always]),
            ("no more than three", vec![AtMost]),
            ("It isn’t true.", vec![Not]),
        ] {
            assert_eq!(said(text, Language::English), expected, "{text}");
        }
    }

    #[test]
    fn contradictions_are_found_and_equals_are_not() {
        let differ = |french: &str, english: &str| {
            opposed(&modals(french, Language::French), &modals(english, Language::English)).is_some()
        };
        for (french, english) in [
            ("Les membres doivent signer.", "Members may sign."),
            ("Ils ne peuvent pas voter.", "They can vote."),
            ("au moins 12 ans", "no older than 12"),
            ("Il ne respecte pas la loi.", "It complies with the law."),
            ("Ils peuvent poser des questions.", "They ask questions."),
        ] {
            assert!(differ(french, english), "{french} {english}");
        }
        for (french, english) in [
            ("Les membres doivent signer.", "Members must sign."),
            ("Il est interdit de fumer.", "Smoking is prohibited."),
            ("Aucun membre ne peut voter.", "No member may vote."),
            ("Il siège au moins deux fois.", "It sits at least twice."),
            ("Il n’est pas tenu de répondre.", "They are not required to answer."),
        ] {
            assert!(!differ(french, english), "{french} {english}");
        }
    }
}
