//! Fields whose answers have a shape of their own, and which few forms have. In: the type, what was typed. Out: the answer, or the fault.
//! In the browser it arrives only for forms that have one of them (`parts`).

use super::field::Reading;
use super::{Fault, iban, identifier, number_plate, time, url};
use crate::compiled::FieldType;
use crate::parts::Arrival;

type Read = fn(&FieldType, &str) -> Result<Reading, Fault>;

static ARRIVAL: Arrival<Read> = Arrival::of(here);

/// They are here. Called by the part they come in.
pub fn arrive() {
    ARRIVAL.arrive(here);
}

/// Whether a type is one of them.
pub(crate) fn is_rare(kind: &FieldType) -> bool {
    matches!(kind, FieldType::Time { .. } | FieldType::Url | FieldType::Identifier(_) | FieldType::Iban | FieldType::NumberPlate)
}

/// Reads an answer.
pub(super) fn read(kind: &FieldType, typed: &str) -> Result<Reading, Fault> {
    ARRIVAL.get().map_or(Err(Fault::WrongShape), |read| read(kind, typed))
}

fn here(kind: &FieldType, typed: &str) -> Result<Reading, Fault> {
    match kind {
        FieldType::Time { .. } => time::read(typed),
        FieldType::Url => url::read(typed),
        FieldType::Identifier(kind) => identifier::read(typed, *kind),
        FieldType::Iban => iban::read(typed),
        FieldType::NumberPlate => number_plate::read(typed),
        _ => Err(Fault::WrongShape),
    }
}
