//! What people read: the Fluent catalogues of both languages, and how numbers, dates and money
//! are written in each.
//!
//! Every text of pages, mails, reports, errors and the command line comes from
//! `locales/<language>/*.ftl`; a test finds missing and unused keys.

mod findings;
mod format;
mod joint;
mod told;

use std::borrow::Cow;
use std::collections::HashMap;

use chrono_tz::Tz;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use unic_langid::{LanguageIdentifier, langid};

use crate::domain::Language;
use crate::domain::password::{NewPassword, WeakPassword};

pub use findings::{REASON_FROM, Statement, required, same_words};
pub use joint::JointRow;
pub use told::Told;

static_loader! {
    static CATALOGUES = {
        locales: "./src/i18n/locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const EN: LanguageIdentifier = langid!("en");
const ZH: LanguageIdentifier = langid!("zh-CN");

/// The time zone of a site that names none: China has one for the whole country.
pub const DEFAULT_ZONE: Tz = Tz::Asia__Shanghai;

/// The catalogue of one language, and the time zone that moments are told in. Copy it freely;
/// it is only two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Messages {
    language: Language,
    zone: Tz,
}

impl Messages {
    /// The catalogue for readers of `language`, with times in [`DEFAULT_ZONE`].
    pub fn new(language: Language) -> Self {
        Self { language, zone: DEFAULT_ZONE }
    }

    /// The same catalogue, with times in `zone`.
    pub fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// The time zone that moments are told in.
    pub fn zone(self) -> Tz {
        self.zone
    }

    /// The language of the catalogue.
    pub fn language(self) -> Language {
        self.language
    }

    /// A message without arguments. `key.attribute` reads an attribute.
    pub fn t(self, key: &str) -> String {
        self.lookup(key, &HashMap::new())
    }

    /// A message with the one argument `$n`, a count.
    pub fn n(self, key: &str, n: impl Into<FluentValue<'static>>) -> String {
        self.with(key, &[("n", n.into())])
    }

    /// A message with the one argument `$value`.
    pub fn v(self, key: &str, value: impl std::fmt::Display) -> String {
        self.with(key, &[("value", value.to_string().into())])
    }

    /// A message with named arguments.
    pub fn with(self, key: &str, args: &[(&'static str, FluentValue<'static>)]) -> String {
        let args = args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        self.lookup(key, &args)
    }

    /// Why a password won't do.
    pub fn weak_password(self, error: &WeakPassword) -> String {
        match error {
            WeakPassword::TooShort => self.n("account-password-short", NewPassword::MIN),
            WeakPassword::TooLong => self.n("account-password-long", NewPassword::MAX),
            WeakPassword::IsEmail => self.t("account-password-is-email"),
            WeakPassword::IsName => self.t("account-password-is-name"),
            WeakPassword::Common => self.t("account-password-common"),
        }
    }

    fn lookup(self, key: &str, args: &HashMap<Cow<'static, str>, FluentValue<'static>>) -> String {
        let tag = match self.language {
            Language::En => &EN,
            Language::Zh => &ZH,
        };
        CATALOGUES.try_lookup_complete(tag, key, Some(args)).unwrap_or_else(|| {
            tracing::error!(key, "no such message");
            key.to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_messages_and_their_attributes() {
        let (en, zh) = (Messages::new(Language::En), Messages::new(Language::Zh));
        assert_eq!((en.t("kind-need"), zh.t("kind-need")), ("Need".into(), "需求".into()));
        assert!(zh.t("trl-4.hint").contains("实验室"));
    }
}
