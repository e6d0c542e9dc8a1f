//! The meetings: the list, and a page for each.

use serde::Serialize;

use super::documents::DocumentView;
use super::frame::FrameBuilder;
use super::frame::committee_page;
use super::searchable::SearchFacets;
use super::{Body, Day, Link, Phrase, View, ViewContext};
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::Id;
use crate::model::meeting::{Adoption, Decision, Meeting, MeetingStatus, Vote};
use crate::model::value::Located;
use crate::page::Page;

/// The list of meetings.
#[derive(Debug, Serialize)]
pub struct Meetings {
    every: Option<String>,
    mode: Option<Phrase>,
    note: Option<Phrase>,
    meetings: Vec<MeetingLine>,
    /// Meetings that are still to be held.
    upcoming: Vec<MeetingLine>,
    duties: Option<String>,
}

/// A meeting in a list.
#[derive(Debug, Serialize)]
pub struct MeetingLine {
    link: Link,
    day: Day,
    documents: usize,
    cancelled: bool,
}

/// A meeting.
#[derive(Debug, Serialize)]
pub struct MeetingView {
    day: Day,
    /// `scheduled`, `held` or `cancelled`.
    status: &'static str,
    /// « de 18 h 30 à 20 h ».
    time: Option<String>,
    place: Option<Phrase>,
    url: Option<String>,
    mode: Option<Phrase>,
    agenda: Vec<Phrase>,
    present: Vec<Link>,
    excused: Vec<Link>,
    /// The members that sat that day and are neither present nor excused.
    absent: Vec<Link>,
    guests: Vec<Phrase>,
    decisions: Vec<DecisionView>,
    minutes: Option<MinutesView>,
    documents: Vec<DocumentView>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A decision.
#[derive(Debug, Serialize)]
struct DecisionView {
    text: Phrase,
    /// The text that was adopted.
    commentary: Option<Link>,
    votes: Vec<VoteView>,
}

/// The number of votes of one kind, and who cast them, if that is published.
#[derive(Debug, Serialize)]
struct VoteView {
    /// `for`, `against` or `abstained`.
    kind: &'static str,
    count: usize,
    members: Vec<Link>,
}

/// The minutes.
#[derive(Debug, Serialize)]
struct MinutesView {
    documents: Vec<DocumentView>,
    /// The meeting at which they were adopted.
    adopted_at: Option<Link>,
    /// The date on which they were adopted, if no meeting is known.
    adopted_on: Option<Day>,
}

pub(super) fn meetings(cx: &ViewContext<'_>) -> View<'static> {
    let site = cx.site;
    let rule = site.committee.meetings.as_ref();
    let status = |at: usize| site.meetings[at].status_on(site.reference_date());
    let is_to_come = |at: usize| match status(at) {
        MeetingStatus::Scheduled => true,
        MeetingStatus::Held => false,
        MeetingStatus::Cancelled => site.meetings[at].date.earliest() > site.reference_date(),
    };
    let line = |at: usize| {
        let meeting = &site.meetings[at];
        MeetingLine {
            link: cx.meeting(at),
            day: cx.date(meeting.date.value),
            documents: meeting.all_documents().count(),
            cancelled: status(at) == MeetingStatus::Cancelled,
        }
    };
    let has_duty =
        site.committee.duties.iter().any(|duty| duty.met_by == Some(crate::model::committee::MetBy::Meetings));
    let view = Meetings {
        every: rule.map(|rule| cx.every(rule.every)),
        mode: rule.and_then(|rule| rule.mode.as_ref()).map(|mode| cx.phrase(mode)),
        note: rule.and_then(|rule| rule.note.as_ref()).map(|note| cx.phrase(note)),
        meetings: (0..site.meetings.len()).rev().filter(|&at| !is_to_come(at)).map(line).collect(),
        upcoming: (0..site.meetings.len()).filter(|&at| is_to_come(at)).map(line).collect(),
        duties: has_duty.then(|| cx.href(Page::Duties)),
    };
    committee_page(cx, Page::Meetings, "meetings").with(cx, Body::Meetings(view))
}

pub(super) fn meeting(cx: &ViewContext<'_>, at: usize) -> View<'static> {
    let site = cx.site;
    let meeting = &site.meetings[at];
    let day = cx.date(meeting.date.value);
    let members = |ids: &[Located<Id>]| -> Vec<Link> {
        let places = cx.by_name(ids.iter().filter_map(|id| site.member(id)));
        places.into_iter().map(|at| cx.member_on(at, meeting.date.earliest())).collect()
    };
    let absent = cx.by_name(site.absent(at)).into_iter().map(|at| cx.member_on(at, meeting.date.earliest()));
    let view = MeetingView {
        day,
        status: meeting.status_on(site.reference_date()).word(),
        time: time_words(cx, meeting),
        place: meeting.place.as_ref().map(|place| cx.phrase(place)),
        url: meeting.url.clone(),
        mode: meeting.mode.as_ref().map(|mode| cx.phrase(mode)),
        agenda: meeting.agenda.iter().map(|item| cx.phrase(item)).collect(),
        present: members(&meeting.present),
        excused: members(&meeting.excused),
        absent: absent.collect(),
        guests: meeting.guests.iter().map(|guest| cx.phrase(guest)).collect(),
        decisions: meeting.decisions.iter().map(|decision| decision_view(cx, decision, &members)).collect(),
        minutes: minutes(cx, meeting),
        documents: cx.documents(&meeting.documents),
        previous: at.checked_sub(1).map(|at| cx.meeting(at)),
        next: (at + 1 < site.meetings.len()).then(|| cx.meeting(at + 1)),
    };
    let committee = cx.phrase(&site.committee.name).text;
    let about =
        cx.message("about-meeting", &[("committee", committee.into()), ("day", view.day.words.as_str().into())]);
    let mut frame = FrameBuilder::new(Page::Meeting(at), "meetings", cx.meeting(at).label, about);
    let facets = SearchFacets { date: Some(view.day.words.clone()), ..SearchFacets::new("meeting") };
    frame.search = Some(facets.filter("member", &view.present));
    frame.parents.push(cx.link(Page::Meetings, cx.own(cx.word("title-meetings"))));
    frame.corrections = cx.corrections(&meeting.corrections);
    frame.sources = cx.sources(&meeting.sources);
    frame.updated = cx.updated(meeting.updated_at);
    frame.with(cx, Body::Meeting(view))
}

/// « de 18 h 30 à 20 h », “from 6:30 p.m. to 8 p.m.”
fn time_words(cx: &ViewContext<'_>, meeting: &Meeting) -> Option<String> {
    let from = cx.clock(meeting.time?.value);
    Some(match meeting.end_time {
        Some(to) => cx.message("time-range", &[("from", from.into()), ("to", cx.clock(to.value).into())]),
        None => cx.message("time-from", &[("from", from.into())]),
    })
}

fn decision_view(
    cx: &ViewContext<'_>,
    decision: &Decision,
    members: &dyn Fn(&[Located<Id>]) -> Vec<Link>,
) -> DecisionView {
    let view =
        |kind: &'static str, vote: &Vote| VoteView { kind, count: vote.count(), members: members(vote.members()) };
    let votes = decision.votes.as_ref().map(|votes| {
        let cast = [("for", &votes.in_favour), ("against", &votes.against), ("abstained", &votes.abstained)];
        cast.into_iter().filter_map(|(kind, vote)| Some(view(kind, vote.as_ref()?))).collect()
    });
    let commentary = cx.site.adopted_by(decision).map(|at| cx.commentary(at));
    DecisionView { text: cx.phrase(&decision.text), commentary, votes: votes.unwrap_or_default() }
}

fn minutes(cx: &ViewContext<'_>, meeting: &Meeting) -> Option<MinutesView> {
    let minutes = meeting.minutes.as_ref()?;
    // A day on which there was a meeting names that meeting, unless it is the day of this one.
    let is_of_another_day = |at: &usize| cx.site.meetings[*at].date.value != meeting.date.value;
    let of_day = |date: &Located<PartialDate>| Id::new(&date.to_string()).and_then(|id| cx.site.meeting(&id));
    let (adopted_at, adopted_on) = match &minutes.adopted {
        None => (None, None),
        Some(Adoption::At(id)) => (cx.site.meeting(&id.value), None),
        Some(Adoption::On(date)) => (of_day(date).filter(is_of_another_day), Some(*date)),
    };
    Some(MinutesView {
        documents: cx.documents(&minutes.documents),
        adopted_on: adopted_on.filter(|_| adopted_at.is_none()).map(|date| cx.date(date.value)),
        adopted_at: adopted_at.map(|at| cx.meeting(at)),
    })
}

impl ViewContext<'_> {
    /// « 18 h 30 », “6:30 p.m.”: returns a time of day in the notation of the reader's language.
    pub(super) fn clock(&self, time: jiff::civil::Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match self.language {
            Language::French if minute == 0 => format!("{hour}\u{a0}h"),
            Language::French => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
            Language::English => {
                let half = if hour < 12 { "a.m." } else { "p.m." };
                let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
                match minute {
                    0 => format!("{shown}\u{a0}{half}"),
                    _ => format!("{shown}:{minute:02}\u{a0}{half}"),
                }
            }
        }
    }
}
