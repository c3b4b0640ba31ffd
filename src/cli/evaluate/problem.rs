//! What is wrong with a test collection, in words.

use crate::exchange::collection::{CollectionError, LineProblem};
use crate::i18n::Messages;

pub(super) fn describe(error: &CollectionError, messages: Messages) -> String {
    match error {
        CollectionError::Io { path, source } => messages.with(
            "evaluate-cannot-read",
            &[("file", path.display().to_string().into()), ("cause", source.to_string().into())],
        ),
        CollectionError::Line { path, line, problem } => messages.with(
            "evaluate-bad-line",
            &[
                ("file", path.display().to_string().into()),
                ("line", line.to_string().into()),
                ("reason", reason(problem, messages).into()),
            ],
        ),
    }
}

fn reason(problem: &LineProblem, messages: Messages) -> String {
    match problem {
        LineProblem::Json(cause) => messages.v("evaluate-not-an-entry", cause),
        LineProblem::Repeated(id) => messages.v("evaluate-repeated", id),
        LineProblem::BadId(id) => messages.v("evaluate-bad-id", id),
        LineProblem::Judgment => messages.t("evaluate-not-a-judgment"),
        LineProblem::Unknown(id) => messages.v("evaluate-unknown", id),
        LineProblem::Unreadable => messages.t("evaluate-unreadable"),
    }
}
