//! The concepts of a portal, in one table: the keyword of each, the path of its records, the scheme by which texts
//! refer to it, the JSON Schema for YAML editors, and the sample that a new record starts from.
//!
//! [`RecordId`] names a record by its concept and ids; it is the only type that knows the paths of the format.

use std::fmt;

use super::id::Id;
use crate::language::Language;
use crate::language::date::PartialDate;
use crate::reuse::Keyed;
use crate::source::CONTENT;

/// A JSON Schema: its name, and its text.
pub type Schema = (&'static str, &'static str);

macro_rules! concepts {
    ($($(#[$doc:meta])* $name:ident $word:literal {
        $(path: $path:literal,)? $(scheme: $scheme:literal,)? $(schema: $schema:literal,)? $(samples: [$($sample:literal),*],)?
    })*) => {
        /// A kind of record or file in the content of a portal.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Concept { $($(#[$doc])* $name,)* }

        impl Concept {
            /// Every concept, in the order of the guide.
            pub const ALL: &'static [Concept] = &[$(Concept::$name),*];

            /// Returns its keyword, as the `new` command takes it.
            pub fn word(self) -> &'static str {
                match self { $(Concept::$name => $word),* }
            }

            /// Returns the path of its records below `content/`: `<plan>` and `<id>` are ids, `<language>` is `fr`
            /// or `en`. `None` for a concept that is part of another record.
            pub fn pattern(self) -> Option<&'static str> {
                match self { $(Concept::$name => first(&[$($path)?])),* }
            }

            /// Returns the scheme of references to it, such as `member` in `member:<id>`.
            pub fn scheme(self) -> Option<&'static str> {
                match self { $(Concept::$name => first(&[$($scheme)?])),* }
            }

            /// Returns the schema of its records.
            pub fn schema(self) -> Option<Schema> {
                match self { $(Concept::$name => first(&[$(($schema, include_str!(concat!("../schema/", $schema, ".json"))))?])),* }
            }

            /// Returns the samples that a new record starts from: one text, or one for each language.
            pub fn samples(self) -> &'static [&'static str] {
                match self { $(Concept::$name => &[$($(include_str!(concat!("../editing/samples/", $sample))),*)?]),* }
            }
        }
    };
}

fn first<T: Copy>(one: &[T]) -> Option<T> {
    one.first().copied()
}

concepts! {
    /// The site itself.
    Portal "portal" { path: "portal.yaml", schema: "portal", }
    /// The committee.
    Committee "committee" { path: "committee.yaml", schema: "committee", }
    /// A member organization.
    Member "member" { path: "members/<id>.yaml", scheme: "member", schema: "member", samples: ["member.yaml"], }
    /// A nomination round.
    Nomination "nomination" { path: "nominations/<id>.yaml", schema: "nomination", samples: ["nomination.yaml"], }
    /// A meeting, named by its date.
    Meeting "meeting" { path: "meetings/<id>.yaml", scheme: "meeting", schema: "meeting", samples: ["meeting.yaml"], }
    /// An action plan.
    Plan "plan" { path: "plans/<id>/plan.yaml", scheme: "plan", schema: "plan", samples: ["plan.yaml"], }
    /// A commitment of a plan.
    Commitment "commitment" { scheme: "commitment", }
    /// One language version of a commentary on a plan.
    Commentary "commentary" {
        path: "plans/<plan>/commentary/<id>.<language>.md", scheme: "commentary", schema: "commentary",
        samples: ["commentary.fr.md", "commentary.en.md"],
    }
    /// The responses to a commentary.
    Response "response" { path: "plans/<plan>/responses/<id>.yaml", schema: "responses", samples: ["response.yaml"], }
    /// One language version of a free page.
    Page "page" {
        path: "pages/<id>.<language>.md", scheme: "page", schema: "page", samples: ["page.fr.md", "page.en.md"],
    }
    /// A file that is published unchanged.
    Asset "asset" { scheme: "asset", }
}

impl Concept {
    /// Returns the schemes of references, as an editor types them.
    pub fn schemes() -> impl Iterator<Item = &'static str> + Clone {
        Self::ALL.iter().filter_map(|concept| concept.scheme())
    }

    /// Returns the concept of a scheme.
    pub fn of_scheme(scheme: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|concept| concept.scheme() == Some(scheme))
    }

    /// Returns whether its records are Markdown texts, with one file for each language.
    pub fn is_text(self) -> bool {
        self.pattern().is_some_and(|pattern| pattern.ends_with(".<language>.md"))
    }
}

/// The identity of a record: its concept and its ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// Its concept.
    pub concept: Concept,
    /// The plan that it belongs to.
    pub plan: Option<Id>,
    /// Its own id; `None` if the portal has only one record of its concept.
    pub id: Option<Id>,
    /// The language of a text.
    pub language: Option<Language>,
}

