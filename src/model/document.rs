//! Downloadable files that a record lists: minutes, letters, annexes.

use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Text};
use crate::source::yaml::{Node, Value};

/// A document: one file, or one in each language.
#[derive(Debug)]
pub struct Document {
    /// Its title.
    pub title: Text,
    /// Its files: the path of each among the assets, and the language it is written in.
    pub files: Vec<(Located<String>, Language)>,
    /// The date printed on it.
    pub date: Option<Located<PartialDate>>,
}

impl Document {
    /// Reads `{title, file, language, date}`; `file` is a path, or one for each language.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let title = fields.required("title", value::text);
        let file = fields.required("file", files);
        let language = fields.optional("language", language);
        let date = fields.optional("date", value::date);
        fields.finish();
        let (mut files, language) = (file?, language?);
        // A single file is in French, unless the record states another language.
        if let ([(_, own)], Some(said)) = (files.as_mut_slice(), language) {
            *own = said;
        }
        Some(Self { title: title?, files, date: date? })
    }

    /// Returns the file in a language, or the first one if there is none in that language.
    pub fn file(&self, language: Language) -> Option<&(Located<String>, Language)> {
        self.files.iter().find(|(_, own)| *own == language).or_else(|| self.files.first())
    }
}

fn files(node: &Node, cx: &mut Context<'_>) -> Option<Vec<(Located<String>, Language)>> {
    if !matches!(node.value, Value::Mapping(_)) {
        return Some(vec![(value::asset(node, cx)?, Language::French)]);
    }
    let mut fields = Fields::of(node, cx)?;
    let french = fields.required("fr", value::asset);
    let english = fields.optional("en", value::asset);
    fields.finish();
    let english = english?.map(|file| (file, Language::English));
    Some([(french?, Language::French)].into_iter().chain(english).collect())
}

fn language(node: &Node, cx: &mut Context<'_>) -> Option<Language> {
    value::word(node, cx, &Language::ALL.map(|language| (language.code(), language)))
}

/// Returns a reader of a document in a text's front matter, where the title is in the text's language.
pub fn of_side(language: Language) -> impl Fn(&Node, &mut Context<'_>) -> Option<Document> {
    move |node, cx| {
        let mut fields = Fields::of(node, cx)?;
        let title = fields.required("title", value::plain);
        let file = fields.required("file", files);
        let own = fields.optional("language", self::language);
        let date = fields.optional("date", value::date);
        fields.finish();
        let mut files = file?;
        if let [(_, written)] = files.as_mut_slice() {
            *written = own?.unwrap_or(language);
        }
        Some(Document { title: Text::french_only(title?), files, date: date? })
    }
}
