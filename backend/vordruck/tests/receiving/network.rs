//! Inverse communication: behind a firewall that lets nothing in, the private side does all its work, because it opens every connection itself. Two network
//! namespaces; this process is the public side's machine, the other one the authority's network.

use std::net::{SocketAddr, TcpStream};
use std::os::fd::AsFd as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::applicant::Application;
use crate::town::{Collector, Town};

const INSIDE: &str = "intern";
const PUBLIC_ADDRESS: &str = "10.77.0.1";
const PRIVATE_ADDRESS: &str = "10.77.0.2";
const POSTBOX_PORT: u16 = 18_081;
const CONTROL_PORT: u16 = 18_082;
/// Nothing new comes in; answers to what went out do.
const FIREWALL: &str = "table inet closed {\n chain input {\n  type filter hook input priority 0; policy drop;\n  iif lo accept\n  ct state \
                        established,related accept\n }\n}\n";

fn run(command: &str) {
    let mut words = command.split(' ');
    let output = Command::new(words.next().unwrap()).args(words).output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
}

fn can_connect(port: u16) -> bool {
    let address: SocketAddr = format!("{PRIVATE_ADDRESS}:{port}").parse().unwrap();
    TcpStream::connect_timeout(&address, Duration::from_millis(700)).is_ok()
}

/// What an outbound proxy of the authority's network would be: listens inside, for the inside only, and connects outwards.
fn forward_outwards(to_port: u16) -> u16 {
    let (told, port) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let inside = std::fs::File::open(format!("/run/netns/{INSIDE}")).unwrap();
        rustix::thread::move_into_link_name_space(inside.as_fd(), Some(rustix::thread::LinkNameSpaceType::Network)).unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let _control = std::net::TcpListener::bind((PRIVATE_ADDRESS, CONTROL_PORT)).unwrap();
        told.send(listener.local_addr().unwrap().port()).unwrap();
        // One thread: what it starts would be born in the namespace it is in, and a runtime's other threads would not.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            listener.set_nonblocking(true).unwrap();
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            tokio::task::LocalSet::new()
                .run_until(async move {
                    while let Ok((mut inner, _)) = listener.accept().await {
                        tokio::task::spawn_local(async move {
                            if let Ok(mut outer) = tokio::net::TcpStream::connect((PUBLIC_ADDRESS, to_port)).await {
                                let _ = tokio::io::copy_bidirectional(&mut inner, &mut outer).await;
                            }
                        });
                    }
                })
                .await;
        });
    });
    port.recv().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs network namespaces of its own: run .ci/steps/test-network"]
async fn with_nothing_let_in_everything_works_because_the_private_side_opens_all_connections() {
    run(&format!("ip netns add {INSIDE}"));
    run(&format!("ip link add aussen type veth peer name innen netns {INSIDE}"));
    for command in [
        format!("ip address add {PUBLIC_ADDRESS}/24 dev aussen"),
        "ip link set aussen up".to_owned(),
        format!("ip -n {INSIDE} address add {PRIVATE_ADDRESS}/24 dev innen"),
        format!("ip -n {INSIDE} link set innen up"),
        format!("ip -n {INSIDE} link set lo up"),
    ] {
        run(&command);
    }
    let town = Town::new_at("0.0.0.0:0").await;
    let port = forward_outwards(town.port());
    // The experiment can fail: without the firewall something inside is reached.
    assert!(can_connect(CONTROL_PORT), "not even the control is reached");
    std::fs::write(town.at("firewall"), FIREWALL).unwrap();
    run(&format!("ip netns exec {INSIDE} nft -f {}", town.at("firewall").display()));
    assert!(!can_connect(CONTROL_PORT), "the firewall does not keep it out");

    let inside = town.configuration_with(&format!("0.0.0.0:{POSTBOX_PORT}"), &format!("http://127.0.0.1:{port}"));
    let inside = inside.replacen("[private.storage]", "public_url = \"https://postkorb.example\"\n[private.storage]", 1);
    std::fs::write(town.at("inside.toml"), inside).unwrap();
    let mut command = Command::new("ip");
    command.args(["netns", "exec", INSIDE, env!("CARGO_BIN_EXE_vordruck"), "postbox", "--config"]).arg(town.at("inside.toml"));
    let _postbox = Collector(command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().unwrap());

    let mut submitted = Vec::new();
    for n in 0..3 {
        submitted.push(town.submit(Application::of(&format!("Bello {n}")).with_file("a.pdf", b"%PDF-1.4 a")).await.pid);
    }
    town.until_all_have_arrived(&submitted).await;
    // It listens on an address that can be reached, and is not.
    let knock = format!("exec 3<>/dev/tcp/{PRIVATE_ADDRESS}/{POSTBOX_PORT}");
    let knocked = Command::new("ip").args(["netns", "exec", INSIDE, "bash", "-c", &knock]).status().unwrap();
    assert!(knocked.success(), "from inside the postbox is there");
    for port in [POSTBOX_PORT, CONTROL_PORT, 22, 80, 443, 8_080, 8_081, 9_000] {
        assert!(!can_connect(port), "{port}");
    }
}
