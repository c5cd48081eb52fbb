//! The demo's folder: what is where, and the secrets that are drawn when it is made. In: a path. Out: paths, keys, the clerk's
//! account. Real installations keep these things apart; the demo says so.

use super::Clerk;
use super::sides::DemoClock;
use crate::commands::Failure;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vordruck_private::Destinations;
use vordruck_private::clock::{Clock, Randomness, SystemRandomness};
use vordruck_private::keys::{
    GeneratedKeys, KeyFiles, Unlock, ceremony, generate_identity, generate_tenant_keys, read_tenant_keys, sign_manifest,
};

/// The demo clerk's user name.
const CLERK: &str = "demo";
/// Days a key manifest of the demo is valid; it is signed anew at every start.
const MANIFEST_DAYS: u32 = 30;
/// Letters of the clerk's password: no two look alike.
const PASSWORD_LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// The folder.
#[derive(Debug, Clone)]
pub(crate) struct DemoFolder(PathBuf);

impl DemoFolder {
    /// Opens the folder; makes it and its parts if they aren't there.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        for part in ["public", "public-keys/first", "public-keys/second", "postbox", "postbox-keys", "town"] {
            let part = path.join(part);
            std::fs::create_dir_all(&part).map_err(|fault| format!("{}: {fault}. Choose another folder with --data", part.display()))?;
        }
        Ok(Self(path.canonicalize()?))
    }

    pub(crate) fn root(&self) -> &Path {
        &self.0
    }

    /// A path inside.
    pub(crate) fn at(&self, part: &str) -> PathBuf {
        self.0.join(part)
    }

    /// The file that opens the private side's key files.
    pub(crate) fn identity(&self) -> PathBuf {
        self.at("town/identity.txt")
    }

    /// The town's keys; made the first time.
    pub(crate) fn tenant_keys(&self, tenant: &str) -> Result<GeneratedKeys, Failure> {
        let unlock = self.unlock()?;
        let keys = self.at("town");
        if KeyFiles::of(&keys, tenant).token.exists() {
            Ok(read_tenant_keys(&keys, tenant, &unlock)?)
        } else {
            Ok(generate_tenant_keys(&keys, tenant, &unlock, Arc::new(SystemRandomness))?)
        }
    }

    /// A freshly signed key manifest.
    pub(crate) fn key_manifest(&self, tenant: &str, sequence: u64, keys: &GeneratedKeys, clock: &DemoClock) -> Result<String, Failure> {
        let recipients = [keys.files.recipient.clone()];
        Ok(sign_manifest(&keys.files.root, &recipients, tenant, sequence, Clock::now(clock), MANIFEST_DAYS, &self.unlock()?)?)
    }

    /// A freshly signed key manifest that says which services browsers seal for a destination.
    pub(crate) fn key_manifest_with(
        &self,
        tenant: &str,
        sequence: u64,
        keys: &GeneratedKeys,
        destinations: Destinations,
        clock: &DemoClock,
    ) -> Result<String, Failure> {
        if destinations.named.is_empty() {
            return self.key_manifest(tenant, sequence, keys, clock);
        }
        let unlock = self.unlock()?;
        let recipients = [keys.files.recipient.clone()];
        let mut request = ceremony::request(tenant, &recipients, sequence.saturating_sub(1), &unlock)?;
        request.keys.extend(destinations.keys);
        request.destinations = destinations.named;
        let signed = ceremony::sign(&request, &keys.files.root, &unlock, Clock::now(clock), 1, &[])?;
        Ok(signed.manifests.into_iter().next().map(|manifest| manifest.jws).unwrap_or_default())
    }

    /// The demo clerk; the password is drawn the first time.
    pub(crate) fn clerk(&self) -> Result<Clerk, Failure> {
        let file = self.at("town/clerk.txt");
        if let Ok(password) = std::fs::read_to_string(&file) {
            return Ok(Clerk { name: CLERK.to_owned(), password: password.trim().to_owned() });
        }
        let mut random = [0_u8; 20];
        SystemRandomness.fill(&mut random).map_err(|fault| fault.to_string())?;
        let password: String = random.iter().map(|byte| char::from(PASSWORD_LETTERS[usize::from(byte % 32)])).collect();
        std::fs::write(&file, &password)?;
        Ok(Clerk { name: CLERK.to_owned(), password })
    }

    fn unlock(&self) -> Result<Unlock, Failure> {
        let file = self.identity();
        if file.exists() { Ok(Unlock::from_identity_file(&file)?) } else { Ok(generate_identity(&file)?) }
    }
}
