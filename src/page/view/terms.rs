//! A term as pages show it: its dates and what they were inferred from, the act of appointment, and who represented
//! the member.

use jiff::civil::Date;
use serde::Serialize;

use super::accepted::AcceptedView;
use super::{Day, Link, Phrase, ViewContext};
use crate::diagnostic::Code;
use crate::language::date::PartialDate;
use crate::model::acceptance;
use crate::model::holds::Holds;
use crate::model::id::Id;
use crate::model::seat::TermLength;
use crate::model::term::{Appointment, Representative, Role, Term};
use crate::model::value::Located;
use crate::page::Page;

/// A term.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    seat: Phrase,
    places: u32,
    start: Option<Day>,
    end: Option<Day>,
    /// When it lapses by the length that the rule sets, if it has no end.
    lapse: Option<Day>,
    /// Its state on the day of the page: a keyword of [`TermState`](crate::site::roster::TermState).
    state: &'static str,
    /// What its start was inferred from, if it was.
    start_deduced: Option<Phrase>,
    end_deduced: Option<Phrase>,
    end_reason: Option<Phrase>,
    /// `chair`, `vice-chair`, `secretary` or `observer`; nothing for others.
    role: Option<&'static str>,
    /// Whether no length is set for it.
    unlimited: bool,
    act: Option<ActView>,
    representatives: Vec<RepresentativeView>,
    /// The reason why a lapsed term is accepted.
    accepted: Option<AcceptedView>,
}

/// The act that appointed a member.
#[derive(Debug, Clone, Serialize)]
struct ActView {
    text: Phrase,
    href: Option<String>,
    external: bool,
    /// The member that appointed this one.
    by: Option<Link>,
}

/// A person who sits for an organization.
#[derive(Debug, Clone, Serialize)]
struct RepresentativeView {
    name: Phrase,
    role: Option<Phrase>,
    alternate: bool,
    start: Option<Day>,
    end: Option<Day>,
    /// Whether it is uncertain from the dates that the person sat on the day.
    perhaps: bool,
}

/// Returns a term with its state on a day, and the persons who represented the member that day.
pub(super) fn term_view(cx: &ViewContext<'_>, term: &Term, day: Date) -> TermView {
    let site = cx.site;
    let seat = site.committee.seats.iter().find(|seat| seat.id.value == term.seat.value);
    let date = |date: Option<Located<PartialDate>>| date.map(|date| cx.date(date.value));
    let state = site.term_state(term, day);
    TermView {
        seat: seat.map_or_else(|| cx.own(term.seat.to_string()), |seat| cx.phrase(&seat.name)),
        places: term.places,
        start: date(term.start_date),
        end: date(term.end_date),
        lapse: site.lapse(term).map(|last| cx.last_day(last)),
        state: state.word(),
        start_deduced: term.start_deduced.as_ref().map(|text| cx.phrase(text)),
        end_deduced: term.end_deduced.as_ref().map(|text| cx.phrase(text)),
        end_reason: term.end_reason.as_ref().map(|text| cx.phrase(text)),
        role: Some(term.role).filter(|role| *role != Role::Member).map(Role::word),
        unlimited: site.length(term) == Some(TermLength::Unlimited),
        act: term.appointed_by.as_ref().and_then(|act| act_view(cx, act)),
        representatives: term
            .representatives_on(day)
            .map(|(person, holds)| representative(cx, person, holds == Holds::Perhaps))
            .collect(),
        accepted: acceptance::find(&term.accepted, Code::TermLapsed, day)
            .filter(|_| state.is_lapsed_or_may_be())
            .map(|accepted| AcceptedView::of(cx, accepted)),
    }
}

/// Returns a term with all persons who represented the member during it.
pub(super) fn whole_term(cx: &ViewContext<'_>, term: &Term) -> TermView {
    TermView {
        representatives: term.representatives.iter().map(|person| representative(cx, person, false)).collect(),
        ..term_view(cx, term, cx.site.reference_date())
    }
}

fn representative(cx: &ViewContext<'_>, person: &Representative, perhaps: bool) -> RepresentativeView {
    RepresentativeView {
        name: cx.own(person.name.as_str()),
        role: person.role.as_ref().map(|role| cx.phrase(role)),
        alternate: person.alternate,
        start: person.start_date.map(|date| cx.date(date.value)),
        end: person.end_date.map(|date| cx.date(date.value)),
        perhaps,
    }
}

fn act_view(cx: &ViewContext<'_>, act: &Appointment) -> Option<ActView> {
    let by = |id: &Option<Located<Id>>| id.as_ref().and_then(|id| cx.site.member(&id.value)).map(|at| cx.member(at));
    Some(match act {
        Appointment::Nomination(id) => {
            let at = cx.site.nomination(&id.value)?;
            let round = &cx.site.nominations[at];
            let href = Some(cx.href(Page::Nomination(at)));
            ActView { text: cx.phrase(&round.title), href, external: false, by: by(&round.by) }
        }
        Appointment::Act { text, url, by: own } => {
            ActView { text: cx.phrase(text), href: url.clone(), external: true, by: by(own) }
        }
    })
}
