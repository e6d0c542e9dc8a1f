//! Files to download and corrections, as pages of every kind show them.

use serde::Serialize;

use super::{Day, Phrase, ViewContext};
use crate::language::Language;
use crate::model::correction::Correction;
use crate::model::document::Document;
use crate::site::Pair;

/// A document to download.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    title: Phrase,
    /// The date printed on it.
    date: Option<Day>,
    /// The files, the one in the reader's language first.
    files: Vec<FileView>,
}

/// A file of a document.
#[derive(Debug, Serialize)]
struct FileView {
    href: String,
    /// « (PDF, 142 ko) ».
    note: Option<String>,
    hreflang: &'static str,
    /// The language's name, if the document exists in both.
    language: Option<&'static str>,
}

/// A correction, for the page.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    date: Day,
    text: Phrase,
}

impl ViewContext<'_> {
    /// Documents of a record.
    pub(super) fn documents<'d>(&self, documents: impl IntoIterator<Item = &'d Document>) -> Vec<DocumentView> {
        documents.into_iter().map(|document| self.document(document, self.phrase(&document.title))).collect()
    }

    /// Documents of a text, as its side in the reader's language names them, or else its French side. A date that is
    /// written there alone is that of the same file.
    pub(super) fn documents_of<T>(&self, text: &Pair<T>, of: impl Fn(&T) -> &[Document]) -> Vec<DocumentView> {
        let (side, language) = text.get(self.language);
        let french = of(&text.french);
        let (documents, language) = match of(side) {
            [] => (french, Language::French),
            own => (own, language),
        };
        let is_same = |document: &Document, other: &Document| {
            document.files.iter().any(|(file, _)| other.files.iter().any(|(known, _)| known.value == file.value))
        };
        let view = |document: &Document| {
            let date = document.date.or_else(|| french.iter().find(|other| is_same(document, other))?.date);
            let title = self.marked(&document.title.french, language);
            DocumentView { date: date.map(|date| self.date(date.value)), ..self.document(document, title) }
        };
        documents.iter().map(view).collect()
    }

    fn document(&self, document: &Document, title: Phrase) -> DocumentView {
        let is_in_both = document.files.len() > 1;
        let mut files: Vec<_> = document.files.iter().collect();
        files.sort_by_key(|(_, language)| *language != self.language);
        let file = |(path, language): &(crate::model::Located<String>, Language)| {
            let asset = self.asset(path);
            FileView {
                href: asset.href,
                note: asset.note,
                hreflang: language.tag(),
                language: is_in_both.then(|| language.name()),
            }
        };
        DocumentView {
            title,
            date: document.date.map(|date| self.date(date.value)),
            files: files.into_iter().map(file).collect(),
        }
    }

    /// Returns the corrections of a record, newest first.
    pub(super) fn corrections(&self, corrections: &[Correction]) -> Vec<CorrectionView> {
        newest(corrections)
            .map(|one| CorrectionView { date: self.date(one.date.value), text: self.phrase(&one.text) })
            .collect()
    }

    /// Returns the corrections of a text in a language, newest first.
    pub(super) fn corrections_of(&self, corrections: &[Correction<String>], language: Language) -> Vec<CorrectionView> {
        let shown = |one: &Correction<String>| CorrectionView {
            date: self.date(one.date.value),
            text: self.marked(&one.text, language),
        };
        newest(corrections).map(shown).collect()
    }
}

fn newest<T>(corrections: &[Correction<T>]) -> impl Iterator<Item = &Correction<T>> {
    let mut sorted: Vec<_> = corrections.iter().collect();
    sorted.sort_by_key(|one| std::cmp::Reverse(one.date.latest()));
    sorted.into_iter()
}
