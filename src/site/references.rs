//! References between records: every id that a record names must exist.

use std::sync::Arc;

use rayon::prelude::*;

use super::targets::{Found, KeyedTargets};
use super::{Site, Sourced};
use crate::diagnostic::{Arg, Code, Diagnostic, LIMIT, Report, Source, Span, suggestion};
use crate::language::{Language, Localized, Translation, marks};
use crate::model::commitment::Lead;
use crate::model::document::Document;
use crate::model::id::Id;
use crate::model::markdown::{Markdown, Reference};
use crate::model::meeting::{Adoption, Meeting, Votes};
use crate::model::term::Appointment;
use crate::model::value::{Located, Text};
use crate::model::{Concept, Record, RecordFolder, RecordId, Records};
use crate::reuse::Reuse;

/// Reports every unresolved reference of the Markdown texts, including those of drafts, which are edited too.
pub(super) fn texts(records: &Records, targets: &Arc<KeyedTargets>, reuse: &Reuse) -> Report {
    let folders: Vec<&Arc<RecordFolder>> = records.folders().collect();
    let checked = folders.into_par_iter().map(|folder| {
        let input = (Arc::clone(folder), Arc::clone(targets));
        reuse.make(folder.path(), &input, check_folder)
    });
    checked.map(|report| Report::clone(&report)).collect::<Vec<_>>().into_iter().collect()
}

fn check_folder((folder, targets): &(Arc<RecordFolder>, Arc<KeyedTargets>), _: &Reuse) -> Report {
    let check = |source: &Source, text: &Markdown| -> Report {
        let mut report = Report::default();
        for (reference, span) in text.references() {
            // Beyond the limit problems are only counted: no proposal is searched for one that would not be shown.
            let suggests = report.iter().len() < LIMIT;
            report.extend(one(source, reference, *span, targets, suggests));
        }
        report
    };
    let both = |source: &Source, text: &Localized<Markdown>| {
        let mut report = check(source, &text.french);
        if let Translation::Given(english) = &text.english {
            report.extend(check(source, english));
        }
        report
    };
    let mut report = Report::default();
    for file in folder.files() {
        match &file.record {
            Some(Record::Commentary(side)) => report.extend(check(&file.source, &side.body)),
            Some(Record::FreePage(side)) => report.extend(check(&file.source, &side.body)),
            Some(Record::Committee(committee)) => {
                committee.sections.iter().for_each(|section| report.extend(both(&file.source, &section.body)));
            }
            // Records without Markdown.
            Some(
                Record::Portal(_)
                | Record::Member(_)
                | Record::Nomination(_)
                | Record::Meeting(_)
                | Record::Plan(_)
                | Record::Response(_),
            )
            | None => {}
        }
    }
    report
}

/// Returns the problems of one reference.
fn one(source: &Source, reference: &Reference, span: Span, targets: &KeyedTargets, suggests: bool) -> Report {
    let targets = &targets.targets;
    let found = targets.find(reference);
    if matches!(found, Found::Yes | Found::Unreadable) {
        return Report::default();
    }
    let (id, kind) = named(reference);
    let is_draft = found == Found::Draft;
    // A draft that exists was meant: proposing another name would mislead.
    let known = if is_draft || !suggests { Vec::new() } else { targets.known(reference) };
    let known = known.iter().map(String::as_str);
    // Another file was not meant: only a correction of the name is proposed.
    let listed = match reference {
        Reference::Asset(_) if !is_draft => Arg::Text("asset".to_owned()),
        _ => few(known.clone()),
    };
    let diagnostic = Diagnostic::new(Code::UnknownId, source.place(span)).arg("id", id.as_str());
    let diagnostic = diagnostic.arg("what", if is_draft { "draft" } else { "id" });
    let diagnostic = diagnostic.arg("kind", Arg::Term(kind)).arg("known", listed);
    let known = known.filter(|known| suggestion::is_slip(&id, known));
    // In a text the id is a part of the link.
    let written = source.text().get(span.range()).unwrap_or_default();
    match written.rfind(&id).filter(|_| written != id) {
        Some(at) => {
            let start = span.start as usize + at;
            diagnostic.nearest_at(Span::new(start..start + id.len()), &id, known)
        }
        None => diagnostic.nearest_at(span, &id, known),
    }
    .into()
}

