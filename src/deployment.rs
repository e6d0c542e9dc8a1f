//! Deploys a published folder to a target that only a tool can reach: which files are sent, in an order that never
//! shows a page without its files, which are removed after, and whether all of them arrived.
//!
//! The folder's list of files states what is wanted, and the target's own list what is there. During a deployment
//! the target also contains the list of what is changing, so that the next deployment completes an interrupted one,
//! whatever it sends itself. The list of all files is sent after they were read back: it never names a file that is
//! not there. Files that no list names belong to others and are not changed. This module writes only in a temporary
//! folder and, through a tool, at the target; it handles no password.

mod headers;
mod listing;
mod order;
mod plan;
mod process;
mod rclone;
mod rsync;
mod scratch;
mod target;
mod tool;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::editions::Chain;
use crate::reuse::PublicHash;

pub use listing::{Files, Kept, Listing};
pub use order::{CHAIN, EARLIER, EDITION, SIGNATURES, SUMS, Step, UNDER_WAY, is_hashed};
pub use plan::{Account, Held, Plan, UNLISTED};
use scratch::Scratch;
pub use target::{Misread, Target};
pub use tool::{Cause, Depth, Failure, Phase, Program, Tool, Watch};

/// Which files are read back after sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verify {
    /// Every file of the site.
    All,
    /// The files that were sent.
    Changed,
    /// Nothing.
    None,
}

/// How to deploy.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The day of the deployment.
    pub today: Date,
    /// The last day of files of the theme and of the search that are replaced now.
    pub until: Date,
    /// Which files are read back.
    pub verify: Verify,
    /// Whether every file at the target is examined, and sent again if it differs.
    pub repair: bool,
    /// Whether to deploy although the target contains something else: another portal, or a site that was not
    /// deployed.
    pub force: bool,
}

/// The state of the target when a deployment ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As it was.
    Untouched,
    /// Some files are new; the list of all files is still that of the edition before.
    Mixed,
    /// The new edition is complete; files that are no longer wanted may still be there.
    Complete,
}

/// The reason why a deployment ended early.
#[derive(Debug)]
pub enum Error {
    /// The folder has no list of its files.
    Unlisted(PathBuf),
    /// The folder's list cannot be read.
    BadList(PathBuf),
    /// Files of the folder differ from its list.
    Damaged(Vec<String>, State),
    /// The target contains another portal: its address, and that of this one.
    OtherPortal(String, String),
    /// The target has editions that the folder's chain does not contain.
    Ahead,
    /// The target contains a site that was not deployed.
    Occupied,
    /// What was read back differs from what was sent.
    Differs(Vec<String>, State),
    /// The tool failed.
    Tool(Failure, State),
    /// The system refused.
    System(PathBuf, io::Error),
}

/// The result of a deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files sent.
    pub sent: usize,
    /// Files that needed no change.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
    /// Files read back.
    pub verified: usize,
}

/// Returns the tool that reaches a target. For rclone, the abilities of the target are queried.
///
/// # Errors
/// The tool is missing or fails, or the system cannot create a temporary folder.
pub fn tool(target: &Target, watch: Watch<'_>) -> Result<Box<dyn Tool>, Error> {
    let scratch = Scratch::new().map_err(temporary)?;
    Ok(match target.program {
        Program::Rsync => Box::new(rsync::Rsync::new(&target.address, scratch)),
        Program::Rclone => {
            let rclone = rclone::Rclone::new(&target.address, scratch, watch);
            Box::new(rclone.map_err(|failure| Error::Tool(failure, State::Untouched))?)
        }
    })
}

/// A deployment that is ready to run: the folder was checked, the target was read, and nothing was changed.
pub struct Ready<'a> {
    folder: &'a Path,
    tool: &'a dyn Tool,
    options: Options,
    scratch: Scratch,
    wanted: Files,
    account: BTreeMap<String, Vec<u8>>,
    examined: Files,
    plan: Plan,
    found: Found,
}

/// The state of the target before a deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing of ours.
    Nothing,
    /// A deployment that was interrupted.
    Interrupted,
    /// An edition.
    Edition,
}

