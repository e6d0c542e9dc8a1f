//! A portal that forbids missing English: every text and every field without one is told.

use std::sync::Arc;

use rayon::prelude::*;

use super::Site;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::language::Language;
use crate::model::confirmed;
use crate::model::records::{Kind, Parsed, Records};
use crate::source::yaml;

/// Tells all that has no English, if the portal asks for it.
pub(super) fn check(site: &Site, records: &Records, report: &mut Report) {
    if !site.portal.english_required {
        return;
    }
    let files: Vec<&Arc<Parsed>> = records.iter().collect();
    let found: Vec<Report> = files.par_iter().map(|file| missing(file, records)).collect();
    for one in found {
        report.extend(one);
    }
}

fn missing(file: &Parsed, records: &Records) -> Report {
    let mut report = Report::default();
    let mut tell = |place: Place, about: String| {
        report.push(Diagnostic::new(Code::TranslationMissing, place).arg("about", about));
    };
    let english = match &file.kind {
        Kind::Commentary(plan, slug, Language::French) => {
            Kind::Commentary(plan.clone(), slug.clone(), Language::English)
        }
        Kind::FreePage(slug, Language::French) => Kind::FreePage(slug.clone(), Language::English),
        Kind::Commentary(..) | Kind::FreePage(..) => return report,
        _ => {
            let node = yaml::parse(&file.source, 0..file.source.text().len()).value;
            let fields = node.map(|node| confirmed::fields(&node)).unwrap_or_default();
            for field in fields.into_iter().filter(|field| field.english.is_none()) {
                tell(file.source.place(field.french.1), field.key);
            }
            return report;
        }
    };
    if !records.exists(&english) {
        tell(Place::file(Arc::clone(file.source.path())), english.path());
    }
    report
}
