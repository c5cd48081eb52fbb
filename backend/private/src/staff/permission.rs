//! Who may see what, in one place. In: grants, what is to be done to which service's items. Out: yes or no; no unless a grant says yes.

use serde::{Deserialize, Serialize};

/// Permission to work with the items of one service, or of all services of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Tenant id.
    pub tenant: String,
    /// Service id; none: all services of the tenant, also those that come later.
    pub service: Option<String>,
}

/// What somebody wants to do with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// See that it exists and what it says.
    Read,
    /// Take its PDF or an attachment away.
    Download,
    /// Mark it as dealt with, or not.
    SetState,
}

/// Whether these grants allow it.
pub(crate) fn may(grants: &[Grant], wish: Wish, tenant: &str, service: &str) -> bool {
    match wish {
        // One role so far; a reader without downloads would differ here and nowhere else.
        Wish::Read | Wish::Download | Wish::SetState => grants.iter().any(|grant| covers(grant, tenant, service)),
    }
}

fn covers(grant: &Grant, tenant: &str, service: &str) -> bool {
    grant.tenant == tenant && grant.service.as_deref().is_none_or(|granted| granted == service)
}

impl std::str::FromStr for Grant {
    type Err = MalformedGrant;

    /// `tenant/service`, or `tenant/*` for all services.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        use vordruck_contract::formats::is_slug;
        match text.split_once('/') {
            Some((tenant, "*")) if is_slug(tenant) => Ok(Self { tenant: tenant.to_owned(), service: None }),
            Some((tenant, service)) if is_slug(tenant) && is_slug(service) => {
                Ok(Self { tenant: tenant.to_owned(), service: Some(service.to_owned()) })
            }
            _ => Err(MalformedGrant),
        }
    }
}

impl std::fmt::Display for Grant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.tenant, self.service.as_deref().unwrap_or("*"))
    }
}

/// The text isn't a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a permission: tenant/service or tenant/* expected")]
pub struct MalformedGrant;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_allows_its_service_and_nothing_beside_it() {
        let grants: Vec<Grant> = ["stadt-a/parken", "stadt-b/*"].map(|text| text.parse().unwrap()).into();
        for wish in [Wish::Read, Wish::Download, Wish::SetState] {
            for (tenant, service, allowed) in [
                ("stadt-a", "parken", true),
                ("stadt-a", "hunde", false),
                ("stadt-b", "parken", true),
                ("stadt-b", "hunde", true),
                ("stadt-c", "parken", false),
            ] {
                assert_eq!(may(&grants, wish, tenant, service), allowed, "{wish:?} {tenant} {service}");
                assert!(!may(&[], wish, tenant, service));
            }
        }
    }

    #[test]
    fn a_grant_is_written_as_it_is_read() {
        for text in ["stadt-a/parken", "stadt-b/*"] {
            assert_eq!(text.parse::<Grant>().unwrap().to_string(), text);
        }
        for text in ["", "stadt-a", "*/*", "stadt-a/", "Stadt/parken", "a/b/c"] {
            assert!(text.parse::<Grant>().is_err(), "{text}");
        }
    }
}
