//! A group of seats of the composition rule: how many, for whom.

use crate::diagnostic::Code;
use crate::model::id::Id;
use crate::model::reader::{Context, Fields};
use crate::model::value::{self, Located, Sector, Text};
use crate::source::yaml::Node;

/// A group of seats.
#[derive(Debug)]
pub struct Seat {
    /// Its id, which terms name.
    pub id: Located<Id>,
    /// What it is called.
    pub name: Text,
    /// The fewest that must sit.
    pub minimum: Located<u32>,
    /// The most that may sit.
    pub maximum: Located<u32>,
    /// The sector it is for.
    pub sector: Sector,
    /// The only members that may hold it, if it is kept for some.
    pub members: Vec<Located<Id>>,
    /// What else is to be said of it.
    pub note: Option<Text>,
}

impl Seat {
    /// Reads one entry of `seats`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Seat> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", value::id);
        let name = fields.required("name", value::text);
        let minimum = fields.required("minimum", value::number(0, 1000));
        let maximum = fields.required("maximum", value::number(1, 1000));
        let sector = fields.required("sector", Sector::read);
        let members = fields.list("members", value::id);
        let note = fields.optional("note", value::text);
        fields.finish();
        let (minimum, maximum) = (minimum?, maximum?);
        if maximum.value < minimum.value {
            let diagnostic = cx.diagnostic(Code::BoundsReversed, maximum.span);
            let place = cx.source.place(minimum.span);
            let diagnostic = diagnostic.arg("kind", "seats").arg("low", minimum.value as usize);
            cx.report(diagnostic.arg("high", maximum.value as usize).related(place));
        }
        Some(Seat { id: id?, name: name?, minimum, maximum, sector: sector?, members: members?, note: note? })
    }
}
