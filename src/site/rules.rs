//! The rules of the committee, evaluated: terms, seats, sectors, the composition on the day of
//! reference.

use std::collections::HashMap;

use jiff::civil::Date;

use super::roster::{Count, Sitting, Standing, TermState};
use super::{Site, Sourced};
use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report};
use crate::language::date::PartialDate;
use crate::language::{Language, marks};
use crate::model::member::Member;
use crate::model::seat::Seat;
use crate::model::term::Term;
use crate::model::value::Text;

/// Reports every rule that is broken. `day` is the day of reference, or nothing where it is not known:
/// then what depends on it is not reported. Who sits is not counted where a record is missing or wrong.
pub(super) fn check(site: &Site, day: Option<Date>, has_errors: bool) -> Report {
    let mut all = Report::default();
    let report = &mut all;
    same_names(site, report);
    for member in &site.members {
        terms(site, member, day, report);
    }
    let Some(day) = day.filter(|_| !has_errors && !report.has_errors()) else { return all };
    to_come(site, day, report);
    presences(site, day, report);
    let sitting = site.sitting_on(day);
    for seat in &site.committee.seats {
        standing(site, seat, &sitting, report);
    }
    all
}

fn terms(site: &Site, member: &Sourced<Member>, day: Option<Date>, report: &mut Report) {
    for (earlier, term) in overlaps(&member.terms) {
        let place = member.source().place(term.start_date.map_or(term.seat.span, |date| date.span));
        let other = member.source().place(earlier.start_date.map_or(earlier.seat.span, |date| date.span));
        let diagnostic = Diagnostic::new(Code::TermsOverlap, place).related(other);
        report.push(diagnostic.arg("member", both(&member.name.value)).arg("seat", seat_of(site, term)));
    }
    for term in &member.terms {
        if let (Some(start), Some(founding)) = (term.start_date, site.committee.founding_date)
            && start.latest() < founding.earliest()
        {
            let place = site.committee.source().place(founding.span);
            let diagnostic = Diagnostic::new(Code::BeforeFounding, member.source().place(start.span)).related(place);
            report.push(
                diagnostic.arg("start", Arg::Date(start.to_string())).arg("founding", Arg::Date(founding.to_string())),
            );
        }
        if let Some(day) = day.filter(|day| site.term_state(term, *day) == TermState::Lapsed) {
            let place = member.source().place(term.start_date.map_or(term.seat.span, |date| date.span));
            let lapse = site.lapse(term).map(|lapse| lapse.to_string()).unwrap_or_default();
            let diagnostic = Diagnostic::new(Code::TermLapsed, place).arg("member", both(&member.name.value));
            report.push(diagnostic.arg("lapse", Arg::Date(lapse)).arg("day", Arg::Date(day.to_string())));
        }
        if let Some(seat) = site.committee.seats.iter().find(|seat| seat.id.value == term.seat.value) {
            seat_allows(site, member, term, seat, report);
        }
    }
}

/// The terms that surely have a day in common with one on the same seat that begins before: each once, with
/// that other.
///
/// In the order of their beginnings, a term overlaps an earlier one only if it overlaps the one that lasts
/// the longest of those: nothing else needs to be looked at.
fn overlaps(terms: &[Term]) -> Vec<(&Term, &Term)> {
    let mut sorted: Vec<&Term> = terms.iter().filter(|term| term.start_date.is_some()).collect();
    sorted.sort_by_key(|term| (&term.seat.value, term.start_date.map(|date| date.latest())));
    let last = |term: &Term| term.end_date.map_or((Date::MAX, Date::MAX), |end| (end.earliest(), end.latest()));
    let mut found = Vec::new();
    let mut longest: Option<&Term> = None;
    for term in sorted {
        match longest.filter(|other| other.seat.value == term.seat.value) {
            Some(other) => {
                if other.overlaps(term) {
                    found.push((other, term));
                }
                if last(term) > last(other) {
                    longest = Some(term);
                }
            }
            None => longest = Some(term),
        }
    }
    found
}

fn seat_allows(site: &Site, member: &Sourced<Member>, term: &Term, seat: &Seat, report: &mut Report) {
    let place = member.source().place(term.seat.span);
    let kept = !seat.members.is_empty() && !seat.members.iter().any(|id| id.value == member.id);
    let reason = if member.sector.value != seat.sector {
        "sector"
    } else if kept {
        "members"
    } else {
        return;
    };
    let diagnostic = Diagnostic::new(Code::SeatNotAllowed, place).related(site.committee.source().place(seat.id.span));
    report.push(
        diagnostic
            .arg("reason", reason)
            .arg("seat", both(&seat.name))
            .arg("sector", Arg::Words(vec![member.sector.word()]))
            .arg("wanted", Arg::Words(vec![seat.sector.word()]))
            .arg("allowed", Arg::Choice(seat.members.iter().map(|id| id.to_string()).collect())),
    );
}

