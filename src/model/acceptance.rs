//! A known breach of a rule that the editor accepts: its public reason, and until when it is accepted.

use jiff::civil::Date;

use crate::diagnostic::{Arg, Code, Span};
use crate::language::date::PartialDate;
use crate::model::reader::{Context, Fields, scalar};
use crate::model::value::{self, Located, Text};
use crate::source::yaml::Node;

/// A known breach of a rule that is accepted; written next to the rule that it breaks.
#[derive(Debug)]
pub struct Acceptance {
    /// The code of the diagnostic that is accepted.
    pub code: Code,
    /// The reason, shown to the public.
    pub reason: Text,
    /// The last day on which it is accepted; without end if absent.
    pub until: Option<Located<PartialDate>>,
    /// Its place in the file.
    pub span: Span,
}

impl Acceptance {
    /// Returns a reader of one acceptance, whose code must be one of `codes`.
    pub fn read(codes: &'static [Code]) -> impl Fn(&Node, &mut Context<'_>) -> Option<Self> {
        move |node, cx| {
            let mut fields = Fields::of(node, cx)?;
            let code = fields.required("code", |node, cx| code(node, codes, cx));
            let reason = fields.required("reason", value::text);
            let until = fields.optional("until", value::date);
            fields.finish();
            Some(Self { code: code?, reason: reason?, until: until?, span: node.span })
        }
    }

    /// Returns whether the acceptance applies on `day`: it does until the end of `until`, or for ever without one.
    pub fn holds_on(&self, day: Date) -> bool {
        self.until.is_none_or(|until| day <= until.latest())
    }
}

/// Returns the first acceptance of `code` that applies on `day`.
pub fn find(all: &[Acceptance], code: Code, day: Date) -> Option<&Acceptance> {
    all.iter().find(|one| one.code == code && one.holds_on(day))
}

fn code(node: &Node, codes: &[Code], cx: &mut Context<'_>) -> Option<Code> {
    let written = scalar(node, cx, "term-text")?;
    let found = codes.iter().copied().find(|code| code.id() == written);
    if found.is_none() {
        let ids: Vec<String> = codes.iter().map(|code| code.id().to_owned()).collect();
        let diagnostic = cx.diagnostic(Code::UnknownWord, node.span).arg("word", written);
        let diagnostic = diagnostic.nearest(written, ids.iter().map(String::as_str));
        cx.report(diagnostic.arg("known", Arg::Choice(ids)));
    }
    found
}
