//! A clerk's browser: one cookie, requests from the own origin.

use reqwest::{Method, Response};
use serde::de::DeserializeOwned;
use vordruck_contract::paths;
use vordruck_contract::postbox::{Alarm, ItemDetail, ItemList, ItemSummary, SignInRequest};

use crate::town::{PASSWORD, Town};

pub(crate) struct Clerk<'a> {
    pub(crate) town: &'a Town,
    pub(crate) cookie: Option<String>,
}

impl<'a> Clerk<'a> {
    pub(crate) fn anonymous(town: &'a Town) -> Self {
        Self { town, cookie: None }
    }

    /// Signs in somebody who is there.
    pub(crate) async fn signed_in(town: &'a Town, name: &str) -> Self {
        let mut clerk = Self::anonymous(town);
        assert_eq!(clerk.sign_in(name, PASSWORD).await.status(), 200);
        clerk
    }

    /// Adds a clerk with these grants and signs in.
    pub(crate) async fn new(town: &'a Town, name: &str, grants: &[&str]) -> Self {
        town.add_clerk(name, grants).await;
        Self::signed_in(town, name).await
    }

    /// Adds an administrator of a tenant and signs in.
    pub(crate) async fn administrator(town: &'a Town, name: &str, tenant: &str) -> Self {
        town.add_administrator(name, tenant).await;
        Self::signed_in(town, name).await
    }

    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Response {
        let body = SignInRequest { name: name.to_owned(), password: password.to_owned(), code: None };
        let response = self.send(Method::POST, paths::POSTBOX_SESSION, Some(serde_json::to_value(body).unwrap())).await;
        if let Some(cookie) = response.headers().get("set-cookie") {
            self.cookie = Some(cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
        }
        response
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<serde_json::Value>) -> Response {
        let mut request = self.town.http.request(method, self.town.private_url(path)).header("sec-fetch-site", "same-origin");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        request.send().await.unwrap()
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let response = self.send(Method::GET, path, None).await;
        assert_eq!(response.status(), 200, "{path}");
        response.json().await.unwrap()
    }

    pub(crate) async fn list(&self) -> ItemList {
        self.get(paths::POSTBOX_ITEMS).await
    }

    /// The list as soon as it says that something is wrong in this way.
    pub(crate) async fn list_with(&self, alarm: Alarm) -> ItemList {
        loop {
            let list = self.list().await;
            if list.alarms.contains(&alarm) {
                return list;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// The only item there is.
    pub(crate) async fn only_item(&self) -> ItemSummary {
        let mut list = self.list().await;
        assert_eq!((list.items.len(), list.total), (1, 1));
        list.items.remove(0)
    }

    pub(crate) async fn detail(&self, id: &str) -> ItemDetail {
        self.get(&paths::postbox_item(id)).await
    }
}
