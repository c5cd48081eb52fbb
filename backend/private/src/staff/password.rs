//! Passwords: whether one may be used, hashing and checking. In: a password and its context. Out: faults, PHC strings, yes or no.
//! Hashing: Argon2id, 19 MiB, two passes (OWASP Password Storage Cheat Sheet; RFC 9106).

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use vordruck_contract::postbox::{PasswordFault, PasswordProfile};

use crate::clock::{Rng, UnixSeconds};

const DAY: UnixSeconds = 86_400;
/// How many earlier passwords can't come back (profile `bestand`; with `modern` it is the present one, which would be no change).
pub(crate) const REMEMBERED: usize = 6;
/// Longest password in bytes: beyond it nobody types, but hashing would take longer.
const MOST_BYTES: usize = 256;

/// What a password is judged by.
pub(crate) struct Context<'a> {
    /// Words that must not be in it: names, tenant, service.
    pub(crate) words: &'a [String],
    /// The present and earlier passwords, hashed.
    pub(crate) earlier: &'a [String],
    /// When the present one was set; none when an administrator sets the new one, who need not wait.
    pub(crate) set_at: Option<UnixSeconds>,
    /// Now.
    pub(crate) now: UnixSeconds,
}

/// Everything that speaks against a password. Slow: it hashes once for each earlier password that can't come back.
pub(crate) fn faults(profile: PasswordProfile, password: &str, context: &Context<'_>) -> Vec<PasswordFault> {
    let least = match profile {
        PasswordProfile::Modern => 15,
        PasswordProfile::Bestand => 10,
    };
    let mut faults = Vec::new();
    let mut note = |is_wrong: bool, fault| faults.extend(is_wrong.then_some(fault));
    note(password.chars().count() < least, PasswordFault::TooShort);
    note(password.len() > MOST_BYTES, PasswordFault::TooLong);
    note(is_well_known(password), PasswordFault::WellKnown);
    // The incumbent's rule knows no harmless short names; with the modern one `max` in a long sentence is no loss.
    let shortest_word = if profile == PasswordProfile::Bestand { 3 } else { 4 };
    note(holds_a_word_of(password, context.words, shortest_word), PasswordFault::Context);
    let remembered = if profile == PasswordProfile::Bestand { REMEMBERED } else { 1 };
    note(context.earlier.iter().take(remembered).any(|hash| verify(password, hash)), PasswordFault::UsedBefore);
    if profile == PasswordProfile::Bestand {
        note(is_guessable(password), PasswordFault::Guessable);
        note(classes(password) < 3, PasswordFault::TooFewClasses);
        note(context.set_at.is_some_and(|at| context.now < at + DAY), PasswordFault::ChangedRecently);
    }
    faults
}

