//! Help in the reader's language: every text of the commands and their arguments comes from the
//! catalogues, under `cli-<command>-about`, `cli-<command>-<argument>` and `cli-<command>-examples`.

use clap::{Arg, ArgAction, Command};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::domain::Language;
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
    let is_program = command.get_subcommands().next().is_some();
    let template = format!(
        "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
        messages.t("cli-heading-usage")
    );
    command
        .about(messages.t(&format!("cli-{name}-about")))
        .long_about(None)
        .help_template(template)
        .disable_help_flag(true)
        // Under its argument a text has room for what can't be divided, however long their names.
        .next_line_help(!is_program)
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

/// Breaks the lines of a help text for the terminal.
pub(super) fn wrapped(text: &str, messages: Messages) -> String {
    /// Longer lines are hard to read.
    const MOST: usize = 100;
    let terminal = terminal_size::terminal_size().map(|(width, _)| width.0.into());
    let stated = || std::env::var("COLUMNS").ok()?.parse().ok();
    wrapped_at(text, messages.language(), terminal.or_else(stated).unwrap_or(MOST).min(MOST))
}

fn wrapped_at(text: &str, language: Language, width: usize) -> String {
    let separator = match language {
        Language::En => WordSeparator::AsciiSpace,
        // Chinese has no blanks.
        Language::Zh => WordSeparator::UnicodeBreakProperties,
    };
    let lines = text.lines().flat_map(|line| {
        let (before, text) = line.split_at(hanging(line));
        let indent = " ".repeat(textwrap::core::display_width(before));
        let options = Options::new(width)
            .initial_indent(before)
            .subsequent_indent(&indent)
            .word_separator(separator)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .break_words(false);
        textwrap::wrap(text, options).into_iter().map(|line| line.into_owned() + "\n").collect::<Vec<_>>()
    });
    lines.collect()
}

/// How many bytes of a line stand before its text: blanks, and a name with a gap behind it.
fn hanging(line: &str) -> usize {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let gap = text.find("  ").filter(|_| indent > 0);
    gap.map_or(indent, |at| line.len() - text[at..].trim_start().len())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

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

    #[test]
    fn no_line_of_help_is_wider_than_the_terminal_or_divides_an_example() {
        for (language, width) in Language::ALL.into_iter().flat_map(|l| [(l, 80), (l, 100)]) {
            let mut program = localized(Cli::command(), Messages::new(language));
            program.build();
            let subcommands = program.get_subcommands().cloned().collect::<Vec<_>>();
            for mut command in subcommands.into_iter().chain([program]) {
                let unbroken = command.render_help().to_string();
                let help = wrapped_at(&unbroken, language, width);
                for line in help.lines() {
                    assert!(textwrap::core::display_width(line) <= width, "{width}: {line}\n{help}");
                    assert!(!line.starts_with(['，', '。', '；', '）']), "{line}\n{help}");
                }
                for example in unbroken.lines().filter(|line| line.starts_with("  sunmao ")) {
                    assert!(help.lines().any(|line| line == example), "{width}: {example}\n{help}");
                }
            }
        }
    }

    #[test]
    fn text_hangs_behind_the_name_it_belongs_to() {
        assert_eq!(
            wrapped_at("  demo   运行网站，完成匹配", Language::Zh, 20),
            "  demo   运行网站，\n         完成匹配\n"
        );
        assert_eq!(wrapped_at("      one two\n\nthree", Language::En, 10), "      one\n      two\n\nthree\n");
    }
}
