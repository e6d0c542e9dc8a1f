//! The command line: the options, the language of the output, and the exit code.
//!
//! Only this layer reads the clock and the environment.

mod asking;
mod build;
mod check;
mod deploy;
mod fmt;
mod host;
mod init;
mod new;
mod portal;
mod publish;
mod rollback;
mod schema;
mod serve;
mod signing;
mod slowest;
mod theme;
mod translate;
mod usage;
mod verify;
mod writing;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::diagnostic::fault;
use crate::language::Language;
use crate::language::messages::{Catalogue, Value};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// The content has errors: nothing was written.
    ContentErrors,
    /// The command was not understood.
    WrongUsage,
    /// The system refused: disk, permission, port.
    SystemFailed,
    /// A published site has faults: the exit code of the most serious one.
    NotVerified(u8),
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::ContentErrors => 1,
            Outcome::WrongUsage => 2,
            Outcome::SystemFailed => 3,
            Outcome::NotVerified(code) => code,
        })
    }
}

/// Runs the program with its arguments, the first of which is the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Outcome {
    let args: Vec<OsString> = args.into_iter().collect();
    let words = Catalogue::of_program(language(&args));
    let matches = match usage::command(&words).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return usage::answer(&error, &words),
    };
    // A panic is reported as an internal error of the program, with the file being processed.
    std::panic::set_hook(Box::new(fault::note));
    let run = || match matches.subcommand() {
        Some(("build", own)) => build::run(own, &words),
        Some(("publish", own)) => publish::run(own, &words),
        Some(("editions", own)) => rollback::list(own, &words),
        Some(("rollback", own)) => rollback::run(own, &words),
        Some(("verify", own)) => verify::run(own, &words),
        Some(("deploy", own)) => deploy::run(own, &words),
        Some(("check", own)) => check::run(own, &words),
        Some(("init", own)) => init::run(own, &words),
        Some(("new", own)) => new::run(own, &words),
        Some(("schema", own)) => schema::run(own, &words),
        Some(("fmt", own)) => fmt::run(own, &words),
        Some(("translate", own)) => translate::run(own, &words),
        Some(("theme", own)) => theme::run(own, &words),
        Some(("serve", own)) => serve::run(own, &words),
        Some(("host", own)) => host::run(own, &words),
        Some(("help", own)) => usage::help(own, &words),
        _ => Err(Outcome::WrongUsage),
    };
    match fault::contain("clairevoie", run) {
        Ok(outcome) => outcome.unwrap_or_else(|outcome| outcome),
        Err(fault) => {
            portal::print_report(&(*fault).into(), &words);
            Outcome::SystemFailed
        }
    }
}

/// Returns the language of the output: that of `--lang`, else of the locale, else French.
fn language(args: &[OsString]) -> Language {
    let asked = args.iter().enumerate().find_map(|(at, arg)| {
        let arg = arg.to_str()?;
        match arg.strip_prefix("--lang") {
            Some("") => args.get(at + 1)?.to_str().map(str::to_owned),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        }
    });
    let spoken = |code: Option<String>| code.as_deref().and_then(Language::from_code);
    spoken(asked).or_else(|| spoken(sys_locale::get_locale())).unwrap_or(Language::French)
}

/// Writes text for people to standard error. A failure to write is ignored: nobody may be reading.
fn say(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stderr(), "{}", crate::diagnostic::terminal::safe(text.as_ref()));
}

/// Writes a message of the program to standard error.
fn say_message(words: &Catalogue, key: &str, args: &[(&str, Value<'_>)]) {
    say(words.format(key, None, args).unwrap_or_default());
}

/// Writes a line on standard output, for people and for programs.
fn show(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout(), "{}", text.as_ref());
}
