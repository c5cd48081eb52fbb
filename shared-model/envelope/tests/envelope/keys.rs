//! Key manifests: who signs, who believes.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::keys::{KeyError, KeyManifest, Pinned, RecipientKey, TrustedKeys, sign_manifest};
use vordruck_envelope::{OsEntropy, TokenError};

use crate::fixtures::{DAY, NOW, Tenant};

fn verify(tenant: &Tenant, change: impl FnOnce(&mut KeyManifest)) -> Result<TrustedKeys, KeyError> {
    let mut manifest = tenant.manifest();
    change(&mut manifest);
    TrustedKeys::verify(&sign_manifest(&manifest, &tenant.root)?, &tenant.pinned(), NOW)
}

#[test]
fn a_tenants_own_manifest_is_believed_and_gives_its_key() {
    let tenant = Tenant::new();
    let recipient = verify(&tenant, |_| {}).unwrap().recipient(NOW).unwrap();
    assert_eq!(recipient.kid(), tenant.key.kid().unwrap());
}

#[test]
fn another_tenants_root_is_refused() {
    let (ours, theirs) = (Tenant::new(), Tenant::new());
    let token = sign_manifest(&theirs.manifest(), &theirs.root).unwrap();
    assert_eq!(TrustedKeys::verify(&token, &ours.pinned(), NOW), Err(KeyError::FingerprintMismatch));
}

#[test]
fn one_changed_character_is_refused() {
    let tenant = Tenant::new();
    let token = sign_manifest(&tenant.manifest(), &tenant.root).unwrap();
    for at in (0..token.len()).step_by(37).chain(token.len() - 90..token.len()) {
        let mut changed = token.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(TrustedKeys::verify(&changed, &tenant.pinned(), NOW).is_err(), "character {at}");
    }
}

#[test]
fn an_older_manifest_than_the_form_pins_is_refused() {
    let tenant = Tenant::new();
    let token = sign_manifest(&tenant.manifest(), &tenant.root).unwrap();
    let pinned = Pinned { least_sequence: 2, ..tenant.pinned() };
    assert_eq!(TrustedKeys::verify(&token, &pinned, NOW), Err(KeyError::Outdated { least: 2, found: 1 }));
}

#[test]
fn a_manifest_that_would_be_refused_is_not_signed() {
    let tenant = Tenant::new();
    assert_eq!(verify(&tenant, |manifest| manifest.not_after += 1), Err(KeyError::ValidityPeriod));
    assert_eq!(verify(&tenant, |manifest| manifest.not_after = manifest.not_before), Err(KeyError::ValidityPeriod));
    assert_eq!(verify(&tenant, |manifest| manifest.v = "vd2".to_owned()), Err(TokenError::UnknownVersion.into()));
    assert_eq!(verify(&tenant, |manifest| manifest.keys[0].suite = "jwe-1".to_owned()), Err(KeyError::UnknownSuite));
    assert_eq!(verify(&tenant, |manifest| manifest.keys[0].public.truncate(40)), Err(KeyError::MalformedKey));
}

#[test]
fn a_revoked_key_is_passed_over() {
    let tenant = Tenant::new();
    let next = RecipientKey::generate(&mut OsEntropy).unwrap();
    let entry = next.entry(NOW, NOW + DAY).unwrap();
    let trusted = verify(&tenant, |manifest| {
        manifest.revoked.push(manifest.keys[0].kid);
        manifest.keys.push(entry);
    })
    .unwrap();
    assert_eq!(trusted.recipient(NOW).unwrap().kid(), next.kid().unwrap());
    assert_eq!(trusted.recipient(NOW + 2 * DAY).map(drop), Err(KeyError::NoUsableKey));
}

#[test]
fn a_manifest_expires_while_the_page_stays_open() {
    let tenant = Tenant::new();
    assert_eq!(tenant.trusted().recipient(NOW + 91 * DAY).map(drop), Err(KeyError::Expired));
}
