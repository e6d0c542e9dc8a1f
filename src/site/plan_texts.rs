//! The commentaries on one plan with their responses, linked separately: editing a text relinks the texts of its
//! plan only.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::pairs::{self, Pair};
use super::staleness::{Copies, StaleFile};
use super::targets::PlanNames;
use super::{Places, Sourced, parity, references::few, references::itself, references::unknown, staleness};
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Reported, Span};
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::commentary::{Commentary, CommentaryKind, Publication};
use crate::model::id::Id;
use crate::model::plan::Plan;
use crate::model::reader::Context;
use crate::model::response::Response;
use crate::model::value::Located;
use crate::model::{Concept, Record, RecordFile, RecordFolder, RecordId, placeholders};
use crate::reuse::{Reuse, keyed};

/// A commentary: both language versions, and the values that they share.
#[derive(Debug)]
pub struct CommentaryPair {
    /// Both sides.
    pub text: Pair<Commentary>,
    /// When it was adopted or published; unknown if absent.
    pub date: Option<Located<PartialDate>>,
    /// The kind of text.
    pub kind: CommentaryKind,
    /// The commitments that it is about, by their index in the plan.
    pub commitments: Vec<usize>,
    /// The members that signed it, by their index in [`Site::members`](super::Site::members); empty means the
    /// committee.
    pub authors: Vec<usize>,
    /// Whether it is hidden from the public: a draft, or a text with a future publication date.
    pub draft: bool,
    /// The commentary that it dissents from, by its index among those on the plan.
    pub dissents_from: Option<usize>,
    /// Those that dissent from it, by their indices.
    pub dissents: Vec<usize>,
    pub(super) responses: Option<Sourced<Vec<Response>>>,
}

/// The commentaries on a plan.
#[derive(Debug, Default)]
pub struct PlanTexts {
    /// In the order of their ids.
    pub commentaries: Vec<CommentaryPair>,
    /// Their indices, newest first.
    pub(super) newest: Vec<usize>,
    /// Those on a commitment, by its index in the plan, newest first.
    pub(super) by_commitment: Places,
    /// Those that a member signed, by its index in the site, newest first.
    pub(super) by_author: Places,
    /// Their outdated translations, by the path of the English file.
    pub(super) stale: Vec<StaleFile>,
    /// Their names, for references and routes.
    pub(super) names: Arc<PlanNames>,
}

keyed! {
    /// The ids of the members, as texts name their authors.
    #[derive(Debug, Default)]
    pub(super) struct MemberIds {
        /// The ids of those on the site, in its order.
        pub(super) known: Vec<Id>,
        /// Of those whose record could not be read.
        pub(super) unreadable: Vec<Id>,
    }
}

keyed! {
    /// All inputs for linking the texts of a plan.
    #[derive(Debug)]
    pub(super) struct PlanInput {
        pub(super) id: Id,
        /// The plan's record; absent if it is missing or could not be read.
        pub(super) plan: Option<Sourced<Plan>>,
        /// Whether the plan has a file, valid or not.
        pub(super) has_file: bool,
        pub(super) texts: Option<Arc<RecordFolder>>,
        pub(super) responses: Option<Arc<RecordFolder>>,
        pub(super) members: Arc<MemberIds>,
        pub(super) copies: Copies,
        /// Whether the site includes drafts.
        pub(super) drafts: bool,
        /// The reference date, if a text has a publication date.
        pub(super) day: Option<Date>,
    }
}

/// Links the texts of a plan.
pub(super) fn link(input: &PlanInput, reuse: &Reuse) -> Reported<Arc<PlanTexts>> {
    let mut report = Report::default();
    if !input.has_file {
        let path = RecordId::new(Concept::Plan, Some(&input.id)).path();
        let command = format!("clairevoie new plan {}", input.id);
        report.push(Diagnostic::new(Code::MissingFile, Place::file(path)).arg("command", command));
    }
    let folder = input.texts.as_deref();
    let sides = files(folder).filter_map(|file| match &file.record {
        Some(Record::Commentary(record)) => Sourced::of(file, record),
        _ => None,
    });
    let pairs = pairs::join(sides.collect(), |id| exists(folder, id)).into(&mut report);
    // If a version has errors of its own, its disagreement with the other may be a consequence.
    let faulty: BTreeSet<&str> =
        files(folder).filter(|file| file.report.has_errors()).map(|file| &**file.source.path()).collect();
    let checked: Vec<(Report, Option<StaleFile>)> = pairs
        .par_iter()
        .map(|pair| {
            let sides = [Some(pair.french.source()), pair.english.as_ref().map(|side| side.source())];
            let is_sound = sides.into_iter().flatten().all(|source| !faulty.contains(&**source.path()));
            let mut report = if is_sound { pairs::agree(pair) } else { Report::default() };
            report.extend(parity::check(pair, reuse));
            let stale = staleness::text(pair, &input.copies, reuse).into(&mut report);
            (report, stale)
        })
        .collect();
    let mut texts = PlanTexts::default();
    let mut names = PlanNames { id: input.id.clone(), ..PlanNames::default() };
    for (pair, (own, stale)) in pairs.into_iter().zip(checked) {
        report.extend(own);
        texts.stale.extend(stale);
        let id = pair.french.id.clone();
        match commentary(input, pair).into(&mut report) {
            Some(commentary) if !commentary.draft || input.drafts => {
                names.texts.push((id, Language::ALL.map(|language| slug(&commentary, language)).into()));
                texts.commentaries.push(commentary);
            }
            Some(_) => names.drafts.push(id),
            None => names.unreadable.push(id),
        }
    }
    let is_unread = |id: &RecordId| id.language == Some(Language::French);
    let unread = files(folder).filter(|file| file.record.is_none()).map(|file| &file.id);
    let unread = unread.chain(folder.map_or(&[][..], RecordFolder::faulty)).filter(|id| is_unread(id));
    names.unreadable.extend(unread.filter_map(|id| id.id.clone()));
    names.unreadable.sort();
    texts.names = Arc::new(names);
    report.extend(dissents(&mut texts));
    report.extend(responses(&mut texts, input));
    texts.arrange();
    Reported::new(Arc::new(texts), report)
}

