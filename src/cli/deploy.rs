//! `clairevoie deploy`: sends a published folder to where it is read, by rsync or rclone.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;
use indicatif::ProgressBar;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde_json::json;

use super::portal::{self, fail};
use super::{Outcome, say, say_message, show};
use crate::deployment::{
    self, Cause, Error, Failure, Found, Misread, Options, Phase, Plan, Program, Ready, State, Summary, Target, Verify,
    Watch,
};
use crate::language::messages::Catalogue;

/// How many paths a message names.
const SHOWN: usize = 20;

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let typed = matches.get_one::<String>("target").map(String::as_str).unwrap_or_default();
    let target = Target::parse(typed).or_else(|misread| misread_target(typed, misread, words))?;
    let folder = match matches.get_one::<String>("from") {
        Some(folder) => PathBuf::from(folder),
        None => portal::root(matches, words)?.join("public"),
    };
    let options = options(matches, words)?;
    let stopped = watch_signals();
    let bar = portal::progress_of(1, 0);
    let watch = Watch {
        on_phase: &|phase| begin(&bar, phase, words),
        on_file: &|| bar.inc(1),
        is_stopped: &|| stopped.load(Ordering::Relaxed),
    };
    let ended = deploy(matches, &folder, &target, options, watch, words);
    bar.finish_and_clear();
    ended.or_else(|error| failed(&error, &target, words))
}

fn deploy(
    matches: &ArgMatches,
    folder: &Path,
    target: &Target,
    options: Options,
    watch: Watch<'_>,
    words: &Catalogue,
) -> Result<Outcome, Error> {
    let folder = std::path::absolute(folder).map_err(|cause| Error::System(folder.to_owned(), cause))?;
    let tool = deployment::tool(target, watch)?;
    let ready = deployment::prepare(&folder, &*tool, options, watch)?;
    if matches.get_flag("dry-run") {
        match matches.get_one::<String>("format").map(String::as_str) {
            Some("json") => show(in_json(&ready, target)),
            _ => show(in_words(&ready, target, words)),
        }
        return Ok(Outcome::Done);
    }
    say(heading(&ready, target, words));
    let summary = ready.run(watch)?;
    summarize(&summary, ready.plan(), words);
    Ok(Outcome::Done)
}

fn options(matches: &ArgMatches, words: &Catalogue) -> Result<Options, Outcome> {
    let typed = matches.get_one::<String>("keep-days").map_or("30", String::as_str);
    let Ok(days) = typed.parse::<u16>() else {
        return fail(words, "usage-bad-days", &[("value", typed.into())], Outcome::WrongUsage);
    };
    let today: Date = portal::today(words)?.parse().unwrap_or(Date::MIN);
    // Nothing stays where no day is to be kept: the last one is past.
    let kept: Span = (i64::from(days) - i64::from(days == 0)).days();
    Ok(Options {
        today,
        until: today.saturating_add(kept),
        verify: match matches.get_one::<String>("verify").map(String::as_str) {
            Some("all") => Verify::All,
            Some("none") => Verify::None,
            _ => Verify::Changed,
        },
        repair: matches.get_flag("repair"),
        force: matches.get_flag("force"),
    })
}

/// Learns that a deployment is to stop: the tool is then stopped too, and the state of the target is told. Asked again,
/// the program ends at once.
fn watch_signals() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stopped);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        if let Ok(runtime) = runtime {
            while runtime.block_on(signal()) && !told.swap(true, Ordering::Relaxed) {}
            if told.load(Ordering::Relaxed) {
                std::process::exit(3);
            }
        }
    });
    stopped
}

/// Waits until the program is told to stop; false if it cannot be known.
async fn signal() -> bool {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ends) = signal(SignalKind::terminate()) {
            return tokio::select! {
                asked = tokio::signal::ctrl_c() => asked.is_ok(),
                ended = ends.recv() => ended.is_some(),
            };
        }
    }
    tokio::signal::ctrl_c().await.is_ok()
}

fn begin(bar: &ProgressBar, phase: Phase, words: &Catalogue) {
    let (word, count) = match phase {
        Phase::Examining(count) => ("examining", count),
        Phase::Sending(step, count) => (step.word(), count),
        Phase::Verifying(count) => ("verifying", count),
        Phase::Removing(count) => ("removing", count),
    };
    bar.set_length(count as u64);
    bar.set_position(0);
    bar.suspend(|| say_message(words, "deploy-phase", &[("phase", word.into()), ("count", count.into())]));
}

/// « Vers user@host:/srv/www, par rsync : première mise en ligne. »
fn heading(ready: &Ready<'_>, target: &Target, words: &Catalogue) -> String {
    let found = found(ready.found());
    let args = [("target", target.shown().into()), ("tool", target.program.name().into()), ("found", found.into())];
    words.format("deploy-heading", None, &args).unwrap_or_default()
}

fn found(found: Found) -> &'static str {
    match found {
        Found::Nothing => "nothing",
        Found::Interrupted => "interrupted",
        Found::Edition => "edition",
    }
}

