//! What each answer of a form looks like in an export, before any format: one description from which all schemas are written. In:
//! a field. Out: its shape with the limits that validation has, whether it is always, sometimes or never there, and what no schema
//! can say about it.

use super::Keys;
use super::outline::{Content, Part};
use super::patterns;
use crate::answers::Answers;
use crate::compiled::{
    Characters, CodeListIndex, CompiledForm, Condition, Field, FieldIndex, FieldType, FileKind, GroupIndex, Item, PageIndex, Repeat, Shown,
};
use crate::feel::tree::{Function, Node};
use crate::feel::{Expression, Number, Value};
use crate::journey::{FormState, MOST_ROWS, Moment};
use crate::validate::{Allowed, MOST_CHARACTERS};
use jiff::civil::{Date, date};
use std::sync::Arc;

/// What an exported answer looks like.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A text; all patterns match the whole of it.
    Text { least: u32, most: Option<u32>, patterns: Vec<Pattern> },
    /// A whole number.
    Whole(Ends<Number>),
    /// A decimal with exactly so many digits behind the point; none: any number.
    Decimal { scale: Option<u32>, ends: Ends<Number> },
    /// Yes or no.
    Truth,
    /// A calendar day.
    Day(Ends<Date>),
    /// A day, a month or a year.
    PartialDay,
    /// Day, month and year under FIM's keys; only the year is always there.
    PartialDayParts([String; 3]),
    /// One code.
    Code(CodeListIndex),
    /// Several codes, each once.
    Codes { list: CodeListIndex, least: u32, most: Option<u32> },
    /// Files.
    Files { accept: Vec<FileKind>, most_bytes: u64, most: u32 },
}

/// One thing a text has to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pattern {
    /// Characters of a set of DIN 91379.
    Letters(Allowed),
    /// A regular expression.
    Of(String),
}

/// The ends of a range, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends<T> {
    pub(super) least: Option<T>,
    pub(super) most: Option<T>,
}

/// A shape with what cannot be said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Described {
    pub(super) shape: Shape,
    /// What is validated beyond it.
    pub(super) unsaid: Vec<&'static str>,
}

/// Whether something is the case whatever is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    Never,
    Sometimes,
    Always,
}

const MOVING_ENDS: &str = "the range depends on other answers or on the day";

/// Describes the fields of a form.
pub(super) struct Describer {
    blank: FormState,
    /// By group: its page, and the groups around it, outermost first.
    around: Vec<(PageIndex, Vec<GroupIndex>)>,
}

impl Describer {
    pub(super) fn new(form: &CompiledForm) -> Self {
        // Only what depends on no answer and no moment is evaluated.
        let moment = Moment { local: date(2000, 1, 1).at(0, 0, 0, 0) };
        let mut around = vec![(PageIndex(0), Vec::new()); form.groups.len()];
        for (page, items) in (0..).map(PageIndex).zip(form.pages.iter().map(|page| &page.items)) {
            surround(form, items, page, &mut Vec::new(), &mut around);
        }
        Self { blank: FormState::new(Arc::new(form.clone()), Answers::default(), moment), around }
    }

    pub(super) fn form(&self) -> &CompiledForm {
        self.blank.form()
    }

    /// The value of an expression that has the same one whatever is answered, and whenever.
    pub(super) fn constant(&self, expression: &Expression) -> Option<Value> {
        let is_constant = expression.nodes().iter().all(|node| match node {
            Node::Answer(_) | Node::Call(Function::Today | Function::Now, _) => false,
            Node::Literal(_) | Node::Parameter(_) | Node::Bound(_) | Node::Negate(_) | Node::Arithmetic(..) | Node::Compare(..) => true,
            Node::And(..) | Node::Or(..) | Node::If(..) | Node::Between(..) | Node::In(..) | Node::List(_) | Node::Range { .. } => true,
            Node::Some(..) | Node::Every(..) | Node::For(..) | Node::Partial | Node::Filter(..) | Node::Property(..) => true,
            Node::Call(..) | Node::Pattern(..) | Node::InstanceOf(..) | Node::Entry(..) | Node::Context(_) | Node::Except(_) => true,
            // No form has functions as values.
            Node::Function(..) | Node::BuiltIn(_) | Node::Invoke(..) => false,
        });
        is_constant.then(|| self.blank.evaluate(expression))
    }

