//! Definition → compiled form. In: the definition with names, expressions, texts, parameter values. Out: a form, of use only when
//! nothing was wrong; every expression is checked on the way.

use super::diagnostic::Diagnostics;
use super::diagnostics::bad_retention::days;
use super::diagnostics::{bad_opening, bad_value, fee_not_a_number, purpose_too_long, unused};
use super::expressions::Expressions;
use super::lower_fields;
use super::names::Names;
use super::tenant::{EffectiveList, TenantSettings};
use super::texts::Texts;
use crate::compiled::*;
use crate::definition::*;
use crate::feel::Value;
use crate::feel::check_types::Type;

/// Everything lowering reads.
pub(crate) struct Parts<'a> {
    pub(crate) names: &'a Names<'a>,
    pub(crate) expressions: &'a Expressions<'a>,
    pub(crate) lists: &'a [EffectiveList],
    pub(crate) values: Vec<Value>,
    pub(crate) texts: &'a Texts,
    pub(crate) tenant: Option<&'a TenantSettings>,
}

/// Lowers everything.
pub(crate) fn form(parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> CompiledForm {
    let (names, texts) = (parts.names, parts.texts);
    let definition = names.definition;
    let mut lowering = Lowering { parts, field: 0, group: 0, repeat: None, groups: Vec::new() };
    let pages = definition.pages.iter().enumerate().map(|(index, page)| lowering.page(page, index, diagnostics)).collect();
    lowering.groups.sort_by_key(|(index, _)| *index);
    let groups = lowering.groups.into_iter().map(|(_, group)| group).collect();
    let form = CompiledForm {
        id: definition.id.value.clone(),
        version: definition.version.value.clone(),
        leika_key: definition.leika.as_ref().map(|key| key.value.clone()),
        tenant: binding(parts.tenant),
        languages: texts.languages.clone(),
        title: texts.or_empty(definition.title.as_ref()),
        start: start(&definition.start, texts),
        pages,
        fields: names.fields.iter().map(|field| lower_fields::field(field, parts, diagnostics)).collect(),
        groups,
        rules: definition.rules.iter().filter_map(|rule| lower_rule(rule, parts, diagnostics)).collect(),
        code_lists: code_lists(parts),
        parameters: definition
            .parameters
            .iter()
            .zip(&parts.values)
            .map(|(parameter, value)| Parameter { id: parameter.id.value.clone(), value: value.clone() })
            .collect(),
        fee: definition.fee.as_ref().and_then(|fee| lower_fee(fee, parts, diagnostics)),
        retention: retention(definition.retention.as_ref()),
        words: texts.words(),
        opening: definition.opening.as_ref().map(|opening| lower_opening(opening, parts, diagnostics)),
        assurance: assurance(definition.assurance.as_ref(), diagnostics),
        kind: kind(definition.kind.as_ref(), diagnostics),
    };
    report_unused(parts, diagnostics);
    form
}

struct Lowering<'a> {
    parts: &'a Parts<'a>,
    field: u32,
    group: u32,
    /// The repeated group whose template is being lowered.
    repeat: Option<usize>,
    groups: Vec<(u32, Group)>,
}

