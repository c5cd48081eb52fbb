//! The definition as written: nothing resolved, nothing checked but its outer shape. Every part knows its place.

use crate::compiled::PassageKind;
use crate::definition::source::Span;
use crate::definition::written::{Written, WrittenText};

/// A process as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The whole element.
    pub span: Span,
    /// Its id.
    pub id: Written,
    /// Its version.
    pub version: Written,
    /// LeiKa key.
    pub leika: Option<Written>,
    /// What is sent with it: `application`, `report`, `notification`, `registration`, `request`.
    pub kind: Option<Written>,
    /// Name of the service.
    pub title: Option<WrittenText>,
    /// Start page.
    pub start: StartDefinition,
    /// What a tenant may set.
    pub parameters: Vec<ParameterDefinition>,
    /// Lists of options.
    pub code_lists: Vec<CodeListDefinition>,
    /// Pages.
    pub pages: Vec<PageDefinition>,
    /// Rules, wherever they stand.
    pub rules: Vec<RuleDefinition>,
    /// Fee.
    pub fee: Option<FeeDefinition>,
    /// Where submissions go.
    pub handover: Option<HandoverDefinition>,
    /// How long data are kept.
    pub retention: Option<RetentionDefinition>,
    /// When the form is open.
    pub opening: Option<OpeningDefinition>,
    /// How surely the applicant has to be known: `none`, `low`, `substantial`, `high`.
    pub assurance: Option<Written>,
}

/// The start page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartDefinition {
    /// Paragraphs.
    pub summary: Vec<WrittenText>,
    /// What is needed.
    pub needed: Vec<WrittenText>,
    /// How long it takes.
    pub duration: Option<WrittenText>,
    /// What it costs.
    pub fee: Option<WrittenText>,
    /// Legal basis.
    pub legal_basis: Vec<WrittenText>,
    /// Other ways to apply.
    pub other_ways: Vec<WrittenText>,
}

/// Something a tenant may set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterDefinition {
    /// The element.
    pub span: Span,
    /// Id.
    pub id: Written,
    /// Type.
    pub kind: Written,
    /// Value without a tenant.
    pub default: Written,
    /// What it means, for the tenant; not shown to applicants, so not translated.
    pub label: Option<Written>,
}

/// A list of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeListDefinition {
    /// The element.
    pub span: Span,
    /// Id.
    pub id: Written,
    /// URN of a published list.
    pub urn: Option<Written>,
    /// Its version: the one written, or that of the file the entries come from.
    pub version: Option<Written>,
    /// `true` when a tenant may replace the entries.
    pub parameter: Option<Written>,
    /// Entries.
    pub entries: Vec<EntryDefinition>,
}

impl CodeListDefinition {
    /// Whether a tenant may replace the entries.
    #[must_use]
    pub fn is_parameter(&self) -> bool {
        self.parameter.as_ref().is_some_and(|parameter| parameter.value == "true")
    }
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDefinition {
    /// The element.
    pub span: Span,
    /// Code.
    pub code: Written,
    /// What people read.
    pub label: Option<WrittenText>,
    /// Explanation.
    pub hint: Option<WrittenText>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDefinition {
    /// The element.
    pub span: Span,
    /// Id.
    pub id: Written,
    /// Condition.
    pub visible: Option<Written>,
    /// Heading.
    pub title: Option<WrittenText>,
    /// Paragraphs.
    pub intro: Vec<WrittenText>,
    /// Content.
    pub items: Vec<ItemDefinition>,
}

/// Something on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemDefinition {
    /// A field.
    Field(FieldDefinition),
    /// A group.
    Group(GroupDefinition),
    /// Static text.
    Note(NoteDefinition),
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupDefinition {
    /// The element.
    pub span: Span,
    /// Id.
    pub id: Written,
    /// FIM id.
    pub fim: Option<Written>,
    /// Condition.
    pub visible: Option<Written>,
    /// Legend.
    pub title: Option<WrittenText>,
    /// Hint.
    pub hint: Option<WrittenText>,
    /// Content.
    pub items: Vec<ItemDefinition>,
    /// Set for `<repeat>`: its content is asked once a row.
    pub repeat: Option<Box<RepeatDefinition>>,
    /// Set for `<include>`: which block, and which groups made of the same block can be taken over.
    pub block: Option<Box<UsedBlock>>,
}

/// Which block a group is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedBlock {
    /// Id of the block.
    pub id: String,
    /// Ids of earlier includes whose answers can be taken over, separated by spaces.
    pub offer: Option<Written>,
}

/// How a group repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatDefinition {
    /// Fewest rows, an expression.
    pub min: Option<Written>,
    /// Most rows, an expression.
    pub max: Option<Written>,
    /// What a row is about, an expression.
    pub row_name: Option<Written>,
    /// Title of a row.
    pub row_title: Option<WrittenText>,
    /// Wording for adding a row.
    pub add: Option<WrittenText>,
    /// Wording for removing a row.
    pub remove: Option<WrittenText>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDefinition {
    /// The element.
    pub span: Span,
    /// Id.
    pub id: Written,
    /// Type.
    pub kind: Written,
    /// Label.
    pub label: Option<WrittenText>,
    /// Hint.
    pub hint: Option<WrittenText>,
    /// Help.
    pub help: Option<WrittenText>,
    /// Every other attribute, in the order written.
    pub settings: Vec<Setting>,
}

/// An attribute of a field whose meaning depends on the field's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Name of the attribute.
    pub name: Written,
    /// Its value.
    pub value: Written,
}

