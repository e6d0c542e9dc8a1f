//! The lists of changes that pages show: which record changed, in which edition.

use serde::Serialize;

use super::{Day, Link, Phrase, ViewContext};
use crate::language::Language;
use crate::model::edition::Change;
use crate::model::markdown::Reference;
use crate::model::{Concept, RecordId};
use crate::page::Page;
use crate::site::Resolved;

/// A change, for the lists of other pages.
#[derive(Debug, Serialize)]
pub struct ChangeLine {
    /// A link to its place on the page of its edition, with the title of what changed.
    link: Link,
    day: Day,
    /// `added`, `changed` or `removed`.
    kind: &'static str,
    labels: Vec<&'static str>,
}

/// « Édition 3, 26 novembre 2026 ».
pub(super) fn edition_link(cx: &ViewContext<'_>, at: usize) -> Link {
    let edition = &cx.site.editions()[at];
    let day = cx.date(edition.date.value).words;
    let args = [("number", i64::from(edition.number).into()), ("day", day.into())];
    cx.link(Page::Edition(at), cx.own(cx.message("title-edition", &args)))
}

/// Returns the changes of the newest edition, for the first page.
pub(super) fn news(cx: &ViewContext<'_>, count: usize) -> Vec<ChangeLine> {
    let newest = cx.site.editions().len().checked_sub(1);
    let changes =
        newest.into_iter().flat_map(|at| cx.site.editions()[at].changes.iter().map(move |change| (at, change)));
    changes.take(count).map(|(at, change)| change_line(cx, at, change)).collect()
}

/// Returns the changes of some files, newest first.
pub(super) fn history(cx: &ViewContext<'_>, files: &[String]) -> Vec<ChangeLine> {
    let mut all: Vec<(usize, &Change)> = files.iter().flat_map(|file| cx.site.changes_of(file)).collect();
    all.sort_by_key(|(edition, _)| std::cmp::Reverse(*edition));
    all.into_iter().map(|(at, change)| change_line(cx, at, change)).collect()
}

pub(super) fn change_line(cx: &ViewContext<'_>, at: usize, change: &Change) -> ChangeLine {
    let edition = &cx.site.editions()[at];
    let page = cx.href(Page::Edition(at));
    let (title, _) = named(cx, change);
    ChangeLine {
        link: Link { label: title, href: format!("{page}#{}", anchor(change)) },
        day: cx.date(edition.date.value),
        kind: change.kind.word(),
        labels: change.labels.iter().map(|label| label.word()).collect(),
    }
}

/// Returns the id of a change on the page of its edition: its file, in characters that are valid in an id and a
/// fragment. It is unique for each file.
pub(super) fn anchor(change: &Change) -> String {
    let mut id = String::from("modification_");
    for c in change.file.trim_start_matches("content/").chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '/' => id.push(c),
            other => id.push_str(&format!("_{:x}_", u32::from(other))),
        }
    }
    id
}

/// Returns what a change concerns: the present title of its page, or else the former one; and its page.
pub(super) fn named(cx: &ViewContext<'_>, change: &Change) -> (Phrase, Option<Page>) {
    let id = RecordId::of(&change.file);
    let page = id.as_ref().and_then(|id| page_of(cx, id));
    let had = change.title.as_ref().map(|title| cx.marked(title, Language::French));
    let label = match page {
        Some(Page::Member(at)) => Some(cx.member(at).label),
        Some(Page::Commentary(at)) => Some(cx.commentary(at).label),
        Some(Page::Meeting(at)) => Some(cx.meeting(at).label),
        Some(Page::Plan(at)) => Some(cx.phrase(&cx.site.plans[at].title)),
        Some(Page::Nomination(at)) => Some(cx.phrase(&cx.site.nominations[at].title)),
        Some(Page::FreePage(at)) => {
            let (side, language) = cx.site.pages[at].get(cx.language);
            Some(cx.marked(&side.title, language))
        }
        Some(Page::Home) => Some(cx.own(cx.word("change-portal"))),
        Some(Page::Mandate) => Some(cx.phrase(&cx.site.committee.name)),
        _ => None,
    };
    let is_answer = id.is_some_and(|id| id.concept == Concept::Response);
    let label = label.or(had).unwrap_or_else(|| cx.own(change.file.as_str()));
    match is_answer {
        true => (cx.sentence("change-answers", &[("title", &[label])]), page),
        false => (label, page),
    }
}

/// Returns the page of a record.
fn page_of(cx: &ViewContext<'_>, id: &RecordId) -> Option<Page> {
    let site = cx.site;
    let own = id.id.as_ref();
    match id.concept {
        Concept::Portal => Some(Page::Home),
        Concept::Committee => Some(Page::Mandate),
        Concept::Member => site.member(own?).map(Page::Member),
        Concept::Nomination => site.nomination(own?).map(Page::Nomination),
        Concept::Meeting => site.meeting(own?).map(Page::Meeting),
        Concept::Plan => site.resolve(&Reference::Plan(own?.clone()))?.page(),
        Concept::Commentary | Concept::Response => {
            let reference = Reference::Commentary(id.plan.clone()?, own?.clone());
            match site.resolve(&reference)? {
                Resolved::Commentary(at) => Some(Page::Commentary(at)),
                _ => None,
            }
        }
        Concept::Page => site.resolve(&Reference::Page(own?.clone()))?.page(),
        Concept::Commitment | Concept::Asset => None,
    }
}
