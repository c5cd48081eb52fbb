//! Conditions of sequence flows → FEEL. In: FEEL (`=x > 1`), JUEL as Camunda 7 and Activiti write it (`${x == "a"}`). Out: comparisons
//! of variables with literals, joined by `and` and `or`; anything else is not translated. Knows no fields.

/// A translated condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    /// A variable, compared with a literal.
    Compare {
        variable: String,
        operator: &'static str,
        literal: Literal,
    },
    And(Vec<Condition>),
    Or(Vec<Condition>),
}

/// What a variable is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Boolean(bool),
    Number(String),
    Text(String),
}

/// Deepest brackets.
const DEEPEST: usize = 16;

/// Translates an expression.
pub(super) fn translate(expression: &str) -> Option<Condition> {
    let text = expression.trim();
    let inner = text
        .strip_prefix("${")
        .or_else(|| text.strip_prefix("#{"))
        .map_or(Some(text.strip_prefix('=').unwrap_or(text)), |inner| inner.strip_suffix('}'))?;
    let tokens = tokens(inner)?;
    let mut parser = Parser { tokens: &tokens, at: 0 };
    let condition = parser.any(0)?;
    (parser.at == tokens.len()).then_some(condition)
}

impl Condition {
    /// The opposite.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::Compare { variable, literal: Literal::Boolean(truth), operator: "=" } => {
                Self::Compare { variable, operator: "=", literal: Literal::Boolean(!truth) }
            }
            Self::Compare { variable, operator, literal } => Self::Compare {
                variable,
                literal,
                operator: match operator {
                    "=" => "!=",
                    "!=" => "=",
                    "<" => ">=",
                    "<=" => ">",
                    ">" => "<=",
                    _ => "<",
                },
            },
            Self::And(parts) => Self::Or(parts.into_iter().map(Self::negated).collect()),
            Self::Or(parts) => Self::And(parts.into_iter().map(Self::negated).collect()),
        }
    }

    /// Every comparison.
    pub(super) fn comparisons(&self, visit: &mut dyn FnMut(&str, &'static str, &Literal)) {
        match self {
            Self::Compare { variable, operator, literal } => visit(variable, operator, literal),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.comparisons(visit)),
        }
    }

    /// As FEEL; `name` gives the id of a variable, or nothing if it has none.
    pub(super) fn feel(&self, name: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        let joined = |parts: &[Self], word: &str| {
            let parts: Option<Vec<String>> = parts
                .iter()
                .map(|part| part.feel(name).map(|text| if matches!(part, Self::Compare { .. }) { text } else { format!("({text})") }))
                .collect();
            parts.map(|parts| parts.join(word))
        };
        match self {
            Self::And(parts) => joined(parts, " and "),
            Self::Or(parts) => joined(parts, " or "),
            Self::Compare { variable, operator, literal } => {
                let id = name(variable)?;
                Some(match literal {
                    Literal::Boolean(truth) => format!("{id} {operator} {truth}"),
                    Literal::Number(number) => format!("{id} {operator} {number}"),
                    Literal::Text(text) => format!("{id} {operator} \"{text}\""),
                })
            }
        }
    }
}

