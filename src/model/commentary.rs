//! `content/plans/<plan>/commentary/<slug>.<language>.md`: one language version of a text of the committee.
//!
//! What does not depend on the language is written in the French file and may be repeated in the English one; both
//! must then agree, which [`crate::site`] checks.

use crate::diagnostic::{Code, Span};
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::model::correction::Correction;
use crate::model::document::{self, Document};
use crate::model::id::Id;
use crate::model::markdown::Markdown;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Source};
use crate::source::front_matter::Halves;
use crate::source::yaml::Node;

/// One language version of a commentary.
#[derive(Debug)]
pub struct Commentary {
    /// Its title.
    pub title: Located<String>,
    /// The last part of its URL in this language, if it is not the file's name.
    pub slug: Option<Located<Id>>,
    /// A one-sentence summary.
    pub description: Option<Located<String>>,
    /// When it was adopted or published.
    pub date: Option<Located<PartialDate>>,
    /// What kind of text it is.
    pub kind: Option<Located<CommentaryKind>>,
    /// The commitments that it is about.
    pub commitments: Option<Located<Vec<Located<Id>>>>,
    /// Who signed it.
    pub authors: Option<Located<Vec<Located<Id>>>>,
    /// Whether it is published or a draft.
    pub status: Option<Located<Publication>>,
    /// The first day on which it is shown to the public.
    pub publish_on: Option<Located<PartialDate>>,
    /// The date of its withdrawal and the reason; a notice then replaces its text.
    pub withdrawn: Option<Withdrawal>,
    /// The commentary on the same plan that it dissents from.
    pub dissents_from: Option<Located<Id>>,
    /// The author, when the text is not the committee's own.
    pub attribution: Option<Attribution>,
    /// What it recommends.
    pub recommendations: Vec<Recommendation>,
    /// Its attached documents.
    pub documents: Vec<Document>,
    /// The sources of its facts.
    pub sources: Option<Vec<Source>>,
    /// The mark of the French text it was confirmed against, written by `translate confirm`.
    pub translates: Option<String>,
    /// Corrections made since it was published.
    pub corrections: Vec<Correction<String>>,
    /// When it was last revised.
    pub updated_at: Option<Located<PartialDate>>,
    /// Where its front matter begins.
    pub head: Span,
    /// Its body, in Markdown.
    pub body: Markdown,
}

/// What kind of text a commentary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommentaryKind {
    /// An assessment of what was done.
    Assessment,
    /// Advice on what should be done.
    Advice,
    /// A dissent from another commentary.
    Dissent,
    /// A summary of a text published elsewhere.
    Summary,
}

impl CommentaryKind {
    /// Every kind.
    pub const ALL: [CommentaryKind; 4] =
        [CommentaryKind::Assessment, CommentaryKind::Advice, CommentaryKind::Dissent, CommentaryKind::Summary];

    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            CommentaryKind::Assessment => "assessment",
            CommentaryKind::Advice => "advice",
            CommentaryKind::Dissent => "dissent",
            CommentaryKind::Summary => "summary",
        }
    }
}

/// Whether a text is shown to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// Shown in the preview only.
    Draft,
    /// Shown to everyone.
    Published,
}

impl Publication {
    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            Publication::Draft => "draft",
            Publication::Published => "published",
        }
    }
}

/// The withdrawal of a text.
#[derive(Debug)]
pub struct Withdrawal {
    /// Since when.
    pub date: Located<PartialDate>,
    /// Why.
    pub reason: String,
}

/// The author of a text that is not the committee's own.
#[derive(Debug)]
pub struct Attribution {
    /// Its author.
    pub author: String,
    /// What kind of text it is: a letter, a report…
    pub kind: Option<String>,
}

/// A recommendation of the committee.
#[derive(Debug)]
pub struct Recommendation {
    /// Its id within the commentary, which responses refer to.
    pub id: Located<Id>,
    /// What is asked.
    pub text: String,
    /// Who is asked.
    pub addressee: Option<String>,
    /// The commitments that it is about, if not all those of its text.
    pub commitments: Option<Vec<Located<Id>>>,
}

impl Commentary {
    /// Returns the members that wrote it; none if the committee did, whether the text says so (`committee`) or
    /// names nobody.
    pub fn authors(&self) -> impl Iterator<Item = &Located<Id>> {
        let named = self.authors.iter().flat_map(|authors| &authors.value);
        named.filter(|id| id.as_str() != "committee")
    }

