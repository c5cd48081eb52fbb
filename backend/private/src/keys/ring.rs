//! The opened keys of one tenant, held while the program runs. In: its configuration. Out: the key a submission names, if it is ours.

use vordruck_envelope::Kid;
use vordruck_envelope::keys::RecipientKey;
use vordruck_envelope::signature::SigningKey;
use zeroize::Zeroizing;

use super::Unlock;
use super::file::{KeyFileError, Purpose, read_key};
use crate::config::TenantConfig;

/// Keys of one tenant.
pub(crate) struct TenantKeys {
    recipients: Vec<(Kid, RecipientKey)>,
    /// Signs acknowledgements.
    pub(crate) collector: SigningKey,
    /// Proves to the public side who collects.
    pub(crate) token: Zeroizing<String>,
}

impl TenantKeys {
    /// Opens the key files.
    pub(crate) fn open(config: &TenantConfig, unlock: &Unlock) -> Result<Self, KeyFileError> {
        let mut recipients = Vec::new();
        for path in &config.key_files {
            let key: RecipientKey = read_key(path, Purpose::Recipient, unlock)?;
            recipients.push((key.kid()?, key));
        }
        let path = &config.collector_token_file;
        let token = std::fs::read_to_string(path).map_err(|error| KeyFileError::File { path: path.clone(), error })?;
        Ok(Self {
            recipients,
            collector: read_key(&config.collector_key_file, Purpose::Collector, unlock)?,
            token: Zeroizing::new(token.trim().to_owned()),
        })
    }

    /// The private key of this id, if it is one of ours.
    pub(crate) fn recipient(&self, kid: &Kid) -> Option<&RecipientKey> {
        self.recipients.iter().find(|(known, _)| known == kid).map(|(_, key)| key)
    }
}
