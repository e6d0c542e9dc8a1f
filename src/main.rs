//! The program: all it decides is the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    clairevoie::cli::run(std::env::args_os()).into()
}
