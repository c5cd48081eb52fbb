//! What a sender asks of the Submission API v2: which destination, begin, attach, submit. In: ids, sealed bytes. Out: what the API answers.

use serde::Deserialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::routing::Routing;
use crate::clock::UnixSeconds;
use crate::config::FitConnectConfig;
use crate::deliver::{ChannelError, SetupError, web};
use crate::fit_connect::callback::Secret;
use crate::fit_connect::connection::{Access, Connection, path_part, read, send, word};

/// The API with this sender's name.
pub(super) struct Api {
    pub(super) connection: Connection,
    whom: Whom,
    service_identifier: String,
    service_name: String,
    callback: Option<(String, Zeroizing<String>)>,
}

/// Whom to send to.
enum Whom {
    Known(String),
    LookedUp(Routing),
}

/// A destination, ready to take submissions.
pub(super) struct Destination {
    pub(super) id: String,
    pub(super) encryption_kid: String,
    /// Whether it answers by e-mail.
    pub(super) takes_e_mail: bool,
}

/// A submission that has begun.
pub(super) struct Created {
    pub(super) submission: String,
    pub(super) case: String,
}

impl Api {
    pub(super) fn from_config(config: &FitConnectConfig) -> Result<Self, SetupError> {
        let whom = match (&config.destination_id, Routing::from_config(config)?) {
            (Some(id), _) if !vordruck_contract::formats::is_uuid4(id) => return Err(SetupError::Value("destination_id is no UUID")),
            (Some(id), _) => Whom::Known(id.clone()),
            (None, Some(routing)) => Whom::LookedUp(routing),
            (None, None) => return Err(SetupError::Value("FIT-Connect needs destination_id, or routing_url and ars to look it up")),
        };
        let callback = match &config.callback {
            Some(callback) => Some((web::address(&callback.url)?.to_string(), Secret::read(&callback.secret_file)?.1)),
            None => None,
        };
        let access = Access {
            token_url: &config.token_url,
            submission_url: &config.submission_url,
            destination_url: config.destination_url.as_deref(),
            client_id: &config.client_id,
            client_secret_file: &config.client_secret_file,
            root_certificate: config.root_certificate.as_deref(),
        };
        Ok(Self {
            connection: Connection::from_config(&access)?,
            whom,
            callback,
            service_identifier: config.service_identifier.clone(),
            service_name: config.service_name.clone(),
        })
    }

    pub(super) async fn token(&self, now: UnixSeconds) -> Result<String, ChannelError> {
        self.connection.token(now).await
    }

    /// The destination, from the configuration or by asking who is in charge.
    pub(super) async fn destination(&self, token: &str) -> Result<Destination, ChannelError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            status: String,
            encryption_kid: String,
            #[serde(default)]
            reply_channels: serde_json::Map<String, serde_json::Value>,
        }
        let id = match &self.whom {
            Whom::Known(id) => id.clone(),
            Whom::LookedUp(routing) => routing.route(self).await?,
        };
        let request = self.connection.http.get(format!("{}/v2/destinations/{id}", self.connection.destination)).bearer_auth(token);
        let answer: Answer = read(send(request, "the destination").await?).await?;
        if answer.status != "active" {
            return Err(ChannelError::NotNow(format!("the destination is {}", word(&answer.status))));
        }
        Ok(Destination { id, encryption_kid: answer.encryption_kid, takes_e_mail: answer.reply_channels.contains_key("eMail") })
    }

    /// Begins a submission and announces its attachments.
    pub(super) async fn create(&self, token: &str, destination: &str, attachments: &[&str]) -> Result<Created, ChannelError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            submission_id: String,
            case_id: String,
        }
        let mut body = json!({
            "destinationId": destination,
            "announcedAttachments": attachments,
            "publicService": { "identifier": self.service_identifier, "name": self.service_name },
        });
        if let Some((url, secret)) = &self.callback {
            body["callback"] = json!({ "url": url, "secret": secret.as_str() });
        }
        let request = self.connection.http.post(format!("{}/v2/submissions", self.connection.submission)).bearer_auth(token).json(&body);
        let answer: Answer = read(send(request, "the submission").await?).await?;
        let is_expected = [&answer.submission_id, &answer.case_id].into_iter().all(|id| path_part(id).is_ok());
        is_expected
            .then_some(Created { submission: answer.submission_id, case: answer.case_id })
            .ok_or_else(|| ChannelError::NotNow("the delivery service gives ids that are none".to_owned()))
    }

    /// Sends an attachment.
    pub(super) async fn put_attachment(&self, token: &str, submission: &str, id: &str, jwe: String) -> Result<(), ChannelError> {
        let url = format!("{}/v2/submissions/{submission}/attachments/{id}", self.connection.submission);
        let request = self.connection.http.put(url).bearer_auth(token).header("content-type", "application/jose").body(jwe);
        send(request, "an attachment").await.map(drop)
    }

    /// Sends metadata and data: from then on the destination sees the submission.
    pub(super) async fn submit(&self, token: &str, submission: &str, metadata: &str, data: &str) -> Result<(), ChannelError> {
        let body = json!({ "encryptedMetadata": metadata, "encryptedData": data });
        let url = format!("{}/v2/submissions/{submission}", self.connection.submission);
        send(self.connection.http.put(url).bearer_auth(token).json(&body), "the submission").await.map(drop)
    }
}
