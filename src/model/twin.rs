//! What always goes together in the two languages, said once for the whole portal: two addresses of one page or site, two
//! names that hold other numbers (« loi 25 » and “Bill 64”).

use crate::diagnostic::{Arg, Code, Diagnostic, Place};
use crate::model::reader::{Context, Fields, sentence};
use crate::source::yaml::Node;

/// Two addresses or names that answer each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// As the French has it.
    pub french: String,
    /// As the English has it.
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

    /// Whether a difference between two versions is that of these.
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
                // What is quoted is part of the name, which stands in the line.
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

/// Whether a text holds words, in whatever letters and spaces.
fn holds(text: &str, words: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    plain(text).contains(&plain(words))
}
