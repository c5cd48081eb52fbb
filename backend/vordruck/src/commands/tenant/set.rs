//! `vordruck tenant set`: changes single settings and keeps the file's comments. In: `path=value`. Out: the file, unless it could not be read afterwards.

use super::office::{Desk, Office, read, write};
use crate::commands::{Failure, print};
use crate::look;
use crate::tenant::Tenant;
use std::path::Path;
use toml_edit::{DocumentMut, Item, Value};

/// What is changed.
#[derive(Debug, clap::Args)]
pub(super) struct SetCommand {
    /// Tenant id.
    tenant: String,
    /// `path=value` with a TOML value (`authority.address=["Markt 1"]`); anything else is taken as text. `path=` removes a setting.
    #[arg(required = true)]
    settings: Vec<String>,
}

impl SetCommand {
    pub(super) fn run(self, config: &Path) -> Result<(), Failure> {
        let desk = Office::open(config)?.desk(&self.tenant)?;
        change(&desk, &self.settings)?;
        print(format_args!("{}: set. `tenant publish {0}` makes it known", desk.id))
    }
}

/// Changes settings if the whole still is a tenant with a readable look.
pub(super) fn change(desk: &Desk, settings: &[String]) -> Result<(), Failure> {
    let mut document: DocumentMut = read(&desk.settings_file())?.parse()?;
    for setting in settings {
        let (path, text) = setting.split_once('=').ok_or_else(|| format!("{setting}: write path=value"))?;
        set(&mut document, path.trim(), text.trim())?;
    }
    let text = document.to_string();
    let tenant = Tenant::from_toml(&text)?;
    if tenant.id != desk.id {
        return Err("a tenant's id never changes: it is part of every address and every draft".into());
    }
    look::look(&tenant, desk.folder())?;
    write(&desk.settings_file(), &text)
}

fn set(document: &mut DocumentMut, path: &str, text: &str) -> Result<(), Failure> {
    let mut names: Vec<&str> = path.split('.').collect();
    let last = names.pop().filter(|last| !last.is_empty()).ok_or_else(|| format!("{path}: names no setting"))?;
    let mut table: &mut dyn toml_edit::TableLike = document.as_table_mut();
    for name in names {
        let item = table.entry(name).or_insert_with(|| Item::Table(toml_edit::Table::new()));
        table = item.as_table_like_mut().ok_or_else(|| format!("{path}: {name} is no table"))?;
    }
    if text.is_empty() {
        table.remove(last);
        return Ok(());
    }
    let value = text.parse::<Value>().unwrap_or_else(|_| Value::from(text));
    // A comment above a setting belongs to its key, which `insert` would replace.
    match table.get_mut(last) {
        Some(item) => *item = Item::Value(value),
        None => drop(table.insert(last, Item::Value(value))),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_set_added_and_removed_and_comments_stay() {
        let mut document: DocumentMut = "# ours\nname = \"A\"\n[look.light]\naction = \"#111111\"\n".parse().unwrap();
        set(&mut document, "name", "Stadt B").unwrap();
        set(&mut document, "services.hundesteuer.parameters.steuer_erster", "\"60.00\"").unwrap();
        set(&mut document, "look.light.action", "").unwrap();
        let text = document.to_string();
        assert!(
            text.starts_with("# ours\nname = \"Stadt B\"\n") && text.contains("steuer_erster = \"60.00\"") && !text.contains("#111111"),
            "{text}"
        );
        assert!(set(&mut document, "name.first", "x").is_err());
    }
}
