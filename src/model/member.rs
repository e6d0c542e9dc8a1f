//! `content/members/<id>.yaml`: an organization that sits on the committee.

use crate::language::date::PartialDate;
use crate::model::reader::{Context, Fields};
use crate::model::term::Term;
use crate::model::value::{self, Located, Sector, Source, Text};
use crate::source::yaml::Node;

/// A member organization.
#[derive(Debug)]
pub struct Member {
    /// Its official name.
    pub name: Located<Text>,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// Where it comes from.
    pub sector: Located<Sector>,
    /// The body it is part of.
    pub parent: Option<Text>,
    /// Its site.
    pub url: Option<String>,
    /// What it is.
    pub description: Option<Text>,
    /// Its terms.
    pub terms: Vec<Term>,
    /// Interests it declared.
    pub declarations: Vec<Declaration>,
    /// Where this is found.
    pub sources: Vec<Source>,
    /// When this record was last revised.
    pub updated_at: Option<Located<PartialDate>>,
}

/// An interest declared.
#[derive(Debug)]
pub struct Declaration {
    /// When.
    pub date: Located<PartialDate>,
    /// What.
    pub text: Text,
}

impl Member {
    /// Reads the record.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Member> {
        let mut fields = Fields::of(node, cx)?;
        let name = fields.required("name", |node, cx| Some(Located { value: value::name(node, cx)?, span: node.span }));
        let abbreviation = fields.optional("abbreviation", value::token);
        let sector =
            fields.required("sector", |node, cx| Some(Located { value: Sector::read(node, cx)?, span: node.span }));
        let parent = fields.optional("parent", value::name);
        let url = fields.optional("url", value::url);
        let description = fields.optional("description", value::text);
        let terms = fields.list("terms", Term::read);
        let declarations = fields.list("declarations", Declaration::read);
        let sources = fields.list("sources", Source::read);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        Some(Member {
            name: name?,
            abbreviation: abbreviation?,
            sector: sector?,
            parent: parent?,
            url: url?,
            description: description?,
            terms: terms?,
            declarations: declarations?,
            sources: sources?,
            updated_at: updated_at?,
        })
    }
}

impl Declaration {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", value::date);
        let text = fields.required("text", value::text);
        fields.finish();
        Some(Self { date: date?, text: text? })
    }
}
