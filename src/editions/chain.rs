//! The chain of editions: each contains the hash of its manifest and the hash of the edition before, so that anyone
//! who knows a later one can detect an edition that was changed, removed or inserted.
//!
//! An edition is a line of `editions.json`. Its hash is the SHA-256 of that line without the comma that follows it.

use serde::{Deserialize, Serialize};

use super::merkle;
use crate::reuse::PublicHash;

/// The part of an edition that is known before its manifest. Published as `edition.json`, which the manifest lists:
/// a signature of the manifest therefore covers all editions before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its number in the chain, from 1.
    pub number: u32,
    /// The day of its publication, in the portal's time zone.
    pub date: String,
    /// The address of the portal.
    pub portal: String,
    /// The number of the last edition in the history of changes.
    pub history: u32,
    /// The hash of the edition before.
    #[serde(with = "hash", default)]
    pub previous: Option<PublicHash>,
    /// The public keys that sign editions from this one on, as the portal states them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// The number of the edition that this one restores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restores: Option<u32>,
}

/// An edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Its statement.
    #[serde(flatten)]
    pub statement: Statement,
    /// The hash of its manifest.
    #[serde(with = "one_hash")]
    pub manifest: PublicHash,
}

/// Every edition, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    editions: Vec<Edition>,
}

/// The reason why a chain is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It is not in the form of a chain: the line, from 1.
    Form(usize),
    /// An edition has a number that is not its position.
    Number(u32),
    /// An edition does not name the hash of the one before.
    Link(u32),
}

impl Statement {
    /// Returns the text of `edition.json`.
    pub fn to_text(&self) -> String {
        to_json(self) + "\n"
    }

    /// Parses `edition.json`; `None` if it is in another form.
    pub fn read(text: &str) -> Option<Self> {
        let statement: Self = serde_json::from_str(text).ok()?;
        (statement.to_text() == text).then_some(statement)
    }
}

impl Edition {
    /// Returns the hash of the edition, which is that of its line.
    pub fn hash(&self) -> PublicHash {
        PublicHash::of(to_json(self).as_bytes())
    }

    /// Returns the number and the hash, by which a reader can check later whether the chain still contains it:
    /// `12:3f2a…`.
    pub fn token(&self) -> String {
        format!("{}:{}", self.statement.number, self.hash().to_hex())
    }
}

impl Chain {
    /// Parses a chain, and verifies it from the first edition to the last.
    ///
    /// # Errors
    /// The first place where it is broken.
    pub fn read(text: &str) -> Result<Self, Broken> {
        let lines: Vec<&str> = text.lines().collect();
        let [first, editions @ .., last] = lines.as_slice() else { return Err(Broken::Form(1)) };
        if *first != "[" {
            return Err(Broken::Form(1));
        }
        let mut chain = Self::default();
        for (at, line) in editions.iter().enumerate() {
            let is_last = at + 1 == editions.len();
            let own = if is_last { Some(*line) } else { line.strip_suffix(',') };
            let edition: Option<Edition> = own.and_then(|own| serde_json::from_str(own).ok());
            // Only the form whose hash is computed is accepted.
            let edition =
                edition.filter(|edition| Some(to_json(edition).as_str()) == own).ok_or(Broken::Form(at + 2))?;
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            if edition.statement.number != number {
                return Err(Broken::Number(edition.statement.number));
            }
            if edition.statement.restores.is_some_and(|restored| restored >= number) {
                return Err(Broken::Form(at + 2));
            }
            if edition.statement.previous != chain.last().map(Edition::hash) {
                return Err(Broken::Link(number));
            }
            chain.editions.push(edition);
        }
        if *last == "]" && text.ends_with('\n') { Ok(chain) } else { Err(Broken::Form(lines.len())) }
    }

    /// Returns the text of `editions.json`.
    pub fn to_text(&self) -> String {
        let lines: Vec<String> = self.editions.iter().map(to_json).collect();
        let end = if lines.is_empty() { "" } else { "\n" };
        format!("[\n{}{end}]\n", lines.join(",\n"))
    }

    /// Returns the editions, in order.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// Returns the last edition.
    pub fn last(&self) -> Option<&Edition> {
        self.editions.last()
    }

