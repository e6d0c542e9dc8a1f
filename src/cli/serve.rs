//! `clairevoie serve`: the live preview.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use tokio::net::TcpListener;

use super::portal::{self, fail, system};
use super::{Outcome, say, show};
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::language::messages::Catalogue;
use crate::preview::{self, Hosts, Preview, Watch, Watching, Workshop};
use crate::source::ReadError;

/// The port tried first, and how many after it.
const PORT: u16 = 4000;
const TRIES: u16 = 100;

/// Runs the command, until it is interrupted.
pub(super) fn run(matches: &ArgMatches, words: Catalogue) -> Outcome {
    let language = words.language();
    match serve(matches, words) {
        Ok(outcome) => outcome,
        Err(Stop::Outcome(outcome)) => outcome,
        Err(Stop::System(path, cause)) => system(&Catalogue::of_program(language), &path, &cause),
    }
}

/// Why the preview could not start.
enum Stop {
    Outcome(Outcome),
    System(PathBuf, std::io::Error),
}

impl From<Outcome> for Stop {
    fn from(outcome: Outcome) -> Self {
        Stop::Outcome(outcome)
    }
}

fn serve(matches: &ArgMatches, words: Catalogue) -> Result<Outcome, Stop> {
    let root = portal::root(matches, &words)?;
    let root = root.canonicalize().map_err(|cause| Stop::System(root.clone(), cause))?;
    let mut options = portal::options(matches, &words)?;
    options.drafts = true;
    let (port, host) = (port(matches, &words)?, host(matches, &words)?);
    let unread = |error: ReadError| Stop::System(error.path, error.cause);
    let watch = Watch::set(&root, matches.get_flag("poll"));
    let workshop = Workshop::open(root.clone(), options).map_err(unread)?;
    let allowed = matches.get_many::<String>("allow-host").into_iter().flatten().cloned();
    let hosts = Hosts::new(allowed.chain((!host.is_loopback() && !host.is_unspecified()).then(|| host.to_string())));
    let editor = matches.get_one::<String>("editor").filter(|pattern| *pattern != "none").cloned();
    portal::tell(&workshop.showing().report, &words);
    let language = words.language();
    let preview = Arc::new(Preview::new(workshop.showing(), words, hosts, root, editor));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|cause| Stop::System("tokio".into(), cause))?;
    let outcome = runtime.block_on(listen(matches, preview, (watch, workshop), SocketAddr::new(host, port), language));
    runtime.shutdown_background();
    outcome
}

async fn listen(
    matches: &ArgMatches,
    preview: Arc<Preview>,
    (watch, workshop): (Watch, Workshop),
    asked: SocketAddr,
    language: Language,
) -> Result<Outcome, Stop> {
    let words = Catalogue::of_program(language);
    let listener = bind(asked).await.map_err(|cause| Stop::System(asked.to_string().into(), cause))?;
    let at = listener.local_addr().map_err(|cause| Stop::System(asked.to_string().into(), cause))?;
    if at.port() != asked.port() && asked.port() != 0 {
        let ports = [("asked", asked.port().to_string().into()), ("taken", at.port().to_string().into())];
        say(words.format("serve-other-port", None, &ports).unwrap_or_default());
    }
    if !at.ip().is_loopback() {
        say(words.format("serve-exposed", None, &[("address", at.to_string().into())]).unwrap_or_default());
    }
    for language in Language::ALL {
        let address = preview.address(at, language);
        show(format!("{} {address}", if language == Language::French { "Français :" } else { "English:" }));
    }
    say(words.text("serve-stop"));
    if matches.get_flag("open") && open::that_detached(preview.address(at, language)).is_err() {
        say(words.text("serve-no-browser"));
    }
    keep(Arc::clone(&preview), watch, workshop, words);
    tokio::select! {
        () = preview::serve(listener, preview) => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(Outcome::Done)
}

/// The port asked for, or the next that is free.
async fn bind(asked: SocketAddr) -> std::io::Result<TcpListener> {
    let mut last = None;
    for step in 0..TRIES {
        let Some(port) = asked.port().checked_add(step) else { break };
        match TcpListener::bind(SocketAddr::new(asked.ip(), port)).await {
            Err(cause) if cause.kind() == std::io::ErrorKind::AddrInUse => last = Some(cause),
            outcome => return outcome,
        }
    }
    Err(last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()))
}

/// Watches on a thread of its own, which ends with the program.
fn keep(preview: Arc<Preview>, watch: Watch, mut workshop: Workshop, words: Catalogue) {
    std::thread::spawn(move || {
        let news = workshop.complete();
        preview.show(workshop.showing());
        portal::tell(&news, &words);
        watch.keep(&mut workshop, |event| {
            match event {
                Watching::Remade(workshop, took) => {
                    let showing = workshop.showing();
                    let args = [
                        ("number", (showing.number as i64).into()),
                        ("parsed", showing.parsed.into()),
                        ("milliseconds", (took.as_millis() as i64).into()),
                    ];
                    let report = showing.report.clone();
                    preview.show(showing);
                    say(words.format("serve-remade", None, &args).unwrap_or_default());
                    if report.count(Severity::Error) > 0 {
                        portal::tell(&report, &words);
                    }
                }
                Watching::Polling(setting) => {
                    say(words.format("serve-polling", None, &[("setting", setting.into())]).unwrap_or_default());
                }
                Watching::Unreadable(error) => {
                    system(&words, &error.path, &error.cause);
                }
            }
            true
        });
    });
}

fn port(matches: &ArgMatches, words: &Catalogue) -> Result<u16, Outcome> {
    let Some(text) = matches.get_one::<String>("port") else { return Ok(PORT) };
    let args = [("argument", "--port".into()), ("value", text.as_str().into())];
    text.parse().or_else(|_| fail(words, "usage-bad-port", &args, Outcome::WrongUsage))
}

fn host(matches: &ArgMatches, words: &Catalogue) -> Result<IpAddr, Outcome> {
    let Some(text) = matches.get_one::<String>("host") else { return Ok(Ipv4Addr::LOCALHOST.into()) };
    let args = [("argument", "--host".into()), ("value", text.as_str().into())];
    text.parse().or_else(|_| fail(words, "usage-bad-host", &args, Outcome::WrongUsage))
}
