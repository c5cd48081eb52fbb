//! The fourteen classes of bad input on every route, by table. A route that isn't in the table fails the last test.

use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use vordruck_contract::paths;

use crate::harness::{Draft, Harness, SERVICE, TENANT, card, form_hash, problem, random_pid};
use crate::submissions::Package;

/// What a route takes.
enum Takes {
    Nothing,
    Json(Value),
    Sealed { limit: Option<usize> },
    Form,
}

struct Route {
    /// Name of the template in `contract::paths`.
    name: &'static str,
    method: Method,
    path: String,
    /// Whether it wants a bearer token.
    bearer: bool,
    takes: Takes,
    /// Headers it can't do without.
    headers: Vec<(&'static str, String)>,
    /// The path with one malformed segment, for each segment.
    malformed: Vec<String>,
}

fn table() -> Vec<Route> {
    let draft = Draft::new();
    let (pid, attachment) = (random_pid(), Draft::new().lookup);
    let package = Package::new();
    let route =
        |name, method, path: String, bearer, takes| Route { name, method, path, bearer, takes, headers: Vec::new(), malformed: Vec::new() };
    let sealed = |limit| Takes::Sealed { limit };
    let range = || vec![("upload-offset", "0".to_owned()), ("upload-length", "10".to_owned())];
    let lease = json!({ "tenant": TENANT, "max": 1, "wait_seconds": 0 });
    let acknowledge = json!({ "fence": 1, "outcome": "received", "digest": package.digest(), "jws": "j".repeat(40) });
    let mail = json!({ "email": "a@example.org", "link_secret": draft.auth, "language": "de" });
    let bad_lookup = |path: fn(&str) -> String| vec![path("short"), path("%00"), path(&"=".repeat(22)), path(&"%C3%28".repeat(4))];
    let (l, p) = (draft.lookup.as_str(), pid.as_str());
    vec![
        route("START_PAGE", Method::GET, paths::start_page(TENANT, SERVICE), false, Takes::Nothing),
        route("ACCESSIBILITY_PAGE", Method::GET, paths::accessibility_page(TENANT, SERVICE), false, Takes::Nothing),
        route("PRIVACY_PAGE", Method::GET, paths::privacy_page(TENANT, SERVICE), false, Takes::Nothing),
        route("START_PAGE_BARE", Method::GET, format!("/{TENANT}/{SERVICE}"), false, Takes::Nothing),
        route("RESUME_PAGE", Method::GET, paths::resume_page(TENANT, SERVICE), false, Takes::Nothing),
        route("TENANT_PAGE", Method::GET, paths::tenant_page(TENANT), false, Takes::Nothing),
        route("TENANT_PAGE_BARE", Method::GET, format!("/{TENANT}"), false, Takes::Nothing),
        route("EMBEDDING_PAGE", Method::GET, paths::embedding_page(TENANT, SERVICE), false, Takes::Nothing),
        route("GATEWAY_PAGE", Method::GET, paths::gateway_page(TENANT, SERVICE), false, Takes::Nothing),
        route("QR_CODE", Method::GET, paths::qr_code(TENANT, SERVICE), false, Takes::Nothing),
        route("THEME_FILE", Method::GET, paths::theme_file(TENANT, "theme-0.css"), false, Takes::Nothing),
        route("WEB_COMPONENT", Method::GET, paths::WEB_COMPONENT.into(), false, Takes::Nothing),
        route("PAGE_SCRIPT", Method::GET, "/skripte/frame-0.js".into(), false, Takes::Nothing),
        route("ASSETS", Method::GET, "/assets/app-1.js".into(), false, Takes::Nothing),
        Route {
            malformed: vec![paths::service("UP", SERVICE), paths::service(TENANT, "a.b")],
            ..route("SERVICE", Method::GET, paths::service(TENANT, SERVICE), false, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::service("UP", SERVICE), paths::service(TENANT, "a.b")],
            ..route("SERVICE", Method::PUT, paths::service(TENANT, SERVICE), true, Takes::Json(card()))
        },
        Route {
            malformed: vec![paths::service_versions("UP", SERVICE), paths::service_versions(TENANT, "a.b")],
            ..route("SERVICE_VERSIONS", Method::GET, paths::service_versions(TENANT, SERVICE), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::tenant("UP"), paths::tenant("a.b")],
            ..route("TENANT", Method::GET, paths::tenant(TENANT), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::tenant("UP"), paths::tenant("a.b")],
            ..route("TENANT", Method::DELETE, paths::tenant(TENANT), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::presentation("UP")],
            ..route("PRESENTATION", Method::GET, paths::presentation(TENANT), false, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::presentation("UP")],
            ..route("PRESENTATION", Method::PUT, paths::presentation(TENANT), true, Takes::Json(json!({ "name": "Musterstadt" })))
        },
        Route { malformed: vec![paths::keys("UP")], ..route("KEYS", Method::GET, paths::keys(TENANT), false, Takes::Nothing) },
        Route {
            malformed: vec![paths::keys("UP")],
            ..route("KEYS", Method::PUT, paths::keys(TENANT), true, Takes::Json(json!({ "jws": format!("{}.b.c", "a".repeat(40)) })))
        },
        Route {
            malformed: vec![paths::form("00"), paths::form(&"G".repeat(64))],
            ..route("FORM", Method::GET, paths::form(&form_hash()), false, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::form("00"), paths::form(&"G".repeat(64))],
            ..route("FORM", Method::PUT, paths::form(&form_hash()), true, Takes::Form)
        },
        route("DRAFTS", Method::POST, paths::DRAFTS.into(), false, Takes::Json(draft.create_request())),
        route(
            "DRAFTS_OPEN",
            Method::POST,
            paths::DRAFTS_OPEN.into(),
            false,
            Takes::Json(json!({ "lookup": draft.lookup, "auth": draft.auth })),
        ),
        Route { malformed: bad_lookup(paths::draft), ..route("DRAFT", Method::DELETE, paths::draft(l), true, Takes::Nothing) },
        Route { malformed: bad_lookup(paths::draft_body), ..route("DRAFT_BODY", Method::GET, paths::draft_body(l), true, Takes::Nothing) },
        Route {
            malformed: bad_lookup(paths::draft_body),
            headers: vec![("if-match", "\"0\"".into()), ("vordruck-attachments", String::new())],
            ..route("DRAFT_BODY", Method::PUT, paths::draft_body(l), true, sealed(Some(2 << 20)))
        },
        Route {
            malformed: vec![paths::draft_attachment(l, "short")],
            ..route("DRAFT_ATTACHMENT", Method::GET, paths::draft_attachment(l, &attachment), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::draft_attachment("short", &attachment)],
            ..route("DRAFT_ATTACHMENT", Method::HEAD, paths::draft_attachment(l, &attachment), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::draft_attachment(l, "short")],
            headers: range(),
            ..route("DRAFT_ATTACHMENT", Method::PUT, paths::draft_attachment(l, &attachment), true, sealed(None))
        },
        Route {
            malformed: bad_lookup(paths::draft_mail),
            ..route("DRAFT_MAIL", Method::POST, paths::draft_mail(l), true, Takes::Json(mail))
        },
        route("RELAY_PAGE", Method::GET, paths::relay_page(TENANT, SERVICE), false, Takes::Nothing),
        route(
            "RELAYS",
            Method::POST,
            paths::RELAYS.into(),
            false,
            Takes::Json(json!({ "lookup": draft.lookup, "verifier": draft.verifier, "tenant": TENANT, "service": SERVICE })),
        ),
        route(
            "RELAYS_OPEN",
            Method::POST,
            paths::RELAYS_OPEN.into(),
            false,
            Takes::Json(json!({ "lookup": draft.lookup, "auth": draft.auth })),
        ),
        Route { malformed: bad_lookup(paths::relay), ..route("RELAY", Method::GET, paths::relay(l), true, Takes::Nothing) },
        Route { malformed: bad_lookup(paths::relay), ..route("RELAY", Method::DELETE, paths::relay(l), true, Takes::Nothing) },
        Route {
            malformed: bad_lookup(paths::relay_invitation),
            ..route("RELAY_INVITATION", Method::PUT, paths::relay_invitation(l), true, sealed(Some(2 << 20)))
        },
        Route {
            malformed: vec![paths::relay_file(l, "short")],
            ..route("RELAY_FILE", Method::GET, paths::relay_file(l, &attachment), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::relay_file("short", &attachment)],
            ..route("RELAY_FILE", Method::HEAD, paths::relay_file(l, &attachment), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::relay_file(l, "short")],
            ..route("RELAY_FILE", Method::DELETE, paths::relay_file(l, &attachment), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::relay_file(l, "short")],
            headers: range(),
            ..route("RELAY_FILE", Method::PUT, paths::relay_file(l, &attachment), true, sealed(None))
        },
        route("UPLOADS", Method::POST, paths::UPLOADS.into(), false, Takes::Json(package.announcement())),
        Route {
            malformed: vec![paths::upload_object("x", 0), format!("/api/v1/uploads/{p}/-1")],
            headers: range(),
            ..route("UPLOAD_OBJECT", Method::PUT, paths::upload_object(p, 0), true, sealed(None))
        },
        Route {
            malformed: vec![paths::upload_object("x", 0)],
            ..route("UPLOAD_OBJECT", Method::HEAD, paths::upload_object(p, 0), true, Takes::Nothing)
        },
        Route {
            headers: vec![("idempotency-key", package.pid.clone())],
            ..route("SUBMISSIONS", Method::POST, paths::SUBMISSIONS.into(), true, Takes::Json(package.request()))
        },
        route("COLLECT_LEASE", Method::POST, paths::COLLECT_LEASE.into(), true, Takes::Json(lease)),
        Route {
            malformed: vec![paths::collect_object("x", 0)],
            headers: vec![("vordruck-fence", "1".into())],
            ..route("COLLECT_OBJECT", Method::GET, paths::collect_object(p, 0), true, Takes::Nothing)
        },
        Route {
            malformed: vec![paths::collect_acknowledge("x")],
            ..route("COLLECT_ACKNOWLEDGE", Method::POST, paths::collect_acknowledge(p), true, Takes::Json(acknowledge))
        },
        route("RECEIPT_KEY", Method::GET, paths::RECEIPT_KEY.into(), false, Takes::Nothing),
        route("OPENAPI", Method::GET, paths::OPENAPI.into(), false, Takes::Nothing),
        route("HEALTH", Method::GET, paths::HEALTH.into(), false, Takes::Nothing),
        route("SECURITY_TXT", Method::GET, paths::SECURITY_TXT.into(), false, Takes::Nothing),
        route("ALIVE", Method::GET, paths::ALIVE.into(), false, Takes::Nothing),
    ]
}

impl Route {
    fn request(&self, harness: &Harness, path: &str) -> RequestBuilder {
        let mut request = harness.request(self.method.clone(), path);
        if self.bearer {
            request = request.bearer_auth(crate::harness::TOKEN);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        request
    }

    fn media_type(&self) -> Option<&'static str> {
        match self.takes {
            Takes::Nothing => None,
            Takes::Json(_) => Some("application/json"),
            Takes::Sealed { .. } => Some("application/octet-stream"),
            Takes::Form => Some("application/vnd.vordruck.form"),
        }
    }

