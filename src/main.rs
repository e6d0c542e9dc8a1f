//! The program: all it decides is the exit code, and the allocator.

use std::process::ExitCode;

/// Pages are made of many small strings on several threads; measured against the system's allocator
/// by `benches/run`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    clairevoie::cli::run(std::env::args_os()).into()
}
