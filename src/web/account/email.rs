//! The address of one's account: what became of letters to it, and changing it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::flows::Caller;
use crate::flows::account::{
    AddressAsked, AddressChange, LinkRefusal, Refused, Signed, address_of_link, ask_address, change_address,
    clear_refusal,
};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html, html_as};
use crate::web::session::{SignedIn, with_session};
use crate::web::state::State;

use super::confirm::BadLink;
use super::sign_up::LetterSent;
use super::words;

#[derive(Template)]
#[template(path = "account/email.html")]
struct EmailPage {
    m: Messages,
    page: Page,
    form: Form,
    email: String,
    refused: Option<Refusal>,
    notice: Option<String>,
}

/// What a mail server said of the address.
struct Refusal {
    since: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "account/email_confirm.html")]
struct ConfirmPage {
    m: Messages,
    page: Page,
    email: String,
}

/// The link is for another account than the one that is signed in.
#[derive(Template)]
#[template(path = "account/email_other.html")]
struct OtherAccountPage {
    m: Messages,
    page: Page,
    /// The address of who is signed in.
    own: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

impl EmailPage {
    fn new(page: Page, signed: &Signed, form: Form, notice: Option<String>) -> Self {
        let m = page.m;
        let refusal = |refused: &Refused| Refusal {
            since: m.v("email-refused-since", m.moment(refused.at)),
            reason: refused.reason.clone(),
        };
        Self {
            m,
            email: signed.account.email.to_string(),
            refused: signed.refused.as_ref().map(refusal),
            page: page.not_indexed(),
            form,
            notice,
        }
    }
}

/// `/en/account/email`.
pub(in crate::web) async fn show(
    page: Page,
    SignedIn(signed): SignedIn,
    query: web::Query<Query>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let notice = match query.done.as_deref() {
        Some("changed") => Some(m.t("email-changed")),
        Some("cleared") => Some(m.t("email-cleared")),
        _ => None,
    };
    html(&EmailPage::new(page, &signed, Form::empty(m), notice))
}

/// The form with the new address.
pub(in crate::web) async fn submit(
    page: Page,
    SignedIn(signed): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["email", "present"], &[])?;
    let new = words::email(m, &mut form, "email");
    let present = words::secret(m, &mut form, "present");
    if let (Some(new), Some(present)) = (new, present) {
        state.attempts().count(Attempt::SignIn, caller.address, signed.account.email.as_str())?;
        // Nobody's mailbox is to be flooded.
        state.attempts().count(Attempt::NewAddress, caller.address, new.as_str())?;
        let shown = new.to_string();
        match state.ask_hashing(move |site| ask_address(site, &caller, &present, &new)).await? {
            AddressAsked::Done => {
                return html(&LetterSent {
                    m,
                    page: page.not_indexed(),
                    title: m.t("email-sent"),
                    email: shown,
                    paragraphs: vec![m.t("email-sent.text"), m.t("email-sent.none")],
                });
            }
            AddressAsked::Own => form.complain("email", m.t("email-own")),
            AddressAsked::WrongPassword => form.complain("present", m.t("account-wrong-password")),
        }
    }
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &EmailPage::new(page, &signed, form, None))
}

/// `/en/account/email/clearance`: the address works again, says its owner.
pub(in crate::web) async fn clear(
    page: Page,
    _: SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    state.ask(move |site| clear_refusal(site.store(), &caller)).await?;
    Ok(see_other(&page.link("/account/email?done=cleared")))
}

fn bad_link(page: Page, advice: String) -> Result<HttpResponse, WebError> {
    let again = (page.m.t("email-again"), page.link("/account/email"));
    BadLink::answer(page, advice, Some(again))
}

/// Why the link does nothing here, and what to do. Nothing tells whose it is, nor which address it is about.
fn refused(page: Page, signed: &Signed, refusal: LinkRefusal) -> Result<HttpResponse, WebError> {
    let m = page.m;
    match refusal {
        LinkRefusal::BadLink => bad_link(page, m.t("email-bad-link")),
        LinkRefusal::OtherAccount => {
            let own = signed.account.email.to_string();
            html_as(StatusCode::FORBIDDEN, &OtherAccountPage { m, page: page.not_indexed(), own })
        }
    }
}

/// `/en/account/email/TOKEN`. Looking at it changes nothing, as scanners of mail follow links too.
pub(in crate::web) async fn ask(
    page: Page,
    SignedIn(signed): SignedIn,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let (m, link) = (page.m, path.into_inner().1);
    match state.ask(move |site| address_of_link(site.store(), &caller, &link)).await? {
        Ok(email) => html(&ConfirmPage { m, email: email.to_string(), page: page.not_indexed() }),
        Err(refusal) => refused(page, &signed, refusal),
    }
}

/// The button: the address is changed.
pub(in crate::web) async fn change(
    page: Page,
    SignedIn(signed): SignedIn,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    input.nothing(m)?;
    let link = path.into_inner().1;
    let session = signed.session.row;
    match state.ask(move |site| change_address(site, &caller, session, &link)).await? {
        AddressChange::Done(token) => {
            let to = page.link("/account/email?done=changed");
            Ok(with_session(see_other(&to), &request, &token))
        }
        AddressChange::Taken => bad_link(page, m.t("email-taken")),
        AddressChange::Refused(refusal) => refused(page, &signed, refusal),
    }
}
