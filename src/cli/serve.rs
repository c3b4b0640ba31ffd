//! `sunmao serve`.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use chrono::Utc;
use ipnet::IpNet;

use crate::domain::Weights;
use crate::flows::account::setup_link;
use crate::flows::{Site, SiteOptions};
use crate::i18n::Messages;
use crate::jobs::Jobs;
use crate::mail::{Post, Sender};
use crate::web::{Application, Config, PublicUrl};

use super::database::DatabaseArgs;
use super::mail::MailArgs;
use super::output;
use super::progress::Bar;
use super::weights;

/// Arguments.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, env = "SUNMAO_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
    #[arg(long, env = "SUNMAO_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,
    #[arg(long, env = "SUNMAO_TRUSTED_PROXIES", value_name = "NETWORK,…", value_delimiter = ',')]
    trusted_proxies: Vec<IpNet>,
    #[arg(long, env = "SUNMAO_ATTEMPTS", value_name = "N", default_value_t = Config::ATTEMPTS)]
    attempts: NonZeroU32,
    #[arg(long, env = "SUNMAO_WEIGHTS", value_name = "DIMENSION=N,…", value_parser = weights::parse, default_value = weights::USUAL)]
    weights: Weights,
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    mail: MailArgs,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let config = Config {
        listen: args.listen,
        public_url: args.public_url.clone(),
        trusted_proxies: args.trusted_proxies.clone(),
        attempts: args.attempts,
    };
    let store = args.database.open(messages)?;
    let (post, from, leaving) = args.mail.open(&args.database.data_dir, messages)?;
    let bar = Bar::new(messages);
    let snapshot = Some(args.database.snapshot());
    let options = SiteOptions { weights: args.weights, snapshot, ..SiteOptions::default() };
    let site = Site::open_with(store, options, &bar)?;
    let site = args.mail.told(site, &args.database.data_dir);
    bar.clear();
    let application = bind(&config, &site, messages)?;
    output::say(messages.v("serve-ready", application.public_url()));
    output::say(leaving);
    if let Some(token) = setup_link(site.store(), Utc::now())? {
        let language = messages.language();
        let link = format!("{}/{language}/setup/{}", application.public_url(), token.as_str());
        output::say(messages.v("serve-setup", link));
    }
    until_stopped(application, site, post, from)
}

/// Takes the address, or says what to do when it can't be had.
pub(super) fn bind(config: &Config, site: &Site, messages: Messages) -> anyhow::Result<Application> {
    Application::bind(config, site.clone()).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!(messages.v("serve-port-taken", config.listen)),
        _ => anyhow!(error).context(messages.v("serve-cannot-listen", config.listen)),
    })
}

/// Serves, with the jobs beside, until SIGINT or SIGTERM.
pub(super) fn until_stopped(
    application: Application,
    site: Site,
    post: Post,
    from: Sender,
) -> anyhow::Result<ExitCode> {
    let site = site.at(application.public_url().as_str());
    let jobs = Jobs::start(site, post, from).context("the jobs can't be started")?;
    application.run()?;
    drop(jobs);
    Ok(ExitCode::SUCCESS)
}