#[derive(Debug, PartialEq)]
enum Token {
    Name(String),
    Number(String),
    Text(String),
    Sign(&'static str),
}

const SIGNS: &[(&str, &str)] = &[
    ("&&", "and"),
    ("||", "or"),
    ("==", "="),
    ("!=", "!="),
    ("<=", "<="),
    (">=", ">="),
    ("=", "="),
    ("<", "<"),
    (">", ">"),
    ("!", "not"),
    ("(", "("),
    (")", ")"),
];
const WORDS: &[(&str, &str)] =
    &[("and", "and"), ("or", "or"), ("not", "not"), ("eq", "="), ("ne", "!="), ("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">=")];

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphabetic() || first == '_' {
            let length = rest.find(|letter: char| !letter.is_alphanumeric() && !"_.".contains(letter)).unwrap_or(rest.len());
            let word = rest.get(..length)?;
            tokens.push(match WORDS.iter().find(|(known, _)| *known == word) {
                Some((_, sign)) => Token::Sign(sign),
                None => Token::Name(word.to_owned()),
            });
            length
        } else if first.is_ascii_digit() || first == '-' {
            let length =
                rest.char_indices().skip(1).find(|(_, letter)| !letter.is_ascii_digit() && *letter != '.').map_or(rest.len(), |(at, _)| at);
            let number = rest.get(..length)?;
            let (whole, fraction) = number.trim_start_matches('-').split_once('.').unwrap_or((number.trim_start_matches('-'), "0"));
            let is_digits = |part: &str| !part.is_empty() && part.len() <= 12 && part.bytes().all(|byte| byte.is_ascii_digit());
            if !is_digits(whole) || !is_digits(fraction) {
                return None;
            }
            tokens.push(Token::Number(number.to_owned()));
            length
        } else if first == '"' || first == '\'' {
            let inner = rest.get(1..)?.split_once(first)?.0;
            tokens.push(Token::Text(inner.to_owned()));
            inner.len() + 2
        } else {
            let (sign, meaning) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
            tokens.push(Token::Sign(meaning));
            sign.len()
        };
        rest = rest.get(length..)?.trim_start();
    }
    Some(tokens)
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl Parser<'_> {
    fn takes(&mut self, sign: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Sign(found)) if *found == sign);
        self.at += usize::from(found);
        found
    }

    fn any(&mut self, depth: usize) -> Option<Condition> {
        let mut parts = vec![self.all(depth)?];
        while self.takes("or") {
            parts.push(self.all(depth)?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Condition::Or(parts)) }
    }

    fn all(&mut self, depth: usize) -> Option<Condition> {
        let mut parts = vec![self.one(depth)?];
        while self.takes("and") {
            parts.push(self.one(depth)?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Condition::And(parts)) }
    }

    fn one(&mut self, depth: usize) -> Option<Condition> {
        if depth > DEEPEST {
            return None;
        }
        if self.takes("not") {
            return Some(self.one(depth + 1)?.negated());
        }
        if self.takes("(") {
            let inner = self.any(depth + 1)?;
            return self.takes(")").then_some(inner);
        }
        let Some(Token::Name(variable)) = self.tokens.get(self.at) else { return None };
        if matches!(variable.as_str(), "true" | "false" | "null") {
            return None;
        }
        self.at += 1;
        let variable = variable.clone();
        let operator = match self.tokens.get(self.at) {
            Some(Token::Sign(sign @ ("=" | "!=" | "<" | "<=" | ">" | ">="))) => *sign,
            // A variable by itself is a truth; a bracket behind it would be a call.
            Some(Token::Sign("and" | "or" | ")")) | None => {
                return Some(Condition::Compare { variable, operator: "=", literal: Literal::Boolean(true) });
            }
            _ => return None,
        };
        self.at += 1;
        let literal = match self.tokens.get(self.at)? {
            Token::Name(word) if word == "true" || word == "false" => Literal::Boolean(word == "true"),
            Token::Number(number) => Literal::Number(number.clone()),
            Token::Text(text) => Literal::Text(text.clone()),
            _ => return None,
        };
        self.at += 1;
        match (operator, &literal) {
            ("=", _) | ("!=", Literal::Number(_) | Literal::Text(_)) | (_, Literal::Number(_)) => {
                Some(Condition::Compare { variable, operator, literal })
            }
            ("!=", Literal::Boolean(truth)) => Some(Condition::Compare { variable, operator: "=", literal: Literal::Boolean(!truth) }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feel(expression: &str) -> Option<String> {
        translate(expression)?.feel(&|variable| Some(variable.replace('.', "_")))
    }

    #[test]
    fn conditions_of_several_dialects_become_feel() {
        assert_eq!(feel("fahrzeug.halterIstAntragsteller = false").as_deref(), Some("fahrzeug_halterIstAntragsteller = false"));
        assert_eq!(feel("=dauer >= 2 and art = \"neu\"").as_deref(), Some("dauer >= 2 and art = \"neu\""));
        assert_eq!(feel("${isFormValid==false}").as_deref(), Some("isFormValid = false"));
        assert_eq!(
            feel("${radioAntrag=='abgelehnt' || !(a && b)}").as_deref(),
            Some("radioAntrag = \"abgelehnt\" or (a = false or b = false)")
        );
        assert_eq!(feel("#{alter lt 18}").as_deref(), Some("alter < 18"));
        assert_eq!(feel("x != true").as_deref(), Some("x = false"));
    }

    #[test]
    fn what_is_more_than_comparisons_is_not_translated() {
        for expression in
            ["", "${", "f(x)", "a = b", "a.b.c(1) = 2", "date(\"2020-01-01\") < heute", "1 = 1", "a = \"x", "a <", "x > \"y\"", "a; b"]
        {
            assert_eq!(feel(expression), None, "{expression}");
        }
        assert_eq!(feel(&"(".repeat(100_000)), None);
        assert_eq!(feel(&"!".repeat(100_000)), None);
    }
}
