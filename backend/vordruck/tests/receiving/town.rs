//! A fictional town for one test: a public side in this process whose clock the test moves, and private sides that are processes. In: nothing. Out: what
//! each of the two databases says about an application.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use sqlx::AnyPool;
use sqlx::any::install_default_drivers;
use tempfile::TempDir;
use vordruck_contract::assets::NoAssets;
use vordruck_contract::keys::KeyManifest;
use vordruck_envelope::FormHash;
use vordruck_envelope::keys::{Pinned, Recipient, TrustedKeys};
use vordruck_private::clock::SystemRandomness;
use vordruck_private::keys::{GeneratedKeys, generate_identity, generate_tenant_keys, sign_manifest};
use vordruck_private::{PrivateSide, Publication};
use vordruck_public::PublicSide;

use crate::postgres;
use crate::service::{PROCESS, card, compiled};

pub(crate) const TENANT: &str = "musterstadt";
pub(crate) const SERVICE: &str = "hund";
pub(crate) const PDF: &[u8] = b"%PDF-1.7 Kopie";

/// The public side's clock: the machine's, and what a test adds.
#[derive(Clone)]
pub(crate) struct TownClock(Arc<AtomicI64>);

impl TownClock {
    pub(crate) fn now(&self) -> i64 {
        vordruck_private::clock::Clock::now(&vordruck_private::clock::SystemClock) + self.0.load(Ordering::SeqCst)
    }
}

impl vordruck_public::clock::Clock for TownClock {
    fn now(&self) -> i64 {
        self.now()
    }
    fn elapsed(&self) -> Duration {
        Duration::from_secs(u64::try_from(self.now()).unwrap())
    }
}

pub(crate) struct Town {
    pub(crate) folder: TempDir,
    pub(crate) keys: GeneratedKeys,
    pub(crate) form: Vec<u8>,
    pub(crate) http: reqwest::Client,
    clock: TownClock,
    manifest: String,
    public: PublicSide,
    /// The schema of the private side's database, if it is on a server.
    schema: Option<String>,
    /// Another public side than the one in this process: its address and its database.
    elsewhere: Mutex<Option<(String, PathBuf)>>,
}

impl Town {
    /// A town whose private side has not published its form yet; the public side listens on `listen`.
    async fn unpublished_at(listen: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for part in ["keys", "days", "a", "b", "database"] {
            std::fs::create_dir(at(part)).unwrap();
        }
        let clock = TownClock(Arc::default());
        let unlock = generate_identity(&at("identity.txt")).unwrap();
        let keys = generate_tenant_keys(&at("keys"), TENANT, &unlock, Arc::new(SystemRandomness)).unwrap();
        let recipients = [keys.files.recipient.clone()];
        let manifest = sign_manifest(&keys.files.root, &recipients, TENANT, 1, clock.now() - 60, 80, &unlock).unwrap();
        let config = serde_json::from_value(json!({
            "server": { "listen": listen, "public_url": "http://localhost" },
            "database": { "path": at("database/public.sqlite") },
            "keys": { "replicas": [at("a"), at("b")], "receipt_key": at("receipt.key") },
            "tenants": { TENANT: { "collector_token_sha256": keys.collector_token_sha256, "collector_key": keys.collector_key } },
        }));
        let randomness = vordruck_public::clock::SystemRandomness;
        let public = PublicSide::start(config.unwrap(), NoAssets, clock.clone(), randomness).await.unwrap();
        let form = compiled(PROCESS, &keys).to_bytes();
        let schema = postgres::new_schema().await;
        let town = Self { folder, keys, form, http: reqwest::Client::new(), clock, manifest, public, schema, elsewhere: Mutex::default() };
        std::fs::write(town.at("vordruck.toml"), town.configuration()).unwrap();
        town
    }

    pub(crate) async fn new() -> Self {
        Self::new_at("127.0.0.1:0").await
    }

    pub(crate) async fn new_at(listen: &str) -> Self {
        let town = Self::unpublished_at(listen).await;
        town.publish().await;
        town
    }

    fn configuration(&self) -> String {
        self.configuration_with("127.0.0.1:0", &self.public_url(""))
    }

    /// Port of the public side.
    pub(crate) fn port(&self) -> u16 {
        self.public.address().port()
    }

