//! A field on the screen. In: its compiled form. Out: the component that fits its type, there while the field is visible.

use super::answer;
use super::filling::{FieldSignals, Filling};
use super::upload::{Attach, upload};
use crate::components::checkboxes::Checkboxes;
use crate::components::consent::Consent;
use crate::components::date_parts::{DateParts, Parts};
use crate::components::question::Question;
use crate::components::radios::{Choice, Radios};
use crate::components::select::Select;
use crate::components::text_area::TextArea;
use crate::components::text_input::{TextInput, Typed, Width};
use crate::components::yes_no::YesNo;
use crate::markup::{changing, classed, nothing};
use leptos::prelude::*;
use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, RawAnswer};
use vordruck_form::compiled::{Characters, CodeListIndex, CompiledForm, Field, FieldIndex, FieldType};

pub(super) fn field(filling: Filling, form: &Arc<CompiledForm>, index: FieldIndex, attach: Attach) -> AnyView {
    let signals = filling.field(index);
    let form = Arc::clone(form);
    changing(move || match form.field(index) {
        Some(field) if signals.visible.get() => visible(filling, &form, field, signals, attach),
        _ => nothing(),
    })
}

fn visible(filling: Filling, form: &Arc<CompiledForm>, field: &Field, signals: FieldSignals, attach: Attach) -> AnyView {
    let language = filling.language.get_untracked();
    let question = Question {
        id: field.id.clone(),
        label: field.label.in_language(language).to_owned(),
        hint: field.hint.as_ref().map(|hint| hint.in_language(language).to_owned()),
        help: field.help.as_ref().map(|help| help.in_language(language).to_owned()),
        required: signals.required,
        error: signals.error,
        lang: filling.lang(),
    };
    let path = AnswerPath::of(&field.id);
    let text = || filling.with(|state| answer::text(state.answers(), &path));
    let entered = path.clone();
    let enter = Callback::new(move |typed: String| filling.enter(entered.clone(), RawAnswer::Text(typed)));
    let choices = |list: CodeListIndex| choices(form, list, language);
    let autocomplete = field.autocomplete.clone();
    let typed = |typed, width| {
        let value = text();
        let (question, autocomplete) = (question.clone(), autocomplete.clone());
        view! { <TextInput question value typed width autocomplete enter/> }.into_any()
    };
    match &field.kind {
        FieldType::Text { max_length, characters, .. } => {
            let digits = matches!(characters, Characters::Digits);
            typed(if digits { Typed::Digits } else { Typed::Text }, width(*max_length))
        }
        FieldType::PersonName { .. } => typed(Typed::Text, Width::Full),
        FieldType::MultiLine { .. } => {
            let value = text();
            view! { <TextArea question value autocomplete enter/> }.into_any()
        }
        FieldType::Integer { .. } => typed(Typed::Digits, Width::Ten),
        FieldType::Decimal { .. } | FieldType::Money { .. } => typed(Typed::Decimal, Width::Ten),
        FieldType::Email => typed(Typed::Email, Width::Full),
        FieldType::Phone => typed(Typed::Phone, Width::Twenty),
        FieldType::Iban => typed(Typed::Code, Width::Full),
        FieldType::PostalCode => typed(Typed::Digits, Width::Four),
        FieldType::NumberPlate => typed(Typed::Code, Width::Ten),
        FieldType::YesNo => {
            let words = (form.words.yes.in_language(language).to_owned(), form.words.no.in_language(language).to_owned());
            view! { <YesNo question words chosen=text() choose=enter/> }.into_any()
        }
        FieldType::Consent => {
            let agree = Callback::new(move |agreed: bool| enter.run(if agreed { "yes".to_owned() } else { String::new() }));
            view! { <Consent question agreed=text() == "yes" agree/> }.into_any()
        }
        FieldType::Radios { options } => view! { <Radios question choices=choices(*options) chosen=text() choose=enter/> }.into_any(),
        FieldType::Select { options } => view! { <Select question choices=choices(*options) chosen=text() autocomplete choose=enter/> }.into_any(),
        FieldType::Checkboxes { options, .. } => {
            let chosen = filling.with(|state| answer::choices(state.answers(), &path));
            let choose = Callback::new(move |codes: Vec<String>| filling.enter(path.clone(), RawAnswer::Choices(codes)));
            view! { <Checkboxes question choices=choices(*options) chosen choose/> }.into_any()
        }
        FieldType::Date { .. } | FieldType::PartialDate { .. } => {
            let parts = filling.with(|state| answer::date(state.answers(), &path));
            let enter = Callback::new(move |[day, month, year]: Parts| filling.enter(path.clone(), RawAnswer::Date { day, month, year }));
            let birthday = autocomplete.as_deref() == Some("bday");
            let partial = matches!(field.kind, FieldType::PartialDate { .. });
            view! { <DateParts question parts birthday partial enter/> }.into_any()
        }
        FieldType::File { accept, max_size_bytes, max_count } => upload(filling, question, path, accept, *max_size_bytes, *max_count, attach),
        FieldType::Calculated { .. } => calculated(question, signals.shown),
    }
}

fn calculated(question: Question, shown: RwSignal<Option<String>>) -> AnyView {
    let hint = question.hint.clone().map(|hint| classed("dd", "kern-hint").text(hint).view());
    let value = classed("dd", "kern-description-list-item__value").changing(move || shown.get().unwrap_or_default().into_any()).view();
    let item = classed("div", "kern-description-list-item")
        .child(classed("dt", "kern-description-list-item__key").text(question.label).view())
        .child(value)
        .child_some(hint);
    classed("dl", "kern-description-list vd-calculated").put("id", question.id).child(item.view()).view()
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
