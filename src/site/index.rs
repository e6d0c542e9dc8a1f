//! The indexes that pages ask: made once when a site is linked, so that no page walks the whole.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::Date;

use super::{Places, Site};
use crate::language::Language;
use crate::language::order::NameOrder;
use crate::model::value::Id;

/// Commentaries by what they are about and who signed them, each list newest first.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) commentaries: HashMap<(usize, Id), usize>,
    pub(super) by_plan: Places<usize>,
    pub(super) by_commitment: Places<(usize, usize)>,
    pub(super) by_member: Places<usize>,
    pub(super) namespace: u64,
    /// The days on which the roster changed.
    pub(super) changes: BTreeSet<Date>,
    /// The place of each member in the order of names, for each language.
    pub(super) name_ranks: [Vec<usize>; 2],
}

impl Index {
    pub(super) fn new(site: &Site) -> Self {
        let commentaries = &site.commentaries;
        let mut index = Self {
            namespace: namespace(site),
            changes: site.work_out_changes(),
            name_ranks: Language::ALL.map(|language| name_ranks(site, language)),
            ..Self::default()
        };
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

/// Names are compared once here, and not again by every page that lists members.
fn name_ranks(site: &Site, language: Language) -> Vec<usize> {
    let order = NameOrder::new(language);
    let name = |at: usize| site.members[at].name.get(language).0.as_str();
    let mut members: Vec<usize> = (0..site.members.len()).collect();
    members.sort_by(|&a, &b| order.compare(name(a), name(b)));
    let mut ranks = vec![0; members.len()];
    for (rank, at) in members.into_iter().enumerate() {
        ranks[at] = rank;
    }
    ranks
}

/// Everything that a reference can name, hashed; the same within a run of the program only.
fn namespace(site: &Site) -> u64 {
    let mut hasher = DefaultHasher::new();
    for member in &site.members {
        member.id.hash(&mut hasher);
    }
    for plan in &site.plans {
        (1, &plan.id).hash(&mut hasher);
        for commitment in &plan.commitments {
            commitment.id.value.hash(&mut hasher);
        }
    }
    for commentary in &site.commentaries {
        (2, commentary.plan, &commentary.text.french.id).hash(&mut hasher);
    }
    for meeting in &site.meetings {
        (3, &meeting.id, meeting.date.value).hash(&mut hasher);
    }
    for page in &site.pages {
        (4, &page.french.id).hash(&mut hasher);
    }
    for path in site.assets.keys() {
        (5, path).hash(&mut hasher);
    }
    hasher.finish()
}
