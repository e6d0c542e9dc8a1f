//! Hostile text in every text field of the example, which uses every key of the format, through every output: each
//! file is read by a parser of its format, and the text comes out as it went in. The markup of the pages stays that of
//! the same portal with harmless text.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use clairevoie::journey;
use clairevoie::reuse::Reuse;
use clairevoie::site::Options;
use clairevoie::source::Snapshot;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::portal::{Portal, repository};

/// What each output could take for its own syntax.
const PAYLOADS: [&str; 14] = [
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</title></main></body>",
    "]]><!--",
    "{{ 7*7 }}{% raw %}",
    "\\\",\\\"x\\\":\\\"",
    ";LOCATION:x,\\nEND:VEVENT",
    "=cmd|' /C calc'!A0",
    "%0d%0aX: y",
    "&lt;b&gt;&amp;&#60;",
    "}, title = {x",
    "${x}$(id)`id`",
    "ER  - TY  - X",
    "\"\"\"@en . <urn:x> <urn:y> <urn:z> .",
];
const HARMLESS: &str = "inoffensif";
/// How many times the payloads are dealt out to the fields, each time to others.
const ROTATIONS: usize = 2;
/// Around each payload, so that it is found again.
const BEFORE: &str = "ZQX7";
const AFTER: &str = "7XQZ";

/// A record as JSON, which is YAML, with a line for each value.
struct Record {
    path: String,
    lines: Vec<String>,
    /// What follows the front matter; `None` for a record that is all YAML.
    body: Option<String>,
    /// The lines with text, and the key of each.
    fields: Vec<(usize, String)>,
}

impl Record {
    fn read(root: &Path, path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let halves = text.strip_prefix("---\n").map(|rest| rest.split_once("\n---\n").unwrap());
        let (yaml, body) = halves.map_or((text.as_str(), None), |(yaml, body)| (yaml, Some(body.to_owned())));
        let value: Value = serde_saphyr::from_str(yaml).unwrap();
        let lines: Vec<String> = serde_json::to_string_pretty(&value).unwrap().lines().map(str::to_owned).collect();
        let mut fields = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let line = line.trim().trim_end_matches(',');
            let (key, value) = match line.split_once("\": \"") {
                Some((key, _)) => (key.trim_start_matches('"').to_owned(), line.split_once(": ").unwrap().1),
                None => ("[]".to_owned(), line),
            };
            if value.len() > 2 && value.starts_with('"') && value.ends_with('"') {
                fields.push((at, key));
            }
        }
        let path = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        Self { path, lines, body, fields }
    }

    /// Writes the record with text added to some of its fields.
    fn write(&self, portal: &Portal, added: impl Fn(usize) -> Option<String>) {
        let mut lines = self.lines.clone();
        for (number, (at, _)) in self.fields.iter().enumerate() {
            if let Some(text) = added(number) {
                let comma = if lines[*at].ends_with(',') { "," } else { "" };
                let line = lines[*at].trim_end_matches(',').to_owned();
                let escaped = serde_json::to_string(&text).unwrap();
                lines[*at] = format!("{} {}\"{comma}", &line[..line.len() - 1], &escaped[1..escaped.len() - 1]);
            }
        }
        let yaml = lines.join("\n");
        match &self.body {
            Some(body) => portal.write(&self.path, format!("---\n{yaml}\n---\n{body}")),
            None => portal.write(&self.path, yaml + "\n"),
        }
    }

    /// The field on a line of the file, counted from 1.
    fn field_on(&self, line: usize) -> Option<usize> {
        let at = line.checked_sub(if self.body.is_some() { 2 } else { 1 })?;
        self.fields.iter().position(|(own, _)| *own == at)
    }
}

