//! Corrections: what was wrong in a record or a text, and when it was corrected. They are shown on its page.

use crate::language::date::PartialDate;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Text};
use crate::source::yaml::Node;

/// A correction of a record.
#[derive(Debug)]
pub struct Correction<T = Text> {
    /// The day of the correction.
    pub date: Located<PartialDate>,
    /// What was wrong.
    pub text: T,
}

impl Correction {
    /// Reads `{date, text}` of a record, with a text in both languages.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", value::date);
        let text = fields.required("text", value::text);
        fields.finish();
        Some(Self { date: date?, text: text? })
    }
}

impl Correction<String> {
    /// Reads `{date, text}` of the front matter of a text, in the language of that text.
    pub fn of_side(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", value::date);
        let text = fields.required("text", value::plain);
        fields.finish();
        Some(Self { date: date?, text: text? })
    }
}
