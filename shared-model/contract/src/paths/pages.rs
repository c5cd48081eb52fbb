//! Addresses of pages around a form, for people, portals and web editors, and of what those pages load.

/// Page of a tenant with all its services: `/{tenant}/`.
pub const TENANT_PAGE: &str = "/{tenant}/";
/// The page of a tenant as people type it; answers with a redirect.
pub const TENANT_PAGE_BARE: &str = "/{tenant}";
/// For the tenant's web editors: link, button, QR code, frame and a page for portals.
pub const EMBEDDING_PAGE: &str = "/{tenant}/{service}/einbinden";
/// A page to be put between a portal and a service; the portal's editors take its source.
pub const GATEWAY_PAGE: &str = "/{tenant}/{service}/absprung";
/// The QR code of a service's address as a picture.
pub const QR_CODE: &str = "/{tenant}/{service}/qr.svg";
/// The accessibility statement of a service: leads to the authority's own, or is a draft.
pub const ACCESSIBILITY_PAGE: &str = "/{tenant}/{service}/barrierefreiheit";
/// The privacy notice of a service: leads to the authority's own, or is a draft.
pub const PRIVACY_PAGE: &str = "/{tenant}/{service}/datenschutz";
/// A tenant's style sheet and logo, named by their content and immutable.
pub const THEME_FILE: &str = "/themes/{tenant}/{file}";
/// The web component that shows a form in a page of the tenant's.
pub const WEB_COMPONENT: &str = "/skripte/vordruck-form.js";
/// Small scripts of the pages beside the app, named by their content.
pub const PAGE_SCRIPT: &str = "/skripte/{file}";

/// Path of a tenant's page.
#[must_use]
pub fn tenant_page(tenant: &str) -> String {
    format!("/{tenant}/")
}

/// Path of the page for web editors.
#[must_use]
pub fn embedding_page(tenant: &str, service: &str) -> String {
    format!("/{tenant}/{service}/einbinden")
}

/// Path of the page between a portal and a service.
#[must_use]
pub fn gateway_page(tenant: &str, service: &str) -> String {
    format!("/{tenant}/{service}/absprung")
}

/// Path of the accessibility statement of a service.
#[must_use]
pub fn accessibility_page(tenant: &str, service: &str) -> String {
    format!("/{tenant}/{service}/barrierefreiheit")
}

/// Path of the privacy notice of a service.
#[must_use]
pub fn privacy_page(tenant: &str, service: &str) -> String {
    format!("/{tenant}/{service}/datenschutz")
}

/// Path of the QR code of a service.
#[must_use]
pub fn qr_code(tenant: &str, service: &str) -> String {
    format!("/{tenant}/{service}/qr.svg")
}

/// Path of a file of a tenant's look.
#[must_use]
pub fn theme_file(tenant: &str, file: &str) -> String {
    format!("/themes/{tenant}/{file}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_fill_the_templates() {
        assert_eq!(tenant_page("t"), TENANT_PAGE.replace("{tenant}", "t"));
        assert_eq!(theme_file("t", "f"), THEME_FILE.replace("{tenant}", "t").replace("{file}", "f"));
        for (path, template) in [
            (embedding_page("t", "s"), EMBEDDING_PAGE),
            (gateway_page("t", "s"), GATEWAY_PAGE),
            (qr_code("t", "s"), QR_CODE),
            (accessibility_page("t", "s"), ACCESSIBILITY_PAGE),
            (privacy_page("t", "s"), PRIVACY_PAGE),
        ] {
            assert_eq!(path, template.replace("{tenant}", "t").replace("{service}", "s"));
        }
    }
}