    /// Returns an edition by its number.
    pub fn get(&self, number: u32) -> Option<&Edition> {
        self.editions.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// Creates the statement of the next edition: its number and the hash of the last one are derived from the
    /// chain.
    pub fn next(&self, date: String, portal: String, history: u32, keys: Vec<String>) -> Statement {
        let number = u32::try_from(self.editions.len()).unwrap_or(u32::MAX).saturating_add(1);
        let previous = self.last().map(Edition::hash);
        Statement { number, date, portal, history, previous, keys, restores: None }
    }

    /// Adds an edition whose statement is the chain's next.
    pub fn push(&mut self, statement: Statement, manifest: PublicHash) {
        debug_assert_eq!(statement.previous, self.last().map(Edition::hash));
        self.editions.push(Edition { statement, manifest });
    }

    /// Returns whether another chain is the beginning of this one: none of its editions is missing or different
    /// here.
    pub fn continues(&self, other: &Self) -> bool {
        self.editions.starts_with(&other.editions)
    }

    /// Returns the number of the edition whose files an edition has: itself, or the one that it restores.
    pub fn content_of(&self, number: u32) -> u32 {
        let restored = |number: u32| self.get(number).and_then(|edition| edition.statement.restores);
        // An edition only restores an earlier one.
        std::iter::successors(Some(number), |number| restored(*number)).last().unwrap_or(number)
    }

    /// Returns the other editions that have the same files as one.
    pub fn others_of(&self, number: u32) -> Vec<u32> {
        let content = self.content_of(number);
        let numbers = self.editions.iter().map(|edition| edition.statement.number);
        numbers.filter(|other| *other != number && self.content_of(*other) == content).collect()
    }

    /// Returns the checkpoint of the chain: its name, which is derived from the first edition, the number of
    /// editions, and the root of their tree.
    pub fn checkpoint(&self) -> String {
        let origin = self.editions.first().map_or("", |first| origin(&first.statement.portal));
        let leaves = self.editions.iter().map(|edition| to_json(edition).into_bytes());
        merkle::checkpoint(origin, &leaves.collect::<Vec<_>>())
    }
}

/// Returns the name of a chain for witnesses: the address of the portal without its scheme.
fn origin(portal: &str) -> &str {
    portal.split_once("://").map_or(portal, |(_, rest)| rest).trim_end_matches('/')
}

/// The folder of the files that confirm new keys, below the root of a site and below [`crate::source::EDITIONS`].
pub const SUCCESSIONS: &str = "keys";

/// Returns the path of the statement of an edition with new keys, beside its signature by a key of the edition
/// before.
pub fn succession_path(number: u32) -> String {
    format!("{SUCCESSIONS}/{number:06}.json")
}

/// Returns whether a path is that of a file that confirms new keys, or of its signature.
pub fn is_succession(path: &str) -> bool {
    let name = path.strip_prefix(SUCCESSIONS).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default();
    let number = [".json", ".json.minisig", ".json.sig"].iter().find_map(|end| name.strip_suffix(end));
    number.is_some_and(|number| number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns a value as one line of JSON, with its keys in the order of its fields.
fn to_json<T: Serialize>(value: &T) -> String {
    // Only numbers, texts and lists of texts: serializing them cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// A hash as `sha256:` and 64 digits, or `null`.
mod hash {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::reuse::PublicHash;

    const MARK: &str = "sha256:";

    pub(super) fn serialize<S: Serializer>(hash: &Option<PublicHash>, to: S) -> Result<S::Ok, S::Error> {
        hash.map(|hash| format!("{MARK}{}", hash.to_hex())).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PublicHash>, D::Error> {
        let written: Option<String> = Option::deserialize(from)?;
        let read = |text: String| text.strip_prefix(MARK).and_then(PublicHash::from_hex);
        written.map(|text| read(text).ok_or_else(|| serde::de::Error::custom("not a hash"))).transpose()
    }
}

/// Like [`hash`], but never `null`.
mod one_hash {
    use serde::{Deserializer, Serializer};

    use super::hash;
    use crate::reuse::PublicHash;

    pub(super) fn serialize<S: Serializer>(own: &PublicHash, to: S) -> Result<S::Ok, S::Error> {
        hash::serialize(&Some(*own), to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PublicHash, D::Error> {
        hash::deserialize(from)?.ok_or_else(|| serde::de::Error::custom("no hash"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: u32) -> Chain {
        let mut chain = Chain::default();
        for number in 1..=length {
            let statement = chain.next(format!("2026-11-{number:02}"), "https://a.example/".into(), number, Vec::new());
            chain.push(statement, PublicHash::of(&[number as u8]));
        }
        chain
    }

    #[test]
    fn a_chain_reads_back() {
        for length in [0, 1, 3] {
            assert_eq!(Chain::read(&chain(length).to_text()), Ok(chain(length)), "{}", chain(length).to_text());
        }
    }

    #[test]
    fn a_statement_reads_back_and_in_no_other_form() {
        let text = chain(2).last().unwrap().statement.to_text();
        assert_eq!(Statement::read(&text), Some(chain(2).last().unwrap().statement.clone()));
        for other in [text.trim_end().to_owned(), text.replace(',', ", "), text.replace("sha256:", "md5:")] {
            assert_eq!(Statement::read(&other), None, "{other}");
        }
    }

    #[test]
    fn editions_are_found_by_their_numbers_from_one() {
        let chain = chain(3);
        assert_eq!(chain.get(0), None);
        assert_eq!(chain.get(1), chain.editions().first());
        assert_eq!(chain.get(3), chain.last());
        assert_eq!(chain.get(4), None);
        assert_eq!(chain.get(2).unwrap().token(), format!("2:{}", chain.get(2).unwrap().hash().to_hex()));
        assert_eq!(chain.get(3).unwrap().statement.previous, Some(chain.get(2).unwrap().hash()));
    }

    #[test]
    fn a_chain_continues_its_own_beginnings_only() {
        assert!(chain(3).continues(&chain(3)) && chain(3).continues(&chain(1)) && chain(3).continues(&chain(0)));
        assert!(!chain(2).continues(&chain(3)));
        let mut other = chain(2);
        other.editions[1].manifest = PublicHash::of(b"other");
        assert!(!chain(3).continues(&other));
    }

    #[test]
    fn an_edition_that_puts_back_another_has_its_files() {
        let mut chain = chain(2);
        for restored in [1, 3, 2] {
            let mut statement = chain.next(String::new(), String::new(), 1, Vec::new());
            statement.restores = Some(restored);
            chain.push(statement, PublicHash::of(b""));
        }
        assert_eq!([1, 2, 3, 4, 5, 9].map(|number| chain.content_of(number)), [1, 2, 1, 1, 2, 9]);
        assert_eq!(chain.others_of(1), [3, 4]);
        assert_eq!(chain.others_of(4), [1, 3]);
        assert_eq!(chain.others_of(5), [2]);
        assert_eq!(Chain::read(&chain.to_text()).as_ref(), Ok(&chain));
        // An edition cannot restore itself, or a later one.
        for wrong in [5, 6] {
            let text = chain.to_text().replace("\"restores\":2", &format!("\"restores\":{wrong}"));
            assert_eq!(Chain::read(&text), Err(Broken::Form(6)), "{wrong}");
        }
    }

    #[test]
    fn what_vouches_for_keys_is_known_by_its_path() {
        assert_eq!(succession_path(12), "keys/000012.json");
        for end in ["", ".minisig", ".sig"] {
            assert!(is_succession(&format!("keys/000012.json{end}")), "{end}");
        }
        let others = ["keys/12.json", "keys/0000012.json", "keys/00001a.json", "keys/000012.txt", "000012.json"];
        for other in others.into_iter().chain(["keys000012.json", "key/000012.json", "keys/000012.json.sig.sig"]) {
            assert!(!is_succession(other), "{other}");
        }
    }

    #[test]
    fn the_checkpoint_names_the_portal_without_its_scheme() {
        assert_eq!(origin("https://a.example/b/"), "a.example/b");
        assert_eq!(origin("a.example"), "a.example");
        assert!(chain(2).checkpoint().starts_with("a.example\n2\n"), "{}", chain(2).checkpoint());
    }

    #[test]
    fn a_hash_is_one_of_the_mark_and_sixty_four_digits() {
        let text = chain(1).to_text();
        assert!(Chain::read(&text.replace("sha256:", "sha1:")).is_err());
        let hash = chain(1).last().unwrap().manifest.to_hex();
        assert!(Chain::read(&text.replace(&format!("\"sha256:{hash}\""), "null")).is_err());
    }

    #[test]
    fn no_edition_is_changed_left_out_or_put_in_unseen() {
        let text = chain(4).to_text();
        let lines: Vec<&str> = text.lines().collect();
        let without = [&lines[..2], &lines[3..]].concat().join("\n") + "\n";
        assert_eq!(Chain::read(&without), Err(Broken::Number(3)));
        assert_eq!(Chain::read(&text.replacen("2026-11-02", "2026-11-12", 1)), Err(Broken::Link(3)));
        assert_eq!(Chain::read(&text.replacen("\"history\":2", "\"history\": 2", 1)), Err(Broken::Form(3)));
        assert_eq!(Chain::read(&text.replacen("\"history\":2", "\"history\":2,\"x\":1", 1)), Err(Broken::Form(3)));
        for cut in 0..text.len() {
            assert!(Chain::read(&text[..cut]).is_err(), "{cut}");
        }
    }
}
