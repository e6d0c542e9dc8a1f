//! Files whose path names no record: what they were meant as, and the name to give them. A record that nothing
//! would read is lost data, so it is an error; any other file is a warning.

use super::concepts::{Concept, RecordId};
use super::id::Id;
use crate::diagnostic::{Code, Diagnostic, Fix, Place, suggestion};
use crate::language::Language;
use crate::source::CONTENT;

/// A file whose path names no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misnamed {
    code: Code,
    /// The path of the file, or of the folder whose name is wrong.
    path: String,
    is_folder: bool,
    /// The path that was meant, if it can be inferred.
    suggestion: Option<String>,
    /// The record that was meant.
    pub meant: Option<RecordId>,
}

/// The folders that the content may have, by depth.
const TOP: [&str; 6] = ["members", "nominations", "meetings", "plans", "pages", "assets"];
const IN_PLAN: [&str; 2] = ["commentary", "responses"];

impl Misnamed {
    /// Infers what a path that names no record was meant as.
    pub(super) fn of(path: &str) -> Self {
        let is_record = [".yaml", ".yml", ".md", ".yaml.txt", ".md.txt"].iter().any(|end| path.ends_with(end));
        let parts: Vec<&str> = path.strip_prefix(CONTENT).unwrap_or(path).trim_start_matches('/').split('/').collect();
        let meant: Option<Vec<String>> = (0..parts.len()).map(|at| part(&parts, at)).collect();
        let corrected = meant.as_ref().map(|meant| format!("{CONTENT}/{}", meant.join("/")));
        let record = corrected.as_deref().and_then(RecordId::of);
        let wrong = meant.iter().flatten().zip(&parts).position(|(meant, part)| meant != part);
        let is_folder = is_record && wrong.is_some_and(|at| at + 1 < parts.len()) && record.is_some();
        let cut = |parts: &[&str], to: usize| format!("{CONTENT}/{}", parts[..to].join("/"));
        let (path, suggestion) = match (wrong, &meant) {
            (Some(at), Some(meant)) if is_folder => {
                let meant: Vec<&str> = meant.iter().map(String::as_str).collect();
                (cut(&parts, at + 1), Some(cut(&meant, at + 1)))
            }
            _ => (path.to_owned(), corrected.filter(|_| record.is_some())),
        };
        let is_in_place = Concept::ALL.iter().filter_map(|concept| concept.pattern()).any(|pattern| {
            let shape: Vec<&str> = pattern.split('/').collect();
            shape.len() == parts.len()
                && (shape[0] == parts[0] || shape[0].contains('.'))
                && same_kind(shape[shape.len() - 1], parts[parts.len() - 1])
        });
        let code = match (is_record, is_in_place && !is_folder) {
            (false, _) => Code::StrayFile,
            (true, true) => Code::BadFileName,
            (true, false) => Code::MisplacedRecord,
        };
        Self { code, path, is_folder, suggestion, meant: record }
    }

    /// Returns the path it is reported at: the files of a misnamed folder are reported once, at the folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns its diagnostic; `is_taken` returns whether a path is already in use.
    pub fn diagnostic(&self, is_taken: impl Fn(&str) -> bool) -> Diagnostic {
        let free = self.suggestion.as_deref().filter(|path| !is_taken(path));
        let name = free.map(|path| path.rsplit('/').next().unwrap_or(path));
        let shown = match (self.code, name) {
            (Code::BadFileName, Some(name)) => name.to_owned(),
            (_, Some(_)) => free.unwrap_or_default().to_owned(),
            (Code::BadFileName, None) if self.suggestion.is_some() => "taken".to_owned(),
            (_, None) => "none".to_owned(),
        };
        let kind = if self.is_folder { "folder" } else { "file" };
        let last = self.path.rsplit('/').next().unwrap_or_default();
        let stem = last.split('.').next().unwrap_or_default();
        // The files of a misnamed folder should be moved to the existing folder.
        let merged = self.suggestion.as_deref().filter(|_| self.is_folder && free.is_none());
        let shown = merged.map_or(shown, str::to_owned);
        let diagnostic = Diagnostic::new(self.code, Place::file(self.path.as_str()))
            .arg("what", kind)
            .arg("named_by", if self.path.starts_with("content/meetings/") { "day" } else { "word" })
            .arg("reserved", if Id::is_reserved(stem) { "yes" } else { "no" })
            .arg(
                "kind",
                if merged.is_some() {
                    "merged"
                } else if free.is_some() {
                    kind
                } else {
                    "file"
                },
            )
            .arg("suggestion", shown)
            .arg("expected", expected());
        match free {
            Some(path) if self.code != Code::StrayFile => diagnostic.fixed_by(Fix::Rename(path.to_owned())),
            _ => diagnostic,
        }
    }
}

/// Returns whether a name has the extension of the last part of a pattern.
fn same_kind(pattern: &str, name: &str) -> bool {
    let end = |text: &str| text.rsplit_once('.').map(|(_, kind)| kind.to_owned());
    pattern.starts_with('<') && end(pattern) == end(name)
}

