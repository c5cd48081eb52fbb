//! Sentences of FIM's rules → what they mean. FIM writes rules in German; only sentences that can be read in one way are read, word by
//! word. In: the sentence. Out: FIM ids and a condition. Knows no positions.

/// What a sentence means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// These are only there if a yes/no question was answered so.
    OnlyIf { targets: Vec<String>, decider: String, answer: bool },
    /// These are demanded if a yes/no question was answered so.
    RequiredIf { targets: Vec<String>, decider: String, answer: bool },
    /// Exactly one of these.
    OneOf { groups: Vec<String> },
}

/// Reads a sentence. None when it is not certain what it means.
pub(super) fn read(sentence: &str) -> Option<Meaning> {
    let words = words(sentence)?;
    only_if(&words).or_else(|| required_if(&words)).or_else(|| one_of(&words))
}

/// A word, or something FIM names: `"F00001027 Krankenversicherung vorhanden"`.
#[derive(Debug, PartialEq, Eq)]
enum Word {
    Plain(String),
    Named(String),
}

/// Quoted names become one word; a quoted text without an id, as behind `Feldgruppe G60000086`, says nothing more than the id.
fn words(sentence: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let plain = sentence.replace(['„', '“', '”'], "\"");
    for (number, piece) in plain.split('"').enumerate() {
        if number % 2 == 1 {
            if let Some(id) = piece.split_whitespace().next().filter(|id| is_id(id)) {
                words.push(Word::Named(id.to_owned()));
            } else if !matches!(words.last(), Some(Word::Named(_))) {
                return None;
            }
            continue;
        }
        for word in piece.replace(',', " , ").split_whitespace() {
            let bare = word.trim_end_matches('.');
            words.push(if is_id(bare) { Word::Named(bare.to_owned()) } else { Word::Plain(word.to_lowercase()) });
        }
    }
    // An even number of pieces is an odd number of quotes.
    plain.matches('"').count().is_multiple_of(2).then_some(words)
}

fn is_id(word: &str) -> bool {
    super::known::is_fim_id(word, 'F') || super::known::is_fim_id(word, 'G')
}

/// `A[, B und C] ist|sind nur dann zu befüllen, wenn D bejaht wurde.`
fn only_if(words: &[Word]) -> Option<Meaning> {
    let (targets, rest) = list(words)?;
    let rest = one(rest, &["ist", "sind"])?;
    let rest = all(rest, &["nur", "dann", "zu", "befüllen", ",", "wenn"])?;
    let (decider, answer, rest) = answered(rest)?;
    rest.is_empty().then_some(Meaning::OnlyIf { targets, decider, answer })
}

/// `Wenn D bejaht wurde, muss|müssen A[, B und C] befüllt|ausgefüllt|angegeben werden.`
fn required_if(words: &[Word]) -> Option<Meaning> {
    let rest = all(words, &["wenn"])?;
    let (decider, answer, rest) = answered(rest)?;
    let rest = all(rest, &[","])?;
    let rest = one(rest, &["muss", "müssen"])?;
    let (targets, rest) = list(rest)?;
    let rest = one(rest, &["befüllt", "ausgefüllt", "angegeben"])?;
    all(rest, &["werden."]).filter(|rest| rest.is_empty())?;
    Some(Meaning::RequiredIf { targets, decider, answer })
}

/// `Es muss entweder Feldgruppe A oder Feldgruppe B befüllt werden.`
fn one_of(words: &[Word]) -> Option<Meaning> {
    let mut rest = all(words, &["es", "muss", "entweder"])?;
    let mut groups = Vec::new();
    loop {
        rest = all(rest, &["feldgruppe"]).unwrap_or(rest);
        let (Word::Named(group), after) = rest.split_first()? else { return None };
        groups.push(group.clone());
        match all(after, &["oder"]) {
            Some(after) => rest = after,
            None => {
                let rest = one(after, &["befüllt", "ausgefüllt", "angegeben"])?;
                all(rest, &["werden."]).filter(|rest| rest.is_empty())?;
                return (groups.len() >= 2).then_some(Meaning::OneOf { groups });
            }
        }
    }
}

