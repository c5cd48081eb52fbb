//! The applicant's browser: seals and submits the way the real one does, or the way an attacker would.

use base64ct::Encoding as _;
use vordruck_contract::submissions::{ObjectDigest, Receipt, SubmitRequest};
use vordruck_contract::{headers, paths, uploads};
use vordruck_envelope::submission::{Object, Role, seal_submission};
use vordruck_envelope::{BlobHash, Digest, FormHash, OsEntropy, Pid, SubmissionPlace};
use vordruck_form::answers::{AnswerPath, Answers, FileAnswer, RawAnswer};
use vordruck_form::validate::ReceivedAnswers;

use crate::town::{PDF, SERVICE, TENANT, Town};

/// What an applicant enters, and what goes wrong on the way.
#[derive(Clone, Default)]
pub(crate) struct Application {
    pub(crate) name: String,
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// The applicant's copy; empty: a short one.
    pub(crate) copy: Vec<u8>,
    /// Sent as attachments, but not named in the answers.
    pub(crate) hide_files: bool,
    pub(crate) pid: Option<Pid>,
    pub(crate) form: Option<Vec<u8>>,
    pub(crate) raw_answers: Option<Vec<u8>>,
    /// Instead of answers, copy and files: roles, names and contents.
    pub(crate) objects: Option<Vec<(Role, String, String)>>,
    pub(crate) sealed_for_tenant: Option<String>,
    pub(crate) flip_a_bit_in: Option<usize>,
}

/// What leaves the browser.
pub(crate) struct Sealed {
    request: SubmitRequest,
    blobs: Vec<Vec<u8>>,
}

impl Application {
    pub(crate) fn of(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(crate) fn with_file(mut self, name: &str, bytes: &[u8]) -> Self {
        self.files.push((name.to_owned(), bytes.to_vec()));
        self
    }

    fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        if !self.name.is_empty() {
            answers.set(AnswerPath::of("rufname"), RawAnswer::Text(self.name.clone()));
        }
        let file = |(number, (name, bytes)): (usize, &(String, Vec<u8>))| FileAnswer {
            id: base64url(&[u8::try_from(number).unwrap(); 16]),
            name: name.clone(),
            media_type: "application/pdf".to_owned(),
            size_bytes: bytes.len() as u64,
            sha512: BlobHash::of(bytes).to_string(),
        };
        if !self.files.is_empty() && !self.hide_files {
            answers.set(AnswerPath::of("impfpass"), RawAnswer::Files(self.files.iter().enumerate().map(file).collect()));
        }
        answers
    }
}

pub(crate) fn base64url(bytes: &[u8]) -> String {
    base64ct::Base64UrlUnpadded::encode_string(bytes)
}

impl Town {
    /// Submits as a browser does.
    pub(crate) async fn submit(&self, application: Application) -> Receipt {
        let sealed = self.seal(&application);
        self.send(&sealed).await
    }

    /// Seals as a browser does; whoever keeps the result can send it twice.
    pub(crate) fn seal(&self, application: &Application) -> Sealed {
        let form_bytes = application.form.clone().unwrap_or_else(|| self.form.clone());
        let form = FormHash::of(&form_bytes);
        let pid = application.pid.unwrap_or_else(|| Pid::generate(&mut OsEntropy).unwrap());
        let tenant = application.sealed_for_tenant.as_deref().unwrap_or(TENANT);
        let place = SubmissionPlace { tenant, service: SERVICE, pid, form };
        let answers = application.raw_answers.clone().unwrap_or_else(|| {
            let received = ReceivedAnswers { form: form.to_string(), language: "de".to_owned(), answers: application.answers() };
            serde_json::to_vec(&received).unwrap()
        });
        let copy = if application.copy.is_empty() { PDF } else { &application.copy };
        let mut objects = vec![
            Object { role: Role::Answers, name: "answers.json", media_type: "application/json", bytes: &answers },
            Object { role: Role::Pdf, name: "antrag.pdf", media_type: "application/pdf", bytes: copy },
        ];
        for (name, bytes) in &application.files {
            objects.push(Object { role: Role::Attachment, name, media_type: "application/octet-stream", bytes });
        }
        if let Some(others) = &application.objects {
            objects = others
                .iter()
                .map(|(role, name, text)| Object { role: *role, name, media_type: "application/jose", bytes: text.as_bytes() })
                .collect();
        }
        let recipient = self.recipient();
        let (sealed, mut blobs) = seal_submission(&recipient, &place, &objects, "test", &mut OsEntropy).unwrap();
        if let Some(object) = application.flip_a_bit_in {
            let middle = blobs[object].len() / 2;
            blobs[object][middle] ^= 1;
        }
        let hashes: Vec<BlobHash> = blobs.iter().map(|blob| BlobHash::of(blob)).collect();
        let request = SubmitRequest {
            pid: pid.to_string(),
            tenant: TENANT.to_owned(),
            service: SERVICE.to_owned(),
            form: form.to_string(),
            kid: sealed.kid.to_string(),
            suite: "hpke-1".to_owned(),
            wrap: base64url(&sealed.wrapped_key),
            objects: blobs
                .iter()
                .zip(&hashes)
                .map(|(blob, hash)| ObjectDigest { size: blob.len() as u64, sha512: hash.to_string() })
                .collect(),
            digest: Digest::of(&hashes).to_string(),
            draft: None,
        };
        Sealed { request, blobs }
    }

    /// Uploads and submits.
    pub(crate) async fn send(&self, Sealed { request, blobs }: &Sealed) -> Receipt {
        let open = uploads::OpenRequest {
            pid: request.pid.clone(),
            tenant: TENANT.to_owned(),
            service: SERVICE.to_owned(),
            object_sizes: blobs.iter().map(|blob| blob.len() as u64).collect(),
        };
        let opened = self.http.post(self.public_url(paths::UPLOADS)).json(&open).send().await.unwrap();
        assert_eq!(opened.status(), 201, "{}", opened.text().await.unwrap());
        let session = opened.json::<uploads::OpenResponse>().await.unwrap().session;
        for (n, blob) in (0..).zip(blobs) {
            let put = self.http.put(self.public_url(&paths::upload_object(&request.pid, n))).bearer_auth(&session);
            let put = put
                .header(headers::UPLOAD_OFFSET, 0)
                .header(headers::UPLOAD_LENGTH, blob.len())
                .header("content-type", "application/octet-stream");
            let put = put.body(blob.clone()).send().await.unwrap();
            assert_eq!(put.status(), 200, "{}", put.text().await.unwrap());
        }
        let submit =
            self.http.post(self.public_url(paths::SUBMISSIONS)).bearer_auth(&session).header(headers::IDEMPOTENCY_KEY, &request.pid);
        let submitted = submit.json(request).send().await.unwrap();
        assert_eq!(submitted.status(), 201, "{}", submitted.text().await.unwrap());
        submitted.json().await.unwrap()
    }
}
