//! The files under `static`, part of the program.
//!
//! Pages name a file by its content (`/assets/css/sunmao.3f2a9c01.css`), so that browsers may keep
//! it for ever. A style sheet names another file by its plain name, which is answered too, but
//! checked again at each use.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETag, EntityTag};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::Embed;

use super::error::WebError;
use super::unchanged;

#[derive(Embed)]
#[folder = "static/"]
struct Files;

struct Asset {
    body: Cow<'static, [u8]>,
    kind: String,
    hash: String,
}

struct Assets {
    files: HashMap<String, Asset>,
    /// From the name with the hash to the plain one.
    hashed: HashMap<String, String>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let files: HashMap<String, Asset> = Files::iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            let hash = file.metadata.sha256_hash()[..4].iter().map(|byte| format!("{byte:02x}")).collect();
            Some((name.to_string(), Asset { body: file.data, kind: kind(&name), hash }))
        })
        .collect();
    let hashed = files.iter().map(|(name, asset)| (with_hash(name, &asset.hash), name.clone())).collect();
    Assets { files, hashed }
});

/// The media type; licences and other bare files are plain text.
fn kind(name: &str) -> String {
    let kind = mime_guess::from_path(name).first_or_text_plain();
    if kind.type_() == mime_guess::mime::TEXT { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

fn with_hash(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// The address of a file, by its path under `static`.
pub(super) fn address(name: &str) -> String {
    match ASSETS.files.get(name) {
        Some(asset) => format!("/assets/{}", with_hash(name, &asset.hash)),
        None => {
            tracing::error!(name, "no such static file");
            format!("/assets/{name}")
        }
    }
}

/// `/assets/…`.
pub(super) async fn serve(request: HttpRequest, path: web::Path<String>) -> Result<HttpResponse, WebError> {
    let (name, caching) = match ASSETS.hashed.get(path.as_str()) {
        Some(name) => (name, "public, max-age=31536000, immutable"),
        None => (&*path, "no-cache"),
    };
    let asset = ASSETS.files.get(name).ok_or(WebError::NotFound)?;
    let tag = EntityTag::new_strong(asset.hash.clone());
    let known = unchanged::knows(&request, &tag);
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((CACHE_CONTROL, caching)).insert_header(ETag(tag));
    if known {
        return Ok(answer.finish());
    }
    Ok(answer.insert_header((CONTENT_TYPE, asset.kind.as_str())).body(match &asset.body {
        Cow::Borrowed(bytes) => web::Bytes::from_static(bytes),
        Cow::Owned(bytes) => web::Bytes::copy_from_slice(bytes),
    }))
}

/// `/favicon.ico`, which some browsers ask for whatever the page says.
pub(super) async fn favicon() -> HttpResponse {
    HttpResponse::Found()
        .insert_header(("Location", address("icons/logo.svg")))
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .finish()
}
