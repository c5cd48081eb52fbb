//! Exact decimal numbers. In: digits as they are written. Out: digits again, never rounded through binary fractions.
//! The only place that knows which decimal library we use.

use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;

/// A number of FEEL (DMN 1.5 §10.3.2.3.1). FEEL asks for the 34 digits of IEEE 754 decimal128; ours has 28, which is
/// enough for every amount, area and duration a form computes, in a third of the code. What does not fit is no value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

/// Where a number that lies between two candidates goes (DMN 1.5 §10.3.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// To the nearest; a half away from zero.
    HalfUp,
    /// To the nearest; a half towards zero.
    HalfDown,
    /// To the nearest; a half to the even neighbour.
    HalfEven,
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceiling,
}

/// Most digits behind the point.
pub const MOST_DECIMALS: u32 = 28;

impl Number {
    /// 0
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// 1
    pub const ONE: Self = Self(Decimal::ONE);

    /// Reads plain digits as FEEL writes them: `12`, `-1.50`, `.5`. No grouping, no comma, no exponent, no white space.
    /// None when it is anything else, or has more digits than a number can hold exactly.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !fraction.is_none_or(|part| !part.is_empty() && all_digits(part)) {
            return None;
        }
        if whole.is_empty() && fraction.is_none() {
            return None;
        }
        let mut coefficient: i128 = 0;
        for byte in whole.bytes().chain(fraction.unwrap_or("").bytes()) {
            coefficient = coefficient.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
        }
        let scale = u32::try_from(fraction.map_or(0, str::len)).ok()?;
        let signed = if digits.len() == text.len() { coefficient } else { coefficient.checked_neg()? };
        Self::from_parts(signed, scale)
    }

    /// `coefficient` × 10^-`scale`.
    #[must_use]
    pub fn from_parts(coefficient: i128, scale: u32) -> Option<Self> {
        Decimal::try_from_i128_with_scale(coefficient, scale).ok().map(Self)
    }

    /// The coefficient and the number of digits behind the point.
    #[must_use]
    pub fn to_parts(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    /// The number as a whole number, when it is one and fits.
    #[must_use]
    pub fn to_integer(self) -> Option<i64> {
        let whole = self.0.normalize();
        if whole.scale() == 0 { i64::try_from(whole.mantissa()).ok() } else { None }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(Self)
    }
    /// The quotient without zeros at its end; none when divided by zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(|quotient| Self(quotient.normalize()))
    }
    /// The remainder with the sign of the divisor: `self - other × floor(self / other)` (FEEL `modulo`).
    #[must_use]
    pub fn modulo(self, other: Self) -> Option<Self> {
        let rest = self.0.checked_rem(other.0)?;
        if !rest.is_zero() && rest.is_sign_negative() != other.0.is_sign_negative() {
            rest.checked_add(other.0).map(Self)
        } else {
            Some(Self(rest))
        }
    }
    /// A whole power, by repeated squaring; none when the exponent is not whole or the result does not fit.
    #[must_use]
    pub fn power(self, exponent: Self) -> Option<Self> {
        let exponent = i32::try_from(exponent.to_integer()?).ok()?;
        let (mut result, mut base, mut left) = (Self::ONE, self, exponent.unsigned_abs());
        while left > 0 {
            if left & 1 == 1 {
                result = result.times(base)?;
            }
            left >>= 1;
            if left > 0 {
                base = base.times(base)?;
            }
        }
        if exponent < 0 { Self::ONE.over(result) } else { Some(result) }
    }
    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        if self.0.is_zero() { self } else { Self(-self.0) }
    }
    /// Its distance from zero.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Self(self.0.abs())
    }
    /// Whether it lies below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }
    /// Rounded to `decimals` digits behind the point; negative `decimals` round to tens, hundreds, …
    #[must_use]
    pub fn rounded(self, decimals: i32, rounding: Rounding) -> Option<Self> {
        let strategy = match rounding {
            Rounding::Up => RoundingStrategy::AwayFromZero,
            Rounding::Down => RoundingStrategy::ToZero,
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::HalfDown => RoundingStrategy::MidpointTowardZero,
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
            Rounding::Floor => RoundingStrategy::ToNegativeInfinity,
            Rounding::Ceiling => RoundingStrategy::ToPositiveInfinity,
        };
        match u32::try_from(decimals) {
            Ok(decimals) => Some(Self(self.0.round_dp_with_strategy(decimals, strategy))),
            Err(_) if decimals < -(MOST_DECIMALS as i32) => None,
            Err(_) => {
                let unit = Self::from_parts(10_i128.checked_pow(decimals.unsigned_abs())?, 0)?;
                self.over(unit)?.rounded(0, rounding)?.times(unit)
            }
        }
    }
    /// The same number without zeros at its end.
    #[must_use]
    pub fn trimmed(self) -> Self {
        Self(self.0.normalize())
    }
    /// With exactly `decimals` digits behind the point, half rounded up: `61.40`. For amounts.
    #[must_use]
    pub fn with_decimals(self, decimals: u32) -> Self {
        let mut fixed = self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        fixed.rescale(decimals);
        Self(fixed)
    }
}

/// What forms don't need.
#[cfg(feature = "feel-full")]
impl Number {
    /// The square root; none of numbers below zero.
    #[must_use]
    pub fn square_root(self) -> Option<Self> {
        rust_decimal::MathematicalOps::sqrt(&self.0).map(|root| Self(root.normalize()))
    }
    /// Any power: of numbers above zero also with exponents that are not whole.
    #[must_use]
    pub fn any_power(self, exponent: Self) -> Option<Self> {
        if exponent.to_integer().is_some() {
            return self.power(exponent);
        }
        if self.is_negative() {
            return None;
        }
        // The last digits are those of an approximation.
        rust_decimal::MathematicalOps::checked_powd(&self.0, exponent.0)?.round_sf(24).map(|power| Self(power.normalize()))
    }
    /// Reads digits, perhaps with an exponent, also more than a number can hold: it is rounded.
    #[must_use]
    pub fn parse_rounded(text: &str) -> Option<Self> {
        let read = if text.contains(['e', 'E']) { Decimal::from_scientific(text) } else { text.parse() };
        read.ok().map(Self)
    }
    /// A power of e.
    #[must_use]
    pub fn exponential(self) -> Option<Self> {
        rust_decimal::MathematicalOps::checked_exp_with_tolerance(&self.0, Decimal::new(1, MOST_DECIMALS)).map(Self)
    }
    /// The natural logarithm; none of zero and below.
    #[must_use]
    pub fn logarithm(self) -> Option<Self> {
        rust_decimal::MathematicalOps::checked_ln(&self.0).map(Self)
    }
}

impl From<i32> for Number {
    fn from(whole: i32) -> Self {
        Self(Decimal::from(whole))
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self(Decimal::from(whole))
    }
}

/// Plain digits; as many behind the point as the number carries.
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}
