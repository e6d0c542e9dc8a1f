//! `clairevoie deploy`: sends a published folder to where it is read, by rsync or rclone.

mod telling;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::portal::{self, fail};
use super::{Outcome, say, show};
use crate::deployment::{self, Error, Options, Target, Verify, Watch};
use crate::language::messages::Catalogue;
use crate::output::sources;

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let typed = matches.get_one::<String>("target").map(String::as_str).unwrap_or_default();
    let target = Target::parse(typed).or_else(|misread| telling::misread_target(typed, misread, words))?;
    let folder = match matches.get_one::<String>("from") {
        Some(folder) => PathBuf::from(folder),
        None => portal::root(matches, words)?.join("public"),
    };
    if target.local().is_some_and(|place| is_own(place, &folder)) {
        return fail(words, "deploy-own-folder", &[("target", target.shown().into())], Outcome::SystemFailed);
    }
    let options = options(matches, words)?;
    let stopped = watch_signals();
    let bar = portal::progress_of(1, 0);
    let watch = Watch {
        on_phase: &|phase| telling::begin(&bar, phase, words),
        on_file: &|| bar.inc(1),
        is_stopped: &|| stopped.load(Ordering::Relaxed),
    };
    let ended = deploy(matches, &folder, &target, options, watch, words);
    bar.finish_and_clear();
    ended.or_else(|error| telling::failed(&error, &target, words))
}

/// Returns whether a folder holds the sources of a portal, or is in them, or is the site itself, in it or around it.
fn is_own(place: &Path, site: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
    let (place, site) = (real(place), real(site));
    let is_portal = |folder: &Path| folder.join("content").join("portal.yaml").is_file();
    let is_in_sources = sources::portal_around(&place).is_some() || is_portal(&place);
    is_in_sources || place.starts_with(&site) || site.starts_with(&place)
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
            Some("json") => show(telling::in_json(&ready, target)),
            _ => show(telling::in_words(&ready, target, words)),
        }
        return Ok(Outcome::Done);
    }
    say(telling::heading(&ready, target, words));
    let summary = ready.run(watch)?;
    telling::summarize(&summary, ready.plan(), words);
    Ok(Outcome::Done)
}

fn options(matches: &ArgMatches, words: &Catalogue) -> Result<Options, Outcome> {
    let typed = matches.get_one::<String>("keep-days").map_or("30", String::as_str);
    let Ok(days) = typed.parse::<u16>() else {
        return fail(words, "usage-bad-days", &[("value", typed.into())], Outcome::WrongUsage);
    };
    let today: Date = portal::today(words)?.parse().unwrap_or(Date::MIN);
    // With 0 days nothing is kept: the last day is then yesterday.
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

/// Returns a flag that is set when the program is asked to stop: the tool is then stopped too, and the state of the
/// target is reported. On a second request the program ends at once.
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

/// Waits until the program is asked to stop; returns false if this cannot be detected.
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
