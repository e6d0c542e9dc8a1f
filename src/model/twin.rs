//! Addresses and names that always correspond in the two languages, declared once for the complete portal: two
//! addresses of one page or site, two names that contain different numbers (« loi 25 » and “Bill 64”).

use crate::diagnostic::{Arg, Code, Diagnostic, Place};
use crate::model::reader::{Context, Fields, sentence};
use crate::source::yaml::Node;

/// Two addresses or names that correspond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// The French one.
    pub french: String,
    /// The English one.
    pub english: String,
}

impl Twin {
    /// Reads `{fr: …, en: …}`.
    pub fn read(node: &Node, cx: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, cx)?;
        let mut side = |key: &'static str| fields.required(key, |node, cx| sentence(node, cx).map(str::to_owned));
        let (french, english) = (side("fr"), side("en"));
        fields.finish();
        Some(Self { french: french?, english: english? })
    }

    /// Returns whether a difference between two versions is explained by this pair.
    pub fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let said = |key: &str| {
            diagnostic.args.iter().find_map(|(name, arg)| match arg {
                Arg::Text(text) if *name == key => Some(text.as_str()),
                _ => None,
            })
        };
        let (Some(french), Some(english)) = (said("french"), said("english")) else { return false };
        match diagnostic.code {
            Code::LinksDiffer => holds(french, &self.french) && holds(english, &self.english),
            Code::FactsDiffer => {
                // The words quoted are part of the name, which is in the line.
                let is_part = |quoted: &str, name: &str| quoted == "none" || holds(name, quoted);
                let line = |place: Option<&Place>| {
                    place.and_then(|place| place.position.as_ref()).map(|position| position.excerpt.to_string())
                };
                let stands = |line: Option<String>, name: &str| line.is_some_and(|line| holds(&line, name));
                is_part(french, &self.french)
                    && is_part(english, &self.english)
                    && stands(line(diagnostic.related.as_ref()), &self.french)
                    && stands(line(Some(&diagnostic.place)), &self.english)
            }
            _ => false,
        }
    }
}

/// Returns whether a text contains words, regardless of case and spaces.
fn holds(text: &str, words: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    plain(text).contains(&plain(words))
}
