//! Who works on items: on one, or on several at once. Knows accounts by id and name.

use serde::{Deserialize, Serialize};

use super::Person;

/// `PUT /api/v1/items/{item}/assignee`: 200 with the item's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssigneeRequest {
    /// uuid4 of the account of somebody who may read the item, or null for nobody; others are 422.
    pub assignee: Option<String>,
}

/// `PUT /api/v1/items/assignees`: all of them or none. 200 with who worked on each before, so that sending the answer takes it back. What isn't there (any
/// more) is left out of it; where nothing is there, 404.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assignments {
    /// 1–100, each item once.
    pub assignments: Vec<Assignment>,
}

/// Who works on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assignment {
    /// uuid4 of the item.
    pub item: String,
    /// uuid4 of the account of somebody who may read the item, or null for nobody; others are 422. In the answer null, too, for who may not any more.
    pub assignee: Option<String>,
}

/// `POST /api/v1/items/colleagues`: 200 with who may work on all of these items. What isn't there is left out; where nothing is there, 404.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColleaguesRequest {
    /// uuid4 of each item, 1–100.
    pub items: Vec<String>,
}

/// Who may work on some items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColleagueList {
    /// By name.
    pub people: Vec<Person>,
}
