//! From one site to the next: what a publication adds to the files of a tree, and the step in which all of it takes
//! its place.

use std::path::Path;

use rayon::prelude::*;

use super::disk::{at, is_gone};
use super::kept::Kept;
use super::second::{self, Hindrance};
use super::staging::{InTheWay, Staged, Staging, State, hash};
use super::state::Target;
use super::{Build, Error, Step, Summary, account, compress, in_place, others, sources};
use crate::editing::FileEdit;
use crate::editions;
use crate::render::Content;
use crate::reuse::{Entry, Ledger};
use crate::source::EDITIONS;

/// Whether the published folder can be exchanged for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exchange {
    Possible,
    Impossible,
}

/// Adds to the files of a tree what a publication adds, and puts all of it in its place.
pub(super) fn complete(
    mut files: Vec<Staged>,
    now: Ledger,
    build: &Build<'_>,
    target: &Target,
    staging: &Staging<'_>,
    exchanges: Exchange,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Summary, Error> {
    let mut summary = Summary::default();
    let mut staying = Vec::new();
    if let Some(publication) = &build.publication {
        if publication.compress {
            let copies = compress::stage(&files, staging, progress)?;
            summary.compressed = (copies.len(), copies.iter().map(|file| file.entry.length).sum());
            files.extend(copies);
        }
        staying = account::staying(&files, staging, publication.day, publication.last_day());
        summary.staying = staying.len();
    }
    let earlier: Vec<Entry> = staying.iter().map(|file| file.entry.clone()).collect();
    if build.publication.is_some() {
        account::knows(build.chain, target)?;
    }
    for (path, bytes) in build.successions {
        files.push(staging.lay(path.clone(), None, Content::Bytes(bytes.clone()))?);
    }
    let account = account::stage(&files, &earlier, build.chain, build.publication.as_ref(), staging)?;
    files.extend(staying);
    files.extend(account.files);
    // The chain is written first: an edition that was seen is never forgotten.
    if account.is_new {
        let own = |path: &String, bytes: &Vec<u8>| {
            FileEdit::new(format!("{EDITIONS}/{path}"), String::from_utf8_lossy(bytes).into_owned())
        };
        let mut edits: Vec<FileEdit> = account.succession.iter().map(|(path, bytes)| own(path, bytes)).collect();
        edits.push(FileEdit::new(editions::CHAIN_FILE.to_owned(), account.chain.to_text()));
        sources::write(build.root, &edits, true)?;
    }
    progress(Step::Place);
    let (summary, now) = commit(files, now, summary, target, staging, exchanges)?;
    let edition =
        account.chain.last().filter(|last| now.get(editions::SUMS).is_some_and(|sums| sums.sha256 == last.manifest));
    if let Some(edition) = edition.filter(|_| build.publication.is_some()) {
        Kept::of(target).note(edition.statement.number, &now, target)?;
    }
    Ok(Summary { edition: edition.map(|edition| edition.statement.number), ..summary })
}

/// Puts staged files in their places: from here on the site changes.
pub(super) fn commit(
    mut staged: Vec<Staged>,
    now: Ledger,
    summary: Summary,
    target: &Target,
    staging: &Staging<'_>,
    exchanges: Exchange,
) -> Result<(Summary, Ledger), Error> {
    let (earlier, out) = (staging.earlier, target.out());
    staged.par_sort_unstable_by(|one, other| one.entry.output.cmp(&other.entry.output));
    let (files, states): (Vec<Entry>, Vec<State>) = staged.into_iter().map(|file| (file.entry, file.state)).unzip();
    let mut now = now.with_files(files);
    let foreign = now
        .files()
        .iter()
        .zip(&states)
        .filter(|(_, state)| matches!(state, State::Waiting { in_the_way: InTheWay::Foreign, .. }))
        // A manifest that someone made by hand gives way.
        .find(|(file, _)| !editions::is_account(&file.output));
    if let Some((file, _)) = foreign {
        return Err(Error::Obstructed(out.join(&*file.output)));
    }
    let unchanged = states.iter().filter(|state| **state == State::There).count();
    let bytes = now.files().iter().map(|file| file.length).sum();
    let mut summary = Summary { written: states.len() - unchanged, unchanged, bytes, ..summary };
    for file in earlier.without(&now) {
        match what_became(out, file)? {
            Removal::Due => {
                summary.removed += 1;
                summary.gone.extend(file.output.strip_suffix("index.html").map(|address| format!("/{address}").into()));
            }
            Removal::Gone => {}
            Removal::Changed => summary.kept.push(file.output.clone()),
        }
    }
    if summary.written == 0 && summary.removed == 0 && earlier.files().len() == now.files().len() {
        now.time = earlier.time;
        target.write(&now)?;
        return Ok((summary, now));
    }
    now.time = staging.time();
    if exchanges == Exchange::Possible {
        let is_known =
            |path: &str| earlier.get(path).is_some() || now.get(path).is_some() || editions::is_account(path);
        // Few were changed by hand, if any.
        let others = others::find(out, &|path| is_known(path) && !summary.kept.iter().any(|kept| **kept == *path))?;
        if let Some(path) = others::obstacle(&others, &now) {
            return Err(Error::Obstructed(out.join(path)));
        }
        match exchange(target, staging, &now, &states, &others) {
            Ok(()) => return Ok((summary, now)),
            Err(Hindrance::Error(error)) => return Err(error),
            Err(Hindrance::Impossible) => {}
        }
    }
    summary.in_place = true;
    in_place::settle(target, staging, &now, &states)?;
    target.drop_second()?;
    Ok((summary, now))
}

/// Changes the published folder from one whole site to the next, in one step.
fn exchange(
    target: &Target,
    staging: &Staging<'_>,
    now: &Ledger,
    states: &[State],
    others: &[others::Other],
) -> Result<(), Hindrance> {
    second::assemble(target, staging, now, states, others, &Kept::of(target))?;
    // The site that leaves has them too.
    others::note(others, target)?;
    target.announce(now)?;
    second::exchange(target)?;
    // A file that was replaced by one of the same bytes had been damaged: its name must not pass for a sound one.
    let earlier = staging.earlier;
    let is_damaged = |(file, state): (&Entry, &State)| {
        *state != State::There && earlier.get(&file.output).is_some_and(|old| old.hash == file.hash)
    };
    target.follow(!now.files().iter().zip(states).any(is_damaged))?;
    Ok(())
}

/// What became of a file that is no longer produced.
enum Removal {
    /// It is there as it was written, and goes.
    Due,
    /// It was not there any more.
    Gone,
    /// Someone changed it: it stays.
    Changed,
}

fn what_became(out: &Path, file: &Entry) -> Result<Removal, Error> {
    let path = out.join(&*file.output);
    match hash(&path, file.length) {
        Err(cause) if is_gone(&cause) => Ok(Removal::Gone),
        Err(cause) => Err(at(&path, cause)),
        Ok(hash) if hash != file.hash => Ok(Removal::Changed),
        Ok(_) => Ok(Removal::Due),
    }
}
