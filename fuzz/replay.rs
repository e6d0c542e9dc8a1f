//! Replays the committed corpora through the fuzz targets, as ordinary tests, and a few hundred mutations of them.
//!
//! The mutations are the same each time. `CLAIREVOIE_SEED` and `CLAIREVOIE_MUTATIONS` ask for others and for more; they
//! are blind, `fuzz/run` is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "how many mutations are tried is asked for by the environment")]

#[allow(dead_code, reason = "shared with the tests of the law")]
#[path = "../tests/suite/numbers.rs"]
mod numbers;
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::numbers::Numbers;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let trial = |target: &'static targets::Target| {
        let own = folder.join(format!("{}.jsonl", target.name));
        Trial::test(target.name, move || replay(target, &own))
    };
    libtest_mimic::run(&Arguments::from_args(), targets::ALL.iter().map(trial).collect()).exit();
}

/// How many mutations of its corpus each target is given.
const MUTATIONS: usize = 150;

fn replay(target: &targets::Target, corpus: &Path) -> Result<(), Failed> {
    let lines = fs::read_to_string(corpus)?;
    let inputs: Vec<Vec<u8>> = lines.lines().map(input).collect();
    if inputs.len() < 10 {
        return Err(format!("{}: a corpus of {} inputs", corpus.display(), inputs.len()).into());
    }
    for (at, input) in inputs.iter().enumerate() {
        run(target, input, &|| format!("{}:{}", corpus.display(), at + 1))?;
    }
    let asked =
        |name: &str, default: usize| std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default);
    let (seed, count) = (asked("CLAIREVOIE_SEED", 1), asked("CLAIREVOIE_MUTATIONS", MUTATIONS));
    let mut numbers = Numbers(seed as u64 * 2 + 1);
    for at in 0..count {
        let input = mutated(&inputs, &mut numbers);
        run(target, &input, &|| format!("mutation {at} of seed {seed}: {:?}", String::from_utf8_lossy(&input)))?;
    }
    Ok(())
}

/// An input of a corpus: a JSON string, or an object with hexadecimal bytes.
fn input(line: &str) -> Vec<u8> {
    match serde_json::from_str(line).unwrap() {
        serde_json::Value::String(text) => text.into_bytes(),
        entry => {
            let digits = entry["hex"].as_str().unwrap();
            (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
        }
    }
}

fn run(target: &targets::Target, input: &[u8], named: &dyn Fn() -> String) -> Result<(), Failed> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input)))
        .map_err(|_| format!("{} fails, see the panic above", named()).into())
}

/// An input with some of its bytes changed, doubled, dropped, or replaced by a piece of another one.
fn mutated(inputs: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    const SIGNS: [&str; 14] =
        ["\n", "\n\n", ": ", "- ", "[", "](", "\"", "'", "|", "\u{e9}", "\u{2019}", "&#x3c;", "\t", "\u{1f}"];
    let mut input = inputs[numbers.below(inputs.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(input.len() + 1);
        let end = (at + 1 + numbers.below(40)).min(input.len());
        match numbers.below(5) {
            0 => drop(input.drain(at..end.max(at))),
            1 => {
                let piece = input[at..end.max(at)].to_vec();
                drop(input.splice(at..at, piece));
            }
            2 => drop(input.splice(at..at, SIGNS[numbers.below(SIGNS.len())].bytes())),
            3 => {
                let other = &inputs[numbers.below(inputs.len())];
                let from = numbers.below(other.len() + 1);
                let to = (from + numbers.below(200)).min(other.len());
                drop(input.splice(at..at, other[from..to].iter().copied()));
            }
            _ => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = byte.wrapping_add(1 + u8::try_from(numbers.below(255)).unwrap());
                }
            }
        }
    }
    input.truncate(8_192);
    input
}
