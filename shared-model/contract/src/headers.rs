//! Header names of our own and of others that both ends must spell alike. All lower case, as HTTP/2 sends them.

/// On saving a draft: the ids of all attachments its body refers to, separated by commas. What is not listed is dropped.
pub const ATTACHMENTS: &str = "vordruck-attachments";
/// On reading an object of a leased submission: the fencing token of the lease.
pub const FENCE: &str = "vordruck-fence";
/// Where in the object the body of this upload begins, in bytes.
pub const UPLOAD_OFFSET: &str = "upload-offset";
/// How long the whole object is, in bytes.
pub const UPLOAD_LENGTH: &str = "upload-length";
/// Draft `draft-ietf-httpapi-idempotency-key-header`: the pid of the submission.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Every answer carries a random id that the logs name too; it says nothing about the person who asked.
pub const REQUEST_ID: &str = "x-request-id";
