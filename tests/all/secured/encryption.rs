//! When a talk is encrypted.

use std::collections::HashSet;

use super::Sending;
use crate::support::smtpd::Smtpd;
use crate::support::wait::until;

/// Sends one letter by an address without host and port; whether the talk was encrypted.
fn encrypted(mode: &str, scheme: &str, query: &str) -> bool {
    let server = Smtpd::start(mode, &[]);
    let taken =
        Sending::to(&server, &format!("{scheme}://localhost:{}{query}", server.port())).arrived(&server);
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].recipients, ["good-0@maker.example"]);
    taken[0].tls
}

#[test]
fn required_encryption_begins_after_the_greeting() {
    assert!(encrypted("starttls-required", "smtp", "?tls=required"));
    assert!(encrypted("starttls", "smtp", "?tls=required"));
}

#[test]
fn a_server_without_encryption_gets_no_letter_where_it_is_required() {
    let server = Smtpd::start("plain", &[]);
    let url = format!("smtp://localhost:{}?tls=required", server.port());
    Sending::to(&server, &url).put_off(&server);
}

#[test]
fn encryption_begins_with_the_first_byte_for_smtps() {
    assert!(encrypted("tls", "smtps", ""));
}

#[test]
fn opportunistic_encryption_is_used_where_it_is_offered() {
    assert!(encrypted("starttls", "smtp", "?tls=opportunistic"));
    assert!(!encrypted("plain", "smtp", "?tls=opportunistic"));
}

#[test]
fn without_a_word_about_it_nothing_is_encrypted() {
    assert!(!encrypted("starttls", "smtp", ""));
}

#[test]
fn several_letters_go_over_one_encrypted_connection() {
    let server = Smtpd::start("starttls", &[]);
    let url = format!("smtp://localhost:{}?tls=required", server.port());
    let sending = Sending::trusting(Some(&server.authority()), &url, 5);
    sending.arrived(&server);
    until(|| server.taken().len() == 5, || format!("{:?}", server.taken()));
    let connections: HashSet<u16> = server.taken().iter().map(|taken| taken.connection).collect();
    assert_eq!(connections.len(), 1, "{connections:?}");
    assert!(server.taken().iter().all(|taken| taken.tls));
}
