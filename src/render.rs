//! Renders views to bytes: the [`theme`], and the [`Tree`] that renders any path on request.

mod downloads;
mod filters;
mod minify;
pub mod theme;
mod tree;
mod trim;

pub use filters::register;
pub use theme::{Theme, WhiteSpace};
pub use tree::{Content, Failure, PageJob, Tree};
