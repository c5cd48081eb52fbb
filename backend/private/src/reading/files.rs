//! Files that came along, matched with the answers that speak of them. In: answers, form, opened objects. Out: files with cleaned names and the media type
//! their content shows, or none if they and the answers don't fit: a file too many is as wrong as one that is missing.

use vordruck_contract::postbox::AttachmentRole;
use vordruck_envelope::submission::{OpenedObject, Role};
use vordruck_form::answers::{AnswerPath, Answers, FileAnswer, RawAnswer};
use vordruck_form::compiled::{CompiledForm, FieldType, FileKind};

use super::{ReadFile, file_name};

/// Matches each object with exactly one file of the answers, and the other way round.
pub(super) fn claim(answers: &Answers, form: &CompiledForm, objects: impl Iterator<Item = OpenedObject>) -> Option<Vec<ReadFile>> {
    let mut expected: Vec<(&AnswerPath, &FileAnswer)> = answers
        .iter()
        .filter_map(|(path, answer)| match answer {
            RawAnswer::Files(files) => Some(files.iter().map(move |file| (path, file))),
            _ => None,
        })
        .flatten()
        .collect();
    let mut claimed = Vec::new();
    for object in objects {
        let kind = FileKind::of_content(&object.bytes)?;
        let (role, name) = match object.entry.role {
            Role::Answers | Role::SealedMetadata | Role::SealedData | Role::SealedAttachment => return None,
            Role::Pdf if kind == FileKind::Pdf => (AttachmentRole::ApplicantCopy, "Kopie der antragstellenden Person".to_owned()),
            Role::Pdf => return None,
            Role::Attachment => {
                let sha512 = object.entry.sha512.to_string();
                let position = expected.iter().position(|(_, file)| file.sha512 == sha512 && file.size_bytes == object.entry.size)?;
                let (path, file) = expected.swap_remove(position);
                if !accepts(form, path, kind, object.entry.size) {
                    return None;
                }
                (AttachmentRole::Upload, file.name.clone())
            }
        };
        claimed.push(ReadFile {
            number: object.entry.number,
            role,
            name: file_name::clean(&name, kind),
            media_type: kind.media_type().to_owned(),
            bytes: object.bytes,
        });
    }
    expected.is_empty().then_some(claimed)
}

fn accepts(form: &CompiledForm, path: &AnswerPath, kind: FileKind, size: u64) -> bool {
    let id = path.as_str().rsplit('.').next().unwrap_or_default();
    match form.field_by_id(id).map(|(_, field)| &field.kind) {
        Some(FieldType::File { accept, max_size_bytes, .. }) => accept.contains(&kind) && (1..=*max_size_bytes).contains(&size),
        _ => false,
    }
}
