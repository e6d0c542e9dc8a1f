//! The records of a portal, one file per concept: its type, its reader and its own rules.
//!
//! A reader takes a YAML node and gives a typed value or `None`; what it refuses, it has told in
//! the report. Rules that join records live in [`crate::site`].

pub mod accepted;
pub mod commentary;
pub mod commitment;
pub mod committee;
pub mod confirmed;
pub mod free_page;
pub mod gist;
pub mod markdown;
pub mod meeting;
pub mod member;
pub mod nomination;
pub mod parity;
pub mod plan;
pub mod portal;
pub mod reader;
pub mod records;
pub mod response;
pub mod seat;
pub mod term;
pub mod value;
pub mod words;

pub use records::{Kind, Record, Records};
pub use value::{Id, Located, Sector, Source as Citation, Text};
