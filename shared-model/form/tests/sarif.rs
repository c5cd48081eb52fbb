//! Logs are what the schema of SARIF 2.1.0 says. The schema is not in the repository; npm's `@microsoft/jest-sarif` (MIT) carries it:
//! `npm pack @microsoft/jest-sarif@1.0.0-beta.0`, then
//! `SARIF_SCHEMA=…/package/lib/schemas/sarif-2.1.0-rtm.5.json cargo test -p vordruck-form --features compile --test sarif -- --ignored`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data has failed")]

use std::path::Path;
use vordruck_form::compile::report::{ReportLanguage, to_sarif};
use vordruck_form::compile::{Compiled, TenantSettings, compile};

/// Every broken definition there is, some with a tenant.
fn broken() -> Vec<Compiled> {
    let folders = std::fs::read_dir(Path::new("tests/definitions")).unwrap().map(|entry| entry.unwrap().path());
    let compiled = folders.map(|folder| {
        let tenant = std::fs::read_to_string(folder.join("tenant.toml")).ok().map(|text| toml::from_str::<TenantSettings>(&text).unwrap());
        compile("a b/prozeß.xml", &std::fs::read_to_string(folder.join("process.xml")).unwrap(), &[], tenant.as_ref())
    });
    compiled.collect()
}

#[test]
#[ignore = "needs the schema of SARIF 2.1.0: the head of this file says where it is and how to run it"]
fn a_log_of_everything_that_can_be_wrong_is_valid() {
    let path = std::env::var("SARIF_SCHEMA").expect("SARIF_SCHEMA names the file with the schema");
    let mut schema: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    // Its pattern for languages has a bracket too many: no regular expression of ECMA-262 in Unicode mode.
    for part in ["run", "toolComponent"] {
        schema["definitions"][part]["properties"]["language"].as_object_mut().unwrap().remove("pattern").unwrap();
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    for language in [ReportLanguage::German, ReportLanguage::English] {
        let mut log: serde_json::Value = serde_json::from_str(&to_sarif(&broken(), language)).unwrap();
        assert!(log["runs"][0]["results"].as_array().unwrap().len() > 100);
        let faults: Vec<String> = validator.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        log["runs"][0]["results"][0]["level"] = "loud".into();
        assert!(!validator.is_valid(&log), "the schema refuses what is wrong");
    }
}