/// `A`, `A und B`, `A, B, und C`: names, and what follows.
fn list(mut words: &[Word]) -> Option<(Vec<String>, &[Word])> {
    let mut names = Vec::new();
    loop {
        let (Word::Named(name), after) = words.split_first()? else { return None };
        names.push(name.clone());
        let comma = all(after, &[","]);
        let and = all(comma.unwrap_or(after), &["und"]);
        match and.or(comma).filter(|next| matches!(next.first(), Some(Word::Named(_)))) {
            Some(next) => words = next,
            None => return Some((names, after)),
        }
    }
}

/// `D bejaht wurde`, with or without a full stop.
fn answered(words: &[Word]) -> Option<(String, bool, &[Word])> {
    let (Word::Named(decider), rest) = words.split_first()? else { return None };
    let (Word::Plain(answer), rest) = rest.split_first()? else { return None };
    let answer = match answer.as_str() {
        "bejaht" => true,
        "verneint" => false,
        _ => return None,
    };
    Some((decider.clone(), answer, one(rest, &["wurde", "wurde."])?))
}

fn all<'w>(words: &'w [Word], expected: &[&str]) -> Option<&'w [Word]> {
    let (head, rest) = words.split_at_checked(expected.len())?;
    head.iter().zip(expected).all(|(word, expected)| is(word, expected)).then_some(rest)
}

fn one<'w>(words: &'w [Word], expected: &[&str]) -> Option<&'w [Word]> {
    let (head, rest) = words.split_first()?;
    expected.iter().any(|expected| is(head, expected)).then_some(rest)
}

fn is(word: &Word, expected: &str) -> bool {
    matches!(word, Word::Plain(word) if word == expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn sentences_of_real_schemas_are_read() {
        let sentence = "\"F00001028 Krankenversicherungsträger\" ist nur dann zu befüllen, wenn \"F00001027 Krankenversicherung vorhanden\" bejaht wurde.";
        let meaning = Meaning::OnlyIf { targets: ids(&["F00001028"]), decider: "F00001027".to_owned(), answer: true };
        assert_eq!(read(sentence), Some(meaning));
        let sentence = "\"F00001031 Staat - Anerkennnung\", \n\"F00001032 Abschließende Entscheidung\", und \"F00001033 Antrag Ablehnung\" sind nur dann zu befüllen, wenn \"F00001030 Antrag\" bejaht wurde.";
        let meaning =
            Meaning::OnlyIf { targets: ids(&["F00001031", "F00001032", "F00001033"]), decider: "F00001030".to_owned(), answer: true };
        assert_eq!(read(sentence), Some(meaning));
        let sentence = "Es muss entweder Feldgruppe G60000086 \"Anschrift Inland Straßenanschrift\" oder Feldgruppe G60000087 \"Anschrift Inland Postfachanschrift\" befüllt werden.";
        assert_eq!(read(sentence), Some(Meaning::OneOf { groups: ids(&["G60000086", "G60000087"]) }));
        let sentence = "Wenn „F00000001 A“ verneint wurde, müssen „F00000002 B“ und „F00000003 C“ angegeben werden.";
        let meaning = Meaning::RequiredIf { targets: ids(&["F00000002", "F00000003"]), decider: "F00000001".to_owned(), answer: false };
        assert_eq!(read(sentence), Some(meaning));
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        for sentence in [
            "",
            "Eine Definition",
            "\"F00001028 A\" ist nur dann zu befüllen, wenn \"F00001027 B\" bejaht wurde und \"F00001029 C\" leer ist.",
            "\"F00001028 A\" ist zu befüllen, wenn \"F00001027 B\" bejaht wurde.",
            "\"A\" ist nur dann zu befüllen, wenn \"F00001027 B\" bejaht wurde.",
            "\"F00001028 A ist nur dann zu befüllen, wenn \"F00001027 B\" bejaht wurde.",
            "Es muss entweder Feldgruppe G60000086 befüllt werden.",
        ] {
            assert_eq!(read(sentence), None, "{sentence}");
        }
    }
}
