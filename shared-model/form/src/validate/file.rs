//! Uploaded files. In: what the upload found out about them. Out: files of accepted kinds and sizes, so many as allowed.

use super::{Fault, Reading};
use crate::answers::{FileAnswer, RawAnswer};
use crate::compiled::FileKind;
use crate::feel::Value;

/// Most bytes of a file name, as file systems have it.
const LONGEST_NAME: usize = 255;

/// Reads files: whether they are described as uploads describe them.
pub(super) fn read(files: &[FileAnswer]) -> Result<Reading, Fault> {
    let is_one_of_its_kind = |file: &FileAnswer| files.iter().filter(|other| other.id == file.id).count() == 1;
    if !files.iter().all(|file| is_described(file) && is_one_of_its_kind(file)) {
        return Err(Fault::WrongShape);
    }
    let names = files.iter().map(|file| Value::text(&file.name)).collect();
    Ok(Reading { normal: RawAnswer::Files(files.to_vec()), value: Value::List(names) })
}

/// Checks kinds, sizes and count.
pub(super) fn check(files: &[FileAnswer], accept: &[FileKind], most_bytes: u64, most: u32) -> Option<Fault> {
    for file in files {
        let name = || file.name.clone();
        if file.size_bytes == 0 {
            return Some(Fault::FileEmpty { name: name() });
        }
        if !accept.iter().any(|kind| kind.media_type() == file.media_type) {
            return Some(Fault::FileKind { name: name(), accepted: accept.to_vec() });
        }
        if file.size_bytes > most_bytes {
            return Some(Fault::FileTooLarge { name: name(), most_bytes });
        }
    }
    (files.len() > most as usize).then_some(Fault::TooManyFiles { most })
}

/// 16 bytes as base64url, a name without a path, 64 bytes as lower-case hex.
fn is_described(file: &FileAnswer) -> bool {
    let is_id = file.id.len() == 22 && file.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let is_name = (1..=LONGEST_NAME).contains(&file.name.len())
        && !file.name.chars().any(|character| character.is_control() || matches!(character, '/' | '\\'));
    let is_digest = file.sha512.len() == 128 && file.sha512.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_id && is_name && is_digest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: char, media_type: &str, size_bytes: u64) -> FileAnswer {
        FileAnswer {
            id: id.to_string().repeat(22),
            name: "schein.pdf".into(),
            media_type: media_type.into(),
            size_bytes,
            sha512: "0f".repeat(64),
        }
    }

    #[test]
    fn kinds_sizes_and_counts_are_checked() {
        let pdf = [FileKind::Pdf];
        let check = |files: &[FileAnswer]| check(files, &pdf, 100, 1);
        assert_eq!(check(&[file('a', "application/pdf", 100)]), None);
        assert_eq!(check(&[file('a', "application/pdf", 101)]), Some(Fault::FileTooLarge { name: "schein.pdf".into(), most_bytes: 100 }));
        assert_eq!(check(&[file('a', "application/pdf", 0)]), Some(Fault::FileEmpty { name: "schein.pdf".into() }));
        assert_eq!(check(&[file('a', "image/png", 5)]), Some(Fault::FileKind { name: "schein.pdf".into(), accepted: pdf.to_vec() }));
        assert_eq!(check(&[file('a', "application/pdf", 5), file('b', "application/pdf", 5)]), Some(Fault::TooManyFiles { most: 1 }));
    }

    #[test]
    fn only_what_an_upload_writes_is_a_file() {
        let good = file('a', "application/pdf", 5);
        assert!(read(std::slice::from_ref(&good)).is_ok());
        let wrong = [
            FileAnswer { id: "short".into(), ..good.clone() },
            FileAnswer { name: "../../etc/passwd".into(), ..good.clone() },
            FileAnswer { name: String::new(), ..good.clone() },
            FileAnswer { name: "a\u{0}b".into(), ..good.clone() },
            FileAnswer { sha512: "0F".repeat(64), ..good.clone() },
        ];
        for file in wrong {
            assert_eq!(read(std::slice::from_ref(&file)), Err(Fault::WrongShape), "{file:?}");
        }
        assert_eq!(read(&[good.clone(), good]), Err(Fault::WrongShape));
    }
}
