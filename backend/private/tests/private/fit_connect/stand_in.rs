//! A delivery service with one destination, as the Submission API v2 describes them. In: requests. Out: answers, and what a destination reads after opening. It
//! refuses what the API refuses: unknown tokens, attachments that were not announced, JWE with other headers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{KeyPair, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::{KeyPair as _, RSA_PSS_SHA512};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha512};

pub(super) const DESTINATION: &str = "879ee109-a690-4db8-ab32-424f064ca8f1";
const SUBMISSION: &str = "02bf1d9f-282d-4abf-810a-c4104baf0af";
const CASE: &str = "452b5ee6-35df-441a-bd39-6141723cf914";

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
}

/// What a destination reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Received {
    pub(super) metadata: Vec<u8>,
    pub(super) data: Vec<u8>,
    pub(super) attachments: BTreeMap<String, Vec<u8>>,
}

#[derive(Default)]
struct Submission {
    announced: Vec<String>,
    attachments: BTreeMap<String, String>,
    sealed: Option<(String, String)>,
    events: Vec<String>,
}

pub(super) struct StandIn {
    pub(super) url: String,
    service: Service,
}

#[derive(Clone)]
struct Service(Arc<(Temper, Mutex<Vec<Submission>>)>);

impl StandIn {
    pub(super) async fn start(temper: Temper) -> Self {
        let service = Service(Arc::new((temper, Mutex::default())));
        let api = Router::new()
            .route("/v2/destinations/{id}", get(destination))
            .route("/v2/destinations/{id}/keys/{kid}", get(key))
            .route("/v2/submissions", post(create))
            .route("/v2/submissions/{id}", put(submit))
            .route("/v2/submissions/{id}/attachments/{attachment}", put(attach))
            .route("/v2/submissions/{id}/events", get(events))
            .route("/.well-known/jwks.json", get(service_keys));
        let router = Router::new()
            .nest("/submission-api", api)
            .route("/token", post(token))
            .route("/routing/routes", get(routes))
            .with_state(service.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, service }
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

fn tag(jwe: &str) -> String {
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

async fn routes(Query(query): Query<BTreeMap<String, String>>) -> Json<Value> {
    let is_ours = query["leikaKey"] == "99108001001000" && query["ars"] == "065310005005";
    let routes = if is_ours { vec![json!({ "destinationId": DESTINATION, "destinationName": "Musterstadt" })] } else { vec![] };
    Json(json!({ "count": routes.len(), "offset": 0, "totalCount": routes.len(), "routes": routes }))
}

async fn destination(Path(id): Path<String>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    check(&headers)?;
    let answer = json!({ "destinationId": id, "status": "active", "encryptionKid": "verschluesseln-1", "metadataVersions": ["2.1.0"] });
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
    submissions.push(Submission { announced, ..Submission::default() });
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
    let tags = json!({ "metadata": tag(&metadata), "data": tag(&data), "attachments": attachment_tags(submission) });
    submission.sealed = Some((metadata, data));
    submission.events.push(event("https://fit-connect.example", number(&id), "submit", json!({ "authenticationTags": tags }), false));
    if service.0.0.loses_the_answer { Err(StatusCode::BAD_GATEWAY) } else { Ok(StatusCode::OK) }
}

async fn events(State(service): State<Service>, Path(id): Path<String>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    check(&headers)?;
    Ok(Json(json!({ "eventLog": service.0.1.lock().unwrap()[number(&id)].events })))
}

/// A Security Event Token, signed by the destination or by the delivery service.
fn event(issuer: &str, submission: usize, name: &str, payload: Value, is_broken: bool) -> String {
    let (key, kid) = if issuer == DESTINATION { (SIGN, "pruefen-1") } else { (ENC, "dienst-1") };
    let header = json!({ "typ": "secevent+jwt", "alg": "PS512", "kid": kid });
    let claims = json!({
        "$schema": "https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json",
        "iss": issuer, "iat": 1_622_796_532, "jti": "4ac47caa-bce1-435a-b04f-3322b224b32e",
        "sub": format!("submission:{SUBMISSION}{submission:x}"), "txn": format!("case:{CASE}"),
        "events": { format!("https://schema.fitko.de/fit-connect/events/{name}-submission"): payload },
    });
    let part = |value: &Value| Base64UrlUnpadded::encode_string(value.to_string().as_bytes());
    let signed = format!("{}.{}", part(&header), part(&claims));
    let key = KeyPair::from_pkcs8(key).unwrap();
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PSS_SHA512, &aws_lc_rs::rand::SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
    if is_broken {
        signature[7] ^= 1;
    }
    format!("{signed}.{}", Base64UrlUnpadded::encode_string(&signature))
}

fn jwk(key: &[u8], kid: &str, algorithm: &str, operation: &str, certificate: Option<&[u8]>) -> Value {
    let key = KeyPair::from_pkcs8(key).unwrap();
    // RSAPublicKey (RFC 8017, A.1.1) of 4096 bits: nine bytes of tags and lengths, the modulus, the exponent.
    let n = Base64UrlUnpadded::encode_string(&key.public_key().as_ref()[9..521]);
    let x5c: Vec<String> = certificate.into_iter().map(Base64::encode_string).collect();
    json!({ "kty": "RSA", "n": n, "e": "AQAB", "kid": kid, "alg": algorithm, "key_ops": [operation], "x5c": x5c })
}

/// Opens a JWE as a destination does, and refuses other headers than the API's.
fn open(jwe: &str) -> Vec<u8> {
    let parts: Vec<&str> = jwe.split('.').collect();
    let [header, wrapped, nonce, sealed, tag] = parts.as_slice() else { panic!("not five parts") };
    let bytes = |text: &str| Base64UrlUnpadded::decode_vec(text).unwrap();
    let fields: BTreeMap<String, String> = serde_json::from_slice(&bytes(header)).unwrap();
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["alg", "cty", "enc", "kid"]);
    assert_eq!((fields["alg"].as_str(), fields["enc"].as_str(), fields["kid"].as_str()), ("RSA-OAEP-256", "A256GCM", "verschluesseln-1"));
    let private = OaepPrivateDecryptingKey::new(PrivateDecryptingKey::from_pkcs8(ENC).unwrap()).unwrap();
    let mut room = vec![0; private.min_output_size()];
    let content_key = private.decrypt(&OAEP_SHA256_MGF1SHA256, &bytes(wrapped), &mut room, None).unwrap();
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, content_key).unwrap());
    let mut content = [bytes(sealed), bytes(tag)].concat();
    let nonce = Nonce::try_assume_unique_for_key(&bytes(nonce)).unwrap();
    key.open_in_place(nonce, Aad::from(header.as_bytes()), &mut content).unwrap().to_vec()
}

const ENC: &[u8] = include_bytes!("enc.pk8");
const SIGN: &[u8] = include_bytes!("sign.pk8");
const ENC_CERTIFICATE: &[u8] = include_bytes!("enc.der");
const SIGN_CERTIFICATE: &[u8] = include_bytes!("sign.der");
