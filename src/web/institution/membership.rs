//! What somebody does about their own membership: asking for it, and ending it.

use actix_web::{HttpResponse, web};

use crate::flows::Caller;
use crate::flows::institution::joining::{self, Asked};
use crate::flows::institution::members::{Outcome, leave};
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::Page;
use crate::web::state::State;

use super::{id, members};

/// `/en/organizations/O-7F3K9Q/membership`: asks to join.
pub(in crate::web) async fn ask(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = id(&path.1)?;
    let to = match state.ask(move |site| joining::ask(site, &caller, id)).await? {
        Asked::Done | Asked::AlreadyMember => page.organization(&id),
        Asked::TooMany => page.link(format_args!("/organizations/{id}?asked=too-many")),
    };
    Ok(see_other(&to))
}

/// `/en/organizations/O-7F3K9Q/membership/withdrawal`: doesn't ask any more.
pub(in crate::web) async fn take_back(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = id(&path.1)?;
    state.ask(move |site| joining::take_back(site.store(), &caller, id)).await?;
    Ok(see_other(&page.organization(&id)))
}

/// `/en/organizations/O-7F3K9Q/departure`: leaves.
pub(in crate::web) async fn depart(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    input.nothing(m)?;
    let id = id(&path.1)?;
    let asked = caller.clone();
    match state.ask(move |site| leave(site.store(), &asked, id)).await? {
        Outcome::Done => Ok(see_other(&page.link("/account?done=left"))),
        Outcome::LastAdministrator => {
            let said = members::Said::last_administrator(m);
            members::answer(page, id, caller, &state, said).await
        }
    }
}
