//! The open data, read back and compared with the records value by value; hostile words come out as they went in.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use serde_json::Value;

use crate::portal::{Portal, repository};

type Row = BTreeMap<String, String>;

fn rows(portal: &Portal, table: &str) -> Vec<Row> {
    let bytes = fs::read(portal.path(&format!("public/data/{table}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.unwrap();
        assert_eq!(record.len(), heads.len(), "{table}");
        heads.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

fn yaml(path: &std::path::Path) -> Value {
    serde_saphyr::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn records(portal: &Portal, folder: &str) -> BTreeMap<String, Value> {
    let entries = fs::read_dir(portal.path(&format!("content/{folder}"))).unwrap().flatten();
    entries.map(|entry| (entry.path().file_stem().unwrap().to_str().unwrap().to_owned(), yaml(&entry.path()))).collect()
}

/// A text of a record in a language, as the data give it: without the marks of other languages.
fn said(value: &Value, language: &str) -> String {
    let text = match value {
        Value::Object(sides) => sides.get(language).and_then(Value::as_str).unwrap_or_default(),
        Value::String(text) if language == "fr" => text,
        _ => "",
    };
    let mut plain = text.trim().to_owned();
    while let Some(at) = plain.find("](lang:") {
        let end = plain[at..].find(')').unwrap() + at + 1;
        let start = plain[..at].rfind('[').unwrap();
        plain = format!("{}{}{}", &plain[..start], &plain[start + 1..at], &plain[end..]);
    }
    plain
}

/// A date, a number or a word of a record as it was typed: numbers may have been read as such.
fn typed(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        // A date may say what it was inferred from.
        Value::Object(fields) => typed(&fields["date"]),
        other => other.to_string(),
    }
}

#[test]
fn every_member_term_and_meeting_is_in_the_data_as_it_is_in_its_record() {
    for portal in [
        Portal::demonstration(),
        Portal::of(&repository().join("examples/comite-invente"), &["content", "translations"]),
    ] {
        portal.run(&["build", "--no-search"]);
        let members = records(&portal, "members");
        let table = rows(&portal, "members");
        assert_eq!(table.iter().map(|row| &row["id"]).collect::<Vec<_>>(), members.keys().collect::<Vec<_>>());
        let mut terms = rows(&portal, "terms").into_iter();
        for row in &table {
            let record = &members[&row["id"]];
            for (column, key, language) in [
                ("name_fr", "name", "fr"),
                ("name_en", "name", "en"),
                ("description_fr", "description", "fr"),
                ("description_en", "description", "en"),
            ] {
                assert_eq!(row[column], said(&record[key], language), "{} of {}", column, row["id"]);
            }
            assert_eq!(row["sector"], typed(&record["sector"]));
            assert_eq!(row["url"], typed(&record["url"]));
            for (number, term) in record["terms"].as_array().into_iter().flatten().enumerate() {
                let own = terms.next().unwrap();
                assert_eq!((&own["member"], own["number"].as_str()), (&row["id"], (number + 1).to_string().as_str()));
                for key in ["seat", "start_date", "end_date"] {
                    assert_eq!(own[key], typed(&term[key]), "{key} of {}", row["id"]);
                }
                assert_eq!(own["end_reason_en"], said(&term["end_reason"], "en"));
            }
        }
        assert!(terms.next().is_none());
        if !portal.path("content/meetings").exists() {
            continue;
        }
        let meetings = records(&portal, "meetings");
        let table = rows(&portal, "meetings");
        assert_eq!(table.len(), meetings.len());
        let presence = rows(&portal, "presence");
        for row in &table {
            let record = &meetings[&row["id"]];
            assert_eq!(row["date"], typed(&record["date"]));
            assert_eq!(row["place_fr"], said(&record["place"], "fr"));
            let agenda: Vec<String> =
                record["agenda"].as_array().into_iter().flatten().map(|item| said(item, "fr")).collect();
            assert_eq!(row["agenda_fr"], agenda.join("\n"));
            let present: Vec<String> = record["present"].as_array().into_iter().flatten().map(typed).collect();
            let state = |member: &String| {
                let own = presence.iter().find(|one| one["meeting"] == row["id"] && one["member"] == *member);
                own.map(|one| one["state"].clone())
            };
            for member in &present {
                let is_held = row["status"] == "held";
                assert_eq!(state(member).as_deref(), is_held.then_some("present"), "{member} at {}", row["id"]);
            }
        }
    }
}

#[test]
fn every_table_has_its_keys_and_names_rows_that_are_there() {
    let portal = Portal::of(&repository().join("examples/comite-invente"), &["content", "translations"]);
    portal.run(&["build", "--no-search"]);
    for table in clairevoie::tables::TABLES {
        let rows = rows(&portal, table.name);
        let mut keys: Vec<Vec<&String>> =
            rows.iter().map(|row| table.key.iter().map(|column| &row[*column]).collect()).collect();
        let count = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), count, "{}: a key twice", table.name);
        for (column, other, key) in table.foreign {
            let known: Vec<String> = self::rows(&portal, other).into_iter().map(|row| row[*key].clone()).collect();
            for row in &rows {
                assert!(row[*column].is_empty() || known.contains(&row[*column]), "{}: {:?}", table.name, row[*column]);
            }
        }
        assert!(count > 0 || table.name == "changes", "{} has no rows in the example", table.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Quotes, commas, ends of lines, accents, emoji, letters of other directions: what went in comes out.
    #[test]
    fn hostile_words_come_out_as_they_went_in(words in "[A-Za-zÀ-ÿ][\"',;<>&|\\\\{}=+@a-z0-9é\u{5d0}-\u{5ea}\u{1f600}-\u{1f610}\n-]{0,30}[a-z]") {
        let portal = Portal::small();
        let quoted = Value::from(words.as_str()).to_string();
        portal.edit("content/members/alpha.yaml", "sector:", &format!("description: {{fr: {quoted}, en: {quoted}}}\nsector:"));
        let built = portal.run(&["build", "--no-search"]);
        prop_assert_eq!(built.code, 0, "{}", built.said);
        let row = rows(&portal, "members").into_iter().find(|row| row["id"] == "alpha").unwrap();
        prop_assert_eq!(&row["description_fr"], &words);
        let popolo: Value = serde_json::from_str(&portal.page("data/popolo.json")).unwrap();
        let body = popolo["organizations"].as_array().unwrap().iter().find(|one| one["id"] == "alpha").unwrap();
        prop_assert_eq!(body["description"].as_str(), Some(words.as_str()));
        let page = portal.page("membres/alpha/index.html");
        let block = page.split("application/ld+json").nth(1).unwrap().split_once('>').unwrap().1.split_once("</script>").unwrap().0;
        let data: Value = serde_json::from_str(block).unwrap();
        prop_assert!(data["@graph"][1]["description"].as_str().is_some());
    }
}

#[test]
fn whoever_asks_about_the_data_writes_to_the_portal_and_untitled_meetings_have_a_name_in_words() {
    let portal = Portal::small();
    portal.write("content/meetings/2023-02-01.yaml", "date: 2023-02-01\n");
    let publisher = "publisher: {name: {fr: Ministère, en: Ministry}, email: ministere@comite.example}\n";
    portal.edit("content/portal.yaml", "reference_date", &format!("{publisher}reference_date"));
    for (contact, address) in
        [("", "ministere@comite.example"), ("contact: {email: portail@comite.example}\n", "portail@comite.example")]
    {
        portal.edit("content/portal.yaml", "reference_date", &format!("{contact}reference_date"));
        portal.build();
        for file in ["catalogue.ttl", "catalogue.jsonld", "donnees-quebec.json"] {
            assert!(portal.page(&format!("data/{file}")).contains(address), "{file}: {address}");
        }
    }
    let popolo = portal.page("data/popolo.json").replace('\u{a0}', " ");
    assert!(popolo.contains("Rencontre du 1er février 2023"), "{popolo}");
}
