//! What a subscriber asks of the Submission API v2: what is there, its parts, and the answer. In: ids. Out: sealed parts; nothing here opens them.

use serde::Deserialize;

use crate::config::DestinationConfig;
use crate::deliver::{ChannelError, SetupError};
use crate::fit_connect::connection::{Access, Connection, path_part, read, read_bytes, send};

/// Submissions of one answer.
const PAGE: usize = 100;
/// Answers asked for in one round.
const MOST_PAGES: usize = 50;
/// Most bytes of a sealed part: base64url of what FIT-Connect takes, and what stands around it.
const MOST_BYTES: usize = 160 << 20;

/// The API with this destination's name.
pub(super) struct Service {
    pub(super) connection: Connection,
    destination_id: String,
}

/// A submission that waits.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pending {
    #[serde(default)]
    destination_id: Option<String>,
    pub(super) submission_id: String,
    pub(super) case_id: String,
}

/// A submission without its attachments.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Submission {
    #[serde(default)]
    pub(super) attachments: Vec<String>,
    #[serde(default)]
    pub(super) encrypted_metadata: Option<String>,
    #[serde(default)]
    pub(super) encrypted_data: Option<String>,
    #[serde(default)]
    pub(super) public_service: Option<PublicService>,
}

/// What is applied for, as the sender says.
#[derive(Deserialize)]
pub(super) struct PublicService {
    #[serde(default)]
    pub(super) identifier: String,
    #[serde(default)]
    pub(super) name: String,
}

/// What waits for a destination.
pub(super) struct Waiting {
    pub(super) submissions: Vec<Pending>,
    /// Whether that is all of it.
    pub(super) is_all: bool,
}

impl Service {
    pub(super) fn from_config(config: &DestinationConfig) -> Result<Self, SetupError> {
        let access = Access {
            token_url: &config.token_url,
            submission_url: &config.submission_url,
            destination_url: config.destination_url.as_deref(),
            client_id: &config.client_id,
            client_secret_file: &config.client_secret_file,
            root_certificate: config.root_certificate.as_deref(),
        };
        Ok(Self { connection: Connection::from_config(&access)?, destination_id: config.destination_id.clone() })
    }

    /// What waits for this destination.
    pub(super) async fn pending(&self, token: &str) -> Result<Waiting, ChannelError> {
        #[derive(Deserialize)]
        struct Answer {
            submissions: Vec<Pending>,
        }
        let (base, id) = (&self.connection.submission, &self.destination_id);
        let mut pending = Waiting { submissions: Vec::new(), is_all: false };
        for page in 0..MOST_PAGES {
            let url = format!("{base}/v2/submissions?destinationId={id}&limit={PAGE}&offset={}", page * PAGE);
            let request = self.connection.http.get(url).bearer_auth(token);
            let answer: Answer = read(send(request, "the list of submissions").await?).await?;
            let is_last = answer.submissions.len() < PAGE;
            // A client may be in charge of several destinations.
            pending
                .submissions
                .extend(answer.submissions.into_iter().filter(|one| one.destination_id.as_ref().is_none_or(|other| other == id)));
            if is_last {
                pending.is_all = true;
                break;
            }
        }
        Ok(pending)
    }

    /// Metadata and data, sealed.
    pub(super) async fn submission(&self, token: &str, id: &str) -> Result<Submission, ChannelError> {
        let url = format!("{}/v2/submissions/{}", self.connection.submission, path_part(id)?);
        let response = send(self.connection.http.get(url).bearer_auth(token), "the submission").await?;
        let bytes = read_bytes(response, MOST_BYTES).await?;
        serde_json::from_slice(&bytes).map_err(|_| ChannelError::NotNow("a submission is not what the API promises".to_owned()))
    }

    /// An attachment, sealed.
    pub(super) async fn attachment(&self, token: &str, submission: &str, id: &str) -> Result<String, ChannelError> {
        let url = format!("{}/v2/submissions/{}/attachments/{}", self.connection.submission, path_part(submission)?, path_part(id)?);
        let response = send(self.connection.http.get(url).bearer_auth(token), "an attachment").await?;
        let bytes = read_bytes(response, MOST_BYTES).await?;
        String::from_utf8(bytes).map_err(|_| ChannelError::NotNow("an attachment is not what the API promises".to_owned()))
    }

    /// Gives an answer: a signed event.
    pub(super) async fn answer(&self, token: &str, case: &str, jws: &str) -> Result<(), ChannelError> {
        let url = format!("{}/v2/cases/{}/events", self.connection.submission, path_part(case)?);
        let request = self.connection.http.post(url).bearer_auth(token).header("content-type", "application/jose").body(jws.to_owned());
        // A refusal here is none of the submission: whether it was taken after all, the log says.
        match send(request, "the answer").await {
            Ok(_) => Ok(()),
            Err(ChannelError::Refused(fault)) => Err(ChannelError::NotNow(fault)),
            Err(error) => Err(error),
        }
    }
}