    pub(crate) fn configuration_with(&self, listen: &str, public_side: &str) -> String {
        let at = |name: &str| self.at(name).display().to_string();
        let database = self.schema.as_ref().map_or_else(String::new, |url| format!("[private.database]\nurl = \"{url}\"\n"));
        format!(
            "{database}[private.server]\nlisten = \"{listen}\"\n[private.storage]\nfolder = \"{}\"\nday_keys = \"{}\"\nkey_file = \"{}\"\n\
             unlock = {{ identity_file = \"{}\" }}\n[private.public_side]\nurl = \"{public_side}\"\n[private.collecting]\nwait_seconds = 1\n\
             retry_first_ms = 50\nretry_most_ms = 500\n[private.scanner]\nkind = \"none\"\n\
             [private.tenants.musterstadt]\nname = \"Musterstadt\"\ncollector_token_file = \"{}\"\ncollector_key_file = \"{}\"\nkey_files = [\"{}\"]\n",
            at("store"),
            at("days"),
            at("at-rest.age"),
            at("identity.txt"),
            self.keys.files.token.display(),
            self.keys.files.collector.display(),
            self.keys.files.recipient.display(),
        )
    }

    /// Adds sections to the configuration of the processes.
    pub(crate) fn configure(&self, sections: &str) {
        let config = std::fs::read_to_string(self.at("vordruck.toml")).unwrap();
        std::fs::write(self.at("vordruck.toml"), config + sections).unwrap();
    }

    /// Publishes the form from the private side.
    pub(crate) async fn publish(&self) {
        let text: toml::Table = self.configuration().parse().unwrap();
        let config = text["private"].clone().try_into().unwrap();
        let clock = Arc::new(vordruck_private::clock::SystemClock);
        let side = PrivateSide::open(config, clock, Arc::new(SystemRandomness)).await.unwrap();
        let keys = KeyManifest { jws: self.manifest.clone() };
        side.publish(Publication {
            tenant: TENANT.to_owned(),
            form: self.form.clone(),
            card: card(&FormHash::of(&self.form).to_string()),
            keys,
        })
        .await
        .unwrap();
        side.close().await;
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn public_url(&self, path: &str) -> String {
        match &*self.elsewhere.lock().unwrap() {
            Some((url, _)) => format!("{url}{path}"),
            None => format!("http://127.0.0.1:{}{path}", self.port()),
        }
    }

    /// From now on another process is the town's public side, with nothing published.
    pub(crate) fn move_to(&self, url: String, database: PathBuf) {
        *self.elsewhere.lock().unwrap() = Some((url, database));
        std::fs::write(self.at("vordruck.toml"), self.configuration()).unwrap();
    }

    fn database(&self) -> PathBuf {
        self.elsewhere.lock().unwrap().as_ref().map_or_else(|| self.at("database/public.sqlite"), |(_, database)| database.clone())
    }

    /// All leases run out.
    pub(crate) fn let_leases_run_out(&self) {
        self.clock.0.fetch_add(601, Ordering::SeqCst);
    }

    pub(crate) fn recipient(&self) -> Recipient {
        let root = self.keys.root_fingerprint.parse().unwrap();
        let now = u64::try_from(self.clock.now()).unwrap();
        TrustedKeys::verify(&self.manifest, &Pinned { tenant: TENANT, root, least_sequence: 0 }, now).unwrap().recipient(now).unwrap()
    }

    /// The binary with this town's configuration. `VORDRUCK_BINARY` measures another build of it.
    pub(crate) fn vordruck(&self, arguments: &[&str]) -> Command {
        let program = std::env::var_os("VORDRUCK_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_vordruck").into());
        let mut command = Command::new(program);
        command.args(arguments).arg("--config").arg(self.at("vordruck.toml")).current_dir(self.folder.path());
        command
    }

