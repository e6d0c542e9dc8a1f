//! Markdown as records keep it: the text, and what linking and checking need to know of it (links,
//! headings). The HTML is made when a page asks for it, by [`crate::prose`].

mod anchors;
#[cfg(test)]
pub mod arbitrary;
mod limits;
mod outline;
mod typed;

use std::ops::Range;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Code, Source, Span};
use crate::language::Language;
use crate::model::address::{is_asset_path, is_web_address};
use crate::model::concepts::{Concept, day_of_meeting};
use crate::model::id::Id;
use crate::model::reader::{Context, sentence};
use crate::source::yaml::Node;
use outline::outline;

/// The Markdown of the content format: CommonMark with tables, footnotes, definition lists,
/// strikethrough and alerts.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_GFM);

/// A range of a text that divides no character: the parser's ranges may, around a tab after a character
/// of several bytes (pulldown-cmark 0.13, as in its issue 1142).
pub fn on_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end).max(start)
}

/// A checked text.
#[derive(Debug)]
pub struct Markdown {
    text: Body,
    language: Language,
    outline: Outline,
    /// Where the text is in its file: where it begins, or the field that holds it.
    place: Span,
}

/// What one walk through a text finds.
#[derive(Debug)]
struct Outline {
    references: Vec<(Reference, Span)>,
    headings: Vec<Heading>,
}

#[derive(Debug)]
enum Body {
    /// Part of a Markdown file.
    Part(Arc<Source>, Range<usize>),
    /// A field of a YAML record.
    Field(Box<str>),
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its words in parts, each with its language where that is marked.
    pub runs: Box<[(Option<Language>, Box<str>)]>,
    /// Its anchor, unique on the page.
    pub id: Box<str>,
    /// Where it is, in bytes of the text.
    pub range: Range<usize>,
}

/// What a link by reference points to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reference {
    /// `member:<id>`
    Member(Id),
    /// `plan:<id>`
    Plan(Id),
    /// `commitment:<plan>/<id>`
    Commitment(Id, Id),
    /// `commentary:<plan>/<slug>`
    Commentary(Id, Id),
    /// `meeting:<date>`
    Meeting(Id),
    /// `page:<slug>`
    Page(Id),
    /// `asset:<path>`
    Asset(Box<str>),
}

/// Where a link of a text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a record or an asset, with a fragment.
    Reference(Reference, Option<String>),
    /// To another site, a mail address or a phone.
    External,
    /// To a place on the same page.
    Fragment,
    /// Nowhere: the words are in another language than the text (`lang:fr`).
    Language(Language),
}

impl Target {
    /// Reads a link's destination.
    ///
    /// # Errors
    /// The code of what is wrong with it.
    pub fn parse(destination: &str) -> Result<Self, Code> {
        if destination.starts_with('#') {
            return if destination.len() > 1 { Ok(Target::Fragment) } else { Err(Code::BadReference) };
        }
        let scheme = destination.split_once(':').filter(|(scheme, _)| {
            !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        });
        let Some((scheme, rest)) = scheme else { return Err(Code::RelativeLink) };
        match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" if is_web_address(destination) => Ok(Target::External),
            "http" | "https" => Err(Code::BadReference),
            "lang" => Language::ALL
                .into_iter()
                .find(|language| language.code() == rest)
                .map(Target::Language)
                .ok_or(Code::BadReference),
            "mailto" | "tel" if rest.is_empty() => Err(Code::BadReference),
            "mailto" | "tel" => Ok(Target::External),
            _ => {
                let concept = Concept::of_scheme(scheme).ok_or(Code::UnsafeLink)?;
                let (path, fragment) =
                    rest.split_once('#').map_or((rest, None), |(path, hash)| (path, Some(hash.to_owned())));
                let reference = Reference::parse(concept, path).ok_or(Code::BadReference)?;
                Ok(Target::Reference(reference, fragment))
            }
        }
    }
}

impl Reference {
    fn parse(concept: Concept, path: &str) -> Option<Self> {
        let pair = || path.split_once('/').and_then(|(plan, id)| Some((Id::new(plan)?, Id::new(id)?)));
        Some(match concept {
            Concept::Member => Self::Member(Id::new(path)?),
            Concept::Plan => Self::Plan(Id::new(path)?),
            Concept::Commitment => {
                let (plan, id) = path.split_once('/')?;
                Self::Commitment(Id::new(plan)?, Id::new(id).or_else(|| Id::numbered(id))?)
            }
            Concept::Commentary => pair().map(|(plan, slug)| Self::Commentary(plan, slug))?,
            Concept::Meeting => Self::Meeting(Id::new(path).filter(|id| day_of_meeting(id.as_str()).is_some())?),
            Concept::Page => Self::Page(Id::new(path)?),
            Concept::Asset => {
                let path = percent_decode_str(path).decode_utf8().ok().filter(|path| is_asset_path(path))?;
                Self::Asset(path.into())
            }
            // These have no scheme.
            Concept::Portal | Concept::Committee | Concept::Nomination | Concept::Response => return None,
        })
    }
}

impl Markdown {
    /// The text as written.
    pub fn text(&self) -> &str {
        match &self.text {
            Body::Part(source, range) => &source.text()[range.clone()],
            Body::Field(text) => text,
        }
    }

    /// The references to records and assets, in the order of the text.
    pub fn references(&self) -> &[(Reference, Span)] {
        &self.outline.references
    }

