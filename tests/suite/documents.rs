//! What makes pages small must not change the document: the DOM of every page is that of its templates as they
//! are written, white space that no browser shows left aside.

use std::path::Path;
use std::sync::Arc;

use clairevoie::model::{Concept, Record, RecordId, Records};
use clairevoie::render::{Theme, Tree, WhiteSpace};
use clairevoie::reuse::Reuse;
use clairevoie::site::{self, Options};
use clairevoie::source::Snapshot;
use scraper::{Html, Node};

use crate::portal::{Portal, repository};

/// The tree of a portal's folder, made small or as the templates are written.
fn tree(root: &Path, white_space: WhiteSpace) -> Tree {
    let (snapshot, reuse) = (Snapshot::read(root), Reuse::none());
    let now = "2023-06-01T12:00:00Z".parse().unwrap();
    let options = Options { as_of: None, now, base_url: None, drafts: true, search: true };
    let records = Records::read(&snapshot, &reuse).value;
    let site = site::link(&records, &snapshot, &options, false, &reuse).value.unwrap();
    let file = records.get(&RecordId::new(Concept::Portal, None)).unwrap();
    let Some(Record::Portal(portal)) = &file.record else { panic!("the portal's record is read") };
    let theme = Theme::load(&portal.theme, &file.source, white_space, &snapshot, &reuse).value.unwrap();
    Tree::new(Arc::new(site), theme, &reuse).value.unwrap()
}

fn same_documents(root: &Path) {
    let (written, small) = (tree(root, WhiteSpace::AsWritten), tree(root, WhiteSpace::Settled));
    let mut bytes = [0, 0];
    for &route in written.table().routes() {
        let [before, after] =
            [&written, &small].map(|tree| String::from_utf8(tree.page(route).unwrap().html().unwrap()).unwrap());
        bytes = [bytes[0] + before.len(), bytes[1] + after.len()];
        let (before, after) = (outline(&before), outline(&after));
        for (at, (one, other)) in before.iter().zip(&after).enumerate() {
            assert_eq!(one, other, "{route:?}: item {at}, after {:?}", &before[at.saturating_sub(3)..at]);
        }
        assert_eq!(before.len(), after.len(), "{route:?}");
    }
    assert!(bytes[1] < bytes[0], "{bytes:?}");
}

#[test]
fn minification_does_not_change_the_demonstration() {
    same_documents(repository());
}

#[test]
fn minification_does_not_change_hard_texts() {
    let portal = Portal::demonstration();
    portal.edit(
        "content/pages/a-propos.fr.md",
        "## Ce qu’il est",
        "## « Titre » & <chevrons\\> `<b>`\n\nA **gras**, *italique* et `code  double`.  \nSuite & `&amp;`.\n\n```\n  deux\n\n   trois <p>\n```\n\n\
         - un\n- deux\n\n  paragraphe\n\n> citation\n\n> [!WARNING]\n> prudence\n\n| a | b |\n|:-:|--:|\n| 1 | `|` |\n\nnote[^1] et note[^1]\n\n[^1]: Une *note*.\n\n\
         Terme\n: Définition\n\n~~barré~~ [lien](https://example.org/?a=1&b=2 \"titre \\\" guillemet\")",
    );
    same_documents(portal.root());
}

/// Elements, attributes and words of a document, in order; runs of white space as one space, and
/// none where it stands beside the edge of a block.
fn outline(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let mut items: Vec<String> = Vec::new();
    let mut verbatim = 0;
    for edge in document.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let mut attributes: Vec<_> =
                        element.attrs().map(|(name, value)| format!("{name}={value}")).collect();
                    attributes.sort();
                    verbatim += usize::from(element.name() == "pre");
                    items.push(format!("<{} {}>", element.name(), attributes.join(" ")));
                }
                Node::Text(text) if verbatim > 0 => items.push(text.to_string()),
                Node::Text(text) => {
                    let shown: String = text
                        .split([' ', '\n', '\t', '\r'])
                        .filter(|word| !word.is_empty())
                        .collect::<Vec<_>>()
                        .join(" ");
                    let (head, tail) = (text.starts_with([' ', '\n']), text.ends_with([' ', '\n']));
                    let shown = format!(
                        "{}{shown}{}",
                        if head { " " } else { "" },
                        if tail && !shown.is_empty() { " " } else { "" }
                    );
                    items.push(shown);
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    verbatim -= usize::from(element.name() == "pre");
                    items.push(format!("</{}>", element.name()));
                }
            }
        }
    }
    let is_tag = |item: &str| item.starts_with('<') && item.ends_with('>');
    let inline = ["a", "abbr", "b", "br", "code", "del", "em", "img", "small", "span", "strong", "sub", "sup", "time"];
    let is_block =
        |item: &str| is_tag(item) && !inline.contains(&item.trim_matches(['<', '>', '/']).split(' ').next().unwrap());
    let mut kept: Vec<String> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if is_tag(item) {
            kept.push(item.clone());
            continue;
        }
        let mut text = item.as_str();
        if at == 0 || is_block(&items[at - 1]) {
            text = text.trim_start_matches(' ');
        }
        if at + 1 == items.len() || is_block(&items[at + 1]) {
            text = text.trim_end_matches(' ');
        }
        if !text.is_empty() {
            kept.push(text.to_owned());
        }
    }
    kept
}
