//! The fuzz targets. Each takes arbitrary bytes and panics when an invariant does not hold. Ordinary tests replay the
//! committed corpora through them (`replay.rs`); libFuzzer generates new inputs (`main.rs`).

mod chain;
mod comparison;
mod exports;
mod facts;
mod markdown;
mod page;
mod paths;
mod portal;
mod record;
mod request;
mod typography;
mod yaml;

/// A fuzz target.
pub struct Target {
    /// Its name, and that of the folder of its corpus.
    pub name: &'static str,
    /// Runs one input; panics when an invariant does not hold.
    pub run: fn(&[u8]),
}

/// All targets.
pub const ALL: &[Target] = &[
    Target { name: "yaml", run: yaml::run },
    Target { name: "record", run: record::run },
    Target { name: "front_matter", run: record::front_matter },
    Target { name: "markdown", run: markdown::run },
    Target { name: "facts", run: facts::run },
    Target { name: "comparison", run: comparison::run },
    Target { name: "typography", run: typography::run },
    Target { name: "paths", run: paths::run },
    Target { name: "request", run: request::run },
    Target { name: "chain", run: chain::run },
    Target { name: "exports", run: exports::run },
];

/// Splits an input into the kind that its first byte selects and the rest; `None` if it is empty.
fn choice<'d, T>(data: &'d [u8], among: &'d [T]) -> Option<(&'d T, &'d [u8])> {
    let (first, rest) = data.split_first()?;
    Some((&among[usize::from(*first) % among.len()], rest))
}

/// The letters and digits of a text, in order: no stage may drop, add or reorder them.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
