//! A field on the screen. In: its compiled form. Out: the component that fits its type, there while the field is visible.

use super::answer;
use super::filling::{FieldSignals, Filling};
use super::part::{DrawParts, Part, Search};
use crate::components::checkboxes::checkboxes;
use crate::components::consent::consent;
use crate::components::date_parts::{Parts, date_parts};
use crate::components::question::Question;
use crate::components::radios::{Choice, radios};
use crate::components::select::select;
use crate::components::text_area::text_area;
use crate::components::text_input::{Typed, Width, text_input};
use crate::components::yes_no::yes_no;
use crate::markup::{Together, changing, classed, nothing, said};
use leptos::prelude::*;
use std::sync::Arc;
use vordruck_form::answers::RawAnswer;
use vordruck_form::compiled::{Characters, CodeListIndex, CompiledForm, Field, FieldType};
use vordruck_form::journey::FieldAt;

pub(super) fn field(filling: Filling, form: &Arc<CompiledForm>, at: FieldAt, parts: &DrawParts) -> AnyView {
    let signals = filling.field(at);
    let (form, parts) = (Arc::clone(form), Arc::clone(parts));
    changing(move || match form.field(at.field) {
        Some(field) if signals.visible.get() => visible(filling, &form, (at, field), signals, &parts),
        _ => nothing(),
    })
}

fn visible(
    filling: Filling,
    form: &Arc<CompiledForm>,
    (at, field): (FieldAt, &Field),
    signals: FieldSignals,
    parts: &DrawParts,
) -> AnyView {
    let language = filling.language.get_untracked();
    let path = filling.with(|state| state.path(at));
    let question = Question {
        id: path.as_str().to_owned(),
        label: field.label.in_language(language).to_owned(),
        hint: field.hint.as_ref().map(|hint| hint.in_language(language).to_owned()),
        help: field.help.as_ref().map(|help| help.in_language(language).to_owned()),
        required: signals.required,
        error: signals.error,
        lang: filling.lang(),
        errors: Together::new(),
        demands: Together::new(),
    };
    let entered = path.clone();
    let enter = Callback::new(move |typed: String| filling.enter(entered.clone(), RawAnswer::Text(typed)));
    let text = filling.with(|state| answer::text(state.answers(), &path));
    let token = field.autocomplete.as_deref();
    let question = &question;
    let with_offer = |input: AnyView| match field.offer {
        Some(_) => classed("div", "vd-offered").child(input).child(parts(Part::Offer(at))).view(),
        None => input,
    };
    if let Some((typed, width)) = typed(&field.kind) {
        return with_offer(text_input(question, &text, typed, width, token, enter));
    }
    match &field.kind {
        FieldType::MultiLine { .. } => with_offer(text_area(question, &text, token, enter)),
        FieldType::YesNo => yes_no(question, [form.words.yes.in_language(language), form.words.no.in_language(language)], &text, enter),
        FieldType::Consent => {
            let agree = Callback::new(move |agreed: bool| enter.run(if agreed { "yes".to_owned() } else { String::new() }));
            consent(question, text == "yes", agree)
        }
        FieldType::Radios { options } => radios(question, choices(form, *options, language), &text, false, enter),
        FieldType::Select { options, searchable: true } => parts(Part::Search(Search {
            question: question.clone(),
            choices: choices(form, *options, language),
            entered: text,
            autocomplete: field.autocomplete.clone(),
            enter,
        })),
        FieldType::Select { options, .. } => select(question, choices(form, *options, language), &text, token, enter),
        FieldType::Checkboxes { options, .. } => {
            let chosen = filling.with(|state| answer::choices(state.answers(), &path));
            let choose = Callback::new(move |codes: Vec<String>| filling.enter(path.clone(), RawAnswer::Choices(codes)));
            checkboxes(question, choices(form, *options, language), chosen, choose)
        }
        FieldType::File { .. } => parts(Part::Files(question.clone(), at.field)),
        FieldType::Calculated { .. } => calculated(question, signals.shown),
        FieldType::Hidden => nothing(),
        // What is left are the two kinds of dates.
        _ => {
            let parts = filling.with(|state| answer::date(state.answers(), &path));
            let enter = Callback::new(move |[day, month, year]: Parts| filling.enter(path.clone(), RawAnswer::Date { day, month, year }));
            date_parts(question, parts, token == Some("bday"), matches!(field.kind, FieldType::PartialDate { .. }), enter)
        }
    }
}

/// What is typed into fields of one line, and how wide they are; none for all other kinds.
fn typed(kind: &FieldType) -> Option<(Typed, Width)> {
    Some(match kind {
        FieldType::Text { max_length, characters, .. } => {
            (if matches!(characters, Characters::Digits) { Typed::Digits } else { Typed::Text }, width(*max_length))
        }
        FieldType::PersonName { .. } => (Typed::Text, Width::Full),
        FieldType::Integer { .. } => (Typed::Digits, Width::Ten),
        FieldType::Decimal { .. } | FieldType::Money { .. } => (Typed::Decimal, Width::Ten),
        FieldType::Time { .. } => (Typed::Text, Width::Ten),
        FieldType::Url => (Typed::Link, Width::Full),
        FieldType::Identifier(_) => (Typed::Code, Width::Twenty),
        FieldType::Email => (Typed::Email, Width::Full),
        FieldType::Phone => (Typed::Phone, Width::Twenty),
        FieldType::Iban => (Typed::Code, Width::Full),
        FieldType::PostalCode => (Typed::Digits, Width::Four),
        FieldType::NumberPlate => (Typed::Code, Width::Ten),
        _ => return None,
    })
}

fn calculated(question: &Question, shown: RwSignal<Option<String>>) -> AnyView {
    let value = classed("dd", "kern-description-list-item__value").saying(move || shown.get().unwrap_or_default()).view();
    let mut item = classed("div", "kern-description-list-item");
    item.child(said("dt", "kern-description-list-item__key", &question.label)).child(value);
    if let Some(hint) = &question.hint {
        item.child(said("dd", "kern-hint", hint));
    }
    classed("dl", "kern-description-list vd-calculated").set("id", &question.id).child(item.view()).view()
}

fn choices(form: &CompiledForm, list: CodeListIndex, language: usize) -> Vec<Choice> {
    form.code_lists.get(list.at()).map_or_else(Vec::new, |list| {
        let choice = |entry: &vordruck_form::compiled::CodeEntry| Choice {
            code: entry.code.clone(),
            label: entry.label.in_language(language).to_owned(),
            hint: entry.hint.as_ref().map(|hint| hint.in_language(language).to_owned()),
        };
        list.entries.iter().map(choice).collect()
    })
}

fn width(most: Option<u32>) -> Width {
    match most {
        Some(..=5) => Width::Four,
        Some(6..=12) => Width::Ten,
        Some(13..=30) => Width::Twenty,
        _ => Width::Full,
    }
}
