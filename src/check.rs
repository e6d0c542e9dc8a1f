//! What is verified beyond linking: the rendered pages, and the language that texts are in.

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
