//! Builds small forms and expressions. In: what a test wants to say. Out: a compiled form.

use jiff::civil::date;
use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, Answers, FileAnswer, RawAnswer};
use vordruck_form::compiled::*;
use vordruck_form::feel::tree::{Arithmetic, Comparison, Function, Node, NodeIndex};
use vordruck_form::feel::{Expression, Number, Value};
use vordruck_form::journey::{FormState, Moment};

/// A piece of an expression that pushes itself.
pub(crate) type Piece = Box<dyn FnOnce(&mut Expression) -> NodeIndex>;

pub(crate) fn expression(piece: Piece) -> Expression {
    let mut expression = Expression::new();
    piece(&mut expression);
    expression
}

pub(crate) fn value(value: Value) -> Piece {
    Box::new(|tree| tree.push(Node::Literal(value)))
}
pub(crate) fn null() -> Piece {
    value(Value::Null)
}
pub(crate) fn truth(truth: bool) -> Piece {
    value(Value::Boolean(truth))
}
pub(crate) fn number(digits: &str) -> Piece {
    value(Value::Number(Number::parse(digits).unwrap()))
}
pub(crate) fn words(text: &str) -> Piece {
    value(Value::text(text))
}
pub(crate) fn answer(field: u32) -> Piece {
    Box::new(move |tree| tree.push(Node::Answer(FieldIndex(field))))
}
pub(crate) fn parameter(index: u32) -> Piece {
    Box::new(move |tree| tree.push(Node::Parameter(index)))
}
pub(crate) fn bound(level: u32) -> Piece {
    Box::new(move |tree| tree.push(Node::Bound(level)))
}
pub(crate) fn one(node: fn(NodeIndex) -> Node, operand: Piece) -> Piece {
    Box::new(move |tree| {
        let operand = operand(tree);
        tree.push(node(operand))
    })
}
pub(crate) fn two(node: impl FnOnce(NodeIndex, NodeIndex) -> Node + 'static, left: Piece, right: Piece) -> Piece {
    Box::new(move |tree| {
        let (left, right) = (left(tree), right(tree));
        tree.push(node(left, right))
    })
}
pub(crate) fn three(node: fn(NodeIndex, NodeIndex, NodeIndex) -> Node, first: Piece, second: Piece, third: Piece) -> Piece {
    Box::new(move |tree| {
        let (first, second, third) = (first(tree), second(tree), third(tree));
        tree.push(node(first, second, third))
    })
}
pub(crate) fn compare(comparison: Comparison, left: Piece, right: Piece) -> Piece {
    two(move |left, right| Node::Compare(comparison, left, right), left, right)
}
pub(crate) fn equals(left: Piece, right: Piece) -> Piece {
    compare(Comparison::Equal, left, right)
}
pub(crate) fn arithmetic(operator: Arithmetic, left: Piece, right: Piece) -> Piece {
    two(move |left, right| Node::Arithmetic(operator, left, right), left, right)
}
pub(crate) fn call(function: Function, arguments: Vec<Piece>) -> Piece {
    Box::new(move |tree| {
        let arguments = arguments.into_iter().map(|argument| argument(tree)).collect();
        tree.push(Node::Call(function, arguments))
    })
}
pub(crate) fn list(items: Vec<Piece>) -> Piece {
    Box::new(move |tree| {
        let items = items.into_iter().map(|item| item(tree)).collect();
        tree.push(Node::List(items))
    })
}
pub(crate) fn within(tested: Piece, tests: Vec<Piece>) -> Piece {
    Box::new(move |tree| {
        let tested = tested(tree);
        let tests = tests.into_iter().map(|test| test(tree)).collect();
        tree.push(Node::In(tested, tests))
    })
}
pub(crate) fn range(low: Option<Piece>, high: Option<Piece>, included: bool) -> Piece {
    Box::new(move |tree| {
        let (low, high) = (low.map(|low| low(tree)), high.map(|high| high(tree)));
        tree.push(Node::Range { low, low_included: included, high, high_included: included })
    })
}
pub(crate) fn duration(text: &str) -> Piece {
    call(Function::Duration, vec![words(text)])
}
pub(crate) fn today() -> Piece {
    call(Function::Today, vec![])
}

/// 22 November 2026, noon.
pub(crate) fn moment() -> Moment {
    Moment { local: date(2026, 11, 22).at(12, 0, 0, 0) }
}

pub(crate) fn said(german: &str, english: &str) -> Text {
    Text(vec![german.into(), english.into()])
}

