//! Where one is in the postbox. In: path and query. Out: a page, and its address. Addresses can be bookmarked and shared; they hold
//! ids and filters.

use super::view::View;
use vordruck_contract::formats::{is_slug, is_uuid4};
use vordruck_contract::paths;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    SignIn,
    List(View),
    Item(String),
    Password,
    Account,
    Invitation,
    /// The users of a tenant.
    Users(String),
    /// A user of a tenant.
    User(String, String),
    /// Who did what in a tenant.
    Audit(String),
    /// How a tenant's interfaces are doing.
    Transport(String),
}

impl Route {
    /// The page at an address; what isn't known is the list.
    pub(super) fn at(path: &str, query: &str) -> Self {
        match path {
            paths::POSTBOX_SIGN_IN_PAGE => return Self::SignIn,
            paths::POSTBOX_PASSWORD_PAGE => return Self::Password,
            paths::POSTBOX_ACCOUNT_PAGE => return Self::Account,
            paths::POSTBOX_INVITATION_PAGE => return Self::Invitation,
            _ => {}
        }
        if let Some(item) = path.strip_prefix(&paths::postbox_item_page("")).filter(|item| is_uuid4(item)) {
            return Self::Item(item.to_owned());
        }
        if let Some(tenant) = path.strip_prefix(&paths::postbox_transport_page("")).filter(|tenant| is_slug(tenant)) {
            return Self::Transport(tenant.to_owned());
        }
        let mut parts = path.strip_prefix(&paths::postbox_users_page("")).unwrap_or_default().split('/');
        match (parts.next().filter(|tenant| is_slug(tenant)), parts.next(), parts.next(), parts.next()) {
            (Some(tenant), None, ..) => Self::Users(tenant.to_owned()),
            (Some(tenant), Some("protokoll"), None, _) => Self::Audit(tenant.to_owned()),
            (Some(tenant), Some("person"), Some(user), None) if is_uuid4(user) => Self::User(tenant.to_owned(), user.to_owned()),
            _ => Self::List(View::at(query)),
        }
    }

    /// Its address.
    pub(super) fn address(&self) -> String {
        match self {
            Self::SignIn => paths::POSTBOX_SIGN_IN_PAGE.to_owned(),
            Self::Password => paths::POSTBOX_PASSWORD_PAGE.to_owned(),
            Self::Account => paths::POSTBOX_ACCOUNT_PAGE.to_owned(),
            Self::Invitation => paths::POSTBOX_INVITATION_PAGE.to_owned(),
            Self::Item(item) => paths::postbox_item_page(item),
            Self::Users(tenant) => paths::postbox_users_page(tenant),
            Self::User(tenant, user) => paths::postbox_user_page(tenant, user),
            Self::Audit(tenant) => paths::postbox_audit_page(tenant),
            Self::Transport(tenant) => paths::postbox_transport_page(tenant),
            Self::List(view) => [paths::POSTBOX_LIST_PAGE, &view.query()].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        let id = || "3d1c2b1a-0f0e-4d0c-8b0a-090807060504".to_owned();
        let tenant = || "musterstadt".to_owned();
        let narrowed = View { service: Some((tenant(), "bewohnerparken".to_owned())), ..View::default() };
        for route in [
            Route::SignIn,
            Route::Password,
            Route::Account,
            Route::Invitation,
            Route::Item(id()),
            Route::Users(tenant()),
            Route::User(tenant(), id()),
            Route::Audit(tenant()),
            Route::Transport(tenant()),
            Route::List(View::default()),
            Route::List(narrowed),
        ] {
            let address = route.address();
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            assert_eq!(Route::at(path, query), route, "{address}");
        }
    }

    #[test]
    fn addresses_nobody_made_lead_to_the_whole_list() {
        for path in [
            "/eingang/7",
            "/gibtsnicht",
            "/",
            "/verwaltung/",
            "/verwaltung/A b",
            "/verwaltung/a/b",
            "/verwaltung/a/person/7",
            "/uebermittlung/",
            "/uebermittlung/a/b",
        ] {
            assert_eq!(Route::at(path, ""), Route::List(View::default()), "{path}");
        }
    }
}
