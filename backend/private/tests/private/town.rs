//! A fictional town for one test: a public side, a private side, a published form, a clock that the test moves. Everything is gone when it is dropped.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use vordruck_contract::postbox::PasswordProfile;
use vordruck_contract::{assets::NoAssets, keys::KeyManifest, paths};
use vordruck_envelope::FormHash;
use vordruck_envelope::keys::{Pinned, Recipient, TrustedKeys};
use vordruck_form::export::reading;
use vordruck_form::validate::ValidatedAnswers;
use vordruck_private::collect::StopAfter;
use vordruck_private::config::{
    ChannelConfig, CollectingConfig, Config, DatabaseConfig, DatabasePlace, DatabaseServer, DestinationConfig, MailConfig, NoticesConfig,
    OpeningConfig, PublicSideConfig, ScannerConfig, ServerConfig, StaffConfig, StorageConfig, TenantConfig, TransferConfig, UnlockConfig,
};
use vordruck_private::keys::{GeneratedKeys, Unlock, generate_identity, generate_tenant_keys, sign_manifest, write_destination_keys};
use vordruck_private::paper::{ListPaper, ListPrinter, Paper, PaperError, PaperMeta};
use vordruck_private::reading::InThisProcess;
use vordruck_private::{DestinationKeys, Publication, Retried, RunningPrivateSide, StaffMember};
use vordruck_public::PublicSide;

use crate::clock::TownClock;
use crate::postgres;
use crate::service::{PROCESS, card, compiled};

pub(crate) const TENANT: &str = "musterstadt";
pub(crate) const SERVICE: &str = "hund";
pub(crate) const PASSWORD: &str = "kaffee regal dienstag wolke";
pub(crate) const PDF: &[u8] = b"%PDF-1.7 Kopie";

/// Stands for the PDF: the read answers as text behind a PDF's first bytes. A dog called "Absturz" makes it panic.
struct PlainPaper;

impl ListPrinter for PlainPaper {
    fn print(&self, list: &ListPaper) -> Result<Vec<u8>, PaperError> {
        let rows: Vec<String> = list.rows.iter().map(|row| format!("{}: {}", row.head, row.lines.join(" · "))).collect();
        Ok(format!("%PDF-1.7 {} {}\n{}", list.title, list.authority, rows.join("\n")).into_bytes())
    }
}

impl Paper for PlainPaper {
    fn render(&self, answers: &ValidatedAnswers, meta: &PaperMeta) -> Result<Vec<u8>, PaperError> {
        let text: String = reading::sections(answers.state(), 0)
            .into_iter()
            .flat_map(|section| section.rows)
            .map(|row| format!("{}: {}\n", row.label, row.lines.join(", ")))
            .collect();
        assert!(!text.contains("Absturz"), "the test asks for a panic");
        Ok(format!("%PDF-1.7 {} {}\n{text}", meta.reference, meta.received_at).into_bytes())
    }
}

/// What a town is built with.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) scanner: ScannerConfig,
    pub(crate) mail: Option<MailConfig>,
    pub(crate) staff: StaffConfig,
    pub(crate) collecting: CollectingConfig,
    pub(crate) public_url: Option<String>,
    pub(crate) tenant_profile: Option<PasswordProfile>,
    pub(crate) channels: BTreeMap<String, ChannelConfig>,
    pub(crate) destinations: BTreeMap<String, DestinationConfig>,
    pub(crate) deliver: BTreeMap<String, Vec<String>>,
    pub(crate) transfers: TransferConfig,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            scanner: ScannerConfig::None,
            mail: None,
            staff: StaffConfig::default(),
            public_url: None,
            tenant_profile: None,
            channels: BTreeMap::new(),
            destinations: BTreeMap::new(),
            deliver: BTreeMap::new(),
            transfers: TransferConfig::default(),
            collecting: CollectingConfig {
                wait_seconds: 0,
                retry_first_ms: 5,
                retry_most_ms: 20,
                attempts: 3,
                ..CollectingConfig::default()
            },
        }
    }
}

pub(crate) struct Town {
    pub(crate) folder: TempDir,
    pub(crate) clock: TownClock,
    pub(crate) keys: GeneratedKeys,
    pub(crate) form: Vec<u8>,
    pub(crate) http: reqwest::Client,
    pub(crate) plan: Plan,
    manifest: String,
    /// The private side's; the public one is on SQLite here.
    pub(crate) database: DatabasePlace,
    pub(crate) public: Option<PublicSide>,
    private: Option<RunningPrivateSide>,
}

impl Town {
    pub(crate) async fn new() -> Self {
        Self::with(Plan::default()).await
    }

