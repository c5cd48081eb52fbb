//! Questions that conditions ask about: a model names variables, a form needs fields. In: conditions and the fields the model has.
//! Out: the id of each variable, and new fields for those that the model does not describe.

use super::condition::{Condition, Literal};
use crate::definition::{CodeList, Entry, Field, Ids};
use std::collections::HashMap;

/// What a variable is compared with everywhere.
#[derive(Debug, Default)]
struct Uses {
    booleans: bool,
    numbers: bool,
    codes: Vec<String>,
    unusable: bool,
    /// The page on which it is asked.
    page: usize,
    /// What the gateway asks.
    question: Option<String>,
}

/// A field that the model describes.
pub(super) struct Known {
    pub(super) id: String,
    pub(super) kind: &'static str,
    /// Codes, if it is chosen from a list.
    pub(super) codes: Vec<String>,
    pub(super) page: usize,
}

/// All variables.
#[derive(Default)]
pub(super) struct Questions {
    uses: HashMap<String, Uses>,
    order: Vec<String>,
    known: HashMap<String, Known>,
    ids: HashMap<String, String>,
}

impl Questions {
    /// A field that the model describes.
    pub(super) fn describe(&mut self, variable: String, known: Known) {
        self.known.entry(variable).or_insert(known);
    }

    /// Takes note of a condition that decides about a page; `page` is where it can be asked, `before` the page it decides about.
    pub(super) fn note(&mut self, condition: &Condition, page: usize, before: usize, question: Option<&str>) {
        condition.comparisons(&mut |variable, _, literal| {
            if !self.uses.contains_key(variable) {
                self.order.push(variable.to_owned());
            }
            let uses = self.uses.entry(variable.to_owned()).or_insert_with(|| Uses { page, ..Uses::default() });
            uses.question = uses.question.take().or_else(|| question.map(str::to_owned));
            uses.page = uses.page.min(page);
            match literal {
                Literal::Boolean(_) => uses.booleans = true,
                Literal::Number(_) => uses.numbers = true,
                Literal::Text(text) => {
                    uses.unusable |= !is_code(text);
                    if !uses.codes.contains(text) {
                        uses.codes.push(text.clone());
                    }
                }
            }
            let described_later = self.known.get(variable).is_some_and(|known| known.page >= before);
            uses.unusable |= described_later;
        });
    }

    /// Gives every usable variable an id: that of a described field, or a new field on its page.
    pub(super) fn settle(&mut self, ids: &mut Ids, lists: &mut Vec<CodeList>) -> Vec<(usize, Field)> {
        let mut fields = Vec::new();
        for variable in &self.order {
            let Some(uses) = self.uses.get(variable) else { continue };
            let kinds = usize::from(uses.booleans) + usize::from(uses.numbers) + usize::from(!uses.codes.is_empty());
            if uses.unusable || kinds != 1 {
                continue;
            }
            if let Some(known) = self.known.get(variable) {
                let fits = match known.kind {
                    "yes-no" => uses.booleans,
                    "integer" | "decimal" => uses.numbers,
                    "text" => !uses.codes.is_empty(),
                    "radios" => !uses.codes.is_empty() && uses.codes.iter().all(|code| known.codes.contains(code)),
                    _ => false,
                };
                if fits {
                    self.ids.insert(variable.clone(), known.id.clone());
                }
                continue;
            }
            let id = ids.take(&words(variable), "frage");
            let mut attributes = vec![("id", id.clone())];
            if uses.booleans {
                attributes.push(("type", "yes-no".to_owned()));
            } else if uses.numbers {
                attributes.push(("type", "decimal".to_owned()));
            } else {
                let list = ids.take(&format!("{id}_liste"), "liste");
                let mut entries: Vec<Entry> =
                    uses.codes.iter().map(|code| Entry { code: code.clone(), label: format!("TODO: {code}"), hint: None }).collect();
                entries.push(Entry { code: unused_code(&uses.codes), label: "TODO: etwas anderes".to_owned(), hint: None });
                let remarks = vec![format!("Werte, mit denen das Modell „{variable}“ vergleicht.")];
                lists.push(CodeList { remarks, id: list.clone(), urn: None, is_parameter: false, entries });
                attributes.extend([("type", "radios".to_owned()), ("options", list)]);
            }
            attributes.push(("required", "true".to_owned()));
            let label = uses.question.clone().unwrap_or_else(|| format!("TODO: {variable}"));
            let remarks =
                vec![format!("Das Modell entscheidet mit „{variable}“, beschreibt aber kein Feld dafür. TODO: Beschriftung prüfen.")];
            fields.push((uses.page, Field { remarks, attributes, label, hint: None, help: None }));
            self.ids.insert(variable.clone(), id);
        }
        fields
    }

    /// A condition in FEEL, when all its variables have ids.
    pub(super) fn feel(&self, condition: &Condition) -> Option<String> {
        condition.feel(&|variable| self.ids.get(variable).cloned())
    }
}

/// What the language allows as a code.
pub(super) fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

fn unused_code(codes: &[String]) -> String {
    let mut code = "anderes".to_owned();
    while codes.contains(&code) {
        code.push('_');
    }
    code
}

/// `fahrzeug.halterIstAntragsteller` → `halter Ist Antragsteller`
fn words(variable: &str) -> String {
    let last = variable.rsplit('.').find(|part| !part.is_empty()).unwrap_or(variable);
    let mut words = String::new();
    let mut before_lower = false;
    for letter in last.chars() {
        if letter.is_uppercase() && before_lower {
            words.push(' ');
        }
        before_lower = letter.is_lowercase();
        words.push(letter);
    }
    words
}
