//! Compiled forms. In: a hash. Out: the form of that name, or the fact that it isn't to be had.

use super::ClientError;
use crate::platform::fetch::Call;
use std::sync::Arc;
use vordruck_contract::headers::REQUEST_ID;
use vordruck_contract::paths;
use vordruck_envelope::FormHash;
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
    let answer = Call::get(&paths::form(hash)).send().await.ok_or(ClientError::Offline)?;
    match answer.status() {
        200 => {}
        404 => return Err(ClientError::FormGone),
        _ => return Err(ClientError::Server { request_id: answer.header(REQUEST_ID) }),
    }
    let bytes = answer.bytes().await.ok_or(ClientError::Offline)?;
    let named: FormHash = hash.parse().map_err(|_| ClientError::FormDamaged)?;
    if FormHash::of(&bytes) != named {
        return Err(ClientError::FormDamaged);
    }
    let form = CompiledForm::from_bytes(&bytes).map_err(|_| ClientError::FormDamaged)?;
    Ok(FetchedForm { hash: hash.to_owned(), form: Arc::new(form) })
}
