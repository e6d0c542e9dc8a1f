//! The calendar of the invented committee, read back and compared with the dates of its records.

use std::collections::BTreeMap;
use std::fs;

use jiff::Span;
use jiff::civil::Date;
use serde_json::Value;

use crate::portal::{Portal, repository};

const TODAY: &str = "2026-06-15";

/// The events of a calendar: the day of each by its name in the portal; nothing for those at a time of the day.
fn events(text: &str) -> BTreeMap<String, Option<String>> {
    let lines = text.replace("\r\n ", "");
    let event = |event: &str| {
        let value = |name: &str| event.lines().find_map(|line| line.strip_prefix(name).map(str::to_owned));
        let id = value("UID:").unwrap();
        (id.split('@').next().unwrap().to_owned(), value("DTSTART;VALUE=DATE:"))
    };
    lines.split("BEGIN:VEVENT\r\n").skip(1).map(event).collect()
}

fn of(portal: &Portal, folder: &str) -> Vec<(String, Value)> {
    let entries = fs::read_dir(portal.path(&format!("content/{folder}"))).unwrap().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| path.is_file());
    let record = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        // Of a text, what stands before it.
        let head = text.strip_prefix("---\n").map_or(text.as_str(), |rest| rest.split("\n---").next().unwrap());
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name.split('.').next().unwrap().to_owned(), name, serde_saphyr::from_str(head).unwrap())
    };
    files.map(record).filter(|(_, name, _)| !name.ends_with(".en.md")).map(|(id, _, record)| (id, record)).collect()
}

fn list<'a>(record: &'a Value, key: &str) -> &'a [Value] {
    record[key].as_array().map_or(&[], Vec::as_slice)
}

/// A date that is known to the day.
fn day(value: &Value) -> Option<Date> {
    value.as_str().or_else(|| value["date"].as_str())?.parse().ok()
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn what_is_known_to_the_day_is_in_the_calendar_and_nothing_that_was_given_up() {
    let portal = Portal::of(&repository().join("examples/comite-invente"), &["content", "translations"]);
    let given_up = "        status: abandoned\n        date: 2023-11\n";
    portal.edit("content/plans/2021-2024/plan.yaml", given_up, &format!("        due: 2023-09-30\n{given_up}"));
    assert_eq!(portal.run(&["build", "--no-search", "--as-of", TODAY]).code, 0);
    let mut expected: BTreeMap<String, Date> = BTreeMap::new();
    let mut tell = |id: String, day: Option<Date>| expected.extend(day.map(|day| (id, day)));
    for (id, member) in of(&portal, "members") {
        for (term, number) in list(&member, "terms").iter().zip(1..) {
            tell(format!("term-{id}-{number}"), day(&term["end_date"]));
        }
    }
    for (id, round) in of(&portal, "nominations") {
        tell(format!("call-{id}-opens"), day(&round["opened"]));
        tell(format!("call-{id}-closes"), day(&round["closed"]));
    }
    for (id, meeting) in of(&portal, "meetings") {
        tell(format!("meeting-{id}"), day(&meeting["date"]));
    }
    let (mut abandoned, mut withdrawn) = (0, 0);
    for plan in fs::read_dir(portal.path("content/plans")).unwrap().flatten() {
        let plan = plan.file_name().to_str().unwrap().to_owned();
        let (_, record) = of(&portal, &format!("plans/{plan}")).remove(0);
        for commitment in list(&record, "commitments") {
            for milestone in list(commitment, "milestones") {
                let id = format!("milestone-{plan}/{}/{}", word(&commitment["id"]), word(&milestone["id"]));
                match milestone["status"].as_str() {
                    Some("abandoned") => abandoned += usize::from(day(&milestone["due"]).is_some()),
                    _ => tell(id, day(&milestone["due"])),
                }
            }
        }
        for (id, text) in of(&portal, &format!("plans/{plan}/commentary")) {
            for asked in list(&text, "recommendations") {
                // The committee's rule: sixty days.
                let due = day(&text["date"]).map(|day| day + Span::new().days(60));
                let is_to_come = text["publish_on"].as_str().is_some_and(|day| day > TODAY);
                match text["withdrawn"].is_object() || text["draft"] == true || is_to_come {
                    true => withdrawn += 1,
                    false => tell(format!("answer-{plan}/{id}/{}", word(&asked["id"])), due),
                }
            }
        }
    }
    assert!(abandoned > 0 && withdrawn > 0, "{abandoned} {withdrawn}");
    for file in ["calendrier.ics", "en/calendar.ics"] {
        let found = events(&portal.page(file));
        for (id, day) in &expected {
            let own = found.get(id).unwrap_or_else(|| panic!("{file} lacks {id}: {found:?}"));
            let is_there = own.as_ref().is_none_or(|own| *own == day.strftime("%Y%m%d").to_string());
            assert!(is_there, "{file}: {id} is on {own:?}, not {day}");
        }
        // Lapses and duties are worked out by rules that other tests are about.
        let more: Vec<_> = found.keys().filter(|id| !expected.contains_key(*id)).collect();
        assert!(more.iter().all(|id| id.starts_with("term-") || id.starts_with("duty-")), "{file}: {more:?}");
    }
}
