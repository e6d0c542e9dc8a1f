//! `clairevoie serve`: the live preview.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use clap::ArgMatches;
use tokio::net::TcpListener;

use super::portal::{self, fail, system};
use super::{Outcome, say, say_message, show};
use crate::diagnostic::{Severity, fault};
use crate::language::Language;
use crate::language::messages::Catalogue;
use crate::preview::{self, Hosts, Preview, Rebuilder, Watch, Watching};
use crate::source::CONTENT;

/// The port tried first, and how many after it.
const PORT: u16 = 4000;
const TRIES: u16 = 100;

/// The maximum number of threads that render or read at the same time: each takes memory for a page, however many
/// clients ask.
const WORKERS: usize = 32;

/// Runs the command, until it is interrupted.
pub(super) fn run(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let root = portal::root(matches, words)?;
    let root = root.canonicalize().map_err(|cause| system(words, &root, &cause))?;
    let mut options = portal::options(matches, words)?;
    options.drafts = true;
    let (port, host) = (port(matches, words)?, host(matches, words)?);
    let fixed = portal::fixed_moment(words)?;
    let clock = Box::new(move || fixed.unwrap_or_else(portal::clock));
    let watch = Watch::set(&root, matches.get_flag("poll"));
    let rebuilder = Rebuilder::open(root.clone(), options, clock);
    let allowed = matches.get_many::<String>("allow-host").into_iter().flatten().cloned();
    let hosts = Hosts::new(allowed.chain((!host.is_loopback() && !host.is_unspecified()).then(|| host.to_string())));
    let editor = matches.get_one::<String>("editor").filter(|pattern| *pattern != "none").cloned();
    portal::print_report(&rebuilder.state().report, words);
    let messages = Catalogue::of_program(words.language());
    let preview = Arc::new(Preview::new(rebuilder.state(), messages, hosts, root, editor));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(WORKERS)
        .build()
        .map_err(|cause| system(words, Path::new("tokio"), &cause))?;
    let outcome = runtime.block_on(listen(matches, preview, (watch, rebuilder), SocketAddr::new(host, port), words));
    runtime.shutdown_background();
    outcome
}

async fn listen(
    matches: &ArgMatches,
    preview: Arc<Preview>,
    (watch, rebuilder): (Watch, Rebuilder),
    asked: SocketAddr,
    words: &Catalogue,
) -> Result<Outcome, Outcome> {
    let language = words.language();
    let failed = |cause: std::io::Error| system(words, Path::new(&asked.to_string()), &cause);
    let listener = bind(asked).await.map_err(failed)?;
    let at = listener.local_addr().map_err(failed)?;
    if at.port() != asked.port() && asked.port() != 0 {
        let ports = [("asked", asked.port().to_string().into()), ("taken", at.port().to_string().into())];
        say_message(words, "serve-other-port", &ports);
    }
    if !at.ip().is_loopback() {
        say_message(words, "serve-exposed", &[("address", at.to_string().into())]);
    }
    for language in Language::ALL {
        let address = preview.address(at, language);
        let colon = if language == Language::French { "\u{a0}:" } else { ":" };
        show(format!("{}{colon} {address}", language.name()));
    }
    say(words.text("serve-stop"));
    if matches.get_flag("open") && open::that_detached(preview.address(at, language)).is_err() {
        say(words.text("serve-no-browser"));
    }
    let watching = watch_forever(Arc::clone(&preview), watch, rebuilder, Catalogue::of_program(language));
    tokio::select! {
        () = preview::serve(listener, preview) => {}
        () = ended(watching) => {
            say(words.text("serve-watching-ended"));
            return Err(Outcome::SystemFailed);
        }
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(Outcome::Done)
}

/// Waits for a thread that is not meant to end.
async fn ended(thread: std::thread::JoinHandle<()>) {
    while !thread.is_finished() {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}

/// Listens on the port requested, or on the next free one.
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

/// Watches on a separate thread, which ends with the program.
fn watch_forever(
    preview: Arc<Preview>,
    watch: Watch,
    mut rebuilder: Rebuilder,
    messages: Catalogue,
) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        let words = &messages;
        let ended = fault::contain(CONTENT, || {
            let news = rebuilder.complete();
            preview.show(rebuilder.state());
            portal::print_report(&news, words);
            watch.watch(&mut rebuilder, |event| {
                on_event(&preview, &event, words);
                true
            });
        });
        if let Err(fault) = ended {
            portal::print_report(&(*fault).into(), words);
        }
    })
}

fn on_event(preview: &Preview, event: &Watching<'_>, words: &Catalogue) {
    match event {
        Watching::Remade(rebuilder, took) => {
            let state = rebuilder.state();
            let args = [("number", (state.number as i64).into()), ("milliseconds", (took.as_millis() as i64).into())];
            let report = state.report.clone();
            preview.show(state);
            say_message(words, "serve-remade", &args);
            if report.count(Severity::Error) > 0 {
                portal::print_report(&report, words);
            }
        }
        Watching::Polling(setting) => say_message(words, "serve-polling", &[("setting", (*setting).into())]),
    }
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
