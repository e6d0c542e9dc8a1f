//! `content/members/<id>.yaml`: an organization that sits on the committee.

use jiff::civil::Date;

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
    /// The names that it had before.
    pub other_names: Vec<OtherName>,
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

/// A name that a member had (Popolo: `other_names`).
#[derive(Debug)]
pub struct OtherName {
    /// The name.
    pub name: Text,
    /// Its first day; from the beginning if absent.
    pub start_date: Option<Located<PartialDate>>,
    /// Its last day.
    pub end_date: Located<PartialDate>,
}

impl OtherName {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let name = fields.required("name", value::name);
        let start_date = fields.optional("start_date", value::date);
        let end_date = fields.required("end_date", value::date);
        fields.finish();
        let start_date = start_date?;
        value::check_order(start_date, end_date, cx);
        Some(Self { name: name?, start_date, end_date: end_date? })
    }
}

impl Member {
    /// The name of a day: one of another time that surely held on it, or else the present one.
    pub fn name_on(&self, day: Date) -> &Text {
        let holds = |other: &&OtherName| {
            other.start_date.is_none_or(|start| start.latest() <= day) && day <= other.end_date.earliest()
        };
        self.other_names.iter().find(holds).map_or(&self.name.value, |other| &other.name)
    }

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
        let other_names = fields.list("other_names", OtherName::read);
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
            other_names: other_names?,
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
