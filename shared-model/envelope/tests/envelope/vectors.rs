//! Walks `vectors/`: every folder has its reader here, every file must behave as its first line says. The vectors were made by an implementation
//! that shares no code with this crate (`vectors/generate.py`).

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;
use std::fmt::Debug;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use include_dir::{Dir, include_dir};
use vordruck_envelope::at_rest::{Day, DayKey, Ring, Slot, open_blob, seal_blob};
use vordruck_envelope::draft::{AttachmentKey, DraftAccess, DraftKey, LinkSecret, Pin};
use vordruck_envelope::keys::{Pinned, RecipientKey, TrustedKeys};
use vordruck_envelope::receipt::Receipt;
use vordruck_envelope::relay::{RelayKey, RelaySecret};
use vordruck_envelope::signature::SigningKey;
use vordruck_envelope::submission::{SubmissionEnvelope, open_submission};
use vordruck_envelope::{DraftPlace, Entropy, EntropyError, Reference, Share, SubmissionPlace};

static FOLDERS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/vectors");

#[test]
fn every_vector_behaves_as_its_first_line_says() {
    let (mut positive, mut negative) = (0, 0);
    for folder in FOLDERS.dirs() {
        let kind = folder.path().to_str().unwrap();
        let read: fn(&Vector) -> Result<(), String> = match kind {
            "pin" => pin,
            "access" => access,
            "draft-body" => draft_body,
            "draft-attachment" => draft_attachment,
            "key-manifest" => key_manifest,
            "relay-access" => relay_access,
            "relay-invitation" => relay_invitation,
            "relay-file" => relay_file,
            "submission" => submission,
            "share" => share,
            "stored-blob" => stored_blob,
            "receipt" => receipt,
            _ => panic!("vectors/{kind} has no reader"),
        };
        for file in folder.files() {
            let vector = Vector::load(folder, file.path().file_name().unwrap().to_str().unwrap());
            let found = read(&vector).map_or_else(|error| error, |()| "ok".to_owned());
            assert_eq!(found, vector.text("expect"), "vectors/{kind}/{}", vector.name);
            *(if found == "ok" { &mut positive } else { &mut negative }) += 1;
        }
    }
    assert!(positive >= 15 && negative >= 120, "{positive} positive, {negative} negative vectors");
}

/// The folder is read when this test is compiled; a file added since would go unnoticed.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_compiled_in_vectors_are_those_on_disk() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let mut on_disk = 0;
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = format!("{}/{}", folder.file_name().unwrap().to_str().unwrap(), file.file_name().unwrap().to_str().unwrap());
            let compiled_in = FOLDERS.get_file(&name).unwrap_or_else(|| panic!("{name} is newer than this test: touch {}", file!()));
            assert_eq!(compiled_in.contents(), std::fs::read(&file).unwrap(), "{name}");
            on_disk += 1;
        }
    }
    assert_eq!(on_disk, FOLDERS.dirs().map(|folder| folder.files().count()).sum::<usize>());
}

fn pin(vector: &Vector) -> Result<(), String> {
    let pin = Pin::parse(vector.text("typed")).map_err(variant)?;
    assert_eq!(*pin.display(), vector.text("pin"));
    Ok(())
}

fn access(vector: &Vector) -> Result<(), String> {
    let link = LinkSecret::from_fragment(vector.text("fragment")).map_err(variant)?;
    let pin = Pin::parse(vector.text("pin")).unwrap();
    let access = DraftAccess::derive(&link, &pin, vector.text("tenant")).unwrap();
    let verifier: vordruck_envelope::Verifier = vector.text("verifier").parse().unwrap();
    if !verifier.matches(&access.proof()) {
        return Err("WrongProof".to_owned());
    }
    assert_eq!(access.lookup().to_string(), vector.text("lookup"));
    assert_eq!(access.proof().expose()[..], vector.bytes("proof"));
    assert_eq!(access.verifier(), verifier);
    assert_eq!(access.draft_key(&Share::from_bytes(vector.array("share"))).expose()[..], vector.bytes("draft_key"));
    Ok(())
}

fn draft_body(vector: &Vector) -> Result<(), String> {
    let (key, place, rev) = (DraftKey::from_bytes(vector.array("key")), vector.draft_place(), vector.number("rev"));
    let sealed = vector.bytes("sealed");
    let opened = key.open_body(&place, rev, sealed.clone()).map_err(variant)?;
    assert_eq!(*opened, vector.bytes("content"));
    let again = key.seal_body(&place, rev, &opened, &mut Replay(&sealed[..24])).unwrap();
    assert!(again == sealed, "sealed again with the same salt it is the same");
    Ok(())
}

