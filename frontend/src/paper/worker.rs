//! The worker: an order, a paper. In: parcels from the page. Out: PDFs, and the answers in a machine format if the order asks for it.

use super::protocol::{Order, Outcome, Written};
use crate::client::{ClientError, fetch_form};
use crate::platform::{desk, parcel::Parcel};
use crate::vault::protocol::{decode, encode};
use std::sync::Arc;
use vordruck_document::{Cover, Fonts, Stamp, render};
use vordruck_form::export::Format;
use vordruck_form::journey::Moment;
use vordruck_form::validate::ValidatedAnswers;

/// The fonts of the paper; what browsers show stands in web fonts, which no PDF can hold.
const FONTS: [&[u8]; 4] = [
    include_bytes!("../../../style/dist/document/noto-sans-400.ttf"),
    include_bytes!("../../../style/dist/document/noto-sans-600.ttf"),
    include_bytes!("../../../style/dist/document/symbols-400.ttf"),
    include_bytes!("../../../style/dist/document/symbols-600.ttf"),
];

/// Answers the page as long as the worker lives.
pub fn serve() {
    desk::serve(async |question| match decode(&question.words) {
        Some(order) => match make(order).await {
            Ok((pdf, written)) => Parcel::with_bytes(encode(&Outcome::Made(written)), &pdf),
            Err(error) => Parcel::of(encode(&Outcome::Failed(error))),
        },
        None => Parcel::of(encode(&Outcome::Failed(ClientError::PartMissing))),
    });
}

async fn make(order: Order) -> Result<(Vec<u8>, Option<Written>), ClientError> {
    let fetched = fetch_form(&order.answers.form).await?;
    let local = order.made_at.parse().map_err(|_| DEFECT)?;
    // The page has validated them; this only proves it to the paper.
    let answers = order.answers.validate(&fetched.form, Moment { local }).map_err(|_| DEFECT)?;
    let written = order.format.as_deref().map(|format| write(&answers, format)).transpose()?;
    let cover =
        Cover { language: None, form_hash: fetched.hash, stamp: Stamp::Applicant { made_at: order.made_at }, enclosures: Vec::new() };
    let fonts = Fonts { files: FONTS.iter().map(|font| Arc::new(font.to_vec())).collect() };
    render(&answers, &cover, &fonts).map(|pdf| (pdf, written)).map_err(|_| DEFECT)
}

/// The answers as the private side would write them: the same code, under the same name.
fn write(answers: &ValidatedAnswers, format: &str) -> Result<Written, ClientError> {
    let format = Format::from_name(format).ok_or_else(|| ClientError::ManifestRefused("unknown format".to_owned()))?;
    let text = format.write(answers).map_err(|_| DEFECT)?;
    Ok(Written { text, media_type: format.media_type().to_owned() })
}

/// Only a defect of ours keeps valid answers from becoming a paper.
const DEFECT: ClientError = ClientError::Server { request_id: None };
