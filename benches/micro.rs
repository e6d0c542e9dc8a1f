//! Micro-benchmarks of the stages, each on one text or page of the corpus: `cargo bench --bench micro`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark fails by panicking")]

#[allow(dead_code, reason = "the generator is a program of its own too")]
#[path = "corpus/main.rs"]
mod corpus;

use std::sync::{Arc, OnceLock};

use clairevoie::diagnostic::Source;
use clairevoie::edition::Edition;
use clairevoie::language::Language;
use clairevoie::language::facts::{compare, facts};
use clairevoie::language::typography::typeset;
use clairevoie::model::Kind;
use clairevoie::model::records::{Parsed, Shortcuts};
use clairevoie::render::{Leaf, Tree};
use clairevoie::site::{Options, link};
use clairevoie::source::{Snapshot, front_matter, yaml};
use divan::Bencher;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A small portal of the corpus, read once.
struct Portal {
    snapshot: Snapshot,
    edition: Edition,
    options: Options,
}

impl Portal {
    fn tree(&self) -> &Arc<Tree> {
        self.edition.tree.as_ref().expect("the corpus is sound")
    }

    fn text(&self, path: &str) -> Arc<Source> {
        let file = self.edition.records.iter().find(|file| **file.source.path() == *path);
        Arc::clone(&file.expect("the corpus holds it").source)
    }
}

fn portal() -> &'static Portal {
    static PORTAL: OnceLock<Portal> = OnceLock::new();
    PORTAL.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        corpus::generate(folder.path(), 100, 20, 2).unwrap();
        let options = Options {
            as_of: None,
            now: "2023-06-01T12:00:00Z".parse().unwrap(),
            base_url: None,
            drafts: false,
            search: false,
        };
        let snapshot = Snapshot::read(folder.path()).unwrap();
        let edition = Edition::make(&snapshot, None, &options, |_| {});
        Portal { snapshot, edition, options }
    })
}

const FRENCH: &str = "content/plans/p0/commentary/c0.fr.md";
const ENGLISH: &str = "content/plans/p0/commentary/c0.en.md";
const MEMBER: &str = "content/members/m0.yaml";

fn main() {
    divan::main();
}

#[divan::bench]
fn yaml_of_a_member(bencher: Bencher) {
    let source = portal().text(MEMBER);
    bencher.bench(|| yaml::parse(&source, 0..source.text().len()));
}

#[divan::bench]
fn record_of_a_commentary(bencher: Bencher) {
    let source = portal().text(FRENCH);
    let kind = Kind::of(FRENCH).unwrap();
    bencher.with_inputs(|| kind.clone()).bench_values(|kind| Parsed::alone(kind, &source));
}

#[divan::bench]
fn facts_of_a_text(bencher: Bencher) {
    let source = portal().text(FRENCH);
    bencher.bench(|| facts(source.text(), Language::French));
}

#[divan::bench]
fn two_texts_compared(bencher: Bencher) {
    let french = facts(portal().text(FRENCH).text(), Language::French);
    let english = facts(portal().text(ENGLISH).text(), Language::English);
    bencher.bench(|| compare(&french, &english).len());
}

#[divan::bench]
fn typography_of_a_text(bencher: Bencher) {
    let source = portal().text(FRENCH);
    let body = front_matter::split(&source).value.unwrap().body;
    bencher.bench(|| typeset(&source.text()[body.clone()], Language::French));
}

#[divan::bench]
fn linking_of_a_site(bencher: Bencher) {
    let portal = portal();
    let records = &portal.edition.records;
    bencher.bench(|| link(records, &portal.snapshot, &Shortcuts::default(), None, &portal.options));
}

fn first_commentary() -> Leaf {
    let wanted = "plans-action/p0/commentaires/c0/index.html";
    portal().tree().leaves().into_iter().find(|(output, _)| output == wanted).expect("it is published").1
}

#[divan::bench]
fn page_before_it_is_made_small(bencher: Bencher) {
    let Leaf::Page(route) = first_commentary() else { panic!("a commentary has a page") };
    bencher.bench(|| portal().tree().page(route));
}

#[divan::bench]
fn page_as_it_is_published(bencher: Bencher) {
    let leaf = first_commentary();
    bencher.bench(|| portal().tree().render(&leaf));
}