    async fn json(&self, harness: &Harness, body: impl Into<reqwest::Body>) -> Response {
        self.request(harness, &self.path).header("content-type", "application/json").body(body).send().await.unwrap()
    }

    fn label(&self) -> String {
        format!("{} {}", self.method, self.name)
    }
}

/// Status and kind, or only the status where an answer has no body.
async fn refused(route: &Route, answer: Response) -> (u16, String, Value) {
    if route.method == Method::HEAD {
        return (answer.status().as_u16(), String::new(), Value::Null);
    }
    let found = problem(answer).await;
    let text = found.2.to_string();
    for leak in ["sqlx", "SELECT", "/home", "/tmp", "panicked", ".rs"] {
        assert!(!text.contains(leak), "{}: {text}", route.label());
    }
    found
}

#[tokio::test]
async fn malformed_json_bad_utf8_and_control_characters_are_400() {
    let harness = Harness::new().await;
    for route in table() {
        let Takes::Json(valid) = &route.takes else { continue };
        let deep = "[".repeat(10_000);
        let trailing = format!("{valid} x");
        for body in [
            b"{".to_vec(),
            b"".to_vec(),
            deep.into_bytes(),
            trailing.into_bytes(),
            b"{\"a\":\"\xff\"}".to_vec(),
            b"{\"a\":\"\\u0000\"}".to_vec(),
            b"\xef\xbb\xbf{}".to_vec(),
        ] {
            let (status, kind, _) = refused(&route, route.json(&harness, body.clone()).await).await;
            assert_eq!((status, kind.as_str()), (400, "malformed-body"), "{} {:?}", route.label(), &body[..body.len().min(40)]);
        }
    }
}

#[tokio::test]
async fn other_media_types_and_encodings_are_415() {
    let harness = Harness::new().await;
    for route in table() {
        if let Some(right) = route.media_type() {
            for wrong in [None, Some("text/plain"), Some("multipart/form-data; boundary=x"), Some("application/x-www-form-urlencoded")] {
                let mut request = route.request(&harness, &route.path).body("{}");
                if let Some(wrong) = wrong {
                    request = request.header("content-type", wrong);
                }
                let (status, kind, _) = refused(&route, request.send().await.unwrap()).await;
                // A collector's forms are refused for their type only after the token was checked; here the token is right.
                assert_eq!((status, kind.as_str()), (415, "unsupported-media-type"), "{} {wrong:?} instead of {right}", route.label());
            }
        }
        let answer = route.request(&harness, &route.path).header("content-encoding", "gzip").send().await.unwrap();
        assert_eq!(refused(&route, answer).await.0, 415, "{}", route.label());
    }
}

#[tokio::test]
async fn what_is_too_large_is_413_or_431() {
    let harness = Harness::new().await;
    harness.publish().await;
    for route in table() {
        let size = match &route.takes {
            Takes::Json(_) => Some(256 << 10),
            Takes::Sealed { limit } => *limit,
            Takes::Form => Some(4 << 20),
            Takes::Nothing => None,
        };
        if let (Some(size), Some(kind)) = (size, route.media_type()) {
            let answer = route.request(&harness, &route.path).header("content-type", kind).body(vec![b' '; size + 1]).send().await.unwrap();
            let (status, kind, _) = refused(&route, answer).await;
            assert_eq!((status, kind.as_str()), (413, "too-large"), "{}", route.label());
        }
        let answer = route.request(&harness, &route.path).header("x-long", "a".repeat(17 * 1024)).send().await.unwrap();
        assert_eq!(refused(&route, answer).await.0, 431, "{}", route.label());
    }
}

#[tokio::test]
async fn unknown_missing_and_wrong_fields_are_422_and_named() {
    let harness = Harness::new().await;
    for route in table() {
        let Takes::Json(valid) = &route.takes else { continue };
        let mut cases = vec![("zzz".to_owned(), "unknown", with(valid, "zzz", json!(1)))];
        for field in valid.as_object().unwrap().keys() {
            let mut missing = valid.clone();
            missing.as_object_mut().unwrap().remove(field);
            if !["leika_key", "draft"].contains(&field.as_str()) {
                cases.push((field.clone(), "missing", missing));
            }
            cases.push((field.clone(), "type", with(valid, field, json!(true))));
            cases.push((field.clone(), "type", with(valid, field, Value::Null)));
        }
        for (field, code, body) in cases {
            let (status, kind, document) = refused(&route, route.json(&harness, body.to_string()).await).await;
            assert_eq!((status, kind.as_str()), (422, "invalid-fields"), "{} {field} {code}", route.label());
            let error = &document["errors"][0];
            assert_eq!(error["pointer"], format!("/{field}"), "{} {code}", route.label());
            // An enum says of a wrong type that it is another variant.
            assert!(
                error["code"] == code || (code == "type" && ["value", "variant"].contains(&error["code"].as_str().unwrap())),
                "{} {field}: {error}",
                route.label()
            );
        }
        for field in valid
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, value)| value.is_string() && !["version", "kid", "language", "suite"].contains(&name.as_str()))
        {
            let body = with(valid, field.0, json!("-"));
            let (status, _, document) = refused(&route, route.json(&harness, body.to_string()).await).await;
            assert_eq!((status, &document["errors"][0]["pointer"]), (422, &json!(format!("/{}", field.0))), "{}", route.label());
        }
    }
}

