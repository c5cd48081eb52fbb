//! The types of sums, differences, products, quotients and powers.

use crate::feel::check_types::Type;
use crate::feel::tree::Arithmetic;

/// What an operator gives for two types (DMN 1.5 tables 45–50); none when it gives null for ever.
pub(super) fn result_of(operator: Arithmetic, left: &Type, right: &Type) -> Option<Type> {
    use Arithmetic as A;
    let number = |kind: &Type| *kind == Type::Number;
    if left.is_open() || right.is_open() {
        let known = if left.is_open() { right } else { left };
        // With one side unknown the other one decides only when there is one way to go on.
        return match (operator, known) {
            (_, Type::Boolean | Type::List(_) | Type::Range(_) | Type::Context(_) | Type::Function(_)) => None,
            (A::Power, kind) if number(kind) => Some(Type::Number),
            (A::Add, kind) if kind.is_text() || number(kind) => Some(kind.clone()),
            _ => Some(Type::Any),
        };
    }
    match (operator, left, right) {
        (_, Type::Number, Type::Number) => Some(Type::Number),
        (A::Add, left, right) if left.is_text() && right.is_text() => Some(Type::Text),
        (A::Add | A::Subtract, Type::Date | Type::DateTime, duration) if duration.is_duration() => Some(left.clone()),
        (A::Add, duration, Type::Date | Type::DateTime) if duration.is_duration() => Some(right.clone()),
        (A::Add | A::Subtract, Type::Time, Type::Seconds | Type::Duration) => Some(Type::Time),
        (A::Add, Type::Seconds | Type::Duration, Type::Time) => Some(Type::Time),
        (A::Subtract, Type::Date | Type::DateTime, Type::Date | Type::DateTime) | (A::Subtract, Type::Time, Type::Time) => {
            Some(Type::Seconds)
        }
        (A::Add | A::Subtract, left, right) if left.is_duration() && right.is_duration() && left.fits(right) => {
            Some(left.clone().or(right.clone()))
        }
        (A::Multiply, duration, Type::Number) | (A::Multiply, Type::Number, duration) | (A::Divide, duration, Type::Number)
            if duration.is_duration() =>
        {
            Some(duration.clone())
        }
        (A::Divide, left, right) if left.is_duration() && right.is_duration() && left.fits(right) => Some(Type::Number),
        _ => None,
    }
}
