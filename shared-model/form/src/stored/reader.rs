//! Reading bytes. In: bytes, whoever they come from. Out: numbers, texts and lists; or a fault, after which everything is empty and nothing
//! is read any more. Never panics, never reserves more than there are bytes, never goes deeper than `MOST_DEPTH`.

use super::Stored;
use crate::feel::Number;
use jiff::civil::{Date, DateTime, Time};

/// How deep lists and values may be nested. A form of the compiler needs less than ten.
const MOST_DEPTH: u32 = 64;

/// Where in the bytes it is.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    has_failed: bool,
    depth: u32,
}

impl<'a> Reader<'a> {
    /// Reads all of the bytes; none if there is a fault, or something is left.
    pub(crate) fn whole<T: Stored>(bytes: &'a [u8]) -> Option<T> {
        let mut reader = Self { rest: bytes, has_failed: false, depth: 0 };
        let read = T::read(&mut reader);
        (!reader.has_failed && reader.rest.is_empty()).then_some(read)
    }
    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
    /// The number of a choice.
    #[inline(never)]
    pub(super) fn choice(&mut self, count: u8) -> u8 {
        let number = self.byte();
        if number < count {
            return number;
        }
        self.fail();
        0
    }
    /// One of a table.
    #[inline]
    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        let number = usize::from(self.byte());
        let known = all.get(number).copied();
        if known.is_none() {
            self.fail();
        }
        known.unwrap_or(all[0])
    }
    /// From here on everything is empty.
    #[inline(never)]
    pub(super) fn fail(&mut self) {
        self.has_failed = true;
        self.rest = &[];
    }

    fn byte(&mut self) -> u8 {
        if let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            return *first;
        }
        self.fail();
        0
    }
    #[inline(never)]
    fn number(&mut self) -> u128 {
        let mut number = 0_u128;
        for shift in (0..126).step_by(7) {
            let byte = self.byte();
            number |= u128::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }
    /// How many elements follow: each takes a byte at least.
    fn count(&mut self) -> usize {
        let count = usize::try_from(self.number()).unwrap_or(usize::MAX);
        if count > self.rest.len() || self.depth >= MOST_DEPTH {
            self.fail();
            return 0;
        }
        count
    }
}

fn write_number(mut number: u128, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

macro_rules! unsigned {
    ($($type:ty),*) => { $(
        impl Stored for $type {
            fn write(&self, out: &mut Vec<u8>) {
                write_number(u128::from(*self), out);
            }
            fn read(reader: &mut Reader<'_>) -> Self {
                let number = reader.number();
                <$type>::try_from(number).unwrap_or_else(|_| { reader.fail(); 0 })
            }
        }
    )* };
}
unsigned!(u32, u64);

macro_rules! signed {
    ($($type:ty),*) => { $(
        impl Stored for $type {
            fn write(&self, out: &mut Vec<u8>) {
                let number = i128::from(*self);
                write_number(((number << 1) ^ (number >> 127)).cast_unsigned(), out);
            }
            fn read(reader: &mut Reader<'_>) -> Self {
                let number = reader.number();
                let number = (number >> 1).cast_signed() ^ -(number & 1).cast_signed();
                <$type>::try_from(number).unwrap_or_else(|_| { reader.fail(); 0 })
            }
        }
    )* };
}
signed!(i8, i16, i64, i128);

impl Stored for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        reader.choice(2) == 1
    }
}

impl Stored for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(self.len() as u128, out);
        out.extend(self.as_bytes());
    }
    #[inline(never)]
    fn read(reader: &mut Reader<'_>) -> Self {
        let count = reader.count();
        let (text, rest) = reader.rest.split_at_checked(count).unwrap_or_default();
        reader.rest = rest;
        match std::str::from_utf8(text) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                reader.fail();
                Self::new()
            }
        }
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(self.len() as u128, out);
        for item in self {
            item.write(out);
        }
    }
    #[inline(never)]
    fn read(reader: &mut Reader<'_>) -> Self {
        let count = reader.count();
        let mut all = Self::new();
        reader.depth += 1;
        for _ in 0..count {
            all.push(T::read(reader));
            if reader.has_failed {
                break;
            }
        }
        reader.depth -= 1;
        all
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(inner) = self {
            inner.write(out);
        }
    }
    #[inline(never)]
    fn read(reader: &mut Reader<'_>) -> Self {
        bool::read(reader).then(|| T::read(reader))
    }
}

impl<T: Stored> Stored for Box<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.as_ref().write(out);
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.depth >= MOST_DEPTH {
            reader.fail();
        }
        reader.depth += 1;
        let inner = T::read(reader);
        reader.depth -= 1;
        Self::new(inner)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        (A::read(reader), B::read(reader))
    }
}

/// Coefficient and digits behind the point, whatever library computes with it.
impl Stored for Number {
    fn write(&self, out: &mut Vec<u8>) {
        self.to_parts().write(out);
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        let (coefficient, scale) = Stored::read(reader);
        Self::from_parts(coefficient, scale).unwrap_or_else(|| {
            reader.fail();
            Self::ZERO
        })
    }
}

impl Stored for Date {
    fn write(&self, out: &mut Vec<u8>) {
        self.year().write(out);
        self.month().write(out);
        self.day().write(out);
    }
    #[inline(never)]
    fn read(reader: &mut Reader<'_>) -> Self {
        let (year, month, day) = (Stored::read(reader), Stored::read(reader), Stored::read(reader));
        Self::new(year, month, day).unwrap_or_else(|_| {
            reader.fail();
            Self::default()
        })
    }
}

impl Stored for Time {
    fn write(&self, out: &mut Vec<u8>) {
        self.hour().write(out);
        self.minute().write(out);
        self.second().write(out);
    }
    #[inline(never)]
    fn read(reader: &mut Reader<'_>) -> Self {
        let (hour, minute, second) = (Stored::read(reader), Stored::read(reader), Stored::read(reader));
        Self::new(hour, minute, second, 0).unwrap_or_else(|_| {
            reader.fail();
            Self::default()
        })
    }
}

impl Stored for DateTime {
    fn write(&self, out: &mut Vec<u8>) {
        self.date().write(out);
        self.time().write(out);
    }
    fn read(reader: &mut Reader<'_>) -> Self {
        Self::from_parts(Stored::read(reader), Stored::read(reader))
    }
}
