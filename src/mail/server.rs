//! The talk with a mail server about one letter, over connections that are kept between letters.

use std::cell::Cell;
use std::fmt;
use std::iter;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::{Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use tokio::runtime::Runtime;
use tokio::time::timeout;
use url::Url;

use super::limits::Limits;
use super::refusal::Step;
use super::transport::PostError;

/// How long a server may take to say that a kept connection still stands, or to say goodbye.
const COURTESY: Duration = Duration::from_secs(1);

/// When a connection is encrypted.
enum Encryption {
    Never,
    /// Once connected, if the server offers it; whoever sits between can have it not offered, so that no password
    /// is told without it.
    Offered(TlsParameters),
    /// Once connected, or not at all.
    Required(TlsParameters),
    /// From the first byte.
    AtOnce(TlsParameters),
}

/// A mail server, and the connections to it that nobody talks over just now.
///
/// A talk that breaks off anywhere leaves an answer that nobody read, which would be taken for that to the
/// next letter; so a connection is kept only after a letter that was taken. lettre's own pool would keep it. There are as
/// many connections as letters are sent at once.
pub struct MailServer {
    /// Before the runtime, so that they are dropped before.
    idle: Mutex<Vec<AsyncSmtpConnection>>,
    runtime: Runtime,
    host: String,
    port: u16,
    encryption: Encryption,
    hello: ClientId,
    credentials: Option<Credentials>,
    pub(super) limits: Limits,
    /// How many letters may be sent at once.
    pub(super) connections: usize,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

impl MailServer {
    /// Reads `smtp://` (never encrypted, or `?tls=required` or `?tls=opportunistic`) or `smtps://`, with user
    /// and password before the host, and the name to greet with as the path.
    pub(super) fn parse(url: &str, limits: Limits, connections: usize) -> Result<Self, PostError> {
        // The address may hold a password, so that no message repeats it.
        let bad = |what: &str| PostError::Setting(what.to_owned());
        let url = Url::parse(url).map_err(|error| PostError::Setting(error.to_string()))?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(bad("no host"));
        }
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let (encryption, port) = match (url.scheme(), tls.as_deref()) {
            ("smtp", None) => (Encryption::Never, SMTP_PORT),
            ("smtp", Some("opportunistic")) => (Encryption::Offered(trust(&host)?), SUBMISSION_PORT),
            ("smtp", Some("required")) => (Encryption::Required(trust(&host)?), SUBMISSION_PORT),
            ("smtps", _) => (Encryption::AtOnce(trust(&host)?), SUBMISSIONS_PORT),
            _ => return Err(bad("neither smtp:// nor smtps://")),
        };
        let decoded = |part: &str| {
            percent_decode_str(part)
                .decode_utf8()
                .map(String::from)
                .map_err(|_| bad("user or password isn't UTF-8"))
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(PostError::Start)?;
        let port = url.port().unwrap_or(port);
        let idle = Mutex::default();
        Ok(Self { idle, runtime, host, port, encryption, hello, credentials, limits, connections })
    }

    /// Whether the password goes over a network for everybody to read.
    pub(super) fn exposes_password(&self) -> bool {
        let host = self.host.as_str();
        let loopback = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        self.credentials.is_some() && matches!(self.encryption, Encryption::Never) && !loopback
    }

    /// Hands a letter over; blocks, for both limits at most.
    pub(super) fn send(&self, envelope: &Envelope, mail: &[u8]) -> Result<(), PostError> {
        let idle = self.idle().pop();
        let connection = self.runtime.block_on(async {
            let talk = async {
                let mut connection = self.connection(idle).await?;
                let told = announce(&mut connection, envelope).await;
                Ok::<_, PostError>((connection, told))
            };
            let (mut connection, mut told) =
                timeout(self.limits.talk, talk).await.map_err(|_| PostError::TimedOut)??;
            if told.is_ok() {
                told = self.hand_over(&mut connection, mail).await;
            }
            // Who still listens hears a goodbye.
            if matches!(told, Err(PostError::Refused { .. } | PostError::Letter(_))) {
                let _ = timeout(COURTESY, connection.abort()).await;
            }
            told.map(|()| connection)
        })?;
        self.idle().push(connection);
        Ok(())
    }

    /// Hands the content over, and waits for the answer to it.
    async fn hand_over(&self, connection: &mut AsyncSmtpConnection, mail: &[u8]) -> Result<(), PostError> {
        let whole = Cell::new(false);
        // lettre asks for more once all was written, and then writes the dot that ends the letter.
        let end = iter::from_fn(|| {
            whole.set(true);
            None
        });
        let talk = connection.message_iter(iter::once(mail).chain(end));
        let error = match timeout(self.limits.answer, talk).await {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => PostError::answered(Step::Content, error),
            Err(_) => PostError::TimedOut,
        };
        let answered = matches!(error, PostError::Refused { .. });
        Err(if whole.get() && !answered { PostError::Unanswered(Box::new(error)) } else { error })
    }

    /// Says goodbye, so that the server needn't wait for letters that may not come.
    pub(super) fn hang_up(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for mut connection in idle {
            self.runtime.block_on(async {
                let _ = timeout(COURTESY, connection.abort()).await;
            });
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The idle connection if it still stands, or a new one.
    async fn connection(&self, idle: Option<AsyncSmtpConnection>) -> Result<AsyncSmtpConnection, PostError> {
        if let Some(mut idle) = idle
            && timeout(COURTESY.min(self.limits.talk / 4), idle.test_connected()).await == Ok(true)
        {
            return Ok(idle);
        }
        let opening = |error| PostError::answered(Step::Opening, error);
        let mut connection = self.connect().await.map_err(opening)?;
        if let Some(credentials) = &self.credentials {
            if matches!(self.encryption, Encryption::Offered(_)) && !connection.is_encrypted() {
                return Err(PostError::Unencrypted);
            }
            connection.auth(DEFAULT_MECHANISMS, credentials).await.map_err(opening)?;
        }
        Ok(connection)
    }

    /// A new connection, encrypted as is set.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let at_once = match &self.encryption {
            Encryption::AtOnce(trust) => Some(trust.clone()),
            _ => None,
        };
        let server = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.limits.talk), &self.hello, at_once, None)
                .await?;
        match &self.encryption {
            Encryption::Required(trust) => connection.starttls(trust.clone(), &self.hello).await?,
            Encryption::Offered(trust) if connection.can_starttls() => {
                connection.starttls(trust.clone(), &self.hello).await?;
            }
            _ => {}
        }
        Ok(connection)
    }
}