/// Returns the known names, if they are few enough for a hint.
pub(super) fn few<'a>(known: impl Iterator<Item = &'a str>) -> Arg {
    const FEW: usize = 8;
    let known: Vec<String> = known.take(FEW + 1).map(str::to_owned).collect();
    if known.is_empty() || known.len() > FEW { Arg::Text("none".to_owned()) } else { Arg::List(known) }
}

/// Returns the name in a reference, as an editor writes it, and the term of its kind.
fn named(reference: &Reference) -> (String, &'static str) {
    match reference {
        Reference::Member(id) => (id.to_string(), "term-member"),
        Reference::Plan(id) => (id.to_string(), "term-plan"),
        Reference::Commitment(plan, id) => (format!("{plan}/{id}"), "term-commitment"),
        Reference::Commentary(plan, slug) => (format!("{plan}/{slug}"), "term-commentary"),
        Reference::Meeting(id) => (id.to_string(), "term-meeting"),
        Reference::Page(slug) => (slug.to_string(), "term-page"),
        Reference::Asset(path) => (path.to_string(), "term-asset-file"),
    }
}

/// Reports every id in the fields of records that does not exist.
pub(super) fn fields(site: &Site, records: &Records, targets: &KeyedTargets) -> Report {
    let mut checker = Checker { site, records, targets, report: Report::default() };
    checker.members();
    checker.others();
    checker.report
}

struct Checker<'a> {
    site: &'a Site,
    records: &'a Records,
    targets: &'a KeyedTargets,
    report: Report,
}

