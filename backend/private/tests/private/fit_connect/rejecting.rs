//! What is wrong with a submission, each thing once: rejected with the API's name for it and the part it is about.

use serde_json::json;

use super::crypto::event;
use super::receiving::{ATTACHMENT, Scene, right};
use super::sender::Draft;
use super::stand_in::{DESTINATION, Submission, Temper, sha512, tag};

/// What is wrong, and with which problem, about which part, it is rejected.
fn wrongs() -> Vec<(&'static str, &'static str, Submission)> {
    let other_hash = json!({ "type": "sha512", "content": "0".repeat(128) });
    let data_of = |draft: &mut Draft, data: &[u8]| {
        draft.data = data.to_vec();
        draft.metadata["contentStructure"]["data"]["hash"]["content"] = json!(sha512(data));
    };
    let with_file = || right().with(ATTACHMENT, "attachment", "a.pdf", b"%PDF-1.7");
    let sealed = |change: &dyn Fn(&mut Draft)| right().but(|draft| change(draft)).seal();
    let mut untagged = right().seal();
    let issuer = "https://fit-connect.example";
    untagged.events = vec![event(issuer, 3, "submit", json!({}), false)];
    let mut other_tag = right().seal();
    let tags = json!({ "metadata": "AAAAAAAAAAAAAAAAAAAAAA", "data": tag(&other_tag.sealed.as_ref().unwrap().1), "attachments": {} });
    other_tag.events = vec![event(issuer, 1, "submit", json!({ "authenticationTags": tags }), false)];
    let mut broken = right().seal();
    broken.events = vec![event(issuer, 2, "submit", json!({ "authenticationTags": {} }), true)];
    let mut by_itself = right().seal();
    by_itself.events = vec![event(DESTINATION, 0, "submit", json!({ "authenticationTags": tags }), false)];
    let mut unannounced = with_file().seal();
    unannounced.announced.clear();
    let mut missing = with_file().seal();
    let all_tags = {
        let (metadata, data) = missing.sealed.as_ref().unwrap();
        json!({ "metadata": tag(metadata), "data": tag(data), "attachments": { ATTACHMENT: tag(&missing.attachments[ATTACHMENT]) } })
    };
    missing.events = vec![event(issuer, 6, "submit", json!({ "authenticationTags": all_tags }), false)];
    missing.attachments.clear();
    let mut nothing = right().seal();
    nothing.sealed.as_mut().unwrap().1 = nothing.sealed.as_ref().unwrap().0.clone();
    let mut cut_off = right().seal();
    let data = &mut cut_off.sealed.as_mut().unwrap().1;
    let (opened, tag_of_data) = data.rsplit_once('.').unwrap();
    *data = format!("{}.{tag_of_data}", &opened[..opened.len() - 4]);
    vec![
        ("invalid-event-log", "submission", by_itself),
        ("incorrect-authentication-tag", "metadata", other_tag),
        ("invalid-event-log", "submission", broken),
        ("missing-authentication-tags", "submission", untagged),
        ("unsupported-service", "submission", sealed(&|draft| draft.identifier = "urn:de:fim:leika:leistung:99000000000000".to_owned())),
        ("attachments-mismatch", "submission", unannounced),
        ("missing-attachment", "attachment:0b799252-deb9-42b0-98d3-c50d24bbafe0", missing),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["kid"] = json!("unbekannt"))),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["enc"] = json!("A128GCM"))),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["crit"] = json!(["exp"]))),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["zip"] = json!("GZIP"))),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["alg"] = json!("RSA-OAEP"))),
        ("encryption-issue", "metadata", sealed(&|draft| draft.header["x5c"] = json!("A".repeat(100_000)))),
        ("encryption-issue", "data", right().bomb().seal()),
        ("encryption-issue", "data", cut_off),
        ("missing-schema", "metadata", sealed(&|draft| drop(draft.metadata.as_object_mut().unwrap().remove("$schema")))),
        ("schema-violation", "metadata", sealed(&|draft| draft.metadata["contentStructure"] = json!({}))),
        ("missing-data", "metadata", sealed(&|draft| drop(draft.metadata["contentStructure"].as_object_mut().unwrap().remove("data")))),
        ("hash-mismatch", "data", sealed(&|draft| draft.metadata["contentStructure"]["data"]["hash"] = other_hash.clone())),
        ("unsupported-schema", "data", Draft::of("urn:etwas:anderes", &json!({})).seal()),
        ("syntax-violation", "data", sealed(&|draft| data_of(draft, b"{ \"rufname\": "))),
        ("syntax-violation", "data", sealed(&|draft| data_of(draft, "[".repeat(1_000_000).as_bytes()))),
        ("schema-violation", "data", sealed(&|draft| data_of(draft, b"{ \"rufname\": 7 }"))),
        (
            "hash-mismatch",
            "attachment:0b799252-deb9-42b0-98d3-c50d24bbafe0",
            with_file().but(|draft| draft.metadata["contentStructure"]["attachments"][0]["hash"] = other_hash.clone()).seal(),
        ),
        ("hash-mismatch", "data", nothing),
    ]
}

#[tokio::test]
async fn what_is_wrong_is_rejected_with_the_name_of_the_problem_and_is_in_no_postbox() {
    let scenes = wrongs();
    for chunk in scenes.chunks(16) {
        let scene = Scene::new(Temper::default()).await;
        for (_, _, submission) in chunk {
            scene.stand_in.put(submission.clone());
        }
        assert_eq!(scene.receive().await, chunk.len());
        for (number, (name, instance, _)) in chunk.iter().enumerate() {
            let [(event, payload)] = scene.answers(number).try_into().unwrap();
            let problem = &payload["problems"][0];
            let found = (event.as_str(), problem["type"].as_str().unwrap(), problem["instance"].as_str().unwrap());
            let kind = format!("https://schema.fitko.de/fit-connect/events/problems/{name}");
            assert_eq!(found, ("reject-submission", kind.as_str(), *instance), "{number}");
            assert!(!payload.to_string().contains("Bello"));
        }
        assert_eq!(scene.clerk().await.list().await.total, 0);
        let rejected = format!("destination=\"eingang\",state=\"rejected\"}} {}\n", chunk.len());
        assert!(scene.metrics().await.contains(&rejected));
        let lines = scene.town.private().side().receptions(false).await.unwrap();
        for line in &lines {
            let number = usize::from_str_radix(&line.submission[line.submission.len() - 1..], 16).unwrap();
            let (name, instance, _) = &chunk[number];
            assert_eq!(line.fault.as_deref(), Some(format!("rejected: {name} ({instance})").as_str()));
        }
        assert_eq!(lines.len(), chunk.len(), "why each was rejected can be looked up");
    }
}
