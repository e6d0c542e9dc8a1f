//! The faults of a published site, and how serious each is.

/// A fault of a published site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The chain has another edition with the number of one that was seen before.
    Forked(u32),
    /// The chain is broken at this line, from 1.
    BrokenChain(usize),
    /// The chain ends before an edition that was seen before, or does not contain it.
    Truncated(String),
    /// The checkpoint is not that of the chain.
    WrongCheckpoint,
    /// The statement of the edition differs from that in the chain.
    WrongStatement,
    /// The signature is not one of this manifest by a key of this edition.
    WrongSignature,
    /// An edition names other keys than the one before, and none of those confirms them.
    KeysReplaced(u32),
    /// Keys are stated, but there is no signature.
    Unsigned,
    /// A signature cannot be checked, since the tool for it is missing.
    Unchecked(String),
    /// There is no manifest, or it cannot be read: the line, if one is wrong.
    NoManifest(Option<usize>),
    /// The manifest is that of an earlier edition than the last of the chain.
    Outdated(u32),
    /// The manifest belongs to no edition.
    NotAnEdition,
    /// A file does not match the manifest.
    Altered(String),
    /// A file is missing.
    Missing(String),
    /// A file is in no manifest.
    Extra(String),
    /// A file is changed in transit.
    AlteredInTransit(String),
    /// A file could not be read: its path, and the reason.
    Unreadable(String, String),
}

impl Finding {
    /// Returns the name of the fault, for messages and programs.
    pub fn name(&self) -> &'static str {
        self.what().0
    }

    /// Returns the exit code of a verification whose most serious fault this is.
    pub fn exit_code(&self) -> u8 {
        self.what().1
    }

    fn what(&self) -> (&'static str, u8) {
        match self {
            Finding::Forked(_) => ("forked", 18),
            Finding::BrokenChain(_) => ("broken-chain", 16),
            Finding::WrongCheckpoint => ("wrong-checkpoint", 16),
            Finding::WrongStatement => ("wrong-statement", 16),
            Finding::Truncated(_) => ("truncated", 17),
            Finding::WrongSignature => ("wrong-signature", 20),
            Finding::KeysReplaced(_) => ("keys-replaced", 20),
            Finding::Unsigned => ("unsigned", 19),
            Finding::Unchecked(_) => ("unchecked", 21),
            Finding::NoManifest(_) => ("no-manifest", 14),
            Finding::Outdated(_) => ("outdated", 15),
            Finding::NotAnEdition => ("not-an-edition", 15),
            Finding::Altered(_) => ("altered", 10),
            Finding::Missing(_) => ("missing", 12),
            Finding::Extra(_) => ("extra", 13),
            Finding::AlteredInTransit(_) => ("altered-in-transit", 11),
            Finding::Unreadable(..) => ("unreadable", 3),
        }
    }

    /// Returns what the fault concerns: a path, a number, a line.
    pub fn subject(&self) -> String {
        match self {
            Finding::Forked(number) | Finding::KeysReplaced(number) | Finding::Outdated(number) => number.to_string(),
            Finding::BrokenChain(line) => line.to_string(),
            Finding::NoManifest(line) => line.map(|line| line.to_string()).unwrap_or_default(),
            Finding::Truncated(text)
            | Finding::Unchecked(text)
            | Finding::Altered(text)
            | Finding::Missing(text)
            | Finding::Extra(text)
            | Finding::AlteredInTransit(text)
            | Finding::Unreadable(text, _) => text.clone(),
            Finding::WrongCheckpoint
            | Finding::WrongStatement
            | Finding::WrongSignature
            | Finding::Unsigned
            | Finding::NotAnEdition => String::new(),
        }
    }
}

/// Returns how serious a fault is: the most serious is 0.
pub(super) fn rank(finding: &Finding) -> u8 {
    match finding {
        Finding::Forked(_) => 0,
        Finding::BrokenChain(_) => 1,
        Finding::Truncated(_) => 2,
        Finding::WrongCheckpoint | Finding::WrongStatement => 3,
        Finding::WrongSignature => 4,
        Finding::KeysReplaced(_) => 5,
        Finding::Unsigned => 6,
        Finding::NoManifest(_) => 7,
        Finding::Outdated(_) => 8,
        Finding::NotAnEdition => 9,
        Finding::Altered(_) => 10,
        Finding::Missing(_) => 11,
        Finding::Extra(_) => 12,
        Finding::Unreadable(..) => 13,
        Finding::AlteredInTransit(_) => 14,
        Finding::Unchecked(_) => 15,
    }
}
