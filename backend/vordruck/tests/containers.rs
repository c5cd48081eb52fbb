//! What `vordruck documents` writes for container engines and orchestrators: it is YAML, whole in itself, as narrow as the handbook says, and it agrees with the image.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use yaml_serde::{Deserializer, Value};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config.sample.toml");

/// The documents of a file, for a configuration.
fn written(config: &Path, file: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_vordruck"))
        .args(["documents", "--config"])
        .arg(config)
        .arg("--out")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(folder.path().join("container").join(file)).unwrap();
    let read = |document| <Value as serde::Deserialize>::deserialize(document).unwrap_or_else(|error| panic!("{file}: {error}\n{text}"));
    Deserializer::from_str(&text).map(read).collect()
}

/// With a database server instead of a file.
fn with_server() -> tempfile::NamedTempFile {
    let url =
        "url = \"postgres://vordruck@db.musterstadt.example/vordruck\"\npassword_file = \"/run/credentials/vordruck-serve.service/db\"";
    let text = std::fs::read_to_string(SAMPLE).unwrap();
    let file = "path = \"/var/lib/vordruck/public/public.sqlite\"";
    assert!(text.contains(file));
    let other = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(other.path(), text.replace(file, url)).unwrap();
    other
}

fn texts<'a>(list: &'a Value, key: &str) -> BTreeSet<&'a str> {
    list.as_sequence().unwrap().iter().map(|entry| entry[key].as_str().unwrap()).collect()
}

fn of_kind<'a>(documents: &'a [Value], kind: &str) -> Vec<&'a Value> {
    documents.iter().filter(|document| document["kind"] == kind).collect()
}

#[test]
fn compose_starts_each_side_with_nothing_it_does_not_need() {
    for (side, port, folders, secret) in [
        ("serve", 8080, BTreeSet::from(["/srv/vordruck-keys/b", "/var/lib/vordruck-keys", "/var/lib/vordruck/public"]), None),
        (
            "postbox",
            8081,
            BTreeSet::from(["/var/lib/vordruck-postbox-keys", "/var/lib/vordruck/postbox"]),
            Some("/run/credentials/vordruck-postbox.service/passphrase"),
        ),
    ] {
        let documents = written(Path::new(SAMPLE), &format!("compose-{side}.yaml"));
        let [file] = &*documents else { panic!("one document") };
        let service = &file["services"][side];
        assert_eq!(service["command"][0], *side);
        assert_eq!(service["user"], "10001:10001");
        assert_eq!(service["read_only"], true);
        assert_eq!(service["cap_drop"][0], "ALL");
        assert_eq!(service["security_opt"][0], "no-new-privileges:true");
        assert_eq!(service["ports"][0], format!("127.0.0.1:{port}:{port}"), "reached through what ends TLS only");
        let mounted: Vec<&Value> = service["volumes"].as_sequence().unwrap().iter().filter(|mount| mount["type"] == "volume").collect();
        assert_eq!(mounted.iter().map(|mount| mount["target"].as_str().unwrap()).collect::<BTreeSet<_>>(), folders);
        assert!(mounted.iter().all(|mount| file["volumes"].get(mount["source"].as_str().unwrap()).is_some()), "every volume is declared");
        let given = service.get("secrets").map(|secrets| texts(secrets, "target"));
        assert_eq!(given.unwrap_or_default(), secret.into_iter().collect());
        assert_eq!(service["networks"][0], *side, "a network of its own");
    }
}

