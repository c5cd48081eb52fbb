//! The image as an orchestrator runs it: root file system read-only, no capability, no new privileges, a user who is nobody outside, volumes, and the system calls that
//! container engines refuse by default refused. In: what `.ci/steps/test-image` unpacked. Needs crun, and whoever may start containers.

use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::{Value, json};
use vordruck_contract::paths;

use crate::applicant::Application;
use crate::town::{SERVICE, TENANT, Town};

/// Who runs in the container, as the image says.
const USER: u32 = 10_001;
/// Among what container engines refuse by default.
const REFUSED: &[&str] = &[
    "add_key",
    "bpf",
    "fsopen",
    "init_module",
    "io_uring_setup",
    "kexec_load",
    "keyctl",
    "mount",
    "perf_event_open",
    "pivot_root",
    "ptrace",
    "request_key",
    "setns",
    "umount2",
    "unshare",
    "userfaultfd",
];

/// A container that is gone with the test.
struct Container {
    id: String,
    crun: Child,
}

impl Container {
    /// With a folder of this machine at the same place inside; the runtime refuses `refused`.
    fn start(arguments: &[&str], volume: &Path, refused: &[&str]) -> Self {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let id = format!("vordruck-{}-{}", std::process::id(), COUNT.fetch_add(1, std::sync::atomic::Ordering::SeqCst));
        let bundle = volume.with_extension(&id);
        std::fs::create_dir(&bundle).unwrap();
        std::fs::write(bundle.join("config.json"), configuration(arguments, volume, refused).to_string()).unwrap();
        let mut command = Command::new("crun");
        command.args(["--cgroup-manager=disabled", "run", "--bundle"]).arg(&bundle).arg(&id);
        let crun = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        Self { id, crun }
    }

    /// The address that it says it listens at.
    fn url(&mut self) -> String {
        let (mut line, output) = (String::new(), self.crun.stdout.as_mut().unwrap());
        BufReader::new(output).read_line(&mut line).unwrap();
        match serde_json::from_str::<Value>(&line) {
            Ok(said) => format!("http://{}", said["listening"].as_str().unwrap()),
            Err(_) => panic!("it did not start: {line}{}", self.end().1),
        }
    }

    /// As an orchestrator does it: SIGTERM.
    fn stop(mut self) -> (ExitStatus, String) {
        assert!(Command::new("sh").args(["-c", "kill -TERM $0", &self.crun.id().to_string()]).status().unwrap().success());
        self.end()
    }

    /// Its end, which comes by itself, and what it said on standard error.
    fn end(&mut self) -> (ExitStatus, String) {
        let mut said = String::new();
        self.crun.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.crun.wait().unwrap(), said)
    }
}

impl Drop for Container {
    fn drop(&mut self) {
        drop(Command::new("crun").args(["--cgroup-manager=disabled", "delete", "--force", &self.id]).stderr(Stdio::null()).status());
        drop(self.crun.kill());
        drop(self.crun.wait());
    }
}

fn bundle() -> PathBuf {
    std::env::var_os("VORDRUCK_IMAGE_BUNDLE").expect("run .ci/steps/test-image").into()
}

