//! E-mail: letters from templates, and the ways they leave.
//!
//! A flow writes a letter into the store's outbox in the transaction of what it tells of; a job
//! takes it from there and sends it. Nothing is sent from inside a transaction.

mod digest;
mod envelope;
pub mod folder;
mod limits;
mod message;
mod new_matches;
mod notice;
mod refusal;
#[cfg(test)]
pub(crate) mod samples;
mod server;
#[cfg(test)]
mod tests;
mod transport;

pub use askama::Error as LetterError;
pub use digest::Digest;
pub use envelope::Envelope;
pub use limits::Limits;
pub use message::{Outgoing, Sender};
pub use new_matches::{NewMatch, NewMatches, PostingMatches};
pub use notice::Notice;
pub use refusal::Refusal;
pub use server::MailServer;
pub use transport::{Post, PostError};
