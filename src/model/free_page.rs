//! `content/pages/<slug>.<language>.md`: one language version of a page that is not generated from records.

use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::correction::Correction;
use crate::model::id::Id;
use crate::model::markdown::Markdown;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Source};
use crate::source::front_matter::Halves;
use crate::source::yaml::Node;

/// One language version of a free page.
#[derive(Debug)]
pub struct FreePage {
    /// Its title.
    pub title: Located<String>,
    /// The last part of its URL in this language, if it is not the file's name.
    pub slug: Option<Located<Id>>,
    /// A one-sentence summary.
    pub description: Option<Located<String>>,
    /// The sources of its facts.
    pub sources: Vec<Source>,
    /// The mark of the French text it was confirmed against, written by `translate confirm`.
    pub translates: Option<String>,
    /// Corrections made since it was published.
    pub corrections: Vec<Correction<String>>,
    /// When it was last revised.
    pub updated_at: Option<Located<PartialDate>>,
    /// Its body, in Markdown.
    pub body: Markdown,
}

impl FreePage {
    /// Reads one language version: its front matter, and the Markdown below it.
    pub fn read(node: &Node, halves: &Halves, language: Language, cx: &mut Context<'_>) -> Option<FreePage> {
        let body = Markdown::of_file(halves.body.clone(), language, cx);
        let mut fields = Fields::of(node, cx)?;
        let title = fields.required("title", value::located_plain);
        let slug = fields.optional("slug", value::id);
        let description = fields.optional("description", value::located_plain);
        let sources = fields.list("sources", Source::read);
        let translates = fields.optional("translates", value::token);
        let corrections = fields.list("corrections", Correction::of_side);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        Some(FreePage {
            title: title?,
            slug: slug?,
            description: description?,
            sources: sources?,
            translates: translates?,
            corrections: corrections?,
            updated_at: updated_at?,
            body: body?,
        })
    }
}
