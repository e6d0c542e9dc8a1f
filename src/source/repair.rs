//! Repairs problems of a record's file that have only one solution: letters saved in another encoding, texts that
//! need quotation marks, spaces that are missing or are not spaces to YAML. A repair is kept only if the file then
//! parses as YAML; ambiguous problems are left to the editor.

use std::io::Read;
use std::sync::Arc;

use super::{Disk, File, front_matter, hygiene, yaml};
use crate::diagnostic::{Code, Fix, Report, Source};

/// The maximum number of mistakes of one file that are repaired at once.
const LIMIT: usize = 500;

/// A file after its repairs.
#[derive(Debug)]
pub struct Repaired {
    /// The text before its repairs, with undecodable letters shown as `�`.
    pub before: String,
    /// The text after its repairs; unchanged if there are none.
    pub source: Arc<Source>,
    /// Why it still cannot be parsed; empty if it can.
    pub left: Report,
}

/// Repairs a file. `is_markdown` states that its YAML is a front matter.
pub fn repair(disk: &Disk, path: &Arc<str>, file: &File, is_markdown: bool) -> Repaired {
    match file {
        File::Text(text) => {
            let before = text.source.text().to_owned();
            let (source, left) = slips(&text.source, is_markdown);
            Repaired { before, source, left }
        }
        File::Faulty(fault) => {
            let untouched = |before: String| Repaired {
                source: Source::new(Arc::clone(path), before.clone()),
                before,
                left: fault.diagnostic.as_ref().clone().into(),
            };
            let is_of_letters = matches!(fault.diagnostic.code, Code::NotText | Code::LettersLost);
            let Some(bytes) = is_of_letters.then(|| bytes(disk, path)).flatten() else {
                return untouched(String::new());
            };
            let before = plain(&String::from_utf8_lossy(&bytes));
            match hygiene::repaired(&bytes) {
                Some(text) => {
                    let (source, left) = slips(&Source::new(Arc::clone(path), plain(&text)), is_markdown);
                    Repaired { before, source, left }
                }
                None => untouched(before),
            }
        }
        // A record must be a text.
        File::Bytes { .. } | File::Asset(_) => {
            Repaired { before: String::new(), source: Source::new(Arc::clone(path), ""), left: Report::default() }
        }
    }
}

fn bytes(disk: &Disk, path: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    disk.open(path).ok()?.take(super::TEXT_LIMIT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Returns a text as it is read: without its byte order mark, with unified line ends.
fn plain(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// Returns the text with its YAML mistakes repaired, if it then parses; else unchanged, with the reason.
fn slips(source: &Arc<Source>, is_markdown: bool) -> (Arc<Source>, Report) {
    let mut now = Arc::clone(source);
    let mut first = None;
    for _ in 0..LIMIT {
        let part = match is_markdown {
            true => match front_matter::split(&now) {
                crate::diagnostic::Reported { value: Some(halves), .. } => halves.yaml,
                missing => return (Arc::clone(source), missing.report),
            },
            false => 0..now.text().len(),
        };
        let read = yaml::parse(&now, part);
        if read.value.is_some() {
            return (now, Report::default());
        }
        let fix = read.report.iter().find_map(|diagnostic| match (&diagnostic.code, &diagnostic.fix) {
            (Code::YamlSyntax, Some(Fix::Replace(span, with))) => Some((span.range(), with.clone())),
            _ => None,
        });
        let left = first.get_or_insert(read.report);
        let Some((range, with)) = fix else { return (Arc::clone(source), left.clone()) };
        let mut text = now.text().to_owned();
        text.replace_range(range, &with);
        now = Source::new(Arc::clone(source.path()), text);
    }
    (Arc::clone(source), first.unwrap_or_default())
}
