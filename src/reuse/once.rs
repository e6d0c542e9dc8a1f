//! What is made when it is first asked for, and then the same for all who ask: a value of something that never changes.

use std::sync::OnceLock;

/// A value that is made once. It goes with what it is a part of: nobody has to clear it.
#[derive(Debug)]
pub struct Once<T>(OnceLock<T>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Once<T> {
    /// The value, made now if it was not before.
    ///
    /// `make` must not hand work to other threads and wait for it: a thread that waits takes up other work, and if
    /// that asks for this value, it waits for itself.
    pub fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}
