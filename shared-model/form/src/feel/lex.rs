//! Letters → tokens. In: the text of an expression. Out: tokens with byte ranges; what can't be read is a token too, so that the
//! parser goes on (DMN 1.5 §10.3.1.2).

use std::ops::Range;

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// Kinds of tokens. Keywords are names: FEEL has no reserved words inside names of several words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Number(String),
    Text(String),
    Name(String),
    Sign(&'static str),
    Bad(Unreadable),
    End,
}

/// Why letters are no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// A character that means nothing.
    Character(char),
    /// A text without closing quote.
    OpenText,
    /// `\u` without the digits of a character.
    Escape,
    /// A comment without end.
    OpenComment,
}

/// Longer signs first.
const SIGNS: &[&str] = &["**", "..", "<=", ">=", "!=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", "{", "}", ",", ".", ":", "@"];

/// All tokens, `End` last.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = next(rest);
        if let Some(kind) = kind {
            found.push(Token { kind, range: at..at + length });
        }
        at += length.max(1);
    }
    found.push(Token { kind: TokenKind::End, range: text.len()..text.len() });
    found
}

fn next(rest: &str) -> (Option<TokenKind>, usize) {
    let Some(first) = rest.chars().next() else { return (None, 0) };
    if first.is_whitespace() {
        return (None, first.len_utf8());
    }
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or((Some(TokenKind::Bad(Unreadable::OpenComment)), rest.len()), |end| (None, end + 2));
    }
    if first == '"' {
        return text(rest);
    }
    if first == '\'' {
        // Texts of other languages: one slip, not three.
        let length = rest.get(1..).and_then(|more| more.find('\'')).map_or(1, |end| end + 2);
        return (Some(TokenKind::Bad(Unreadable::Character(first))), length);
    }
    if first.is_ascii_digit() || (first == '.' && rest.get(1..).is_some_and(|more| more.starts_with(|next: char| next.is_ascii_digit()))) {
        let length = number(rest);
        return (Some(TokenKind::Number(rest.get(..length).unwrap_or("").to_owned())), length);
    }
    if begins_name(first) {
        let length = rest.find(|letter: char| !is_name_part(letter)).unwrap_or(rest.len());
        return (Some(TokenKind::Name(rest.get(..length).unwrap_or("").to_owned())), length);
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(sign) => (Some(TokenKind::Sign(sign)), sign.len()),
        None => (Some(TokenKind::Bad(Unreadable::Character(first))), first.len_utf8()),
    }
}

/// Grammar rule 28.
fn begins_name(letter: char) -> bool {
    matches!(letter,
        '?' | '_' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// Grammar rule 29.
fn is_name_part(letter: char) -> bool {
    begins_name(letter) || matches!(letter, '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

fn number(rest: &str) -> usize {
    let digits = |from: usize| rest.get(from..).map_or(0, |part| part.bytes().take_while(u8::is_ascii_digit).count());
    let mut length = digits(0);
    if rest.get(length..).is_some_and(|part| part.starts_with('.')) && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    let exponent = rest.get(length..).unwrap_or("");
    if exponent.starts_with(['e', 'E']) {
        let sign = usize::from(exponent.get(1..).is_some_and(|part| part.starts_with(['+', '-'])));
        let power = digits(length + 1 + sign);
        if power > 0 {
            length += 1 + sign + power;
        }
    }
    length
}

fn text(rest: &str) -> (Option<TokenKind>, usize) {
    let mut value = String::new();
    let mut letters = rest.char_indices().skip(1);
    let mut escape_failed = false;
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => {
                let kind = if escape_failed { TokenKind::Bad(Unreadable::Escape) } else { TokenKind::Text(value) };
                return (Some(kind), at + 1);
            }
            '\\' => match letters.next().map(|(_, escaped)| escaped) {
                Some('n') => value.push('\n'),
                Some('r') => value.push('\r'),
                Some('t') => value.push('\t'),
                Some(same @ ('"' | '\'' | '\\')) => value.push(same),
                Some(length @ ('u' | 'U')) => {
                    let count = if length == 'u' { 4 } else { 6 };
                    let first = hexadecimal(&mut letters, count);
                    // Beyond the basic plane, `\u` is written as a surrogate pair.
                    let code = match first {
                        Some(high @ 0xD800..=0xDBFF) => {
                            let is_pair = letters.next().map(|(_, letter)| letter) == Some('\\')
                                && letters.next().map(|(_, letter)| letter) == Some('u');
                            let low = if is_pair { hexadecimal(&mut letters, 4) } else { None };
                            low.filter(|low| (0xDC00..=0xDFFF).contains(low)).map(|low| 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
                        }
                        other => other,
                    };
                    match code.and_then(char::from_u32) {
                        Some(character) => value.push(character),
                        None => escape_failed = true,
                    }
                }
                // Any other backslash is one (grammar rule 36), as patterns need it: "\d+".
                Some(other) => value.extend(['\\', other]),
                None => {}
            },
            other => value.push(other),
        }
    }
    (Some(TokenKind::Bad(Unreadable::OpenText)), rest.len())
}

fn hexadecimal(letters: &mut impl Iterator<Item = (usize, char)>, count: usize) -> Option<u32> {
    let digits: String = letters.take(count).map(|(_, digit)| digit).collect();
    u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        tokens(text).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn ranges_are_not_decimal_numbers() {
        assert_eq!(kinds("1..5"), [TokenKind::Number("1".into()), TokenKind::Sign(".."), TokenKind::Number("5".into()), TokenKind::End]);
        assert_eq!(kinds("1.5"), [TokenKind::Number("1.5".into()), TokenKind::End]);
    }

    #[test]
    fn texts_know_escapes_and_their_end() {
        assert_eq!(kinds(r#""a\"b\u00e4""#), [TokenKind::Text("a\"bä".into()), TokenKind::End]);
        assert_eq!(kinds(r#""\ud83d\ude00\U01f600""#), [TokenKind::Text("😀😀".into()), TokenKind::End]);
        assert_eq!(kinds(r#""\ud83d""#), [TokenKind::Bad(Unreadable::OpenText), TokenKind::End]);
        assert_eq!(kinds("\"offen"), [TokenKind::Bad(Unreadable::OpenText), TokenKind::End]);
    }

    #[test]
    fn comments_and_white_space_are_no_tokens() {
        assert_eq!(kinds(" /* a */ // b\n x "), [TokenKind::Name("x".into()), TokenKind::End]);
    }
}
