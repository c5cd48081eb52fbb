//! Addresses of the postbox: what the private side serves to clerks' browsers, in the authority's network only.

/// `POST` signs a clerk in, `GET` says who is signed in, `DELETE` signs out (postbox, private side).
pub const POSTBOX_SESSION: &str = "/api/v1/session";
/// `PUT` changes the own password (postbox, private side).
pub const POSTBOX_PASSWORD: &str = "/api/v1/session/password";
/// `GET` what is on its way to interfaces (postbox, private side).
pub const POSTBOX_TRANSFERS: &str = "/api/v1/transfers";
/// `GET` how a tenant's interfaces are doing (postbox, private side).
pub const POSTBOX_TRANSPORT: &str = "/api/v1/transport/{tenant}";
/// `POST` tries at once what waits in a channel (postbox, private side).
pub const POSTBOX_RETRIES: &str = "/api/v1/transport/{tenant}/retries";
/// `POST` says that one knows of what is held in a channel (postbox, private side).
pub const POSTBOX_ACKNOWLEDGEMENTS: &str = "/api/v1/transport/{tenant}/acknowledgements";
/// `GET` the list of items (postbox, private side).
pub const POSTBOX_ITEMS: &str = "/api/v1/items";
/// `GET` one item (postbox, private side).
pub const POSTBOX_ITEM: &str = "/api/v1/items/{item}";
/// `GET` the PDF of an item (postbox, private side).
pub const POSTBOX_ITEM_PDF: &str = "/api/v1/items/{item}/pdf";
/// `GET` attachment `n` of an item (postbox, private side).
pub const POSTBOX_ITEM_ATTACHMENT: &str = "/api/v1/items/{item}/attachments/{n}";
/// `PUT` the state of an item (postbox, private side).
pub const POSTBOX_ITEM_STATE: &str = "/api/v1/items/{item}/state";
/// `PUT` who works on an item (postbox, private side).
pub const POSTBOX_ITEM_ASSIGNEE: &str = "/api/v1/items/{item}/assignee";
/// `PUT` who works on each of several items (postbox, private side).
pub const POSTBOX_ASSIGNEES: &str = "/api/v1/items/assignees";
/// `POST` asks who may work on all of several items (postbox, private side).
pub const POSTBOX_COLLEAGUES: &str = "/api/v1/items/colleagues";
/// `POST` several items as a ZIP file (postbox, private side).
pub const POSTBOX_ARCHIVE: &str = "/api/v1/items/archive";
/// `GET` the own sessions, `DELETE` all of them but this one (postbox, private side).
pub const POSTBOX_SESSIONS: &str = "/api/v1/sessions";
/// `DELETE` one of the own sessions (postbox, private side).
pub const POSTBOX_OTHER_SESSION: &str = "/api/v1/sessions/{session}";
/// `POST` begins to set up a second factor, `PUT` confirms it (postbox, private side).
pub const POSTBOX_SECOND_FACTOR: &str = "/api/v1/session/second-factor";
/// `POST` removes the second factor (postbox, private side).
pub const POSTBOX_SECOND_FACTOR_REMOVAL: &str = "/api/v1/session/second-factor/removal";
/// `GET` the own passkeys, `POST` adds one (postbox, private side).
pub const POSTBOX_PASSKEYS: &str = "/api/v1/session/passkeys";
/// `POST` asks for what the browser makes a passkey with (postbox, private side).
pub const POSTBOX_PASSKEY_OFFER: &str = "/api/v1/session/passkeys/offer";
/// `PUT` names one of the own passkeys (postbox, private side).
pub const POSTBOX_OWN_PASSKEY: &str = "/api/v1/session/passkeys/{passkey}";
/// `POST` removes one of the own passkeys (postbox, private side).
pub const POSTBOX_PASSKEY_REMOVAL: &str = "/api/v1/session/passkeys/{passkey}/removal";
/// `POST` asks for what a passkey has to sign, `PUT` signs in with it (postbox, private side).
pub const POSTBOX_PASSKEY_SIGN_IN: &str = "/api/v1/passkey";
/// `POST` says whom an invitation is for, `PUT` accepts it (postbox, private side).
pub const POSTBOX_INVITATION: &str = "/api/v1/invitation";
/// `GET` a tenant's users, `POST` invites one (postbox, private side).
pub const POSTBOX_USERS: &str = "/api/v1/administration/{tenant}/users";
/// `GET` a tenant's users as a table (postbox, private side).
pub const POSTBOX_USERS_CSV: &str = "/api/v1/administration/{tenant}/users.csv";
/// `GET` a tenant's users on paper (postbox, private side).
pub const POSTBOX_USERS_PDF: &str = "/api/v1/administration/{tenant}/users.pdf";
/// `PUT` changes, `DELETE` removes a user (postbox, private side).
pub const POSTBOX_USER: &str = "/api/v1/administration/{tenant}/users/{user}";
/// `POST` makes a new link for a user (postbox, private side).
pub const POSTBOX_USER_INVITATION: &str = "/api/v1/administration/{tenant}/users/{user}/invitation";
/// `GET` who did what (postbox, private side).
pub const POSTBOX_AUDIT: &str = "/api/v1/administration/{tenant}/audit";
/// Pages of the postbox web app; each is the same shell, the app reads the address: the list.
pub const POSTBOX_LIST_PAGE: &str = "/";
/// Page of the postbox web app: sign in.
pub const POSTBOX_SIGN_IN_PAGE: &str = "/anmelden";
/// Page of the postbox web app: one item.
pub const POSTBOX_ITEM_PAGE: &str = "/eingang/{item}";
/// Page of the postbox web app: change the password.
pub const POSTBOX_PASSWORD_PAGE: &str = "/passwort";