#[test]
fn kubernetes_gets_everything_that_is_referred_to_and_enforces_the_restricted_standard() {
    for side in ["serve", "postbox"] {
        let documents = written(Path::new(SAMPLE), &format!("kubernetes-{side}.yaml"));
        let name = format!("vordruck-{side}");
        for document in &documents {
            assert!(document["apiVersion"].is_string() && document["kind"].is_string() && document["metadata"]["name"].is_string());
            assert!(document["kind"] == "Namespace" || document["metadata"]["namespace"] == *name);
        }
        let namespace = of_kind(&documents, "Namespace")[0];
        assert_eq!(namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"], "restricted");
        let deployment = of_kind(&documents, "Deployment")[0];
        assert_eq!(deployment["spec"]["selector"]["matchLabels"], deployment["spec"]["template"]["metadata"]["labels"]);
        let pod = &deployment["spec"]["template"]["spec"];
        assert_eq!(pod["securityContext"]["runAsNonRoot"], true);
        assert_eq!(pod["securityContext"]["seccompProfile"]["type"], "RuntimeDefault");
        let container = &pod["containers"][0];
        let context = &container["securityContext"];
        assert_eq!(context["allowPrivilegeEscalation"], false);
        assert_eq!(context["readOnlyRootFilesystem"], true);
        assert_eq!(context["capabilities"]["drop"][0], "ALL");
        // What is down with its database is not started anew for that.
        assert_eq!(container["livenessProbe"]["httpGet"]["path"], "/health/alive");
        assert_eq!(container["readinessProbe"]["httpGet"]["path"], "/health");

        let volumes = texts(&pod["volumes"], "name");
        assert_eq!(texts(&container["volumeMounts"], "name"), volumes, "what is mounted is there, and the other way round");
        let claims: BTreeSet<&str> =
            of_kind(&documents, "PersistentVolumeClaim").iter().map(|claim| claim["metadata"]["name"].as_str().unwrap()).collect();
        let claimed =
            pod["volumes"].as_sequence().unwrap().iter().filter_map(|volume| volume["persistentVolumeClaim"]["claimName"].as_str());
        assert_eq!(claimed.collect::<BTreeSet<_>>(), claims);
        let grace = pod["terminationGracePeriodSeconds"].as_u64().unwrap();
        let set: u64 = container["env"]
            .as_sequence()
            .unwrap()
            .iter()
            .filter(|variable| variable["name"].as_str().unwrap().ends_with("_SECONDS"))
            .map(|variable| variable["value"].as_str().unwrap().parse::<u64>().unwrap())
            .sum();
        assert!(grace > set, "{grace} s are given to what may take {set} s");
    }
}

#[test]
fn no_rule_of_the_network_leads_inwards() {
    let server = with_server();
    let documents = written(server.path(), "kubernetes-serve.yaml");
    let policy = &of_kind(&documents, "NetworkPolicy")[0]["spec"];
    assert_eq!(policy["podSelector"], Value::Mapping(Default::default()), "of everything in the namespace");
    let outwards = policy["egress"].as_sequence().unwrap();
    let ports: Vec<u64> =
        outwards.iter().flat_map(|rule| rule["ports"].as_sequence().unwrap().iter().map(|port| port["port"].as_u64().unwrap())).collect();
    assert_eq!(ports, [53, 53, 5432, 587], "names, database, mail");
    assert!(outwards.iter().all(|rule| rule.get("to").is_some()), "to named machines only");
    for side in ["serve", "postbox"] {
        let documents = written(server.path(), &format!("kubernetes-{side}.yaml"));
        let policy = &of_kind(&documents, "NetworkPolicy")[0]["spec"];
        let inwards = policy["ingress"].as_sequence().unwrap();
        assert_eq!(inwards.len(), 1, "whoever ends TLS");
        assert_eq!(inwards[0]["from"][0]["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"], "ingress-nginx");
    }
}

#[test]
fn with_a_database_server_one_process_is_replaced_after_the_other() {
    let server = with_server();
    let (shared, alone) = (written(server.path(), "kubernetes-serve.yaml"), written(Path::new(SAMPLE), "kubernetes-serve.yaml"));
    let deployment = |documents: &[Value]| of_kind(documents, "Deployment")[0]["spec"].clone();
    assert_eq!(deployment(&shared)["replicas"], 2);
    assert_eq!(deployment(&shared)["strategy"]["rollingUpdate"]["maxUnavailable"], 0);
    assert_eq!((of_kind(&shared, "PodDisruptionBudget").len(), of_kind(&alone, "PodDisruptionBudget").len()), (1, 0));
    assert_eq!(deployment(&alone)["replicas"], 1);
    assert_eq!(deployment(&alone)["strategy"]["type"], "Recreate", "two machines cannot write to one file");
    for (documents, mode) in [(&shared, "ReadWriteMany"), (&alone, "ReadWriteOncePod")] {
        assert!(of_kind(documents, "PersistentVolumeClaim").iter().all(|claim| claim["spec"]["accessModes"][0] == mode));
    }
    let container = &deployment(&shared)["template"]["spec"]["containers"][0];
    let secret = container["volumeMounts"].as_sequence().unwrap().iter().find(|mount| mount["name"] == "geheimnisse").unwrap().clone();
    assert_eq!(secret["mountPath"], "/run/credentials/vordruck-serve.service/db", "where the configuration reads it");
}

#[test]
fn the_image_is_made_for_the_same_user_and_the_same_configuration() {
    let image = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.ci/image")).unwrap();
    let file = written(Path::new(SAMPLE), "compose-serve.yaml");
    let user = file[0]["services"]["serve"]["user"].as_str().unwrap().split(':').next().unwrap();
    assert!(image.contains(&format!("user={user}\n")), "{user}");
    let mounts = file[0]["services"]["serve"]["volumes"].as_sequence().unwrap();
    let configuration = mounts.iter().find(|mount| mount["type"] == "bind").unwrap()["target"].as_str().unwrap().to_owned();
    assert!(image.contains(&format!("VORDRUCK_CONFIG={configuration}/vordruck.toml")), "{configuration}");
    // A new volume takes over whose the folder of the image is; it would be root's otherwise.
    for side in ["serve", "postbox"] {
        let file = &written(Path::new(SAMPLE), &format!("compose-{side}.yaml"))[0];
        for mount in file["services"][side]["volumes"].as_sequence().unwrap().iter().filter(|mount| mount["type"] == "volume") {
            let folder = mount["target"].as_str().unwrap().trim_start_matches('/');
            let line = image.lines().find(|line| line.starts_with("volumes=(")).unwrap();
            assert!(line.trim_start_matches("volumes=(").trim_end_matches(')').split(' ').any(|known| known == folder), "{folder}");
        }
    }
    assert_eq!(file[0]["services"]["serve"]["image"], format!("vordruck:{}", env!("CARGO_PKG_VERSION")));
}
