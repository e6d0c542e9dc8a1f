//! The register: mandate, composition, members and nomination on one sheet, to be printed or kept.

use serde::Serialize;

use super::committee::{Mandate, committee_page, mandate_view};
use super::composition::{Composition, composition_view};
use super::nominations::{NominationView, nomination_view};
use super::{Body, Desk, Link, View};
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

pub(super) fn register(desk: &Desk<'_>) -> View {
    let rule = desk.site.committee.term.as_ref();
    let view = Register {
        mandate: mandate_view(desk),
        composition: composition_view(desk, None),
        rounds: (0..desk.site.nominations.len())
            .map(|at| Round {
                link: desk.link(Page::Nomination(at), desk.phrase(&desk.site.nominations[at].title)),
                round: nomination_view(desk, at),
            })
            .collect(),
        term: rule.map(|rule| desk.duration(rule.length)),
        renewable: if rule.is_some_and(|rule| rule.renewable) { "yes" } else { "no" },
    };
    let mut draft = committee_page(desk, Page::Register, "register");
    draft.section = "";
    draft.with(desk, Body::Register(view))
}
