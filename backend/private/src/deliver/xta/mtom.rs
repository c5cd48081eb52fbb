//! SOAP messages with binary parts beside them: MTOM and XOP (W3C, 2005) as `multipart/related` (RFC 2387). In: a body and its `Content-Type`, or parts. Out:
//! parts, or a body. What comes in is foreign: everything has a limit, and nothing is guessed.

use bytes::Bytes;

/// Most bytes of the headers of one part.
const MOST_HEAD: usize = 8 << 10;
/// Most parts of one message.
const MOST_PARTS: usize = 1_000;

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Without angle brackets.
    pub(super) id: String,
    pub(super) media_type: String,
    pub(super) bytes: Bytes,
}

/// Why a message can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum MtomError {
    /// No boundary that RFC 2046 allows.
    #[error("it has no boundary")]
    NoBoundary,
    /// The last boundary is missing.
    #[error("it ends in the middle")]
    Truncated,
    /// A part whose headers are none, or too long.
    #[error("a part has no headers")]
    NoHead,
    /// A part in an encoding that XOP has no use for.
    #[error("a part is encoded")]
    Encoded,
    /// More than we read.
    #[error("it has too many parts")]
    TooMany,
    /// The part that `start` names is not there.
    #[error("its first part is missing")]
    NoRoot,
}

/// The parts of a message, the one with the envelope first.
pub(super) fn read(content_type: &str, body: &Bytes) -> Result<Vec<Part>, MtomError> {
    let boundary =
        parameter(content_type, "boundary").filter(|boundary| (1..=70).contains(&boundary.len())).ok_or(MtomError::NoBoundary)?;
    let marker = format!("--{boundary}").into_bytes();
    let mut parts = Vec::new();
    // Before the first boundary is nobody's.
    let mut from = next(body, &marker, 0).ok_or(MtomError::Truncated)?;
    while !from.is_last {
        let to = next(body, &marker, from.after).ok_or(MtomError::Truncated)?;
        if parts.len() == MOST_PARTS {
            return Err(MtomError::TooMany);
        }
        parts.push(part(body.slice(from.after..to.before.max(from.after)))?);
        from = to;
    }
    let root = match parameter(content_type, "start") {
        Some(start) => parts.iter().position(|part| part.id == unbracketed(&start)),
        None => (!parts.is_empty()).then_some(0),
    };
    parts.rotate_left(root.ok_or(MtomError::NoRoot)?);
    Ok(parts)
}

/// A message of these parts, of which the first is the envelope, and its `Content-Type`. The boundary is 128 random bits: it occurs in no part.
pub(super) fn write(parts: &[Part], boundary: &str, action: &str) -> (String, Vec<u8>) {
    let mut body = Vec::with_capacity(parts.iter().map(|part| part.bytes.len() + 256).sum());
    for part in parts {
        let (media_type, id) = (&part.media_type, &part.id);
        let head = format!("--{boundary}\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{id}>\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&part.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let root = parts.first().map_or("", |part| part.id.as_str());
    let content_type = format!(
        "multipart/related; type=\"application/xop+xml\"; boundary=\"{boundary}\"; start=\"<{root}>\"; start-info=\"application/soap+xml; \
         action=\\\"{action}\\\"\""
    );
    (content_type, body)
}

/// What a `cid:` URL (RFC 2392) names: the id, with `%` decoded.
pub(super) fn id_of(href: &str) -> Option<String> {
    let encoded = href.strip_prefix("cid:")?.as_bytes();
    let mut id = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            id.push(u8::from_str_radix(digits, 16).ok()?);
            rest = tail.get(2..)?;
        } else {
            id.push(*first);
        }
    }
    String::from_utf8(id).ok()
}

/// A parameter of a header, quoted or not (RFC 2045).
pub(super) fn parameter(header: &str, name: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (key, after) = rest.split_once('=')?;
        let (value, after) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => after.split_once(';').map_or((after.trim().to_owned(), ""), |(value, after)| (value.trim().to_owned(), after)),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after.trim_start().trim_start_matches(';');
    }
}

/// A quoted string behind its first quotation mark, and what follows it.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, text.get(at + 1..)?)),
            '\\' => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

/// A boundary: where what stands before it ends, where what follows begins.
struct Found {
    before: usize,
    after: usize,
    is_last: bool,
}

/// The next boundary: at the beginning of a line, followed by white space and the line's end, or by `--`.
fn next(body: &[u8], marker: &[u8], from: usize) -> Option<Found> {
    let mut at = from;
    loop {
        at += find(body.get(at..)?, marker)?;
        // The line break before a boundary belongs to it.
        let before = if at == 0 { Some(0) } else { body.get(..at)?.strip_suffix(b"\r\n").map(<[u8]>::len) };
        let rest = body.get(at + marker.len()..)?;
        if let Some(before) = before {
            if rest.starts_with(b"--") {
                return Some(Found { before, after: body.len(), is_last: true });
            }
            let padding = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            if rest.get(padding..)?.starts_with(b"\r\n") {
                return Some(Found { before, after: at + marker.len() + padding + 2, is_last: false });
            }
        }
        at += 1;
    }
}

fn part(bytes: Bytes) -> Result<Part, MtomError> {
    // A part without headers begins with the empty line.
    let end =
        if bytes.starts_with(b"\r\n") { Some(0) } else { find(bytes.get(..bytes.len().min(MOST_HEAD)).unwrap_or_default(), b"\r\n\r\n") };
    let end = end.ok_or(MtomError::NoHead)?;
    let head = std::str::from_utf8(bytes.get(..end).unwrap_or_default()).map_err(|_| MtomError::NoHead)?;
    // A folded line is one (RFC 5322).
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let (mut id, mut media_type) = (String::new(), String::new());
    for line in head.split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').ok_or(MtomError::NoHead)?;
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-id" => id = unbracketed(value).to_owned(),
            "content-type" => media_type = value.to_owned(),
            "content-transfer-encoding" if !["binary", "8bit", "7bit"].contains(&value.to_ascii_lowercase().as_str()) => {
                return Err(MtomError::Encoded);
            }
            _ => {}
        }
    }
    let begin = if end == 0 { 2 } else { end + 4 };
    Ok(Part { id, media_type, bytes: bytes.slice(begin.min(bytes.len())..) })
}

fn unbracketed(id: &str) -> &str {
    id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(id)
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.iter().position(|byte| *byte == first)?;
        if text.get(at..)?.starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests;
