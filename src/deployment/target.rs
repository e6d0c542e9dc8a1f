//! The target as typed: which tool reaches it, and how that tool names it.

use std::path::Path;

use super::tool::Program;

/// A target of deployments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The tool that reaches it.
    pub program: Program,
    /// The target as that tool names it.
    pub address: String,
}

/// Why a text is not a valid target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misread {
    /// There is nothing after the tool.
    Empty,
    /// `name:path` is a host for rsync and a remote for rclone: the tool has to be named.
    Ambiguous,
}

impl Target {
    /// Returns the folder of this machine that it is, if it is one.
    pub fn local(&self) -> Option<&Path> {
        let start = self.address.split('/').next().unwrap_or_default();
        (!start.contains(':')).then(|| Path::new(&self.address))
    }

    /// Reads `rsync:PLACE` and `rclone:PLACE`, and the forms that only one of the tools knows: a folder,
    /// `user@host:path`, `host::module`, `rsync://…` for rsync; `:backend:path` and a folder of a Windows drive for
    /// rclone.
    ///
    /// # Errors
    /// Nothing to deploy to, or a form that both tools know.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let to = |program, address: &str| match address.trim().is_empty() {
            true => Err(Misread::Empty),
            false => Ok(Self { program, address: address.to_owned() }),
        };
        if text.starts_with("rsync://") {
            return to(Program::Rsync, text);
        }
        if let Some(address) = text.strip_prefix("rsync:") {
            return to(Program::Rsync, address);
        }
        if let Some(address) = text.strip_prefix("rclone:") {
            return to(Program::Rclone, address);
        }
        let host = text.split(['/', '\\']).next().unwrap_or_default();
        let is_drive = host.len() == 2 && host.ends_with(':') && host.as_bytes()[0].is_ascii_alphabetic();
        let has_more = text.len() > host.len();
        match host.split_once(':') {
            None => to(Program::Rsync, text),
            Some(("", _)) => to(Program::Rclone, text),
            Some(_) if is_drive && has_more => to(Program::Rclone, text),
            Some((name, rest)) if name.contains('@') || rest.starts_with(':') => to(Program::Rsync, text),
            Some(_) => Err(Misread::Ambiguous),
        }
    }

    /// Returns the target for display: without any part that looks like a password.
    pub fn shown(&self) -> String {
        let address = &self.address;
        match self.program {
            // rsync://user:password@host/module
            Program::Rsync => match address.strip_prefix("rsync://").and_then(|rest| rest.split_once('@')) {
                Some((user, rest)) => {
                    format!("rsync://{}@{rest}", user.split(':').next().unwrap_or_default())
                }
                None => address.clone(),
            },
            // :backend,key=value:path
            Program::Rclone => match (address.split_once(','), address.rsplit_once(':')) {
                (Some((name, _)), Some((_, path))) => format!("{name},…:{path}"),
                _ => address.clone(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_for_the_tool_that_knows_it() {
        use Program::{Rclone, Rsync};
        for (typed, program, address) in [
            ("/srv/www/site", Rsync, "/srv/www/site"),
            ("../site", Rsync, "../site"),
            ("site/a:b", Rsync, "site/a:b"),
            ("user@host:/srv/www", Rsync, "user@host:/srv/www"),
            ("host::module/site", Rsync, "host::module/site"),
            ("rsync://host/module", Rsync, "rsync://host/module"),
            ("rsync:host:/srv/www", Rsync, "host:/srv/www"),
            ("rclone:bucket:site", Rclone, "bucket:site"),
            ("rclone::s3:bucket", Rclone, ":s3:bucket"),
            (":s3,provider=AWS:bucket", Rclone, ":s3,provider=AWS:bucket"),
            ("C:\\inetpub\\site", Rclone, "C:\\inetpub\\site"),
            ("D:/site", Rclone, "D:/site"),
        ] {
            assert_eq!(Target::parse(typed), Ok(Target { program, address: address.to_owned() }), "{typed}");
        }
        for (typed, expected) in [
            ("host:/srv", Misread::Ambiguous),
            ("bucket:site", Misread::Ambiguous),
            ("rsync:", Misread::Empty),
            ("", Misread::Empty),
        ] {
            assert_eq!(Target::parse(typed), Err(expected), "{typed}");
        }
    }

    #[test]
    fn what_may_be_secret_is_not_shown() {
        for (typed, shown) in [
            ("rsync://user:secret@host/module", "rsync://user@host/module"),
            (":s3,access_key_id=a,secret_access_key=\"b:c\":bucket/x", ":s3,…:bucket/x"),
            ("user@host:/srv", "user@host:/srv"),
        ] {
            assert_eq!(Target::parse(typed).map(|target| target.shown()), Ok(shown.to_owned()));
        }
    }
}
