//! The meetings: the list, and a page for each.

use serde::Serialize;

use super::committee::committee_page;
use super::frame::Draft;
use super::{Body, Day, Desk, Link, Phrase, View};
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

pub(super) fn meetings(desk: &Desk<'_>) -> View {
    let site = desk.site;
    let rule = site.committee.meetings.as_ref();
    let is_to_come = |at: usize| site.meetings[at].date.earliest() > site.reference_date();
    let line = |at: usize| {
        let meeting = &site.meetings[at];
        let day = desk.date(meeting.date.value);
        let title = desk.message("title-meeting", &[("day", day.words.as_str().into())]);
        MeetingLine { link: desk.link(Page::Meeting(at), desk.own(title)), day, documents: meeting.documents.len() }
    };
    let view = Meetings {
        every: rule.map(|rule| desk.every(rule.every)),
        mode: rule.and_then(|rule| rule.mode.as_ref()).map(|mode| desk.phrase(mode)),
        note: rule.and_then(|rule| rule.note.as_ref()).map(|note| desk.phrase(note)),
        meetings: (0..site.meetings.len()).rev().filter(|&at| !is_to_come(at)).map(line).collect(),
        upcoming: (0..site.meetings.len()).filter(|&at| is_to_come(at)).map(line).collect(),
    };
    committee_page(desk, Page::Meetings, "meetings").with(desk, Body::Meetings(view))
}

pub(super) fn meeting(desk: &Desk<'_>, at: usize) -> View {
    let meeting = &desk.site.meetings[at];
    let day = desk.date(meeting.date.value);
    let present = desk.by_name(meeting.present.iter().filter_map(|id| desk.site.member(id)));
    let documents = meeting.documents.iter().map(|document| {
        let file = desk.asset(&document.file);
        DocumentView {
            title: desk.phrase(&document.title),
            href: file.href,
            note: file.note,
            hreflang: document.language.tag(),
        }
    });
    let title = desk.own(desk.message("title-meeting", &[("day", day.words.as_str().into())]));
    let view = MeetingView {
        day,
        mode: meeting.mode.as_ref().map(|mode| desk.phrase(mode)),
        agenda: meeting.agenda.iter().map(|item| desk.phrase(item)).collect(),
        present: present.into_iter().map(|member| desk.member(member)).collect(),
        documents: documents.collect(),
    };
    let committee = desk.phrase(&desk.site.committee.name).text;
    let about =
        desk.message("about-meeting", &[("committee", committee.into()), ("day", view.day.words.as_str().into())]);
    let mut draft = Draft::new(Page::Meeting(at), "meetings", title, about);
    draft.parents.push(desk.link(Page::Meetings, desk.own(desk.word("title-meetings"))));
    draft.sources = desk.sources(&meeting.sources);
    draft.updated = desk.updated(meeting.updated_at);
    draft.with(desk, Body::Meeting(view))
}
