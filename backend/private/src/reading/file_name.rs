//! File names of strangers. In: whatever a browser sent, or the process that reads says it sent. Out: a name that is safe to show and to save: no path, no
//! control or direction characters, an extension that fits the content. Cleaning what is clean changes nothing.

use vordruck_form::compiled::FileKind;

/// Longest name without its extension, in characters.
const MOST: usize = 80;

/// Cleans a name.
pub(super) fn clean(name: &str, kind: FileKind) -> String {
    format!("{}.{}", stem(name), extension(kind))
}

/// Cleans the name of a file whose content may be of any kind: the extension stays if it is a plain one.
pub(crate) fn clean_of_any_kind(name: &str) -> String {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension)
        .filter(|extension| (1..=8).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric()));
    format!("{}.{}", stem(name), extension.unwrap_or("bin"))
}

fn stem(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let kept: String = stem.chars().filter(|c| !is_dangerous(*c)).take(MOST).collect();
    let kept = kept.trim_start_matches(|c: char| c.is_whitespace() || ".=+-@".contains(c)).trim_end();
    if kept.is_empty() { "Anlage".to_owned() } else { kept.to_owned() }
}

/// Control characters, what file systems and shells take for syntax, and characters that turn the direction of reading (CVE-2021-42574) or can't be seen.
fn is_dangerous(c: char) -> bool {
    c.is_control()
        || "\"*/:<>?\\|;'`$&".contains(c)
        || matches!(c, '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn extension(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "pdf",
        FileKind::Jpeg => "jpg",
        FileKind::Png => "png",
        FileKind::Heic => "heic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_paths_directions_and_false_extensions() {
        for (name, cleaned) in [
            ("Fahrzeugschein.PDF", "Fahrzeugschein.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            (r"C:\Users\x\Müller & Söhne.pdf", "Müller  Söhne.pdf"),
            ("rechnung\u{202e}fdp.exe", "rechnungfdp.pdf"),
            ("=cmd|' /C calc'!A0.csv", "C calc!A0.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
            (".htaccess", "Anlage.pdf"),
            ("= =1+1.csv", "1+1.pdf"),
            ("", "Anlage.pdf"),
        ] {
            assert_eq!(clean(name, FileKind::Pdf), cleaned, "{name:?}");
            assert_eq!(clean(cleaned, FileKind::Pdf), cleaned, "cleaned twice");
        }
        assert_eq!(clean_of_any_kind("../Bericht 1.docx"), "Bericht 1.docx");
        assert_eq!((clean_of_any_kind("x.a\u{202e}b"), clean_of_any_kind("ohne")), ("x.bin".to_owned(), "ohne.bin".to_owned()));
        assert_eq!(clean(&"ä".repeat(300), FileKind::Png).chars().count(), MOST + 4);
    }
}
