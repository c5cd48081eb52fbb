//! Every route, tried by every role, of this tenant and of another one. A route that isn't in the table fails the test; so does a row without a route.

use reqwest::Method;
use serde_json::{Value, json};
use vordruck_contract::accounts::{SessionList, UserList};
use vordruck_contract::paths;
use vordruck_contract::problem::{self, Problem};

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;

/// Who tries: nobody, nobody's clerk, clerks and administrators of elsewhere, the administrator, the clerk of the service, the clerk of all services.
const ROLES: [&str; 8] = ["stranger", "none", "other-service", "other-tenant", "other-administrator", "administrator", "service", "tenant"];

/// What each role gets.
type Answers = [u16; 8];

/// What belongs to an item: the clerks of its service, and for everybody else it isn't there. Administrators see no item.
const ITEM: Answers = [401, 404, 404, 404, 404, 404, 200, 200];

/// How the tenant's interfaces are doing: everybody who has to do with it, each as far as the own services go.
const TRANSPORT: Answers = [401, 404, 200, 404, 404, 200, 200, 200];

/// What everybody has who is signed in.
const fn own(status: u16) -> Answers {
    [401, status, status, status, status, status, status, status]
}

/// What administrators of the tenant do; for everybody else the tenant isn't there.
const fn administration(status: u16) -> Answers {
    [401, 404, 404, 404, 404, status, 404, 404]
}

/// What needs no session.
const fn open(status: u16) -> Answers {
    [status; 8]
}