#[tokio::test]
async fn malformed_ids_in_paths_are_400_and_named() {
    let harness = Harness::new().await;
    for route in table() {
        for path in &route.malformed {
            let mut request = route.request(&harness, path);
            if let Some(kind) = route.media_type() {
                request = request.header("content-type", kind).body(match &route.takes {
                    Takes::Json(valid) => valid.to_string(),
                    _ => "x".into(),
                });
            }
            let (status, kind, document) = refused(&route, request.send().await.unwrap()).await;
            assert_eq!(status, 400, "{} {path}", route.label());
            if route.method != Method::HEAD {
                assert_eq!(kind, "malformed-identifier");
                assert!(document["errors"][0]["pointer"].as_str().unwrap().starts_with("path:"), "{document}");
            }
        }
    }
}

#[tokio::test]
async fn other_methods_are_405_and_told_the_right_ones() {
    let harness = Harness::new().await;
    let table = table();
    for route in &table {
        let known: Vec<&Method> = table.iter().filter(|other| other.name == route.name).map(|other| &other.method).collect();
        for method in [Method::GET, Method::PUT, Method::POST, Method::DELETE, Method::PATCH, Method::OPTIONS] {
            if known.contains(&&method) {
                continue;
            }
            let answer = harness.request(method.clone(), &route.path).send().await.unwrap();
            let allow =
                answer.headers().get("allow").unwrap_or_else(|| panic!("{method} {}: no Allow", route.name)).to_str().unwrap().to_owned();
            assert_eq!(problem(answer).await.1, "method-not-allowed", "{method} {}", route.name);
            for known in &known {
                assert!(allow.contains(known.as_str()), "{} {allow}", route.name);
            }
        }
    }
}

