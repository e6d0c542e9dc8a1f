//! Functions common to the commands: finding the portal, reading the options, timing the stages, and reporting
//! problems.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Outcome, say, say_message};
use crate::diagnostic::{Report, Reported, Severity, terminal};
use crate::journey::{self, Edition, Stage};
use crate::language::date::PartialDate;
use crate::language::messages::{Catalogue, Value};
use crate::model::address::BaseUrl;
use crate::model::portal::TIME_ZONE;
use crate::output;
use crate::reuse::{Key, Reuse};
use crate::site::Options;
use crate::source::Snapshot;

/// The duration of each stage, by the key of its name.
pub(super) type Timings = Vec<(&'static str, Duration)>;

/// Returns the portal's folder: the one named, or the nearest upward with `content/portal.yaml`.
pub(super) fn root(matches: &ArgMatches, words: &Catalogue) -> Result<PathBuf, Outcome> {
    if let Some(named) = matches.get_one::<String>("root") {
        let folder = PathBuf::from(named);
        return if folder.join("content").is_dir() {
            Ok(folder)
        } else {
            fail(words, "no-portal-there", &[("path", named.as_str().into())], Outcome::SystemFailed)
        };
    }
    let here = std::env::current_dir().map_err(|cause| system(words, Path::new("."), &cause))?;
    match above(&here) {
        Some(folder) => Ok(folder),
        None => {
            let path = here.display().to_string();
            fail(words, "no-portal", &[("path", path.into())], Outcome::SystemFailed)
        }
    }
}

/// Returns the nearest folder upward with a portal.
pub(super) fn above(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join("content/portal.yaml").is_file()).map(Path::to_owned)
}

/// Returns the options that change the content of the site.
pub(super) fn options(matches: &ArgMatches, words: &Catalogue) -> Result<Options, Outcome> {
    let bad = |name: &str, value: &str, key: &str| {
        let args = [("argument", name.into()), ("value", value.into())];
        fail::<Options>(words, key, &args, Outcome::WrongUsage)
    };
    let flag = |name| matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false);
    let mut options =
        Options { as_of: None, now: now(words)?, base_url: None, drafts: flag("drafts"), search: !flag("no-search") };
    if let Some(text) = matches.try_get_one::<String>("as-of").ok().flatten() {
        options.as_of = Some(day("--as-of (--at)", text, words)?);
    }
    if let Some(text) = matches.try_get_one::<String>("base-url").ok().flatten() {
        match BaseUrl::parse(text) {
            Some(url) => options.base_url = Some(url),
            None => return bad("--base-url", text, "usage-bad-url"),
        }
    }
    Ok(options)
}

/// Parses a date given as an argument.
pub(super) fn day(argument: &str, text: &str, words: &Catalogue) -> Result<Date, Outcome> {
    match PartialDate::parse(text).filter(|date| date.is_exact()) {
        Some(date) => Ok(date.earliest()),
        None => {
            let args = [("argument", argument.into()), ("value", text.into())];
            fail(words, "usage-bad-date", &args, Outcome::WrongUsage)
        }
    }
}

/// Returns today's date for new records (ISO 8601).
pub(super) fn today(words: &Catalogue) -> Result<String, Outcome> {
    let zone = jiff::tz::TimeZone::get(TIME_ZONE).unwrap_or(jiff::tz::TimeZone::UTC);
    Ok(now(words)?.to_zoned(zone).date().to_string())
}

/// Returns the present moment: `SOURCE_DATE_EPOCH` for reproducible builds, else the clock.
pub(super) fn now(words: &Catalogue) -> Result<Timestamp, Outcome> {
    Ok(fixed_moment(words)?.unwrap_or_else(clock))
}

/// Returns the moment of the clock.
pub(super) fn clock() -> Timestamp {
    Timestamp::now()
}

/// Returns the moment in `SOURCE_DATE_EPOCH` (seconds since 1970). An invalid value is refused: the clock must not
/// silently replace it.
#[expect(clippy::disallowed_methods, reason = "the command line owns the environment")]
pub(super) fn fixed_moment(words: &Catalogue) -> Result<Option<Timestamp>, Outcome> {
    let Some(written) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let written = written.to_string_lossy();
    let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = written.parse().ok().filter(|_| is_number);
    match seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()) {
        Some(moment) => Ok(Some(moment)),
        None => fail(words, "usage-bad-epoch", &[("value", written.into_owned().into())], Outcome::WrongUsage),
    }
}

