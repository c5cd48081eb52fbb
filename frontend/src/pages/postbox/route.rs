//! Where one is in the postbox. In: path and query. Out: a page, and its address. Addresses can be bookmarked and shared; they hold
//! ids and filters, nothing a person said.

use vordruck_contract::paths;
use vordruck_contract::postbox::ItemState;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    SignIn,
    List(View),
    Item(String),
    Password,
}

/// A part of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct View {
    /// From 1.
    pub(super) page: u32,
    pub(super) state: Option<ItemState>,
    /// Tenant and service.
    pub(super) service: Option<(String, String)>,
}

impl Default for View {
    fn default() -> Self {
        Self { page: 1, state: None, service: None }
    }
}

impl Route {
    /// The page at an address; what isn't known is the list.
    pub(super) fn at(path: &str, query: &str) -> Self {
        if path == paths::POSTBOX_SIGN_IN_PAGE {
            return Self::SignIn;
        }
        if path == paths::POSTBOX_PASSWORD_PAGE {
            return Self::Password;
        }
        match path.strip_prefix(&paths::postbox_item_page("")) {
            Some(item) if vordruck_contract::formats::is_uuid4(item) => Self::Item(item.to_owned()),
            _ => Self::List(View::at(query)),
        }
    }

    /// Its address.
    pub(super) fn address(&self) -> String {
        match self {
            Self::SignIn => paths::POSTBOX_SIGN_IN_PAGE.to_owned(),
            Self::Password => paths::POSTBOX_PASSWORD_PAGE.to_owned(),
            Self::Item(item) => paths::postbox_item_page(item),
            Self::List(view) => [paths::POSTBOX_LIST_PAGE, &view.query()].concat(),
        }
    }
}

impl View {
    fn at(query: &str) -> Self {
        let value = |wanted: &str| {
            let pairs = query.trim_start_matches('?').split('&');
            pairs.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == wanted).map(|(_, value)| value)
        };
        let slug = |name| value(name).filter(|text| vordruck_contract::formats::is_slug(text)).map(str::to_owned);
        Self {
            page: value("page").and_then(|page| page.parse().ok()).filter(|page| *page > 0).unwrap_or(1),
            state: value("state").and_then(|code| STATES.iter().find(|(_, known)| *known == code)).map(|(state, _)| *state),
            service: slug("tenant").zip(slug("service")),
        }
    }

    /// The query of the page, and of the request for it: the same names.
    pub(super) fn query(&self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            query.push(if query.is_empty() { '?' } else { '&' });
            for part in [name, "=", value] {
                query.push_str(part);
            }
        };
        if let Some((tenant, service)) = &self.service {
            add("tenant", tenant);
            add("service", service);
        }
        if let Some((_, code)) = self.state.and_then(|state| STATES.iter().find(|(known, _)| *known == state)) {
            add("state", code);
        }
        if self.page > 1 {
            add("page", &self.page.to_string());
        }
        query
    }

    /// Another part of the list, from its first page.
    pub(super) fn in_state(&self, state: Option<ItemState>) -> Self {
        Self { page: 1, state, service: self.service.clone() }
    }

    /// Another page of it.
    pub(super) fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }
}

/// States as the wire spells them.
pub(super) const STATES: [(ItemState, &str); 4] =
    [(ItemState::New, "new"), (ItemState::Opened, "opened"), (ItemState::Downloaded, "downloaded"), (ItemState::Done, "done")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        let narrowed =
            View { page: 3, state: Some(ItemState::Downloaded), service: Some(("musterstadt".to_owned(), "bewohnerparken".to_owned())) };
        let item = "3d1c2b1a-0f0e-4d0c-8b0a-090807060504".to_owned();
        for route in [Route::SignIn, Route::Password, Route::Item(item), Route::List(View::default()), Route::List(narrowed)] {
            let address = route.address();
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            assert_eq!(Route::at(path, query), route, "{address}");
        }
    }

    #[test]
    fn addresses_nobody_made_lead_to_the_whole_list() {
        for (path, query) in [("/eingang/7", ""), ("/gibtsnicht", "?state=lost"), ("/", "?page=0&tenant=A%20b&service=x"), ("/", "?page=")]
        {
            assert_eq!(Route::at(path, query), Route::List(View::default()), "{path}{query}");
        }
    }

    #[test]
    fn states_are_spelled_as_on_the_wire() {
        for (state, code) in STATES {
            assert_eq!(serde_json::to_value(state).unwrap(), code);
        }
    }

    #[test]
    fn another_filter_begins_at_the_first_page() {
        let view = View { page: 4, state: None, service: None };
        assert_eq!(view.in_state(Some(ItemState::New)).query(), "?state=new");
        assert_eq!(view.on_page(2).query(), "?page=2");
    }
}
