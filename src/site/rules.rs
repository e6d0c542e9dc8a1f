//! The rules of the committee, evaluated: terms, seats, sectors, the composition on the day of
//! reference.

use super::roster::{Count, Sitting, Standing};
use super::{Filed, Site};
use crate::diagnostic::{Arg, Code, Diagnostic, Report};
use crate::model::member::Member;
use crate::model::seat::Seat;

/// Tells every rule that is broken.
pub(super) fn check(site: &Site, report: &mut Report) {
    for member in &site.members {
        terms(site, member, report);
    }
    // Who sits cannot be counted where a record is missing for want of being readable.
    if report.has_errors() {
        return;
    }
    let sitting = site.sitting_on(site.reference_date());
    for seat in &site.committee.seats {
        standing(site, seat, &sitting, report);
    }
}

fn terms(site: &Site, member: &Filed<Member>, report: &mut Report) {
    for (at, term) in member.terms.iter().enumerate() {
        for earlier in &member.terms[..at] {
            if earlier.seat.value == term.seat.value && earlier.overlaps(term) {
                let place = member.source.place(term.start_date.map_or(term.seat.span, |date| date.span));
                let other = member.source.place(earlier.start_date.map_or(earlier.seat.span, |date| date.span));
                let diagnostic = Diagnostic::new(Code::TermsOverlap, place).related(other);
                report.push(diagnostic.arg("member", member.id.as_str()).arg("seat", term.seat.as_str()));
            }
        }
        if let (Some(start), Some(founding)) = (term.start_date, site.committee.founding_date)
            && start.latest() < founding.earliest()
        {
            let place = site.committee.source.place(founding.span);
            let diagnostic = Diagnostic::new(Code::BeforeFounding, member.source.place(start.span)).related(place);
            report.push(diagnostic.arg("start", start.to_string()).arg("founding", founding.to_string()));
        }
        if let Some(lapse) = site.lapse(term).filter(|lapse| lapse.latest() < site.reference_date()) {
            let place = member.source.place(term.start_date.map_or(term.seat.span, |date| date.span));
            let diagnostic = Diagnostic::new(Code::TermLapsed, place).arg("member", member.id.as_str());
            report.push(diagnostic.arg("lapse", lapse.to_string()).arg("day", site.reference_date().to_string()));
        }
        if let Some(seat) = site.committee.seats.iter().find(|seat| seat.id.value == term.seat.value) {
            seat_allows(site, member, term, seat, report);
        }
    }
}

fn seat_allows(site: &Site, member: &Filed<Member>, term: &crate::model::term::Term, seat: &Seat, report: &mut Report) {
    let place = member.source.place(term.seat.span);
    let kept = !seat.members.is_empty() && !seat.members.iter().any(|id| id.value == member.id);
    let reason = if member.sector.value != seat.sector {
        "sector"
    } else if kept {
        "members"
    } else {
        return;
    };
    let diagnostic = Diagnostic::new(Code::SeatNotAllowed, place).related(site.committee.source.place(seat.id.span));
    report.push(
        diagnostic
            .arg("reason", reason)
            .arg("seat", seat.id.as_str())
            .arg("sector", member.sector.word())
            .arg("wanted", seat.sector.word())
            .arg("allowed", Arg::Choice(seat.members.iter().map(|id| id.to_string()).collect())),
    );
}

fn standing(site: &Site, seat: &Seat, sitting: &[Sitting<'_>], report: &mut Report) {
    let Count { certain, possible } = site.count(seat, sitting);
    let (code, span, count) = match site.count(seat, sitting).against(seat) {
        Standing::Met => return,
        Standing::Above(_) => (Code::TooManySitting, seat.maximum.span, certain),
        Standing::Below(_) => (Code::TooFewSitting, seat.minimum.span, possible),
    };
    let place = site.committee.source.place(span);
    let members: Vec<String> = sitting
        .iter()
        .filter(|held| held.term.seat.value == seat.id.value)
        .map(|held| site.members[held.member].id.to_string())
        .collect();
    report.push(
        Diagnostic::new(code, place)
            .arg("seat", seat.id.as_str())
            .arg("count", count as usize)
            .arg("minimum", seat.minimum.value as usize)
            .arg("maximum", seat.maximum.value as usize)
            .arg("day", site.reference_date().to_string())
            .arg("members", if members.is_empty() { "none".to_owned() } else { members.join(", ") }),
    );
}
