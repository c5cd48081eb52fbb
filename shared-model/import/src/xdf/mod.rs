//! XDatenfelder → a schema. In: a parsed document of version 2.0 or 3.0.0. Out: the schema, with faults about its shape. Only here are
//! elements of XDatenfelder named. Identity is the path: the same field may occur several times.

mod bag;
mod dialect;
mod field;
mod read;
mod xdf2;
mod xdf3;

pub(crate) use dialect::Dialect;
pub(crate) use read::read;

use crate::faults::Fault;

/// How the namespaces of XDatenfelder begin.
const FAMILY: &str = "urn:xoev-de:fim:standard:xdatenfelder_";

/// The version of XDatenfelder that a namespace names. None when it is none of them at all.
pub(crate) fn dialect(namespace: &str) -> Option<Result<&'static Dialect, Fault>> {
    let version = namespace.strip_prefix(FAMILY)?;
    let known = [&xdf2::DIALECT, &xdf3::DIALECT].into_iter().find(|dialect| dialect.namespace == namespace);
    Some(match known {
        Some(dialect) => Ok(dialect),
        None if version == "1" => Err(Fault::OldXdf),
        None => Err(Fault::UnknownXdfVersion { namespace: namespace.to_owned() }),
    })
}
