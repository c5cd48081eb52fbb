//! How a compiled form is written and read. In: the types of a form. Out: bytes, and the same types again. Whole numbers are LEB128,
//! signed ones zigzag; texts and lists begin with their length; a choice begins with its number.
//!
//! Our own, because the browser reads it first of all: code by serde for these types weighed three times as much there. Both
//! directions come from one list of names, which does not compile when a field or a choice is missing.

mod expressions;
mod form;
mod reader;

pub(crate) use self::reader::Reader;

/// What can be stored in a compiled form.
pub(crate) trait Stored: Sized {
    /// Appends it.
    fn write(&self, out: &mut Vec<u8>);
    /// Reads it. Behind a fault everything reads as nothing; the reader knows.
    fn read(reader: &mut Reader<'_>) -> Self;
}

/// Structs: the names of all fields, in the order they are stored.
macro_rules! records {
    ($($name:ident { $($field:ident),* $(,)? })*) => { $(
        impl Stored for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.write(out);)*
            }
            fn read(reader: &mut Reader<'_>) -> Self {
                Self { $($field: Stored::read(reader)),* }
            }
        }
    )* };
}

/// Enums: all choices in the order of their numbers, each with the names of what it holds. The first one must not hold its own type:
/// it is what stands behind a fault. What is never part of a form stands behind a semicolon and is written as the first choice.
macro_rules! choices {
    ($($name:ident { $($choice:ident $(($($item:ident),*))? $({ $($field:ident),* })?),* $(,)? $(; $($never:tt)*)? })*) => { $(
        impl Stored for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let mut number = 0_u8;
                $(
                    if let Self::$choice $(($($item),*))? $({ $($field),* })? = self {
                        out.push(number);
                        $($($item.write(out);)*)?
                        $($($field.write(out);)*)?
                        return;
                    }
                    number += 1;
                )*
                let _ = number;
                // Does not compile when a choice is missing above.
                match self {
                    $(Self::$choice $(($($item),*))? $({ $($field),* })? => { $($(let _ = $item;)*)? $($(let _ = $field;)*)? })*
                    $($($never)* => out.push(0),)?
                }
            }
            fn read(reader: &mut Reader<'_>) -> Self {
                const COUNT: u8 = [$(stringify!($choice)),*].len() as u8;
                let number = reader.choice(COUNT);
                let mut at = 0_u8;
                $(
                    if at == number {
                        return Self::$choice $(($({ let $item = Stored::read(reader); $item }),*))? $({ $($field: Stored::read(reader)),* })?;
                    }
                    at += 1;
                )*
                let _ = at;
                reader.fail();
                Self::read(reader)
            }
        }
    )* };
}

/// Enums without content: the same, as a table.
macro_rules! kinds {
    ($($name:ident { $($kind:ident),* $(,)? })*) => { $(
        impl Stored for $name {
            fn write(&self, out: &mut Vec<u8>) {
                // Does not compile when a kind is missing.
                match self { $(Self::$kind => {})* }
                let number = [$(Self::$kind),*].iter().position(|kind| kind == self).unwrap_or_default();
                out.push(u8::try_from(number).unwrap_or_default());
            }
            fn read(reader: &mut Reader<'_>) -> Self {
                const ALL: &[$name] = &[$($name::$kind),*];
                reader.one_of(ALL)
            }
        }
    )* };
}

use {choices, kinds, records};