/// Checks the folder, reads the target and computes what to do.
///
/// # Errors
/// The folder or the target is not suitable, or the tool fails. The target is unchanged.
pub fn prepare<'a>(
    folder: &'a Path,
    tool: &'a dyn Tool,
    options: Options,
    watch: Watch<'_>,
) -> Result<Ready<'a>, Error> {
    let failed = |failure| Error::Tool(failure, State::Untouched);
    let (wanted, account) = local(folder)?;
    let scratch = Scratch::new().map_err(temporary)?;
    let there = scratch.folder("there").map_err(temporary)?;
    const HOME: &str = "index.html";
    let names = UNLISTED.into_iter().chain([EARLIER, UNDER_WAY, EDITION, HOME]);
    tool.fetch(&names.clone().collect::<Vec<_>>(), &there, watch).map_err(failed)?;
    let mut fetched = BTreeMap::new();
    for name in names {
        if let Some(bytes) = scratch::read(&there.join(name)).map_err(temporary)? {
            fetched.insert(name.to_owned(), bytes);
        }
    }
    let text = |name: &str| fetched.get(name).map(|bytes| String::from_utf8_lossy(bytes));
    let mut held =
        Held::read(text(SUMS).as_deref(), text(EARLIER).as_deref(), text(UNDER_WAY).as_deref(), options.repair);
    if !options.force {
        let (here, there) = (account.get(EDITION), fetched.get(EDITION));
        if let Some((here, there)) = portal(here).zip(portal(there)).filter(|(here, there)| here != there) {
            return Err(Error::OtherPortal(there, here));
        }
        let chain = |files: &BTreeMap<String, Vec<u8>>| {
            files.get(CHAIN[0]).and_then(|bytes| Chain::read(&String::from_utf8_lossy(bytes)).ok())
        };
        if chain(&fetched).is_some_and(|there| !chain(&account).unwrap_or_default().continues(&there)) {
            return Err(Error::Ahead);
        }
        if held.is_empty() && fetched.contains_key(HOME) {
            return Err(Error::Occupied);
        }
    }
    let found = match (held.is_empty(), held.is_under_way()) {
        (true, _) => Found::Nothing,
        (_, true) => Found::Interrupted,
        _ => Found::Edition,
    };
    let examined = held.to_examine(&wanted, options.repair);
    if !examined.is_empty() {
        (watch.on_phase)(Phase::Examining(examined.len()));
        // A repair examines the bytes themselves, whatever hashes the target reports.
        let depth = if options.repair { Depth::Read } else { Depth::Given };
        held.examined(&examined, &tool.differing(folder, &examined, depth, watch).map_err(failed)?);
    }
    let known = Account { there: fetched, here: account };
    let plan = Plan::new(&wanted, &held, &known, options.today, options.until);
    Ok(Ready { folder, tool, options, scratch, wanted, account: known.here, examined, plan, found })
}