    /// Whether a condition holds; without one it always does.
    pub(super) fn holds(&self, condition: Option<&Expression>) -> Certainty {
        match condition.map(|condition| self.constant(condition)) {
            None => Certainty::Always,
            Some(Some(value)) => {
                if value.is_true() {
                    Certainty::Always
                } else {
                    Certainty::Never
                }
            }
            Some(None) => Certainty::Sometimes,
        }
    }

    /// The conditions under which a field is shown, from the outside in; inside of a row those of the row.
    pub(super) fn conditions<'a>(&'a self, field: &'a Field) -> Vec<&'a Expression> {
        self.conditions_within(field.page, &field.groups).chain(field.visible.as_ref()).collect()
    }

    /// The conditions under which a group is shown.
    pub(super) fn conditions_of_group(&self, group: GroupIndex) -> Vec<&Expression> {
        let own = self.form().groups.get(group.at()).and_then(|group| group.visible.as_ref());
        let (page, around) = self.around_group(group);
        self.conditions_within(page, around).chain(own).collect()
    }

    fn conditions_within<'a>(&'a self, page: PageIndex, groups: &'a [GroupIndex]) -> impl Iterator<Item = &'a Expression> {
        let form = self.form();
        let row = groups.iter().rposition(|group| self.repeat(*group).is_some());
        let page = form.pages.get(page.at()).filter(|_| row.is_none()).and_then(|page| page.visible.as_ref());
        let inner = groups.get(row.map_or(0, |row| row + 1)..).unwrap_or_default();
        page.into_iter().chain(inner.iter().filter_map(|group| form.groups.get(group.at())?.visible.as_ref()))
    }

    /// The repeated group in whose rows a field stands.
    pub(super) fn scope(&self, field: &Field) -> Option<GroupIndex> {
        self.innermost_repeat(&field.groups)
    }

    fn around_group(&self, group: GroupIndex) -> (PageIndex, &[GroupIndex]) {
        self.around.get(group.at()).map_or((PageIndex(0), &[]), |(page, around)| (*page, around))
    }

    fn innermost_repeat(&self, groups: &[GroupIndex]) -> Option<GroupIndex> {
        groups.iter().rev().copied().find(|group| self.repeat(*group).is_some())
    }

    /// How a group repeats, if it does.
    pub(super) fn repeat(&self, group: GroupIndex) -> Option<&Repeat> {
        self.form().groups.get(group.at())?.repeat.as_ref()
    }

    /// Fewest and most rows; those without an answer leave too, but a list without a row does not.
    pub(super) fn row_limits(&self, repeat: &Repeat) -> (u32, u32, Vec<&'static str>) {
        let mut unsaid = Vec::new();
        let end = |value: Value| u32::try_from(value.as_number()?.to_integer()?.max(0)).ok();
        let least = self.end(&repeat.min, end, &mut unsaid).unwrap_or(0);
        let most = self.end(&repeat.max, end, &mut unsaid);
        (least, most.unwrap_or(MOST_ROWS as u32), unsaid)
    }

    /// Whether a field is shown, in a row that is there.
    pub(super) fn is_shown(&self, field: &Field) -> Certainty {
        self.all_hold(&self.conditions(field))
    }

    /// Whether all of some conditions hold.
    pub(super) fn all_hold(&self, conditions: &[&Expression]) -> Certainty {
        conditions.iter().map(|condition| self.holds(Some(condition))).min().unwrap_or(Certainty::Always)
    }

