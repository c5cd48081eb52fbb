//! The part of the list that one was in last. In: a view and what was on its page. Out: the way back to it from an item, with what narrowed it, and the ways to the items before
//! and after one. It is forgotten when the page is loaded anew: an address that somebody opens stands for itself.

use super::route::Route;
use super::view::{Place, View};
use vordruck_contract::postbox::ItemList;

/// The part of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Visited {
    view: View,
    items: Vec<String>,
    before: Option<String>,
    after: Option<String>,
    /// The item that was looked at since.
    opened: Option<String>,
}

/// Where an item stands on its page of the list, and where it goes on from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Neighbours {
    /// From 1.
    pub(super) place: usize,
    pub(super) count: usize,
    pub(super) previous: Option<Route>,
    pub(super) next: Option<Route>,
}

impl Visited {
    /// Takes in what the list shows. Tells which of its items one comes back from.
    pub(super) fn show(&mut self, view: &View, list: &ItemList) -> Option<String> {
        let items: Vec<String> = list.items.iter().map(|item| item.id.clone()).collect();
        let opened = self.opened.take().filter(|opened| items.contains(opened));
        *self = Self { view: view.clone(), items, before: list.previous.clone(), after: list.next.clone(), opened: None };
        opened
    }

    /// Takes in that an item is looked at.
    pub(super) fn open(&mut self, item: &str) {
        self.opened = Some(item.to_owned());
    }

    /// The way back.
    pub(super) fn list(&self) -> Route {
        Route::List(self.view.clone())
    }

    /// Around an item; none if it was not on that page.
    pub(super) fn around(&self, item: &str) -> Option<Neighbours> {
        let place = self.items.iter().position(|known| known == item)?;
        let at = |place: Option<usize>| place.and_then(|place| self.items.get(place)).map(|id| Route::Item(id.clone()));
        let page = |place: Option<Place>| place.map(|place| Route::List(self.view.on_page(place)));
        Some(Neighbours {
            place: place + 1,
            count: self.items.len(),
            previous: at(place.checked_sub(1)).or_else(|| page(self.before.clone().map(Place::Before))),
            next: at(Some(place + 1)).or_else(|| page(self.after.clone().map(Place::After))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vordruck_contract::postbox::{ItemState, ItemSummary, Scan};

    fn list(ids: &[&str]) -> ItemList {
        let item = |id: &&str| ItemSummary {
            id: (*id).to_owned(),
            reference: String::new(),
            tenant: String::new(),
            service: String::new(),
            title: String::new(),
            received_at: String::new(),
            delivered_at: String::new(),
            deleted_at: String::new(),
            state: ItemState::New,
            readable: true,
            assignee: None,
            attachments: 0,
            scan: Scan::Clean,
        };
        let mark = || Some("m".to_owned());
        ItemList {
            items: ids.iter().map(item).collect(),
            per_page: 25,
            total: 300,
            is_cut: false,
            next: mark(),
            previous: None,
            alarms: vec![],
        }
    }

    #[test]
    fn from_an_item_it_goes_on_and_back_to_where_one_was() {
        let view = View { words: "Hund".to_owned(), state: Some(ItemState::New), ..View::default() };
        let mut visited = Visited::default();
        assert_eq!(visited.show(&view, &list(&["a", "b", "c"])), None);
        let item = |id: &str| Some(Route::Item(id.to_owned()));
        let first = visited.around("a").unwrap();
        assert_eq!((first.place, first.count, first.previous, first.next), (1, 3, None, item("b")));
        let last = visited.around("c").unwrap();
        assert_eq!((last.previous, last.next), (item("b"), Some(Route::List(view.on_page(Place::After("m".to_owned()))))));
        assert_eq!((visited.around("x"), visited.list()), (None, Route::List(view.clone())));

        visited.open("b");
        assert_eq!(visited.show(&view, &list(&["a", "b"])).as_deref(), Some("b"), "one comes back to it");
        assert_eq!(visited.show(&view, &list(&["a", "b"])), None, "once");
        visited.open("b");
        assert_eq!(visited.show(&view, &list(&["a"])), None, "it is filed and gone from this list");
    }

    #[test]
    fn what_was_opened_by_its_address_leads_to_the_whole_list() {
        assert_eq!((Visited::default().list(), Visited::default().around("a")), (Route::List(View::default()), None));
    }
}
