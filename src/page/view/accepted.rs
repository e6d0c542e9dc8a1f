//! The reason why a breach of a rule is accepted, as pages show it.

use serde::Serialize;

use super::{Day, Phrase, ViewContext};
use crate::model::acceptance::Acceptance;

/// The reason why a breach is accepted.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptedView {
    reason: Phrase,
    until: Option<Day>,
}

impl AcceptedView {
    pub(super) fn of(cx: &ViewContext<'_>, accepted: &Acceptance) -> Self {
        Self { reason: cx.phrase(&accepted.reason), until: accepted.until.map(|until| cx.date(until.value)) }
    }
}
