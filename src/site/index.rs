//! The indexes that pages ask: made once when a site is linked, so that no page walks the whole.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{CommentaryPair, Places};
use crate::model::value::Id;

/// Commentaries by what they are about and who signed them, each list newest first.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) commentaries: HashMap<(usize, Id), usize>,
    pub(super) by_plan: Places<usize>,
    pub(super) by_commitment: Places<(usize, usize)>,
    pub(super) by_member: Places<usize>,
}

impl Index {
    pub(super) fn new(commentaries: &[CommentaryPair]) -> Self {
        let mut index = Self::default();
        let mut order: Vec<usize> = (0..commentaries.len()).collect();
        order.sort_by_key(|&at| (Reverse(commentaries[at].date.latest()), at));
        for at in order {
            let commentary = &commentaries[at];
            index.commentaries.insert((commentary.plan, commentary.text.french.id.clone()), at);
            index.by_plan.entry(commentary.plan).or_default().push(at);
            for &commitment in &commentary.commitments {
                index.by_commitment.entry((commentary.plan, commitment)).or_default().push(at);
            }
            for &member in &commentary.authors {
                index.by_member.entry(member).or_default().push(at);
            }
        }
        index
    }
}
