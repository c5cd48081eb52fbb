//! Statistics (DMN 1.5 §10.3.4.4). In: a list of numbers, or the numbers one by one. Out: a number, or several.

use super::count_of;
use crate::feel::builtin::Function;
use crate::feel::functions::{Arguments, elements};
use crate::feel::number::Number;
use crate::feel::value::Value;

/// Calls one of them.
pub(super) fn call(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    let mut numbers = elements(arguments).into_iter().map(Value::as_number).collect::<Option<Vec<Number>>>()?;
    if arguments.is_empty() {
        return None;
    }
    numbers.sort();
    match function {
        Function::Median => {
            let upper = *numbers.get(numbers.len() / 2)?;
            if numbers.len() % 2 == 1 {
                return Some(Value::Number(upper));
            }
            let lower = *numbers.get(numbers.len() / 2 - 1)?;
            lower.plus(upper)?.over(Number::from(2)).map(Value::Number)
        }
        Function::Mode => {
            let count = |number: &Number| numbers.iter().filter(|other| *other == number).count();
            let most = numbers.iter().map(count).max().unwrap_or(0);
            let mut modes: Vec<Number> = numbers.iter().copied().filter(|number| count(number) == most).collect();
            modes.dedup();
            Some(Value::List(modes.into_iter().map(Value::Number).collect()))
        }
        _ => {
            let count = count_of(numbers.len()).filter(|_| numbers.len() > 1)?;
            let mean = numbers.iter().try_fold(Number::ZERO, |sum, number| sum.plus(*number))?.over(count)?;
            let squares = numbers.iter().try_fold(Number::ZERO, |sum, number| {
                let deviation = number.minus(mean)?;
                sum.plus(deviation.times(deviation)?)
            })?;
            squares.over(count.minus(Number::ONE)?)?.square_root().map(Value::Number)
        }
    }
}
