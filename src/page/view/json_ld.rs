//! The description of a page for machines, in the terms of schema.org: its breadcrumbs, and the committee, member,
//! text, meeting or data that it is about. It is a data block: it runs nothing, and needs no exception in a policy.

use serde_json::{Value, json};

use super::{Link, ViewContext};
use crate::model::commentary::CommentaryKind;
use crate::model::holds::Holds;
use crate::model::meeting::MeetingStatus;
use crate::model::member::MemberKind;
use crate::page::{Made, Page, Route};

/// Returns the JSON of a page, safe within an HTML element.
pub(super) fn json_ld(cx: &ViewContext<'_>, page: Page, title: &str, crumbs: &[Link]) -> String {
    let origin = cx.site.base_url().origin();
    let url = Route::new(page, cx.language).url(cx.site);
    let items = crumbs.iter().zip(1..).map(|(crumb, position)| {
        json!({"@type": "ListItem", "position": position, "name": crumb.label.text, "item": format!("{origin}{}", crumb.href)})
    });
    let items: Vec<Value> = items.collect();
    let mut graph = Vec::new();
    if !items.is_empty() {
        graph.push(json!({"@type": "BreadcrumbList", "itemListElement": items}));
    }
    graph.extend(about(cx, page, title, &url));
    let document = json!({"@context": "https://schema.org", "@graph": graph});
    // No text in it can end the element.
    document.to_string().replace('<', "\\u003c")
}

/// Returns the committee, identified by its permanent address.
fn committee(cx: &ViewContext<'_>) -> Value {
    let root = format!("{}{}", cx.site.base_url().origin(), cx.site.base_url().path());
    json!({"@type": "Organization", "@id": format!("{root}#committee"), "name": cx.phrase(&cx.site.committee.name).text})
}

fn put(object: &mut Value, key: &str, value: Option<Value>) {
    if let (Some(map), Some(value)) = (object.as_object_mut(), value) {
        map.insert(key.to_owned(), value);
    }
}

fn about(cx: &ViewContext<'_>, page: Page, title: &str, url: &str) -> Option<Value> {
    let site = cx.site;
    let member = |at: usize| {
        let record = &site.members[at];
        let kind = match record.kind {
            MemberKind::Organization => "Organization",
            MemberKind::Person => "Person",
        };
        json!({"@type": kind, "name": cx.phrase(&record.name.value).text, "url": Route::new(Page::Member(at), cx.language).url(site)})
    };
    let date = |date: crate::language::date::PartialDate| json!(date.to_string());
    match page {
        Page::Home => {
            let mut own = committee(cx);
            put(&mut own, "url", Some(json!(url)));
            put(&mut own, "description", Some(json!(cx.phrase(&site.committee.description).text)));
            put(&mut own, "foundingDate", site.committee.founding_date.map(|founded| date(founded.value)));
            let today = site.sitting_on(site.reference_date());
            let surely = today.iter().filter(|held| held.term.is_counted() && held.holds == Holds::Yes);
            let mut sitting: Vec<usize> = surely.map(|held| held.member).collect();
            sitting.dedup();
            put(&mut own, "member", (!sitting.is_empty()).then(|| sitting.into_iter().map(member).collect()));
            Some(own)
        }
        Page::Member(at) => {
            let record = &site.members[at];
            let mut own = member(at);
            let sits = |term| site.holds(term, site.reference_date()) == Holds::Yes;
            let is_member = record.terms.iter().any(|term| term.is_counted() && sits(term));
            put(&mut own, "memberOf", is_member.then(|| committee(cx)));
            put(&mut own, "sameAs", record.url.as_ref().map(|url| json!(url)));
            put(&mut own, "description", record.description.as_ref().map(|text| json!(cx.phrase(text).text)));
            Some(own)
        }
        Page::Commentary(at) => {
            let commentary = site.commentary(at);
            if commentary.is_withdrawn() || commentary.draft {
                return None;
            }
            let (_, language) = commentary.text.get(cx.language);
            // A summary is the site's own page about another author's text.
            let kind = if commentary.kind == CommentaryKind::Summary { "Article" } else { "Report" };
            let mut own = json!({"@type": kind, "headline": title, "url": url, "inLanguage": language.tag()});
            let authors: Vec<Value> = match commentary.authors.as_slice() {
                [] => vec![committee(cx)],
                members => members.iter().map(|&at| member(at)).collect(),
            };
            let is_own = commentary.kind != CommentaryKind::Summary;
            // No record states whether another author is a person or an organization.
            let is_signed = !commentary.authors.is_empty() || commentary.text.french.attribution.is_none();
            put(&mut own, "author", (is_own && is_signed).then_some(Value::Array(authors)));
            put(&mut own, "datePublished", commentary.date.filter(|_| is_own).map(|day| date(day.value)));
            put(&mut own, "license", licence(cx));
            Some(own)
        }
        Page::Meeting(at) => {
            let meeting = &site.meetings[at];
            let start = match meeting.time {
                Some(time) => format!("{}T{}", meeting.date.value, crate::model::meeting::clock(time.value)),
                None => meeting.date.value.to_string(),
            };
            let mut own =
                json!({"@type": "Event", "name": title, "startDate": start, "url": url, "organizer": committee(cx)});
            let status = match meeting.status_on(site.reference_date()) {
                MeetingStatus::Cancelled => "https://schema.org/EventCancelled",
                MeetingStatus::Scheduled | MeetingStatus::Held => "https://schema.org/EventScheduled",
            };
            put(&mut own, "eventStatus", Some(json!(status)));
            let place = meeting.place.as_ref().map(|place| json!({"@type": "Place", "name": cx.phrase(place).text}));
            put(&mut own, "location", place);
            Some(own)
        }
        Page::OpenData => {
            let root = format!("{}{}", site.base_url().origin(), site.base_url().path());
            let files = Made::downloads().map(|made| {
                json!({
                    "@type": "DataDownload",
                    "contentUrl": format!("{root}{}", made.output()),
                    "encodingFormat": made.media_type().split(';').next().unwrap_or_default(),
                })
            });
            let mut own = json!({
                "@type": "Dataset",
                "name": cx.phrase(&site.portal.title).text,
                "description": cx.word("open-data-intro"),
                "url": url,
                "creator": committee(cx),
                "distribution": files.collect::<Vec<_>>(),
            });
            put(&mut own, "license", licence(cx));
            let modified = site.editions().last().map(|edition| json!(edition.date.value.to_string()));
            put(&mut own, "dateModified", modified);
            Some(own)
        }
        Page::Members
        | Page::Mandate
        | Page::Composition
        | Page::CompositionOn(_)
        | Page::Breaches
        | Page::Compare
        | Page::Nominations
        | Page::Nomination(_)
        | Page::Operation
        | Page::Duties
        | Page::Ahead
        | Page::Meetings
        | Page::Plans
        | Page::Plan(_)
        | Page::Commitment(..)
        | Page::Recommendations
        | Page::Changes
        | Page::Edition(_)
        | Page::FreePage(_)
        | Page::Register
        | Page::Search
        | Page::SiteMap
        | Page::NotFound => None,
    }
}

/// Returns the licence of the site's content.
fn licence(cx: &ViewContext<'_>) -> Option<Value> {
    let id = cx.site.portal.licence.as_deref()?;
    Some(json!(match id {
        "CC-BY-4.0" => "https://creativecommons.org/licenses/by/4.0/".to_owned(),
        "CC-BY-SA-4.0" => "https://creativecommons.org/licenses/by-sa/4.0/".to_owned(),
        "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        other => format!("https://spdx.org/licenses/{other}.html"),
    }))
}
