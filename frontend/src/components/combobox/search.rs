//! Finding an answer by what was typed. In: labels, a text. Out: which of them fit, best first. Knows nothing of the screen.

use crate::components::radios::Choice;
use vordruck_form::validate::decomposed;

/// The answers of a question, ready to be searched.
pub(super) struct Answers {
    choices: Vec<Choice>,
    /// Each label in both ways of writing.
    spelled: Vec<[String; 2]>,
}

impl Answers {
    pub(super) fn new(choices: Vec<Choice>) -> Self {
        let spelled = choices.iter().map(|choice| spellings(&choice.label)).collect();
        Self { choices, spelled }
    }

    pub(super) fn choice(&self, at: usize) -> Option<&Choice> {
        self.choices.get(at)
    }

    /// Where a code stands.
    pub(super) fn of_code(&self, code: &str) -> Option<usize> {
        self.choices.iter().position(|choice| choice.code == code)
    }

    /// The answer a text names: by its label, however it is spelled, if there is only one; or by its code.
    pub(super) fn named(&self, text: &str) -> Option<usize> {
        let wanted = spellings(text);
        let is_meant = |spelled: &[String; 2]| spelled.iter().zip(&wanted).any(|(label, text)| label == text);
        let mut meant = (0..self.spelled.len()).filter(|at| self.spelled.get(*at).is_some_and(is_meant));
        match (meant.next(), meant.next()) {
            (Some(at), None) => Some(at),
            _ => self.of_code(text.trim()),
        }
    }

    /// Those that contain a text: first the ones that begin with it, then the ones with a word that does.
    pub(super) fn fitting(&self, text: &str) -> Vec<usize> {
        let wanted = spellings(text);
        let mut ranked: Vec<(u8, usize)> = Vec::new();
        for (at, spelled) in self.spelled.iter().enumerate() {
            let ranks = spelled.iter().zip(&wanted).filter_map(|(label, text)| rank(label, text));
            if let Some(rank) = ranks.min() {
                ranked.push((rank, at));
            }
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, at)| at).collect()
    }
}

fn rank(label: &str, text: &str) -> Option<u8> {
    let at = label.find(text)?;
    if at == 0 {
        return Some(0);
    }
    let begins_word = label.split(' ').any(|word| word.starts_with(text)) || label.contains(&[" ", text].concat());
    Some(if begins_word { 1 } else { 2 })
}

/// A text without capitals, marks and punctuation, in two ways: umlauts as plain letters (“osterreich”), and with an e (“oesterreich”).
fn spellings(text: &str) -> [String; 2] {
    let (mut plain, mut german) = (String::new(), String::new());
    for part in decomposed(text).chars() {
        let part = part.to_ascii_lowercase();
        match part {
            '\u{308}' => {
                if german.ends_with(['a', 'o', 'u']) {
                    german.push('e');
                }
            }
            '\u{300}'..='\u{36F}' => {}
            _ => {
                let mut sign = [0; 4];
                let letters = base(part).unwrap_or_else(|| part.encode_utf8(&mut sign));
                plain.push_str(letters);
                german.push_str(letters);
            }
        }
    }
    [single_spaced(&plain), single_spaced(&german)]
}

/// What stands for a letter that has no parts, or for a sign between words; none for what stands for itself.
fn base(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        '-' | '–' | ',' | '(' | ')' | '/' | '.' | '·' | '\u{A0}' => " ",
        '\'' | '’' | '„' | '“' | '"' => "",
        _ => return None,
    })
}

fn single_spaced(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(labels: &[&str]) -> Answers {
        let choice = |(at, label): (usize, &&str)| Choice { code: at.to_string(), label: (*label).to_owned(), hint: None };
        Answers::new(labels.iter().enumerate().map(choice).collect())
    }

    fn found<'a>(labels: &'a [&'a str], text: &str) -> Vec<&'a str> {
        answers(labels).fitting(text).into_iter().map(|at| labels[at]).collect()
    }

    const STATES: &[&str] = &["Côte d’Ivoire", "Frankreich", "Österreich", "Timor-Leste", "Türkei", "Vereinigtes Königreich"];

    #[test]
    fn umlauts_and_marks_are_found_however_they_are_typed() {
        for typed in ["österreich", "osterreich", "oesterreich", "ÖSTER", "O\u{308}st"] {
            assert_eq!(found(STATES, typed), ["Österreich"], "{typed}");
        }
        for typed in ["cote", "côte d'i", "Cote dIvoire"] {
            assert_eq!(found(STATES, typed), ["Côte d’Ivoire"], "{typed}");
        }
        assert_eq!(found(&["Groß-Gerau", "Lødz", "Łódź"], "lod"), ["Lødz", "Łódź"]);
        assert_eq!(found(&["Groß-Gerau"], "gross gerau"), ["Groß-Gerau"]);
    }

    #[test]
    fn what_begins_with_the_text_comes_first_then_words_then_the_rest() {
        assert_eq!(found(STATES, "k"), ["Vereinigtes Königreich", "Frankreich", "Türkei"]);
        assert_eq!(found(STATES, "leste"), ["Timor-Leste"]);
        assert_eq!(found(STATES, "t")[..2], ["Timor-Leste", "Türkei"]);
    }

    #[test]
    fn nothing_typed_finds_everything_in_its_order() {
        assert_eq!(found(STATES, " "), STATES);
        assert_eq!(found(STATES, "xyz"), [] as [&str; 0]);
    }

    #[test]
    fn a_whole_label_or_a_code_names_an_answer_and_a_part_of_one_does_not() {
        let states = answers(STATES);
        assert_eq!(
            ["oesterreich", "Timor Leste", "2", "Öster", ""].map(|text| states.named(text)),
            [Some(2), Some(3), Some(2), None, None]
        );
        assert_eq!(answers(&["Halle", "Halle", "Hall"]).named("halle"), None, "two of the same name");
    }
}
