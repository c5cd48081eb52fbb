//! Three hundred tenants with three services each in one installation: how long each side takes to start, how much memory it holds, how long a form takes to load, and
//! that every tenant is asked for work. In: nothing. Out: the figures.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use vordruck_contract::keys::KeyManifest;
use vordruck_contract::paths;
use vordruck_envelope::FormHash;
use vordruck_form::compile::{TenantSettings, compile};
use vordruck_private::clock::{Clock as _, SystemClock, SystemRandomness};
use vordruck_private::keys::{GeneratedKeys, generate_identity, generate_tenant_keys, sign_manifest};
use vordruck_private::{PrivateSide, Publication};

use crate::service::card;
use crate::throughput::resident;
use crate::town::Collector;

const PROCESS: &str = include_str!("../../../../shared-model/processes/bewohnerparken/process.xml");
const SERVICES: [&str; 3] = ["parken", "hund", "urkunde"];

/// A port that nobody has at this moment.
fn port() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Starts a process and waits until it answers; how long that took.
async fn start(folder: &std::path::Path, arguments: &[&str], address: SocketAddr) -> (Collector, Duration) {
    let program = std::env::var_os("VORDRUCK_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_vordruck").into());
    let began = Instant::now();
    let log = std::fs::File::create(folder.join(arguments[0]).with_extension("log")).unwrap();
    let mut process = Command::new(program)
        .args(arguments)
        .arg("--config")
        .arg(folder.join("vordruck.toml"))
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .map(Collector)
        .unwrap();
    while reqwest::get(format!("http://{address}{}", paths::HEALTH)).await.is_err() {
        assert!(
            process.0.try_wait().unwrap().is_none(),
            "{}",
            std::fs::read_to_string(folder.join(arguments[0]).with_extension("log")).unwrap()
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    (process, began.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures: cargo test --release -p vordruck --test receiving tenants -- --ignored --nocapture; VORDRUCK_TENANTS=<number> measures something else"]
#[allow(clippy::print_stdout, reason = "the figures are what this test reports")]
async fn three_hundred_tenants_fit_into_one_installation() {
    let count: usize = std::env::var("VORDRUCK_TENANTS").ok().map_or(300, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let unlock = generate_identity(&folder.path().join("identity.txt")).unwrap();
    let tenants: BTreeMap<String, GeneratedKeys> = (0..count)
        .map(|n| {
            let tenant = format!("stadt-{n:03}");
            let keys =
                generate_tenant_keys(&folder.path().join("keys").join(&tenant), &tenant, &unlock, Arc::new(SystemRandomness)).unwrap();
            (tenant, keys)
        })
        .collect();
    let (public, private) = (port(), port());
    let mut config = format!(
        "[public.server]\nlisten = \"{public}\"\npublic_url = \"http://localhost\"\n[public.database]\npath = \"{}\"\n[public.keys]\nreplicas = [\"{}\"]\n\
         receipt_key = \"{}\"\n[private.server]\nlisten = \"{private}\"\n[private.storage]\nfolder = \"{}\"\nday_keys = \"{}\"\nkey_file = \"{}\"\n\
         unlock = {{ identity_file = \"{}\" }}\n[private.public_side]\nurl = \"http://{public}\"\n[private.scanner]\nkind = \"none\"\n",
        at("public/public.sqlite"),
        at("days-public"),
        at("receipt.key"),
        at("postbox"),
        at("days-private"),
        at("at-rest.age"),
        at("identity.txt"),
    );
    for (tenant, keys) in &tenants {
        write!(
            config,
            "[public.tenants.{tenant}]\ncollector_token_sha256 = \"{}\"\ncollector_key = \"{}\"\n[private.tenants.{tenant}]\nname = \"{tenant}\"\n\
             collector_token_file = \"{}\"\ncollector_key_file = \"{}\"\nkey_files = [\"{}\"]\n",
            keys.collector_token_sha256,
            keys.collector_key,
            keys.files.token.display(),
            keys.files.collector.display(),
            keys.files.recipient.display(),
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("vordruck.toml"), &config).unwrap();

    let (serving, took) = start(folder.path(), &["serve"], public).await;
    println!("public side: started in {took:?}, {} MB before anything is published", resident(serving.0.id()) >> 20);
    let (hash, bytes) = publish(&config, &tenants, &unlock).await;
    println!("{} forms published, {bytes} bytes each; public side {} MB", count * SERVICES.len(), resident(serving.0.id()) >> 20);
    drop(serving);
    let (serving, took) = start(folder.path(), &["serve"], public).await;
    println!("public side: started again in {took:?}, {} MB", resident(serving.0.id()) >> 20);
    for round in ["first", "second"] {
        let began = Instant::now();
        let form = reqwest::get(format!("http://{public}{}", paths::form(&hash))).await.unwrap();
        assert!(form.status().is_success());
        println!("{round} load of a form: {} bytes in {:?}", form.bytes().await.unwrap().len(), began.elapsed());
    }

    let (postbox, took) = start(folder.path(), &["postbox"], private).await;
    println!("private side: started in {took:?}, {} MB", resident(postbox.0.id()) >> 20);
    tokio::time::sleep(Duration::from_secs(30)).await;
    println!(
        "after half a minute of asking: private side {} MB, public side {} MB",
        resident(postbox.0.id()) >> 20,
        resident(serving.0.id()) >> 20
    );
    let log = std::fs::read_to_string(folder.path().join("postbox.log")).unwrap();
    assert_eq!(log.matches("collecting failed").count(), 0, "{log}");
}

/// Publishes the services of all; hash and size of the last form.
async fn publish(config: &str, tenants: &BTreeMap<String, GeneratedKeys>, unlock: &vordruck_private::keys::Unlock) -> (String, usize) {
    let table: toml::Table = config.parse().unwrap();
    let side =
        PrivateSide::open(table["private"].clone().try_into().unwrap(), Arc::new(SystemClock), Arc::new(SystemRandomness)).await.unwrap();
    let mut last = (String::new(), 0);
    for (tenant, keys) in tenants {
        let recipients = [keys.files.recipient.clone()];
        let jws = sign_manifest(&keys.files.root, &recipients, tenant, 1, SystemClock.now() - 60, 80, unlock).unwrap();
        for service in SERVICES {
            let settings = TenantSettings {
                id: tenant.clone(),
                name: tenant.clone(),
                root_fingerprint: keys.root_fingerprint.clone(),
                ..TenantSettings::default()
            };
            let source = PROCESS.replacen("id=\"bewohnerparken\"", &format!("id=\"{service}\""), 1);
            let form = compile("process.xml", &source, &[], Some(&settings)).form.unwrap().to_bytes();
            let mut card = card(&FormHash::of(&form).to_string());
            (card.tenant, card.service) = (tenant.clone(), service.to_owned());
            last = (FormHash::of(&form).to_string(), form.len());
            side.publish(Publication { tenant: tenant.clone(), form, card, keys: KeyManifest { jws: jws.clone() } }).await.unwrap();
        }
    }
    side.close().await;
    last
}
