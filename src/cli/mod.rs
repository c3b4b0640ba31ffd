//! The command line: one file per command.

mod database;
mod demo;
mod evaluate;
mod export;
mod import;
mod match_;
mod migrate;
mod progress;
mod serve;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    Import(import::Args),
    Export(export::Args),
    Serve(serve::Args),
    Demo(demo::Args),
    Migrate(migrate::Args),
}

/// Runs the program with these arguments (the first is the program's name).
///
/// Exit codes: 0 done; 1 failed, nothing half-written; 2 wrong usage; 3 done, but some rows were
/// left out and are listed on standard error.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let messages = Messages::new(cli.lang.unwrap_or_default());
    let done = match cli.command {
        Command::Match(args) => match_::run(&args, messages),
        Command::Evaluate(args) => evaluate::run(&args, messages),
        Command::Import(args) => import::run(&args, messages),
        Command::Export(args) => export::run(&args, messages),
        Command::Serve(args) => serve::run(&args, messages),
        Command::Demo(args) => demo::run(&args, messages),
        Command::Migrate(args) => migrate::run(&args, messages),
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::FAILURE
    })
}
