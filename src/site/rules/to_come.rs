//! What is stated as done and dated later than the day of reference: a slip in the date, or stated too early.

use jiff::civil::Date;

use super::super::{Site, Sourced};
use crate::diagnostic::{Arg, Code, Diagnostic, Report, Source};
use crate::language::date::PartialDate;
use crate::model::commitment::{Commitment, Status};
use crate::model::correction::Correction;
use crate::model::document::Document;
use crate::model::meeting::{Adoption, Meeting, MeetingStatus};
use crate::model::value::{self, Located};

/// Reports every statement of what was done that is dated after `day`.
pub(super) fn check(site: &Site, day: Date, report: &mut Report) {
    let is_pinned = site.portal.reference_date.is_some();
    let mut all = ToCome { day, is_pinned, report };
    all.single_records(site);
    all.texts(site);
    for round in &site.nominations {
        let mut own = all.of(round.source());
        own.record(&round.sources, &round.corrections, round.updated_at);
        // The papers of a call to come may bear its date.
        if round.opened.value.earliest() <= day {
            own.documents(&round.documents);
        }
        if round.applications.is_some() {
            own.date("applications", round.opened);
        }
    }
    for member in &site.members {
        let mut own = all.of(member.source());
        own.record(&member.sources, &member.corrections, member.updated_at);
        member.declarations.iter().for_each(|declaration| own.date("declaration", declaration.date));
    }
    for plan in &site.plans {
        let mut own = all.of(plan.source());
        own.record(&plan.sources, &plan.corrections, plan.updated_at);
        own.documents(&plan.documents);
        plan.commitments.iter().for_each(|commitment| own.commitment(commitment));
    }
    site.meetings.iter().for_each(|meeting| all.of(meeting.source()).meeting(meeting, day));
}

struct ToCome<'a> {
    day: Date,
    /// Whether the portal fixes its reference date: records may then be revised later, and use later sources.
    is_pinned: bool,
    report: &'a mut Report,
}

impl ToCome<'_> {
    fn of<'b>(&'b mut self, source: &'b Source) -> InRecord<'b> {
        InRecord { source, day: self.day, is_pinned: self.is_pinned, report: self.report }
    }

    fn single_records(&mut self, site: &Site) {
        self.of(site.portal.source()).updated(site.portal.updated_at);
        let committee = &site.committee;
        self.of(committee.source()).record(&committee.sources, &committee.corrections, committee.updated_at);
        for page in &site.pages {
            for side in [Some(&page.french), page.english.as_ref()].into_iter().flatten() {
                self.of(side.source()).record(&side.sources, &side.corrections, side.updated_at);
            }
        }
    }

    fn texts(&mut self, site: &Site) {
        for (_, commentary) in site.commentaries().filter(|(_, commentary)| !commentary.draft) {
            let french = &commentary.text.french;
            if let Some(date) = commentary.date {
                self.of(french.source()).date("commentary", date);
            }
            for side in [Some(french), commentary.text.english.as_ref()].into_iter().flatten() {
                let mut own = self.of(side.source());
                own.record(side.sources.as_deref().unwrap_or_default(), &side.corrections, side.updated_at);
                own.documents(&side.documents);
            }
            if let Some(withdrawal) = &french.withdrawn {
                self.of(french.source()).date("withdrawal", withdrawal.date);
            }
            for responses in commentary.responses.iter() {
                for response in responses.iter() {
                    let mut own = self.of(responses.source());
                    own.date("response", response.date);
                    own.record(&response.sources, &response.corrections, None);
                    own.documents(&response.documents);
                }
            }
        }
    }
}

/// The dates of one record.
struct InRecord<'a> {
    source: &'a Source,
    day: Date,
    is_pinned: bool,
    report: &'a mut Report,
}

impl InRecord<'_> {
    /// Reports a date that is surely after the day. `what` selects the message.
    fn date(&mut self, what: &'static str, date: Located<PartialDate>) {
        if date.value.earliest() > self.day {
            let diagnostic = Diagnostic::new(Code::FactToCome, self.source.place(date.span)).arg("what", what);
            let diagnostic = diagnostic.arg("date", Arg::Date(date.value.to_string()));
            self.report.push(diagnostic.arg("day", Arg::Date(self.day.to_string())));
        }
    }

    /// What every record may have.
    fn record<T>(
        &mut self,
        sources: &[value::Source],
        corrections: &[Correction<T>],
        updated_at: Option<Located<PartialDate>>,
    ) {
        self.sources(sources);
        corrections.iter().for_each(|correction| self.date("correction", correction.date));
        self.updated(updated_at);
    }

    fn sources(&mut self, sources: &[value::Source]) {
        if !self.is_pinned {
            sources.iter().filter_map(|source| source.date).for_each(|date| self.date("source", date));
        }
    }

    fn documents(&mut self, documents: &[Document]) {
        documents.iter().filter_map(|document| document.date).for_each(|date| self.date("document", date));
    }

    fn updated(&mut self, updated_at: Option<Located<PartialDate>>) {
        updated_at.filter(|_| !self.is_pinned).into_iter().for_each(|date| self.date("updated", date));
    }

    fn commitment(&mut self, commitment: &Commitment) {
        self.sources(&commitment.sources);
        self.documents(&commitment.documents);
        let has_begun = |status: Status| matches!(status, Status::Complete | Status::UnderWay);
        if let Some(start) = commitment.start_date.filter(|_| commitment.status.is_some_and(has_begun)) {
            self.date("commitment", start);
        }
        if let Some(assessed) = commitment.assessed {
            self.date("assessment", assessed);
        }
        for milestone in commitment.named_milestones() {
            self.sources(&milestone.evidence);
            let is_done = milestone.status.is_some_and(|status| status.value == Status::Complete);
            if let Some(date) = milestone.date.filter(|_| is_done) {
                self.date("milestone", date);
            }
        }
    }

    fn meeting(&mut self, meeting: &Sourced<Meeting>, day: Date) {
        self.record(&meeting.sources, &meeting.corrections, meeting.updated_at);
        let date = meeting.date;
        // The agenda of a meeting to come may bear its date.
        if date.value.earliest() <= day {
            meeting.all_documents().filter_map(|document| document.date).for_each(|date| self.date("document", date));
        }
        if let Some(Adoption::On(date)) = meeting.minutes.as_ref().and_then(|minutes| minutes.adopted.as_ref()) {
            self.date("minutes", *date);
        }
        if meeting.status.is_some_and(|status| status.value == MeetingStatus::Held) {
            self.date("meeting", date);
        } else if let Some(present) = meeting.present.first() {
            self.date("presence", Located { value: date.value, span: present.span });
        } else if !meeting.decisions.is_empty() {
            self.date("decision", date);
        }
    }
}