/// Hashes a password with a fresh salt.
pub(crate) fn hash(password: &str, rng: &Rng) -> Option<String> {
    let salt: [u8; 16] = rng.bytes().ok()?;
    hasher()?.hash_password_with_salt(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

/// Whether a password is the one that was hashed.
pub(crate) fn verify(password: &str, phc: &str) -> bool {
    let Ok(hash) = PasswordHash::new(phc) else { return false };
    hasher().is_some_and(|hasher| hasher.verify_password(password.as_bytes(), &hash).is_ok())
}

fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// On the list, once what is usually appended and swapped is taken away; or few different characters; or one long run.
fn is_well_known(password: &str) -> bool {
    let lower = password.to_lowercase();
    let plain: String = lower.chars().filter(|c| !c.is_whitespace()).map(unswap).collect();
    // What is appended goes first: `12345` would otherwise be read as letters.
    let core: String = lower.trim_matches(|c: char| !c.is_alphabetic()).chars().filter(|c| !c.is_whitespace()).map(unswap).collect();
    let listed = |text: &str| {
        !text.is_empty() && WELL_KNOWN.lines().any(|known| known == text || (!known.is_empty() && is_repetition_of(text, known)))
    };
    let different = plain.chars().collect::<std::collections::BTreeSet<_>>().len();
    listed(&lower) || listed(&plain) || listed(&core) || different < 5 || is_run(&lower)
}

/// The letter a sign often stands for.
fn unswap(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

fn is_repetition_of(text: &str, word: &str) -> bool {
    text.len() > word.len() && text.len().is_multiple_of(word.len()) && text.replace(word, "").is_empty()
}

/// `abcdefghij…`, `1234567890…`, a row of the keyboard: each character follows the one before on one of these strings.
fn is_run(text: &str) -> bool {
    const ROWS: [&str; 6] = [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890",
        "qwertzuiopüasdfghjklöäyxcvbnm",
        "qwertyuiopasdfghjklzxcvbnm",
        "^1234567890ß´",
        "1q2w3e4r5t6z7u8i9o0p",
    ];
    let mut pairs = text.chars().zip(text.chars().skip(1)).peekable();
    pairs.peek().is_some()
        && pairs.all(|(a, b)| {
            ROWS.iter().any(|row| {
                let next = row.chars().zip(row.chars().skip(1)).any(|(x, y)| (x, y) == (a, b) || (y, x) == (a, b));
                next || row.ends_with(a) && row.starts_with(b)
            })
        })
}

/// A birthday, a number plate or an address with hardly anything else. Told by what they look like: to know the real ones, we would have to
/// collect them.
fn is_guessable(password: &str) -> bool {
    const LEAST_BESIDE: usize = 4;
    let lower = password.to_lowercase();
    GUESSABLE.iter().flat_map(|pattern| pattern.find_iter(&lower)).any(|found| {
        let beside = [lower.get(..found.start()), lower.get(found.end()..)];
        beside.into_iter().flatten().map(|text| text.chars().count()).sum::<usize>() < LEAST_BESIDE
    })
}

static GUESSABLE: std::sync::LazyLock<Vec<regex::Regex>> = std::sync::LazyLock::new(|| {
    let patterns = [
        // Days: 1.2.1980, 01021980, 1980-02-01, 1. Februar 1980.
        r"\d{1,2}[.\-/ ]{0,2}\d{1,2}[.\-/ ]{0,2}(19|20)?\d{2}",
        r"(19|20)\d{2}[.\-/ ]?\d{1,2}[.\-/ ]?\d{1,2}",
        r"\d{0,2}[. \-]{0,2}(januar|februar|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)[. \-]{0,2}(19|20)?\d{2}",
        // Number plates: GI-AB 1234.
        r"\b[a-zäöü]{1,3}[\- :]?[a-z]{1,2}[\- ]?\d{1,4}[eh]?",
        // Streets with a number, with or without town.
        r"[a-zäöüß\-]*(straße|strasse|str\.?|weg|platz|allee|gasse|ring|ufer|damm)[ \-]?\d{1,3} ?[a-z]?([ ,\-]*\d{5})?",
    ];
    patterns.iter().filter_map(|pattern| regex::Regex::new(pattern).ok()).collect()
});

fn holds_a_word_of(password: &str, words: &[String], shortest: usize) -> bool {
    let lower = password.to_lowercase();
    words
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= shortest)
        .any(|word| lower.contains(&word.to_lowercase()))
}

fn classes(password: &str) -> usize {
    let has = |test: fn(char) -> bool| usize::from(password.chars().any(test));
    has(char::is_uppercase) + has(char::is_lowercase) + has(|c| c.is_ascii_digit()) + has(|c| !c.is_alphanumeric())
}

/// Passwords that lists of leaked ones begin with, and German ones, in lower case, a line each.
const WELL_KNOWN: &str = include_str!("well_known_passwords.txt");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandomness;
    use std::sync::Arc;

    fn check(profile: PasswordProfile, password: &str) -> Vec<PasswordFault> {
        let words = ["a.schmidt", "Anna Schmidt", "Stadt Musterstadt", "bewohnerparken"].map(str::to_owned);
        faults(profile, password, &Context { words: &words, earlier: &[], set_at: None, now: 0 })
    }

    #[test]
    fn modern_wants_length_and_nothing_well_known_and_no_classes() {
        use PasswordFault::{Context as InContext, TooShort, WellKnown};
        for (password, expected) in [
            ("kaffee regal dienstag wolke", vec![]),
            ("nurkleinbuchstabenundsonstnichts", vec![]),
            ("Zu-kurz!9", vec![TooShort]),
            ("passwortpasswort", vec![WellKnown]),
            ("P4$$w0rt12345678", vec![WellKnown]),
            ("aaaaaaaaaaaaaaaa", vec![WellKnown]),
            ("abcdefghijklmnop", vec![WellKnown]),
            ("qwertzuiopüasdfg", vec![WellKnown]),
            ("schmidtkaffeeregal", vec![InContext]),
            ("im Musterstadt-Regal", vec![InContext]),
        ] {
            assert_eq!(check(PasswordProfile::Modern, password), expected, "{password}");
        }
    }

    #[test]
    fn bestand_wants_three_of_four_classes() {
        use PasswordFault::{TooFewClasses, TooShort};
        for (password, expected) in
            [("Kaffee-Regal", vec![]), ("kaffee-regal", vec![TooFewClasses]), ("Kaffee7regal", vec![]), ("Kaffee7r", vec![TooShort])]
        {
            assert_eq!(check(PasswordProfile::Bestand, password), expected, "{password}");
        }
    }

    #[test]
    fn bestand_refuses_birthdays_plates_addresses_and_short_user_names() {
        use PasswordFault::{Context as InContext, Guessable, WellKnown};
        for (password, expected) in [
            ("24.Februar.1980", vec![WellKnown, Guessable]),
            ("Ab-24.12.1980", vec![Guessable]),
            ("1980-12-24-A!", vec![Guessable]),
            ("GI-AB 1234 !", vec![Guessable]),
            ("Lindenallee 17a", vec![Guessable]),
            ("Gartenweg-12 35390", vec![Guessable]),
            ("Regal-Wolke-24.12.1980", vec![]),
            ("Kaffee-GI-AB 1234", vec![]),
        ] {
            assert_eq!(check(PasswordProfile::Bestand, password), expected, "{password}");
        }
        assert_eq!(GUESSABLE.len(), 5, "a pattern is none");
        let words = ["max".to_owned()];
        let context = Context { words: &words, earlier: &[], set_at: None, now: 0 };
        assert_eq!(faults(PasswordProfile::Bestand, "Kaffee-Max-7", &context), [InContext]);
        assert_eq!(faults(PasswordProfile::Modern, "kaffee maximal regal", &context), []);
    }

    #[test]
    fn bestand_remembers_six_passwords_and_wants_a_day_between_changes() {
        let rng = Rng(Arc::new(SystemRandomness));
        let earlier: Vec<String> = (0..7).map(|n| hash(&format!("Kaffee-Regal-{n}"), &rng).unwrap()).collect();
        let context = |set_at, now| Context { words: &[], earlier: &earlier, set_at, now };
        let judge = |password, context: &Context<'_>| faults(PasswordProfile::Bestand, password, context);
        assert_eq!(judge("Kaffee-Regal-5", &context(None, 0)), [PasswordFault::UsedBefore]);
        assert_eq!(judge("Kaffee-Regal-6", &context(None, 0)), []);
        assert_eq!(judge("Kaffee-Regal-9", &context(Some(1_000), 1_000 + DAY - 1)), [PasswordFault::ChangedRecently]);
        assert_eq!(judge("Kaffee-Regal-9", &context(Some(1_000), 1_000 + DAY)), []);
    }

    #[test]
    fn the_present_password_is_no_new_one() {
        let rng = Rng(Arc::new(SystemRandomness));
        let earlier: Vec<String> =
            ["kaffee regal dienstag", "wolke unter dem tisch"].iter().map(|text| hash(text, &rng).unwrap()).collect();
        let judge = |password| faults(PasswordProfile::Modern, password, &Context { words: &[], earlier: &earlier, set_at: None, now: 0 });
        assert_eq!(judge("kaffee regal dienstag"), [PasswordFault::UsedBefore]);
        assert_eq!(judge("wolke unter dem tisch"), []);
    }

    #[test]
    fn a_hash_verifies_its_password_only_and_names_its_cost() {
        let hash = hash("kaffee regal dienstag wolke", &Rng(Arc::new(SystemRandomness))).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("kaffee regal dienstag wolke", &hash) && !verify("kaffee regal dienstag wolkf", &hash));
        assert!(!verify("kaffee regal dienstag wolke", "no phc string"));
    }
}
