//! The history of publication: all editions, one edition, and the history of a page.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::changes::{ChangeLine, anchor, change_line, edition_link, named};
use super::frame::{FrameBuilder, NONE};
use super::{Body, Day, Heading, Link, Phrase, View, ViewContext};
use crate::language::Language;
use crate::model::RecordId;
use crate::model::edition::{Change, ChangeKind, Edition, Label, Part};
use crate::page::Page;

/// All editions.
#[derive(Debug, Serialize)]
pub struct Changes {
    editions: Vec<EditionLine>,
}

/// An edition in the list.
#[derive(Debug, Serialize)]
struct EditionLine {
    link: Link,
    day: Day,
    note: Option<Phrase>,
    /// Whether it is the first, which lists no changes.
    is_first: bool,
    changes: Vec<ChangeLine>,
}

/// An edition.
#[derive(Debug, Serialize)]
pub struct EditionView {
    number: u32,
    day: Day,
    note: Option<Phrase>,
    is_first: bool,
    changes: Vec<ChangeView>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// The changes of a file.
#[derive(Debug, Serialize)]
struct ChangeView {
    heading: Heading,
    title: Phrase,
    /// Its page, if it still has one.
    href: Option<String>,
    file: String,
    kind: &'static str,
    labels: Vec<&'static str>,
    parts: Vec<PartView>,
}

/// A value or a section that changed.
#[derive(Debug, Serialize)]
struct PartView {
    /// Its location, in words: « Mandats › Début ».
    field: String,
    /// The language of its words: its code and its name.
    lang: Option<&'static str>,
    language: Option<&'static str>,
    pieces: Vec<Piece>,
    /// Why its words were removed.
    withdrawn: Option<String>,
}

/// A stretch of unchanged, added or removed words.
#[derive(Debug, Serialize)]
pub(super) struct Piece {
    /// `same`, `added`, `removed`, or `cut` for omitted unchanged words.
    pub(super) kind: &'static str,
    pub(super) text: String,
}

pub(super) fn changes(cx: &ViewContext<'_>) -> View<'static> {
    let editions = cx.site.editions().iter().enumerate().rev();
    let lines = editions.map(|(at, edition)| EditionLine {
        link: edition_link(cx, at),
        day: cx.date(edition.date.value),
        note: edition.note.as_ref().map(|note| cx.phrase(note)),
        is_first: at == 0,
        changes: edition.changes.iter().map(|change| change_line(cx, at, change)).collect(),
    });
    let view = Changes { editions: lines.collect() };
    let title = cx.own(cx.word("title-changes"));
    let frame = FrameBuilder::new(Page::Changes, NONE, title, cx.word("about-changes"));
    frame.with(cx, Body::Changes(view))
}

pub(super) fn edition(cx: &ViewContext<'_>, at: usize) -> View<'static> {
    let edition: &Edition = &cx.site.editions()[at];
    let view = EditionView {
        number: edition.number,
        day: cx.date(edition.date.value),
        note: edition.note.as_ref().map(|note| cx.phrase(note)),
        is_first: at == 0,
        changes: edition.changes.iter().map(|change| change_view(cx, change)).collect(),
        previous: at.checked_sub(1).map(|at| edition_link(cx, at)),
        next: (at + 1 < cx.site.editions().len()).then(|| edition_link(cx, at + 1)),
    };
    let title = edition_link(cx, at).label;
    let about = cx.message("about-edition", &[("edition", title.text.as_str().into())]);
    let mut frame = FrameBuilder::new(Page::Edition(at), NONE, title, about);
    frame.parents.push(cx.link(Page::Changes, cx.own(cx.word("title-changes"))));
    frame.with(cx, Body::Edition(view))
}

fn change_view(cx: &ViewContext<'_>, change: &Change) -> ChangeView {
    let (title, page) = named(cx, change);
    let side = RecordId::of(&change.file).and_then(|id| id.language);
    ChangeView {
        heading: Heading::new(anchor(change), title.clone()),
        title,
        href: page.filter(|_| change.kind != ChangeKind::Removed).map(|page| cx.href(page)),
        file: change.file.clone(),
        kind: change.kind.word(),
        labels: change.labels.iter().copied().map(Label::word).collect(),
        parts: change.parts.iter().map(|part| part_view(cx, part, side)).collect(),
    }
}

fn part_view(cx: &ViewContext<'_>, part: &Part, side: Option<Language>) -> PartView {
    // A section is in the language of its text.
    let language = part.language.or(side.filter(|_| part.at.starts_with('#')));
    PartView {
        field: field(cx, &part.at),
        lang: language.filter(|own| *own != cx.language).map(Language::code),
        language: language.map(Language::name),
        pieces: match part.withdrawn {
            Some(_) => Vec::new(),
            None => pieces(part.before.as_deref().unwrap_or_default(), part.after.as_deref().unwrap_or_default()),
        },
        withdrawn: part.withdrawn.clone(),
    }
}

/// Returns the location of a part, in words: keys by their names in the interface, positions in lists by their
/// numbers.
pub(super) fn field(cx: &ViewContext<'_>, at: &str) -> String {
    if let Some(heading) = at.strip_prefix('#') {
        return if heading.is_empty() { cx.word("field-opening") } else { heading.to_owned() };
    }
    let words = at.split('.').map(|key| {
        let (key, place) = key.split_once('[').unwrap_or((key, ""));
        let word = cx.messages.format(&format!("field-{}", key.replace('_', "-")), None, &[]);
        let word = word.unwrap_or_else(|| key.to_owned());
        match place.trim_end_matches(']') {
            "" => word,
            place => format!("{word}\u{a0}{place}"),
        }
    });
    words.collect::<Vec<_>>().join(" › ")
}

/// The number of unchanged words shown around a change.
const AROUND: usize = 12;

/// Returns the unchanged, added and removed words between two texts.
pub(super) fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(before, after);
    let mut all: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "added",
            ChangeTag::Delete => "removed",
        };
        match all.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => all.push(Piece { kind, text: change.value().to_owned() }),
        }
    }
    let count = all.len();
    all.into_iter().enumerate().flat_map(|(at, piece)| shortened(piece, at == 0, at + 1 == count)).collect()
}

/// Returns an unchanged stretch, without its middle if it is long.
fn shortened(piece: Piece, is_first: bool, is_last: bool) -> Vec<Piece> {
    let words: Vec<&str> = piece.text.split_inclusive(char::is_whitespace).collect();
    let (head, tail) = (if is_first { 0 } else { AROUND }, if is_last { 0 } else { AROUND });
    if piece.kind != "same" || words.len() <= head + tail + 2 {
        return vec![piece];
    }
    let same = |words: &[&str]| Piece { kind: "same", text: words.concat() };
    let cut = Piece { kind: "cut", text: String::new() };
    let (first, last) = (same(&words[..head]), same(&words[words.len() - tail..]));
    [first, cut, last].into_iter().filter(|piece| piece.kind == "cut" || !piece.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_came_and_left_is_told_word_by_word() {
        let said = |before: &str, after: &str| -> String {
            pieces(before, after).iter().map(|piece| format!("{}:{}|", piece.kind, piece.text)).collect()
        };
        assert_eq!(said("Il dit oui.", "Il dit non."), "same:Il dit |removed:oui.|added:non.|");
        assert_eq!(said("", "Neuf."), "added:Neuf.|");
        let long = "mot ".repeat(40);
        let told = said(&format!("{long}a"), &format!("{long}b"));
        assert!(told.starts_with("cut:|same:") && told.ends_with("removed:a|added:b|"), "{told}");
        assert_eq!(told.matches("mot").count(), AROUND);
    }
}
