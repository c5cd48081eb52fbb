//! Functions of numbers (DMN 1.5 §10.3.4.1 and §10.3.4.5). In: numbers, and texts that mean one. Out: a number or a truth.

use super::{Arguments, at};
use crate::feel::builtin::Function;
use crate::feel::number::{Number, Rounding};
use crate::feel::temporal::whole;
use crate::feel::value::Value;

/// Exponents of IEEE 754 decimal128, beyond which FEEL does not round (DMN 1.5 §10.3.4.5).
const DECIMALS: std::ops::RangeInclusive<i32> = -6111..=6176;

/// Calls one of them.
pub(super) fn call(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    let first = at(arguments, 0)?;
    let rounding = match function {
        Function::Floor => Some(Rounding::Floor),
        Function::Ceiling => Some(Rounding::Ceiling),
        Function::Decimal => Some(Rounding::HalfEven),
        Function::RoundUp => Some(Rounding::Up),
        Function::RoundDown => Some(Rounding::Down),
        Function::RoundHalfUp => Some(Rounding::HalfUp),
        Function::RoundHalfDown => Some(Rounding::HalfDown),
        _ => None,
    };
    if let Some(rounding) = rounding {
        return rounded(first.as_number()?, at(arguments, 1), rounding);
    }
    match function {
        Function::Abs => match first {
            Value::Number(number) => Some(Value::Number(number.magnitude())),
            Value::Months(months) => months.checked_abs().map(Value::Months),
            Value::Seconds(seconds) => seconds.checked_abs().map(Value::Seconds),
            #[cfg(feature = "feel-full")]
            wide => crate::feel::wide::arithmetic::magnitude(wide),
            #[cfg(not(feature = "feel-full"))]
            _ => None,
        },
        Function::Modulo => first.as_number()?.modulo(at(arguments, 1)?.as_number()?).map(Value::Number),
        Function::Odd => whole(first).map(|number| Value::Boolean(number % 2 != 0)),
        Function::Even => whole(first).map(|number| Value::Boolean(number % 2 == 0)),
        _ => None,
    }
}

fn rounded(number: Number, decimals: Option<&Value>, rounding: Rounding) -> Option<Value> {
    let decimals = match decimals {
        // A fraction of a digit is cut off.
        Some(decimals) => decimals.as_number()?.rounded(0, Rounding::Down)?.to_integer()?,
        None => 0,
    };
    let decimals = i32::try_from(decimals).ok().filter(|decimals| DECIMALS.contains(decimals))?;
    number.rounded(decimals, rounding).map(Value::Number)
}

/// `number("1.234,56", ".", ",")`: grouping is blank, comma, point or null, decimal is comma, point or null, never the same.
pub(in crate::feel) fn number(arguments: Arguments<'_>) -> Option<Number> {
    let text = match at(arguments, 0)? {
        Value::Number(number) => return Some(*number),
        other => other.as_text()?,
    };
    let separator = |position: usize, allowed: &str| match at(arguments, position) {
        None | Some(Value::Null) => Some(None),
        Some(Value::Text(mark)) if mark.len() == 1 && allowed.contains(mark.as_str()) => Some(mark.chars().next()),
        Some(_) => None,
    };
    let (grouping, decimal) = (separator(1, " ,.")?, separator(2, ",.")?);
    if grouping.is_some() && grouping == decimal {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if decimal == Some(character) {
            plain.push('.');
        } else if grouping != Some(character) {
            if character == '.' && decimal.is_some() {
                return None;
            }
            plain.push(character);
        }
    }
    Number::parse(&plain)
}
