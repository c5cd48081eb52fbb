//! Taking a file in. In: a file and what the question accepts. Out: bytes ready to be sealed, told by content, photos without metadata and no larger
//! than paper needs; or the reason why it isn't taken.

use super::blob;
use super::content::{Content, TELLING_BYTES, cleaned, is_protected, pixels};
use super::protocol::{Accepts, FileFault};
use crate::client::ClientError;
use crate::platform::picture::Picture;
use vordruck_form::compiled::FileKind;
use web_sys::Blob;
use zeroize::Zeroizing;

/// Longest edge of a photo in pixels: A4 at 300 dpi, which is what authorities scan paper with.
const EDGE: u32 = 3508;
/// Quality of JPEG at which letters on photographed paper stay sharp.
const QUALITY: f64 = 0.85;
/// When that is still too large: A4 at 212 dpi, more compressed.
const SMALLER: (u32, f64) = (2480, 0.7);
/// A picture larger than this isn't read into memory at all: 100 MiB.
const MOST_PICTURE_BYTES: u64 = 100 << 20;

/// A file ready to be sealed.
pub(super) struct Ready {
    pub(super) bytes: Zeroizing<Vec<u8>>,
    pub(super) name: String,
    pub(super) kind: FileKind,
}

/// Why a file was not taken.
#[derive(Debug)]
pub(super) enum Declined {
    /// The file is not one for this question.
    File(FileFault),
    /// Something else is in the way.
    Client(ClientError),
}

impl From<FileFault> for Declined {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}

impl From<ClientError> for Declined {
    fn from(error: ClientError) -> Self {
        Self::Client(error)
    }
}

/// What is to be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    /// Take it as it is, without metadata.
    Keep(FileKind),
    /// Draw it anew; if that isn't possible or no gain, take it as it is.
    Try(FileKind),
    /// Draw it anew, or refuse it for this reason.
    Must(FileFault),
}

/// Reads and prepares a file.
pub(super) async fn prepare(file: &Blob, name: &str, accepts: &Accepts) -> Result<Ready, Declined> {
    let size = blob::size(file);
    if size == 0 {
        return Err(FileFault::Empty.into());
    }
    let unreadable = || Declined::Client(ClientError::FileUnreadable);
    let first = blob::piece(file, 0, TELLING_BYTES).ok_or_else(unreadable)?;
    let first = blob::read(&first).await.ok_or_else(unreadable)?;
    let content = Content::of(&first).ok_or(FileFault::Kind)?;
    let known = allowed(content, size, accepts)?;
    let bytes = blob::read(file).await.map(Zeroizing::new).ok_or_else(unreadable)?;
    if content == Content::Kind(FileKind::Pdf) && is_protected(&bytes) {
        return Err(FileFault::Protected.into());
    }
    let edge = known.and_then(|kind| pixels(kind, &bytes)).map(|(width, height)| width.max(height));
    let kind = match plan(known, edge, size, accepts) {
        Plan::Keep(kind) => kind,
        Plan::Try(kind) => match redrawn(file, size, kind == FileKind::Heic, accepts).await {
            Some(bytes) => return Ok(Ready { bytes, name: as_jpeg(name), kind: FileKind::Jpeg }),
            None => kind,
        },
        Plan::Must(fault) => {
            let bytes = redrawn(file, size, true, accepts).await.ok_or(fault)?;
            return Ok(Ready { bytes, name: as_jpeg(name), kind: FileKind::Jpeg });
        }
    };
    let bytes = cleaned(kind, bytes.to_vec()).map(Zeroizing::new).ok_or(FileFault::Kind)?;
    Ok(Ready { bytes, name: name.to_owned(), kind })
}

/// The kind, if the question accepts it as it is; none if it has to become a JPEG.
fn allowed(content: Content, size: u64, accepts: &Accepts) -> Result<Option<FileKind>, FileFault> {
    let known = match content {
        Content::Kind(kind) => Some(kind).filter(|kind| accepts.has(*kind)),
        Content::WebP => None,
    };
    let may_become_jpeg = content.is_picture() && accepts.has(FileKind::Jpeg);
    if known.is_none() && !may_become_jpeg {
        return Err(FileFault::Kind);
    }
    let most = if may_become_jpeg { MOST_PICTURE_BYTES.max(accepts.most_bytes) } else { accepts.most_bytes };
    if size > most { Err(FileFault::TooLarge) } else { Ok(known) }
}

