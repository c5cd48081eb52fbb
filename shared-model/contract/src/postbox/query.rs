//! What is asked of the list of items: what narrows it, in which order, which page.

use serde::{Deserialize, Serialize};

use super::ItemState;

/// Query of `GET /api/v1/items`; what is missing does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct ItemQuery {
    /// Only items behind this place, as `ItemList::next` said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Only items before this place, as `ItemList::previous` said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Items on a page, 1–100; 25 when missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
    /// In which order; `newest` when missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<ItemSort>,
    /// Only items in this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<ItemState>,
    /// Only items of this tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// Only items of this service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Only items received on this day or later, `YYYY-MM-DD`, local time in Germany.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Only items received on this day or earlier, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Only items that somebody works on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AssigneeFilter>,
    /// Only items in which all of these words occur: reference number, answers, names of files. Whole words; case and accents do not matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ItemSort {
    /// What was received last comes first.
    #[default]
    Newest,
    /// What was received first comes first.
    Oldest,
    /// What is deleted next comes first.
    Deletion,
}

/// Whose items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AssigneeFilter {
    /// The user's own.
    Me,
    /// Those nobody has taken.
    Nobody,
}
