//! A portal in a folder of its own: copied, edited, built, compared.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The repository, whose content is the demonstration.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of a portal.
pub struct Portal {
    folder: TempDir,
    /// The user that commands run as, where it is not the one that runs the tests.
    user: Option<u32>,
}

/// The user that may do nothing.
const NOBODY: u32 = 65_534;

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    /// The exit code.
    pub code: i32,
    /// What it said on standard error.
    pub said: String,
    /// What it wrote on standard output.
    pub wrote: String,
}

impl Portal {
    /// The demonstration portal.
    pub fn demonstration() -> Self {
        Self::copy(repository(), &["content", "translations"])
    }

    /// The small portal that fixtures stand on.
    pub fn small() -> Self {
        Self::copy(&repository().join("tests/fixtures/base"), &["content"])
    }

    /// A copy of some folders of another portal.
    pub fn of(from: &Path, folders: &[&str]) -> Self {
        Self::copy(from, folders)
    }

    fn copy(from: &Path, folders: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in folders {
            copy_all(&from.join(name), &folder.path().join(name));
        }
        Self { folder, user: None }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The demonstration with dates of its own making, which the real sources do not give: terms of civil society
    /// from 2021, by the call; commentary of May 1, 2023.
    pub fn dated() -> Self {
        let portal = Self::demonstration();
        for entry in fs::read_dir(portal.path("content/members")).unwrap().flatten() {
            let text = fs::read_to_string(entry.path()).unwrap();
            let dated = text.replace("  - seat: civil-society\n", "  - seat: civil-society\n    start_date: 2021\n");
            let named = if dated.contains("appointed_by") {
                dated
            } else {
                dated.replace("    start_date: 2021\n", "    start_date: 2021\n    appointed_by: appel-2021\n")
            };
            fs::write(entry.path(), named).unwrap();
        }
        for entry in fs::read_dir(portal.path("content/plans/2021-2023/commentary")).unwrap().flatten() {
            let text = fs::read_to_string(entry.path()).unwrap();
            fs::write(entry.path(), text.replace("kind: summary\n", "date: 2023-05-01\nkind: summary\n")).unwrap();
        }
        portal
    }

    /// Replaces a text that must be there.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replace(from, to));
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Makes commands run as a user to whom a file can be forbidden: to the first of all users it cannot.
    pub fn without_privileges(mut self) -> Self {
        if fs::metadata(self.root()).unwrap().uid() == 0 {
            for entry in walkdir::WalkDir::new(self.root()).into_iter().flatten() {
                std::os::unix::fs::chown(entry.path(), Some(NOBODY), Some(NOBODY)).unwrap();
            }
            self.user = Some(NOBODY);
        }
        self
    }

    /// Sets what may be done with a file, as `chmod` does.
    pub fn permit(&self, path: &str, mode: u32) {
        fs::set_permissions(self.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    /// A command in this portal, in French unless the arguments say otherwise.
    pub fn command(&self, args: &[&str]) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_clairevoie")), args)
    }

    /// As [`Portal::command`], of another program.
    pub fn command_of(&self, program: &Path, args: &[&str]) -> Command {
        let mut command = match self.user {
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={user}"), format!("--regid={user}"), "--clear-groups".to_owned()]);
                command.arg(program);
                command
            }
            None => Command::new(program),
        };
        command.args(args).current_dir(self.root()).env_remove("SOURCE_DATE_EPOCH").env("LC_ALL", "fr_CA.UTF-8");
        command
    }

    pub fn run(&self, args: &[&str]) -> Answer {
        answer(self.command(args).output().unwrap())
    }

    /// Whether a command ends by itself within a minute of computing and four gigabytes; if not, the system ends it.
    pub fn ends_within_limits(&self, args: &[&str]) -> bool {
        let program = env!("CARGO_BIN_EXE_clairevoie");
        let limits = ["--cpu=60", &format!("--as={}", 4_u64 << 30), program];
        let mut command = self.command_of(Path::new("prlimit"), &[&limits, args].concat());
        let ended = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        matches!(ended.code(), Some(0 | 1))
    }

    /// Builds, and expects it to succeed.
    pub fn build(&self) -> Answer {
        let answer = self.run(&["build"]);
        assert_eq!(answer.code, 0, "{}", answer.said);
        answer
    }

    /// The published files by path, what starts with a dot left aside.
    pub fn published(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("public"))
    }

    /// A published page.
    pub fn page(&self, path: &str) -> String {
        self.read(&format!("public/{path}"))
    }

    /// A published page without quotes: minification takes those of some attributes and leaves others.
    pub fn unquoted(&self, path: &str) -> String {
        self.page(path).replace('"', "")
    }
}

pub fn answer(output: Output) -> Answer {
    Answer {
        code: output.status.code().expect("the program ends by itself"),
        said: String::from_utf8(output.stderr).unwrap(),
        wrote: String::from_utf8(output.stdout).unwrap(),
    }
}

/// The files below a folder by path, what starts with a dot left aside.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let walk = walkdir::WalkDir::new(folder).into_iter();
    let visible = |name: &str| !name.starts_with('.');
    for entry in
        walk.filter_entry(|entry| entry.depth() == 0 || visible(&entry.file_name().to_string_lossy())).flatten()
    {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    files
}

fn copy_all(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What a program that was stopped had said on standard error.
pub fn answer_of_killed(child: std::process::Child) -> String {
    String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap()
}
