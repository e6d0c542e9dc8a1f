//! Clairevoie turns a folder of YAML records and Markdown commentary into the bilingual site of a
//! public advisory committee. This is the journey of the data:
//!
//! ```text
//! content/ ─► Snapshot ─► Records ─► Site ─► Pages ─► Tree ─► public/ or browser
//!            files,       typed,     linked,  what     each route
//!            hashes       one file   checked, exists,  rendered
//!                         each       frozen   its URL  when asked
//! ```
//!
//! Each stage is a function from a value to a value with its report. [`journey::make`] runs them, and [`reuse`] is
//! the only module that caches anything. Each layer imports only from those above it in this table (a test parses
//! the sources): see `docs/architecture.md`.
//!
//! | layer | content |
//! |---|---|
//! | [`language`], [`diagnostic`] | the two languages; what is reported to an editor: used by all |
//! | [`reuse`] | cache keys, the preview's memory, the ledger of builds |
//! | [`source`] | the files of a moment, YAML and front matter with their places |
//! | [`model`] | one file per concept: type, reader, rules of its own |
//! | [`site`] | records linked, rules that join them |
//! | [`tables`] | the records as rows and columns |
//! | [`prose`] | Markdown to HTML |
//! | [`page`] | pages, routes, the views that templates see |
//! | [`data`] | files for machines |
//! | [`render`] | theme, templates, shared parts, the tree |
//! | [`journey`] | the stages, one after the other |
//! | [`search`] | the index of all texts |
//! | [`check`] | checks of the tree |
//! | [`editing`] | changes to the sources on request |
//! | [`editions`] | the changes of each edition |
//! | [`hosts`] | the configuration of web servers |
//! | [`output`] | writes the tree to the disk; no other layer writes |
//! | [`deployment`] | sends the published folder to a target that only a tool can reach |
//! | [`preview`] | watch, swap, HTTP |
//! | [`cli`] | commands; only this layer reads the clock and the environment |

pub mod check;
pub mod cli;
pub mod data;
pub mod deployment;
pub mod diagnostic;
pub mod editing;
pub mod editions;
pub mod hosts;
pub mod journey;
pub mod language;
pub mod model;
pub mod output;
pub mod page;
pub mod preview;
pub mod prose;
pub mod render;
pub mod reuse;
pub mod search;
pub mod site;
pub mod source;
pub mod tables;
pub mod verification;
