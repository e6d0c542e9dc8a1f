//! What an edition is made from, as hashes: the same inputs give the same bytes, so that what was made
//! from them needs no second making.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Source;
use crate::model::records::Parsed;
use crate::model::{Kind, Record};
use crate::page::{Page, Route};
use crate::render::Leaf;
use crate::site::{self, Options, Site};
use crate::source::{File, Fingerprint, Snapshot, front_matter};

/// The inputs of an edition: every file by its bytes, every option, the day that stands for today, and
/// the program.
#[derive(Debug)]
pub struct Inputs {
    whole: blake3::Hash,
    /// All of it but the bodies of commentaries. What one commentary's page shows of another is in
    /// its front matter.
    around: blake3::Hash,
    /// The commentaries' files, in the order of their paths.
    texts: Vec<(Arc<str>, Fingerprint)>,
}

/// A file as inputs see it.
struct Seen {
    /// Its bytes.
    bytes: blake3::Hash,
    /// What other pages than its own may show of it.
    around: blake3::Hash,
    /// Its fingerprint, if it is a commentary's.
    text: Option<Fingerprint>,
}

impl Inputs {
    /// The inputs of an edition of a snapshot; `program` is the program's own hash. `None` where the
    /// portal's record cannot be read, or a file no longer.
    pub fn of(snapshot: &Snapshot, options: &Options, program: &blake3::Hash) -> Option<Self> {
        // What could not be taken as a file of the portal is to be told, each time.
        if snapshot.refused().next().is_some() {
            return None;
        }
        let files: Vec<(&Arc<str>, &File)> = snapshot.iter().collect();
        let seen: Vec<Option<Seen>> = files.par_iter().map(|(path, file)| see(path, file)).collect();
        let portal = snapshot.iter().find_map(|(path, file)| match (file, &**path) {
            (File::Text { source, .. }, "content/portal.yaml") => Some(Parsed::alone(Kind::Portal, source)),
            _ => None,
        });
        let Some(Record::Portal(portal)) = portal?.record else { return None };
        let day = site::reference_date(&portal, options);
        let base = options.base_url.as_ref().map_or_else(String::new, |url| format!("{}{}", url.origin(), url.path()));
        let said = format!("{day} {base} {} {}", options.drafts, options.search);
        let (mut whole, mut around) = (blake3::Hasher::new(), blake3::Hasher::new());
        let mut texts = Vec::new();
        for hasher in [&mut whole, &mut around] {
            hasher.update(program.as_bytes()).update(&(said.len() as u64).to_le_bytes()).update(said.as_bytes());
        }
        for ((path, _), seen) in files.into_iter().zip(seen) {
            let seen = seen?;
            whole.update(path.as_bytes()).update(&[0]).update(seen.bytes.as_bytes());
            around.update(path.as_bytes()).update(&[0]).update(seen.around.as_bytes());
            texts.extend(seen.text.map(|text| (Arc::clone(path), text)));
        }
        Some(Self { whole: whole.finalize(), around: around.finalize(), texts })
    }

    /// All of them, as one hash.
    pub fn whole(&self) -> &blake3::Hash {
        &self.whole
    }

    /// What a leaf is made from, where that is less than everything: the page of a commentary needs no
    /// body but its own, other pages and files need none.
    pub fn leaf(&self, site: &Site, leaf: &Leaf) -> Option<blake3::Hash> {
        match leaf {
            Leaf::Page(Route { page: Page::Commentary(at), .. }) => {
                let pair = &site.commentaries[*at].text;
                self.pair(pair.french.source.path(), pair.english.as_ref().map(|english| &**english.source.path()))
            }
            Leaf::Page(_) | Leaf::Citation(_) | Leaf::SiteMap | Leaf::Robots => Some(self.around),
            Leaf::Theme(_) | Leaf::Asset(_) => None,
        }
    }

    /// The commentaries, by path, whose pages were `made` by a build that found nothing wrong: with the
    /// same text and the same around it, there is nothing wrong with them now.
    pub fn sound(&self, made: &HashSet<blake3::Hash>) -> HashSet<Arc<str>> {
        let mut sound = HashSet::new();
        for (french, _) in self.texts.iter().filter(|_| !made.is_empty()) {
            let Some(name) = french.strip_suffix(".fr.md") else { continue };
            let english = format!("{name}.en.md");
            let english = self.texts.binary_search_by(|(path, _)| (**path).cmp(&english)).ok();
            let english = english.map(|at| &self.texts[at].0);
            let pair = self.pair(french, english.map(|path| &**path));
            if pair.is_some_and(|pair| made.contains(&pair)) {
                sound.extend([Some(french), english].into_iter().flatten().cloned());
            }
        }
        sound
    }

    /// What the page of a commentary is made from, by the paths of its texts.
    fn pair(&self, french: &str, english: Option<&str>) -> Option<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.around.as_bytes());
        for text in [Some(french), english].into_iter().flatten() {
            let at = self.texts.binary_search_by(|(path, _)| (**path).cmp(text)).ok()?;
            hasher.update(&self.texts[at].1);
        }
        Some(hasher.finalize())
    }
}

fn see(path: &str, file: &File) -> Option<Seen> {
    let (source, fingerprint) = match file {
        File::Text { source, fingerprint } => (source, fingerprint),
        File::Binary { .. } => {
            let bytes = file.bytes().ok().map(|bytes| blake3::hash(&bytes))?;
            return Some(Seen { bytes, around: bytes, text: None });
        }
    };
    let bytes = blake3::Hash::from_bytes(*fingerprint);
    // The body of a confirmed copy is not the body of a commentary: it tells what is stale.
    let is_commentary = path.starts_with("content/") && matches!(Kind::of(path), Ok(Kind::Commentary(..)));
    let head = is_commentary.then(|| head(source)).flatten();
    Some(match head {
        Some(around) => Seen { bytes, around, text: Some(*fingerprint) },
        None => Seen { bytes, around: bytes, text: is_commentary.then_some(*fingerprint) },
    })
}

/// The hash of a front matter.
fn head(source: &Arc<Source>) -> Option<blake3::Hash> {
    let halves = front_matter::split(source).value?;
    Some(blake3::hash(source.text()[halves.yaml].as_bytes()))
}