#[tokio::test]
async fn every_route_answers_every_role_as_the_table_says() {
    let town = Town::new().await;
    let none = Clerk::new(&town, "keine", &[]).await;
    let other_service = Clerk::new(&town, "katze", &["musterstadt/katze"]).await;
    let other_tenant = Clerk::new(&town, "andere", &["anderestadt/*"]).await;
    let other_administrator = Clerk::administrator(&town, "andereleitung", "anderestadt").await;
    let administrator = Clerk::administrator(&town, "leitung", "musterstadt").await;
    let service = Clerk::new(&town, "hund", &["musterstadt/hund"]).await;
    let tenant = Clerk::new(&town, "alle", &["musterstadt/*"]).await;
    let clerks = [Clerk::anonymous(&town), none, other_service, other_tenant, other_administrator, administrator, service, tenant];
    let [.., administrator, service, _] = &clerks;

    town.submit(Application::of("Bello").with_file("a.pdf", b"%PDF-1.4")).await;
    town.collect().await;
    let item = service.only_item().await.id;
    town.add_clerk("ziel", &["musterstadt/katze"]).await;
    let users: UserList = administrator.get(&paths::postbox_users("musterstadt")).await;
    let user = users.users.iter().find(|user| user.name == "ziel").unwrap().id.clone();
    // A second session of the service's clerk, to be ended by the first.
    let second = Clerk::signed_in(&town, "hund").await;
    let sessions: SessionList = second.get(paths::POSTBOX_SESSIONS).await;
    let session = sessions.sessions.iter().find(|session| session.is_this).unwrap().id.clone();

    let password = json!({"password": "falsch"});
    let permissions = json!({"all_services": false, "services": ["hund"], "is_administrator": false});
    let link = json!({"token": "nie vergeben"});
    let table: Vec<(Method, &str, Option<Value>, Answers)> = vec![
        (Method::GET, paths::POSTBOX_ITEM, None, ITEM),
        (Method::GET, paths::POSTBOX_ITEM_PDF, None, ITEM),
        (Method::GET, paths::POSTBOX_ITEM_ATTACHMENT, None, ITEM),
        (Method::PUT, paths::POSTBOX_ITEM_STATE, Some(json!({"state": "done"})), ITEM),
        (Method::PUT, paths::POSTBOX_ITEM_ASSIGNEE, Some(json!({"assignee": null})), ITEM),
        (Method::PUT, paths::POSTBOX_ASSIGNEES, Some(json!({"assignments": [{"item": item, "assignee": null}]})), ITEM),
        (Method::POST, paths::POSTBOX_COLLEAGUES, Some(json!({"items": [item]})), ITEM),
        (Method::POST, paths::POSTBOX_ARCHIVE, Some(json!({"items": [item]})), ITEM),
        (Method::GET, paths::POSTBOX_ITEMS, None, own(200)),
        (Method::GET, paths::POSTBOX_TRANSFERS, None, own(200)),
        (Method::GET, paths::POSTBOX_TRANSPORT, None, TRANSPORT),
        (Method::POST, paths::POSTBOX_RETRIES, Some(json!({"channel": "fachverfahren"})), TRANSPORT),
        (Method::POST, paths::POSTBOX_ACKNOWLEDGEMENTS, Some(json!({"channel": "fachverfahren"})), TRANSPORT),
        (Method::GET, paths::POSTBOX_SESSION, None, own(200)),
        (Method::PUT, paths::POSTBOX_PASSWORD, Some(json!({"password": "x", "new_password": "y"})), own(422)),
        (Method::GET, paths::POSTBOX_SESSIONS, None, own(200)),
        (Method::DELETE, paths::POSTBOX_OTHER_SESSION, None, [401, 404, 404, 404, 404, 404, 204, 404]),
        (Method::DELETE, paths::POSTBOX_SESSIONS, None, own(204)),
        (Method::POST, paths::POSTBOX_SECOND_FACTOR, Some(password.clone()), own(422)),
        (Method::PUT, paths::POSTBOX_SECOND_FACTOR, Some(json!({"code": "123456"})), own(422)),
        (Method::POST, paths::POSTBOX_SECOND_FACTOR_REMOVAL, Some(password.clone()), own(422)),
        (Method::GET, paths::POSTBOX_PASSKEYS, None, own(200)),
        (Method::POST, paths::POSTBOX_PASSKEY_OFFER, Some(password.clone()), own(422)),
        (Method::POST, paths::POSTBOX_PASSKEYS, Some(json!({"name": "Schlüssel", "credential": "{}"})), own(422)),
        (Method::PUT, paths::POSTBOX_OWN_PASSKEY, Some(json!({"name": "Schlüssel"})), own(404)),
        (Method::POST, paths::POSTBOX_PASSKEY_REMOVAL, Some(password.clone()), own(422)),
        (Method::GET, paths::POSTBOX_USERS, None, administration(200)),
        (
            Method::POST,
            paths::POSTBOX_USERS,
            Some(json!({"name": "neu", "display_name": "Neu", "permissions": permissions})),
            administration(201),
        ),
        (Method::GET, paths::POSTBOX_USERS_CSV, None, administration(200)),
        (Method::GET, paths::POSTBOX_USERS_PDF, None, administration(200)),
        (
            Method::PUT,
            paths::POSTBOX_USER,
            Some(json!({"display_name": "Ziel", "permissions": permissions, "is_locked": true})),
            administration(200),
        ),
        (Method::POST, paths::POSTBOX_USER_INVITATION, None, administration(201)),
        (Method::DELETE, paths::POSTBOX_USER, None, administration(204)),
        (Method::GET, paths::POSTBOX_AUDIT, None, administration(200)),
        (Method::POST, paths::POSTBOX_SESSION, Some(json!({"name": "niemand", "password": "x"})), open(401)),
        (Method::PUT, paths::POSTBOX_PASSKEY_SIGN_IN, Some(json!({"credential": "{}"})), open(401)),
        (Method::POST, paths::POSTBOX_INVITATION, Some(link), open(404)),
        (Method::PUT, paths::POSTBOX_INVITATION, Some(json!({"token": "nie vergeben", "new_password": "x"})), open(404)),
        (Method::GET, paths::POSTBOX_LIST_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_SIGN_IN_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_ITEM_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_PASSWORD_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_ACCOUNT_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_INVITATION_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_USERS_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_USER_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_AUDIT_PAGE, None, open(200)),
        (Method::GET, paths::POSTBOX_TRANSPORT_PAGE, None, open(200)),
        (Method::GET, paths::ASSETS, None, open(404)),
        (Method::GET, paths::HEALTH, None, open(200)),
        (Method::GET, paths::ALIVE, None, open(204)),
        (Method::GET, paths::OPENAPI, None, open(200)),
        (Method::GET, paths::METRICS, None, open(200)),
        // No secret is configured here.
        (Method::POST, paths::FIT_CONNECT_CALLBACKS, Some(json!({})), open(404)),
        (Method::POST, paths::POSTBOX_PASSKEY_SIGN_IN, None, open(200)),
        // Last: it signs everybody out.
        (Method::DELETE, paths::POSTBOX_SESSION, None, open(204)),
    ];

    let mut routes: Vec<String> = vordruck_private::postbox_routes().iter().map(|(method, path)| format!("{method} {path}")).collect();
    let mut rows: Vec<String> = table.iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    routes.sort();
    rows.sort();
    assert_eq!(rows, routes, "the table has to have each route once");

    for (method, route, body, answers) in table {
        let path = route
            .replace("{item}", &item)
            .replace("{n}", "3")
            .replace("{tenant}", "musterstadt")
            .replace("{user}", &user)
            .replace("{session}", &session)
            .replace("{passkey}", "00000000-0000-4000-8000-000000000000")
            .replace("{*file}", "nichts.js");
        // Refusals first: what an allowed one removes must not be missing for the others for that reason.
        let mut tries: Vec<_> = clerks.iter().zip(ROLES).zip(answers).collect();
        tries.sort_by_key(|(_, status)| std::cmp::Reverse(*status));
        for ((clerk, role), expected) in tries {
            if (&method, route) == (&Method::POST, paths::POSTBOX_SESSION) {
                // Not slowed down.
                town.clock.advance(60);
            }
            let response = clerk.send(method.clone(), &path, body.clone()).await;
            assert_eq!(response.status(), expected, "{method} {route} by {role}");
            if expected >= 400 {
                assert_eq!(response.headers()["content-type"], problem::MEDIA_TYPE, "{method} {route}");
                assert_eq!(response.json::<Problem>().await.unwrap().status, expected);
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_is_foreign_look_the_same() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "hund", &["musterstadt/hund"]).await;
    let stranger = Clerk::new(&town, "katze", &["musterstadt/katze", "anderestadt/*"]).await;
    let elsewhere = Clerk::administrator(&town, "andereleitung", "anderestadt").await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    let item = clerk.only_item().await.id;
    let missing = "00000000-0000-4000-8000-000000000000";
    let problem = async |clerk: &Clerk<'_>, method: Method, path: &str, body: Option<Value>| {
        let Problem { kind, title, status, errors, .. } = clerk.send(method, path, body).await.json().await.unwrap();
        (kind, title, status, errors)
    };
    for (method, of, body) in [
        (Method::GET, paths::postbox_item as fn(&str) -> String, None),
        (Method::GET, paths::postbox_item_pdf, None),
        (Method::PUT, paths::postbox_item_state, Some(json!({"state": "done"}))),
        (Method::PUT, paths::postbox_item_state, Some(json!({"state": "new"}))),
        (Method::PUT, paths::postbox_item_assignee, Some(json!({"assignee": missing}))),
    ] {
        let foreign = problem(&stranger, method.clone(), &of(&item), body.clone()).await;
        assert_eq!(foreign, problem(&stranger, method, &of(missing), body).await);
        assert_eq!(foreign.2, 404);
    }
    let several = |id: &str| Some(json!({"items": [id]}));
    let assignments = |id: &str| Some(json!({"assignments": [{"item": id, "assignee": missing}]}));
    for (method, path, of) in [
        (Method::POST, paths::POSTBOX_ARCHIVE, &several as &dyn Fn(&str) -> Option<Value>),
        (Method::POST, paths::POSTBOX_COLLEAGUES, &several),
        (Method::PUT, paths::POSTBOX_ASSIGNEES, &assignments),
    ] {
        let foreign = problem(&stranger, method.clone(), path, of(&item)).await;
        assert_eq!(foreign, problem(&stranger, method, path, of(missing)).await);
        assert_eq!((stranger.list().await.total, foreign.2), (0, 404));
    }

    // An administrator's own tenant in the path opens no account of another tenant.
    let session: vordruck_contract::accounts::SessionList = clerk.get(paths::POSTBOX_SESSIONS).await;
    let administrator = Clerk::administrator(&town, "leitung", "musterstadt").await;
    let users: UserList = administrator.get(&paths::postbox_users("musterstadt")).await;
    let user = &users.users.iter().find(|user| user.name == "hund").unwrap().id;
    for method in [Method::PUT, Method::DELETE] {
        let body = (method == Method::PUT).then(|| {
            json!({"display_name": "x", "permissions": {"all_services": true, "services": [], "is_administrator": true}, "is_locked": false})
        });
        let foreign = problem(&elsewhere, method.clone(), &paths::postbox_user("anderestadt", user), body.clone()).await;
        assert_eq!(foreign, problem(&elsewhere, method, &paths::postbox_user("anderestadt", missing), body).await);
        assert_eq!(foreign.2, 404);
    }
    let foreign = problem(&stranger, Method::DELETE, &paths::postbox_other_session(&session.sessions[0].id), None).await;
    assert_eq!(foreign.2, 404);
}
