//! New records and a first portal, with each field explained by a comment in the editor's language. Values to be
//! replaced begin with one of [`placeholders::MARKS`](crate::model::placeholders::MARKS), unless the editor gave
//! them.

use super::FileEdit;
use crate::language::Language;
use crate::model::id::Id;
use crate::model::{Concept, RecordId};
use crate::source::quoted;

/// Returns the concepts of which a new record can be created.
pub fn concepts() -> impl Iterator<Item = Concept> {
    Concept::ALL.iter().copied().filter(|concept| !concept.samples().is_empty())
}

/// The values of a new record that the editor gave.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// Its name or title.
    pub french: Option<String>,
    /// The same in English; `None` if there is no English form.
    pub english: Option<String>,
    /// The seat group, with the keyword of its sector.
    pub seat: Option<(String, String)>,
    /// When it begins (ISO 8601, to the day, the month or the year).
    pub date: Option<String>,
    /// The recommendation that is answered.
    pub recommendation: Option<String>,
    /// The id of some member.
    pub member: Option<String>,
}

/// Returns the files of a new record.
///
/// `id` is the record's; that of a meeting is its date, and that of a record of a plan is `plan/id`. `day` is today
/// (ISO 8601). `None` if the id is not valid.
pub fn files(concept: Concept, id: &str, day: &str, answers: &Answers, language: Language) -> Option<Vec<FileEdit>> {
    let belongs_to_plan = concept.pattern()?.contains("<plan>");
    let (plan, id) = if belongs_to_plan { id.split_once('/').map(|(plan, id)| (Some(plan), id))? } else { (None, id) };
    let plan = match plan {
        Some(plan) => Some(Id::new(plan)?),
        None => None,
    };
    let record = RecordId { plan, ..RecordId::new(concept, Some(&Id::new(id)?)) };
    let day = if concept == Concept::Meeting { record.date()?.to_string() } else { day.to_owned() };
    let edit = |record: RecordId, text: &str| {
        let text = own(text, language).replace("{slug}", "# slug: about");
        FileEdit::new(record.path(), answered(&text, answers, &day))
    };
    Some(match concept.samples() {
        [text] => vec![edit(record, text)],
        texts => {
            let sides = Language::ALL.into_iter().zip(texts);
            sides.map(|(language, text)| edit(record.in_language(language), text)).collect()
        }
    })
}

/// Returns a sample with the known values inserted.
fn answered(text: &str, answers: &Answers, day: &str) -> String {
    let (seat, sector) = answers.seat.clone().unwrap_or_else(|| ("civil-society".into(), "civil-society".into()));
    let or = |answer: &Option<String>, other: &str| answer.clone().unwrap_or_else(|| other.to_owned());
    let start = match &answers.date {
        Some(date) => format!("start_date: {date}"),
        None => format!("# start_date: {day}"),
    };
    let own_date = match &answers.date {
        Some(date) => format!("date: {date}"),
        None => format!("# date: {day}"),
    };
    // A required value that was not given is marked as invented.
    let made_up = |what: &str| match answers.date {
        Some(_) => String::new(),
        None => format!(" # À remplir\u{a0}: {what} / To be filled in"),
    };
    let text = text
        .replace("{start_date}", &start)
        .replace("{own_date}", &own_date)
        .replace("{made_up_position}", &made_up("position"))
        .replace("{made_up}", &made_up("date"))
        .replace("{seat}", &seat)
        .replace("{sector}", &sector)
        .replace("{recommendation}", &or(&answers.recommendation, "r1"))
        .replace("{member}", &or(&answers.member, ""))
        .replace("{date}", &or(&answers.date, day))
        .replace("{day}", day);
    match &answers.french {
        Some(french) => named(&text, french, answers.english.as_deref()),
        None => text,
    }
}

