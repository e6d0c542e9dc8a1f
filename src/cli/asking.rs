//! Questions to the editor in a terminal, each repeated until the answer is valid.

use std::io::BufRead;

use super::{say, say_message};
use crate::diagnostic::is_deceptive;
use crate::editing::samples::Answers;
use crate::language::date::PartialDate;
use crate::language::messages::Catalogue;
use crate::model::Concept;

/// A conversation.
pub(super) struct Asking<'a, R> {
    words: &'a Catalogue,
    input: R,
}

impl<'a, R: BufRead> Asking<'a, R> {
    pub(super) fn new(words: &'a Catalogue, input: R) -> Self {
        Self { words, input }
    }

    /// Asks for the values that a record of a concept needs; returns false if the editor ended the input.
    pub(super) fn answers(
        &mut self,
        concept: Concept,
        answers: &mut Answers,
        seats: &[(String, String)],
        day: &str,
    ) -> bool {
        self.all(concept, answers, seats, day).is_some()
    }

    fn all(&mut self, concept: Concept, answers: &mut Answers, seats: &[(String, String)], day: &str) -> Option<()> {
        let name = match concept {
            Concept::Member => Some("name"),
            Concept::Nomination | Concept::Plan | Concept::Commentary | Concept::Page => Some("title"),
            Concept::Response => Some("answer"),
            Concept::Meeting => Some("item"),
            // These have no samples.
            Concept::Portal | Concept::Committee | Concept::Commitment | Concept::Asset => None,
        };
        if let Some(name) = name {
            answers.french = self.ask("ask-french", &[("what", name)], readable)?;
            if answers.french.is_some() {
                answers.english = self.ask("ask-english", &[("what", name)], readable)?;
            }
        }
        if matches!(concept, Concept::Member | Concept::Nomination) && seats.len() > 1 {
            let list = seats.iter().map(|(seat, _)| seat.as_str()).collect::<Vec<_>>().join(", ");
            let chosen = self.ask("ask-seat", &[("seats", &list)], |written| {
                let found = seats.iter().find(|(seat, _)| seat == written);
                found.cloned().ok_or("ask-seat-unknown")
            })?;
            answers.seat = chosen.or_else(|| seats.first().cloned());
        }
        let has_date = matches!(
            concept,
            Concept::Member | Concept::Nomination | Concept::Plan | Concept::Commentary | Concept::Response
        );
        if has_date {
            let what = concept.word();
            answers.date = self.ask("ask-date", &[("what", what), ("day", day)], |written| {
                PartialDate::parse(written).map(|date| date.to_string()).ok_or("ask-date-bad")
            })?;
        }
        Some(())
    }

    /// Returns the answer to a question; `Some(None)` if it was left empty, `None` at the end of the input.
    fn ask<T>(
        &mut self,
        key: &str,
        args: &[(&'static str, &str)],
        check: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Option<Option<T>> {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
        loop {
            say_message(self.words, key, &args);
            let mut line = String::new();
            if self.input.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let written = line.trim();
            if written.is_empty() {
                return Some(None);
            }
            match check(written) {
                Ok(answer) => return Some(Some(answer)),
                Err(why) => say(self.words.text(why)),
            }
        }
    }
}

/// Accepts a text without deceptive characters; the error is the key of a message.
fn readable(written: &str) -> Result<String, &'static str> {
    match written.contains(is_deceptive) {
        true => Err("ask-text-bad"),
        false => Ok(written.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_wrong_answer_is_asked_for_again_and_the_end_ends_it() {
        let words = Catalogue::of_program(Language::French);
        let seats = [("a".to_owned(), "civil-society".to_owned()), ("b".to_owned(), "public-body".to_owned())];
        let ask = |typed: &str| {
            let mut answers = Answers::default();
            let mut asking = Asking::new(&words, typed.as_bytes());
            asking.answers(Concept::Member, &mut answers, &seats, "2026-11-26").then_some(answers)
        };
        let answers = ask("Ouranos, consortium\n\nc\nb\n12/04/2021\n2021-04\n").unwrap();
        assert_eq!(answers.french.as_deref(), Some("Ouranos, consortium"));
        assert_eq!((answers.english, answers.seat), (None, Some(seats[1].clone())));
        assert_eq!(answers.date.as_deref(), Some("2021-04"));
        assert!(ask("Ouranos\n").is_none());
    }
}