fn plan(known: Option<FileKind>, edge: Option<u32>, size: u64, accepts: &Accepts) -> Plan {
    let Some(kind) = known else { return Plan::Must(FileFault::NotConvertible) };
    let may_become_jpeg = kind != FileKind::Pdf && accepts.has(FileKind::Jpeg);
    match () {
        () if size > accepts.most_bytes => Plan::Must(FileFault::TooLarge),
        // Clerks can open JPEG everywhere, HEIC hardly anywhere.
        () if may_become_jpeg && (kind == FileKind::Heic || edge.is_some_and(|edge| edge > EDGE)) => Plan::Try(kind),
        () => Plan::Keep(kind),
    }
}

/// The picture drawn anew, if it fits; smaller than before, unless it may grow.
async fn redrawn(file: &Blob, size: u64, may_grow: bool, accepts: &Accepts) -> Option<Zeroizing<Vec<u8>>> {
    let picture = Picture::decode(file).await?;
    for (edge, quality) in [(EDGE, QUALITY), SMALLER] {
        let jpeg = picture.to_jpeg(edge, quality).await?;
        if blob::size(&jpeg) <= accepts.most_bytes {
            if !may_grow && blob::size(&jpeg) >= size {
                return None;
            }
            return blob::read(&jpeg).await.map(Zeroizing::new);
        }
    }
    None
}

/// The name with the ending of what the file has become.
fn as_jpeg(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if ["jpg", "jpeg"].iter().any(|jpeg| ending.eq_ignore_ascii_case(jpeg)) { name.to_owned() } else { [stem, ".jpg"].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(kinds: &[FileKind]) -> Accepts {
        Accepts::of(kinds, 10 << 20)
    }

    #[test]
    fn a_large_photo_is_drawn_anew_and_a_small_one_is_kept() {
        let all = accepts(&[FileKind::Pdf, FileKind::Jpeg, FileKind::Png]);
        assert_eq!(plan(Some(FileKind::Jpeg), Some(4000), 3 << 20, &all), Plan::Try(FileKind::Jpeg));
        assert_eq!(plan(Some(FileKind::Jpeg), Some(3508), 3 << 20, &all), Plan::Keep(FileKind::Jpeg));
        assert_eq!(plan(Some(FileKind::Png), Some(900), 12 << 20, &all), Plan::Must(FileFault::TooLarge));
        assert_eq!(plan(None, None, 1, &all), Plan::Must(FileFault::NotConvertible));
        assert_eq!(plan(Some(FileKind::Pdf), None, 9 << 20, &all), Plan::Keep(FileKind::Pdf));
    }

    #[test]
    fn heic_becomes_jpeg_where_both_are_accepted_and_stays_where_only_it_is() {
        assert_eq!(plan(Some(FileKind::Heic), None, 1, &accepts(&[FileKind::Heic, FileKind::Jpeg])), Plan::Try(FileKind::Heic));
        assert_eq!(plan(Some(FileKind::Heic), None, 1, &accepts(&[FileKind::Heic])), Plan::Keep(FileKind::Heic));
        assert_eq!(allowed(Content::Kind(FileKind::Heic), 1, &accepts(&[FileKind::Jpeg])), Ok(None));
        assert_eq!(allowed(Content::Kind(FileKind::Heic), 1, &accepts(&[FileKind::Pdf])), Err(FileFault::Kind));
    }

    #[test]
    fn what_cannot_become_smaller_is_refused_before_it_is_read() {
        let pdf = accepts(&[FileKind::Pdf, FileKind::Jpeg]);
        assert_eq!(allowed(Content::Kind(FileKind::Pdf), (10 << 20) + 1, &pdf), Err(FileFault::TooLarge));
        assert_eq!(allowed(Content::Kind(FileKind::Jpeg), (10 << 20) + 1, &pdf), Ok(Some(FileKind::Jpeg)));
        assert_eq!(allowed(Content::Kind(FileKind::Jpeg), MOST_PICTURE_BYTES + 1, &pdf), Err(FileFault::TooLarge));
        assert_eq!(allowed(Content::Kind(FileKind::Png), (10 << 20) + 1, &accepts(&[FileKind::Png])), Err(FileFault::TooLarge));
    }

    #[test]
    fn what_became_a_jpeg_is_called_one() {
        assert_eq!(as_jpeg("IMG_1.HEIC"), "IMG_1.jpg");
        assert_eq!(as_jpeg("Ausweis.JPEG"), "Ausweis.JPEG");
        assert_eq!(as_jpeg("foto"), "foto.jpg");
    }
}
