//! Evaluates the rules of the committee: terms, seats, sectors, the composition on the reference date.

mod nominations;
mod security;
mod statements;
mod to_come;

use std::collections::HashMap;

use jiff::civil::Date;

use super::duties::DutyState;
use super::references::both;
use super::roster::{Count, Sitting, Standing, TermState};
use super::{Site, Sourced};
use crate::diagnostic::{Arg, Code, Diagnostic, Report, Severity, Source};
use crate::model::acceptance::{self, Acceptance};
use crate::model::committee::MetBy;
use crate::model::member::Member;
use crate::model::seat::{Seat, SeatRule};
use crate::model::term::Term;

/// Reports every broken rule. `day` is the reference date, or `None` if it is unknown: rules that depend on it are
/// then not evaluated. Members sitting are not counted if a record is missing or invalid.
pub(super) fn check(site: &Site, day: Option<Date>, has_errors: bool) -> Report {
    let mut all = Report::default();
    let report = &mut all;
    before_founding(site, report);
    let is_founded = report.is_empty();
    for member in &site.members {
        terms(site, member, day.filter(|_| is_founded), has_errors, report);
    }
    same_names(site, report);
    if let Some(day) = day {
        security::check(site, day, report);
    }
    // Problems that only forbid publication do not concern the records.
    let is_whole =
        !has_errors && report.iter().all(|one| one.code.severity() != Severity::Error || one.code.is_of_publication());
    let Some(day) = day.filter(|_| is_whole) else { return all };
    to_come::check(site, day, report);
    statements::check(site, day, report);
    nominations::check(site, day, report);
    let sitting = site.sitting_on(day);
    for seat in &site.committee.seats {
        standing(site, seat, &sitting, report);
    }
    duties(site, day, report);
    all
}

/// Reports terms that begin before the committee was founded: if there are many, the founding date is probably
/// wrong.
fn before_founding(site: &Site, report: &mut Report) {
    const MANY: usize = 3;
    let Some(founding) = site.committee.founding_date else { return };
    let starts = site.members.iter().flat_map(|member| {
        member
            .terms
            .iter()
            .filter_map(move |term| Some((member.source().place(term.start_date?.span), term.start_date?)))
    });
    let mut early: Vec<_> = starts.filter(|(_, start)| start.latest() < founding.earliest()).collect();
    let place = site.committee.source().place(founding.span);
    let count = early.len();
    if count >= MANY {
        early.sort_by_key(|(_, start)| start.earliest());
        early.truncate(1);
    }
    for (term, start) in early {
        let (at, other) = if count >= MANY { (place.clone(), term) } else { (term, place.clone()) };
        let diagnostic = Diagnostic::new(Code::BeforeFounding, at).related(other);
        let diagnostic = diagnostic.arg("kind", if count >= MANY { "many" } else { "one" }).arg("count", count);
        let diagnostic = diagnostic.arg("start", Arg::Date(start.to_string()));
        report.push(diagnostic.arg("founding", Arg::Date(founding.to_string())));
    }
}

/// `has_errors`: some records could not be read, and what these would say of a term is not known.
fn terms(site: &Site, member: &Sourced<Member>, day: Option<Date>, has_errors: bool, report: &mut Report) {
    for (earlier, term) in overlaps(&member.terms) {
        let place = member.source().place(term.start_date.map_or(term.seat.span, |date| date.span));
        let other = member.source().place(earlier.start_date.map_or(earlier.seat.span, |date| date.span));
        let diagnostic = Diagnostic::new(Code::TermsOverlap, place).related(other);
        report.push(diagnostic.arg("member", both(&member.name.value)).arg("seat", seat_of(site, term)));
    }
    for term in &member.terms {
        if let Some(day) = day.filter(|_| !has_errors) {
            unneeded(site, member.source(), &term.accepted, day, report, |_| {
                site.term_state(term, day).is_lapsed_or_may_be()
            });
        }
        let is_accepted = |day: Date| acceptance::find(&term.accepted, Code::TermLapsed, day).is_some();
        let lapsed = |day: &Date| site.term_state(term, *day) == TermState::Lapsed && !is_accepted(*day);
        if let Some(day) = day.filter(lapsed) {
            let place = member.source().place(term.start_date.map_or(term.seat.span, |date| date.span));
            let last = site.lapse(term);
            let known = last.map(|last| last.as_last_day().to_string()).filter(|known| !known.contains('/'));
            let is_known = if known.is_some() { "yes" } else { "no" };
            let lapse = known.or_else(|| last.map(|last| last.latest.to_string())).unwrap_or_default();
            let diagnostic = Diagnostic::new(Code::TermLapsed, place).arg("member", both(&member.name.value));
            let diagnostic = diagnostic.arg("known", is_known);
            report.push(diagnostic.arg("lapse", Arg::Date(lapse)).arg("day", Arg::Date(day.to_string())));
        }
        if let Some(seat) = site.committee.seats.iter().find(|seat| seat.id.value == term.seat.value) {
            seat_allows(site, member, term, seat, report);
        }
        dissolved(site, member, term, day, report);
    }
}