fn standing(site: &Site, seat: &Seat, sitting: &[Sitting<'_>], report: &mut Report) {
    let Count { certain, possible } = site.count(seat, sitting);
    let (code, span, count) = match site.count(seat, sitting).against(seat.rule_on(site.reference_date())) {
        Standing::Met | Standing::Unknown => return,
        Standing::Above(_) => (Code::TooManySitting, seat.maximum.span, certain),
        Standing::Below(_) => (Code::TooFewSitting, seat.minimum.span, possible),
    };
    let place = site.committee.source().place(span);
    let members: Vec<String> = sitting
        .iter()
        .filter(|held| held.term.seat.value == seat.id.value)
        .map(|held| site.members[held.member].id.to_string())
        .collect();
    report.push(
        Diagnostic::new(code, place)
            .arg("seat", both(&seat.name))
            .arg("count", count as usize)
            .arg("minimum", seat.minimum.value as usize)
            .arg("maximum", seat.maximum.value as usize)
            .arg("day", Arg::Date(site.reference_date().to_string()))
            .arg("members", if members.is_empty() { "none".to_owned() } else { members.join(", ") }),
    );
}

/// A text of the portal, in the language of the message.
fn both(text: &Text) -> Arg {
    Arg::Both(Language::ALL.map(|language| marks::plain(text.get(language).0)))
}

/// The seat of a term by its name, or by its id where the rule does not know it.
fn seat_of(site: &Site, term: &Term) -> Arg {
    let seat = site.committee.seats.iter().find(|seat| seat.id.value == term.seat.value);
    seat.map_or_else(|| Arg::Text(term.seat.as_str().to_owned()), |seat| both(&seat.name))
}

/// What is stated as done, and dated later than the day of reference: a slip in the date, or too early.
fn to_come(site: &Site, day: Date, report: &mut Report) {
    let mut tell = |place: Place, what: &'static str, date: PartialDate| {
        let diagnostic = Diagnostic::new(Code::FactToCome, place).arg("what", what);
        report.push(diagnostic.arg("date", Arg::Date(date.to_string())).arg("day", Arg::Date(day.to_string())));
    };
    for (_, commentary) in site.commentaries().filter(|(_, commentary)| !commentary.draft) {
        if let Some(date) = commentary.date.filter(|date| date.earliest() > day) {
            tell(commentary.text.french.source().place(date.span), "commentary", date.value);
        }
        for responses in commentary.responses.iter() {
            for response in responses.iter().filter(|response| response.date.earliest() > day) {
                tell(responses.source().place(response.date.span), "response", response.date.value);
            }
        }
    }
    for member in &site.members {
        for declaration in member.declarations.iter().filter(|declaration| declaration.date.earliest() > day) {
            tell(member.source().place(declaration.date.span), "declaration", declaration.date.value);
        }
    }
    for meeting in site.meetings.iter().filter(|meeting| meeting.date.earliest() > day) {
        if let Some(present) = meeting.present.first() {
            tell(meeting.source().place(present.span), "presence", meeting.date.value);
        }
    }
}

/// Members that are said to have been present at a meeting, and surely did not sit on its day.
fn presences(site: &Site, day: Date, report: &mut Report) {
    for meeting in site.meetings.iter().filter(|meeting| meeting.date.earliest() <= day) {
        let sitting = site.sitting_on(meeting.date.earliest());
        for id in &meeting.present {
            let Some(at) = site.member(id).filter(|at| !sitting.iter().any(|held| held.member == *at)) else {
                continue;
            };
            let place = meeting.source().place(id.span);
            let diagnostic = Diagnostic::new(Code::PresentWithoutSeat, place);
            let diagnostic = diagnostic.arg("member", both(&site.members[at].name.value));
            report.push(diagnostic.arg("day", Arg::Date(meeting.date.value.to_string())));
        }
    }
}

/// Members of one name and institution: most often the copy of a file, which counts twice.
fn same_names(site: &Site, report: &mut Report) {
    let mut first: HashMap<(&str, Option<&str>), &Sourced<Member>> = HashMap::new();
    for member in &site.members {
        let key = (member.name.value.french.as_str(), member.parent.as_ref().map(|parent| parent.french.as_str()));
        match first.get(&key) {
            Some(other) => {
                let place = member.source().place(member.name.span);
                let diagnostic = Diagnostic::new(Code::SameName, place).arg("name", both(&member.name.value));
                report.push(diagnostic.related(other.source().place(other.name.span)));
            }
            None => drop(first.insert(key, member)),
        }
    }
}
