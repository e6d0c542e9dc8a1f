//! The members of the committee that are responsible for what it assesses.

use serde::Serialize;

use super::{Link, ViewContext};
use crate::language::date::DateRange;
use crate::site::responsible::Responsible;

/// A member that is responsible for what is assessed, and sits on the committee.
#[derive(Debug, Serialize)]
pub struct JudgeView {
    member: Link,
    /// Whether it certainly sat.
    certain: bool,
    /// Whether it appointed others that sat.
    names: bool,
}

/// Returns the members that are responsible for some commitments of a plan and sat on a day known to be between
/// two.
pub(super) fn judges(cx: &ViewContext<'_>, plan: usize, commitments: &[usize], days: DateRange) -> Vec<JudgeView> {
    let mut responsible = cx.site.responsible(plan, commitments, days);
    responsible.sort_by_key(|one| cx.site.name_rank(one.member, cx.language));
    let view = |one: Responsible| JudgeView {
        member: cx.member_on(one.member, days.latest),
        certain: one.is_certain,
        names: one.names_others,
    };
    responsible.into_iter().map(view).collect()
}