    /// Whether an answer is there.
    pub(super) fn is_there(&self, field: &Field) -> Certainty {
        let shown = self.is_shown(field);
        let demanded = match &field.required {
            _ if is_computed(field) => Certainty::Sometimes,
            Condition::Always => Certainty::Always,
            Condition::Never => Certainty::Sometimes,
            Condition::When(condition) => self.holds(Some(condition)).max(Certainty::Sometimes),
        };
        if shown == Certainty::Never { shown } else { shown.min(demanded) }
    }

    /// Whether a part of an export is there: a group is when one of its parts is.
    pub(super) fn is_part_there(&self, part: &Part) -> Certainty {
        match &part.content {
            Content::Field(index) => self.field(*index).map_or(Certainty::Never, |field| self.is_there(field)),
            Content::Group(index, _) if self.repeat(*index).is_some() => {
                let least = self.repeat(*index).map_or(0, |repeat| self.row_limits(repeat).0);
                let shown = self.all_hold(&self.conditions_of_group(*index));
                if least == 0 { shown.min(Certainty::Sometimes) } else { shown }
            }
            Content::Group(_, parts) => parts.iter().map(|part| self.is_part_there(part)).max().unwrap_or(Certainty::Never),
        }
    }

    pub(super) fn field(&self, index: FieldIndex) -> Option<&Field> {
        self.form().field(index)
    }

    /// The shape of a field's answer.
    pub(super) fn described(&self, field: &Field, keys: Keys) -> Described {
        let mut unsaid = Vec::new();
        let shape = self.shape(field, keys, &mut unsaid);
        Described { shape: if is_computed(field) { without_limits(shape) } else { shape }, unsaid }
    }

    fn shape(&self, field: &Field, keys: Keys, unsaid: &mut Vec<&'static str>) -> Shape {
        let text = |pattern: &str| of_pattern([pattern]);
        match &field.kind {
            FieldType::Text { min_length, max_length, characters } => {
                let letters = match characters {
                    Characters::Names => Allowed::Names,
                    Characters::Latin => Allowed::LatinLine,
                    Characters::Digits => Allowed::Digits,
                };
                of_letters(*min_length, *max_length, letters)
            }
            FieldType::MultiLine { min_length, max_length } => of_letters(*min_length, *max_length, Allowed::Latin),
            FieldType::PersonName { max_length } => of_letters(None, *max_length, Allowed::PersonNames),
            FieldType::Integer { min, max } => Shape::Whole(self.ends(min, max, unsaid)),
            FieldType::Decimal { scale, min, max } => Shape::Decimal { scale: Some(*scale), ends: self.ends(min, max, unsaid) },
            FieldType::Money { min, max } => Shape::Decimal { scale: Some(2), ends: self.ends(min, max, unsaid) },
            FieldType::Date { min, max } => {
                let end = |value: Value| value.as_date();
                Shape::Day(Ends { least: self.end(min, end, unsaid), most: self.end(max, end, unsaid) })
            }
            FieldType::PartialDate { not_in_future } => {
                unsaid.extend(not_in_future.then_some("the day does not lie in the future"));
                keys.of_partial_date(field).map_or(Shape::PartialDay, Shape::PartialDayParts)
            }
            FieldType::YesNo | FieldType::Consent => Shape::Truth,
            FieldType::Radios { options } | FieldType::Select { options, .. } => Shape::Code(*options),
            FieldType::Checkboxes { options, min, max } => {
                // The least number counts where an answer is demanded; whoever writes the schema knows where that is.
                Shape::Codes { list: *options, least: (*min).max(1), most: *max }
            }
            FieldType::Email => {
                unsaid.push("which characters of the domain beyond ASCII are letters, and lengths in bytes");
                Shape::Text { least: 1, most: Some(254), patterns: patterns::email().map(Pattern::Of).into() }
            }
            FieldType::Phone => of_pattern(patterns::PHONE),
            FieldType::Iban => {
                unsaid.push("the check digits fit");
                text(&patterns::iban())
            }
            FieldType::Time { min, max } => {
                unsaid.extend((min.is_some() || max.is_some()).then_some("the earliest and the latest time"));
                text("([01][0-9]|2[0-3]):[0-5][0-9]")
            }
            FieldType::Url => {
                unsaid.push("that the host is a domain name");
                Shape::Text { least: 1, most: Some(2_008), patterns: vec![Pattern::Of(r"https?://[^\s/?#@]+([/?#]\S*)?".to_owned())] }
            }
            FieldType::Identifier(kind) => {
                unsaid.push("the check digit fits");
                text(&patterns::identifier(*kind))
            }
            FieldType::PostalCode => text(patterns::POSTAL_CODE),
            FieldType::NumberPlate => text(&patterns::number_plate()),
            FieldType::File { accept, max_size_bytes, max_count } => {
                unsaid.push("each file has an id of its own");
                Shape::Files { accept: accept.clone(), most_bytes: *max_size_bytes, most: *max_count }
            }
            FieldType::Hidden => Shape::Text { least: 0, most: None, patterns: Vec::new() },
            FieldType::Calculated { shown_as } => match shown_as {
                Shown::Text => Shape::Text { least: 0, most: None, patterns: Vec::new() },
                Shown::Number => Shape::Decimal { scale: None, ends: Ends { least: None, most: None } },
                Shown::Money => Shape::Decimal { scale: Some(2), ends: Ends { least: None, most: None } },
                Shown::Date => Shape::Day(Ends { least: None, most: None }),
            },
        }
    }

