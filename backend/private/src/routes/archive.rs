//! Several items as one ZIP file: a folder an item with its PDF and its files. Written while it is sent: one part at a time is in memory, whatever the
//! whole weighs. PDFs and images don't get smaller, so nothing is compressed.

use std::collections::BTreeSet;
use std::io::Write;

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use vordruck_contract::formats::is_uuid4;
use vordruck_contract::postbox::{ArchiveRequest, Content, ItemState, Scan};
use vordruck_contract::problem::ProblemKind;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::App;
use super::intake::Parsed;
use super::signed_in::Clerk;
use crate::clock::moment;
use crate::problem::Refusal;
use crate::staff::permission::Wish;
use crate::store::Store;
use crate::store::audit::{Action, Entry};
use crate::store::items::{Item, Part};

/// Items of one file at most.
const MOST: usize = 100;
/// Pieces that wait for a slow browser.
const PIECES: usize = 4;
/// Size of a piece in bytes.
const PIECE: usize = 64 << 10;

/// `POST`
pub(super) async fn post(State(app): State<App>, clerk: Clerk, Parsed(request): Parsed<ArchiveRequest>) -> Result<Response, Refusal> {
    let ids: BTreeSet<String> = request.items.into_iter().collect();
    if ids.is_empty() || ids.len() > MOST {
        return Err(Refusal::field(ProblemKind::InvalidFields, "/items", "range"));
    }
    let mut items = Vec::with_capacity(ids.len());
    for id in &ids {
        if !is_uuid4(id) {
            return Err(Refusal::new(ProblemKind::NotFound));
        }
        items.push(clerk.item(&app, id, Wish::Download).await?);
    }
    for item in &items {
        let entry =
            Entry { at: app.clock.now(), actor: &clerk.account.id, action: Action::PdfDownloaded, tenant: &item.tenant, subject: &item.id };
        app.store.set_item_state(item, &[ItemState::New, ItemState::Opened], ItemState::Downloaded, &entry).await?;
    }
    let now = moment(app.clock.now()).local;
    let name = format!("attachment; filename=\"Vorgaenge-{}.zip\"", now.strftime("%Y-%m-%d-%H%M"));
    let mut response = Response::new(stream_of(app.store.clone(), items));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let disposition = HeaderValue::from_str(&name).map_err(|_| Refusal::internal("a file name is no header value"))?;
    response.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    Ok(response)
}

fn stream_of(store: Store, items: Vec<Item>) -> Body {
    let (sender, receiver) = mpsc::channel(PIECES);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let pieces = Pieces { sender: sender.clone(), piece: Vec::with_capacity(PIECE) };
        if let Err(error) = write(&runtime, &store, &items, pieces) {
            tracing::warn!(error = %error, "an archive was broken off");
            // A file without its end opens nowhere; the connection is cut, so that the browser doesn't take it for whole.
            let _ = sender.blocking_send(Err(std::io::Error::other("broken off")));
        }
    });
    Body::from_stream(stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|piece| (piece, receiver)) }))
}

/// What kept an archive from being written whole.
#[derive(Debug, thiserror::Error)]
enum ArchiveError {
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error(transparent)]
    Sending(#[from] std::io::Error),
    #[error("an item's content is malformed")]
    Content,
}

fn write(runtime: &Handle, store: &Store, items: &[Item], pieces: Pieces) -> Result<(), ArchiveError> {
    let mut archive = ZipWriter::new_stream(pieces);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for item in items {
        if !item.is_readable {
            archive.start_file(format!("{}/nicht-lesbar.txt", item.line.reference), options)?;
            archive.write_all(UNREADABLE.as_bytes())?;
            continue;
        }
        for (part, name) in parts(runtime, store, item)? {
            if let Some(bytes) = runtime.block_on(store.lookup_part(item, part))? {
                archive.start_file(format!("{}/{name}", item.line.reference), options)?;
                archive.write_all(&bytes)?;
            }
        }
    }
    archive.finish()?.into_inner().flush()?;
    Ok(())
}

/// What stands in the folder of what could not be read.
const UNREADABLE: &str = "Dieser Vorgang konnte nicht gelesen werden. Den Grund nennt der Postkorb.\r\n";

/// What goes into an item's folder; nothing of what the scanner found something in.
fn parts(runtime: &Handle, store: &Store, item: &Item) -> Result<Vec<(Part, String)>, ArchiveError> {
    let content = runtime.block_on(store.lookup_part(item, Part::Content))?.ok_or(ArchiveError::Content)?;
    let content: Content = serde_json::from_slice(&content).map_err(|_| ArchiveError::Content)?;
    let mut parts = vec![(Part::Pdf, format!("Vorgang-{}.pdf", item.line.reference))];
    if let Content::Readable { attachments, pdf_size_bytes, .. } = content {
        if pdf_size_bytes == 0 {
            // Submitted to a destination without a paper: its data are among the files.
            parts.clear();
        }
        let safe = attachments.into_iter().filter(|attachment| !matches!(attachment.scan, Scan::Found { .. }));
        // The number keeps two files of one name apart.
        parts.extend(safe.map(|file| (Part::Attachment(file.number), format!("{:02}-{}", file.number, file.name))));
    }
    Ok(parts)
}

/// Hands what is written to the connection, a piece at a time, and waits when it is slow.
struct Pieces {
    sender: mpsc::Sender<std::io::Result<Bytes>>,
    piece: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        if piece.is_empty() {
            return Ok(());
        }
        self.sender.blocking_send(Ok(piece.into())).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
    }
}