/// What would be done, for people.
fn in_words(ready: &Ready<'_>, target: &Target, words: &Catalogue) -> String {
    let plan = ready.plan();
    let mut out = vec![heading(ready, target, words)];
    let mut add = |phase: &str, paths: &[String]| {
        let args = [("phase", phase.into()), ("count", paths.len().into())];
        out.push(words.format("deploy-phase", None, &args).unwrap_or_default());
        out.extend(paths.iter().map(|path| format!("  {path}")));
    };
    plan.sends.iter().for_each(|(step, paths)| add(step.word(), paths));
    if !plan.removes.is_empty() {
        add("removing", &plan.removes);
    }
    let args = [("sent", plan.sent().into()), ("unchanged", plan.unchanged.into())];
    out.push(words.format("deploy-dry-run", None, &args).unwrap_or_default());
    out.join("\n")
}

/// What would be done, for programs.
fn in_json(ready: &Ready<'_>, target: &Target) -> String {
    let plan = ready.plan();
    let steps = plan.sends.iter().map(|(step, paths)| json!({"step": step.word(), "files": paths}));
    let plan = json!({
        "target": target.shown(),
        "tool": target.program.name(),
        "found": found(ready.found()),
        "steps": steps.collect::<Vec<_>>(),
        "remove": plan.removes,
        "unchanged": plan.unchanged,
    });
    format!("{plan:#}")
}

fn summarize(summary: &Summary, plan: &Plan, words: &Catalogue) {
    let nothing = if plan.is_nothing() { "yes" } else { "no" };
    let args = [
        ("nothing", nothing.into()),
        ("sent", summary.sent.into()),
        ("unchanged", summary.unchanged.into()),
        ("removed", summary.removed.into()),
        ("verified", summary.verified.into()),
    ];
    say_message(words, "deploy-done", &args);
}

fn misread_target<T>(typed: &str, misread: Misread, words: &Catalogue) -> Result<T, Outcome> {
    let key = match misread {
        Misread::Empty => "usage-no-target",
        Misread::Ambiguous => "usage-ambiguous-target",
    };
    fail(words, key, &[("target", typed.into())], Outcome::WrongUsage)
}

fn failed(error: &Error, target: &Target, words: &Catalogue) -> Result<Outcome, Outcome> {
    let said = |key: &str, path: &Path| say_message(words, key, &[("path", path.display().to_string().into())]);
    match error {
        Error::Unlisted(path) => said("deploy-unlisted", path.parent().unwrap_or(path)),
        Error::BadList(path) => said("deploy-bad-list", path),
        Error::Damaged(paths, state) => {
            named("deploy-damaged", paths, words);
            tell(*state, words);
        }
        Error::Differs(paths, state) => {
            named("deploy-differs", paths, words);
            tell(*state, words);
        }
        Error::OtherPortal(there, here) => {
            let args = [("there", there.as_str().into()), ("here", here.as_str().into())];
            return fail(words, "deploy-other-portal", &args, Outcome::SystemFailed);
        }
        Error::Occupied => {
            return fail(words, "deploy-occupied", &[("target", target.shown().into())], Outcome::SystemFailed);
        }
        Error::Tool(failure, state) => {
            tool_failed(failure, target, words);
            tell(*state, words);
            return Err(Outcome::SystemFailed);
        }
        Error::System(path, cause) => return Err(portal::system(words, path, cause)),
    }
    Err(Outcome::ContentErrors)
}

/// Says a message about some files.
fn named(key: &str, paths: &[String], words: &Catalogue) {
    let shown = &paths[..paths.len().min(SHOWN)];
    let args = [
        ("count", paths.len().into()),
        ("paths", shown.join(", ").into()),
        ("more", (paths.len() - shown.len()).into()),
    ];
    say_message(words, key, &args);
}

/// Says in what state the target is, and what to do.
fn tell(state: State, words: &Catalogue) {
    let state = match state {
        State::Untouched => "untouched",
        State::Mixed => "mixed",
        State::Complete => "complete",
    };
    say_message(words, "deploy-state", &[("state", state.into())]);
}

/// Says why a tool failed, then what it said itself.
fn tool_failed(failure: &Failure, target: &Target, words: &Catalogue) {
    let cause = match failure.cause {
        Cause::Missing => match failure.program {
            Program::Rsync => "missing-rsync",
            Program::Rclone => "missing-rclone",
        },
        Cause::MissingThere => "missing-there",
        Cause::Interrupted => "interrupted",
        Cause::Unreachable => "unreachable",
        Cause::Denied => "denied",
        Cause::Full => "full",
        Cause::UnknownRemote => "unknown-remote",
        Cause::Other => "other",
    };
    let args = [("cause", cause.into()), ("tool", failure.program.name().into()), ("target", target.shown().into())];
    say_message(words, "deploy-tool-failed", &args);
    for line in &failure.said {
        say(format!("  {}: {line}", failure.program.name()));
    }
}