    /// A private side that collects; it dies at a step if one is named, and when it is dropped.
    pub(crate) fn collector(&self, abort_at: Option<&str>) -> Collector {
        let mut command = self.vordruck(&["postbox", "collect"]);
        if let Some(step) = abort_at {
            command.env("VORDRUCK_ABORT_AT", step);
        }
        Collector(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// The private side's database.
    async fn postbox(&self) -> AnyPool {
        open(self.schema.clone().unwrap_or_else(|| format!("sqlite://{}", self.at("store/postbox.sqlite").display()))).await
    }

    async fn public_side(&self) -> AnyPool {
        open(format!("sqlite://{}?mode=ro", self.database().display())).await
    }

    /// How often each application is in the postbox, and whether it can be read, by name.
    pub(crate) async fn items(&self) -> Vec<(String, i64, bool)> {
        let statement = "SELECT pid, COUNT(*), MIN(CAST(readable AS INTEGER)) FROM items GROUP BY pid ORDER BY pid";
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(statement).fetch_all(&self.postbox().await).await.unwrap();
        rows.into_iter().map(|(pid, count, readable)| (pid, count, readable == 1)).collect()
    }

    /// Names of the applications that the public side still holds.
    pub(crate) async fn waiting(&self) -> Vec<String> {
        let pool = self.public_side().await;
        let pids: Vec<Vec<u8>> = sqlx::query_scalar("SELECT pid FROM submissions WHERE deleted_at IS NULL").fetch_all(&pool).await.unwrap();
        pids.into_iter().map(|pid| vordruck_envelope::Pid::from_random(pid.try_into().unwrap()).to_string()).collect()
    }

    /// How many applications the public side still holds.
    pub(crate) async fn waiting_count(&self) -> i64 {
        let pool = self.public_side().await;
        sqlx::query_scalar("SELECT COUNT(*) FROM submissions WHERE deleted_at IS NULL").fetch_one(&pool).await.unwrap()
    }

    /// How many items there are.
    pub(crate) async fn delivered(&self) -> usize {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM items").fetch_one(&self.postbox().await).await.unwrap();
        usize::try_from(count).unwrap()
    }

    /// As if the private side had never published any form.
    pub(crate) async fn forget_forms(&self) {
        let forgotten = sqlx::query("DELETE FROM forms").execute(&self.postbox().await).await.unwrap();
        assert_eq!(forgotten.rows_affected(), 1);
    }

    /// How many items could not be read.
    pub(crate) async fn unreadable(&self) -> i64 {
        let statement = "SELECT COUNT(*) FROM items WHERE NOT readable";
        sqlx::query_scalar(statement).fetch_one(&self.postbox().await).await.unwrap()
    }

    /// The day it is for the public side.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        jiff::Timestamp::from_second(self.clock.now()).unwrap().to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    /// Names of the applications whose content waits for an interface.
    pub(crate) async fn transfers_with_content(&self) -> Vec<String> {
        let statement = "SELECT pid FROM transfers WHERE delivery_sealed IS NOT NULL";
        sqlx::query_scalar(statement).fetch_all(&self.postbox().await).await.unwrap()
    }

    /// The private side's leases run out, too: its processes have the machine's clock, which a test can't move.
    pub(crate) async fn let_own_leases_run_out(&self) {
        let pool = self.postbox().await;
        for table in ["transfers", "receptions"] {
            sqlx::query(sqlx::AssertSqlSafe(format!("UPDATE {table} SET leased_until = 0"))).execute(&pool).await.unwrap();
        }
        pool.close().await;
    }

    /// Every application is at one of the two ends, in the postbox at most once. Whatever the processes are doing: the public side is asked first, and what
    /// it does not hold any more must be there.
    pub(crate) async fn check(&self, submitted: &[String]) {
        let waiting = self.waiting().await;
        let items = self.items().await;
        for pid in submitted {
            let count = items.iter().find(|(name, ..)| name == pid).map_or(0, |(_, count, _)| *count);
            assert!(count <= 1, "{pid} is in the postbox {count} times");
            assert!(count == 1 || waiting.contains(pid), "{pid} is lost: deleted by the public side, not in the postbox");
        }
    }

    /// Waits until nothing is under way any more.
    pub(crate) async fn until_all_have_arrived(&self, submitted: &[String]) {
        for n in 0..1_200 {
            if self.waiting().await.is_empty() {
                break;
            }
            assert!(n < 1_199, "still waiting: {:?}", self.waiting().await);
            if n % 40 == 39 {
                self.let_leases_run_out();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let items = self.items().await;
        assert_eq!(items.len(), submitted.len());
        assert!(items.iter().all(|(pid, count, is_readable)| *count == 1 && *is_readable && submitted.contains(pid)), "{items:?}");
    }
}

/// A private side as a process.
pub(crate) struct Collector(pub(crate) Child);

impl Collector {
    /// Its end, which has to come by itself.
    pub(crate) async fn end(&mut self) -> std::process::ExitStatus {
        for _ in 0..6_000 {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("it lives on after five minutes");
    }

    pub(crate) fn kill(&mut self) {
        // SIGKILL: no handler, no destructor.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        self.kill();
    }
}

async fn open(address: String) -> AnyPool {
    install_default_drivers();
    // One is enough for a test, which may open many.
    sqlx::any::AnyPoolOptions::new().max_connections(1).connect(&address).await.unwrap()
}
