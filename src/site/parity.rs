//! The pairs of texts compared: what the two versions do not say alike. A pair of which neither
//! side changed is not compared again.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Filed, Pair, Site};
use crate::diagnostic::{Report, Source, Span};
use crate::model::accepted;
use crate::model::commentary::Commentary;
use crate::model::free_page::FreePage;
use crate::model::markdown::Markdown;
use crate::model::parity::{Version, long, short};
use crate::model::records::Records;

/// What was found in each pair that has both sides, in the order of the site: pages, commentaries.
#[derive(Debug, Default)]
pub(super) struct Parities(Vec<Option<Compared>>);

#[derive(Debug, Clone)]
struct Compared {
    french: Arc<Source>,
    english: Arc<Source>,
    found: Report,
}

/// A text of which there are two versions.
trait Versioned {
    fn body(&self) -> &Markdown;
    /// The short texts that both state: the key, and where it stands.
    fn shorts(&self) -> Vec<(String, &str, Span)>;
}

impl Versioned for Commentary {
    fn body(&self) -> &Markdown {
        &self.body
    }

    fn shorts(&self) -> Vec<(String, &str, Span)> {
        let title = ("title".to_owned(), self.title.value.as_str(), self.title.span);
        let description =
            self.description.as_ref().map(|text| ("description".to_owned(), text.as_str(), self.title.span));
        let asked = self.recommendations.iter().map(|one| (one.id.value.to_string(), one.text.as_str(), one.id.span));
        [title].into_iter().chain(description).chain(asked).collect()
    }
}

impl Versioned for FreePage {
    fn body(&self) -> &Markdown {
        &self.body
    }

    fn shorts(&self) -> Vec<(String, &str, Span)> {
        let head = Span::new(4..4);
        let title = ("title".to_owned(), self.title.as_str(), head);
        let description = self.description.as_ref().map(|text| ("description".to_owned(), text.as_str(), head));
        [title].into_iter().chain(description).collect()
    }
}

/// Compares every pair that changed since an earlier site; what is found goes to the report.
pub(super) fn check(site: &Site, records: &Records, earlier: Option<&Site>, report: &mut Report) -> Parities {
    let earlier = earlier.map_or(&[][..], |site| &site.parities.0);
    let count = site.pages.len() + site.commentaries.len();
    // Most edits leave every pair at its place; where one came or went, the others are looked up.
    let moved: HashMap<&str, &Compared> = if earlier.len() == count {
        HashMap::new()
    } else {
        earlier.iter().flatten().map(|compared| (&**compared.english.path(), compared)).collect()
    };
    let known = |at: usize, path: &str| match earlier.get(at) {
        Some(Some(compared)) if **compared.english.path() == *path => Some(compared),
        _ => moved.get(path).copied(),
    };
    let all: Vec<Option<Compared>> = (0..count)
        .into_par_iter()
        .with_min_len(64)
        .map(|at| match at.checked_sub(site.pages.len()) {
            None => compared(&site.pages[at], records, |path| known(at, path)),
            Some(commentary) => compared(&site.commentaries[commentary].text, records, |path| known(at, path)),
        })
        .collect();
    for compared in all.iter().flatten() {
        report.extend(compared.found.clone());
    }
    Parities(all)
}

fn compared<'k, T: Versioned>(
    pair: &Pair<T>,
    records: &Records,
    known: impl Fn(&str) -> Option<&'k Compared>,
) -> Option<Compared> {
    let (french, english) = (&pair.french, pair.english.as_ref()?);
    let kept = known(english.source.path()).filter(|compared| {
        Arc::ptr_eq(&compared.french, &french.source) && Arc::ptr_eq(&compared.english, &english.source)
    });
    if let Some(kept) = kept {
        return Some(kept.clone());
    }
    let mut found = Report::default();
    // Two texts that are known to be sound were compared before.
    if !(french.body().is_known_sound() && english.body().is_known_sound()) {
        found = compare(french, english, records);
    }
    let accepted: Vec<_> = french.accepted.iter().chain(english.accepted.iter()).cloned().collect();
    let found = accepted::without(found, &accepted);
    Some(Compared { french: Arc::clone(&french.source), english: Arc::clone(&english.source), found })
}

fn compare<T: Versioned>(french: &Filed<T>, english: &Filed<T>, records: &Records) -> Report {
    let mut report = Report::default();
    let shorts = english.shorts();
    for (key, text, span) in french.shorts() {
        let place = french.source.place(span);
        if let Some((_, other, span)) = shorts.iter().find(|(other, ..)| *other == key) {
            report.extend(short((text, place), (other, english.source.place(*span))));
        }
    }
    let in_french = |range: Range<usize>| french.source.place(french.body().span(range));
    let in_english = |range: Range<usize>| english.source.place(english.body().span(range));
    // Gathered when the text was read, unless that could wait.
    let [gist, other_gist] = [french, english].map(|side| {
        records.at(side.source.path()).map_or_else(|| side.body().gist(), |file| file.gist_of(side.body()))
    });
    let one = Version { markdown: french.body(), gist: &gist, place: &in_french };
    let other = Version { markdown: english.body(), gist: &other_gist, place: &in_english };
    report.extend(long(&one, &other));
    report
}
