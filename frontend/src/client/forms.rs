//! Compiled forms. In: a hash. Out: the form of that name, or the fact that it isn't to be had.

use super::ClientError;
use crate::platform::fetch::Call;
use std::sync::Arc;
use vordruck_contract::headers::REQUEST_ID;
use vordruck_contract::paths;
use vordruck_form::compiled::CompiledForm;

/// A form and the hash it was fetched by.
#[derive(Debug, Clone)]
pub struct FetchedForm {
    /// hex64.
    pub hash: String,
    /// The form.
    pub form: Arc<CompiledForm>,
}

/// Fetches a compiled form and checks that it has the hash it was asked for, before a byte of it is read.
///
/// # Errors
/// `FormGone` when nobody has it any more, `FormDamaged` when the bytes are not the form of that name, and what the network does.
pub async fn fetch_form(hash: &str) -> Result<FetchedForm, ClientError> {
    if !vordruck_contract::formats::is_hex_of(hash, 64) {
        return Err(ClientError::FormDamaged);
    }
    let path = paths::form(hash);
    let bytes = match Call::get(&path).hashed(hash).send().await {
        Some(answer) => answer.bytes().await.ok_or(ClientError::Offline)?,
        None => return Err(missing(&path).await),
    };
    let form = CompiledForm::from_bytes(&bytes).map_err(|_| ClientError::FormDamaged)?;
    #[cfg(feature = "form")]
    super::form_parts::arrive_for(&form).await?;
    Ok(FetchedForm { hash: hash.to_owned(), form: Arc::new(form) })
}

/// Why there is no form of that hash. The browser takes everything whose hash is another for no answer, an error's document, too; the
/// status alone tells them apart.
async fn missing(path: &str) -> ClientError {
    match Call::head(path).send().await {
        None => ClientError::Offline,
        Some(answer) => match answer.status() {
            200 => ClientError::FormDamaged,
            404 => ClientError::FormGone,
            _ => ClientError::Server { request_id: answer.header(REQUEST_ID) },
        },
    }
}
