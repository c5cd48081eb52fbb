//! The attachments of an application: hashed and sealed when they are taken, kept sealed, opened only to be sealed again. In: files.
//! Out: sealed bytes under an id, and the plain ones for a submission.

use super::blob;
use super::body::KeptAttachment;
use super::intake::Ready;
use crate::client::ClientError;
use vordruck_envelope::draft::AttachmentKey;
use vordruck_envelope::{AttachmentId, BlobHash, DraftPlace, Lookup, OsEntropy, limits};
use vordruck_form::answers::{Answers, FileAnswer, RawAnswer};
use web_sys::Blob;
use zeroize::Zeroizing;

/// An attachment.
pub(super) struct Attachment {
    pub(super) id: AttachmentId,
    key: AttachmentKey,
    /// The file as the form sees it.
    pub(super) file: FileAnswer,
    /// The sealed bytes and the draft they are sealed for; none while they are only on the server.
    sealed: Option<(Blob, Lookup)>,
    /// Whether the server has all of it.
    pub(super) stored: Stored,
}

/// What is known about the server's copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// It has none.
    No,
    /// It has, unless somebody else has saved the draft without it.
    Unsure,
    /// It has these first sealed bytes, unless somebody else has saved the draft since.
    Partly(u64),
    /// It has.
    Yes,
}

impl Attachment {
    /// Takes a file that has been prepared.
    pub(super) fn take(ready: &Ready, place: &DraftPlace<'_>) -> Result<Self, ClientError> {
        let bytes = &ready.bytes;
        let (id, key) = (AttachmentId::generate(&mut OsEntropy)?, AttachmentKey::generate(&mut OsEntropy)?);
        let file = FileAnswer {
            id: id.to_string(),
            name: proper_name(&ready.name),
            media_type: ready.kind.media_type().to_owned(),
            size_bytes: bytes.len() as u64,
            sha512: BlobHash::of(bytes).to_string(),
        };
        let mut taken = Self { id, key, file, sealed: None, stored: Stored::No };
        taken.seal(bytes, place)?;
        Ok(taken)
    }

    /// What a draft's body says of an attachment.
    pub(super) fn of_body(kept: KeptAttachment) -> Self {
        let KeptAttachment { id, key, name, media_type, size, sha512 } = kept;
        let file = FileAnswer { id: id.to_string(), name, media_type, size_bytes: size, sha512 };
        Self { id, key, file, sealed: None, stored: Stored::Yes }
    }

    /// What a draft's body has to say of it.
    pub(super) fn to_body(&self) -> KeptAttachment {
        let FileAnswer { name, media_type, size_bytes, sha512, .. } = self.file.clone();
        KeptAttachment { id: self.id, key: AttachmentKey::from_bytes(*self.key.expose()), name, media_type, size: size_bytes, sha512 }
    }

    /// The sealed bytes for a draft, if they are here. What was sealed for a draft that is deleted is sealed again.
    pub(super) async fn sealed_for(&mut self, place: &DraftPlace<'_>) -> Result<Option<Blob>, ClientError> {
        match &self.sealed {
            None => return Ok(None),
            Some((sealed, lookup)) if *lookup == place.lookup => return Ok(Some(sealed.clone())),
            Some(_) => {}
        }
        if let Some(plain) = self.open(place).await? {
            self.seal(&plain, place)?;
        }
        Ok(self.sealed.as_ref().map(|(sealed, _)| sealed.clone()))
    }

    /// Whether its bytes have to be fetched before it can be opened.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.sealed.is_none()
    }

    /// Puts in the sealed bytes the server has.
    pub(super) fn arrived(&mut self, sealed: Blob, lookup: Lookup) {
        self.sealed = Some((sealed, lookup));
    }

    /// The plain bytes, checked against what the form was told; none while they are elsewhere.
    pub(super) async fn open(&self, place: &DraftPlace<'_>) -> Result<Option<Zeroizing<Vec<u8>>>, ClientError> {
        let Some((sealed, lookup)) = &self.sealed else { return Ok(None) };
        let bytes = blob::read(sealed).await.ok_or(ClientError::FileUnreadable)?;
        let plain = self.key.open(&DraftPlace { lookup: *lookup, ..*place }, &self.id, bytes)?;
        if BlobHash::of(&plain).to_string() == self.file.sha512 { Ok(Some(plain)) } else { Err(ClientError::Server { request_id: None }) }
    }

    fn seal(&mut self, plain: &[u8], place: &DraftPlace<'_>) -> Result<(), ClientError> {
        let sealed = self.key.seal(place, &self.id, plain, &mut OsEntropy)?;
        self.sealed = Some((blob::keep(&sealed).ok_or(ClientError::PartMissing)?, place.lookup));
        Ok(())
    }
}

