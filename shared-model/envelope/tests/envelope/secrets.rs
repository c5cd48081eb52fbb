//! Secrets don't print; and the messages of errors repeat nothing.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::draft::{DraftKey, LinkSecret, Pin};
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{AccessProof, Lookup, MalformedId, Pid, Share, Unreadable};

#[test]
fn debugging_a_secret_shows_nothing_of_it() {
    let pin = Pin::parse("7K3M-9QX2-ABCB").unwrap();
    assert_eq!(format!("{pin:?}"), "Pin(…)");
    assert_eq!(format!("{:?}", Share::from_bytes([0xab; 32])), "Share(…)");
    assert_eq!(format!("{:?}", LinkSecret::from_bytes([0xab; 32])), "LinkSecret(…)");
    assert_eq!(format!("{:?}", DraftKey::from_bytes([0xab; 32])), "DraftKey(…)");
}

#[test]
fn a_secret_enters_a_message_only_where_the_field_says_so() {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Opened {
        #[serde(with = "vordruck_envelope::exposed")]
        share: Share,
    }
    let json = serde_json::to_string(&Opened { share: Share::from_bytes([1; 32]) }).unwrap();
    assert_eq!(json, r#"{"share":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"}"#);
    assert_eq!(serde_json::from_str::<Opened>(&json).unwrap().share.expose(), &[1; 32]);
}

#[test]
fn a_misspelt_secret_is_refused_without_being_repeated() {
    #[derive(Debug, serde::Deserialize)]
    struct Sent {
        #[serde(with = "vordruck_envelope::exposed")]
        _proof: AccessProof,
    }
    let error = serde_json::from_str::<Sent>(r#"{"_proof":"geheimgeheim"}"#).unwrap_err().to_string();
    assert!(!error.contains("geheim"), "{error}");
    assert!(AccessProof::from_exposed("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQF").is_none(), "non-canonical last digit");
}

#[test]
fn ids_have_one_spelling() {
    let pid = "9f1c2e3a-4b5c-4d6e-8f90-a1b2c3d4e5f6";
    assert_eq!(pid.parse::<Pid>().unwrap().to_string(), pid);
    for other in [
        "9F1C2E3A-4B5C-4D6E-8F90-A1B2C3D4E5F6",
        "9f1c2e3a4b5c4d6e8f90a1b2c3d4e5f6",
        "9f1c2e3a-4b5c-1d6e-8f90-a1b2c3d4e5f6",
        "9f1c2e3a-4b5c-4d6e-7f90-a1b2c3d4e5f6",
        "{9f1c2e3a-4b5c-4d6e-8f90-a1b2c3d4e5f6}",
        "9f1c2e3a-4b5c-4d6e-8f90-a1b2c3d4e5f",
        "",
    ] {
        assert!(matches!(other.parse::<Pid>(), Err(MalformedId { kind: "Pid", .. })), "{other}");
    }
    for other in ["AQEBAQEBAQEBAQEBAQEBAQ==", "AQEBAQEBAQEBAQEBAQEBAR", "AQEBAQEBAQEBAQEBAQEB", "AQEBAQEBAQEBAQEBAQEB+Q", ""] {
        assert!(other.parse::<Lookup>().is_err(), "{other}");
    }
}

#[test]
fn the_outside_learns_one_thing_of_every_fault() {
    let said = |fault| Unreadable::from(fault).to_string();
    assert_eq!(said(vordruck_envelope::OpenError::WrapRejected), said(vordruck_envelope::OpenError::PadNotZero));
    assert_eq!(Unreadable::from(vordruck_envelope::OpenError::PadNotZero).fault(), vordruck_envelope::OpenError::PadNotZero);
}
