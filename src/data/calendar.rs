//! The calendar (RFC 5545): meetings, ends of terms, due dates, calls. Only dates known to the day are events; the
//! file contains nothing that depends on when it is generated.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::commitment::Status;
use crate::model::meeting::MeetingStatus;
use crate::model::value::Located;
use crate::page::view::{Phrase, ViewContext, said};
use crate::page::{Page, Route};
use crate::site::ahead::Event;
use crate::site::recommendations::Asked;

/// The maximum length of a line, in octets, without its line end.
const LINE: usize = 75;

/// An event on a day, or at a time of it.
struct Happening {
    /// Its id in the portal.
    id: String,
    day: Date,
    /// Its start and end, in UTC.
    times: Option<(String, Option<String>)>,
    summary: String,
    /// The language of the summary; none where it has words of both.
    language: Option<&'static str>,
    place: Option<Phrase>,
    url: String,
    is_cancelled: bool,
    /// The file that it comes from.
    file: String,
}

/// Returns the calendar in the context's language.
pub fn render(cx: &ViewContext<'_>) -> String {
    let mut out = String::new();
    let name = cx.phrase(&cx.site.portal.title).text;
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, &format!("PRODID:-//Clairevoie//Clairevoie//{}", cx.language.code().to_uppercase()));
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&name)));
    let mut all = happenings(cx);
    all.sort_by(|one, other| (one.day, &one.id).cmp(&(other.day, &other.id)));
    for happening in all {
        event(&mut out, cx, &happening);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, cx: &ViewContext<'_>, happening: &Happening) {
    let (authority, _) = cx.site.authority();
    // Each edition that changed the record is a revision; the newest of them, or the first edition, is the
    // timestamp.
    let changes = cx.site.changes_of(&happening.file).count();
    let stamp = cx.site.changes_of(&happening.file).next().map(|(edition, _)| edition).unwrap_or(0);
    let stamp = cx.site.editions().get(stamp).map_or(happening.day, |edition| edition.date.earliest());
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}@{authority}", happening.id));
    line(out, &format!("DTSTAMP:{}T000000Z", stamp.strftime("%Y%m%d")));
    line(out, &format!("SEQUENCE:{changes}"));
    match &happening.times {
        Some((from, to)) => {
            line(out, &format!("DTSTART:{from}"));
            if let Some(to) = to {
                line(out, &format!("DTEND:{to}"));
            }
        }
        None => {
            let next = happening.day.tomorrow().unwrap_or(happening.day);
            line(out, &format!("DTSTART;VALUE=DATE:{}", happening.day.strftime("%Y%m%d")));
            line(out, &format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")));
            line(out, "TRANSP:TRANSPARENT");
        }
    }
    let text = |name: &str, language: Option<&str>, text: &str| {
        let language = language.map(|language| format!(";LANGUAGE={language}")).unwrap_or_default();
        format!("{name}{language}:{}", escaped(text))
    };
    line(out, &text("SUMMARY", happening.language, &happening.summary));
    if let Some(place) = &happening.place {
        line(out, &text("LOCATION", Some(language_of(cx, place)), &place.text));
    }
    line(out, &format!("URL:{}", happening.url));
    line(out, if happening.is_cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    line(out, "END:VEVENT");
}

/// The language of a text: the reader's, unless it is marked.
fn language_of(cx: &ViewContext<'_>, phrase: &Phrase) -> &'static str {
    phrase.lang.unwrap_or_else(|| cx.language.tag())
}

/// A line, folded where it is too long: no character is cut.
fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            // The space counts.
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Returns a text as a value: special characters are escaped, and there are no control characters.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns every event known to the day, past and future.
fn happenings(cx: &ViewContext<'_>) -> Vec<Happening> {
    let site = cx.site;
    let mut all = Vec::new();
    let mut tell_of = |id: String, day: Date, event: Event, is_deduced: bool, file: &str| {
        let (words, link) = said(cx, event, is_deduced);
        let url = format!("{}{}", site.base_url().origin(), link.href);
        all.push(Happening {
            id,
            day,
            times: None,
            summary: format!("{words} – {}", link.label.text),
            language: link.label.lang.is_none().then(|| cx.language.tag()),
            place: None,
            url,
            is_cancelled: false,
            file: file.to_owned(),
        });
    };
    let exact = |date: Option<Located<crate::language::date::PartialDate>>| {
        date.filter(|date| date.is_exact()).map(|date| date.earliest())
    };
    for (at, member) in site.members.iter().enumerate() {
        let file = member.source().path();
        for (term, number) in member.terms.iter().zip(1..) {
            let id = format!("term-{}-{number}", member.id);
            if let Some(day) = exact(term.end_date) {
                tell_of(id, day, Event::TermEnds(at), term.end_deduced.is_some(), file);
            } else if let Some(last) = site.lapse(term).filter(|last| last.earliest == last.latest) {
                tell_of(id, last.latest, Event::TermLapses(at), term.start_deduced.is_some(), file);
            }
        }
    }
    let mut tell = |id: String, day: Date, event: Event, file: &str| tell_of(id, day, event, false, file);
    for account in site.duties() {
        if let Some(next) = account.next.filter(|next| next.earliest == next.latest) {
            let duty = &site.committee.duties[account.duty];
            tell(
                format!("duty-{}", duty.id.value),
                next.latest,
                Event::DutyDue(account.duty),
                site.committee.source().path(),
            );
        }
    }
    for (at, round) in site.nominations.iter().enumerate() {
        let file = round.source().path();
        if let Some(day) = exact(Some(round.opened)) {
            tell(format!("call-{}-opens", round.id), day, Event::CallOpens(at), file);
        }
        if let Some(day) = exact(round.closed) {
            tell(format!("call-{}-closes", round.id), day, Event::CallCloses(at), file);
        }
    }
    for (plan, record) in site.plans.iter().enumerate() {
        for (at, commitment) in record.commitments.iter().enumerate() {
            for (number, milestone) in commitment.named_milestones().iter().enumerate() {
                // What is done already is not announced.
                let is_due = |day: &Date| match milestone.status.map(|status| status.value) {
                    Some(Status::Abandoned) => false,
                    Some(Status::Complete) => *day <= site.reference_date(),
                    Some(Status::NotStarted | Status::UnderWay) | None => true,
                };
                if let Some(day) = exact(milestone.due).filter(is_due) {
                    let id = format!("milestone-{}/{}/{}", record.id, commitment.id.value, milestone.id.value);
                    tell(id, day, Event::MilestoneDue(plan, at, number), record.source().path());
                }
            }
        }
    }
    for (at, commentary) in
        site.commentaries().filter(|(_, commentary)| !commentary.draft && !commentary.is_withdrawn())
    {
        let Some(due) = site.due(commentary) else { continue };
        let is_answered = |number: usize| commentary.is_answered(number, site.reference_date());
        for (number, asked) in commentary.text.french.recommendations.iter().enumerate() {
            if due > site.reference_date() && is_answered(number) {
                continue;
            }
            let id = format!("answer-{}/{}/{}", site.plans[at.plan].id, commentary.text.french.id, asked.id.value);
            let event = Event::AnswerDue(Asked { commentary: at, recommendation: number });
            tell(id, due, event, commentary.text.french.source().path());
        }
    }
    all.extend((0..site.meetings.len()).map(|at| meeting(cx, at)));
    all
}

fn meeting(cx: &ViewContext<'_>, at: usize) -> Happening {
    let site = cx.site;
    let meeting = &site.meetings[at];
    let day = meeting.date.earliest();
    let zone = site.portal.time_zone.as_deref().unwrap_or(crate::model::portal::TIME_ZONE);
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let moment = |time: jiff::civil::Time| {
        let there = day.to_datetime(time).to_zoned(zone.clone()).ok()?;
        Some(there.with_time_zone(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string())
    };
    let from = meeting.time.and_then(|time| moment(time.value));
    // In the hour that does not exist, the end may come before the beginning.
    let to =
        meeting.end_time.and_then(|time| moment(time.value)).filter(|to| from.as_ref().is_some_and(|from| to > from));
    let summary = cx.meeting(at).label;
    Happening {
        id: format!("meeting-{}", meeting.id),
        day,
        times: from.map(|from| (from, to)),
        language: Some(language_of(cx, &summary)),
        summary: summary.text,
        place: meeting.place.as_ref().map(|place| cx.phrase(place)),
        url: Route::new(Page::Meeting(at), cx.language).url(site),
        is_cancelled: meeting.status_on(site.reference_date()) == MeetingStatus::Cancelled,
        file: meeting.source().path().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_folded_line_unfolds_to_itself(text in "\\PC{0,300}") {
            let mut out = String::new();
            line(&mut out, &text);
            prop_assert!(out.split("\r\n").all(|line| line.len() <= LINE));
            prop_assert_eq!(out.trim_end_matches("\r\n").replace("\r\n ", ""), text);
        }

        #[test]
        fn a_value_has_no_ends_of_lines(text in ".{0,80}") {
            prop_assert!(!escaped(&text).contains(['\n', '\r']));
        }
    }
}
