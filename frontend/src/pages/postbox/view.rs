//! A part of the list: what narrows it, in which order, which page. In: a query. Out: a query, of the page and of the request for it: the same names.

use vordruck_contract::formats::is_slug;
use vordruck_contract::postbox::{AssigneeFilter, ItemSort, ItemState};

/// A part of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct View {
    pub(super) place: Place,
    pub(super) state: Option<ItemState>,
    /// Tenant and service.
    pub(super) service: Option<(String, String)>,
    /// What is looked for.
    pub(super) words: String,
    /// First and last day of receipt, `YYYY-MM-DD`, or empty.
    pub(super) from: String,
    pub(super) until: String,
    pub(super) assignee: Option<AssigneeFilter>,
    pub(super) sort: ItemSort,
}

/// Which page, as the private side names places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Place {
    #[default]
    Start,
    After(String),
    Before(String),
}

/// States as the wire spells them.
pub(super) const STATES: [(ItemState, &str); 4] =
    [(ItemState::New, "new"), (ItemState::Opened, "opened"), (ItemState::Downloaded, "downloaded"), (ItemState::Done, "done")];
/// Orders as the wire spells them.
pub(super) const SORTS: [(ItemSort, &str); 3] =
    [(ItemSort::Newest, "newest"), (ItemSort::Oldest, "oldest"), (ItemSort::Deletion, "deletion")];
/// Whose items, as the wire spells it.
pub(super) const ASSIGNEES: [(AssigneeFilter, &str); 2] = [(AssigneeFilter::Me, "me"), (AssigneeFilter::Nobody, "nobody")];

/// The value with a code.
pub(super) fn coded<T: Copy>(table: &[(T, &str)], code: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == code).map(|(value, _)| *value)
}

/// The code of a value.
pub(super) fn code_of<T: PartialEq>(table: &[(T, &'static str)], value: &T) -> &'static str {
    table.iter().find(|(known, _)| known == value).map_or("", |(_, code)| code)
}

impl View {
    pub(super) fn at(query: &str) -> Self {
        let value = |wanted: &str| {
            let pairs = query.trim_start_matches('?').split('&');
            pairs.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == wanted).map(|(_, value)| plain(value))
        };
        let slug = |name| value(name).filter(|text| is_slug(text));
        let day = |name| value(name).filter(|text| is_day(text)).unwrap_or_default();
        let place = match (value("after"), value("before")) {
            (Some(mark), _) => Place::After(mark),
            (None, Some(mark)) => Place::Before(mark),
            (None, None) => Place::Start,
        };
        Self {
            place,
            state: value("state").and_then(|code| coded(&STATES, &code)),
            service: slug("tenant").zip(slug("service")),
            words: value("q").unwrap_or_default(),
            from: day("from"),
            until: day("until"),
            assignee: value("assignee").and_then(|code| coded(&ASSIGNEES, &code)),
            sort: value("sort").and_then(|code| coded(&SORTS, &code)).unwrap_or_default(),
        }
    }

    pub(super) fn query(&self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            if value.is_empty() {
                return;
            }
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(&escaped(value));
        };
        if let Some((tenant, service)) = &self.service {
            add("tenant", tenant);
            add("service", service);
        }
        add("state", self.state.map_or("", |state| code_of(&STATES, &state)));
        add("q", &self.words);
        add("from", &self.from);
        add("until", &self.until);
        add("assignee", self.assignee.map_or("", |assignee| code_of(&ASSIGNEES, &assignee)));
        if self.sort != ItemSort::Newest {
            add("sort", code_of(&SORTS, &self.sort));
        }
        match &self.place {
            Place::Start => {}
            Place::After(mark) => add("after", mark),
            Place::Before(mark) => add("before", mark),
        }
        query
    }

    /// Another part of the list, from its first page.
    pub(super) fn in_state(&self, state: Option<ItemState>) -> Self {
        Self { place: Place::Start, state, ..self.clone() }
    }

    /// Another page of it.
    pub(super) fn on_page(&self, place: Place) -> Self {
        Self { place, ..self.clone() }
    }

    /// Whether anything beside the state narrows it.
    pub(super) fn is_narrowed(&self) -> bool {
        *self != Self { state: self.state, place: self.place.clone(), ..Self::default() }
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.chars().enumerate().all(|(at, c)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() })
}

/// Percent-encoded (RFC 3986 § 2.1).
fn escaped(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |number: u8| char::from(DIGITS.get(usize::from(number)).copied().unwrap_or(b'0'));
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    escaped
}

/// The same backwards; what is broken is left as it is.
fn plain(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let hex = (first == '%').then(|| rest.get(1..3)).flatten().and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let taken = match (first, hex) {
            (_, Some(byte)) => {
                bytes.push(byte);
                3
            }
            ('+', _) => {
                bytes.push(b' ');
                1
            }
            _ => {
                bytes.extend(first.to_string().bytes());
                first.len_utf8()
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrowed() -> View {
        View {
            place: Place::After("1764547200.3d1c2b1a-0f0e-4d0c-8b0a-090807060504".to_owned()),
            state: Some(ItemState::Downloaded),
            service: Some(("musterstadt".to_owned(), "bewohnerparken".to_owned())),
            words: "Müller & 100 % +x".to_owned(),
            from: "2026-11-01".to_owned(),
            until: "2026-11-22".to_owned(),
            assignee: Some(AssigneeFilter::Nobody),
            sort: ItemSort::Deletion,
        }
    }

    #[test]
    fn a_view_is_read_as_it_is_written() {
        for view in [View::default(), narrowed(), View { place: Place::Before("1.x".to_owned()), ..View::default() }] {
            assert_eq!(View::at(&view.query()), view, "{}", view.query());
        }
        assert_eq!(View { words: "Müller".to_owned(), ..View::default() }.query(), "?q=M%C3%BCller");
    }

    #[test]
    fn what_nobody_wrote_narrows_nothing() {
        for query in ["?state=lost", "?tenant=A%20b&service=x", "?from=gestern&until=1.1.2026", "?q=%ff%fe", "?sort=x&assignee=y", "?q"] {
            assert_eq!(View::at(query), View::default(), "{query}");
        }
    }

    #[test]
    fn another_state_begins_at_the_first_page_and_keeps_what_narrows() {
        let view = narrowed().in_state(None);
        assert_eq!((&view.place, view.state, view.is_narrowed()), (&Place::Start, None, true));
        assert!(!View::default().in_state(Some(ItemState::New)).is_narrowed());
    }

    #[test]
    fn codes_are_spelled_as_on_the_wire() {
        for (state, code) in STATES {
            assert_eq!(serde_json::to_value(state).unwrap(), code);
        }
        for (sort, code) in SORTS {
            assert_eq!(serde_json::to_value(sort).unwrap(), code);
        }
        for (assignee, code) in ASSIGNEES {
            assert_eq!(serde_json::to_value(assignee).unwrap(), code);
        }
    }
}
