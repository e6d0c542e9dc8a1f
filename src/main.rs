//! The program: it only chooses the exit code and the allocator.

use std::process::ExitCode;

/// Pages are built from many small strings on several threads; this allocator was compared with the system's by
/// `benches/run`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    clairevoie::cli::run(std::env::args_os()).into()
}
