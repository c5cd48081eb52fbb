//! The service of the fictional town, whichever test it is in: its form compiled for the town, and the card its start page is made of. In: a definition, keys, a form's hash.

use vordruck_contract::services::{Authority, CardTexts, ServiceCard};
use vordruck_form::compile::{TenantSettings, compile};
use vordruck_form::compiled::CompiledForm;
use vordruck_private::keys::GeneratedKeys;

use crate::town::{SERVICE, TENANT};

pub(crate) const PROCESS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<process xmlns="urn:vordruck:process:1" id="hund" version="1.2.3">
  <title>Hund anmelden</title>
  <page id="tier">
    <title>Ihr Hund</title>
    <field id="rufname" type="text" required="true"><label>Rufname</label></field>
    <field id="impfpass" type="file" accept="pdf png" max-size="1 MB" max-count="3"><label>Impfpass</label></field>
  </page>
  <assurance level="low"/>
  <handover><postbox/></handover>
  <retention draft="P30D" postbox="P90D"/>
</process>"#;

pub(crate) fn compiled(process: &str, keys: &GeneratedKeys) -> CompiledForm {
    let tenant = TenantSettings {
        id: TENANT.to_owned(),
        name: "Stadt Musterstadt".to_owned(),
        root_fingerprint: keys.root_fingerprint.clone(),
        ..TenantSettings::default()
    };
    let compiled = compile("process.xml", process, &[], Some(&tenant));
    compiled.form.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

pub(crate) fn card(hash: &str) -> ServiceCard {
    let texts = CardTexts {
        title: "Hund anmelden".to_owned(),
        summary: vec![],
        needed: vec![],
        duration: String::new(),
        fee: String::new(),
        legal_basis: vec![],
        other_ways: vec![],
    };
    let authority = Authority {
        name: "Stadt Musterstadt".to_owned(),
        address: vec!["Markt 1".to_owned()],
        phone: "0123 456".to_owned(),
        email: "stadt@musterstadt.example".to_owned(),
        privacy_url: "https://musterstadt.example/datenschutz".to_owned(),
        accessibility_url: "https://musterstadt.example/barrierefreiheit".to_owned(),
        imprint_url: "https://musterstadt.example/impressum".to_owned(),
    };
    ServiceCard {
        tenant: TENANT.to_owned(),
        service: SERVICE.to_owned(),
        form: hash.to_owned(),
        version: "1.2.3".to_owned(),
        leika_key: None,
        kind: Default::default(),
        texts: [("de".to_owned(), texts)].into(),
        authority,
        draft_days: 30,
        submission_days: 90,
        max_attachment_bytes: 2 << 20,
        opening: None,
        statements: Default::default(),
        statements_in: Default::default(),
    }
}
