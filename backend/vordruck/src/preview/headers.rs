//! Lets the form stand in the panel's frame. In: routes. Out: the same, whose answers may be framed by their own origin. Everything else of
//! the policy stays as it is in production.

use axum::Router;
use axum::http::HeaderValue;
use axum::middleware::map_response;
use axum::response::Response;

/// Routes that may be shown in a frame of this origin.
pub(super) fn framed(routes: Router) -> Router {
    routes.layer(map_response(|mut response: Response| async {
        let policy = vordruck_public::CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'");
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.headers_mut().insert("content-security-policy", policy);
            response.headers_mut().insert("x-frame-options", HeaderValue::from_static("SAMEORIGIN"));
        }
        response
    }))
}
