//! A delivery service with one destination, as the Submission API v2 describes them. In: requests. Out: answers, and what a destination reads after opening. It
//! refuses what the API refuses: unknown tokens, attachments that were not announced, JWE with other headers.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha512};

use super::crypto::{ENC, ENC_CERTIFICATE, SIGN, SIGN_CERTIFICATE, destination_token, event, jwk, open};

pub(super) const DESTINATION: &str = "879ee109-a690-4db8-ab32-424f064ca8f1";
pub(super) const SUBMISSION: &str = "02bf1d9f-282d-4abf-810a-c4104baf0af";
pub(super) const CASE: &str = "452b5ee6-35df-441a-bd39-6141723cf914";

/// How it misbehaves.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Temper {
    pub(super) loses_the_answer: bool,
    pub(super) certificate_of_another_key: bool,
    pub(super) has_no_certificate: bool,
    pub(super) short_key: bool,
    pub(super) wrong_use: bool,
    pub(super) accepts_something_else: bool,
    pub(super) signs_wrongly: bool,
    pub(super) speaks_of_another: bool,
    pub(super) service_accepts: bool,
    /// The subscriber's answer is taken, but it is not told so.
    pub(super) loses_the_receipt: bool,
    /// The subscriber's answer is not taken the first time.
    pub(super) takes_the_second_answer: bool,
    /// Submissions are listed and not given.
    pub(super) gives_nothing: bool,
    pub(super) routing: Routing,
}

/// What the portal's signature says of the destination in charge.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Routing {
    #[default]
    Right,
    SignedWrongly,
    OfAnotherDestination,
    OfAnotherHost,
    OfAnotherRegion,
}

/// What a destination reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Received {
    pub(super) metadata: Vec<u8>,
    pub(super) data: Vec<u8>,
    pub(super) attachments: BTreeMap<String, Vec<u8>>,
}

/// What the delivery service has of a submission.
#[derive(Debug, Clone, Default)]
pub(super) struct Submission {
    pub(super) announced: Vec<String>,
    pub(super) attachments: BTreeMap<String, String>,
    /// Metadata and data.
    pub(super) sealed: Option<(String, String)>,
    pub(super) events: Vec<String>,
    pub(super) identifier: String,
    /// Answers of the subscriber, as they were posted.
    pub(super) answers: Vec<String>,
    pub(super) fetched: usize,
    /// What the sender asked to be told.
    pub(super) callback: Value,
}

pub(super) struct StandIn {
    pub(super) url: String,
    service: Service,
}

#[derive(Clone)]
struct Service(Arc<(Temper, Mutex<Vec<Submission>>, AtomicUsize)>);

impl StandIn {
    pub(super) async fn start(temper: Temper) -> Self {
        let service = Service(Arc::new((temper, Mutex::default(), AtomicUsize::new(0))));
        let api = Router::new()
            .route("/v2/destinations/{id}", get(destination))
            .route("/v2/destinations/{id}/keys/{kid}", get(key))
            .route("/v2/submissions", post(create).get(list))
            .route("/v2/submissions/{id}", put(submit).get(fetch))
            .route("/v2/submissions/{id}/attachments/{attachment}", put(attach).get(fetch_attachment))
            .route("/v2/cases/{id}/events", post(answer))
            .route("/v2/submissions/{id}/events", get(events))
            .route("/.well-known/jwks.json", get(service_keys));
        let router = Router::new()
            .nest("/submission-api", api)
            .route("/token", post(token))
            .route("/routing/routes", get(routes))
            .route("/portal/jwks.json", get(portal_keys))
            .with_state(service.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, service }
    }

    /// Puts a submission there as a sender would have, whatever is wrong with it.
    pub(super) fn put(&self, mut submission: Submission) {
        let mut submissions = self.service.0.1.lock().unwrap();
        if submission.events.is_empty() {
            submission.events.push(submit_event(submissions.len(), &submission));
        }
        submissions.push(submission);
    }

    /// How often somebody asked what is there.
    pub(super) fn asked(&self) -> usize {
        self.service.0.2.load(Ordering::SeqCst)
    }

