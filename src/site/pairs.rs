//! French and English sides joined into pairs; what both state must agree.

use super::{Filed, Pair};
use crate::diagnostic::{Code, Diagnostic, Place, Report, Span};
use crate::language::Language;
use crate::model::commentary::Commentary;
use crate::model::free_page::FreePage;
use crate::model::records::{Kind, Records};
use crate::model::value::Id;

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
    let mut compare = |key: &str, fr: Option<(String, Span)>, en: Option<(String, Span)>| {
        let Some((written, span)) = en else { return };
        let (original, french_span) = fr.unwrap_or_else(|| ("—".to_owned(), Span::new(4..4)));
        if written != original {
            let diagnostic = Diagnostic::new(Code::PairDisagrees, english.source.place(span));
            let diagnostic = diagnostic.arg("key", key).arg("english", written).arg("french", original);
            report.push(diagnostic.related(french.source.place(french_span)));
        }
    };
    let date = |side: &Commentary| side.date.map(|date| (date.to_string(), date.span));
    let kind = |side: &Commentary| side.kind.map(|kind| (kind.word().to_owned(), kind.span));
    let status = |side: &Commentary| side.status.map(|status| (status.word().to_owned(), status.span));
    let commitments = |side: &Commentary| side.commitments.as_ref().map(|list| (ids(&list.value), list.span));
    let authors = |side: &Commentary| side.authors.as_ref().map(|list| (ids(&list.value), list.span));
    compare("date", date(french), date(english));
    compare("kind", kind(french), kind(english));
    compare("status", status(french), status(english));
    compare("commitments", commitments(french), commitments(english));
    compare("authors", authors(french), authors(english));
    // Recommendations are texts: each language writes its own, under the same ids.
    let recommendations = |side: &Commentary| {
        let ids: Vec<_> = side.recommendations.iter().map(|recommendation| recommendation.id.as_str()).collect();
        let span = side.recommendations.first().map_or(side.title.span, |recommendation| recommendation.id.span);
        Some((if ids.is_empty() { "—".to_owned() } else { ids.join(", ") }, span))
    };
    if !english.recommendations.is_empty() {
        compare("recommendations", recommendations(french), recommendations(english));
    }
}

fn ids(list: &[crate::model::value::Located<Id>]) -> String {
    list.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
}
