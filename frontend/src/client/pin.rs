//! What can be said about a link and a PIN before anything is sent.

use super::PinFault;
use vordruck_envelope::draft::{Pin, PinError};

/// Whether a fragment can be the secret of a resume link.
#[must_use]
pub fn is_link_secret(fragment: &str) -> bool {
    fragment.strip_prefix("v1.").is_some_and(|secret| vordruck_contract::formats::is_base64url_of(secret, 32))
}

/// Checks a typed PIN without asking anybody: any case, separators ignored, `O` read as `0`, `I` and `L` as `1`.
///
/// # Errors
/// What is wrong with it.
pub fn check_pin(typed: &str) -> Result<(), PinFault> {
    match Pin::parse(typed) {
        Ok(_) => Ok(()),
        Err(PinError::Length { found: 0 }) => Err(PinFault::Missing),
        Err(PinError::Length { found }) => Err(PinFault::Length { symbols: found }),
        Err(PinError::UnknownSymbol { .. }) => Err(first_unknown(typed)),
        Err(PinError::CheckSymbol) => Err(PinFault::CheckSymbol),
    }
}

/// Alone, a separator is no symbol at all, a symbol one too few, and anything else unknown.
fn first_unknown(typed: &str) -> PinFault {
    let unknown = |symbol: &char| matches!(Pin::parse(symbol.encode_utf8(&mut [0; 4])), Err(PinError::UnknownSymbol { .. }));
    typed.chars().find(unknown).map_or(PinFault::CheckSymbol, PinFault::Symbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The PIN of the hint in the message files.
    const RIGHT: &str = "7K3M-9QX2-ABC";

    fn with_check_symbol() -> String {
        let fits = |symbol: &char| check_pin(&format!("{RIGHT}{symbol}")).is_ok();
        let symbol = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().find(fits);
        format!("{RIGHT}{}", symbol.unwrap())
    }

    #[test]
    fn a_pin_is_taken_however_it_is_typed() {
        let pin = with_check_symbol();
        for typed in [pin.to_lowercase(), pin.replace('-', ""), pin.replace('-', " – "), format!("\u{feff}\t{pin}\n")] {
            assert_eq!(check_pin(&typed), Ok(()), "{typed}");
        }
    }

    #[test]
    fn every_other_last_symbol_is_a_typing_error() {
        let pin = with_check_symbol();
        for symbol in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|symbol| !pin.ends_with(*symbol)) {
            assert_eq!(check_pin(&format!("{RIGHT}{symbol}")), Err(PinFault::CheckSymbol));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(check_pin(" - "), Err(PinFault::Missing));
        assert_eq!(check_pin("7K3M-9QX2"), Err(PinFault::Length { symbols: 8 }));
        assert_eq!(check_pin("7K3M-9QX2-AUCB"), Err(PinFault::Symbol('U')));
        assert_eq!(check_pin("ß"), Err(PinFault::Symbol('ß')));
    }

    #[test]
    fn a_fragment_cut_off_by_a_mail_program_is_none() {
        let whole = ["v1.", &"A".repeat(43)].concat();
        assert!(is_link_secret(&whole));
        assert!(!is_link_secret(&whole[..40]) && !is_link_secret("") && !is_link_secret(&whole.replace("v1", "v2")));
    }
}
