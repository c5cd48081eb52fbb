//! PDF files that a password protects (ISO 32000-2, 7.6). In: bytes. Out: whether there is an encryption dictionary; it is named in a trailer or in the
//! dictionary of a cross-reference stream, neither of which is ever compressed or encrypted itself.

const NAME: &[u8] = b"/Encrypt";

/// Whether the file is encrypted. The authority's scanner could not look into it, and the clerk could not open it.
pub(in crate::vault) fn is_protected(bytes: &[u8]) -> bool {
    bytes
        .windows(NAME.len())
        .enumerate()
        .filter(|(_, window)| *window == NAME)
        .any(|(at, _)| bytes.get(at + NAME.len()..).is_some_and(names_dictionary))
}

/// `12 0 R`, or `<<` for a dictionary in place.
fn names_dictionary(behind: &[u8]) -> bool {
    let is_space = |byte: &u8| matches!(byte, 0 | 9 | 10 | 12 | 13 | 32);
    let mut words = behind.split(is_space).filter(|word| !word.is_empty());
    let is_number = |word: Option<&[u8]>| word.is_some_and(|word| word.len() <= 10 && word.iter().all(u8::is_ascii_digit));
    let in_place =
        behind.iter().position(|byte| !is_space(byte)).and_then(|at| behind.get(at..)).is_some_and(|rest| rest.starts_with(b"<<"));
    in_place
        || (behind.first().is_some_and(is_space)
            && is_number(words.next())
            && is_number(words.next())
            && words.next().is_some_and(|word| word.starts_with(b"R")))
}

#[cfg(test)]
mod tests {
    use super::is_protected;

    #[test]
    fn an_encryption_dictionary_is_found_and_the_mere_word_is_not() {
        assert!(is_protected(b"%PDF-1.4\ntrailer\n<< /Size 6 /Root 1 0 R /Encrypt 5 0 R /ID [<00>] >>"));
        assert!(is_protected(b"<</Type/XRef/Encrypt 12 0 R/Root 1 0 R>>"));
        assert!(is_protected(b"trailer << /Encrypt\r\n<< /Filter /Standard >> >>"));
        assert!(!is_protected(b"%PDF-1.4 (how to use /Encrypt in a trailer) /EncryptMetadata false"));
        assert!(!is_protected(b"%PDF-1.4 trailer << /Root 1 0 R >>"));
        assert!(!is_protected(b"/Encrypt"));
    }
}
