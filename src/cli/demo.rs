//! `sunmao demo`: the site with a sample, in one command.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use chrono::Utc;

use super::{database, mail, output, serve};
use crate::domain::Visitor;
use crate::flows::Site;
use crate::flows::demo::{DemoAccount, DemoPart, bring_in, open_accounts};
use crate::flows::read::overview;
use crate::flows::refresh::refresh;
use crate::i18n::Messages;
use crate::mail::Sender;
use crate::matching::Silent;
use crate::store::Store;
use crate::web::{Application, Config};

/// Arguments.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "PORT", default_value_t = 8088)]
    port: u16,
    #[arg(long = "data-dir", value_name = "DIR")]
    keep_in: Option<PathBuf>,
    #[arg(long, requires = "keep_in")]
    fresh: bool,
}

/// Lies beside the database of a demo, so that no other is ever filled with the sample or deleted.
const MARK: &str = "sunmao-demo";

/// The database and what may lie beside it.
const DATABASE_FILES: [&str; 4] = ["sunmao.db", "sunmao.db-wal", "sunmao.db-shm", "sunmao.db.lock"];

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    // Deleted when the command ends, with all that is in it.
    let temporary = tempfile::tempdir().context("no temporary folder")?;
    let folder = args.keep_in.as_deref().unwrap_or(temporary.path());
    prepare(folder, args.fresh, messages)?;
    let store = Store::open(None, folder).map_err(|error| database::failure(&error, messages))?;
    let password = password();
    bring_in(&store, Utc::now())?;
    let accounts = open_accounts(&store, &password, Utc::now())?;
    let (post, leaving) = mail::folder(folder, messages)?;
    let site = mail::into_folder(Site::open(store, &Silent)?, folder);
    let application = bind(args.port, &site, messages)?;
    let site = site.at(application.public_url().as_str());
    refresh(&site, "demo", Utc::now(), &Silent)?;
    output::print(welcome(&application, &site, &accounts, &password, messages)?)?;
    output::print(leaving + "\n\n")?;
    output::print(match &args.keep_in {
        Some(folder) => messages.v("demo-stop-kept", folder.display()) + "\n",
        None => messages.t("demo-stop") + "\n",
    })?;
    serve::until_stopped(application, site, post, Sender::parse(FROM)?)
}

/// Makes the folder ready for a demo's database, without one from before when `fresh`.
fn prepare(folder: &Path, fresh: bool, messages: Messages) -> anyhow::Result<()> {
    let (mark, database) = (folder.join(MARK), folder.join(DATABASE_FILES[0]));
    if database.exists() && !mark.exists() {
        anyhow::bail!(messages.v("demo-other-database", folder.display()));
    }
    let set_up = || {
        std::fs::create_dir_all(folder)?;
        for file in DATABASE_FILES.iter().filter(|_| fresh) {
            match std::fs::remove_file(folder.join(file)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        std::fs::write(&mark, "")
    };
    set_up().with_context(|| messages.v("cli-store-folder", folder.display()))
}

fn bind(port: u16, site: &Site, messages: Messages) -> anyhow::Result<Application> {
    let config = Config::direct(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    Application::bind(&config, site.clone()).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => anyhow!(messages.with(
            "demo-port-taken",
            &[("port", port.to_string().into()), ("other", port.wrapping_add(1).to_string().into())],
        )),
        _ => anyhow!(error).context(messages.v("demo-cannot-listen", port)),
    })
}

/// Where the demo's letters come from.
const FROM: &str = "Sunmao 榫卯 <sunmao@sunmao.example>";

/// What the demo has, where it is, and who could sign in.
fn welcome(
    application: &Application,
    site: &Site,
    accounts: &[DemoAccount],
    password: &str,
    messages: Messages,
) -> anyhow::Result<String> {
    let figures = overview(site.store(), &Visitor::Stranger, 0)?;
    let holds = messages.with(
        "demo-holds",
        &[
            ("organizations", figures.organizations.into()),
            ("needs", figures.needs.into()),
            ("capabilities", figures.capabilities.into()),
        ],
    );
    let mut text = format!("{holds}\n\n    {}/\n\n", application.public_url());
    text.push_str(&messages.v("demo-accounts", password));
    text.push_str("\n\n");
    let width = accounts.iter().map(|one| one.account.email.as_str().len()).max().unwrap_or(0);
    for DemoAccount { account, part } in accounts {
        let part = match part {
            DemoPart::Member(role, organization) => {
                let name = organization.names.best(messages.language()).0.to_string();
                let role = messages.t(&format!("role-{}", role.code()));
                messages.with("demo-account", &[("role", role.into()), ("organization", name.into())])
            }
            DemoPart::Staff(staff) => messages.t(&format!("staff-role-{}", staff.code())),
        };
        text.push_str(&format!("    {:width$}  {part}\n", account.email.as_str()));
    }
    text.push_str(&format!("\n{}\n", messages.t("demo-staff")));
    Ok(text)
}

/// Sixteen characters of which none is mistaken for another: 80 random bits.
fn password() -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let letter = || char::from(ALPHABET[usize::from(rand::random::<u8>() & 31)]);
    let group = || (0..4).map(|_| letter()).collect::<String>();
    [group(), group(), group(), group()].join("-")
}
