//! Passkeys: added, named, signed in with, removed; and what must not pass for one.

use reqwest::{Method, Response};
use serde_json::{Value, json};
use vordruck_contract::accounts::{AuditList, UserList};
use vordruck_contract::passkeys::{PasskeyCeremony, PasskeyFacts, PasskeyList};
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use crate::authenticator::Authenticator;
use crate::clerk::Clerk;
use crate::town::{PASSWORD, Plan, TENANT, Town};

const ORIGIN: &str = "https://postkorb.musterstadt.example";

async fn town() -> Town {
    Town::with(Plan { public_url: Some(format!("{ORIGIN}/")), ..Plan::default() }).await
}

fn password() -> Option<Value> {
    Some(json!({"password": PASSWORD}))
}

async fn offer(clerk: &Clerk<'_>) -> String {
    let offer = clerk.send(Method::POST, paths::POSTBOX_PASSKEY_OFFER, password()).await;
    assert_eq!(offer.status(), 200);
    offer.json::<PasskeyCeremony>().await.unwrap().options
}

async fn add(clerk: &Clerk<'_>, name: &str, credential: String) -> Response {
    clerk.send(Method::POST, paths::POSTBOX_PASSKEYS, Some(json!({"name": name, "credential": credential}))).await
}

/// Adds a passkey and returns what holds it.
async fn with_passkey(clerk: &Clerk<'_>) -> (Authenticator, PasskeyFacts) {
    let mut key = Authenticator::new(ORIGIN);
    let credential = key.make(&offer(clerk).await);
    let added = add(clerk, "Schlüsselbund", credential).await;
    assert_eq!(added.status(), 201);
    (key, added.json().await.unwrap())
}

fn cookie(response: &Response) -> Option<String> {
    response.headers().get("set-cookie").map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned())
}

/// Somebody at the door, with a ceremony that has begun, and what the browser is asked.
async fn begin(town: &Town) -> (Clerk<'_>, String) {
    let mut visitor = Clerk::anonymous(town);
    let begun = visitor.send(Method::POST, paths::POSTBOX_PASSKEY_SIGN_IN, None).await;
    assert_eq!(begun.status(), 200);
    visitor.cookie = cookie(&begun);
    let options = begun.json::<PasskeyCeremony>().await.unwrap().options;
    (visitor, options)
}

async fn finish(visitor: &Clerk<'_>, credential: String) -> Response {
    visitor.send(Method::PUT, paths::POSTBOX_PASSKEY_SIGN_IN, Some(json!({"credential": credential}))).await
}

async fn codes(response: Response) -> Vec<String> {
    let problem: Problem = response.json().await.unwrap();
    problem.errors.into_iter().map(|error| format!("{} {}", error.pointer, error.code)).collect()
}

#[tokio::test]
async fn a_passkey_signs_in_without_name_and_password_and_then_the_password_alone_does_not() {
    let town = town().await;
    let mut clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let (mut key, facts) = with_passkey(&clerk).await;
    assert_eq!((facts.name.as_str(), &facts.used_at), ("Schlüsselbund", &None));

    let (mut visitor, options) = begin(&town).await;
    let known = visitor.cookie.clone();
    key.counter += 1;
    let signed_in = finish(&visitor, key.sign(&options)).await;
    assert_eq!(signed_in.status(), 200);
    visitor.cookie = cookie(&signed_in);
    assert_ne!(visitor.cookie, known, "what was known before signing in is worth nothing afterwards");
    let list: PasskeyList = visitor.get(paths::POSTBOX_PASSKEYS).await;
    assert_eq!(list.origin, ORIGIN);
    assert!(list.passkeys[0].used_at.is_some());

    assert_eq!(codes(clerk.sign_in("a.muster", PASSWORD).await).await, ["/passkey required"]);
    assert_eq!(codes(clerk.sign_in("a.muster", "falsch").await).await, [""; 0], "a passkey is asked of nobody without the password");

    let named = clerk.send(Method::PUT, &paths::postbox_own_passkey(&facts.id), Some(json!({"name": " Diensthandy "}))).await;
    assert_eq!(named.status(), 204);
    let list: PasskeyList = clerk.get(paths::POSTBOX_PASSKEYS).await;
    assert_eq!(list.passkeys[0].name, "Diensthandy");
    let removal = paths::postbox_passkey_removal(&facts.id);
    assert_eq!(codes(clerk.send(Method::POST, &removal, Some(json!({"password": "falsch"}))).await).await, ["/password wrong"]);
    assert_eq!(clerk.send(Method::POST, &removal, password()).await.status(), 204);
    assert_eq!(clerk.send(Method::POST, &removal, password()).await.status(), 404);
    let (visitor, options) = begin(&town).await;
    key.counter += 1;
    assert_eq!(finish(&visitor, key.sign(&options)).await.status(), 401, "a removed passkey is none");
    assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 200);

    let administrator = Clerk::administrator(&town, "leitung", TENANT).await;
    let audit: AuditList = administrator.get(&paths::postbox_audit(TENANT)).await;
    let told: Vec<&str> = audit.lines.iter().map(|line| line.action.as_str()).collect();
    for action in ["passkey-added", "passkey-named", "passkey-removed", "signed-in"] {
        assert!(told.contains(&action), "{action} in {told:?}");
    }
}

