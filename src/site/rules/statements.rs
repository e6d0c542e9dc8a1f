//! Reports statements of the records that cannot be true, or not yet: facts with a future date; meetings marked
//! both as held and as not held; minutes adopted before their meeting; presence, signature and vote of a member
//! that did not sit that day.

use jiff::civil::Date;

use super::super::references::itself;
use super::super::{Site, Sourced};
use super::both;
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report, Source};
use crate::language::date::PartialDate;
use crate::model::commitment::Status;
use crate::model::holds::Holds;
use crate::model::id::Id;
use crate::model::meeting::{Adoption, Meeting, MeetingStatus, Vote, Votes};
use crate::model::term::Term;
use crate::model::value::Located;

/// Reports every statement that contradicts the roster or the date.
pub(super) fn check(site: &Site, day: Date, report: &mut Report) {
    to_come(site, day, report);
    for meeting in &site.meetings {
        status(meeting, day, report);
        adoption(site, meeting, report);
        votes(site, meeting, report);
    }
    presences(site, day, report);
    signatures(site, day, report);
}

/// Reports facts stated as done but dated after the reference date: the date is wrong, or the record is premature.
fn to_come(site: &Site, day: Date, report: &mut Report) {
    let mut tell = |place: Place, what: &'static str, date: PartialDate| {
        if date.earliest() > day {
            let diagnostic = Diagnostic::new(Code::FactToCome, place).arg("what", what);
            report.push(diagnostic.arg("date", Arg::Date(date.to_string())).arg("day", Arg::Date(day.to_string())));
        }
    };
    for (_, commentary) in site.commentaries().filter(|(_, commentary)| !commentary.draft) {
        let french = &commentary.text.french;
        if let Some(date) = commentary.date {
            tell(french.source().place(date.span), "commentary", date.value);
        }
        let english = commentary.text.english.as_ref();
        for side in [Some(french), english].into_iter().flatten() {
            for correction in &side.corrections {
                tell(side.source().place(correction.date.span), "correction", correction.date.value);
            }
        }
        if let Some(withdrawal) = &french.withdrawn {
            tell(french.source().place(withdrawal.date.span), "withdrawal", withdrawal.date.value);
        }
        for responses in commentary.responses.iter() {
            for response in responses.iter() {
                tell(responses.source().place(response.date.span), "response", response.date.value);
                for correction in &response.corrections {
                    tell(responses.source().place(correction.date.span), "correction", correction.date.value);
                }
            }
        }
    }
    for round in &site.nominations {
        for correction in &round.corrections {
            tell(round.source().place(correction.date.span), "correction", correction.date.value);
        }
        if round.applications.is_some() {
            tell(round.source().place(round.opened.span), "applications", round.opened.value);
        }
    }
    for member in &site.members {
        for declaration in &member.declarations {
            tell(member.source().place(declaration.date.span), "declaration", declaration.date.value);
        }
        for correction in &member.corrections {
            tell(member.source().place(correction.date.span), "correction", correction.date.value);
        }
    }
    for correction in &site.committee.corrections {
        tell(site.committee.source().place(correction.date.span), "correction", correction.date.value);
    }
    for plan in &site.plans {
        for correction in &plan.corrections {
            tell(plan.source().place(correction.date.span), "correction", correction.date.value);
        }
        for commitment in &plan.commitments {
            let has_begun = |status: Status| matches!(status, Status::Complete | Status::UnderWay);
            let begun = commitment.status.is_some_and(has_begun);
            if let Some(start) = commitment.start_date.filter(|_| begun) {
                tell(plan.source().place(start.span), "commitment", start.value);
            }
            if let Some(assessed) = commitment.assessed {
                tell(plan.source().place(assessed.span), "assessment", assessed.value);
            }
            for milestone in commitment.named_milestones() {
                let is_done = milestone.status.is_some_and(|status| status.value == Status::Complete);
                if let Some(date) = milestone.date.filter(|_| is_done) {
                    tell(plan.source().place(date.span), "milestone", date.value);
                }
            }
        }
    }
    for meeting in &site.meetings {
        for correction in &meeting.corrections {
            tell(meeting.source().place(correction.date.span), "correction", correction.date.value);
        }
        if let Some(Adoption::On(date)) = meeting.minutes.as_ref().and_then(|minutes| minutes.adopted.as_ref()) {
            tell(meeting.source().place(date.span), "minutes", date.value);
        }
        let date = meeting.date;
        if meeting.status.is_some_and(|status| status.value == MeetingStatus::Held) {
            tell(meeting.source().place(date.span), "meeting", date.value);
        } else if let Some(present) = meeting.present.first() {
            tell(meeting.source().place(present.span), "presence", date.value);
        } else if !meeting.decisions.is_empty() {
            tell(meeting.source().place(date.span), "decision", date.value);
        }
    }
}

