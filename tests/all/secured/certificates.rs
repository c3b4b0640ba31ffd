//! Whose certificates are believed.

use std::path::PathBuf;

use super::Sending;
use crate::support::smtpd::Smtpd;

/// Tries all ways of encryption; none may let a letter pass.
fn distrusted(options: &[&str], authority: impl Fn(&Smtpd) -> Option<PathBuf>) {
    for (mode, scheme, query) in [
        ("starttls", "smtp", "?tls=required"),
        ("starttls", "smtp", "?tls=opportunistic"),
        ("tls", "smtps", ""),
    ] {
        let server = Smtpd::start(mode, options);
        let url = format!("{scheme}://localhost:{}{query}", server.port());
        let trusted = authority(&server);
        let error = Sending::trusting(trusted.as_deref(), &url, 1).put_off(&server);
        assert!(error.contains("certificate"), "{url}: {error}");
    }
}

#[test]
fn an_authority_that_the_machine_does_not_know_gets_no_letter() {
    distrusted(&[], |_| None);
}

#[test]
fn another_authority_than_the_trusted_one_gets_no_letter() {
    let other = Smtpd::start("plain", &[]);
    distrusted(&[], |_| Some(other.authority()));
}

#[test]
fn a_certificate_for_another_name_gets_no_letter() {
    distrusted(&["--name", "mail.example"], |server| Some(server.authority()));
}
