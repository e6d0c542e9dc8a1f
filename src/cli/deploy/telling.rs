//! The output of a deployment: its plan, its progress, its result, and why it ended early.

use std::path::Path;

use indicatif::ProgressBar;
use serde_json::json;

use crate::cli::portal::{self, fail};
use crate::cli::{Outcome, say, say_message};
use crate::deployment::{Cause, Error, Failure, Found, Misread, Phase, Plan, Program, Ready, State, Summary, Target};
use crate::language::messages::Catalogue;

/// How many paths a message names.
const SHOWN: usize = 20;

/// Reports that a part of the deployment begins.
pub(super) fn begin(bar: &ProgressBar, phase: Phase, words: &Catalogue) {
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
pub(super) fn heading(ready: &Ready<'_>, target: &Target, words: &Catalogue) -> String {
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

/// Returns the plan, for people.
pub(super) fn in_words(ready: &Ready<'_>, target: &Target, words: &Catalogue) -> String {
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

/// Returns the plan, for programs.
pub(super) fn in_json(ready: &Ready<'_>, target: &Target) -> String {
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

/// Reports the result.
pub(super) fn summarize(summary: &Summary, plan: &Plan, words: &Catalogue) {
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

/// Reports why a target is not valid.
pub(super) fn misread_target<T>(typed: &str, misread: Misread, words: &Catalogue) -> Result<T, Outcome> {
    let key = match misread {
        Misread::Empty => "usage-no-target",
        Misread::Ambiguous => "usage-ambiguous-target",
    };
    fail(words, key, &[("target", typed.into())], Outcome::WrongUsage)
}

/// Reports why the deployment ended early, and the state of the target.
pub(super) fn failed(error: &Error, target: &Target, words: &Catalogue) -> Result<Outcome, Outcome> {
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
        Error::Ahead => return fail(words, "deploy-ahead", &[], Outcome::SystemFailed),
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

/// Prints a message about some files.
fn named(key: &str, paths: &[String], words: &Catalogue) {
    let shown = &paths[..paths.len().min(SHOWN)];
    let args = [
        ("count", paths.len().into()),
        ("paths", shown.join(", ").into()),
        ("more", (paths.len() - shown.len()).into()),
    ];
    say_message(words, key, &args);
}

/// Reports the state of the target, and what to do.
fn tell(state: State, words: &Catalogue) {
    let state = match state {
        State::Untouched => "untouched",
        State::Mixed => "mixed",
        State::Complete => "complete",
    };
    say_message(words, "deploy-state", &[("state", state.into())]);
}

/// Reports why a tool failed, then the tool's own messages.
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
