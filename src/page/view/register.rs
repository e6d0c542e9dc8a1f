//! The register: mandate, composition, members and nomination on one page, to be printed or archived.

use serde::Serialize;

use super::committee::{Mandate, mandate_view};
use super::composition::{Composition, composition_view};
use super::frame::committee_page;
use super::nominations::{NominationView, nomination_view};
use super::{Body, Link, View, ViewContext};
use crate::page::Page;

/// The register.
#[derive(Debug, Serialize)]
pub struct Register {
    mandate: Mandate,
    composition: Composition,
    rounds: Vec<Round>,
    /// How long a term lasts.
    term: Option<String>,
    /// `yes` or `no`.
    renewable: &'static str,
}

/// A nomination round.
#[derive(Debug, Serialize)]
struct Round {
    link: Link,
    round: NominationView,
}

pub(super) fn register(cx: &ViewContext<'_>) -> View<'static> {
    let rule = cx.site.committee.term.as_ref();
    let view = Register {
        mandate: mandate_view(cx),
        composition: composition_view(cx, None),
        rounds: (0..cx.site.nominations.len())
            .map(|at| Round {
                link: cx.link(Page::Nomination(at), cx.phrase(&cx.site.nominations[at].title)),
                round: nomination_view(cx, at),
            })
            .collect(),
        term: rule.map(|rule| cx.duration(rule.length)),
        renewable: if rule.is_some_and(|rule| rule.renewable) { "yes" } else { "no" },
    };
    let mut frame = committee_page(cx, Page::Register, "register");
    frame.section = "";
    frame.with(cx, Body::Register(view))
}
