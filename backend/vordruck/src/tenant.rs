//! A tenant's settings file: who the authority is and what it sets for each service (parameters, code lists, texts; nothing
//! else). In: TOML. Out: `Tenant`, and the settings the compiler takes.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use vordruck_contract::presentation::PaletteSettings;
use vordruck_contract::services::Authority;
use vordruck_contract::statements::{Statements, TranslatedStatements};
use vordruck_form::compile::{TenantEntry, TenantSettings};

/// A tenant.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Tenant {
    /// Tenant id, part of every path.
    pub(crate) id: String,
    /// Name of the authority.
    pub(crate) name: String,
    /// Least sequence number of key manifests; grows when a key is given up.
    pub(crate) least_sequence: u64,
    /// How to reach it.
    pub(crate) authority: AuthoritySettings,
    /// How its pages look.
    #[serde(default)]
    pub(crate) look: LookSettings,
    /// Where its forms may be shown in a frame.
    #[serde(default)]
    pub(crate) embedding: EmbeddingSettings,
    /// What the drafts of the statements leave open, in the authority's own words: `data-protection-officer = "…"`.
    #[serde(default)]
    pub(crate) statements: Statements,
    /// The same in other languages: `[statements-in.en]`, `[statements-in.de-simple]`.
    #[serde(default)]
    pub(crate) statements_in: TranslatedStatements,
    /// Settings by service.
    #[serde(default)]
    pub(crate) services: BTreeMap<String, ServiceSettings>,
}

/// Colours, font and logo; ours where nothing is set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LookSettings {
    /// Colours (`#rrggbb`) on light pages: `action`, `on-action`, `focus`, `band`.
    #[serde(default)]
    pub(crate) light: PaletteSettings,
    /// The same on dark pages.
    #[serde(default)]
    pub(crate) dark: PaletteSettings,
    /// `fira-sans`, `system` or `serif`.
    pub(crate) font: Option<String>,
    /// A PNG or SVG file, relative to the settings file.
    pub(crate) logo: Option<PathBuf>,
}

/// Sites of the tenant's own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct EmbeddingSettings {
    /// Origins such as `https://www.musterstadt.example`.
    #[serde(default)]
    pub(crate) origins: Vec<String>,
}

/// How to reach an authority.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct AuthoritySettings {
    /// Postal address, a line an item.
    pub(crate) address: Vec<String>,
    /// Telephone number.
    pub(crate) phone: String,
    /// E-mail address.
    pub(crate) email: String,
    /// Page of the privacy notice; without one, a draft for each service.
    #[serde(default)]
    pub(crate) privacy_url: String,
    /// Page of the accessibility statement; without one, a draft for each service.
    #[serde(default)]
    pub(crate) accessibility_url: String,
    /// Page of the imprint.
    pub(crate) imprint_url: String,
}

/// The office that is in charge of a service, where it is not the tenant's own: what is not said is the tenant's.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OfficeSettings {
    /// Its name, with the town's.
    pub(crate) name: String,
    /// Postal address, a line an item.
    pub(crate) address: Option<Vec<String>>,
    /// Telephone number.
    pub(crate) phone: Option<String>,
    /// E-mail address.
    pub(crate) email: Option<String>,
}

/// What a tenant sets for a service.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ServiceSettings {
    /// The office in charge.
    #[serde(default)]
    pub(crate) office: Option<OfficeSettings>,
    /// What the statements of this service say otherwise.
    #[serde(default)]
    pub(crate) statements: Statements,
    /// The same in other languages.
    #[serde(default)]
    pub(crate) statements_in: TranslatedStatements,
    /// Values by parameter.
    #[serde(default)]
    pub(crate) parameters: BTreeMap<String, String>,
    /// Entries by code list.
    #[serde(default)]
    pub(crate) code_lists: BTreeMap<String, Vec<TenantEntry>>,
    /// Texts by language and key.
    #[serde(default)]
    pub(crate) texts: BTreeMap<String, BTreeMap<String, String>>,
}

impl Tenant {
    /// Reads a settings file.
    ///
    /// # Errors
    /// The parser's sentence with line and column.
    pub(crate) fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Who is in charge of a service, as applicants read it.
    pub(crate) fn authority_for(&self, service: &str) -> Authority {
        let office = self.services.get(service).and_then(|set| set.office.clone());
        let own = self.authority.clone();
        let (name, address, phone, email) =
            office.map_or((None, None, None, None), |office| (Some(office.name), office.address, office.phone, office.email));
        Authority {
            name: name.unwrap_or_else(|| self.name.clone()),
            address: address.unwrap_or(own.address),
            phone: phone.unwrap_or(own.phone),
            email: email.unwrap_or(own.email),
            privacy_url: own.privacy_url,
            accessibility_url: own.accessibility_url,
            imprint_url: own.imprint_url,
        }
    }

