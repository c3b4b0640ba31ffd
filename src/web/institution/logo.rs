//! The logo of an organization: taking it, and serving it.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETag, EntityTag, Header, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::domain::OrganizationId;
use crate::flows::Caller;
use crate::flows::institution::logo::{LogoError, read, remove, set};
use crate::flows::picture::BadPicture;
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::Page;
use crate::web::state::State;

use super::{id, profile};

/// The address of a logo, which changes with the picture.
pub(in crate::web) fn address(page: &Page, id: OrganizationId, hash: &str) -> String {
    page.link(format_args!("/organizations/{id}/logo?{hash}"))
}

/// `/en/organizations/O-7F3K9Q/logo`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id = id(&path.1)?;
    let logo = state.ask(move |site| read(site.store(), &caller.visitor, id)).await?;
    let tag = EntityTag::new_strong(logo.hash);
    let known = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Ok(IfNoneMatch::Any) => true,
        Err(_) => false,
    };
    let caching = if logo.public { "public, max-age=300" } else { "no-store" };
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((CACHE_CONTROL, caching)).insert_header(ETag(tag));
    if known {
        return Ok(answer.finish());
    }
    Ok(answer.insert_header((CONTENT_TYPE, "image/png")).body(logo.png))
}

/// The form that takes a logo.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = id(&path.1)?;
    let mut form = input.form(m, &["logo"], &[])?;
    let files = form.take_files("logo");
    let Some(upload) = files.into_iter().next() else {
        form.complain("logo", m.t("institution-logo-missing"));
        return profile::with_logo(page, id, form, caller, &state).await;
    };
    let asked = caller.clone();
    let done = state.ask(move |site| match set(site.store(), &asked, id, &upload.content) {
        Ok(()) => Ok(None),
        Err(LogoError::Picture(bad)) => Ok(Some(bad)),
        Err(LogoError::Flow(error)) => Err(error),
    });
    let problem = match done.await? {
        None => return Ok(saved(&page, id)),
        Some(BadPicture::TooLarge) => m.t("institution-logo-large"),
        Some(BadPicture::NotAPicture) => m.t("institution-logo-kind"),
        Some(BadPicture::Dimensions) => m.t("institution-logo-dimensions"),
    };
    form.complain("logo", problem);
    profile::with_logo(page, id, form, caller, &state).await
}

/// `/en/organizations/O-7F3K9Q/logo/removal`.
pub(in crate::web) async fn submit_removal(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = id(&path.1)?;
    state.ask(move |site| remove(site.store(), &caller, id)).await?;
    Ok(saved(&page, id))
}

fn saved(page: &Page, id: OrganizationId) -> HttpResponse {
    see_other(&page.link(format_args!("/organizations/{id}/profile?done=saved")))
}
