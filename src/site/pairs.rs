//! French and English sides joined into pairs; what both state must agree.

use super::{Filed, Pair};
use crate::diagnostic::{Code, Diagnostic, Place, Report, Span};
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::commentary::{Commentary, CommentaryKind, Publication};
use crate::model::free_page::FreePage;
use crate::model::records::{Kind, Records};
use crate::model::value::{Id, Located};

/// One side of a text: its plan if it has one, its language, its record.
pub(super) type Side<T> = (Option<Id>, Language, Filed<T>);

type Commentaries = Vec<(Id, Pair<Commentary>)>;

/// Joins both kinds of texts.
pub(super) fn join(
    pages: Vec<Side<FreePage>>,
    commentaries: Vec<Side<Commentary>>,
    records: &Records,
    report: &mut Report,
) -> (Vec<Pair<FreePage>>, Commentaries) {
    let french = |plan: &Option<Id>, slug: &Id| match plan {
        Some(plan) => Kind::Commentary(plan.clone(), slug.clone(), Language::French),
        None => Kind::FreePage(slug.clone(), Language::French),
    };
    let pages = match_sides(pages, &french, records, report).into_iter().map(|(_, pair)| pair).collect();
    let commentaries: Commentaries = match_sides(commentaries, &french, records, report)
        .into_iter()
        .filter_map(|(plan, pair)| Some((plan?, pair)))
        .collect();
    for (_, pair) in &commentaries {
        agree(pair, report);
    }
    (pages, commentaries)
}

fn match_sides<T>(
    sides: Vec<Side<T>>,
    french_kind: &dyn Fn(&Option<Id>, &Id) -> Kind,
    records: &Records,
    report: &mut Report,
) -> Vec<(Option<Id>, Pair<T>)> {
    // Sides come sorted by plan and slug, so that those of one text stand together, French first.
    let mut pairs: Vec<(Option<Id>, Pair<T>)> = Vec::with_capacity(sides.len() / 2);
    for (plan, language, side) in sides {
        match (language, pairs.last_mut()) {
            (Language::French, _) => pairs.push((plan, Pair { french: side, english: None })),
            (Language::English, Some((last, pair))) if *last == plan && pair.french.id == side.id => {
                pair.english = Some(side)
            }
            (Language::English, _) => {
                let kind = french_kind(&plan, &side.id);
                // A French side that could not be read has been told of.
                if !records.exists(&kind) {
                    let place = Place::file(side.source.path().clone());
                    report.push(Diagnostic::new(Code::FrenchMissing, place).arg("key", kind.path()));
                }
            }
        }
    }
    pairs
}

/// What does not depend on the language, stated on both sides, must be the same.
fn agree(pair: &Pair<Commentary>, report: &mut Report) {
    let Some(english) = &pair.english else { return };
    let french = &pair.french;
    let mut differ = |key: &str, (written, span): (String, Span), original: Option<(String, Span)>| {
        let (original, french_span) = original.unwrap_or_else(|| ("—".to_owned(), Span::new(4..4)));
        let diagnostic = Diagnostic::new(Code::PairDisagrees, english.source.place(span));
        let diagnostic = diagnostic.arg("key", key).arg("english", written).arg("french", original);
        report.push(diagnostic.related(french.source.place(french_span)));
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
    for (key, en, fr) in
        [("commitments", &english.commitments, &french.commitments), ("authors", &english.authors, &french.authors)]
    {
        if let Some((en, fr)) = stated_otherwise(en, fr, |one, other| is_same(one, other)) {
            differ(key, said(en, |list| ids(list)), fr.map(|fr| said(fr, |list| ids(list))));
        }
    }
    // Recommendations are texts: each language writes its own, under the same ids.
    let asked = |side: &'_ Commentary| side.recommendations.iter().map(|one| one.id.value.clone()).collect::<Vec<_>>();
    if !english.recommendations.is_empty() && asked(english) != asked(french) {
        let recommendations = |side: &Commentary| {
            let ids: Vec<_> = side.recommendations.iter().map(|recommendation| recommendation.id.as_str()).collect();
            let span = side.recommendations.first().map_or(side.title.span, |recommendation| recommendation.id.span);
            (if ids.is_empty() { "—".to_owned() } else { ids.join(", ") }, span)
        };
        differ("recommendations", recommendations(english), Some(recommendations(french)));
    }
}

/// What the English states, and the French of it, where that is not the same.
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

fn is_same(one: &[Located<Id>], other: &[Located<Id>]) -> bool {
    one.iter().map(|id| &id.value).eq(other.iter().map(|id| &id.value))
}

fn ids(list: &[Located<Id>]) -> String {
    list.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
}