impl Ready<'_> {
    /// Returns the plan of the deployment.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns the state of the target before the deployment.
    pub fn found(&self) -> Found {
        self.found
    }

    /// Runs the plan.
    ///
    /// # Errors
    /// The reason why it ended early, with the state of the target. Running the same deployment again
    /// completes it.
    pub fn run(&self, watch: Watch<'_>) -> Result<Summary, Error> {
        let plan = &self.plan;
        let ours = self.ours()?;
        let account = [Step::Account, Step::Chain];
        let mut state = State::Untouched;
        if !plan.under_way.is_empty() {
            self.tool.send(&ours, &[UNDER_WAY.to_owned()], Step::Account, watch).map_err(at(state))?;
        }
        let mut sent = Vec::new();
        for (step, paths) in plan.sends.iter().filter(|(step, _)| !account.contains(step)) {
            state = State::Mixed;
            self.send(self.folder, *step, paths, watch).map_err(at(state))?;
            sent.extend(paths);
        }
        let of_files: Files = match self.options.verify {
            Verify::None => Files::new(),
            Verify::All => self.wanted.clone(),
            Verify::Changed => {
                let of_them = |path: &String| self.wanted.get(path).map(|hash| (path.clone(), *hash));
                sent.into_iter().filter_map(of_them).chain(self.examined.clone()).collect()
            }
        };
        let of_files: Files = of_files.into_iter().filter(|(path, _)| !account.contains(&Step::of(path))).collect();
        self.verify(self.folder, &of_files, state, watch)?;
        let mut of_account = BTreeMap::new();
        for (step, paths) in plan.sends.iter().filter(|(step, _)| account.contains(step)) {
            state = State::Mixed;
            self.send(&ours, *step, paths, watch).map_err(at(state))?;
            of_account.extend(paths.iter().filter_map(|path| Some((path.clone(), self.own(path)?))));
        }
        match self.options.verify {
            Verify::None => of_account.clear(),
            Verify::Changed => {}
            Verify::All => {
                of_account = self.account.keys().filter_map(|path| Some((path.clone(), self.own(path)?))).collect()
            }
        }
        self.verify(&ours, &of_account, state, watch)?;
        self.remove(watch).map_err(at(State::Complete))?;
        Ok(Summary {
            sent: plan.sent(),
            unchanged: plan.unchanged,
            removed: plan.removes.len(),
            verified: of_files.len() + of_account.len(),
        })
    }

    /// Returns a folder with the files of the account, as they are sent.
    fn ours(&self) -> Result<PathBuf, Error> {
        let ours = self.scratch.folder("ours").map_err(temporary)?;
        let own = [(EARLIER, self.plan.earlier.as_bytes()), (UNDER_WAY, self.plan.under_way.as_bytes())];
        let account = self.account.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        for (name, bytes) in account.chain(own) {
            scratch::write(&ours.join(name), bytes).map_err(temporary)?;
        }
        Ok(ours)
    }

    /// Returns the hash of a file of the account.
    fn own(&self, name: &str) -> Option<PublicHash> {
        let bytes = match name {
            EARLIER => self.plan.earlier.as_bytes(),
            _ => self.account.get(name)?,
        };
        Some(PublicHash::of(bytes))
    }

    fn send(&self, from: &Path, step: Step, paths: &[String], watch: Watch<'_>) -> Result<(), Failure> {
        (watch.on_phase)(Phase::Sending(step, paths.len()));
        self.tool.send(from, paths, step, watch)
    }

    /// Reads files back and compares them. The local folder is checked too: a build may have started meanwhile.
    fn verify(&self, from: &Path, files: &Files, state: State, watch: Watch<'_>) -> Result<(), Error> {
        if files.is_empty() {
            return Ok(());
        }
        let damaged = scratch::damaged(from, files);
        if !damaged.is_empty() {
            return Err(Error::Damaged(damaged, state));
        }
        (watch.on_phase)(Phase::Verifying(files.len()));
        let differing = self.tool.differing(from, files, Depth::Read, watch).map_err(at(state))?;
        match differing.is_empty() {
            true => Ok(()),
            false => Err(Error::Differs(differing.into_iter().collect(), state)),
        }
    }

    /// Removes files that are no longer wanted, and finally the list of what was changing.
    fn remove(&self, watch: Watch<'_>) -> Result<(), Failure> {
        let plan = &self.plan;
        if !plan.removes.is_empty() {
            (watch.on_phase)(Phase::Removing(plan.removes.len()));
            self.tool.remove(&plan.removes, watch)?;
        }
        plan.folders.iter().try_for_each(|folders| self.tool.remove_folders(folders, watch))?;
        if plan.is_under_way {
            self.tool.remove(&[UNDER_WAY.to_owned()], watch)?;
        }
        Ok(())
    }
}

/// Returns the files that the folder's list names, after checking that each matches the list, and the files of its
/// account.
fn local(folder: &Path) -> Result<(Files, BTreeMap<String, Vec<u8>>), Error> {
    let read = |name: &str| {
        let path = folder.join(name);
        scratch::read(&path).map_err(|cause| Error::System(path, cause))
    };
    let list = folder.join(SUMS);
    let Some(bytes) = read(SUMS)? else { return Err(Error::Unlisted(list)) };
    let listing = String::from_utf8(bytes).ok().map(|text| Listing::parse(&text));
    let Some(mut listing) = listing.filter(|listing| listing.is_complete && !listing.files.is_empty()) else {
        return Err(Error::BadList(list));
    };
    let damaged = scratch::damaged(folder, &listing.files);
    if !damaged.is_empty() {
        return Err(Error::Damaged(damaged, State::Untouched));
    }
    // The files of the account are compared byte by byte, and sent last, whether or not the list names them.
    listing.files.retain(|path, _| !plan::is_own(path));
    let mut account = BTreeMap::new();
    for name in UNLISTED.into_iter().chain([EDITION]) {
        if let Some(bytes) = read(name)? {
            account.insert(name.to_owned(), bytes);
        }
    }
    Ok((listing.files, account))
}

/// Returns the address of the portal in an edition's statement.
fn portal(edition: Option<&Vec<u8>>) -> Option<String> {
    let edition: serde_json::Value = serde_json::from_slice(edition?).ok()?;
    edition.get("portal")?.as_str().map(str::to_owned)
}

fn at(state: State) -> impl Fn(Failure) -> Error {
    move |failure| Error::Tool(failure, state)
}

fn temporary(cause: io::Error) -> Error {
    Error::System(PathBuf::from("temporary"), cause)
}
