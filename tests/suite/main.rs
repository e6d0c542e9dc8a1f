//! Whole-portal tests: each runs the program as its users do, on a folder of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod agreement;
mod building;
mod calendar;
mod catalogue;
mod certainty;
mod checking;
mod command_line;
mod daily;
mod data;
mod deploying;
mod determinism;
mod documents;
mod duties;
mod editing;
mod editions;
mod examples;
mod external;
mod faults;
mod guides;
mod hostile;
mod hosting;
mod layers;
mod markup;
#[allow(dead_code, reason = "shared with the law, which uses all of it")]
mod numbers;
mod oracle;
mod pairs;
mod parity;
mod payloads;
mod portal;
mod publishing;
mod resources;
mod roster;
mod saving;
mod searching;
mod server;
mod serving;
mod time;
mod verifying;
mod watching;
mod words;
