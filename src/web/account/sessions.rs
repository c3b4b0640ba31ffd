//! Where one is signed in.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::SessionId;
use crate::flows::Caller;
use crate::flows::account::{SessionLine, end_other_sessions, end_session, sessions};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::{Page, html};
use crate::web::session::SignedIn;
use crate::web::state::State;

use super::sign_in::signed_out;

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage {
    m: Messages,
    page: Page,
    sessions: Vec<SessionLine>,
}

impl SessionsPage {
    /// What a browser calls itself, in words that people know: "Chrome, Linux".
    fn browser(&self, agent: &str) -> String {
        let known = woothee::parser::Parser::new().parse(agent);
        let words = known.map(|known| [known.name.to_owned(), known.os.to_owned()]).unwrap_or_default();
        let words: Vec<String> = words
            .into_iter()
            .filter(|word| !word.is_empty() && word != woothee::woothee::VALUE_UNKNOWN)
            .collect();
        if words.is_empty() {
            self.m.t("sessions-unknown")
        } else {
            words.join(&self.m.t("format-list-comma"))
        }
    }
}

/// `/en/account/sessions`.
pub(in crate::web) async fn show(
    page: Page,
    SignedIn(signed): SignedIn,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let own = signed.session.row;
    let sessions = state.ask(move |site| sessions(site.store(), &caller, own)).await?;
    html(&SessionsPage { m: page.m, sessions, page: page.not_indexed() })
}

/// Signs out everywhere, here too.
pub(in crate::web) async fn end_all(
    page: Page,
    request: HttpRequest,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    state.ask(move |site| end_other_sessions(site.store(), &caller, None)).await?;
    Ok(signed_out(&page, &request, "everywhere"))
}

/// `/en/account/sessions/S-7F3K9Q/end`.
pub(in crate::web) async fn end(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id: SessionId = path.1.parse().map_err(|_| WebError::NotFound)?;
    state.ask(move |site| end_session(site.store(), &caller, id)).await?;
    Ok(see_other(&page.link("/account/sessions")))
}