#[tokio::test]
async fn what_is_not_signed_here_now_by_the_owner_signs_nobody_in() {
    let town = town().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let other = Clerk::new(&town, "b.muster", &["musterstadt/hund"]).await;
    let (mut key, _) = with_passkey(&clerk).await;
    let (other_key, _) = with_passkey(&other).await;
    key.counter = 5;
    let refused = async |change: &dyn Fn(&mut Authenticator), after: i64| {
        let (visitor, options) = begin(&town).await;
        let mut key = key.clone();
        change(&mut key);
        town.clock.advance(after);
        finish(&visitor, key.sign(&options)).await.status().as_u16()
    };
    assert_eq!(refused(&|key| key.origin = "https://postkorb.musterstadt.example.evil.example".to_owned(), 0).await, 401, "another origin");
    assert_eq!(refused(&|key| key.verifies = false, 0).await, 401, "no PIN, finger or face");
    assert_eq!(refused(&|key| key.user.clone_from(&other_key.user), 0).await, 401, "somebody else's account");
    assert_eq!(refused(&|key| key.user.clear(), 0).await, 401, "nobody's account");
    assert_eq!(refused(&|_| {}, 300).await, 401, "too late");
    assert_eq!(refused(&|_| {}, 0).await, 200);
    assert_eq!(refused(&|_| {}, 0).await, 401, "a counter that stands still: a copied key");
    key.counter += 1;

    let (visitor, options) = begin(&town).await;
    let answer = key.sign(&options);
    let (stranger, _) = begin(&town).await;
    assert_eq!(finish(&stranger, answer.clone()).await.status(), 401, "asked of another session");
    assert_eq!(finish(&visitor, answer.clone()).await.status(), 200);
    assert_eq!(finish(&visitor, answer).await.status(), 401, "good once");
    assert_eq!(finish(&visitor, "kein JSON".to_owned()).await.status(), 401);
}

#[tokio::test]
async fn a_passkey_is_added_only_as_it_was_asked_for() {
    let town = town().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let wrong = clerk.send(Method::POST, paths::POSTBOX_PASSKEY_OFFER, Some(json!({"password": "falsch"}))).await;
    assert_eq!(codes(wrong).await, ["/password wrong"]);

    for change in [|key: &mut Authenticator| key.origin = "https://evil.example".to_owned(), |key: &mut Authenticator| key.verifies = false]
    {
        let mut key = Authenticator::new(ORIGIN);
        change(&mut key);
        let credential = key.make(&offer(&clerk).await);
        assert_eq!(codes(add(&clerk, "Falsch", credential).await).await, ["/credential refused"]);
    }
    let mut key = Authenticator::new(ORIGIN);
    let credential = key.make(&offer(&clerk).await);
    assert_eq!(add(&clerk, "", credential.clone()).await.status(), 422, "without a name");
    assert_eq!(add(&clerk, "Erster", credential.clone()).await.status(), 201, "a missing name does not cost the ceremony");
    assert_eq!(codes(add(&clerk, "Noch einmal", credential).await).await, ["/credential refused"]);
    assert!(offer(&clerk).await.contains("excludeCredentials\":[{"), "the browser is told which passkeys there are");
    for n in 1..10 {
        let credential = Authenticator::new(ORIGIN).make(&offer(&clerk).await);
        assert_eq!(add(&clerk, &format!("Nummer {n}"), credential).await.status(), 201);
    }
    assert_eq!(codes(clerk.send(Method::POST, paths::POSTBOX_PASSKEY_OFFER, password()).await).await, ["/credential too-many"]);
}

#[tokio::test]
async fn locked_accounts_and_used_links_leave_no_passkey_behind() {
    let town = town().await;
    let administrator = Clerk::administrator(&town, "leitung", TENANT).await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let (mut key, _) = with_passkey(&clerk).await;
    let users: UserList = administrator.get(&paths::postbox_users(TENANT)).await;
    let user = users.users.into_iter().find(|user| user.name == "a.muster").unwrap();
    assert!(user.has_second_factor);
    let lock = |is_locked: bool| {
        let permissions = json!({"all_services": false, "services": ["hund"], "is_administrator": false});
        Some(json!({"display_name": "Anna Muster", "permissions": permissions, "is_locked": is_locked}))
    };
    let path = paths::postbox_user(TENANT, &user.id);
    assert_eq!(administrator.send(Method::PUT, &path, lock(true)).await.status(), 200);
    let (visitor, options) = begin(&town).await;
    key.counter += 1;
    assert_eq!(finish(&visitor, key.sign(&options)).await.status(), 401);
    assert_eq!(administrator.send(Method::PUT, &path, lock(false)).await.status(), 200);

    let link = administrator.send(Method::POST, &paths::postbox_user_invitation(TENANT, &user.id), None).await;
    let token = link.json::<vordruck_contract::accounts::Invitation>().await.unwrap().token;
    let accepted = json!({"token": token, "new_password": "ein ganz neuer langer satz"});
    assert_eq!(administrator.send(Method::PUT, paths::POSTBOX_INVITATION, Some(accepted)).await.status(), 204);
    let (visitor, options) = begin(&town).await;
    key.counter += 1;
    assert_eq!(finish(&visitor, key.sign(&options)).await.status(), 401);
}