/// Page of the postbox web app: the own account.
pub const POSTBOX_ACCOUNT_PAGE: &str = "/konto";
/// Page of the postbox web app: accepting an invitation, whose secret is in the fragment.
pub const POSTBOX_INVITATION_PAGE: &str = "/einladung";
/// Page of the postbox web app: a tenant's users.
pub const POSTBOX_USERS_PAGE: &str = "/verwaltung/{tenant}";
/// Page of the postbox web app: one user.
pub const POSTBOX_USER_PAGE: &str = "/verwaltung/{tenant}/person/{user}";
/// Page of the postbox web app: how a tenant's interfaces are doing.
pub const POSTBOX_TRANSPORT_PAGE: &str = "/uebermittlung/{tenant}";
/// Page of the postbox web app: who did what.
pub const POSTBOX_AUDIT_PAGE: &str = "/verwaltung/{tenant}/protokoll";

/// Path of an item.
#[must_use]
pub fn postbox_item(item: &str) -> String {
    format!("/api/v1/items/{item}")
}

/// Path of the PDF of an item.
#[must_use]
pub fn postbox_item_pdf(item: &str) -> String {
    format!("/api/v1/items/{item}/pdf")
}

/// Path of attachment `n` of an item.
#[must_use]
pub fn postbox_item_attachment(item: &str, n: u32) -> String {
    format!("/api/v1/items/{item}/attachments/{n}")
}

/// Path of the state of an item.
#[must_use]
pub fn postbox_item_state(item: &str) -> String {
    format!("/api/v1/items/{item}/state")
}

/// Path of the page of an item.
#[must_use]
pub fn postbox_item_page(item: &str) -> String {
    format!("/eingang/{item}")
}

/// Path of who works on an item.
#[must_use]
pub fn postbox_item_assignee(item: &str) -> String {
    format!("/api/v1/items/{item}/assignee")
}

/// Path of how a tenant's interfaces are doing.
#[must_use]
pub fn postbox_transport(tenant: &str) -> String {
    format!("/api/v1/transport/{tenant}")
}

/// Path of trying again what waits.
#[must_use]
pub fn postbox_retries(tenant: &str) -> String {
    format!("/api/v1/transport/{tenant}/retries")
}

/// Path of saying that one knows of what is held.
#[must_use]
pub fn postbox_acknowledgements(tenant: &str) -> String {
    format!("/api/v1/transport/{tenant}/acknowledgements")
}

/// Path of the page of how a tenant's interfaces are doing.
#[must_use]
pub fn postbox_transport_page(tenant: &str) -> String {
    format!("/uebermittlung/{tenant}")
}

/// Path of one of the own sessions.
#[must_use]
pub fn postbox_other_session(session: &str) -> String {
    format!("/api/v1/sessions/{session}")
}

/// Path of one of the own passkeys.
#[must_use]
pub fn postbox_own_passkey(passkey: &str) -> String {
    format!("/api/v1/session/passkeys/{passkey}")
}

/// Path of removing one of the own passkeys.
#[must_use]
pub fn postbox_passkey_removal(passkey: &str) -> String {
    format!("/api/v1/session/passkeys/{passkey}/removal")
}

