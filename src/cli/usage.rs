//! The commands and options, and the response to invalid ones, in both languages.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Outcome, host, new, say, show};
use crate::diagnostic::suggestion;
use crate::language::messages::Catalogue;

/// Returns the command line, with its help in the catalogue's language.
pub(super) fn command(words: &Catalogue) -> Command {
    let about = |key: &str| words.text(&format!("cli-{key}"));
    let option =
        |name: &'static str, value: &str| Arg::new(name).long(name).value_name(words.text(value)).help(about(name));
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(about(name));
    let root = option("root", "cli-value-folder").global(true);
    let lang = option("lang", "cli-value-language").global(true).value_parser(["fr", "en"]).hide_possible_values(true);
    let base_url = || option("base-url", "cli-value-url");
    let as_of = || option("as-of", "cli-value-date");
    let build = Command::new("build").about(about("build")).args([
        option("out", "cli-value-folder"),
        base_url(),
        as_of(),
        flag("drafts"),
        flag("no-search"),
        flag("in-place"),
        flag("timings"),
    ]);
    let publish = Command::new("publish").about(about("publish")).args([
        option("note", "cli-value-text"),
        option("note-en", "cli-value-text"),
        option("out", "cli-value-folder"),
        base_url(),
        as_of(),
        flag("no-search"),
        flag("no-precompress"),
        option("sign", "cli-value-tool").value_parser(["minisign", "ssh"]).hide_possible_values(true),
        option("sign-key", "cli-value-file"),
        option("handover-key", "cli-value-file"),
        flag("without-handover"),
        flag("in-place"),
        flag("timings"),
    ]);
    let editions = Command::new("editions")
        .about(about("editions"))
        .args([option("out", "cli-value-folder").help(about("out-of")), flag("forget")]);
    let rollback = Command::new("rollback").about(about("rollback")).args([
        Arg::new("number")
            .value_name(words.text("cli-value-number"))
            .help(about("rollback-number"))
            .value_parser(clap::value_parser!(u32)),
        option("out", "cli-value-folder").help(about("out-of")),
        as_of(),
        flag("in-place"),
        option("sign", "cli-value-tool").value_parser(["minisign", "ssh"]).hide_possible_values(true),
        option("sign-key", "cli-value-file"),
    ]);
    let verify = Command::new("verify").about(about("verify")).args([
        Arg::new("site").value_name(words.text("cli-value-site")).help(about("verify-site")).required(true),
        option("since", "cli-value-edition"),
        option("key", "cli-value-key").action(ArgAction::Append),
        option("timeout", "cli-value-seconds").value_parser(clap::value_parser!(u64)),
        option("format", "cli-value-format")
            .value_parser(["human", "json"])
            .hide_possible_values(true)
            .help(about("verify-format")),
    ]);
    let check = Command::new("check").about(about("check")).args([
        base_url(),
        as_of().visible_alias("at"),
        option("until", "cli-value-date"),
        flag("drafts"),
        flag("no-search"),
        flag("strict"),
        flag("hints"),
        flag("external"),
        flag("timings"),
        option("format", "cli-value-format").value_parser(["human", "json", "sarif"]).hide_possible_values(true),
        option("explain", "cli-value-code").num_args(0..=1).default_missing_value(""),
    ]);
    let serve = Command::new("serve").about(about("serve")).args([
        option("port", "cli-value-port"),
        flag("open"),
        flag("poll"),
        flag("no-search"),
        base_url(),
        as_of(),
        option("host", "cli-value-address"),
        option("allow-host", "cli-value-name").action(ArgAction::Append),
        option("editor", "cli-value-url")
            .default_value("vscode://file/{path}:{line}:{column}")
            .hide_default_value(true),
    ]);
    let positional = |name: &'static str, value: &str| Arg::new(name).value_name(words.text(value)).help(about(name));
    let init = Command::new("init").about(about("init")).arg(positional("folder", "cli-value-folder").required(true));
    let record = Command::new("new").about(about("new")).args([
        positional("kind", "cli-value-kind").required(true).value_parser(new::kinds()).hide_possible_values(true),
        positional("id", "cli-value-id").required(true),
    ]);
    let schema =
        Command::new("schema").about(about("schema")).arg(option("out", "cli-value-folder").help(about("schema-out")));
    let format = Command::new("fmt").about(about("fmt")).arg(flag("check").help(about("check-flag")));
    let confirm = Command::new("confirm")
        .about(about("confirm"))
        .args([positional("file", "cli-value-file").action(ArgAction::Append).num_args(0..), flag("all")]);
    let accept = Command::new("accept").about(about("accept")).args([
        positional("file", "cli-value-file").required(true).help(about("accept-file")),
        option("reason", "cli-value-text").required(true).help(about("accept-reason")),
        option("code", "cli-value-code").help(about("accept-code")),
        option("line", "cli-value-number").help(about("accept-line")),
    ]);
    let status = Command::new("status").about(about("status"));
    let translate = Command::new("translate")
        .about(about("translate"))
        .subcommand_required(true)
        .subcommand_value_name(words.text("cli-value-command"))
        .disable_help_subcommand(true)
        .subcommand(dressed(status, words))
        .subcommand(dressed(confirm, words))
        .subcommand(dressed(accept, words));
    let theme =
        Command::new("theme").about(about("theme")).arg(positional("file", "cli-value-file").help(about("theme-file")));
    let own = |name: &'static str, value: &str| option(name, value).help(about(&format!("deploy-{name}")));
    let own_flag = |name: &'static str| flag(name).help(about(&format!("deploy-{name}")));
    let deploy = Command::new("deploy").about(about("deploy")).args([
        positional("target", "cli-value-target").required(true).help(about("deploy-target")),
        own("from", "cli-value-folder"),
        own("verify", "cli-value-extent").value_parser(["all", "changed", "none"]).hide_possible_values(true),
        own("keep-days", "cli-value-days"),
        own_flag("dry-run"),
        own("format", "cli-value-format").value_parser(["human", "json"]).hide_possible_values(true),
        own_flag("repair"),
        own_flag("force"),
    ]);
    let server = positional("kind", "cli-value-server").help(about("host-kind"));
    let host = Command::new("host").about(about("host-command")).args([
        server.value_parser(host::kinds()).hide_possible_values(true),
        option("folder", "cli-value-folder").help(about("host-folder")),
        option("out", "cli-value-folder").help(about("host-out")),
        base_url(),
        as_of(),
        flag("no-search"),
    ]);
    let top = Command::new("clairevoie")
        .bin_name("clairevoie")
        .version(env!("CARGO_PKG_VERSION"))
        .about(about("about"))
        .subcommand_required(true)
        .subcommand_value_name(words.text("cli-value-command"))
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .args([root, lang]);
    let help = Command::new("help").about(about("help-command")).arg(positional("command", "cli-value-command"));
    let all = [
        build, publish, deploy, host, editions, rollback, verify, serve, check, init, record, format, translate,
        schema, theme, help,
    ];
    all.into_iter().fold(dressed(top, words), |top, command| top.subcommand(dressed(command, words)))
}

