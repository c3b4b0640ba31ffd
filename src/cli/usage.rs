//! Wrong usage, in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::i18n::Messages;

/// What is wrong with the arguments, and where help is.
pub(super) fn describe(error: &clap::Error, messages: Messages) -> String {
    let context = |kind| error.get(kind).map(plain).unwrap_or_default();
    let argument = || ("argument", context(ContextKind::InvalidArg).into());
    let value = || ("value", context(ContextKind::InvalidValue).into());
    let what = match error.kind() {
        ErrorKind::UnknownArgument => messages.with("usage-unknown-argument", &[argument()]),
        ErrorKind::InvalidSubcommand => {
            messages.v("usage-unknown-command", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => messages.with("usage-missing-argument", &[argument()]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if context(ContextKind::InvalidValue).is_empty() =>
        {
            messages.with("usage-missing-value", &[argument()])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            messages.with("usage-bad-value", &[argument(), value()])
        }
        ErrorKind::ArgumentConflict => messages.with("usage-conflict", &[argument()]),
        _ => messages.t("usage-other"),
    };
    format!("{what}\n{}", messages.t("usage-help"))
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}
