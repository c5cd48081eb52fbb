//! `vordruck tenant list`: every tenant on a line: id, name, number of services, until when its keys are signed. A tenant that can't be read is a line, too.

use super::office::{Desk, Office, day};
use crate::commands::{Failure, print};
use std::path::Path;

pub(super) fn run(config: &Path) -> Result<(), Failure> {
    for desk in Office::open(config)?.desks()? {
        match line(&desk) {
            Ok(line) => print(line)?,
            Err(fault) => print(format_args!("{}\t{fault}", desk.id))?,
        }
    }
    Ok(())
}

fn line(desk: &Desk) -> Result<String, Failure> {
    let tenant = desk.settings()?;
    let until = desk.manifests()?.iter().map(|manifest| manifest.not_after).max();
    let keys = until.map_or_else(|| "no signed keys".to_owned(), |until| format!("keys signed until {}", day(until)));
    Ok(format!("{}\t{}\t{} services\t{keys}", tenant.id, tenant.name, tenant.services.len()))
}
