//! Every path of the API, as route templates for the servers and as functions for the clients. Nobody else writes one.

mod pages;
mod postbox;

pub use pages::*;
pub use postbox::*;

/// Start page of a service, plain HTML: `/{tenant}/{service}/`.
pub const START_PAGE: &str = "/{tenant}/{service}/";
/// The start page as people type it; answers with a redirect: `/{tenant}/{service}`.
pub const START_PAGE_BARE: &str = "/{tenant}/{service}";
/// Where the resume link leads (its secret is in the fragment): `/{tenant}/{service}/weiter`.
pub const RESUME_PAGE: &str = "/{tenant}/{service}/weiter";
/// Where the link of a relay leads (its secret is in the fragment): `/{tenant}/{service}/handy`.
pub const RELAY_PAGE: &str = "/{tenant}/{service}/handy";
/// The icon of every page, in its address: browsers that find none in a page ask for `/favicon.ico`.
pub const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect x='2' width='12' height='16' rx='1' \
    fill='%231e3fa8'/%3E%3Cpath d='M4 5h8M4 8h8M4 11h5' stroke='%23fff'/%3E%3C/svg%3E";

/// Hashed, immutable assets: `/assets/{*file}`.
pub const ASSETS: &str = "/assets/{*file}";

/// `GET` by the tenant's private side: what waits here, in numbers. `DELETE` deletes everything the tenant has here.
pub const TENANT: &str = "/api/v1/tenants/{tenant}";
/// `GET` a service: its card and the hash of the current form. `PUT` by the tenant's private side publishes it.
pub const SERVICE: &str = "/api/v1/tenants/{tenant}/services/{service}";
/// `GET` by the tenant's private side: the versions of a service that are stored, and what pins each.
pub const SERVICE_VERSIONS: &str = "/api/v1/tenants/{tenant}/services/{service}/versions";
/// `GET` how a tenant's pages look; `PUT` by the tenant's private side replaces it.
pub const PRESENTATION: &str = "/api/v1/tenants/{tenant}/presentation";
/// `GET` the tenant's signed key manifest; `PUT` by the tenant's private side replaces it.
pub const KEYS: &str = "/api/v1/tenants/{tenant}/keys";
/// `GET` a compiled form by its hash; `PUT` by a private side stores it.
pub const FORM: &str = "/api/v1/forms/{form}";

/// `POST` creates a draft.
pub const DRAFTS: &str = "/api/v1/drafts";
/// `POST` proves link and PIN and opens a draft.
pub const DRAFTS_OPEN: &str = "/api/v1/drafts/open";
/// `DELETE` a draft.
pub const DRAFT: &str = "/api/v1/drafts/{lookup}";
/// `GET`, `PUT` the sealed body of a draft.
pub const DRAFT_BODY: &str = "/api/v1/drafts/{lookup}/body";
/// `HEAD`, `GET`, `PUT` a sealed attachment of a draft.
pub const DRAFT_ATTACHMENT: &str = "/api/v1/drafts/{lookup}/attachments/{attachment}";
/// `POST` asks for the resume link by mail.
pub const DRAFT_MAIL: &str = "/api/v1/drafts/{lookup}/mail";

/// `POST` creates a relay.
pub const RELAYS: &str = "/api/v1/relays";
/// `POST` proves the secret and joins a relay.
pub const RELAYS_OPEN: &str = "/api/v1/relays/open";
/// `GET` how a relay is, `DELETE` ends it.
pub const RELAY: &str = "/api/v1/relays/{lookup}";
/// `PUT` what the telephone is told.
pub const RELAY_INVITATION: &str = "/api/v1/relays/{lookup}/invitation";
/// `HEAD`, `PUT` a file on its way; `GET`, `DELETE` collect it.
pub const RELAY_FILE: &str = "/api/v1/relays/{lookup}/files/{file}";

/// `POST` opens an upload for a submission.
pub const UPLOADS: &str = "/api/v1/uploads";
/// `HEAD`, `PUT` object `n` of an upload.
pub const UPLOAD_OBJECT: &str = "/api/v1/uploads/{pid}/{n}";
/// `POST` submits.
pub const SUBMISSIONS: &str = "/api/v1/submissions";

