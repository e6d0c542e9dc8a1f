//! New records and a first portal, each field explained by a comment in the editor's language. What
//! is written passes `check` as it is.

use super::FileEdit;
use crate::language::Language;
use crate::model::id::Id;
use crate::model::{Concept, RecordId};

/// The concepts of which a new record can be begun.
pub fn concepts() -> impl Iterator<Item = Concept> {
    Concept::ALL.iter().copied().filter(|concept| !concept.samples().is_empty())
}

/// The files of a new record.
///
/// `id` is the record's; a meeting's is its date, and what belongs to a plan is named `plan/id`. `day` is today
/// (ISO 8601). `None` if the id is none.
pub fn files(concept: Concept, id: &str, day: &str, language: Language) -> Option<Vec<FileEdit>> {
    let belongs_to_plan = concept.pattern()?.contains("<plan>");
    let (plan, id) = if belongs_to_plan { id.split_once('/').map(|(plan, id)| (Some(plan), id))? } else { (None, id) };
    let plan = match plan {
        Some(plan) => Some(Id::new(plan)?),
        None => None,
    };
    let record = RecordId { plan, ..RecordId::new(concept, Some(&Id::new(id)?)) };
    let day = if concept == Concept::Meeting { record.date()?.to_string() } else { day.to_owned() };
    let edit = |record: RecordId, text: &str| {
        let text = own(text, language).replace("{slug}", "# slug: about").replace("{day}", &day);
        FileEdit::new(record.path(), text)
    };
    Some(match concept.samples() {
        [text] => vec![edit(record, text)],
        texts => {
            let sides = Language::ALL.into_iter().zip(texts);
            sides.map(|(language, text)| edit(record.in_language(language), text)).collect()
        }
    })
}

/// A first portal.
pub fn portal(day: &str, language: Language) -> Vec<FileEdit> {
    let edit = |path: &str, text: &str| {
        FileEdit::new(path, own(text, language).replace("{day}", day).replace("{slug}", "slug: about"))
    };
    vec![
        edit("content/portal.yaml", include_str!("samples/portal.yaml")),
        edit("content/committee.yaml", include_str!("samples/committee.yaml")),
        edit("content/pages/a-propos.fr.md", include_str!("samples/page.fr.md")),
        edit("content/pages/a-propos.en.md", include_str!("samples/page.en.md")),
        edit(".gitignore", "/public\n/.public.clairevoie\n/.clairevoie\n"),
    ]
}

/// A sample with the comments of one language: those of the other, marked `#fr` or `#en`, go.
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