/// What `umoci unpack` made of the image's own settings, made as narrow as an orchestrator makes it.
fn configuration(arguments: &[&str], volume: &Path, refused: &[&str]) -> Value {
    let mut config: Value = serde_json::from_slice(&std::fs::read(bundle().join("config.json")).unwrap()).unwrap();
    assert_eq!(config["process"]["user"], json!({ "uid": USER, "gid": USER }), "the image says who runs in it");
    let program = config["process"]["args"][0].clone();
    assert_eq!(program, "/usr/local/bin/vordruck", "the image says what runs in it");
    config["root"] = json!({ "path": bundle().join("rootfs"), "readonly": true });
    config["process"]["terminal"] = false.into();
    config["process"]["args"] = std::iter::once(program).chain(arguments.iter().map(|word| json!(word))).collect();
    config["process"]["capabilities"] = json!({});
    config["process"]["noNewPrivileges"] = true.into();
    config["mounts"] = json!([
        { "destination": "/proc", "type": "proc", "source": "proc", "options": ["nosuid", "noexec", "nodev"] },
        { "destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755", "size=64k"] },
        { "destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "nodev", "noexec", "size=64m"] },
        { "destination": volume, "type": "bind", "source": volume, "options": ["bind", "rw", "nosuid", "nodev", "noexec"] },
    ]);
    // This machine's network: the town is in it.
    let namespaces = ["pid", "ipc", "uts", "mount"].iter().map(|kind| json!({ "type": kind }));
    let denied = json!([
        { "names": REFUSED.iter().chain(refused).collect::<Vec<_>>(), "action": "SCMP_ACT_ERRNO" },
        // Engines say that there is no such call (ENOSYS): the C library then starts threads in the old way.
        { "names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38 },
    ]);
    config["linux"]["namespaces"] = namespaces.collect();
    config["linux"]["seccomp"] = json!({ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": denied });
    config["linux"]["resources"] = json!({});
    if std::env::var_os("VORDRUCK_IMAGE_ROOTLESS").is_some() {
        let mapping = json!([{ "containerID": USER, "hostID": 0, "size": 1 }]);
        config["linux"]["namespaces"].as_array_mut().unwrap().push(json!({ "type": "user" }));
        config["linux"]["uidMappings"] = mapping.clone();
        config["linux"]["gidMappings"] = mapping;
    }
    config
}

/// A volume belongs to whoever runs in the container.
fn hand_over(path: &Path) {
    if std::env::var_os("VORDRUCK_IMAGE_ROOTLESS").is_none() {
        std::os::unix::fs::lchown(path, Some(USER), Some(USER)).unwrap();
    }
    if path.is_dir() {
        std::fs::read_dir(path).unwrap().for_each(|entry| hand_over(&entry.unwrap().path()));
    }
}

/// A public side of its own for a town, in a container.
fn serve(town: &Town) -> Container {
    let at = |name: &str| town.at(name).display().to_string();
    for folder in ["served", "served-keys"] {
        std::fs::create_dir_all(town.at(folder)).unwrap();
    }
    let config = format!(
        "[public.server]\nlisten = \"127.0.0.1:0\"\npublic_url = \"http://localhost\"\n[public.database]\npath = \"{}\"\n[public.keys]\nreplicas = \
         [\"{}\", \"{}\"]\nreceipt_key = \"{}\"\n[public.tenants.musterstadt]\ncollector_token_sha256 = \"{}\"\ncollector_key = \"{}\"\n",
        at("served/public.sqlite"),
        at("served-keys/a"),
        at("served-keys/b"),
        at("served-keys/receipt.key"),
        town.keys.collector_token_sha256,
        town.keys.collector_key,
    );
    std::fs::write(town.at("serve.toml"), config).unwrap();
    hand_over(town.folder.path());
    let mut container = Container::start(&["serve", "--config", &at("serve.toml")], town.folder.path(), &[]);
    let url = container.url();
    town.move_to(url, town.at("served/public.sqlite"));
    container
}

/// The town's private side, in a container.
fn postbox(town: &Town, refused: &[&str]) -> Container {
    hand_over(town.folder.path());
    let config = town.at("vordruck.toml").display().to_string();
    Container::start(&["postbox", "--config", &config], town.folder.path(), refused)
}

async fn status(url: &str, path: &str) -> u16 {
    reqwest::get(format!("{url}{path}")).await.unwrap().status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the image and crun: run .ci/steps/test-image"]
async fn both_sides_work_in_containers_and_lose_nothing_when_they_are_replaced() {
    let town = Town::new().await;
    let public = serve(&town);
    let here = town.public_url("");
    assert_eq!([status(&here, paths::HEALTH).await, status(&here, paths::ALIVE).await], [204, 204]);
    town.publish().await;
    let page = reqwest::get(town.public_url(&paths::start_page(TENANT, SERVICE))).await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("Hund anmelden"));

    let mut submitted = vec![town.submit(Application::of("Bello").with_file("a.pdf", b"%PDF-1.4 a")).await.pid];
    let mut private = postbox(&town, &[]);
    let postbox_url = private.url();
    assert_eq!([status(&postbox_url, paths::HEALTH).await, status(&postbox_url, paths::ALIVE).await], [200, 204]);
    // What arrives can be read: it was opened in a process that is confined, or it would wait.
    town.until_all_have_arrived(&submitted).await;

    let (ended, said) = private.stop();
    assert!(ended.success(), "{ended}: {said}");
    submitted.push(town.submit(Application::of("Hasso")).await.pid);
    let (ended, said) = public.stop();
    assert!(ended.success() && said.contains("public side stopped"), "{ended}: {said}");

    let _public = serve(&town);
    submitted.push(town.submit(Application::of("Rex")).await.pid);
    let mut private = postbox(&town, &[]);
    private.url();
    town.until_all_have_arrived(&submitted).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the image and crun: run .ci/steps/test-image"]
async fn where_the_runtime_forbids_confining_applications_wait_and_the_reason_is_said() {
    let town = Town::new().await;
    let pid = town.submit(Application::of("Bello")).await.pid;
    let mut private = postbox(&town, &["seccomp"]);
    private.url();
    let mut lines = BufReader::new(private.crun.stderr.take().unwrap()).lines();
    let is_said = tokio::task::spawn_blocking(move || lines.any(|line| line.unwrap().contains("the kernel does not confine it")));
    assert!(is_said.await.unwrap(), "it ended without a word");
    assert!(town.items().await.is_empty(), "nothing is opened without confinement");
    assert_eq!(town.waiting().await, std::slice::from_ref(&pid));
    drop(private);
    let mut private = postbox(&town, &[]);
    private.url();
    town.until_all_have_arrived(&[pid]).await;
}

#[test]
#[ignore = "needs the image and crun: run .ci/steps/test-image"]
fn what_a_volume_does_not_allow_is_named() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let town = runtime.block_on(Town::new());
    let public = serve(&town);
    drop(public.stop());
    let forbid = |name: &str, mode| std::fs::set_permissions(town.at(name), std::fs::Permissions::from_mode(mode)).unwrap();
    let said_by = |arguments: [&str; 1], config: &str| {
        let config = town.at(config).display().to_string();
        let (ended, said) = Container::start(&[arguments[0], "--config", &config], town.folder.path(), &[]).end();
        assert!(!ended.success(), "{said}");
        said
    };
    for (side, config, folder) in
        [("serve", "serve.toml", "served-keys"), ("serve", "serve.toml", "served"), ("postbox", "vordruck.toml", "days")]
    {
        forbid(folder, 0o000);
        let said = said_by([side], config);
        forbid(folder, 0o700);
        let place = town.at(folder).display().to_string();
        // Of a database SQLite says so.
        let is_reason = said.contains("Permission denied") || said.contains("unable to open database file");
        assert!(said.contains(&place) && is_reason, "{folder}: {said}");
    }
    // Nothing is mounted where it would write.
    let text = std::fs::read_to_string(town.at("serve.toml"))
        .unwrap()
        .replace(&town.at("served-keys").display().to_string(), "/var/lib/vordruck-keys");
    std::fs::write(town.at("unmounted.toml"), text).unwrap();
    hand_over(&town.at("unmounted.toml"));
    let said = said_by(["serve"], "unmounted.toml");
    assert!(said.contains("/var/lib/vordruck-keys") && said.contains("Read-only file system"), "{said}");
}
