//! `sunmao admin`: accounts of those who look after the site, made by who runs it.

use std::io::{self, BufRead, IsTerminal};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use chrono::Utc;
use clap::ValueEnum;

use super::database::DatabaseArgs;
use super::output;
use crate::domain::account::{Account, Email, Staff};
use crate::domain::password::{NewPassword, PasswordContext};
use crate::domain::person::PersonName;
use crate::flows::account::{AccountError, create_staff};
use crate::i18n::Messages;

/// Arguments.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_enum, value_name = "create")]
    action: Action,
    #[arg(value_name = "EMAIL")]
    email: String,
    #[arg(long, value_name = "NAME")]
    name: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Action {
    /// Makes an administrator of the site.
    Create,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let Action::Create = args.action;
    let email = Email::parse(&args.email).map_err(|_| anyhow!(messages.t("account-email-bad")))?;
    let name = PersonName::parse(&args.name).map_err(|_| anyhow!(messages.t("account-name-characters")))?;
    let store = args.database.open(messages)?;
    let typed = typed(messages).with_context(|| messages.t("admin-no-password"))?;
    let about = PasswordContext { email: Some(&email), names: &[name.as_str()] };
    let password =
        NewPassword::parse(&typed, &about).map_err(|error| anyhow!(messages.weak_password(&error)))?;
    let account = Account { email, name: name.into(), language: messages.language() };
    match create_staff(&store, &account, password.as_str(), Staff::Administrator, Utc::now()) {
        Ok(_) => {
            output::say(messages.v("admin-created", &account.email));
            Ok(ExitCode::SUCCESS)
        }
        Err(AccountError::EmailTaken) => Err(anyhow!(messages.t("setup-email-taken"))),
        Err(error) => Err(error.into()),
    }
}

/// The password: asked for without showing it, or the first line of standard input.
fn typed(messages: Messages) -> io::Result<String> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(messages.t("admin-password"));
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
