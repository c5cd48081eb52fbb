//! What every handler is handed. In: the parts `start` put together. Out: those parts, and the few questions that need several of them.

use std::ops::Deref;
use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use tokio::sync::{Notify, watch};
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::VerifyingKey;
use vordruck_envelope::at_rest::{Day, Ring};
use zeroize::Zeroizing;

use crate::clock::{Clock, Rng, UnixSeconds};
use crate::compressed::Compressed;
use crate::config::Config;
use crate::extract::{AddressPrefix, Bearer, session_hash};
use crate::keys::{KeyError, KeyRings};
use crate::mail::Mailer;
use crate::problem::{Fault, Refusal};
use crate::receipts::ReceiptSigner;
use crate::server::Phase;
use crate::store::Store;
use vordruck_contract::assets::Assets;
use vordruck_envelope::FormHash;

/// The state of the public side, cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Parts>);

pub(crate) struct Parts {
    /// Random; the name under which this process claims jobs.
    pub(crate) process: [u8; 16],
    pub(crate) config: Config,
    pub(crate) store: Store,
    pub(crate) keys: KeyRings,
    pub(crate) receipts: ReceiptSigner,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Rng,
    pub(crate) assets: Arc<dyn Assets>,
    pub(crate) forms: Compressed<FormHash>,
    /// By their SHA-256.
    pub(crate) pages: Compressed<[u8; 32]>,
    pub(crate) collectors: Vec<Collector>,
    pub(crate) mailer: Option<Mailer>,
    /// Rung when a submission was received, so that long polls answer at once.
    pub(crate) received: Notify,
    /// Rung when a mail was queued.
    pub(crate) queued: Notify,
    /// When the process is to end, long polls answer with what there is.
    pub(crate) phase: watch::Receiver<Phase>,
}

/// A tenant's private side.
pub(crate) struct Collector {
    pub(crate) tenant: String,
    pub(crate) token_hash: [u8; 32],
    pub(crate) key: VerifyingKey,
}

impl App {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    pub(crate) fn now(&self) -> UnixSeconds {
        self.clock.now()
    }

    pub(crate) fn today(&self) -> Day {
        Day::of(u64::try_from(self.now()).unwrap_or(0))
    }

    /// A new bearer token: its text for the client, its hash for the store.
    pub(crate) fn new_session(&self) -> Result<(String, [u8; 32]), Fault> {
        let token: [u8; 32] = self.rng.bytes()?;
        let text = Base64UrlUnpadded::encode_string(&token);
        let hash = session_hash(&text);
        Ok((text, hash))
    }

    /// The private side whose token this is, found in time that doesn't depend on the token.
    pub(crate) fn collector(&self, bearer: Bearer) -> Result<&Collector, Refusal> {
        let mut found = None;
        for collector in &self.collectors {
            if collector.token_hash.ct_eq(&bearer.0).into() {
                found = Some(collector);
            }
        }
        found.ok_or_else(|| Refusal::new(ProblemKind::NotAuthorised))
    }

    /// The key under which something of an address is counted today; tomorrow nobody can tell whose count it was.
    pub(crate) fn daily_tally(&self, kind: &str, what: &[u8]) -> Result<[u8; 32], KeyError> {
        let key = self.keys.of_today(Ring::Outbox, self.today())?;
        Ok(tally(key.expose(), kind, what))
    }

    pub(crate) fn prefix_tally(&self, kind: &str, prefix: AddressPrefix) -> Result<[u8; 32], KeyError> {
        self.daily_tally(kind, &prefix.0)
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// HMAC-SHA-256 over kind and subject. The kind has no zero byte, so that the two can't run into each other.
fn tally(key: &[u8; 32], kind: &str, what: &[u8]) -> [u8; 32] {
    // The key is padded to the block length, as HMAC itself does (RFC 2104 § 2), because a fixed-size key can't be refused.
    let mut block = Zeroizing::new([0_u8; 64]);
    for (target, byte) in block.iter_mut().zip(key) {
        *target = *byte;
    }
    let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    mac.update(kind.as_bytes());
    mac.update(&[0]);
    mac.update(what);
    mac.finalize().into_bytes().into()
}
