//! Choices from lists, yes/no and consent. In: codes. Out: codes of the list, in its order.

use super::{Fault, Reading};
use crate::answers::RawAnswer;
use crate::compiled::CodeList;
use crate::feel::Value;

/// What stands for yes.
pub const YES: &str = "yes";
/// What stands for no.
pub const NO: &str = "no";

/// Reads one code.
pub(super) fn read_one(typed: &str, list: Option<&CodeList>) -> Result<Reading, Fault> {
    let code = typed.trim();
    let is_known = list.is_some_and(|list| list.entries.iter().any(|entry| entry.code == code));
    if is_known { Ok(Reading::text(code.to_owned())) } else { Err(Fault::UnknownOption) }
}

/// Reads several codes; one chosen twice counts once.
pub(super) fn read_several(chosen: &[String], list: Option<&CodeList>) -> Result<Reading, Fault> {
    let entries = list.map_or(&[][..], |list| list.entries.as_slice());
    if chosen.iter().any(|code| !entries.iter().any(|entry| entry.code == *code)) {
        return Err(Fault::UnknownOption);
    }
    let ordered = entries.iter().map(|entry| &entry.code).filter(|code| chosen.contains(code));
    let codes: Vec<String> = ordered.cloned().collect();
    let value = Value::List(codes.iter().cloned().map(Value::Text).collect());
    Ok(Reading { normal: RawAnswer::Choices(codes), value })
}

/// Checks how many were chosen. The least number counts only where an answer is demanded.
pub(super) fn check_count(value: &Value, least: u32, most: Option<u32>, is_required: bool) -> Option<Fault> {
    let Value::List(codes) = value else { return None };
    let count = u32::try_from(codes.len()).unwrap_or(u32::MAX);
    match most {
        Some(most) if count > most => Some(Fault::TooManyChosen { most }),
        _ => (is_required && count < least).then_some(Fault::TooFewChosen { least }),
    }
}

/// Reads yes or no.
pub(super) fn read_yes_no(typed: &str) -> Result<Reading, Fault> {
    match typed.trim() {
        YES => Ok(Reading::of(YES.to_owned(), Value::Boolean(true))),
        NO => Ok(Reading::of(NO.to_owned(), Value::Boolean(false))),
        _ => Err(Fault::UnknownOption),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compiled::{CodeEntry, Text};

    fn list() -> CodeList {
        let entry = |code: &str| CodeEntry { code: code.into(), label: Text::default(), hint: None };
        CodeList { id: "zone".into(), urn: None, version: None, entries: ["A", "B", "C"].map(entry).into() }
    }

    #[test]
    fn only_codes_of_the_list_are_known() {
        assert!(read_one(" B ", Some(&list())).is_ok());
        for code in ["b", "D", "A B"] {
            assert_eq!(read_one(code, Some(&list())), Err(Fault::UnknownOption), "{code}");
        }
        assert_eq!(read_one("A", None), Err(Fault::UnknownOption));
    }

    #[test]
    fn several_codes_come_in_the_order_of_the_list_and_once() {
        let chosen = ["C", "A", "C"].map(str::to_owned);
        let normal = RawAnswer::Choices(vec!["A".into(), "C".into()]);
        assert_eq!(read_several(&chosen, Some(&list())).unwrap().normal, normal);
        assert_eq!(read_several(&["X".to_owned()], Some(&list())), Err(Fault::UnknownOption));
    }

    #[test]
    fn too_few_count_only_where_demanded() {
        let two = Value::List(vec![Value::text("A"), Value::text("B")]);
        assert_eq!(check_count(&two, 3, None, true), Some(Fault::TooFewChosen { least: 3 }));
        assert_eq!(check_count(&two, 3, None, false), None);
        assert_eq!(check_count(&two, 0, Some(1), false), Some(Fault::TooManyChosen { most: 1 }));
        assert_eq!(check_count(&two, 2, Some(2), true), None);
    }

    #[test]
    fn yes_and_no_are_truths() {
        assert_eq!(read_yes_no("yes").unwrap().value, Value::Boolean(true));
        assert_eq!(read_yes_no("no").unwrap().value, Value::Boolean(false));
        assert_eq!(read_yes_no("ja"), Err(Fault::UnknownOption));
    }
}
