//! What the two processes say to each other through pipes: frames, each a length (eight bytes, big-endian) and that many bytes. The first is JSON and tells
//! how many follow. In: head and parts. Out: the same on the other end, or an error; a length is believed only as far as bytes arrive.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Longest head: sections and names, no files.
const MOST_HEAD: u64 = 64 << 20;

#[derive(Serialize)]
struct Envelope<'a, H> {
    parts: usize,
    head: &'a H,
}

#[derive(Deserialize)]
struct Received<H> {
    parts: usize,
    head: H,
}

/// Writes all frames.
pub(crate) fn write<H: Serialize>(out: &mut impl Write, head: &H, parts: &[&[u8]]) -> io::Result<()> {
    let head = Zeroizing::new(serde_json::to_vec(&Envelope { parts: parts.len(), head })?);
    for frame in std::iter::once(head.as_slice()).chain(parts.iter().copied()) {
        out.write_all(&(frame.len() as u64).to_be_bytes())?;
        out.write_all(frame)?;
    }
    out.flush()
}

/// Reads all frames; together at most `most` bytes.
pub(crate) fn read<H: DeserializeOwned>(input: &mut impl Read, most: u64) -> io::Result<(H, Vec<Zeroizing<Vec<u8>>>)> {
    let mut left = most;
    let head = frame(input, left.min(MOST_HEAD))?;
    left = left.saturating_sub(head.len() as u64);
    let Received { parts, head } = serde_json::from_slice(&head)?;
    let mut frames = Vec::new();
    for _ in 0..parts {
        let part = frame(input, left)?;
        left = left.saturating_sub(part.len() as u64);
        frames.push(part);
    }
    Ok((head, frames))
}

fn frame(input: &mut impl Read, most: u64) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_be_bytes(length);
    if length > most {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a frame is longer than agreed"));
    }
    // Room for what arrives, not for what is announced.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(length.min(1 << 20)).unwrap_or(0)));
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_arrive_as_they_were_sent() {
        let mut pipe = Vec::new();
        write(&mut pipe, &"Kopf".to_owned(), &[b"", b"zwei", &[7; 3_000_000]]).unwrap();
        let (head, parts): (String, _) = read(&mut pipe.as_slice(), 4_000_000).unwrap();
        assert_eq!(head, "Kopf");
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [0, 4, 3_000_000]);
        assert!(read::<String>(&mut pipe.as_slice(), 2_000_000).is_err(), "more than agreed");
        assert!(read::<String>(&mut &pipe[..pipe.len() - 1], 4_000_000).is_err(), "cut off");
    }

    #[test]
    fn announced_lengths_cost_nothing() {
        let boast = [u64::MAX.to_be_bytes().as_slice(), b"{}"].concat();
        assert!(read::<String>(&mut boast.as_slice(), u64::MAX).is_err());
    }
}
