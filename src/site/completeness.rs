//! Reports every text and every field without English, in a portal that requires it.

use std::sync::Arc;

use super::Site;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::language::Language;
use crate::model::{RecordFile, Records};

/// Reports every missing English version, if the portal requires English.
pub(super) fn check(site: &Site, records: &Records) -> Report {
    match site.portal.english_required {
        true => records.iter().map(|file| missing(file, records)).collect(),
        false => Report::default(),
    }
}

fn missing(file: &RecordFile, records: &Records) -> Report {
    let mut report = Report::default();
    let missing = |place: Place, about: String| Diagnostic::new(Code::TranslationMissing, place).arg("about", about);
    for field in file.fields.iter().filter(|field| field.english.is_none()) {
        report.push(missing(file.source.place(field.french.1), field.key.clone()));
    }
    if file.id.language == Some(Language::French) {
        let english = file.id.in_language(Language::English);
        if !records.exists(&english) {
            report.push(missing(Place::file(Arc::clone(file.source.path())), english.path()));
        }
    }
    report
}
