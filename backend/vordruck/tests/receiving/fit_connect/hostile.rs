//! Hostile parts of what others submit over FIT-Connect end in the confined process: rejected by their name, which can be looked up, and the process that fetched them
//! needs no more memory for it than for harmless ones. What the confined process could do besides, `confinement` tries.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::sender::Draft;
use super::stand_in::{StandIn, Temper, sha512};
use super::{SCHEMA, receive_at};
use crate::town::{Collector, Town};

const XML: &str = "urn:xoev:beispiel:1";
const ATTACHMENT: &str = "0b799252-deb9-42b0-98d3-c50d24bbafe0";

fn harmless() -> Draft {
    Draft::of(SCHEMA, &json!({ "rufname": "Bello" })).with(ATTACHMENT, "form", "antrag.pdf", b"%PDF-1.7")
}

fn with_data(data: &[u8]) -> Draft {
    harmless().but(|draft| {
        draft.data = data.to_vec();
        draft.metadata["contentStructure"]["data"]["hash"]["content"] = json!(sha512(data));
    })
}

fn with_xml(data: &str) -> Draft {
    with_data(data.as_bytes()).but(|draft| {
        draft.metadata["contentStructure"]["data"]["submissionSchema"] = json!({ "schemaUri": XML, "mimeType": "application/xml" });
    })
}

fn hostile() -> Vec<(&'static str, Draft)> {
    let header = |name: &'static str, value: Value| harmless().but(|draft| draft.header[name] = value);
    // Compressed, so that what is fetched is short and what it becomes is not.
    let packed = |draft: Draft| draft.but(|draft| draft.header["zip"] = json!("DEF"));
    vec![
        ("rejected: encryption-issue (data)", harmless().bomb()),
        ("rejected: encryption-issue (metadata)", header("x5c", json!("A".repeat(100_000)))),
        ("rejected: encryption-issue (metadata)", header("alg", json!("dir"))),
        ("rejected: syntax-violation (data)", packed(with_data("[".repeat(1 << 20).as_bytes()))),
        ("rejected: syntax-violation (data)", packed(with_data(format!("[{}0]", "0,".repeat(12 << 20)).as_bytes()))),
        ("rejected: syntax-violation (data)", with_xml("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")),
        ("rejected: syntax-violation (data)", packed(with_xml(&"<a>".repeat(1 << 20)))),
        ("rejected: schema-violation (data)", with_xml(&format!("<a>{}</a>", "<b/>".repeat(1 << 15)))),
    ]
}

/// The most memory it had at once, in megabytes.
fn most_memory(collector: &Collector) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", collector.0.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() >> 10
}

async fn until_answered(stand_in: &StandIn, count: usize) {
    for n in 0.. {
        if (0..count).all(|number| stand_in.submission(number).sealed.is_none()) {
            return;
        }
        assert!(n < 6_000, "not all are answered");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// What each submission was rejected for, in the order of their ids.
fn faults(town: &Town) -> Vec<Option<String>> {
    let said = town.vordruck(&["postbox", "receptions", "--all"]).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let lines = String::from_utf8(said.stdout).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let by_id: BTreeMap<String, Option<String>> =
        lines.map(|line| (line["submission"].as_str().unwrap().to_owned(), line["fault"].as_str().map(str::to_owned))).collect();
    by_id.into_values().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_parts_end_where_they_are_read_and_cost_whoever_fetches_them_nothing() {
    let (town, stand_in) = (Town::new().await, StandIn::start(Temper::default()).await);
    let schema = town.at("a.xsd");
    std::fs::write(
        &schema,
        r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xs:string"/></xs:schema>"#,
    )
    .unwrap();
    let xml = format!("{{ format = \"xml-fim\", schema_uri = \"{XML}\", schema = \"{}\" }}", schema.display());
    receive_at(&town, &stand_in, &[&format!("{{ format = \"json-fim\", schema_uri = \"{SCHEMA}\" }}"), &xml]);
    let collector = town.collector(None);
    stand_in.put(harmless().seal());
    stand_in.put(with_xml("<a>Bello</a>").seal());
    until_answered(&stand_in, 2).await;
    let before = most_memory(&collector);

    let hostile = hostile();
    for (_, draft) in &hostile {
        stand_in.put(draft.seal());
    }
    until_answered(&stand_in, 2 + hostile.len()).await;
    let expected: Vec<Option<String>> =
        [None, None].into_iter().chain(hostile.iter().map(|(fault, _)| Some((*fault).to_owned()))).collect();
    assert_eq!(faults(&town), expected);
    let items = town.items().await;
    assert!(items.len() == 2 && items.iter().all(|(_, times, is_readable)| *times == 1 && *is_readable), "{items:?}");
    let after = most_memory(&collector);
    assert!(
        after < before + 16,
        "65 and 24 megabytes came out of what was packed, and none of them here: {before} MB before, {after} MB after"
    );
}
