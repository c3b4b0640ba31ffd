//! Pages that bring back what was typed: when somebody else saved meanwhile, and when the session ended.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::domain::{DraftId, Kind};
use crate::flows::writing::{Conflict, Fields};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::Form;
use crate::web::page::{Page, html_as};

use super::fields::{Difference, differences, kept};

#[derive(Template)]
#[template(path = "writing/conflict.html")]
struct ConflictPage {
    m: Messages,
    page: Page,
    id: DraftId,
    /// Who saved, and when.
    text: String,
    differences: Vec<Difference>,
    /// What was typed, to be sent again.
    typed: Vec<(String, String)>,
    revision: i64,
}

/// Both texts of each field that differs.
pub(super) fn answer(
    page: Page,
    id: DraftId,
    kind: Kind,
    typed: &Fields,
    conflict: &Conflict,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let when = m.moment(conflict.at);
    let text = match &conflict.by {
        Some(name) => {
            m.with("writing-conflict-by", &[("name", name.to_string().into()), ("when", when.into())])
        }
        None => m.v("writing-conflict-at", when),
    };
    let view = ConflictPage {
        m,
        id,
        text,
        differences: differences(m, kind, typed, conflict),
        typed: pairs(typed),
        revision: conflict.revision,
        page: page.not_indexed(),
    };
    html_as(StatusCode::CONFLICT, &view)
}

#[derive(Template)]
#[template(path = "writing/signed_out.html")]
struct SignedOutPage {
    m: Messages,
    page: Page,
    id: DraftId,
    typed: Vec<(String, String)>,
    revision: String,
}

/// What was typed by somebody whose session ended, to be sent again after signing in.
pub(super) fn signed_out(page: Page, id: DraftId, form: &Form) -> Result<HttpResponse, WebError> {
    let view = SignedOutPage {
        m: page.m,
        id,
        typed: pairs(&kept(form)),
        revision: form.value("revision").to_owned(),
        page: page.not_indexed(),
    };
    html_as(StatusCode::UNAUTHORIZED, &view)
}

fn pairs(fields: &Fields) -> Vec<(String, String)> {
    let pairs =
        fields.iter().flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone())));
    pairs.collect()
}
