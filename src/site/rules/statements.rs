//! What the records state that cannot be: meetings that were and were not held; minutes adopted before their meeting; texts
//! older than the meeting that adopted them; presence, signature and vote of who did not sit that day.

use jiff::civil::Date;

use super::super::references::itself;
use super::super::{Site, Sourced};
use super::both;
use crate::diagnostic::{Arg, Code, Diagnostic, Report, Source};
use crate::language::date::PartialDate;
use crate::model::holds::Holds;
use crate::model::id::Id;
use crate::model::meeting::{Adoption, Meeting, MeetingStatus, Vote, Votes};
use crate::model::term::Term;
use crate::model::value::Located;

/// Reports every statement that contradicts the roster or the date.
pub(super) fn check(site: &Site, day: Date, report: &mut Report) {
    for meeting in &site.meetings {
        status(meeting, day, report);
        adoption(site, meeting, report);
        votes(site, meeting, report);
        adopted_texts(site, meeting, day, report);
    }
    presences(site, day, report);
    signatures(site, day, report);
}

/// A meeting that is cancelled has nothing of one that was held; one that is to come is not over.
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

/// Reports texts that a meeting adopted and that are dated before it: the date of a text is that of its adoption or
/// publication.
fn adopted_texts(site: &Site, meeting: &Sourced<Meeting>, day: Date, report: &mut Report) {
    // What a meeting to come decides has been reported.
    if meeting.date.earliest() > day {
        return;
    }
    for decision in &meeting.decisions {
        let (Some(adopted), Some(at)) = (&decision.commentary, site.adopted_by(decision)) else { continue };
        let Some(date) = site.commentary(at).date else { continue };
        if date.latest() < meeting.date.earliest() {
            let diagnostic = Diagnostic::new(Code::StatusContradicts, meeting.source().place(adopted.span));
            let diagnostic = diagnostic.arg("what", "older").arg("date", Arg::Date(date.value.to_string()));
            let source = site.commentary(at).text.french.source();
            report.push(diagnostic.related(source.place(date.span)));
        }
    }
}

/// Members that are said to have been at a meeting, excused from it, or to have voted at it, and surely did not sit on
/// its day.
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
