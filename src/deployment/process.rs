//! Runs a tool: reads its lines as they arrive, waits for its end, and stops it when the program is stopped. It
//! adds nothing to the tool's environment except the language of its messages, and passes no secret.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::tool::{Cause, Failure, Program, Watch};

/// How many lines of a tool's standard error are kept.
const LINES: usize = 12;

/// How long to wait for a line before checking whether the tool has ended or should be stopped.
const PAUSE: Duration = Duration::from_millis(50);

/// How many pauses a tool's standard error may stay open after its end: ssh may leave a connection behind that
/// keeps it open.
const PAUSES_AFTER: u32 = 40;

/// What a thread reads from a tool: a line, or the end; and whether it is from the standard output.
type Read = (bool, Option<String>);

/// A line that a tool wrote.
pub(super) enum Line<'a> {
    /// A line of its standard output.
    Out(&'a str),
    /// A line of its standard error.
    Said(&'a str),
}

/// How a tool ended.
#[derive(Debug)]
pub(super) struct Ended {
    /// Its exit code; `None` if a signal ended it.
    pub(super) code: Option<i32>,
    /// The last lines of its standard error.
    pub(super) said: Vec<String>,
}

/// Runs a tool to its end. `on_line` receives each line, and returns what is to be kept of a line of standard
/// error.
///
/// # Errors
/// The tool does not exist, or was stopped.
pub(super) fn run(
    program: Program,
    args: Vec<OsString>,
    watch: Watch<'_>,
    on_line: &mut dyn FnMut(Line<'_>) -> Option<String>,
) -> Result<Ended, Failure> {
    let failed = |cause: Cause, said: Vec<String>| Failure { program, cause, said };
    if (watch.is_stopped)() {
        return Err(failed(Cause::Interrupted, Vec::new()));
    }
    let mut command = Command::new(program.name());
    command.args(args).env("LC_ALL", "C").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => failed(Cause::Missing, Vec::new()),
        _ => failed(Cause::Other, vec![cause.to_string()]),
    })?;
    let (sender, lines) = channel();
    let out = child.stdout.take().map(|out| read(out, true, sender.clone()));
    let said = child.stderr.take().map(|said| read(said, false, sender));
    let mut last = VecDeque::new();
    let mut is_stopping = false;
    let (mut is_output_whole, mut pauses) = (false, 0);
    let ended = loop {
        if !is_stopping && (watch.is_stopped)() {
            is_stopping = true;
            stop(&mut child);
        }
        match lines.recv_timeout(PAUSE) {
            Ok((true, Some(line))) => drop(on_line(Line::Out(&line))),
            Ok((true, None)) => is_output_whole = true,
            Ok((false, None)) => {}
            Ok((false, Some(line))) => {
                let Some(line) = on_line(Line::Said(&line)) else { continue };
                if last.len() == LINES {
                    last.pop_front();
                }
                last.push_back(line);
            }
            // The output is read to its end, however late it comes: its statements about files are relied on.
            Err(RecvTimeoutError::Timeout) if is_output_whole => {
                if let Ok(Some(status)) = child.try_wait() {
                    pauses += 1;
                    if pauses > PAUSES_AFTER {
                        break Ok(status);
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break child.wait(),
        }
    };
    drop((out, said));
    let said: Vec<String> = last.into();
    match ended {
        Ok(_) if is_stopping => Err(failed(Cause::Interrupted, said)),
        Ok(status) => Ok(Ended { code: status.code(), said }),
        Err(cause) => Err(failed(Cause::Other, vec![cause.to_string()])),
    }
}

/// Reads lines on a separate thread.
fn read(from: impl io::Read + Send + 'static, is_output: bool, to: Sender<Read>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let text = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
            line.clear();
            if to.send((is_output, Some(text))).is_err() {
                return;
            }
        }
        let _ = to.send((is_output, None));
    })
}

/// Asks a tool to stop, so that it can clean up.
#[cfg(unix)]
fn stop(child: &mut Child) {
    if let Some(id) = rustix::process::Pid::from_raw(child.id().cast_signed()) {
        let _ = rustix::process::kill_process(id, rustix::process::Signal::TERM);
    }
}

/// Stops a tool.
#[cfg(not(unix))]
fn stop(child: &mut Child) {
    let _ = child.kill();
}
