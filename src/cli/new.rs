//! `clairevoie new KIND ID`: creates a record with its fields explained, or adds an entry to a record. In a
//! terminal the necessary values are asked for, and each answer is checked at once.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use clap::ArgMatches;

use super::asking::Asking;
use super::portal::{self, fail};
use super::writing::write;
use super::{Outcome, say_message, show};
use crate::editing::samples::{self, Answers};
use crate::editing::{FileEdit, entries};
use crate::language::Language;
use crate::language::messages::Catalogue;
use crate::model::commentary::Commentary;
use crate::model::committee::Committee;
use crate::model::id::Id;
use crate::model::plan::Plan;
use crate::model::{Concept, Record, RecordId, Records};
use crate::page::is_taken;
use crate::reuse::Reuse;
use crate::source::{Snapshot, front_matter, quoted};

/// The keyword for a further recommendation, which is not a record of its own.
pub(super) const RECOMMENDATION: &str = "recommendation";

/// Returns the keywords that the command accepts.
pub(super) fn kinds() -> Vec<&'static str> {
    let records = samples::concepts().map(Concept::word);
    records.chain([Concept::Commitment.word(), RECOMMENDATION]).collect()
}

/// Writes a new record, or a new entry of one.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let (kind, id) = (text("kind"), text("id"));
    let day = portal::today(words)?;
    let new =
        New { kind, root: &root, records: Records::read(&Snapshot::read(&root), &Reuse::none()).value, day, words };
    match samples::concepts().find(|concept| concept.word() == kind) {
        Some(concept) => new.record(concept, id),
        None if kind == RECOMMENDATION => new.recommendation(id),
        None => new.commitment(id),
    }
}

/// What is to be created, and in which portal.
struct New<'a> {
    /// The keyword of what is to be created.
    kind: &'a str,
    root: &'a Path,
    records: Records,
    /// Today (ISO 8601).
    day: String,
    words: &'a Catalogue,
}

