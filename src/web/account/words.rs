//! Reading what forms of several pages have in common, and saying what is wrong with it.

use crate::domain::account::Email;
use crate::domain::password::{NewPassword, PasswordContext};
use crate::domain::person::{BadName, PersonName};
use crate::domain::{Language, TextError};
use crate::i18n::Messages;
use crate::web::forms::Form;

/// An e-mail address.
pub(in crate::web) fn email(m: Messages, form: &mut Form, field: &'static str) -> Option<Email> {
    form.read(field, Email::parse, |_| m.t("account-email-bad"))
}

/// What somebody is called.
pub(in crate::web) fn name(m: Messages, form: &mut Form, field: &'static str) -> Option<PersonName> {
    form.read(field, PersonName::parse, |error| match error {
        BadName::Empty => m.t("account-name-empty"),
        BadName::TooLong => m.t("account-name-long"),
        BadName::Characters => m.t("account-name-characters"),
    })
}

/// The language that somebody wants.
pub(in crate::web) fn language(m: Messages, form: &mut Form, field: &'static str) -> Option<Language> {
    let parse = |code: &str| Language::ALL.into_iter().find(|language| language.code() == code).ok_or(());
    form.read(field, parse, |()| m.t("account-language-bad"))
}

/// A new password, which is neither the address nor one of the names.
pub(in crate::web) fn new_password(
    m: Messages,
    form: &mut Form,
    field: &'static str,
    email: Option<&Email>,
    names: &[&str],
) -> Option<NewPassword> {
    let about = PasswordContext { email, names };
    let typed = form.value(field).to_owned();
    let parsed = NewPassword::parse(&typed, &about);
    // Not read like other fields: any character may stand in a password.
    match parsed {
        Ok(password) => Some(password),
        Err(error) => {
            form.complain(field, m.weak_password(&error));
            None
        }
    }
}

/// A password or a code that is only compared: anything but nothing, of a length that can be right.
pub(in crate::web) fn secret(m: Messages, form: &mut Form, field: &'static str) -> Option<String> {
    let typed = form.value(field).to_owned();
    if typed.is_empty() {
        let label = match field {
            "password" => m.t("account-password"),
            "code" => m.t("second-step-code"),
            _ => m.t("account-present-password"),
        };
        form.complain(field, m.v("form-empty", label));
        return None;
    }
    // Composing may shorten a password, but never to a third.
    if typed.chars().count() > 3 * NewPassword::MAX {
        form.complain(field, m.n("account-password-long", NewPassword::MAX));
        return None;
    }
    Some(typed)
}

/// Why the text of a field was refused.
pub(in crate::web) fn text(m: Messages, label: String, error: &TextError) -> String {
    match error {
        TextError::Empty => m.v("form-empty", label),
        TextError::TooLong { max, .. } => {
            m.with("form-too-long", &[("value", label.into()), ("n", (*max).into())])
        }
    }
}
