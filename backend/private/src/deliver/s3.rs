//! The channel into a bucket of an S3-compatible store. In: a delivery. Out: objects below `<prefix><reference>_<pid>/`, each asked for again after it was
//! written, and last of all an empty object of the same name with `.done`: only what has one may be taken. The same names each time, so that
//! repeating overwrites and never doubles.

use async_trait::async_trait;
use object_store::aws::{AmazonS3, AmazonS3Builder, Checksum};
use object_store::client::{HttpClient, HttpConnector};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, ClientOptions, Error, ObjectStore as _, ObjectStoreExt as _, PutOptions, PutPayload, RetryConfig,
};

use super::content::Content;
use super::{Channel, ChannelError, Delivery, Handed, SetupError, Trace, manifest, web};
use crate::config::S3Config;
use crate::failpoint;
use crate::reading::ExportFormat;
use crate::silence;

/// What the trace says once all objects but the mark are there.
const PLACED: &str = "placed";

/// A bucket as a channel.
pub(crate) struct S3 {
    name: String,
    store: AmazonS3,
    prefix: String,
    content: Content,
}

/// Connects as all our interfaces do: HTTPS or this machine, no redirects, no proxies.
#[derive(Debug)]
struct Connector(reqwest::Client);

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.0.clone()))
    }
}

impl S3 {
    pub(crate) fn from_config(name: String, config: &S3Config) -> Result<Self, SetupError> {
        let secret = std::fs::read_to_string(&config.secret_access_key_file)
            .map_err(|error| SetupError::file(&config.secret_access_key_file, error))?;
        let endpoint = web::address(&config.endpoint)?;
        let store = AmazonS3Builder::new()
            .with_http_connector(Connector(web::client(config.root_certificate.as_deref())?))
            .with_endpoint(endpoint.as_str().trim_end_matches('/'))
            // What may be reached without TLS, `web::address` has decided.
            .with_allow_http(true)
            .with_virtual_hosted_style_request(config.virtual_hosted)
            .with_region(&config.region)
            .with_bucket_name(&config.bucket)
            .with_access_key_id(&config.access_key_id)
            .with_secret_access_key(secret.trim_end())
            // The store computes it, too, and refuses what arrived otherwise than it was sent.
            .with_checksum_algorithm(Checksum::SHA256)
            // The queue tries again, with growing pauses.
            .with_retry(RetryConfig { max_retries: 1, ..RetryConfig::default() })
            .build()
            .map_err(|_| SetupError::Value("endpoint, region and bucket of an S3 channel do not fit together"))?;
        Ok(Self { name, store, prefix: config.prefix.clone(), content: Content::from_config(&config.content)? })
    }

    /// Writes an object and asks for it again: size and entity tag have to be those of what was written.
    async fn put(&self, key: &str, media_type: &str, bytes: Vec<u8>) -> Result<(), ChannelError> {
        let path = Path::parse(key).map_err(|_| ChannelError::NotWritten)?;
        let size = bytes.len() as u64;
        let attributes = Attributes::from_iter([(Attribute::ContentType, media_type.to_owned())]);
        let options = PutOptions { attributes, ..PutOptions::default() };
        let written = self.store.put_opts(&path, PutPayload::from(bytes), options).await.map_err(|error| not_now(&error))?;
        let there = self.store.head(&path).await.map_err(|error| not_now(&error))?;
        if there.size == size && there.e_tag == written.e_tag {
            Ok(())
        } else {
            Err(ChannelError::NotNow("the store has something else than was written".to_owned()))
        }
    }

    async fn has(&self, key: &str) -> Result<bool, ChannelError> {
        match self.store.head(&Path::parse(key).map_err(|_| ChannelError::NotWritten)?).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(not_now(&error)),
        }
    }
}

#[async_trait]
impl Channel for S3 {
    fn name(&self) -> &str {
        &self.name
    }

    fn exports(&self) -> Vec<ExportFormat> {
        vec![self.content.format]
    }

    async fn deliver(&self, delivery: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        let folder = format!("{}{}_{}", self.prefix, delivery.reference, delivery.pid);
        let mut last = String::new();
        let is_placed = trace.text() == Some(PLACED);
        for file in manifest::files(delivery, &self.content).await? {
            last = format!("{folder}/{}", file.name);
            if !is_placed {
                self.put(&last, &file.media_type, file.bytes.into_owned()).await?;
            }
        }
        if !is_placed {
            failpoint::reach("placed-unwritten");
            // Before anybody may take it: after a crash it is not put there a second time, whether it was taken or not.
            trace.note(PLACED).await?;
            failpoint::reach("placed");
        }
        // What is gone was taken, mark and all, by somebody who was faster than we came back.
        if !is_placed || self.has(&last).await? {
            self.put(&format!("{folder}.done"), "application/octet-stream", Vec::new()).await?;
        }
        Ok(Handed::Confirmed)
    }
}

/// What went wrong, without the store's own words: these repeat names of files.
fn not_now(error: &Error) -> ChannelError {
    let what = match error {
        Error::NotFound { .. } => "the bucket is not there; are endpoint, bucket and virtual_hosted right?".to_owned(),
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            "the store does not accept access_key_id with its secret, or the key may not write there; is the clock of this machine right?"
                .to_owned()
        }
        other => match status(&other.to_string()) {
            Some(status) => format!("the store answers with status {status}"),
            None => format!("the store does not answer: {}", silence::cause(other)),
        },
    };
    ChannelError::NotNow(what)
}

/// The status in the library's sentence; its type for it is private.
fn status(sentence: &str) -> Option<u16> {
    let (_, rest) = sentence.split_once("status code: ")?;
    rest.get(..3)?.parse().ok()
}
