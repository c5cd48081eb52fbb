//! Examples of `Dialog`.

use super::*;
use crate::components::gallery::{Example, nothing};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "dialog: opened by a button",
    view: |_| {
        let open = RwSignal::new(false);
        let answers = vec![
            Answer { label: "Ja, Entwurf löschen", weight: Weight::Secondary, press: nothing() },
            Answer { label: "Nein, behalten", weight: Weight::Primary, press: nothing() },
        ];
        view! {
            <Button label="Entwurf löschen".to_owned() weight=Weight::Tertiary press=Callback::new(move |()| open.set(true))/>
            <Dialog id="bsp-dialog" title="Entwurf löschen?" text="Das kann niemand rückgängig machen." open answers/>
        }
        .into_any()
    },
}];
