//! Markdown to HTML: the page is safe (see [`page`]), and every letter of the text is on it.

use std::collections::HashMap;

use clairevoie::diagnostic::Code;
use clairevoie::model::markdown::OPTIONS;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use scraper::Selector;

use super::{letters, page, portal};

const FRENCH: &str = "content/pages/a-propos.fr.md";

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let file = format!("---\ntitle: À propos\n---\n\n{text}");
    portal::with(&[(FRENCH, file.as_bytes())], |_, made| {
        let Some(tree) = &made.value.tree else { return };
        // A note that nothing calls is reported, and not shown.
        if made.report.iter().any(|found| found.code == Code::FootnoteUncalled) {
            return;
        }
        let leaf = tree.find("a-propos/index.html").unwrap_or_else(|| panic!("the page is gone"));
        let Ok(clairevoie::render::Content::Bytes(bytes)) = tree.content(&leaf) else { panic!("no page") };
        let html = String::from_utf8(bytes).unwrap();
        let document = page::parsed("a-propos", &html);
        let main = document.select(&Selector::parse("main").unwrap()).next().unwrap();
        let shown: String = main.text().collect();
        let mut left = count(&shown);
        for (letter, times) in count(&said(text)) {
            let has = left.remove(&letter).unwrap_or_default();
            assert!(has >= times, "{times} times {letter:?} is written, {has} times shown: {html}");
        }
    });
}

/// What a text says by its words, pictures left aside: those are in attributes.
fn said(text: &str) -> String {
    let mut words = String::new();
    let mut pictures = 0_usize;
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Text(text) | Event::Code(text) if pictures == 0 => words.push_str(&text),
            _ => {}
        }
    }
    words
}

fn count(text: &str) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for letter in letters(text).chars() {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}
