//! Answers that a client has already: their tags, and what it says of them.

use actix_web::HttpRequest;
use actix_web::http::header::{EntityTag, Header, IfNoneMatch};
use sha2::{Digest, Sha256};

/// The tag of a body that is made anew for each request.
pub(super) fn tag(body: &str) -> EntityTag {
    let hash = Sha256::digest(body.as_bytes());
    EntityTag::new_weak(hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect())
}

/// Whether the client has what carries this tag.
pub(super) fn knows(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Ok(IfNoneMatch::Any) => true,
        Err(_) => false,
    }
}
