//! A letter as an e-mail: its headers, its text and its HTML.

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use url::Host;

use super::transport::PostError;
use crate::domain::Letter;

/// Where letters come from: the mailbox in `From:`; its domain is that of every Message-ID.
#[derive(Debug, Clone)]
pub struct Sender {
    mailbox: Mailbox,
    domain: String,
}

impl Sender {
    /// Reads `Name <address>` or `address`.
    ///
    /// # Errors
    /// [`PostError::Setting`].
    pub fn parse(mailbox: &str) -> Result<Self, PostError> {
        let bad = || PostError::Setting(mailbox.to_owned());
        let mut mailbox: Mailbox = mailbox.trim().parse().map_err(|_| bad())?;
        mailbox.email = in_ascii(&mailbox.email).map_err(|_| bad())?;
        let domain = mailbox.email.domain().trim_matches(['[', ']']).to_owned();
        Ok(Self { mailbox, domain })
    }
}

/// A letter that is to leave, and what the store knows of it.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// The keys of the letters to the same reader about the same subject before it, the last one last.
    pub follows: &'a [String],
}

/// Why a letter can't be an e-mail.
type Bad = Box<dyn std::error::Error + Send + Sync>;

/// The letter as an e-mail. Sent again, it is the same to the byte but for the boundary between its parts.
pub(super) fn message(outgoing: Outgoing<'_>, from: &Sender) -> Result<Message, Bad> {
    let Outgoing { letter, written_at, follows } = outgoing;
    let to = Mailbox::new(Some(letter.name.as_str().to_owned()), in_ascii(&letter.to.as_str().parse()?)?);
    let mut builder = Message::builder()
        .from(from.mailbox.clone())
        .to(to)
        .date(written_at.into())
        .subject(undecodable(&letter.subject))
        .raw_header(literal("Message-ID", identifier(&letter.key, from)?)?)
        // So that no absence note answers (RFC 3834, section 5).
        .raw_header(literal("Auto-Submitted", "auto-generated".to_owned())?);
    if let Some(last) = follows.last() {
        let all = follows.iter().map(|key| identifier(key, from)).collect::<Result<Vec<_>, _>>()?;
        builder = builder
            .raw_header(literal("In-Reply-To", identifier(last, from)?)?)
            .raw_header(folded("References", &all)?);
    }
    if let Some(url) = &letter.unsubscribe {
        // RFC 2919 and RFC 8058.
        builder = builder
            .raw_header(literal("List-Id", format!("<{}.{}>", letter.topic.code(), from.domain))?)
            .raw_header(literal("List-Unsubscribe", format!("<{}>", address(url)?))?)
            .raw_header(literal("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())?);
    }
    let part = |kind, body: &str| SinglePart::builder().header(kind).body(body.to_owned());
    Ok(builder.multipart(
        MultiPart::alternative()
            .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
            .singlepart(part(ContentType::TEXT_HTML, &letter.html)),
    )?)
}

/// The Message-ID of the letter with this key.
fn identifier(key: &str, from: &Sender) -> Result<String, Bad> {
    let sound = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    if key.is_empty() || !key.chars().all(sound) {
        return Err(format!("not the key of a letter: {key:?}").into());
    }
    Ok(format!("<{key}@{}>", from.domain))
}

/// A web address that can stand between angle brackets.
fn address(url: &str) -> Result<&str, Bad> {
    let sound = |c: char| c.is_ascii_graphic() && c != '<' && c != '>';
    let known = url.starts_with("https://") || url.starts_with("http://");
    if known && url.chars().all(sound) { Ok(url) } else { Err(format!("not an address: {url:?}").into()) }
}

/// A header whose value is written as it is: programs read it, and an encoded word would mislead them. It
/// stands on a line of its own, as it may be as long as a line that the name begins can hold.
fn literal(name: &'static str, value: String) -> Result<HeaderValue, Bad> {
    if value.is_empty() || value.len() > LINE - 1 || !value.chars().all(|c| c.is_ascii_graphic()) {
        return Err(format!("not a value of {name}: {value:?}").into());
    }
    let fits = name.len() + 2 + value.len() <= FOLD;
    let written = if fits { value.clone() } else { format!("\r\n {value}") };
    Ok(HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value, written))
}

/// A header of several such values, one a line.
fn folded(name: &'static str, values: &[String]) -> Result<HeaderValue, Bad> {
    for value in values {
        literal(name, value.clone())?;
    }
    let name = HeaderName::new_from_ascii_str(name);
    Ok(HeaderValue::dangerous_new_pre_encoded(
        name,
        values.join(" "),
        format!("\r\n {}", values.join("\r\n ")),
    ))
}

/// A subject in which nothing looks like an encoded word (RFC 2047): mail programs would decode it, to what
/// nobody has cleaned. Names are encoded as a whole where they hold such a thing.
fn undecodable(subject: &str) -> String {
    subject.replace("=?", "= ?")
}

/// The longest line that mail servers must take, and the longest that a header should have (RFC 5322, 2.1.1).
const LINE: usize = 998;
const FOLD: usize = 78;

/// The address with its domain in ASCII, so that fewer servers must know of others.
fn in_ascii(address: &Address) -> Result<Address, Bad> {
    if address.domain().is_ascii() {
        return Ok(address.clone());
    }
    Ok(Address::new(address.user(), Host::parse(address.domain())?.to_string())?)
}

#[cfg(test)]
mod tests {
    use mailparse::{MailHeaderMap, ParsedMail};

    use super::*;
    use crate::domain::account::Email;
    use crate::domain::{Title, Topic};

    const UNSUBSCRIBE: &str =
        "https://sunmao.example/en/unsubscribe/matches/0123456789abcdef0123456789abcdef";

    fn letter() -> Letter {
        Letter {
            key: "new-matches.0123456789abcdef0123456789abcdef".into(),
            to: Email::parse("zhou.min@hengyuan.example").unwrap(),
            name: Title::parse("周敏").unwrap(),
            subject: "您的需求有2个新匹配".into(),
            text: "正文\n第二行\n".into(),
            html: "<p>正文</p>".into(),
            secret: false,
            topic: Topic::Match,
            thread: Some("N-7F3K9Q".into()),
            unsubscribe: Some(UNSUBSCRIBE.into()),
        }
    }

    fn try_written(letter: &Letter, follows: &[&str]) -> Result<String, Bad> {
        let from = Sender::parse("Sunmao 榫卯 <post@sunmao.example>").unwrap();
        let written_at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let follows: Vec<String> = follows.iter().map(ToString::to_string).collect();
        let mail = message(Outgoing { letter, written_at, follows: &follows }, &from)?.formatted();
        Ok(String::from_utf8(mail).unwrap())
    }

    fn written(letter: &Letter) -> String {
        try_written(letter, &["new-matches.1", "new-matches.2"]).unwrap()
    }

    fn all(mail: &ParsedMail<'_>, name: &str) -> Vec<String> {
        mail.headers.get_all_values(name)
    }

    #[test]
    fn a_letter_reads_as_it_was_written() {
        let raw = written(&letter());
        let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
        for (name, value) in [
            ("From", "Sunmao 榫卯 <post@sunmao.example>"),
            ("To", "周敏 <zhou.min@hengyuan.example>"),
            ("Subject", "您的需求有2个新匹配"),
            ("Date", "Wed, 18 Nov 2026 11:06:40 +0000"),
            ("Message-ID", "<new-matches.0123456789abcdef0123456789abcdef@sunmao.example>"),
            ("In-Reply-To", "<new-matches.2@sunmao.example>"),
            ("References", "<new-matches.1@sunmao.example> <new-matches.2@sunmao.example>"),
            ("Auto-Submitted", "auto-generated"),
            ("List-Id", "<matches.sunmao.example>"),
            ("List-Unsubscribe", &format!("<{UNSUBSCRIBE}>")),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            ("MIME-Version", "1.0"),
        ] {
            let found: Vec<String> =
                all(&mail, name).iter().map(|value| value.replace('"', "").trim().to_owned()).collect();
            assert_eq!(found, [value], "{name} in\n{raw}");
        }
        assert_eq!(mail.ctype.mimetype, "multipart/alternative");
        // The plainest first (RFC 2046, 5.1.4), each of a charset that it names.
        let parts: Vec<[String; 3]> = mail
            .subparts
            .iter()
            .map(|part| {
                let body = part.get_body().unwrap().replace("\r\n", "\n");
                [part.ctype.mimetype.clone(), part.ctype.charset.clone(), body.trim_end().to_owned()]
            })
            .collect();
        assert_eq!(
            parts,
            [["text/plain", "utf-8", "正文\n第二行"], ["text/html", "utf-8", "<p>正文</p>"]],
            "{raw}"
        );
    }

    #[test]
    fn a_list_is_of_a_topic_whoever_reads_it_and_in_whichever_language() {
        let list = |letter: &Letter| {
            let raw = written(letter);
            all(&mailparse::parse_mail(raw.as_bytes()).unwrap(), "List-Id").join("|")
        };
        let mut known = std::collections::HashSet::new();
        for topic in Topic::ALL.into_iter().filter(|topic| topic.can_end()) {
            let one = Letter { topic, ..letter() };
            let other = Letter {
                key: "digest.2".into(),
                to: Email::parse("lin.yue@qinling.example").unwrap(),
                name: Title::parse("Lin Yue").unwrap(),
                subject: "Two notifications".into(),
                thread: None,
                unsubscribe: Some("https://sunmao.example/zh/unsubscribe/ffff/matches".into()),
                ..one.clone()
            };
            assert_eq!(list(&one), format!("<{}.sunmao.example>", topic.code()));
            assert_eq!(list(&one), list(&other));
            assert!(known.insert(list(&one)), "{topic:?}");
        }
    }

    #[test]
    fn the_first_letter_of_a_thread_answers_none() {
        let raw = try_written(&letter(), &[]).unwrap();
        let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
        for name in ["In-Reply-To", "References"] {
            assert!(all(&mail, name).is_empty(), "{name}");
        }
        for name in ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Id"] {
            assert_eq!(all(&mail, name).len(), 1, "{name}");
        }
    }

    #[test]
    fn a_name_is_no_address() {
        for name in [
            "Zhou, Min <evil@example.com>",
            "\" <evil@example.com>, \"",
            "evil@example.com",
            "Zhou Min (director); evil@example.com:",
            "\\\" <evil@example.com>",
            "周敏 <evil@example.com>, 林玥",
        ] {
            let raw = written(&Letter { name: Title::parse(name).unwrap(), ..letter() });
            let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
            let to = mailparse::addrparse_header(mail.headers.get_first_header("To").unwrap()).unwrap();
            let to = to.extract_single_info().unwrap_or_else(|| panic!("several readers in\n{raw}"));
            assert_eq!(to.addr, "zhou.min@hengyuan.example", "{raw}");
            assert_eq!(to.display_name.as_deref(), Some(name), "{raw}");
        }
    }

    #[test]
    fn what_looks_encoded_is_not_decoded() {
        // An override of the direction of writing, which no text from outside keeps.
        let evil = "=?utf-8?q?=E2=80=AEfdp.exe?= for =?utf-8?b?4oCu?=";
        let raw = written(&Letter { subject: evil.into(), name: Title::parse(evil).unwrap(), ..letter() });
        let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
        for name in ["Subject", "To"] {
            let value = all(&mail, name).concat();
            assert!(value.contains("fdp.exe") && !value.contains('\u{202E}'), "{name}: {value:?}");
        }
    }

    #[test]
    fn a_letter_that_can_t_be_ended_has_no_list() {
        let raw = written(&Letter { unsubscribe: None, topic: Topic::Account, ..letter() });
        assert!(!raw.contains("List-"), "{raw}");
    }

    #[test]
    fn no_value_begins_a_header_of_its_own() {
        let evil =
            ["\r\nBcc: victim@example.com", "\nBcc: victim@example.com", "\rBcc: victim@example.com", "\0"];
        let names: Vec<String> = headers(&written(&letter()));
        for evil in evil {
            let subject = written(&Letter { subject: format!("fits{evil}"), ..letter() });
            assert_eq!(headers(&subject), names, "{subject}");
            if let Ok(name) = Title::parse(&format!("Zhou{evil}Min")) {
                let name = written(&Letter { name, ..letter() });
                assert_eq!(headers(&name), names, "{name}");
            }
            let thread = written(&Letter { thread: Some(evil.into()), ..letter() });
            assert_eq!(headers(&thread), names, "{thread}");
            let unsubscribe = Letter { unsubscribe: Some(format!("{UNSUBSCRIBE}{evil}")), ..letter() };
            assert!(try_written(&unsubscribe, &[]).is_err(), "{evil:?}");
            assert!(try_written(&Letter { key: format!("a{evil}"), ..letter() }, &[]).is_err(), "{evil:?}");
            assert!(try_written(&letter(), &[evil, "new-matches.2"]).is_err(), "{evil:?}");
        }
        for url in ["javascript:alert(1)", "https://a.example/> <x", "https://榫卯.example/", ""] {
            assert!(
                try_written(&Letter { unsubscribe: Some(url.into()), ..letter() }, &[]).is_err(),
                "{url}"
            );
        }
    }

    fn headers(raw: &str) -> Vec<String> {
        let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
        mail.headers.iter().map(|header| header.get_key()).collect()
    }

    #[test]
    fn no_line_is_longer_than_mail_servers_take_and_nothing_needs_eight_bits() {
        let url = format!("https://sunmao.example/{}", "x".repeat(900));
        for (subject, name, text) in [
            ("涂层".repeat(200), "周敏".to_owned(), "很长的一段文字".repeat(2000)),
            ("coating".repeat(60), "Zhou Min ".repeat(10), "word ".repeat(5000)),
            ("a\u{301}🦀".repeat(99), "周".repeat(60), "x".repeat(5000)),
        ] {
            let long = Letter {
                subject: subject.clone(),
                name: Title::parse(&name).unwrap(),
                html: text.clone(),
                text,
                unsubscribe: Some(url.clone()),
                ..letter()
            };
            let raw = written(&long);
            assert!(raw.is_ascii());
            assert!(raw.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "{raw}");
            // Encoded lines have at most 76 characters (RFC 2045, 6.7 and 6.8), whatever the text.
            let (_, body) = raw.split_once("\r\n\r\n").unwrap();
            let longest = body.lines().map(str::len).max().unwrap();
            assert!(longest <= 76, "a line of {longest} in the body:\n{raw}");
            let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
            for part in &mail.subparts {
                assert_eq!(part.get_body().unwrap().trim_end(), long.text.trim_end());
            }
            assert_eq!(all(&mail, "Subject"), [subject]);
            assert_eq!(
                all(&mail, "List-Unsubscribe").iter().map(|value| value.trim()).collect::<Vec<_>>(),
                [format!("<{url}>")]
            );
        }
    }

    #[test]
    fn a_header_is_folded_where_it_may_be() {
        let raw = written(&Letter { subject: "涂层 coating ".repeat(9), ..letter() });
        let (head, _) = raw.split_once("\r\n\r\n").unwrap();
        let long: Vec<&str> =
            head.split("\r\n").filter(|line| line.len() > 78 && line.trim_start().contains(' ')).collect();
        assert!(long.is_empty(), "{long:#?}");
    }

    #[test]
    fn domains_are_written_in_ascii() {
        let sender = Sender::parse("榫卯 <post@榫卯.example>").unwrap();
        assert!(sender.domain.is_ascii() && sender.domain.starts_with("xn--"), "{}", sender.domain);
        let raw = written(&Letter { to: Email::parse("zhou@恒远.example").unwrap(), ..letter() });
        assert!(raw.contains("<zhou@xn--"), "{raw}");
        assert!(matches!(Sender::parse("nobody"), Err(PostError::Setting(_))));
    }
}