    /// Its sender takes a submission back.
    pub(super) fn take_back(&self, number: usize) {
        self.service.0.1.lock().unwrap()[number].sealed = None;
    }

    /// Puts one back as it was.
    pub(super) fn put_again(&self, number: usize, submission: Submission) {
        self.service.0.1.lock().unwrap()[number] = submission;
    }

    /// What the delivery service has of a submission.
    pub(super) fn submission(&self, number: usize) -> Submission {
        self.service.0.1.lock().unwrap()[number].clone()
    }

    /// What was submitted, opened.
    pub(super) fn received(&self) -> Vec<Received> {
        let submissions = self.service.0.1.lock().unwrap();
        let opened = |submission: &Submission| {
            let (metadata, data) = submission.sealed.as_ref()?;
            let attachments = submission.attachments.iter().map(|(id, jwe)| (id.clone(), open(jwe))).collect();
            Some(Received { metadata: open(metadata), data: open(data), attachments })
        };
        submissions.iter().filter_map(opened).collect()
    }

    pub(super) fn accept(&self) {
        let temper = self.service.0.0;
        for (n, submission) in self.service.0.1.lock().unwrap().iter_mut().enumerate() {
            let Some((metadata, data)) = &submission.sealed else { continue };
            if submission.events.len() > 1 {
                continue;
            }
            let mut tags = json!({ "metadata": tag(metadata), "data": tag(data), "attachments": attachment_tags(submission) });
            if temper.accepts_something_else {
                tags["data"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
            }
            let number = if temper.speaks_of_another { n + 1 } else { n };
            let issuer = if temper.service_accepts { "https://fit-connect.example" } else { DESTINATION };
            submission.events.push(event(issuer, number, "accept", json!({ "authenticationTags": tags }), temper.signs_wrongly));
        }
    }

    pub(super) fn reject(&self) {
        let problem = json!({
            "type": "https://schema.fitko.de/fit-connect/events/problems/schema-violation",
            "title": "Schema nicht erfuellt", "detail": "Bello ist kein Name", "instance": "data",
        });
        for (n, submission) in self.service.0.1.lock().unwrap().iter_mut().enumerate() {
            submission.events.push(event(DESTINATION, n, "reject", json!({ "problems": [problem] }), false));
        }
    }
}

pub(super) fn sha512(bytes: &[u8]) -> String {
    Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn attachment_tags(submission: &Submission) -> Value {
    submission.attachments.iter().map(|(id, jwe)| (id.clone(), json!(tag(jwe)))).collect::<serde_json::Map<_, _>>().into()
}

pub(super) fn tag(jwe: &str) -> String {
    jwe.rsplit('.').next().unwrap().to_owned()
}

async fn token(body: String) -> (StatusCode, Json<Value>) {
    if body == "grant_type=client_credentials&client_id=vordruck&client_secret=geheim%26%3D" {
        (StatusCode::OK, Json(json!({ "access_token": "ein-token", "token_type": "bearer", "expires_in": 1800 })))
    } else {
        (StatusCode::UNAUTHORIZED, Json(json!({ "error": "invalid_client" })))
    }
}

fn check(headers: &HeaderMap) -> Result<(), StatusCode> {
    if headers.get("authorization").is_some_and(|value| value == "Bearer ein-token") { Ok(()) } else { Err(StatusCode::UNAUTHORIZED) }
}

async fn routes(State(service): State<Service>, Query(query): Query<BTreeMap<String, String>>) -> Json<Value> {
    let signature = match service.0.0.routing {
        Routing::Right => destination_token(DESTINATION, "127.0.0.1", "06531", false),
        Routing::SignedWrongly => destination_token(DESTINATION, "127.0.0.1", "06531", true),
        Routing::OfAnotherDestination => destination_token(CASE, "127.0.0.1", "06531", false),
        Routing::OfAnotherHost => destination_token(DESTINATION, "fit-connect.example", "06531", false),
        Routing::OfAnotherRegion => destination_token(DESTINATION, "127.0.0.1", "120645410", false),
    };
    let is_ours = query["leikaKey"] == "99108001001000" && query["ars"] == "065310005005";
    let route = json!({ "destinationId": DESTINATION, "destinationName": "Musterstadt", "destinationSignature": signature });
    let routes = if is_ours { vec![route] } else { vec![] };
    Json(json!({ "count": routes.len(), "offset": 0, "totalCount": routes.len(), "routes": routes }))
}

async fn portal_keys() -> Json<Value> {
    Json(json!({ "keys": [jwk(SIGN, "portal-1", "PS512", "verify", None)] }))
}

async fn destination(Path(id): Path<String>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    check(&headers)?;
    let answer = json!({ "destinationId": id, "status": "active", "encryptionKid": "verschluesseln-1", "metadataVersions": ["2.1.0"], "replyChannels": { "eMail": {} } });
    if id == DESTINATION { Ok(Json(answer)) } else { Err(StatusCode::NOT_FOUND) }
}

async fn key(
    State(service): State<Service>,
    Path((_, kid)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, StatusCode> {
    check(&headers)?;
    let temper = service.0.0;
    if kid == "pruefen-1" {
        return Ok(Json(jwk(SIGN, "pruefen-1", "PS512", "verify", Some(SIGN_CERTIFICATE))));
    }
    let certificate = if temper.certificate_of_another_key { SIGN_CERTIFICATE } else { ENC_CERTIFICATE };
    let mut jwk = jwk(ENC, "verschluesseln-1", "RSA-OAEP-256", "wrapKey", (!temper.has_no_certificate).then_some(certificate));
    if temper.short_key {
        jwk["n"] = json!(Base64UrlUnpadded::encode_string(&[0xff; 256]));
    }
    if temper.wrong_use {
        jwk["key_ops"] = json!(["wrapKey", "unwrapKey"]);
    }
    Ok(Json(jwk))
}

async fn service_keys() -> Json<Value> {
    Json(json!({ "keys": [jwk(ENC, "dienst-1", "PS512", "verify", None)] }))
}

async fn create(
    State(service): State<Service>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<(StatusCode, Json<Value>), StatusCode> {
    check(&headers)?;
    let identifier = &body["publicService"]["identifier"];
    if body["destinationId"] != DESTINATION || identifier != "urn:de:fim:leika:leistung:99108001001000" {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let announced = body["announcedAttachments"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    let mut submissions = service.0.1.lock().unwrap();
    submissions.push(Submission {
        announced,
        identifier: identifier.as_str().unwrap().to_owned(),
        callback: body["callback"].clone(),
        ..Submission::default()
    });
    let id = format!("{SUBMISSION}{:x}", submissions.len() - 1);
    Ok((StatusCode::CREATED, Json(json!({ "submissionId": id, "caseId": CASE, "destinationId": DESTINATION }))))
}

fn number(id: &str) -> usize {
    usize::from_str_radix(id.strip_prefix(SUBMISSION).unwrap(), 16).unwrap()
}

async fn attach(
    State(service): State<Service>,
    Path((id, attachment)): Path<(String, String)>,
    headers: HeaderMap,
    body: String,
) -> Result<StatusCode, StatusCode> {
    check(&headers)?;
    let mut submissions = service.0.1.lock().unwrap();
    let submission = &mut submissions[number(&id)];
    if headers["content-type"] != "application/jose" || !submission.announced.contains(&attachment) {
        return Err(StatusCode::BAD_REQUEST);
    }
    submission.attachments.insert(attachment, body);
    Ok(StatusCode::NO_CONTENT)
}

async fn submit(
    State(service): State<Service>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<StatusCode, StatusCode> {
    check(&headers)?;
    let mut submissions = service.0.1.lock().unwrap();
    let submission = &mut submissions[number(&id)];
    if submission.announced.len() != submission.attachments.len() || submission.sealed.is_some() {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let jwe = |name: &str| body[name].as_str().unwrap().to_owned();
    let (metadata, data) = (jwe("encryptedMetadata"), jwe("encryptedData"));
    submission.sealed = Some((metadata, data));
    submission.events.push(submit_event(number(&id), submission));
    if service.0.0.loses_the_answer { Err(StatusCode::BAD_GATEWAY) } else { Ok(StatusCode::OK) }
}

/// What waits for the destination: submitted, and neither accepted nor rejected.
async fn list(
    State(service): State<Service>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, StatusCode> {
    check(&headers)?;
    if query.get("destinationId").is_none_or(|id| id != DESTINATION) {
        return Err(StatusCode::BAD_REQUEST);
    }
    service.0.2.fetch_add(1, Ordering::SeqCst);
    let submissions = service.0.1.lock().unwrap();
    let waiting = submissions.iter().enumerate().filter(|(_, submission)| submission.sealed.is_some());
    let waiting: Vec<Value> = waiting
        .map(|(n, _)| json!({ "destinationId": DESTINATION, "submissionId": format!("{SUBMISSION}{n:x}"), "caseId": CASE }))
        .collect();
    let offset: usize = query["offset"].parse().unwrap();
    Ok(Json(
        json!({ "count": waiting.len(), "offset": offset, "totalCount": waiting.len(), "submissions": waiting.into_iter().skip(offset).collect::<Vec<_>>() }),
    ))
}

async fn fetch(State(service): State<Service>, Path(id): Path<String>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    check(&headers)?;
    if service.0.0.gives_nothing {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    let mut submissions = service.0.1.lock().unwrap();
    let submission = &mut submissions[number(&id)];
    submission.fetched += 1;
    let (metadata, data) = submission.sealed.as_ref().ok_or(StatusCode::NOT_FOUND)?;
    Ok(Json(json!({
        "submissionId": id, "caseId": CASE, "destinationId": DESTINATION, "attachments": submission.announced,
        "encryptedMetadata": metadata, "encryptedData": data,
        "publicService": { "identifier": submission.identifier, "name": "Hund anmelden" }, "somethingNew": true,
    })))
}

async fn fetch_attachment(
    State(service): State<Service>,
    Path((id, attachment)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<String, StatusCode> {
    check(&headers)?;
    service.0.1.lock().unwrap()[number(&id)].attachments.get(&attachment).cloned().ok_or(StatusCode::NOT_FOUND)
}

/// The subscriber's answer: taken once, and the content is deleted with it.
async fn answer(
    State(service): State<Service>,
    Path(case): Path<String>,
    headers: HeaderMap,
    jws: String,
) -> Result<StatusCode, StatusCode> {
    check(&headers)?;
    if case != CASE || headers["content-type"] != "application/jose" {
        return Err(StatusCode::BAD_REQUEST);
    }
    let claims: Value = serde_json::from_slice(&Base64UrlUnpadded::decode_vec(jws.split('.').nth(1).unwrap()).unwrap()).unwrap();
    let mut submissions = service.0.1.lock().unwrap();
    let submission = &mut submissions[number(claims["sub"].as_str().unwrap().strip_prefix("submission:").unwrap())];
    submission.answers.push(jws.clone());
    if submission.sealed.is_none() {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    if service.0.0.takes_the_second_answer && submission.answers.len() == 1 {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    submission.events.push(jws);
    submission.sealed = None;
    submission.attachments.clear();
    if service.0.0.loses_the_receipt { Err(StatusCode::BAD_GATEWAY) } else { Ok(StatusCode::NO_CONTENT) }
}

/// What the delivery service says of a submission when it is submitted.
fn submit_event(number: usize, submission: &Submission) -> String {
    let (metadata, data) = submission.sealed.as_ref().unwrap();
    let tags = json!({ "metadata": tag(metadata), "data": tag(data), "attachments": attachment_tags(submission) });
    event("https://fit-connect.example", number, "submit", json!({ "authenticationTags": tags }), false)
}

async fn events(State(service): State<Service>, Path(id): Path<String>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    check(&headers)?;
    Ok(Json(json!({ "eventLog": service.0.1.lock().unwrap()[number(&id)].events })))
}
