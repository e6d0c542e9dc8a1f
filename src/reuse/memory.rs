//! Values kept in memory between the runs of one program.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::Key;

/// The number of parts of the cache, so that threads seldom wait for one another.
const PARTS: usize = 32;
/// The number of runs after which an unused value may be removed, once there are many values.
const PATIENCE: u64 = 64;

type Values = HashMap<(TypeId, Box<str>), Kept>;

/// The newest value of each stage under each name.
#[derive(Debug)]
pub(super) struct Memory {
    parts: Vec<Mutex<Values>>,
    /// Counts the runs.
    run: AtomicU64,
    /// The number of values after the last removal.
    tidied_at: AtomicUsize,
}

#[derive(Debug)]
struct Kept {
    key: Key,
    value: Arc<dyn Any + Send + Sync>,
    /// The run in which it was last used.
    asked: u64,
}

impl Default for Memory {
    fn default() -> Self {
        let parts = (0..PARTS).map(|_| Mutex::default()).collect();
        Self { parts, run: AtomicU64::new(0), tidied_at: AtomicUsize::new(0) }
    }
}

impl Memory {
    /// Returns the value kept for a stage and a name if its key is the same; else computes a new one and replaces
    /// it.
    ///
    /// `make` also returns whether the value may be kept. It runs outside of any lock: if it panics, nothing is
    /// kept and the cache remains usable.
    pub(super) fn make<T: Send + Sync + 'static>(
        &self,
        stage: TypeId,
        name: &str,
        key: Key,
        make: impl FnOnce() -> (T, bool),
    ) -> Arc<T> {
        let slot = (stage, Box::from(name));
        let part = &self.parts[part_of(name)];
        let run = self.run.load(Ordering::Relaxed);
        let known = {
            let mut values = part.lock().unwrap_or_else(PoisonError::into_inner);
            values.get_mut(&slot).filter(|kept| kept.key == key).map(|kept| {
                kept.asked = run;
                Arc::clone(&kept.value)
            })
        };
        if let Some(value) = known.and_then(|value| value.downcast().ok()) {
            return value;
        }
        let (value, may_be_kept) = make();
        let value = Arc::new(value);
        if !may_be_kept {
            return value;
        }
        let kept = Kept { key, value: Arc::clone(&value) as _, asked: run };
        let before = part.lock().unwrap_or_else(PoisonError::into_inner).insert(slot, kept);
        drop(before);
        value
    }

    /// Ends a run. When there are more than a thousand values plus twice as many as after the last removal, those
    /// that were not used in the last [`PATIENCE`] runs are removed: they belong to names that no longer exist.
    pub(super) fn tidy(&self) {
        let run = self.run.fetch_add(1, Ordering::Relaxed) + 1;
        let count = || self.parts.iter().map(|part| part.lock().unwrap_or_else(PoisonError::into_inner).len()).sum();
        let now: usize = count();
        if now > 1_000 + 2 * self.tidied_at.load(Ordering::Relaxed) {
            for part in &self.parts {
                let mut values = part.lock().unwrap_or_else(PoisonError::into_inner);
                values.retain(|_, kept| run - kept.asked <= PATIENCE);
            }
            self.tidied_at.store(count(), Ordering::Relaxed);
        }
    }
}

fn part_of(name: &str) -> usize {
    name.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % PARTS
}
