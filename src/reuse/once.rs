//! A value computed on first use and then shared: it belongs to something immutable.

use std::sync::OnceLock;

/// A value computed once. It is dropped with its owner: nothing has to clear it.
#[derive(Debug)]
pub struct Once<T>(OnceLock<T>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Once<T> {
    /// Returns the value, computed now if needed.
    ///
    /// `make` must not wait for work that it gives to other threads: a waiting thread takes up other work, and if
    /// that needs this value, the thread waits for itself.
    pub fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}
