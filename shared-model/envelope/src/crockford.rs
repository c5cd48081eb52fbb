//! Crockford's base32 with a check symbol over GF(32) that catches every single substitution and every transposition of two symbols.
//! In: values 0…31. Out: symbols, and back. Used by the PIN and by reference numbers.

/// `0`…`9`, `A`…`Z` without I, L, O, U (Crockford).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The symbol of a value; only the lower five bits count.
pub(crate) fn symbol(value: u8) -> u8 {
    ALPHABET.get(usize::from(value & 31)).copied().unwrap_or(b'0')
}

/// The value of a symbol as people type it: any case, `O` for `0`, `I` and `L` for `1`.
pub(crate) fn value(typed: char) -> Option<u8> {
    let canonical = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let byte = u8::try_from(canonical).ok()?;
    ALPHABET.iter().position(|symbol| *symbol == byte).and_then(|index| u8::try_from(index).ok())
}

/// Whether people put this between groups: white space, hyphens and dashes, dots, underscores; or it comes along unseen when they copy:
/// zero-width characters, marks of direction, the byte order mark.
pub(crate) fn is_separator(typed: char) -> bool {
    let is_unseen = matches!(typed, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    is_unseen || typed.is_whitespace() || matches!(typed, '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// `c = ⊕ αⁱ ⊗ vᵢ` for i = 1, 2, … over GF(32) with x⁵ + x² + 1 and α = 2.
///
/// Up to 30 values the weights differ from each other and from the check symbol's own weight 1, hence the guarantee.
pub(crate) fn check(values: &[u8]) -> u8 {
    let mut weight = 1;
    values.iter().fold(0, |sum, value| {
        weight = double(weight);
        sum ^ multiply(weight, *value)
    })
}

fn multiply(left: u8, right: u8) -> u8 {
    let mut shifted = left;
    (0..5).fold(0, |product, bit| {
        // No branch on the value: the PIN passes through here.
        let chosen = shifted & 0_u8.wrapping_sub((right >> bit) & 1);
        shifted = double(shifted);
        product ^ chosen
    })
}

fn double(value: u8) -> u8 {
    let carry = (value >> 4) & 1;
    ((value << 1) & 31) ^ (carry * 0b0_0101)
}
