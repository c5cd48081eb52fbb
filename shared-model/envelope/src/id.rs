//! Public names: what a draft, a submission, an attachment, a form and a key are called on the wire. In: bytes or their one canonical text.
//! Out: newtypes that can be compared, printed and serialised. Nothing here is secret.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::codec;
use crate::entropy::{Entropy, EntropyError, draw};

/// The text isn't the canonical spelling of the named id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a {kind}: {expected} expected")]
pub struct MalformedId {
    /// Which id was expected.
    pub kind: &'static str,
    /// What its text looks like.
    pub expected: &'static str,
}

/// A public newtype over bytes with exactly one spelling; serde writes that spelling.
macro_rules! public_bytes {
    ($(#[$doc:meta])* $name:ident, $size:literal, $write:path, $read:path, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $size]);

        impl $name {
            /// Length in bytes.
            pub const SIZE: usize = $size;

            /// From the raw bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $size]) -> Self {
                Self(bytes)
            }

            /// The raw bytes, as they enter contexts.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $size] {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$write(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::id::MalformedId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $read(text).map(Self).ok_or($crate::id::MalformedId { kind: stringify!($name), expected: $expected })
            }
        }

        $crate::id::serde_as_text!($name);
    };
}

/// serde through `Display` and `FromStr`.
macro_rules! serde_as_text {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {public_bytes, serde_as_text};

public_bytes! {
    /// What the public side files a draft under: 16 bytes derived from the link secret, 22 base64url digits.
    Lookup, 16, codec::base64url, codec::from_base64url, "22 base64url digits"
}

public_bytes! {
    /// What the public side files an attachment of a draft under: 16 random bytes, 22 base64url digits.
    AttachmentId, 16, codec::base64url, codec::from_base64url, "22 base64url digits"
}

public_bytes! {
    /// SHA-256 of the compiled form's bytes: the name of a form version, 64 hexadecimal digits.
    FormHash, 32, codec::hex, codec::from_hex, "64 lower-case hexadecimal digits"
}

public_bytes! {
    /// The thumbprint of a tenant's public key (`FORMAT.md`, section "Key manifest"), 43 base64url digits.
    Kid, 32, codec::base64url, codec::from_base64url, "43 base64url digits"
}

impl FormHash {
    /// The name of the compiled form with these bytes.
    #[must_use]
    pub fn of(compiled_form: &[u8]) -> Self {
        Self(Sha256::digest(compiled_form).into())
    }
}

impl AttachmentId {
    /// A new random id.
    ///
    /// # Errors
    /// The source of randomness failed.
    pub fn generate(entropy: &mut impl Entropy) -> Result<Self, EntropyError> {
        draw(entropy).map(Self)
    }
}

/// The name of a submission: a random UUID (RFC 9562, version 4), drawn when the check-answers page opens and kept in the draft, so that
/// whatever is sent twice is one submission.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pid([u8; 16]);

impl Pid {
    /// A new random name.
    ///
    /// # Errors
    /// The source of randomness failed.
    pub fn generate(entropy: &mut impl Entropy) -> Result<Self, EntropyError> {
        draw(entropy).map(Self::from_random)
    }

    /// Sets version and variant bits in 16 random bytes.
    #[must_use]
    pub const fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Self(bytes)
    }

    /// The 16 bytes, as they enter contexts.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pid({self})")
    }
}

impl FromStr for Pid {
    type Err = MalformedId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = MalformedId { kind: "Pid", expected: "a lower-case UUID of version 4" };
        let digits: String = text.chars().filter(|symbol| *symbol != '-').collect();
        let pid = codec::from_hex(&digits).map(Self::from_random).ok_or(malformed)?;
        // Printing again settles the hyphens' places, the version and the variant at once.
        if pid.to_string() == text { Ok(pid) } else { Err(malformed) }
    }
}

serde_as_text!(Pid);
