//! Following the link of an invitation.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flows::Caller;
use crate::flows::institution::invitation::{Accepted, Joined, Offer, accept, join, look};
use crate::i18n::Messages;
use crate::web::account::confirm::BadLink;
use crate::web::account::words;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::session::with_session;
use crate::web::state::State;
use crate::web::view::OrganizationLine;

#[derive(Template)]
#[template(path = "institution/invitation.html")]
struct InvitationPage {
    m: Messages,
    page: Page,
    form: Form,
    line: OrganizationLine,
    /// For whom it is, and what they would be.
    lead: String,
    has_account: bool,
    /// The address of who is signed in, and whether they may accept it.
    own: Option<(String, bool)>,
}

impl InvitationPage {
    fn answer(page: Page, offer: &Offer, form: Form, status: StatusCode) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let email = offer.email.to_string();
        let role = m.t(&format!("role-{}", offer.role.code()));
        let lead = m.with("institution-invitation-lead", &[("email", email.into()), ("role", role.into())]);
        let view = Self {
            m,
            line: OrganizationLine::new(m, &offer.organization),
            lead,
            has_account: offer.has_account(),
            own: page
                .signed()
                .map(|signed| (signed.account.email.to_string(), offer.accounts.contains(&signed.id))),
            form,
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

fn bad_link(page: Page) -> Result<HttpResponse, WebError> {
    let again = page.signed().map(|_| (page.m.t("layout-account"), page.link("/account")));
    BadLink::answer(page.clone(), page.m.t("institution-invitation-bad"), again)
}

/// `/en/invitations/TOKEN`. Looking at it changes nothing, as scanners of mail follow links too.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let link = path.into_inner().1;
    let found = state.ask(move |site| look(site.store(), &link, caller.at)).await?;
    let Some(offer) = found else { return bad_link(page) };
    let form = Form::empty(page.m);
    InvitationPage::answer(page, &offer, form, StatusCode::OK)
}

/// Accepts: as who is signed in, or with a new account.
pub(in crate::web) async fn submit(
    page: Page,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let link = path.into_inner().1;
    let (asked, at) = (link.clone(), caller.at);
    let found = state.ask(move |site| look(site.store(), &asked, at)).await?;
    let Some(offer) = found else { return bad_link(page) };
    if page.signed().is_some() {
        let form = input.form(page.m, &[], &[])?;
        return match state.ask(move |site| accept(site.store(), &caller, &link)).await? {
            Accepted::Done(id) => {
                Ok(see_other(&page.link(format_args!("/organizations/{id}/members?done=joined"))))
            }
            Accepted::BadLink => bad_link(page),
            Accepted::OtherAddress => InvitationPage::answer(page, &offer, form, StatusCode::FORBIDDEN),
        };
    }
    let form = input.form(page.m, &["name", "password"], &[])?;
    with_account(page, &request, &offer, link, form, caller, &state).await
}

/// Accepts with a new account.
async fn with_account(
    page: Page,
    request: &HttpRequest,
    offer: &Offer,
    link: String,
    mut form: Form,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let name = words::name(m, &mut form, "name");
    let mut names: Vec<&str> = name.iter().map(|name| name.as_str()).collect();
    names.extend(offer.organization.names.all().map(|name| name.as_str()));
    let password = words::new_password(m, &mut form, "password", Some(&offer.email), &names);
    let (Some(name), Some(password)) = (name.clone(), password) else {
        form.forget("password");
        return InvitationPage::answer(page, offer, form, StatusCode::UNPROCESSABLE_ENTITY);
    };
    state.attempts().count(Attempt::SignUp, caller.address, offer.email.as_str())?;
    let language = page.language();
    let joined = state
        .ask_hashing(move |site| join(site.store(), &caller, &link, (&name, language), &password))
        .await?;
    match joined {
        Joined::Done(id, token) => {
            let next = page.link(format_args!("/organizations/{id}/members?done=joined"));
            Ok(with_session(see_other(&next), request, &token))
        }
        // Says whose account it is, and leads to signing in.
        Joined::HasAccount => Ok(see_other(&page.here())),
        Joined::BadLink => bad_link(page),
    }
}