/// Path of a tenant's users.
#[must_use]
pub fn postbox_users(tenant: &str) -> String {
    format!("/api/v1/administration/{tenant}/users")
}

/// Path of a tenant's users as a table.
#[must_use]
pub fn postbox_users_csv(tenant: &str) -> String {
    format!("/api/v1/administration/{tenant}/users.csv")
}

/// Path of a tenant's users on paper.
#[must_use]
pub fn postbox_users_pdf(tenant: &str) -> String {
    format!("/api/v1/administration/{tenant}/users.pdf")
}

/// Path of a user.
#[must_use]
pub fn postbox_user(tenant: &str, user: &str) -> String {
    format!("/api/v1/administration/{tenant}/users/{user}")
}

/// Path of a new link for a user.
#[must_use]
pub fn postbox_user_invitation(tenant: &str, user: &str) -> String {
    format!("/api/v1/administration/{tenant}/users/{user}/invitation")
}

/// Path of a tenant's audit log.
#[must_use]
pub fn postbox_audit(tenant: &str) -> String {
    format!("/api/v1/administration/{tenant}/audit")
}

/// Path of the page of a tenant's users.
#[must_use]
pub fn postbox_users_page(tenant: &str) -> String {
    format!("/verwaltung/{tenant}")
}

/// Path of the page of a user.
#[must_use]
pub fn postbox_user_page(tenant: &str, user: &str) -> String {
    format!("/verwaltung/{tenant}/person/{user}")
}

/// Path of the page of a tenant's audit log.
#[must_use]
pub fn postbox_audit_page(tenant: &str) -> String {
    format!("/verwaltung/{tenant}/protokoll")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_fill_the_templates() {
        assert_eq!(postbox_item("I"), POSTBOX_ITEM.replace("{item}", "I"));
        assert_eq!(postbox_item_pdf("I"), POSTBOX_ITEM_PDF.replace("{item}", "I"));
        assert_eq!(postbox_item_attachment("I", 3), POSTBOX_ITEM_ATTACHMENT.replace("{item}", "I").replace("{n}", "3"));
        assert_eq!(postbox_item_state("I"), POSTBOX_ITEM_STATE.replace("{item}", "I"));
        assert_eq!(postbox_item_page("I"), POSTBOX_ITEM_PAGE.replace("{item}", "I"));
        assert_eq!(postbox_item_assignee("I"), POSTBOX_ITEM_ASSIGNEE.replace("{item}", "I"));
        assert_eq!(postbox_other_session("S"), POSTBOX_OTHER_SESSION.replace("{session}", "S"));
        assert_eq!(postbox_own_passkey("P"), POSTBOX_OWN_PASSKEY.replace("{passkey}", "P"));
        assert_eq!(postbox_passkey_removal("P"), POSTBOX_PASSKEY_REMOVAL.replace("{passkey}", "P"));
        assert_eq!(postbox_users("T"), POSTBOX_USERS.replace("{tenant}", "T"));
        assert_eq!(postbox_users_csv("T"), POSTBOX_USERS_CSV.replace("{tenant}", "T"));
        assert_eq!(postbox_users_pdf("T"), POSTBOX_USERS_PDF.replace("{tenant}", "T"));
        assert_eq!(postbox_user("T", "U"), POSTBOX_USER.replace("{tenant}", "T").replace("{user}", "U"));
        assert_eq!(postbox_user_invitation("T", "U"), POSTBOX_USER_INVITATION.replace("{tenant}", "T").replace("{user}", "U"));
        assert_eq!(postbox_transport("T"), POSTBOX_TRANSPORT.replace("{tenant}", "T"));
        assert_eq!(postbox_retries("T"), POSTBOX_RETRIES.replace("{tenant}", "T"));
        assert_eq!(postbox_acknowledgements("T"), POSTBOX_ACKNOWLEDGEMENTS.replace("{tenant}", "T"));
        assert_eq!(postbox_transport_page("T"), POSTBOX_TRANSPORT_PAGE.replace("{tenant}", "T"));
        assert_eq!(postbox_audit("T"), POSTBOX_AUDIT.replace("{tenant}", "T"));
        assert_eq!(postbox_users_page("T"), POSTBOX_USERS_PAGE.replace("{tenant}", "T"));
        assert_eq!(postbox_user_page("T", "U"), POSTBOX_USER_PAGE.replace("{tenant}", "T").replace("{user}", "U"));
        assert_eq!(postbox_audit_page("T"), POSTBOX_AUDIT_PAGE.replace("{tenant}", "T"));
    }
}
