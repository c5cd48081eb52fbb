//! The rows of a repeated group on the screen. In: the compiled group, its rows. Out: each row with its title and a way to remove it, and
//! a way to add one; focus goes where the work goes on. What was removed can be put back.

use super::filling::Filling;
use super::page::{Holder, items};
use super::part::DrawParts;
use crate::components::button::{Does, Weight, button};
use crate::components::question::Question;
use crate::components::row::{self, row};
use crate::markup::{changing, classed, nothing};
use crate::messages::{Key, fill, text};
use crate::platform::focus;
use leptos::prelude::*;
use std::sync::Arc;
use vordruck_form::journey::{GroupAt, RemovedRow, RowIndex};

/// A row that was removed last, and what it was called.
type Removed = StoredValue<Option<(RemovedRow, String)>, LocalStorage>;

/// The rows of a repeated group.
#[must_use]
pub fn rows(filling: Filling, at: GroupAt, parts: &DrawParts) -> AnyView {
    let form = filling.form();
    let Some(repeat) = form.groups.get(at.group.at()).and_then(|group| group.repeat.as_ref()) else { return nothing() };
    let signals = filling.repeat(at);
    let id = filling.with(|state| state.group_path(at)).0;
    let (drawn, parts) = (Arc::clone(&form), Arc::clone(parts));
    let removed: Removed = StoredValue::new_local(None);
    let prefix = id.clone();
    let drawn_rows = changing(move || {
        let all = signals.rows.get();
        on_cleanup(move || filling.forget_rows(at));
        let one = |index| {
            let body = filling.draw_rows(at, || items(filling, &drawn, Holder::Group(at.group), index, &parts));
            one(filling, (at, index), &heading_id(&prefix, filling, index), body, removed)
        };
        row::rows(all.into_iter().map(one).collect())
    });
    let add = [&id, "-add"].concat();
    let wording = repeat.add.in_language(filling.language.get_untracked()).to_owned();
    let press = Callback::new(move |()| {
        removed.set_value(None);
        if let Some(row) = filling.add_row(at) {
            focus::soon(&heading_id(&filling.with(|state| state.group_path(at)).0, filling, row));
        }
    });
    // How many rows there may be can change with any answer.
    let is_full = Memo::new(move |_| {
        filling.changed.track();
        filling.with(|state| state.row_limits(at).1.is_some_and(|most| state.rows(at).len() >= most as usize))
    });
    let add_button = move || {
        if is_full.get() { nothing() } else { button(&wording, Weight::Secondary, "add", &add, Does::Press(press)) }
    };
    let question = Question { error: signals.error, ..Question::new(&id, "", filling.lang()) };
    // An error about the group as a whole leads here.
    classed("div", "vd-repeat")
        .set("id", &id)
        .set("tabindex", "-1")
        .child(question.error_view())
        .child(drawn_rows)
        .changing(move || undo(filling, signals.rows, removed))
        .changing(add_button)
        .view()
}

/// One row.
fn one(filling: Filling, (at, index): (GroupAt, RowIndex), heading: &str, body: AnyView, removed: Removed) -> AnyView {
    let language = filling.language.get_untracked();
    let title = Memo::new(move |_| {
        filling.changed.track();
        filling.with(|state| state.row_title(index, language))
    });
    let is_needed = Memo::new(move |_| {
        filling.changed.track();
        filling.with(|state| state.row_limits(at).0.is_some_and(|least| state.rows(at).len() <= least as usize))
    });
    let group = filling.with(|state| state.group_path(at)).0;
    let press = Callback::new(move |()| {
        let title = title.get_untracked();
        let Some(row) = filling.remove_row(index) else { return };
        filling.live().say(&fill(filling.lang(), Key::ROW_REMOVED, &[("title", &title)]));
        removed.set_value(Some((row, title)));
        focus::soon(&[&group, UNDO].concat());
    });
    let remove = move || {
        let wording = filling.with(|state| state.remove_wording(index, language));
        if is_needed.get() { nothing() } else { button(&wording, Weight::Tertiary, "delete", "", Does::Press(press)) }
    };
    row(heading, title, body, changing(remove))
}

/// The id of the button that puts a row back, behind the group's.
const UNDO: &str = "-undo";

/// What was removed, and a way to have it back, until another row is added.
fn undo(filling: Filling, rows: RwSignal<Vec<RowIndex>>, removed: Removed) -> AnyView {
    rows.track();
    let Some((row, title)) = removed.get_value() else { return nothing() };
    let lang = filling.lang();
    let group = row.group().as_str().to_owned();
    let id = [&group, UNDO].concat();
    let press = Callback::new(move |()| {
        if let Some((row, _)) = removed.try_update_value(Option::take).flatten()
            && let Some(restored) = filling.restore_row(row)
        {
            focus::soon(&heading_id(&group, filling, restored));
        }
    });
    row::removed(
        &fill(lang, Key::ROW_REMOVED, &[("title", &title)]),
        button(text(lang, Key::ROW_UNDO), Weight::Tertiary, "", &id, Does::Press(press)),
    )
}

/// The id of a row's heading: the group's path and the row's number at the time it is drawn.
fn heading_id(group: &str, filling: Filling, row: RowIndex) -> String {
    let number = filling.with(|state| state.row_number(row));
    [group, "-", &number.to_string()].concat()
}