#[test]
fn what_is_typed_in_any_field_comes_out_of_every_file_as_it_was() {
    let portal = Portal::of(&repository().join("examples/comite-invente"), &["content"]);
    let mut records = Vec::new();
    for entry in walkdir::WalkDir::new(portal.path("content")).sort_by_file_name().into_iter().flatten() {
        let name = entry.file_name().to_string_lossy();
        if (name.ends_with(".yaml") || name.ends_with(".md"))
            && !entry.path().starts_with(portal.path("content/assets"))
        {
            records.push(Record::read(portal.root(), entry.path()));
        }
    }
    let mut taken: BTreeMap<&str, bool> = BTreeMap::new();
    for rotation in 0..ROTATIONS {
        // What a field does not take, as an id or a date, is reported at its line: it is left as it was.
        let mut refused: Vec<Vec<bool>> = records.iter().map(|record| vec![false; record.fields.len()]).collect();
        let payload = |record: usize, field: usize| PAYLOADS[(record * 5 + field + rotation * 5) % PAYLOADS.len()];
        let write = |refused: &[Vec<bool>], payload: &dyn Fn(usize, usize) -> &'static str| {
            for (at, record) in records.iter().enumerate() {
                let added =
                    |field: usize| (!refused[at][field]).then(|| format!("{BEFORE}{}{AFTER}", payload(at, field)));
                record.write(&portal, added);
            }
        };
        loop {
            write(&refused, &payload);
            let found = refusals(&portal, &records);
            if found.is_empty() {
                break;
            }
            for (record, field) in found {
                assert!(!refused[record][field], "{}: refused without the text", records[record].path);
                refused[record][field] = true;
            }
        }
        let hostile = build(&portal);
        write(&refused, &|_, _| HARMLESS);
        let harmless = build(&portal);
        assert_eq!(hostile.keys().collect::<Vec<_>>(), harmless.keys().collect::<Vec<_>>(), "other files");
        for (path, bytes) in &hostile {
            let (own, plain) = (texts(path, bytes), texts(path, &harmless[path]));
            assert_eq!(own.markup, plain.markup, "{path}: other markup");
            let known = own.texts.iter().map(|text| marked(path, text)).sum::<usize>();
            let expected = plain.texts.iter().map(|text| marked(path, text)).sum::<usize>();
            assert_eq!(known, expected, "{path}: texts lost or added");
        }
        for (record, refused) in records.iter().zip(&refused) {
            for ((_, key), refused) in record.fields.iter().zip(refused) {
                *taken.entry(key).or_default() |= !refused;
            }
        }
    }
    let never: Vec<&str> = taken.iter().filter(|(_, taken)| !**taken).map(|(key, _)| *key).collect();
    // Ids, words of a list, dates, addresses and names of files: not text.
    assert_eq!(never, NOT_TEXT, "keys that take no text");
    assert!(taken.values().filter(|taken| **taken).count() > 10, "{taken:?}");
}

/// The keys of the example whose values are not free text.
const NOT_TEXT: [&str; 49] = [
    "adopted",
    "appointed_by",
    "assessed",
    "base_url",
    "closed",
    "code",
    "commentary",
    "counted",
    "date",
    "dissents_from",
    "dissolution_date",
    "due",
    "email",
    "end_date",
    "end_time",
    "every",
    "expires",
    "file",
    "founding_date",
    "from",
    "id",
    "language",
    "length",
    "licence",
    "logo",
    "met_by",
    "missing_translation",
    "opened",
    "pillar",
    "policy",
    "position",
    "publish_on",
    "recommendation",
    "reference_date",
    "role",
    "seat",
    "sector",
    "slug",
    "source",
    "start_date",
    "status",
    "theme",
    "time",
    "time_zone",
    "to",
    "type",
    "until",
    "updated_at",
    "url",
];

