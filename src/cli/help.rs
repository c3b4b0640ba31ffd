//! Help in the reader's language: every text of the commands and their arguments comes from the
//! catalogues, under `cli-<command>-about`, `cli-<command>-<argument>` and `cli-<command>-examples`.

use clap::{Arg, ArgAction, Command};

use crate::i18n::Messages;

/// Arguments that several commands have, with one text for all.
const SHARED: [&str; 7] = ["help", "version", "lang", "database_url", "data_dir", "map", "errors"];

/// Commands without examples.
const WITHOUT_EXAMPLES: [&str; 1] = ["migrate"];

/// Gives the commands their texts.
pub(super) fn localized(command: Command, messages: Messages) -> Command {
    let names: Vec<String> =
        command.get_subcommands().map(|subcommand| subcommand.get_name().to_owned()).collect();
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let mut command = with_texts(command, "program", messages)
        .disable_version_flag(true)
        .arg(argument(version, "program", messages).help_heading(messages.t("cli-heading-options")))
        .subcommand_help_heading(messages.t("cli-heading-commands"))
        .subcommand_value_name(messages.t("cli-value-command"))
        .disable_help_subcommand(true)
        .after_help(messages.t("cli-program-examples"));
    for name in names {
        command = command.mut_subcommand(&name, |subcommand| {
            let subcommand = with_texts(subcommand, &name, messages);
            match WITHOUT_EXAMPLES.contains(&name.as_str()) {
                true => subcommand,
                false => subcommand.after_help(messages.t(&format!("cli-{name}-examples"))),
            }
        });
    }
    command
}

fn with_texts(command: Command, name: &str, messages: Messages) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let template = format!(
        "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
        messages.t("cli-heading-usage")
    );
    command
        .about(messages.t(&format!("cli-{name}-about")))
        .long_about(None)
        .help_template(template)
        .disable_help_flag(true)
        .arg(help)
        .mut_args(|arg| argument(arg, name, messages))
}

/// Gives an argument its text; default and variable are part of that, in the reader's language.
fn argument(arg: Arg, command: &str, messages: Messages) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let owner = if SHARED.contains(&id.as_str()) { "any" } else { command };
    let mut help = messages.t(&format!("cli-{owner}-{}", id.replace('_', "-")));
    let default: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !default.is_empty() && arg.get_action().takes_values() {
        help.push_str(&messages.v("cli-default", default.join(" ")));
    }
    if let Some(variable) = arg.get_env() {
        help.push_str(&messages.v("cli-env", variable.to_string_lossy()));
    }
    let heading = if arg.is_positional() { "cli-heading-arguments" } else { "cli-heading-options" };
    let takes_values = arg.get_action().takes_values();
    arg.help(help)
        .long_help(None)
        .hide_default_value(takes_values)
        .hide_env(takes_values)
        .hide_possible_values(takes_values)
        .help_heading(messages.t(heading))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;
    use crate::domain::Language;

    #[test]
    fn every_command_and_argument_has_its_text_in_both_languages() {
        for language in Language::ALL {
            let mut command = localized(Cli::command(), Messages::new(language));
            command.build();
            for command in std::iter::once(&command).chain(command.get_subcommands()) {
                let mut texts: Vec<(String, Option<String>)> = command
                    .get_arguments()
                    .map(|arg| (arg.get_id().to_string(), arg.get_help().map(ToString::to_string)))
                    .collect();
                texts.push(("about".into(), command.get_about().map(ToString::to_string)));
                if !WITHOUT_EXAMPLES.contains(&command.get_name()) {
                    texts.push(("examples".into(), command.get_after_help().map(ToString::to_string)));
                }
                for (id, text) in texts {
                    let text = text.unwrap_or_default();
                    let missing = text.is_empty() || text.starts_with("cli-");
                    assert!(!missing, "{language}: {} {id}: {text}", command.get_name());
                }
            }
        }
    }
}
