//! The second factor: one-time codes of an authenticator app (TOTP, RFC 6238: HMAC-SHA-1, six digits, thirty seconds, which is what every app can).
//! In: a secret, a code, the time. Out: yes or no. A code counts once.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha1::Sha1;

use crate::clock::{Rng, UnixSeconds};

/// Seconds a code is valid (RFC 6238 § 5.2).
const STEP: i64 = 30;
/// Bytes of a secret: as long as the hash (RFC 4226 § 4, R6).
const SECRET_BYTES: usize = 20;

/// A secret, and the step of the last code that was used.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SecondFactor {
    secret: Vec<u8>,
    used_step: i64,
}

impl SecondFactor {
    /// A new one.
    pub(crate) fn draw(rng: &Rng) -> Option<Self> {
        let secret: [u8; SECRET_BYTES] = rng.bytes().ok()?;
        Some(Self { secret: secret.to_vec(), used_step: 0 })
    }

    /// Takes a code: of this step or the one before or after, for clocks that go wrong (RFC 6238 § 5.2), and later than the last one.
    pub(crate) fn take(&mut self, code: &str, now: UnixSeconds) -> bool {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let step = now.div_euclid(STEP);
        let found = (step - 1..=step + 1).find(|step| *step > self.used_step && same(&code_of(&self.secret, *step), &digits));
        if let Some(step) = found {
            self.used_step = step;
        }
        found.is_some()
    }

    /// The secret in base32 (RFC 4648 § 6), in groups of four.
    pub(crate) fn in_base32(&self) -> String {
        let text = base32(&self.secret);
        let letters: Vec<char> = text.chars().collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// The address that authenticator apps read.
    pub(crate) fn uri(&self, issuer: &str, name: &str) -> String {
        let (issuer, name) = (escaped(issuer), escaped(name));
        format!("otpauth://totp/{issuer}:{name}?secret={}&issuer={issuer}", base32(&self.secret))
    }
}

/// The six digits of a step (RFC 4226 § 5.3, RFC 6238 § 4).
fn code_of(secret: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash.last().copied().unwrap_or(0) & 0x0f);
    let four = hash.iter().skip(offset).take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff;
    format!("{:06}", four % 1_000_000)
}

/// Compared without telling by time how many digits are right.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut text, mut held, mut bits) = (String::new(), 0_u32, 0_u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.extend(LETTERS.get((held >> bits & 31) as usize).map(|letter| char::from(*letter)));
        }
    }
    if bits > 0 {
        text.extend(LETTERS.get((held << (5 - bits) & 31) as usize).map(|letter| char::from(*letter)));
    }
    text
}

fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b".-_~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B, SHA-1; there with eight digits, of which ours are the last six.
        for (now, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_of(b"12345678901234567890", now / STEP), code, "{now}");
        }
    }

    #[test]
    fn a_code_counts_once_and_a_little_early_or_late() {
        let mut factor = SecondFactor { secret: b"12345678901234567890".to_vec(), used_step: 0 };
        assert!(!factor.take("000000", 59) && !factor.take("", 59));
        assert!(factor.take("287 082", 59 + STEP), "a step late");
        assert!(!factor.take("287082", 59), "used");
        let mut late = SecondFactor { used_step: 0, ..factor };
        assert!(!late.take("287082", 59 + 2 * STEP));
    }

    #[test]
    fn secrets_are_written_as_the_rfc_writes_them() {
        for (bytes, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        let factor = SecondFactor { secret: b"foobar".to_vec(), used_step: 0 };
        assert_eq!(factor.in_base32(), "MZXW 6YTB OI");
        assert_eq!(factor.uri("Stadt Ä", "a@b"), "otpauth://totp/Stadt%20%C3%84:a%40b?secret=MZXW6YTBOI&issuer=Stadt%20%C3%84");
    }
}
