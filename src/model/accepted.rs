//! Differences between the two versions that the editor has accepted, with a reason.

use crate::diagnostic::{Arg, Code, Diagnostic, Place, Report};
use crate::model::confirmed::normalized;
use crate::model::reader::{Context, Fields, scalar, sentence};
use crate::source::yaml::{Node, Value};

/// The key of the list, in a YAML record or in the front matter of a text.
const KEY: &str = "accepted_differences";

/// A difference that the editor has declared to be intended.
#[derive(Debug, Clone)]
pub struct Accepted {
    code: Code,
    /// If present, only differences that quote these words are accepted.
    about: Option<String>,
    /// The place of the entry in its file.
    place: Place,
    /// Whether the record's own texts have the difference, whatever a comparison of two files finds.
    is_met: bool,
}

/// The check that reports a parity code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// The comparison of two versions: of a record's own texts, or of the two files of a text.
    Comparison,
    /// The check of the language of each passage.
    Language,
    /// The hints, which are reported only on request.
    Hints,
}

impl Judge {
    fn of(code: Code) -> Self {
        match code {
            Code::WrongLanguage | Code::SameWords => Self::Language,
            Code::ModalityDiffers => Self::Hints,
            _ => Self::Comparison,
        }
    }
}

/// Removes the list from a record's node and reads it, before the record itself is read.
pub(super) fn take(node: &mut Node, cx: &mut Context<'_>) -> Vec<Accepted> {
    let Value::Mapping(entries) = &mut node.value else { return Vec::new() };
    let Some(at) = entries.iter().position(|entry| &*entry.key == KEY) else { return Vec::new() };
    let entry = entries.remove(at);
    if matches!(entry.node.value, Value::Null) {
        return Vec::new();
    }
    cx.list(&entry.node, read).unwrap_or_default()
}

fn read(node: &Node, cx: &mut Context<'_>) -> Option<Accepted> {
    let mut fields = Fields::of(node, cx)?;
    let code = fields.required("code", |node, cx| {
        let written = scalar(node, cx, "term-text")?;
        let known: Vec<Code> = Code::ALL.iter().copied().filter(|code| code.is_of_parity()).collect();
        let code = known.iter().copied().find(|code| code.id() == written);
        if code.is_none() {
            let ids: Vec<String> = known.iter().map(|code| code.id().to_owned()).collect();
            let diagnostic = cx.diagnostic(Code::UnknownWord, node.span).arg("word", written);
            let diagnostic = diagnostic.nearest(written, ids.iter().map(String::as_str));
            cx.report(diagnostic.arg("known", Arg::Choice(ids)));
        }
        code
    });
    let reason = fields.required("reason", |node, cx| sentence(node, cx).map(str::to_owned));
    let about = fields.optional("about", |node, cx| scalar(node, cx, "term-text").map(str::to_owned));
    fields.finish();
    reason?;
    Some(Accepted { code: code?, about: about?, place: cx.source.place(node.span), is_met: false })
}

impl Accepted {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        // Both are normalized: typography, which `fmt` corrects, does not count as a difference.
        let quotes = |about: &String| {
            let about = normalized(about);
            let texts =
                diagnostic.args.iter().filter_map(|(_, arg)| if let Arg::Text(text) = arg { Some(text) } else { None });
            texts.into_iter().any(|text| normalized(text).contains(&about))
        };
        self.code == diagnostic.code && self.about.as_ref().is_none_or(quotes)
    }
}

/// Sets, on each accepted difference, whether the record itself has that difference.
pub(super) fn note_met(accepted: &mut [Accepted], found: &Report) {
    for one in accepted {
        one.is_met = found.iter().any(|diagnostic| one.covers(diagnostic));
    }
}

/// Reports the accepted differences that a check did not find: left in place, each would hide a later difference.
pub fn unneeded(found: &Report, accepted: &[Accepted], judge: Judge) -> Report {
    let is_unneeded = |one: &&Accepted| {
        Judge::of(one.code) == judge
            && !one.is_met
            && !found.has_left_out(one.code)
            && !found.iter().any(|diagnostic| one.covers(diagnostic))
    };
    let told = accepted.iter().filter(is_unneeded).map(|one| {
        let diagnostic = Diagnostic::new(Code::AcceptanceUnneeded, one.place.clone());
        Report::from(diagnostic.arg("code", one.code.id()).arg("why", "alike"))
    });
    told.collect()
}

/// Returns the report without the accepted differences.
pub fn without(mut report: Report, accepted: &[Accepted]) -> Report {
    report.retain(|diagnostic| !accepted.iter().any(|one| one.covers(diagnostic)));
    accepted.iter().filter(|one| one.about.is_none()).for_each(|one| report.forget_left_out(one.code));
    report
}