    /// The headings, in the order of the text.
    pub fn headings(&self) -> &[Heading] {
        &self.outline.headings
    }

    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Where the words of its paragraphs, list items and cells are, in bytes of the text. Each call walks through
    /// the text.
    pub fn passages(&self) -> Vec<Range<usize>> {
        let mut passages: Vec<Range<usize>> = Vec::new();
        let (mut is_open, mut in_code) = (false, false);
        for (event, range) in Parser::new_ext(self.text(), OPTIONS).into_offset_iter() {
            let range = on_characters(self.text(), range);
            match event {
                Event::Text(_) if in_code => {}
                Event::Text(_) => match passages.last_mut().filter(|_| is_open) {
                    Some(last) => last.end = range.end,
                    None => {
                        passages.push(range);
                        is_open = true;
                    }
                },
                Event::SoftBreak | Event::HardBreak | Event::Code(_) | Event::FootnoteReference(_) => {}
                Event::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough,
                ) => {}
                Event::End(
                    TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough,
                ) => {}
                Event::Start(tag) => {
                    is_open = false;
                    in_code = matches!(tag, Tag::CodeBlock(_));
                }
                _ => (is_open, in_code) = (false, false),
            }
        }
        passages
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// Checks the part of a file that is Markdown.
    pub fn of_file(range: Range<usize>, language: Language, cx: &mut Context<'_>) -> Self {
        let source = Arc::clone(cx.source);
        let start = range.start;
        let text = &source.text()[range.clone()];
        let outline = outline(text, language, cx, &|part, _| Span::new(part.start + start..part.end + start));
        Self { text: Body::Part(source, range), language, outline, place: Span::new(start..start) }
    }

    /// Reads a field that holds Markdown.
    pub fn of_field(node: &Node, language: Language, cx: &mut Context<'_>) -> Option<Self> {
        let text = sentence(node, cx)?;
        let (source, span) = (Arc::clone(cx.source), node.span);
        // Indentation and folding part a block text from its source: look the words up instead.
        let outline = outline(text, language, cx, &|_, needle| {
            let written = source.text().get(span.range()).unwrap_or_default();
            let needle = needle.lines().next().unwrap_or_default();
            match written.find(needle) {
                Some(at) if !needle.is_empty() => {
                    let start = span.start as usize + at;
                    Span::new(start..start + needle.len())
                }
                _ => span,
            }
        });
        Some(Self { text: Body::Field(text.into()), language, outline, place: span })
    }

    /// The place of a range of the text in its file; a field's is the whole field.
    pub fn span(&self, range: Range<usize>) -> Span {
        match self.text {
            Body::Part(..) => {
                let start = self.place.start as usize;
                Span::new(range.start + start..range.end + start)
            }
            Body::Field(_) => self.place,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Markdown, Vec<Code>) {
        let source = Source::new("t.md".into(), text);
        let mut cx = Context::new(&source);
        let markdown = Markdown::of_file(0..text.len(), Language::French, &mut cx);
        let reported = cx.reported(markdown);
        (reported.value, reported.report.iter().map(|d| d.code).collect())
    }

    #[test]
    fn headings_get_unique_anchors_without_accents() {
        let (markdown, codes) = read("## Équité\n\n## Équité\n\n### ;)\n");
        let ids: Vec<_> = markdown.headings().iter().map(|h| &*h.id).collect();
        assert_eq!((ids, codes), (vec!["equite", "equite-2", "section"], vec![]));
    }

    #[test]
    fn what_may_not_be_published_is_told() {
        for (text, code) in [
            ("<script>x</script>", Code::RawHtml),
            ("a <b>c</b>", Code::RawHtml),
            ("[x](JavaScript:alert)", Code::UnsafeLink),
            ("[x](data:text/html,x)", Code::UnsafeLink),
            ("[x](../y/)", Code::RelativeLink),
            ("[x](member:QN)", Code::BadReference),
            ("[x](asset:../../etc/passwd)", Code::BadReference),
            ("[x][nulle-part]", Code::BadReference),
            ("un appel[^1]", Code::FootnoteUndefined),
            ("![](asset:a.png)", Code::ImageWithoutText),
            ("![a](https://example.org/a.png)", Code::UnsafeLink),
            ("# Titre", Code::TopHeading),
            ("[x](member:A B)", Code::TypedAsIs),
            ("[x] (member:a)", Code::TypedAsIs),
            ("| a | b |\n| 1 | 2 |", Code::TypedAsIs),
            ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", Code::TypedAsIs),
            ("> [!ATTENTION]\n> a", Code::TypedAsIs),
            ("- [ ] a\n- b", Code::TypedAsIs),
        ] {
            let (_, codes) = read(text);
            assert!(codes.contains(&code), "{text}: {codes:?}");
        }
        assert_eq!(read("`[^1]` [sic] [a](https://x.org) [b](#c) note[^1]\n\n[^1]: dite").1, vec![]);
        assert_eq!(read("```\nun appel[^1]\n```").1, vec![], "code calls no note");
    }

    #[test]
    fn many_equal_headings_have_anchors_in_turn() {
        let text = "## a\n\n".repeat(20_000) + "## a-3\n";
        let (markdown, _) = read(&text);
        let ids: Vec<_> = markdown.headings().iter().map(|h| &*h.id).collect();
        assert_eq!((ids[0], ids[1], ids[19_999], ids[20_000]), ("a", "a-2", "a-20000", "a-3-2"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_fail(text in prop_oneof![arbitrary::text(), "\\PC{0,200}"]) {
            let (markdown, _) = read(&text);
            let mut ids: Vec<_> = markdown.headings().iter().map(|heading| &heading.id).collect();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), markdown.headings().len());
        }
    }
}