impl RecordId {
    /// Creates the id of a record that is not part of a plan; without `id`, that of the only record of its concept.
    pub fn new(concept: Concept, id: Option<&Id>) -> Self {
        Self { concept, plan: None, id: id.cloned(), language: None }
    }

    /// Creates the id of a record that belongs to a plan.
    pub fn in_plan(concept: Concept, plan: &Id, id: &Id) -> Self {
        Self { plan: Some(plan.clone()), ..Self::new(concept, Some(id)) }
    }

    /// Returns the id of the same text in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self { language: Some(language), ..self.clone() }
    }

    /// Returns the record that a content file holds, from its path alone; `None` if the path matches no pattern of
    /// the format, or if the name is not a valid id.
    pub fn of(path: &str) -> Option<Self> {
        let below = path.strip_prefix(CONTENT).unwrap_or(path).trim_start_matches('/');
        let parts: Vec<&str> = below.split('/').collect();
        let (concept, values) =
            Concept::ALL.iter().find_map(|concept| Some((*concept, values(concept.pattern()?, &parts)?)))?;
        let mut record = Self::new(concept, None);
        for (name, text) in values {
            match name {
                "<plan>" => record.plan = Some(Id::new(text)?),
                "<language>" => record.language = Some(Language::from_code(text)?),
                _ => record.id = Some(Id::new(text)?),
            }
        }
        let is_day = concept != Concept::Meeting || record.date().is_some();
        (is_day && concept.is_text() == record.language.is_some()).then_some(record)
    }

    /// Returns the path of its file.
    pub fn path(&self) -> String {
        let mut path = format!("{CONTENT}/{}", self.concept.pattern().unwrap_or_default());
        let language = self.language.map(Language::code);
        for (name, value) in [
            ("<plan>", self.plan.as_ref().map(Id::as_str)),
            ("<id>", self.id.as_ref().map(Id::as_str)),
            ("<language>", language),
        ] {
            if let Some(value) = value {
                path = path.replace(name, value);
            }
        }
        path
    }

    /// Returns the date in a meeting's id; a second meeting of a day adds a letter: `2022-03-15-b`.
    pub fn date(&self) -> Option<PartialDate> {
        day_of_meeting(self.id.as_ref()?.as_str())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

impl Keyed for RecordId {
    fn feed(&self, hasher: &mut blake3::Hasher) {
        self.path().feed(hasher);
    }
}

/// Returns the date that a meeting's id begins with.
pub fn day_of_meeting(id: &str) -> Option<PartialDate> {
    let (day, letter) = id.split_at_checked(10)?;
    let is_letter = match letter.as_bytes() {
        [] => true,
        [b'-', letter] => letter.is_ascii_lowercase(),
        _ => false,
    };
    PartialDate::parse(day).filter(|date| is_letter && date.is_exact())
}

/// Matches a path against a pattern: returns the values of the names in angle brackets; `None` if the path does not
/// have that shape.
fn values<'p>(pattern: &'static str, parts: &[&'p str]) -> Option<Vec<(&'static str, &'p str)>> {
    let wanted: Vec<&'static str> = pattern.split('/').collect();
    if wanted.len() != parts.len() {
        return None;
    }
    let mut values = Vec::new();
    for (wanted, part) in wanted.into_iter().zip(parts) {
        match wanted {
            "<plan>" | "<id>" => values.push((wanted, *part)),
            "<id>.yaml" => values.push(("<id>", part.strip_suffix(".yaml")?)),
            "<id>.<language>.md" => {
                let (slug, language) = part.strip_suffix(".md")?.rsplit_once('.')?;
                values.extend([("<id>", slug), ("<language>", language)]);
            }
            literal if literal == *part => {}
            _ => return None,
        }
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_record_and_back() {
        for path in [
            "content/portal.yaml",
            "content/committee.yaml",
            "content/members/banq.yaml",
            "content/nominations/appel-2021.yaml",
            "content/meetings/2022-03-15.yaml",
            "content/meetings/2022-03-15-b.yaml",
            "content/plans/2021-2023/plan.yaml",
            "content/plans/2021-2023/commentary/a-b.en.md",
            "content/plans/2021-2023/responses/a.yaml",
            "content/pages/a-propos.fr.md",
        ] {
            assert_eq!(RecordId::of(path).map(|record| record.path()).as_deref(), Some(path));
        }
        for path in [
            "content/members/BAnQ.yaml",
            "content/members/banq.yml",
            "content/members/x/banq.yaml",
            "content/meetings/mars.yaml",
            "content/meetings/2022-03-15-suite.yaml",
            "content/pages/a.md",
            "content/pages/a.de.md",
            "content/pages/.fr.md",
            "content/members/logo.png",
            "content/plans/plan.yaml",
        ] {
            assert!(RecordId::of(path).is_none(), "{path}");
        }
    }
}
