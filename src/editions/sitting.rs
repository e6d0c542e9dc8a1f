//! Who sat on the date of a text, as known when it was first published: a later correction does not change it.

use crate::model::edition::Sitting;
use crate::site::Site;

/// Returns who sat on the date of each text that no edition has recorded yet.
pub(super) fn newly_published(site: &Site) -> Vec<Sitting> {
    let noted = |text: &str| site.editions().iter().any(|edition| edition.sitting.iter().any(|one| one.text == text));
    let shown = site.commentaries().filter(|(_, commentary)| !commentary.draft);
    let sitting = shown.filter_map(|(at, commentary)| {
        let day = commentary.date.filter(|date| date.is_exact())?.earliest();
        let text = format!("{}/{}", site.plans[at.plan].id, commentary.text.french.id);
        if day > site.reference_date() || noted(&text) {
            return None;
        }
        Some(Sitting { text, day, members: site.names_on(day) })
    });
    sitting.collect()
}
