//! Key manifests: who signs, who believes.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::keys::{Destination, KeyEntry, KeyError, KeyManifest, Pinned, RecipientKey, TrustedKeys, sign_manifest};
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
    assert_eq!(verify(&tenant, |manifest| manifest.keys[0].suite = "jwe-2".to_owned()), Err(KeyError::UnknownSuite));
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

/// Odd, and as long as it says.
fn modulus(bits: usize) -> Vec<u8> {
    let mut modulus = vec![0x5a; bits / 8];
    modulus[0] |= 0x80;
    *modulus.last_mut().unwrap() |= 1;
    modulus
}

fn for_a_destination(manifest: &mut KeyManifest, entry: KeyEntry) {
    manifest.destinations.push(Destination {
        service: "hundesteuer".to_owned(),
        id: "11111111-2222-4333-8444-555555555555".to_owned(),
        kid: "their-key".to_owned(),
        key: entry.kid,
        format: "json-fim".to_owned(),
        schema_uri: "urn:de:fim:S1_1.0".to_owned(),
        reply_email_field: None,
    });
    manifest.keys.push(entry);
}

#[test]
fn a_service_is_sealed_for_its_destination_and_every_other_for_the_tenant() {
    let tenant = Tenant::new();
    let trusted =
        verify(&tenant, |manifest| for_a_destination(manifest, KeyEntry::of_destination(&modulus(4096), NOW, NOW + DAY))).unwrap();
    let key = trusted.destination("hundesteuer", NOW).unwrap().unwrap();
    assert_eq!((key.kid.as_str(), key.format.as_str(), key.modulus), ("their-key", "json-fim", modulus(4096)));
    assert_eq!(trusted.destination("bewohnerparken", NOW), Ok(None));
    assert_eq!(trusted.recipient(NOW).unwrap().kid(), tenant.key.kid().unwrap(), "a destination's key is never taken for the tenant's");
}

#[test]
fn a_service_for_a_destination_is_never_sealed_for_anybody_else() {
    let tenant = Tenant::new();
    let entry = || KeyEntry::of_destination(&modulus(4096), NOW, NOW + DAY);
    let asked = |change: &dyn Fn(&mut KeyManifest), now| {
        let trusted = verify(&tenant, |manifest| {
            for_a_destination(manifest, entry());
            change(manifest);
        });
        trusted.unwrap().destination("hundesteuer", now)
    };
    assert!(asked(&|_| (), NOW).unwrap().is_some());
    assert_eq!(asked(&|_| (), NOW + 2 * DAY), Err(KeyError::NoDestinationKey), "the key is over");
    assert_eq!(asked(&|manifest| manifest.revoked.push(entry().kid), NOW), Err(KeyError::NoDestinationKey), "revoked");
    assert_eq!(asked(&|manifest| drop(manifest.keys.pop()), NOW), Err(KeyError::NoDestinationKey), "missing");
    let tenants_own = |manifest: &mut KeyManifest| manifest.destinations[0].key = manifest.keys[0].kid;
    assert_eq!(asked(&tenants_own, NOW), Err(KeyError::NoDestinationKey), "a key of the other suite");
}

#[test]
fn a_destinations_key_has_4096_bits_and_its_thumbprint() {
    let tenant = Tenant::new();
    let of = |modulus: Vec<u8>| verify(&tenant, |manifest| for_a_destination(manifest, KeyEntry::of_destination(&modulus, NOW, NOW + DAY)));
    assert!(of(modulus(4096)).is_ok() && of(modulus(8192)).is_ok());
    let leading_zero = [vec![0], modulus(4096)].concat();
    let (mut even, mut small) = (modulus(4096), modulus(4096));
    *even.last_mut().unwrap() &= 0xfe;
    small[0] = 0x7f;
    for wrong in [modulus(2048), modulus(4088), modulus(8200), leading_zero, even, small] {
        assert_eq!(of(wrong), Err(KeyError::MalformedKey));
    }
    let another = verify(&tenant, |manifest| {
        let entry = KeyEntry { kid: manifest.keys[0].kid, ..KeyEntry::of_destination(&modulus(4096), NOW, NOW + DAY) };
        for_a_destination(manifest, entry);
    });
    assert_eq!(another, Err(KeyError::ThumbprintMismatch));
}