fn draft_attachment(vector: &Vector) -> Result<(), String> {
    let key = AttachmentKey::from_bytes(vector.array("key"));
    let lookup = vector.text("lookup").parse().unwrap();
    let place = DraftPlace { tenant: vector.text("tenant"), service: "any", lookup, form: vordruck_envelope::FormHash::of(b"any") };
    let id = vector.text("id").parse().unwrap();
    let sealed = vector.bytes("sealed");
    let opened = key.open(&place, &id, sealed.clone()).map_err(variant)?;
    assert_eq!(vordruck_envelope::digest::BlobHash::of(&opened).to_string(), vector.text("content_sha512"));
    assert!(key.seal(&place, &id, &opened, &mut Replay(&sealed[..24])).unwrap() == sealed);
    Ok(())
}

fn relay_access(vector: &Vector) -> Result<(), String> {
    let secret = RelaySecret::from_fragment(vector.text("fragment")).map_err(variant)?;
    let tenant = vector.text("tenant");
    let verifier: vordruck_envelope::Verifier = vector.text("verifier").parse().unwrap();
    if !verifier.matches(&secret.proof(tenant)) {
        return Err("WrongProof".to_owned());
    }
    assert_eq!(*secret.fragment(), vector.text("fragment"));
    assert_eq!(secret.lookup().to_string(), vector.text("lookup"));
    assert_eq!(secret.proof(tenant).expose()[..], vector.bytes("proof"));
    assert_eq!(secret.verifier(tenant), verifier);
    Ok(())
}

fn relay_key(vector: &Vector) -> RelayKey {
    let secret = RelaySecret::from_bytes(vector.array("secret"));
    secret.key(vector.text("tenant"), vector.text("service"), &Share::from_bytes(vector.array("share")))
}

fn relay_invitation(vector: &Vector) -> Result<(), String> {
    let (key, sealed) = (relay_key(vector), vector.bytes("sealed"));
    let opened = key.open_invitation(sealed.clone()).map_err(variant)?;
    assert_eq!(*opened, vector.bytes("content"));
    assert!(key.seal_invitation(&opened, &mut Replay(&sealed[..24])).unwrap() == sealed);
    Ok(())
}

fn relay_file(vector: &Vector) -> Result<(), String> {
    let (key, sealed, id) = (relay_key(vector), vector.bytes("sealed"), vector.text("id").parse().unwrap());
    let (name, content) = key.open_file(&id, sealed.clone()).map_err(variant)?;
    assert_eq!(name, vector.text("called"));
    assert_eq!(vordruck_envelope::digest::BlobHash::of(&content).to_string(), vector.text("content_sha512"));
    assert!(key.seal_file(&id, &name, &content, &mut Replay(&sealed[..24])).unwrap() == sealed);
    Ok(())
}

fn key_manifest(vector: &Vector) -> Result<(), String> {
    let pinned = Pinned {
        tenant: vector.text("tenant"),
        root: vector.text("root").parse().unwrap(),
        least_sequence: vector.number("least_sequence"),
    };
    let now = vector.number("now");
    let trusted = TrustedKeys::verify(vector.text("token"), &pinned, now).map_err(variant)?;
    if let Some(service) = vector.fields.get("service") {
        let destination =
            trusted.destination(service, now).map_err(variant)?.expect("the vector names a service that is for a destination");
        assert_eq!(destination.kid, vector.text("destination_kid"));
        assert_eq!(vordruck_envelope::BlobHash::of(&destination.modulus).to_string(), vector.text("modulus_sha512"));
    }
    let recipient = trusted.recipient(now).map_err(variant)?;
    assert_eq!(recipient.kid().to_string(), vector.text("kid"));
    Ok(())
}

fn submission(vector: &Vector) -> Result<(), String> {
    let envelope = SubmissionEnvelope {
        suite: vector.text("suite").to_owned(),
        kid: vector.text("kid").parse().unwrap(),
        wrapped_key: vector.bytes("wrapped_key"),
        digest: vector.text("digest").parse().unwrap(),
    };
    let place = SubmissionPlace {
        tenant: vector.text("tenant"),
        service: vector.text("service"),
        pid: vector.text("pid").parse().unwrap(),
        form: vector.text("form").parse().unwrap(),
    };
    let blobs = (0..vector.number("count")).map(|number| vector.bytes(&format!("blob_{number}"))).collect();
    let key = RecipientKey::from_bytes(vector.array("seed"));
    let opened = open_submission(&key, &place, &envelope, blobs).map_err(|unreadable| variant(unreadable.fault()))?;
    assert_eq!(*opened.objects[0].bytes, vector.bytes("content_1"));
    assert_eq!(*opened.objects[1].bytes, vector.bytes("content_2"));
    assert_eq!(opened.objects[2].entry.sha512.to_string(), vector.text("content_3_sha512"));
    assert_eq!(opened.objects[2].entry.name, vector.text("name_3"));
    Ok(())
}