impl Checker<'_> {
    fn members(&mut self) {
        for member in &self.site.members {
            for term in &member.terms {
                self.seat(member.source(), &term.seat);
                if let Some(Appointment::Act { by: Some(id), .. }) = &term.appointed_by {
                    self.member(member.source(), id);
                }
                if let Some(Appointment::Nomination(id)) = &term.appointed_by
                    && !self.records.exists(&RecordId::new(Concept::Nomination, Some(&id.value)))
                {
                    let known = self.site.nominations.iter().map(|round| round.id.as_str());
                    self.report.push(unknown(member.source(), id, "term-nomination", known));
                }
            }
        }
    }

    fn others(&mut self) {
        let site = self.site;
        for member in &site.members {
            member.parent.iter().for_each(|parent| self.name(member.source(), parent));
            for id in &member.successors {
                match id.value == member.id {
                    true => self.report.push(itself(member.source(), id, "itself", "term-member")),
                    false => self.member(member.source(), id),
                }
            }
        }
        for round in &site.nominations {
            round.seat.iter().for_each(|seat| self.seat(round.source(), seat));
            round.by.iter().for_each(|id| self.member(round.source(), id));
            self.documents(round.source(), &round.documents);
        }
        for seat in &site.committee.seats {
            let dated = seat.rules.iter().flat_map(|dated| &dated.rule.members);
            for id in seat.rule.members.iter().chain(dated) {
                self.member(site.committee.source(), id);
            }
        }
        for meeting in &site.meetings {
            self.meeting(meeting);
        }
        for plan in &site.plans {
            for commitment in &plan.commitments {
                for lead in &commitment.lead {
                    if let Lead::Member(id) = lead {
                        self.member(plan.source(), id);
                    }
                }
                self.documents(plan.source(), &commitment.documents);
            }
            self.documents(plan.source(), &plan.documents);
        }
        for (_, commentary) in site.commentaries() {
            for side in [Some(&commentary.text.french), commentary.text.english.as_ref()].into_iter().flatten() {
                self.documents(side.source(), &side.documents);
            }
            if let Some(answers) = &commentary.responses {
                for answer in answers.iter() {
                    answer.by.iter().for_each(|by| self.name(answers.source(), by));
                    self.documents(answers.source(), &answer.documents);
                }
            }
        }
        if let Some(logo) = &self.site.portal.host.logo {
            self.asset(self.site.portal.source(), &logo.value, logo.span);
        }
    }

    fn meeting(&mut self, meeting: &Sourced<Meeting>) {
        let source = meeting.source();
        let voters = meeting.decisions.iter().filter_map(|decision| decision.votes.as_ref()).flat_map(Votes::members);
        for id in meeting.present.iter().chain(&meeting.excused).chain(voters) {
            self.member(source, id);
        }
        meeting.guests.iter().for_each(|guest| self.name(source, guest));
        meeting.all_documents().for_each(|document| self.document(source, document));
        if let Some(Adoption::At(id)) = meeting.minutes.as_ref().and_then(|minutes| minutes.adopted.as_ref()) {
            self.report.extend(one(source, &Reference::Meeting(id.value.clone()), id.span, self.targets, true));
        }
        for text in meeting.decisions.iter().filter_map(|decision| decision.commentary.as_ref()) {
            let (plan, slug) = text.value.clone();
            self.report.extend(one(source, &Reference::Commentary(plan, slug), text.span, self.targets, true));
        }
    }

    fn documents(&mut self, source: &Source, documents: &[Document]) {
        documents.iter().for_each(|document| self.document(source, document));
    }

    fn document(&mut self, source: &Source, document: &Document) {
        document.files.iter().for_each(|(file, _)| self.asset(source, &file.value, file.span));
    }

    fn seat(&mut self, source: &Source, id: &Located<Id>) {
        let seats = &self.site.committee.seats;
        let committee = self.records.get(&RecordId::new(Concept::Committee, None));
        let readable = committee.is_some_and(|file| file.record.is_some());
        if readable && !seats.iter().any(|seat| seat.id.value == id.value) {
            self.report.push(unknown(source, id, "term-seat", seats.iter().map(|seat| seat.id.as_str())));
        }
    }

    fn member(&mut self, source: &Source, id: &Located<Id>) {
        self.report.extend(one(source, &Reference::Member(id.value.clone()), id.span, self.targets, true));
    }

    /// A name is published as it is written: the id of a member is not what readers know it by.
    fn name(&mut self, source: &Source, name: &Located<Text>) {
        let Some(at) = Id::new(&name.value.french).and_then(|id| self.site.member(&id)) else { return };
        let known = &self.site.members[at].name.value;
        let diagnostic = Diagnostic::new(Code::IdAsName, source.place(name.span)).arg("id", name.value.french.as_str());
        self.report.push(diagnostic.arg("name", both(known)));
    }

    fn asset(&mut self, source: &Source, path: &str, span: Span) {
        self.report.extend(one(source, &Reference::Asset(path.into()), span, self.targets, true));
    }
}

/// A text of the portal, in the language of the message.
pub(super) fn both(text: &Text) -> Arg {
    Arg::Both(Language::ALL.map(|language| marks::plain(text.get(language).0)))
}

/// A diagnostic for an id by which a record names itself (`itself`), or another one that names it in its turn (`in-turn`).
pub(super) fn itself(source: &Source, id: &Located<Id>, what: &'static str, kind: &'static str) -> Diagnostic {
    Diagnostic::new(Code::UnknownId, source.place(id.span))
        .arg("id", id.as_str())
        .arg("what", what)
        .arg("kind", Arg::Term(kind))
}

/// Returns a diagnostic for an id that does not exist.
pub(super) fn unknown<'a>(
    source: &Source,
    id: &Located<Id>,
    kind: &'static str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    Diagnostic::new(Code::UnknownId, source.place(id.span))
        .arg("id", id.as_str())
        .arg("what", "id")
        .arg("known", few(known.iter().copied()))
        .arg("kind", Arg::Term(kind))
        .nearest_at(id.span, id.as_str(), known.into_iter().filter(|known| suggestion::is_slip(id.as_str(), known)))
}