impl Lowering<'_> {
    fn page(&mut self, page: &PageDefinition, index: usize, diagnostics: &mut Diagnostics) -> Page {
        Page {
            id: page.id.value.clone(),
            title: self.parts.texts.or_empty(page.title.as_ref()),
            intro: self.parts.texts.all_rich(&page.intro),
            visible: self.parts.expressions.visibility(page.visible.as_ref(), index, None, diagnostics),
            items: self.items(&page.items, index, diagnostics),
        }
    }

    fn items(&mut self, items: &[ItemDefinition], page: usize, diagnostics: &mut Diagnostics) -> Vec<Item> {
        items
            .iter()
            .map(|item| match item {
                ItemDefinition::Field(_) => {
                    self.field += 1;
                    Item::Field(FieldIndex(self.field - 1))
                }
                ItemDefinition::Group(group) => Item::Group(self.group(group, page, diagnostics)),
                ItemDefinition::Note(note) => Item::Note(self.note(note, page, diagnostics)),
            })
            .collect()
    }

    fn group(&mut self, group: &GroupDefinition, page: usize, diagnostics: &mut Diagnostics) -> GroupIndex {
        let index = self.group;
        self.group += 1;
        let around = self.repeat;
        if group.repeat.is_some() {
            self.repeat = Some(index as usize);
        }
        let items = self.items(&group.items, page, diagnostics);
        let repeat = group.repeat.as_ref().map(|repeat| self.repeat(repeat, around, diagnostics));
        self.repeat = around;
        let lowered = Group {
            id: group.id.value.clone(),
            fim_id: group.fim.as_ref().map(|id| id.value.clone()),
            title: self.parts.texts.optional(group.title.as_ref()),
            hint: self.parts.texts.optional(group.hint.as_ref()),
            visible: self.parts.expressions.visibility(group.visible.as_ref(), page, around, diagnostics),
            items,
            repeat,
        };
        self.groups.push((index, lowered));
        GroupIndex(index)
    }

    fn repeat(&self, repeat: &RepeatDefinition, around: Option<usize>, diagnostics: &mut Diagnostics) -> Repeat {
        let (expressions, texts) = (self.parts.expressions, self.parts.texts);
        let (min, max) = lower_fields::limits(expressions, (repeat.min.as_ref(), repeat.max.as_ref()), around, &Type::Number, diagnostics);
        let row_name = repeat.row_name.as_ref().and_then(|name| expressions.any(name, self.repeat, diagnostics));
        Repeat {
            min,
            max,
            row_name: row_name.map(|name| name.expression),
            row_title: texts.or_word(repeat.row_title.as_ref(), "row"),
            add: texts.or_word(repeat.add.as_ref(), "add-row"),
            remove: texts.or_word(repeat.remove.as_ref(), "remove-row"),
        }
    }

    fn note(&self, note: &NoteDefinition, page: usize, diagnostics: &mut Diagnostics) -> Note {
        let kind = match note.kind.as_ref().map(|kind| kind.value.as_str()) {
            None | Some("plain") => NoteKind::Plain,
            Some("info") => NoteKind::Info,
            Some("warning") => NoteKind::Warning,
            Some("stop") => NoteKind::Stop,
            Some(_) => {
                if let Some(kind) = &note.kind {
                    diagnostics.push(bad_value::one_of("kind", kind, &["plain", "info", "warning", "stop"]));
                }
                NoteKind::Plain
            }
        };
        Note {
            kind,
            title: self.parts.texts.optional(note.title.as_ref()),
            body: note
                .body
                .iter()
                .map(|passage| Passage { kind: passage.kind, texts: self.parts.texts.all_rich(&passage.texts) })
                .collect(),
            visible: self.parts.expressions.visibility(note.visible.as_ref(), page, self.repeat, diagnostics),
        }
    }
}

