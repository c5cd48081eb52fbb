//! What the public side holds to let the right person at a draft: the share it releases and the verifier it compares with. In: a proof from the
//! browser. Out: yes or no, in constant time.

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq;

use crate::codec;
use crate::id::public_bytes;
use crate::secret::secret_bytes;

secret_bytes! {
    /// `S`: the public side's part of a draft key, released only against a proof and stored only sealed under a day key. The same type is the
    /// share of a submission's outer layer.
    pub Share, 32
}

secret_bytes! {
    /// `A = KDF("", M, 32; "auth", tenant, lookup)`: what the browser shows to have a draft opened.
    pub AccessProof, 32
}

public_bytes! {
    /// `V = SHA-256("vd1:verifier" || A)`: what the public side keeps of a proof, 43 base64url digits.
    Verifier, 32, codec::base64url, codec::from_base64url, "43 base64url digits"
}

impl Verifier {
    /// Matches no proof anyone could find. Compare with it where there is no draft, so that both cases do the same work.
    pub const NOBODY: Self = Self::from_bytes([0; 32]);

    /// The verifier of a proof.
    #[must_use]
    pub fn of(proof: &AccessProof) -> Self {
        Self::from_bytes(Sha256::new().chain_update(b"vd1:verifier").chain_update(proof.expose()).finalize().into())
    }

    /// Whether `proof` is the one this verifier was made of, in constant time.
    #[must_use]
    pub fn matches(&self, proof: &AccessProof) -> bool {
        self.as_bytes().ct_eq(Self::of(proof).as_bytes()).into()
    }
}
