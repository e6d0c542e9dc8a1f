//! Watches the portal's folder: by events of the system if available, else by comparing files. An event only
//! indicates *where* something happened; the change itself is read from the disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Rebuilder;
use crate::source::FOLDERS;
use crate::source::disk::identity;

/// An event while watching.
#[derive(Debug)]
pub enum Watching<'a> {
    /// A new edition was built, in this time.
    Remade(&'a Rebuilder, Duration),
    /// The system has no watches left: files are compared from now on. The setting that limits them is given.
    Polling(&'static str),
}

/// How long no event may occur after one path changed, and after many did.
const QUIET: Duration = Duration::from_millis(4);
const QUIET_BURST: Duration = Duration::from_millis(30);
/// The maximum time to wait for further events.
const PATIENCE: Duration = Duration::from_millis(500);
/// The number of paths from which changes are a burst.
const BURST: usize = 4;
/// The interval between comparisons without events.
const POLL: Duration = Duration::from_millis(400);
/// The interval at which files that could not be read are tried again.
const RETRY: Duration = Duration::from_millis(400);
/// The interval at which the date is checked when nothing happens.
const TICK: Duration = Duration::from_secs(10);
/// The delays after which new folders are read again: files may have been created before the watch.
const SECOND_LOOKS: [Duration; 2] = [Duration::from_millis(60), Duration::from_millis(400)];
/// The setting of Linux that limits the number of watches.
const LIMIT: &str = "fs.inotify.max_user_watches";

type Message = notify::Result<Event>;

/// The watches of a portal's folder, set before it is first read, so that no change is missed in between.
#[derive(Debug)]
pub struct Watch {
    /// Absent if changes are found by comparing.
    watched: Option<(Watched, Receiver<Message>)>,
    /// Whether comparing was requested, and not chosen because no watches are available.
    asked: bool,
}

impl Watch {
    /// Sets the watches below a portal's folder, unless changes are to be found by comparing.
    pub fn set(root: &Path, poll: bool) -> Self {
        let (sender, events) = mpsc::channel();
        let watched = if poll { None } else { Watched::new(root, sender).ok() };
        Self { watched: watched.map(|watched| (watched, events)), asked: poll }
    }

    /// Keeps a rebuilder up to date, and reports the results, until `on_event` returns that it should stop.
    pub fn watch(self, rebuilder: &mut Rebuilder, mut on_event: impl FnMut(Watching<'_>) -> bool) {
        if let Some((watched, events)) = self.watched
            && !by_events(rebuilder, watched, &events, &mut on_event)
        {
            return;
        }
        if !self.asked && !on_event(Watching::Polling(LIMIT)) {
            return;
        }
        loop {
            let since = Instant::now();
            let is_new = rebuilder.reread() || rebuilder.tick();
            let took = since.elapsed();
            if !report(rebuilder, is_new, took, &mut on_event) {
                return;
            }
            // Reading a large portal takes at most a tenth of the time.
            std::thread::sleep(POLL.max(took * 10));
        }
    }
}

fn report(
    rebuilder: &mut Rebuilder,
    is_new: bool,
    took: Duration,
    on_event: &mut impl FnMut(Watching<'_>) -> bool,
) -> bool {
    if !is_new {
        return true;
    }
    let on = on_event(Watching::Remade(rebuilder, took));
    rebuilder.tidy();
    on
}

/// The watches: the portal's own folder, so that its folders are noticed when they are created again, and
/// everything below these.
#[derive(Debug)]
struct Watched {
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// The identity of the watched folder, to notice when another one takes its place.
    folder: Option<(u64, u64)>,
}

impl Watched {
    fn new(root: &Path, sender: mpsc::Sender<Message>) -> notify::Result<Self> {
        let watcher = notify::recommended_watcher(move |message: Message| {
            // The receiver is dropped only when watching has ended.
            let _ = sender.send(message);
        })?;
        let mut watched = Self { watcher, root: root.to_owned(), folder: identity(root) };
        watched.watcher.watch(root, RecursiveMode::NonRecursive)?;
        watched.renew()?;
        Ok(watched)
    }

    /// Whether the portal's folder is not the one that is watched.
    fn is_lost(&self) -> bool {
        identity(&self.root) != self.folder
    }

    /// Watches the folder that took the place of the one that was watched; returns whether there is one.
    fn follow(&mut self) -> notify::Result<bool> {
        let folder = identity(&self.root);
        if folder.is_none() || folder == self.folder {
            return Ok(false);
        }
        let _ = self.watcher.unwatch(&self.root);
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        self.folder = folder;
        self.renew()?;
        Ok(true)
    }

    /// Watches the folders of the portal that exist.
    fn renew(&mut self) -> notify::Result<()> {
        for name in FOLDERS {
            let folder = self.root.join(name);
            let _ = self.watcher.unwatch(&folder);
            match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                Err(error)
                    if !matches!(error.kind, ErrorKind::PathNotFound | ErrorKind::Io(_) | ErrorKind::WatchNotFound) =>
                {
                    return Err(error);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The combined effect of several events.
#[derive(Default)]
struct Burst {
    paths: BTreeSet<PathBuf>,
    /// Folders that were created, to be read again.
    folders: BTreeSet<PathBuf>,
    /// Events were lost: everything is read again.
    everything: bool,
    /// A watched folder was created or removed.
    renew: bool,
    /// No more watches are available.
    exhausted: bool,
}

impl Burst {
    fn take(&mut self, message: Message, root: &Path) {
        let event = match message {
            Ok(event) => event,
            Err(error) => {
                self.exhausted |= matches!(error.kind, ErrorKind::MaxFilesWatch);
                self.everything = true;
                return;
            }
        };
        self.everything |= event.need_rescan();
        // A change of permissions may make a file readable or unreadable; one of times has no effect.
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths {
            if !matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))) {
                self.renew |= FOLDERS.iter().any(|top| path == root.join(top));
                if path.is_dir() {
                    self.folders.insert(path.clone());
                }
            }
            self.paths.insert(path);
        }
    }
}

/// Handles events until it should stop (`false`) or until watches run out (`true`).
fn by_events(
    rebuilder: &mut Rebuilder,
    mut watched: Watched,
    events: &Receiver<Message>,
    on_event: &mut impl FnMut(Watching<'_>) -> bool,
) -> bool {
    let root = watched.root.clone();
    let mut second_looks: Vec<(Instant, BTreeSet<PathBuf>)> = Vec::new();
    loop {
        let mut burst = Burst::default();
        let next_look = second_looks.iter().map(|(when, _)| when.saturating_duration_since(Instant::now())).min();
        let is_soon = rebuilder.has_unread() || watched.is_lost();
        let wait = next_look.unwrap_or(TICK).min(if is_soon { RETRY } else { TICK });
        let is_idle = match events.recv_timeout(wait) {
            Ok(message) => {
                gather(&mut burst, message, events, &root);
                false
            }
            Err(RecvTimeoutError::Timeout) => true,
            Err(RecvTimeoutError::Disconnected) => return true,
        };
        match watched.follow() {
            Ok(is_another) => burst.everything |= is_another,
            // The folder may have been removed again: it is tried again at the next event or timeout.
            Err(error) if !matches!(error.kind, ErrorKind::MaxFilesWatch) => {}
            Err(_) => return true,
        }
        second_looks.retain(|(when, paths)| {
            let due = *when <= Instant::now();
            if due {
                burst.paths.extend(paths.iter().cloned());
            }
            !due
        });
        if burst.exhausted || (burst.renew && watched.renew().is_err()) {
            return true;
        }
        if !burst.folders.is_empty() {
            let now = Instant::now();
            second_looks.extend(SECOND_LOOKS.map(|after| (now + after, burst.folders.clone())));
        }
        let since = Instant::now();
        let is_new = match (burst.everything, burst.paths.is_empty()) {
            (true, _) => rebuilder.reread(),
            (false, false) => rebuilder.refresh(&burst.paths),
            (false, true) => is_idle && rebuilder.tick(),
        };
        if !report(rebuilder, is_new, since.elapsed(), on_event) {
            return false;
        }
    }
}

/// Takes an event and those that closely follow it.
fn gather(burst: &mut Burst, first: Message, events: &Receiver<Message>, root: &Path) {
    let since = Instant::now();
    burst.take(first, root);
    while since.elapsed() < PATIENCE {
        let quiet = if burst.paths.len() < BURST { QUIET } else { QUIET_BURST };
        match events.recv_timeout(quiet) {
            Ok(message) => burst.take(message, root),
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, Flag};

    #[test]
    fn lost_events_and_exhausted_watches_are_noticed() {
        let root = Path::new("/portal");
        let mut burst = Burst::default();
        burst.take(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)), root);
        assert!(burst.everything && !burst.exhausted);
        burst.take(Err(notify::Error::new(ErrorKind::MaxFilesWatch)), root);
        assert!(burst.exhausted);
    }

    #[test]
    fn reading_and_touching_are_no_changes_and_a_folder_that_comes_back_is_watched_anew() {
        let root = Path::new("/portal");
        let mut burst = Burst::default();
        let access = EventKind::Access(notify::event::AccessKind::Any);
        burst.take(Ok(Event::new(access).add_path(root.join("content/portal.yaml"))), root);
        assert!(burst.paths.is_empty() && !burst.renew);
        burst.take(Ok(Event::new(EventKind::Create(CreateKind::Folder)).add_path(root.join("content"))), root);
        assert!(burst.renew && burst.paths.len() == 1);
    }
}
