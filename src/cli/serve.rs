//! `sunmao serve`.

use std::net::SocketAddr;
use std::process::ExitCode;

use crate::i18n::Messages;
use crate::web::{Application, Config, PublicUrl};

/// Arguments.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address and port to listen at; port 0 takes a free one.
    #[arg(long, env = "SUNMAO_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
    /// The site's address as browsers see it, such as https://sunmao.example.
    #[arg(long, env = "SUNMAO_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let config = Config { listen: args.listen, public_url: args.public_url.clone() };
    let _ = (config, messages, Application::bind);
    anyhow::bail!("not built yet")
}
