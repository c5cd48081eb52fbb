//! German number plates (§ 9 and § 10 FZV). In: `gi ab123`. Out: `GI-AB 123`; oldtimers
//! and electric cars `GI-AB 123H`, `GI-AB 123E`; seasonal `GI-AB 123 04-10`.

use super::{Fault, Reading};

/// Most letters and digits of the plate, the suffix counted, the season not.
const MOST: usize = 8;

/// Reads a plate.
pub(super) fn read(typed: &str) -> Result<Reading, Fault> {
    let tidy = super::text::tidy(typed);
    let plate = plate(&tidy).ok_or(Fault::NotANumberPlate)?;
    Ok(Reading::text(plate))
}

fn plate(typed: &str) -> Option<String> {
    let runs = runs(typed)?;
    let mut runs = runs.iter().map(String::as_str).peekable();
    let (district, identity) = letters(&mut runs)?;
    let number = runs.next().filter(|number| number.len() <= 4 && is_number(number) && !number.starts_with('0'))?;
    let suffix = runs.next_if(|run| matches!(*run, "E" | "H")).unwrap_or("");
    let season = match (runs.next(), runs.next(), runs.next()) {
        (None, ..) => None,
        (Some(from), Some(to), None) => Some(season(from, to)?),
        _ => return None,
    };
    let length = district.chars().count() + identity.len() + number.len() + suffix.len();
    if length > MOST {
        return None;
    }
    let mut plate = [&district, "-", &identity, " ", number, suffix].concat();
    if let Some(season) = season {
        plate.push(' ');
        plate.push_str(&season);
    }
    Some(plate)
}

/// Runs of letters and of digits in capitals; anything else but the usual separators is no plate.
fn runs(typed: &str) -> Option<Vec<String>> {
    let mut runs: Vec<String> = Vec::new();
    let mut was_digit = None;
    for character in typed.chars() {
        let capital = match character {
            'a'..='z' => character.to_ascii_uppercase(),
            'ä' => 'Ä',
            'ö' => 'Ö',
            'ü' => 'Ü',
            'A'..='Z' | 'Ä' | 'Ö' | 'Ü' | '0'..='9' => character,
            ' ' | '-' | '.' | ':' | '/' | '·' | '(' | ')' => {
                was_digit = None;
                continue;
            }
            _ => return None,
        };
        let is_digit = capital.is_ascii_digit();
        match runs.last_mut() {
            Some(run) if was_digit == Some(is_digit) => run.push(capital),
            _ => runs.push(capital.to_string()),
        }
        was_digit = Some(is_digit);
    }
    Some(runs)
}

/// District and identity letters. Written together they are taken apart only where there is one way to do it: `BM1` is
/// `B-M 1`, but `GIA1` may be `G-IA 1` or `GI-A 1`.
fn letters<'a>(runs: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>) -> Option<(String, String)> {
    let first = runs.next()?;
    if let Some(second) = runs.next_if(|run| !is_number(run)) {
        return fits(first, second).then(|| (first.to_owned(), second.to_owned()));
    }
    let mut ways = first.char_indices().skip(1).filter_map(|(at, _)| first.split_at_checked(at)).filter(|(left, right)| fits(left, right));
    let way = ways.next()?;
    ways.next().is_none().then(|| (way.0.to_owned(), way.1.to_owned()))
}

/// One to three letters of the district, umlauts among them; one or two of A–Z.
fn fits(district: &str, identity: &str) -> bool {
    (1..=3).contains(&district.chars().count())
        && district.chars().all(|character| !character.is_ascii_digit())
        && (1..=2).contains(&identity.len())
        && identity.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_number(run: &str) -> bool {
    run.bytes().all(|byte| byte.is_ascii_digit())
}

/// Two to eleven months (§ 10 (3) FZV), over the turn of the year too.
fn season(from: &str, to: &str) -> Option<String> {
    let month =
        |run: &str| Some(run).filter(|run| run.len() <= 2 && is_number(run))?.parse::<i32>().ok().filter(|month| (1..=12).contains(month));
    let (first, last) = (month(from)?, month(to)?);
    let months = (last - first).rem_euclid(12) + 1;
    let two = |month: i32| if month < 10 { ["0", &month.to_string()].concat() } else { month.to_string() };
    (2..=11).contains(&months).then(|| [two(first), two(last)].join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plates_are_brought_into_one_form() {
        for (typed, normal) in [
            ("gi ab123", "GI-AB 123"),
            ("GI-AB 123", "GI-AB 123"),
            ("gi-ab-123", "GI-AB 123"),
            ("B M 1", "B-M 1"),
            ("BM1", "B-M 1"),
            ("TÖL-A 12", "TÖL-A 12"),
            ("wü x 9999", "WÜ-X 9999"),
            ("fü\u{2013}ab 12", "FÜ-AB 12"),
            ("LÖ\u{308}", ""),
            ("GI-AB 123E", "GI-AB 123E"),
            ("GI AB 123 h", "GI-AB 123H"),
            ("GI-AB 123 04-10", "GI-AB 123 04-10"),
            ("GI-AB 123H (4/10)", "GI-AB 123H 04-10"),
            ("GI-AB 123 11-02", "GI-AB 123 11-02"),
            ("SLÜABC1", ""),
        ] {
            let read = read(typed).map(|reading| reading.normal_text());
            assert_eq!(read.unwrap_or_default(), normal, "{typed}");
        }
    }

    #[test]
    fn what_is_no_plate_is_refused() {
        for typed in [
            "",
            "GI",
            "GI-AB",
            "123",
            "GI-AB 0123",
            "GI-AB 0",
            "GI-AB 12345",
            "ABCD-E 1",
            "GI-ABC 1",
            "GIA-AB 1234",
            "GI-AB 1234E1",
            "GI-AÖ 12",
            "GI-AB 12X",
            "GIA1",
            "GIAB123",
            "GI-AB 123 04-04",
            "GI-AB 123 04-03",
            "GI-AB 123 00-10",
            "GI-AB 123 13-02",
            "GI-AB 123 04",
            "GI_AB 123",
            "ГИ-АБ 123",
            "GI-AB 1 2 3 4",
        ] {
            assert_eq!(read(typed), Err(Fault::NotANumberPlate), "{typed}");
        }
    }

    #[test]
    fn eight_characters_are_the_most_the_suffix_counted() {
        assert!(read("GI-AB 1234").is_ok());
        assert!(read("GIA-B 1234").is_ok());
        assert!(read("G-AB 1234H").is_ok());
        assert_eq!(read("GIA-B 1234H"), Err(Fault::NotANumberPlate));
    }

    #[test]
    fn an_umlaut_may_come_as_letter_and_mark() {
        assert_eq!(read("To\u{308}l A 12").unwrap().normal_text(), "TÖL-A 12");
    }
}
