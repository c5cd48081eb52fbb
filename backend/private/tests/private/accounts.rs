//! Accounts: invited, changed, locked, removed by administrators; the own sessions and second factor.

use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::Method;
use serde_json::{Value, json};
use vordruck_contract::accounts::{AuditList, Invitation, InvitationFacts, SecondFactorOffer, SessionList, User, UserList, UserStatus};
use vordruck_contract::paths;
use vordruck_contract::postbox::{PasswordProfile, Session};
use vordruck_contract::problem::Problem;

use crate::clerk::Clerk;
use crate::town::{PASSWORD, Plan, TENANT, Town};

async fn errors(response: reqwest::Response, status: u16) -> Vec<String> {
    assert_eq!(response.status(), status);
    let problem: Problem = response.json().await.unwrap();
    problem.errors.into_iter().map(|error| format!("{} {}", error.pointer, error.code)).collect()
}

fn new_user(name: &str, services: &[&str], is_administrator: bool) -> Value {
    json!({
        "name": name,
        "display_name": "Berta Beispiel",
        "permissions": {"all_services": false, "services": services, "is_administrator": is_administrator},
    })
}

#[tokio::test]
async fn somebody_invited_sets_a_password_and_sees_what_was_permitted() {
    let town = Town::new().await;
    let administrator = Clerk::administrator(&town, "leitung", TENANT).await;
    let users = paths::postbox_users(TENANT);
    let made = administrator.send(Method::POST, &users, Some(new_user("b.beispiel", &["hund"], false))).await;
    assert_eq!(made.status(), 201);
    let invitation: Invitation = made.json().await.unwrap();
    assert_eq!(invitation.user.status, UserStatus::Invited);
    assert_eq!(
        errors(administrator.send(Method::POST, &users, Some(new_user("B.Beispiel ", &["hund"], false))).await, 422).await,
        ["/name taken"]
    );
    assert_eq!(
        errors(administrator.send(Method::POST, &users, Some(new_user("x y", &["hund"], false))).await, 422).await,
        ["/name malformed"]
    );
    assert_eq!(
        errors(administrator.send(Method::POST, &users, Some(new_user("c", &[], false))).await, 422).await,
        ["/permissions missing"]
    );

    let mut clerk = Clerk::anonymous(&town);
    assert_eq!(clerk.sign_in("b.beispiel", "").await.status(), 422);
    assert_eq!(clerk.sign_in("b.beispiel", PASSWORD).await.status(), 401, "nothing matches no password");
    let look = clerk.send(Method::POST, paths::POSTBOX_INVITATION, Some(json!({"token": invitation.token}))).await;
    let facts: InvitationFacts = look.json().await.unwrap();
    assert_eq!((facts.name.as_str(), facts.display_name.as_str()), ("b.beispiel", "Berta Beispiel"));
    let accept = |password: &str| Some(json!({"token": invitation.token, "new_password": password}));
    let refused = clerk.send(Method::PUT, paths::POSTBOX_INVITATION, accept("Regal-7-Tür")).await;
    assert_eq!(errors(refused, 422).await, ["/new_password too-short"], "a refused password does not cost the link");
    assert_eq!(clerk.send(Method::PUT, paths::POSTBOX_INVITATION, accept(PASSWORD)).await.status(), 204);
    assert_eq!(clerk.send(Method::PUT, paths::POSTBOX_INVITATION, accept(PASSWORD)).await.status(), 404, "used once");
    let session: Session = clerk.sign_in("b.beispiel", PASSWORD).await.json().await.unwrap();
    assert_eq!((session.services.len(), session.administers.len()), (1, 0));

    // A new link for who has lost the password; the old password counts until it is used. After a week it is worth nothing.
    let link = paths::postbox_user_invitation(TENANT, &invitation.user.id);
    let again: Invitation = administrator.send(Method::POST, &link, None).await.json().await.unwrap();
    assert_eq!(clerk.sign_in("b.beispiel", PASSWORD).await.status(), 200);
    town.clock.advance(7 * 86_400);
    let late = clerk.send(Method::POST, paths::POSTBOX_INVITATION, Some(json!({"token": again.token}))).await;
    assert_eq!(late.status(), 404);
}

