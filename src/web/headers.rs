//! Headers that every answer carries, whatever it is.

use actix_web::middleware::DefaultHeaders;

use super::config::PublicUrl;

/// Nothing but our own files: no inline scripts or styles, no frames, no plug-ins.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
     script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of a page that shows another address of the site in a frame.
pub(super) fn with_frames() -> String {
    format!("{CONTENT_SECURITY_POLICY}; frame-src 'self'")
}

/// No page uses any of the machine's sensors or stores.
const PERMISSIONS_POLICY: &str =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Middleware that adds the security headers.
pub(super) fn security(public_url: &PublicUrl) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add(("Content-Security-Policy", CONTENT_SECURITY_POLICY))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "same-origin"))
        .add(("Permissions-Policy", PERMISSIONS_POLICY))
        .add(("Cross-Origin-Opener-Policy", "same-origin"));
    if public_url.is_https() {
        headers.add(("Strict-Transport-Security", "max-age=31536000"))
    } else {
        headers
    }
}