/// Returns the last part of a commentary's address in a language.
fn slug(commentary: &CommentaryPair, language: Language) -> Id {
    let (side, _) = commentary.text.get(language);
    side.slug.as_ref().map_or_else(|| side.id.clone(), |slug| slug.value.clone())
}

fn files(folder: Option<&RecordFolder>) -> impl Iterator<Item = &Arc<RecordFile>> {
    folder.into_iter().flat_map(RecordFolder::files)
}

fn exists(folder: Option<&RecordFolder>, id: &RecordId) -> bool {
    files(folder).any(|file| file.id == *id) || folder.is_some_and(|folder| folder.faulty().contains(id))
}

impl PlanTexts {
    /// Returns the names of the texts.
    pub fn names(&self) -> &Arc<PlanNames> {
        &self.names
    }

    /// Builds the lists that pages use.
    fn arrange(&mut self) {
        self.newest = (0..self.commentaries.len()).collect();
        self.newest.sort_by_key(|&at| (Reverse(self.commentaries[at].date.map(|date| date.latest())), at));
        for &at in &self.newest {
            let commentary = &self.commentaries[at];
            for &commitment in &commentary.commitments {
                self.by_commitment.entry(commitment).or_default().push(at);
            }
            for &member in &commentary.authors {
                self.by_author.entry(member).or_default().push(at);
            }
        }
    }
}

/// Combines the values that both versions share with their pair; `None` if these cannot be determined.
fn commentary(input: &PlanInput, text: Pair<Commentary>) -> Reported<Option<CommentaryPair>> {
    let mut report = Report::default();
    let french = &text.french;
    let missing = |key: &str| {
        Diagnostic::new(Code::MissingKey, french.source().place(french.head)).arg("key", key).arg("instead", "none")
    };
    if french.kind.is_none() {
        report.push(missing("kind"));
    }
    let Some(plan) = &input.plan else { return Reported::new(None, report) };
    let mut commitments = Vec::new();
    for id in listed(&french.commitments) {
        let known = &plan.commitments;
        match known.iter().position(|commitment| commitment.id.value == id.value) {
            Some(found) => commitments.push(found),
            None => report.push(unknown(french.source(), id, "term-commitment", known.iter().map(|c| c.id.as_str()))),
        }
    }
    for id in french.recommendations.iter().flat_map(|asked| asked.commitments.iter().flatten()) {
        let known = &plan.commitments;
        if !known.iter().any(|commitment| commitment.id.value == id.value) {
            report.push(unknown(french.source(), id, "term-commitment", known.iter().map(|c| c.id.as_str())));
        }
    }
    let mut authors = Vec::new();
    let members = &input.members;
    for id in french.authors() {
        match members.known.binary_search(&id.value) {
            Ok(found) => authors.push(found),
            Err(_) if members.unreadable.contains(&id.value) => {}
            Err(_) => {
                let known = members.known.iter().map(Id::as_str).chain(["committee"]);
                report.push(unknown(french.source(), id, "term-member", known));
            }
        }
    }
    let (date, Some(kind)) = (french.date, french.kind) else { return Reported::new(None, report) };
    let is_to_come = french.publish_on.is_some_and(|first| input.day.is_none_or(|day| day < first.earliest()));
    let draft = is_to_come || french.status.is_some_and(|status| status.value == Publication::Draft);
    if let Some(english) = text.english.as_ref().filter(|_| !draft) {
        let mut cx = Context::new(english.source());
        placeholders::report(0..english.source().text().len(), &mut cx);
        report.extend(cx.reported(()).report);
    }
    let kind = kind.value;
    let (dissents_from, dissents, responses) = (None, Vec::new(), None);
    let pair = CommentaryPair { date, kind, commitments, authors, draft, dissents_from, dissents, text, responses };
    Reported::new(Some(pair), report)
}

