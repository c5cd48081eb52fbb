//! From a compiled form to what is published of it: the bytes, their hash, and the service card, which is all the public side
//! learns. In: compiled form, tenant. Out: `Publication`. Sends nothing.

mod opening;

use crate::tenant::Tenant;
use vordruck_contract::services::{CardTexts, ServiceCard, SubmissionKind};
use vordruck_envelope::FormHash;
use vordruck_form::compiled::{self, CompiledForm, FieldType, Text};

/// Room for the envelope around the largest attachment: padding and chunk tags are below an eighth.
const ENVELOPE_ROOM: u64 = 8;

/// A form ready to be published.
#[derive(Debug, Clone)]
pub(crate) struct Publication {
    /// The compiled form.
    pub(crate) bytes: Vec<u8>,
    /// The card.
    pub(crate) card: ServiceCard,
}

/// Makes the publication of a form.
#[must_use]
pub(crate) fn publication(form: &CompiledForm, tenant: &Tenant) -> Publication {
    let bytes = form.to_bytes();
    let hash = FormHash::of(&bytes).to_string();
    let texts = form.languages.iter().enumerate().map(|(index, language)| (language.clone(), card_texts(form, index))).collect();
    let largest = form.fields.iter().filter_map(|field| match field.kind {
        FieldType::File { max_size_bytes, .. } => Some(max_size_bytes),
        _ => None,
    });
    let max_attachment_bytes = largest.max().map_or(0, |bytes| bytes + bytes / ENVELOPE_ROOM);
    let card = ServiceCard {
        tenant: tenant.id.clone(),
        service: form.id.clone(),
        form: hash,
        version: form.version.clone(),
        leika_key: form.leika_key.clone(),
        kind: kind_of(form),
        texts,
        authority: tenant.authority_for(&form.id),
        draft_days: form.retention.draft_days,
        submission_days: form.retention.postbox_days,
        max_attachment_bytes,
        opening: opening::of(form),
        statements: tenant.statements_for(&form.id),
        statements_in: tenant.translated_statements_for(&form.id),
    };
    Publication { bytes, card }
}

fn kind_of(form: &CompiledForm) -> SubmissionKind {
    match form.kind {
        compiled::SubmissionKind::Application => SubmissionKind::Application,
        compiled::SubmissionKind::Report => SubmissionKind::Report,
        compiled::SubmissionKind::Notification => SubmissionKind::Notification,
        compiled::SubmissionKind::Registration => SubmissionKind::Registration,
        compiled::SubmissionKind::Request => SubmissionKind::Request,
    }
}

fn card_texts(form: &CompiledForm, language: usize) -> CardTexts {
    let one = |text: &Text| text.in_language(language).to_owned();
    let many = |texts: &[Text]| texts.iter().map(one).collect();
    let start = &form.start;
    CardTexts {
        title: one(&form.title),
        summary: many(&start.summary),
        needed: many(&start.needed),
        duration: one(&start.duration),
        fee: one(&start.fee),
        legal_basis: many(&start.legal_basis),
        other_ways: many(&start.other_ways),
    }
}
