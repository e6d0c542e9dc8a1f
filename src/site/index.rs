//! Data about the complete site that pages use, computed once when it is linked.

use super::Site;
use super::periods::Periods;
use crate::language::Language;
use crate::language::order::NameOrder;
use crate::reuse::Reuse;

/// The periods of the composition and the order of names.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The periods of the composition.
    pub(super) periods: Periods,
    /// The position of each member in the order of names, for each language.
    pub(super) name_ranks: [Vec<usize>; 2],
}

impl Index {
    pub(super) fn new(site: &Site, reuse: &Reuse) -> Self {
        let name_ranks = Language::ALL.map(|language| {
            let names: Vec<String> = site.members.iter().map(|member| member.name.get(language).0.clone()).collect();
            reuse.make(language.code(), &(language, names), name_ranks).to_vec()
        });
        Self { periods: Periods::of(site), name_ranks }
    }
}

/// Returns the position of each name in the order of all.
fn name_ranks((language, names): &(Language, Vec<String>), _: &Reuse) -> Vec<usize> {
    let order = NameOrder::new(*language);
    let mut members: Vec<usize> = (0..names.len()).collect();
    members.sort_by(|&a, &b| order.compare(&names[a], &names[b]));
    let mut ranks = vec![0; members.len()];
    for (rank, at) in members.into_iter().enumerate() {
        ranks[at] = rank;
    }
    ranks
}