#[cfg(test)]
#[cfg(feature = "markup")]
mod tests {
    use super::*;
    use crate::components::live_region::LiveRegion;
    use crate::form_view::{Part, page_items};
    use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
    use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
    use vordruck_form::compiled::{GroupIndex, PageIndex};
    use vordruck_form::journey::{FieldAt, Moment};

    const FORM: &str = r#"<process xmlns="urn:vordruck:process:1" id="familie" version="1.0.0"><title>Familie</title>
        <page id="seite"><title>Kinder</title>
          <repeat id="kinder" min="1" max="3" row-name="vorname"><title>Kinder</title><row>Kind {number}</row><add>Weiteres Kind</add><remove>Kind {number} entfernen</remove>
            <field id="vorname" type="text" required="true"><label>Vorname</label></field>
            <repeat id="schulen"><title>Schulen</title><field id="schule" type="text"><label>Schule</label></field></repeat>
          </repeat>
        </page><handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#;

    /// Effects are for browsers: here they are begun and never run.
    struct NoEffects;

    impl CustomExecutor for NoEffects {
        fn spawn(&self, _: PinnedFuture<()>) {}
        fn spawn_local(&self, _: PinnedLocalFuture<()>) {}
        fn poll_local(&self) {}
    }

    const CHILDREN: GroupAt = GroupAt { group: GroupIndex(0), row: RowIndex::OUTSIDE };

    fn filled(look: impl FnOnce(Filling, &dyn Fn() -> String)) {
        let _ = Executor::init_custom_executor(NoEffects);
        Owner::new().with(|| {
            let form = vordruck_form::compile::check("process.xml", FORM, &[]).form.unwrap();
            let moment = Moment { local: jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0) };
            let filling = Filling::new(Arc::new(form), Answers::default(), moment, 0, LiveRegion::new());
            let draw = || page_items(filling, PageIndex(0), at_once(filling)).to_html();
            look(filling, &draw);
        });
    }

    /// All parts are there.
    fn at_once(filling: Filling) -> DrawParts {
        Arc::new(move |part| match part {
            Part::Rows(at) => rows(filling, at, &at_once(filling)),
            Part::Files(..) | Part::Link(..) | Part::Search(_) | Part::Offer(_) | Part::Takeover(_) => nothing(),
        })
    }

    fn name(filling: Filling, row: RowIndex, name: &str) {
        let path = filling.with(|state| {
            let (field, _) = state.form().field_by_id("vorname").unwrap();
            state.path(FieldAt { field, row })
        });
        filling.enter(path, RawAnswer::Text(name.to_owned()));
    }

    #[test]
    fn the_least_rows_are_there_and_cannot_be_removed() {
        filled(|_, draw| {
            let html = draw();
            assert!(html.contains("id=\"kinder[1].vorname\"") && html.contains("Kind 1"), "{html}");
            assert!(html.contains("Weiteres Kind") && !html.contains("Kind 1 entfernen"), "{html}");
        });
    }

    #[test]
    fn rows_have_titles_inputs_and_ways_to_remove_them_of_their_own() {
        filled(|filling, draw| {
            draw();
            let second = filling.add_row(CHILDREN).unwrap();
            name(filling, second, "Ada");
            let html = draw();
            assert!(html.contains("Kind 2: Ada") && html.contains("id=\"kinder[2].vorname\"") && html.contains("value=\"Ada\""), "{html}");
            assert!(html.contains("Kind 1 entfernen") && html.contains("Kind 2 entfernen"), "{html}");
            assert!(html.contains("id=\"kinder[2].schulen-group\""), "a repeated group within a row has an id of its own: {html}");
        });
    }

    #[test]
    fn the_summary_says_in_which_row_an_answer_is_missing() {
        filled(|filling, draw| {
            draw();
            let second = filling.add_row(CHILDREN).unwrap();
            filling.add_row(CHILDREN).unwrap();
            name(filling, second, "Ada");
            name(filling, second, " ");
            let found = filling.with(|state| crate::form_view::lines(state, 0, &state.page_errors(PageIndex(0))));
            let starts: Vec<_> = found.iter().map(|(_, words)| words.split('„').next().unwrap()).collect();
            assert_eq!(starts, ["Kind 1 – ", "Kind 2 – ", "Kind 3 – "], "{found:?}");
        });
    }

    #[test]
    fn as_many_rows_as_there_may_be_leave_no_way_to_add_one() {
        filled(|filling, draw| {
            draw();
            filling.add_row(CHILDREN).unwrap();
            filling.add_row(CHILDREN).unwrap();
            assert!(!draw().contains("Weiteres Kind"));
        });
    }

    #[test]
    fn a_removed_row_comes_back_with_what_it_held() {
        filled(|filling, draw| {
            draw();
            let second = filling.add_row(CHILDREN).unwrap();
            name(filling, second, "Ada");
            let removed = filling.remove_row(second).unwrap();
            assert!(!draw().contains("Ada"));
            filling.restore_row(removed).unwrap();
            assert!(draw().contains("Kind 2: Ada"));
            assert!(filling.with(|state| state.page_of(&AnswerPath("kinder[2].vorname".to_owned()))).is_some());
        });
    }
}