#[tokio::test]
async fn locking_and_removing_take_effect_at_once_and_are_written_down() {
    let town = Town::new().await;
    let administrator = Clerk::administrator(&town, "leitung", TENANT).await;
    let mut clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    town.add_clerk("beide", &["musterstadt/hund", "anderestadt/hund"]).await;
    let list: UserList = administrator.get(&paths::postbox_users(TENANT)).await;
    let of = |name: &str| list.users.iter().find(|user| user.name == name).unwrap().clone();
    let (user, both, own) = (of("a.muster"), of("beide"), of("leitung"));
    assert_eq!((both.is_managed_here, user.is_managed_here, own.is_self), (false, true, true));
    assert_eq!(list.services.iter().map(|service| service.title.as_str()).collect::<Vec<_>>(), ["Hund anmelden"]);
    let change = |is_locked: bool, service: &str| {
        let permissions = json!({"all_services": false, "services": [service], "is_administrator": false});
        Some(json!({"display_name": "Anna Muster", "permissions": permissions, "is_locked": is_locked}))
    };
    for foreign in [&both, &own] {
        assert_eq!(administrator.send(Method::PUT, &paths::postbox_user(TENANT, &foreign.id), change(true, "hund")).await.status(), 403);
        assert_eq!(administrator.send(Method::DELETE, &paths::postbox_user(TENANT, &foreign.id), None).await.status(), 403);
    }

    let path = paths::postbox_user(TENANT, &user.id);
    let changed: User = administrator.send(Method::PUT, &path, change(false, "katze")).await.json().await.unwrap();
    assert_eq!((changed.display_name.as_str(), changed.permissions.services[0].as_str()), ("Anna Muster", "katze"));
    let session: Session = clerk.get(paths::POSTBOX_SESSION).await;
    assert_eq!(session.services, [], "the permission is gone within the session");

    let locked: User = administrator.send(Method::PUT, &path, change(true, "hund")).await.json().await.unwrap();
    assert_eq!(locked.status, UserStatus::Locked);
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);
    assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 401);
    assert_eq!(administrator.send(Method::PUT, &path, change(false, "hund")).await.status(), 200);
    assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 200);
    assert_eq!(administrator.send(Method::DELETE, &path, None).await.status(), 204);
    assert_eq!(clerk.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);

    let audit: AuditList = administrator.get(&paths::postbox_audit(TENANT)).await;
    let told: Vec<&str> = audit.lines.iter().map(|line| line.action.as_str()).collect();
    for action in ["staff-changed", "staff-locked", "staff-unlocked", "staff-removed", "signed-in"] {
        assert!(told.contains(&action), "{action} in {told:?}");
    }
    assert!(audit.lines.iter().all(|line| line.who.as_deref() != Some("Sachbearbeitung beide")));
}

#[tokio::test]
async fn the_list_of_users_can_be_filed_as_table_and_as_paper() {
    let town = Town::new().await;
    let administrator = Clerk::administrator(&town, "leitung", TENANT).await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    town.add_clerk("fremd", &["anderestadt/*"]).await;
    let table = administrator.send(Method::GET, &paths::postbox_users_csv(TENANT), None).await;
    assert_eq!(table.headers()["content-disposition"].to_str().unwrap().split(';').next(), Some("attachment"));
    let table = table.text().await.unwrap();
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(table.contains("a.muster;Sachbearbeitung a.muster;Hund anmelden;nein;aktiv;nein;nie"), "{table}");
    let paper = administrator.send(Method::GET, &paths::postbox_users_pdf(TENANT), None).await.text().await.unwrap();
    assert!(paper.starts_with("%PDF") && paper.contains("Stadt Musterstadt") && paper.contains("a.muster") && !paper.contains("fremd"));
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_others() {
    let town = Town::new().await;
    let this = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let mut others = Vec::new();
    for _ in 0..3 {
        let other = Clerk::signed_in(&town, "a.muster").await;
        others.push(other);
    }
    let list: SessionList = this.get(paths::POSTBOX_SESSIONS).await;
    assert_eq!((list.sessions.len(), list.sessions.iter().filter(|session| session.is_this).count()), (4, 1));
    assert_eq!(list.sessions[0].address, "127.0.0.1");
    let cookie = this.cookie.clone().unwrap();
    assert!(list.sessions.iter().all(|session| !cookie.contains(&session.id)), "a session's name signs nobody in");
    let last: SessionList = others[2].get(paths::POSTBOX_SESSIONS).await;
    let last = &last.sessions.iter().find(|session| session.is_this).unwrap().id;
    assert_eq!(this.send(Method::DELETE, &paths::postbox_other_session(last), None).await.status(), 204);
    assert_eq!(others[2].send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);
    assert_eq!(this.send(Method::DELETE, paths::POSTBOX_SESSIONS, None).await.status(), 204);
    assert_eq!(others[0].send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 401);
    assert_eq!(this.send(Method::GET, paths::POSTBOX_SESSION, None).await.status(), 200);
}

#[tokio::test]
async fn a_second_factor_is_confirmed_asked_for_and_removed_with_the_password() {
    let town = Town::new().await;
    let mut clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let password = |password: &str| Some(json!({"password": password}));
    let wrong = clerk.send(Method::POST, paths::POSTBOX_SECOND_FACTOR, password("falsch")).await;
    assert_eq!(errors(wrong, 422).await, ["/password wrong"]);
    let offer: SecondFactorOffer = clerk.send(Method::POST, paths::POSTBOX_SECOND_FACTOR, password(PASSWORD)).await.json().await.unwrap();
    assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 200, "what is not confirmed is not asked for");
    let refused = clerk.send(Method::PUT, paths::POSTBOX_SECOND_FACTOR, Some(json!({"code": "000000"}))).await;
    assert_eq!(errors(refused, 422).await, ["/code wrong"]);
    let code = code(&offer, town.clock.now());
    assert_eq!(clerk.send(Method::PUT, paths::POSTBOX_SECOND_FACTOR, Some(json!({"code": code}))).await.status(), 204);
    let session: Session = clerk.get(paths::POSTBOX_SESSION).await;
    assert!(session.has_second_factor);

    assert_eq!(errors(clerk.sign_in("a.muster", PASSWORD).await, 401).await, ["/code required"]);
    assert_eq!(errors(clerk.sign_in("a.muster", "falsch").await, 401).await, [""; 0], "a code is asked of nobody without the password");
    let with = |code: &str| Some(json!({"name": "a.muster", "password": PASSWORD, "code": code}));
    assert_eq!(
        errors(clerk.send(Method::POST, paths::POSTBOX_SESSION, with(&code)).await, 401).await,
        ["/code wrong"],
        "a code counts once"
    );
    town.clock.advance(30);
    let code = self::code(&offer, town.clock.now());
    let mut signed_in = Clerk::anonymous(&town);
    let response = signed_in.send(Method::POST, paths::POSTBOX_SESSION, with(&code)).await;
    assert_eq!(response.status(), 200);
    signed_in.cookie = response.headers()["set-cookie"].to_str().unwrap().split(';').next().map(str::to_owned);

    assert_eq!(signed_in.send(Method::POST, paths::POSTBOX_SECOND_FACTOR_REMOVAL, password("falsch")).await.status(), 422);
    assert_eq!(signed_in.send(Method::POST, paths::POSTBOX_SECOND_FACTOR_REMOVAL, password(PASSWORD)).await.status(), 204);
    assert_eq!(clerk.sign_in("a.muster", PASSWORD).await.status(), 200);
}