    pub(crate) async fn with(plan: Plan) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TownClock::at("2026-11-22T08:00:00Z");
        let unlock = generate_identity(&folder.path().join("keys/identity")).unwrap();
        let keys = make_keys(folder.path(), &unlock);
        let manifest =
            sign_manifest(&keys.files.root, std::slice::from_ref(&keys.files.recipient), TENANT, 1, clock.now() - 60, 80, &unlock).unwrap();
        let form = compiled(PROCESS, &keys).to_bytes();
        let public = Some(start_public(folder.path(), &keys, &clock).await);
        let database = match postgres::new_schema().await {
            Some(url) => DatabasePlace::Server(DatabaseServer { url, password_file: None }),
            None => DatabasePlace::File(folder.path().join("private/postbox.sqlite")),
        };
        let mut town = Self { folder, clock, keys, form, http: reqwest::Client::new(), plan, manifest, database, public, private: None };
        town.start_private().await;
        town.publish().await;
        town
    }

    /// The private side; tests stop and start it.
    pub(crate) fn private(&self) -> &RunningPrivateSide {
        self.private.as_ref().unwrap()
    }

    pub(crate) async fn start_private(&mut self) {
        self.private = Some(self.another_private().await);
    }

    /// One more process on the same store.
    pub(crate) async fn another_private(&self) -> RunningPrivateSide {
        vordruck_private::PrivateSide::serve(
            self.private_config(),
            Arc::new(NoAssets),
            Arc::new(PlainPaper),
            Arc::new(InThisProcess { paper: Arc::new(PlainPaper) }),
            Arc::new(self.clock.clone()),
            Arc::new(vordruck_private::clock::SystemRandomness),
        )
        .await
        .unwrap()
    }

    /// Reads again what could not be read.
    pub(crate) async fn retry_unreadable(&self) -> Vec<(String, Retried)> {
        let reader = InThisProcess { paper: Arc::new(PlainPaper) };
        self.private().side().retry(Arc::new(reader), None).await.unwrap()
    }

    /// Starts the private side as the binary does: it collects by itself.
    pub(crate) async fn start_and_collect(&mut self) {
        self.start_private().await;
        self.private.as_mut().unwrap().begin_collecting();
    }

    /// Everything in memory is lost, as in a crash; what is on the disk stays.
    pub(crate) async fn crash_private(&mut self) {
        self.private.take().unwrap().shutdown().await;
        self.start_private().await;
    }

    pub(crate) async fn stop_private(&mut self) {
        self.private.take().unwrap().shutdown().await;
    }

    /// A public side without memory takes the place of the one there was; `keeps_its_key` says whether it signs receipts with the same key.
    pub(crate) async fn replace_public(&mut self, keeps_its_key: bool) {
        self.stop_private().await;
        std::fs::remove_dir_all(self.folder.path().join("public")).unwrap();
        if !keeps_its_key {
            std::fs::remove_file(self.folder.path().join("public-keys/receipt")).unwrap();
        }
        self.public = Some(start_public(self.folder.path(), &self.keys, &self.clock).await);
        self.start_private().await;
        self.publish().await;
    }

    async fn publish(&self) {
        let hash = FormHash::of(&self.form).to_string();
        let publication = Publication {
            tenant: TENANT.to_owned(),
            form: self.form.clone(),
            card: card(&hash),
            keys: KeyManifest { jws: self.manifest.clone() },
        };
        self.private().side().publish(publication).await.unwrap();
    }

    /// Publishes a form behind the private side's back.
    pub(crate) async fn publish_unknown_form(&self) -> Vec<u8> {
        let form = compiled(&PROCESS.replace("1.2.3", "9.9.9"), &self.keys).to_bytes();
        let token = std::fs::read_to_string(&self.keys.files.token).unwrap();
        let put = self.http.put(self.public_url(&paths::form(&FormHash::of(&form).to_string()))).bearer_auth(token);
        let put = put.header("content-type", vordruck_contract::forms::MEDIA_TYPE).body(form.clone());
        assert!(put.send().await.unwrap().status().is_success());
        form
    }

    pub(crate) fn public_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.public.as_ref().unwrap().address())
    }

    pub(crate) fn private_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.private().address)
    }

    /// One round of collecting, all steps.
    pub(crate) async fn collect(&self) -> usize {
        self.private().collect_once(StopAfter::Acknowledge).await.unwrap()
    }

    /// Whether the public side still has anything for us: all leases run out first.
    pub(crate) async fn public_side_has_something(&self) -> bool {
        self.clock.advance(601);
        self.private().collect_once(StopAfter::Lease).await.unwrap() > 0
    }

    pub(crate) async fn add_clerk(&self, name: &str, grants: &[&str]) {
        let grants = grants.iter().map(|grant| grant.parse().unwrap()).collect();
        let member = StaffMember { name: name.to_owned(), display_name: format!("Sachbearbeitung {name}"), grants, administers: vec![] };
        self.private().side().add_user(member, PASSWORD.to_owned().into()).await.unwrap();
    }

    /// An administrator of a tenant, without permission for any service.
    pub(crate) async fn add_administrator(&self, name: &str, tenant: &str) {
        let member = StaffMember {
            name: name.to_owned(),
            display_name: format!("Leitung {name}"),
            grants: vec![],
            administers: vec![tenant.to_owned()],
        };
        self.private().side().add_user(member, PASSWORD.to_owned().into()).await.unwrap();
    }

    fn private_config(&self) -> Config {
        let keys = self.folder.path().join("keys");
        let tenant = TenantConfig {
            name: "Stadt Musterstadt".to_owned(),
            collector_token_file: self.keys.files.token.clone(),
            collector_key_file: self.keys.files.collector.clone(),
            key_files: vec![self.keys.files.recipient.clone()],
            root_fingerprint: Some(self.keys.root_fingerprint.clone()),
            manifests_file: None,
            password_profile: self.plan.tenant_profile,
            notice: vec!["ordnungsamt@musterstadt.example".to_owned()],
            channels: self.plan.channels.clone(),
            destinations: self.destinations(),
            deliver: self.plan.deliver.clone(),
        };
        Config {
            tenants_folder: None,
            server: ServerConfig {
                listen: "127.0.0.1:0".parse().unwrap(),
                public_url: self.plan.public_url.clone(),
                // Tests say where requests come from; without the header it is this machine.
                trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
                connections: 64,
                patience_seconds: 5,
            },
            storage: StorageConfig {
                folder: self.private_folder(),
                day_keys: keys.join("days"),
                key_file: keys.join("at-rest.age"),
                unlock: UnlockConfig::IdentityFile(keys.join("identity")),
            },
            // A file is where it is without being named.
            database: DatabaseConfig {
                place: Some(self.database.clone()).filter(|place| matches!(place, DatabasePlace::Server(_))),
                ..DatabaseConfig::default()
            },
            public_side: PublicSideConfig { url: self.public_url(""), root_certificate: None, receipt_key: None },
            collecting: self.plan.collecting.clone(),
            opening: OpeningConfig::default(),
            transfers: self.plan.transfers.clone(),
            scanner: self.plan.scanner.clone(),
            mail: self.plan.mail.clone(),
            notices: NoticesConfig::default(),
            staff: self.plan.staff.clone(),
            tenants: [(TENANT.to_owned(), tenant)].into(),
        }
    }

    /// Destinations of the plan; their keys are sealed the first time.
    fn destinations(&self) -> BTreeMap<String, DestinationConfig> {
        let path = self.folder.path().join("keys/destination.age");
        if !self.plan.destinations.is_empty() && !path.exists() {
            let unlock = Unlock::from_identity_file(&self.folder.path().join("keys/identity")).unwrap();
            let (opening, signing) = (include_bytes!("fit_connect/enc.jwk"), include_bytes!("fit_connect/sign.jwk"));
            write_destination_keys(&path, &DestinationKeys::from_jwks(opening, signing).unwrap(), &unlock).unwrap();
        }
        let mut destinations = self.plan.destinations.clone();
        destinations.values_mut().for_each(|destination| destination.key_files = vec![path.clone()]);
        destinations
    }

    pub(crate) fn private_folder(&self) -> PathBuf {
        self.folder.path().join("private")
    }

    /// The tenant's present key, believed the way a browser believes it.
    pub(crate) fn recipient(&self) -> Recipient {
        let root = self.keys.root_fingerprint.parse().unwrap();
        let now = u64::try_from(self.clock.now()).unwrap();
        TrustedKeys::verify(&self.manifest, &Pinned { tenant: TENANT, root, least_sequence: 0 }, now).unwrap().recipient(now).unwrap()
    }
}

pub(crate) async fn start_public(folder: &Path, keys: &GeneratedKeys, clock: &TownClock) -> PublicSide {
    let config = public_config(folder, keys);
    PublicSide::start(config, vordruck_contract::assets::NoAssets, clock.clone(), vordruck_public::clock::SystemRandomness).await.unwrap()
}

fn make_keys(folder: &Path, unlock: &Unlock) -> GeneratedKeys {
    generate_tenant_keys(&folder.join("keys"), TENANT, unlock, Arc::new(vordruck_private::clock::SystemRandomness)).unwrap()
}

fn public_config(folder: &Path, keys: &GeneratedKeys) -> vordruck_public::config::Config {
    let path = |name: &str| folder.join(name).display().to_string();
    let text = format!(
        r#"
[server]
listen = "127.0.0.1:0"
public_url = "http://localhost"
[database]
path = "{}"
[keys]
replicas = ["{}"]
receipt_key = "{}"
[tenants.{TENANT}]
collector_token_sha256 = "{}"
collector_key = "{}"
"#,
        path("public/db.sqlite"),
        path("public-keys"),
        path("public-keys/receipt"),
        keys.collector_token_sha256,
        keys.collector_key
    );
    toml::from_str(&text).unwrap()
}
