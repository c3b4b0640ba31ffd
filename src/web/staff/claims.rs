//! Claiming what waits, and giving it up, so that two moderators don't do the same.

use actix_web::{HttpResponse, web};

use crate::domain::access::Action;
use crate::domain::{PostingId, ReportId, VerificationId};
use crate::flows::Caller;
use crate::flows::review::{Claimed, Task, claim, release};
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::Page;
use crate::web::state::State;

use super::{named, queue};

/// Claims something, or claims it for longer.
async fn take(
    page: Page,
    task: Task,
    input: Input,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let told = match state.ask(move |site| claim(site.store(), &caller, task)).await? {
        Claimed::Done(_) => "claimed",
        Claimed::Taken(_) => "taken",
        Claimed::NotWaiting => "late",
    };
    Ok(see_other(&format!("{}?told={told}", queue::link(&page, task))))
}

/// Gives a claim up.
async fn give_up(
    page: Page,
    task: Task,
    input: Input,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    state.ask(move |site| release(site.store(), &caller, task)).await?;
    Ok(see_other(&format!("{}?told=released", queue::link(&page, task))))
}

/// Declares the handlers of one kind of thing.
macro_rules! handlers {
    ($($what:literal: $claim:ident, $release:ident => $id:ty;)+) => {$(
        #[doc = concat!("Claims ", $what, ".")]
        pub(in crate::web) async fn $claim(
            page: Page,
            path: web::Path<(String, String)>,
            input: Input,
            caller: Caller,
            state: web::Data<State>,
        ) -> Result<HttpResponse, WebError> {
            let id: $id = named(&page, &path.1, Action::ReadQueue)?;
            take(page, id.into(), input, caller, &state).await
        }

        #[doc = concat!("Gives up the claim on ", $what, ".")]
        pub(in crate::web) async fn $release(
            page: Page,
            path: web::Path<(String, String)>,
            input: Input,
            caller: Caller,
            state: web::Data<State>,
        ) -> Result<HttpResponse, WebError> {
            let id: $id = named(&page, &path.1, Action::ReadQueue)?;
            give_up(page, id.into(), input, caller, &state).await
        }
    )+};
}

handlers! {
    "a version of a posting": claim_posting, release_posting => PostingId;
    "a verification": claim_verification, release_verification => VerificationId;
    "a report": claim_report, release_report => ReportId;
}
