//! Sorts names as readers expect: accents follow the bare letter, « É » is with « E », leading articles are
//! ignored.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use super::Language;

/// Compares names for a reader of one language.
pub struct NameOrder {
    collator: Option<CollatorBorrowed<'static>>,
    language: Language,
}

impl NameOrder {
    /// Returns the order for a language.
    pub fn new(language: Language) -> Self {
        let collator = Collator::try_new(language.locale().into(), CollatorOptions::default()).ok();
        Self { collator, language }
    }

    /// Compares two names without their leading articles.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let (left, right) = (self.bare(a), self.bare(b));
        let order = match &self.collator {
            Some(collator) => collator.compare(left, right),
            None => left.cmp(right),
        };
        order.then_with(|| a.cmp(b))
    }

    fn bare<'a>(&self, name: &'a str) -> &'a str {
        let articles: &[&str] = match self.language {
            Language::French => &["le ", "la ", "les ", "l’", "l'"],
            Language::English => &["the "],
        };
        articles
            .iter()
            .find_map(|article| {
                let head = name.get(..article.len())?;
                (head.to_lowercase() == *article).then(|| &name[article.len()..])
            })
            .unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_articles_do_not_scatter_a_list() {
        let order = NameOrder::new(Language::French);
        let mut names = ["Zoé", "L’Étoile", "Eau", "École", "La Dame"];
        names.sort_by(|a, b| order.compare(a, b));
        assert_eq!(names, ["La Dame", "Eau", "École", "L’Étoile", "Zoé"]);
    }
}
