//! Buttons: to change a posting, take it back, close it and renew it.

use actix_web::{HttpResponse, web};

use crate::domain::version::Closure;
use crate::flows::Caller;
use crate::flows::writing::draft::begin_change;
use crate::flows::writing::life::{self, Closed, Renewed};
use crate::flows::writing::{self, TakenBack};
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::Page;
use crate::web::state::State;

use super::fields::filled;
use super::{begun, posting_id};

/// Begins a change of a posting, and leads to its form.
pub(in crate::web) async fn edit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = posting_id(&path.1)?;
    let done = state.ask(move |site| begin_change(site.store(), &caller, id, filled)).await?;
    Ok(see_other(&begun(&page, done, &format!("/posts/{id}/history?done=waiting"))))
}

/// Takes back what waits, and leads to its form.
pub(in crate::web) async fn take_back(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = posting_id(&path.1)?;
    let taken = state.ask(move |site| writing::take_back(site.store(), &caller, id, filled)).await?;
    Ok(see_other(&match taken {
        TakenBack::Done(draft) => page.link(format_args!("/posts/drafts/{draft}?done=taken-back")),
        TakenBack::WithoutDraft => page.link("/posts?done=without-draft"),
        TakenBack::NotWaiting => page.link(format_args!("/posts/{id}/history?done=not-waiting")),
    }))
}

/// Closes a posting.
pub(in crate::web) async fn close(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let form = input.form(page.m, &["closure"], &[])?;
    let id = posting_id(&path.1)?;
    // By time alone it expires.
    let closure = Closure::from_code(form.value("closure")).filter(|closure| *closure != Closure::Expired);
    let closure = closure.ok_or(WebError::BadForm)?;
    let done = match state.ask(move |site| life::close(site.store(), &caller, id, closure)).await? {
        Closed::Done => "closed",
        Closed::Already => "already",
    };
    Ok(see_other(&page.link(format_args!("/posts?done={done}"))))
}

/// Renews a posting.
pub(in crate::web) async fn renew(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = posting_id(&path.1)?;
    let done = match state.ask(move |site| life::renew(site.store(), &caller, id)).await? {
        Renewed::Until(_) => "renewed",
        Renewed::NeedsReview => "needs-review",
        Renewed::NotOpen => "not-open",
    };
    Ok(see_other(&page.link(format_args!("/posts?done={done}"))))
}