/// Returns the terms that certainly have a day in common with an earlier one on the same seat: each once, with that
/// other term.
///
/// In the order of their starts, a term overlaps an earlier one only if it overlaps the one that lasts longest: no
/// other comparison is needed.
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

/// Reports a term that no rule allows which may have applied when it began.
fn seat_allows(site: &Site, member: &Sourced<Member>, term: &Term, seat: &Seat, report: &mut Report) {
    let allows = |rule: &SeatRule| {
        let is_kept = rule.members.is_empty() || rule.members.iter().any(|id| id.value == member.id);
        rule.sector == member.sector.value && is_kept
    };
    let rules: Vec<&SeatRule> = match term.start_date {
        Some(start) => seat.rules_between(start.earliest(), start.latest()),
        None => seat.rules.iter().map(|dated| &dated.rule).chain([&seat.rule]).collect(),
    };
    // An observer occupies no place that could be reserved for others.
    let is_refused = term.is_counted() && !rules.iter().any(|rule| allows(rule));
    let Some(rule) = rules.last().filter(|_| is_refused) else { return };
    // A member that the seat names but that does not exist is reported there: it may be this one, misspelt.
    if member.sector.value == rule.sector && rule.members.iter().any(|id| site.member(&id.value).is_none()) {
        return;
    }
    let place = member.source().place(term.seat.span);
    let reason = if member.sector.value != rule.sector { "sector" } else { "members" };
    let diagnostic = Diagnostic::new(Code::SeatNotAllowed, place).related(site.committee.source().place(seat.id.span));
    report.push(
        diagnostic
            .arg("reason", reason)
            .arg("seat", both(&seat.name))
            .arg("sector", Arg::Words(vec![member.sector.word()]))
            .arg("wanted", Arg::Words(vec![rule.sector.word()]))
            .arg("allowed", Arg::Choice(rule.members.iter().map(|id| id.to_string()).collect())),
    );
}

/// Reports a term that continues after its member was dissolved.
fn dissolved(site: &Site, member: &Sourced<Member>, term: &Term, day: Option<Date>, report: &mut Report) {
    let Some(dissolved) = member.dissolution_date else { return };
    let goes_on = match term.end_date {
        Some(end) => end.earliest() > dissolved.latest(),
        // A term that exceeded its length by then may have ended with it.
        None => {
            let may_be_over = site.lapse(term).is_some_and(|last| last.earliest <= dissolved.latest());
            !may_be_over && day.is_some_and(|day| day > dissolved.latest())
        }
    };
    if goes_on {
        let place = member.source().place(term.end_date.or(term.start_date).map_or(term.seat.span, |date| date.span));
        let diagnostic = Diagnostic::new(Code::SitsAfterDissolution, place);
        let diagnostic = diagnostic.related(member.source().place(dissolved.span));
        report.push(
            diagnostic.arg("member", both(&member.name.value)).arg("date", Arg::Date(dissolved.value.to_string())),
        );
    }
}

