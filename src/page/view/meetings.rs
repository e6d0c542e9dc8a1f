//! The meetings: the list, and a page for each.

use serde::Serialize;

use super::frame::FrameBuilder;
use super::frame::committee_page;
use super::searchable::SearchFacets;
use super::{Body, Day, Link, Phrase, View, ViewContext};
use crate::page::Page;

/// The list of meetings.
#[derive(Debug, Serialize)]
pub struct Meetings {
    every: Option<String>,
    mode: Option<Phrase>,
    note: Option<Phrase>,
    meetings: Vec<MeetingLine>,
    /// Meetings after the day of reference.
    upcoming: Vec<MeetingLine>,
}

/// A meeting in a list.
#[derive(Debug, Serialize)]
struct MeetingLine {
    link: Link,
    day: Day,
    documents: usize,
}

/// A meeting.
#[derive(Debug, Serialize)]
pub struct MeetingView {
    day: Day,
    mode: Option<Phrase>,
    agenda: Vec<Phrase>,
    present: Vec<Link>,
    documents: Vec<DocumentView>,
}

/// A file to download.
#[derive(Debug, Serialize)]
struct DocumentView {
    title: Phrase,
    href: String,
    note: Option<String>,
    hreflang: &'static str,
}

pub(super) fn meetings(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let rule = site.committee.meetings.as_ref();
    let is_to_come = |at: usize| site.meetings[at].date.earliest() > site.reference_date();
    let line = |at: usize| {
        let meeting = &site.meetings[at];
        let day = cx.date(meeting.date.value);
        let title = cx.message("title-meeting", &[("day", day.words.as_str().into())]);
        MeetingLine { link: cx.link(Page::Meeting(at), cx.own(title)), day, documents: meeting.documents.len() }
    };
    let view = Meetings {
        every: rule.map(|rule| cx.every(rule.every)),
        mode: rule.and_then(|rule| rule.mode.as_ref()).map(|mode| cx.phrase(mode)),
        note: rule.and_then(|rule| rule.note.as_ref()).map(|note| cx.phrase(note)),
        meetings: (0..site.meetings.len()).rev().filter(|&at| !is_to_come(at)).map(line).collect(),
        upcoming: (0..site.meetings.len()).filter(|&at| is_to_come(at)).map(line).collect(),
    };
    committee_page(cx, Page::Meetings, "meetings").with(cx, Body::Meetings(view))
}

pub(super) fn meeting(cx: &ViewContext<'_>, at: usize) -> View<'static> {
    let meeting = &cx.site.meetings[at];
    let day = cx.date(meeting.date.value);
    let present = cx.by_name(meeting.present.iter().filter_map(|id| cx.site.member(id)));
    let documents = meeting.documents.iter().map(|document| {
        let file = cx.asset(&document.file);
        DocumentView {
            title: cx.phrase(&document.title),
            href: file.href,
            note: file.note,
            hreflang: document.language.tag(),
        }
    });
    let title = cx.own(cx.message("title-meeting", &[("day", day.words.as_str().into())]));
    let view = MeetingView {
        day,
        mode: meeting.mode.as_ref().map(|mode| cx.phrase(mode)),
        agenda: meeting.agenda.iter().map(|item| cx.phrase(item)).collect(),
        present: present.into_iter().map(|at| cx.member_on(at, meeting.date.earliest())).collect(),
        documents: documents.collect(),
    };
    let committee = cx.phrase(&cx.site.committee.name).text;
    let about =
        cx.message("about-meeting", &[("committee", committee.into()), ("day", view.day.words.as_str().into())]);
    let mut frame = FrameBuilder::new(Page::Meeting(at), "meetings", title, about);
    let facets = SearchFacets { date: Some(view.day.words.clone()), ..SearchFacets::new("meeting") };
    frame.search = Some(facets.filter("member", &view.present));
    frame.parents.push(cx.link(Page::Meetings, cx.own(cx.word("title-meetings"))));
    frame.sources = cx.sources(&meeting.sources);
    frame.updated = cx.updated(meeting.updated_at);
    frame.with(cx, Body::Meeting(view))
}
