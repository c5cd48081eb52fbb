//! The PIN: 11 random Crockford symbols (55 bits) and a check symbol, so that a slip is noticed before anything is sent. In: randomness, or what
//! someone typed. Out: twelve symbols.

use zeroize::Zeroizing;

use crate::crockford;
use crate::{Entropy, EntropyError};

/// Random symbols; the twelfth is computed.
const RANDOM: usize = 11;

/// A PIN. Shown once, in groups of four; never sent to anyone.
pub struct Pin(Zeroizing<[u8; 12]>);

/// Why what was typed isn't a PIN. Nothing was sent, no attempt was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// Not twelve symbols.
    #[error("{found} symbols instead of 12")]
    Length {
        /// Symbols found, separators not counted.
        found: usize,
    },
    /// A character that no PIN contains, such as `U` or `ß`.
    #[error("symbol {position} is not used in PINs")]
    UnknownSymbol {
        /// Counted from 1, separators not counted.
        position: usize,
    },
    /// The last symbol doesn't fit the others: something is mistyped.
    #[error("the check symbol does not fit")]
    CheckSymbol,
}

impl Pin {
    /// A new random PIN.
    ///
    /// # Errors
    /// The source of randomness failed.
    pub fn generate(entropy: &mut impl Entropy) -> Result<Self, EntropyError> {
        let mut values = Zeroizing::new([0; RANDOM]);
        entropy.fill(values.as_mut_slice())?;
        // 256 is a multiple of 32: dropping three bits keeps the choice even.
        values.iter_mut().for_each(|value| *value &= 31);
        Ok(Self::from_values(&values))
    }

    /// The PIN someone typed: any case, separators ignored, `O` is `0`, `I` and `L` are `1`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, PinError> {
        let mut values = Zeroizing::new([0; RANDOM + 1]);
        let mut found = 0;
        let mut unknown = None;
        for symbol in typed.chars().filter(|symbol| !crockford::is_separator(*symbol)) {
            match (crockford::value(symbol), values.get_mut(found)) {
                (Some(value), Some(place)) => *place = value,
                (None, _) => unknown = unknown.or(Some(found + 1)),
                (Some(_), None) => {}
            }
            found += 1;
        }
        if let Some(position) = unknown {
            return Err(PinError::UnknownSymbol { position });
        }
        if found != RANDOM + 1 {
            return Err(PinError::Length { found });
        }
        let [values @ .., check] = &*values;
        if crockford::check(values) == *check { Ok(Self::from_values(values)) } else { Err(PinError::CheckSymbol) }
    }

    /// As shown: `XXXX-XXXX-XXXX`.
    #[must_use]
    pub fn display(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(14));
        for (index, symbol) in self.0.iter().enumerate() {
            if index == 4 || index == 8 {
                text.push('-');
            }
            text.push(char::from(*symbol));
        }
        text
    }

    /// The twelve ASCII symbols, as they enter the key derivation.
    pub(super) fn symbols(&self) -> &[u8; 12] {
        &self.0
    }

    fn from_values(values: &[u8; RANDOM]) -> Self {
        let mut symbols = Zeroizing::new([0; RANDOM + 1]);
        let check = crockford::check(values);
        symbols.iter_mut().zip(values.iter().chain([&check])).for_each(|(symbol, value)| *symbol = crockford::symbol(*value));
        Self(symbols)
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}
