//! Rules: those whose sentence is certain, and whose fields are found exactly once where the rule stands, become conditions. All of
//! them stay as comments with id and text, so that an author can compare.

use super::Composer;
use super::multiplicity::Multiplicity;
use super::plan::Plan;
use super::sentences::{Meaning, read};
use crate::report::{Fate, Reason};
use crate::schema::*;

/// Puts what the rules mean into the plan.
pub(super) fn apply(schema: &Schema, plan: &mut Plan<'_>) {
    for rule in &schema.rules {
        translate(rule, 0, plan.len(), plan);
    }
    for index in 0..plan.len() {
        let Some(place) = plan.place(index) else { continue };
        // A group's rule is about what is in it, a field's about what stands beside it.
        let around = match &place.position.element {
            Element::Group(_) => Some(index),
            Element::Field(_) => place.parent,
        };
        let end = around.map_or(Some(plan.len()), |group| plan.place(group).map(|group| group.end));
        let (first, end) = (around.map_or(0, |group| group + 1), end.unwrap_or(0));
        let rules = match &place.position.element {
            Element::Group(group) => &group.rules,
            Element::Field(field) => &field.rules,
        };
        for rule in rules {
            translate(rule, first, end, plan);
        }
    }
    plan.sum_up();
}

fn translate(rule: &Rule, first: usize, end: usize, plan: &mut Plan<'_>) {
    let Some(meaning) = rule.text.as_ref().and_then(|text| read(&text.value)) else { return };
    let target = match meaning {
        Meaning::OneOf { groups } => one_of(&groups, first, end, plan).map(|()| "<field type=\"radios\">".to_owned()),
        Meaning::OnlyIf { targets, decider, answer } => {
            condition(&targets, &decider, answer, first, end, plan).map(|(found, condition)| {
                for index in found {
                    if let Some(place) = plan.place_mut(index) {
                        place.visible.push(condition.clone());
                    }
                }
                format!("visible=\"{condition}\"")
            })
        }
        Meaning::RequiredIf { targets, decider, answer } => condition(&targets, &decider, answer, first, end, plan)
            .filter(|(found, _)| found.iter().all(|index| can_be_required(plan, *index)))
            .map(|(found, condition)| {
                for index in found {
                    if let Some(place) = plan.place_mut(index) {
                        place.required = Some(condition.clone());
                    }
                }
                format!("required=\"{condition}\"")
            }),
    };
    if let Some(target) = target {
        plan.translated.insert(rule.common.item, target);
    }
}

/// Positions and the condition, when every one of them is certain.
fn condition(targets: &[String], decider: &str, answer: bool, first: usize, end: usize, plan: &Plan<'_>) -> Option<(Vec<usize>, String)> {
    let decider = plan.only(decider, first, end)?;
    let place = plan.place(decider)?;
    let Element::Field(field) = &place.position.element else { return None };
    let is_question = field.art.value == FieldArt::Input && field.data_type.value == DataType::Bool && place.shows;
    if !is_question || Multiplicity::of(place.position).is_repeated() {
        return None;
    }
    let mut found = Vec::new();
    for target in targets {
        let index = plan.only(target, first, end)?;
        let target = plan.place(index)?;
        // What is asked later can't decide, and rows see only themselves and what is around them.
        let sees = place.row.is_none() || place.row == target.row;
        if index <= decider || !sees || is_inside_partial_date(plan, index) {
            return None;
        }
        found.push(index);
    }
    Some((found, format!("{} = {answer}", place.id)))
}

fn can_be_required(plan: &Plan<'_>, index: usize) -> bool {
    plan.place(index).is_some_and(|place| {
        let is_asked =
            matches!(&place.position.element, Element::Field(field) if matches!(field.art.value, FieldArt::Input | FieldArt::Select));
        is_asked && place.required.is_none() && !Multiplicity::of(place.position).is_repeated()
    })
}

fn is_inside_partial_date(plan: &Plan<'_>, index: usize) -> bool {
    let parent = plan.place(index).and_then(|place| place.parent).and_then(|parent| plan.position(parent));
    parent.is_some_and(|parent| matches!(&parent.element, Element::Group(group) if super::field::is_partial_date(group)))
}

fn one_of(groups: &[String], first: usize, end: usize, plan: &mut Plan<'_>) -> Option<()> {
    let mut found = Vec::new();
    for group in groups {
        let index = plan.only(group, first, end)?;
        let place = plan.place(index)?;
        if Multiplicity::of(place.position).is_demanded() {
            return None;
        }
        found.push(index);
    }
    found.sort_unstable();
    let parent = found.first().and_then(|index| plan.place(*index)).and_then(|place| place.parent)?;
    let together = found.iter().all(|index| plan.place(*index).is_some_and(|place| place.parent == Some(parent) && place.shows));
    (together && plan.set_choice(parent, found)).then_some(())
}

impl Composer<'_> {
    /// A rule as lines of a comment.
    pub(super) fn rule(&mut self, rule: &Rule) -> Vec<String> {
        let common = &rule.common;
        let translated = self.plan.translated.get(&common.item).cloned();
        let text = rule.text.as_ref().map_or("(ohne Text)", |text| text.value.as_str());
        let mut lines = vec![format!("Regel {} „{}“: {text}", common.identity(), common.name.value)];
        match translated {
            Some(target) => {
                lines.push(format!("  übersetzt in {}", target.replace('"', "'")));
                self.ledger.taken(common.item, target);
            }
            None => {
                lines.push("  TODO: nicht übersetzt.".to_owned());
                self.ledger.simplified(common.item, "<!-- … -->", Reason::RuleAsText);
            }
        }
        self.ledger.set(common.name.item, Fate::Remarked);
        if let Some(text) = &rule.text {
            self.ledger.set(text.item, Fate::Remarked);
        }
        if let Some(label) = &common.label {
            if label.value == common.name.value {
                self.ledger.left_out(label.item, Reason::SaidElsewhere);
            } else {
                lines.push(self.remark("Bezeichnung", label));
            }
        }
        lines.extend(self.remarks(common));
        lines.extend(self.references(&common.references));
        lines
    }
}
