//! What can be wrong with an expression, as facts with places. The words are the compiler's (`compile/diagnostics`).

use super::check_types::Type;
pub use super::lex::Unreadable;
pub use super::pattern::PatternFault;
use super::tree::{Arithmetic, Function};
use std::ops::Range;

/// Something wrong in an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionFault {
    /// Where, in bytes of the expression.
    pub range: Range<usize>,
    /// What.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Letters that are no token.
    Unreadable(Unreadable),
    /// Something else is demanded here: the sign or word, or `None` for a value.
    Expected(Option<&'static str>),
    /// The expression goes on where it should be over.
    Surplus,
    /// Too long or too deeply nested.
    TooLarge,
    /// FEEL has it, forms don't.
    NotSupported(&'static str),
    /// A number that can't be held exactly.
    NumberTooLarge,
    /// FEEL has this function, forms don't.
    FunctionNotInForms(Function),
    /// A pattern can't be read.
    BadPattern(PatternFault),
    /// A pattern is not the same for all answers.
    PatternVaries,
    /// No parameter of the function has this name.
    UnknownParameter {
        /// The function.
        function: Function,
        /// The name.
        name: String,
    },
    /// A context has a name twice.
    EntryTwice(String),
    /// Something is called that is no function.
    NotCallable(Type),
    /// No field, parameter or variable has this name.
    UnknownName(String),
    /// No built-in function has this name.
    UnknownFunction(String),
    /// A function gets too many or too few arguments.
    ArgumentCount {
        /// The function.
        function: Function,
        /// How many it gets.
        given: usize,
    },
    /// An argument has the wrong type.
    ArgumentType {
        /// The function.
        function: Function,
        /// Which argument, from 1.
        position: usize,
        /// What it has to be.
        expected: &'static str,
        /// What it is.
        found: Type,
    },
    /// A type has no such part.
    UnknownProperty {
        /// The part.
        name: String,
        /// The type.
        of: Type,
    },
    /// Two types can't be compared.
    CannotCompare(Type, Type),
    /// Two types can't be calculated with.
    CannotCalculate(Arithmetic, Type, Type),
    /// Something has to be of another type.
    WrongType {
        /// What it has to be.
        expected: Type,
        /// What it is.
        found: Type,
    },
    /// A text is compared with a field whose list has no such code.
    UnknownCode {
        /// The list: position as the scope numbers them.
        list: u32,
        /// The code.
        code: String,
    },
    /// A date, time or duration that is none.
    BadTemporal(String),
}