    /// What the statements of a service say: the service's own words before the tenant's.
    pub(crate) fn statements_for(&self, service: &str) -> Statements {
        let own = self.services.get(service).map(|set| set.statements.clone()).unwrap_or_default();
        let mut words = self.statements.clone();
        words.extend(own);
        words
    }

    /// The same in other languages. Where a service says something of its own in German alone, the tenant's translation would say something else.
    pub(crate) fn translated_statements_for(&self, service: &str) -> TranslatedStatements {
        let own = self.services.get(service).cloned().unwrap_or_default();
        let mut languages = self.statements_in.clone();
        for words in languages.values_mut() {
            words.retain(|gap, _| !own.statements.contains_key(gap));
        }
        for (language, words) in own.statements_in {
            languages.entry(language).or_default().extend(words);
        }
        languages.retain(|_, words| !words.is_empty());
        languages
    }

    /// The settings for one service, bound to the tenant's root key.
    pub(crate) fn settings(&self, service: &str, root_fingerprint: &str) -> TenantSettings {
        let set = self.services.get(service).cloned().unwrap_or_default();
        TenantSettings {
            id: self.id.clone(),
            name: self.authority_for(service).name,
            root_fingerprint: root_fingerprint.to_owned(),
            least_sequence: self.least_sequence,
            parameters: set.parameters,
            code_lists: set.code_lists,
            texts: set.texts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_town_is_a_valid_settings_file() {
        let tenant = Tenant::from_toml(include_str!("demo/musterstadt.toml")).unwrap();
        assert_eq!(tenant.settings("bewohnerparken", "00").parameters["gebuehr_jahr"], "30.70");
        assert!(tenant.settings("unknown", "00").parameters.is_empty());
    }

    #[test]
    fn a_service_says_otherwise_what_the_tenant_says_for_all() {
        let town = include_str!("demo/musterstadt.toml").to_owned();
        let words = "\n[statements]\nretention = \"10 Jahre\"\nprocessor = \"Rechenzentrum\"\n[services.anderes.statements]\nretention = \"2 Jahre\"\n";
        let tenant = Tenant::from_toml(&(town.clone() + words)).unwrap();
        let said = |service: &str| tenant.statements_for(service).into_values().collect::<Vec<_>>();
        assert_eq!(
            (said("bewohnerparken"), said("anderes")),
            (vec!["10 Jahre".to_owned(), "Rechenzentrum".to_owned()], vec!["2 Jahre".to_owned(), "Rechenzentrum".to_owned()])
        );
        for (table, wrong) in [("statements", "retantion"), ("statements-in.en", "retantion"), ("statements-in.fr", "retention")] {
            let mistyped = Tenant::from_toml(&format!("{town}\n[{table}]\n{wrong} = \"10 Jahre\"\n")).unwrap_err();
            assert!(mistyped.to_string().contains(if table.ends_with("fr") { "fr" } else { wrong }), "{mistyped}");
        }
    }

    #[test]
    fn a_translation_never_says_other_than_the_german_beside_it() {
        let town = include_str!("demo/musterstadt.toml").to_owned();
        let words = "\n[statements]\nretention = \"10 Jahre\"\n[statements-in.en]\nretention = \"10 years\"\nprocessor = \"a data centre\"\n\
            [services.kurz.statements]\nretention = \"2 Jahre\"\n[services.beides.statements]\nretention = \"3 Jahre\"\n\
            [services.beides.statements-in.en]\nretention = \"3 years\"\n";
        let tenant = Tenant::from_toml(&(town + words)).unwrap();
        let said =
            |service: &str| tenant.translated_statements_for(service).into_values().flat_map(BTreeMap::into_values).collect::<Vec<_>>();
        assert_eq!(said("anderes"), ["10 years", "a data centre"]);
        assert_eq!(said("kurz"), ["a data centre"]);
        assert_eq!(said("beides"), ["3 years", "a data centre"]);
    }

    #[test]
    fn a_service_names_the_office_in_charge_and_the_town_where_none_is_said() {
        let tenant = Tenant::from_toml(include_str!("demo/musterstadt.toml")).unwrap();
        let office = tenant.authority_for("bewohnerparken");
        assert_eq!((office.name.as_str(), office.email.as_str()), ("Musterstadt, Straßenverkehrsbehörde", "parken@musterstadt.example"));
        assert_eq!(office.address, tenant.authority.address);
        assert_eq!(tenant.settings("bewohnerparken", "00").name, office.name);
        assert_eq!(tenant.authority_for("unknown").name, tenant.name);
    }
}