/// Reports a cancelled meeting with content of one that was held, and a planned one whose date has passed.
fn status(meeting: &Sourced<Meeting>, day: Date, report: &mut Report) {
    let Some(status) = meeting.status else { return };
    let contradicts = Diagnostic::new(Code::StatusContradicts, meeting.source().place(status.span));
    match status.value {
        MeetingStatus::Held => {}
        MeetingStatus::Scheduled => {
            if meeting.date.latest() < day {
                let date = Arg::Date(meeting.date.value.to_string());
                report.push(contradicts.arg("what", "passed").arg("date", date));
            }
        }
        MeetingStatus::Cancelled => {
            let held = [
                ("present", !meeting.present.is_empty()),
                ("decisions", !meeting.decisions.is_empty()),
                ("minutes", meeting.minutes.is_some()),
            ];
            let held: Vec<&str> = held.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key).collect();
            if !held.is_empty() {
                report.push(contradicts.arg("what", "cancelled").arg("holds", held.join(", ")));
            }
        }
    }
}

/// Reports minutes adopted before their meeting, at that meeting itself, or at a cancelled one.
fn adoption(site: &Site, meeting: &Sourced<Meeting>, report: &mut Report) {
    let (adopted, span) = match meeting.minutes.as_ref().and_then(|minutes| minutes.adopted.as_ref()) {
        Some(Adoption::On(date)) => (date.value, date.span),
        Some(Adoption::At(id)) if id.value == meeting.id => {
            return report.push(itself(meeting.source(), id, "itself", "term-meeting"));
        }
        Some(Adoption::At(id)) => match site.meeting(&id.value) {
            Some(other) => (site.meetings[other].date.value, id.span),
            None => return,
        },
        None => return,
    };
    // A date on which there was a meeting refers to that meeting.
    let other = Id::new(&adopted.to_string()).and_then(|id| site.meeting(&id)).map(|at| &site.meetings[at]);
    let is_cancelled = |other: &&Sourced<Meeting>| {
        other.id != meeting.id && other.status.is_some_and(|status| status.value == MeetingStatus::Cancelled)
    };
    if other.filter(is_cancelled).is_some() {
        let diagnostic = Diagnostic::new(Code::StatusContradicts, meeting.source().place(span)).arg("what", "adopted");
        report.push(diagnostic.arg("date", Arg::Date(adopted.to_string())));
    }
    if adopted.latest() < meeting.date.earliest() {
        let diagnostic = Diagnostic::new(Code::DatesReversed, meeting.source().place(span)).arg("kind", "minutes");
        let diagnostic = diagnostic.arg("start", Arg::Date(meeting.date.value.to_string()));
        let diagnostic = diagnostic.arg("end", Arg::Date(adopted.to_string()));
        report.push(diagnostic.related(meeting.source().place(meeting.date.span)));
    }
}

