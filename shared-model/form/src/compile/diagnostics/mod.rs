//! The kinds of diagnostics, a file each: what it means and what to do, then the check, then its tests. `CODES` lists them;
//! `CHECKS` are those that look at the definition alone, the others are found by the passes.

use super::diagnostic::{Code, Diagnostics};
use super::names::Names;

macro_rules! kinds {
    ($($name:ident)*) => {
        $(pub mod $name;)*
        /// Every code, in the order of their numbers.
        pub static CODES: &[&Code] = &[$(&$name::CODE),*];
        /// The files of the codes, in the same order: what they open with is the manual.
        static FILES: &[&str] = &[$(include_str!(concat!(stringify!($name), ".rs"))),*];
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
    texts_syntax translation_missing translation_unknown unknown_block
    repeat_without_limit bad_alternatives bad_opening unreachable purpose_missing autocomplete_in_rows option_twice fim_twice
    unknown_override hard_to_read legal_basis_missing
    bad_markup unsafe_link link_target unclear_link unknown_list_file bad_genericode
    assurance_without_account bad_offer
}

/// The entry of a code in the manual: a heading and what to do about it, in Markdown.
#[must_use]
pub fn manual(code: &Code) -> String {
    let file = CODES.iter().zip(FILES).find(|(known, _)| known.id == code.id).map_or("", |(_, file)| file);
    let lines = file.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// The code of a number or a name, however it is written: `VD0041`, `vd0041`, `41`, `unknown-name`.
#[must_use]
pub fn code(written: &str) -> Option<&'static Code> {
    let lower = written.trim().to_lowercase();
    let number = lower.strip_prefix("vd").unwrap_or(&lower).parse::<u32>().ok();
    let is_it = |code: &&&Code| code.slug == lower || number.is_some_and(|number| code.id == format!("VD{number:04}"));
    CODES.iter().find(is_it).copied()
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
    repeat_without_limit::check,
    bad_alternatives::check,
    unreachable::check,
    purpose_missing::check,
    autocomplete_in_rows::check,
    option_twice::check,
    fim_twice::check,
    legal_basis_missing::check,
    assurance_without_account::check,
    bad_offer::check,
];

#[cfg(test)]
mod tests {
    use super::{CODES, code, manual};

    #[test]
    fn every_code_has_an_entry_in_the_manual_and_is_found_by_number_and_name() {
        for known in CODES {
            let entry = manual(known);
            assert!(entry.starts_with(&format!("**{} {}**: ", known.id, known.slug)), "{entry}");
            assert!(!entry.contains("use crate"), "{entry}");
            for written in
                [known.id.to_owned(), known.id.to_lowercase(), known.id.trim_start_matches("VD0").to_owned(), known.slug.to_owned()]
            {
                assert_eq!(code(&written).map(|found| found.id), Some(known.id), "{written}");
            }
        }
        assert!(code("VD9999").is_none() && code("").is_none());
    }

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