fn lower_rule(rule: &RuleDefinition, parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Option<Rule> {
    let names = parts.names;
    let group = names.repeat(&rule.field.value);
    let field = group.and_then(|group| names.fields_in(group).next()).or_else(|| names.field(&rule.field.value));
    let place = field.and_then(|field| names.fields.get(field));
    // A rule is seen from where its message stands.
    let from = match group {
        Some(group) => names.repeat_around.get(group).copied().flatten(),
        None => place.and_then(|place| place.repeat),
    };
    let assert = parts.expressions.condition(&rule.assert, from, diagnostics);
    let (field, place) = (field?, place?);
    Some(Rule {
        id: rule.id.value.clone(),
        fim_id: rule.fim.as_ref().map(|id| id.value.clone()),
        assert: assert?,
        field: FieldIndex(position(field)),
        group: group.map(|group| GroupIndex(position(group))),
        message: parts.texts.or_empty(rule.message.as_ref()),
        page: PageIndex(position(place.page)),
    })
}

fn lower_fee(fee: &FeeDefinition, parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Option<Fee> {
    let purpose = parts.texts.of(&fee.purpose);
    purpose_too_long::check(fee.purpose.span, &purpose, &parts.texts.languages, diagnostics);
    let amount = parts.expressions.any(&fee.amount, None, diagnostics)?;
    if !amount.kind.fits(&Type::Number) {
        diagnostics.push(fee_not_a_number::diagnostic(&fee.amount, &amount.kind, parts.names));
    }
    Some(Fee { amount: amount.expression, purpose })
}

fn lower_opening(opening: &OpeningDefinition, parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Opening {
    let mut end = |written: Option<&Written>| {
        let compiled = parts.expressions.any(written?, None, diagnostics)?;
        bad_opening::check_end(written?, &compiled, parts.names, diagnostics);
        Some(compiled)
    };
    let (from, until) = (end(opening.from.as_ref()), end(opening.until.as_ref()));
    bad_opening::check(opening, (from.as_ref(), until.as_ref()), diagnostics);
    Opening {
        from: from.map(|end| end.expression),
        until: until.map(|end| end.expression),
        message: parts.texts.or_empty(opening.message.as_ref()),
    }
}

fn assurance(level: Option<&Written>, diagnostics: &mut Diagnostics) -> Assurance {
    let levels = [("none", Assurance::None), ("low", Assurance::Low), ("substantial", Assurance::Substantial), ("high", Assurance::High)];
    one_of("level", level.filter(|level| !level.is_missing()), &levels, diagnostics)
}

fn kind(kind: Option<&Written>, diagnostics: &mut Diagnostics) -> SubmissionKind {
    one_of("kind", kind, &SubmissionKind::NAMES, diagnostics)
}

/// What a word of an attribute means; without one, or for an unknown one, what is meant where nothing is said.
fn one_of<T: Copy + Default, const N: usize>(
    attribute: &str,
    written: Option<&Written>,
    known: &[(&str, T); N],
    diagnostics: &mut Diagnostics,
) -> T {
    let Some(written) = written else { return T::default() };
    let found = known.iter().find(|(name, _)| *name == written.value);
    if found.is_none() {
        diagnostics.push(bad_value::one_of(attribute, written, &known.map(|(name, _)| name)));
    }
    found.map_or_else(T::default, |(_, meant)| *meant)
}

fn code_lists(parts: &Parts<'_>) -> Vec<CodeList> {
    let entry = |entry: &super::tenant::EffectiveEntry| CodeEntry {
        code: entry.code.clone(),
        label: parts.texts.or_empty(entry.label.as_ref()),
        hint: parts.texts.optional(entry.hint.as_ref()),
    };
    let lists = parts.names.definition.code_lists.iter().zip(parts.lists);
    lists
        .map(|(definition, list)| CodeList {
            id: definition.id.value.clone(),
            urn: definition.urn.as_ref().map(|urn| urn.value.clone()),
            version: definition.version.as_ref().map(|version| version.value.clone()),
            entries: list.entries.iter().map(entry).collect(),
        })
        .collect()
}

fn start(start: &StartDefinition, texts: &Texts) -> StartTexts {
    StartTexts {
        summary: texts.all(&start.summary),
        needed: texts.all(&start.needed),
        duration: texts.or_empty(start.duration.as_ref()),
        fee: texts.or_empty(start.fee.as_ref()),
        legal_basis: texts.all(&start.legal_basis),
        other_ways: texts.all(&start.other_ways),
    }
}

/// Without a tenant, or without its key, no browser can seal for the form: no key has a fingerprint of zeros.
fn binding(tenant: Option<&TenantSettings>) -> TenantBinding {
    tenant.map_or_else(
        || TenantBinding {
            id: "ohne-mandant".to_owned(),
            name: "Musterbehörde".to_owned(),
            root_fingerprint: "0".repeat(64),
            least_sequence: 0,
        },
        |tenant| TenantBinding {
            id: tenant.id.clone(),
            name: tenant.name.clone(),
            root_fingerprint: if tenant.root_fingerprint.is_empty() { "0".repeat(64) } else { tenant.root_fingerprint.clone() },
            least_sequence: tenant.least_sequence,
        },
    )
}

fn retention(retention: Option<&RetentionDefinition>) -> Retention {
    let in_days =
        |written: fn(&RetentionDefinition) -> &Written| retention.and_then(|retention| days(&written(retention).value)).unwrap_or(0);
    Retention { draft_days: in_days(|retention| &retention.draft), postbox_days: in_days(|retention| &retention.postbox) }
}

fn report_unused(parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    let definition = parts.names.definition;
    for list in definition.code_lists.iter().filter(|list| !list.id.is_missing()) {
        let offers = |field: &super::names::FieldPlace<'_>| {
            field.definition.setting("options").is_some_and(|options| options.value == list.id.value)
        };
        if !parts.names.fields.iter().any(offers) {
            diagnostics.push(unused::code_list(&list.id));
        }
    }
    for (position, parameter) in definition.parameters.iter().enumerate().filter(|(_, parameter)| !parameter.id.is_missing()) {
        if !parts.expressions.reads_parameter(position) {
            diagnostics.push(unused::parameter(&parameter.id));
        }
    }
}

/// Positions are small: a definition is at most some megabytes long.
pub(super) fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
