//! What every page has in common.
//!
//! A page is made in three steps:
//!
//! 1. A struct with `#[derive(askama::Template)]` and the fields `m: Messages` and `page: Page`
//!    besides its own; its template `{% extends "layouts/base.html" %}` and fills the blocks
//!    `title`, `description` and `main`. Text is
//!    `{{ m.t("area-key") }}`, links are `{{ page.posting(id) }}` and the like, components are
//!    macros: `{% import "components/icon.html" as icon %}`, `{{ icon::icon("search") }}`.
//! 2. A handler: `async fn show(page: Page, state: web::Data<State>, …) -> Result<HttpResponse, WebError>`
//!    that asks one flow with `state.ask(move |site| …).await?` and ends with
//!    `html(&View { m: page.m, page, … })`.
//! 3. A line in `routes.rs`.

use std::convert::Infallible;
use std::fmt::Display;
use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;
use form_urlencoded::Serializer;

use crate::domain::access::{Action, Subject, Visitor, may};
use crate::domain::{Language, OrganizationId, PostingId};
use crate::flows::Token;
use crate::flows::account::Signed;
use crate::i18n::Messages;

use super::error::WebError;
use super::preferences::Theme;
use super::session::{self, FreshSecret};
use super::state::State;
use super::{assets, cookies, forgery, language};

/// Pages carry the reader's appearance, and what they say changes: no shared copies.
pub(super) const CACHING: &str = "private, no-cache";

/// What every page needs besides its own matter. Taken by handlers as an argument.
#[derive(Debug, Clone)]
pub struct Page {
    /// The texts in the reader's language.
    pub m: Messages,
    /// Light, dark, or as the system is set.
    pub theme: Theme,
    /// Whether search engines may list the page.
    pub indexed: bool,
    /// Path and query, without the language.
    address: String,
    /// Scheme and host.
    origin: String,
    /// Who is signed in, or half so.
    signed: Option<Arc<Signed>>,
    /// The token of forms, see [`super::forgery`].
    token: String,
}