#[tokio::test]
async fn a_stranger_who_guesses_from_many_addresses_does_not_keep_the_owner_out() {
    let town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    let from = async |address: String, password: &str| {
        let post = town.http.post(town.private_url(paths::POSTBOX_SESSION)).header("sec-fetch-site", "same-origin");
        let body = json!({"name": "a.muster", "password": password});
        post.header("x-forwarded-for", address).json(&body).send().await.unwrap().status().as_u16()
    };
    assert_eq!(from("192.0.2.1".to_owned(), PASSWORD).await, 200);
    let mut slowed = 0;
    for n in 0..140 {
        let status = from(format!("198.51.100.{n}"), "geraten").await;
        assert!(matches!(status, 401 | 429), "{status}");
        slowed += usize::from(status == 429);
    }
    assert!(slowed > 20, "many addresses help little: {slowed}");
    assert_eq!(from("203.0.113.9".to_owned(), PASSWORD).await, 429, "from a new address one waits, too");
    assert_eq!(from("192.0.2.1".to_owned(), PASSWORD).await, 200, "where the owner always signs in nothing is felt");
    town.clock.advance(900);
    assert_eq!(from("203.0.113.9".to_owned(), PASSWORD).await, 200, "and nowhere for longer than a quarter of an hour");
}

#[tokio::test]
async fn each_tenant_has_its_own_rules_for_passwords() {
    let town = Town::with(Plan { tenant_profile: Some(PasswordProfile::Bestand), ..Plan::default() }).await;
    let side = town.private().side();
    let add = async |name: &str, grant: &str, password: &str| {
        let member = vordruck_private::StaffMember { name: name.into(), grants: vec![grant.parse().unwrap()], ..Default::default() };
        side.add_user(member, password.to_owned().into()).await.is_ok()
    };
    assert!(add("a", "musterstadt/hund", "Kaffee-Regal").await && !add("b", "musterstadt/hund", PASSWORD).await);
    assert!(!add("c", "anderestadt/hund", "Kaffee-Regal").await && add("d", "anderestadt/hund", PASSWORD).await);
}

/// The code an authenticator app would show (RFC 6238), by an implementation of its own.
fn code(offer: &SecondFactorOffer, now: i64) -> String {
    let bits: String = offer
        .secret
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| format!("{:05b}", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c).unwrap()))
        .collect();
    let secret: Vec<u8> = (0..bits.len() / 8).map(|n| u8::from_str_radix(&bits[n * 8..n * 8 + 8], 2).unwrap()).collect();
    assert_eq!(secret.len(), 20);
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&secret).unwrap();
    mac.update(&u64::try_from(now / 30).unwrap().to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let start = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes(hash[start..start + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}
