//! What somebody may do with a tenant, as boxes to tick. In: the services there are, what is permitted. Out: what is to be permitted.

use crate::components::checkboxes::checkboxes;
use crate::components::question::Question;
use crate::components::radios::Choice;
use crate::messages::{Lang, postbox as words};
use leptos::prelude::*;
use vordruck_contract::accounts::Permissions;
use vordruck_contract::postbox::ServiceAccess;

/// The group's id; errors lead to its first box.
pub(super) const ID: &str = "vd-rechte";
const ALL: &str = "*";
const ADMINISTRATION: &str = "@";

/// The boxes. `chosen` hears every change.
pub(super) fn boxes(
    services: &[ServiceAccess],
    permitted: &Permissions,
    error: RwSignal<Option<String>>,
    chosen: RwSignal<Permissions>,
) -> AnyView {
    let mut question = Question::new(ID, words::PERMISSIONS, Lang::De);
    question.hint = Some(words::PERMISSIONS_HINT.to_owned());
    question.error = error;
    let choice = |code: &str, label: &str| Choice { code: code.to_owned(), label: label.to_owned(), hint: None };
    let all = Choice { hint: Some(words::PERMIT_ALL_HINT.to_owned()), ..choice(ALL, words::PERMIT_ALL) };
    let administration =
        Choice { hint: Some(words::PERMIT_ADMINISTRATION_HINT.to_owned()), ..choice(ADMINISTRATION, words::PERMIT_ADMINISTRATION) };
    // What was permitted stays to be seen, also when its form is not published any more.
    let gone = permitted.services.iter().filter(|service| !services.iter().any(|known| known.service == **service));
    let known = services.iter().map(|known| choice(&known.service, &known.title)).chain(gone.map(|service| choice(service, service)));
    let choices: Vec<Choice> = std::iter::once(all).chain(known).chain([administration]).collect();
    let mut codes = permitted.services.clone();
    codes.extend(permitted.all_services.then(|| ALL.to_owned()));
    codes.extend(permitted.is_administrator.then(|| ADMINISTRATION.to_owned()));
    chosen.set(permitted.clone());
    let choose = Callback::new(move |codes: Vec<String>| {
        let has = |code: &str| codes.iter().any(|chosen| chosen == code);
        chosen.set(Permissions {
            all_services: has(ALL),
            is_administrator: has(ADMINISTRATION),
            services: codes.iter().filter(|code| *code != ALL && *code != ADMINISTRATION).cloned().collect(),
        });
    });
    checkboxes(&question, choices, codes, choose)
}

/// The same in words.
pub(super) fn in_words(permitted: &Permissions, services: &[ServiceAccess]) -> String {
    let title = |service: &String| {
        services.iter().find(|known| known.service == *service).map_or_else(|| service.clone(), |known| known.title.clone())
    };
    let mut parts =
        if permitted.all_services { vec![words::PERMIT_ALL.to_owned()] } else { permitted.services.iter().map(title).collect() };
    parts.extend(permitted.is_administrator.then(|| words::PERMIT_ADMINISTRATION.to_owned()));
    parts.join(", ")
}