/// The ids of all files in answers, in order, each once.
pub(super) fn ids_in(answers: &Answers) -> Vec<AttachmentId> {
    let mut ids = Vec::new();
    for (_, answer) in answers.iter() {
        let RawAnswer::Files(files) = answer else { continue };
        for id in files.iter().filter_map(|file| file.id.parse().ok()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}

/// Ids in the order in which they are named elsewhere; those that aren't come last. Answers are ordered by the ids of their questions, which
/// is not the order in which a person is asked, nor the one in which a clerk looks for the proofs.
pub(super) fn in_order(mut ids: Vec<AttachmentId>, named: &[String]) -> Vec<AttachmentId> {
    ids.sort_by_cached_key(|id| {
        let id = id.to_string();
        named.iter().position(|named| *named == id).unwrap_or(named.len())
    });
    ids
}

/// A name as the form takes it: of at most 255 bytes, of a longer one the end is kept, which says what kind of file it is; without controls and
/// slashes, which systems allow that have another idea of a path.
pub(super) fn proper_name(name: &str) -> String {
    let surplus = name.len().saturating_sub(limits::MAX_NAME);
    let end = (surplus..=name.len()).find_map(|start| name.get(start..)).unwrap_or_default();
    end.chars().map(|character| if character.is_control() || matches!(character, '/' | '\\') { '_' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vordruck_form::answers::AnswerPath;

    fn file(id: &str) -> FileAnswer {
        FileAnswer {
            id: id.to_owned(),
            name: "n".to_owned(),
            media_type: "application/pdf".to_owned(),
            size_bytes: 1,
            sha512: "s".to_owned(),
        }
    }

    #[test]
    fn every_file_in_the_answers_is_found_once() {
        let (first, second) = ("AAAAAAAAAAAAAAAAAAAAAA", "AQAAAAAAAAAAAAAAAAAAAA");
        let mut answers = Answers::default();
        answers.set(AnswerPath::of("a"), RawAnswer::Files(vec![file(first), file(second)]));
        answers.set(AnswerPath::of("b"), RawAnswer::Files(vec![file(first), file("no id")]));
        answers.set(AnswerPath::of("c"), RawAnswer::Text(first.to_owned()));
        assert_eq!(ids_in(&answers).iter().map(ToString::to_string).collect::<Vec<_>>(), [first, second]);
    }

    #[test]
    fn files_come_in_the_order_of_the_form() {
        let [a, b, c] = ["AAAAAAAAAAAAAAAAAAAAAA", "AQAAAAAAAAAAAAAAAAAAAA", "AgAAAAAAAAAAAAAAAAAAAA"];
        let ids: Vec<AttachmentId> = [a, b, c].iter().map(|id| id.parse().unwrap()).collect();
        let ordered = in_order(ids, &[c.to_owned(), "unknown".to_owned(), a.to_owned()]);
        assert_eq!(ordered.iter().map(ToString::to_string).collect::<Vec<_>>(), [c, a, b]);
    }

    #[test]
    fn long_names_keep_their_ending_and_whole_characters() {
        let name = ["ä".repeat(200).as_str(), ".pdf"].concat();
        let short = proper_name(&name);
        assert!(short.len() <= limits::MAX_NAME && short.len() > limits::MAX_NAME - 2 && short.ends_with("ä.pdf"));
        assert_eq!(proper_name("kurz.pdf"), "kurz.pdf");
        assert_eq!(proper_name("a\\b/c\n.pdf"), "a_b_c_.pdf");
    }
}
