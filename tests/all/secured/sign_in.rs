//! Signing in with the mail server.

use super::Sending;
use crate::support::smtpd::Smtpd;
use crate::support::wait::until;

/// With a character that the address has to escape.
const PASSWORD: &str = "correct@horse";

/// The ways of encryption behind which the server lets sign in.
const WAYS: [(&str, &str, &str); 2] = [("starttls-required", "smtp", "?tls=required"), ("tls", "smtps", "")];

fn server(mode: &str) -> Smtpd {
    Smtpd::start(mode, &["--user", "post", "--password", PASSWORD])
}

#[test]
fn the_right_password_lets_letters_pass() {
    for (mode, scheme, query) in WAYS {
        let server = server(mode);
        let url = format!("{scheme}://post:correct%40horse@localhost:{}{query}", server.port());
        let taken = Sending::to(&server, &url).arrived(&server);
        assert_eq!((taken[0].tls, taken[0].user.as_deref()), (true, Some("post")), "{mode}");
    }
}

#[test]
fn a_wrong_password_delays_the_letter_and_stands_nowhere() {
    for (mode, scheme, query) in WAYS {
        let server = server(mode);
        let url = format!("{scheme}://post:battery-staple@localhost:{}{query}", server.port());
        let sending = Sending::to(&server, &url);
        let error = sending.put_off(&server);
        assert!(error.starts_with("535 5.7.8"), "{error}");
        let log = sending.log();
        assert!(log.contains("a letter was not sent"), "{log}");
        // As it is, and as it goes over the wire.
        for secret in ["battery-staple", "AHBvc3QAYmF0dGVyeS1zdGFwbGU", "YmF0dGVyeS1zdGFwbGU"] {
            assert!(!error.contains(secret) && !log.contains(secret), "{secret}: {error}\n{log}");
        }
    }
}

/// A server that lets sign in without encryption, which it doesn't know.
fn careless() -> Smtpd {
    Smtpd::start("plain", &["--clear", "--user", "post", "--password", PASSWORD])
}

#[test]
fn without_a_word_about_encryption_the_password_is_sent_all_the_same() {
    let server = careless();
    let url = format!("smtp://post:correct%40horse@localhost:{}", server.port());
    let taken = Sending::to(&server, &url).arrived(&server);
    assert_eq!((taken[0].tls, taken[0].user.as_deref()), (false, Some("post")));
}

#[test]
fn where_encryption_is_wanted_but_not_offered_no_password_is_sent() {
    let server = careless();
    let url = format!("smtp://post:correct%40horse@localhost:{}?tls=opportunistic", server.port());
    // With the password the server would have taken the letter, as above.
    let error = Sending::to(&server, &url).put_off(&server);
    assert!(error.contains("offers no encryption"), "{error}");
}

#[test]
fn a_password_that_crosses_a_network_without_encryption_is_warned_of() {
    let sending = Sending::trusting(None, "smtp://post:battery-staple@mail.invalid", 1);
    let warned = || sending.log().contains("sent without encryption");
    until(warned, || format!("no warning: {}", sending.log()));
    assert!(!sending.log().contains("battery-staple"));
}
