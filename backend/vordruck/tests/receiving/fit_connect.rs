//! FIT-Connect with a process that dies at every step, as sender and as receiver: what is submitted arrives once, what is received is in the postbox once and answered.
//! With the stand-in of the private side's own tests. `VORDRUCK_CRASHES=20` is the long run.

#[path = "../../../private/tests/private/fit_connect/crypto.rs"]
mod crypto;
mod hostile;
#[path = "../../../private/tests/private/fit_connect/sender.rs"]
mod sender;
#[path = "../../../private/tests/private/fit_connect/stand_in.rs"]
mod stand_in;

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;

use serde_json::json;
use vordruck_private::DestinationKeys;
use vordruck_private::keys::{Unlock, write_destination_keys};

use crate::interfaces::{Arrivals, name_in, rounds, survive};
use crate::town::Town;
use sender::{Draft, LEIKA};
use stand_in::{DESTINATION, StandIn, Temper};

const KEYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../private/tests/private/fit_connect");
const SCHEMA: &str = "urn:de:fim:S00000000001_1.0";

/// What both directions need to get in.
fn access(town: &Town, stand_in: &StandIn) -> String {
    let secret = town.at("client-secret");
    std::fs::write(&secret, "geheim&=").unwrap();
    format!(
        "token_url = \"{0}/token\"\nsubmission_url = \"{0}/submission-api\"\ndestination_id = \"{DESTINATION}\"\nclient_id = \"vordruck\"\n\
         client_secret_file = \"{1}\"\n",
        stand_in.url,
        secret.display()
    )
}

/// Lets the processes receive what is submitted to a destination, of these contents.
fn receive_at(town: &Town, stand_in: &StandIn, accepts: &[&str]) {
    let (keys, file) = (town.at("destination.age"), |name: &str| std::fs::read(Path::new(KEYS).join(name)).unwrap());
    let unlock = Unlock::from_identity_file(&town.at("identity.txt")).unwrap();
    let pair = DestinationKeys::from_jwks(&file("enc.jwk"), &file("sign.jwk")).unwrap();
    write_destination_keys(&keys, &pair, &unlock).unwrap();
    town.configure(&format!(
        "[private.tenants.musterstadt.destinations.eingang]\n{}key_files = [\"{}\"]\nservice = \"hund-eingang\"\ntitle = \"Hund\"\npoll_seconds = 5\n\
         accepts = [{}]\n",
        access(town, stand_in),
        keys.display(),
        accepts.join(", ")
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_destination_gets_everything_once_wherever_the_process_dies() {
    let (town, stand_in) = (Town::new().await, StandIn::start(Temper::default()).await);
    let channel = format!(
        "kind = \"fit-connect\"\n{}service_identifier = \"{LEIKA}\"\nservice_name = \"Hund anmelden\"\ntrusted_roots = \"{KEYS}/root.crt\"\n\
         content = {{ format = \"json-fim\", schema_uri = \"{SCHEMA}\" }}",
        access(&town, &stand_in)
    );
    let mut look = |arrivals: &mut Arrivals| {
        arrivals.clear();
        for received in stand_in.received() {
            *arrivals.entry(name_in(&String::from_utf8_lossy(&received.data))).or_default() += 1;
        }
        stand_in.accept();
    };
    let places = ["created-unwritten", "created", "attached", "handed", "followed-up"];
    let arrivals = survive(&town, &channel, &places, &mut look).await;
    assert!(arrivals.values().all(|count| *count == 1), "{arrivals:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_submitted_here_is_delivered_once_and_answered_wherever_the_process_dies() {
    let (town, stand_in) = (Town::new().await, StandIn::start(Temper::default()).await);
    receive_at(&town, &stand_in, &[&format!("{{ format = \"json-fim\", schema_uri = \"{SCHEMA}\" }}")]);
    let places = ["reception-claimed", "reception-examined", "delivered-uncommitted", "received", "answer-noted", "answered"];
    let mut count = 0;
    for place in places {
        for round in 0..rounds() {
            let attachment = "0b799252-deb9-42b0-98d3-c50d24bbafe0";
            let draft =
                Draft::of(SCHEMA, &json!({ "rufname": format!("{place} {round}") })).with(attachment, "form", "antrag.pdf", b"%PDF-1.7");
            stand_in.put(draft.seal());
            count += 1;
            let status = town.collector(Some(place)).end().await;
            assert_eq!(status.signal(), Some(6), "it has to die at {place}, not to end otherwise: {status}");
            let items = town.items().await;
            assert!(items.iter().all(|(_, times, is_readable)| *times == 1 && *is_readable), "{place}: {items:?}");
            // What was answered is deleted over there.
            let answered = (0..count).filter(|number| stand_in.submission(*number).sealed.is_none()).count();
            assert!(items.len() >= answered, "{place}: {answered} are answered, {} are here", items.len());
            town.let_own_leases_run_out().await;
        }
    }
    let _healthy = town.collector(None);
    for n in 0.. {
        if (0..count).all(|number| stand_in.submission(number).sealed.is_none()) {
            break;
        }
        assert!(n < 1_200, "not all are answered");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let items = town.items().await;
    assert!(items.len() == count && items.iter().all(|(_, times, is_readable)| *times == 1 && *is_readable), "{items:?}");
    for number in 0..count {
        let answers = stand_in.submission(number).answers;
        assert!(answers.windows(2).all(|pair| matches!(pair, [a, b] if a == b)), "an answer is given again, not another one");
    }
}
