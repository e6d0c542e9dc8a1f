//! Pairs the French and English versions of texts, and checks that what both state agrees.

use super::Sourced;
use crate::diagnostic::{Code, Diagnostic, Place, Report, Reported, Span};
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::RecordId;
use crate::model::commentary::{Commentary, CommentaryKind, Publication};
use crate::model::id::Id;
use crate::model::value::Located;

/// A text in two versions; the English one may be missing.
#[derive(Debug)]
pub struct Pair<T> {
    /// The original.
    pub french: Sourced<T>,
    /// Its translation.
    pub english: Option<Sourced<T>>,
}

impl<T> Pair<T> {
    /// Returns the version for a reader of a language, with the language that it is in.
    pub fn get(&self, language: Language) -> (&Sourced<T>, Language) {
        match (language, &self.english) {
            (Language::English, Some(english)) => (english, Language::English),
            _ => (&self.french, Language::French),
        }
    }
}

/// Pairs the versions of the texts of one folder, in the order of their ids. `exists` returns whether a record has
/// a file, valid or not.
pub(super) fn join<T>(mut sides: Vec<Sourced<T>>, exists: impl Fn(&RecordId) -> bool) -> Reported<Vec<Pair<T>>> {
    let mut report = Report::default();
    sides.sort_by(|one, other| (&one.id, one.language()).cmp(&(&other.id, other.language())));
    let mut pairs: Vec<Pair<T>> = Vec::with_capacity(sides.len() / 2);
    for side in sides {
        match (side.language(), pairs.last_mut()) {
            (Language::French, _) => pairs.push(Pair { french: side, english: None }),
            (Language::English, Some(pair)) if pair.french.id == side.id => pair.english = Some(side),
            (Language::English, _) => {
                let french = side.file.id.in_language(Language::French);
                // A French version that could not be read has been reported.
                if !exists(&french) {
                    let place = Place::file(side.source().path().clone());
                    report.push(
                        Diagnostic::new(Code::FrenchMissing, place).arg("key", french.path()).arg("kind", "file"),
                    );
                }
            }
        }
    }
    Reported::new(pairs, report)
}

/// Reports language-independent values of a commentary that differ between its versions.
pub(super) fn agree(pair: &Pair<Commentary>) -> Report {
    let mut report = Report::default();
    let Some(english) = &pair.english else { return report };
    let french = &pair.french;
    let mut differ = |key: &str, (written, span): (String, Span), original: Option<(String, Span)>| {
        let (original, french_span) = original.unwrap_or_else(|| ("—".to_owned(), french.head));
        let diagnostic = Diagnostic::new(Code::PairDisagrees, english.source().place(span));
        let diagnostic = diagnostic.arg("key", key).arg("english", written).arg("french", original);
        report.push(diagnostic.related(french.source().place(french_span)));
    };
    if let Some((en, fr)) = stated_otherwise(&english.date, &french.date, |one, other| one == other) {
        differ("date", said(en, PartialDate::to_string), fr.map(|fr| said(fr, PartialDate::to_string)));
    }
    if let Some((en, fr)) = stated_otherwise(&english.kind, &french.kind, |one, other| one == other) {
        let word = |kind: &CommentaryKind| kind.word().to_owned();
        differ("kind", said(en, word), fr.map(|fr| said(fr, word)));
    }
    if let Some((en, fr)) = stated_otherwise(&english.status, &french.status, |one, other| one == other) {
        let word = |status: &Publication| status.word().to_owned();
        differ("status", said(en, word), fr.map(|fr| said(fr, word)));
    }
    let written = |list: &Located<Vec<Located<Id>>>| said(list, |list| ids(list));
    if let Some((en, fr)) =
        stated_otherwise(&english.commitments, &french.commitments, |en, fr| is_same(en.iter(), fr.iter()))
    {
        differ("commitments", written(en), fr.map(written));
    }
    if let Some(en) = english.authors.as_ref().filter(|_| !is_same(english.authors(), french.authors())) {
        differ("authors", written(en), french.authors.as_ref().map(written));
    }
    // The words of recommendations differ: each language has its own, under the same ids.
    let asked = |side: &'_ Commentary| side.recommendations.iter().map(|one| one.id.value.clone()).collect::<Vec<_>>();
    if !english.recommendations.is_empty() && asked(english) != asked(french) {
        let recommendations = |side: &Commentary| {
            let ids: Vec<_> = side.recommendations.iter().map(|recommendation| recommendation.id.as_str()).collect();
            let span = side.recommendations.first().map_or(side.title.span, |recommendation| recommendation.id.span);
            (if ids.is_empty() { "—".to_owned() } else { ids.join(", ") }, span)
        };
        differ("recommendations", recommendations(english), Some(recommendations(french)));
    }
    report
}

/// Returns the value of the English version and that of the French one, if they differ.
fn stated_otherwise<'t, T>(
    english: &'t Option<Located<T>>,
    french: &'t Option<Located<T>>,
    same: impl Fn(&T, &T) -> bool,
) -> Option<(&'t Located<T>, Option<&'t Located<T>>)> {
    let english = english.as_ref()?;
    let french = french.as_ref();
    (!french.is_some_and(|french| same(&english.value, &french.value))).then_some((english, french))
}

fn said<T>(stated: &Located<T>, words: impl Fn(&T) -> String) -> (String, Span) {
    (words(&stated.value), stated.span)
}

fn is_same<'l>(one: impl Iterator<Item = &'l Located<Id>>, other: impl Iterator<Item = &'l Located<Id>>) -> bool {
    one.map(|id| &id.value).eq(other.map(|id| &id.value))
}

fn ids(list: &[Located<Id>]) -> String {
    let ids: Vec<&str> = list.iter().map(|id| id.as_str()).collect();
    if ids.is_empty() { "—".to_owned() } else { ids.join(", ") }
}
