//! Passwords that people choose.
//!
//! Length counts and composition doesn't, as NIST SP 800-63B (section 5.1.1.2) advises; what is known
//! to be guessed first is refused.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::account::Email;

/// Passwords that guessers try first, in small letters; see `password/SOURCES.md`.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lists = [include_str!("password/common.txt"), include_str!("password/common_zh.txt")];
    lists.into_iter().flat_map(str::lines).collect()
});

/// A password that may be set, in the form that is hashed.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

/// What others know of the person, and a password must therefore not be.
#[derive(Debug, Clone, Copy, Default)]
pub struct PasswordContext<'a> {
    /// The address that the person signs in with.
    pub email: Option<&'a Email>,
    /// The person's name and the names of the organizations.
    pub names: &'a [&'a str],
}

/// Why a password was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`NewPassword::MIN`] characters.
    #[error("fewer than {} characters", NewPassword::MIN)]
    TooShort,
    /// More than [`NewPassword::MAX`] characters.
    #[error("more than {} characters", NewPassword::MAX)]
    TooLong,
    /// The e-mail address, or what stands before its `@`.
    #[error("the e-mail address")]
    IsEmail,
    /// The name of the person or of an organization.
    #[error("a name")]
    IsName,
    /// One of the passwords that are tried first, or nothing but blanks.
    #[error("a common password")]
    Common,
}

impl NewPassword {
    /// The fewest characters that a password may have.
    pub const MIN: usize = 8;
    /// The most characters that a password may have, so that hashing one stays cheap.
    pub const MAX: usize = 128;

    /// Checks a password that a person chose. Any characters will do, blanks too.
    ///
    /// # Errors
    /// [`WeakPassword`], which says what is wrong.
    pub fn parse(raw: &str, about: &PasswordContext<'_>) -> Result<Self, WeakPassword> {
        let password = normalized(raw);
        let length = password.chars().count();
        if length < Self::MIN {
            return Err(WeakPassword::TooShort);
        }
        if length > Self::MAX {
            return Err(WeakPassword::TooLong);
        }
        let folded = folded(&password);
        if about.email.is_some_and(|email| is_email(&folded, email)) {
            Err(WeakPassword::IsEmail)
        } else if folded.is_empty() || COMMON.contains(folded.as_str()) {
            Err(WeakPassword::Common)
        } else if about.names.iter().any(|name| self::folded(name) == folded) {
            Err(WeakPassword::IsName)
        } else {
            Ok(Self(password))
        }
    }

    /// The password, as it is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    /// Never shows the password, as this may end in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// The form of a password that is hashed, at sign-in as well: Unicode NFC, as keyboards differ in how
/// they put accents together.
pub fn normalized(raw: &str) -> String {
    raw.nfc().collect()
}

/// The form in which a password is compared with what it must not be.
fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase().trim().to_owned()
}

/// Whether the password is the address or what stands before its `@`.
fn is_email(folded_password: &str, email: &Email) -> bool {
    let address = folded(email.as_str());
    let local = address.rsplit_once('@').map_or("", |(local, _)| local);
    folded_password == address || folded_password == local
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(raw: &str) -> Result<NewPassword, WeakPassword> {
        let email = Email::parse("zhou.minhua@hengyuan.example").unwrap();
        let names = ["Zhou Minhua", "恒远精密机械有限公司", "Ångström Labs"];
        NewPassword::parse(raw, &PasswordContext { email: Some(&email), names: &names })
    }

    #[test]
    fn takes_any_characters() {
        for good in
            ["tianqi henhao 7", "涂层在九百度开裂了", "    x   ", "pass\u{0}word\n", "🦀🦀🦀🦀🦀🦀🦀🦀"]
        {
            assert_eq!(parse(good).unwrap().as_str(), good);
        }
    }

    #[test]
    fn counts_characters_of_the_composed_form() {
        assert_eq!(parse("1234567"), Err(WeakPassword::TooShort));
        assert_eq!(parse(&"e\u{301}".repeat(7)), Err(WeakPassword::TooShort));
        assert_eq!(parse(&"e\u{301}".repeat(128)).unwrap().as_str(), "é".repeat(128));
        assert_eq!(parse(&"e\u{301}".repeat(129)), Err(WeakPassword::TooLong));
        assert_eq!(normalized("e\u{301}"), normalized("é"));
    }

    #[test]
    fn refuses_what_is_known_of_the_person() {
        for (raw, why) in [
            ("zhou.minhua@hengyuan.example", WeakPassword::IsEmail),
            (" Zhou.Minhua ", WeakPassword::IsEmail),
            ("ＺＨＯＵ．ＭＩＮＨＵＡ", WeakPassword::IsEmail),
            ("zhou minhua", WeakPassword::IsName),
            ("恒远精密机械有限公司", WeakPassword::IsName),
            ("A\u{30A}NGSTRÖM LABS", WeakPassword::IsName),
        ] {
            assert_eq!(parse(raw), Err(why), "{raw}");
        }
        assert!(parse("zhou.minhua1").is_ok());
        assert!(NewPassword::parse("zhou.minhua", &PasswordContext::default()).is_ok());
    }

    #[test]
    fn refuses_what_is_tried_first() {
        for common in
            ["password", "PassWord", "１２３４５６７８", "a123456789", "woaini1314", "5201314520", "        "]
        {
            assert_eq!(parse(common), Err(WeakPassword::Common), "{common}");
        }
    }

    #[test]
    fn the_lists_are_as_they_are_compared() {
        for password in COMMON.iter() {
            assert_eq!(folded(password), *password);
            assert!(password.chars().count() >= NewPassword::MIN, "{password}");
        }
        let lists = [include_str!("password/common.txt"), include_str!("password/common_zh.txt")];
        let lines: usize = lists.iter().map(|list| list.lines().count()).sum();
        assert_eq!(lines, COMMON.len(), "a password stands twice");
    }

    #[test]
    fn does_not_show_it() {
        assert_eq!(format!("{:?}", parse("tianqi henhao 7")), "Ok(NewPassword(…))");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(\\PC|\\s|[a-z\u{300}-\u{310}]){0,140}") {
            if let Ok(password) = parse(&text) {
                prop_assert_eq!(parse(password.as_str()), Ok(password));
            }
        }
    }
}
