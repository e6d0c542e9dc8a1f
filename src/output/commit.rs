//! The step from one site to the next: adds to a tree the files of a publication, and replaces the published site
//! by the result.

use std::path::Path;

use jiff::ToSpan;
use rayon::prelude::*;

use super::disk::hash;
use super::disk::{at, is_gone};
use super::kept::Kept;
use super::second::{self, Hindrance};
use super::staging::{InTheWay, Staged, Staging, State};
use super::state::Target;
use super::{Build, Error, Publication, STAY, Step, Summary, account, compress, in_place, others, sources};
use crate::editing::FileEdit;
use crate::editions::{self, Chain};
use crate::render::Content;
use crate::reuse::{Entry, Ledger};
use crate::source::EDITIONS;

/// Whether the published folder can be exchanged for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exchange {
    Possible,
    Impossible,
}

/// Adds to the files of a tree those of a publication, and publishes the result. `chain` is that of the portal.
pub(super) fn complete(
    mut files: Vec<Staged>,
    now: Ledger,
    build: &Build<'_>,
    chain: &Chain,
    staging: &Staging<'_>,
    exchanges: Exchange,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Summary, Error> {
    let target = staging.target();
    account::knows(chain, target)?;
    let mut summary = Summary::default();
    // A plain build in a folder that contains an edition removes nothing that its readers use.
    let holds_edition = staging.earlier.get(editions::CHAIN).is_some();
    let compresses = match &build.publication {
        Some(publication) => publication.compress,
        None => holds_edition && staging.earlier.files().iter().any(compress::is_copy),
    };
    if compresses {
        let copies = compress::stage(&files, staging, progress)?;
        summary.compressed = (copies.len(), copies.iter().map(|file| file.entry.length).sum());
        files.extend(copies);
    }
    let staying = match build.publication.is_some() || holds_edition {
        true => account::staying(&files, staging, build.day, build.day.saturating_add(STAY.days())),
        false => Vec::new(),
    };
    for (path, bytes) in build.successions {
        files.push(staging.lay(path.clone(), None, Content::Bytes(bytes.clone()))?);
    }
    progress(Step::Place);
    place(
        files,
        staying,
        now,
        summary,
        Edition { chain, root: build.root, build: build.publication.as_ref() },
        staging,
        exchanges,
    )
}

/// The inputs of the files that account for a site.
#[derive(Clone, Copy)]
pub(super) struct Edition<'a> {
    /// The portal's chain.
    pub(super) chain: &'a Chain,
    /// The portal's folder.
    pub(super) root: &'a Path,
    /// The data that make the site an edition; `None` for a plain build.
    pub(super) build: Option<&'a Publication<'a>>,
}

/// Adds the files that account for a site, and publishes the result. The chain is written right before, so that an
/// edition that was visible is never lost.
pub(super) fn place(
    mut files: Vec<Staged>,
    staying: Vec<Staged>,
    now: Ledger,
    mut summary: Summary,
    edition: Edition<'_>,
    staging: &Staging<'_>,
    exchanges: Exchange,
) -> Result<Summary, Error> {
    let target = staging.target();
    summary.staying = staying.len();
    let earlier: Vec<Entry> = staying.iter().map(|file| file.entry.clone()).collect();
    let account = account::stage(&files, &earlier, edition.chain, edition.build, staging)?;
    files.extend(staying);
    files.extend(account.files);
    let sums = files.iter().find(|file| *file.entry.output == *editions::SUMS).map(|file| file.entry.sha256);
    let last = account.chain.last().filter(|last| Some(last.manifest) == sums);
    let number = last.map(|last| last.statement.number);
    let kept = Kept::of(target);
    let record = |now: &Ledger| {
        if account.is_new {
            let own = |(path, bytes): &(String, Vec<u8>)| {
                FileEdit::new(format!("{EDITIONS}/{path}"), String::from_utf8_lossy(bytes).into_owned())
            };
            let mut edits: Vec<FileEdit> = account.succession.iter().map(own).collect();
            edits.push(FileEdit::new(editions::CHAIN_FILE.to_owned(), account.chain.to_text()));
            sources::write(edition.root, &edits, true)?;
        }
        match number.filter(|_| edition.build.is_some()) {
            Some(number) => kept.note(number, now, target),
            None => Ok(()),
        }
    };
    let summary = commit(files, now, summary, staging, exchanges, &record)?;
    if let Some(number) = number.filter(|_| edition.build.is_some()) {
        kept.tidy(&account.chain.others_of(number))?;
    }
    Ok(Summary { edition: number, is_new_edition: account.is_new, ..summary })
}

/// Moves staged files to their places: from here on the site changes. `record` is called right before, with the
/// ledger of the site.
fn commit(
    mut staged: Vec<Staged>,
    now: Ledger,
    summary: Summary,
    staging: &Staging<'_>,
    exchanges: Exchange,
    record: &dyn Fn(&Ledger) -> Result<(), Error>,
) -> Result<Summary, Error> {
    let target = staging.target();
    let (earlier, out) = (staging.earlier, target.out());
    staged.par_sort_unstable_by(|one, other| one.entry.output.cmp(&other.entry.output));
    let (files, states): (Vec<Entry>, Vec<State>) = staged.into_iter().map(|file| (file.entry, file.state)).unzip();
    let mut now = now.with_files(files);
    let foreign = now
        .files()
        .iter()
        .zip(&states)
        .filter(|(_, state)| matches!(state, State::Waiting { in_the_way: InTheWay::Foreign, .. }))
        // A manifest written by hand is replaced.
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
        record(&now)?;
        target.write(&now)?;
        return Ok(summary);
    }
    now.time = staging.time();
    if exchanges == Exchange::Possible {
        let is_known =
            |path: &str| earlier.get(path).is_some() || now.get(path).is_some() || editions::is_account(path);
        // Few files were changed by hand, if any.
        let others = others::find(out, &|path| is_known(path) && !summary.kept.iter().any(|kept| **kept == *path))?;
        if let Some(path) = others::obstacle(&others, &now) {
            return Err(Error::Obstructed(out.join(path)));
        }
        record(&now)?;
        match exchange(target, staging, &now, &states, &others) {
            Ok(()) => return Ok(summary),
            Err(Hindrance::Error(error)) => return Err(error),
            Err(Hindrance::Impossible) => {}
        }
    }
    summary.in_place = true;
    in_place::settle(target, staging, &now, &states, record)?;
    second::drop_all(target)?;
    Ok(summary)
}

/// Exchanges the second tree for the published folder, in one step.
fn exchange(
    target: &Target,
    staging: &Staging<'_>,
    now: &Ledger,
    states: &[State],
    others: &[others::Other],
) -> Result<(), Hindrance> {
    second::assemble(target, staging, now, states, others, &Kept::of(target))?;
    target.announce(now)?;
    second::exchange(target)?;
    target.follow()?;
    Ok(())
}

/// The state of a file that is no longer generated.
enum Removal {
    /// It is unchanged, and will be removed.
    Due,
    /// It no longer exists.
    Gone,
    /// Someone changed it: it is kept.
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
