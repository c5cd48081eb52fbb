//! Sets of characters in patterns: `[a-z-[aeiou]]`, `\d`, `\p{L}`, `\i` (XML Schema 1.0 part 2 appendix F.1). In: a reader at a
//! set. Out: the set. Categories and cases are Unicode's, from the tables of a library.

use super::read::{PatternFault, Reader};
use regex_syntax::hir::{Class as LibraryClass, ClassUnicode, ClassUnicodeRange, HirKind};

/// A set of characters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Class(ClassUnicode);

impl Class {
    /// One character, or both its cases.
    pub(super) fn of(letter: char, any_case: bool) -> Self {
        let mut class = ranges(&[(letter, letter)]);
        if any_case {
            class.fold();
        }
        class
    }
    /// Ascending ranges, ends included.
    pub(super) fn ranges(&self) -> Vec<(char, char)> {
        self.0.iter().map(|range| (range.start(), range.end())).collect()
    }
    fn fold(&mut self) {
        // The tables are built in; without them the set stays as it is.
        let _ = self.0.try_case_fold_simple();
    }
    fn others(mut self) -> Self {
        self.0.negate();
        self
    }
}

fn ranges(ranges: &[(char, char)]) -> Class {
    Class(ClassUnicode::new(ranges.iter().map(|(low, high)| ClassUnicodeRange::new(*low, *high))))
}

/// `.`
pub(super) fn dot(line_ends: bool) -> Class {
    if line_ends { ranges(&[('\0', char::MAX)]) } else { ranges(&[('\n', '\n'), ('\r', '\r')]).others() }
}

/// What follows `[`.
pub(super) fn bracketed(reader: &mut Reader) -> Result<Class, PatternFault> {
    reader.deeper()?;
    let negated = reader.take('^');
    let mut class = ranges(&[]);
    let mut is_first = true;
    loop {
        let Some(next) = reader.peek() else { return reader.wrong() };
        let after = reader.letters.get(reader.at + 1).copied();
        if next == ']' && !is_first {
            reader.at += 1;
            break;
        }
        if next == '-' && after == Some('[') && !is_first {
            reader.at += 2;
            let without = bracketed(reader)?;
            if !reader.take(']') {
                return reader.wrong();
            }
            return Ok(finished(class, negated, reader.flags.any_case, Some(&without)));
        }
        // A hyphen stands for itself at the beginning and at the end only.
        if matches!(next, '[' | ']') || (next == '-' && !is_first && after != Some(']')) {
            return reader.wrong();
        }
        is_first = false;
        let part = if next == '\\' {
            escape_as_written(reader)?
        } else {
            reader.at += 1;
            ranges(&[(next, next)])
        };
        let is_range = reader.peek() == Some('-') && !matches!(reader.letters.get(reader.at + 1), Some('[' | ']') | None);
        if let (true, [(low, single)]) = (is_range, part.ranges().as_slice())
            && low == single
        {
            reader.at += 1;
            let high = match reader.peek() {
                Some('\\') => match escape_as_written(reader)?.ranges().as_slice() {
                    [(high, same)] if high == same => *high,
                    _ => return reader.wrong(),
                },
                Some(high) => {
                    reader.at += 1;
                    high
                }
                None => return reader.wrong(),
            };
            if high < *low {
                return reader.wrong();
            }
            class.0.union(&ranges(&[(*low, high)]).0);
        } else {
            class.0.union(&part.0);
        }
    }
    Ok(finished(class, negated, reader.flags.any_case, None))
}

fn finished(mut class: Class, negated: bool, any_case: bool, without: Option<&Class>) -> Class {
    if any_case {
        class.fold();
    }
    let mut class = if negated { class.others() } else { class };
    if let Some(without) = without {
        class.0.difference(&without.0);
    }
    class
}

/// What `\` and the letters after it mean.
pub(super) fn escape(reader: &mut Reader) -> Result<Class, PatternFault> {
    let mut class = escape_as_written(reader)?;
    if reader.flags.any_case && class.ranges().len() == 1 {
        class.fold();
    }
    Ok(class)
}

