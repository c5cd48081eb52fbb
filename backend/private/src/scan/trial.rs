//! Whether a scanner says of what it can't look into that it can't. ClamAV's own defaults call it clean, and nobody would notice. In: a scanner. Out: yes or no,
//! by what it says of an archive with an encrypted entry.

use vordruck_contract::postbox::Scan;

use super::{ScanError, from_config};
use crate::config::ScannerConfig;

/// Whether the scanner of a configuration admits what it can't look into; none if there is no scanner, or no place where it would be.
///
/// # Errors
/// It can't be asked, or gives no verdict.
pub async fn admits_what_it_cannot_see(config: &ScannerConfig) -> Result<Option<bool>, ScanError> {
    let Some(scanner) = from_config(config) else { return Ok(None) };
    Ok(match scanner.scan(&encrypted_zip()).await? {
        Scan::Found { .. } => Some(true),
        Scan::Clean => Some(false),
        Scan::NotScanned => None,
    })
}

/// Says so in the log if it does not. One that does not answer yet is an alarm as soon as something is to be scanned.
pub(crate) async fn warn_of_blindness(config: &ScannerConfig) {
    if let Ok(Some(false)) = admits_what_it_cannot_see(config).await {
        tracing::error!(
            "the scanner calls an encrypted archive clean: it must run with AlertEncrypted yes and AlertExceedsMax yes (clamd.conf); until then what it cannot \
             look into is shown as checked"
        );
    }
}

/// A ZIP with one entry whose flag says that it is encrypted (APPNOTE.TXT 4.4.4, bit 0).
#[must_use]
pub fn encrypted_zip() -> Vec<u8> {
    /// Signature, then in the central directory the version that made it.
    const LOCAL: &[u8] = b"PK\x03\x04";
    const CENTRAL: &[u8] = b"PK\x01\x02\x14\x00";
    /// Version 2.0, flag 1, stored, a time, a date, a checksum; 44 bytes stored of 32, a name of five bytes, nothing further.
    const ENTRY: &[u8] = b"\x14\x00\x01\x00\x00\x00\x00\x00\x21\x5a\x78\x56\x34\x12\x2c\x00\x00\x00\x20\x00\x00\x00\x05\x00\x00\x00";
    const NAME: &[u8] = b"a.txt";
    const CONTENT: &[u8] = &[0x5a; 44];
    /// One entry in a directory of 51 bytes that begins behind 79.
    const END: &[u8] = b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x33\x00\x00\x00\x4f\x00\x00\x00\x00\x00";
    [LOCAL, ENTRY, NAME, CONTENT, CENTRAL, ENTRY, &[0; 14], NAME, END].concat()
}
