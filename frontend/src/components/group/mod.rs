//! Questions that belong together. In: a title, what stands in it. Out: nothing.
//!
//! Criteria
//! - A fieldset whose legend holds a heading, so that it is found both ways (1.3.1, 2.4.6).
//! - A group without a title is only a condition and leaves no mark.

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

/// Questions that belong together.
#[component]
pub fn Group(
    /// The group's id.
    id: String,
    /// The legend.
    title: String,
    /// A hint under the legend.
    hint: Option<String>,
    /// What stands in it.
    body: AnyView,
) -> impl IntoView {
    let hint_id = hint.is_some().then(|| [id.as_str(), "-hint"].concat());
    let described_by = hint_id.clone();
    view! {
        <fieldset class="vd-group" id=id aria-describedby=described_by>
            <legend class="vd-group__title"><h2 class="kern-heading-medium">{title}</h2></legend>
            {hint.map(|hint| view! { <p class="kern-hint" id=hint_id>{hint}</p> })}
            <div class="vd-fields">{body}</div>
        </fieldset>
    }
    .into_any()
}