    /// Reads one language version: its front matter, and the Markdown below it.
    pub fn read(node: &Node, halves: &Halves, language: Language, cx: &mut Context<'_>) -> Option<Commentary> {
        let body = Markdown::of_file(halves.body.clone(), language, cx);
        let mut fields = Fields::of(node, cx)?;
        let located_ids =
            |node: &Node, cx: &mut Context<'_>| Some(Located { value: cx.list(node, value::id)?, span: node.span });
        let numbers = |node: &Node, cx: &mut Context<'_>| {
            Some(Located { value: cx.list(node, value::number_or_id)?, span: node.span })
        };
        let title = fields.required("title", value::located_plain);
        let slug = fields.optional("slug", value::id);
        let description = fields.optional("description", value::located_plain);
        let date = fields.optional("date", value::date);
        let kinds = CommentaryKind::ALL.map(|kind| (kind.word(), kind));
        let kind = fields.optional("kind", |node, cx| located(node, value::word(node, cx, &kinds)));
        let commitments = fields.optional("commitments", numbers);
        let authors = fields.optional("authors", located_ids);
        let states = [Publication::Draft, Publication::Published].map(|state| (state.word(), state));
        let status = fields.optional("status", |node, cx| located(node, value::word(node, cx, &states)));
        let publish_on = fields.optional("publish_on", value::exact_date);
        let withdrawn = fields.optional("withdrawn", Withdrawal::read);
        let dissents_from = fields.optional("dissents_from", value::id);
        let attribution = fields.optional("attribution", Attribution::read);
        let recommendations = fields.list("recommendations", Recommendation::read);
        let documents = fields.list("documents", document::of_side(language));
        let corrections = fields.list("corrections", Correction::of_side);
        let sources = fields.optional("sources", |node, cx| cx.list(node, Source::read));
        let translates = fields.optional("translates", value::token);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        let recommendations = recommendations?;
        value::check_unique(recommendations.iter().map(|recommendation| &recommendation.id), cx);
        for listed in [&commitments, &authors].into_iter().flatten().flatten() {
            value::check_once("list", listed.value.iter(), cx);
        }
        for listed in recommendations.iter().flat_map(|recommendation| &recommendation.commitments) {
            value::check_once("list", listed.iter(), cx);
        }
        let (date, withdrawn, corrections) = (date?, withdrawn?, corrections?);
        let later = withdrawn.iter().map(|withdrawal: &Withdrawal| ("withdrawal", withdrawal.date));
        for (kind, after) in later.chain(corrections.iter().map(|correction| ("correction", correction.date))) {
            date.into_iter().for_each(|date| value::check_follows(kind, date, after, cx));
        }
        if body.as_ref().is_some_and(Markdown::is_blank) {
            let end = halves.body.start;
            let diagnostic = cx.diagnostic(Code::EmptyText, Span::new(end..end)).arg("kind", "body");
            cx.report(diagnostic);
        }
        Some(Commentary {
            title: title?,
            slug: slug?,
            description: description?,
            date,
            kind: kind?,
            commitments: commitments?,
            authors: authors?,
            status: status?,
            publish_on: publish_on?,
            withdrawn,
            dissents_from: dissents_from?,
            attribution: attribution?,
            recommendations,
            documents: documents?,
            sources: sources?,
            translates: translates?,
            corrections,
            updated_at: updated_at?,
            head: Span { start: node.span.start, end: node.span.start },
            body: body?,
        })
    }
}

impl Recommendation {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", value::id);
        let text = fields.required("text", value::plain);
        let addressee = fields.optional("addressee", value::plain);
        let commitments = fields.optional("commitments", |node, cx| cx.list(node, value::number_or_id));
        fields.finish();
        Some(Self { id: id?, text: text?, addressee: addressee?, commitments: commitments? })
    }
}

impl Withdrawal {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", value::date);
        let reason = fields.required("reason", value::plain);
        fields.finish();
        Some(Self { date: date?, reason: reason? })
    }
}

impl Attribution {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let author = fields.required("author", value::plain);
        let kind = fields.optional("kind", value::plain);
        fields.finish();
        Some(Self { author: author?, kind: kind? })
    }
}

fn located<T>(node: &Node, value: Option<T>) -> Option<Located<T>> {
    Some(Located { value: value?, span: node.span })
}
