//! The publisher's own tools, run on a copy: `minisign` and `ssh-keygen -Y`. They ask for the passphrase and read
//! the secret key themselves: the program handles no secret.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The purpose of OpenSSH signatures, so that none made for another purpose is accepted.
const NAMESPACE: &str = "clairevoie";

/// A tool that signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signer {
    /// minisign, with the file of its secret key, or its default one.
    Minisign(Option<PathBuf>),
    /// OpenSSH, with the file of a key: the secret key, or the public key of one that an agent has.
    Ssh(PathBuf),
}

/// The reason why there is no signature.
#[derive(Debug)]
pub enum SignError {
    /// The tool is missing: its name.
    Missing(&'static str),
    /// The tool refused, and printed the reason.
    Refused(&'static str),
    /// The system refused.
    System(io::Error),
}

impl From<io::Error> for SignError {
    fn from(cause: io::Error) -> Self {
        Self::System(cause)
    }
}

impl Signer {
    fn tool(&self) -> &'static str {
        match self {
            Self::Minisign(_) => "minisign",
            Self::Ssh(_) => "ssh-keygen",
        }
    }

    /// Signs a text that will be published under a name; returns the name of the signature's file, and its bytes.
    ///
    /// # Errors
    /// The tool is missing or refuses; the system refuses access.
    pub fn sign(&self, name: &str, text: &str) -> Result<(String, Vec<u8>), SignError> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join(Path::new(name).file_name().unwrap_or_default());
        fs::write(&file, text)?;
        let ending = match self {
            Self::Minisign(_) => "minisig",
            Self::Ssh(_) => "sig",
        };
        let mut command = Command::new(self.tool());
        match self {
            Self::Minisign(key) => {
                command.arg("-S").arg("-m").arg(&file);
                if let Some(key) = key {
                    command.arg("-s").arg(key);
                }
            }
            Self::Ssh(key) => {
                command.args(["-Y", "sign", "-n", NAMESPACE, "-f"]).arg(key).arg(&file);
            }
        }
        // Its questions and messages are for the publisher; standard output is for programs that read ours.
        let status = command.stdout(Stdio::null()).status();
        match status {
            Ok(status) if status.success() => {}
            Ok(_) => return Err(SignError::Refused(self.tool())),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Err(SignError::Missing(self.tool())),
            Err(cause) => return Err(cause.into()),
        }
        let signature = fs::read(
            folder.path().join(format!("{}.{ending}", file.file_name().unwrap_or_default().to_string_lossy())),
        )?;
        Ok((format!("{name}.{ending}"), signature))
    }
}

/// Verifies a signature of OpenSSH with its own tool; `None` if it is missing or cannot run.
pub fn ssh_verify(key: &str, bytes: &[u8], signature: &[u8]) -> Option<bool> {
    let folder = tempfile::tempdir().ok()?;
    let path = |name: &str| folder.path().join(name);
    fs::write(path("signers"), format!("{NAMESPACE} namespaces=\"{NAMESPACE}\" {key}\n")).ok()?;
    fs::write(path("signature"), signature).ok()?;
    fs::write(path("text"), bytes).ok()?;
    let verified = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-n", NAMESPACE, "-I", NAMESPACE, "-f"])
        .arg(path("signers"))
        .arg("-s")
        .arg(path("signature"))
        .stdin(fs::File::open(path("text")).ok()?)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    verified.ok().map(|status| status.success())
}