/// A form without pages yet.
pub(crate) fn form() -> CompiledForm {
    CompiledForm {
        id: "probe".into(),
        version: "1.0.0".into(),
        leika_key: None,
        tenant: TenantBinding {
            id: "musterstadt".into(),
            name: "Stadt Musterstadt".into(),
            root_fingerprint: "00".repeat(32),
            least_sequence: 1,
        },
        languages: vec!["de".into(), "en".into()],
        title: said("Probe", "Sample"),
        start: StartTexts::default(),
        pages: vec![],
        fields: vec![],
        groups: vec![],
        rules: vec![],
        code_lists: vec![],
        parameters: vec![],
        fee: None,
        retention: Retention { draft_days: 30, postbox_days: 90 },
        opening: None,
        assurance: Assurance::None,
        kind: SubmissionKind::Application,
        words: Words {
            yes: said("Ja", "Yes"),
            no: said("Nein", "No"),
            not_answered: said("Keine Angabe", "Not answered"),
            unknown: said("unbekannt", "unknown"),
        },
    }
}

pub(crate) fn page(form: &mut CompiledForm, id: &str, visible: Option<Expression>) -> PageIndex {
    let index = PageIndex(u32::try_from(form.pages.len()).unwrap());
    form.pages.push(Page { id: id.into(), title: said(id, &format!("{id} (en)")), intro: vec![], visible, items: vec![] });
    index
}

/// Adds an optional field to the page, or to the group.
pub(crate) fn field(form: &mut CompiledForm, page: PageIndex, groups: &[GroupIndex], id: &str, kind: FieldType) -> FieldIndex {
    let index = FieldIndex(u32::try_from(form.fields.len()).unwrap());
    form.fields.push(Field {
        id: id.into(),
        fim_id: None,
        label: said(id, &format!("{id} (en)")),
        hint: None,
        help: None,
        kind,
        required: Condition::Never,
        visible: None,
        value: None,
        autocomplete: None,
        offer: None,
        page,
        groups: groups.to_vec(),
    });
    match groups.last() {
        Some(group) => form.groups[group.at()].items.push(Item::Field(index)),
        None => form.pages[page.at()].items.push(Item::Field(index)),
    }
    index
}

pub(crate) fn group(
    form: &mut CompiledForm,
    page: PageIndex,
    around: Option<GroupIndex>,
    id: &str,
    visible: Option<Expression>,
) -> GroupIndex {
    let index = GroupIndex(u32::try_from(form.groups.len()).unwrap());
    form.groups.push(Group {
        id: id.into(),
        fim_id: None,
        title: Some(said(id, &format!("{id} (en)"))),
        hint: None,
        visible,
        items: vec![],
        repeat: None,
    });
    match around {
        Some(group) => form.groups[group.at()].items.push(Item::Group(index)),
        None => form.pages[page.at()].items.push(Item::Group(index)),
    }
    index
}

pub(crate) fn codes(form: &mut CompiledForm, id: &str, codes: &[&str]) -> CodeListIndex {
    let index = CodeListIndex(u32::try_from(form.code_lists.len()).unwrap());
    let entry =
        |code: &&str| CodeEntry { code: (*code).into(), label: said(&format!("Wahl {code}"), &format!("Choice {code}")), hint: None };
    form.code_lists.push(CodeList { id: id.into(), urn: None, version: None, entries: codes.iter().map(entry).collect() });
    index
}

pub(crate) fn plain_text() -> FieldType {
    FieldType::Text { min_length: None, max_length: None, characters: Characters::Latin }
}

pub(crate) fn path(id: &str) -> AnswerPath {
    AnswerPath::of(id)
}
pub(crate) fn typed(text: &str) -> RawAnswer {
    RawAnswer::Text(text.into())
}
pub(crate) fn day(day: &str, month: &str, year: &str) -> RawAnswer {
    RawAnswer::Date { day: day.into(), month: month.into(), year: year.into() }
}
pub(crate) fn file(name: &str, media_type: &str, size_bytes: u64) -> FileAnswer {
    FileAnswer { id: "A".repeat(22), name: name.into(), media_type: media_type.into(), size_bytes, sha512: "0f".repeat(64) }
}

pub(crate) fn start(form: CompiledForm) -> FormState {
    FormState::new(Arc::new(form), Answers::default(), moment())
}

/// A form of one field, with one answer.
pub(crate) fn answered(kind: FieldType, raw: RawAnswer) -> FormState {
    let mut form = form();
    let index = page(&mut form, "seite", None);
    codes(&mut form, "liste", &["A", "B", "C"]);
    field(&mut form, index, &[], "feld", kind);
    let mut state = start(form);
    state.set(path("feld"), raw);
    state
}
