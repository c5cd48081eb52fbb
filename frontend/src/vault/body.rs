//! The body of a draft, before it is sealed: JSON, so that any later version can read it. In: answers, keys of attachments. Out:
//! bytes, and back.

use crate::client::DraftContent;
use serde::{Deserialize, Serialize};
use vordruck_envelope::draft::AttachmentKey;
use vordruck_envelope::{AttachmentId, Pid, VERSION};
use vordruck_form::answers::Answers;
use zeroize::Zeroizing;

/// What a draft's body says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    /// Version of the protocol.
    pub(super) v: String,
    /// Everything entered, hidden answers too.
    pub(super) answers: Answers,
    /// Id of the page it was saved on.
    pub(super) page: String,
    /// BCP 47.
    pub(super) language: String,
    /// The name its submission will have, so that it is one submission from wherever it is sent.
    pub(super) pid: Pid,
    /// Its attachments, with their keys.
    pub(super) attachments: Vec<KeptAttachment>,
    /// instant.
    pub(super) saved_at: String,
}

/// An attachment in a draft's body.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptAttachment {
    pub(super) id: AttachmentId,
    #[serde(with = "vordruck_envelope::exposed")]
    pub(super) key: AttachmentKey,
    pub(super) name: String,
    pub(super) media_type: String,
    /// Bytes of the plain file.
    pub(super) size: u64,
    /// hex128 of the plain file.
    pub(super) sha512: String,
}

impl Body {
    /// The bytes to seal.
    pub(super) fn to_bytes(&self) -> Option<Zeroizing<Vec<u8>>> {
        serde_json::to_vec(self).ok().map(Zeroizing::new)
    }

    /// Reads opened bytes; none for an unknown version or what isn't a body.
    pub(super) fn from_bytes(opened: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(opened).ok().filter(|body| body.v == VERSION)
    }

    /// What the page gets of it.
    pub(super) fn into_content(self) -> (DraftContent, Vec<KeptAttachment>, Pid) {
        (DraftContent { answers: self.answers, page: self.page, language: self.language }, self.attachments, self.pid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vordruck_envelope::OsEntropy;
    use vordruck_envelope::exposed::Exposed;
    use vordruck_form::answers::{AnswerPath, FileAnswer, RawAnswer};

    fn body() -> Body {
        let mut answers = Answers::default();
        let file = FileAnswer {
            id: "i".to_owned(),
            name: "Vollmacht.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size_bytes: 3,
            sha512: "s".to_owned(),
        };
        answers.set(AnswerPath::of("vollmacht"), RawAnswer::Files(vec![file]));
        answers.set(AnswerPath::of("kennzeichen"), RawAnswer::Text("GI-ÄÖ 1".to_owned()));
        let kept = KeptAttachment {
            id: AttachmentId::generate(&mut OsEntropy).unwrap(),
            key: AttachmentKey::generate(&mut OsEntropy).unwrap(),
            name: "Vollmacht.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 3,
            sha512: "s".to_owned(),
        };
        Body {
            v: VERSION.to_owned(),
            answers,
            page: "fahrzeug".to_owned(),
            language: "de".to_owned(),
            pid: Pid::generate(&mut OsEntropy).unwrap(),
            attachments: vec![kept],
            saved_at: "2026-11-22T08:00:00Z".to_owned(),
        }
    }

    #[test]
    fn a_body_is_read_back_as_it_was_written() {
        let written = body();
        let read = Body::from_bytes(&written.to_bytes().unwrap()).unwrap();
        assert_eq!(
            (&read.answers, &read.page, &read.language, read.pid),
            (&written.answers, &written.page, &written.language, written.pid)
        );
        assert_eq!(read.attachments[0].id, written.attachments[0].id);
        assert_eq!(*read.attachments[0].key.to_exposed(), *written.attachments[0].key.to_exposed());
    }

    #[test]
    fn a_body_of_another_version_is_refused() {
        let text = String::from_utf8(body().to_bytes().unwrap().to_vec()).unwrap();
        assert!(text.contains(r#""v":"vd1""#));
        assert!(Body::from_bytes(text.replace(r#""v":"vd1""#, r#""v":"vd2""#).as_bytes()).is_none());
    }

    #[test]
    fn members_nobody_knows_are_refused_rather_than_lost_at_the_next_save() {
        let text = String::from_utf8(body().to_bytes().unwrap().to_vec()).unwrap();
        assert!(Body::from_bytes(text.replacen('{', r#"{"new":1,"#, 1).as_bytes()).is_none());
    }
}
