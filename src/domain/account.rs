//! People who can sign in.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::language::Language;
use super::text::Title;

/// An e-mail address, in the form in which two spellings of one address are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email(String);

/// Not an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct BadEmail;

impl Email {
    /// The longest address that mail servers take (RFC 5321, section 4.5.3.1).
    pub const MAX: usize = 254;

    /// Reads an address; its letters are lower-cased, so that sign-in doesn't depend on them.
    ///
    /// # Errors
    /// [`BadEmail`] unless it is `local@domain.tld` without blanks or control characters.
    pub fn parse(raw: &str) -> Result<Self, BadEmail> {
        let address = raw.trim().to_lowercase();
        let (local, domain) = address.rsplit_once('@').ok_or(BadEmail)?;
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c);
        let domain_ok = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        if address.len() > Self::MAX || local.is_empty() || local.contains(odd) || !domain_ok {
            return Err(BadEmail);
        }
        Ok(Self(address))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a member may do within an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Reads what the organization's members may read.
    Reader,
    /// Writes its postings besides.
    Editor,
    /// Manages its members besides.
    Administrator,
}

impl Role {
    /// All roles, the weakest first.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Editor, Self::Administrator];

    /// The code used in the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Editor => "editor",
            Self::Administrator => "administrator",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What somebody may do on the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Staff {
    /// Reviews organizations and what they post.
    Moderator,
    /// Besides, appoints staff, suspends and restores, and reads the audit trail.
    Administrator,
}

impl Staff {
    /// All, the weakest first.
    pub const ALL: [Self; 2] = [Self::Moderator, Self::Administrator];

    /// The code used in forms, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Moderator => "moderator",
            Self::Administrator => "site-administrator",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|staff| staff.code() == code)
    }
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Where mail goes, and what one signs in with.
    pub email: Email,
    /// What others call the person.
    pub name: Title,
    /// The language of the person's pages and mails.
    pub language: Language,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_addresses_and_nothing_else() {
        assert_eq!(
            Email::parse(" Zhou.Min@Hengyuan.Example ").unwrap().as_str(),
            "zhou.min@hengyuan.example"
        );
        for bad in [
            "",
            "zhou",
            "@a.example",
            "a@b",
            "a b@c.example",
            "a@b..c",
            "a@-b.c",
            "a\r\nBcc:x@b.c",
            "a@b@c.d",
            "a@b.c>",
        ] {
            assert_eq!(Email::parse(bad), Err(BadEmail), "{bad}");
        }
    }
}
