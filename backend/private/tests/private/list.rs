//! The list over HTTP: searched, narrowed, assigned, taken away as one file.

use reqwest::Method;
use serde_json::json;
use vordruck_contract::paths;
use vordruck_contract::postbox::{Assignment, Assignments, ColleagueList, ItemList, ItemSummary, Session};

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::town::Town;

#[tokio::test]
async fn what_was_answered_is_found_and_what_was_not_is_not() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/*"]).await;
    let receipt = town.submit(Application::of("Bärchen vom Quastenweg").with_file("Impfpass-4711.pdf", b"%PDF-1.4")).await;
    town.submit(Application::of("Waldi")).await;
    town.collect().await;
    for (question, total) in [
        ("quastenweg", 1),
        ("B%C3%A4rchen", 1),
        ("baerchen+quastenweg", 1),
        ("waldi", 1),
        ("waldi+quastenweg", 0),
        (receipt.reference.as_str(), 1),
        ("4711", 1),
        ("gibtesnicht", 0),
        ("%20", 2),
        ("%3F", 0),
    ] {
        let list: ItemList = clerk.get(&format!("{}?q={question}", paths::POSTBOX_ITEMS)).await;
        assert_eq!((list.total, list.items.len() as u64), (total, total), "{question}");
    }
}

#[tokio::test]
async fn an_item_is_taken_and_handed_only_to_those_who_may_read_it() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let other = Clerk::new(&town, "b.muster", &["musterstadt/katze"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    let item = clerk.only_item().await;
    let detail = clerk.detail(&item.id).await;
    assert_eq!(detail.colleagues.iter().map(|person| person.display_name.as_str()).collect::<Vec<_>>(), ["Sachbearbeitung a.muster"]);
    let own = detail.colleagues[0].id.clone();
    let sessions: vordruck_contract::accounts::SessionList = other.get(paths::POSTBOX_SESSIONS).await;
    assert_eq!(sessions.sessions.len(), 1);
    let path = paths::postbox_item_assignee(&item.id);
    for (assignee, status) in
        [(json!("00000000-0000-4000-8000-000000000000"), 422), (json!(own), 200), (json!(null), 200), (json!(own), 200)]
    {
        assert_eq!(clerk.send(Method::PUT, &path, Some(json!({"assignee": assignee}))).await.status(), status);
    }
    let mine: ItemList = clerk.get("/api/v1/items?assignee=me").await;
    let nobodys: ItemList = clerk.get("/api/v1/items?assignee=nobody").await;
    let assignee = mine.items.first().and_then(|item: &ItemSummary| item.assignee.clone()).map(|person| person.id);
    assert_eq!((mine.total, nobodys.total, assignee), (1, 0, Some(own)));
    let told: Vec<String> = clerk.detail(&item.id).await.history.into_iter().map(|happening| happening.action).collect();
    assert_eq!(told.iter().filter(|action| *action == "item-assigned").count(), 3, "{told:?}");
    assert_eq!(told.last().map(String::as_str), Some("item-delivered"));
}

#[tokio::test]
async fn several_items_are_handed_to_somebody_at_once_and_taken_back() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    let colleague = Clerk::new(&town, "b.muster", &["musterstadt/*"]).await;
    let stranger = Clerk::new(&town, "c.muster", &["musterstadt/katze"]).await;
    let id = async |clerk: &Clerk<'_>| clerk.get::<Session>(paths::POSTBOX_SESSION).await.id;
    let (own, theirs, strangers) = (id(&clerk).await, id(&colleague).await, id(&stranger).await);
    for name in ["Bello", "Waldi", "Hasso"] {
        town.submit(Application::of(name)).await;
    }
    town.collect().await;
    let items: Vec<String> = clerk.list().await.items.into_iter().map(|item| item.id).collect();

    let response = clerk.send(Method::POST, paths::POSTBOX_COLLEAGUES, Some(json!({"items": items}))).await;
    let people: Vec<String> = response.json::<ColleagueList>().await.unwrap().people.into_iter().map(|person| person.id).collect();
    assert_eq!(people, [own.clone(), theirs.clone()], "by name, and nobody who may not");

    let put = async |wished: Vec<(&String, Option<&String>)>| {
        let assignments: Vec<_> = wished.into_iter().map(|(item, assignee)| json!({"item": item, "assignee": assignee})).collect();
        clerk.send(Method::PUT, paths::POSTBOX_ASSIGNEES, Some(json!({"assignments": assignments}))).await
    };
    let assignees = async || -> Vec<Option<String>> {
        clerk.list().await.items.into_iter().map(|item| item.assignee.map(|person| person.id)).collect()
    };
    let [first, second, third] = [&items[0], &items[1], &items[2]];
    assert_eq!(put(vec![(first, Some(&own))]).await.status(), 200);
    assert_eq!(put(vec![(first, Some(&theirs)), (second, Some(&strangers))]).await.status(), 422, "one that may not");
    assert_eq!(assignees().await, [Some(own.clone()), None, None], "then none is changed");

    let missing = "00000000-0000-4000-8000-000000000000".to_owned();
    let answer = put(vec![(first, Some(&theirs)), (&missing, Some(&theirs)), (second, Some(&theirs)), (third, Some(&theirs))]).await;
    assert_eq!(answer.status(), 200);
    let before: Assignments = answer.json().await.unwrap();
    let of = |item: &String, assignee: Option<&String>| Assignment { item: item.clone(), assignee: assignee.cloned() };
    assert_eq!(before.assignments, [of(first, Some(&own)), of(second, None), of(third, None)], "what is gone is left out");
    assert_eq!(assignees().await, [Some(theirs.clone()), Some(theirs.clone()), Some(theirs.clone())]);

    let undone = clerk.send(Method::PUT, paths::POSTBOX_ASSIGNEES, Some(serde_json::to_value(&before).unwrap())).await;
    assert_eq!(undone.status(), 200);
    assert_eq!(assignees().await, [Some(own.clone()), None, None]);
    assert_eq!(put(vec![(first, Some(&own))]).await.status(), 200);
    let told = |item: String| {
        let clerk = &clerk;
        async move { clerk.detail(&item).await.history.iter().filter(|happening| happening.action == "item-assigned").count() }
    };
    assert_eq!((told(first.clone()).await, told(second.clone()).await), (3, 2), "a line an item, and none where nothing changed");

    for (wished, status) in [(vec![], 422), (vec![(&missing, None); 101], 422), (vec![(&missing, None)], 404)] {
        assert_eq!(put(wished).await.status(), status);
    }
}

#[tokio::test]
async fn several_items_come_as_one_file_with_what_is_safe() {
    let town = Town::new().await;
    let clerk = Clerk::new(&town, "a.muster", &["musterstadt/hund"]).await;
    for (name, bytes) in [("Bello", b"%PDF-1.4 eins"), ("Waldi", b"%PDF-1.4 zwei")] {
        town.submit(Application::of(name).with_file("impfpass.pdf", bytes)).await;
    }
    town.submit(Application { raw_answers: Some(b"kaputt".to_vec()), ..Application::default() }).await;
    town.collect().await;
    let ids: Vec<String> = clerk.list().await.items.into_iter().map(|item| item.id).collect();
    let response = clerk.send(Method::POST, paths::POSTBOX_ARCHIVE, Some(json!({"items": ids}))).await;
    assert_eq!(response.headers()["content-type"], "application/zip");
    let bytes = response.bytes().await.unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.len(), 7, "a PDF of ours, the applicant's copy and a file each, and a note: {names:?}");
    assert!(names.iter().all(|name| name.starts_with("VD-") && name.matches('/').count() == 1 && !name.contains("..")), "{names:?}");
    let mut text = String::new();
    for at in 0..archive.len() {
        std::io::Read::read_to_string(&mut archive.by_index(at).unwrap(), &mut text).unwrap();
    }
    assert!(text.contains("eins") && text.contains("zwei") && text.contains("Bello") && text.contains("konnte nicht gelesen"), "{text}");
    for items in [json!([]), json!(["x"])] {
        assert_eq!(
            clerk.send(Method::POST, paths::POSTBOX_ARCHIVE, Some(json!({"items": items}))).await.status(),
            if items == json!([]) { 422 } else { 404 }
        );
    }
}
