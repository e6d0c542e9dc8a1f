//! One text in fields of several records: each export, read by a parser of its format, contains that text.

use clairevoie::language::marks;
use clairevoie::render::{Content, Tree};
use serde_json::Value;

use super::{letters, page, portal};

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if text.trim().is_empty() {
        return;
    }
    let quoted = serde_json::to_string(text).unwrap();
    let member = format!(
        "name: {quoted}\nsector: civil-society\ndescription: {{fr: {quoted}, en: {quoted}}}\nterms:\n  - {{seat: society, \
         start_date: 2021-04-12, appointed_by: appel-2021, representative: {{name: {quoted}}}}}\n"
    );
    let meeting =
        format!("date: 2022-03-15\nplace: {{fr: {quoted}, en: {quoted}}}\nagenda: [{{fr: {quoted}, en: {quoted}}}]\n");
    let commentary = format!(
        "---\ntitle: {quoted}\ndescription: {quoted}\ndate: 2023-01-15\nkind: advice\nauthors: [alpha]\n\
         recommendations:\n  - {{id: r1, text: {quoted}}}\n---\n\nUn mot.\n"
    );
    let files = [
        ("content/members/alpha.yaml", member.as_bytes()),
        ("content/meetings/2022-03-15.yaml", meeting.as_bytes()),
        ("content/plans/premier/commentary/avis.fr.md", commentary.as_bytes()),
    ];
    portal::with(&files, |_, made| {
        if let Some(tree) = &made.value.tree {
            let said = marks::plain(text.trim());
            page::check_sample(tree, text.len());
            tables(tree, &said);
            popolo(tree, &said);
            citations(tree, &said);
            calendar(tree, &said);
        }
    });
}

fn file(tree: &Tree, output: &str) -> String {
    let leaf = tree.find(output).unwrap_or_else(|| panic!("no {output}"));
    match tree.content(&leaf) {
        Ok(Content::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
        _ => panic!("{output} cannot be made"),
    }
}

fn tables(tree: &Tree, said: &str) {
    for (table, columns) in [
        ("members", ["description_fr", "description_en"].as_slice()),
        ("meetings", &["place_fr", "agenda_fr"]),
        ("recommendations", &["text_fr"]),
    ] {
        let text = file(tree, &format!("data/{table}.csv"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let heads = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for column in columns {
            let at = heads.iter().position(|head| head == *column).unwrap_or_else(|| panic!("{table} has no {column}"));
            assert!(rows.iter().any(|row| row[at] == *said), "{table}.{column}: {said:?} is not in {text}");
        }
    }
}

fn popolo(tree: &Tree, said: &str) {
    let text = file(tree, "data/popolo.json");
    let data: Value = serde_json::from_str(&text).unwrap();
    let bodies = data["organizations"].as_array().unwrap();
    let own = bodies.iter().find(|body| body["id"] == "alpha").unwrap();
    assert_eq!((own["name"].as_str(), own["description"].as_str()), (Some(said), Some(said)));
}

/// A line of RIS is a tag and its value; BibTeX keeps its braces in pairs.
fn citations(tree: &Tree, said: &str) {
    let base = "plans-action/premier/commentaires/avis/";
    let known: Vec<String> = tree.leaves().into_iter().map(|(output, _)| output).collect();
    let named = |ending: &str| known.iter().find(|path| path.contains("avis") && path.ends_with(ending));
    let ris = file(tree, named(".ris").unwrap_or_else(|| panic!("no RIS near {base}")));
    for line in ris.split("\r\n").filter(|line| !line.is_empty()) {
        let is_tag = line.len() >= 6 && line.is_char_boundary(6) && &line[2..6] == "  - " && !line.contains('\n');
        assert!(is_tag, "{line:?} is no line of RIS");
    }
    assert!(
        ris.lines().any(|line| line.starts_with("TI  - ") && letters(line) == format!("TI{}", letters(said))),
        "{ris}"
    );
    let bibtex = file(tree, named(".bib").unwrap_or_else(|| panic!("no BibTeX near {base}")));
    let mut depth = 0_i64;
    let mut chars = bibtex.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        assert!(depth >= 0, "{bibtex}");
    }
    assert_eq!(depth, 0, "{bibtex}");
    let csl: Value =
        serde_json::from_str(&file(tree, named(".json").unwrap_or_else(|| panic!("no CSL near {base}")))).unwrap();
    assert_eq!(csl[0]["title"].as_str().map(letters), Some(letters(said)));
}

/// Lines of a calendar are at most 75 bytes; unfolded and unescaped they say the place.
fn calendar(tree: &Tree, said: &str) {
    let text = file(tree, "calendrier.ics");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r'])), "{text}");
    let unfolded = text.replace("\r\n ", "");
    let places: Vec<String> =
        unfolded.split("\r\n").filter(|line| line.starts_with("LOCATION")).map(unescaped).collect();
    assert!(places.iter().any(|place| letters(place) == letters(said)), "{places:?}");
}

fn unescaped(line: &str) -> String {
    let (_, value) = line.split_once(':').unwrap_or_default();
    let mut plain = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(c) => plain.push(c),
                None => {}
            },
            (c, _) => plain.push(c),
        }
    }
    plain
}
