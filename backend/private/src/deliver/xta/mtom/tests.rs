//! Messages as servers write them, and as nobody should.

use super::*;

fn parsed(content_type: &str, body: &[u8]) -> Result<Vec<Part>, MtomError> {
    read(content_type, &Bytes::copy_from_slice(body))
}

fn example(id: &str, bytes: &'static [u8]) -> Part {
    Part { id: id.to_owned(), media_type: "application/octet-stream".to_owned(), bytes: Bytes::from_static(bytes) }
}

#[test]
fn what_is_written_is_read_back_whatever_it_holds() {
    let contents: [&'static [u8]; 6] = [b"", b"\r\n", b"--x", b"\r\n--grenz\r\n", b"\r\n--grenze2\r\n\r\n", b"\0\xff\r\n\r\n--grenze-"];
    let parts: Vec<Part> = (0..).zip(contents).map(|(number, bytes)| example(&format!("teil-{number}@x"), bytes)).collect();
    let (content_type, body) = write(&parts, "grenze", "http://www.xta.de/XTA/SendMessage");
    assert_eq!(parsed(&content_type, &body).unwrap(), parts);
    assert_eq!(parameter(&content_type, "start-info").unwrap(), "application/soap+xml; action=\"http://www.xta.de/XTA/SendMessage\"");
}

#[test]
fn a_preamble_padding_and_an_epilogue_are_nobodys() {
    let body = b"vorab\r\n--g \t\r\nContent-ID: <a>\r\nContent-Type: text/plain;\r\n charset=utf-8\r\n\r\neins\r\n--g\r\n\r\nzwei\r\n--g--\r\n\r\n--g\r\ndanach";
    let parts = parsed("multipart/related; boundary=g", body).unwrap();
    assert_eq!(parts.iter().map(|part| &part.bytes[..]).collect::<Vec<_>>(), [b"eins".as_slice(), b"zwei"]);
    assert_eq!((parts[0].id.as_str(), parts[0].media_type.as_str()), ("a", "text/plain; charset=utf-8"));
}

#[test]
fn the_envelope_comes_first_wherever_it_stands() {
    let body = b"--g\r\nContent-ID: <a>\r\n\r\nA\r\n--g\r\nContent-ID: <b>\r\n\r\nB\r\n--g--";
    assert_eq!(parsed("multipart/related; Boundary=\"g\"; start=\"<b>\"", body).unwrap()[0].bytes, "B");
    assert_eq!(parsed("multipart/related; boundary=g", body).unwrap()[0].bytes, "A");
    assert_eq!(parsed("multipart/related; boundary=g; start=\"<c>\"", body), Err(MtomError::NoRoot));
}

#[test]
fn what_is_no_message_is_refused() {
    let long = format!("--g\r\nX: {}\r\n\r\nA\r\n--g--", "x".repeat(MOST_HEAD));
    let many = "--g\r\n\r\n\r\n".repeat(MOST_PARTS + 1) + "--g--";
    for (body, error) in [
        ("", MtomError::Truncated),
        ("--g", MtomError::Truncated),
        ("--g\r\n", MtomError::Truncated),
        ("--g\r\n\r\nA", MtomError::Truncated),
        ("--g\r\n\r\nA--g--", MtomError::Truncated),
        ("--g--", MtomError::NoRoot),
        ("--g\r\nA\r\n--g--", MtomError::NoHead),
        ("--g\r\nA\r\n\r\nB\r\n--g--", MtomError::NoHead),
        ("--g\r\nContent-Transfer-Encoding: base64\r\n\r\nQQ==\r\n--g--", MtomError::Encoded),
        (&long, MtomError::NoHead),
        (&many, MtomError::TooMany),
    ] {
        assert_eq!(parsed("multipart/related; boundary=g", body.as_bytes()), Err(error), "{}", body.get(..40).unwrap_or(body));
    }
    for content_type in ["", "multipart/related", "multipart/related; boundary=", "multipart/related; boundary=\"g", "a;b;boundary"] {
        assert_eq!(parsed(content_type, b"--g--"), Err(MtomError::NoBoundary), "{content_type}");
    }
    assert_eq!(parsed(&format!("a; boundary={}", "g".repeat(71)), b"--g--"), Err(MtomError::NoBoundary));
}

#[test]
fn no_mutilated_message_brings_it_down() {
    let (content_type, body) = write(&[example("a@x", b"<e/>"), example("b@x", b"\r\n--g")], "g", "urn:x");
    for cut in 0..body.len() {
        let _ = parsed(&content_type, &body[..cut]);
        let _ = parsed(&content_type, &body[cut..]);
        for byte in [0, b'\r', b'\n', b'-', b'"', 0xff] {
            let mut changed = body.clone();
            changed[cut] = byte;
            let _ = parsed(&content_type, &changed);
        }
    }
    for cut in 0..content_type.len() {
        let _ = parsed(&content_type[cut..], &body);
        let _ = parsed(&content_type[..cut], &body);
    }
}

#[test]
fn references_name_parts_by_their_decoded_ids() {
    assert_eq!(id_of("cid:teil%401%40x.de").as_deref(), Some("teil@1@x.de"));
    assert_eq!(id_of("cid:a@b").as_deref(), Some("a@b"));
    for wrong in ["http://x", "cid:%4", "cid:%zz", "cid:%ff"] {
        assert_eq!(id_of(wrong), None, "{wrong}");
    }
}