impl Page {
    /// The page that a request asks for.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let path = request.path();
        let (language, rest) = match language::split(path) {
            Some((language, rest)) => (language, rest),
            None => (language::negotiate(request), path),
        };
        let mut address = if rest.is_empty() { "/".to_owned() } else { rest.to_owned() };
        if !request.query_string().is_empty() {
            address.push('?');
            address.push_str(request.query_string());
        }
        let fresh = request.extensions().get::<FreshSecret>().map(|fresh| fresh.0.clone());
        let secret = fresh.or_else(|| cookies::secret(request));
        let origin = request.app_data::<web::Data<State>>().map(|state| state.public_url().to_string());
        Self {
            m: Messages::new(language),
            theme: Theme::of(request),
            indexed: true,
            address,
            origin: origin.unwrap_or_default(),
            signed: session::signed(request),
            token: secret.map(|secret| forgery::token(&secret)).unwrap_or_default(),
        }
    }

    /// The same page, which search engines shall not list.
    pub fn not_indexed(self) -> Self {
        Self { indexed: false, ..self }
    }

    /// The same page under its one true address: path and query without the language.
    pub fn at(self, address: String) -> Self {
        Self { address, ..self }
    }

    /// Who is signed in.
    pub fn signed(&self) -> Option<&Signed> {
        self.signed.as_deref().filter(|signed| !signed.is_half())
    }

    /// Who reads the page, as the rules see them.
    pub fn visitor(&self) -> Visitor {
        self.signed().map(|signed| signed.visitor.clone()).unwrap_or_default()
    }

    /// Whether the reader may do something; pages offer nothing else.
    pub fn may(&self, action: Action) -> bool {
        may(&self.visitor(), action)
    }

    /// Whether the reader is on the staff, and so has pages of their own.
    pub fn is_staff(&self) -> bool {
        self.signed().and_then(|signed| signed.visitor.person()).is_some_and(|person| person.staff.is_some())
    }

    /// How many notifications the reader hasn't read.
    pub fn unread(&self) -> usize {
        self.signed().map_or(0, |signed| signed.unread)
    }

    /// Whether letters to the reader's address were refused for good: they are told, unless they stand before
    /// the way out.
    pub fn is_unreachable(&self) -> bool {
        let refused = self.signed().is_some_and(|signed| signed.refused.is_some());
        refused && !self.is_under("/account/email")
    }

    /// The organization that the reader acts for, in the page's language.
    pub fn acting_for(&self) -> Option<String> {
        let own = self.signed()?.acting_for()?;
        Some(own.organization.names.best(self.language()).0.to_string())
    }

    /// Whether the reader writes for the organization that they act for.
    pub fn writes(&self) -> bool {
        let own = self.signed().and_then(|signed| signed.acting_for());
        own.is_some_and(|own| self.may(Action::Write(Subject::from(&own.organization))))
    }

    /// The same page in an answer that brings the session's new token.
    pub(super) fn renewed(self, session: &Token) -> Self {
        Self { token: forgery::token(session.as_str()), ..self }
    }

    /// The token that every form of method POST holds.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The link to sign in and come back to this page.
    pub fn sign_in(&self) -> String {
        let back = self.here();
        let elsewhere = ["/sign-", "/reset", "/setup"].iter().any(|own| self.address.starts_with(own));
        if elsewhere {
            return self.link("/sign-in");
        }
        let next = Serializer::new(String::new()).append_pair("next", &back).finish();
        self.link(format_args!("/sign-in?{next}"))
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.m.language()
    }

    /// A link to a path of this site in the page's language.
    pub fn link(&self, path: impl Display) -> String {
        format!("/{}{path}", self.language())
    }

    /// The link to a posting.
    pub fn posting(&self, id: &PostingId) -> String {
        self.link(format_args!("/postings/{id}"))
    }

    /// The link to the matches of a posting.
    pub fn matches(&self, id: &PostingId) -> String {
        self.link(format_args!("/postings/{id}/matches"))
    }

    /// The link to the comparison of a need and a capability.
    pub fn pair(&self, need: &PostingId, capability: &PostingId) -> String {
        self.link(format_args!("/pairs/{need}/{capability}"))
    }

    /// The link to an organization.
    pub fn organization(&self, id: &OrganizationId) -> String {
        self.link(format_args!("/organizations/{id}"))
    }

    /// The address of a static file, by its path under `static`.
    pub fn asset(&self, path: &str) -> String {
        assets::address(path)
    }

    /// The address of an icon in the sprite.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#i-{name}", assets::address("icons/sprite.svg"))
    }

    /// This page on this site, for coming back to it.
    pub fn here(&self) -> String {
        self.link(&self.address)
    }

    /// The whole address of this page.
    pub fn canonical(&self) -> String {
        format!("{}{}", self.origin, self.here())
    }

    /// This page in both languages: the tag of each, and the whole address.
    pub fn alternates(&self) -> [(&'static str, String); 2] {
        Language::ALL.map(|language| (language.tag(), format!("{}/{language}{}", self.origin, self.address)))
    }

    /// Whether the page lies under a path, for marking it in the navigation.
    pub fn is_under(&self, path: &str) -> bool {
        self.address.split('?').next().is_some_and(|here| here.starts_with(path))
    }

    /// The link that changes to the other language, stays on this page, and is remembered.
    pub fn switch(&self) -> String {
        let other = self.language().other();
        let back = format!("/{other}{}", self.address);
        let choice = Serializer::new(String::new())
            .append_pair("lang", other.code())
            .append_pair("back", &back)
            .finish();
        format!("/preferences?{choice}")
    }
}

impl FromRequest for Page {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// Renders a page.
///
/// # Errors
/// [`WebError::Internal`] when the template fails.
pub fn html(view: &impl Template) -> Result<HttpResponse, WebError> {
    html_with(HttpResponse::Ok(), view)
}

/// Renders a page with a status of its own.
///
/// # Errors
/// [`WebError::Internal`] when the template fails.
pub(super) fn html_as(status: StatusCode, view: &impl Template) -> Result<HttpResponse, WebError> {
    html_with(HttpResponse::build(status), view)
}

/// Renders a page into an answer that already has its status.
///
/// # Errors
/// [`WebError::Internal`] when the template fails.
pub(super) fn html_with(
    mut answer: HttpResponseBuilder,
    view: &impl Template,
) -> Result<HttpResponse, WebError> {
    let body = view.render().map_err(WebError::internal)?;
    Ok(answer
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CACHE_CONTROL, CACHING))
        .insert_header((VARY, "Cookie"))
        .body(body))
}