/// Returns a part of a path as it was meant; `None` if it cannot be inferred.
fn part(parts: &[&str], at: usize) -> Option<String> {
    let part = parts[at];
    if at + 1 == parts.len() {
        return name(part, parts);
    }
    let known: &[&str] = match (at, parts[0]) {
        (0, _) => &TOP,
        (2, _) => &IN_PLAN,
        (1, _) => return Some(Id::suggestion(part)),
        _ => return None,
    };
    suggestion::nearest(part, known.iter().copied()).map(str::to_owned)
}

/// Returns the date in a name such as `2026-3-12` or `rencontre-2026-03-12`.
fn day(stem: &str) -> Option<String> {
    let numbers: Vec<&str> = stem.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = numbers.as_slice() else { return None };
    let (month, day) = (month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
    (year.len() == 4 && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| format!("{year}-{month:02}-{day:02}"))
}

/// Splits a name that ends with its language after a hyphen, an underscore or a space instead of a dot.
fn ended(stem: &str) -> Option<(&str, &str)> {
    stem.rsplit_once(['-', '_', ' ']).filter(|(_, end)| ["fr", "en", "FR", "EN"].contains(end))
}

/// Returns a file name as it was meant.
fn name(name: &str, parts: &[&str]) -> Option<String> {
    let name = name.strip_suffix(".txt").unwrap_or(name);
    let name = name.strip_suffix(".yml").map_or_else(|| name.to_owned(), |stem| format!("{stem}.yaml"));
    let lower = name.to_lowercase();
    // A copy is another record under the name of the first: its own name cannot be inferred.
    if ["copie", "copy"].iter().any(|word| lower.contains(word)) {
        return None;
    }
    match name.strip_suffix(".md") {
        Some(stem) => {
            let (slug, end) = stem.rsplit_once('.').or_else(|| ended(stem)).unwrap_or((stem, "fr"));
            let language = match end.to_lowercase().as_str() {
                "fr" | "fra" | "fre" | "francais" | "français" => Language::French,
                "en" | "eng" | "ang" | "anglais" | "english" => Language::English,
                _ => return None,
            };
            Some(format!("{}.{}.md", Id::suggestion(slug), language.code()))
        }
        None => {
            let stem = name.strip_suffix(".yaml")?;
            let is_meeting = parts[0] == "meetings" || suggestion::nearest(parts[0], ["meetings"]).is_some();
            let fixed = if is_meeting { day(stem)? } else { Id::suggestion(stem) };
            (!fixed.is_empty()).then(|| format!("{fixed}.yaml"))
        }
    }
}

/// Returns the paths that records have. Only the French path is listed for both versions of a text; the id of a
/// meeting is its date.
fn expected() -> String {
    let shown = |concept: &Concept| {
        let id = if *concept == Concept::Meeting { "<date>" } else { "<id>" };
        Some(concept.pattern()?.replace("<language>", "fr").replace("<id>", id))
    };
    let patterns = Concept::ALL.iter().filter_map(shown);
    let paths = patterns.chain(["assets/…".to_owned()]).map(|path| format!("{CONTENT}/{path}"));
    paths.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_proposed_and_never_the_name_of_another_language() {
        for (path, code, at, meant) in [
            (
                "content/members/Climato.yaml",
                Code::BadFileName,
                "content/members/Climato.yaml",
                Some("content/members/climato.yaml"),
            ),
            (
                "content/members/climato.yml",
                Code::MisplacedRecord,
                "content/members/climato.yml",
                Some("content/members/climato.yaml"),
            ),
            (
                "content/members/climato.yaml.txt",
                Code::MisplacedRecord,
                "content/members/climato.yaml.txt",
                Some("content/members/climato.yaml"),
            ),
            ("content/membres/a.yaml", Code::MisplacedRecord, "content/membres", Some("content/members")),
            (
                "content/plans/Plan 2026-2029/plan.yaml",
                Code::MisplacedRecord,
                "content/plans/Plan 2026-2029",
                Some("content/plans/plan-2026-2029"),
            ),
            (
                "content/plans/p/reponses/a.yaml",
                Code::MisplacedRecord,
                "content/plans/p/reponses",
                Some("content/plans/p/responses"),
            ),
            (
                "content/plans/p/commentary/avis.eng.md",
                Code::BadFileName,
                "content/plans/p/commentary/avis.eng.md",
                Some("content/plans/p/commentary/avis.en.md"),
            ),
            ("content/pages/a-en.md", Code::BadFileName, "content/pages/a-en.md", Some("content/pages/a.en.md")),
            ("content/pages/a.md", Code::BadFileName, "content/pages/a.md", Some("content/pages/a.fr.md")),
            ("content/members/climato - Copie.yaml", Code::BadFileName, "content/members/climato - Copie.yaml", None),
            (
                "content/meetings/rencontre-2026-3-12.yaml",
                Code::BadFileName,
                "content/meetings/rencontre-2026-3-12.yaml",
                Some("content/meetings/2026-03-12.yaml"),
            ),
            ("content/meetings/mars.yaml", Code::BadFileName, "content/meetings/mars.yaml", None),
            ("content/notes.txt", Code::StrayFile, "content/notes.txt", None),
        ] {
            let found = Misnamed::of(path);
            assert_eq!((found.code, found.path.as_str(), found.suggestion.as_deref()), (code, at, meant), "{path}");
        }
        let taken = Misnamed::of("content/members/Climato.yaml").diagnostic(|_| true);
        assert_eq!(taken.fix, None);
    }
}