/// Tells a server of one letter up to its content, step by step, since what an answer means depends on the step.
async fn announce(connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), PostError> {
    let at = |step| move |error| PostError::answered(step, error);
    let mut parameters = Vec::new();
    let ascii = |address: &Address| <Address as AsRef<str>>::as_ref(address).is_ascii();
    if !envelope.from().into_iter().chain(envelope.to()).all(ascii) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(PostError::Letter("the mail server takes addresses in ASCII only".into()));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    connection.command(Mail::new(envelope.from().cloned(), parameters)).await.map_err(at(Step::Sender))?;
    for recipient in envelope.to() {
        connection.command(Rcpt::new(recipient.clone(), Vec::new())).await.map_err(at(Step::Recipient))?;
    }
    connection.command(Data).await.map_err(at(Step::Content))?;
    Ok(())
}

/// Whose certificates are believed: those that the machine trusts (`SSL_CERT_FILE` names others), or the
/// usual authorities where a machine has no list, as in a bare container.
fn trust(host: &str) -> Result<TlsParameters, PostError> {
    let machine = rustls_native_certs::load_native_certs().certs;
    let store = if machine.is_empty() { CertificateStore::WebpkiRoots } else { CertificateStore::Default };
    let parameters = TlsParametersBuilder::new(host.to_owned()).certificate_store(store);
    parameters.build().map_err(|error| PostError::Setting(error.to_string()))
}
