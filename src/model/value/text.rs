//! Reads texts in one language or in two; differences between the two versions of one are reported here.

use crate::diagnostic::{Code, Place};
use crate::language::{Language, Localized, Translation};
use crate::model::markdown::Markdown;
use crate::model::parity::{self, Version};
use crate::model::reader::{self, Context, Fields, scalar, sentence};
use crate::model::value::{Located, Text};
use crate::source::yaml::{Node, Value};

/// Reads text in one language.
pub fn plain(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    sentence(node, cx).map(str::to_owned)
}

/// Reads text that is not a sentence: an abbreviation, an address, a code. A YAML comment may follow it on its
/// line.
pub fn token(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    scalar(node, cx, "term-text").map(str::to_owned)
}

/// Reads a token that is exported in the data.
pub fn code(node: &Node, cx: &mut Context<'_>) -> Option<String> {
    reader::code(node, cx).map(str::to_owned)
}

/// Reads text in one language, with its place.
pub fn located_plain(node: &Node, cx: &mut Context<'_>) -> Option<Located<String>> {
    Some(Located { value: plain(node, cx)?, span: node.span })
}

/// Reads `{fr: …, en: …}`; `en` is optional. Reports the differences between the two.
pub fn text(node: &Node, cx: &mut Context<'_>) -> Option<Text> {
    let text = localized(node, cx, |node, _, cx| plain(node, cx))?;
    if let Translation::Given(english) = &text.english {
        let (french_place, english_place) = (side(node, "fr", cx), side(node, "en", cx));
        cx.extend(parity::short((&text.french, french_place), (english, english_place)));
    }
    Some(text)
}

/// Reads `{fr: …, en: …}` whose sides are Markdown; `en` is optional. Reports the differences between the two.
pub fn markdown(node: &Node, cx: &mut Context<'_>) -> Option<Localized<Markdown>> {
    let text = localized(node, cx, Markdown::of_field)?;
    if let Translation::Given(english) = &text.english {
        let (french_place, english_place) = (side(node, "fr", cx), side(node, "en", cx));
        let french = Version { markdown: &text.french, place: &|_| french_place.clone() };
        let english = Version { markdown: english, place: &|_| english_place.clone() };
        cx.extend(parity::long(&french, &english));
    }
    Some(text)
}

/// Returns the place of one side of a localized value.
fn side(node: &Node, key: &str, cx: &Context<'_>) -> Place {
    let Value::Mapping(entries) = &node.value else { return cx.source.place(node.span) };
    let span = entries.iter().find(|entry| &*entry.key == key).map_or(node.span, |entry| entry.node.span);
    cx.source.place(span)
}

/// Reads `{fr: …, en: …}` with each side read by `read`; `en` is optional.
pub fn localized<T>(
    node: &Node,
    cx: &mut Context<'_>,
    read: impl Fn(&Node, Language, &mut Context<'_>) -> Option<T>,
) -> Option<Localized<T>> {
    if matches!(node.value, Value::Scalar { .. }) {
        cx.wrong_type(node, "term-localized");
        return None;
    }
    let mut fields = Fields::of(node, cx)?;
    let french = fields.required_or("fr", Code::FrenchMissing, |node, cx| read(node, Language::French, cx));
    let english = fields.optional("en", |node, cx| read(node, Language::English, cx));
    fields.finish();
    Some(Localized { french: french?, english: english?.map_or(Translation::Missing, Translation::Given) })
}

/// Reads a [`name`], with its place.
pub fn located_name(node: &Node, cx: &mut Context<'_>) -> Option<Located<Text>> {
    Some(Located { value: name(node, cx)?, span: node.span })
}

/// Reads a body's name: `{fr: …, en: …}`, or a plain string for a name that exists in French only.
pub fn name(node: &Node, cx: &mut Context<'_>) -> Option<Text> {
    match node.value {
        Value::Scalar { .. } => plain(node, cx).map(Text::french_only),
        _ => text(node, cx),
    }
}