#[tokio::test]
async fn without_a_right_token_it_is_401() {
    let harness = Harness::new().await;
    harness.publish().await;
    for route in table().iter().filter(|route| route.bearer) {
        for authorization in [None, Some("Basic eDp5"), Some("Bearer"), Some("Bearer nobody")] {
            let mut request = harness.request(route.method.clone(), &route.path);
            if let Some(authorization) = authorization {
                request = request.header("authorization", authorization);
            }
            for (name, value) in &route.headers {
                request = request.header(*name, value);
            }
            if let Some(kind) = route.media_type() {
                request = request.header("content-type", kind);
            }
            request = match &route.takes {
                Takes::Json(valid) => request.body(valid.to_string()),
                Takes::Nothing => request,
                _ => request.body("x"),
            };
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), 401, "{} {authorization:?}", route.label());
            assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        }
    }
}

#[tokio::test]
async fn missing_and_malformed_headers_are_named() {
    let harness = Harness::new().await;
    harness.publish().await;
    let draft = harness.draft().await;
    for route in table() {
        for (left_out, _) in &route.headers {
            let mut request =
                harness.request(route.method.clone(), &route.path.replace("nothing", &draft.lookup)).bearer_auth(crate::harness::TOKEN);
            for (name, value) in route.headers.iter().filter(|(name, _)| name != left_out) {
                request = request.header(*name, value);
            }
            if let Some(kind) = route.media_type() {
                request = request.header("content-type", kind);
            }
            let body = if let Takes::Json(valid) = &route.takes { valid.to_string() } else { String::new() };
            let (status, _, document) = refused(&route, request.body(body).send().await.unwrap()).await;
            if *left_out == "if-match" {
                assert_eq!(status, 428);
            } else {
                assert_eq!((status, &document["errors"][0]["pointer"]), (422, &json!(format!("header:{left_out}"))), "{}", route.label());
            }
        }
    }
    for tag in ["0", "W/\"0\"", "*", "\"0\", \"1\"", "\"-1\"", "\"00\"", "\"\""] {
        let answer = harness.put(&paths::draft_body(&draft.lookup)).bearer_auth(&draft.session).header("if-match", tag);
        let answer =
            answer.header("content-type", "application/octet-stream").header("vordruck-attachments", "").body("x").send().await.unwrap();
        assert_eq!(problem(answer).await.0, 400, "{tag}");
    }
    assert_eq!(problem(harness.save(&draft, 7, "x").send().await.unwrap()).await.0, 412);
}