/// Sets headings and the help option in the catalogue's language; clap knows English only.
fn dressed(command: Command, words: &Catalogue) -> Command {
    let is_top = command.get_name() == "clairevoie";
    let has_commands = command.has_subcommands() || is_top;
    let has_positionals = command.get_positionals().next().is_some();
    let (usage, commands, options) = (words.text("cli-usage"), words.text("cli-commands"), words.text("cli-options"));
    let commands = if has_commands { format!("{commands}\n{{subcommands}}\n\n") } else { String::new() };
    let positionals =
        if has_positionals { format!("{}\n{{positionals}}\n\n", words.text("cli-positionals")) } else { String::new() };
    command
        .help_template(format!("{{about}}\n\n{usage} {{usage}}\n\n{commands}{positionals}{options}\n{{options}}\n"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .next_line_help(false)
        .arg(Arg::new("help").long("help").short('h').action(ArgAction::Help).help(words.text("cli-help")))
        .args(is_top.then(|| {
            Arg::new("version").long("version").short('V').action(ArgAction::Version).help(words.text("cli-version"))
        }))
}

/// Prints the result of a parse that clap ended: help and version on standard output, errors on standard error.
pub(super) fn answer(error: &clap::Error, words: &Catalogue) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            show(error.render().to_string().trim_end());
            Outcome::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(error.render().to_string());
            Outcome::WrongUsage
        }
        kind => {
            let context = |wanted: ContextKind| match error.get(wanted) {
                Some(ContextValue::String(text)) => text.clone(),
                Some(ContextValue::Strings(texts)) => words.language().join_or(texts),
                _ => String::new(),
            };
            let known = context(ContextKind::ValidValue);
            let key = match kind {
                ErrorKind::MissingSubcommand => "usage-missing-command",
                ErrorKind::InvalidSubcommand => "usage-unknown-command",
                // clap reports an option without its value as one with an empty value.
                ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => "usage-other",
                ErrorKind::UnknownArgument => "usage-unknown-argument",
                ErrorKind::InvalidValue => "usage-bad-value",
                // Numbers are the only values that clap parses itself.
                ErrorKind::ValueValidation => "usage-bad-number",
                ErrorKind::ArgumentConflict => "usage-repeated",
                ErrorKind::InvalidUtf8 => "usage-no-text",
                _ => "usage-other",
            };
            let command = context(ContextKind::InvalidSubcommand);
            let suggestion = match error.get(ContextKind::SuggestedArg) {
                Some(ContextValue::String(text)) => text.clone(),
                _ => nearest_command(&command).unwrap_or_else(|| "none".to_owned()),
            };
            let message = words.format(
                key,
                None,
                &[
                    ("argument", if command.is_empty() { context(ContextKind::InvalidArg) } else { command }.into()),
                    ("value", context(ContextKind::InvalidValue).into()),
                    ("known", if known.is_empty() { context(ContextKind::ValidSubcommand) } else { known }.into()),
                    ("suggestion", suggestion.into()),
                ],
            );
            say(message.unwrap_or_default());
            say(words.text("usage-see-help"));
            Outcome::WrongUsage
        }
    }
}

/// Returns the command that was probably meant by an unknown word.
fn nearest_command(written: &str) -> Option<String> {
    let words = Catalogue::of_program(crate::language::Language::French);
    let command = command(&words);
    let names = command
        .get_subcommands()
        .flat_map(|one| std::iter::once(one.get_name()).chain(one.get_subcommands().map(Command::get_name)));
    suggestion::nearest(written, names.collect::<Vec<_>>()).map(str::to_owned)
}

/// `clairevoie help [COMMAND]`: the same as `clairevoie [COMMAND] --help`.
pub(super) fn help(matches: &ArgMatches, words: &Catalogue) -> Result<Outcome, Outcome> {
    let name = matches.get_one::<String>("command").map(String::as_str);
    let args = std::iter::once("clairevoie").chain(name).chain(["--help"]);
    Ok(match command(words).try_get_matches_from(args) {
        Err(error) => answer(&error, words),
        Ok(_) => Outcome::Done,
    })
}
