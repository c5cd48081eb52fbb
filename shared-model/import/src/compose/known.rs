//! Elements of FIM's Baukasten that have a type of their own here. The ids and names were read from published schemas
//! (S00000121, S00000311) and from the schemas of FIT-Connect.

/// Fields: FIM id, type.
const FIELDS: &[(&str, &str)] = &[
    ("F60000227", "person-name"), // Familienname
    ("F60000228", "person-name"), // Vornamen
    ("F60000230", "person-name"), // Geburtsname
    ("F60000240", "phone"),       // Telefon
    ("F60000241", "phone"),       // Telefax
    ("F60000242", "email"),       // E-Mail
    ("F60000246", "postal-code"), // Postleitzahl
    ("F00000013", "person-name"), // Familienname
    ("F00000014", "person-name"), // Geburtsname
    ("F00000045", "person-name"), // Vorname
    ("F00000054", "postal-code"), // Postleitzahl
    ("F00000455", "postal-code"), // Postleitzahl Ort Firma
];

/// Names that say the type, whatever the id.
const NAMES: &[(&str, &str)] =
    &[("IBAN", "iban"), ("BIC", "bic"), ("E-Mail", "email"), ("E-Mail-Adresse", "email"), ("Telefonnummer", "phone")];

/// Geburtsdatum (teilbekannt), and the fields it consists of: day, month, year.
const PARTIAL_DATE: (&str, [&str; 3]) = ("G60000083", ["F60000231", "F60000232", "F60000233"]);

/// A FIM id in the form of version 2: the official conversion to version 3 puts three digits of a sub-range behind the first two.
/// Only `000` can be taken out again.
pub(super) fn short(id: &str) -> String {
    match (id.get(..3), id.get(3..6), id.get(6..)) {
        (Some(head), Some("000"), Some(tail)) if id.len() == 12 => format!("{head}{tail}"),
        _ => id.to_owned(),
    }
}

/// Whether a word has the form of a FIM id with one of the letters.
pub(super) fn is_fim_id(id: &str, letter: char) -> bool {
    id.strip_prefix(letter).is_some_and(|digits| matches!(digits.len(), 8 | 11) && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A FIM id with its version, if both have the form in which definitions state them: `F60000227V1.1`, `F60000000227V1.1.0`.
pub(super) fn versioned(id: &str, version: Option<&str>) -> Option<String> {
    let version = version?;
    let is_number = |part: &str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = if id.len() == 9 { 2 } else { 3 };
    (version.split('.').count() == parts && version.split('.').all(is_number)).then(|| format!("{id}V{version}"))
}

/// The type that a text field of the Baukasten has here.
pub(super) fn field_type(id: &str, name: &str) -> Option<&'static str> {
    let id = short(id);
    let by_id = FIELDS.iter().find(|(known, _)| *known == id);
    by_id.or_else(|| NAMES.iter().find(|(known, _)| *known == name)).map(|(_, kind)| *kind)
}

/// Whether a group is a date of which parts may be unknown.
pub(super) fn is_partial_date(id: &str, fields: &[&str]) -> bool {
    short(id) == PARTIAL_DATE.0 && fields.len() == 3 && PARTIAL_DATE.1.iter().all(|known| fields.iter().any(|field| short(field) == *known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_both_versions_mean_the_same_field() {
        assert_eq!(short("F60000000227"), "F60000227");
        assert_eq!(short("F60001000227"), "F60001000227");
        assert_eq!(short("F60000227"), "F60000227");
        assert_eq!(field_type("F60000000242", "E-Mail"), Some("email"));
        assert_eq!(field_type("F99000001", "IBAN"), Some("iban"));
        assert!(is_fim_id("F60000227", 'F') && !is_fim_id("F123", 'F') && !is_fim_id("G60000083", 'F'));
        assert_eq!(versioned("F60000227", Some("1.1")).as_deref(), Some("F60000227V1.1"));
        assert_eq!(versioned("F60000000227", Some("1.1.0")).as_deref(), Some("F60000000227V1.1.0"));
        assert_eq!(versioned("F60000227", Some("1.1.0")), None);
        assert!(is_partial_date("G60000000083", &["F60000000231", "F60000000232", "F60000000233"]));
        assert!(!is_partial_date("G60000083", &["F60000231"]));
    }
}
