//! Numbers that authorities and banks give. In: nothing. Out: which there are, and an example of each. Their check digits are `validate`'s.

/// Numbers that authorities and banks give; `validate` knows their shapes and check digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifier {
    /// Steuerliche Identifikationsnummer, § 139b AO.
    TaxId,
    /// Umsatzsteuer-Identifikationsnummer, § 27a UStG.
    VatId,
    /// Wirtschafts-Identifikationsnummer, § 139c AO.
    BusinessId,
    /// Versicherungsnummer der Rentenversicherung, § 147 SGB VI.
    PensionNumber,
    /// Krankenversichertennummer, its unchanging part, § 290 SGB V.
    HealthInsuranceNumber,
    /// Serial number of a German identity card or passport, with or without its check digit.
    IdCardNumber,
    /// Business identifier code, ISO 9362.
    Bic,
}

impl Identifier {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::TaxId, Self::VatId, Self::BusinessId, Self::PensionNumber, Self::HealthInsuranceNumber, Self::IdCardNumber, Self::Bic];
    /// One that nobody has, as it is usually written.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::TaxId => "86 095 742 719",
            Self::VatId => "DE136695976",
            Self::BusinessId => "DE136695976-00001",
            Self::PensionNumber => "15 070649 C 103",
            Self::HealthInsuranceNumber => "A123456780",
            Self::IdCardNumber => "T22000129",
            Self::Bic => "COBADEFFXXX",
        }
    }
}
