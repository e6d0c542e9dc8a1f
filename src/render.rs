//! From views to bytes: the [`theme`], and the [`Tree`] that renders any path when it is asked for.

mod filters;
mod minify;
pub mod theme;
mod tree;

pub use theme::Theme;
pub use tree::{Failure, Leaf, Tree};