/// The fields at which errors are reported.
fn refusals(portal: &Portal, records: &[Record]) -> Vec<(usize, usize)> {
    let options = Options {
        as_of: None,
        now: "2026-06-01T12:00:00Z".parse().unwrap(),
        base_url: None,
        drafts: false,
        search: false,
    };
    let made = journey::make(&Snapshot::read(portal.root()), &options, &Reuse::none(), |_| {});
    let errors = made.report.iter().filter(|found| found.code.severity() == clairevoie::diagnostic::Severity::Error);
    let mut fields: Vec<(usize, usize)> = Vec::new();
    for error in errors {
        let places = [Some(&error.place), error.related.as_ref()];
        let at = places.into_iter().flatten().find_map(|place| {
            let record = records.iter().position(|record| record.path == *place.path)?;
            Some((record, records[record].field_on(place.position.as_ref()?.line)?))
        });
        fields.push(at.unwrap_or_else(|| panic!("{error:?} is at no field")));
    }
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn build(portal: &Portal) -> BTreeMap<String, Vec<u8>> {
    let answer = portal.run(&["build"]);
    assert_eq!(answer.code, 0, "{}", &answer.said[..answer.said.floor_char_boundary(4000)]);
    let mut files = portal.published();
    // The names of fragments are hashes: all of them together are one file.
    let fragments: Vec<String> = files.keys().filter(|path| path.ends_with(".pf_fragment")).cloned().collect();
    let mut all = Vec::new();
    for path in fragments {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(files.remove(&path).unwrap().as_slice()).read_to_end(&mut plain).unwrap();
        let at = plain.iter().position(|byte| *byte == b'{').unwrap();
        all.push(serde_json::from_slice::<Value>(&plain[at..]).unwrap());
    }
    assert!(!all.is_empty());
    all.sort_by_key(|fragment| fragment["url"].as_str().map(str::to_owned));
    files.retain(|path, _| !path.starts_with("pagefind/"));
    files.insert("fragments.json".to_owned(), serde_json::to_vec(&all).unwrap());
    files
}

/// What a parser of a file's format finds in it.
#[derive(Default)]
struct Found {
    texts: Vec<String>,
    /// Elements and the names of their attributes, in their order.
    markup: Vec<String>,
}

fn texts(path: &str, bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let text = || std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is no text"));
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => html(&Html::parse_document(text()), &mut found),
        "json" | "jsonld" | "geojson" => json(&serde_json::from_slice(bytes).unwrap(), &mut found),
        "atom" | "xml" => {
            let document = roxmltree::Document::parse(text()).unwrap();
            for node in document.descendants() {
                found.texts.extend(node.attributes().map(|attribute| attribute.value().to_owned()));
                found.texts.extend(node.text().filter(|_| node.is_element()).map(str::to_owned));
                found.markup.push(format!("{:?}", node.tag_name()));
            }
        }
        "csv" => {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
            found
                .texts
                .extend(reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()));
        }
        "ics" => {
            let unfolded = text().replace("\r\n ", "");
            for line in unfolded.split("\r\n").filter(|line| !line.is_empty()) {
                let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{path}: {line:?}"));
                found.markup.push(name.to_owned());
                found.texts.push(unescaped(value));
            }
        }
        "ris" => {
            for line in text().split("\r\n").filter(|line| !line.is_empty()) {
                let (tag, value) = line.split_once("  - ").unwrap_or_else(|| panic!("{path}: {line:?}"));
                assert_eq!(tag.len(), 2, "{path}: {line:?}");
                found.markup.push(tag.to_owned());
                found.texts.push(value.to_owned());
            }
        }
        "xlsx" => workbook(bytes, &mut found),
        _ => {}
    }
    found
}

fn html(document: &Html, found: &mut Found) {
    let any = Selector::parse("*").unwrap();
    for element in document.select(&any) {
        let mut names: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        found.markup.push(format!("{} {}", element.value().name(), names.join(" ")));
        found.texts.extend(element.value().attrs().map(|(_, value)| value.to_owned()));
        if element.value().name() == "script" && element.attr("src").is_none() {
            json(&serde_json::from_str(&element.text().collect::<String>()).unwrap(), found);
        }
    }
    let body = Selector::parse("title, main, header, footer").unwrap();
    found.texts.extend(document.select(&body).map(|element| element.text().collect::<String>()));
}

fn json(value: &Value, found: &mut Found) {
    match value {
        Value::String(text) if text.starts_with('<') => html(&Html::parse_fragment(text), found),
        Value::String(text) => found.texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| json(item, found)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            found.markup.push(key.clone());
            json(value, found);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn workbook(bytes: &[u8], found: &mut Found) {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).unwrap();
        found.texts.extend(range.cells().map(|(_, _, cell)| cell.to_string()));
        found.markup.push(sheet);
    }
}

fn unescaped(value: &str) -> String {
    let mut plain = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c })),
            c => plain.push(c),
        }
    }
    plain
}

/// How many payloads are in a text; each must be there from its beginning to its end.
fn marked(path: &str, text: &str) -> usize {
    let known = PAYLOADS.iter().chain([&HARMLESS]).flat_map(|payload| [plain(payload), plain(&as_markdown(payload))]);
    let known: Vec<String> = known.collect();
    let text = plain(text);
    let mut count = 0;
    for part in text.split(BEFORE).skip(1) {
        let held = part.split_once(AFTER).map(|(held, _)| held);
        // What is cut short says so.
        let is_cut = held.is_none() && part.contains('…');
        assert!(
            is_cut || held.is_some_and(|held| known.iter().any(|known| known == held)),
            "{path}: {:?}",
            &part[..part.floor_char_boundary(200)]
        );
        count += 1;
    }
    count
}

/// What a text says in the fields that are Markdown, by its escapes and entities.
fn as_markdown(text: &str) -> String {
    let words = pulldown_cmark::Parser::new(text).filter_map(|event| match event {
        pulldown_cmark::Event::Text(words) | pulldown_cmark::Event::Code(words) => Some(words.into_string()),
        _ => None,
    });
    words.collect()
}

/// A text without what typography sets: spaces, apostrophes, quotation marks.
fn plain(text: &str) -> String {
    let kept = |c: char| match c {
        c if c.is_whitespace() || "«»“”\"".contains(c) => None,
        '’' => Some('\''),
        c => Some(c),
    };
    text.chars().filter_map(kept).collect()
}