#[tokio::test]
async fn what_is_not_there_is_404_and_another_sites_page_403_and_no_accepted_answer_406() {
    let harness = Harness::new().await;
    harness.publish().await;
    for path in [
        paths::service(TENANT, "nothing"),
        paths::service("nobody", SERVICE),
        paths::form(&"0".repeat(64)),
        paths::keys("nobody"),
        "/api/v1/nothing".into(),
        "/api/v2/drafts".into(),
        "/".into(),
    ] {
        assert_eq!(problem(harness.get(&path).send().await.unwrap()).await.1, "not-found", "{path}");
    }
    let mut elsewhere = Draft::new().create_request();
    elsewhere["service"] = "nothing".into();
    assert_eq!(problem(harness.post(paths::DRAFTS).json(&elsewhere).send().await.unwrap()).await.0, 404);
    for route in table().iter().filter(|route| route.path.starts_with("/api/")) {
        if !route.method.is_safe() {
            let answer = route.request(&harness, &route.path).header("sec-fetch-site", "cross-site").send().await.unwrap();
            assert_eq!(problem(answer).await.0, 403, "{}", route.label());
        }
        let answer = route.request(&harness, &route.path).header("accept", "text/csv").send().await.unwrap();
        assert_eq!(refused(route, answer).await.0, 406, "{}", route.label());
    }
}

#[test]
fn every_route_is_in_the_table_and_in_the_description() {
    let source = include_str!("../../src/router.rs");
    let routes: Vec<(&str, &str)> =
        source.lines().filter_map(|line| line.trim().strip_prefix(".route(paths::")).filter_map(|rest| rest.split_once(',')).collect();
    assert!(routes.len() > 20);
    let table = table();
    for (name, methods) in routes {
        for method in ["get", "put", "post", "delete", "head"] {
            let offered = methods.contains(&format!("{method}("));
            let tabled = table.iter().any(|route| route.name == name && route.method.as_str().eq_ignore_ascii_case(method));
            assert_eq!(offered, tabled, "{method} {name}");
        }
    }
}

fn with(valid: &Value, field: &str, value: Value) -> Value {
    let mut changed = valid.clone();
    changed[field] = value;
    changed
}
