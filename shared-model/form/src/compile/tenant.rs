//! What a tenant sets. In: settings, read from a file by the caller. Out: the parameters and code lists that count, and diagnostics
//! about overrides of anything else.

use super::diagnostic::{Diagnostics, Place};
use super::diagnostics::bad_code::is_code;
use super::diagnostics::{tenant_override, tenant_value};
use super::names::Names;
use super::parameters::ParameterKind;
use crate::definition::{CodeListDefinition, TextKey, WrittenText};
use crate::feel::Value;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// The settings of a tenant for one process.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TenantSettings {
    /// Tenant id.
    pub id: String,
    /// Name of the authority.
    pub name: String,
    /// SHA-256 of the root public key, lower-case hex. Empty to check settings before there is a key: the form is bound to none.
    pub root_fingerprint: String,
    /// Least sequence number of a key manifest.
    #[serde(default)]
    pub least_sequence: u64,
    /// Values by parameter, written like defaults.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// Entries by code list.
    #[serde(default)]
    pub code_lists: BTreeMap<String, Vec<TenantEntry>>,
    /// Texts by language (`de` too) and key, e.g. `texts.en."parkzonen-N.label"`.
    #[serde(default)]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
}

/// An entry of a replaced code list, in German; translations are texts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantEntry {
    /// Code.
    pub code: String,
    /// What people read.
    pub label: String,
    /// Explanation.
    #[serde(default)]
    pub hint: Option<String>,
}

impl TenantSettings {
    /// The place of a setting.
    pub(crate) fn place(&self, key: String) -> Place {
        Place::Tenant { tenant: self.id.clone(), key }
    }
}

/// The code lists that count.
pub(crate) struct EffectiveList {
    pub(crate) entries: Vec<EffectiveEntry>,
}

/// An entry that counts.
pub(crate) struct EffectiveEntry {
    pub(crate) code: String,
    pub(crate) label: Option<WrittenText>,
    pub(crate) hint: Option<WrittenText>,
}

/// What ties the form to the tenant's keys has to be a fingerprint, or no browser could seal for it.
pub(crate) fn check_binding(tenant: &TenantSettings, diagnostics: &mut Diagnostics) {
    let fingerprint = &tenant.root_fingerprint;
    if fingerprint.is_empty() {
        return;
    }
    if fingerprint.len() != 64 || !fingerprint.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        diagnostics.push(tenant_value::fingerprint(tenant.place("root-fingerprint".to_owned()), fingerprint));
    }
}

/// The values of the parameters, in their order; null for those that are wrong, which has been reported.
pub(crate) fn parameter_values(names: &Names<'_>, tenant: Option<&TenantSettings>, diagnostics: &mut Diagnostics) -> Vec<Value> {
    for (tenant, name) in tenant.iter().flat_map(|tenant| tenant.parameters.keys().map(move |name| (tenant, name))) {
        if names.parameter(name).is_none() {
            let known = names.definition.parameters.iter().map(|parameter| parameter.id.value.as_str());
            diagnostics.push(tenant_override::unknown_parameter(tenant.place(format!("parameters.{name}")), name, known));
        }
    }
    let parameters = names.definition.parameters.iter().map(|parameter| {
        let kind = ParameterKind::named(&parameter.kind.value)?;
        let set = tenant.and_then(|tenant| Some((tenant, tenant.parameters.get(&parameter.id.value)?)));
        let Some((tenant, text)) = set else { return kind.read(&parameter.default.value) };
        let value = kind.read(text);
        if value.is_none() {
            diagnostics.push(tenant_value::parameter(tenant.place(format!("parameters.{}", parameter.id.value)), text, kind));
        }
        value
    });
    parameters.map(Option::unwrap_or_default).collect()
}

/// The entries of the code lists, in their order.
pub(crate) fn code_lists(names: &Names<'_>, tenant: Option<&TenantSettings>, diagnostics: &mut Diagnostics) -> Vec<EffectiveList> {
    if let Some(tenant) = tenant {
        for id in tenant.code_lists.keys() {
            let place = tenant.place(format!("code-lists.{id}"));
            match names.code_list(id).and_then(|index| names.definition.code_lists.get(index)) {
                None => {
                    let known = names.definition.code_lists.iter().filter(|list| list.is_parameter()).map(|list| list.id.value.as_str());
                    diagnostics.push(tenant_override::unknown_list(place, id, known));
                }
                Some(list) if !list.is_parameter() => diagnostics.push(tenant_override::fixed_list(place, id)),
                Some(_) => {}
            }
        }
    }
    names
        .definition
        .code_lists
        .iter()
        .map(|list| match tenant.and_then(|tenant| Some((tenant, tenant.code_lists.get(&list.id.value)?))) {
            Some((tenant, entries)) if list.is_parameter() => replaced(list, tenant, entries, diagnostics),
            _ => EffectiveList {
                entries: list
                    .entries
                    .iter()
                    .map(|entry| EffectiveEntry { code: entry.code.value.clone(), label: entry.label.clone(), hint: entry.hint.clone() })
                    .collect(),
            },
        })
        .collect()
}

fn replaced(list: &CodeListDefinition, tenant: &TenantSettings, entries: &[TenantEntry], diagnostics: &mut Diagnostics) -> EffectiveList {
    let id = &list.id.value;
    let place = |suffix: &str| tenant.place(format!("code-lists.{id}{suffix}"));
    if entries.len() < 2 {
        diagnostics.push(tenant_value::too_few_entries(place(""), entries.len()));
    }
    let mut seen = HashSet::new();
    let text = |value: &str, code: &str, attribute: &str| WrittenText {
        value: value.split_whitespace().collect::<Vec<_>>().join(" "),
        span: list.span,
        key: TextKey::entry(id, code, attribute),
        block: None,
        marked: None,
    };
    let entries = entries
        .iter()
        .zip(1..)
        .map(|(entry, number)| {
            let here = || place(&format!("[{number}]"));
            if !is_code(&entry.code) {
                diagnostics.push(tenant_value::bad_code(here(), &entry.code));
            } else if !seen.insert(entry.code.as_str()) {
                diagnostics.push(tenant_value::code_twice(here(), &entry.code));
            }
            if entry.label.trim().is_empty() {
                diagnostics.push(tenant_value::no_label(here(), &entry.code));
            }
            EffectiveEntry {
                code: entry.code.clone(),
                label: Some(text(&entry.label, &entry.code, "label")),
                hint: entry.hint.as_ref().filter(|hint| !hint.trim().is_empty()).map(|hint| text(hint, &entry.code, "hint")),
            }
        })
        .collect();
    EffectiveList { entries }
}
