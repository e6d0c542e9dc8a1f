//! The records of a portal, one file per concept: its type, its reader and the rules that concern it alone.
//!
//! A reader takes a YAML node and returns a typed value, or `None` if it could not be read; every problem goes into
//! the report of its [`reader::Context`]. Rules that join records are in [`crate::site`].

pub mod acceptance;
pub mod accepted;
pub mod address;
pub mod commentary;
pub mod commitment;
pub mod committee;
pub mod concepts;
pub mod confirmed;
pub mod correction;
pub mod document;
pub mod edition;
pub mod free_page;
pub mod holds;
pub mod host;
pub mod id;
pub mod markdown;
pub mod meeting;
pub mod member;
pub mod misnamed;
pub mod nomination;
pub mod parity;
pub mod phrasing;
pub mod placeholders;
pub mod plan;
pub mod portal;
pub mod reader;
pub mod records;
pub mod response;
pub mod seat;
pub mod security;
pub mod signing_key;
pub mod term;
pub mod twin;
pub mod value;

pub use concepts::{Concept, RecordId};
pub use id::Id;
pub use records::{Record, RecordFile, RecordFolder, Records};
pub use value::{Located, Sector, Text};