fn standing(site: &Site, seat: &Seat, sitting: &[Sitting<'_>], report: &mut Report) {
    let day = site.reference_date();
    let count = site.count(seat, sitting);
    let Count { certain, possible } = count;
    let rules = seat.rules_on(day);
    let standing = site.standing(seat, count, day);
    unneeded(site, site.committee.source(), &seat.accepted, day, report, |code| match standing {
        Standing::Met => false,
        Standing::Unknown => true,
        Standing::Above(_) => code == Code::TooManySitting,
        Standing::Below(_) => code == Code::TooFewSitting,
    });
    let (code, span, count) = match standing {
        Standing::Met | Standing::Unknown => return,
        Standing::Above(_) => (Code::TooManySitting, seat.bounds_on(day).maximum, certain),
        Standing::Below(_) => (Code::TooFewSitting, seat.bounds_on(day).minimum, possible),
    };
    if acceptance::find(&seat.accepted, code, day).is_some() {
        return;
    }
    let place = site.committee.source().place(span);
    let mut members: Vec<String> = sitting
        .iter()
        .filter(|held| held.term.is_counted() && held.term.seat.value == seat.id.value)
        .map(|held| site.members[held.member].id.to_string())
        .collect();
    members.dedup();
    let bound = |bound: fn(&SeatRule) -> u32| rules.iter().map(move |rule| bound(rule) as usize);
    report.push(
        Diagnostic::new(code, place)
            .arg("seat", both(&seat.name))
            .arg("count", count as usize)
            .arg("sure", if certain == possible { "yes" } else { "no" })
            .arg("minimum", bound(|rule| rule.minimum).min().unwrap_or_default())
            .arg("maximum", bound(|rule| rule.maximum).max().unwrap_or_default())
            .arg("day", Arg::Date(day.to_string()))
            .arg("members", if members.is_empty() { "none".to_owned() } else { members.join(", ") }),
    );
}

/// Reports acceptances of breaches that do not exist, or that expired.
fn unneeded(
    site: &Site,
    source: &Source,
    accepted: &[Acceptance],
    day: Date,
    report: &mut Report,
    is_needed: impl Fn(Code) -> bool,
) {
    for one in accepted.iter().filter(|one| !one.holds_on(day) || !is_needed(one.code)) {
        let diagnostic = Diagnostic::new(Code::AcceptanceUnneeded, source.place(one.span)).arg("code", one.code.id());
        let why = if one.holds_on(day) { "not-so" } else { "over" };
        let until = one.until.map_or_else(|| day.to_string(), |until| until.value.to_string());
        let diagnostic = diagnostic.arg("why", why).arg("until", Arg::Date(until));
        report.push(diagnostic.arg("day", Arg::Date(site.reference_date().to_string())));
    }
}

/// Reports duties that the records show were not done.
fn duties(site: &Site, day: Date, report: &mut Report) {
    for account in site.duties() {
        let duty = &site.committee.duties[account.duty];
        let missed = account.count(DutyState::Missed);
        unneeded(site, site.committee.source(), &duty.accepted, day, report, |_| missed > 0);
        let last = account.periods.iter().rev().find(|due| due.state == DutyState::Missed);
        let Some(last) = last.filter(|_| acceptance::find(&duty.accepted, Code::DutyMissed, day).is_none()) else {
            continue;
        };
        let diagnostic = Diagnostic::new(Code::DutyMissed, site.committee.source().place(duty.id.span));
        report.push(
            diagnostic
                .arg("duty", both(&duty.text))
                .arg("count", missed)
                .arg("met_by", duty.met_by.map_or("text", MetBy::word))
                .arg("from", Arg::Date(last.first.to_string()))
                .arg("to", Arg::Date(last.last.to_string())),
        );
    }
}

/// The seat of a term by its name, or by its id where the rule does not know it.
fn seat_of(site: &Site, term: &Term) -> Arg {
    let seat = site.committee.seats.iter().find(|seat| seat.id.value == term.seat.value);
    seat.map_or_else(|| Arg::Text(term.seat.as_str().to_owned()), |seat| both(&seat.name))
}

/// Reports members with one name and institution: most often a copied file, which counts twice.
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