/// Reports members that a record lists as present, excused or voting at a meeting, and that certainly did not sit
/// on its day.
fn presences(site: &Site, day: Date, report: &mut Report) {
    for meeting in site.meetings.iter().filter(|meeting| meeting.date.earliest() <= day) {
        let mut tell = |what: &'static str, id: &Located<Id>| {
            absent(site, meeting.source(), what, id, meeting.date.value).into_iter().for_each(|one| report.push(one));
        };
        meeting.present.iter().for_each(|id| tell("presence", id));
        meeting.excused.iter().for_each(|id| tell("excuse", id));
        let votes = meeting.decisions.iter().filter_map(|decision| decision.votes.as_ref());
        votes.flat_map(Votes::members).for_each(|id| tell("vote", id));
    }
}

/// Reports votes of members that are not among those present, if these are published, and more votes than they
/// have.
fn votes(site: &Site, meeting: &Sourced<Meeting>, report: &mut Report) {
    if meeting.present.is_empty() {
        return;
    }
    let place = |span| meeting.source().place(span);
    for decision in &meeting.decisions {
        let Some(votes) = &decision.votes else { continue };
        let is_present = |id: &&Located<Id>| meeting.present.iter().any(|present| present.value == id.value);
        let mut absent = votes.members().filter(|id| !is_present(id)).peekable();
        // A wrong number of them is a consequence.
        let is_told = absent.peek().is_some();
        for id in absent {
            // An id that is not a member's has been reported.
            let Some(at) = site.member(&id.value) else { continue };
            let diagnostic = Diagnostic::new(Code::VotesDisagree, place(id.span)).arg("what", "absent");
            report.push(diagnostic.arg("member", both(&site.members[at].name.value)));
        }
        for id in votes.members().filter(is_present) {
            let Some(at) = site.member(&id.value) else { continue };
            let day = meeting.date.earliest();
            let held = || site.members[at].terms.iter().filter(|term| site.holds(term, day) != Holds::No);
            // A member that may not have sat at all is reported as such.
            if held().next().is_some() && !held().any(Term::is_counted) {
                let diagnostic = Diagnostic::new(Code::VotesDisagree, place(id.span)).arg("what", "observer");
                report.push(diagnostic.arg("member", both(&site.members[at].name.value)));
            }
        }
        let places = |id: &Located<Id>| {
            let terms = site.member(&id.value).map(|at| &site.members[at].terms);
            terms.into_iter().flatten().map(|term| term.places as usize).max().unwrap_or(1)
        };
        let present: usize = meeting.present.iter().map(places).sum();
        let all = [&votes.in_favour, &votes.against, &votes.abstained];
        let count: usize = all.into_iter().flatten().map(Vote::count).sum();
        if count > present && !is_told {
            let diagnostic = Diagnostic::new(Code::VotesDisagree, place(meeting.present[0].span)).arg("what", "count");
            report.push(diagnostic.arg("count", count).arg("present", present));
        }
    }
}

/// Reports members that signed a text on a day on which they certainly did not sit.
fn signatures(site: &Site, day: Date, report: &mut Report) {
    for (_, commentary) in site.commentaries() {
        let french = &commentary.text.french;
        let Some(date) = commentary.date.filter(|date| date.latest() <= day) else { continue };
        for id in french.authors() {
            let found = absent(site, french.source(), "signature", id, date.value);
            found.into_iter().for_each(|one| report.push(one));
        }
    }
}

fn absent(site: &Site, source: &Source, what: &'static str, id: &Located<Id>, date: PartialDate) -> Option<Diagnostic> {
    // A date known to the month may be any day of it.
    let at = site.member(&id.value).filter(|at| !site.may_sit_between(*at, date.earliest(), date.latest()))?;
    let diagnostic = Diagnostic::new(Code::PresentWithoutSeat, source.place(id.span)).arg("what", what);
    let diagnostic = diagnostic.arg("member", both(&site.members[at].name.value));
    Some(diagnostic.arg("day", Arg::Date(date.to_string())))
}
