//! The channel to a folder on an SFTP server. In: a delivery. Out: a folder `<reference>_<pid>` with all files in it, there at once or not at all, and beside it
//! an empty file of the same name with `.done`: only what has one may be taken. The server is the one whose key is in the configuration, or nothing is sent.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use russh::client::{self, Handle};
use russh::keys::{PrivateKey, PrivateKeyWithHashAlg, PublicKey, PublicKeyOrCertificate};
use russh_sftp::client::SftpSession;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::StatusCode;
use tokio::io::AsyncWriteExt as _;

use super::content::Content;
use super::{Channel, ChannelError, Delivery, Handed, SetupError, Trace, manifest};
use crate::config::SftpConfig;
use crate::failpoint;
use crate::reading::ExportFormat;
use crate::silence;

/// What the trace says once the folder is in its place.
const PLACED: &str = "placed";
/// Longest wait for a connection, and for any one answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder on an SFTP server as a channel.
pub(crate) struct Sftp {
    name: String,
    address: (String, u16),
    user: String,
    key: Arc<PrivateKey>,
    host_key: PublicKey,
    path: String,
    content: Content,
}

/// Lets in the server with one key.
struct Pinned(PublicKey);

impl client::Handler for Pinned {
    type Error = russh::Error;

    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        Ok(shown.public_key().key_data() == self.0.key_data())
    }
}

impl Sftp {
    pub(crate) fn from_config(name: String, config: &SftpConfig) -> Result<Self, SetupError> {
        let key = std::fs::read_to_string(&config.key_file).map_err(|error| SetupError::file(&config.key_file, error))?;
        let key = russh::keys::decode_secret_key(&key, None)
            .map_err(|_| SetupError::Value("key_file of an SFTP channel is no private key without a passphrase (Ed25519 or ECDSA)"))?;
        let host_key = PublicKey::from_openssh(&config.host_key)
            .map_err(|_| SetupError::Value("host_key of an SFTP channel is no public key, such as ssh-ed25519 AAAA…"))?;
        Ok(Self {
            name,
            address: (config.host.clone(), config.port),
            user: config.user.clone(),
            key: Arc::new(key),
            host_key,
            path: config.path.trim_end_matches('/').to_owned(),
            content: Content::from_config(&config.content)?,
        })
    }

    async fn connect(&self) -> Result<(Handle<Pinned>, SftpSession), ChannelError> {
        let mut config = client::Config { inactivity_timeout: Some(PATIENCE * 2), ..client::Config::default() };
        // A server with several keys shows the one that we know.
        config.preferred.key = Cow::Owned(vec![self.host_key.algorithm()]);
        let pinned = Pinned(self.host_key.clone());
        let mut connection = client::connect(Arc::new(config), self.address.clone(), pinned).await.map_err(not_connected)?;
        let key = PrivateKeyWithHashAlg::new(Arc::clone(&self.key), None);
        if !connection.authenticate_publickey(&self.user, key).await.map_err(not_connected)?.success() {
            return Err(ChannelError::NotNow(format!(
                "the server does not accept key_file for the user {}; is its public key among the user's authorized_keys?",
                self.user
            )));
        }
        let channel = connection.channel_open_session().await.map_err(not_connected)?;
        channel.request_subsystem(true, "sftp").await.map_err(not_connected)?;
        let session = SftpSession::new(channel.into_stream()).await.map_err(failed)?;
        session.set_timeout(PATIENCE.as_secs());
        Ok((connection, session))
    }

    /// Writes all files into a folder under another name, asks for their sizes, and gives the folder its name.
    async fn place(&self, session: &SftpSession, name: &str, files: &[manifest::Dropped<'_>]) -> Result<(), ChannelError> {
        let (part, done) = (format!("{}/.{name}.part", self.path), format!("{}/{name}", self.path));
        if exists(session, &done).await? {
            return Ok(());
        }
        // What a crash left behind is begun anew.
        if exists(session, &part).await? {
            for entry in session.read_dir(&part).await.map_err(failed)? {
                session.remove_file(format!("{part}/{}", entry.file_name())).await.map_err(failed)?;
            }
            session.remove_dir(&part).await.map_err(failed)?;
        }
        session.create_dir(&part).await.map_err(failed)?;
        for file in files {
            let path = format!("{part}/{}", file.name);
            write(session, &path, &file.bytes).await?;
            if session.metadata(&path).await.map_err(failed)?.size != Some(file.bytes.len() as u64) {
                return Err(ChannelError::NotNow("the server has something else than was written".to_owned()));
            }
        }
        session.rename(part, done).await.map_err(failed)
    }

    async fn hand_over(&self, delivery: &Delivery, trace: &mut Trace) -> Result<(), ChannelError> {
        let name = format!("{}_{}", delivery.reference, delivery.pid);
        let files = if trace.text() == Some(PLACED) { None } else { Some(manifest::files(delivery, &self.content).await?) };
        let (connection, session) = self.connect().await?;
        if let Some(files) = files {
            self.place(&session, &name, &files).await?;
            failpoint::reach("placed-unwritten");
            // Before anybody may take it: after a crash it is not put there a second time, whether it was taken or not.
            trace.note(PLACED).await?;
            failpoint::reach("placed");
        }
        let folder = format!("{}/{name}", self.path);
        if exists(&session, &folder).await? {
            write(&session, &format!("{folder}.done"), &[]).await?;
        }
        // It is there; how the connection ends changes nothing.
        let _ = session.close().await;
        let _ = connection.disconnect(russh::Disconnect::ByApplication, "", "").await;
        Ok(())
    }
}

#[async_trait]
impl Channel for Sftp {
    fn name(&self) -> &str {
        &self.name
    }

    fn exports(&self) -> Vec<ExportFormat> {
        vec![self.content.format]
    }

    async fn deliver(&self, delivery: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        self.hand_over(delivery, trace).await?;
        Ok(Handed::Confirmed)
    }
}

/// The file is on the server's disk when this returns, as far as the server knows `fsync@openssh.com`.
async fn write(session: &SftpSession, path: &str, bytes: &[u8]) -> Result<(), ChannelError> {
    let lost = |_| ChannelError::NotNow("the connection broke while writing".to_owned());
    let mut file = session.create(path).await.map_err(failed)?;
    file.write_all(bytes).await.map_err(lost)?;
    file.flush().await.map_err(lost)?;
    file.sync_all().await.map_err(failed)?;
    file.close().await.map_err(lost)
}

async fn exists(session: &SftpSession, path: &str) -> Result<bool, ChannelError> {
    session.try_exists(path).await.map_err(failed)
}

fn not_connected(error: russh::Error) -> ChannelError {
    ChannelError::NotNow(match error {
        russh::Error::UnknownKey => {
            "the server shows another key than host_key; nothing was sent. Ask its operator before you change host_key (ssh-keyscan shows it)".to_owned()
        }
        // Nothing of ours has gone through the connection yet.
        other => format!("no connection: {}", silence::cause(&other)),
    })
}

/// What a server says may repeat paths: its status is enough.
fn failed(error: SftpError) -> ChannelError {
    ChannelError::NotNow(match error {
        SftpError::Status(status) if status.status_code == StatusCode::NoSuchFile => {
            "path is not there on the server, or is no folder; it is never made here".to_owned()
        }
        SftpError::Status(status) if status.status_code == StatusCode::PermissionDenied => {
            "the user may not write into path on the server".to_owned()
        }
        SftpError::Status(status) => format!("the server answers: {}", status.status_code),
        SftpError::Timeout => "the server does not answer".to_owned(),
        _ => "the connection broke".to_owned(),
    })
}
