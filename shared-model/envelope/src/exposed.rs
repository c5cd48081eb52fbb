//! The one way in which a secret may enter a message: `#[serde(with = "vordruck_envelope::exposed")]` on the field that carries it. In: a secret.
//! Out: base64url text. Without this line at the field, secrets don't serialise at all.

use serde::{Deserialize, Deserializer, Serializer, de::Error as _};
use zeroize::Zeroizing;

/// A secret with a spelling for the wire.
pub trait Exposed: Sized {
    /// From its base64url text; `None` if that isn't the one canonical spelling.
    fn from_exposed(text: &str) -> Option<Self>;

    /// As base64url text without padding. The text is as secret as what it spells.
    fn to_exposed(&self) -> Zeroizing<String>;
}

/// For serde's `with`: writes the secret's text.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: Exposed, S: Serializer>(secret: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&secret.to_exposed())
}

/// For serde's `with`: reads the secret's text.
///
/// # Errors
/// The text isn't the secret's canonical spelling; the message doesn't repeat it.
pub fn deserialize<'de, T: Exposed, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = Zeroizing::new(String::deserialize(deserializer)?);
    T::from_exposed(&text).ok_or_else(|| D::Error::custom("not the canonical base64url text of this secret"))
}