/// `POST` leases submissions (private side).
pub const COLLECT_LEASE: &str = "/api/v1/collect/lease";
/// `GET` object `n` of a leased submission (private side).
pub const COLLECT_OBJECT: &str = "/api/v1/collect/{pid}/objects/{n}";
/// `POST` acknowledges a leased submission; only then it is deleted (private side).
pub const COLLECT_ACKNOWLEDGE: &str = "/api/v1/collect/{pid}/acknowledge";

/// `GET` the key that signs receipts (JWK, Ed25519).
pub const RECEIPT_KEY: &str = "/.well-known/vordruck-receipt-key";
/// `GET` whom to tell of a weakness (RFC 9116).
pub const SECURITY_TXT: &str = "/.well-known/security.txt";
/// `GET` the OpenAPI document.
pub const OPENAPI: &str = "/api/v1/openapi.json";
/// `GET` says whether the process can answer: its database does, and it is not about to end. For whoever distributes requests.
pub const HEALTH: &str = "/health";
/// `GET` says that the process runs, whatever its database does. For whoever would start it anew.
pub const ALIVE: &str = "/health/alive";
/// `GET` numbers for whoever watches (private side, from the same machine only).
pub const METRICS: &str = "/metrics";

/// `POST` says that something is new at FIT-Connect (private side, signed by the delivery service; not there without a secret).
pub const FIT_CONNECT_CALLBACKS: &str = "/api/v1/fit-connect/callbacks";

/// Path of a start page.
#[must_use]
pub fn start_page(tenant: &str, service: &str) -> String {
    format!("/{tenant}/{service}/")
}

/// Path of the page a resume link leads to, without the fragment.
#[must_use]
pub fn resume_page(tenant: &str, service: &str) -> String {
    format!("/{tenant}/{service}/weiter")
}

/// The same in a language, so that who comes back reads what they read before.
#[must_use]
pub fn resume_page_in(tenant: &str, service: &str, language: &str) -> String {
    in_language(resume_page(tenant, service), language)
}

/// A page in a language (BCP 47). German is what a page is in when nobody asks.
#[must_use]
pub fn in_language(page: String, language: &str) -> String {
    let is_tag = !language.is_empty() && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_tag && language != "de" { [&page, "?lang=", language].concat() } else { page }
}

/// Path of a tenant.
#[must_use]
pub fn tenant(tenant: &str) -> String {
    format!("/api/v1/tenants/{tenant}")
}

/// Path of how a tenant's pages look.
#[must_use]
pub fn presentation(tenant: &str) -> String {
    format!("/api/v1/tenants/{tenant}/presentation")
}

/// Path of the page a relay's link leads to, without the fragment.
#[must_use]
pub fn relay_page(tenant: &str, service: &str) -> String {
    format!("/{tenant}/{service}/handy")
}

/// Path of a service.
#[must_use]
pub fn service(tenant: &str, service: &str) -> String {
    format!("/api/v1/tenants/{tenant}/services/{service}")
}

/// Path of the versions of a service.
#[must_use]
pub fn service_versions(tenant: &str, service: &str) -> String {
    format!("/api/v1/tenants/{tenant}/services/{service}/versions")
}

/// Path of a tenant's key manifest.
#[must_use]
pub fn keys(tenant: &str) -> String {
    format!("/api/v1/tenants/{tenant}/keys")
}

/// Path of a compiled form.
#[must_use]
pub fn form(form: &str) -> String {
    format!("/api/v1/forms/{form}")
}

/// Path of a draft.
#[must_use]
pub fn draft(lookup: &str) -> String {
    format!("/api/v1/drafts/{lookup}")
}

/// Path of a draft's body.
#[must_use]
pub fn draft_body(lookup: &str) -> String {
    format!("/api/v1/drafts/{lookup}/body")
}

/// Path of a draft's attachment.
#[must_use]
pub fn draft_attachment(lookup: &str, attachment: &str) -> String {
    format!("/api/v1/drafts/{lookup}/attachments/{attachment}")
}

/// Path that mails the resume link of a draft.
#[must_use]
pub fn draft_mail(lookup: &str) -> String {
    format!("/api/v1/drafts/{lookup}/mail")
}