fn escape_as_written(reader: &mut Reader) -> Result<Class, PatternFault> {
    reader.at += 1;
    let Some(letter) = reader.peek() else { return reader.wrong() };
    reader.at += 1;
    let single = |letter| Ok(ranges(&[(letter, letter)]));
    match letter {
        'n' => single('\n'),
        'r' => single('\r'),
        't' => single('\t'),
        '\\' | '|' | '.' | '-' | '^' | '?' | '*' | '+' | '{' | '}' | '(' | ')' | '[' | ']' | '$' => single(letter),
        's' | 'S' | 'd' | 'D' | 'w' | 'W' | 'i' | 'I' | 'c' | 'C' => {
            let class = match letter.to_ascii_lowercase() {
                's' => Some(ranges(&[('\t', '\n'), ('\r', '\r'), (' ', ' ')])),
                'd' => category("Nd"),
                'w' => {
                    let mut others = ranges(&[]);
                    for name in ["P", "Z", "C"] {
                        others.0.union(&category(name).unwrap_or_else(|| ranges(&[])).0);
                    }
                    Some(others.others())
                }
                'i' => Some(ranges(NAME_STARTS)),
                _ => {
                    let mut class = ranges(NAME_STARTS);
                    class.0.union(&ranges(NAME_PARTS).0);
                    Some(class)
                }
            };
            match class {
                Some(class) => Ok(if letter.is_ascii_uppercase() { class.others() } else { class }),
                None => reader.wrong(),
            }
        }
        'p' | 'P' => {
            let Some(length) = reader.letters.get(reader.at..).and_then(|rest| rest.iter().position(|letter| *letter == '}')) else {
                return reader.wrong();
            };
            let name: String = reader.letters.iter().skip(reader.at).take(length).collect();
            let class = name.strip_prefix('{').and_then(|name| name.strip_prefix("Is").map_or_else(|| category(name), block));
            let Some(class) = class else { return reader.wrong() };
            reader.at += length + 1;
            Ok(if letter == 'P' { class.others() } else { class })
        }
        _ => {
            reader.at -= 1;
            reader.wrong()
        }
    }
}

/// A general category of Unicode, by its short name.
fn category(name: &str) -> Option<Class> {
    if !CATEGORIES.contains(&name) {
        return None;
    }
    let parsed = regex_syntax::parse(&format!("\\p{{{name}}}")).ok()?;
    match parsed.into_kind() {
        HirKind::Class(LibraryClass::Unicode(class)) => Some(Class(class)),
        _ => None,
    }
}

fn block(name: &str) -> Option<Class> {
    BLOCKS.iter().find(|(known, ..)| *known == name).map(|(_, low, high)| ranges(&[(*low, *high)]))
}

const CATEGORIES: &[&str] = &[
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z",
    "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
];

/// The blocks of Unicode that German forms may name; the others are refused, not guessed.
const BLOCKS: &[(&str, char, char)] = &[
    ("BasicLatin", '\0', '\u{7f}'),
    ("Latin-1Supplement", '\u{80}', '\u{ff}'),
    ("LatinExtended-A", '\u{100}', '\u{17f}'),
    ("LatinExtended-B", '\u{180}', '\u{24f}'),
    ("IPAExtensions", '\u{250}', '\u{2af}'),
    ("SpacingModifierLetters", '\u{2b0}', '\u{2ff}'),
    ("CombiningDiacriticalMarks", '\u{300}', '\u{36f}'),
    ("Greek", '\u{370}', '\u{3ff}'),
    ("GreekandCoptic", '\u{370}', '\u{3ff}'),
    ("Cyrillic", '\u{400}', '\u{4ff}'),
    ("Armenian", '\u{530}', '\u{58f}'),
    ("Hebrew", '\u{590}', '\u{5ff}'),
    ("Arabic", '\u{600}', '\u{6ff}'),
    ("Georgian", '\u{10a0}', '\u{10ff}'),
    ("LatinExtendedAdditional", '\u{1e00}', '\u{1eff}'),
    ("GreekExtended", '\u{1f00}', '\u{1fff}'),
    ("GeneralPunctuation", '\u{2000}', '\u{206f}'),
    ("SuperscriptsandSubscripts", '\u{2070}', '\u{209f}'),
    ("CurrencySymbols", '\u{20a0}', '\u{20cf}'),
    ("LetterlikeSymbols", '\u{2100}', '\u{214f}'),
    ("NumberForms", '\u{2150}', '\u{218f}'),
    ("Arrows", '\u{2190}', '\u{21ff}'),
    ("MathematicalOperators", '\u{2200}', '\u{22ff}'),
    ("Hiragana", '\u{3040}', '\u{309f}'),
    ("Katakana", '\u{30a0}', '\u{30ff}'),
    ("CJKUnifiedIdeographs", '\u{4e00}', '\u{9fff}'),
];

/// XML 1.0 (fifth edition) §2.3, NameStartChar.
const NAME_STARTS: &[(char, char)] = &[
    (':', ':'),
    ('A', 'Z'),
    ('_', '_'),
    ('a', 'z'),
    ('\u{c0}', '\u{d6}'),
    ('\u{d8}', '\u{f6}'),
    ('\u{f8}', '\u{2ff}'),
    ('\u{370}', '\u{37d}'),
    ('\u{37f}', '\u{1fff}'),
    ('\u{200c}', '\u{200d}'),
    ('\u{2070}', '\u{218f}'),
    ('\u{2c00}', '\u{2fef}'),
    ('\u{3001}', '\u{d7ff}'),
    ('\u{f900}', '\u{fdcf}'),
    ('\u{fdf0}', '\u{fffd}'),
    ('\u{10000}', '\u{effff}'),
];

/// What NameChar has beside it.
const NAME_PARTS: &[(char, char)] = &[('-', '.'), ('0', '9'), ('\u{b7}', '\u{b7}'), ('\u{300}', '\u{36f}'), ('\u{203f}', '\u{2040}')];
