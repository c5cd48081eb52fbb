//! The types of fields as authors name them: which attributes each has, and what its value is in expressions.

use crate::feel::check_types::Type;

/// A type of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    Text,
    MultiLine,
    PersonName,
    Integer,
    Decimal,
    Money,
    Date,
    PartialDate,
    Time,
    YesNo,
    Consent,
    Radios,
    Select,
    Checkboxes,
    Email,
    Phone,
    Url,
    Iban,
    Bic,
    TaxId,
    VatId,
    BusinessId,
    PensionNumber,
    HealthInsuranceNumber,
    IdCardNumber,
    PostalCode,
    NumberPlate,
    File,
    Calculated,
    Hidden,
}

/// Every asked field has them.
const ASKED: &[&str] = &["required", "visible", "fim", "purpose"];

impl FieldKind {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Text,
        Self::MultiLine,
        Self::PersonName,
        Self::Integer,
        Self::Decimal,
        Self::Money,
        Self::Date,
        Self::PartialDate,
        Self::Time,
        Self::YesNo,
        Self::Consent,
        Self::Radios,
        Self::Select,
        Self::Checkboxes,
        Self::Email,
        Self::Phone,
        Self::Url,
        Self::Iban,
        Self::Bic,
        Self::TaxId,
        Self::VatId,
        Self::BusinessId,
        Self::PensionNumber,
        Self::HealthInsuranceNumber,
        Self::IdCardNumber,
        Self::PostalCode,
        Self::NumberPlate,
        Self::File,
        Self::Calculated,
        Self::Hidden,
    ];

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::MultiLine => "multi-line",
            Self::PersonName => "person-name",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Money => "money",
            Self::Date => "date",
            Self::PartialDate => "partial-date",
            Self::YesNo => "yes-no",
            Self::Consent => "consent",
            Self::Radios => "radios",
            Self::Select => "select",
            Self::Checkboxes => "checkboxes",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Iban => "iban",
            Self::PostalCode => "postal-code",
            Self::NumberPlate => "number-plate",
            Self::File => "file",
            Self::Calculated => "calculated",
            Self::Time => "time",
            Self::Url => "url",
            Self::Bic => "bic",
            Self::TaxId => "tax-id",
            Self::VatId => "vat-id",
            Self::BusinessId => "business-id",
            Self::PensionNumber => "pension-number",
            Self::HealthInsuranceNumber => "health-insurance-number",
            Self::IdCardNumber => "id-card-number",
            Self::Hidden => "hidden",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The attributes it has beside `id` and `type`.
    pub(crate) fn settings(self) -> Vec<&'static str> {
        let own: &[&str] = match self {
            Self::Text => &["min-length", "max-length", "characters", "autocomplete", "offer"],
            Self::MultiLine => &["min-length", "max-length", "autocomplete", "offer"],
            Self::PersonName => &["max-length", "autocomplete", "offer"],
            Self::Integer | Self::Money => &["min", "max"],
            Self::Decimal => &["scale", "min", "max"],
            Self::Date => &["min", "max", "autocomplete"],
            Self::PartialDate => &["not-in-future", "autocomplete"],
            Self::Time => &["min", "max"],
            Self::Iban | Self::NumberPlate => &["offer"],
            Self::YesNo | Self::Consent => &[],
            Self::Bic | Self::TaxId | Self::VatId | Self::BusinessId => &[],
            Self::PensionNumber | Self::HealthInsuranceNumber | Self::IdCardNumber => &[],
            Self::Radios => &["options", "autocomplete"],
            Self::Select => &["options", "searchable", "autocomplete"],
            Self::Checkboxes => &["options", "min", "max"],
            Self::Email | Self::Phone | Self::PostalCode | Self::Url => &["autocomplete", "offer"],
            Self::File => &["accept", "max-size", "max-count"],
            Self::Calculated => return vec!["value", "shown-as", "visible", "fim"],
            Self::Hidden => return vec!["value", "visible", "fim"],
        };
        own.iter().chain(ASKED).copied().collect()
    }

    pub(crate) fn has_setting(self, name: &str) -> bool {
        self.settings().contains(&name)
    }

    /// Whether it is computed, not asked.
    pub(crate) fn is_calculated(self) -> bool {
        matches!(self, Self::Calculated | Self::Hidden)
    }

    pub(crate) fn has_options(self) -> bool {
        matches!(self, Self::Radios | Self::Select | Self::Checkboxes)
    }

    /// What its answer is in expressions. `list` is the position of its code list. A calculated field is what it calculates.
    pub(crate) fn value_type(self, list: Option<usize>) -> Type {
        let code = list.and_then(|list| u32::try_from(list).ok()).map_or(Type::Text, Type::Code);
        match self {
            Self::Integer | Self::Decimal | Self::Money => Type::Number,
            Self::Date | Self::PartialDate => Type::Date,
            Self::YesNo | Self::Consent => Type::Boolean,
            Self::Radios | Self::Select => code,
            Self::Checkboxes => code.list(),
            Self::File => Type::Text.list(),
            Self::Time => Type::Time,
            Self::Calculated | Self::Hidden => Type::Any,
            Self::Text
            | Self::MultiLine
            | Self::PersonName
            | Self::Email
            | Self::Phone
            | Self::Iban
            | Self::PostalCode
            | Self::NumberPlate
            | Self::Url
            | Self::Bic
            | Self::TaxId
            | Self::VatId
            | Self::BusinessId
            | Self::PensionNumber
            | Self::HealthInsuranceNumber
            | Self::IdCardNumber => Type::Text,
        }
    }
}
