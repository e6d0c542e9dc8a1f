//! The composition rule, and how it is met: now, and on any day on which it changed.

use jiff::civil::Date;
use serde::Serialize;

use super::frame::committee_page;
use super::members::{MemberLine, line_on};
use super::searchable::SearchFacets;
use super::{Body, Day, Link, Phrase, View, ViewContext};
use crate::model::seat::{Seat, SeatRule};
use crate::page::Page;
use crate::site::roster::{Sitting, Standing};

/// The composition on a day.
#[derive(Debug, Serialize)]
pub struct Composition {
    /// The day shown.
    day: Day,
    /// Whether it is a day of the past, rather than the day of reference.
    past: bool,
    seats: Vec<SeatView>,
    /// Other days on which the composition changed.
    history: Vec<Link>,
    current: String,
    register: String,
}

/// A group of seats and who holds it.
#[derive(Debug, Serialize)]
struct SeatView {
    name: Phrase,
    /// The caption of the table of its members.
    caption: Phrase,
    note: Option<Phrase>,
    minimum: u32,
    maximum: u32,
    /// The rule in words.
    rule: String,
    /// How many places are held, or may be.
    held: u32,
    /// How many are surely held.
    certain: u32,
    /// `met`, `unknown`, `below` or `above`.
    standing: &'static str,
    /// What is to be said of it in words.
    remark: String,
    vacant: u32,
    /// Places held by terms whose length is over, or may be, and whose renewal is not published.
    lapsed: u32,
    members: Vec<MemberLine>,
}

/// The composition on a day of the past, or on the day of reference.
pub(super) fn composition_view(cx: &ViewContext<'_>, past: Option<Date>) -> Composition {
    let site = cx.site;
    let day = past.unwrap_or(site.reference_date());
    let sitting = site.sitting_on(day);
    let others = site.changes().iter().copied().filter(|change| Some(*change) != past);
    Composition {
        day: cx.day(day),
        past: past.is_some(),
        seats: site.committee.seats.iter().map(|seat| seat_view(cx, seat, &sitting, day)).collect(),
        history: others.map(|change| cx.link(Page::CompositionOn(change), cx.own(cx.day(change).words))).collect(),
        current: cx.href(Page::Composition),
        register: cx.href(Page::Register),
    }
}

pub(super) fn composition(cx: &ViewContext<'_>, past: Option<Date>) -> View<'static> {
    let view = composition_view(cx, past);
    let page = past.map_or(Page::Composition, Page::CompositionOn);
    let mut frame = committee_page(cx, page, "composition");
    if past.is_none() {
        frame.search = Some(SearchFacets::new("committee"));
    }
    if let Some(day) = past {
        frame.parents.push(cx.link(Page::Composition, frame.title));
        frame.title = cx.own(cx.message("title-composition-on", &[("day", cx.day(day).words.into())]));
    }
    frame.with(cx, Body::Composition(view))
}

fn seat_view(cx: &ViewContext<'_>, seat: &Seat, sitting: &[Sitting<'_>], day: Date) -> SeatView {
    let count = cx.site.count(seat, sitting);
    let (standing, number) = match count.against(seat.rule_on(day)) {
        Standing::Met => ("met", 0),
        Standing::Unknown => ("unknown", 0),
        Standing::Below(missing) => ("below", missing),
        Standing::Above(extra) => ("above", extra),
    };
    let SeatRule { minimum, maximum } = seat.rule_on(day);
    let rule = if minimum == maximum { "rule-exactly" } else { "rule-between" };
    let mine = || sitting.iter().filter(|held| held.term.seat.value == seat.id.value);
    let holders: std::collections::BTreeSet<usize> = mine().map(|held| held.member).collect();
    SeatView {
        caption: cx.sentence("seat-caption", &[("name", &[cx.phrase(&seat.name)])]),
        name: cx.phrase(&seat.name),
        note: seat.note.as_ref().map(|note| cx.phrase(note)),
        minimum,
        maximum,
        rule: cx.message(rule, &[("minimum", minimum.into()), ("maximum", maximum.into())]),
        held: count.possible,
        certain: count.certain,
        standing,
        remark: cx.message(&format!("standing-{standing}"), &[("count", number.into())]),
        vacant: maximum.saturating_sub(count.possible),
        lapsed: mine()
            .filter(|held| cx.site.term_state(held.term, day).is_lapsed_or_may_be())
            .map(|held| held.term.places)
            .sum(),
        members: cx.by_name(holders).into_iter().map(|at| line_on(cx, at, day)).collect(),
    }
}
