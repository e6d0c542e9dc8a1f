//! The cache: a result that a stage computed from an input is reused for an equal input.
//!
//! A stage is a function of one input and of this cache, without captures, so that it depends on nothing else. The
//! [`Key`] of an input is the hash of its complete value ([`Keyed`]), so that no list of dependencies has to be
//! maintained. There are two kinds of cache:
//!
//! - the preview keeps values in memory ([`Reuse::in_memory`]): one for each stage and name, replaced when its key
//!   changes;
//! - a build keeps keys on the disk ([`Ledger`]): of checks that found nothing, and of the pages written.
//!
//! No other module caches results of stages.

mod digest;
mod key;
mod ledger;
mod memory;
mod once;

use std::any::TypeId;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub use digest::PublicHash;
pub(crate) use key::keyed;
pub use key::{Key, Keyed};
pub use ledger::{Broken, Entry, Ledger, Site};
use memory::Memory;
pub use once::Once;

use crate::diagnostic::Report;

/// The results of earlier runs, and those of the present one.
#[derive(Debug)]
pub struct Reuse {
    /// Values by stage and name; `None` if each stage runs once.
    memory: Option<Memory>,
    /// Keys of checks in which an earlier build of the same program found nothing.
    clean: HashSet<Key>,
    /// Keys of checks that found nothing now.
    found_clean: Mutex<HashSet<Key>>,
    /// Whether checks are deferred.
    defers: AtomicBool,
    /// The number of deferred checks.
    deferred: AtomicUsize,
}

impl Reuse {
    /// Creates a cache for one run: it is empty, and only records the keys of checks that find nothing.
    pub fn none() -> Self {
        Self::after(HashSet::new())
    }

    /// Like [`Reuse::none`], with the keys of checks in which an earlier run of the same program found nothing.
    pub fn after(clean: HashSet<Key>) -> Self {
        Self {
            memory: None,
            clean,
            found_clean: Mutex::default(),
            defers: AtomicBool::new(false),
            deferred: AtomicUsize::new(0),
        }
    }

    /// Creates a cache that keeps values in memory, for successive runs in one program.
    pub fn in_memory() -> Self {
        Self { memory: Some(Memory::default()), ..Self::none() }
    }

    /// Returns the result of a stage for an input; the cached value if the input is equal.
    ///
    /// For each stage one value is kept for each `name`. The name only limits the memory used: two inputs with one
    /// name replace each other's values, and are never confused.
    pub fn make<I, T, F>(&self, name: &str, input: &I, stage: F) -> Arc<T>
    where
        I: Keyed + ?Sized,
        T: Send + Sync + 'static,
        F: Fn(&I, &Reuse) -> T + Copy + 'static,
    {
        const { assert!(size_of::<F>() == 0, "a stage that captures sees more than its input") };
        match &self.memory {
            None => Arc::new(stage(input, self)),
            Some(memory) => memory.make(TypeId::of::<F>(), name, Key::of(input), || {
                let deferred = self.deferred.load(Ordering::Relaxed);
                let value = stage(input, self);
                // A value computed while checks were deferred is computed again when they run. Checks deferred by
                // another thread may be attributed to it: then it is computed once more than necessary.
                (value, self.deferred.load(Ordering::Relaxed) == deferred)
            }),
        }
    }

    /// Returns the report of a check. A check that found nothing in an equal input is not run again.
    pub fn check<I, F>(&self, name: &str, input: &I, check: F) -> Report
    where
        I: Keyed + ?Sized,
        F: Fn(&I) -> Report + Copy + 'static,
    {
        const { assert!(size_of::<F>() == 0, "a check that captures sees more than its input") };
        if self.defers.load(Ordering::Relaxed) {
            self.deferred.fetch_add(1, Ordering::Relaxed);
            return Report::default();
        }
        let key = Key::of(&(std::any::type_name::<F>(), input));
        if let Some(memory) = &self.memory {
            let found = memory.make(TypeId::of::<F>(), name, key, || (check(input), true));
            return Report::clone(&found);
        }
        let is_known = self.clean.contains(&key);
        let report = if is_known { Report::default() } else { check(input) };
        if report.is_empty() {
            self.found_clean.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        }
        report
    }

    /// Sets whether checks are deferred, so that a first page can be shown before they run. Returns the total
    /// number of checks deferred so far.
    pub fn defer_checks(&self, defers: bool) -> usize {
        self.defers.store(defers, Ordering::Relaxed);
        self.deferred.load(Ordering::Relaxed)
    }

    /// Returns the keys of the checks that found nothing in this run.
    pub fn found_clean(self) -> HashSet<Key> {
        self.found_clean.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes the values that no recent run used. Must be called between runs.
    pub fn tidy(&self) {
        if let Some(memory) = &self.memory {
            memory.tidy();
        }
    }
}

impl Default for Reuse {
    fn default() -> Self {
        Self::none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic, Place};
    use std::sync::atomic::AtomicUsize;

    static RUNS: AtomicUsize = AtomicUsize::new(0);

    fn doubled(input: &(u64, String), _: &Reuse) -> u64 {
        RUNS.fetch_add(1, Ordering::Relaxed);
        input.0 * 2
    }

    #[test]
    fn a_stage_runs_again_only_for_another_input() {
        let reuse = Reuse::in_memory();
        let make = |number, text: &str| *reuse.make("n", &(number, text.to_owned()), doubled);
        assert_eq!((make(1, "a"), make(1, "a"), make(2, "a"), make(1, "b")), (2, 2, 4, 2));
        assert_eq!(RUNS.load(Ordering::Relaxed), 3);
    }

    fn checked(input: &str, reuse: &Reuse) -> Report {
        reuse.check("c", input, complains)
    }

    #[test]
    fn what_was_made_without_its_checks_is_made_again() {
        let (reuse, input) = (Reuse::in_memory(), "bad");
        reuse.defer_checks(true);
        assert!(reuse.make("d", input, checked).is_empty());
        assert_eq!(reuse.defer_checks(false), 1);
        assert!(!reuse.make("d", input, checked).is_empty());
    }

    fn complains(input: &str) -> Report {
        match input {
            "good" => Report::default(),
            _ => Diagnostic::new(Code::EmptyText, Place::file("x")).into(),
        }
    }

    #[test]
    fn a_check_that_found_something_is_run_again() {
        let first = Reuse::none();
        assert!(first.check("a", "good", complains).is_empty() && !first.check("b", "bad", complains).is_empty());
        let clean = first.found_clean();
        assert_eq!(clean.len(), 1);
        let next = Reuse::after(clean);
        assert!(next.check("a", "good", complains).is_empty() && !next.check("b", "bad", complains).is_empty());
        assert_eq!(next.found_clean().len(), 1, "what is still good is known to the run after");
    }
}