/// Replaces the first placeholder in each language. Without an English name the English line is removed; if it is
/// the complete title of a text, its placeholder is kept.
fn named(text: &str, french: &str, english: Option<&str>) -> String {
    let (mut french, mut english) = (Some(french), Some(english));
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let value = |mark: &str| line.find(mark).filter(|_| !line.trim_start().starts_with('#'));
        let filled = match (value("\"À remplir"), value("\"To be filled in")) {
            (Some(at), _) => french.take().map(|name| Some((at, name))),
            (None, Some(at)) => match english.take() {
                Some(Some(name)) => Some(Some((at, name))),
                Some(None) if line.trim_start().starts_with("en:") => Some(None),
                _ => None,
            },
            (None, None) => None,
        };
        match filled {
            Some(Some((at, name))) => out.push_str(&format!("{}{}\n", &line[..at], quoted(name))),
            Some(None) => {}
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out
}

/// Returns the files of a first portal.
pub fn portal(day: &str, language: Language) -> Vec<FileEdit> {
    let edit = |path: &str, text: &str| {
        FileEdit::new(path, own(text, language).replace("{day}", day).replace("{slug}", "slug: about"))
    };
    let readme = match language {
        Language::French => include_str!("samples/README.fr.md"),
        Language::English => include_str!("samples/README.en.md"),
    };
    vec![
        edit("content/portal.yaml", include_str!("samples/portal.yaml")),
        edit("content/committee.yaml", include_str!("samples/committee.yaml")),
        edit("content/pages/a-propos.fr.md", include_str!("samples/page.fr.md")),
        edit("content/pages/a-propos.en.md", include_str!("samples/page.en.md")),
        FileEdit::new("README.md", readme),
        FileEdit::new("ci/daily.sh", include_str!("../../docs/daily/daily.sh")),
        FileEdit::new("ci/github-actions.yml", include_str!("../../docs/daily/github-actions.yml")),
        FileEdit::new(".vscode/extensions.json", "{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n"),
    ]
}

/// The paths to exclude from a portal's repository: everything that the program writes beside the sources.
pub const IGNORED: [&str; 3] = ["/public", "/.public.clairevoie", "/.clairevoie"];

/// Returns the content of a `.gitignore` file with the missing paths of [`IGNORED`] added; `None` if none is
/// missing.
pub fn gitignore(before: Option<&str>) -> Option<String> {
    let before = before.unwrap_or_default();
    let has = |line: &str| before.lines().any(|own| own.trim().trim_matches('/') == line.trim_matches('/'));
    let missing: Vec<&str> = IGNORED.into_iter().filter(|line| !has(line)).collect();
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    (!missing.is_empty()).then(|| format!("{before}{gap}{}\n", missing.join("\n")))
}

/// Returns a sample with the comments of one language; those of the other, marked `#fr` or `#en`, are removed.
fn own(text: &str, language: Language) -> String {
    let mut out = String::with_capacity(text.len());
    let (mine, other) = (format!("#{} ", language.code()), format!("#{} ", language.other().code()));
    for line in text.lines() {
        if !line.trim_start().starts_with(&other) {
            out.push_str(&line.replacen(&mine, "# ", 1));
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_answered_stands_in_the_place_of_what_is_to_be_filled_in() {
        let answers = Answers {
            french: Some("L’avis \"12\" : suite".into()),
            date: Some("2026-04".into()),
            seat: Some(("state".into(), "public-body".into())),
            ..Answers::default()
        };
        let files = files(Concept::Member, "alpha", "2026-11-26", &answers, Language::French).unwrap();
        let text = &files[0].text;
        assert!(text.contains("  fr: 'L’avis \"12\" : suite'\n") && !text.contains("  en: \"To be"), "{text}");
        assert!(text.contains("    start_date: 2026-04\n") && text.contains("sector: public-body\n"), "{text}");
    }

    #[test]
    fn what_a_repository_leaves_out_is_added_to_what_it_does_already() {
        assert_eq!(gitignore(Some("*.bak")).as_deref(), Some("*.bak\n/public\n/.public.clairevoie\n/.clairevoie\n"));
        assert_eq!(gitignore(gitignore(Some("public/\n")).as_deref()), None);
    }
}
