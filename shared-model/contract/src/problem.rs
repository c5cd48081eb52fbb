//! What is answered when it goes wrong: RFC 9457 `application/problem+json`. In: a kind. Out: the document. Never carries
//! a cause, a stack, SQL, a path of the machine or anything an applicant typed.

use serde::{Deserialize, Serialize};

/// Media type of every error answer (RFC 9457 §6.1).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:vordruck:problem:<kind>`; clients decide by this, never by the title.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The same English sentence for every occurrence of the kind.
    pub title: String,
    /// HTTP status, repeated.
    pub status: u16,
    /// What to do about this occurrence, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The request's id, `urn:uuid:…`, to be named to the operator.
    pub instance: String,
    /// The fields that are wrong, for `invalid-fields`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The original receipt, for `already-submitted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<crate::submissions::Receipt>,
    /// The revision the server has, for `revision-conflict`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_rev: Option<u64>,
    /// The offset the server has, for `offset-conflict`, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_offset: Option<u64>,
}

impl Problem {
    /// The document of a kind, without anything about this occurrence but the request's id (a UUID).
    #[must_use]
    pub fn of(kind: ProblemKind, request: &str) -> Self {
        Self {
            kind,
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: None,
            instance: format!("urn:uuid:{request}"),
            errors: Vec::new(),
            receipt: None,
            current_rev: None,
            current_offset: None,
        }
    }
}

impl ProblemKind {
    /// What a status means that came without a kind; the first of those that have it.
    #[must_use]
    pub fn of_status(status: u16) -> Self {
        Self::ALL.iter().copied().find(|kind| kind.status() == status).unwrap_or(Self::Internal)
    }
}

/// One wrong field of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) into the request, or `header:<name>`, or `path:<name>`.
    pub pointer: String,
    /// The rule that failed, e.g. `b64u32`, `missing`, `unknown`.
    pub code: String,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $slug:literal, $status:literal, $title:literal;)*) => {
        /// What went wrong, as a fact.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemKind {
            $($(#[$doc])* #[serde(rename = $slug)] $variant,)*
        }
        impl ProblemKind {
            /// Every kind, for tables and tests.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The HTTP status of the kind.
            #[must_use]
            pub fn status(self) -> u16 { match self { $(Self::$variant => $status,)* } }
            /// The fixed title of the kind.
            #[must_use]
            pub fn title(self) -> &'static str { match self { $(Self::$variant => $title,)* } }
            /// The type URI of the kind.
            #[must_use]
            pub fn uri(self) -> &'static str { match self { $(Self::$variant => $slug,)* } }
        }
    };
}

kinds! {
    /// The body is not JSON, or not valid UTF-8, or holds control characters.
    MalformedBody = "urn:vordruck:problem:malformed-body", 400, "The body cannot be read.";
    /// A path or header value does not have its format.
    MalformedIdentifier = "urn:vordruck:problem:malformed-identifier", 400, "An identifier does not have the right format.";
    /// No or an expired session, or a wrong link or PIN: always the same answer.
    NotAuthorised = "urn:vordruck:problem:not-authorised", 401, "Link, PIN or session are not accepted.";
    /// The session is right, but not for this.
    Forbidden = "urn:vordruck:problem:forbidden", 403, "This is not allowed here.";
    /// There is no such thing, or it belongs to somebody else.
    NotFound = "urn:vordruck:problem:not-found", 404, "There is nothing at this address.";
    /// The address exists, the method does not.
    MethodNotAllowed = "urn:vordruck:problem:method-not-allowed", 405, "This method is not offered here.";
    /// The client accepts nothing we can produce.
    NotAcceptable = "urn:vordruck:problem:not-acceptable", 406, "There is no answer in an accepted format.";
    /// The request did not arrive in time.
    RequestTimeout = "urn:vordruck:problem:request-timeout", 408, "The request took too long.";
    /// The lookup is taken.
    DraftExists = "urn:vordruck:problem:draft-exists", 409, "There is a draft with this lookup already.";
    /// The lookup is taken.
    RelayExists = "urn:vordruck:problem:relay-exists", 409, "There is a relay with this lookup already.";
    /// The same pid was submitted with another content; `receipt` is the original one.
    AlreadySubmitted = "urn:vordruck:problem:already-submitted", 409, "This application has been received already.";
    /// The object is complete and cannot be changed, or the upload continues elsewhere; see `current_offset`.
    OffsetConflict = "urn:vordruck:problem:offset-conflict", 409, "The upload continues at another offset.";
    /// Objects named by the submission are missing or differ.
    ObjectsIncomplete = "urn:vordruck:problem:objects-incomplete", 409, "Not all objects of the submission have been uploaded.";
    /// The lease is somebody else's by now.
    LeaseLost = "urn:vordruck:problem:lease-lost", 409, "The lease has ended.";
    /// The draft was saved elsewhere in the meantime; see `current_rev`.
    RevisionConflict = "urn:vordruck:problem:revision-conflict", 412, "The draft has been saved elsewhere in the meantime.";
    /// Body or object are larger than allowed.
    TooLarge = "urn:vordruck:problem:too-large", 413, "This is larger than allowed.";
    /// The body has another media type, or is encoded.
    UnsupportedMediaType = "urn:vordruck:problem:unsupported-media-type", 415, "The body does not have the right media type.";
    /// Fields are missing, unknown or out of range; see `errors`.
    InvalidFields = "urn:vordruck:problem:invalid-fields", 422, "Fields are missing or wrong.";
    /// `If-Match` is missing.
    PreconditionRequired = "urn:vordruck:problem:precondition-required", 428, "The request must say which revision it replaces.";
    /// Too many attempts; `Retry-After` says when to come back.
    TooManyRequests = "urn:vordruck:problem:too-many-requests", 429, "Too many attempts. Please wait.";
    /// The head of the request is too large.
    HeadersTooLarge = "urn:vordruck:problem:headers-too-large", 431, "The head of the request is too large.";
    /// We failed; the log names the cause under the same id.
    Internal = "urn:vordruck:problem:internal", 500, "The server failed. Nothing was changed.";
    /// Overloaded, in maintenance or without a database; `Retry-After` says when to come back.
    Unavailable = "urn:vordruck:problem:unavailable", 503, "The server cannot answer at the moment.";
    /// The disk is full; reading and deleting still work.
    StorageFull = "urn:vordruck:problem:storage-full", 507, "The server cannot store more at the moment.";
}