fn share(vector: &Vector) -> Result<(), String> {
    let ring = *Ring::ALL.iter().find(|ring| ring.name() == vector.text("ring")).unwrap();
    let (id, sealed) = (vector.bytes("id"), vector.bytes("sealed"));
    let slot = Slot { ring, day: Day(vector.number("day").try_into().unwrap()), id: &id };
    let key = DayKey::from_bytes(vector.array("key"));
    let opened = key.open_share(&slot, &sealed).map_err(variant)?;
    assert_eq!(opened.expose()[..], vector.bytes("share"));
    assert_eq!(key.seal_share(&slot, &opened, &mut Replay(&sealed[..12])).unwrap(), sealed);
    Ok(())
}

fn stored_blob(vector: &Vector) -> Result<(), String> {
    let (tenant, pid) = (vector.text("tenant"), vector.text("pid").parse().unwrap());
    let (number, stored) = (vector.number("number").try_into().unwrap(), vector.bytes("stored"));
    let share = Share::from_bytes(vector.array("share"));
    let opened = open_blob(&share, tenant, &pid, number, stored.clone()).map_err(variant)?;
    assert_eq!(*opened, vector.bytes("blob"));
    assert_eq!(seal_blob(&share, tenant, &pid, number, &opened, &mut Replay(&stored[..24])).unwrap(), stored);
    Ok(())
}

fn receipt(vector: &Vector) -> Result<(), String> {
    let place = SubmissionPlace {
        tenant: vector.text("tenant"),
        service: vector.text("service"),
        pid: vector.text("pid").parse().unwrap(),
        form: vector.text("form").parse().unwrap(),
    };
    let digest = vector.text("digest").parse().unwrap();
    let receipt = Receipt::verify(vector.text("token"), &vector.text("key").parse().unwrap(), &place, &digest).map_err(variant)?;
    assert_eq!(receipt.reference, vector.text("reference").parse::<Reference>().unwrap());
    assert_eq!(receipt.received_at, vector.number("received_at"));
    assert_eq!(receipt.retain_until, vector.number("retain_until"));
    let key = SigningKey::from_bytes(vector.array("signing_key"));
    assert_eq!(receipt.sign(&key).unwrap(), vector.text("token"), "signed again it is the same");
    Ok(())
}

/// A vector: lines `name: value`, with those of its base below.
struct Vector {
    name: String,
    fields: BTreeMap<String, String>,
}

impl Vector {
    fn load(folder: &Dir<'_>, name: &str) -> Self {
        let path = folder.path().join(name);
        let file = folder.get_file(&path).unwrap_or_else(|| panic!("{} is missing", path.display()));
        let lines: Vec<(&str, &str)> =
            file.contents_utf8().unwrap().lines().map(|line| line.split_once(": ").or(line.split_once(':')).unwrap()).collect();
        assert_eq!(lines[0].0, "expect", "{name}: the first line is what to expect");
        let base = lines.iter().find(|(field, _)| *field == "base").map(|(_, base)| Self::load(folder, base));
        let mut fields = base.map_or_else(BTreeMap::new, |base| base.fields);
        let below = fields.clone();
        for (field, value) in lines {
            match field.strip_suffix('@') {
                Some(field) => fields.insert(field.to_owned(), below[value].clone()),
                None => fields.insert(field.to_owned(), value.to_owned()),
            };
        }
        Self { name: name.to_owned(), fields }
    }

    fn text(&self, field: &str) -> &str {
        self.fields.get(field).unwrap_or_else(|| panic!("{} has no field {field}", self.name))
    }

    fn bytes(&self, field: &str) -> Vec<u8> {
        Base64UrlUnpadded::decode_vec(self.text(field)).unwrap()
    }

    fn array<const N: usize>(&self, field: &str) -> [u8; N] {
        self.bytes(field).try_into().unwrap()
    }

    fn number(&self, field: &str) -> u64 {
        self.text(field).parse().unwrap()
    }

    fn draft_place(&self) -> DraftPlace<'_> {
        DraftPlace {
            tenant: self.text("tenant"),
            service: self.text("service"),
            lookup: self.text("lookup").parse().unwrap(),
            form: self.text("form").parse().unwrap(),
        }
    }
}

/// The name of an enum's variant; of a variant that wraps another error, that one's.
fn variant(error: impl Debug) -> String {
    let shown = format!("{error:?}");
    let shown = shown.strip_prefix("Token(").unwrap_or(&shown);
    shown.chars().take_while(|symbol| symbol.is_alphanumeric()).collect()
}

/// Gives the vector's salt or nonce back, once.
struct Replay<'a>(&'a [u8]);

impl Entropy for Replay<'_> {
    fn fill(&mut self, target: &mut [u8]) -> Result<(), EntropyError> {
        let given = std::mem::take(&mut self.0);
        if given.len() != target.len() {
            return Err(EntropyError);
        }
        target.copy_from_slice(given);
        Ok(())
    }
}
