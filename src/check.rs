//! Checks beyond linking: of the rendered pages, and of the language of texts.

pub mod explain;
pub mod external;
mod hints;
mod host;
mod languages;
mod pages;
mod scan;

pub use hints::hints;
pub use host::host;
pub use languages::languages;
pub use pages::pages;
