//! What a mail server's answer means for a letter.

/// The step of the talk that an answer ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Connecting, encrypting, naming oneself, signing in.
    Opening,
    /// Naming the sender.
    Sender,
    /// Naming the recipient.
    Recipient,
    /// Handing the letter over.
    Content,
}

/// What is to be done with a letter that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The same letter may be taken another time.
    Later,
    /// The letter is never taken, as nobody has the address, or nobody has it any more.
    Address,
    /// The letter is never taken, though others to the address may be.
    Letter,
}

/// What an answer means, by its code (RFC 5321, section 4.2) and the enhanced code that its text may begin
/// with (RFC 3463). The first line that fits counts:
///
/// | answer | step | means |
/// |---|---|---|
/// | below 500 | any | later |
/// | 500–504, 530, 534, 535, 538 | any | later: this site and the server don't understand each other, or the password is wrong |
/// | 552, 5.3.4 | sender | the letter is refused: it is too large |
/// | any other | opening, sender | later: nothing was said of the letter yet, so that a setting is wrong |
/// | 5.1.7, 5.1.8, 5.7.8, 5.7.9 | any | later: the sender's address or the sign-in isn't what the server wants |
/// | 5.7.… | recipient | later: this site may not send there, such as when it has to sign in first |
/// | 5.1.0–5.1.6, 5.1.10, 5.2.1 | any | the address is refused |
/// | 550, 551, 553, 556 without an enhanced code | recipient | the address is refused |
/// | any other | recipient, content | the letter is refused |
///
/// What comes of a wrong setting is tried again, since an operator mends it, and no letter should be lost by it.
pub(super) fn meaning(step: Step, code: u16, text: &str) -> Refusal {
    let enhanced = enhanced(text);
    match (step, code, enhanced) {
        (_, ..=504 | 530 | 534 | 535 | 538, _) => Refusal::Later,
        (Step::Sender, 552, _) | (Step::Sender, _, Some((3, 4))) => Refusal::Letter,
        (Step::Opening | Step::Sender, _, _) => Refusal::Later,
        (_, _, Some((1, 7 | 8) | (7, 8 | 9))) | (Step::Recipient, _, Some((7, _))) => Refusal::Later,
        (_, _, Some((1, 0..=6 | 10) | (2, 1))) => Refusal::Address,
        (Step::Recipient, 550 | 551 | 553 | 556, None) => Refusal::Address,
        _ => Refusal::Letter,
    }
}

/// Subject and detail of the enhanced code `5.subject.detail` that a text begins with.
fn enhanced(text: &str) -> Option<(u16, u16)> {
    let mut parts = text.split_whitespace().next()?.split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    (class == "5" && parts.next().is_none()).then_some(())?;
    Some((subject.parse().ok()?, detail.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_mean_what_the_table_says() {
        use Step::{Content, Opening, Recipient, Sender};
        for (step, code, text, expected) in [
            (Recipient, 451, "4.7.1 Greylisted, come back in 5 minutes", Refusal::Later),
            (Recipient, 452, "4.2.2 Mailbox full", Refusal::Later),
            (Opening, 421, "Too many connections", Refusal::Later),
            (Opening, 535, "5.7.8 Authentication failed", Refusal::Later),
            (Opening, 554, "No SMTP service here", Refusal::Later),
            (Sender, 530, "5.7.0 Must issue a STARTTLS command first", Refusal::Later),
            (Sender, 553, "5.7.1 Sender address rejected: not owned by user", Refusal::Later),
            (Sender, 550, "5.1.8 Domain not found", Refusal::Later),
            (Sender, 550, "Bad sender", Refusal::Later),
            (Sender, 552, "5.3.4 Message size exceeds fixed limit", Refusal::Letter),
            (Recipient, 503, "5.5.1 Bad sequence of commands", Refusal::Later),
            (Recipient, 554, "5.7.1 Relay access denied", Refusal::Later),
            (Recipient, 550, "5.1.1 No such user", Refusal::Address),
            (Recipient, 550, "5.1.10 Null MX", Refusal::Address),
            (Recipient, 550, "5.2.1 Mailbox disabled", Refusal::Address),
            (Recipient, 550, "5.1.7 Bad sender's address", Refusal::Later),
            (Recipient, 550, "No such user here", Refusal::Address),
            (Recipient, 551, "User not local", Refusal::Address),
            (Recipient, 553, "Mailbox name not allowed", Refusal::Address),
            (Recipient, 556, "Domain does not accept mail", Refusal::Address),
            (Recipient, 552, "5.2.2 Mailbox full", Refusal::Letter),
            (Recipient, 554, "Transaction failed", Refusal::Letter),
            (Recipient, 550, "", Refusal::Address),
            (Content, 550, "5.1.1 No such user", Refusal::Address),
            (Content, 550, "This looks like spam", Refusal::Letter),
            (Content, 550, "5.7.1 This looks like spam", Refusal::Letter),
            (Content, 552, "5.3.4 Too large", Refusal::Letter),
            (Content, 554, "5.6.0 Malformed", Refusal::Letter),
        ] {
            assert_eq!(meaning(step, code, text), expected, "{step:?}: {code} {text}");
        }
    }

    #[test]
    fn only_a_whole_enhanced_code_counts() {
        for text in ["", "5", "5.1", "5.1.1.1", "4.1.1", "5.1.x", "5..1", "5.1.99999999999", "no 5.1.1"] {
            assert_eq!(enhanced(text), None, "{text:?}");
        }
        assert_eq!(enhanced("5.1.10 Null MX"), Some((1, 10)));
    }
}