impl FieldDefinition {
    /// A setting by name.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&Written> {
        self.settings.iter().find(|setting| setting.name.value == name).map(|setting| &setting.value)
    }
}

/// Static text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteDefinition {
    /// The element.
    pub span: Span,
    /// Id; without one its texts are named after the page or group around it.
    pub id: Option<Written>,
    /// Kind.
    pub kind: Option<Written>,
    /// Condition.
    pub visible: Option<Written>,
    /// Heading.
    pub title: Option<WrittenText>,
    /// Paragraphs and lists.
    pub body: Vec<PassageDefinition>,
}

impl NoteDefinition {
    /// Every text of it.
    pub fn texts(&self) -> impl Iterator<Item = &WrittenText> {
        self.title.iter().chain(self.body.iter().flat_map(|passage| &passage.texts))
    }
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageDefinition {
    /// The element.
    pub span: Span,
    /// Which of them.
    pub kind: PassageKind,
    /// The paragraph; or the items.
    pub texts: Vec<WrittenText>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDefinition {
    /// The element.
    pub span: Span,
    /// Id.
    pub id: Written,
    /// FIM id.
    pub fim: Option<Written>,
    /// What must be true.
    pub assert: Written,
    /// The field the message belongs to.
    pub field: Written,
    /// What is wrong and what to do.
    pub message: Option<WrittenText>,
    /// Set for `<alternatives>`: `assert` is then made of it.
    pub alternatives: Option<Box<AlternativesDefinition>>,
}

/// Which of several fields are to be answered; read as a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlternativesDefinition {
    /// Ids of the fields, separated by spaces.
    pub of: Written,
    /// `exactly-one` (also when nothing is said), `at-least-one` or `at-most-one`.
    pub at: Option<Written>,
}

/// When the form is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningDefinition {
    /// The element.
    pub span: Span,
    /// From when on, an expression.
    pub from: Option<Written>,
    /// Until when, an expression.
    pub until: Option<Written>,
    /// What people read while it is not.
    pub message: Option<WrittenText>,
}

/// What it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeDefinition {
    /// Amount.
    pub amount: Written,
    /// Purpose.
    pub purpose: WrittenText,
}

/// Where submissions go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverDefinition {
    /// The element.
    pub span: Span,
    /// Whether they go to the postbox.
    pub postbox: bool,
}

/// How long data are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionDefinition {
    /// The element.
    pub span: Span,
    /// Drafts.
    pub draft: Written,
    /// Postbox.
    pub postbox: Written,
}

impl Definition {
    /// Every field, in order of appearance.
    #[must_use]
    pub fn fields(&self) -> Vec<&FieldDefinition> {
        let mut fields = Vec::new();
        self.walk(&mut |item| {
            if let ItemDefinition::Field(field) = item {
                fields.push(field);
            }
        });
        fields
    }

    /// Calls `visit` for everything on the pages, outer before inner, in order.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a ItemDefinition)) {
        for page in &self.pages {
            walk(&page.items, visit);
        }
    }

    /// Every text for people, in order of appearance.
    #[must_use]
    pub fn texts(&self) -> Vec<&WrittenText> {
        let start = &self.start;
        let mut texts: Vec<&WrittenText> = self.title.iter().chain(&start.summary).chain(&start.needed).collect();
        texts.extend(start.duration.iter().chain(&start.fee).chain(&start.legal_basis).chain(&start.other_ways));
        for entry in self.code_lists.iter().flat_map(|list| &list.entries) {
            texts.extend(entry.label.iter().chain(&entry.hint));
        }
        for page in &self.pages {
            texts.extend(page.title.iter().chain(&page.intro));
            walk(&page.items, &mut |item| match item {
                ItemDefinition::Field(field) => texts.extend(field.label.iter().chain(&field.hint).chain(&field.help)),
                ItemDefinition::Group(group) => {
                    texts.extend(group.title.iter().chain(&group.hint));
                    texts.extend(group.repeat.iter().flat_map(|repeat| repeat.row_title.iter().chain(&repeat.add).chain(&repeat.remove)));
                }
                ItemDefinition::Note(note) => texts.extend(note.texts()),
            });
        }
        texts.extend(self.rules.iter().filter_map(|rule| rule.message.as_ref()));
        texts.extend(self.fee.iter().map(|fee| &fee.purpose));
        texts.extend(self.opening.iter().filter_map(|opening| opening.message.as_ref()));
        texts
    }
}

fn walk<'a>(items: &'a [ItemDefinition], visit: &mut dyn FnMut(&'a ItemDefinition)) {
    for item in items {
        visit(item);
        if let ItemDefinition::Group(group) = item {
            walk(&group.items, visit);
        }
    }
}
