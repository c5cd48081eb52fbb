//! What `markup` draws, as leptos knows views: one type for everything. In: nodes, views, drawers. Out: leptos' traits.

use super::browser::{self, Node, Shown};
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

/// Something drawn.
pub(super) enum Drawn {
    /// An element or a text.
    Node(Node),
    /// Views one behind the other; at least one.
    Several(Vec<AnyView>),
    /// What is drawn anew when a signal changes.
    Changing(Box<dyn FnMut() -> AnyView + Send>),
    /// What is there already.
    #[cfg(not(feature = "markup"))]
    Shown(send_wrapper::SendWrapper<Shown>),
}

impl Render for Drawn {
    type State = Shown;

    fn build(self) -> Shown {
        browser::show(self)
    }

    fn rebuild(self, state: &mut Shown) {
        browser::replace(state, self);
    }
}

impl RenderHtml for Drawn {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, out: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        browser::write(self, out);
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        browser::show(self)
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Attributes are set with `Element`, not from outside.
impl AddAnyAttr for Drawn {
    type Output<Added: Attribute> = Self;

    fn add_any_attr<Added: Attribute>(self, _: Added) -> Self {
        self
    }
}