    fn ends(&self, min: &Option<Expression>, max: &Option<Expression>, unsaid: &mut Vec<&'static str>) -> Ends<Number> {
        let end = |value: Value| value.as_number();
        Ends { least: self.end(min, end, unsaid), most: self.end(max, end, unsaid) }
    }

    fn end<T>(&self, end: &Option<Expression>, of: impl Fn(Value) -> Option<T>, unsaid: &mut Vec<&'static str>) -> Option<T> {
        let value = self.constant(end.as_ref()?);
        if value.is_none() && !unsaid.contains(&MOVING_ENDS) {
            unsaid.push(MOVING_ENDS);
        }
        of(value?)
    }
}

fn surround(
    form: &CompiledForm,
    items: &[Item],
    page: PageIndex,
    groups: &mut Vec<GroupIndex>,
    around: &mut [(PageIndex, Vec<GroupIndex>)],
) {
    for item in items {
        // A group stands after the group around it; anything else is no form and would run in circles.
        let Item::Group(index) = item else { continue };
        let Some(group) = form.groups.get(index.at()).filter(|_| groups.last().is_none_or(|outer| outer < index)) else { continue };
        if let Some(place) = around.get_mut(index.at()) {
            *place = (page, groups.clone());
        }
        groups.push(*index);
        surround(form, &group.items, page, groups, around);
        groups.pop();
    }
}

/// Whether a field shows a value instead of asking for one.
pub(super) fn is_computed(field: &Field) -> bool {
    !field.is_asked()
}

fn of_letters(least: Option<u32>, most: Option<u32>, letters: Allowed) -> Shape {
    // A blank text is no answer.
    let least = least.unwrap_or(1).max(1);
    Shape::Text { least, most: Some(most.unwrap_or(MOST_CHARACTERS)), patterns: vec![Pattern::Letters(letters)] }
}

fn of_pattern<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Shape {
    Shape::Text { least: 1, most: None, patterns: patterns.into_iter().map(|pattern| Pattern::Of(pattern.to_owned())).collect() }
}

/// What is computed is validated nowhere.
fn without_limits(shape: Shape) -> Shape {
    let free = Ends { least: None, most: None };
    match shape {
        Shape::Text { .. } => Shape::Text { least: 0, most: None, patterns: Vec::new() },
        Shape::Whole(_) => Shape::Whole(free),
        Shape::Decimal { scale, .. } => Shape::Decimal { scale, ends: free },
        Shape::Day(_) => Shape::Day(Ends { least: None, most: None }),
        Shape::Code(_) => Shape::Text { least: 0, most: None, patterns: Vec::new() },
        other => other,
    }
}
