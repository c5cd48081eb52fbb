//! The kinds of diagnostics, a file each: what it means and what to do, then the check, then its tests. `CODES` lists them;
//! `CHECKS` are those that look at the definition alone, the others are found by the passes.

use super::diagnostic::{Code, Diagnostics};
use super::names::Names;

macro_rules! kinds {
    ($($name:ident)*) => {
        $(pub mod $name;)*
        /// Every code, in the order of their numbers.
        pub static CODES: &[&Code] = &[$(&$name::CODE),*];
    };
}

kinds! {
    malformed_xml refused_xml unknown_element unknown_attribute missing_attribute missing_element element_twice stray_text bad_value
    bad_id duplicate_id bad_version bad_leika_key bad_fim_id
    unknown_field_type attribute_not_applicable missing_options unknown_code_list small_code_list duplicate_code bad_code unused
    min_above_max bad_autocomplete consent_not_required missing_value empty_page missing_label label_twice hint_repeats_label
    rule_field rule_message
    expression_syntax unknown_name type_mismatch unknown_function wrong_arguments unknown_option cycle constant_condition asked_later
    bad_parameter fee_not_a_number purpose_too_long bad_retention missing_handover
    tenant_override tenant_value
    texts_syntax translation_missing translation_unknown
}

type Check = fn(&Names<'_>, &mut Diagnostics);

/// Checks that need nothing but the definition.
pub(crate) const CHECKS: &[Check] = &[
    missing_element::check,
    bad_value::check,
    bad_id::check,
    duplicate_id::check,
    bad_version::check,
    bad_leika_key::check,
    bad_fim_id::check,
    unknown_field_type::check,
    attribute_not_applicable::check,
    missing_options::check,
    unknown_code_list::check,
    small_code_list::check,
    duplicate_code::check,
    bad_code::check,
    bad_autocomplete::check,
    consent_not_required::check,
    missing_value::check,
    empty_page::check,
    missing_label::check,
    label_twice::check,
    hint_repeats_label::check,
    rule_field::check,
    rule_message::check,
    bad_parameter::check,
    bad_retention::check,
    missing_handover::check,
];

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_unique_and_ascending() {
        assert!(CODES.windows(2).all(|pair| pair[0].id < pair[1].id));
        assert!(CODES.iter().all(|code| code.id.len() == 6 && code.id.starts_with("VD")));
    }

    #[test]
    fn every_file_is_the_manual_entry_of_its_code() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/compile/diagnostics");
        let mut entries = 0;
        for code in CODES {
            let path = format!("{folder}/{}.rs", code.slug.replace('-', "_"));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let title = format!("//! **{} {}**: ", code.id, code.slug);
            assert!(text.starts_with(&title), "{path} begins with {title:?}");
            assert!(text.contains("mod tests"), "{path} has tests");
            entries += 1;
        }
        assert_eq!(entries + 1, std::fs::read_dir(folder).unwrap().count(), "every file but mod.rs is listed");
    }
}
