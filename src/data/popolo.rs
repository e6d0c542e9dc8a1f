//! Popolo 1.0.1 (popoloproject.com) as JSON: the committee and its members, seats as posts, terms as memberships,
//! persons where the records name them, meetings as events.
//! Popolo has no languages: names in English are other names with the note `multilingual` and their `lang`, as in
//! EveryPolitician. `end_date` is the last day, as in the records. Properties of our own begin with `clairevoie_`.

use serde_json::{Map, Value, json};

use crate::language::date::{Calendar, PartialDate};
use crate::language::{Language, Translation, marks};
use crate::model::committee::ContactKind;
use crate::model::id::Id;
use crate::model::member::{Member, MemberKind, OtherName};
use crate::model::term::{Appointment, Term};
use crate::model::value::{Located, Source, Text};
use crate::site::{Site, Sourced};

/// The id of the committee among the organizations.
const COMMITTEE: &str = "committee";

/// Returns the file.
pub fn render(site: &Site) -> String {
    let mut organizations = vec![committee(site)];
    let (mut persons, mut memberships) = (Vec::new(), Vec::new());
    let mut parents: Vec<&Text> = Vec::new();
    for member in &site.members {
        match member.kind {
            MemberKind::Organization => organizations.push(organization(member)),
            MemberKind::Person => persons.push(person(member)),
        }
        if let Some(parent) = &member.parent
            && !parents.iter().any(|known| known.french == parent.french)
        {
            parents.push(parent);
        }
        for (term, number) in member.terms.iter().zip(1..) {
            membership(site, member, term, number, &mut memberships, &mut persons);
        }
    }
    organizations.extend(parents.into_iter().map(parent));
    let document = json!({
        "organizations": organizations,
        "posts": site.committee.seats.iter().map(|seat| post(site, seat)).collect::<Vec<_>>(),
        "persons": persons,
        "memberships": memberships,
        "events": (0..site.meetings.len()).map(|at| event(site, at)).collect::<Vec<_>>(),
        "meta": {
            "sources": [format!("{}{}", site.base_url().origin(), site.base_url().path())],
            "clairevoie_notes": [
                "end_date est le dernier jour, inclus. / end_date is the last day, included.",
                "Un mandat sans start_date a un début non publié. / A membership without start_date has a start that is not published.",
                "clairevoie_* : termes propres au portail. / clairevoie_*: terms of the portal’s own."
            ],
        },
    });
    // The document consists of plain texts and numbers: serializing it to JSON cannot fail.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

fn plain(text: &Text) -> String {
    marks::plain(&text.french)
}

/// Sets a field if it has a value.
fn put(object: &mut Value, key: &str, value: Option<impl Into<Value>>) {
    if let (Value::Object(map), Some(value)) = (object, value) {
        map.insert(key.to_owned(), value.into());
    }
}

fn date(date: Option<Located<PartialDate>>) -> Option<String> {
    date.map(|date| date.value.to_string())
}

/// Returns a name in both languages: the name itself, and the English one among the others.
fn names(text: &Text, more: Vec<Value>) -> (String, Option<Value>) {
    let english = match &text.english {
        Translation::Given(english) => {
            Some(json!({"name": marks::plain(english), "note": "multilingual", "lang": "en"}))
        }
        Translation::Missing | Translation::FrenchOnly => None,
    };
    let all: Vec<Value> = english.into_iter().chain(more).collect();
    (plain(text), (!all.is_empty()).then_some(Value::Array(all)))
}

/// Sets a text in English, in a field of our own.
fn english(object: &mut Value, key: &str, text: &Text) {
    if let Translation::Given(english) = &text.english {
        put(object, key, Some(marks::plain(english)));
    }
}

fn sources(sources: &[Source]) -> Option<Value> {
    let source = |source: &Source| {
        let mut link = json!({"url": source.url});
        put(&mut link, "note", source.note.as_ref().map(plain));
        link
    };
    (!sources.is_empty()).then(|| sources.iter().map(source).collect())
}

fn committee(site: &Site) -> Value {
    let record = &site.committee;
    let (name, others) = names(&record.name, Vec::new());
    let mut object = json!({"id": COMMITTEE, "name": name, "classification": "advisory committee"});
    put(&mut object, "other_names", others);
    put(&mut object, "description", Some(plain(&record.description)));
    english(&mut object, "clairevoie_description_en", &record.description);
    put(&mut object, "founding_date", date(record.founding_date));
    let contacts = record.contact_details.iter().map(|detail| {
        let kind = match detail.kind {
            ContactKind::Email => "email",
            ContactKind::Voice => "voice",
        };
        let mut contact = json!({"type": kind, "value": detail.value});
        put(&mut contact, "note", detail.note.as_ref().map(plain));
        contact
    });
    let contacts: Vec<Value> = contacts.collect();
    put(&mut object, "contact_details", (!contacts.is_empty()).then_some(contacts));
    put(&mut object, "sources", sources(&record.sources));
    object
}

/// Returns the id of a body that members are part of.
fn parent_id(parent: &Text) -> String {
    format!("parent-{}", Id::suggestion(&parent.french))
}

fn parent(text: &Text) -> Value {
    let (name, others) = names(text, Vec::new());
    let mut object = json!({"id": parent_id(text), "name": name});
    put(&mut object, "other_names", others);
    object
}

/// Returns the names that a member had at other times.
fn earlier(member: &Member) -> Vec<Value> {
    let dated = |other: &OtherName, mut name: Value| {
        put(&mut name, "start_date", date(other.start_date));
        put(&mut name, "end_date", Some(other.end_date.value.to_string()));
        name
    };
    let in_both = |other: &OtherName| {
        let (name, more) = names(&other.name, Vec::new());
        let english = more.and_then(|more| more.as_array().cloned()).unwrap_or_default();
        [json!({"name": name})].into_iter().chain(english).map(|name| dated(other, name)).collect::<Vec<_>>()
    };
    member.other_names.iter().flat_map(in_both).collect()
}

fn organization(member: &Sourced<Member>) -> Value {
    let (name, mut others) = names(&member.name.value, earlier(member));
    if let Some(abbreviation) = &member.abbreviation {
        let own = json!({"name": abbreviation, "note": "abbreviation"});
        match &mut others {
            Some(Value::Array(all)) => all.push(own),
            others => *others = Some(json!([own])),
        }
    }
    let mut object = json!({"id": member.id, "name": name, "classification": member.sector.word()});
    put(&mut object, "other_names", others);
    put(&mut object, "parent_id", member.parent.as_ref().map(|parent| parent_id(parent)));
    if let Some(text) = &member.description {
        put(&mut object, "description", Some(plain(text)));
        english(&mut object, "clairevoie_description_en", text);
    }
    put(&mut object, "dissolution_date", date(member.dissolution_date));
    let successors: Vec<&str> = member.successors.iter().map(|id| id.as_str()).collect();
    put(&mut object, "clairevoie_successor_ids", (!successors.is_empty()).then_some(successors));
    put(&mut object, "links", member.url.as_ref().map(|url| json!([{"url": url, "note": "website"}])));
    put(&mut object, "sources", sources(&member.sources));
    object
}

fn person(member: &Sourced<Member>) -> Value {
    let (name, others) = names(&member.name.value, earlier(member));
    let mut object = json!({"id": member.id, "name": name});
    put(&mut object, "other_names", others);
    put(&mut object, "biography", member.description.as_ref().map(plain));
    put(&mut object, "links", member.url.as_ref().map(|url| json!([{"url": url, "note": "website"}])));
    put(&mut object, "sources", sources(&member.sources));
    object
}

/// Returns a seat, with the rule on the reference date if it is known which one applies.
fn post(site: &Site, seat: &crate::model::seat::Seat) -> Value {
    let mut object = json!({"id": seat.id.value, "label": plain(&seat.name), "organization_id": COMMITTEE});
    if let [rule] = seat.rules_on(site.reference_date()).as_slice() {
        put(&mut object, "clairevoie_minimum", Some(json!(rule.minimum)));
        put(&mut object, "clairevoie_maximum", Some(json!(rule.maximum)));
        put(&mut object, "clairevoie_sector", Some(json!(rule.sector.word())));
    }
    if let Translation::Given(english) = &seat.name.english {
        put(&mut object, "other_label", Some(json!([marks::plain(english)])));
        put(&mut object, "clairevoie_label_en", Some(marks::plain(english)));
    }
    object
}

/// Adds a term as a membership of the member, and one of each person who sits for it.
fn membership(
    site: &Site,
    member: &Sourced<Member>,
    term: &Term,
    number: usize,
    memberships: &mut Vec<Value>,
    persons: &mut Vec<Value>,
) {
    let id = format!("{}-{number}", member.id);
    let mut object = json!({
        "id": id,
        "organization_id": COMMITTEE,
        "post_id": term.seat.value,
        "role": term.role.word(),
        "clairevoie_places": if term.is_counted() { term.places } else { 0 },
    });
    match member.kind {
        MemberKind::Person => put(&mut object, "person_id", Some(member.id.to_string())),
        // An organization is the member, as an object: Popolo has no other place for it.
        MemberKind::Organization => {
            put(
                &mut object,
                "member",
                Some(json!({"@type": "Organization", "id": member.id, "name": plain(&member.name.value)})),
            );
        }
    }
    put(&mut object, "start_date", date(term.start_date));
    put(&mut object, "end_date", date(term.end_date));
    put(&mut object, "clairevoie_start_deduced_from", term.start_deduced.as_ref().map(plain));
    put(&mut object, "clairevoie_end_deduced_from", term.end_deduced.as_ref().map(plain));
    put(&mut object, "clairevoie_end_reason", term.end_reason.as_ref().map(plain));
    put(&mut object, "clairevoie_state", Some(site.term_state(term, site.reference_date()).word()));
    let act = match &term.appointed_by {
        None => None,
        Some(Appointment::Nomination(id)) => Some(json!({"clairevoie_nomination_id": id.value})),
        Some(Appointment::Act { text, .. }) => Some(json!({"clairevoie_act": plain(text)})),
    };
    if let (Value::Object(all), Some(Value::Object(act))) = (&mut object, act) {
        all.extend(act);
    }
    if let Some(Appointment::Act { text, url: Some(url), .. }) = &term.appointed_by {
        put(&mut object, "sources", Some(json!([{"url": url, "note": plain(text)}])));
    }
    memberships.push(object);
    for (sitting, at) in term.representatives.iter().zip(1..) {
        let person = format!("{}-{}", member.id, Id::suggestion(&sitting.name));
        if !persons.iter().any(|known| known["id"] == person.as_str()) {
            persons.push(json!({"id": person, "name": sitting.name}));
        }
        let mut object = json!({
            "id": format!("{id}-r{at}"),
            "person_id": person,
            "organization_id": COMMITTEE,
            "post_id": term.seat.value,
            "role": if sitting.alternate { "alternate" } else { "representative" },
        });
        // A person who sits in a personal capacity represents nobody.
        put(&mut object, "on_behalf_of_id", (member.kind == MemberKind::Organization).then(|| member.id.to_string()));
        put(&mut object, "label", sitting.role.as_ref().map(plain));
        put(&mut object, "start_date", date(sitting.start_date.or(term.start_date)));
        if sitting.start_date.is_none() {
            put(&mut object, "clairevoie_start_deduced_from", term.start_deduced.as_ref().map(plain));
        }
        put(&mut object, "end_date", date(sitting.end_date.or(term.end_date)));
        if sitting.end_date.is_none() {
            put(&mut object, "clairevoie_end_deduced_from", term.end_deduced.as_ref().map(plain));
        }
        memberships.push(object);
    }
}

fn event(site: &Site, at: usize) -> Value {
    let meeting = &site.meetings[at];
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(meeting.id));
    let mut object = Value::Object(object);
    put(
        &mut object,
        "name",
        Some(meeting.title.as_ref().map_or_else(
            || format!("Rencontre du {}", Calendar::new(Language::French).words(meeting.date.value)),
            plain,
        )),
    );
    put(&mut object, "start_date", Some(meeting.date.value.to_string()));
    put(&mut object, "end_date", Some(meeting.date.value.to_string()));
    put(&mut object, "location", meeting.place.as_ref().map(plain));
    put(&mut object, "status", Some(meeting.status_on(site.reference_date()).word()));
    put(&mut object, "classification", Some("meeting"));
    put(&mut object, "organization_id", Some(COMMITTEE));
    // Attendees are persons in Popolo: organizations that attended are listed in a field of our own.
    let (mut persons, mut bodies) = (Vec::new(), Vec::new());
    for id in &meeting.present {
        let is_person = site.member(&id.value).is_some_and(|at| site.members[at].kind == MemberKind::Person);
        if is_person { persons.push(json!({"id": id.value})) } else { bodies.push(id.as_str()) }
    }
    put(&mut object, "attendees", (!persons.is_empty()).then_some(persons));
    put(&mut object, "clairevoie_attending_organization_ids", (!bodies.is_empty()).then_some(bodies));
    put(&mut object, "sources", sources(&meeting.sources));
    object
}