/// Path of a relay.
#[must_use]
pub fn relay(lookup: &str) -> String {
    format!("/api/v1/relays/{lookup}")
}

/// Path of a relay's invitation.
#[must_use]
pub fn relay_invitation(lookup: &str) -> String {
    format!("/api/v1/relays/{lookup}/invitation")
}

/// Path of a relay's file.
#[must_use]
pub fn relay_file(lookup: &str, file: &str) -> String {
    format!("/api/v1/relays/{lookup}/files/{file}")
}

/// Path of object `n` of an upload.
#[must_use]
pub fn upload_object(pid: &str, n: u32) -> String {
    format!("/api/v1/uploads/{pid}/{n}")
}

/// Path of object `n` of a leased submission.
#[must_use]
pub fn collect_object(pid: &str, n: u32) -> String {
    format!("/api/v1/collect/{pid}/objects/{n}")
}

/// Path that acknowledges a leased submission.
#[must_use]
pub fn collect_acknowledge(pid: &str) -> String {
    format!("/api/v1/collect/{pid}/acknowledge")
}

/// Whether what is at a path is for programs: what goes wrong there is a problem document, even for a browser that asks for HTML.
#[must_use]
pub fn is_for_programs(path: &str) -> bool {
    ["/api/", "/.well-known/", "/assets/", "/health"].iter().any(|prefix| path.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_people_have_paths_of_their_own() {
        assert!([DRAFTS, ASSETS, HEALTH, ALIVE, POSTBOX_ITEMS].into_iter().all(is_for_programs));
        assert!(![START_PAGE, RESUME_PAGE, POSTBOX_LIST_PAGE, "/"].into_iter().any(is_for_programs));
    }

    #[test]
    fn functions_fill_the_templates() {
        assert_eq!(draft_body("L"), DRAFT_BODY.replace("{lookup}", "L"));
        assert_eq!(draft_mail("L"), DRAFT_MAIL.replace("{lookup}", "L"));
        assert_eq!(draft("L"), DRAFT.replace("{lookup}", "L"));
        assert_eq!(draft_attachment("L", "A"), DRAFT_ATTACHMENT.replace("{lookup}", "L").replace("{attachment}", "A"));
        assert_eq!(relay("L"), RELAY.replace("{lookup}", "L"));
        assert_eq!(relay_invitation("L"), RELAY_INVITATION.replace("{lookup}", "L"));
        assert_eq!(relay_file("L", "F"), RELAY_FILE.replace("{lookup}", "L").replace("{file}", "F"));
        assert_eq!(relay_page("t", "s"), RELAY_PAGE.replace("{tenant}", "t").replace("{service}", "s"));
        assert_eq!(upload_object("P", 3), UPLOAD_OBJECT.replace("{pid}", "P").replace("{n}", "3"));
        assert_eq!(collect_object("P", 3), COLLECT_OBJECT.replace("{pid}", "P").replace("{n}", "3"));
        assert_eq!(collect_acknowledge("P"), COLLECT_ACKNOWLEDGE.replace("{pid}", "P"));
        assert_eq!(form("F"), FORM.replace("{form}", "F"));
        assert_eq!(keys("t"), KEYS.replace("{tenant}", "t"));
        assert_eq!(service("t", "s"), SERVICE.replace("{tenant}", "t").replace("{service}", "s"));
        assert_eq!(service_versions("t", "s"), SERVICE_VERSIONS.replace("{tenant}", "t").replace("{service}", "s"));
        assert_eq!(tenant("t"), TENANT.replace("{tenant}", "t"));
        assert_eq!(presentation("t"), PRESENTATION.replace("{tenant}", "t"));
        assert_eq!(start_page("t", "s"), START_PAGE.replace("{tenant}", "t").replace("{service}", "s"));
        assert_eq!(resume_page_in("t", "s", "de"), "/t/s/weiter");
        assert_eq!(resume_page_in("t", "s", "de-simple"), "/t/s/weiter?lang=de-simple");
        assert_eq!(resume_page_in("t", "s", "en&x=<y>"), "/t/s/weiter");
        assert_eq!(resume_page("t", "s"), RESUME_PAGE.replace("{tenant}", "t").replace("{service}", "s"));
    }
}
