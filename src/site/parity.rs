//! Compares the two versions of each pair of texts, and reports the differences.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::pairs::Pair;
use crate::diagnostic::{Report, Span};
use crate::model::accepted::{self, Judge};
use crate::model::commentary::Commentary;
use crate::model::free_page::FreePage;
use crate::model::markdown::Markdown;
use crate::model::parity::{Row, Version, long, rows, short};
use crate::model::value::Located;
use crate::model::{Record, RecordFile};
use crate::reuse::Reuse;

/// A text with two versions.
trait Versioned {
    fn body(&self) -> &Markdown;
    /// Returns the short texts of both: the key, the text and its place.
    fn shorts(&self) -> Vec<(&str, &str, Span)>;
}

impl Versioned for Commentary {
    fn body(&self) -> &Markdown {
        &self.body
    }

    fn shorts(&self) -> Vec<(&str, &str, Span)> {
        let asked = self.recommendations.iter().map(|one| (one.id.as_str(), one.text.as_str(), one.id.span));
        heads(&self.title, self.description.as_ref()).chain(asked).collect()
    }
}

impl Versioned for FreePage {
    fn body(&self) -> &Markdown {
        &self.body
    }

    fn shorts(&self) -> Vec<(&str, &str, Span)> {
        heads(&self.title, self.description.as_ref()).collect()
    }
}

fn heads<'t>(
    title: &'t Located<String>,
    description: Option<&'t Located<String>>,
) -> impl Iterator<Item = (&'t str, &'t str, Span)> {
    // No id contains a space, so these keys are unique.
    let description = description.map(|text| (" description", text.value.as_str(), text.span));
    std::iter::once((" title", title.value.as_str(), title.span)).chain(description)
}

/// Reports the differences between the two versions of a text, except those accepted.
pub(super) fn check<T>(pair: &Pair<T>, reuse: &Reuse) -> Report {
    let Some(english) = &pair.english else { return Report::default() };
    let sides = (Arc::clone(&pair.french.file), Arc::clone(&english.file));
    reuse.check(english.source().path(), &sides, compare)
}

fn compare((french, english): &(Arc<RecordFile>, Arc<RecordFile>)) -> Report {
    let found = match (&french.record, &english.record) {
        (Some(Record::Commentary(one)), Some(Record::Commentary(other))) => {
            versions((french, &**one), (english, &**other))
        }
        (Some(Record::FreePage(one)), Some(Record::FreePage(other))) => versions((french, &**one), (english, &**other)),
        _ => Report::default(),
    };
    let accepted: Vec<_> = french.accepted.iter().chain(english.accepted.iter()).cloned().collect();
    let unneeded = accepted::unneeded(&found, &accepted, Judge::Comparison);
    let mut report = accepted::without(found, &accepted);
    report.extend(unneeded);
    report
}

/// Returns the two files of a text side by side, sentence by sentence, with the differences of each, except those
/// accepted; empty if one of them cannot be read.
pub fn side_by_side(french: &RecordFile, english: &RecordFile) -> Vec<Row> {
    let mut found = match (&french.record, &english.record) {
        (Some(Record::Commentary(one)), Some(Record::Commentary(other))) => {
            bodies((french, &one.body), (english, &other.body))
        }
        (Some(Record::FreePage(one)), Some(Record::FreePage(other))) => {
            bodies((french, &one.body), (english, &other.body))
        }
        _ => Vec::new(),
    };
    let accepted: Vec<_> = french.accepted.iter().chain(english.accepted.iter()).cloned().collect();
    for row in &mut found {
        let mut report = Report::default();
        row.differences.drain(..).for_each(|diagnostic| report.push(diagnostic));
        row.differences = accepted::without(report, &accepted).iter().cloned().collect();
    }
    found
}

fn bodies((french, one): (&RecordFile, &Markdown), (english, other): (&RecordFile, &Markdown)) -> Vec<Row> {
    let in_french = |range: Range<usize>| french.source.place(one.span(range));
    let in_english = |range: Range<usize>| english.source.place(other.span(range));
    rows(&Version { markdown: one, place: &in_french }, &Version { markdown: other, place: &in_english })
}

fn versions<T: Versioned>((french, one): (&RecordFile, &T), (english, other): (&RecordFile, &T)) -> Report {
    let mut report = Report::default();
    let shorts: HashMap<&str, (&str, Span)> =
        other.shorts().into_iter().map(|(key, text, span)| (key, (text, span))).collect();
    for (key, text, span) in one.shorts() {
        if let Some((other, other_span)) = shorts.get(key) {
            report.extend(short((text, french.source.place(span)), (other, english.source.place(*other_span))));
        }
    }
    let in_french = |range: Range<usize>| french.source.place(one.body().span(range));
    let in_english = |range: Range<usize>| english.source.place(other.body().span(range));
    let one = Version { markdown: one.body(), place: &in_french };
    let other = Version { markdown: other.body(), place: &in_english };
    report.extend(long(&one, &other));
    report
}
