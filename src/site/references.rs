//! References between records: every id that a record names must lead somewhere.

use std::sync::Arc;

use super::{Resolved, Site};
use crate::diagnostic::{Arg, Code, Diagnostic, Report, Source, Span};
use crate::language::{Localized, Translation};
use crate::model::commentary::{Commentary, Publication};
use crate::model::commitment::Lead;
use crate::model::markdown::{Markdown, Reference};
use crate::model::records::{Kind, Parsed, Record, Records};
use crate::model::term::Appointment;
use crate::model::value::{Id, Located};

/// Tells every reference that leads nowhere.
pub(super) fn check(site: &Site, records: &Records, earlier: Option<&Site>, drafts: bool, report: &mut Report) {
    let mut checker = Checker { site, records, drafts, report };
    checker.members();
    checker.others();
    // A site had no dangling reference, or it would not have been one.
    if earlier.is_some_and(|earlier| earlier.namespace() == site.namespace()) {
        checker.texts(records.fresh());
    } else {
        checker.texts(records.iter());
    }
}

struct Checker<'a> {
    site: &'a Site,
    records: &'a Records,
    drafts: bool,
    report: &'a mut Report,
}

impl Checker<'_> {
    fn members(&mut self) {
        for member in &self.site.members {
            for term in &member.terms {
                self.seat(&member.source, &term.seat);
                if let Some(Appointment::Nomination(id)) = &term.appointed_by
                    && !self.records.exists(&Kind::Nomination(id.value.clone()))
                {
                    let known = self.site.nominations.iter().map(|round| round.id.as_str());
                    self.report.push(unknown(&member.source, id, "term-nomination", known));
                }
            }
        }
    }

    fn others(&mut self) {
        for round in &self.site.nominations {
            if let Some(seat) = &round.seat {
                self.seat(&round.source, seat);
            }
        }
        for seat in &self.site.committee.seats {
            for id in &seat.members {
                self.member(&self.site.committee.source, id);
            }
        }
        for meeting in &self.site.meetings {
            for id in &meeting.present {
                self.member(&meeting.source, id);
            }
            for document in &meeting.documents {
                self.asset(&meeting.source, &document.file.value, document.file.span);
            }
        }
        for plan in &self.site.plans {
            for lead in plan.commitments.iter().flat_map(|commitment| &commitment.lead) {
                if let Lead::Member(id) = lead {
                    self.member(&plan.source, id);
                }
            }
        }
        if let Some(logo) = &self.site.portal.host.logo {
            self.asset(&self.site.portal.source, &logo.value, logo.span);
        }
    }

    /// The references of every Markdown text, drafts included: they are edited too.
    fn texts<'f>(&mut self, files: impl Iterator<Item = &'f Arc<Parsed>>) {
        for file in files {
            match &file.record {
                Some(Record::Commentary(side)) => self.text(&file.source, &side.body),
                Some(Record::FreePage(side)) => self.text(&file.source, &side.body),
                Some(Record::Committee(committee)) => {
                    for section in &committee.sections {
                        self.localized(&file.source, &section.body);
                    }
                }
                _ => {}
            }
        }
    }

    fn localized(&mut self, source: &Source, text: &Localized<Markdown>) {
        self.text(source, &text.french);
        if let Translation::Given(english) = &text.english {
            self.text(source, english);
        }
    }

    fn text(&mut self, source: &Source, text: &Markdown) {
        if text.is_known_sound() {
            return;
        }
        for (reference, span) in text.references() {
            if self.site.resolve(reference).is_none() && !self.is_told_elsewhere(reference) {
                self.dangling(source, reference, *span);
            }
        }
    }

    /// Whether the record exists and could not be read, or is a draft that only the preview shows.
    fn is_told_elsewhere(&self, reference: &Reference) -> bool {
        use crate::language::Language::French;
        let kind = match reference {
            Reference::Member(id) => Kind::Member(id.clone()),
            Reference::Plan(id) => Kind::Plan(id.clone()),
            Reference::Commitment(plan, _) if super::position(&self.site.plans, plan).is_none() => {
                Kind::Plan(plan.clone())
            }
            Reference::Commentary(plan, slug) => Kind::Commentary(plan.clone(), slug.clone(), French),
            Reference::Page(slug) => Kind::FreePage(slug.clone(), French),
            _ => return false,
        };
        match self.records.get(&kind) {
            // A commentary that is no draft and not on the site lacks a key, which has been told.
            Some(file) if matches!(&file.record, Some(Record::Commentary(side)) if !is_draft(side)) => true,
            Some(file) => file.record.is_none() || self.drafts,
            None => self.records.exists(&kind),
        }
    }

    fn is_hidden_draft(&self, reference: &Reference) -> bool {
        let Reference::Commentary(plan, slug) = reference else { return false };
        let kind = Kind::Commentary(plan.clone(), slug.clone(), crate::language::Language::French);
        self.records.get(&kind).is_some()
    }

    fn dangling(&mut self, source: &Source, reference: &Reference, span: Span) {
        let site = self.site;
        let plan_of = |plan: &Id| super::position(&site.plans, plan);
        let (id, kind, known): (String, _, Vec<String>) = match reference {
            Reference::Member(id) => {
                (id.to_string(), "term-member", site.members.iter().map(|m| m.id.to_string()).collect())
            }
            Reference::Plan(id) => (id.to_string(), "term-plan", site.plans.iter().map(|p| p.id.to_string()).collect()),
            Reference::Commitment(plan, id) => {
                let known = plan_of(plan)
                    .map(|at| site.plans[at].commitments.iter().map(|c| format!("{plan}/{}", c.id.value)).collect());
                (format!("{plan}/{id}"), "term-commitment", known.unwrap_or_default())
            }
            Reference::Commentary(plan, slug) => {
                let known = plan_of(plan).map(|at| {
                    site.commentaries_on_plan(at)
                        .iter()
                        .map(|&c| format!("{plan}/{}", site.commentaries[c].text.french.id))
                        .collect()
                });
                (format!("{plan}/{slug}"), "term-commentary", known.unwrap_or_default())
            }
            Reference::Meeting(date) => {
                (date.to_string(), "term-meeting", site.meetings.iter().map(|m| m.id.to_string()).collect())
            }
            Reference::Page(slug) => {
                (slug.to_string(), "term-page", site.pages.iter().map(|p| p.french.id.to_string()).collect())
            }
            Reference::Asset(path) => {
                (path.to_string(), "term-asset-file", site.assets.keys().map(|p| p.to_string()).collect())
            }
        };
        let diagnostic =
            Diagnostic::new(Code::UnknownId, source.place(span)).arg("id", id.as_str()).arg("kind", Arg::Term(kind));
        // What is there as a draft was meant: another name would mislead.
        let known = if self.is_hidden_draft(reference) { Vec::new() } else { known };
        self.report.push(diagnostic.nearest(&id, known.iter().map(String::as_str)));
    }

    fn seat(&mut self, source: &Source, id: &Located<Id>) {
        let seats = &self.site.committee.seats;
        let readable = self.records.get(&Kind::Committee).is_some_and(|file| file.record.is_some());
        if readable && !seats.iter().any(|seat| seat.id.value == id.value) {
            self.report.push(unknown(source, id, "term-seat", seats.iter().map(|seat| seat.id.as_str())));
        }
    }

    fn member(&mut self, source: &Source, id: &Located<Id>) {
        if !self.records.exists(&Kind::Member(id.value.clone())) {
            self.report.push(unknown(
                source,
                id,
                "term-member",
                self.site.members.iter().map(|member| member.id.as_str()),
            ));
        }
    }

    fn asset(&mut self, source: &Source, path: &str, span: Span) {
        let reference = Reference::Asset(path.into());
        match self.site.resolve(&reference) {
            Some(Resolved::Asset(_)) => {}
            _ => self.dangling(source, &reference, span),
        }
    }
}

/// A diagnostic for an id that points to nothing.
pub(super) fn unknown<'a>(
    source: &Source,
    id: &Located<Id>,
    kind: &'static str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(Code::UnknownId, source.place(id.span))
        .arg("id", id.as_str())
        .arg("kind", Arg::Term(kind))
        .nearest(id.as_str(), known)
}

fn is_draft(side: &Commentary) -> bool {
    side.status.is_some_and(|status| status.value == Publication::Draft)
}