impl New<'_> {
    fn bad<T>(&self, key: &str, name: &'static str, value: &str, suggestion: &str) -> Result<T, Outcome> {
        let plan = self.records.iter().find(|file| file.id.concept == Concept::Plan);
        let plan = plan.and_then(|file| file.id.id.as_ref()).map_or("2021-2023", Id::as_str);
        // A name without letters and digits gives no id: the keyword of the record is then the example.
        let suggestion = if suggestion.is_empty() { self.kind } else { suggestion };
        let args = [
            (name, value.into()),
            ("suggestion", suggestion.into()),
            ("kind", self.kind.into()),
            ("known", plan.into()),
            ("reserved", if Id::is_reserved(value) { "yes" } else { "no" }.into()),
        ];
        fail(self.words, key, &args, Outcome::WrongUsage)
    }

    fn record(&self, concept: Concept, id: &str) -> Result<Outcome, Outcome> {
        let mut answers = Answers { seat: self.seats().into_iter().next(), ..Answers::default() };
        let member = self.records.iter().find(|file| file.id.concept == Concept::Member);
        answers.member = member.and_then(|file| file.id.id.as_ref()).map(|id| id.as_str().to_owned());
        // The id is checked before anything is asked.
        if samples::files(concept, id, &self.day, &answers, self.words.language()).is_none() {
            let (key, suggestion) = match concept {
                Concept::Meeting => ("new-bad-meeting", self.day.clone()),
                Concept::Commentary | Concept::Response => ("new-bad-commentary", Id::suggestion(id)),
                Concept::Member | Concept::Nomination | Concept::Plan | Concept::Page => {
                    ("new-bad-id", Id::suggestion(id))
                }
                // These have no samples.
                Concept::Portal | Concept::Committee | Concept::Commitment | Concept::Asset => {
                    ("new-bad-id", Id::suggestion(id))
                }
            };
            return self.bad(key, "id", id, &suggestion);
        }
        if concept == Concept::Page && is_taken(id) {
            return self.bad("new-taken", "id", id, "");
        }
        if let Some((plan, name)) = id.split_once('/') {
            if self.plan(plan).is_none() {
                return self.bad("new-no-plan", "plan", plan, "");
            }
            if concept == Concept::Response {
                let Some(text) = self.commentary(plan, name) else {
                    return self.bad("new-no-commentary", "id", id, "");
                };
                let Some(first) = text.recommendations.first() else {
                    return self.bad("new-no-recommendation", "id", id, "");
                };
                answers.recommendation = Some(first.id.value.as_str().to_owned());
            }
        }
        let path = samples::files(concept, id, &self.day, &answers, self.words.language()).and_then(|mut files| {
            let file = files.drain(..).next()?;
            Some(file.path)
        });
        let is_there = path.is_some_and(|path| self.records.at(&path).is_some());
        if std::io::stdin().is_terminal() && !is_there {
            let mut asking = Asking::new(self.words, std::io::stdin().lock());
            if !asking.answers(concept, &mut answers, &self.seats(), &self.day) {
                say_message(self.words, "new-given-up", &[]);
                return Ok(Outcome::Done);
            }
        }
        let edits =
            samples::files(concept, id, &self.day, &answers, self.words.language()).ok_or(Outcome::WrongUsage)?;
        write(self.root, &edits, false, self.words)?;
        edits.iter().for_each(|edit| show(&edit.path));
        Ok(Outcome::Done)
    }

    /// Adds a recommendation to a commentary, in both language versions if both exist.
    fn recommendation(&self, id: &str) -> Result<Outcome, Outcome> {
        let Some((plan, slug)) = id.split_once('/') else {
            return self.bad("new-bad-commentary", "id", id, &Id::suggestion(id));
        };
        let Some(text) = self.commentary(plan, slug) else { return self.bad("new-no-commentary", "id", id, "") };
        let taken = |number: usize| {
            let id = format!("r{number}");
            text.recommendations.iter().any(|one| one.id.value.as_str() == id)
        };
        let number = (1..).find(|number| !taken(*number)).unwrap_or_default();
        let mut edits = Vec::new();
        let marks = ["À remplir\u{a0}: ce que le comité recommande", "To be filled in: what the committee recommends"];
        for (language, mark) in Language::ALL.into_iter().zip(marks) {
            let Some(file) = self.text(plan, slug).and_then(|id| self.records.get(&id.in_language(language))) else {
                continue;
            };
            let Some(halves) = front_matter::split(&file.source).value else { continue };
            let item = [format!("id: r{number}"), format!("text: {}", quoted(mark))];
            match entries::with_item(&file.source, halves.yaml, "recommendations", &item) {
                Some(text) => edits.push(FileEdit::of(&file.source, text)),
                None => return self.bad("new-no-place", "id", file.source.path(), ""),
            }
        }
        self.put(&edits)
    }

    /// Adds a commitment to a plan.
    fn commitment(&self, id: &str) -> Result<Outcome, Outcome> {
        let Some((plan_id, number)) = id.split_once('/') else {
            return self.bad("new-bad-commitment", "id", id, "");
        };
        if Id::new(number).is_none() {
            return self.bad("new-bad-number", "id", number, &Id::suggestion(number));
        }
        let Some(plan) = self.plan(plan_id) else { return self.bad("new-no-plan", "plan", plan_id, "") };
        if plan.commitments.iter().any(|one| one.id.value.as_str() == number) {
            return self.bad("new-commitment-there", "id", number, "");
        }
        let path = Id::new(plan_id).map(|id| RecordId::new(Concept::Plan, Some(&id)));
        let Some(file) = path.and_then(|id| self.records.get(&id)) else { return Err(Outcome::WrongUsage) };
        let item = [
            format!("id: {number}"),
            "title:".to_owned(),
            "  fr: \"À remplir\u{a0}: titre de l’engagement\"".to_owned(),
            "  en: \"To be filled in: title of the commitment\"".to_owned(),
            "status: not-started".to_owned(),
        ];
        let whole = 0..file.source.text().len();
        match entries::with_item(&file.source, whole, "commitments", &item) {
            Some(text) => self.put(&[FileEdit::of(&file.source, text)]),
            None => self.bad("new-no-place", "id", file.source.path(), ""),
        }
    }

    fn put(&self, edits: &[FileEdit]) -> Result<Outcome, Outcome> {
        write(self.root, edits, true, self.words)?;
        edits.iter().for_each(|edit| show(&edit.path));
        Ok(Outcome::Done)
    }

    /// Returns the seat groups, each with the keyword of its sector.
    fn seats(&self) -> Vec<(String, String)> {
        let committee: Option<&Arc<Committee>> =
            self.records.get(&RecordId::new(Concept::Committee, None)).and_then(|file| match &file.record {
                Some(Record::Committee(committee)) => Some(committee),
                _ => None,
            });
        let seats = committee.into_iter().flat_map(|committee| &committee.seats);
        seats.map(|seat| (seat.id.value.as_str().to_owned(), seat.rule.sector.word().to_owned())).collect()
    }

    fn plan(&self, id: &str) -> Option<&Arc<Plan>> {
        match &self.records.get(&RecordId::new(Concept::Plan, Some(&Id::new(id)?)))?.record {
            Some(Record::Plan(plan)) => Some(plan),
            _ => None,
        }
    }

    fn text(&self, plan: &str, slug: &str) -> Option<RecordId> {
        Some(RecordId::in_plan(Concept::Commentary, &Id::new(plan)?, &Id::new(slug)?))
    }

    /// Returns the French side of a commentary.
    fn commentary(&self, plan: &str, slug: &str) -> Option<&Arc<Commentary>> {
        match &self.records.get(&self.text(plan, slug)?.in_language(Language::French))?.record {
            Some(Record::Commentary(text)) => Some(text),
            _ => None,
        }
    }
}
