//! Secrets that can't be printed and wipe themselves. In: bytes. Out: nothing without an explicit call that says so.

/// A secret of a fixed size: no `Display`, no serde, a `Debug` without content, wiped when dropped, compared in constant time.
macro_rules! secret_bytes {
    ($(#[$doc:meta])* $vis:vis $name:ident, $size:literal) => {
        $(#[$doc])*
        $vis struct $name(zeroize::Zeroizing<[u8; $size]>);

        #[allow(dead_code, reason = "each side uses another part")]
        impl $name {
            /// Length in bytes.
            $vis const SIZE: usize = $size;

            /// Takes the bytes over. Wipe the place they came from.
            #[must_use]
            $vis fn from_bytes(bytes: [u8; $size]) -> Self {
                Self(zeroize::Zeroizing::new(bytes))
            }

            /// Random bytes.
            ///
            /// # Errors
            /// The source of randomness failed.
            $vis fn generate(entropy: &mut impl $crate::Entropy) -> Result<Self, $crate::EntropyError> {
                let mut bytes = zeroize::Zeroizing::new([0; $size]);
                entropy.fill(bytes.as_mut_slice())?;
                Ok(Self(bytes))
            }

            /// The secret itself. Say why at the place that calls this; never log, print or keep it.
            #[must_use]
            $vis fn expose(&self) -> &[u8; $size] {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl subtle::ConstantTimeEq for $name {
            fn ct_eq(&self, other: &Self) -> subtle::Choice {
                self.0.as_slice().ct_eq(other.0.as_slice())
            }
        }

        impl $crate::exposed::Exposed for $name {
            fn from_exposed(text: &str) -> Option<Self> {
                $crate::codec::from_base64url(text).map(Self::from_bytes)
            }

            fn to_exposed(&self) -> zeroize::Zeroizing<String> {
                zeroize::Zeroizing::new($crate::codec::base64url(self.expose()))
            }
        }
    };
}

pub(crate) use secret_bytes;
