//! What those who run the site ask: whether the process lives, and whether it can do its work.

use std::error::Error;

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};

use crate::flows::Site;

use super::state::State;

/// `/healthz`: the process answers.
pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).body("ok\n")
}

/// `/readyz`: the engine is loaded, as it is before the site listens, and the store answers.
pub(super) async fn ready(state: web::Data<State>) -> HttpResponse {
    let (mut answer, text) = match state.ask(Site::check).await {
        Ok(()) => (HttpResponse::Ok(), "ready\n"),
        Err(error) => {
            tracing::warn!(error = &error as &dyn Error, "not ready");
            (HttpResponse::ServiceUnavailable(), "not ready\n")
        }
    };
    answer.insert_header((CACHE_CONTROL, "no-store")).body(text)
}
