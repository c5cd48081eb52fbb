//! Staff: who they are, what they may see, how they prove it. In: names and passwords. Out: accounts, decisions, sessions. Knows no HTTP.

pub(crate) mod account;
pub(crate) mod accounts_of_tenant;
pub(crate) mod administration;
pub(crate) mod by_operator;
pub(crate) mod invitation;
pub(crate) mod list_of_users;
pub(crate) mod passkey;
pub(crate) mod password;
pub(crate) mod permission;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod sign_in;
