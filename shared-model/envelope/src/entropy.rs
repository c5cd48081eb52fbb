//! Randomness as a parameter. In: a place to fill. Out: it filled, or the fact that there is none; never weak bytes.

/// A source of cryptographically secure random bytes.
pub trait Entropy {
    /// Fills all of `target`.
    ///
    /// # Errors
    /// The source failed; `target` is then worthless.
    fn fill(&mut self, target: &mut [u8]) -> Result<(), EntropyError>;
}

/// There are no random bytes to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the source of randomness failed")]
pub struct EntropyError;

impl<E: Entropy + ?Sized> Entropy for &mut E {
    fn fill(&mut self, target: &mut [u8]) -> Result<(), EntropyError> {
        (**self).fill(target)
    }
}

/// The operating system's source; in WebAssembly `crypto.getRandomValues`.
#[cfg(feature = "getrandom")]
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

#[cfg(feature = "getrandom")]
impl Entropy for OsEntropy {
    fn fill(&mut self, target: &mut [u8]) -> Result<(), EntropyError> {
        getrandom::fill(target).map_err(|_| EntropyError)
    }
}

/// `N` random bytes.
pub(crate) fn draw<const N: usize>(entropy: &mut impl Entropy) -> Result<[u8; N], EntropyError> {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes)?;
    Ok(bytes)
}
