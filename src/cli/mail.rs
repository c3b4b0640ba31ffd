//! Where letters go, as `serve` takes it.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;

use crate::flows::Site;
use crate::i18n::Messages;
use crate::mail::{Limits, Post, Sender};

/// The folder that letters go into, in the data folder.
const FOLDER: &str = "mail";

/// Mail settings.
#[derive(Debug, clap::Args)]
pub(super) struct MailArgs {
    #[arg(long, env = "SUNMAO_SMTP_URL", value_name = "URL", hide_env_values = true)]
    smtp_url: Option<String>,
    #[arg(
        long,
        env = "SUNMAO_SMTP_TIMEOUT",
        value_name = "SECONDS",
        default_value_t = 120,
        value_parser = clap::value_parser!(u64).range(1..=600)
    )]
    smtp_timeout: u64,
    #[arg(
        long,
        env = "SUNMAO_SMTP_ANSWER_TIMEOUT",
        value_name = "SECONDS",
        default_value_t = 600,
        value_parser = clap::value_parser!(u64).range(1..=3600)
    )]
    smtp_answer_timeout: u64,
    #[arg(
        long,
        env = "SUNMAO_SMTP_CONNECTIONS",
        value_name = "N",
        default_value_t = 4,
        value_parser = clap::value_parser!(u8).range(1..=32)
    )]
    smtp_connections: u8,
    #[arg(
        long,
        env = "SUNMAO_MAIL_FROM",
        value_name = "MAILBOX",
        default_value = "Sunmao <sunmao@localhost>"
    )]
    mail_from: String,
}

impl MailArgs {
    /// The way on which letters leave, with a sentence that says which it is: the mail server, or the
    /// folder `mail` in the data folder where none is set.
    pub(super) fn open(&self, data_dir: &Path, messages: Messages) -> anyhow::Result<(Post, Sender, String)> {
        let from = Sender::parse(&self.mail_from).with_context(|| messages.t("serve-mail-from-bad"))?;
        match &self.smtp_url {
            Some(url) => {
                let limits = Limits {
                    talk: Duration::from_secs(self.smtp_timeout),
                    answer: Duration::from_secs(self.smtp_answer_timeout),
                };
                let post = Post::smtp(url, limits, self.smtp_connections.into())
                    .with_context(|| messages.t("serve-smtp-url-bad"))?;
                if post.exposes_password() {
                    tracing::warn!(
                        "the password for the mail server is sent without encryption: set ?tls=required or smtps://"
                    );
                }
                Ok((post, from, messages.t("serve-mail-smtp")))
            }
            None => {
                let (post, said) = folder(data_dir, messages)?;
                Ok((post, from, said))
            }
        }
    }

    /// The site, which knows the folder that its letters go into, where they do.
    pub(super) fn told(&self, site: Site, data_dir: &Path) -> Site {
        if self.smtp_url.is_none() { into_folder(site, data_dir) } else { site }
    }
}

/// The site, which knows that its letters go into a folder.
pub(super) fn into_folder(site: Site, data_dir: &Path) -> Site {
    site.leaving_into(&data_dir.join(FOLDER))
}

/// Letters go into the folder `mail` of the data folder.
pub(super) fn folder(data_dir: &Path, messages: Messages) -> anyhow::Result<(Post, String)> {
    let folder = data_dir.join(FOLDER);
    let post = Post::folder(&folder).with_context(|| messages.v("cli-store-folder", folder.display()))?;
    Ok((post, messages.v("serve-mail-folder", folder.display())))
}
