//! The libFuzzer program; the environment variable `CLAIREVOIE_TARGET` names the target. See `run`.

#![no_main]

mod targets;

use std::sync::OnceLock;

use libfuzzer_sys::{Corpus, fuzz_target};

static TARGET: OnceLock<&targets::Target> = OnceLock::new();

fuzz_target!(
    init: {
        #[allow(clippy::disallowed_methods, reason = "a fuzzer is told its target by the environment")]
        let name = std::env::var("CLAIREVOIE_TARGET").unwrap_or_default();
        let target = targets::ALL.iter().find(|target| target.name == name);
        let target = target.unwrap_or_else(|| panic!("CLAIREVOIE_TARGET names no target: {name:?}"));
        TARGET.set(target).unwrap_or(());
    },
    |data: &[u8]| -> Corpus {
        match TARGET.get() {
            Some(target) => (target.run)(data),
            None => return Corpus::Reject,
        }
        Corpus::Keep
    }
);
