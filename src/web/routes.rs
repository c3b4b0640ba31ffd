//! The one table of addresses.

use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Resource, Responder, guard};

use super::error::WebError;
use super::{about, assets, browse, crawlers, home, language, matches, organization};
use super::{pair, posting, preferences, probes, scores};

/// Every address that the site answers; whatever else is asked for isn't found.
pub(super) fn routes(site: &mut ServiceConfig) {
    site.service(get("/", language::root))
        .service(get("/preferences", preferences::set))
        .service(get("/assets/{path:.*}", assets::serve))
        .service(get("/favicon.ico", assets::favicon))
        .service(get("/robots.txt", crawlers::robots))
        .service(get("/sitemap.xml", crawlers::index))
        .service(get("/healthz", probes::alive))
        .service(get("/readyz", probes::ready))
        .service(
            web::scope("/{language:en|zh}")
                .service(get("", language::slash))
                .service(get("/", home::show))
                .service(get("/browse", browse::show))
                .service(get("/postings/{id}", posting::show))
                .service(get("/postings/{id}/matches", matches::show))
                .service(get("/pairs/{need}/{capability}", pair::show))
                .service(get("/organizations/{id}", organization::show))
                .service(get("/scores", scores::show))
                .service(get("/about", about::show))
                .service(get("/sitemap.xml", crawlers::pages)),
        )
        .default_service(web::to(nothing));
}

/// A resource that is read with GET or HEAD; any other method is refused.
fn get<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let reads = guard::Any(guard::Get()).or(guard::Head());
    web::resource(path).route(web::route().guard(reads).to(handler))
}

async fn nothing() -> Result<&'static str, WebError> {
    Err(WebError::NotFound)
}
