//! Checks that nomination rounds and terms agree: the seat, the dates, the number of places.

use jiff::civil::Date;

use super::super::Site;
use super::both;
use crate::diagnostic::{Arg, Code, Diagnostic, Report};
use crate::model::term::Appointment;

/// Reports terms that contradict their nomination round.
pub(super) fn check(site: &Site, _: Date, report: &mut Report) {
    // By round: how many places its terms occupy, and when they began. A renewal by the same round occupies no
    // additional place.
    let mut named = vec![std::collections::BTreeMap::new(); site.nominations.len()];
    for (member_at, member) in site.members.iter().enumerate() {
        for term in &member.terms {
            let Some(Appointment::Nomination(id)) = &term.appointed_by else { continue };
            let Some(at) = site.nomination(&id.value) else { continue };
            let round = &site.nominations[at];
            named[at].insert(member_at, term.places);
            if let Some(start) = term.start_date.filter(|start| start.latest() < round.opened.earliest()) {
                let diagnostic = Diagnostic::new(Code::NamedBeforeCall, member.source().place(start.span));
                let diagnostic = diagnostic.related(round.source().place(round.opened.span));
                report.push(
                    diagnostic
                        .arg("member", both(&member.name.value))
                        .arg("start", Arg::Date(start.value.to_string()))
                        .arg("opened", Arg::Date(round.opened.value.to_string())),
                );
            }
            if let Some(seat) = round.seat.as_ref().filter(|seat| seat.value != term.seat.value) {
                let diagnostic = Diagnostic::new(Code::CallForOtherSeat, member.source().place(term.seat.span));
                let diagnostic = diagnostic.related(round.source().place(seat.span)).arg("call", both(&round.title));
                report.push(diagnostic.arg("seat", seat.as_str()).arg("own", term.seat.as_str()));
            }
        }
    }
    for (round, named) in site.nominations.iter().zip(named) {
        let places: u32 = named.values().sum();
        let (kind, most, count) = match (round.seats, round.applications) {
            (Some(seats), _) if places > seats => ("places", seats, places as usize),
            (_, Some(applications)) if named.len() > applications as usize => {
                ("applications", applications, named.len())
            }
            _ => continue,
        };
        let diagnostic = Diagnostic::new(Code::TooManyNamed, round.source().place(round.opened.span));
        let diagnostic = diagnostic.arg("kind", kind).arg("call", both(&round.title));
        report.push(diagnostic.arg("count", count).arg("most", most as usize));
    }
}
