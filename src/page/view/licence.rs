//! The licence of the site's content: its name and its page.

use serde::Serialize;

use crate::language::Language;

/// A licence, by its name.
#[derive(Debug, Serialize)]
pub struct Licence {
    name: String,
    url: Option<String>,
}

impl Licence {
    /// Returns the licence of an SPDX id: those of Creative Commons by their own names and pages, others by the
    /// SPDX list.
    pub(super) fn of(id: &str, language: Language) -> Self {
        let deed = |path: &str| Some(format!("https://creativecommons.org/{path}/deed.{}", language.code()));
        let french = language == Language::French;
        let (name, url) = match id {
            "CC-BY-4.0" => {
                ("Creative Commons Attribution 4.0 International (CC\u{a0}BY\u{a0}4.0)", deed("licenses/by/4.0"))
            }
            "CC-BY-SA-4.0" if french => (
                "Creative Commons Attribution – Partage dans les mêmes conditions 4.0 International (CC\u{a0}BY-SA\u{a0}4.0)",
                deed("licenses/by-sa/4.0"),
            ),
            "CC-BY-SA-4.0" => (
                "Creative Commons Attribution-ShareAlike 4.0 International (CC\u{a0}BY-SA\u{a0}4.0)",
                deed("licenses/by-sa/4.0"),
            ),
            "CC0-1.0" => ("Creative Commons CC0 1.0", deed("publicdomain/zero/1.0")),
            _ => (id, Some(format!("https://spdx.org/licenses/{id}.html"))),
        };
        Self { name: name.to_owned(), url }
    }
}
