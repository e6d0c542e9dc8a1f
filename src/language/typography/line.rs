//! A line as the rules see it: its characters, which of them must not change, and the changes to the others.

use std::ops::Range;

use super::quotes::Quotes;
use super::{Edit, GARBLED_SECONDS, Run};

/// A line as characters, with those marked that must not change.
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) runs: &'t [Run<'t>],
    pub(super) chars: Vec<(usize, char)>,
    /// For each character, the run that it is in.
    pub(super) owners: Vec<usize>,
    pub(super) silent: Vec<bool>,
    pub(super) quotes: Quotes,
}

impl<'t> Line<'t> {
    /// The text is that of all runs.
    pub(super) fn new(runs: &'t [Run<'t>], text: &'t str) -> Self {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut owners = Vec::with_capacity(chars.len());
        let mut silent = Vec::with_capacity(chars.len());
        for (at, run) in runs.iter().enumerate() {
            let end = owners.len() + run.text.chars().count();
            owners.resize(end, at);
            silent.resize(end, run.fixed);
        }
        let mut start = 0;
        for end in 0..=chars.len() {
            if end == chars.len() || chars[end].1.is_whitespace() {
                let from = chars.get(start).map_or(text.len(), |(at, _)| *at);
                let to = chars.get(end).map_or(text.len(), |(at, _)| *at);
                if is_address(&text[from..to]) {
                    silent[start..end].fill(true);
                }
                start = end + 1;
            }
        }
        for at in 1..chars.len() {
            silent[at] |= begins_garbled(&chars[..at]) && !chars[at].1.is_alphanumeric();
        }
        let quotes = Quotes::of(&chars, &silent);
        Self { text, runs, chars, owners, silent, quotes }
    }

    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    /// Returns the character a number of places before a position.
    pub(super) fn back(&self, at: usize, steps: usize) -> Option<char> {
        at.checked_sub(steps).and_then(|at| self.char(at))
    }

    /// Returns the bytes of a number of characters from a position.
    pub(super) fn range(&self, at: usize, count: usize) -> Range<usize> {
        let start = self.chars.get(at).map_or(self.text.len(), |(start, _)| *start);
        start..self.chars.get(at + count).map_or(self.text.len(), |(end, _)| *end)
    }

    /// Replaces a number of characters, unless one of them must not change.
    ///
    /// Text inserted between two runs goes to the one with fewer marks around it: a space at the inner edge of
    /// emphasis would undo it.
    pub(super) fn replace(&self, at: usize, count: usize, with: &'static str, edits: &mut Vec<Edit>) {
        let run = if count > 0 {
            let same = self.owners[at..at + count].iter().all(|owner| *owner == self.owners[at]);
            // The space before an opening mark of emphasis is needed for it to open, and is kept.
            let depth = |at: usize| self.owners.get(at).map(|owner| self.runs[*owner].depth);
            let is_before_mark = with.is_empty() && depth(at + count) > depth(at);
            (same && !is_before_mark && !self.silent[at..at + count].contains(&true)).then(|| self.owners[at])
        } else {
            let sides = [at.checked_sub(1), Some(at)].map(|at| at.and_then(|at| self.owners.get(at).copied()));
            match sides {
                [Some(left), Some(right)] if left == right => Some(left),
                [left, right] => {
                    let open = [left, right].into_iter().flatten().filter(|run| !self.runs[*run].fixed);
                    open.min_by_key(|run| self.runs[*run].depth)
                }
            }
        };
        edits.extend(run.map(|run| Edit { range: self.range(at, count), with, run }));
    }

    /// Returns the word that begins at a place.
    pub(super) fn word(&self, at: usize) -> &'t str {
        let start = self.range(at, 0).start;
        let rest = &self.text[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '°').unwrap_or(rest.len());
        &rest[..end]
    }

    /// Counts the digits that end right before a position, and returns the character before them.
    pub(super) fn digits_before(&self, at: usize) -> (usize, Option<char>) {
        let mut count = 0;
        while self.back(at, count + 1).is_some_and(|c| c.is_ascii_digit()) && count < at {
            count += 1;
        }
        (count, self.back(at, count + 1))
    }

    /// Counts the digits that begin at a position, and returns the character after them.
    pub(super) fn digits_from(&self, at: usize) -> (usize, Option<char>) {
        let count = self.chars[at.min(self.chars.len())..].iter().take_while(|(_, c)| c.is_ascii_digit()).count();
        (count, self.char(at + count))
    }
}

/// Returns whether a no-break space or a curved mark after these characters would look like one letter in a wrong
/// encoding (`Ã’` for `Ò`, `â€”` for a dash): such text could not be distinguished from it, so nothing is inserted
/// there.
fn begins_garbled(before: &[(usize, char)]) -> bool {
    match before {
        [.., (_, 'Â' | 'Ã')] => true,
        [.., (_, 'â'), (_, behind)] => GARBLED_SECONDS.contains(behind),
        _ => false,
    }
}

/// Returns whether a word is an address, a path, a file or a piece of code rather than words.
fn is_address(word: &str) -> bool {
    if !word.bytes().any(|b| b"/@._=\\".contains(&b)) {
        return false;
    }
    let inner = word.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | '.' | '…' | '"' | '\''));
    let is_file = inner.rsplit_once('.').is_some_and(|(name, ending)| {
        name.ends_with(|c: char| c.is_alphanumeric())
            && (2..=4).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            && ending.starts_with(|c: char| c.is_ascii_lowercase())
            && !name.contains(['\'', '’', '"'])
    });
    inner.contains("://")
        || inner.contains(['@', '_', '=', '\\'])
        || inner.starts_with("www.")
        || word.contains("./")
        || is_file
}
