//! What went wrong on a page, above everything else, with a way to try again.

use super::faults;
use crate::components::button::{Button, Weight};
use crate::components::note::{Note, Tone};
use crate::messages::postbox as words;
use crate::platform::focus;
use crate::wire::Failure;
use leptos::prelude::*;

const ID: &str = "vd-stoerung";

/// Shows a failure and moves focus to it.
pub(super) fn tell(trouble: RwSignal<Option<Failure>>, failure: Failure) {
    if trouble.try_set(Some(failure)).is_none() {
        focus::soon(ID);
    }
}

/// The failure, while there is one.
pub(super) fn view(trouble: RwSignal<Option<Failure>>, again: Option<Callback<()>>) -> AnyView {
    let shown = move || {
        trouble.get().map(|failure| {
            let action = again.map(|again| {
                let press = Callback::new(move |()| {
                    trouble.set(None);
                    again.run(());
                });
                view! { <Button label=words::TRY_AGAIN.to_owned() weight=Weight::Secondary icon="autorenew" press/> }.into_any()
            });
            let (title, paragraphs) = (words::TROUBLE_TITLE.to_owned(), vec![faults::wording(&failure)]);
            match action {
                Some(action) => view! { <Note tone=Tone::Danger title id=ID paragraphs action/> }.into_any(),
                None => view! { <Note tone=Tone::Danger title id=ID paragraphs/> }.into_any(),
            }
        })
    };
    view! { {shown} }.into_any()
}
