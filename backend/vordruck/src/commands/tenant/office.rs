//! Where a tenant's files are and what they say. In: the configuration, a tenant's id. Out: paths, settings, keys' states.

use crate::commands::Failure;
use crate::config;
use crate::tenant::Tenant;
use std::path::{Path, PathBuf};
use toml_edit::DocumentMut;
use vordruck_contract::formats::is_slug;
use vordruck_private::keys::Unlock;
use vordruck_private::keys::ceremony::{KeyRequest, SignedManifest, SignedManifests, request};

/// The file of signed manifests in a tenant's folder.
pub(super) const MANIFESTS: &str = "manifests.json";

/// All tenants of an installation.
pub(super) struct Office {
    folder: PathBuf,
    pub(super) unlock: Unlock,
}

/// One tenant's folder.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    pub(super) id: String,
    folder: PathBuf,
}

/// The private side's section, as `private.toml` has it.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct PrivateSection {
    pub(super) name: String,
    pub(super) collector_token_file: PathBuf,
    pub(super) collector_key_file: PathBuf,
    pub(super) key_files: Vec<PathBuf>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) root_fingerprint: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) manifests_file: Option<PathBuf>,
    #[serde(default)]
    pub(super) notice: Vec<String>,
}

impl Office {
    pub(super) fn open(config: &Path) -> Result<Self, Failure> {
        let (folder, unlock) = config::tenants(config)?;
        Ok(Self { folder, unlock: Unlock::from_config(&unlock)? })
    }

    /// The folder a tenant has or will have.
    pub(super) fn place(&self, tenant: &str) -> Result<Desk, Failure> {
        if !is_slug(tenant) {
            return Err(format!("{tenant}: an id has 2 to 63 lower-case letters, digits and hyphens and begins with a letter").into());
        }
        Ok(Desk { id: tenant.to_owned(), folder: self.folder.join(tenant) })
    }

    /// A tenant there is.
    pub(super) fn desk(&self, tenant: &str) -> Result<Desk, Failure> {
        let desk = self.place(tenant)?;
        if desk.settings_file().is_file() {
            Ok(desk)
        } else {
            Err(format!("{tenant}: there is no such tenant. Add it with `tenant add`").into())
        }
    }

    /// All tenants by id.
    pub(super) fn desks(&self) -> Result<Vec<Desk>, Failure> {
        let entries = std::fs::read_dir(&self.folder).map_err(|fault| format!("{}: {fault}", self.folder.display()))?;
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut desks: Vec<Desk> = names.filter_map(|name| self.desk(&name).ok()).collect();
        desks.sort_by(|one, two| one.id.cmp(&two.id));
        Ok(desks)
    }
}

impl Desk {
    pub(super) fn at(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.join(name)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn settings_file(&self) -> PathBuf {
        self.at("settings.toml")
    }

    pub(super) fn settings(&self) -> Result<Tenant, Failure> {
        let file = self.settings_file();
        Tenant::from_toml(&read(&file)?).map_err(|fault| format!("{}: {fault}", file.display()).into())
    }

    pub(super) fn private(&self) -> Result<PrivateSection, Failure> {
        let file = self.at("private.toml");
        toml::from_str(&read(&file)?).map_err(|fault| format!("{}: {fault}", file.display()).into())
    }

    pub(super) fn write_private(&self, section: &PrivateSection) -> Result<(), Failure> {
        write(&self.at("private.toml"), &toml::to_string(section)?)
    }

    /// Changes the section and keeps what else stands in it.
    pub(super) fn change_private(&self, change: impl FnOnce(&mut DocumentMut)) -> Result<(), Failure> {
        let mut document: DocumentMut = read(&self.at("private.toml"))?.parse()?;
        change(&mut document);
        write(&self.at("private.toml"), &document.to_string())
    }

    /// The tenant's private keys, best first.
    pub(super) fn key_files(&self) -> Result<Vec<PathBuf>, Failure> {
        Ok(self.private()?.key_files.iter().map(|file| self.at(file)).collect())
    }

    /// The signed manifests that are installed, oldest first.
    pub(super) fn manifests(&self) -> Result<Vec<SignedManifest>, Failure> {
        let file = self.at(MANIFESTS);
        if !file.exists() {
            return Ok(Vec::new());
        }
        let installed: SignedManifests = serde_json::from_str(&read(&file)?).map_err(|fault| format!("{}: {fault}", file.display()))?;
        Ok(installed.manifests)
    }

    /// The public halves of the keys, to be signed.
    pub(super) fn request(&self, unlock: &Unlock) -> Result<KeyRequest, Failure> {
        let last = self.manifests()?.iter().map(|manifest| manifest.sequence).max().unwrap_or(0);
        Ok(request(&self.id, &self.key_files()?, last, unlock)?)
    }
}

pub(super) fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|fault| format!("{}: {fault}", file.display()).into())
}

/// Replaces a file at once: whoever reads it sees the old one or the new one. Only its owner may read it.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    let folder = file.parent().ok_or("a file has a folder")?;
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    temporary.as_file().sync_all()?;
    temporary.persist(file)?;
    Ok(())
}

/// `2027-01-31` of Unix seconds.
pub(super) fn day(seconds: u64) -> String {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    jiff::Timestamp::from_second(seconds).map_or_else(|_| "?".into(), |at| at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}
