//! `content/members/<id>.yaml`: an organization or a person that sits on the committee.

use jiff::civil::Date;

use crate::language::date::PartialDate;
use crate::model::correction::Correction;
use crate::model::holds::Holds;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields};
use crate::model::term::Term;
use crate::model::value::{self, Located, Sector, Source, Text};
use crate::source::yaml::Node;

/// A member.
#[derive(Debug)]
pub struct Member {
    /// Its official name.
    pub name: Located<Text>,
    /// Whether it is an organization or a person.
    pub kind: MemberKind,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// The sector it comes from.
    pub sector: Located<Sector>,
    /// The body it is part of.
    pub parent: Option<Located<Text>>,
    /// Its site.
    pub url: Option<String>,
    /// What it is, in a few sentences.
    pub description: Option<Text>,
    /// Its terms of office on the committee.
    pub terms: Vec<Term>,
    /// Its former names.
    pub other_names: Vec<OtherName>,
    /// Its last day, if it was dissolved.
    pub dissolution_date: Option<Located<PartialDate>>,
    /// The members that succeeded it.
    pub successors: Vec<Located<Id>>,
    /// Interests it declared.
    pub declarations: Vec<Declaration>,
    /// The sources of these facts.
    pub sources: Vec<Source>,
    /// Corrections made since it was published.
    pub corrections: Vec<Correction>,
    /// When this record was last revised.
    pub updated_at: Option<Located<PartialDate>>,
}

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberKind {
    /// An organization.
    Organization,
    /// A person who sits in a personal capacity.
    Person,
}

impl MemberKind {
    /// Returns the keyword that the content files use for it.
    pub fn word(self) -> &'static str {
        match self {
            MemberKind::Organization => "organization",
            MemberKind::Person => "person",
        }
    }
}

/// A declared interest, or a declaration that there is none.
#[derive(Debug)]
pub struct Declaration {
    /// The date of the declaration.
    pub date: Located<PartialDate>,
    /// The end of the interest; absent while it lasts.
    pub end_date: Option<Located<PartialDate>>,
    /// The interest; absent where only the absence of any interest was declared.
    pub text: Option<Text>,
    /// Whether it was declared that there is no interest.
    pub none: bool,
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

    /// Returns whether it was the name on a day, as far as the dates are known.
    pub fn holds_on(&self, day: Date) -> Holds {
        Holds::between(self.start_date, Some(self.end_date), day)
    }
}

impl Member {
    /// The name of a day: one of another time that surely held on it, or one that may have held while the present one
    /// surely did not; or else the present one.
    pub fn name_on(&self, day: Date) -> &Text {
        let held = |wanted: Holds| self.other_names.iter().find(move |other| other.holds_on(day) == wanted);
        let is_former = self.other_names.iter().any(|other| day <= other.end_date.earliest());
        let name = held(Holds::Yes).or_else(|| held(Holds::Perhaps).filter(|_| is_former));
        name.map_or(&self.name.value, |other| &other.name)
    }

    /// Returns the abbreviation on a day: `None` on days with another name than the present one, which it abbreviates.
    pub fn abbreviation_on(&self, day: Date) -> Option<&str> {
        self.abbreviation.as_deref().filter(|_| std::ptr::eq(self.name_on(day), &raw const self.name.value))
    }

    /// Reads the record; `None` if it could not be read.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Member> {
        let mut fields = Fields::of(node, cx)?;
        let name = fields.required("name", value::located_name);
        let kinds = [MemberKind::Organization, MemberKind::Person].map(|kind| (kind.word(), kind));
        let kind = fields.optional("kind", |node, cx| value::word(node, cx, &kinds));
        let abbreviation = fields.optional("abbreviation", value::code);
        let sector =
            fields.required("sector", |node, cx| Some(Located { value: Sector::read(node, cx)?, span: node.span }));
        let parent = fields.optional("parent", value::located_name);
        let url = fields.optional("url", value::url);
        let description = fields.optional("description", value::text);
        let other_names = fields.list("other_names", OtherName::read);
        let dissolution_date = fields.optional("dissolution_date", value::date);
        let successors = fields.list("successors", value::id);
        let terms = fields.list("terms", Term::read);
        let declarations = fields.list("declarations", Declaration::read);
        let sources = fields.list("sources", Source::read);
        let corrections = fields.list("corrections", Correction::read);
        let updated_at = fields.optional("updated_at", value::date);
        fields.finish();
        let successors = successors?;
        value::check_once("list", successors.iter(), cx);
        Some(Member {
            name: name?,
            kind: kind?.unwrap_or(MemberKind::Organization),
            abbreviation: abbreviation?,
            sector: sector?,
            parent: parent?,
            url: url?,
            description: description?,
            other_names: other_names?,
            dissolution_date: dissolution_date?,
            successors,
            terms: terms?,
            declarations: declarations?,
            sources: sources?,
            corrections: corrections?,
            updated_at: updated_at?,
        })
    }
}

impl Declaration {
    fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", value::date);
        let end_date = fields.optional("end_date", value::date);
        let none = fields.optional("none", value::boolean);
        let text = fields.optional("text", value::text);
        if matches!((&none, &text), (Some(None | Some(false)), Some(None))) {
            fields.is_missing("text", node.span);
        }
        fields.finish();
        let end_date = end_date?;
        value::check_order(date, end_date, cx);
        Some(Self { date: date?, end_date, text: text?, none: none?.unwrap_or(false) })
    }
}