/// Links each dissent to the text that it dissents from.
fn dissents(texts: &mut PlanTexts) -> Report {
    let mut report = Report::default();
    for at in 0..texts.commentaries.len() {
        let french = &texts.commentaries[at].text.french;
        let Some(id) = &french.dissents_from else { continue };
        let found = texts.commentaries.binary_search_by(|other| other.text.french.id.cmp(&id.value));
        match found.ok() {
            Some(found) if found == at => report.push(itself(french.source(), id, "itself", "term-commentary")),
            Some(found) => {
                texts.commentaries[at].dissents_from = Some(found);
                texts.commentaries[found].dissents.push(at);
            }
            None if texts.names.unreadable.contains(&id.value) || texts.names.drafts.contains(&id.value) => {}
            None => {
                let known = texts.commentaries.iter().map(|other| other.text.french.id.as_str());
                let known = known.filter(|known| *known != french.id.as_str());
                report.push(unknown(french.source(), id, "term-commentary", known));
            }
        }
    }
    report.extend(circles(texts));
    report
}

/// Reports texts that dissent from each other in a cycle: each cycle is reported once, at the text that closes it.
fn circles(texts: &PlanTexts) -> Report {
    let mut report = Report::default();
    let mut passed: Vec<Option<usize>> = vec![None; texts.commentaries.len()];
    for start in 0..texts.commentaries.len() {
        let mut at = start;
        while passed[at].is_none() {
            passed[at] = Some(start);
            let Some(next) = texts.commentaries[at].dissents_from else { break };
            let french = &texts.commentaries[at].text.french;
            if let Some(id) = french.dissents_from.as_ref().filter(|_| passed[next] == Some(start)) {
                report.push(itself(french.source(), id, "in-turn", "term-commentary"));
            }
            at = next;
        }
    }
    report
}

/// Returns the ids of an optional list.
fn listed(list: &Option<Located<Vec<Located<Id>>>>) -> &[Located<Id>] {
    list.as_ref().map_or(&[], |list| &list.value)
}

/// Assigns each response to its commentary.
fn responses(texts: &mut PlanTexts, input: &PlanInput) -> Report {
    let mut report = Report::default();
    for file in files(input.responses.as_deref()) {
        let Some(Record::Response(record)) = &file.record else { continue };
        let Some(answers) = Sourced::of(file, record) else { continue };
        let found = texts.commentaries.binary_search_by(|commentary| commentary.text.french.id.cmp(&answers.id));
        match found {
            Ok(at) => {
                let commentary = &mut texts.commentaries[at];
                report.extend(check_answers(commentary, &answers));
                commentary.responses = Some(answers);
            }
            Err(_) => {
                // A commentary that could not be read has been reported; one that is a draft is missing
                // intentionally.
                let french =
                    RecordId::in_plan(Concept::Commentary, &input.id, &answers.id).in_language(Language::French);
                if !exists(input.texts.as_deref(), &french) {
                    let place = Place::file(Arc::clone(file.source.path()));
                    let diagnostic =
                        Diagnostic::new(Code::UnknownId, place).arg("id", answers.id.as_str()).arg("what", "id");
                    let known = few(texts.commentaries.iter().map(|text| text.text.french.id.as_str()));
                    let diagnostic = diagnostic.arg("known", known).arg("nearest", "none");
                    report.push(diagnostic.arg("kind", Arg::Term("term-commentary")));
                }
            }
        }
    }
    report
}

fn check_answers(commentary: &CommentaryPair, file: &Sourced<Vec<Response>>) -> Report {
    let mut report = Report::default();
    let known: BTreeMap<&Id, Span> =
        commentary.text.french.recommendations.iter().map(|asked| (&asked.id.value, asked.id.span)).collect();
    let mut first: HashMap<(&Id, PartialDate, Option<&str>), &Response> = HashMap::new();
    for response in file.iter() {
        let id = &response.recommendation;
        if !known.contains_key(&id.value) {
            report.push(unknown(file.source(), id, "term-recommendation", known.keys().map(|id| id.as_str())));
        }
        // A recommendation may have responses of several authors, and several over time; two responses of one
        // author on one day are a mistake, or contradict each other.
        let answer = (&id.value, response.date.value, response.by.as_ref().map(|by| by.french.as_str()));
        match first.get(&answer) {
            Some(other) if other.position == response.position || response.date.is_exact() => {
                let diagnostic = Diagnostic::new(Code::DuplicateResponse, file.source().place(id.span));
                let what = if other.position == response.position { "same" } else { "other" };
                let diagnostic = diagnostic.arg("id", id.as_str()).arg("what", what);
                report.push(diagnostic.related(file.source().place(other.recommendation.span)));
            }
            Some(_) => {}
            None => {
                first.insert(answer, response);
            }
        }
        let Some(asked_on) = commentary.date else { continue };
        let (asked, answered): (PartialDate, PartialDate) = (asked_on.value, response.date.value);
        if answered.latest() < asked.earliest() {
            let place = commentary.text.french.source().place(asked_on.span);
            let diagnostic = Diagnostic::new(Code::DatesReversed, file.source().place(response.date.span))
                .arg("kind", "answer")
                .arg("start", Arg::Date(asked.to_string()))
                .arg("end", Arg::Date(answered.to_string()));
            report.push(diagnostic.related(place));
        }
    }
    report
}
