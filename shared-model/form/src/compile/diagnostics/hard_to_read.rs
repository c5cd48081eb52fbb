//! **VD0084 hard-to-read**: a sentence or a word in Leichte Sprache is long.
//!
//! A hint, no judgement: DIN SPEC 33429 asks for short sentences (here: at most 12 words) and for long words to be divided
//! (`Haus·nummer`; here: at most 18 letters in one piece). Whether a text is Leichte Sprache only the people who need it can say.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;

/// VD0084
pub static CODE: Code = Code { id: "VD0084", slug: "hard-to-read", severity: Severity::Hint };

/// Most words of a sentence.
const WORDS: usize = 12;
/// Most letters of a word in one piece.
const LETTERS: usize = 18;

/// What is long in a text in Leichte Sprache.
pub(crate) fn check(span: Span, text: &str) -> Option<Diagnostic> {
    let sentence = text.split(['.', '!', '?', ':']).map(|sentence| sentence.split_whitespace().count()).find(|words| *words > WORDS);
    if let Some(count) = sentence {
        let message = say!("Dieser Satz hat {count} Wörter.", "This sentence has {count} words.");
        return Some(Diagnostic::new(&CODE, span, message).hint(say!("Machen Sie zwei daraus: höchstens {WORDS}.", "Make two of it: at most {WORDS}.")));
    }
    let pieces = text.split(|letter: char| !letter.is_alphabetic());
    let word = pieces.map(str::to_owned).find(|word| word.chars().count() > LETTERS)?;
    let message = say!("„{word}“ ist lang.", "“{word}” is long.");
    Some(Diagnostic::new(&CODE, span, message).hint(say!("Trennen Sie es mit · oder nehmen Sie ein anderes Wort.", "Divide it by · or take another word.")))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes_with_texts, page};

    #[test]
    fn long_sentences_and_words_are_hints() {
        let form = page(r#"<field id="a" type="text"><label>A</label></field>"#);
        let said = |label: &str| codes_with_texts(&form, "de-simple", &format!("process = Probe\np = Seite\na = {label}\n"));
        assert!(said("Wie heißt Ihr Hund? Schreiben Sie den Namen.").is_empty());
        assert_eq!(said("Schreiben Sie hier bitte den Namen von Ihrem Hund und auch noch das Alter auf"), ["VD0084"]);
        assert_eq!(said("Sondernutzungserlaubnis"), ["VD0084"]);
        assert!(said("Sonder·nutzungs·erlaubnis").is_empty());
        assert!(codes_with_texts(&form, "en", "process = Probe\np = Page\na = Sondernutzungserlaubnisses\n").is_empty());
    }
}
