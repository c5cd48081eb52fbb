//! Fields that are made of fields: a period is two days, a moment a day and a time. In: the element. Out: a group of plain fields, so
//! that nothing behind the definition has to know of them.

use super::read::Reader;
use crate::compile::diagnostics::attribute_not_applicable;
use crate::compile::words;
use crate::definition::*;

/// Types of fields that are made of fields, with the attributes they have.
pub(crate) const COMPOSITES: &[(&str, &[&str])] =
    &[("period", &["min", "max", "required", "visible", "fim"]), ("date-time", &["required", "visible", "fim"])];

impl Reader<'_> {
    /// The group a field stands for, if its type is made of fields.
    pub(super) fn composite(&mut self, field: FieldDefinition) -> ItemDefinition {
        let Some((kind, settings)) = COMPOSITES.iter().find(|(kind, _)| *kind == field.kind.value) else {
            return ItemDefinition::Field(field);
        };
        for setting in field.settings.iter().filter(|setting| !settings.contains(&setting.name.value.as_str())) {
            if super::field_attributes().any(|known| known == setting.name.value) {
                self.diagnostics.push(attribute_not_applicable::diagnostic(&setting.name, kind, settings));
            }
        }
        let of = |name: &str, as_name: &str| {
            field.setting(name).map(|value| Setting { name: Written::new(as_name, value.span), value: value.clone() })
        };
        let part = |suffix: &str, kind: &str, word: &str, settings: Vec<Option<Setting>>| {
            let id = Written::new(format!("{}_{suffix}", field.id.value), field.id.span);
            let own = [of("required", "required")].into_iter().chain(settings).flatten().collect();
            let label = words::find("de").and_then(|words| words.get(word).map(str::to_owned)).unwrap_or_default();
            ItemDefinition::Field(FieldDefinition {
                span: field.span,
                kind: Written::new(kind, field.kind.span),
                label: Some(WrittenText {
                    value: label,
                    span: field.span,
                    key: TextKey::new(&id.value, "label"),
                    // The words that the program has for every language.
                    block: Some((String::new(), TextKey::new(word, "label"))),
                    marked: None,
                }),
                hint: None,
                help: None,
                settings: own,
                id,
            })
        };
        let items = if *kind == "period" {
            let from = Written::new(format!("{}_von", field.id.value), field.span);
            let not_before = Setting { name: Written::new("min", field.span), value: from };
            vec![
                part("von", "date", "period-from", vec![of("min", "min"), of("max", "max")]),
                part("bis", "date", "period-until", vec![Some(not_before), of("max", "max")]),
            ]
        } else {
            vec![part("datum", "date", "moment-day", vec![]), part("zeit", "time", "moment-time", vec![])]
        };
        ItemDefinition::Group(GroupDefinition {
            span: field.span,
            fim: field.setting("fim").cloned(),
            visible: field.setting("visible").cloned(),
            title: field.label,
            hint: field.hint.or(field.help),
            items,
            repeat: None,
            block: None,
            id: field.id,
        })
    }
}
