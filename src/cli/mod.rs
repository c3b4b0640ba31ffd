//! The command line: one file per command.

mod admin;
mod database;
mod demo;
mod evaluate;
mod explain;
mod export;
mod files;
mod help;
mod import;
mod language;
mod mail;
mod match_;
mod migrate;
mod output;
mod progress;
mod serve;
mod usage;
mod weights;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::domain::Language;
use crate::i18n::Messages;

#[derive(Debug, Parser)]
#[command(name = "sunmao", version)]
struct Cli {
    /// The language of what the program says; otherwise that of LC_ALL, LC_MESSAGES or LANG.
    #[arg(long, global = true, value_name = "en|zh")]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Match(match_::Args),
    Evaluate(evaluate::Args),
    Explain(explain::Args),
    Import(import::Args),
    Export(export::Args),
    Serve(serve::Args),
    Demo(demo::Args),
    Migrate(migrate::Args),
    Admin(admin::Args),
}

/// Done, but some rows were left out.
const ROWS_LEFT_OUT: u8 = 3;

/// Runs the program with these arguments (the first is the program's name).
///
/// Exit codes: 0 done; 1 failed, nothing half-written; 2 wrong usage; 3 done, but some rows were
/// left out and are listed on standard error.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    // Help and wrong usage speak the language too, before the arguments are understood.
    let messages = Messages::new(language::of(&args));
    let matches = help::localized(Cli::command(), messages).try_get_matches_from(&args);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return not_understood(&error, messages),
    };
    log(&cli.command);
    let done = match cli.command {
        Command::Match(args) => match_::run(&args, messages),
        Command::Evaluate(args) => evaluate::run(&args, messages),
        Command::Explain(args) => explain::run(&args, messages),
        Command::Import(args) => import::run(&args, messages),
        Command::Export(args) => export::run(&args, messages),
        Command::Serve(args) => serve::run(&args, messages),
        Command::Demo(args) => demo::run(&args, messages),
        Command::Migrate(args) => migrate::run(&args, messages),
        Command::Admin(args) => admin::run(&args, messages),
    };
    match done {
        Ok(code) => code,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::say(format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Help and version that were asked for go to standard output, everything else is wrong usage.
fn not_understood(error: &clap::Error, messages: Messages) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = output::print(help::wrapped(&error.render().to_string(), messages));
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            output::say(help::wrapped(&error.render().to_string(), messages));
            ExitCode::from(2)
        }
        _ => {
            output::say(usage::describe(error, messages));
            ExitCode::from(2)
        }
    }
}

/// Logs to standard error: what `SUNMAO_LOG` asks for, or else warnings, and of a served site also
/// what it does. The demo leaves the terminal to what it says of itself.
fn log(command: &Command) {
    let usual = match command {
        Command::Serve(_) => "info",
        _ => "warn",
    };
    let filter = EnvFilter::try_from_env("SUNMAO_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // Colours are for a terminal; one that wants none says so by NO_COLOR, which is heeded anyway.
    let log = if io::stderr().is_terminal() { log } else { log.with_ansi(false) };
    // Fails only where a log is set up already, as in tests.
    let _ = log.try_init();
}