/// Reads a portal and builds its edition, without a cache; returns it with the duration of each stage.
pub(super) fn edition(root: &Path, options: &Options) -> (Reported<Edition>, Timings) {
    let since = Instant::now();
    let snapshot = Snapshot::read(root);
    let mut timings = vec![("stage-snapshot", since.elapsed())];
    let edition = edition_of(&snapshot, options, &Reuse::none(), &mut timings);
    (edition, timings)
}

/// Builds the edition of a snapshot, and records the duration of each stage.
pub(super) fn edition_of(
    snapshot: &Snapshot,
    options: &Options,
    reuse: &Reuse,
    timings: &mut Timings,
) -> Reported<Edition> {
    let mut since = Instant::now();
    let mut lap = |key| {
        timings.push((key, since.elapsed()));
        since = Instant::now();
    };
    journey::make(snapshot, options, reuse, |stage| {
        lap(match stage {
            Stage::Records => "stage-records",
            Stage::Site => "stage-site",
            Stage::Tree => "stage-tree",
        });
    })
}

/// Returns the hash of the program itself: its output may change with it.
pub(super) fn program() -> Option<Key> {
    let path = std::env::current_exe().ok()?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(std::io::BufReader::with_capacity(1 << 20, output::sources::open(&path)?)).ok()?;
    Some(hasher.finalize().into())
}

/// Prints every diagnostic, then their number.
pub(super) fn print_report(report: &Report, words: &Catalogue) {
    if report.is_empty() {
        return;
    }
    say(terminal::render(report, words).trim_end());
    let counts = [("errors", report.count(Severity::Error)), ("warnings", report.count(Severity::Warning))];
    let args = counts.map(|(name, count)| (name, Value::from(count)));
    say(format!("\n{}", words.format("report-counts", None, &args).unwrap_or_default()));
}

/// Returns the outcome of a command with this report: a problem of the content, of the system or of the program
/// itself.
pub(super) fn outcome(report: &Report) -> Outcome {
    match report.iter().any(|diagnostic| diagnostic.code.is_of_system()) {
        true => Outcome::SystemFailed,
        false => Outcome::ContentErrors,
    }
}

/// « lecture 2 ms, fiches 1 ms »: the stages and their times.
pub(super) fn timings(timings: &Timings, words: &Catalogue) -> String {
    let laps: Vec<String> =
        timings.iter().map(|(key, time)| format!("{} {}", words.text(key), milliseconds(*time))).collect();
    let total = timings.iter().map(|(_, time)| *time).sum();
    let args = [("stages", laps.join(", ").into()), ("total", milliseconds(total).into())];
    words.format("timings", None, &args).unwrap_or_default()
}

/// « 12 ms ».
pub(super) fn milliseconds(time: Duration) -> String {
    format!("{}\u{a0}ms", time.as_millis())
}

/// Returns a progress bar on standard error, if a person watches; a hidden one for short work.
pub(super) fn progress(total: usize) -> ProgressBar {
    const LONG: usize = 2_000;
    progress_of(total, LONG)
}

/// Returns a progress bar; a hidden one for work of less than `long` steps.
pub(super) fn progress_of(total: usize, long: usize) -> ProgressBar {
    if total < long {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total as u64);
    bar.with_style(
        ProgressStyle::with_template("{bar:40} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
}

/// Reports an error of the system, with its path.
pub(super) fn system(words: &Catalogue, path: &Path, cause: &std::io::Error) -> Outcome {
    use std::io::ErrorKind as K;
    let reason = match cause.kind() {
        K::NotFound => "missing",
        K::PermissionDenied => "permission",
        K::StorageFull | K::QuotaExceeded => "full",
        K::ReadOnlyFilesystem => "readonly",
        K::InvalidInput => "kind",
        K::FileTooLarge => "large",
        _ => "other",
    };
    let args = [
        ("path", path.display().to_string().replace(['\n', '\r'], "\u{fffd}").into()),
        ("reason", reason.into()),
        ("detail", cause.to_string().into()),
    ];
    say_message(words, "system-failed", &args);
    Outcome::SystemFailed
}

/// Prints a message and returns an outcome.
pub(super) fn fail<T>(
    words: &Catalogue,
    key: &str,
    args: &[(&str, Value<'_>)],
    outcome: Outcome,
) -> Result<T, Outcome> {
    say_message(words, key, args);
    Err(outcome)
}
