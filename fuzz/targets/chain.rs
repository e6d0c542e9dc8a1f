//! Readers of generated files: manifest, statement, chain, ledger, history, keys, signatures. Anything but the exact form
//! is refused; a value that is read serializes to the same.

use clairevoie::diagnostic::Source;
use clairevoie::editions::chain::{Chain, Statement};
use clairevoie::editions::{compare, manifest, read_manifest};
use clairevoie::model::signing_key::SigningKey;
use clairevoie::reuse::{Key, Ledger};
use clairevoie::site::history;
use clairevoie::verification::{Seen, check};

use super::choice;

pub fn run(data: &[u8]) {
    let Some((kind, bytes)) = choice(data, &[0, 1, 2, 3, 4, 5, 6]) else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match kind {
        0 => sums(text),
        1 => drop(Statement::read(text).map(|statement| assert_eq!(statement.to_text(), text))),
        2 => chain(text),
        3 => ledger(text),
        4 => drop(history::read(&Source::new("editions/0001.yaml".into(), text))),
        5 => key(text),
        _ => comparison(text),
    }
}

fn sums(text: &str) {
    let Ok(mut files) = read_manifest(text) else { return };
    let written = manifest(files.iter().map(|(path, hash)| (path.as_str(), *hash)));
    let mut read = read_manifest(&written).unwrap();
    read.sort_unstable();
    files.sort_unstable();
    assert_eq!(read, files);
    for (path, _) in files {
        let is_below = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        assert!(is_below, "{path:?} is outside of the site");
    }
}

fn chain(text: &str) {
    let Ok(chain) = Chain::read(text) else { return };
    assert_eq!(chain.to_text(), text);
    assert!(chain.continues(&chain));
    drop(chain.checkpoint());
    for edition in chain.editions() {
        assert!(chain.content_of(edition.statement.number) <= edition.statement.number);
        assert!(Seen::parse(&edition.token()).is_some());
    }
}

fn ledger(text: &str) {
    drop(Ledger::from_text(text));
    drop(Ledger::salvaged(text));
    // The last line is a hash of all before it, which no fuzzer finds.
    let ended = format!("{text}end {}\n", Key::of_bytes(text.as_bytes()).to_hex());
    if let Ok(ledger) = Ledger::from_text(&ended) {
        assert_eq!(Ledger::from_text(&ledger.to_text()).as_ref(), Ok(&ledger));
        for file in ledger.files() {
            let is_below = file.output.split('/').all(|part| !matches!(part, "" | "." | ".."));
            assert!(is_below, "{:?} is outside of the site", file.output);
        }
    }
}

fn key(text: &str) {
    let _ = Seen::parse(text);
    let (key, signature) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(key) = SigningKey::parse(key) {
        assert_eq!(SigningKey::parse(&key.to_string()), Some(key.clone()));
        drop(check(&key, b"abc", "SHA256SUMS", signature.as_bytes(), &|_, _, _| None));
    }
}

/// Two versions of a file, for the history.
fn comparison(text: &str) {
    let (before, after) = text.split_once('\u{1f}').unwrap_or((text, text));
    for path in ["content/members/alpha.yaml", "content/pages/a-propos.fr.md"] {
        let change = compare(path, before, after);
        assert!(before != after || change.is_none(), "{path}: a text differs from itself: {change:?}");
    }
}
